"""Papers are made, changed, handed in, approved and frozen."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from aktiva.apps.audit import history, log
from aktiva.apps.casework import policy as casework_policy
from aktiva.apps.casework.models import Case, Handling
from aktiva.apps.cooperation import actions as cooperation
from aktiva.apps.cycles.models import Cycle
from aktiva.apps.organisation import policy as organisation_policy
from aktiva.apps.organisation.models import Unit
from aktiva.apps.reports import policy
from aktiva.apps.reports.models import Paper
from aktiva.apps.reports.queries import templates
from aktiva.apps.reports.queries.documents import document_of, units_with_sheets
from aktiva.apps.reports.queries.proposals import (
    PROPOSED_FROM_DATA,
    TELLS_OF_VALUES,
    proposals,
    values_of,
)
from aktiva.domain.documents.blocks import to_json
from aktiva.domain.documents.decisions import Point
from aktiva.domain.organisation.permissions import Permission

TELLS_OF_COOPERATION = frozenset({Paper.Kind.ANNUAL_REPORT, Paper.Kind.DEPARTMENT_REPORT})
"""Once one of these is approved, nothing that is recorded later can have fed it."""

AT_A_TIME = 20
"""So many handlingsplaner are stored at once: about half a second of others' waiting."""


class ChangedMeanwhile(Exception):
    """Somebody else has changed the paper; `theirs` is what stands, nothing was written."""

    def __init__(self, theirs: Paper) -> None:
        super().__init__(str(theirs))
        self.theirs = theirs


class Frozen(Exception):
    """The paper is approved and never changes."""


@transaction.atomic
def make_paper(
    *,
    cycle: Cycle,
    unit: Unit,
    kind: str,
    title: str,
    paper_date: date,
    actor,
    at: datetime,
    slots: dict | None = None,
    facts: dict | None = None,
    case: Case | None = None,
) -> Paper:
    """Begin a paper as a draft, by the employer's template as it is now.

    Args:
        slots: What has been written already; without it the draft begins with what the
            year's data propose.

    Raises:
        Unit.DoesNotExist: `actor` makes no papers for the unit.
        ValidationError: A decision point says nothing.
    """
    if kind == Paper.Kind.DEPARTMENT_REPORT:
        policy.department_units(actor, on=at.date()).get(pk=unit.pk)
    else:
        policy.units_to_report(actor, cycle, on=at.date()).get(pk=unit.pk)
    check_points((facts or {}).get("points") or [])
    paper = Paper(
        employer_id=cycle.employer_id,
        cycle=cycle,
        unit=unit,
        kind=kind,
        case=case,
        title=title.strip(),
        paper_date=paper_date,
        facts=facts or {},
        made_at=at,
        template=templates.for_new(cycle.employer, kind),
    )
    begun = proposals(paper, templates.template_of(paper), at=at)
    if slots is not None:
        begun = {slot: text for slot, text in begun.items() if slot not in PROPOSED_FROM_DATA}
    paper.slots = begun | (slots or {})
    on = at.date().isoformat()
    paper.proposed = {slot: {"text": text, "on": on} for slot, text in begun.items()}
    history.store(paper, at=at, by=actor)
    log.record(log.Event.PAPER_MADE, actor=actor, about=paper, at=at, details={"kind": kind})
    return paper


def check_points(points: list[dict]) -> None:
    """Refuse decision points that the grammar cannot write.

    Raises:
        ValidationError: With the sentence that says what to do.
    """
    for point in points:
        try:
            Point(point["verb"], point["object"])
        except ValueError as wrong:
            raise ValidationError({"points": str(wrong)}) from wrong


