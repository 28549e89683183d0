"""A school's account of its year as a document, out of the school's own record."""

from __future__ import annotations

from datetime import date, datetime

from aktiva.apps.audit import history
from aktiva.apps.cycles.models import Cycle
from aktiva.apps.guidelines.queries import CheckedText
from aktiva.apps.reports.models import Paper
from aktiva.apps.reports.queries import facts
from aktiva.apps.schools import queries as schools
from aktiva.apps.schools.models import School
from aktiva.domain.documents import papers
from aktiva.domain.documents.blocks import Document
from aktiva.domain.schools.record import PROMOTIVE, Record, lacking_in_plan
from aktiva.domain.schools.words import Form, Part


class NoSchool(LookupError):
    """The unit is no school or preschool in the year."""

    def __str__(self) -> str:
        return (
            "Enheten är inte markerad som skola eller förskola det året. Markera den först, eller "
            "välj en annan enhet."
        )


def education_report(paper: Paper, at: datetime) -> Document:
    """Return a school's account as the record stands now. About ten questions.

    Raises:
        NoSchool: The paper's unit is no school in the year.
    """
    cycle = paper.cycle
    school = School.objects.select_related("employer").filter(unit=paper.unit_id).first()
    if school is None or not schools.is_in_year(school, cycle.year):
        raise NoSchool
    kept = schools.record(school, cycle.year)
    record, form = kept.record, Form(school.form)
    sender = facts.sender(cycle, paper.unit, on=paper.paper_date)
    return papers.education_report(
        papers.EducationReport(
            sender=sender,
            title=paper.title,
            on=paper.paper_date,
            school=sender.department,
            form=form.label,
            code=school.code,
            year=cycle.year,
            children=form.children,
            examined=tuple(
                papers.SchoolExamined(
                    on=x.on,
                    methods=tuple(m.label for m in x.methods),
                    grounds=tuple(g.label for g in x.grounds),
                    groups=tuple(g.label for g in x.groups),
                    result=x.found.label if x.found else "",
                    finding=x.finding,
                )
                for x in record.examinations
            ),
            risks=_risks(record),
            measures=_measures(record),
            last_years=_followed(record, kept.last, "before"),
            this_years=_followed(record, record, "now"),
            working=record.working,
            texts=tuple(_text(t) for t in schools.texts(school, Part.TEXTS, on=at.date())),
            texts_on=record.texts_on,
            texts_words=record.texts_words,
            cooperation=tuple(
                papers.SchoolTogether(c.on, tuple(g.label for g in c.groups), c.how, c.adapted)
                for c in record.cooperation
            ),
            plan_on=record.plan_on,
            plan_account=record.plan_account,
            plan_link=record.plan_link,
            plan_lacks=lacking_in_plan(record, last=kept.last),
        )
    )


def _risks(record: Record) -> tuple[papers.SchoolRiskRow, ...]:
    rows = []
    for risk in record.risks:
        no = record.declines(risk) if not record.measures_against(risk) else None
        rows.append(
            papers.SchoolRiskRow(
                description=risk.description,
                cause=risk.cause,
                grounds=tuple(g.label for g in risk.grounds),
                declined=f"Skäl: {no.reason} Bestämt av {no.decided_by}." if no else "",
            )
        )
    return tuple(rows)


def _measures(record: Record) -> tuple[papers.SchoolMeasureRow, ...]:
    places = {risk.key: f"Risk {n}" for n, risk in enumerate(record.risks, start=1)}
    return tuple(
        papers.SchoolMeasureRow(
            title=m.title,
            against="" if m.aim == PROMOTIVE else places.get(m.aim, "Inte angivet"),
            owner=m.owner,
            starts=m.starts,
            due=m.due,
            next_check=m.next_check,
            effect=m.effect,
        )
        for m in record.measures
    )


def _followed(record: Record, of: Record | None, when: str) -> tuple[papers.SchoolFollowUpRow, ...]:
    rows = []
    for measure in of.measures if of else ():
        said = record.followed_up(f"{when}-{measure.key}")
        rows.append(
            papers.SchoolFollowUpRow(
                title=measure.title,
                outcome=said.outcome.label if said and said.outcome else "",
                effect=said.effect.label if said and said.effect else "",
                how_known=said.how_known if said else "",
            )
        )
    return tuple(rows)


def _text(text: CheckedText) -> papers.SchoolText:
    last = next(iter(text.reviews), None)
    return papers.SchoolText(
        title=text.title,
        adopted=f"antagen av {text.adopted_by} {text.adopted_on.isoformat()}",
        reviewed=f"Uppföljd {last.on.isoformat()}." if last else "Inte uppföljd än.",
    )


def education_accounts(cycle: Cycle, *, as_of: datetime | None = None) -> list[Paper]:
    """Return the schools' written accounts of the year (20 §), oldest first. One question."""
    found = history.rows(Paper, as_of=as_of).filter(cycle=cycle, kind=Paper.Kind.EDUCATION_REPORT)
    return sorted(found.defer("document", "slots"), key=lambda p: (p.paper_date, p.pk))


def education_draft(cycle: Cycle, school: School, *, name: str, on: date) -> Paper:
    """Return a school's account as an unsaved paper, to be read through or approved."""
    return Paper(
        employer_id=cycle.employer_id,
        cycle=cycle,
        unit=school.unit,
        kind=Paper.Kind.EDUCATION_REPORT,
        title=f"Arbetet för barn och elever {cycle.year}, {name}",
        paper_date=on,
    )


def approved_accounts(cycle: Cycle, school: School) -> list[Paper]:
    """Return a school's approved accounts of the year, the latest first. One question."""
    return list(
        Paper.objects.filter(
            cycle=cycle, unit=school.unit_id, kind=Paper.Kind.EDUCATION_REPORT, state="approved"
        ).order_by("-approved_at", "-pk")
    )
