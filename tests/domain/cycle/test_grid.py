"""The grid says what was examined and never more than its worst risk allows."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aktiva.domain.cycle.grid import (
    COLUMNS,
    ROWS,
    Examined,
    Reached,
    RiskLine,
    applies,
    put_together,
)
from aktiva.domain.cycle.own_areas import MUST_HAVE_A_HOME, OwnArea, homeless, in_order, named
from aktiva.domain.values import AREAS_OF_THE_ACT, Area, Ground

DAY = date(2026, 3, 14)
PAY, AGE, SEX = Area.PAY, Ground.AGE, Ground.SEX
STAFF = {1: 30, 2: 10}


def examined(unit=1, area=PAY, grounds=(AGE,), methods=("survey",), on=DAY) -> Examined:
    return Examined(unit, area, frozenset(grounds), methods, on)


def risk(id=1, unit=1, grounds=(AGE,), *, cause=True, measures=0, evaluated=0, left=False, on=None):
    return RiskLine(
        id, unit, PAY, frozenset(grounds), cause, measures, evaluated, is_left=left, next_date=on
    )


@pytest.mark.parametrize(
    ("seen", "risks", "reached"),
    [
        ([], [], Reached.NONE),
        ([examined()], [], Reached.CLEAR),
        ([examined(grounds=(SEX,))], [], Reached.NONE),
        ([examined(area=Area.TRAINING)], [], Reached.NONE),
        ([], [risk(cause=False)], Reached.RISK),
        ([examined()], [risk(cause=False)], Reached.RISK),
        ([examined()], [risk()], Reached.CAUSE),
        ([examined()], [risk(measures=1)], Reached.MEASURE),
        ([examined()], [risk(left=True)], Reached.MEASURE),
        ([examined()], [risk(measures=2, evaluated=1)], Reached.MEASURE),
        ([examined()], [risk(measures=2, evaluated=2)], Reached.EVALUATED),
        ([examined()], [risk(cause=False, measures=1, evaluated=1)], Reached.RISK),
        ([examined()], [risk(measures=1, evaluated=1), risk(2)], Reached.CAUSE),
    ],
)
def test_how_far_a_box_has_come(seen, risks, reached):
    assert put_together(seen, risks, staff=STAFF).box(PAY, AGE).reached is reached


def test_an_obstacle_without_a_ground_has_a_column_of_its_own():
    grid = put_together([], [risk(grounds=(Ground.NOT_SPECIFIC,))], staff=STAFF)

    assert grid.box(PAY, Ground.NOT_SPECIFIC).reached is Reached.CAUSE
    assert all(grid.box(PAY, g).reached is Reached.NONE for g in COLUMNS[:-1])
    assert grid.n_examined == 0


def test_the_gender_balance_of_7_is_about_sex_alone():
    assert applies(Area.GENDER_BALANCE, SEX)
    assert not applies(Area.GENDER_BALANCE, AGE)
    assert len(put_together([], [], staff={}).boxes) == 6 * 8 + 2


def test_the_share_of_staff_counts_each_unit_once_and_those_an_examination_above_speaks_for():
    twice = put_together([examined(), examined(methods=("statistics",))], [], staff=STAFF)
    above = put_together([examined(unit=9)], [], staff=STAFF, below={9: frozenset({1, 2})})

    assert twice.share(PAY, AGE) == 0.75
    assert twice.box(PAY, AGE).n_examinations == 2
    assert above.share(PAY, AGE) == 1.0
    assert above.box(PAY, AGE).examiners == {9}
    assert put_together([], [], staff={}).share(PAY, AGE) is None


def test_what_holds_a_box_back_is_counted_and_dated():
    lines = [
        risk(1),
        risk(2),
        risk(3, measures=1, on=DAY),
        risk(4, measures=1, on=date(2026, 2, 1)),
    ]

    box = put_together([], lines, staff=STAFF).box(PAY, AGE)

    assert (box.reached, box.n_behind, box.next_date) == (Reached.CAUSE, 2, date(2026, 2, 1))


areas = st.sampled_from(ROWS)
grounds = st.sets(st.sampled_from(COLUMNS), min_size=1).map(tuple)
seen_rows = st.lists(
    st.builds(examined, st.sampled_from([1, 2, 9]), areas, grounds, st.just(("survey",)))
)
risk_rows = st.lists(
    st.builds(
        lambda u, a, g, c, m, e: RiskLine(1, u, a, frozenset(g), c, m, min(e, m)),
        st.sampled_from([1, 2]), areas, grounds, st.booleans(), st.integers(0, 2),
        st.integers(0, 2),
    )
)  # fmt: skip


@given(seen_rows, risk_rows)
def test_the_grid_of_the_whole_is_that_of_its_parts(seen, risks):
    whole = put_together(seen, risks, staff=STAFF)
    parts = [
        put_together(
            [e for e in seen if e.unit == u], [r for r in risks if r.unit == u], staff=STAFF
        )
        for u in (1, 2, 9)
    ]

    for key, box in whole.boxes.items():
        of_parts = [p.boxes[key].reached for p in parts]
        with_risk = [r for r in of_parts if r >= Reached.RISK]
        assert box.reached is (min(with_risk) if with_risk else max(of_parts))


@given(seen_rows, risk_rows)
def test_looking_once_more_never_makes_a_box_worse_or_hides_a_risk(seen, risks):
    before = put_together(seen, risks, staff=STAFF).box(PAY, AGE).reached
    after = put_together([*seen, examined()], risks, staff=STAFF).box(PAY, AGE).reached

    assert after is (Reached.CLEAR if before is Reached.NONE else before)


def test_an_area_of_the_act_without_a_home_is_reported():
    own = [
        OwnArea("Arbetsmiljö", (Area.WORKING_CONDITIONS, Area.HARASSMENT)),
        OwnArea("Lön", (Area.PAY, Area.PAY_MAPPING)),
        OwnArea("Rekrytering", (Area.RECRUITMENT, Area.GENDER_BALANCE)),
        OwnArea("Föräldraskap", (Area.PARENTHOOD,)),
    ]

    assert homeless(own) == (Area.TRAINING,)
    assert homeless([]) == ()


@given(
    st.lists(st.builds(OwnArea, st.text(min_size=1), st.lists(st.sampled_from(Area)).map(tuple)))
)
def test_every_area_stands_once_in_the_employers_order(own):
    shown = in_order(own, AREAS_OF_THE_ACT)

    assert sorted(a for _name, areas in shown for a in areas) == sorted(AREAS_OF_THE_ACT)
    held = {a for o in own for a in o.areas}
    assert set(homeless(own)) == (set(MUST_HAVE_A_HOME) - held if own else set())


def test_a_heading_is_found_whatever_its_case():
    own = [OwnArea("Lön och villkor", (Area.PAY,))]

    assert named(own, " lön  och VILLKOR ") is Area.PAY
    assert named(own, "Annat") is None
