"""Roles and names asked in SQL are those that the models say."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from aktiva.apps.organisation import policy
from aktiva.apps.organisation.models import RoleHolding, Unit
from aktiva.apps.organisation.models.trees import holds_on
from aktiva.apps.organisation.queries import people_at

pytestmark = pytest.mark.django_db


def all_of(row) -> dict:
    return {f.attname: getattr(row, f.attname) for f in row._meta.concrete_fields}


@pytest.fixture
def days(town) -> list[date]:
    edges = {d for row in RoleHolding.objects.all() for d in (row.from_date, row.to_date) if d}
    return sorted({d + timedelta(days=n) for d in edges for n in (-1, 0, 1)})


def test_a_persons_roles_with_unit_and_employer_are_those_that_hold_on_the_day(town, days):
    users = {row.user for row in RoleHolding.objects.select_related("user")}
    assert users
    assert days
    for user in users:
        for day in days:
            asked = RoleHolding.objects.filter(holds_on(day), user=user)
            usual = list(asked.select_related("unit__employer").order_by("role", "acting", "pk"))
            policy.forget(user)
            found = policy.holdings(user, on=day)
            assert [all_of(row) for row in found] == [all_of(row) for row in usual]
            assert [all_of(r.unit) for r in found] == [all_of(r.unit) for r in usual]
            assert [all_of(r.unit.employer) for r in found] == [
                all_of(r.unit.employer) for r in usual
            ]


def test_the_names_at_some_units_are_those_with_a_role_there_on_the_day(town, days):
    units = sorted(Unit.objects.values_list("pk", flat=True))
    for day in days:
        for asked in [(), (units[0],), tuple(units[:3]), tuple(units)]:
            held = RoleHolding.objects.filter(holds_on(day), unit__in=asked)
            usual = tuple(sorted(set(held.values_list("user__name", flat=True))))
            assert people_at(asked, on=day) == usual
