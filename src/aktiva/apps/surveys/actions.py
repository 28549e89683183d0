"""Changes of campaigns and answers."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from aktiva.adapters import questionnaires
from aktiva.apps.audit import history, log
from aktiva.apps.cycles import policy as cycles_policy
from aktiva.apps.cycles import queries as cycles
from aktiva.apps.cycles.models import Cycle
from aktiva.apps.organisation import queries as organisation
from aktiva.apps.organisation.models import Employer, Unit
from aktiva.apps.outbox import actions as outbox
from aktiva.apps.surveys import policy, queries
from aktiva.apps.surveys.models import (
    Answer,
    Campaign,
    QuestionnaireVersion,
    Remark,
    RivalAnswer,
    Sheet,
)
from aktiva.domain.cycle.handing_in import Obstacle, obstacles
from aktiva.domain.questionnaire import Problem, Questionnaire, check, clean, is_undesired


class NotReady(Exception):
    """The sheet cannot be handed in yet; `obstacles` says what remains."""

    def __init__(self, remaining: tuple[Obstacle, ...]) -> None:
        super().__init__(", ".join(remaining))
        self.obstacles = remaining


class TooLate(Exception):
    """The last day has passed; what was written is kept, but it is not handed in."""


class Locked(Exception):
    """The sheet has been handed in and is being read; nothing was changed."""


@dataclass(frozen=True, slots=True)
class Saved:
    """What became of an answer: the row, what is still wrong, and a rival text if there is one."""

    answer: Answer
    problems: tuple[Problem, ...]
    rival: RivalAnswer | None


@transaction.atomic
def keep_questionnaire(
    *, employer: Employer, asks: Questionnaire, actor, at: datetime
) -> QuestionnaireVersion:
    """Return the stored version of a questionnaire, stored now if it is new to the employer."""
    content = questionnaires.to_yaml(asks)
    digest = hashlib.sha256(content.encode()).hexdigest()
    version, _made = QuestionnaireVersion.objects.get_or_create(
        employer=employer,
        digest=digest,
        defaults={"name": asks.title, "content": content, "made_at": at},
    )
    return version


@transaction.atomic
def open_campaign(
    *,
    cycle: Cycle,
    units: list[Unit],
    opens_date: date,
    last_date: date,
    actor,
    at: datetime,
    message: str = "",
    asks: Questionnaire | None = None,
) -> Campaign:
    """Send the questionnaire: a sheet per unit, one per department above them, one for the employer.

    Raises:
        Cycle.DoesNotExist: `actor` does not keep this year.
        ValidationError: No units, dates in disorder, or the year already has a campaign.
    """
    cycle = (
        cycles_policy.keepable_cycles(actor, on=at.date())
        .select_related("employer")
        .get(pk=cycle.pk)
    )
    if cycle.campaigns.exists():
        raise ValidationError(
            _("Underlaget är redan utskickat för året. Förläng svarstiden i stället.")
        )
    if not units:
        raise ValidationError(
            {"units": _("Ingen enhet är vald. Välj minst en enhet som ska svara.")}
        )
    if last_date < opens_date:
        raise ValidationError(
            {"last_date": _("Sista svarsdagen ligger före dagen då underlaget öppnas.")}
        )
    asks = asks or questionnaires.read_shipped()
    version = keep_questionnaire(employer=cycle.employer, asks=asks, actor=actor, at=at)
    campaign = history.store(
        Campaign(
            cycle=cycle,
            questionnaire=version,
            opens_date=opens_date,
            last_date=last_date,
            message=message.strip(),
            opened_at=at,
        ),
        at=at,
        by=actor,
    )
    tree = organisation.tree(cycle.employer, on=max(opens_date, date(cycle.year, 1, 1)))
    index = tree.department_index
    n_asked = {level: len(queries.asked(level, asks)) for level in Sheet.Level.values}
    sheets = [
        Sheet(
            campaign=campaign,
            unit=unit,
            department_id=index.get(unit.pk),
            level=Sheet.Level.UNIT,
            n_asked=n_asked["unit"],
        )
        for unit in units
    ]
    departments = sorted({s.department_id for s in sheets if s.department_id is not None})
    sheets += [
        Sheet(
            campaign=campaign,
            unit_id=department,
            department_id=department,
            level=Sheet.Level.DEPARTMENT,
            n_asked=n_asked["department"],
        )
        for department in departments
    ]
    if tree.root is not None:
        sheets.append(
            Sheet(
                campaign=campaign,
                unit_id=tree.root.id,
                level=Sheet.Level.CENTRAL,
                n_asked=n_asked["central"],
            )
        )
    history.store_many(sheets, at=at, by=actor)
    outbox.write(
        employer_id=cycle.employer_id,
        letters=_invitations(campaign, {u.pk for u in units}, tree=tree, on=at.date()),
        at=at,
    )
    log.record(
        log.Event.CAMPAIGN_OPENED, actor=actor, about=campaign, at=at,
        details={"units": len(units), "last_date": last_date.isoformat()},
    )  # fmt: skip
    return campaign


def _invitations(campaign, unit_ids, *, tree, on: date) -> list[outbox.Letter]:
    letters = []
    managers = organisation.managers_by_unit(campaign.cycle.employer, on=on)
    for unit_id in sorted(unit_ids):
        manager = managers.get(unit_id)
        if manager is None or unit_id not in tree:
            continue
        name = tree.nodes[unit_id].name
        letters.append(
            outbox.Letter(
                to_id=manager.user_id,
                subject=_("%(unit)s: uppföljningen av aktiva åtgärder, senast %(day)s")
                % {"unit": name, "day": campaign.last_date.isoformat()},
                body=_(
                    "Hej!\n\nNu kan du svara för %(unit)s. Det tar ungefär tio minuter, och allt "
                    "sparas medan du skriver. Logga in i Aktiva, så ser du vad som återstår.\n\n"
                    "%(message)s\n\nDu får brevet för att du är chef för enheten. "
                    "Frågor: %(contact)s\n"
                )
                % {
                    "unit": name,
                    "message": campaign.message,
                    "contact": campaign.cycle.employer.contact or _("HR-avdelningen"),
                },
            )
        )
    return letters


@transaction.atomic
def extend_campaign(*, campaign: Campaign, last_date: date, actor, at: datetime) -> Campaign:
    """Move the last day to answer.

    Raises:
        Cycle.DoesNotExist: `actor` does not keep this year.
        ValidationError: The new day lies before the first.
    """
    cycles_policy.keepable_cycles(actor, on=at.date()).get(pk=campaign.cycle_id)
    campaign.last_date = last_date
    history.store(campaign, at=at, by=actor)
    log.record(
        log.Event.CAMPAIGN_OPENED, actor=actor, about=campaign, at=at,
        details={"last_date": last_date.isoformat()},
    )  # fmt: skip
    return campaign


@transaction.atomic
def remind(*, campaign: Campaign, actor, at: datetime) -> int:
    """Write to the managers of units that have not handed in, and return how many got a letter.

    Raises:
        Cycle.DoesNotExist: `actor` does not keep this year.
    """
    cycles_policy.keepable_cycles(actor, on=at.date()).get(pk=campaign.cycle_id)
    employer = campaign.cycle.employer
    tree = organisation.tree(employer, on=at.date())
    managers = organisation.managers_by_unit(employer, on=at.date())
    waiting = Sheet.objects.filter(
        campaign=campaign,
        level=Sheet.Level.UNIT,
        state__in=[Sheet.State.OPEN, Sheet.State.RETURNED],
    ).order_by("unit__code", "pk")
    letters = []
    for sheet in waiting:
        manager = managers.get(sheet.unit_id)
        if manager is None or sheet.unit_id not in tree:
            continue
        left = sheet.n_asked - sheet.n_answered
        letters.append(
            outbox.Letter(
                to_id=manager.user_id,
                subject=_("%(unit)s: %(left)s svar kvar, senast %(day)s")
                % {
                    "unit": tree.nodes[sheet.unit_id].name,
                    "left": left,
                    "day": campaign.last_date.isoformat(),
                },
                body=_(
                    "Hej!\n\nUppföljningen för %(unit)s är inte inlämnad ännu. Det du har skrivit "
                    "finns kvar. Logga in i Aktiva och fortsätt där du slutade.\n\n"
                    "Du får brevet för att du är chef för enheten. Frågor: %(contact)s\n"
                )
                % {
                    "unit": tree.nodes[sheet.unit_id].name,
                    "contact": employer.contact or _("HR-avdelningen"),
                },
            )
        )
    outbox.write(employer_id=employer.pk, letters=letters, at=at)
    log.record(
        log.Event.REMINDERS_SENT, actor=actor, about=campaign, at=at,
        details={"letters": len(letters)},
    )  # fmt: skip
    return len(letters)


@transaction.atomic
def save_answer(
    *,
    sheet_id: int,
    question: str,
    raw: dict[str, list[str]],
    revision: int,
    is_risk: bool | None,
    actor,
    at: datetime,
) -> Saved:
    """Keep an answer as it was typed, finished or not, and say what is still wrong with it.

    Args:
        revision: The revision the writer saw, 0 when there was none. If somebody
            else has written since, both texts are kept and a rival is returned.

    Raises:
        Sheet.DoesNotExist: No such sheet, or not one that `actor` answers.
        KeyError: The questionnaire has no such question at this level.
        Locked: The sheet has been handed in; nothing was changed.
    """
    sheet = (
        policy.answerable_sheets(actor, on=at.date())
        .select_related("campaign__questionnaire", "campaign__cycle")
        .select_for_update(of=("self",))
        .get(pk=sheet_id)
    )
    asks = queries.questionnaire(sheet.campaign)
    asked = asks.question(question)
    if asked not in queries.asked(sheet.level, asks):
        raise KeyError(question)
    remarks = list(sheet.remarks.filter(met_at=None))
    sent_back = any(r.question == question for r in remarks)
    if sheet.state in {Sheet.State.SUBMITTED, Sheet.State.APPROVED}:
        raise Locked(sheet.pk)
    cleaned = clean(asked, raw)
    if not is_undesired(asked, cleaned.value):
        is_risk = None
    answer = Answer.objects.filter(sheet=sheet, question=question).first()
    changed_meanwhile = (
        answer is not None
        and answer.revision != revision
        and (answer.value != cleaned.value or answer.is_risk != is_risk)
    )
    if changed_meanwhile and answer.answered_by_id != actor.pk:
        rival = _keep_rival(answer, cleaned.value, is_risk, actor=actor, at=at)
        return Saved(answer, cleaned.problems, rival)
    if answer is None:
        answer = Answer(sheet=sheet, question=question, revision=0)
    unchanged = answer.pk and answer.value == cleaned.value and answer.is_risk == is_risk
    if not unchanged:
        answer.value = cleaned.value
        answer.is_risk = is_risk
        answer.is_complete = not cleaned.problems and not (
            is_undesired(asked, cleaned.value) and is_risk is None
        )
        answer.revision += 1
        answer.answered_at = at
        answer.answered_by = actor
        history.store(answer, at=at, by=actor)
        if sent_back and answer.is_complete:
            for remark in remarks:
                if remark.question == question:
                    remark.met_at = at
                    history.store(remark, at=at, by=actor)
        _count(sheet, at=at, by=actor)
        log.record(
            log.Event.ANSWER_SAVED, actor=actor, about=answer, at=at,
            details={"question": question, "revision": answer.revision},
        )  # fmt: skip
    return Saved(answer, cleaned.problems, None)


def _keep_rival(answer: Answer, value, is_risk, *, actor, at: datetime) -> RivalAnswer:
    rival = answer.rivals.filter(written_by=actor, settled_at=None).order_by("pk").first()
    rival = rival or RivalAnswer(answer=answer, written_by=actor)
    rival.value, rival.is_risk, rival.written_at = value, is_risk, at
    rival.save()
    log.record(
        log.Event.ANSWER_SAVED, actor=actor, about=answer, at=at,
        details={"question": answer.question, "rival": rival.pk},
    )  # fmt: skip
    return rival


def _count(sheet: Sheet, *, at: datetime, by) -> None:
    n = sheet.answers.filter(is_complete=True).count()
    if n != sheet.n_answered:
        sheet.n_answered = n
        history.store(sheet, at=at, by=by, fields=["n_answered"])


@transaction.atomic
def settle(*, rival_id: int, keep: str, actor, at: datetime) -> Answer:
    """Choose between two people's texts: ``theirs`` is the one that stands, ``mine`` the rival.

    Raises:
        RivalAnswer.DoesNotExist: Nothing to choose between, or not for `actor`.
        Locked: The sheet has been handed in; nothing was changed.
    """
    rival = (
        RivalAnswer.objects.filter(
            settled_at=None, answer__sheet__in=policy.answerable_sheets(actor, on=at.date())
        )
        .select_related("answer__sheet__campaign__questionnaire")
        .get(pk=rival_id)
    )
    answer = rival.answer
    if answer.sheet.state in {Sheet.State.SUBMITTED, Sheet.State.APPROVED}:
        raise Locked(answer.sheet_id)
    asked = queries.questionnaire(answer.sheet.campaign).question(answer.question)
    if keep == "mine":
        value = rival.value
        answer.value = value
        answer.is_risk = rival.is_risk if is_undesired(asked, value) else None
        answer.is_complete = not check(asked, value) and not (
            is_undesired(asked, value) and answer.is_risk is None
        )
        answer.revision += 1
        answer.answered_at, answer.answered_by = at, actor
        history.store(answer, at=at, by=actor)
        _count(answer.sheet, at=at, by=actor)
    rival.settled_at = at
    rival.save(update_fields=["settled_at"])
    log.record(
        log.Event.ANSWER_CONFLICT_SETTLED, actor=actor, about=answer, at=at, details={"keep": keep}
    )
    return answer


@transaction.atomic
def submit(*, sheet_id: int, submitted_as: str, actor, at: datetime) -> Sheet:
    """Hand in a sheet.

    Raises:
        Sheet.DoesNotExist: No such sheet, or not one that `actor` answers.
        NotReady: Something remains; nothing was changed.
        TooLate: The last day has passed; nothing was changed.
        Locked: It has already been handed in.
    """
    sheet = (
        policy.answerable_sheets(actor, on=at.date())
        .select_related("campaign__questionnaire", "campaign__cycle")
        .select_for_update(of=("self",))
        .get(pk=sheet_id)
    )
    if sheet.state in {Sheet.State.SUBMITTED, Sheet.State.APPROVED}:
        raise Locked(sheet.pk)
    if sheet.state == Sheet.State.OPEN and queries.is_late(sheet.campaign, on=at.date()):
        raise TooLate(sheet.campaign.last_date.isoformat())
    remaining = obstacles_of(sheet)
    if remaining:
        raise NotReady(remaining)
    sheet.state = Sheet.State.SUBMITTED
    sheet.submitted_at = at
    sheet.submitted_as = submitted_as
    history.store(sheet, at=at, by=actor)
    log.record(log.Event.SHEET_SUBMITTED, actor=actor, about=sheet, at=at)
    return sheet


def obstacles_of(sheet: Sheet) -> tuple[Obstacle, ...]:
    """Return what remains before a sheet may be handed in. Eight questions for a unit."""
    is_unit = sheet.level == Sheet.Level.UNIT
    cycle = sheet.campaign.cycle
    given = queries.answers(sheet)
    found = queries.progress(
        sheet,
        given=given,
        remarks=queries.open_remarks(sheet),
        owed=cycles.owed_measures(cycle, sheet.unit_id) if is_unit else [],
        chains=cycles.unit_chains(cycle, sheet.unit_id) if is_unit else [],
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
    *, sheet_id: int, question: str, text: str, written_as: str, actor, at: datetime
) -> Remark:
    """Send one answer back with a comment; the rest stands as it is.

    Raises:
        Sheet.DoesNotExist: No such sheet, or not one that `actor` reviews.
        ValidationError: No comment, or the answers have not been handed in.
    """
    sheet = (
        policy.reviewable_sheets(actor, on=at.date())
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
    sheet = policy.reviewable_sheets(actor, on=at.date()).get(pk=sheet_id)
    if sheet.state != Sheet.State.SUBMITTED:
        raise ValidationError(
            _(
                "Svaren kan granskas färdigt först när de är inlämnade och inget är skickat tillbaka."
            )
        )
    sheet.state = Sheet.State.APPROVED
    sheet.approved_at = at
    history.store(sheet, at=at, by=actor)
    log.record(log.Event.SHEET_APPROVED, actor=actor, about=sheet, at=at)
    return sheet
