"""What a unit or a department gives to the employer's duties, and what is still asked of it.

The duties are the employer's. So nothing here is a verdict: a unit that has left something out
has not broken the law, and one that has done all has not met it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from aktiva.domain.law.checks.found import is_own, listing, number_of
from aktiva.domain.law.checks.steps import is_evaluated, real_causes
from aktiva.domain.law.dated import value_of
from aktiva.domain.law.evidence import Evidence
from aktiva.domain.values import AREAS_OF_THE_ACT, GROUNDS_OF_THE_ACT, Step

OF_EVERY_UNIT = {
    "1.1": "lokaler och verktyg",
    "1.4": "jargong",
    "1.7": "arbetsfördelning",
    "2.2": "lönekriterier",
    "3.1": "rekrytering",
    "4.1": "kompetensutveckling",
    "5.1": "mötestider",
    "5.2": "kontakt under föräldraledighet",
}
"""The questions about the five areas that each unit answers."""


@dataclass(frozen=True, slots=True)
class Contribution:
    """One part of the year's work as a unit, or several together, has done it.

    Args:
        law: The paragraph that it serves.
        given: What has been done, as a sentence.
        asked: What is still asked for, "" when nothing is.
        mend: Where it is done, as a duty's `mend`.
    """

    law: str
    title: str
    given: str
    asked: str
    mend: str


def narrowed(e: Evidence, units: frozenset[int]) -> Evidence:
    """Return the part of the evidence that comes from some units."""
    return replace(
        e,
        staff={u: n for u, n in e.staff.items() if u in units},
        examinations=tuple(x for x in e.examinations if x.unit in units),
        risks=tuple(r for r in e.risks if r.unit in units),
        measures=tuple(m for m in e.measures if m.unit in units),
        owed=tuple(o for o in e.owed if o.unit in units),
        cooperation=tuple(c for c in e.cooperation if c.unit in units),
        answers=tuple(a for a in e.answers if a.unit in units),
    )


def contributions(e: Evidence, *, n_units: int) -> tuple[Contribution, ...]:
    """Return what has been given and what is asked for, in the order of the work.

    Args:
        e: Evidence of these units alone.
        n_units: How many units answer; 1 for a unit.
    """
    return (
        _examination(e, n_units),
        _questions(e, n_units),
        _causes(e),
        _answered_risks(e),
        _timed(e),
        _followed_up(e),
        _way_of_working(e, n_units),
        _cooperation(e, n_units),
    )


def _examination(e: Evidence, n_units: int) -> Contribution:
    counted = [x for x in e.examinations if x.counts(e.year)]
    cells = {(x.area, g) for x in counted for g in x.grounds if g in GROUNDS_OF_THE_ACT}
    total = len(AREAS_OF_THE_ACT) * len(GROUNDS_OF_THE_ACT)
    missing = [
        a.short_label.lower() for a in AREAS_OF_THE_ACT if a not in {x.area for x in counted}
    ]
    silent = n_units - len({x.unit for x in counted})
    return Contribution(
        "1 §, 2 § 1 och 5 §",
        "Undersöka",
        f"{len(cells)} av {total} rutor är undersökta, med metod, datum och resultat.",
        _sentences(
            f"Undersök {listing(missing)}." if missing else "",
            f"{number_of(silent, 'enhet', 'enheter')} har inte undersökt något område."
            if silent > 0 and n_units > 1
            else "",
        ),
        "grid",
    )


def _questions(e: Evidence, n_units: int) -> Contribution:
    given = {(a.unit, a.question) for a in e.answers if a.question in OF_EVERY_UNIT}
    total = n_units * len(OF_EVERY_UNIT)
    answered = {q for _, q in given}
    left = [words for key, words in OF_EVERY_UNIT.items() if key not in answered]
    asked = f"Svara på frågorna om {listing(left)}." if left else ""
    if not asked and len(given) < total:
        asked = f"{total - len(given)} svar saknas från enheterna."
    return Contribution(
        "5 §", "Gå igenom de fem områdena",
        f"{len(given)} av {total} frågor är besvarade.", asked, "answers",
    )  # fmt: skip


def _causes(e: Evidence) -> Contribution:
    shortest = value_of("own_limits", "shortest_cause", year=e.year)
    hollow = [r for r in e.risks if not real_causes(r.description, r.causes, shortest)]
    n = len(e.risks)
    return Contribution(
        "2 § 2", "Analysera orsaker",
        f"{n - len(hollow)} av {number_of(n, 'risk', 'risker')} har en orsak." if n
        else "Ingen risk är antecknad.",
        f"Skriv varför {number_of(len(hollow), 'risk', 'risker')} finns." if hollow else "",
        "answers",
    )  # fmt: skip


def _answered_risks(e: Evidence) -> Contribution:
    without = [r for r in e.risks if not r.is_answered]
    n = len(e.risks)
    return Contribution(
        "2 § 3", "Besluta åtgärder",
        f"{n - len(without)} av {number_of(n, 'risk', 'risker')} har en åtgärd eller ett beslut "
        "att avstå." if n else "Ingen risk väntar på en åtgärd.",
        f"Besluta om {number_of(len(without), 'risk', 'risker')}." if without else "",
        "answers",
    )  # fmt: skip


def _timed(e: Evidence) -> Contribution:
    lacking = [m for m in e.measures if not m.has_time or not m.owner.strip()]
    late = [m for m in e.measures if m.is_open and m.due and e.on and m.due < e.on]
    n = number_of(len(e.measures), "åtgärd", "åtgärder")
    return Contribution(
        "3 §", "Genomföra i tid",
        f"{n} har beslutats för året." if e.measures else "Ingen åtgärd är beslutad för året.",
        _sentences(
            f"Sätt tid och ansvarig på {number_of(len(lacking), 'åtgärd', 'åtgärder')}." if lacking else "",
            f"{number_of(len(late), 'åtgärd', 'åtgärder')} har passerat sin sista dag." if late else "",
        ),
        "measures",
    )  # fmt: skip


def _followed_up(e: Evidence) -> Contribution:
    without = [o for o in e.owed if not is_evaluated(o, year=e.year)]
    n = len(e.owed)
    return Contribution(
        "2 § 4 och 13 § 6", "Följa upp förra årets åtgärder",
        f"{n - len(without)} av {number_of(n, 'åtgärd', 'åtgärder')} är utvärderade." if n
        else "Det finns inga åtgärder från förra året.",
        f"Skriv hur det gick med {number_of(len(without), 'åtgärd', 'åtgärder')}, och hur ni vet det."
        if without else "",
        "measures",
    )  # fmt: skip


def _way_of_working(e: Evidence, n_units: int) -> Contribution:
    told = {a.unit for a in e.given("12.4") if is_own(a)}
    left = n_units - len(told)
    return Contribution(
        "2 § 4", "Utvärdera arbetssättet",
        "Arbetssättet är utvärderat." if n_units == 1 and told
        else f"{len(told)} av {number_of(n_units, 'enhet', 'enheter')} har utvärderat arbetssättet.",
        "Skriv vad som fungerade och vad som behöver bli bättre (fråga 12.4)." if left > 0 else "",
        "answers",
    )  # fmt: skip


def _cooperation(e: Evidence, n_units: int) -> Contribution:
    counted = [c for c in e.cooperation if c.counts(e.year)]
    missing = [s.label.lower() for s in Step if s not in {c.step for c in counted}]
    silent = n_units - len({c.unit for c in counted})
    return Contribution(
        "11 §", "Samverka i varje steg",
        f"{len(Step) - len(missing)} av {len(Step)} steg har samverkan med forum, datum och parter.",
        _sentences(
            f"Beskriv samverkan när det gäller att {listing(missing)}." if missing else "",
            f"{number_of(silent, 'enhet', 'enheter')} har inte beskrivit någon samverkan."
            if silent > 0 and n_units > 1 else "",
        ),
        "cooperation",
    )  # fmt: skip


def _sentences(*parts: str) -> str:
    return " ".join(p for p in parts if p)
