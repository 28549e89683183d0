"""Whether last year's risks are still there."""

from __future__ import annotations

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from aktiva.apps.audit import history, log
from aktiva.apps.cycles import policy
from aktiva.apps.cycles.models import Cause, Cycle, Measure, MeasureRisk, Risk, RiskReview
from aktiva.apps.organisation import queries as organisation

SHORTEST_HOW_KNOWN = 10


@transaction.atomic
def review_risk(
    *, risk_id: int, cycle: Cycle, is_left: bool, how_known: str, actor, at: datetime
) -> RiskReview:
    """Say whether a risk of the year before is still there.

    One that is becomes a risk of this year with the same cause, answered by the measures that
    went on; it still needs one of them, a new one or a decision to take none.

    Raises:
        Risk.DoesNotExist: No such risk of the year before, or not one that `actor` decides on.
        ValidationError: Nothing is said of how it is known, or measures of this year rest on it.
    """
    risk = (
        policy.decidable_risks(actor, on=at.date())
        .select_related("cycle")
        .get(pk=risk_id, cycle__employer=cycle.employer_id, cycle__year=cycle.year - 1)
    )
    if len(how_known.strip()) < SHORTEST_HOW_KNOWN:
        raise ValidationError({"how_known": _("Skriv hur ni vet det, med några ord.")})
    review = RiskReview.objects.filter(risk=risk, cycle=cycle).first()
    review = review or RiskReview(risk=risk, cycle=cycle)
    review.is_left, review.how_known, review.reviewed_at = is_left, how_known.strip(), at
    returned = Risk.objects.filter(returns_from=risk, cycle=cycle).first()
    if is_left and returned is None:
        _bring_back(risk, cycle, how_known.strip(), actor=actor, at=at)
    elif not is_left and returned is not None:
        _take_back(risk, returned, actor=actor, at=at)
    history.store(review, at=at, by=actor)
    log.record(
        log.Event.RISK_REVIEWED, actor=actor, about=review, at=at, details={"is_left": is_left}
    )
    return review


def _bring_back(risk: Risk, cycle: Cycle, how_known: str, *, actor, at: datetime) -> None:
    unit = organisation.holder(cycle.employer, risk.unit_id, on=at.date())
    returned = history.store(
        Risk(
            cycle=cycle, unit_id=unit, area=risk.area, grounds=risk.grounds,
            description=risk.description, source=how_known[:200], likelihood=risk.likelihood,
            consequence=risk.consequence, recorded_at=at, returns_from=risk,
        ),
        at=at,
        by=actor,
    )  # fmt: skip
    for cause in risk.causes.order_by("pk"):
        history.store(Cause(risk=returned, description=cause.description), at=at, by=actor)
    _relink(cycle, old=risk, new=returned, actor=actor, at=at)


def _take_back(risk: Risk, returned: Risk, *, actor, at: datetime) -> None:
    fresh = Measure.objects.filter(risk_links__risk=returned, carried_from=None)
    if fresh.exists() or returned.no_measure_reason:
        raise ValidationError(
            _("Ni har redan beslutat om risken i år. Ta bort det beslutet först."), code="decided"
        )
    _relink(returned.cycle, old=returned, new=risk, actor=actor, at=at)
    for cause in returned.causes.all():
        history.remove(cause, at=at, by=actor)
    history.remove(returned, at=at, by=actor)


def _relink(cycle: Cycle, *, old: Risk, new: Risk, actor, at: datetime) -> None:
    """Let the measures that went on into `cycle` answer `new` where they answered `old`."""
    for link in MeasureRisk.objects.filter(risk=old, measure__cycle=cycle).order_by("pk"):
        history.remove(link, at=at, by=actor)
        history.store(MeasureRisk(measure_id=link.measure_id, risk=new), at=at, by=actor)
