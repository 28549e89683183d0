"""A questionnaire is sent to units, extended and reminded of."""

from __future__ import annotations

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from aktiva.adapters import questionnaires
from aktiva.apps.audit import history, log
from aktiva.apps.cycles import policy as cycles_policy
from aktiva.apps.cycles.models import Cycle
from aktiva.apps.organisation import queries as organisation
from aktiva.apps.organisation.models import Unit
from aktiva.apps.outbox import actions as outbox
from aktiva.apps.surveys import following, links, queries
from aktiva.apps.surveys.actions.links import make_links
from aktiva.apps.surveys.actions.versions import keep_questionnaire
from aktiva.apps.surveys.models import Campaign, Sheet
from aktiva.domain.questionnaire import Questionnaire

SHORTEST_REASON = 5


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
    name: str = "",
    asks: Questionnaire | None = None,
    length: str = Campaign.Length.CORE,
) -> Campaign:
    """Send the questionnaire: a sheet per unit, one per department above them, one for the employer.

    A department and the employer answer once a year, in the campaign that first reaches them.

    Args:
        name: What the campaign is called among the year's; its number when none is given.

    Raises:
        Cycle.DoesNotExist: `actor` does not keep this year.
        ValidationError: No units, units that are asked already this year, dates in disorder,
            or a name that is taken.
    """
    cycle = (
        cycles_policy.keepable_cycles(actor, on=at.date())
        .select_related("employer")
        .get(pk=cycle.pk)
    )
    name = _name(cycle, name.strip())
    if not units:
        raise ValidationError(
            {"units": _("Ingen enhet är vald. Välj minst en enhet som ska svara.")}
        )
    if last_date < opens_date:
        raise ValidationError(
            {"last_date": _("Sista svarsdagen ligger före dagen då underlaget öppnas.")}
        )
    has = set(Sheet.objects.filter(campaign__cycle=cycle).values_list("unit", "level"))
    _check_asked_once(units, has)
    asks = asks or questionnaires.read_shipped()
    version = keep_questionnaire(employer=cycle.employer, asks=asks, actor=actor, at=at)
    campaign = history.store(
        Campaign(
            cycle=cycle,
            questionnaire=version,
            name=name,
            opens_date=opens_date,
            last_date=last_date,
            message=message.strip(),
            length=length,
            opened_at=at,
        ),
        at=at,
        by=actor,
    )
    tree = organisation.tree(cycle.employer, on=max(opens_date, date(cycle.year, 1, 1)))
    index = tree.department_index
    n_asked = {level: queries.n_asked(level, asks, length) for level in Sheet.Level.values}
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
    departments = [d for d in departments if (d, Sheet.Level.DEPARTMENT) not in has]
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
    if tree.root is not None and (tree.root.id, Sheet.Level.CENTRAL) not in has:
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
        letters=_invitations(campaign, sheets, tree=tree, at=at),
        at=at,
    )
    log.record(
        log.Event.CAMPAIGN_OPENED, actor=actor, about=campaign, at=at,
        details={"units": len(units), "last_date": last_date.isoformat()},
    )  # fmt: skip
    return campaign


def next_name(cycle: Cycle) -> str:
    """Return what the year's next campaign is called when nobody gives it a name. One question."""
    taken = set(cycle.campaigns.values_list("name", flat=True))
    first = _("Uppföljningen %(year)s") % {"year": cycle.year}
    numbered = (f"{first}, {n}" for n in range(2, len(taken) + 3))
    return first if first not in taken else next(name for name in numbered if name not in taken)


def _name(cycle: Cycle, given: str) -> str:
    if given and cycle.campaigns.filter(name=given).exists():
        raise ValidationError(
            {"name": _("Ett utskick för %(year)s heter redan så. Välj ett annat namn.")
             % {"year": cycle.year}}
        )  # fmt: skip
    return given or next_name(cycle)


