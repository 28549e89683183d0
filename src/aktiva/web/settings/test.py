"""Settings for the tests: a database in memory or the PostgreSQL that AKTIVA_TEST_DATABASE names."""

import os

os.environ.setdefault("AKTIVA_SECRET_KEY", "only-for-tests")

from aktiva.web.settings import base
from aktiva.web.settings.base import *  # noqa: F403

DATABASES = {
    "default": base._database(os.environ.get("AKTIVA_TEST_DATABASE", "sqlite:///:memory:"))
}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["NAME"] = ":memory:"
    DATABASES["default"]["OPTIONS"] = {"transaction_mode": "IMMEDIATE", "timeout": 20}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
ALLOWED_HOSTS = ["*"]
WHITENOISE_AUTOREFRESH = True
