"""Step 1: examinations, the sources they rest on, and samples."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from aktiva.apps.audit import history, log
from aktiva.apps.cycles import policy
from aktiva.apps.cycles.models import Cycle, Examination, Sample, Source, SurveyFigure
from aktiva.apps.organisation.models import Unit
from aktiva.domain.cycle.methods import SHORTEST_CONCLUSION, Method, draw
from aktiva.domain.values import Area, Ground

SMALLEST_GROUP = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class ExaminationFacts:
    """What a person says about one examination of one area."""

    area: str
    grounds: tuple[str, ...]
    methods: tuple[str, ...]
    on_date: date
    participants: str
    finding: str
    conclusion: str
    forum_id: int | None = None
    source_id: int | None = None


@transaction.atomic
def record_examination(
    *, cycle: Cycle, unit: Unit, facts: ExaminationFacts, actor, at: datetime,
    examination_id: int | None = None,
) -> Examination:  # fmt: skip
    """Record that a unit has examined an area, or change what was recorded.

    Raises:
        Unit.DoesNotExist: `actor` may not record examinations for the unit.
        Examination.DoesNotExist: No such examination of this unit and year.
        ValidationError: No method, ground, participant or conclusion, a date outside the year
            or after `at`, or words that were copied from another area or from last year.
    """
    policy.decidable_units(actor, on=at.date()).get(pk=unit.pk)
    if examination_id is None:
        kept = Examination(cycle=cycle, unit=unit, recorded_at=at)
    else:
        kept = Examination.objects.get(pk=examination_id, cycle=cycle, unit=unit)
    problems = _problems(cycle, unit, facts, kept, day=at.date())
    if problems:
        raise ValidationError(problems)
    for name in ("area", "on_date", "finding", "forum_id", "source_id"):
        setattr(kept, name, getattr(facts, name))
    kept.grounds = [g.value for g in Ground if g in facts.grounds]
    kept.methods = [m.value for m in Method if m in facts.methods]
    kept.participants, kept.conclusion = facts.participants.strip(), facts.conclusion.strip()
    history.store(kept, at=at, by=actor)
    log.record(
        log.Event.EXAMINATION_RECORDED, actor=actor, about=kept, at=at,
        details={"area": kept.area, "finding": kept.finding},
    )  # fmt: skip
    return kept


def _problems(cycle, unit, facts: ExaminationFacts, kept: Examination, *, day: date) -> dict:
    problems: dict[str, str] = {}
    if not set(facts.methods) & set(Method):
        problems["methods"] = _("Välj minst en metod.")
    if not set(facts.grounds) & set(Ground):
        problems["grounds"] = _("Välj de grunder som undersökningen gällde.")
    if facts.area not in set(Area):
        problems["area"] = _("Välj ett område.")
    if facts.on_date.year != cycle.year:
        problems["on_date"] = _("Datumet ska ligga i %(year)s.") % {"year": cycle.year}
    elif facts.on_date > day:
        problems["on_date"] = _("Datumet har inte varit än. Skriv den dag ni undersökte.")
    if not facts.participants.strip():
        problems["participants"] = _("Skriv vilka funktioner som deltog.")
    words = facts.conclusion.strip()
    if len(words) < SHORTEST_CONCLUSION:
        problems["conclusion"] = _("Skriv vad ni såg, med minst 20 tecken.")
    else:
        same = Examination.objects.filter(
            unit=unit, conclusion__iexact=words, cycle__employer=cycle.employer_id
        ).exclude(pk=kept.pk)
        if same.exclude(cycle=cycle).exists():
            problems["conclusion"] = _(
                "Texten är densamma som ett tidigare år. Skriv vad ni såg i år."
            )
        elif same.filter(cycle=cycle).exclude(area=facts.area).exists():
            problems["conclusion"] = _(
                "Texten är densamma som för ett annat område. Skriv vad ni såg i det här."
            )
    if facts.source_id and not Source.objects.filter(pk=facts.source_id, cycle=cycle).exists():
        problems["source_id"] = _("Källan hör till ett annat år. Välj en av årets.")
    return problems


@transaction.atomic
def withdraw_examination(*, examination_id: int, actor, at: datetime) -> None:
    """Take away an examination that was recorded by mistake; its versions are kept.

    Raises:
        Examination.DoesNotExist: No such examination, or not one that `actor` may change.
        ValidationError: A risk or a sample rests on it.
    """
    kept = policy.decidable_examinations(actor, on=at.date()).get(pk=examination_id)
    if kept.risks.exists() or kept.samples.exists():
        raise ValidationError(
            _("En risk eller ett stickprov vilar på undersökningen, så den kan inte tas bort."),
            code="rests",
        )
    log.record(
        log.Event.EXAMINATION_RECORDED, actor=actor, about=kept, at=at, details={"withdrawn": True}
    )
    history.remove(kept, at=at, by=actor)


@transaction.atomic
def record_source(
    *, cycle: Cycle, unit: Unit, method: str, on_date: date, title: str, notes: str, actor,
    at: datetime, forum_id: int | None = None,
) -> Source:  # fmt: skip
    """Keep something that is done anyway, a round, a survey or notes, as a source.

    Raises:
        Unit.DoesNotExist: `actor` may not record sources for the unit.
        ValidationError: No name, or a date outside the year.
    """
    policy.decidable_units(actor, on=at.date()).get(pk=unit.pk)
    if on_date.year != cycle.year:
        raise ValidationError(
            {"on_date": _("Datumet ska ligga i %(year)s.") % {"year": cycle.year}}
        )
    kept = history.store(
        Source(
            cycle=cycle, unit=unit, method=method, on_date=on_date, title=title.strip(),
            notes=notes.strip(), forum_id=forum_id, recorded_at=at,
        ),
        at=at,
        by=actor,
    )  # fmt: skip
    log.record(
        log.Event.EXAMINATION_RECORDED, actor=actor, about=kept, at=at, details={"method": method}
    )
    return kept


@dataclass(frozen=True, slots=True)
class FigureRow:
    """One index at one unit, as the survey's own table has it."""

    unit_id: int
    index: str
    value: Decimal
    n_answers: int