@transaction.atomic
def change_paper(
    *,
    paper_id: int,
    revision: int,
    title: str,
    paper_date: date,
    slots: dict,
    facts: dict,
    actor,
    at: datetime,
    case: Case | None = None,
) -> Paper:
    """Change a draft.

    Raises:
        Paper.DoesNotExist: No such paper, or not one that `actor` writes.
        ChangedMeanwhile: Somebody else saved since `revision`; nothing was written.
        Frozen: The paper is approved.
        ValidationError: A decision point says nothing.
    """
    paper = (
        policy.makeable_papers(actor, on=at.date()).select_for_update(of=("self",)).get(pk=paper_id)
    )
    if paper.state == Paper.State.APPROVED:
        raise Frozen(str(paper))
    if paper.revision != revision:
        raise ChangedMeanwhile(paper)
    check_points(facts.get("points") or [])
    paper.title, paper.paper_date = title.strip(), paper_date
    paper.slots, paper.facts, paper.case = slots, facts, case
    paper.revision += 1
    history.store(paper, at=at, by=actor)
    log.record(log.Event.PAPER_CHANGED, actor=actor, about=paper, at=at)
    return paper


@transaction.atomic
def hand_in(*, paper_id: int, actor, at: datetime) -> Paper:
    """Hand a department's report to its head.

    Raises:
        Paper.DoesNotExist: No such report, or not in a department of `actor`'s.
        Frozen: It is approved.
    """
    units = policy.department_units(actor, on=at.date())
    paper = Paper.objects.filter(kind=Paper.Kind.DEPARTMENT_REPORT, unit__in=units).get(pk=paper_id)
    if paper.state == Paper.State.APPROVED:
        raise Frozen(str(paper))
    paper.state, paper.comment = Paper.State.HANDED_IN, ""
    history.store(paper, at=at, by=actor)
    log.record(
        log.Event.PAPER_CHANGED, actor=actor, about=paper, at=at, details={"handed_in": True}
    )
    return paper


@transaction.atomic
def send_back(*, paper_id: int, comment: str, actor, at: datetime) -> Paper:
    """Send a report back to those who wrote it.

    Raises:
        Paper.DoesNotExist: No such paper, or not one that `actor` approves.
        Frozen: It is approved.
        ValidationError: No comment.
    """
    paper = policy.approvable_papers(actor, on=at.date()).get(pk=paper_id)
    if paper.state == Paper.State.APPROVED:
        raise Frozen(str(paper))
    if len(comment.strip()) < 10:
        raise ValidationError({"comment": _("Skriv vad som behöver ändras.")})
    paper.state, paper.comment = Paper.State.SENT_BACK, comment.strip()
    history.store(paper, at=at, by=actor)
    log.record(log.Event.PAPER_SENT_BACK, actor=actor, about=paper, at=at)
    return paper


@transaction.atomic
def approve(
    *, paper_id: int, approved_as: str, actor, at: datetime, paper_date: date | None = None
) -> Paper:
    """Approve a paper: from now on it is exactly these words, whatever changes beside it.

    Raises:
        Paper.DoesNotExist: No such paper, or not one that `actor` approves.
        Frozen: It is already approved.
        EmptySlots: A required slot is empty; nothing was changed.
    """
    paper = (
        policy.approvable_papers(actor, on=at.date())
        .select_related("cycle__employer", "unit", "case", "handling__body__above")
        .get(pk=paper_id)
    )
    if paper.state == Paper.State.APPROVED:
        raise Frozen(str(paper))
    if paper_date is not None:
        paper.paper_date = paper_date
    return freeze(paper, approved_as=approved_as, actor=actor, at=at)


def freeze(paper: Paper, *, approved_as: str, actor, at: datetime) -> Paper:
    """Keep a paper's words for ever. Who may is decided by the caller, inside its transaction."""
    words = to_json(document_of(paper, at=at))
    paper.document = {"json": words}
    values = values_of(paper, at=at)
    if values or paper.kind in TELLS_OF_VALUES:
        paper.document["values"] = [value.to_data() for value in values]
    paper.digest = hashlib.sha256(words.encode()).hexdigest()
    paper.state = Paper.State.APPROVED
    paper.approved_at, paper.approved_as = at, approved_as
    history.store(paper, at=at, by=actor)
    if paper.kind in TELLS_OF_COOPERATION:
        cooperation.note_account(
            cycle=paper.cycle, unit=paper.unit, title=paper.title, actor=actor, at=at
        )
    log.record(
        log.Event.PAPER_APPROVED, actor=actor, about=paper, at=at, details={"digest": paper.digest}
    )
    return paper


