"""A sheet is handed in, sent back and approved."""

from __future__ import annotations

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from aktiva.apps.audit import history, log
from aktiva.apps.cycles import queries as cycles
from aktiva.apps.organisation import queries as organisation
from aktiva.apps.outbox import actions as outbox
from aktiva.apps.surveys import policy, queries
from aktiva.apps.surveys.actions.answering import Locked
from aktiva.apps.surveys.actions.together import follow
from aktiva.apps.surveys.models import (
    Answer,
    Remark,
    Sheet,
)
from aktiva.domain.cycle.handing_in import Obstacle, obstacles

SHORTEST_REASON = 10


class NotReady(Exception):
    """The sheet cannot be handed in yet; `obstacles` says what remains."""

    def __init__(self, remaining: tuple[Obstacle, ...]) -> None:
        super().__init__(", ".join(remaining))
        self.obstacles = remaining


class TooLate(Exception):
    """The last day has passed; what was written is kept, but it is not handed in."""


@transaction.atomic
def submit(*, sheet_id: int, submitted_as: str, actor, at: datetime) -> Sheet:
    """Hand in a sheet, and those that are answered in it.

    Raises:
        Sheet.DoesNotExist: No such sheet, or not one that `actor` signs.
        NotReady: Something remains; nothing was changed.
        TooLate: The last day has passed; nothing was changed.
        Locked: It has already been handed in.
    """
    sheet = (
        policy.signable_sheets(actor, on=at.date())
        .filter(answered_in=None)
        .select_related("campaign__questionnaire", "campaign__cycle")
        .select_for_update(of=("self",))
        .get(pk=sheet_id)
    )
    if sheet.state in {Sheet.State.SUBMITTED, Sheet.State.APPROVED}:
        raise Locked(sheet.pk)
    if sheet.state == Sheet.State.OPEN and queries.is_late(sheet, on=at.date()):
        raise TooLate(sheet.last_date.isoformat())
    remaining = obstacles_of(sheet, on=at.date())
    if remaining:
        raise NotReady(remaining)
    sheet.state = Sheet.State.SUBMITTED
    sheet.submitted_at = at
    sheet.submitted_as = submitted_as
    history.store(sheet, at=at, by=actor)
    follow(sheet, at=at, by=actor)
    log.record(log.Event.SHEET_SUBMITTED, actor=actor, about=sheet, at=at)
    return sheet


def obstacles_of(sheet: Sheet, *, on: date) -> tuple[Obstacle, ...]:
    """Return what remains before a sheet may be handed in. Nine questions for a unit.

    Measures and risks of last year are each unit's own, also where one answers for several.
    """
    is_unit = sheet.level == Sheet.Level.UNIT
    cycle = sheet.campaign.cycle
    given = queries.answers(sheet)
    units = queries.answered_units(sheet) if is_unit else ()
    found = queries.progress(
        sheet,
        given=given,
        remarks=queries.open_remarks(sheet),
        owed=[owed for unit in units for owed in cycles.owed_measures(cycle, unit, on=on)],
        chains=cycles.unit_chains(cycle, sheet.unit_id, on=on) if is_unit else [],
        past=[risk for unit in units for risk in cycles.risks_to_review(cycle, unit, on=on)],
    )
    remaining = list(obstacles(found.progress))
    last = [key for key in queries.SUBMIT_KEYS if is_unit and not _complete(given, key)]
    if last and Obstacle.QUESTIONS_UNANSWERED not in remaining:
        remaining.append(Obstacle.QUESTIONS_UNANSWERED)
    return tuple(remaining)


def _complete(given: dict[str, Answer], key: str) -> bool:
    return key in given and given[key].is_complete


@transaction.atomic
def send_back(
    *,
    sheet_id: int,
    question: str,
    text: str,
    written_as: str,
    actor,
    at: datetime,
    reason: str = "",
) -> Remark:
    """Send one answer back with a comment; the rest stands as it is.

    Args:
        reason: Why answers that have been approved are opened again. The compilation says it.

    Raises:
        Sheet.DoesNotExist: No such sheet, or not one that `actor` reviews.
        ValidationError: No comment, no reason to open approved answers, or the answers have
            not been handed in.
    """
    sheet = (
        policy.reviewable_sheets(actor, on=at.date())
        .filter(answered_in=None)
        .select_related("campaign__cycle__employer", "campaign__questionnaire")
        .get(pk=sheet_id)
    )
    queries.questionnaire(sheet.campaign).question(question)
    if sheet.state == Sheet.State.OPEN:
        raise ValidationError(
            _("Svaren är inte inlämnade ännu. Vänta tills enheten har lämnat in.")
        )
    if len(text.strip()) < 10:
        raise ValidationError(
            {"text": _("Skriv vad som behöver kompletteras, så att enheten vet vad den ska göra.")}
        )
    if sheet.state == Sheet.State.APPROVED:
        if len(reason.strip()) < SHORTEST_REASON:
            raise ValidationError(
                {"reason": _("Svaren är godkända. Skriv varför de ska öppnas igen.")}
            )
        sheet.reopened_at, sheet.reopened_as = at, written_as
        sheet.reopened_reason = reason.strip()
    remark = history.store(
        Remark(
            sheet=sheet,
            question=question,
            text=text.strip(),
            written_at=at,
            written_by=actor,
            written_as=written_as,
        ),
        at=at,
        by=actor,
    )
    sheet.state = Sheet.State.RETURNED
    sheet.approved_at = None
    history.store(sheet, at=at, by=actor)
    follow(sheet, at=at, by=actor)
    employer = sheet.campaign.cycle.employer
    tree = organisation.tree(employer, on=at.date())
    manager = organisation.managers_by_unit(employer, on=at.date()).get(sheet.unit_id)
    if manager is not None and sheet.unit_id in tree:
        outbox.write(
            employer_id=employer.pk,
            letters=[
                outbox.Letter(
                    to_id=manager.user_id,
                    subject=_("%(unit)s: ett svar behöver kompletteras")
                    % {"unit": tree.nodes[sheet.unit_id].name},
                    body=_(
                        "Hej!\n\nFråga %(question)s har kommit tillbaka med en kommentar. Logga in "
                        "i Aktiva, så ser du vad som behöver kompletteras. Övriga svar står kvar.\n"
                    )
                    % {"question": question},
                )
            ],
            at=at,
        )
    log.record(
        log.Event.ANSWER_SENT_BACK, actor=actor, about=sheet, at=at, details={"question": question}
    )
    return remark


@transaction.atomic
def approve(*, sheet_id: int, actor, at: datetime) -> Sheet:
    """Mark a sheet as reviewed.

    Raises:
        Sheet.DoesNotExist: No such sheet, or not one that `actor` reviews.
        ValidationError: It has not been handed in, or an answer is out for completion.
    """
    sheet = policy.reviewable_sheets(actor, on=at.date()).filter(answered_in=None).get(pk=sheet_id)
    if sheet.state != Sheet.State.SUBMITTED:
        raise ValidationError(
            _(
                "Svaren kan granskas färdigt först när de är inlämnade och inget är skickat tillbaka."
            )
        )
    sheet.state = Sheet.State.APPROVED
    sheet.approved_at = at
    history.store(sheet, at=at, by=actor)
    follow(sheet, at=at, by=actor)
    log.record(log.Event.SHEET_APPROVED, actor=actor, about=sheet, at=at)
    return sheet
