"""Names of files that every system reads the same way."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container

LONGEST = 80
"""Characters of a name without its ending: with the folders it stays below what Windows opens."""

_APART = {"ß": "ss", "æ": "ae", "Æ": "Ae", "ø": "o", "Ø": "O", "đ": "d", "ł": "l", "þ": "th"}
_RESERVED = {"con", "prn", "aux", "nul"} | {f"{p}{n}" for p in ("com", "lpt") for n in range(1, 10)}


def ascii_name(words: str, ending: str) -> str:
    """Return a name in lower case of a–z, 0–9 and hyphens: *Åre skola* → ``are-skola.pdf``."""
    spelled = "".join(_APART.get(ch, ch) for ch in words)
    plain = unicodedata.normalize("NFKD", spelled).encode("ascii", "ignore").decode().lower()
    name = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:LONGEST].strip("-") or "fil"
    if name in _RESERVED:
        name = f"{name}-fil"
    return f"{name}.{ending}" if ending else name


def unique(name: str, taken: Container[str]) -> str:
    """Return the name, with a number before the ending if it is taken."""
    stem, dot, ending = name.rpartition(".")
    found, n = name, 1
    while found in taken:
        n += 1
        found = f"{stem}-{n}{dot}{ending}"
    return found
