"""In what order bodies may treat a case: the lower prepares before the higher decides."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class OrderProblem(StrEnum):
    """Why a handling cannot be recorded as it is."""

    BEFORE_REGISTRATION = "before_registration"
    IN_THE_FUTURE = "in_the_future"
    LOWER_AFTER_HIGHER = "lower_after_higher"
    HIGHER_BEFORE_LOWER = "higher_before_lower"
    ALREADY_DECIDED = "already_decided"
    NOBODY_ABOVE = "nobody_above"


@dataclass(frozen=True, slots=True)
class Treated:
    """A body's treatment of the case: `final` when it decided the matter."""

    body: int
    on: date
    final: bool


def problems(
    new: Treated,
    *,
    earlier: Sequence[Treated],
    above: Mapping[int, int | None],
    registered: date,
    today: date,
) -> tuple[OrderProblem, ...]:
    """Return everything that is wrong with the order; empty when it may be recorded.

    Args:
        above: Body → the body above it, None at the top.
    """
    over = _over(new.body, above)
    found = {
        OrderProblem.BEFORE_REGISTRATION: new.on < registered,
        OrderProblem.IN_THE_FUTURE: new.on > today,
        OrderProblem.LOWER_AFTER_HIGHER: any(t.body in over and t.on <= new.on for t in earlier),
        OrderProblem.HIGHER_BEFORE_LOWER: any(
            new.body in _over(t.body, above) and t.on > new.on for t in earlier
        ),
        OrderProblem.ALREADY_DECIDED: any(
            t.final and t.body not in over and t.on <= new.on for t in earlier
        ),
        OrderProblem.NOBODY_ABOVE: not new.final and not over,
    }
    return tuple(problem for problem, stands in found.items() if stands)


def _over(body: int, above: Mapping[int, int | None]) -> tuple[int, ...]:
    found: list[int] = []
    at = above.get(body)
    while at is not None and at not in found:
        found.append(at)
        at = above.get(at)
    return tuple(found)
