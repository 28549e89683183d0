"""How numbers and lists are written in the sentences of the pay mapping."""

from __future__ import annotations

from collections.abc import Iterable

NO_BREAK = "\u00a0"


def number_of(n: int, one: str, many: str) -> str:
    """Return ”1 person” or ”3 personer”."""
    return f"{whole(n)} {one if n == 1 else many}"


def listing(words: Iterable[str], last: str = "och") -> str:
    """Return ”a, b och c”."""
    listed = list(words)
    if len(listed) < 2:
        return "".join(listed)
    return f"{', '.join(listed[:-1])} {last} {listed[-1]}"


def whole(n: int) -> str:
    """Return a number with a space between the thousands; the space does not break a line."""
    return f"{n:,}".replace(",", NO_BREAK).replace("-", "−")


def percent(share: float) -> str:
    """Return a share with one decimal: ”6,2 procent”."""
    return f"{round(share * 100, 1) + 0.0:.1f}".replace(".", ",").replace("-", "−") + " procent"


def points(value: float) -> str:
    """Return a number without decimals that say nothing: 12,5 and 20."""
    return f"{value:.6f}".rstrip("0").rstrip(".").replace(".", ",").replace("-", "−")
