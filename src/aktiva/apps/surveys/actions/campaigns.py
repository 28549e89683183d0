"""A questionnaire is sent to units, extended and reminded of."""

from __future__ import annotations

import hashlib
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from aktiva.adapters import questionnaires
from aktiva.apps.audit import history, log
from aktiva.apps.cycles import policy as cycles_policy
from aktiva.apps.cycles.models import Cycle
from aktiva.apps.organisation import queries as organisation
from aktiva.apps.organisation.models import Employer, Unit
from aktiva.apps.outbox import actions as outbox
from aktiva.apps.surveys import following, queries
from aktiva.apps.surveys.models import (
    Campaign,
    QuestionnaireVersion,
    Sheet,
)
from aktiva.domain.questionnaire import Questionnaire


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

    Units that have come after one that has not handed in, between the old day and the new,
    get a sheet.

    Raises:
        Cycle.DoesNotExist: `actor` does not keep this year.
        ValidationError: The new day lies before the first.
    """
    cycles_policy.keepable_cycles(actor, on=at.date()).get(pk=campaign.cycle_id)
    campaign.last_date = last_date
    history.store(campaign, at=at, by=actor)
    missing = following.missing_sheets(campaign, n_asked=queries.n_asked_of_units(campaign))
    history.store_many(missing, at=at, by=actor)
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
    waiting = campaign.sheets.filter(
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
                    "day": sheet.last_date.isoformat(),
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
