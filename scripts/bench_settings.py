"""Settings for `make bench`: those of production, without TLS and hashed static files. bench.py gives the rest."""

from hub.settings.production import *  # noqa: F403
from hub.settings.production import STORAGES, VAR_DIR

ROOT_URLCONF = "bench_urls"
MEDIA_ROOT = VAR_DIR / "bench" / "media"
STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
HUB_DEMO = True  # the demo is what is measured
