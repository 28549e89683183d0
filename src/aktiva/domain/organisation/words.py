"""Swedish forms of the words an employer uses for its units and chiefs."""

from __future__ import annotations

from dataclasses import dataclass


def genitive(name: str) -> str:
    """Return the genitive: *nämndens*, but *Solvik kommuns* and *Borås* unchanged."""
    return name if not name or name[-1].lower() in "sxz" else f"{name}s"


@dataclass(frozen=True, slots=True)
class KindWords:
    """What one kind of unit is called: *förvaltning, förvaltningen, förvaltningar*, and its chief."""

    singular: str
    definite: str
    plural: str
    chief: str


def organisation_number_is_valid(number: str) -> bool:
    """Return whether `number` is ``NNNNNN-NNNN`` with a right check digit (modulus 10)."""
    digits = number.replace("-", "")
    if len(digits) != 10 or not digits.isascii() or not digits.isdigit() or number[6:7] != "-":
        return False
    total = 0
    for place, digit in enumerate(digits):
        doubled = int(digit) * (2 if place % 2 == 0 else 1)
        total += doubled - 9 if doubled > 9 else doubled
    return total % 10 == 0
