"""Settings, read once from the environment; `.env.example` explains each variable."""

from pathlib import Path
from typing import Any

import dj_database_url
import django_stubs_ext
from django.core.exceptions import ImproperlyConfigured
from django.utils.csp import CSP
from django.utils.translation import gettext_lazy as _

from interview_site import env

django_stubs_ext.monkeypatch()

BASE_DIR = Path(__file__).resolve().parent.parent
DATA_DIR = env.folder("DATA_DIR", BASE_DIR / "var")

# --- shape: embedded (one process, nothing installed) or production -------------
REDIS_URL = env.text("REDIS_URL")
DATABASE_URL = env.text("DATABASE_URL")
EMBEDDED = not REDIS_URL
DEBUG = env.flag("DEBUG", default=False)
PORT = env.number("PORT", 8000, low=1, high=65535)
SITE_URL = env.text("SITE_URL", f"http://localhost:{PORT}").rstrip("/")
IS_HTTPS = SITE_URL.startswith("https://")
WEB_THREADS = env.number("WEB_THREADS", 4, low=1, high=64)
ALLOWED_HOSTS = env.words("ALLOWED_HOSTS", "localhost,127.0.0.1,[::1]")
CSRF_TRUSTED_ORIGINS = [SITE_URL]
SECRET_KEY = env.secret(
    "SECRET_KEY", DATA_DIR / "secret-key", may_create=EMBEDDED and not DATABASE_URL
)
SECRET_KEY_FALLBACKS = env.words("SECRET_KEY_FALLBACKS")

# --- applications ----------------------------------------------------------------
INSTALLED_APPS = [
    "accounts",
    "interviews",
    "interview_site",  # only for its commands
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.admin.apps.SimpleAdminConfig",
    "django.forms",
    "allauth",
    "allauth.account",
    "django_htmx",
    "import_export",
    "ninja",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "interview_site.middleware.OwnTime",
    "interview_site.middleware.PersonalPages",
    "interview_site.middleware.WrongMethod",
    "interview_site.middleware.DomainErrors",
]
ROOT_URLCONF = "interview_site.urls"
WSGI_APPLICATION = "interview_site.wsgi.application"
ASGI_APPLICATION = "interview_site.asgi.application"
FORM_RENDERER = "accounts.forms.DaehwaFormRenderer"
TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.csp",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "accounts.http.page_context",
            ],
        },
    },
]

# --- accounts (django-allauth signs people in) ------------------------------------
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
ACCOUNT_ADAPTER = "accounts.adapters.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_SIGNUP_FORM_CLASS = "accounts.forms.SignupExtras"
ACCOUNT_FORMS = {
    "login": "accounts.entrance.LoginForm",
    "add_email": "accounts.entrance.AddEmailForm",
    "change_password": "accounts.entrance.ChangePasswordForm",
    "set_password": "accounts.entrance.SetPasswordForm",
    "reset_password": "accounts.entrance.ResetPasswordForm",
    "reset_password_from_key": "accounts.entrance.ResetPasswordKeyForm",
    "reauthenticate": "accounts.entrance.ReauthenticateForm",
}
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_UNIQUE_EMAIL = True
ACCOUNT_PREVENT_ENUMERATION = True
# Without a mail server nobody could ever confirm an address.
ACCOUNT_EMAIL_VERIFICATION = "mandatory" if env.text("EMAIL_URL") else "none"
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_RATE_LIMITS = {"login_failed": "20/m/ip,10/15m/key"}
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https" if IS_HTTPS else "http"
ALLAUTH_TRUSTED_PROXY_COUNT = env.number("TRUSTED_PROXIES", 0, low=0, high=9)
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "interviews:home"
LOGOUT_REDIRECT_URL = "home"

# --- API: requests per minute and at once, of one person --------------------------
API_PER_MINUTE = env.number("API_PER_MINUTE", 120, low=1, high=1_000_000)
API_BURST = env.number("API_BURST", 60, low=1, high=1_000_000)
API_SIGN_INS_PER_MINUTE = env.number("API_SIGN_INS_PER_MINUTE", 10, low=1, high=10_000)
API_TOKEN_DAYS = env.number("API_TOKEN_DAYS", 30, low=1, high=365)

