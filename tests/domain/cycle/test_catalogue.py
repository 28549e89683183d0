"""The catalogue covers every area and ground, in words that stand alone."""

from __future__ import annotations

import pytest

from aktiva.domain.cycle.catalogue import (
    guidance,
    measure_entry,
    measures,
    measures_like,
    risk_entry,
    risks,
    risks_like,
)
from aktiva.domain.cycle.grid import COLUMNS, ROWS
from aktiva.domain.values import GROUNDS_OF_THE_ACT, Area, Ground


def test_there_are_at_least_sixty_risks_and_sixty_measures_each_said_once():
    for entries in (risks(), measures()):
        assert len(entries) >= 60
        assert len({e.id for e in entries}) == len(entries)
        assert len({e.text.casefold() for e in entries}) == len(entries)


@pytest.mark.parametrize("area", ROWS)
def test_every_area_has_guidance_risks_and_measures(area):
    about = guidance(area)

    assert about is not None
    assert about.methods
    assert len(about.ask) >= 3
    assert len(risks_like(area)) >= 6
    assert len(measures_like(area)) >= 6


@pytest.mark.parametrize("ground", COLUMNS)
def test_every_ground_has_risks_and_measures(ground):
    assert sum(ground in e.grounds for e in risks()) >= 3
    assert sum(ground in e.grounds for e in measures()) >= 3


def test_each_entry_is_a_sentence_and_says_why():
    for entry in risks():
        assert entry.text.endswith(".")
        assert entry.why.endswith(".")
        assert len(entry.why) >= 20
        assert entry.grounds
    for entry in measures():
        assert entry.text.endswith(".")
        assert entry.effect.endswith(".")
        assert entry.measured_by.endswith(".")


def test_what_shares_a_ground_comes_first():
    found = measures_like(Area.RECRUITMENT, [Ground.DISABILITY])

    assert Ground.DISABILITY in found[0].grounds
    assert risks_like(Area.RECRUITMENT, [Ground.DISABILITY])[0].grounds.count(Ground.DISABILITY)


def test_an_entry_that_does_not_exist_is_none():
    assert risk_entry("R-AF-01").area is Area.WORKING_CONDITIONS
    assert measure_entry("M-LV-01").grounds == ()
    assert risk_entry("x") is None
    assert measure_entry("") is None


def test_the_tasks_that_are_not_examined_by_area_have_no_guidance():
    assert guidance(Area.PAY_MAPPING) is None


def test_seven_grounds_are_named_somewhere_in_each_half():
    assert {g for e in risks() for g in e.grounds} >= set(GROUNDS_OF_THE_ACT)
    assert {g for e in measures() for g in e.grounds} >= set(GROUNDS_OF_THE_ACT)
