"""Reads before and after a reorganisation: what it would do, what has been done."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from aktiva.apps.organisation import followers
from aktiva.apps.organisation.followers import Choice, Consequence, Picked, Planned
from aktiva.apps.organisation.models import (
    BodyUnit,
    Employer,
    Reorganisation,
    RoleHolding,
    UnitPeriod,
)
from aktiva.apps.organisation.models.trees import holds_on, tree
from aktiva.domain.organisation.permissions import Role
from aktiva.domain.organisation.reorganising import (
    Change,
    ChangeKind,
    Part,
    plan,
)
from aktiva.domain.organisation.spans import KindFacts, Span
from aktiva.domain.organisation.tree import Level

CHIEFS = frozenset({Role.UNIT_MANAGER, Role.DEPARTMENT_HEAD})


def spans(employer: Employer) -> list[Span]:
    """Return every period of the employer's units. One question."""
    found = (
        UnitPeriod.objects.filter(unit__employer=employer)
        .select_related("kind")
        .order_by("unit", "from_date")
    )
    return [
        Span(p.unit_id, p.name, p.short_name, p.kind.code, p.parent_id, p.from_date, p.to_date)
        for p in found
    ]


def kind_facts(employer: Employer) -> dict[str, KindFacts]:
    """Return what matters of the employer's kinds of unit. One question."""
    return {k.code: KindFacts(Level(k.level), k.answers, k.position) for k in employer.kinds.all()}


def planned(employer: Employer, change: Change) -> Planned:
    """Return what a change would do to the units, or what stands in its way. Five questions."""
    drawn = plan(change, spans(employer), kind_facts(employer))
    day = tree(employer, on=change.on)
    names = {unit: node.name for unit, node in day.nodes.items()}
    for unit, part in zip(drawn.parts, change.after, strict=False):
        names[unit] = part.name.strip()
    return Planned(employer, change, drawn, day, names)


def part_of(employer: Employer, unit_id: int, *, on: date) -> Part | None:
    """Return a unit as it is on a day, to be changed in some way; None when it is not there."""
    node = tree(employer, on=on).nodes.get(unit_id)
    if node is None:
        return None
    return Part(node.name, node.short_name, node.kind, node.parent, unit=unit_id)


def consequences(given: Planned, *, picked: Picked | None = None) -> list[Consequence]:
    """Return what follows from a change, heading by heading.

    Args:
        picked: What a person has chosen so far; the warnings are about what then remains.
    """
    found = [_units(given), *_roles(given, picked or {}), *_bodies(given)]
    for follower in followers.registered():
        found += follower.preview(given)
    return found


def _units(given: Planned) -> Consequence:
    lines = [_line(given, link) for link in given.plan.links]
    lines += [
        _("%(unit)s läggs under %(above)s.") % {"unit": given.name(unit), "above": given.name(part)}
        for unit, part in given.plan.taken.items()
        if len(given.plan.parts) == 1
    ]
    choices = []
    if len(given.plan.parts) > 1:
        choices = [
            Choice(
                key=f"below-{unit}",
                label=given.name(unit),
                options=given.parts,
                initial=(str(given.plan.parts.index(part)),),
                note=_("Läggs under"),
            )
            for unit, part in given.plan.taken.items()
        ]
    more = given.plan.answering
    if more:
        n = abs(more)
        lines.append(
            (
                ngettext(
                    "%(n)s enhet fler svarar för sig själv.",
                    "%(n)s enheter fler svarar för sig själva.",
                    n,
                )
                if more > 0
                else ngettext(
                    "%(n)s enhet färre svarar för sig själv.",
                    "%(n)s enheter färre svarar för sig själva.",
                    n,
                )
            )
            % {"n": n}
        )
    return Consequence(_("Enheter"), tuple(lines), tuple(choices))


def _line(given: Planned, link) -> str:
    words = {"before": given.tree.nodes[link.before].name, "after": given.name(link.after)}
    if link.kind == "moved":
        part = next(p for p in given.change.after if p.unit == link.after)
        words["above"] = given.name(part.parent)
    return {
        "merged": _("%(before)s upphör och går upp i %(after)s."),
        "split": _("%(after)s bildas ur %(before)s."),
        "moved": _("%(before)s flyttas till %(above)s."),
        "renamed": _("%(before)s byter namn till %(after)s."),
        "closed": _("%(before)s avvecklas."),
    }[link.kind] % words


def affected_holdings(given: Planned) -> list[RoleHolding]:
    """Return the roles at units that end or are split, held on the day or later. One question."""
    found = (
        RoleHolding.objects.filter(unit__in=given.divided)
        .exclude(to_date__lte=given.change.on)
        .select_related("user")
        .order_by("unit", "role", "acting", "pk")
    )
    return list(found)


