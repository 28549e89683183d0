"""The grid of a unit, a department and the employer, from what has been recorded."""

from __future__ import annotations

from datetime import date

import pytest
from strandvik import answer_all, noon, sheet_of

from aktiva.apps.coverage import queries
from aktiva.apps.cycles import actions
from aktiva.apps.organisation import actions as organisation
from aktiva.domain.cycle.grid import Reached
from aktiva.domain.values import Area, Ground

DAY = date(2023, 11, 1)


def examine(town, cycle, code, *, area="pay", grounds=("age",), words="Vi läste lönekriterierna"):
    return actions.record_examination(
        cycle=cycle, unit=town.units[code], actor=town.hr, at=noon("2023-10-10"),
        facts=actions.ExaminationFacts(
            area=area, grounds=grounds, methods=("documents",), on_date=date(2023, 10, 2),
            participants="chef", finding="nothing", conclusion=f"{words} vid {code}.",
        ),
    )  # fmt: skip


def grid_of(town, cycle, code, *, on=DAY):
    return queries.grid(cycle, queries.scope_of(cycle, town.units[code].pk, on=on), on=on)


@pytest.mark.django_db
def test_a_department_sees_its_own_units_and_no_others(town, cycle):
    examine(town, cycle, "ALB")
    examine(town, cycle, "KOK", grounds=("sex",))

    own = grid_of(town, cycle, "BF")

    assert own.box(Area.PAY, Ground.AGE).reached is Reached.CLEAR
    assert own.box(Area.PAY, Ground.SEX).reached is Reached.NONE
    assert own.share(Area.PAY, Ground.AGE) == 0.5
    assert grid_of(town, cycle, "0").share(Area.PAY, Ground.AGE) == 0.25


@pytest.mark.django_db
def test_an_examination_from_above_stands_for_the_units_below(town, cycle):
    examine(town, cycle, "0")

    whole = grid_of(town, cycle, "0")

    assert whole.share(Area.PAY, Ground.AGE) == 1.0
    assert grid_of(town, cycle, "ALB").box(Area.PAY, Ground.AGE).reached is Reached.NONE


@pytest.mark.django_db
def test_the_questionnaires_own_table_counts_like_an_examination(town, cycle, campaign):
    answer_all(sheet_of(campaign, town.units["ALB"]), by=town.hr, at=noon("2023-09-20"))

    made = grid_of(town, cycle, "ALB")

    assert made.n_examined > 0
    assert made.box(Area.PAY, Ground.SEX).last_on == date(2023, 9, 20)


@pytest.mark.django_db
def test_what_a_unit_examined_before_it_was_merged_counts_for_the_one_that_came_after(town, cycle):
    examine(town, cycle, "ALB")
    organisation.close_unit(
        unit=town.units["ALB"], on_date=date(2023, 10, 20), successor=town.units["EKL"],
        kind="merged", actor=town.hr, at=noon("2023-10-15"),
    )  # fmt: skip

    after = grid_of(town, cycle, "EKL")

    assert after.box(Area.PAY, Ground.AGE).reached is Reached.CLEAR
    assert after.share(Area.PAY, Ground.AGE) == 1.0
    scope = queries.scope_of(cycle, town.units["EKL"].pk, on=DAY)
    box = queries.grid(cycle, scope, on=DAY).box(Area.PAY, Ground.AGE)
    (row,) = queries.behind(cycle, scope, box, on=DAY).examined
    assert row.unit_name == "Alby skola"


@pytest.mark.django_db
def test_the_grid_as_it_stood_on_a_past_day_knows_nothing_later(town, cycle):
    examine(town, cycle, "ALB")
    scope = queries.scope_of(cycle, town.units["ALB"].pk, on=date(2023, 10, 5))

    before = queries.grid(cycle, scope, on=date(2023, 10, 5), as_of=noon("2023-10-05"))

    assert before.n_examined == 0


@pytest.mark.django_db
def test_the_list_can_be_taken_out_as_a_table(client, town, cycle, day):
    day("2023-11-01")
    examine(town, cycle, "ALB")
    client.force_login(town.hr)

    answer = client.get(f"/ar/{cycle.pk}/rutnat/?tabell=1")

    lines = answer.content.decode("utf-8-sig").splitlines()
    assert lines[0].startswith("Område;Grund;Läge")
    assert len(lines) == 1 + 6 * 8 + 2
    assert any(
        line.startswith("Löner och anställningsvillkor;Ålder;Inget funnet") for line in lines
    )


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["pay/kon/", "lon/age/", "gender_balance/age/"])
def test_a_box_that_does_not_exist_is_not_found(client, town, cycle, day, path):
    day("2023-11-01")
    client.force_login(town.hr)

    assert client.get(f"/ar/{cycle.pk}/rutnat/{path}").status_code == 404
