"""QR codes as paths of SVG."""

from __future__ import annotations

from dataclasses import dataclass

import segno

QUIET_ZONE = 4
"""Modules of white around the code, as the standard asks."""


@dataclass(frozen=True, slots=True)
class Code:
    """A code as one SVG path, in modules; `size` is its side with the white around it."""

    path: str
    size: int


def code(address: str, *, error: str = "M") -> Code:
    """Return the QR code of an address. `error`: L, M, Q or H, how much may be dirty."""
    made = segno.make(address, error=error, micro=False)
    strokes = []
    for y, row in enumerate(made.matrix):
        run = 0
        for x, dark in enumerate((*row, 0)):
            if dark:
                run += 1
            elif run:
                at = f"M{x - run + QUIET_ZONE} {y + QUIET_ZONE}"
                strokes.append(f"{at}h{run}v1h-{run}z")
                run = 0
    return Code("".join(strokes), len(made.matrix) + 2 * QUIET_ZONE)
