"""Who keeps a pay mapping, and who is named to read the pay in it."""

from __future__ import annotations

from datetime import date

from django.db.models import Exists, F, OuterRef, Q

from aktiva.apps.cycles.models import Cycle
from aktiva.apps.organisation import policy
from aktiva.apps.organisation.models import RoleHolding
from aktiva.apps.organisation.models.trees import holds_on
from aktiva.apps.pay.models import PayMapping, PayReader
from aktiva.domain.organisation.permissions import Permission


def keepable_cycles(user, *, on: date):
    """Return the years whose pay mapping the person keeps."""
    return Cycle.objects.filter(
        employer__in=policy.employers_where(user, Permission.PAY_KEEP, on=on)
    )


def keepable_mappings(user, *, on: date):
    """Return the mappings that the person keeps: everything but the pay itself."""
    return PayMapping.objects.filter(
        cycle__employer__in=policy.employers_where(user, Permission.PAY_KEEP, on=on)
    )


def readable_mappings(user, *, on: date):
    """Return the mappings whose pay the person is named to read and still works there."""
    if not getattr(user, "is_authenticated", False) or not user.is_active:
        return PayMapping.objects.none()
    named = PayReader.objects.filter(user=user.pk, ended_at=None).values("mapping")
    employed = RoleHolding.objects.filter(holds_on(on), user=user.pk).values("unit__employer")
    return PayMapping.objects.filter(pk__in=named, cycle__employer__in=employed)


def rateable_mappings(user, *, on: date):
    """Return the mappings in which the person rates the value of work."""
    employed = RoleHolding.objects.filter(holds_on(on), user=user.pk).values("unit__employer")
    own = [
        pk
        for pk, raters in PayMapping.objects.filter(cycle__employer__in=employed).values_list(
            "pk", "raters"
        )
        if user.pk in raters
    ]
    return PayMapping.objects.filter(pk__in=own)


def visible_mappings(user, *, on: date):
    """Return the mappings whose pages without pay the person opens.

    The unions take part in all of the work, 3 kap. 11 §, so their representatives follow it.
    """
    followed = policy.employers_touched(user, Permission.PAY_FOLLOW, on=on)
    return PayMapping.objects.filter(
        Q(cycle__employer__in=followed)
        | Q(pk__in=keepable_mappings(user, on=on).values("pk"))
        | Q(pk__in=readable_mappings(user, on=on).values("pk"))
        | Q(pk__in=rateable_mappings(user, on=on).values("pk"))
    )


def workable_mappings(user, *, on: date):
    """Return the mappings in which the person changes what rests on pay: groups, judgements, plan.

    That takes both: keeping the mapping, and being named to read its pay.
    """
    return keepable_mappings(user, on=on).filter(pk__in=readable_mappings(user, on=on).values("pk"))


def keeps(user, cycle: Cycle, *, on: date) -> bool:
    """Return whether the person keeps the year's pay mapping. No question once roles are known."""
    reach = policy.scope(user, Permission.PAY_KEEP, on=on)
    return cycle.employer_id in reach.whole


def with_named(cycles, user):
    """Return the years, each with what `is_named` goes by, in the question that fetches them."""
    reads = PayReader.objects.filter(mapping__cycle=OuterRef("pk"), user=user.pk, ended_at=None)
    return cycles.annotate(pay_raters=F("pay_mapping__raters"), reads_pay=Exists(reads))


def is_named(user, cycle: Cycle) -> bool:
    """Return whether the person reads pay or rates work in the mapping of a year of `with_named`."""
    return cycle.reads_pay or user.pk in (cycle.pay_raters or ())


def is_begun(cycle: Cycle) -> bool:
    """Return whether a year of `with_named` has a pay mapping."""
    return cycle.pay_raters is not None
