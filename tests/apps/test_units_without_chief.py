"""A new unit that nobody would lead is pointed out before the change is made."""

from __future__ import annotations

from datetime import date

import pytest
from strandvik import noon

from aktiva.apps.organisation import actions, queries
from aktiva.domain.organisation.reorganising import Change, ChangeKind, Part

pytestmark = pytest.mark.django_db

DAY = date(2023, 9, 18)


def part(town, name: str, unit: int | None = None) -> Part:
    return Part(name, name, "enhet", town.units["BF"].pk, unit)


def warned(town, kind: ChangeKind, codes: str, *parts: Part, **picked) -> list[str]:
    before = tuple(town.units[code].pk for code in codes.split())
    planned = queries.planned(town.employer, Change(kind, DAY, before, parts))
    found = queries.consequences(planned, **picked)
    return [words for consequence in found for words in consequence.warnings]


def leave(town, *codes: str) -> None:
    for code in codes:
        for holding in town.units[code].holdings.all():
            actions.end_role(
                holding=holding, to_date=date(2023, 9, 1), actor=town.hr,
                at=noon("2023-09-01"),
            )  # fmt: skip


def test_of_two_chiefs_nobody_goes_on_unasked_and_it_is_said(town):
    found = warned(town, ChangeKind.MERGE, "ALB EKL", part(town, "Centrumskolan"))

    assert [w.partition(".")[0] for w in found] == ["Ingen chef är vald för Centrumskolan"]


def test_the_only_chief_goes_on_and_nothing_is_said(town):
    leave(town, "EKL")

    assert warned(town, ChangeKind.MERGE, "ALB EKL", part(town, "Centrumskolan")) == []


def test_when_a_chief_is_chosen_nothing_is_said(town):
    bo = town.units["ALB"].holdings.get()

    found = warned(
        town, ChangeKind.MERGE, "ALB EKL", part(town, "Centrumskolan"),
        picked={f"holding-{bo.pk}": ("0",)},
    )  # fmt: skip

    assert found == []


def test_a_unit_of_units_without_chiefs_gets_none(town):
    leave(town, "ALB", "EKL")

    found = warned(town, ChangeKind.MERGE, "ALB EKL", part(town, "Centrumskolan"))

    assert [w.partition(".")[0] for w in found] == ["Centrumskolan får ingen chef"]


def test_a_merge_into_a_unit_that_stays_keeps_its_chief(town):
    into = part(town, "Alby skola", town.units["ALB"].pk)

    assert warned(town, ChangeKind.MERGE, "ALB EKL", into) == []


def test_each_part_of_a_split_without_a_chief_is_named(town):
    found = warned(town, ChangeKind.SPLIT, "ALB", part(town, "Norra"), part(town, "Södra"))

    assert [w.partition(".")[0] for w in found] == ["Ingen chef är vald för Södra"]
