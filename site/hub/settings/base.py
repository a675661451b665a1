"""Settings every installation shares. What differs by place is read from the environment in `production`."""

from pathlib import Path

from csp.constants import NONE, SELF

BASE_DIR = Path(__file__).resolve().parents[3]
SITE_DIR = BASE_DIR / "site"
VAR_DIR = BASE_DIR / "var"

INSTALLED_APPS = [
    "home",
    "communities",
    "events",
    "assets_library",
    "hub.ask",
    "hub.review",
    "hub.directory",
    "hub.trail",
    "hub.topics",
    "hub.notices",
    "hub.media",
    "hub.circles",
    "hub.people",
    "hub.core",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "wagtail_modeladmin",
    "wagtail.contrib.settings",
    "wagtail.contrib.redirects",
    "wagtail.contrib.typed_table_block",
    "wagtail.embeds",
    "wagtail.sites",
    "hub.people.wagtail_users.UsersConfig",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_htmx",
    "csp",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.contrib.humanize",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "hub.core.middleware.NullCharacterMiddleware",
    "hub.core.middleware.DatabaseGoneMiddleware",
    "csp.middleware.CSPMiddleware",
    "hub.core.middleware.AdminPolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "hub.people.middleware.PrivateCacheMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "hub.people.middleware.SecondFactorMiddleware",
    "hub.people.middleware.AdminDoorMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "hub.circles.middleware.ReadableRedirectMiddleware",
]

ROOT_URLCONF = "hub.urls"
WSGI_APPLICATION = "hub.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [SITE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "home.context_processors.shell",
            ],
            "builtins": ["hub.core.templatetags.hub_core"],
        },
    },
]

AUTH_USER_MODEL = "hub_people.User"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CONN_MAX_AGE = 60
CONN_HEALTH_CHECKS = True

LANGUAGE_CODE = "en-gb"
LANGUAGES = [("en-gb", "English")]
TIME_ZONE = "Europe/London"
USE_I18N = True
USE_TZ = True
FORMAT_MODULE_PATH = "hub.core.formats"

STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [SITE_DIR / "static"]
MEDIA_URL = "/media/"
MEDIA_ROOT = VAR_DIR / "media"

# --- Sign-in ---------------------------------------------------------------------------------------------------------
AUTHENTICATION_BACKENDS = ["hub.people.backends.HubBackend"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "hub.people.adapters.AccountAdapter"
SOCIALACCOUNT_ADAPTER = "hub.people.adapters.SocialAccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_SESSION_REMEMBER = False  # computers on wards are shared: a session ends with the browser
ACCOUNT_MAX_EMAIL_ADDRESSES = 1
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_FORMS = {
    "login": "hub.people.forms.LoginForm",
    "signup": "hub.people.forms.SignupForm",
    "reset_password": "hub.people.forms.ResetPasswordForm",
    "reset_password_from_key": "hub.people.forms.ResetPasswordKeyForm",
    "change_password": "hub.people.forms.ChangePasswordForm",
    "set_password": "hub.people.forms.SetPasswordForm",
    "reauthenticate": "hub.people.forms.ReauthenticateForm",
}
# A whole hospital can share one address to the outside, so the limits for an address are wide and those for an account
# narrow. They count in the cache: production uses the database cache, which every process shares.
ACCOUNT_RATE_LIMITS = {
    "login": "300/m/ip",
    "login_failed": "100/m/ip,5/300s/key",
    "signup": "60/m/ip",
    "reset_password": "60/m/ip,5/m/key",
    "reset_password_from_key": "60/m/ip",
}
SOCIALACCOUNT_ONLY = False
SOCIALACCOUNT_PROVIDERS = {}
# An existing account is joined by an address that the provider says it has checked (hub.people.adapters).
SOCIALACCOUNT_EMAIL_AUTHENTICATION = True
SOCIALACCOUNT_EMAIL_AUTHENTICATION_AUTO_CONNECT = True
# A link, because the policy's form-action would stop a form whose answer leads to the provider. It only starts
# a sign-in.
SOCIALACCOUNT_LOGIN_ON_GET = True
MFA_ADAPTER = "hub.people.adapters.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_TOLERANCE = 1
MFA_FORMS = {
    "authenticate": "hub.people.forms.AuthenticateForm",
    "reauthenticate": "hub.people.forms.ConfirmWithCodeForm",
    "activate_totp": "hub.people.forms.ActivateForm",
}
HUB_REQUIRE_SECOND_FACTOR = True  # of superusers, library team and reviewers
HUB_OIDC_CREATES_ACCOUNTS = True  # whoever the configured provider lets in is staff; False: only HUB_SIGNUP_DOMAINS
HUB_SIGNUP_DOMAINS: list[str] = []
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_AGE = 60 * 60 * 12
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "home.views.csrf_failure"

# --- Security --------------------------------------------------------------------------------------------------------
# Public pages run no inline script or style at all. Wagtail's admin needs both: hub.core.middleware admits them
# there only.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "media-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [SELF],
        "frame-ancestors": [SELF],
        "object-src": [NONE],
    }
}
X_FRAME_OPTIONS = "SAMEORIGIN"  # the editor's preview shows our own pages in a frame
SECURE_REFERRER_POLICY = "same-origin"
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000
FILE_UPLOAD_PERMISSIONS = 0o640

