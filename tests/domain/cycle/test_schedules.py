"""A plan's words about time are read for what they say and no more."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from aktiva.domain.cycle.schedules import Kind, Schedule, in_words, read_schedule, to_data

YEARLY, MONTHLY = "FREQ=YEARLY", "FREQ=MONTHLY"


def said(text: str) -> tuple[str, str | None, list[int]]:
    read = read_schedule(text)
    return read.kind.value, read.rrule, list(read.months)


@pytest.mark.parametrize(
    ("text", "rule", "months"),
    [
        ("1 ggr/år", YEARLY, []),
        ("1ggr/år (april)", f"{YEARLY};BYMONTH=4", [4]),
        ("1 ggr/år (mars)", f"{YEARLY};BYMONTH=3", [3]),
        ("Årligen", YEARLY, []),
        ("ÅRLIGEN I MARS OCH OKTOBER", f"{YEARLY};BYMONTH=3,10", [3, 10]),
        ("2 ggr/år (mars och oktober)", f"{YEARLY};BYMONTH=3,10", [3, 10]),
        ("Två gånger årligen, april och november", f"{YEARLY};BYMONTH=4,11", [4, 11]),
        ("Senast 31/3 varje år", f"{YEARLY};BYMONTH=3;BYMONTHDAY=31", [3]),
        ("varje år den 1:a maj", f"{YEARLY};BYMONTH=5;BYMONTHDAY=1", [5]),
        ("Årlig uppföljning mars månad av chefen", f"{YEARLY};BYMONTH=3", [3]),
        ("Vartannat år", f"{YEARLY};INTERVAL=2", []),
        ("en gång vartannat år", f"{YEARLY};INTERVAL=2", []),
        ("vart 3:e år", f"{YEARLY};INTERVAL=3", []),
        ("1 gång per mandatperiod", f"{YEARLY};INTERVAL=4", []),
        ("minst två gånger om året", f"{MONTHLY};INTERVAL=6", []),
        ("2 ggr per termin", f"{MONTHLY};INTERVAL=3", []),
        ("1 ggr/termin", f"{MONTHLY};INTERVAL=6", []),
        ("Kvartalsvis", f"{MONTHLY};INTERVAL=3", []),
        ("En gång i månaden", MONTHLY, []),
        ("varannan vecka", "FREQ=WEEKLY;INTERVAL=2", []),
        ("var fjortonde dag", "FREQ=DAILY;INTERVAL=14", []),
        ("Varje vår", YEARLY, [3, 4, 5]),
        ("Varje vår och höst", f"{MONTHLY};INTERVAL=6", [3, 4, 5, 9, 10, 11]),
        ("Årligen under Q2", YEARLY, [4, 5, 6]),
        ("varje september", f"{YEARLY};BYMONTH=9", [9]),
    ],
)
def test_an_interval_or_a_yearly_rhythm_comes_back(text, rule, months):
    assert said(text) == ("recurrence", rule, months)


@pytest.mark.parametrize(
    "text",
    [
        "Möjlighet 11 ggr/år",
        "1-2 ggr/år",
        "2 ggr/år (mars)",
        "0 ggr/år",
        "2 ggr i veckan",
        "Upp till 4 ggr/år",
        "högst en gång om året",
    ],
)
def test_a_rhythm_that_the_words_leave_open_is_not_made_up(text):
    assert said(text)[:2] == ("recurrence", None)


def test_a_day_that_does_not_exist_leaves_its_month():
    assert said("Varje år den 31/2") == ("recurrence", f"{YEARLY};BYMONTH=2", [2])


@pytest.mark.parametrize(
    ("text", "kind", "months"),
    [
        ("Löpande", "continuous", []),
        ("Löpande under året", "continuous", []),
        ("Kontinuerlig utvärdering", "continuous", []),
        ("Senast 14 december", "deadline", [12]),
        ("senast Q3", "deadline", [7, 8, 9]),
        ("Klart till sommaren", "deadline", [6, 7, 8]),
        ("Före 1 mars", "deadline", [3]),
        ("Q2", "once", [4, 5, 6]),
        ("kvartal 1", "once", [1, 2, 3]),
        ("fjärde kvartalet", "once", [10, 11, 12]),
        ("under hösten", "once", [9, 10, 11]),
        ("Våren 2023", "once", [3, 4, 5]),
        ("vinter", "once", [1, 2, 12]),
        ("Ht 2024", "once", [8, 9, 10, 11, 12]),
        ("november–januari", "once", [1, 11, 12]),
        ("Under 2022", "once", []),
        ("v. 12", "once", []),
        ("2024-03-15", "once", [3]),
        ("Start mars 2020", "once", [3]),
        ("Vid medarbetarsamtal", "event", []),
        ("Sker i samband med lönekartläggning", "event", []),
        ("Start 2020", "unknown", []),
        ("APT-tema", "unknown", []),
        ("på APT", "unknown", []),
        ("vid APT", "unknown", []),
        ("Obligatorisk för nya chefer", "unknown", []),
        ("AGF, Start 2020, Obligatoriskt för nya chefer.", "unknown", []),
        ("Se vår chef", "unknown", []),
        ("Vid behov", "unknown", []),
        ("", "unknown", []),
    ],
)
def test_what_decides_the_time(text, kind, months):
    assert said(text) == (kind, None, months)


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("Årligen inför lönerevision", "lönerevision"),
        ("Årligen inför lönerevision?", "lönerevision"),
        ("Inför budget 2025", "budget 2025"),
        ("Vid varje rekrytering", "rekrytering"),
        ("Vid medarbetarsamtal och lönesamtal?", "medarbetarsamtal och lönesamtal"),
        ("Inför lönerevision i mars", "lönerevision"),
        ("Under hösten", None),
        ("Inför första kvartalet", None),
        ("Under året", None),
    ],
)
def test_the_event_is_kept_in_the_plans_words(text, event):
    assert read_schedule(text).event == event


@pytest.mark.parametrize(
    ("text", "audience", "optional"),
    [
        ("Obligatorisk för nya chefer", "nya chefer", False),
        ("Erbjuds årligen till alla chefer. Obligatoriskt för nya chefer.",
         "alla chefer; nya chefer", True),
        ("Erbjuds årligen till chefer och skyddsombud.", "chefer och skyddsombud", True),
        ("Erbjuds alla medarbetare", "alla medarbetare", True),
        ("Möjlighet 11 ggr/år", None, True),
        ("Löpande till och med juni", None, False),
        ("Årligen", None, False),
    ],
)  # fmt: skip
def test_for_whom_and_whether_it_must_be_done(text, audience, optional):
    read = read_schedule(text)

    assert (read.audience, read.optional) == (audience, optional)


@pytest.mark.parametrize(
    ("text", "doubts"),
    [("Vid medarbetarsamtal och lönesamtal?", True), ("ca 2 ggr/år", True), ("Årligen", False),
     ("prel. mars", True), ("i mars, ev. april", True)],
)  # fmt: skip
def test_doubt_is_kept(text, doubts):
    assert read_schedule(text).uncertain is doubts


def test_a_reading_is_told_in_words():
    assert [in_words(read_schedule(text)) for text in (
        "1 ggr/år (mars)", "Vartannat år", "2 ggr per termin", "Möjlighet 11 ggr/år",
        "Årligen inför lönerevision", "Vid medarbetarsamtal och lönesamtal?", "Senast 14 december",
        "Obligatorisk för nya chefer", "Gäller alla chefer. Obligatorisk för nya chefer.",
    )] == [
        "Återkommer varje år, i mars.",
        "Återkommer vartannat år.",
        "Återkommer var tredje månad.",
        "Återkommer, men inte i jämn takt, som en möjlighet.",
        "Återkommer varje år, knutet till lönerevision.",
        "Vid en händelse: medarbetarsamtal och lönesamtal, osäkert enligt planen.",
        "Har en sista dag, i december.",
        "Tiden framgår inte, för nya chefer.",
        "Tiden framgår inte, för alla chefer och nya chefer.",
    ]  # fmt: skip


def test_the_keys_are_those_of_the_contract():
    assert to_data(read_schedule("Q2")) == {
        "kind": "once",
        "rrule": None,
        "months": [4, 5, 6],
        "event": None,
        "audience": None,
        "optional": False,
        "uncertain": False,
        "text": "Q2",
    }


PIECES = (
    ["1", "2", "11", "en", "två", "ggr/år", "gånger per termin", "årligen", "vartannat år", "Q2", "våren",
     "mars", "31/3", "2022", "v. 7", "löpande", "senast", "inför", "lönerevision", "vid", "APT", "för",
     "nya chefer", "erbjuds", "?", ".", ",", "(", ")", "-", "start", "till", "under", "hösten", "var", "3:e",
     "år"]
)  # fmt: skip
phrases = st.one_of(
    st.text(max_size=300), st.lists(st.sampled_from(PIECES), max_size=14).map(" ".join)
)
RULE = re.compile(
    r"FREQ=(YEARLY|MONTHLY|WEEKLY|DAILY)(;INTERVAL=[1-9]\d*)?(;BYMONTH=\d+(,\d+)*(;BYMONTHDAY=\d+)?)?"
)


@given(phrases)
@example("0 ggr/år")
@example("var 0:e månad")
def test_whatever_is_written_is_read_and_kept(text):
    read = read_schedule(text)

    assert read.text == text
    assert in_words(read).endswith(".")
    assert list(read.months) == sorted(set(read.months))
    assert all(1 <= month <= 12 for month in read.months)
    assert read.rrule is None or (RULE.fullmatch(read.rrule) and read.kind is Kind.RECURRENCE)
    assert read.event is None or read.event.strip()
    assert not ("?" in text and not read.uncertain)


@given(phrases)
def test_case_and_room_between_words_say_nothing(text):
    def meaning(read: Schedule) -> tuple[object, ...]:
        return read.kind, read.rrule, read.months, read.optional, read.uncertain

    spaced = "  ".join(text.split())

    assert meaning(read_schedule(f" {spaced} ")) == meaning(read_schedule(" ".join(text.split())))
