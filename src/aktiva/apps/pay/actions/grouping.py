"""Groups of equal work: set up from the file, split, merged, renamed, tried, and held dominated."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from aktiva.apps.audit import history, log
from aktiva.apps.pay import queries
from aktiva.apps.pay.actions.keeping import open_mapping
from aktiva.apps.pay.actions.reading import read
from aktiva.apps.pay.actions.recounting import recount
from aktiva.apps.pay.models import GroupChange, PayMapping, WorkGroup
from aktiva.apps.pay.queries import Figures
from aktiva.domain.pay.dominance import Override, override_faults
from aktiva.domain.pay.grouping import Earlier, Place, propose
from aktiva.domain.pay.reasons import hollow
from aktiva.domain.pay.regrouping import Change, Merge, Rename, Split, regroup


def set_up_groups(figures: Figures, *, actor, at: datetime) -> Figures:
    """Propose groups for the titles and codes that have none, and return the figures with them.

    The first time they come from last year's groups; later from this year's own.
    """
    own = figures.work
    before = queries.previous(figures.mapping) if not own else None
    model = queries.work_groups(before) if before else own
    earlier = [Earlier(t, c or None, g.name) for g in model for t, c in g.places]
    has_home = {(t, c) for g in own for t, c in g.places}
    homeless = [p for p in figures.positions if (p.place.title, p.place.code) not in has_home]
    if not homeless:
        return figures
    last = {g.name: g for g in (model if before else ())}
    there = {g.name: g for g in own}
    for proposed in propose(homeless, earlier):
        places = [[p.place.title, p.place.code] for p in proposed.positions]
        group = there.get(proposed.name)
        if group is not None:
            group.places = sorted([*group.places, *places])
        else:
            group = WorkGroup(
                mapping=figures.mapping, name=proposed.name, places=sorted(places),
                why=proposed.why, unchanged_since=figures.mapping.cycle.year,
            )  # fmt: skip
            if (known := last.get(proposed.name)) is not None:
                _carry(group, known)
        history.store(group, at=at, by=actor)
    return replace(figures, work=tuple(queries.work_groups(figures.mapping)))


def _carry(group: WorkGroup, known: WorkGroup) -> None:
    """Take over what was said of a group last year: its value, its exception, and how old it is."""
    group.levels, group.level_reasons = known.levels, known.level_reasons
    group.level_days = known.level_days
    group.points, group.points_on = known.points, known.points_on
    group.dominated, group.dominated_reason = known.dominated, known.dominated_reason
    group.tried_in = known.tried_in
    if sorted(map(list, known.places)) == group.places and known.unchanged_since:
        group.unchanged_since = known.unchanged_since


@transaction.atomic
def regroup_groups(*, mapping_id: int, change: Change, actor, at: datetime) -> list[WorkGroup]:
    """Split, merge or rename groups, with a reason; return the groups that came of it.

    Judgements on groups that were split or merged stay with what they were about; a part that keeps
    the name keeps the value, and is judged anew. A new name changes nothing else.

    Raises:
        PayMapping.DoesNotExist: Not one that `actor` keeps and reads.
        ValidationError: It cannot be done; the message says why.
    """
    mapping = open_mapping(mapping_id, actor=actor, at=at, work=True)
    work = queries.work_groups(mapping)
    now = {g.name: frozenset(Place(t, c) for t, c in g.places) for g in work}
    found = regroup(now, [change])
    if found.conflicts:
        raise ValidationError(found.conflicts[0].words)
    by_name = {g.name: g for g in work}
    before = list(change.groups) if isinstance(change, Merge) else [change.group]
    made = [name for name in found.groups if name not in now or found.groups[name] != now[name]]
    if isinstance(change, Rename):
        group = by_name[change.group]
        group.name = change.name.strip()
        history.store(group, at=at, by=actor)
    else:
        for name in before:
            by_name[name].ended = True
            history.store(by_name[name], at=at, by=actor)
        for name in made:
            group = WorkGroup(
                mapping=mapping, name=name.strip(),
                places=sorted([p.title, p.code] for p in found.groups[name]),
                unchanged_since=mapping.cycle.year,
            )  # fmt: skip
            if name in before:
                _carry(group, by_name[name])
                group.tried_in = None
            history.store(group, at=at, by=actor)
    kind = {Split: "split", Merge: "merge", Rename: "rename"}[type(change)]
    named = [n for n, _p in change.parts] if isinstance(change, Split) else [change.name]
    after = [name.strip() for name in named]
    came = [g for g in queries.work_groups(mapping) if g.name in after]
    GroupChange.objects.create(
        mapping=mapping, kind=kind, before=before, after=after, reason=change.reason.strip(),
        group_ids_before=[by_name[name].pk for name in before],
        group_ids_after=[g.pk for g in came], made_at=at, made_by=actor,
    )  # fmt: skip
    _follow(mapping, page=kind, actor=actor, at=at)
    return came


@transaction.atomic
def undo_change(*, change_id: int, actor, at: datetime) -> GroupChange:
    """Let the groups be as they were before a change; judgements on them stand again.

    Titles that a later file has added to what the change made are proposed groups anew.

    Raises:
        GroupChange.DoesNotExist: Not one of a mapping that `actor` keeps and reads.
        ValidationError: It is undone already, or the groups have been changed again since.
    """
    change = GroupChange.objects.get(pk=change_id)
    try:
        mapping = open_mapping(change.mapping_id, actor=actor, at=at, work=True)
    except PayMapping.DoesNotExist as missing:
        raise GroupChange.DoesNotExist from missing
    if change.pk not in queries.undoable(mapping):
        raise ValidationError(
            _("Grupperna har ändrats igen sedan dess. Ångra den senare ändringen först.")
        )
    if change.kind == GroupChange.Kind.RENAME:
        group = WorkGroup.objects.get(pk=change.group_ids_after[0])
        (group.name,) = change.before
        history.store(group, at=at, by=actor)
    else:
        for ids, ended in ((change.group_ids_after, True), (change.group_ids_before, False)):
            for group in WorkGroup.objects.filter(pk__in=ids).order_by("pk"):
                group.ended = ended
                history.store(group, at=at, by=actor)
    change.undone_at, change.undone_by = at, actor
    change.save(update_fields=["undone_at", "undone_by"])
    figures = read(mapping, page="groups", actor=actor, at=at)
    recount(set_up_groups(figures, actor=actor, at=at), actor=actor, at=at)
    log.record(
        log.Event.PAY_GROUPS_CHANGED, actor=actor, about=mapping, at=at,
        details={"what": "undone", "change": change.pk},
    )  # fmt: skip
    return change


@transaction.atomic
def try_group(*, group_id: int, words: str, actor, at: datetime) -> WorkGroup:
    """Say that a person has tried what those in a group do, and how.

    Raises:
        WorkGroup.DoesNotExist: Not one of a mapping that `actor` keeps and reads.
        ValidationError: The words say nothing.
    """
    group, mapping = _own(group_id, actor=actor, at=at)
    if (why := hollow(words, beside=(group.name,))) is not None:
        raise ValidationError({"words": _("Beskrivningen %(why)s.") % {"why": why.words}})
    group.tried, group.tried_in = words.strip(), mapping.cycle.year
    history.store(group, at=at, by=actor)
    log.record(
        log.Event.PAY_GROUPS_CHANGED, actor=actor, about=mapping, at=at,
        details={"what": "tried", "group": group.pk},
    )  # fmt: skip
    return group


@transaction.atomic
def hold_dominated(
    *, group_id: int, dominated: bool | None, reason: str, actor, at: datetime
) -> WorkGroup:
    """Make, or with None take back, a reasoned exception from the share of women.

    Raises:
        WorkGroup.DoesNotExist: Not one of a mapping that `actor` keeps and reads.
        ValidationError: The reason says nothing, or the exception says what the share says.
    """
    group, mapping = _own(group_id, actor=actor, at=at)
    if dominated is not None:
        figures = read(mapping, page="dominated", actor=actor, at=at)
        sizes = {name: (g.women, g.men) for name, g in figures.by_name.items()}
        faults = override_faults([Override(group.name, dominated, reason)], sizes)
        if faults:
            raise ValidationError({"reason": faults})
    group.dominated, group.dominated_reason = (
        dominated,
        reason.strip() if dominated is not None else "",
    )
    history.store(group, at=at, by=actor)
    _follow(mapping, page="dominated", actor=actor, at=at)
    return group


def _own(group_id: int, *, actor, at: datetime) -> tuple[WorkGroup, PayMapping]:
    group = WorkGroup.objects.filter(ended=False).get(pk=group_id)
    try:
        mapping = open_mapping(group.mapping_id, actor=actor, at=at, work=True)
    except PayMapping.DoesNotExist as missing:
        raise WorkGroup.DoesNotExist from missing
    return group, mapping


def _follow(mapping: PayMapping, *, page: str, actor, at: datetime) -> None:
    """Let the comparisons follow, and leave a trace."""
    recount(read(mapping, page=page, actor=actor, at=at), actor=actor, at=at)
    log.record(
        log.Event.PAY_GROUPS_CHANGED, actor=actor, about=mapping, at=at, details={"what": page}
    )
