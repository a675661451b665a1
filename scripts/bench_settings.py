"""Settings for `make bench`: the demo's, with the cache of production and files in a folder of their own."""

from hub.settings.dev import *  # noqa: F403
from hub.settings.dev import SHELL_CACHE, VAR_DIR

DEBUG = False
ROOT_URLCONF = "bench_urls"
MEDIA_ROOT = VAR_DIR / "bench" / "media"
NOTICES_CAPTURE_DIR = VAR_DIR / "bench" / "captured_mail"
CACHES = {
    "default": {
        "BACKEND": "hub.core.caches.NearDatabaseCache",
        "LOCATION": "hub_cache",
        "OPTIONS": {"NEAR": {"wagtail_site_root_paths": 10}},
    },
    "shell": SHELL_CACHE,
}