@transaction.atomic
def record_survey_figures(
    *, source_id: int, rows: Sequence[FigureRow], actor, at: datetime
) -> tuple[int, int]:
    """Keep a survey's aggregates per unit; groups of fewer than five are left out.

    Returns:
        How many figures were kept, and how many were left out.

    Raises:
        Source.DoesNotExist: No such source, or not one that `actor` may change.
        Unit.DoesNotExist: A row is about a unit out of reach.
    """
    source = policy.decidable_sources(actor, on=at.date()).get(pk=source_id)
    reached = set(
        policy.decidable_units(actor, on=at.date())
        .filter(pk__in={r.unit_id for r in rows})
        .values_list("pk", flat=True)
    )
    if any(r.unit_id not in reached for r in rows):
        raise Unit.DoesNotExist
    large = [r for r in rows if r.n_answers >= SMALLEST_GROUP]
    for old in source.figures.filter(unit__in={r.unit_id for r in large}):
        history.remove(old, at=at, by=actor)
    history.store_many(
        [
            SurveyFigure(
                source=source, unit_id=r.unit_id, index=r.index.strip()[:120], value=r.value,
                n_answers=r.n_answers,
            )
            for r in {(r.unit_id, r.index.strip()): r for r in large}.values()
        ],
        at=at,
        by=actor,
    )  # fmt: skip
    log.record(
        log.Event.EXAMINATION_RECORDED, actor=actor, about=source, at=at,
        details={"figures": len(large), "left_out": len(rows) - len(large)},
    )  # fmt: skip
    return len(large), len(rows) - len(large)


@transaction.atomic
def draw_sample(
    *, examination_id: int, of_what: str, n_population: int, n_drawn: int, seed: str, actor,
    at: datetime,
) -> Sample:  # fmt: skip
    """Draw a sample for an examination, so that anybody can draw the same again.

    Raises:
        Examination.DoesNotExist: No such examination, or not one that `actor` may change.
        ValidationError: More is to be drawn than there is.
    """
    examination = policy.decidable_examinations(actor, on=at.date()).get(pk=examination_id)
    try:
        draw(n_population=n_population, n_drawn=n_drawn, seed=seed)
    except ValueError:
        raise ValidationError(
            {"n_drawn": _("Stickprovet ska ha minst en och högst så många som finns att dra ur.")}
        ) from None
    kept = history.store(
        Sample(
            examination=examination, of_what=of_what.strip(), n_population=n_population,
            n_drawn=n_drawn, seed=seed.strip(), drawn_at=at,
        ),
        at=at,
        by=actor,
    )  # fmt: skip
    log.record(
        log.Event.EXAMINATION_RECORDED, actor=actor, about=kept, at=at, details={"drawn": n_drawn}
    )
    return kept


@transaction.atomic
def report_sample(*, sample_id: int, n_deviating: int, done: str, actor, at: datetime) -> Sample:
    """Say how many of a sample deviated and what was done about them.

    Raises:
        Sample.DoesNotExist: No such sample, or not one that `actor` may change.
        ValidationError: More deviate than were drawn, or nothing is said of what was done.
    """
    kept = Sample.objects.filter(
        examination__in=policy.decidable_examinations(actor, on=at.date())
    ).get(pk=sample_id)
    if n_deviating > kept.n_drawn:
        raise ValidationError(
            {
                "n_deviating": _("Fler avvek än som drogs. Stickprovet var %(n)s.")
                % {"n": kept.n_drawn}
            }
        )
    if n_deviating and not done.strip():
        raise ValidationError({"done": _("Skriv vad som gjordes åt avvikelserna.")})
    kept.n_deviating, kept.done = n_deviating, done.strip()
    history.store(kept, at=at, by=actor)
    log.record(
        log.Event.EXAMINATION_RECORDED, actor=actor, about=kept, at=at,
        details={"deviating": n_deviating},
    )  # fmt: skip
    return kept
