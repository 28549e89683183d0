"""The EU directive on pay transparency as a set of rules of its own: not Swedish law.

It is asked for by itself and never counted among the duties. Nothing here is a verdict: it says
what would be asked, from when, and whether the year's answers hold something about it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache

from aktiva.domain.law import dated
from aktiva.domain.law.evidence import Evidence, Reference


class Prepared(StrEnum):
    """How far an employer has come with something that it is not yet obliged to."""

    BEGUN = "begun"
    NOT_BEGUN = "not_begun"
    NOT_ASKED = "not_asked"


@dataclass(frozen=True, slots=True)
class Rule:
    """One article: whom it is for and from when, by the directive's own days.

    Args:
        smallest: Fewest employees for which it holds, and `below` the number where it ends.
        questions: Questions whose answers are about it.
    """

    id: str
    article: str
    title: str
    plain: str
    begins: date
    smallest: int
    below: int | None
    questions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Readiness:
    """What one rule would ask of the employer, and what there is to build on."""

    rule: Rule
    prepared: Prepared
    reason: str
    evidence: tuple[Reference, ...]


@cache
def label() -> str:
    """Return the words that stand wherever the rules are shown."""
    return str(dated.toml("eu_directive")["label"])


@cache
def rules() -> tuple[Rule, ...]:
    """Return the articles, in their order."""
    return tuple(
        Rule(
            id=row["id"],
            article=row["article"],
            title=row["title"],
            plain=row["plain"],
            begins=row["from"],
            smallest=row["smallest"],
            below=row.get("below"),
            questions=tuple(row["questions"]),
        )
        for row in dated.toml("eu_directive")["rule"]
    )


def readiness(e: Evidence) -> tuple[Readiness, ...]:
    """Return what each article would ask; an unknown headcount is held to be asked everything."""
    return tuple(_readiness(rule, e) for rule in rules())


def _readiness(rule: Rule, e: Evidence) -> Readiness:
    n = e.headcount
    if n is not None and (n < rule.smallest or (rule.below is not None and n >= rule.below)):
        whom = (
            f"från {rule.smallest}"
            if rule.below is None
            else f"med {rule.smallest}–{rule.below - 1}"
        )
        return Readiness(
            rule, Prepared.NOT_ASKED, f"Gäller arbetsgivare {whom} anställda. Ni är {n}.", ()
        )
    answers = [a for q in rule.questions for a in e.given(q)]
    since = f"Direktivet anger {rule.begins.isoformat()}."
    if answers:
        return Readiness(
            rule, Prepared.BEGUN, f"Årets svar säger något om det. {since}",
            tuple(a.reference for a in answers),
        )  # fmt: skip
    return Readiness(rule, Prepared.NOT_BEGUN, f"Inget i årets svar gäller det. {since}", ())