@transaction.atomic
def make_minutes_extract(
    *, handling: Handling, approved_as: str, actor, at: datetime, list_common: bool = False
) -> Paper:
    """Produce the protokollsutdrag of one decision; it is final at once.

    Raises:
        Case.DoesNotExist: `actor` does not keep the case.
    """
    case = (
        casework_policy.keepable_cases(actor, on=at.date())
        .select_related("cycle__employer", "unit")
        .get(pk=handling.case_id)
    )
    paper = Paper(
        employer_id=case.employer_id,
        cycle=case.cycle,
        unit=case.unit,
        kind=Paper.Kind.MINUTES_EXTRACT,
        case=case,
        handling=handling,
        title=f"Protokollsutdrag {handling.body.code} {handling.paragraph}",
        paper_date=handling.on_date,
        facts={"list_common": list_common},
        made_at=at,
        template=templates.for_new(case.cycle.employer, Paper.Kind.MINUTES_EXTRACT),
    )
    log_at = freeze(paper, approved_as=approved_as, actor=actor, at=at)
    log.record(log.Event.PAPER_MADE, actor=actor, about=log_at, at=at, details={"kind": paper.kind})
    return paper


def make_action_plans(
    *,
    cycle: Cycle,
    paper_date: date,
    approved_as: str,
    actor,
    at: datetime,
    tell: Callable[[int, int], None] = lambda done, total: None,
) -> list[Paper]:
    """Produce a handlingsplan for every unit that has handed in and has none, each final at once.

    They are stored some at a time, so that nobody else's writing waits for all of them. What is
    made when it stops half-way stands, and the next call makes the rest.

    Args:
        tell: Called before each part with how many units are done, and of how many; what it
            raises stops the work.

    Raises:
        Employer.DoesNotExist: `actor` does not keep the year.
    """
    organisation_policy.employers_where(actor, Permission.PAPER_MAKE, on=at.date()).get(
        pk=cycle.employer_id
    )
    units = lacking_action_plans(cycle)
    template = templates.for_new(cycle.employer, Paper.Kind.ACTION_PLAN)
    made: list[Paper] = []
    for first in range(0, len(units), AT_A_TIME):
        tell(first, len(units))
        with transaction.atomic():
            # whoever makes plans for the same year at the same time waits here
            Cycle.objects.select_for_update().get(pk=cycle.pk)
            there = _with_action_plans(cycle)
            made += [
                freeze(
                    Paper(
                        employer_id=cycle.employer_id,
                        cycle=cycle,
                        unit=unit,
                        kind=Paper.Kind.ACTION_PLAN,
                        title=f"Handlingsplan {cycle.year}",
                        paper_date=paper_date,
                        made_at=at,
                        template=template,
                    ),
                    approved_as=approved_as,
                    actor=actor,
                    at=at,
                )
                for unit in units[first : first + AT_A_TIME]
                if unit.pk not in there
            ]
    return made


def lacking_action_plans(cycle: Cycle) -> list[Unit]:
    """Return the units that have handed in and have no handlingsplan. Two questions."""
    there = _with_action_plans(cycle)
    return [unit for unit in units_with_sheets(cycle) if unit.pk not in there]


def _with_action_plans(cycle: Cycle) -> set[int]:
    made = Paper.objects.filter(cycle=cycle, kind=Paper.Kind.ACTION_PLAN)
    return set(made.values_list("unit_id", flat=True))
