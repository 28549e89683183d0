"""Days off and calendar text, read back by the library and line by line as RFC 5545 says."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from aktiva.adapters.calendars import Entry, days_off, feed

CHANGED = datetime(2026, 9, 1, 10, 30, tzinfo=UTC)
ENTRY = Entry(
    uid="measure-12-due@212000-9903.aktiva",
    first=date(2026, 11, 30),
    last=date(2026, 11, 30),
    summary="Klart senast: åtgärd inom rekrytering och befordran, Östra skolans lärcentrum",
    description="Åtgärden står i Aktiva.\nDu får den för att du är chef; den kan flyttas, delas\\upp.",
    url="https://aktiva.strandvik.example/ar/3/arshjul/?enhet=17",
    revision=2,
    changed=CHANGED,
    category="Klart senast",
)


# ---- days off ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    "day",
    [
        "2026-01-01", "2026-01-06", "2026-04-03", "2026-04-06", "2026-05-01", "2026-05-14",
        "2026-06-06", "2026-06-19", "2026-06-20", "2026-10-31", "2026-12-24", "2026-12-25",
        "2026-12-26", "2026-12-31", "2024-06-21", "2027-06-25",
    ],
)  # fmt: skip
def test_public_holidays_and_the_three_eves_are_days_off(day):
    off = date.fromisoformat(day)

    assert off in days_off(off.year)


def test_ordinary_sundays_and_half_days_are_not_holidays():
    off = days_off(2026)

    assert (
        not {date(2026, 3, 1), date(2026, 4, 2), date(2026, 4, 30), date(2026, 1, 5)} & off.keys()
    )
    assert off[date(2026, 6, 19)] == "Midsommarafton"
    assert all(day.year == 2026 for day in off)


def test_easter_monday_is_found_as_gauss_would():
    def easter(year: int) -> date:
        a, b, c = year % 19, year // 100, year % 100
        d = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
        e = (32 + 2 * (b % 4) + 2 * (c // 4) - d - c % 4) % 7
        f = d + e - 7 * ((a + 11 * d + 22 * e) // 451) + 114
        return date(year, f // 31, f % 31 + 1)

    for year in range(2020, 2050):
        assert days_off(year)[easter(year) + timedelta(1)] == "Annandag påsk"
        assert days_off(year)[easter(year) - timedelta(2)] == "Långfredagen"


# ---- the calendar ------------------------------------------------------------------------


def strictly(text: bytes) -> list[tuple[str, dict[str, str], str]]:
    """Return (name, parameters, value) of each line, refusing what RFC 5545 refuses."""
    assert text.endswith(b"\r\n")
    raw = text.split(b"\r\n")[:-1]
    assert all(b"\r" not in line and b"\n" not in line for line in raw)
    assert max(map(len, raw)) <= 75
    for line in raw:
        line.decode("utf-8")  # a fold never splits a letter
    lines: list[str] = []
    for line in (part.decode("utf-8") for part in raw):
        assert line
        if line.startswith((" ", "\t")):
            lines[-1] += line[1:]
        else:
            lines.append(line)
    found = []
    for line in lines:
        match = re.fullmatch(r"([A-Z-]+)((?:;[A-Z-]+=(?:\"[^\"]*\"|[^;:\"]*))*):(.*)", line)
        assert match, line
        parameters = dict(part.split("=", 1) for part in match[2].split(";")[1:])
        found.append((match[1], parameters, match[3]))
    return found


def properties(text: bytes) -> dict[str, tuple[dict[str, str], str]]:
    """Return the properties of the only event."""
    lines = strictly(text)
    begin = lines.index(("BEGIN", {}, "VEVENT"))
    end = lines.index(("END", {}, "VEVENT"))
    return {name: (parameters, value) for name, parameters, value in lines[begin + 1 : end]}


def test_an_entry_is_an_all_day_event_that_ends_the_day_after():
    found = properties(feed([ENTRY], name="Aktiva"))

    assert found["UID"] == ({}, ENTRY.uid)
    assert found["DTSTART"] == ({"VALUE": "DATE"}, "20261130")
    assert found["DTEND"] == ({"VALUE": "DATE"}, "20261201")
    assert found["DTSTAMP"] == ({}, "20260901T103000Z")
    assert found["SEQUENCE"] == ({}, "2")
    assert found["TRANSP"] == ({}, "TRANSPARENT")


def test_the_required_lines_stand_first_and_the_parts_are_closed():
    lines = strictly(feed([ENTRY, replace(ENTRY, uid="b")], name="Aktiva"))
    names = [name for name, _, _ in lines]

    assert lines[0] == ("BEGIN", {}, "VCALENDAR") and lines[-1] == ("END", {}, "VCALENDAR")
    assert {"VERSION", "PRODID"} <= set(names[:6])
    assert names.count("BEGIN") == names.count("END") == 3
    assert names.count("DTSTAMP") == names.count("UID") == 2


def test_text_is_escaped_and_comes_back_as_it_was():
    text = feed([ENTRY], name="Dina datum, i Aktiva")

    assert r"åtgärd inom rekrytering och befordran\, Östra" in properties(text)["SUMMARY"][1]
    read = Calendar.from_ical(text)
    event = read.walk("VEVENT")[0]
    assert str(event["SUMMARY"]) == ENTRY.summary
    assert str(event["DESCRIPTION"]) == ENTRY.description
    assert str(event["URL"]) == ENTRY.url
    assert event.decoded("DTSTART") == ENTRY.first
    assert str(read["X-WR-CALNAME"]) == "Dina datum, i Aktiva"


def test_a_moved_date_is_the_same_event_with_a_higher_number():
    moved = replace(
        ENTRY, first=date(2026, 12, 14), last=date(2026, 12, 14), revision=3,
        changed=CHANGED + timedelta(days=5),
    )  # fmt: skip

    before, after = (properties(feed([entry], name="Aktiva")) for entry in (ENTRY, moved))

    assert before["UID"] == after["UID"]
    assert int(before["SEQUENCE"][1]) < int(after["SEQUENCE"][1])
    assert after["DTSTART"][1] == "20261214"


def test_the_same_entries_give_the_same_bytes_in_any_order():
    other = replace(ENTRY, uid="a", first=date(2026, 1, 2), last=date(2026, 1, 9))

    assert feed([ENTRY, other], name="Aktiva") == feed([other, ENTRY], name="Aktiva")


def test_an_empty_calendar_is_a_calendar():
    assert next(name for name, _, _ in strictly(feed([], name="Aktiva"))) == "BEGIN"


WORDS = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zl", "Zp")), max_size=200
)


@settings(deadline=None)
@given(WORDS, WORDS, st.dates(date(2017, 1, 1), date(2099, 1, 1)), st.integers(0, 60))
def test_any_words_fold_at_75_octets_and_come_back(summary, description, first, length):
    entry = replace(
        ENTRY, summary=summary, description=description, first=first,
        last=first + timedelta(length),
    )  # fmt: skip

    text = feed([entry], name=summary[:40])

    strictly(text)
    event = Calendar.from_ical(text).walk("VEVENT")[0]
    assert str(event["SUMMARY"]) == summary
    assert str(event["DESCRIPTION"]) == description
    assert event.decoded("DTEND") - event.decoded("DTSTART") == timedelta(length + 1)
