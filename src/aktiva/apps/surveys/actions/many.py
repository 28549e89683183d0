"""Many units' answers at once: what would happen, doing it, and undoing it as one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from aktiva.apps.audit import history, log
from aktiva.apps.cycles import policy as cycles_policy
from aktiva.apps.organisation import queries as organisation
from aktiva.apps.organisation.queries import Holder
from aktiva.apps.outbox import actions as outbox
from aktiva.apps.surveys.models import Campaign, Sheet, SheetsChange
from aktiva.ui.templatetags.formats import day as day_words

Kind = SheetsChange.Kind
_HANDED_IN = {Sheet.State.SUBMITTED, Sheet.State.APPROVED}
_LONGEST_REASON = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class ManyFacts:
    """What is to be done to the sheets chosen."""

    kind: str
    last_date: date | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class ManyRow:
    """One sheet of a preview. `problem`: why nothing would happen to it, empty when it would."""

    sheet: Sheet
    unit: str
    manager: Holder | None
    problem: str = ""


def preview_sheets(
    *, campaign: Campaign, ids: Sequence[int], facts: ManyFacts, actor, on: date, lock: bool = False
) -> list[ManyRow]:
    """Return what would happen to each sheet, in the order of the list. Changes nothing.

    Raises:
        Cycle.DoesNotExist: `actor` does not keep this year.
        ValidationError: Something that the change needs is missing.
    """
    cycles_policy.keepable_cycles(actor, on=on).get(pk=campaign.cycle_id)
    _check(facts, on=on)
    employer = campaign.cycle.employer
    tree = organisation.tree(employer, on=on)
    managers = organisation.managers_by_unit(employer, on=on)
    found = campaign.sheets.filter(level=Sheet.Level.UNIT, pk__in=list(ids))
    if lock:
        found = found.select_for_update(of=("self",))
    rows = []
    for sheet in found.select_related("unit").order_by("department__code", "unit__code", "pk"):
        name = organisation.name_of(employer, sheet.unit_id, on=on) or sheet.unit.code
        manager = managers.get(sheet.unit_id)
        problem = _problem(sheet, facts, is_there=sheet.unit_id in tree, manager=manager)
        rows.append(ManyRow(sheet, name, manager, problem))
    return rows


def _problem(sheet: Sheet, facts: ManyFacts, *, is_there: bool, manager: Holder | None) -> str:
    if sheet.state in _HANDED_IN:
        return _("svaren är inlämnade")
    if not is_there:
        return _("enheten finns inte längre")
    if facts.kind == Kind.REMIND:
        return "" if manager else _("ingen är chef för enheten")
    if sheet.state == Sheet.State.RETURNED:
        return _("svaren har varit inlämnade och kan lämnas in igen när som helst")
    if facts.last_date <= sheet.last_date:
        return _("sista svarsdagen är redan den dagen eller senare")
    return ""


def _check(facts: ManyFacts, *, on: date) -> None:
    problems: dict[str, str] = {}
    if facts.kind not in Kind.values:
        problems["kind"] = _("Välj vad som ska göras.")
    if facts.kind == Kind.EXTEND:
        if facts.last_date is None or facts.last_date < on:
            problems["last_date"] = _("Skriv ett datum som inte har varit.")
        if not facts.reason.strip():
            problems["reason"] = _("Skriv varför. Enheterna ser det.")
        elif len(facts.reason) > _LONGEST_REASON:
            problems["reason"] = _("Skriv kortare, högst %(n)s tecken.") % {"n": _LONGEST_REASON}
    if problems:
        raise ValidationError(problems)


@transaction.atomic
def change_sheets(
    *, campaign: Campaign, ids: Sequence[int], facts: ManyFacts, actor, at: datetime
) -> SheetsChange:
    """Do to each sheet what the preview showed, and leave alone those it could not happen to.

    Raises:
        Cycle.DoesNotExist: `actor` does not keep this year.
        ValidationError: Something is missing, or nothing would happen to any sheet.
    """
    rows = preview_sheets(
        campaign=campaign, ids=ids, facts=facts, actor=actor, on=at.date(), lock=True
    )
    changed = [row for row in rows if not row.problem]
    if not changed:
        raise ValidationError(_("Inget av det valda kan ändras så."), code="nothing")
    change = SheetsChange(campaign=campaign, kind=facts.kind, made_at=at, made_by=actor)
    change.rows = [
        {"id": r.sheet.pk, "before": _plain(r.sheet.own_last_date), "why": r.sheet.own_last_reason}
        for r in changed
    ]
    if facts.kind == Kind.REMIND:
        letters = _letters(campaign, changed)
        outbox.write(employer_id=campaign.cycle.employer_id, letters=letters, at=at)
        change.n_letters = len(letters)
    else:
        change.last_date, change.reason = facts.last_date, facts.reason.strip()
        for row in changed:
            row.sheet.own_last_date, row.sheet.own_last_reason = change.last_date, change.reason
        _store([row.sheet for row in changed], at=at, by=actor)
    change.save()
    log.record(
        log.Event.SHEETS_CHANGED, actor=actor, about=change, at=at,
        details={"kind": facts.kind, "rows": len(changed), "letters": change.n_letters},
    )  # fmt: skip
    return change


def _letters(campaign: Campaign, rows: Sequence[ManyRow]) -> list[outbox.Letter]:
    """Return one letter to each manager, with all of that person's units that were chosen."""
    of_manager: dict[int, list[ManyRow]] = {}
    for row in rows:
        of_manager.setdefault(row.manager.user_id, []).append(row)
    return [
        _letter(campaign, user, of_manager[user], year=campaign.cycle.year)
        for user in sorted(of_manager)
    ]


