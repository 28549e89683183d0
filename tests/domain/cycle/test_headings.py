"""What an employer calls the areas, and in which order it names them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aktiva.domain.cycle.own_areas import Headings, OwnArea, chosen_areas
from aktiva.domain.values import AREAS_OF_THE_ACT, Area

WORK, PAY, HARASSMENT = Area.WORKING_CONDITIONS, Area.PAY, Area.HARASSMENT
OWN = Headings(
    (
        OwnArea("Lön", (PAY,)),
        OwnArea("Arbetsmiljö", (WORK, HARASSMENT)),
    )
)
ANY = st.lists(
    st.builds(OwnArea, st.text(min_size=1), st.lists(st.sampled_from(Area)).map(tuple))
).map(lambda own: Headings(tuple(own)))


def test_without_own_headings_all_is_as_in_the_act():
    act = Headings()

    assert act.names == {area.value: area.short_label for area in Area}
    assert act.choices(reversed(Area)) == [(a.value, a.short_label) for a in reversed(Area)]
    assert act.narrowing(AREAS_OF_THE_ACT) == [(a.value, a.short_label) for a in AREAS_OF_THE_ACT]
    assert [act.above(area) for area in Area] == [""] * len(Area)
    assert len(set(act.places.values())) == 1


@pytest.mark.parametrize(
    ("area", "name", "above"),
    [
        (PAY, "Lön", "Lön"),
        (WORK, "Arbetsmiljö (arbetsförhållanden)", "Arbetsmiljö"),
        (HARASSMENT, "Arbetsmiljö (trakasserier och repressalier)", "Arbetsmiljö"),
        (Area.TRAINING, "Utbildning och kompetensutveckling", ""),
    ],
)
def test_a_shared_heading_keeps_the_area_of_the_act_beside_it(area, name, above):
    assert OWN.names[area] == name
    assert OWN.above(area) == above


def test_areas_are_chosen_in_the_employers_order_and_the_homeless_last():
    assert [code for code, _name in OWN.choices([Area.TRAINING, HARASSMENT, WORK, PAY])] == [
        "pay", "working_conditions", "harassment", "training",
    ]  # fmt: skip


def test_a_list_is_narrowed_by_a_shared_heading_or_by_one_of_its_areas():
    assert OWN.narrowing([WORK, PAY, HARASSMENT]) == [
        ("pay", "Lön"),
        ("working_conditions,harassment", "Arbetsmiljö"),
        ("working_conditions", "Arbetsmiljö (arbetsförhållanden)"),
        ("harassment", "Arbetsmiljö (trakasserier och repressalier)"),
    ]


@pytest.mark.parametrize(
    ("codes", "areas"),
    [
        ("pay", (PAY,)),
        ("working_conditions,harassment", (WORK, HARASSMENT)),
        ("", ()),
        ("lön", ()),
        ("pay,lön", (PAY,)),
    ],
)
def test_what_names_no_area_chooses_none(codes, areas):
    assert chosen_areas(codes) == areas


def test_a_heading_in_the_words_of_the_act_does_not_say_them_twice():
    own = Headings((OwnArea("arbetsförhållanden", (WORK, HARASSMENT)),))

    assert own.names[WORK] == "arbetsförhållanden"
    assert own.names[HARASSMENT] == "arbetsförhållanden (trakasserier och repressalier)"


def test_a_heading_that_is_the_words_of_the_act_is_not_an_own_one():
    assert (
        Headings((OwnArea("Lönekartläggning", (Area.PAY_MAPPING,)),)).above(Area.PAY_MAPPING) == ""
    )


@given(ANY)
def test_every_area_can_be_chosen_once_under_whatever_headings(own):
    assert sorted(code for code, _name in own.choices(Area)) == sorted(Area)
    assert set(own.names) == set(own.places) == set(Area)


@given(ANY)
def test_every_way_to_narrow_a_list_names_an_area(own):
    assert all(chosen_areas(codes) for codes, _name in own.narrowing(AREAS_OF_THE_ACT))
