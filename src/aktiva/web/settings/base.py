"""Settings shared by every way of running Aktiva; what differs comes from the environment."""

from __future__ import annotations

import os
from pathlib import Path
from urllib.parse import unquote, urlsplit

ROOT = Path(__file__).resolve().parents[4]
VAR = Path(os.environ.get("AKTIVA_VAR", ROOT / "var"))


def _secret_key() -> str:
    """Return the installation's own key, made at the first start and kept outside the code."""
    if key := os.environ.get("AKTIVA_SECRET_KEY"):
        return key
    path = VAR / "secret.key"
    if not path.exists():
        from django.core.management.utils import get_random_secret_key

        VAR.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_text(get_random_secret_key(), encoding="utf-8")
    return path.read_text(encoding="utf-8")


def _database(url: str) -> dict:
    """Return Django's settings for ``sqlite:///path`` or ``postgresql://user:pass@host/name``."""
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        return {
            "ENGINE": "aktiva.web.sqlite",
            "NAME": unquote(parts.path),
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                # FULL: an answer that was acknowledged is there after a power cut.
                "init_command": (
                    "PRAGMA journal_mode=WAL;PRAGMA synchronous=FULL;"
                    "PRAGMA mmap_size=134217728;PRAGMA journal_size_limit=27103364;"
                    "PRAGMA cache_size=-20000;PRAGMA wal_autocheckpoint=4000;"
                ),
            },
        }
    query = dict(pair.split("=", 1) for pair in parts.query.split("&") if "=" in pair)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(query.get("host", parts.hostname or "")),
        "PORT": str(parts.port or ""),
        # What is asked again and again is planned once: a third less work for the database.
        "OPTIONS": {"server_side_binding": True, "prepare_threshold": 2},
    }


SECRET_KEY = _secret_key()
DEBUG = False
ALLOWED_HOSTS = os.environ.get("AKTIVA_HOSTS", "127.0.0.1,localhost,[::1]").split(",")
CSRF_TRUSTED_ORIGINS = [o for o in os.environ.get("AKTIVA_ORIGINS", "").split(",") if o]
DATABASES = {
    "default": _database(os.environ.get("AKTIVA_DATABASE", f"sqlite://{VAR / 'aktiva.sqlite3'}"))
}
DATABASES["default"]["CONN_MAX_AGE"] = None
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_htmx",
    "simple_history",
    "django_tasks",
    "django_tasks_db",
    "aktiva.ui",
    "aktiva.apps.audit",
    "aktiva.apps.accounts",
    "aktiva.apps.outbox",
    "aktiva.apps.attachments",
    "aktiva.apps.background",
    "aktiva.apps.organisation",
    "aktiva.apps.registers",
    "aktiva.apps.guidelines",
    "aktiva.apps.cycles",
    "aktiva.apps.surveys",
    "aktiva.apps.questionnaires",
    "aktiva.apps.statistics",
    "aktiva.apps.casework",
    "aktiva.apps.cooperation",
    "aktiva.apps.coverage",
    "aktiva.apps.pay",
    "aktiva.apps.trainings",
    "aktiva.apps.schools",
    "aktiva.apps.pulse",
    "aktiva.apps.reports",
    "aktiva.apps.lawcheck",
    "aktiva.apps.package",
    "aktiva.apps.timetable",
    "aktiva.apps.overview",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "aktiva.web.middleware.nobody_on_the_pages_of_the_pulse",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "aktiva.apps.surveys.middleware.OneSheet",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "aktiva.web.middleware.content_security_policy",
    "aktiva.web.middleware.answering_language",
]
ROOT_URLCONF = "aktiva.web.urls"
WSGI_APPLICATION = "aktiva.web.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "aktiva.web.context.chrome",
            ],
        },
    }
]

AUTHENTICATION_BACKENDS = ["aktiva.apps.accounts.sessions.Backend"]
AUTH_USER_MODEL = "accounts.User"
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "accounts:sign_in"
LOGIN_REDIRECT_URL = "overview:home"
SESSION_ENGINE = "aktiva.apps.accounts.sessions"
SESSION_COOKIE_AGE = 8 * 3600
SESSION_COOKIE_HTTPONLY = True
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