# --- who runs this site --------------------------------------------------------------
OPERATOR_NAME = env.text("OPERATOR_NAME")
SUPPORT_EMAIL = env.text("SUPPORT_EMAIL")
SIGNUP_OPEN = env.flag("SIGNUP_OPEN", default=True)

# --- AI -----------------------------------------------------------------------------
OPENAI_API_KEY = env.text("OPENAI_API_KEY")
OPENAI_BASE_URL = env.text("OPENAI_BASE_URL")
OPENAI_MODEL = env.text("OPENAI_MODEL")
OPENAI_JUDGE_MODEL = env.text("OPENAI_JUDGE_MODEL") or OPENAI_MODEL
OPENAI_RESPONSE_FORMAT = env.choice(
    "OPENAI_RESPONSE_FORMAT", "json_schema", ("json_schema", "json_object")
)
OPENAI_TOKENS_FIELD = env.choice(
    "OPENAI_TOKENS_FIELD",
    "max_completion_tokens",
    ("max_completion_tokens", "max_tokens"),
)
AI_PROVIDER = env.choice(
    "AI_PROVIDER",
    "openai_compatible" if OPENAI_API_KEY or OPENAI_BASE_URL else "builtin",
    ("builtin", "openai_compatible"),
)
if AI_PROVIDER == "openai_compatible" and not OPENAI_MODEL:
    raise ImproperlyConfigured(
        "Set OPENAI_MODEL to the name of the model that your server offers."
    )
AI_SAMPLES = env.number("AI_SAMPLES", 3, low=1, high=9)
if AI_SAMPLES % 2 == 0:
    raise ImproperlyConfigured("AI_SAMPLES: set an odd number, such as 3.")
AI_TIMEOUT_S = env.number("AI_TIMEOUT_S", 60, low=1, high=110)
AI_BUDGET_PER_INTERVIEW = env.number(
    "AI_BUDGET_PER_INTERVIEW", 400_000, low=1_000, high=100_000_000
)
AI_PRICES = env.text("AI_PRICES")

# --- background work (reliability.md §9) ---------------------------------------------
# Web processes: a publish to a dead broker costs at most half a second, once; what
# workers get instead stands in interview_site/celery.py.
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_TRANSPORT_OPTIONS: dict[str, Any] = (
    {
        "polling_interval": 0.02  # seconds; the default of 1 s would be felt
    }
    if EMBEDDED
    else {
        "visibility_timeout": 1500,
        "socket_timeout": 0.5,
        "socket_connect_timeout": 0.5,
        "max_retries": 0,
    }
)
CELERY_BROKER_URL = REDIS_URL or "memory://localhost"
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_ACKS_ON_FAILURE = True  # the sweep re-issues; the broker does not loop
CELERY_TASK_ACKS_ON_TIMEOUT = True
CELERY_TASK_DEFAULT_QUEUE = "default"
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_PUBLISH_RETRY_POLICY = {"max_retries": 0}
CELERY_TASK_QUEUES = {
    name: {"exchange": name, "routing_key": name}
    for name in ("live", "speech", "scoring", "parse", "default")
}
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_TASK_SERIALIZER = "json"
# With --pool prefork; above the longest deadline of a job, 300 s, and its lease: what
# is interrupted or killed was no longer its own.
CELERY_TASK_SOFT_TIME_LIMIT = 390
CELERY_TASK_TIME_LIMIT = 420
CELERY_TASK_CREATE_MISSING_QUEUES = False
CELERY_WORKER_CANCEL_LONG_RUNNING_TASKS_ON_CONNECTION_LOSS = False
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_WORKER_MAX_MEMORY_PER_CHILD = 400_000
CELERY_WORKER_MAX_TASKS_PER_CHILD = 200
CELERY_WORKER_PREFETCH_MULTIPLIER = 1

# --- data -----------------------------------------------------------------------------
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
if DATABASE_URL:
    DATABASES: dict[str, Any] = {
        "default": dj_database_url.parse(DATABASE_URL, conn_health_checks=True)
    }
    DATABASES["default"]["CONN_MAX_AGE"] = 0
    if "postgresql" in DATABASES["default"]["ENGINE"]:
        DATABASES["default"]["OPTIONS"] = {
            **DATABASES["default"].get("OPTIONS", {}),
            "pool": {"min_size": 1, "max_size": WEB_THREADS + 12, "timeout": 10},
        }
