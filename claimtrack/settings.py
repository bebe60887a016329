"""Settings: one file, working defaults, overridden by the environment as docs/configuration.md lists it."""

import os
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured
from django.utils.csp import CSP

from claimtrack import database, local_secret
from claimtrack.postgres_place import state_directory

BASE_DIR = Path(__file__).resolve().parent.parent


def flag(name: str, *, default: bool) -> bool:
    """A yes/no variable; anything but the usual spellings is refused rather than guessed."""
    value = os.environ.get(name, "").strip().lower()
    if not value:
        return default
    if value in {"1", "true", "yes", "on"}:
        return True
    if value in {"0", "false", "no", "off"}:
        return False
    raise ImproperlyConfigured(f"{name}={value!r} is neither yes nor no: set it to 1 or 0.")


def one_of(name: str, choices: tuple[str, ...]) -> str:
    """A variable with a fixed set of values; the first is the default."""
    value = os.environ.get(name, choices[0])
    if value not in choices:
        raise ImproperlyConfigured(f"{name}={value!r}: choose one of {', '.join(choices)}.")
    return value


DEBUG = flag("CLAIMTRACK_DEBUG", default=True)
SECRET_KEY = os.environ.get("CLAIMTRACK_SECRET_KEY", "")
if not SECRET_KEY:
    if not DEBUG:
        raise ImproperlyConfigured("CLAIMTRACK_SECRET_KEY must be set when CLAIMTRACK_DEBUG=0.")
    SECRET_KEY = local_secret.read_or_make(state_directory())
ALLOWED_HOSTS = os.environ.get("CLAIMTRACK_HOSTS", "127.0.0.1,localhost,[::1]").split(",")
CSRF_TRUSTED_ORIGINS = [o for o in os.environ.get("CLAIMTRACK_ORIGINS", "").split(",") if o]

# What the public sees of an article's text: all of it, or the paragraphs around claims.
ARTICLE_TEXT = one_of("CLAIMTRACK_ARTICLE_TEXT", ("full", "excerpt"))
# Whether readers see what the machine suggests (always marked as a suggestion).
SHOW_SUGGESTIONS = flag("CLAIMTRACK_SHOW_SUGGESTIONS", default=True)

INSTALLED_APPS = [
    "claimtrack.apps.ClaimtrackConfig",
    "claimtrack.accounts",
    "articles",
    "claims",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.contrib.humanize",
    "django_tasks_db",
    "django_filters",
    "rest_framework",
    "knox",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "pghistory",
    "pgtrigger",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.middleware.http.ConditionalGetMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "pghistory.middleware.HistoryMiddleware",
]

ROOT_URLCONF = "claimtrack.urls"
WSGI_APPLICATION = "claimtrack.wsgi.application"
TEMPLATES = [
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
                "claimtrack.context.site",
            ],
        },
    },
]

DATABASES = {"default": database.from_environment()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
# Tokens are ours (accounts.ApiToken); knox's own table would stay empty.
MIGRATION_MODULES = {"knox": None}

AUTH_USER_MODEL = "accounts.User"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in ("UserAttributeSimilarityValidator", "MinimumLengthValidator", "CommonPasswordValidator")
]
LOGIN_URL = "login"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "home"

# The queue lives in PostgreSQL, so an article and the request to read it are stored by one transaction.
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "UTC"
USE_TZ = True

STATIC_URL = "static/"
STATIC_ROOT = BASE_DIR / "staticfiles"
STATICFILES_DIRS = [BASE_DIR / "claimtrack" / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = DEBUG

# An article may have 1,000,000 characters of up to four bytes; the rest of a form is small.
DATA_UPLOAD_MAX_MEMORY_SIZE = 6_000_000
FILE_UPLOAD_MAX_MEMORY_SIZE = 6_000_000

SECURE_CSP = {
    "default-src": [CSP.SELF],
    "script-src": [CSP.SELF, CSP.NONCE],
    "style-src": [CSP.SELF],
    "img-src": [CSP.SELF, "data:"],
    "object-src": [CSP.NONE],
    "base-uri": [CSP.NONE],
    "frame-ancestors": [CSP.NONE],
    "form-action": [CSP.SELF],
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = not DEBUG
SECURE_SSL_REDIRECT = flag("CLAIMTRACK_HTTPS_ONLY", default=not DEBUG)
SECURE_HSTS_SECONDS = 0 if DEBUG else 31_536_000

REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "claimtrack.api.authentication.TokenAuthentication",
        "rest_framework.authentication.SessionAuthentication",
    ],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticatedOrReadOnly"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["rest_framework.parsers.JSONParser"],
    "DEFAULT_FILTER_BACKENDS": ["claimtrack.api.parameters.StrictFilterBackend"],
    "DEFAULT_PAGINATION_CLASS": "claimtrack.api.pagination.ChangePagination",
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "DEFAULT_VERSIONING_CLASS": None,
    "EXCEPTION_HANDLER": "claimtrack.api.problems.problem",
    # Otherwise `?format=xml` is a 404 instead of an unknown parameter.
    "URL_FORMAT_OVERRIDE": None,
    "TEST_REQUEST_DEFAULT_FORMAT": "json",
    "UNAUTHENTICATED_USER": "django.contrib.auth.models.AnonymousUser",
}
REST_KNOX = {"TOKEN_MODEL": "accounts.ApiToken", "TOKEN_TTL": None}
KNOX_TOKEN_MODEL = "accounts.ApiToken"
SPECTACULAR_SETTINGS = {
    "TITLE": "claimtrack",
    "VERSION": "1",
    "DESCRIPTION": "Who is reported to have said what, who disputes it, and what evidence there was. Claims are found "
    "by a machine; `evidence_status` is a person's decision. Offsets are Unicode code points into the text of an "
    "article's version, end exclusive; `text_sha256` names that text.",
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
    "REDOC_DIST": "SIDECAR",
    "COMPONENT_SPLIT_REQUEST": True,
    "ENFORCE_NON_BLANK_FIELDS": True,
    "SERVE_INCLUDE_SCHEMA": False,
    "SCHEMA_PATH_PREFIX": r"/api/v1",
    "OAS_VERSION": "3.1.0",
    "POSTPROCESSING_HOOKS": [
        "drf_spectacular.hooks.postprocess_schema_enums",
        "claimtrack.api.schema.close_inputs",
    ],
    "ENUM_NAME_OVERRIDES": {
        "EvidenceStatusEnum": "claims.models.vocabulary.EvidenceStatus",
        "ClaimStateEnum": "claims.models.vocabulary.ClaimState",
        "SuggestionStateEnum": "claims.models.vocabulary.SuggestionState",
    },
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    # Django's own handler would say everything a second time.
    "loggers": {"django": {"handlers": [], "propagate": True}},
    "root": {"handlers": ["console"], "level": os.environ.get("CLAIMTRACK_LOG_LEVEL", "WARNING")},
}
