"""Settings for the tests: a database in memory or the PostgreSQL that AKTIVA_TEST_DATABASE names."""

import atexit
import os
import tempfile
from pathlib import Path

os.environ.setdefault("AKTIVA_SECRET_KEY", "only-for-tests")

from aktiva.web.settings import base
from aktiva.web.settings.base import *  # noqa: F403

DATABASES = {
    "default": base._database(os.environ.get("AKTIVA_TEST_DATABASE", "sqlite:///:memory:"))
}
if DATABASES["default"]["ENGINE"].endswith("sqlite"):
    DATABASES["default"]["NAME"] = ":memory:"
    DATABASES["default"]["TEST"] = {"NAME": ":memory:"}  # said, for each process has its own
    DATABASES["default"]["OPTIONS"] = {"transaction_mode": "IMMEDIATE", "timeout": 20}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
ALLOWED_HOSTS = ["*"]
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
WHITENOISE_AUTOREFRESH = True

_files = tempfile.TemporaryDirectory(prefix="aktiva-test-files-")
atexit.register(_files.cleanup)
AKTIVA_FILES = Path(_files.name)
AKTIVA_PAY_KEYS = AKTIVA_FILES / "pay-keys"
AKTIVA_PULSE_KEYS = AKTIVA_FILES / "pulse-keys"
AKTIVA_SCANNER = ""
AKTIVA_LANGUAGE_MODEL = ""