else:
    DATABASES = {
        "default": {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": DATA_DIR / "daehwa.sqlite3",
            "CONN_MAX_AGE": None,
            "OPTIONS": {
                "timeout": 20,
                "transaction_mode": "IMMEDIATE",
                # FULL: an acknowledged answer survives a power cut (ADR 0007).
                "init_command": (
                    "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;"
                    "PRAGMA cache_size=-8000;"
                ),
            },
        }
    }
CACHES: dict[str, dict[str, Any]] = {
    # Sign-in limits live here: shared by all processes, independent of Redis.
    "default": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
    if EMBEDDED
    else {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "shared_cache",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    },
    # Payloads that may vanish at any time.
    "payloads": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "payloads",
        "OPTIONS": {"MAX_ENTRIES": 2_000},
    },
}
SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_COOKIE_AGE = 14 * 24 * 3600
MEDIA_ROOT = env.folder("MEDIA_ROOT", DATA_DIR / "media")
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_621_440
DATA_UPLOAD_MAX_NUMBER_FIELDS = 1000
DATA_UPLOAD_MAX_NUMBER_FILES = 2
FILE_UPLOAD_PERMISSIONS = 0o600
RETENTION_DAYS = env.number("RETENTION_DAYS", 180, low=1, high=3650)
OPEN_INTERVIEWS_PER_PERSON = env.number(
    "OPEN_INTERVIEWS_PER_PERSON", 50, low=1, high=10_000
)
RESUMES_PER_PERSON = env.number("RESUMES_PER_PERSON", 50, low=1, high=10_000)

# --- security ------------------------------------------------------------------------
SECURE_CSP = {
    "default-src": [CSP.NONE],
    "script-src": [CSP.SELF],
    "style-src": [CSP.SELF],
    "img-src": [CSP.SELF, "data:"],
    "font-src": [CSP.SELF],
    "connect-src": [CSP.SELF],
    "media-src": [CSP.SELF, "blob:"],
    "form-action": [CSP.SELF],
    "base-uri": [CSP.NONE],
    "frame-ancestors": [CSP.NONE],
}
SECURE_SSL_REDIRECT = IS_HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if IS_HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = IS_HTTPS
SECURE_HSTS_PRELOAD = IS_HTTPS
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
if env.flag("BEHIND_PROXY", default=False):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SESSION_COOKIE_SECURE = IS_HTTPS
CSRF_COOKIE_SECURE = IS_HTTPS
SESSION_COOKIE_SAMESITE = "Lax"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CSRF_FAILURE_VIEW = "accounts.views.csrf_failure"

# --- mail ---------------------------------------------------------------------------
MAILERS = {"default": env.mailer("EMAIL_URL")}
DEFAULT_FROM_EMAIL = env.text("MAIL_FROM", "Daehwa <daehwa@localhost>")

# --- language, time -------------------------------------------------------------------
LANGUAGE_CODE = env.choice("LANGUAGE_CODE", "ko", ("ko", "en"))
LANGUAGES = [("ko", _("한국어")), ("en", _("English"))]
LOCALE_PATHS = [BASE_DIR / "interview_site" / "locale"]
LANGUAGE_COOKIE_SAMESITE = "Lax"
TIME_ZONE = env.text("TIME_ZONE", "Asia/Seoul")
USE_TZ = True

# --- static files ------------------------------------------------------------------
STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
STATIC_ROOT.mkdir(exist_ok=True)
STATICFILES_DIRS = [BASE_DIR / "static"]
STATIC_IS_COLLECTED = (STATIC_ROOT / "staticfiles.json").exists()
WHITENOISE_USE_FINDERS = not STATIC_IS_COLLECTED
STORAGES = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": MEDIA_ROOT, "base_url": None},
    },
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if STATIC_IS_COLLECTED
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}

# --- logs --------------------------------------------------------------------------
LOG_FORMAT = env.choice("LOG_FORMAT", "console", ("console", "json"))
LOGGING_CONFIG = "interview_site.logs.configure"
LOGGING: dict[str, Any] = {"format": LOG_FORMAT}

# --- django-ninja, import-export ---------------------------------------------------
NINJA_PAGINATION_MAX_LIMIT = 100
IMPORT_EXPORT_USE_TRANSACTIONS = True
IMPORT_EXPORT_SKIP_ADMIN_LOG = False
