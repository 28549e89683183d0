"""The value of work: the factor plan, blind rating, what is agreed, finished points and bands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from aktiva.apps.audit import history, log
from aktiva.apps.pay import policy, queries
from aktiva.apps.pay.actions.keeping import open_mapping
from aktiva.apps.pay.actions.reading import NoRun, read
from aktiva.apps.pay.actions.recounting import recount
from aktiva.apps.pay.models import GroupRating, PayMapping, WorkGroup
from aktiva.domain.pay import valuation
from aktiva.domain.pay.rating import Cell, agreed_fault, agreements, why_not_rate

FEWEST_RATERS = 2


@transaction.atomic
def keep_plan(*, mapping_id: int, plan: valuation.FactorPlan, actor, at: datetime) -> PayMapping:
    """Value work by another factor plan. Levels of factors that are no more go with them.

    Raises:
        PayMapping.DoesNotExist: Not one that `actor` keeps and reads.
        ValidationError: Something is wrong with the plan, a line for each fault.
    """
    mapping = open_mapping(mapping_id, actor=actor, at=at, work=True)
    faults = valuation.plan_faults(plan)
    if faults:
        raise ValidationError(faults)
    highest = {f.key: len(f.levels) for f in plan.factors}
    before = {f.key: f for f in queries.plan_of(mapping).factors}
    same = {f.key for f in plan.factors if f.key in before and before[f.key].levels == f.levels}
    for group in queries.work_groups(mapping):
        kept = {k: v for k, v in group.levels.items() if k in same and v <= highest[k]}
        if kept != group.levels:
            group.levels = kept
            group.level_reasons = {k: v for k, v in group.level_reasons.items() if k in kept}
            group.level_days = {k: v for k, v in group.level_days.items() if k in kept}
            history.store(group, at=at, by=actor)
    for rating in GroupRating.objects.filter(group__mapping=mapping).exclude(factor__in=same):
        history.remove(rating, at=at, by=actor)
    mapping.open_cells = [c for c in mapping.open_cells if c.split("/", 1)[1] in same]
    mapping.method = PayMapping.Method.FACTORS
    mapping.factor_plan = queries.as_data(plan)
    history.store(mapping, at=at, by=actor)
    _follow(mapping, "plan", actor=actor, at=at)
    return mapping


@transaction.atomic
def invite_raters(*, mapping_id: int, users: Sequence[int], actor, at: datetime) -> PayMapping:
    """Say who rates the value of work; a round that was ended goes on.

    Levels that somebody may have seen stay open, and are not changed by anybody. One who has left
    may be left out, and what they rated stays.

    Raises:
        PayMapping.DoesNotExist: Not one that `actor` keeps.
        ValidationError: They are fewer than two, somebody has no role, or one who has rated would
            be left out.
    """
    mapping = open_mapping(mapping_id, actor=actor, at=at)
    known = queries.role_holders(mapping, on=at.date())
    chosen = sorted(set(users))
    if len(chosen) < FEWEST_RATERS:
        raise ValidationError(
            {"raters": _("Välj minst två, gärna från både arbetsgivaren och facken.")}
        )
    if any(pk not in known for pk in chosen):
        raise ValidationError({"raters": _("Någon av dem har ingen roll hos arbetsgivaren nu.")})
    have = set(GroupRating.objects.filter(group__mapping=mapping).values_list("rater", flat=True))
    if have & known.keys() - set(chosen):
        raise ValidationError(
            {
                "raters": _(
                    "Någon som redan har bedömt kan inte tas bort. Avsluta omgången i stället."
                )
            }
        )
    round_ = queries.round_of(mapping)
    seen = {r.cell for r in round_.ratings if round_.is_open(r.cell)}
    mapping.open_cells = sorted({*mapping.open_cells, *map(queries.cell_key, seen)})
    mapping.raters = chosen
    mapping.rating_ended_at = None
    history.store(mapping, at=at, by=actor)
    _note(mapping, "raters", actor=actor, at=at)
    return mapping


@transaction.atomic
def rate(*, group_id: int, levels: Mapping[str, int], actor, at: datetime) -> None:
    """Set one's own levels for a group; nobody else sees them until all have set theirs.

    Raises:
        WorkGroup.DoesNotExist: Not one of a mapping that `actor` rates in.
        ValidationError: A level does not exist, or it is open already and would change.
    """
    own = policy.rateable_mappings(actor, on=at.date())
    group = WorkGroup.objects.filter(mapping__in=own, ended=False).get(pk=group_id)
    mapping = PayMapping.objects.select_for_update().get(pk=group.mapping_id)
    if mapping.closed_at is not None:
        raise ValidationError(_("Lönekartläggningen är avslutad."))
    round_, plan = queries.round_of(mapping), queries.plan_of(mapping)
    kept = {r.factor: r for r in GroupRating.objects.filter(group=group, rater=actor.pk)}
    for factor in plan.factors:
        level = levels.get(factor.key)
        row = kept.get(factor.key)
        if level is None or (row is not None and row.level == level):
            continue
        why = why_not_rate(
            round_, Cell(str(group.pk), factor.key), rater=str(actor.pk), level=level,
            levels=len(factor.levels),
        )  # fmt: skip
        if why is not None:
            raise ValidationError(f"{factor.name}: {why}")
        row = row or GroupRating(group=group, factor=factor.key, rater_id=actor.pk)
        row.level = level
        history.store(row, at=at, by=actor, checked=True)
    _note(mapping, "rated", actor=actor, at=at)


@transaction.atomic
def agree(
    *,
    group_id: int,
    levels: Mapping[str, int],
    reasons: Mapping[str, str],
    actor,
    at: datetime,
) -> WorkGroup:
    """Keep the levels that the raters have agreed on for a group, with the day.

    A level from an earlier year is dated anew only where somebody has rated it this year.

    Raises:
        WorkGroup.DoesNotExist: Not one of a mapping that `actor` keeps and reads.
        ValidationError: A level is far from the middle without a reason, or nobody has rated.
    """
    group = WorkGroup.objects.filter(ended=False).get(pk=group_id)
    try:
        mapping = open_mapping(group.mapping_id, actor=actor, at=at, work=True)
    except PayMapping.DoesNotExist as missing:
        raise WorkGroup.DoesNotExist from missing
    found = agreements(queries.round_of(mapping))
    wrong = []
    kept, why, days = dict(group.levels), dict(group.level_reasons), dict(group.level_days)
    for factor in queries.plan_of(mapping).factors:
        level = levels.get(factor.key)
        reason = reasons.get(factor.key, "").strip()
        now = group.levels.get(factor.key), group.level_reasons.get(factor.key, "")
        rated = found.get(Cell(str(group.pk), factor.key))
        confirms = rated is not None and _is_carried(group, factor.key, mapping)
        if level is None or ((level, reason) == now and not confirms):
            continue
        fault = agreed_fault(
            level, rated, reason=reason, levels=len(factor.levels), beside=(factor.name,)
        )
        if fault is not None:
            wrong.append(f"{factor.name}: {fault}")
        kept[factor.key], why[factor.key] = level, reason
        days[factor.key] = at.date().isoformat()
    if wrong:
        raise ValidationError(wrong)
    group.levels, group.level_reasons, group.level_days = kept, why, days
    history.store(group, at=at, by=actor)
    _follow(mapping, "agreed", actor=actor, at=at)
    return group


@transaction.atomic
def accept_alike(*, mapping_id: int, actor, at: datetime) -> int:
    """Keep the level wherever at least two have rated alike, and return in how many places.

    What has been agreed on this year stays; a level from an earlier year gives way.

    Raises:
        PayMapping.DoesNotExist: Not one that `actor` keeps and reads.
        ValidationError: The mapping is closed.
    """
    mapping = open_mapping(mapping_id, actor=actor, at=at, work=True)
    plan, found = queries.plan_of(mapping), agreements(queries.round_of(mapping))
    n = 0
    for group in queries.work_groups(mapping):
        alike = {
            f.key: of_cell.lowest
            for f in plan.factors
            if (of_cell := found.get(Cell(str(group.pk), f.key))) is not None
            and of_cell.rated >= FEWEST_RATERS
            and of_cell.lowest == of_cell.highest
            and (f.key not in group.levels or _is_carried(group, f.key, mapping))
        }
        if not alike:
            continue
        n += len(alike)
        group.level_reasons = {
            k: v for k, v in group.level_reasons.items() if alike.get(k) in (None, group.levels[k])
        }
        group.levels = group.levels | alike
        group.level_days = group.level_days | dict.fromkeys(alike, at.date().isoformat())
        history.store(group, at=at, by=actor)
    if n:
        _follow(mapping, "alike", actor=actor, at=at)
    return n


def _is_carried(group: WorkGroup, factor: str, mapping: PayMapping) -> bool:
    """Return whether the level of a factor was agreed on before the year of the mapping."""
    day = group.level_days.get(factor)
    return day is None or date.fromisoformat(day).year < mapping.cycle.year


@transaction.atomic
def open_cell(*, group_id: int, factor: str, actor, at: datetime) -> WorkGroup:
    """Open the levels of one factor for one group although somebody has not rated.

    Raises:
        WorkGroup.DoesNotExist: Not one of a mapping that `actor` keeps.
        ValidationError: Nobody has rated it, or the mapping is closed.
    """
    group = WorkGroup.objects.filter(ended=False).get(pk=group_id)
    try:
        mapping = open_mapping(group.mapping_id, actor=actor, at=at)
    except PayMapping.DoesNotExist as missing:
        raise WorkGroup.DoesNotExist from missing
    if not GroupRating.objects.filter(group=group, factor=factor).exists():
        raise ValidationError(_("Ingen har bedömt faktorn än, så det finns inga nivåer att visa."))
    cell = queries.cell_key(Cell(str(group.pk), factor))
    mapping.open_cells = sorted({*mapping.open_cells, cell})
    history.store(mapping, at=at, by=actor)
    _note(mapping, "opened", actor=actor, at=at)
    return group


@transaction.atomic
def end_round(*, mapping_id: int, actor, at: datetime) -> PayMapping:
    """Open every level although somebody has not rated; nobody rates any more.

    Raises:
        PayMapping.DoesNotExist: Not one that `actor` keeps.
        ValidationError: Nobody has rated, or the mapping is closed.
    """
    mapping = open_mapping(mapping_id, actor=actor, at=at)
    if not GroupRating.objects.filter(group__mapping=mapping).exists():
        raise ValidationError(_("Ingen har bedömt ännu, så det finns inga nivåer att visa."))
    mapping.rating_ended_at = at
    history.store(mapping, at=at, by=actor)
    _note(mapping, "round ended", actor=actor, at=at)
    return mapping


@transaction.atomic
def take_points(
    *,
    mapping_id: int,
    given: Mapping[str, float],
    method: str,
    evaluated_on: date | None,
    actor,
    at: datetime,
) -> PayMapping:
    """Take over points that were set with another method, all or none.

    Raises:
        PayMapping.DoesNotExist: Not one that `actor` keeps and reads.
        ValidationError: Something is wrong with them, a line for each fault.
    """
    mapping = open_mapping(mapping_id, actor=actor, at=at, work=True)
    work = queries.work_groups(mapping)
    found = valuation.take_points(
        given, groups=[g.name for g in work], bands=queries.bands_of(mapping), method=method,
        evaluated_on=evaluated_on,
    )  # fmt: skip
    if found.faults:
        raise ValidationError(list(found.faults))
    if evaluated_on is not None and evaluated_on > at.date():
        raise ValidationError(_("Värderingens dag har inte varit ännu."))
    for group in work:
        group.points, group.points_on = found.values[group.name].points, evaluated_on
    history.update_many(work, ["points", "points_on"], at=at, by=actor)
    mapping.method = PayMapping.Method.IMPORTED
    mapping.imported_method = method.strip()
    history.store(mapping, at=at, by=actor)
    _follow(mapping, "points", actor=actor, at=at)
    return mapping


@transaction.atomic
def keep_bands(*, mapping_id: int, boundaries: Sequence[float], actor, at: datetime) -> PayMapping:
    """Keep the boundaries between bands; none for the usual equal ones.

    Raises:
        PayMapping.DoesNotExist: Not one that `actor` keeps and reads.
        ValidationError: The boundaries do not rise.
    """
    mapping = open_mapping(mapping_id, actor=actor, at=at, work=True)
    faults = valuation.band_faults(valuation.Bands(tuple(boundaries)))
    if faults:
        raise ValidationError({"boundaries": faults})
    mapping.bands = list(boundaries)
    history.store(mapping, at=at, by=actor)
    _follow(mapping, "bands", actor=actor, at=at)
    return mapping


def _follow(mapping: PayMapping, what: str, *, actor, at: datetime) -> None:
    try:
        figures = read(mapping, page="value", actor=actor, at=at)
    except NoRun:
        figures = None
    if figures is not None:
        recount(figures, actor=actor, at=at)
    _note(mapping, what, actor=actor, at=at)


def _note(mapping: PayMapping, what: str, *, actor, at: datetime) -> None:
    log.record(log.Event.PAY_VALUE_SET, actor=actor, about=mapping, at=at, details={"what": what})
