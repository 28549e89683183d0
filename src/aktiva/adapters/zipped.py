"""Zip files that are the same bytes for the same content and moment, whatever machine makes them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from datetime import datetime

FIRST_YEAR = 1980
"""The earliest that a zip file can tell."""


def zipped(files: Mapping[str, bytes], *, at: datetime) -> bytes:
    """Return a zip of the files in the order of their names, each dated `at`.

    Nothing is compressed: libraries compress differently from one version to the next, and most
    of what lies here is compressed already.
    """
    stamp = (max(at.year, FIRST_YEAR), at.month, at.day, at.hour, at.minute, at.second // 2 * 2)
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_STORED) as archive:
        for path in sorted(files):
            info = zipfile.ZipInfo(path, date_time=stamp)
            info.create_system = 3  # the same on Windows
            info.external_attr = 0o644 << 16
            archive.writestr(info, files[path])
    return written.getvalue()


def unzipped(content: bytes) -> dict[str, bytes]:
    """Return the files of a zip that `zipped` has made."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}
