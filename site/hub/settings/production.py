"""Production: everything that differs by place comes from the environment, and what is missing is named."""

import environ
from django.core.exceptions import ImproperlyConfigured

from .base import *

env = environ.Env()

_missing = [
    name for name in ("DATABASE_URL", "SECRET_KEY", "ALLOWED_HOSTS", "BASE_URL") if not env.str(name, default="")
]
if _missing:
    raise ImproperlyConfigured(f"Set {', '.join(_missing)} in the environment. See docs/running.md.")
if env.bool("NOTICES_CAPTURE", default=False):
    raise ImproperlyConfigured("NOTICES_CAPTURE is for the demo: production sends its mail.")

DEBUG = False
HUB_DEMO = False
SECRET_KEY = env.str("SECRET_KEY")
SECRET_KEY_FALLBACKS = env.list("SECRET_KEY_FALLBACKS", default=[])  # old keys: unsent sealed mail stays readable
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS")
HUB_BASE_URL = WAGTAILADMIN_BASE_URL = env.str("BASE_URL").rstrip("/")
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[HUB_BASE_URL])
_POOLED = env.bool("PGBOUNCER", default=False)
_DATABASE = env.db_url("DATABASE_URL")
DATABASES = {
    "default": {
        **_DATABASE,
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "DISABLE_SERVER_SIDE_CURSORS": _POOLED,
        # Sign-ups are sent as a prepared statement, which a pooler between transactions may not keep.
        "OPTIONS": {"prepare_threshold": None if _POOLED else 1, **_DATABASE.get("OPTIONS", {})},
    }
}
# Sign-in limits count here, so every process must share it: the database cache needs no further server.
CACHES = {
    "default": {
        "BACKEND": "hub.core.caches.NearDatabaseCache",
        "LOCATION": "hub_cache",
        # Django's own 300 would forget a lock-out as soon as a busy morning has filled them.
        "OPTIONS": {"MAX_ENTRIES": 200_000, "NEAR": {"wagtail_site_root_paths": 10}},
    },
    # Wagtail writes every rendition it shows into its cache: in the database that is three queries a picture.
    "renditions": RENDITION_CACHE,
    "shell": SHELL_CACHE,
}

STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
MEDIA_ROOT = env.str("MEDIA_ROOT", default=str(VAR_DIR / "media"))

SECURE_SSL_REDIRECT = env.bool("SECURE_SSL_REDIRECT", default=True)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if env.bool("BEHIND_PROXY", default=True) else None
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
SECURE_HSTS_SECONDS = env.int("SECURE_HSTS_SECONDS", default=31_536_000)
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_SECURE = True
SILENCED_SYSTEM_CHECKS = [
    "security.W019"
]  # the editor's preview frames our own pages; the policy says frame-ancestors 'self'
CSRF_COOKIE_SECURE = True

DEFAULT_FROM_EMAIL = SERVER_EMAIL = env.str("DEFAULT_FROM_EMAIL", default=DEFAULT_FROM_EMAIL)
_mail = env.email_url("EMAIL_URL", default="smtp://localhost:25")
EMAIL_HOST, EMAIL_PORT = _mail["EMAIL_HOST"], _mail["EMAIL_PORT"]
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = _mail["EMAIL_HOST_USER"], _mail["EMAIL_HOST_PASSWORD"]
EMAIL_USE_TLS, EMAIL_USE_SSL = _mail.get("EMAIL_USE_TLS", False), _mail.get("EMAIL_USE_SSL", False)
EMAIL_TIMEOUT = 20

HUB_SIGNUP_DOMAINS = env.list("SIGNUP_DOMAINS", default=[])
HUB_OIDC_CREATES_ACCOUNTS = env.bool("OIDC_CREATES_ACCOUNTS", default=True)
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("TRUSTED_PROXY_COUNT", default=0)
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https"
HUB_ACCEL_PREFIX = env.str("ACCEL_PREFIX", default=None)
HUB_HOSPITAL_NUMBER_PATTERN = env.str("HOSPITAL_NUMBER_PATTERN", default=None)
HUB_NEEDS_KEPT_DAYS = env.int("NEEDS_KEPT_DAYS", default=HUB_NEEDS_KEPT_DAYS)
HUB_DAY_REMINDER_HOURS = env.int("DAY_REMINDER_HOURS", default=HUB_DAY_REMINDER_HOURS)
HUB_HOUR_REMINDER_MINUTES = env.int("HOUR_REMINDER_MINUTES", default=HUB_HOUR_REMINDER_MINUTES)
HUB_LATE_CANCEL_HOURS = env.int("LATE_CANCEL_HOURS", default=HUB_LATE_CANCEL_HOURS)
HUB_ANSWERS_KEPT_DAYS = env.int("ANSWERS_KEPT_DAYS", default=HUB_ANSWERS_KEPT_DAYS)
HUB_FLOOR_RATINGS = env.int("FLOOR_RATINGS", default=HUB_FLOOR_RATINGS)
HUB_FLOOR_SURVEYS = env.int("FLOOR_SURVEYS", default=HUB_FLOOR_SURVEYS)
HUB_FLOOR_BREAKDOWNS = env.int("FLOOR_BREAKDOWNS", default=HUB_FLOOR_BREAKDOWNS)

if env.str("OIDC_SERVER_URL", default=""):
    SOCIALACCOUNT_PROVIDERS = {
        "openid_connect": {
            "OAUTH_PKCE_ENABLED": True,
            "APPS": [
                {
                    "provider_id": "trust",
                    "name": env.str("OIDC_NAME", default="your trust account"),
                    "client_id": env.str("OIDC_CLIENT_ID"),
                    "secret": env.str("OIDC_CLIENT_SECRET"),
                    "settings": {
                        "server_url": env.str("OIDC_SERVER_URL"),
                        "verified_email": env.list("OIDC_VERIFIED_DOMAINS", default=[]),
                    },
                }
            ],
        }
    }
