"""Reads of risks with their causes and measures."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime

from django.db.models import Prefetch

from aktiva.apps.audit import history
from aktiva.apps.cycles import following
from aktiva.apps.cycles.models import Cause, Cycle, Measure, MeasureRisk, Risk, RiskReview
from aktiva.domain.cycle.handing_in import has_real_cause


@dataclass(slots=True)
class RiskChain:
    """A risk with its causes and the measures that answer it."""

    risk: Risk
    causes: list[Cause] = field(default_factory=list)
    measures: list[Measure] = field(default_factory=list)

    @property
    def is_described(self) -> bool:
        return bool(self.risk.description.strip())

    @property
    def has_cause(self) -> bool:
        return has_real_cause(
            risk=self.risk.description, causes=[c.description for c in self.causes]
        )

    @property
    def is_answered(self) -> bool:
        """Whether there is a measure, or a decision with a reason to take none."""
        return bool(self.measures) or bool(self.risk.no_measure_reason)


def chains(cycle: Cycle, *, unit_ids=None, as_of: datetime | None = None) -> list[RiskChain]:
    """Return the year's risks with causes and measures, for some units or all. Four questions."""
    risks = history.rows(Risk, as_of=as_of).filter(cycle=cycle)
    causes = history.rows(Cause, as_of=as_of).filter(risk__cycle=cycle)
    links = history.rows(MeasureRisk, as_of=as_of).filter(risk__cycle=cycle)
    taken = history.rows(Measure, as_of=as_of).filter(cycle=cycle)
    if unit_ids is not None:
        risks = risks.filter(unit__in=unit_ids)
        causes, links = (rows.filter(risk__unit__in=unit_ids) for rows in (causes, links))
        links = list(links)
        taken = taken.filter(pk__in={link.measure_id for link in links})
    found = {r.pk: RiskChain(r) for r in sorted(risks, key=lambda r: (r.unit_id, r.pk))}
    for cause in sorted(causes, key=lambda c: c.pk):
        if cause.risk_id in found:
            found[cause.risk_id].causes.append(cause)
    measures = {m.pk: m for m in taken}
    for link in sorted(links, key=lambda link: link.pk):
        if link.risk_id in found and link.measure_id in measures:
            found[link.risk_id].measures.append(measures[link.measure_id])
    return list(found.values())


def unit_chains(cycle: Cycle, unit_id: int, *, on: date) -> list[RiskChain]:
    """Return one unit's risks with causes and measures. Three questions.

    With it come those of units that have gone into it.
    """
    risks = (
        Risk.objects.filter(
            cycle=cycle, unit__in=following.risk_units(cycle.employer, unit_id, on=on)
        )
        .prefetch_related(
            Prefetch("causes", Cause.objects.order_by("pk")),
            Prefetch(
                "measure_links",
                MeasureRisk.objects.filter(measure__cycle=cycle)
                .select_related("measure")
                .order_by("measure__position", "pk"),
            ),
        )
        .order_by("pk")
    )
    return [
        RiskChain(r, list(r.causes.all()), [link.measure for link in r.measure_links.all()])
        for r in risks
    ]


def n_risks_without_measure(cycle: Cycle) -> dict[int, int]:
    """Return unit id → risks that have neither a measure nor a decision to take none."""
    found = (
        Risk.objects.filter(cycle=cycle, no_measure_reason="", measure_links=None)
        .values_list("unit_id", flat=True)
        .order_by("pk")
    )
    counted: dict[int, int] = {}
    for unit_id in found:
        counted[unit_id] = counted.get(unit_id, 0) + 1
    return counted


def earlier_risks(cycle: Cycle, unit_id: int, *, on: date):
    """Return the risks of the year before that may come back in a unit. One question.

    Its own, and those of units it has come after.
    """
    return Risk.objects.filter(
        unit__in=following.earlier_units(cycle.employer, unit_id, on=on),
        cycle__employer_id=cycle.employer_id,
        cycle__year=cycle.year - 1,
    ).order_by("pk")


@dataclass(frozen=True, slots=True)
class PastRisk:
    """A risk of the year before, with what has been said of it this year, if anything."""

    risk: Risk
    review: RiskReview | None


def risks_to_review(cycle: Cycle, unit_id: int, *, on: date) -> list[PastRisk]:
    """Return the risks of the year before that a unit answers for, each with its review.

    Its own, and those of units that are no more and went into it. Three questions.
    """
    found = list(
        Risk.objects.filter(
            unit__in=following.risk_units(cycle.employer, unit_id, on=on),
            cycle__employer_id=cycle.employer_id,
            cycle__year=cycle.year - 1,
        )
        .prefetch_related("causes")
        .order_by("pk")
    )
    reviews = {r.risk_id: r for r in RiskReview.objects.filter(cycle=cycle, risk__in=found)}
    return [PastRisk(risk, reviews.get(risk.pk)) for risk in found]
