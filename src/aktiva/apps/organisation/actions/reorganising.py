"""A reorganisation is made, with all that follows from it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from aktiva.apps.audit import history, log
from aktiva.apps.organisation import followers, policy, queries
from aktiva.apps.organisation.actions.journal import Journal
from aktiva.apps.organisation.actions.structure import guard, touch_tree
from aktiva.apps.organisation.followers import Picked, Planned
from aktiva.apps.organisation.models import (
    BodyUnit,
    Employer,
    Reorganisation,
    RoleHolding,
    Succession,
    Unit,
    UnitPeriod,
)
from aktiva.apps.organisation.queries.reorganising import affected_bodies, affected_holdings
from aktiva.domain.organisation.reorganising import Change, Found
from aktiva.domain.organisation.spans import Span


class NotPossible(ValidationError):
    """The change cannot be made; `found` says what stands in its way, unit by unit."""

    def __init__(self, found: tuple[Found, ...]) -> None:
        super().__init__(", ".join(f.problem for f in found), code="not_possible")
        self.found = found


@dataclass(frozen=True, slots=True)
class Decision:
    """Who has decided a reorganisation, as a function, and where the decision is written."""

    decided_by: str
    reference: str = ""


@transaction.atomic
def reorganise(
    *,
    employer: Employer,
    change: Change,
    decision: Decision,
    actor,
    at: datetime,
    picked: Picked | None = None,
    codes: tuple[str, ...] = (),
) -> Reorganisation:
    """Make a change of the organisation from a day, with everything that follows from it.

    Args:
        picked: What was chosen in the preview; what is missing goes as the preview proposes.
        codes: Codes of the new units, in the order of the parts; made up where one is missing.

    Raises:
        Employer.DoesNotExist: `actor` may not change this organisation.
        NotPossible: Something stands in the way; nothing was changed.
        ValidationError: Nobody has decided it, or a code is taken.
    """
    guard(actor, employer, on=at.date())
    Employer.objects.select_for_update().get(pk=employer.pk)
    employer.refresh_from_db(fields=["tree_revision"])
    if not decision.decided_by.strip():
        raise ValidationError({"decided_by": _("Skriv vem som har beslutat, som funktion.")})
    change = _with_choices(employer, change, picked or {})
    planned = queries.planned(employer, change)
    if planned.plan.problems:
        raise NotPossible(planned.plan.problems)
    picked = _complete(planned, picked or {})
    journal = Journal(actor=actor, at=at)
    before = planned.names
    ids = _make_units(planned, codes, journal)
    planned = planned.settled(ids)
    _write_spans(planned, journal)
    for link in planned.plan.links:
        journal.store(
            Succession(
                before_id=link.before, after_id=link.after, kind=link.kind, on_date=change.on
            )
        )
    roles = _move_roles(planned, picked, journal)
    _move_bodies(planned, journal)
    touch_tree(employer)
    made = Reorganisation(
        employer=employer,
        kind=change.kind,
        on_date=change.on,
        decided_by=decision.decided_by.strip(),
        reference=decision.reference.strip(),
        units=sorted({*change.before, *planned.plan.parts, *planned.plan.taken}),
        facts={
            "before": [[u, planned.tree.nodes[u].name] for u in change.before],
            "after": [[u, planned.names[u]] for u in planned.plan.parts],
            "above": [before.get(part.parent, "") for part in change.after],
            "new": sorted(ids.values()),
            "ended": list(planned.plan.ended),
        },
        made_at=at,
        made_by=actor,
    )
    for follower in followers.registered():
        for sort, handed in follower.apply(planned, picked, journal).items():
            made.given[sort] = {str(number): list(units) for number, units in handed.items()}
    made.made = {"rows": journal.entries, "roles": roles}
    history.store(made, at=at, by=actor)
    touch_tree(employer)
    policy.forget(actor)
    log.record(
        log.Event.ORGANISATION_REORGANISED, actor=actor, about=made, at=at,
        details={"kind": str(change.kind), "on": change.on.isoformat(), "units": made.units},
    )  # fmt: skip
    return made


def _with_choices(employer: Employer, change: Change, picked: Picked) -> Change:
    below = dict(change.below)
    for key, values in picked.items():
        if key.startswith("below-") and values and values[0].isdigit():
            below[int(key.removeprefix("below-"))] = int(values[0])
    below = {unit: place for unit, place in below.items() if place < len(change.after)}
    return replace(change, below=below)


def _complete(planned: Planned, picked: Picked) -> dict[str, tuple[str, ...]]:
    """Return a value for every choice there is, and for nothing else."""
    values: dict[str, tuple[str, ...]] = {}
    for consequence in queries.consequences(planned):
        for choice in consequence.choices:
            allowed = {value for value, _label in choice.options}
            chosen = tuple(v for v in picked.get(choice.key, choice.initial) if v in allowed)
            if not choice.several and not chosen:
                chosen = choice.initial
            values[choice.key] = chosen
    return values


def _make_units(planned: Planned, codes: tuple[str, ...], journal: Journal) -> dict[int, int]:
    taken = set(planned.employer.units.values_list("code", flat=True))
    ids = {}
    for place, unit in enumerate(planned.plan.parts):
        if unit > 0:
            continue
        code = codes[place].strip() if place < len(codes) else ""
        if code in taken:
            raise ValidationError(
                _("Koden %(code)s används redan av en annan enhet. Skriv en annan kod.")
                % {"code": code},
                code="code_taken",
            )
        code = code or free_code(planned.names[unit], taken)
        taken.add(code)
        ids[unit] = journal.store(Unit(employer=planned.employer, code=code)).pk
    return ids


def free_code(name: str, taken: set[str]) -> str:
    """Return a code made of the name, that no unit has."""
    start = slugify(name)[:34].strip("-").upper() or "ENHET"
    return next(
        code
        for n in range(1, len(taken) + 2)
        if (code := start if n == 1 else f"{start}-{n}") not in taken
    )


def _write_spans(planned: Planned, journal: Journal) -> None:
    kinds = {k.code: k.pk for k in planned.employer.kinds.all()}
    known = {
        (p.unit_id, p.from_date): p
        for p in UnitPeriod.objects.filter(unit__employer=planned.employer)
    }
    for span in planned.plan.spans:
        period = known.get((span.unit, span.start))
        if period is None:
            period = UnitPeriod(unit_id=span.unit, from_date=span.start)
        elif _is_written(period, span, kinds):
            continue
        period.name, period.short_name = span.name, (span.short_name or span.name)[:80]
        period.kind_id, period.parent_id = kinds[span.kind], span.parent
        period.to_date = span.end
        journal.store(period)


def _is_written(period: UnitPeriod, span: Span, kinds: Mapping[str, int]) -> bool:
    return (period.name, period.short_name, period.kind_id, period.parent_id, period.to_date) == (
        span.name, span.short_name, kinds[span.kind], span.parent, span.end,
    )  # fmt: skip


def _move_roles(planned: Planned, picked: Picked, journal: Journal) -> list[dict]:
    """Let each holder go on at the chosen units, or end. Returns old → new, for taking back."""
    on, moved = planned.change.on, []
    for holding in affected_holdings(planned):
        places = picked.get(f"holding-{holding.pk}", ())
        targets = [planned.plan.parts[int(place)] for place in places]
        held = {
            (h.unit_id, h.role)
            for h in RoleHolding.objects.filter(user=holding.user_id, unit__in=targets)
            if h.to_date is None or h.to_date > on
        }
        fresh = [
            RoleHolding(
                user_id=holding.user_id, role=holding.role, unit_id=unit, title=holding.title,
                acting=holding.acting, organisation=holding.organisation,
                notified_date=holding.notified_date, from_date=max(on, holding.from_date),
                to_date=holding.to_date,
            )
            for unit in targets
            if unit != holding.unit_id and (unit, holding.role) not in held
        ]  # fmt: skip
        new = [journal.store(row).pk for row in fresh]
        pk, until = holding.pk, holding.to_date
        if holding.unit_id not in targets:
            if holding.from_date >= on:
                journal.remove(holding)
            else:
                holding.to_date = on
                journal.store(holding)
        policy.forget(holding.user)
        moved.append(
            {
                "old": pk,
                "until": until and until.isoformat(),
                "ended": holding.unit_id not in targets,
                "new": new,
            }
        )
    return moved


def _move_bodies(planned: Planned, journal: Journal) -> None:
    on = planned.change.on
    for link in affected_bodies(planned):
        body, until = link.body_id, link.to_date
        starts = max(on, link.from_date)
        if link.from_date >= on:
            journal.remove(link)
        else:
            link.to_date = on
            journal.store(link)
        answered = set(
            BodyUnit.objects.filter(body=body, unit__in=planned.plan.parts)
            .exclude(to_date__lte=on)
            .values_list("unit", flat=True)
        )
        for unit in planned.plan.parts:
            if unit not in answered:
                journal.store(BodyUnit(body_id=body, unit_id=unit, from_date=starts, to_date=until))
