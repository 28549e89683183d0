"""Codes that people read off paper: of a unit's page, and of a slip for one answer."""

from __future__ import annotations

ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
"""No 0, 1, I, L, O and U: nothing that can be taken for something else."""

UNIT_LENGTH = 8
SLIP_LENGTH = 12


def written(code: str) -> str:
    """Return a code in groups of four, as it stands on paper."""
    return "-".join(code[at : at + 4] for at in range(0, len(code), 4))


def read(typed: str) -> str:
    """Return the code that somebody typed, whatever the case, spaces and dashes."""
    bare = "".join(c for c in typed.upper() if c.isalnum())
    return bare if bare.isascii() else ""
