"""In which order words arrive: one page that sends twice, and two people who write at once."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

_MARK = re.compile(r"([0-9a-z]{6,24})\.([0-9]{1,9})")


@dataclass(frozen=True, slots=True)
class Mark:
    """Which open page wrote something, and its how-manieth sending it was."""

    page: str
    number: int

    def __str__(self) -> str:
        return f"{self.page}.{self.number}"


def read_mark(text: str | None) -> Mark | None:
    """Return the mark that a page put on what it sent, or None for none and for what is none."""
    found = _MARK.fullmatch(text or "")
    return Mark(found[1], int(found[2])) if found else None


class Order(StrEnum):
    """What words that arrive are to those that stand."""

    NEXT = "next"  # they take the place of what stands
    OLD = "old"  # the same page has already sent later ones
    BESIDE = "beside"  # written by somebody who had not seen what stands; both are kept


def order(
    *,
    stands: int,
    seen: int,
    by_same_person: bool,
    last: Mark | None,
    mark: Mark | None,
) -> Order:
    """Return what becomes of words that differ from those that stand.

    An answer that was saved but whose receipt was lost makes the page send again with the
    revision it knew. Its mark tells that from two people who wrote at once.

    Args:
        stands: The revision that stands.
        seen: The revision the writer had seen.
        by_same_person: Whether the one who wrote what stands is the one who writes now.
        last: The mark of what stands; None when no script sent it.
        mark: The mark of what arrives.
    """
    if by_same_person and last is not None and mark is not None and last.page == mark.page:
        return Order.NEXT if mark.number > last.number else Order.OLD
    if seen == stands:
        return Order.NEXT
    if by_same_person and (mark is None or last is None):
        return Order.NEXT
    return Order.BESIDE