LANGUAGE_CODE = "sv"
LANGUAGES = [("sv", "Svenska")]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Europe/Stockholm"
LOCALE_PATHS = [ROOT / "src" / "aktiva" / "locale"]

STATIC_URL = "static/"
STATIC_ROOT = VAR / "static"
WHITENOISE_USE_FINDERS = True
WHITENOISE_MAX_AGE = 3600

DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
FILE_UPLOAD_HANDLERS = [
    "aktiva.web.uploads.CutTooLarge",
    "aktiva.web.uploads.InMemory",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
AKTIVA_FILES = Path(os.environ.get("AKTIVA_FILES", VAR / "files"))
AKTIVA_FILE_LIMIT = int(float(os.environ.get("AKTIVA_FILE_LIMIT", "10")) * 1024 * 1024)
AKTIVA_SCANNER = os.environ.get("AKTIVA_SCANNER", "")  # a command line; the path comes last
AKTIVA_SCANNER_SECONDS = float(os.environ.get("AKTIVA_SCANNER_SECONDS", "30"))
# An OpenAI-compatible address of the customer's own; nothing is asked where it is empty.
AKTIVA_LANGUAGE_MODEL = os.environ.get("AKTIVA_LANGUAGE_MODEL", "")
AKTIVA_LANGUAGE_MODEL_NAME = os.environ.get("AKTIVA_LANGUAGE_MODEL_NAME", "")
AKTIVA_LANGUAGE_MODEL_KEY = os.environ.get("AKTIVA_LANGUAGE_MODEL_KEY", "")
AKTIVA_LANGUAGE_MODEL_SECONDS = float(os.environ.get("AKTIVA_LANGUAGE_MODEL_SECONDS", "60"))

# Where the keys lie that open the pulse's answers: outside the database, see anonymity.md.
AKTIVA_PAY_KEYS = Path(os.environ.get("AKTIVA_PAY_KEYS", VAR / "pay-keys"))
AKTIVA_PULSE_KEYS = Path(os.environ.get("AKTIVA_PULSE_KEYS", VAR / "pulse-keys"))

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {
        "respondents": {"()": "aktiva.web.quiet.RespondentsUnlogged"},
        "secrets": {"()": "aktiva.web.logs.WithoutSecrets"},
    },
    "loggers": {"django.request": {"filters": ["respondents"]}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "filters": ["secrets"]}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
}

if os.environ.get("AKTIVA_TLS") == "1":  # behind a proxy that ends TLS
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SESSION_COOKIE_SECURE = True
    CSRF_COOKIE_SECURE = True
    SECURE_HSTS_SECONDS = 31_536_000

if mail_server := os.environ.get("AKTIVA_MAIL"):  # host:port; without it mail stays in the outbox
    EMAIL_HOST, _, _port = mail_server.partition(":")
    EMAIL_PORT = int(_port or 25)
    EMAIL_HOST_USER = os.environ.get("AKTIVA_MAIL_USER", "")
    EMAIL_HOST_PASSWORD = os.environ.get("AKTIVA_MAIL_PASSWORD", "")
    EMAIL_USE_TLS = os.environ.get("AKTIVA_MAIL_TLS", "1") == "1"
    EMAIL_TIMEOUT = 10
    AKTIVA_MAIL_FROM = os.environ["AKTIVA_MAIL_FROM"]

# Shown at the door of the demonstration, one (name, function, address) per typical person.
AKTIVA_SIGNINS: list[tuple[str, str, str]] = []
if os.environ.get("AKTIVA_DEMO_SIGNINS"):
    import json

    AKTIVA_SIGNINS = json.loads(Path(os.environ["AKTIVA_DEMO_SIGNINS"]).read_text("utf-8"))
AKTIVA_START_CODE = os.environ.get("AKTIVA_START_CODE", "")
