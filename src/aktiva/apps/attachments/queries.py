"""Reads of files."""

from __future__ import annotations

from django.conf import settings

from aktiva.adapters.files.folder import Folder
from aktiva.apps.attachments.models import StoredFile


def folder() -> Folder:
    """Return the installation's folder of files."""
    return Folder(settings.AKTIVA_FILES)


def limit_words() -> str:
    """Return how many megabytes a file may have, as one writes it in Swedish."""
    return f"{settings.AKTIVA_FILE_LIMIT / 1024 / 1024:.3g}".replace(".", ",")


def content(stored: StoredFile) -> bytes:
    """Return what a file holds.

    Raises:
        FileNotFoundError: It is not on disk, for example after a copy of the database alone.
    """
    return folder().path(stored.sha256).read_bytes()
