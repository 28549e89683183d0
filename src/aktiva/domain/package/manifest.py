"""What lies in the package, written for people and for machines."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from aktiva.domain.package.contents import FOLDERS, Entry, Folder, Missing

FORMAT = "aktiva-package/1"
"""Raised when a key changes its meaning or goes away; a new key does not raise it."""

MANIFEST = "manifest.json"
CHECKSUMS = "checksums.sha256"
CONTENTS = "innehall.txt"


def sha256(content: bytes) -> str:
    """Return the checksum that a file is told by."""
    return hashlib.sha256(content).hexdigest()


def as_json(data: Any, *, indent: int | None = 1) -> bytes:
    """Return data as JSON: keys in order, so that the same data are the same bytes."""
    return (json.dumps(data, ensure_ascii=False, sort_keys=True, indent=indent) + "\n").encode()


def manifest(
    files: Mapping[str, bytes],
    entries: Sequence[Entry],
    missing: Sequence[Missing],
    **about: object,
) -> dict[str, Any]:
    """Return the description of a year: each file with its sum, size and points.

    Raises:
        ValueError: A file is not told of, or one is told of that is not there.
    """
    told = [entry.path for entry in entries]
    if sorted(told) != sorted(files):
        raise ValueError(f"told {sorted(set(told) ^ set(files))}")
    return {
        "format": FORMAT,
        **about,
        "files": [
            {
                "path": e.path,
                "title": e.title,
                "points": list(e.points),
                "note": e.note,
                "bytes": len(files[e.path]),
                "sha256": sha256(files[e.path]),
            }
            for e in sorted(entries, key=lambda e: e.path)
        ],
        "missing": [{"words": m.words, "points": list(m.points)} for m in missing],
    }


def checksums(files: Mapping[str, bytes]) -> bytes:
    """Return the list that ``sha256sum -c`` reads."""
    return "".join(f"{sha256(files[path])}  {path}\n" for path in sorted(files)).encode()


def table_of_contents(years: Sequence[Mapping[str, Any]]) -> bytes:
    """Return the table of contents of the whole package as plain text, from the years' manifests."""
    lines: list[str] = []
    for year in years:
        lines += [
            f"{year['employer']['name']}, {year['employer']['org_number']}",
            f"Underlag om aktiva åtgärder {year['year']}",
            f"Som det stod {year['as_of'][:10]}"
            + ("" if year["closed"] else ". Året är inte avslutat."),
            year["duty_words"],
            "",
        ]
        if year["missing"]:
            lines += ["Det här saknas", *(f"  {m['words']}" for m in year["missing"]), ""]
        for folder, files in _by_folder(year["files"]):
            lines += [folder, *(_line(f) for f in files), ""]
    lines += [
        f"{CHECKSUMS} har en kontrollsumma (SHA-256) för varje fil. Kontrollera med: sha256sum -c {CHECKSUMS}",
        f"{MANIFEST} säger samma sak för maskiner.",
    ]
    return ("\n".join(lines) + "\n").encode()


def _by_folder(
    files: Sequence[Mapping[str, Any]],
) -> Iterator[tuple[str, list[Mapping[str, Any]]]]:
    for folder in ("", *Folder):
        own = [f for f in files if _folder(f["path"]) == folder]
        if own:
            yield (FOLDERS[Folder(folder)] if folder else "Översikt"), own


def _folder(path: str) -> str:
    parts = path.split("/")
    return parts[1] if len(parts) > 2 else ""


def _line(file: Mapping[str, Any]) -> str:
    points = ", ".join(map(str, file["points"]))
    told = f" (punkt {points})" if points else ""
    note = f". {file['note']}" if file["note"] else ""
    return f"  {file['title']}{told}{note}\n    {file['path']}"
