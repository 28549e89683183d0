"""Files on disk, named by their content, so that the same content lies there once."""

from __future__ import annotations

import hashlib
import os
import re
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

_SHA256 = re.compile(r"[0-9a-f]{64}")


def digest(content: bytes) -> str:
    """Return the name that a content has."""
    return hashlib.sha256(content).hexdigest()


class Folder:
    """A folder of files; only the user that runs Aktiva reads it."""

    def __init__(self, root: Path) -> None:
        self._root = root

    def path(self, sha256: str) -> Path:
        """Return where a content lies, or would lie."""
        if not _SHA256.fullmatch(sha256):
            raise ValueError(sha256)
        return self._root / sha256[:2] / sha256

    def keep(self, content: bytes) -> str:
        """Write a content whole or not at all, and return its name."""
        sha256 = digest(content)
        path = self.path(sha256)
        if not path.exists():
            self._root.mkdir(mode=0o700, parents=True, exist_ok=True)
            path.parent.mkdir(mode=0o700, exist_ok=True)
            with self.waiting(content) as written:
                written.replace(path)
        return sha256

    @contextmanager
    def waiting(self, content: bytes) -> Iterator[Path]:
        """Lay a content aside while it is looked at; it is gone afterwards if nobody moved it."""
        self._root.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix="waiting-", dir=self._root)
        path = Path(name)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            yield path
        finally:
            path.unlink(missing_ok=True)

    def drop(self, sha256: str, *, is_wanted: Callable[[], bool]) -> None:
        """Remove a content that nothing points to.

        It is moved aside before `is_wanted` is asked, and back if it is: whoever stores the same
        content meanwhile either finds it gone and writes it anew, or is seen here.
        """
        path = self.path(sha256)
        aside = path.with_name(f"dropped-{sha256}")
        try:
            path.replace(aside)
        except FileNotFoundError:
            return
        if is_wanted():
            aside.replace(path)
        else:
            aside.unlink()
