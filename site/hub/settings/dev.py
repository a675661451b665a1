"""The demo and a developer's machine: embedded PostgreSQL unless DATABASE_URL says otherwise, captured mail."""

import os

from .base import *
from .databases import database
from .local_secret import local_secret_key

DEBUG = os.environ.get("DEBUG", "").lower() in {"1", "true", "yes"}
SECRET_KEY = local_secret_key(VAR_DIR)
ALLOWED_HOSTS = ["*"]
DATABASES = {"default": database(VAR_DIR)}
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
    "renditions": RENDITION_CACHE,
    "shell": SHELL_CACHE,
}
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = DEBUG
NOTICES_CAPTURE = True
HUB_DEMO = True
HUB_REQUIRE_SECOND_FACTOR = False  # so that the demo's accounts can be tried with a password alone
PORT = os.environ.get("PORT", "8000")
WAGTAILADMIN_BASE_URL = HUB_BASE_URL = f"http://localhost:{PORT}"