def _check_asked_once(units: list[Unit], has: set[tuple[int, str]]) -> None:
    asked = [unit for unit in units if (unit.pk, Sheet.Level.UNIT) in has]
    if not asked:
        return
    some = ", ".join(unit.code for unit in asked[:5])
    more = _(" med flera") if len(asked) > 5 else ""
    words = ngettext(
        "%(n)s enhet har redan fått årets frågor (%(some)s%(more)s). Ta bort den ur urvalet, "
        "eller flytta den till det här utskicket efteråt.",
        "%(n)s enheter har redan fått årets frågor (%(some)s%(more)s). Ta bort dem ur urvalet, "
        "eller flytta dem till det här utskicket efteråt.",
        len(asked),
    )
    raise ValidationError({"units": words % {"n": len(asked), "some": some, "more": more}})


def _invitations(campaign, sheets: list[Sheet], *, tree, at: datetime) -> list[outbox.Letter]:
    letters = []
    employer = campaign.cycle.employer
    managers = organisation.managers_by_unit(employer, on=at.date())
    told = [
        (sheet, managers[sheet.unit_id])
        for sheet in sorted(sheets, key=lambda s: s.unit_id)
        if sheet.level == Sheet.Level.UNIT and sheet.unit_id in managers and sheet.unit_id in tree
    ]
    made = make_links(((s, m.user_id) for s, m in told), employer=employer, at=at)
    for sheet, manager in told:
        name = tree.nodes[sheet.unit_id].name
        letters.append(
            outbox.Letter(
                to_id=manager.user_id,
                subject=_("%(unit)s: uppföljningen av aktiva åtgärder, senast %(day)s")
                % {"unit": name, "day": campaign.last_date.isoformat()},
                body=_(
                    "Hej!\n\nNu kan du svara för %(unit)s. Det tar ungefär tio minuter, och allt "
                    "sparas medan du skriver. %(way_in)s\n\n"
                    "%(message)sDu får brevet för att du är chef för enheten. "
                    "Frågor: %(contact)s\n"
                )
                % {
                    "unit": name,
                    "way_in": links.paragraph(made.get((sheet.pk, manager.user_id))),
                    "message": f"{campaign.message}\n\n" if campaign.message else "",
                    "contact": employer.contact or _("HR-avdelningen"),
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
def close_campaign(*, campaign: Campaign, reason: str, actor, at: datetime) -> Campaign:
    """Let nobody more hand in, but units that have longer time of their own.

    What they have written stays, and goes on being saved.

    Raises:
        Cycle.DoesNotExist: `actor` does not keep this year.
        ValidationError: No reason, or it is closed already.
    """
    cycles_policy.keepable_cycles(actor, on=at.date()).get(pk=campaign.cycle_id)
    if campaign.closed_at is not None:
        raise ValidationError(_("Utskicket är redan avslutat. Läs in sidan igen."))
    if len(reason.strip()) < SHORTEST_REASON:
        raise ValidationError({"reason": _("Skriv varför utskicket avslutas. Enheterna ser det.")})
    campaign.closed_at, campaign.closed_reason = at, reason.strip()
    history.store(campaign, at=at, by=actor)
    log.record(log.Event.CAMPAIGN_CLOSED, actor=actor, about=campaign, at=at)
    return campaign


@transaction.atomic
def open_again(*, campaign: Campaign, actor, at: datetime) -> Campaign:
    """Let units hand in again until the last day.

    Raises:
        Cycle.DoesNotExist: `actor` does not keep this year.
        ValidationError: It is not closed.
    """
    cycles_policy.keepable_cycles(actor, on=at.date()).get(pk=campaign.cycle_id)
    if campaign.closed_at is None:
        raise ValidationError(_("Utskicket är redan öppet. Läs in sidan igen."))
    campaign.closed_at, campaign.closed_reason = None, ""
    history.store(campaign, at=at, by=actor)
    log.record(
        log.Event.CAMPAIGN_OPENED, actor=actor, about=campaign, at=at, details={"again": True}
    )
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
    told = [(s, managers[s.unit_id].user_id) for s in waiting if s.unit_id in managers]
    made = make_links(told, employer=employer, at=at)
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
                    "finns kvar. %(way_in)s\n\n"
                    "Du får brevet för att du är chef för enheten. Frågor: %(contact)s\n"
                )
                % {
                    "unit": tree.nodes[sheet.unit_id].name,
                    "way_in": links.paragraph(made.get((sheet.pk, manager.user_id))),
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
