"""Loads the municipality's own template and a draft where something is new since it was written."""

from __future__ import annotations

from datetime import date, datetime

from aktiva.adapters.clock import SWEDEN
from aktiva.apps.cycles.models import Cycle
from aktiva.apps.organisation.models import Employer, PoliticalBody, Unit
from aktiva.apps.reports import actions as reports
from aktiva.apps.reports.models import Observation, Paper, PaperTemplate
from aktiva.domain.documents.sections import Each, When
from aktiva.domain.documents.templates import load as shipped

KIND = PaperTemplate.Kind.OFFICIAL_REPORT
CHILDREN = "Barn berörs inte av ärendet. En prövning av barnets bästa är inte gjord."
BY_DEPARTMENT = (
    "{svarat} av {antal enheter} enheter har lämnat in. {åtgärder} åtgärder är beslutade."
)
CHILDREN_NOW = (
    "Barn berörs inte direkt av ärendet. En prövning av barnets bästa är inte gjord. "
    "Frågan prövas på nytt när åtgärderna genomförs."
)


def load(*, employer: Employer, unit: Unit, actor, signed: str) -> None:
    """Keep a template, write by it, and then keep a new version and accept one more observation."""
    cycle = Cycle.objects.get(employer=employer, year=2026)
    _keep(employer, CHILDREN, actor=actor, at=_at(date(2026, 2, 10)))
    at = _at(date(2026, 11, 16))
    bodies = {b.code: b.pk for b in PoliticalBody.objects.filter(employer=employer)}
    paper = reports.make_paper(
        cycle=cycle, unit=unit, kind=Paper.Kind.OFFICIAL_REPORT,
        title="Årlig uppföljning av aktiva åtgärder 2026", paper_date=date(2026, 12, 14),
        facts={
            "bodies": [bodies["KSAU"], bodies["KS"]],
            "points": [{"verb": "godkänna", "object": "rapporten"}],
            "recipients": ["Samtliga nämnder", "HR-avdelningen"],
            "signers": ["Kommundirektör", "HR-chef"], "author": signed,
        },
        actor=actor, at=at,
    )  # fmt: skip
    typed = {
        "summary": paper.slots["summary"].replace("lämnat in sitt", "hunnit lämna in sitt")
        + " Arbetet började tidigare än förra året.",
        "own-1": paper.slots["own-1"]
        .replace("av ärendet.", "av ärendet enligt förvaltningens bedömning.")
        .replace("inte gjord.", "gjord."),
    }
    reports.change_paper(
        paper_id=paper.pk, revision=paper.revision, title=paper.title, paper_date=paper.paper_date,
        slots=paper.slots | typed, facts=paper.facts, actor=actor, at=at,
    )  # fmt: skip
    _keep(employer, CHILDREN_NOW, actor=actor, at=_at(date(2026, 11, 18)))
    waiting = Observation.objects.filter(cycle=cycle, unit=unit, state=Observation.State.PROPOSED)
    more = waiting.order_by("position", "pk").first()
    if more is not None:
        reports.decide_observation(
            observation_id=more.pk, state=Observation.State.ACCEPTED, changed_as=signed,
            actor=actor, at=_at(date(2026, 11, 18)),
        )  # fmt: skip


def _keep(employer: Employer, text: str, *, actor, at: datetime) -> None:
    rows = [
        reports.Section(slot.key, slot.heading, slot.required, slot.off)
        for slot in shipped("neutral").slots
    ]
    at_matter = next(n for n, row in enumerate(rows) if row.key == "matter") + 1
    rows.insert(at_matter, reports.Section("own-1", "Barnets bästa", required=True, text=text))
    rows.insert(
        at_matter + 1,
        reports.Section(
            "own-2", "Läget i förvaltningarna", text=BY_DEPARTMENT, when=When.SOME_SILENT,
            each=Each.DEPARTMENTS,
        ),
    )  # fmt: skip
    reports.keep_template(
        employer=employer, kind=KIND, origin="neutral", style="att", sections=rows,
        actor=actor, at=at,
    )  # fmt: skip


def _at(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 12, tzinfo=SWEDEN)
