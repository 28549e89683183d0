"""A paper as a document: frozen if it is approved, otherwise built from what is known now."""

from __future__ import annotations

from datetime import date, datetime

from aktiva.apps.casework import queries as casework
from aktiva.apps.casework.models import Handling
from aktiva.apps.cycles import queries as cycles
from aktiva.apps.organisation import queries as organisation
from aktiva.apps.organisation.models import PoliticalBody, Unit
from aktiva.apps.registers import queries as registers
from aktiva.apps.reports.models import Paper
from aktiva.apps.reports.queries import compiling as compiled
from aktiva.apps.reports.queries import (
    education,
    facts,
    pay_papers,
    pictures,
    sections,
    templates,
    told,
    year_papers,
)
from aktiva.apps.reports.queries.compiling import NoCampaign
from aktiva.apps.reports.queries.proposals import values_of
from aktiva.apps.reports.queries.shares import missing_staff
from aktiva.apps.surveys import queries as surveys
from aktiva.apps.surveys.models import Sheet
from aktiva.domain.cycle.own_areas import MUST_HAVE_A_HOME
from aktiva.domain.documents import papers
from aktiva.domain.documents.blocks import Block, Clauses, Document, Marker, Quote, from_json
from aktiva.domain.documents.decisions import Point, decision, refers_back
from aktiva.domain.questionnaire import summary
from aktiva.domain.values import AREAS_OF_THE_ACT, GROUNDS_OF_THE_ACT, Area

MOST_PARTS = 40
FORUMS = (
    "Skyddsronder",
    "Arbetsplatsträffar",
    "Ledningsgrupper",
    "Samverkansgrupper",
    "Medarbetarsamtal",
    "Enkäter",
    "Utbildningar",
)


def document_of(paper: Paper, *, at: datetime) -> Document:
    """Return the paper's document.

    Raises:
        EmptySlots: A slot that the template requires is empty.
    """
    if paper.document is not None:
        return from_json(paper.document["json"])
    return _BUILDERS[Paper.Kind(paper.kind)](paper, at)


def _official_report(paper: Paper, at: datetime) -> Document:
    given = paper.facts
    ids = given.get("bodies") or []
    names = dict(PoliticalBody.objects.filter(pk__in=ids).values_list("pk", "name"))
    bodies = tuple(names[pk] for pk in ids if pk in names)
    report = Paper.objects.filter(pk=given.get("report")).first()
    scope = report.unit if report is not None else paper.unit
    found = facts.observations(paper.cycle, scope)
    c = compiled.compilation(paper.cycle, scope, at=at)
    template = sections.prepared(paper, at=at)
    uses = {slot.key for slot in template.used}
    return papers.official_report(
        papers.OfficialReport(
            sender=facts.sender(
                paper.cycle, paper.unit, on=paper.paper_date, author=given.get("author", "")
            ),
            recipient=bodies[-1] if bodies else "",
            title=paper.title,
            on=paper.paper_date,
            registry_number=paper.case.dnr if paper.case else "",
            report_title=report.title if report else "",
            report_date=report.paper_date if report else None,
            summary=paper.slots.get("summary", ""),
            matter=paper.slots.get("matter", ""),
            observations=tuple(o.text for o in found),
            figures=facts.figures(paper.cycle, scope, on=paper.paper_date, as_text=True)
            if "staff" not in uses
            else (),
            bodies=bodies,
            points=tuple(Point(p["verb"], p["object"]) for p in given.get("points") or []),
            recipients=tuple(given.get("recipients") or []),
            cooperation=_cooperation(paper, scope, c, at),
            more_basis=_in_the_case(paper, report),
            year=paper.cycle.year,
            staff=facts.figures(paper.cycle, scope, on=paper.paper_date, as_text=False)
            if "staff" in uses
            else (),
            measures=facts.common_measures(paper.cycle) if "measures" in uses else (),
            signers=tuple(given.get("signers") or []),
            own=templates.own_texts(paper, template),
            values=values_of(paper, at=at) if "sources" in uses else (),
        ),
        template=template,
    )


def _cooperation(paper: Paper, scope: Unit, c, at: datetime) -> tuple[Block, ...]:
    """Return the account that somebody has chosen, and without a choice what is never left out."""
    of_departments = facts.cooperation(c) if c else ()
    if c and paper.facts.get("with_cooperation"):
        return (*told.account(paper.cycle, scope, at=at), *of_departments)
    differs = any(isinstance(block, Quote) for block in of_departments)
    return (
        *told.for_decision(paper.cycle, scope, at=at),
        *(of_departments if differs else ()),
    )


def _in_the_case(paper: Paper, report: Paper | None) -> tuple[str, ...]:
    """Return the case's own papers as they are listed, each with its date. One question."""
    if paper.case is None:
        return ()
    told = {paper.pk, report.pk if report else None}
    return tuple(
        f"{p.title}, {p.paper_date.isoformat()}"
        for p in compiled.case_papers(paper.case)
        if p.pk not in told and p.state == Paper.State.APPROVED and p.paper_date <= paper.paper_date
    )


