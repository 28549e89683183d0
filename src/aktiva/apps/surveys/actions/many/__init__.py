"""Many units' answers at once: what would happen, doing it, and undoing it as one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.translation import gettext as _

from aktiva.apps.audit import history, log
from aktiva.apps.cycles import policy as cycles_policy
from aktiva.apps.cycles.models import Cycle
from aktiva.apps.organisation import actions as organisation_actions
from aktiva.apps.organisation import queries as organisation
from aktiva.apps.organisation.models import RoleHolding
from aktiva.apps.outbox import actions as outbox
from aktiva.apps.surveys import policy
from aktiva.apps.surveys.actions.many.facts import Context, ManyFacts, ManyRow
from aktiva.apps.surveys.actions.many.kinds import KINDS, Fields, Kind
from aktiva.apps.surveys.actions.many.letters import letters
from aktiva.apps.surveys.actions.together import follow
from aktiva.apps.surveys.models import Sheet, SheetsChange

__all__ = ["ManyFacts", "ManyRow", "change_sheets", "preview_sheets", "undo_sheets"]

_PARSED = {"own_last_date": parse_date, "approved_at": parse_datetime}


def preview_sheets(
    *, cycle: Cycle, ids: Sequence[int], facts: ManyFacts, actor, on: date, lock: bool = False
) -> list[ManyRow]:
    """Return what would happen to each sheet, in the order of the list. Changes nothing.

    Raises:
        Cycle.DoesNotExist: `actor` does not keep this year, nor reviews its answers if that is
            what is to be done.
        ValidationError: Something that the change needs is missing.
    """
    return [row for row, _context in _rows(cycle, ids, facts, actor, on=on, lock=lock)]


def _rows(
    cycle: Cycle, ids: Sequence[int], facts: ManyFacts, actor, *, on: date, lock: bool
) -> list[tuple[ManyRow, Context]]:
    found = _reached(cycle, facts.kind, actor, on=on).filter(pk__in=list(ids))
    doing = KINDS.get(facts.kind)
    problems = doing.needs(facts, on) if doing else {"kind": _("Välj vad som ska göras.")}
    if problems or doing is None:
        raise ValidationError(problems)
    employer = cycle.employer
    tree = organisation.tree(employer, on=on)
    managers = organisation.managers_by_unit(employer, on=on)
    campaigns = {c.pk: c for c in cycle.campaigns.select_related("questionnaire")}
    if facts.kind == Kind.MOVE and facts.campaign not in campaigns:
        raise ValidationError({"campaign": _("Utskicket finns inte. Välj ett i listan.")})
    if lock:
        found = found.select_for_update(of=("self",))
    sheets = list(found.select_related("unit").order_by("department__code", "unit__code", "pk"))
    lead = next((s for s in sheets if s.pk == facts.lead), None)
    if facts.kind == Kind.TOGETHER and lead is None:
        raise ValidationError({"lead": _("Välj en av enheterna som du har valt i listan.")})
    rows = []
    for sheet in sheets:
        sheet.campaign = campaigns[sheet.campaign_id]
        name = organisation.name_of(employer, sheet.unit_id, on=on) or sheet.unit.code
        manager = managers.get(sheet.unit_id)
        there = sheet.unit_id in tree
        context = Context(cycle, facts, on, there, manager, campaigns, lead)
        rows.append((ManyRow(sheet, name, manager, doing.problem(sheet, context)), context))
    return rows


def _reached(cycle: Cycle, kind: str, actor, *, on: date):
    if kind == Kind.APPROVE:
        found = policy.reviewable_sheets(actor, on=on)
        if not found.filter(campaign__cycle=cycle).exists():
            raise Cycle.DoesNotExist
    else:
        cycles_policy.keepable_cycles(actor, on=on).get(pk=cycle.pk)
        found = Sheet.objects.all()
    return found.filter(campaign__cycle=cycle, level=Sheet.Level.UNIT)


@transaction.atomic
def change_sheets(
    *, cycle: Cycle, ids: Sequence[int], facts: ManyFacts, actor, at: datetime
) -> SheetsChange:
    """Do to each sheet what the preview showed, and leave alone those it could not happen to.

    Raises:
        Cycle.DoesNotExist: `actor` does not keep this year, nor reviews its answers if that is
            what is to be done.
        ValidationError: Something is missing, or nothing would happen to any sheet.
    """
    found = _rows(cycle, ids, facts, actor, on=at.date(), lock=True)
    changed = [(row, context) for row, context in found if not row.problem]
    if not changed:
        raise ValidationError(_("Inget av det valda kan ändras så."), code="nothing")
    change = SheetsChange(cycle=cycle, kind=facts.kind, made_at=at, made_by=actor)
    change.last_date, change.reason = facts.last_date, facts.reason.strip()
    new = [(row, KINDS[facts.kind].becomes(row, context, at)) for row, context in changed]
    change.rows = [_note(row.sheet, fields) for row, fields in new]
    rows = [row for row, _fields in new]
    if facts.kind == Kind.REMIND:
        written = letters(cycle, rows, at=at)
        outbox.write(employer_id=cycle.employer_id, letters=written, at=at)
        change.n_letters = len(written)
    elif facts.kind == Kind.ASSIGN:
        _assign(change, rows, facts, actor=actor, at=at)
    else:
        _put([(row.sheet, fields) for row, fields in new], at=at, by=actor)
        _follow([row.sheet for row in rows], at=at, by=actor)
    change.save()
    log.record(
        log.Event.SHEETS_CHANGED, actor=actor, about=change, at=at,
        details={"kind": facts.kind, "rows": len(changed), "letters": change.n_letters},
    )  # fmt: skip
    return change


def _assign(
    change: SheetsChange, rows: Sequence[ManyRow], facts: ManyFacts, *, actor, at: datetime
) -> None:
    for note, row in zip(change.rows, rows, strict=True):
        holding = organisation_actions.delegate(
            unit=row.sheet.unit, email=facts.email, name=facts.name, acting=False,
            from_date=at.date(), to_date=facts.last_date, actor=actor, at=at,
        )  # fmt: skip
        note["holding"] = holding.pk


def _note(sheet: Sheet, fields: Fields) -> dict[str, Any]:
    before = {name: getattr(sheet, name) for name in fields}
    return {"id": sheet.pk, "before": _plain(before), "after": _plain(fields)}


def _plain(fields: Fields) -> dict[str, Any]:
    encode = DjangoJSONEncoder().default
    return {
        name: encode(_in_utc(value)) if isinstance(value, date) else value
        for name, value in fields.items()
    }


def _in_utc(value: date) -> date:
    return value.astimezone(UTC) if isinstance(value, datetime) else value


def _put(changes: Iterable[tuple[Sheet, Fields]], *, at: datetime, by) -> None:
    sheets, names = [], set()
    for sheet, fields in changes:
        for name, value in fields.items():
            parse = _PARSED.get(name)
            setattr(sheet, name, parse(value) if parse and isinstance(value, str) else value)
        names |= {name.removesuffix("_id") for name in fields}
        sheets.append(sheet)
    history.update_many(sheets, sorted(names), at=at, by=by)


def _follow(leads: Sequence[Sheet], *, at: datetime, by) -> None:
    """Let the sheets that others answer for stand where theirs stand."""
    for lead in leads:
        follow(lead, at=at, by=by)


@transaction.atomic
def undo_sheets(*, change_id: int, actor, at: datetime) -> tuple[int, int]:
    """Take a change back, but for sheets that have been handed in or changed again since.

    Returns:
        How many sheets are as they were, and how many stay.

    Raises:
        SheetsChange.DoesNotExist: No such change, not yours, undone already, or letters.
    """
    change = (
        SheetsChange.objects.select_for_update(of=("self",))
        .exclude(kind=Kind.REMIND)  # what is written is written
        .get(pk=change_id, made_by=actor, undone_at=None)
    )
    _reached(change.cycle, change.kind, actor, on=at.date())
    notes = {note["id"]: note for note in change.rows}
    if change.kind == Kind.ASSIGN:
        back = _take_back(change, at=at, by=actor)
    else:
        found = Sheet.objects.select_for_update(of=("self",)).filter(pk__in=notes)
        same = [s for s in found if _stands(s, change.kind, notes[s.pk]["after"])]
        _put([(s, notes[s.pk]["before"]) for s in same], at=at, by=actor)
        _follow(same, at=at, by=actor)
        back = len(same)
    change.undone_at = at
    change.save(update_fields=["undone_at"])
    log.record(log.Event.SHEETS_CHANGED, actor=actor, about=change, at=at, details={"undone": back})
    return back, len(notes) - back


def _stands(sheet: Sheet, kind: str, after: dict[str, Any]) -> bool:
    now = _plain({name: getattr(sheet, name) for name in after if not name.startswith("n_")})
    if kind != Kind.APPROVE and sheet.state != Sheet.State.OPEN:
        return False
    return all(now[name] == after[name] for name in now)


def _take_back(change: SheetsChange, *, at: datetime, by) -> int:
    ids = [note["holding"] for note in change.rows if "holding" in note]
    found = list(RoleHolding.objects.filter(pk__in=ids).select_related("user", "unit__employer"))
    for holding in found:
        organisation_actions.take_back(holding=holding, actor=by, at=at)
    return len(found)
