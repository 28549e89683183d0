"""Dates, times and numbers as Swedish papers write them."""

from datetime import UTC, date, datetime

import pytest

from aktiva.ui.templatetags import formats

NB = "\u00a0"
MINUS = "\u2212"
MONDAY = date(2026, 11, 30)
EVENING = datetime(2026, 11, 30, 23, 32, tzinfo=UTC)  # 00.32 the day after in Sweden


@pytest.mark.parametrize(
    ("written", "value", "expected"),
    [
        (formats.day, MONDAY, f"30{NB}november 2026"),
        (formats.day, EVENING, f"1{NB}december 2026"),
        (formats.deadline, MONDAY, f"måndag 30{NB}november"),
        (formats.deadline, date(2027, 3, 1), f"måndag 1{NB}mars"),
        (formats.shortday, date(2026, 10, 14), f"14{NB}okt{NB}2026"),
        (formats.shortday, date(2026, 3, 4), f"4{NB}mars{NB}2026"),
        (formats.monthname, MONDAY, "nov"),
        (formats.isoday, MONDAY, "2026-11-30"),
        (formats.isoday, EVENING, "2026-12-01"),
        (formats.clock, EVENING, "00.32"),
        (formats.clock, datetime(2026, 7, 1, 12, 5, tzinfo=UTC), "14.05"),
        (formats.number, 2874, f"2{NB}874"),
        (formats.number, 1_420_000, f"1{NB}420{NB}000"),
        (formats.number, -12, f"{MINUS}12"),
        (formats.number, 0, "0"),
        (formats.number, 999, "999"),
    ],
)
def test_values_are_written_in_swedish(written, value, expected):
    assert written(value) == expected


@pytest.mark.parametrize(
    "written",
    [
        formats.day,
        formats.deadline,
        formats.shortday,
        formats.isoday,
        formats.clock,
        formats.number,
    ],
)
def test_what_is_not_known_leaves_the_place_empty(written):
    assert written(None) == ""


@pytest.mark.parametrize(
    ("part", "whole", "expected"),
    [
        (214, 268, f"80{NB}%"),
        (10, 20, f"50{NB}%"),
        (0, 20, f"0{NB}%"),
        (10, 19, ""),
        (0, 0, ""),
    ],
)
def test_a_share_of_fewer_than_twenty_is_never_a_percentage(part, whole, expected):
    assert formats.percent(part, whole) == expected


def test_a_share_is_told_in_whole_units():
    assert formats.share(27, 31) == "27 av 31"
    assert formats.share(1214, 2874) == f"1{NB}214 av 2{NB}874"


@pytest.mark.parametrize(
    ("n", "expected"), [(0, f"0{NB}enheter"), (1, f"1{NB}enhet"), (1200, f"1{NB}200{NB}enheter")]
)
def test_a_count_agrees_with_its_noun(n, expected):
    assert formats.counted(n, "enhet,enheter") == expected


@pytest.mark.parametrize(
    ("n", "expected"), [(1, "En"), (2, "Två"), (12, "Tolv"), (13, "13"), (1200, f"1{NB}200")]
)
def test_counts_to_twelve_are_spelled_where_a_sentence_begins(n, expected):
    assert formats.spelled(n) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Tjänsteskrivelse", "Tjänste\u00adskrivelse"),
        ("planen för likabehandling", "planen för lika\u00adbehandling"),
        ("Samhällsbyggnadsnämnden", "Samhälls\u00adbyggnadsnämnden"),
        ("FUNKTIONSNEDSÄTTNING", "FUNKTIONS\u00adNED\u00adSÄTTNING"),
        ("Kön", "Kön"),
    ],
)
def test_long_compounds_may_break_at_their_seams_only(text, expected):
    assert formats.soft(text) == expected


def test_soft_hyphens_change_nothing_that_is_read():
    for word in formats._SEAMS:
        assert formats.soft(word).replace("\u00ad", "") == word
        assert "\u00ad" in formats.soft(word)


def test_soft_hyphens_do_not_open_for_markup():
    from django.template import Context, Template

    page = Template("{% load formats %}{{ text|soft }}").render(Context({"text": "<b>Kön</b>"}))

    assert page == "&lt;b&gt;Kön&lt;/b&gt;"