def _report(paper: Paper, at: datetime) -> Document:
    c = compiled.compilation(paper.cycle, paper.unit, at=at)
    if c is None:
        raise NoCampaign(paper.cycle.year)
    parts = facts.unit_parts(c) if len(c.sheets) <= MOST_PARTS else ()
    is_root = c.tree.root is not None and c.tree.root.id == paper.unit_id
    template = sections.prepared(paper, at=at)
    own = templates.own_texts(paper, template)
    return papers.annual_report(
        papers.AnnualReport(
            sender=facts.sender(paper.cycle, paper.unit, on=paper.paper_date),
            kind="Årlig uppföljning" if paper.kind == Paper.Kind.ANNUAL_REPORT else "Rapport",
            title=paper.title,
            on=paper.paper_date,
            year=paper.cycle.year,
            registry_number=paper.case.dnr if paper.case else "",
            introduction=paper.slots.get("method", ""),
            n_asked=c.n_asked,
            n_answered=c.n_answered,
            units_word=facts.units_word(paper.cycle, c),
            silent=tuple(c.name_of(s.unit_id) for s in c.silent),
            silent_share=missing_staff(c) or "",
            figures=(
                *facts.figures(paper.cycle, paper.unit, on=paper.paper_date, as_text=False),
                *pictures.sexes(paper.cycle, paper.unit, on=paper.paper_date),
                *pictures.sick_leave(paper.cycle, paper.unit),
            ),
            coverage=pictures.coverage_grid(paper.cycle, paper.unit, on=paper.paper_date),
            progress=pictures.progress(c),
            wheel=pictures.year_wheel(paper.cycle, pictures.measures_below(c)),
            areas=facts.area_sections(
                c,
                facts.observations(paper.cycle, paper.unit),
                registers.headings(paper.cycle.employer),
            ),
            parts=parts,
            last_years=facts.last_years(c),
            common=facts.common_measures(paper.cycle) if is_root else (),
            measures=facts.measures(c),
            cooperation=(*told.account(paper.cycle, paper.unit, at=at), *facts.cooperation(c)),
            own_answers=facts.own_answers(c),
            annex=facts.annex(c),
            annex_questions=facts.annex_questions(c),
            own=own,
        ),
        template=template,
    )


def _action_plan(paper: Paper, at: datetime) -> Document:
    """The plan keeps the name the unit had when it was made; what it is called now stands beside."""
    cycle, unit = paper.cycle, paper.unit
    survey = surveys.survey_of(cycle)
    sheet = survey.sheets.filter(unit=unit, level=Sheet.Level.UNIT).first() if survey else None
    given = surveys.answers(sheet) if sheet else {}
    asks = survey.asks if survey else None
    now = organisation.tree(cycle.employer, on=at.date())
    name = organisation.name_on(unit, made_in(paper, sheet))
    above = now.nodes.get(sheet.department_id) if sheet else now.department_of(unit.pk)
    headings = registers.headings(cycle.employer)
    chains = sorted(
        cycles.unit_chains(cycle, unit.pk, on=made_in(paper, sheet)),
        key=lambda chain: headings.places[chain.risk.area],
    )
    linked = {m.pk for chain in chains for m in chain.measures}
    others = [m for m in cycles.unit_measures(cycle, unit.pk) if m.pk not in linked]
    template = sections.prepared(paper, at=at)
    return papers.action_plan(
        papers.ActionPlan(
            sender=papers.Sender(
                cycle.employer.name, cycle.employer.address, above.name if above else name, ""
            ),
            unit=name,
            unit_now=now.nodes[unit.pk].name if unit.pk in now else "",
            year=cycle.year,
            on=paper.paper_date,
            participants=summary(asks.question("A2"), given["A2"].value) if "A2" in given else "",
            risks=tuple(
                papers.PlannedRisk(
                    title=Area(chain.risk.area).short_label,
                    under=facts.under(headings, Area(chain.risk.area)),
                    risk=chain.risk.description,
                    cause=" ".join(c.description for c in chain.causes),
                    measures=tuple(facts.measure_row(m, name) for m in chain.measures),
                    no_measure=chain.risk.no_measure_reason,
                )
                for chain in chains
            ),
            other=tuple(facts.measure_row(m, name) for m in others),
            own=templates.own_texts(paper, template),
        ),
        template=template,
    )


def made_in(paper: Paper, sheet: Sheet | None) -> date:
    """Return the day whose names a unit's plan is written with: when the answers were handed in."""
    if sheet is not None and sheet.submitted_at:
        return sheet.submitted_at.date()
    return paper.paper_date


