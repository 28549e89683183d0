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
    """A body's treatment of the case: `final` when it decided the matter.

    Args:
        refers_back: It sent the matter down again (återremiss), so that the bodies
            below may take it up once more.
    """

    body: int
    on: date
    final: bool
    refers_back: bool = False


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
    higher = [t for t in earlier if t.body in over and t.on <= new.on]
    last_above = max(higher, key=lambda t: (t.on, not t.refers_back), default=None)
    found = {
        OrderProblem.BEFORE_REGISTRATION: new.on < registered,
        OrderProblem.IN_THE_FUTURE: new.on > today,
        OrderProblem.LOWER_AFTER_HIGHER: last_above is not None and not last_above.refers_back,
        OrderProblem.HIGHER_BEFORE_LOWER: not new.refers_back
        and any(new.body in _over(t.body, above) and t.on > new.on for t in earlier),
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