def _roles(given: Planned, picked: Picked) -> list[Consequence]:
    held = affected_holdings(given)
    if not held:
        lines = ()
        if given.change.kind in {ChangeKind.MOVE, ChangeKind.RENAME}:
            lines = (_("Alla behåller sina roller."),)
        warnings = _without_chief(given, {})
        if not lines and not warnings:
            return []
        return [Consequence(_("Roller och uppdrag"), lines, warnings=warnings)]
    if not given.plan.parts:
        lines = tuple(
            _("%(who)s vid %(unit)s slutar.") % {"who": _shown(h), "unit": given.name(h.unit_id)}
            for h in held
        )
        return [Consequence(_("Roller och uppdrag"), lines)]
    choices = tuple(
        Choice(
            key=f"holding-{h.pk}",
            label=_("%(who)s vid %(unit)s")
            % {"who": _shown(h), "unit": given.tree.nodes[h.unit_id].name},
            options=given.parts,
            initial=_usual_parts(given, h, held),
            several=True,
        )
        for h in held
    )
    words = _("Bocka för var var och en fortsätter. Den som inte har någon bock slutar.")
    going_on = {
        h: picked.get(c.key, c.initial)
        for h, c in zip(held, choices, strict=True)
        if h.role in CHIEFS
    }
    warnings = _without_chief(given, going_on)
    return [Consequence(_("Roller och uppdrag"), (words,), choices, warnings)]


def _without_chief(
    given: Planned, going_on: Mapping[RoleHolding, tuple[str, ...]]
) -> tuple[str, ...]:
    """Return a warning for each new unit that gets no chief unless somebody chooses one.

    Args:
        going_on: Chief → the places of the units where they go on when nobody chooses.
    """
    led = {place for places in going_on.values() for place in places}
    alone = [
        name
        for (place, name), unit in zip(given.parts, given.plan.parts, strict=True)
        if unit in given.plan.new and place not in led
    ]
    words = (
        _(
            "Ingen chef är vald för %(unit)s. Bocka för vem som fortsätter där, eller ge någon "
            "uppdraget så snart ändringen är gjord. Utan chef svarar ingen för underlag och åtgärder."
        )
        if going_on
        else _(
            "%(unit)s får ingen chef. Ge någon uppdraget så snart ändringen är gjord. Utan chef "
            "svarar ingen för underlag och åtgärder."
        )
    )
    return tuple(words % {"unit": name} for name in alone)


def _usual_parts(given: Planned, holding: RoleHolding, held: list[RoleHolding]) -> tuple[str, ...]:
    """Return where a holder goes on when nobody says otherwise.

    One who is alone in the role goes on. Of several chiefs a person chooses.
    """
    if holding.unit_id in given.plan.parts:
        return (str(given.plan.parts.index(holding.unit_id)),)
    rivals = [h for h in held if h.role in CHIEFS and not h.acting and h.user != holding.user]
    if holding.role in CHIEFS and (rivals or _goes_on_with_chief(given)):
        return ()
    return ("0",)


def _goes_on_with_chief(given: Planned) -> bool:
    going_on = [unit for unit in given.plan.parts if unit > 0]
    return RoleHolding.objects.filter(
        holds_on(given.change.on), unit__in=going_on, role__in=CHIEFS
    ).exists()


def _shown(holding: RoleHolding) -> str:
    shown = holding.user.shown_as(holding.function)
    return shown if holding.user.protected_identity else f"{shown}, {holding.function}"


def affected_bodies(given: Planned) -> list[BodyUnit]:
    """Return what bodies answer for units that end. One question."""
    return list(
        BodyUnit.objects.filter(unit__in=given.plan.ended)
        .exclude(to_date__lte=given.change.on)
        .select_related("body")
        .order_by("body__name", "pk")
    )


def _bodies(given: Planned) -> list[Consequence]:
    found = affected_bodies(given)
    if not found:
        return []
    bodies = sorted({link.body.name for link in found})
    after = _(" och ").join(name for _place, name in given.parts)
    words = (
        _("%(body)s svarar för %(after)s.") if after else _("%(body)s svarar inte längre för någon av enheterna.")
    )  # fmt: skip
    lines = tuple(words % {"body": body, "after": after} for body in bodies)
    return [Consequence(_("Politiska organ"), lines)]


def reorganisations(employer: Employer):
    """Return what has been made, undone too, the latest day first. One question."""
    return employer.reorganisations.select_related("made_by", "undone_by").order_by(
        "-on_date", "-pk"
    )


def reorganisation_for_page(employers, pk: int) -> Reorganisation:
    """Return one reorganisation of some employers. One question.

    Raises:
        Reorganisation.DoesNotExist: None.
    """
    return (
        Reorganisation.objects.filter(employer__in=employers)
        .select_related("employer", "made_by", "undone_by")
        .get(pk=pk)
    )
