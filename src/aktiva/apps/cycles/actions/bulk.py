"""Many measures at once: what would happen, doing it, and undoing it as one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from aktiva.apps.audit import history, log
from aktiva.apps.cycles import following, policy
from aktiva.apps.cycles.actions.outcomes import extend
from aktiva.apps.cycles.models import BulkChange, Cycle, Extension, Measure
from aktiva.apps.organisation import queries as organisation
from aktiva.apps.outbox import actions as outbox
from aktiva.domain.cycle.states import Event, State, possible
from aktiva.domain.organisation.owners import Owners

Kind = BulkChange.Kind
_FIELDS = {
    Kind.EXTEND: "due_date",
    Kind.ASSIGN: "owner_role",
    Kind.MOVE: "unit_id",
    Kind.START: "status",
    Kind.COMPLETE: "status",
    Kind.REMIND: "owner_role",
}
_EVENTS = {
    Kind.EXTEND: Event.EXTEND,
    Kind.START: Event.START,
    Kind.COMPLETE: Event.COMPLETE,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class BulkFacts:
    """What is to be done to the rows chosen."""

    kind: str
    new_due_date: date | None = None
    reason: str = ""
    decided_by: str = ""
    owner_role: str = ""
    unit_id: int | None = None


@dataclass(frozen=True, slots=True)
class BulkRow:
    """One row of a preview. `problem`: why nothing would happen to it, empty when it would."""

    measure: Measure
    before: object
    after: object
    problem: str = ""


def preview(
    *, cycle: Cycle, ids: Sequence[int], facts: BulkFacts, actor, on: date
) -> list[BulkRow]:
    """Return what would happen to each row, in the order of the list. Changes nothing.

    Raises:
        ValidationError: Something that the change needs is missing.
    """
    _check(facts, cycle=cycle, actor=actor, on=on)
    kind = Kind(facts.kind)
    rows = []
    owners = organisation.owners(cycle.employer, on=on)
    reached = policy.decidable_measures(actor, on=on).filter(cycle=cycle, pk__in=list(ids))
    found = list(reached.select_related("unit").order_by("unit", "position", "pk"))
    holders = following.holders_of(cycle.employer, found, on=on)
    for measure in found:
        holder = holders[measure.pk]
        before = getattr(measure, _FIELDS[kind])
        after = _after(kind, facts)
        problem = _problem(kind, measure, after, owners, holder=holder)
        if kind is Kind.MOVE and not problem and holder != measure.unit_id:
            # Where it was written is evidence, and undoing the reorganisation has to find it there.
            problem = _("skrevs i en tidigare enhet och står kvar där; %(unit)s svarar för den") % {
                "unit": organisation.name_of(cycle.employer, holder, on=on)
            }
        rows.append(BulkRow(measure, before, after, problem))
    return rows


def _after(kind: Kind, facts: BulkFacts) -> object:
    return {
        Kind.EXTEND: facts.new_due_date,
        Kind.ASSIGN: facts.owner_role.strip(),
        Kind.MOVE: facts.unit_id,
        Kind.START: State.ONGOING.value,
        Kind.COMPLETE: State.DONE.value,
        Kind.REMIND: None,
    }[kind]


def _problem(kind: Kind, measure: Measure, after: object, owners: Owners, *, holder: int) -> str:
    if not measure.is_open:
        return _("avslutad")
    if kind is Kind.REMIND:
        if measure.common:
            return _("är gemensam; påminn enheterna var för sig")
        return "" if owners.users(measure.owner_role, holder) else _("ingen har uppdraget")
    event = _EVENTS.get(kind)
    if event is not None and event not in possible(State(measure.status)):
        return _("går inte i läget %(state)s") % {"state": measure.get_status_display().lower()}
    if kind is Kind.EXTEND and measure.due_date and after <= measure.due_date:
        return _("har redan ett senare datum")
    if kind is Kind.MOVE and measure.common:
        return _("är gemensam och kan inte flyttas")
    if after == (holder if kind is Kind.MOVE else getattr(measure, _FIELDS[kind])):
        return _("är redan så")
    return ""


def _check(facts: BulkFacts, *, cycle: Cycle, actor, on: date) -> None:
    problems: dict[str, str] = {}
    match facts.kind:
        case Kind.EXTEND:
            if facts.new_due_date is None or facts.new_due_date <= on:
                problems["new_due_date"] = _("Skriv ett datum som inte har varit.")
            if not facts.reason.strip():
                problems["reason"] = _("Skriv varför.")
            if not facts.decided_by.strip():
                problems["decided_by"] = _("Skriv vem som har beslutat, som funktion.")
        case Kind.ASSIGN:
            if not facts.owner_role.strip():
                problems["owner_role"] = _("Skriv vilken funktion som ansvarar.")
        case Kind.MOVE:
            there = organisation.tree(cycle.employer, on=on)
            reached = policy.decidable_units(actor, on=on)
            if facts.unit_id not in there or not reached.filter(pk=facts.unit_id).exists():
                problems["unit_id"] = _("Välj en enhet som du ansvarar för.")
        case Kind.START | Kind.COMPLETE | Kind.REMIND:
            pass
        case _:
            problems["kind"] = _("Välj vad som ska göras.")
    if problems:
        raise ValidationError(problems)


@transaction.atomic
def change_many(
    *, cycle: Cycle, ids: Sequence[int], facts: BulkFacts, actor, at: datetime
) -> BulkChange:
    """Do to each row what the preview showed, and leave alone those it could not happen to.

    Raises:
        ValidationError: Something is missing, or nothing would happen to any row.
    """
    rows = preview(cycle=cycle, ids=ids, facts=facts, actor=actor, on=at.date())
    changed = [row for row in rows if not row.problem]
    if not changed:
        raise ValidationError(_("Ingen av de valda åtgärderna kan ändras så."), code="nothing")
    kind = Kind(facts.kind)
    kept = []
    for row in changed:
        note: dict[str, object] = {"id": row.measure.pk, "before": _plain(row.before)}
        if kind is Kind.EXTEND:
            made = extend(
                row.measure, new_due_date=facts.new_due_date, reason=facts.reason,
                decided_by=facts.decided_by, actor=actor, at=at,
            )  # fmt: skip
            note["extension"] = made.pk
        elif kind is not Kind.REMIND:
            setattr(row.measure, _FIELDS[kind], row.after)
        kept.append(note | {"after": _plain(row.after)})
    if kind is Kind.REMIND:
        _write(cycle, [row.measure for row in changed], at=at)
    elif kind is not Kind.EXTEND:
        field = _FIELDS[kind].removesuffix("_id")
        history.update_many([r.measure for r in changed], [field], at=at, by=actor)
    change = BulkChange.objects.create(cycle=cycle, kind=kind, rows=kept, made_at=at, made_by=actor)
    log.record(
        log.Event.MEASURES_CHANGED, actor=actor, about=change, at=at,
        details={"kind": kind, "rows": len(kept)},
    )  # fmt: skip
    return change


def _write(cycle: Cycle, measures: list[Measure], *, at: datetime) -> None:
    """Write one letter to each person who answers for some of the measures, whatever the number."""
    owners = organisation.owners(cycle.employer, on=at.date())
    n_of: dict[int, int] = {}
    holders = following.holders_of(cycle.employer, measures, on=at.date())
    for measure in measures:
        for user in owners.users(measure.owner_role, holders[measure.pk]):
            n_of[user] = n_of.get(user, 0) + 1
    outbox.write(
        employer_id=cycle.employer_id,
        letters=[
            outbox.Letter(
                to_id=user,
                subject=_("Påminnelse om åtgärder %(year)s") % {"year": cycle.year},
                body=ngettext(
                    "Hej!\n\nEn åtgärd som du ansvarar för i planen för %(year)s behöver ses över. "
                    "Logga in i Aktiva och välj Åtgärder.\n",
                    "Hej!\n\n%(n)s åtgärder som du ansvarar för i planen för %(year)s behöver ses "
                    "över. Logga in i Aktiva och välj Åtgärder.\n",
                    n,
                )
                % {"n": n, "year": cycle.year},
            )
            for user, n in sorted(n_of.items())
        ],
        at=at,
    )


@transaction.atomic
def undo_many(*, change_id: int, actor, at: datetime) -> tuple[int, int]:
    """Undo a change of many rows, but for those that somebody has changed since.

    Returns:
        How many rows were put back, and how many had been changed since and stay.

    Raises:
        BulkChange.DoesNotExist: No such change, not yours, or undone already.
    """
    change = (
        BulkChange.objects.select_for_update()
        .exclude(kind=Kind.REMIND)  # what is written is written
        .get(pk=change_id, made_by=actor, undone_at=None)
    )
    kind = Kind(change.kind)
    field = _FIELDS[kind]
    notes = {note["id"]: note for note in change.rows}
    back = []
    for measure in policy.decidable_measures(actor, on=at.date()).filter(pk__in=notes):
        note = notes[measure.pk]
        if _plain(getattr(measure, field)) != note["after"]:
            continue
        before = note["before"]
        if kind is Kind.EXTEND:
            before = date.fromisoformat(str(before)) if before else None
            for extension in Extension.objects.filter(pk=note["extension"]):
                history.remove(extension, at=at, by=actor)
        setattr(measure, field, before)
        back.append(measure)
    history.update_many(back, [field.removesuffix("_id")], at=at, by=actor)
    change.undone_at = at
    change.save(update_fields=["undone_at"])
    log.record(
        log.Event.MEASURES_CHANGED, actor=actor, about=change, at=at,
        details={"undone": len(back)},
    )  # fmt: skip
    return len(back), len(notes) - len(back)


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value
