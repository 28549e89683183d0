"""What became of a measure: the only way by which one leaves the year."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from aktiva.apps.audit import history, log
from aktiva.apps.cycles import following, policy
from aktiva.apps.cycles.models import Cycle, Extension, Measure, MeasureRisk, Outcome, Risk
from aktiva.domain.cycle.states import CLOSED, OPEN, Event, Lacking, Need, State, after

EVENTS = {
    Outcome.Result.DONE: Event.EVALUATE,
    Outcome.Result.DROPPED: Event.DROP,
    Outcome.Result.ONGOING: Event.CARRY,
    Outcome.Result.EXTENDED: Event.CARRY,
    Outcome.Result.NOT_STARTED: Event.CARRY,
}
SHORTEST_HOW_KNOWN = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class OutcomeFacts:
    """What a person says about how it went."""

    result: str
    effect: str
    how_known: str
    remains: str = ""
    new_due_date: date | None = None
    reason: str = ""
    decided_by: str = ""


@transaction.atomic
def record_outcome(
    *, measure_id: int, cycle: Cycle, facts: OutcomeFacts, actor, at: datetime
) -> Outcome:
    """Say what became of a measure of this or an earlier year, and let it go on if it is not finished.

    A measure that goes on becomes a measure of `cycle` too, with the same risks, so that it is
    owed an outcome again next year; nothing is carried without being seen. In its own year a
    measure can be evaluated or dropped, for it goes on by itself until the year is out.

    Raises:
        Measure.DoesNotExist: No such measure, or not one that `actor` may decide on.
        ValidationError: Something that the outcome needs is missing, or it cannot be changed
            because a later year rests on it.
    """
    measure = (
        policy.decidable_measures(actor, on=at.date())
        .select_related("cycle")
        .get(pk=measure_id, cycle__employer=cycle.employer_id, cycle__year__lte=cycle.year)
    )
    outcome = Outcome.objects.filter(measure=measure, cycle=cycle).order_by("pk").first()
    _check(measure, cycle, outcome, facts, day=at.date())
    state = State(measure.status)
    if state in CLOSED:
        state = after(state, Event.CORRECT, {})
    try:
        state = after(state, EVENTS[facts.result], _said(facts))
    except Lacking as lacking:
        raise ValidationError({need.value: _missing(need) for need in lacking.missing}) from None
    outcome = outcome or Outcome(
        measure=measure, cycle=cycle, unit_id=following.holder_of(measure, on=at.date())
    )
    was = (outcome.result, outcome.new_due_date)
    outcome.result, outcome.effect = facts.result, facts.effect
    outcome.how_known, outcome.remains = facts.how_known.strip(), facts.remains.strip()
    outcome.new_due_date = facts.new_due_date
    outcome.reason, outcome.decided_by = facts.reason.strip(), facts.decided_by.strip()
    outcome.recorded_at = at
    history.store(outcome, at=at, by=actor)
    measure.status = state
    history.store(measure, at=at, by=actor, fields=["status"])
    _carry(measure, cycle=cycle, outcome=outcome, was=was, actor=actor, at=at)
    log.record(
        log.Event.OUTCOME_RECORDED, actor=actor, about=outcome, at=at,
        details={"result": outcome.result},
    )  # fmt: skip
    return outcome


def _said(facts: OutcomeFacts) -> dict[Need, object]:
    return {
        Need.EFFECT: facts.effect,
        Need.HOW_KNOWN: facts.how_known,
        Need.REASON: facts.reason,
        Need.DECIDED_BY: facts.decided_by,
        Need.NEW_DATE: facts.new_due_date,
    }


def _missing(need: Need) -> str:
    return {
        Need.EFFECT: _("Välj om åtgärden fick effekt."),
        Need.HOW_KNOWN: _("Skriv hur ni vet det, med några ord."),
        Need.REASON: _("Skriv varför."),
        Need.DECIDED_BY: _("Skriv vem som har beslutat, som funktion."),
        Need.NEW_DATE: _("Skriv det nya datumet, till exempel 2027-03-31."),
    }[need]


def _check(measure: Measure, cycle: Cycle, outcome: Outcome | None, facts, *, day: date) -> None:
    problems: dict[str, str] = {}
    if len(facts.how_known.strip()) < SHORTEST_HOW_KNOWN:
        problems["how_known"] = _missing(Need.HOW_KNOWN)
    if measure.cycle_id == cycle.pk and EVENTS[facts.result] is Event.CARRY:
        problems["result"] = _(
            "Åtgärden hör till årets plan och fortsätter av sig själv. Välj Genomförd eller Struken, "
            "eller förläng den."
        )
    if facts.result == Outcome.Result.EXTENDED:
        if facts.new_due_date is None:
            problems["new_due_date"] = _missing(Need.NEW_DATE)
        elif facts.new_due_date <= day:
            problems["new_due_date"] = _("Det nya datumet har redan varit. Skriv ett senare.")
    if facts.result in {Outcome.Result.EXTENDED, Outcome.Result.DROPPED}:
        if not facts.reason.strip():
            problems["reason"] = _missing(Need.REASON)
        if not facts.decided_by.strip():
            problems["decided_by"] = _missing(Need.DECIDED_BY)
    if State(measure.status) in CLOSED and outcome is None:
        problems["result"] = _("Åtgärden har redan fått ett utfall. Rätta det i stället.")
    if problems:
        raise ValidationError(problems)


def _carry(measure: Measure, *, cycle: Cycle, outcome: Outcome, was, actor, at: datetime) -> None:
    carried = Measure.objects.filter(carried_from=measure, cycle=cycle).first()
    repeated = Measure.objects.filter(
        repeats=measure, cycle=cycle, carried_from=None, status__in=OPEN
    ).first()
    if EVENTS[outcome.result] is not Event.CARRY:
        if carried is not None:
            _take_back(carried, actor=actor, at=at)
        return
    is_new = carried is None
    if carried is None and repeated is not None:
        carried = repeated
        carried.carried_from = measure
    if carried is None:
        same = (
            "area", "title", "promotive", "common", "owner_role", "start_date", "schedule_text",
            "follow_up", "expected_effect", "effect_measure", "cost_kr", "tools", "forum_id",
            "position",
        )  # fmt: skip
        carried = Measure(
            cycle=cycle, unit_id=outcome.unit_id, decided_at=at, carried_from=measure,
            **{name: getattr(measure, name) for name in same},
        )  # fmt: skip
    carried.due_date = outcome.new_due_date or measure.due_date
    if carried.due_date and carried.start_date and carried.due_date < carried.start_date:
        carried.start_date = carried.due_date
    carried.status = (
        State.PLANNED if outcome.result == Outcome.Result.NOT_STARTED else State.ONGOING
    )
    history.store(carried, at=at, by=actor)
    if is_new:
        answered = list(measure.risk_links.order_by("pk").values_list("risk", flat=True))
        back = dict(
            Risk.objects.filter(returns_from__in=answered, cycle=cycle).values_list(
                "returns_from", "pk"
            )
        )
        for risk in answered:
            link = MeasureRisk(measure=carried, risk_id=back.get(risk, risk))
            history.store(link, at=at, by=actor)
    if was != (outcome.result, outcome.new_due_date):
        for old in carried.extensions.all():
            history.remove(old, at=at, by=actor)
        if outcome.result == Outcome.Result.EXTENDED:
            history.store(
                Extension(
                    measure=carried, old_due_date=measure.due_date,
                    new_due_date=outcome.new_due_date, reason=outcome.reason,
                    decided_by=outcome.decided_by, decided_at=at,
                ),
                at=at,
                by=actor,
            )  # fmt: skip


def _take_back(carried: Measure, *, actor, at: datetime) -> None:
    """Remove this year's row of a measure that after all does not go on.

    Raises:
        ValidationError: Something has been written about it since.
    """
    if carried.outcomes.exists() or carried.at_units.exists() or carried.notes.exists():
        raise ValidationError(
            _("Åtgärden har redan följts upp i året efter. Rätta det utfallet först."),
            code="followed_up",
        )
    for row in (*carried.risk_links.all(), *carried.extensions.all()):
        history.remove(row, at=at, by=actor)
    if carried.repeats_id is None:
        history.remove(carried, at=at, by=actor)
    else:
        carried.carried_from = None
        history.store(carried, at=at, by=actor, fields=["carried_from"])


@transaction.atomic
def extend_measure(
    *, measure_id: int, new_due_date: date, reason: str, decided_by: str, actor, at: datetime
) -> Extension:
    """Give a measure that is not done a later date, by a decision with a reason.

    Raises:
        Measure.DoesNotExist: No such measure, or not one that `actor` may decide on.
        ValidationError: Reason or decision is missing, the date is not later, or the measure is done.
    """
    measure = policy.decidable_measures(actor, on=at.date()).get(pk=measure_id)
    return extend(
        measure, new_due_date=new_due_date, reason=reason, decided_by=decided_by, actor=actor, at=at
    )


def extend(
    measure: Measure, *, new_due_date, reason: str, decided_by: str, actor, at: datetime
) -> Extension:
    """Extend one measure that the caller has found within reach."""
    problems: dict[str, str] = {}
    if not reason.strip():
        problems["reason"] = _missing(Need.REASON)
    if not decided_by.strip():
        problems["decided_by"] = _missing(Need.DECIDED_BY)
    if new_due_date is None:
        problems["new_due_date"] = _missing(Need.NEW_DATE)
    elif new_due_date <= max(at.date(), measure.due_date or at.date()):
        problems["new_due_date"] = _("Skriv ett datum som ligger senare än det som gäller nu.")
    if State(measure.status) not in {State.PLANNED, State.ONGOING}:
        problems["__all__"] = _(
            "Åtgärden är redan genomförd eller avslutad, så datumet kan inte flyttas. "
            "Återuppta den först."
        )
    if problems:
        raise ValidationError(problems)
    made = history.store(
        Extension(
            measure=measure, old_due_date=measure.due_date, new_due_date=new_due_date,
            reason=reason.strip(), decided_by=decided_by.strip(), decided_at=at,
        ),
        at=at,
        by=actor,
    )  # fmt: skip
    measure.due_date = new_due_date
    history.store(measure, at=at, by=actor, fields=["due_date"])
    log.record(log.Event.MEASURE_EXTENDED, actor=actor, about=measure, at=at)
    return made


@transaction.atomic
def move_on(*, measure_id: int, event: str, actor, at: datetime) -> Measure:
    """Start a measure, mark it as carried out, or take it up again.

    Raises:
        Measure.DoesNotExist: No such measure, or not one that `actor` may decide on.
        aktiva.domain.cycle.states.NotPossible: The measure is not in a state for that.
        ValueError: The event needs words, so it has an action of its own.
    """
    chosen = Event(event)
    if chosen not in {Event.START, Event.COMPLETE, Event.RESUME}:
        raise ValueError(event)
    measure = policy.decidable_measures(actor, on=at.date()).get(pk=measure_id)
    measure.status = after(State(measure.status), chosen, {})
    history.store(measure, at=at, by=actor, fields=["status"])
    log.record(
        log.Event.MEASURE_CHANGED, actor=actor, about=measure, at=at, details={"event": chosen}
    )
    return measure
