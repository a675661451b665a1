"""Tests: the same engine as everywhere, quick password hashes, mail kept in the outbox."""

import os

from .base import *
from .databases import database

DEBUG = False
SECRET_KEY = "only-for-tests-" + "x" * 40
ALLOWED_HOSTS = ["*"]
DATABASES = {"default": {**database(VAR_DIR), "CONN_MAX_AGE": 0}}
DATABASES["default"]["TEST"] = {"NAME": os.environ.get("HUB_TEST_DB", "test_hub")}
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
    "renditions": RENDITION_CACHE,
    "shell": SHELL_CACHE,
}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
STATIC_ROOT.mkdir(parents=True, exist_ok=True)
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False
MEDIA_ROOT = VAR_DIR / "test_media"
NOTICES_CAPTURE = True
NOTICES_CAPTURE_DIR = VAR_DIR / "test_captured_mail"
HUB_DEMO = False
LOGGING["root"]["level"] = "WARNING"
