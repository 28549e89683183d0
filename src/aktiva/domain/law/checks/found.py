"""What a check hands over, and the Swedish it is said in."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from aktiva.domain.law.evidence import AnswerEvidence, Evidence, Reference, SchoolEvidence


@dataclass(frozen=True, slots=True)
class Found:
    """What a check found: what fails, what gives pause, what is said when all is well."""

    failing: tuple[str, ...] = ()
    pausing: tuple[str, ...] = ()
    fine: tuple[str, ...] = ()
    evidence: tuple[Reference, ...] = ()
    todo: str = ""


Check = Callable[[Evidence], Found]
WrittenCheck = Callable[[Evidence, Mapping[str, Found]], Found]
"""A check that also reads what the other checks found, by the number of their duty."""
SchoolCheck = Callable[[SchoolEvidence, int], Found]


def is_own(a: AnswerEvidence) -> bool:
    """Return whether the answer has words, and other words than the year before."""
    return bool(bare(a.text)) and bare(a.text) != bare(a.last_years_text)


def bare(text: str) -> str:
    """Return the letters and digits, so that copied words are known again."""
    return "".join(ch for ch in text.casefold() if ch.isalnum())


def number_of(n: int, one: str, many: str) -> str:
    """Return ”1 åtgärd” or ”3 åtgärder”."""
    return f"{n} {one if n == 1 else many}"


def listing(words: Iterable[str]) -> str:
    """Return ”a, b och c”."""
    listed = list(words)
    if len(listed) < 2:
        return "".join(listed)
    return f"{', '.join(listed[:-1])} och {listed[-1]}"