def _letter(campaign: Campaign, user: int, rows: Sequence[ManyRow], *, year: int) -> outbox.Letter:
    nearest = min(row.sheet.last_date for row in rows)
    given = {
        "year": year,
        "unit": rows[0].unit,
        "n": len(rows),
        "day": nearest.isoformat(),
        "lines": "\n".join(_line(row) for row in rows),
        "contact": campaign.cycle.employer.contact or _("HR-avdelningen"),
    }
    subject = (
        _("%(unit)s: uppföljningen %(year)s är inte inlämnad, senast %(day)s")
        if len(rows) == 1
        else _("Uppföljningen %(year)s är inte inlämnad för %(n)s enheter, närmast %(day)s")
    )
    body = _(
        "Hej!\n\nUppföljningen är inte inlämnad ännu:\n\n%(lines)s\n\nDet du har skrivit finns "
        "kvar. Logga in i Aktiva och fortsätt där du slutade.\n\n"
        "Du får brevet för att du är chef där. Frågor: %(contact)s\n"
    )
    return outbox.Letter(to_id=user, subject=(subject % given)[:200], body=body % given)


def _line(row: ManyRow) -> str:
    words = {"unit": row.unit, "day": day_words(row.sheet.last_date)}
    if row.sheet.state == Sheet.State.RETURNED:
        return _("– %(unit)s, svar har kommit tillbaka och ska kompletteras") % words
    words["left"] = row.sheet.n_asked - row.sheet.n_answered
    return _("– %(unit)s, senast %(day)s, %(left)s svar kvar") % words


@transaction.atomic
def undo_sheets(*, change_id: int, actor, at: datetime) -> tuple[int, int]:
    """Take back a later last day, but for sheets that were handed in or moved again since.

    Returns:
        How many sheets have the day they had, and how many stay.

    Raises:
        SheetsChange.DoesNotExist: No such change, not yours, undone already, or letters.
    """
    change = (
        SheetsChange.objects.select_for_update(of=("self",))
        .filter(campaign__cycle__in=cycles_policy.keepable_cycles(actor, on=at.date()))
        .exclude(kind=Kind.REMIND)  # what is written is written
        .get(pk=change_id, made_by=actor, undone_at=None)
    )
    notes = {note["id"]: note for note in change.rows}
    back = []
    for sheet in Sheet.objects.select_for_update(of=("self",)).filter(
        pk__in=notes, state=Sheet.State.OPEN,
        own_last_date=change.last_date, own_last_reason=change.reason,
    ):  # fmt: skip
        before = notes[sheet.pk]["before"]
        sheet.own_last_date = date.fromisoformat(before) if before else None
        sheet.own_last_reason = notes[sheet.pk]["why"]
        back.append(sheet)
    _store(back, at=at, by=actor)
    change.undone_at = at
    change.save(update_fields=["undone_at"])
    log.record(
        log.Event.SHEETS_CHANGED, actor=actor, about=change, at=at, details={"undone": len(back)}
    )
    return len(back), len(notes) - len(back)


def _store(sheets: Sequence[Sheet], *, at: datetime, by) -> None:
    history.update_many(sheets, ["own_last_date", "own_last_reason"], at=at, by=by)


def _plain(day: date | None) -> str | None:
    return day.isoformat() if day else None
