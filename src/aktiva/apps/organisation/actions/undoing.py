"""A reorganisation is taken back as one, unless later work stands on it."""

from __future__ import annotations

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import ProtectedError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from aktiva.apps.audit import history, log
from aktiva.apps.organisation import followers, policy, queries
from aktiva.apps.organisation.actions.journal import changed_since, take_back
from aktiva.apps.organisation.actions.structure import touch_tree
from aktiva.apps.organisation.models import BodyUnit, Reorganisation, RoleHolding, UnitPeriod
from aktiva.domain.organisation.permissions import Permission

_LABELS = {
    "casework.Case": gettext_lazy("ärenden"),
    "reports.Observation": gettext_lazy("iakttagelser"),
    "reports.Paper": gettext_lazy("handlingar"),
    "statistics.StaffFigure": gettext_lazy("personalsiffror"),
    "statistics.Release": gettext_lazy("beslut om utlämnande"),
}


@transaction.atomic
def undo_reorganisation(*, reorganisation_id: int, actor, at: datetime) -> Reorganisation:
    """Take back everything a reorganisation did, as one.

    Roles that were given afterwards at a unit that would no longer be, go with it. One who has
    left the role at the new unit does not get it back at the old one.

    Raises:
        Reorganisation.DoesNotExist: None, or not one that `actor` may undo.
        ValidationError: It is undone already, or later work stands on it; nothing was changed.
    """
    made = (
        Reorganisation.objects.filter(
            employer__in=policy.employers_where(actor, Permission.ORGANISATION_KEEP, on=at.date())
        )
        .select_related("employer")
        .select_for_update(of=("self",))
        .get(pk=reorganisation_id)
    )
    reasons = reasons_against_undoing(made)
    if reasons:
        raise ValidationError(reasons)
    left = _ends_meanwhile(made)
    for holding in roles_that_go(made):
        history.remove(holding, at=at, by=actor)
    try:
        with transaction.atomic():
            take_back(_without_changed_roles(made), actor=actor, at=at)
    except ProtectedError as error:
        labels = {row._meta.label for row in error.protected_objects}
        words = sorted({str(_LABELS.get(label, _("andra uppgifter"))) for label in labels})
        raise ValidationError(
            _(
                "Det går inte att ångra, för %(what)s har redan gjorts för en ny enhet. "
                "Gör en ny omorganisation i stället."
            )
            % {"what": ", ".join(words)}
        ) from error
    for pk, to_date in left.items():
        holding = RoleHolding.objects.get(pk=pk)
        if to_date > holding.from_date:
            holding.to_date = to_date
            history.store(holding, at=at, by=actor)
    made.undone_at, made.undone_by = at, actor
    history.store(made, at=at, by=actor)
    touch_tree(made.employer)
    policy.forget(actor)
    log.record(log.Event.ORGANISATION_REORGANISATION_UNDONE, actor=actor, about=made, at=at)
    return made


def reasons_against_undoing(made: Reorganisation) -> list[str]:
    """Return what keeps a reorganisation from being undone, and what to do about it."""
    if made.undone_at is not None:
        return [_("Omorganisationen är redan ångrad.")]
    touched = set(made.units)
    later = [
        r
        for r in made.employer.reorganisations.filter(undone_at=None, pk__gt=made.pk)
        .order_by("-pk")
        if touched & set(r.units)
    ]  # fmt: skip
    if later:
        return [
            _("%(kind)s från %(day)s rör samma enheter och gjordes efteråt. Ångra den först.")
            % {"kind": r.get_kind_display(), "day": r.on_date.isoformat()}
            for r in later
        ]
    new = frozenset(made.facts["new"])
    on = made.on_date
    names = dict((*made.facts["before"], *made.facts["after"]))
    reasons = []
    for entry in changed_since(made.made["rows"]):
        if entry["model"] == UnitPeriod._meta.label:
            unit = (entry["after"] or entry["before"])["unit_id"]
            name = names.get(unit) or queries.name_of(made.employer, unit, on=on)
            reasons.append(
                _("%(unit)s har ändrats efteråt. Ändra tillbaka den först.") % {"unit": name}
            )
        elif entry["model"] not in {RoleHolding._meta.label, BodyUnit._meta.label} and (
            entry["before"] is not None
        ):
            reasons.append(_("Något som omorganisationen ändrade har ändrats igen."))
    below = (
        UnitPeriod.objects.filter(parent__in=new)
        .exclude(
            pk__in=[e["pk"] for e in made.made["rows"] if e["model"] == UnitPeriod._meta.label]
        )
        .order_by("pk")
    )
    reasons += [
        _("%(unit)s har lagts under %(above)s. Flytta den först.")
        % {"unit": period.name, "above": names.get(period.parent_id, "")}
        for period in below
    ]
    for follower in followers.registered():
        reasons += follower.standing(made, new)
    return list(dict.fromkeys(reasons))


def roles_that_go(made: Reorganisation) -> list[RoleHolding]:
    """Return roles given afterwards at units that would no longer be. One question."""
    own = {pk for move in made.made["roles"] for pk in move["new"]}
    return list(
        RoleHolding.objects.filter(unit__in=made.facts["new"])
        .exclude(pk__in=own)
        .select_related("user")
        .order_by("pk")
    )


def _ends_meanwhile(made: Reorganisation) -> dict[int, date]:
    """Return old role → the day when the one who went on in it has left since."""
    found = {}
    for move in made.made["roles"]:
        if not move["ended"]:
            continue
        now = list(RoleHolding.objects.filter(pk__in=move["new"]))
        until = {h.to_date.isoformat() if h.to_date else None for h in now}
        if now and None not in until and until != {move["until"]}:
            found[move["old"]] = max(h.to_date for h in now)
    return found


def _without_changed_roles(made: Reorganisation) -> list[dict]:
    """Return what to take back: a role at an old unit that somebody has changed since stays."""
    changed = {
        e["pk"]
        for e in changed_since(made.made["rows"])
        if e["model"] == RoleHolding._meta.label and e["before"] is not None and e["after"]
    }
    return [
        e
        for e in made.made["rows"]
        if not (e["model"] == RoleHolding._meta.label and e["pk"] in changed)
    ]
