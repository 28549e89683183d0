"""Catalogues of words: from the .po file that people edit to the .mo file that gettext reads.

Written here so that no installation needs the tools of gettext. The .mo file is kept beside the
.po file, and a test holds it to it.
"""

from __future__ import annotations

import ast
import re
import struct
from pathlib import Path

LOCALES = Path(__file__).parents[1] / "locale"
_ENTRY = re.compile(r"^(msgctxt|msgid|msgstr) (\".*\")$")
_CONTEXT = "\x04"


class WrongCatalogue(ValueError):
    """The .po file cannot be read; the message says on which line."""


def read(text: str) -> dict[str, str]:
    """Return the words of a .po file: msgid → msgstr, with the context before where there is one.

    Raises:
        WrongCatalogue: A line is none of those used here, or a word is said twice.
    """
    found: dict[str, str] = {}
    entry: dict[str, str] = {}
    field = ""

    def close(line: int) -> None:
        if "msgid" not in entry:
            return
        key = entry["msgid"]
        if "msgctxt" in entry:
            key = entry["msgctxt"] + _CONTEXT + key
        if key in found:
            raise WrongCatalogue(f"line {line}: {key!r} stands twice")
        found[key] = entry.get("msgstr", "")
        entry.clear()

    for number, line in enumerate([*text.splitlines(), ""], 1):
        if not line.strip():
            close(number)
            field = ""
        elif line.startswith("#"):
            continue
        elif match := _ENTRY.match(line):
            field = match[1]
            entry[field] = str(ast.literal_eval(match[2]))
        elif line.startswith('"') and field:
            entry[field] += str(ast.literal_eval(line))
        else:
            raise WrongCatalogue(f"line {number}: {line[:60]!r}")
    return found


def compiled(words: dict[str, str]) -> bytes:
    """Return a .mo file that holds the words, in the order of their keys."""
    said = {key: value for key, value in words.items() if value}
    keys = sorted(key.encode() for key in said)
    values = [said[key.decode()].encode() for key in keys]
    n = len(keys)
    start = 7 * 4
    place = start + 16 * n
    tables: list[bytes] = []
    body = b""
    for texts in (keys, values):
        for text in texts:
            tables.append(struct.pack("<II", len(text), place + len(body)))
            body += text + b"\0"
    head = struct.pack("<Iiiiiii", 0x950412DE, 0, n, start, start + 8 * n, 0, place)
    return head + b"".join(tables) + body


def write() -> None:
    """Write every .mo file anew beside its .po file."""
    for source in sorted(LOCALES.glob("*/LC_MESSAGES/*.po")):
        source.with_suffix(".mo").write_bytes(compiled(read(source.read_text(encoding="utf-8"))))