def _plan(paper: Paper, at: datetime) -> Document:
    cycle = paper.cycle
    own = cycles.unit_measures(cycle, paper.unit_id)
    headings = registers.headings(cycle.employer)
    tables = []
    for area in sorted(MUST_HAVE_A_HOME, key=lambda area: headings.places[area]):
        rows = tuple(facts.measure_row(m, "") for m in own if m.area == area)
        if rows:
            tables.append(papers.PlanArea(area.short_label, rows, facts.under(headings, area)))
    template = sections.prepared(paper, at=at)
    return papers.plan(
        papers.Plan(
            sender=facts.sender(cycle, paper.unit, on=paper.paper_date),
            title=paper.title,
            on=paper.paper_date,
            grounds=tuple(g.label for g in GROUNDS_OF_THE_ACT),
            areas=tuple(a.label for a in AREAS_OF_THE_ACT),
            forums=tuple(paper.facts.get("forums") or FORUMS),
            tables=tuple(tables),
            wheel=pictures.year_wheel(cycle, own),
            background=paper.slots.get("background", ""),
            purpose=paper.slots.get("purpose", ""),
            own=templates.own_texts(paper, template),
        ),
        template=template,
    )


def _minutes_extract(paper: Paper, at: datetime) -> Document:
    handling, case = paper.handling, paper.case
    treated = [h for h in casework.handlings(case) if h.on_date <= handling.on_date]
    return papers.minutes_extract(
        papers.MinutesExtract(
            employer=paper.cycle.employer.name,
            address=paper.cycle.employer.address,
            body=handling.body.name,
            paragraph=f"{handling.body.code} {handling.paragraph}",
            title=case.title,
            registry_number=case.dnr,
            on=handling.on_date,
            treatments=tuple(
                papers.Treatment(h.body.name, h.on_date, h.paragraph.removeprefix("§").strip())
                for h in treated
            ),
            decision=decided(handling),
            background=case.background,
            measures=tuple(m.title for m in cycles.common_measures(paper.cycle))
            if paper.facts.get("list_common")
            else (),
            documents=tuple(
                f"{p.title}, {p.paper_date.isoformat()}"
                for p in compiled.case_papers(case)
                if p.kind != Paper.Kind.MINUTES_EXTRACT
            )
            or tuple(paper.facts.get("documents") or ()),
            recipients=tuple(r.name for r in casework.recipients(case)),
            approved=handling.approved_date,
        ),
        template=sections.prepared(paper, at=at),
    )


def decided(handling: Handling) -> Clauses:
    """Return what a body decided, in the words of the minutes."""
    body = handling.body
    points = [Point(p["verb"], p["object"]) for p in handling.points]
    if handling.kind == Handling.Kind.REFERS_BACK:
        return refers_back(body.name, handling.points[0]["object"] if handling.points else "")
    if handling.kind == Handling.Kind.TABLES:
        return Clauses("", (f"{body.name} bordlägger ärendet.",), Marker.NONE)
    above = body.above.name if body.above else ""
    proposed = above if handling.kind == Handling.Kind.PROPOSES else ""
    return decision(body.name, points, proposed_to=proposed)


_BUILDERS = {
    Paper.Kind.OFFICIAL_REPORT: _official_report,
    Paper.Kind.ANNUAL_REPORT: _report,
    Paper.Kind.DEPARTMENT_REPORT: _report,
    Paper.Kind.ACTION_PLAN: _action_plan,
    Paper.Kind.PLAN: _plan,
    Paper.Kind.MINUTES_EXTRACT: _minutes_extract,
    Paper.Kind.PAY_REPORT: pay_papers.pay_report,
    Paper.Kind.PERSONNEL_CHAPTER: year_papers.personnel_chapter,
    Paper.Kind.MEETING_PACK: year_papers.meeting_pack,
    Paper.Kind.ANSWERS_RECEIPT: year_papers.receipt,
    Paper.Kind.EDUCATION_REPORT: education.education_report,
}


def units_with_sheets(cycle) -> list[Unit]:
    """Return the units that have handed in this year, for their handlingsplaner. One question."""
    return list(
        Unit.objects.filter(sheets__campaign__cycle=cycle, sheets__level=Sheet.Level.UNIT)
        .exclude(sheets__state=Sheet.State.OPEN)
        .order_by("code")
    )


def draft_of(cycle, unit: Unit, kind: str, *, title: str, on: date) -> Paper:
    """Return the latest stored paper of a kind, or an unsaved one built from what is known now."""
    kept = (
        Paper.objects.filter(cycle=cycle, unit=unit, kind=kind)
        .select_related("cycle__employer", "unit", "case", "handling__body__above")
        .order_by("-paper_date", "-pk")
        .first()
    )
    return kept or Paper(
        employer_id=cycle.employer_id, cycle=cycle, unit=unit, kind=kind, title=title, paper_date=on
    )
