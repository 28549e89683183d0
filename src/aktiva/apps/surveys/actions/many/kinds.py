"""Each thing that can be done to many sheets: what it needs, whom it cannot happen to, the change.

What changes of a sheet is said field by field, so that undoing is one rule for all: the fields
go back where they still say what the change made them say.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from aktiva.apps.surveys import queries
from aktiva.apps.surveys.actions.many.facts import Context, ManyFacts, ManyRow
from aktiva.apps.surveys.models import Sheet, SheetsChange

Kind = SheetsChange.Kind
HANDED_IN = {Sheet.State.SUBMITTED, Sheet.State.APPROVED}
LONGEST_REASON = 1000
LONGEST_LINE = 120
Fields = dict[str, Any]


def _nothing(_facts: ManyFacts, _on: date) -> dict[str, str]:
    return {}


@dataclass(frozen=True, slots=True)
class Doing:
    """One kind of change.

    Args:
        needs: Field → what is missing or wrong with it, in Swedish.
        problem: Why nothing would happen to a sheet; "" when it would.
        becomes: Field → new value of a sheet that is changed.
    """

    needs: Callable[[ManyFacts, date], dict[str, str]] = _nothing
    problem: Callable[[Sheet, Context], str] = lambda _sheet, _context: ""
    becomes: Callable[[ManyRow, Context, datetime], Fields] = lambda _row, _context, _at: {}


def _waited_for(sheet: Sheet, context: Context) -> str:
    if sheet.state in HANDED_IN:
        return _("svaren är inlämnade")
    return "" if context.is_there else _("enheten finns inte längre")


def _remind(sheet: Sheet, context: Context) -> str:
    if stays := _waited_for(sheet, context):
        return stays
    if sheet.answered_in_id:
        return _("en annan enhet svarar för den")
    return "" if context.manager else _("ingen är chef för enheten")


def _reason(facts: ManyFacts) -> dict[str, str]:
    if not facts.reason.strip():
        return {"reason": _("Skriv varför. Enheterna ser det.")}
    if len(facts.reason) > LONGEST_REASON:
        return {"reason": _("Skriv kortare, högst %(n)s tecken.") % {"n": LONGEST_REASON}}
    return {}


def _day(facts: ManyFacts, on: date) -> dict[str, str]:
    if facts.last_date is None or facts.last_date < on:
        return {"last_date": _("Skriv ett datum som inte har varit.")}
    return {}


def _extend(sheet: Sheet, context: Context) -> str:
    if stays := _waited_for(sheet, context):
        return stays
    if sheet.state == Sheet.State.RETURNED:
        return _("svaren har varit inlämnade och kan lämnas in igen när som helst")
    if context.facts.last_date <= sheet.last_date:
        return _("sista svarsdagen är redan den dagen eller senare")
    if queries.is_late(sheet, on=context.on):
        return _("svarstiden har gått ut, så välj i stället att godta sena svar")
    return ""


def _later(_row: ManyRow, context: Context, _at: datetime) -> Fields:
    facts = context.facts
    return {"own_last_date": facts.last_date, "own_last_reason": facts.reason.strip()}


def _decided(facts: ManyFacts, on: date) -> dict[str, str]:
    wrong = _day(facts, on) | _reason(facts)
    if not facts.decided_by.strip():
        wrong["decided_by"] = _("Skriv vilken funktion som har beslutat, till exempel HR-chefen.")
    elif len(facts.decided_by) > LONGEST_LINE:
        wrong["decided_by"] = _("Skriv kortare, högst %(n)s tecken.") % {"n": LONGEST_LINE}
    return wrong


def _accept(sheet: Sheet, context: Context) -> str:
    if stays := _waited_for(sheet, context):
        return stays
    if sheet.state == Sheet.State.RETURNED:
        return _("svaren har varit inlämnade och kan lämnas in igen när som helst")
    if not queries.is_late(sheet, on=context.on):
        return _("svarstiden har inte gått ut")
    return ""


def _accepted(row: ManyRow, context: Context, at: datetime) -> Fields:
    return _later(row, context, at) | {"late_decided_by": context.facts.decided_by.strip()}


def _to_campaign(facts: ManyFacts, _on: date) -> dict[str, str]:
    return {} if facts.campaign else {"campaign": _("Välj vilket utskick enheterna flyttas till.")}


def _move(sheet: Sheet, context: Context) -> str:
    if sheet.state != Sheet.State.OPEN:
        return _("svaren är eller har varit inlämnade")
    if sheet.campaign_id == context.facts.campaign:
        return _("enheten är redan med i det utskicket")
    if sheet.answered_in_id or sheet.answers_for.exists():
        return _("enheten svarar tillsammans med andra")
    return ""


def _moved(row: ManyRow, context: Context, _at: datetime) -> Fields:
    campaign = context.campaigns[context.facts.campaign]
    given = queries.answers(row.sheet)
    there = Sheet(campaign=campaign, level=row.sheet.level)
    asked = queries.shown(there, queries.questionnaire(campaign), given)
    return {
        "campaign_id": campaign.pk,
        "n_asked": len(asked),
        "n_answered": sum(q.key in given and given[q.key].is_complete for q in asked),
    }


def _has_lead(facts: ManyFacts, _on: date) -> dict[str, str]:
    return {} if facts.lead else {"lead": _("Välj vilken enhet som svarar för de andra.")}


def _together(sheet: Sheet, context: Context) -> str:
    lead = context.lead
    if sheet.pk == lead.pk:
        return _("enheten svarar för de andra")
    if sheet.state != Sheet.State.OPEN or lead.state != Sheet.State.OPEN:
        return _("svaren är eller har varit inlämnade")
    if sheet.answered_in_id:
        return _("en annan enhet svarar redan för den")
    if lead.answered_in_id:
        return _("en annan enhet svarar för den som ska svara")
    if sheet.campaign_id != lead.campaign_id:
        return _("enheten är med i ett annat utskick")
    if sheet.answers_for.exists():
        return _("enheten svarar själv för andra")
    if sheet.answers.exists():
        return _("enheten har börjat svara själv")
    return "" if context.is_there else _("enheten finns inte längre")


def _answered_in(_row: ManyRow, context: Context, _at: datetime) -> Fields:
    return {"answered_in_id": context.lead.pk}


def _person(facts: ManyFacts, on: date) -> dict[str, str]:
    wrong = _day(facts, on)
    try:
        validate_email(facts.email.strip())
    except ValidationError:
        wrong["email"] = _("Skriv personens e-postadress, till exempel namn@kommun.se.")
    if not facts.name.strip():
        wrong["name"] = _("Skriv personens namn.")
    return wrong


def _approve(sheet: Sheet, _context: Context) -> str:
    if sheet.state == Sheet.State.APPROVED:
        return _("svaren är redan granskade")
    if sheet.state == Sheet.State.RETURNED:
        return _("svar är tillbaka för komplettering")
    if sheet.state == Sheet.State.OPEN:
        return _("svaren är inte inlämnade")
    return _("granskas med den enhet som svarar") if sheet.answered_in_id else ""


def _approved(_row: ManyRow, _context: Context, at: datetime) -> Fields:
    return {"state": Sheet.State.APPROVED, "approved_at": at}


KINDS: dict[str, Doing] = {
    Kind.REMIND: Doing(problem=_remind),
    Kind.EXTEND: Doing(lambda f, on: _day(f, on) | _reason(f), _extend, _later),
    Kind.ACCEPT_LATE: Doing(_decided, _accept, _accepted),
    Kind.MOVE: Doing(_to_campaign, _move, _moved),
    Kind.TOGETHER: Doing(_has_lead, _together, _answered_in),
    Kind.ASSIGN: Doing(_person, _waited_for),
    Kind.APPROVE: Doing(problem=_approve, becomes=_approved),
}
