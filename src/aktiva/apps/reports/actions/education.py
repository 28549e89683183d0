"""A school's account is signed and frozen in one."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from aktiva.apps.audit import log
from aktiva.apps.cycles.models import Cycle
from aktiva.apps.reports.actions.papers import freeze
from aktiva.apps.reports.models import Paper
from aktiva.apps.reports.queries.education import education_draft
from aktiva.apps.schools import actions as schools


@transaction.atomic
def approve_education_report(
    *, cycle: Cycle, school_id: int, name: str, approved_as: str, actor, at: datetime
) -> Paper:
    """Sign a school's record of the year and freeze it as the account of 20 §.

    The paper is dated the day it is approved. One that was approved before stands as it is.

    Args:
        name: What the school is called in the title.

    Raises:
        School.DoesNotExist: No such school that year, or not one that `actor` signs for.
        Signed: The record is signed already.
        NotReady: Nothing is written in some part.
    """
    of = schools.sign(
        school_id=school_id, year=cycle.year, signed_as=approved_as, actor=actor, at=at
    )
    paper = education_draft(cycle, of.school, name=name, on=at.date())
    paper.made_at = at
    paper = freeze(paper, approved_as=approved_as, actor=actor, at=at)
    log.record(log.Event.PAPER_MADE, actor=actor, about=paper, at=at, details={"kind": paper.kind})
    return paper