# --- Wagtail ---------------------------------------------------------------------------------------------------------
WAGTAIL_SITE_NAME = "Knowledge Hub"
WAGTAILADMIN_BASE_URL = "http://localhost:8000"
WAGTAILADMIN_LOGIN_URL = "/accounts/login/"
WAGTAIL_FRONTEND_LOGIN_URL = "/accounts/login/"
WAGTAILUSERS_PASSWORD_ENABLED = False  # nobody sets somebody else's password
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_PASSWORD_RESET_ENABLED = False
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAIL_I18N_ENABLED = False
WAGTAILIMAGES_IMAGE_MODEL = "hub_media.HubImage"
WAGTAILIMAGES_EXTENSIONS = ["gif", "jpg", "jpeg", "png", "webp"]
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 10 * 1024 * 1024
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 50_000_000
WAGTAILDOCS_DOCUMENT_MODEL = "hub_media.HubDocument"
WAGTAILDOCS_DOCUMENT_FORM_BASE = "hub.media.forms.DocumentForm"
WAGTAILDOCS_MAX_UPLOAD_SIZE = 10 * 1024 * 1024
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAILDOCS_EXTENSIONS = ["csv", "docx", "odt", "pdf", "pptx", "rtf", "txt", "xlsx"]
WAGTAILDOCS_INLINE_CONTENT_TYPES: list[str] = []
WAGTAIL_MODERATION_ENABLED = True
WAGTAIL_WORKFLOW_ENABLED = True
TAGGIT_CASE_INSENSITIVE = True
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database", "SEARCH_CONFIG": "english"}}
WAGTAILADMIN_RICH_TEXT_EDITORS = {
    "default": {
        "WIDGET": "wagtail.admin.rich_text.DraftailRichTextArea",
        "OPTIONS": {"features": ["h3", "h4", "bold", "italic", "ol", "ul", "hr", "link", "document-link"]},
    }
}

# --- Notices ---------------------------------------------------------------------------------------------------------
EMAIL_BACKEND = "hub.notices.backend.OutboxBackend"
DEFAULT_FROM_EMAIL = "Knowledge Hub <knowledge.hub@localhost>"
SERVER_EMAIL = DEFAULT_FROM_EMAIL
NOTICES_CAPTURE = False  # True keeps mail under var/ for reading in the demo; production refuses it
NOTICES_CAPTURE_DIR = VAR_DIR / "captured_mail"

# What the header, menu and footer of every page need. Each process keeps it for half a minute: it changes a few times
# a year, and nothing about who may see what is in it.
SHELL_CACHE = {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "shell", "TIMEOUT": 30}

RENDITION_CACHE = {
    "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
    "LOCATION": "renditions",
    "TIMEOUT": 300,
}

# --- Ours ------------------------------------------------------------------------------------------------------------
HUB_HOSPITAL_NUMBER_PATTERN: str | None = None
HUB_NEEDS_KEPT_DAYS = 7  # days after an event until dietary and access needs are erased
HUB_DAY_REMINDER_HOURS = 24  # the first reminder of an event goes out so long before it starts
HUB_HOUR_REMINDER_MINUTES = 60  # the second reminder
HUB_LATE_CANCEL_HOURS = 24  # giving up a place this short before the start counts as late
HUB_ANSWERS_KEPT_DAYS = 365  # days after anonymous questions close until the answers are deleted
# With fewer people than this nothing is shown: the spread of a rating, the results of a survey, a breakdown by group.
HUB_FLOOR_RATINGS, HUB_FLOOR_SURVEYS, HUB_FLOOR_BREAKDOWNS = 4, 5, 10
HUB_BASE_URL = "http://localhost:8000"
HUB_ACCEL_PREFIX: str | None = None  # the proxy's internal address of the media folder, such as "/protected/"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "filters": {"hide_secrets": {"()": "hub.ask.logs.HideSecrets", "after": ["/do/events/feeds/"]}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain", "filters": ["hide_secrets"]}},
    "root": {"handlers": ["console"], "level": "INFO"},
    "loggers": {"django_tasks": {"level": "WARNING"}, "wagtail": {"level": "WARNING"}},
}
