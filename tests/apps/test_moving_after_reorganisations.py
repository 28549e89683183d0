"""Measures of units that are no more stay where they were written; who answers is read from the lineage."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from strandvik import noon

from aktiva.apps.cycles import actions
from aktiva.apps.cycles.models import Measure
from aktiva.apps.organisation import actions as units
from aktiva.apps.organisation import queries as organisation
from aktiva.apps.outbox.models import Mail
from aktiva.domain.organisation.reorganising import Change, ChangeKind, Part

pytestmark = pytest.mark.django_db

DAY = date(2023, 9, 18)
AFTER = noon("2023-10-02")
FACTS = {"area": "training", "owner_role": "rektor", "due_date": date(2023, 12, 1)}


def part(town, name: str, unit: int | None = None) -> Part:
    return Part(name, name, "enhet", town.units["BF"].pk, unit)


def make(town, kind: ChangeKind, codes: str, *parts: Part, **rest):
    before = tuple(town.units[code].pk for code in codes.split())
    return units.reorganise(
        employer=town.employer, change=Change(kind, DAY, before, parts),
        decision=units.Decision("kommunstyrelsen", "KS 2023/114"), actor=town.hr,
        at=noon("2023-09-18"), **rest,
    )  # fmt: skip


def merge(town, **rest):
    return make(town, ChangeKind.MERGE, "ALB EKL", part(town, "Centrumskolan"), **rest)


@pytest.fixture
def measure(town, cycle) -> Measure:
    return decide(town, cycle, "ALB")


def decide(town, cycle, code: str) -> Measure:
    return actions.decide_measure(
        cycle=cycle, unit=town.units[code], actor=town.hr, at=noon("2023-09-10"),
        facts=actions.MeasureFacts(title=f"Utbilda vikarierna i {code}", **FACTS),
    )  # fmt: skip


def move(town, cycle, measures, to: int):
    return {
        "cycle": cycle, "ids": [m.pk for m in measures], "actor": town.hr,
        "facts": actions.BulkFacts(kind="move", unit_id=to),
    }  # fmt: skip


def problems(asked) -> dict[str, str]:
    return {r.measure.title: r.problem for r in actions.preview(**asked, on=AFTER.date())}


@pytest.mark.parametrize("to", ["new", "KOK"])
def test_a_measure_of_a_unit_that_is_no_more_is_not_moved(town, cycle, measure, to):
    made = merge(town)
    there = made.facts["new"][0] if to == "new" else town.units[to].pk
    asked = move(town, cycle, [measure], there)

    says = problems(asked)[measure.title]

    assert says == (
        "är redan så"
        if to == "new"
        else "skrevs i en tidigare enhet och står kvar där; Centrumskolan svarar för den"
    )
    with pytest.raises(ValidationError, match="Ingen av de valda"):
        actions.change_many(**asked, at=AFTER)
    assert Measure.objects.get(pk=measure.pk).unit_id == town.units["ALB"].pk


def test_the_measures_beside_it_are_moved(town, cycle, measure):
    merge(town)
    beside = decide(town, cycle, "KOK")

    change = actions.change_many(
        **move(town, cycle, [measure, beside], town.units["LOK"].pk), at=AFTER
    )

    assert [row["id"] for row in change.rows] == [beside.pk]


def test_a_measure_that_was_handed_over_in_a_split_stays_with_the_part_it_was_handed_to(
    town, cycle, measure
):
    make(
        town, ChangeKind.SPLIT, "ALB", part(town, "Alby skola", town.units["ALB"].pk),
        part(town, "Alby kök"), picked={f"measure-{measure.pk}": ("1",)},
    )  # fmt: skip

    says = problems(move(town, cycle, [measure], town.units["ALB"].pk))[measure.title]

    assert says == "skrevs i en tidigare enhet och står kvar där; Alby kök svarar för den"


def test_a_measure_is_not_moved_to_a_unit_that_is_no_more(town, cycle):
    merge(town)
    kept = decide(town, cycle, "KOK")

    with pytest.raises(ValidationError) as refused:
        actions.preview(**move(town, cycle, [kept], town.units["ALB"].pk), on=AFTER.date())

    assert "unit_id" in refused.value.message_dict


def test_what_was_tried_to_move_is_back_in_its_unit_when_the_change_is_taken_back(
    town, cycle, measure
):
    made = merge(town)
    with pytest.raises(ValidationError):
        actions.change_many(**move(town, cycle, [measure], town.units["KOK"].pk), at=AFTER)

    units.undo_reorganisation(reorganisation_id=made.pk, actor=town.hr, at=noon("2023-10-03"))
    town.employer.refresh_from_db()

    holder = organisation.holder(town.employer, town.units["ALB"].pk, on=date(2023, 10, 4))
    assert holder == Measure.objects.get(pk=measure.pk).unit_id == town.units["ALB"].pk


def test_the_preview_names_the_unit_that_is_no_more(client, day, town, cycle, measure):
    merge(town)
    day("2023-10-02")
    client.force_login(town.hr)

    page = client.post(
        f"/ar/{cycle.pk}/atgarder/flera/",
        {"atgard": [str(measure.pk)], "kind": "move", "unit_id": str(town.units["KOK"].pk),
         "preview": "1"},
    ).text  # fmt: skip

    assert "Alby skola" in page
    assert "Centrumskolan svarar för den" in page


def test_the_one_who_answers_now_is_reminded(town, cycle, measure):
    kept = town.employer.units.get(pk=town.units["ALB"].pk).holdings.get(user__name="Bo Grip")
    merge(town, picked={f"holding-{kept.pk}": ("0",)})
    Mail.objects.all().delete()
    actions.change_measure(
        measure_id=measure.pk, actor=town.hr, at=AFTER,
        facts=actions.MeasureFacts(**FACTS | {"title": "Utbilda", "owner_role": "Enhetschef"}),
    )  # fmt: skip

    actions.change_many(
        cycle=cycle, ids=[measure.pk], facts=actions.BulkFacts(kind="remind"), actor=town.hr,
        at=AFTER,
    )  # fmt: skip

    assert [m.to.name for m in Mail.objects.all()] == ["Bo Grip"]
