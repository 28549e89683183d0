"""A measure in a year: its dates and its plan's words, and nothing that they do not say."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aktiva.domain.cycle.occurrences import (
    CalendarEvent,
    Doubt,
    EventKind,
    Lack,
    Missing,
    Occurrence,
    Placement,
    Reason,
    event_kind,
    is_dense,
    missing_in_words,
    occurrence_in_words,
    occurrences,
)
from aktiva.domain.cycle.schedules import Kind, Schedule, read_schedule

YEAR = 2026
REVIEW = CalendarEvent(EventKind.PAY_REVIEW, "Löneöversyn", date(2026, 1, 12), date(2026, 3, 31))
TALKS = CalendarEvent(
    EventKind.APPRAISAL, "Medarbetarsamtal", date(2026, 10, 1), date(2026, 11, 30)
)
SURVEY = CalendarEvent(EventKind.OTHER, "Medarbetarenkäten", date(2026, 9, 7), date(2026, 9, 25))
EVENTS = (REVIEW, TALKS, SURVEY)


def place(text: str, year: int = YEAR, **rest) -> Placement:
    rest.setdefault("plan_year", YEAR)
    rest.setdefault("events", EVENTS)
    return occurrences(read_schedule(text), year=year, **rest)


def spans(placed: Placement) -> list[str]:
    return [
        o.day.isoformat() if o.day == o.last else f"{o.day.isoformat()}/{o.last.isoformat()}"
        for o in placed.occurrences
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1 ggr/år (mars)", ["2026-03-01/2026-03-31"]),
        ("2 ggr/år (mars och oktober)", ["2026-03-01/2026-03-31", "2026-10-01/2026-10-31"]),
        ("Senast 31/3 varje år", ["2026-03-31"]),
        ("Senast 29/2 varje år", ["2026-02-28"]),
        ("Årligen", ["2026-01-01/2026-12-31"]),
        ("Årligen under Q2", ["2026-04-01/2026-06-30"]),
        ("Varje vår och höst", ["2026-03-01/2026-05-31", "2026-09-01/2026-11-30"]),
        ("1 ggr/termin", ["2026-01-01/2026-06-30", "2026-07-01/2026-12-31"]),
        ("Senast 14 december", ["2026-12-14"]),
        ("Under hösten", ["2026-09-01/2026-11-30"]),
        ("Under vintern", ["2026-01-01/2026-02-28"]),
        ("Under 2026", ["2026-01-01/2026-12-31"]),
        ("Under 2027", []),
        ("Årligen inför lönerevision", ["2026-01-12"]),
        ("I samband med lönerevision", ["2026-01-12/2026-03-31"]),
        ("Årligen i mars inför lönerevision", ["2026-03-01/2026-03-31"]),
        ("Efter medarbetarenkäten", ["2026-09-07/2026-09-25"]),
    ],
)
def test_words_become_a_day_or_the_stretch_that_they_name(text, expected):
    placed = place(text)

    assert (spans(placed), placed.missing) == (expected, ())


def test_a_quarterly_rhythm_is_once_in_each_quarter():
    assert spans(place("Kvartalsvis")) == [
        "2026-01-01/2026-03-31", "2026-04-01/2026-06-30", "2026-07-01/2026-09-30",
        "2026-10-01/2026-12-31",
    ]  # fmt: skip


def test_months_that_are_named_one_by_one_are_the_months():
    named = place("Varje kvartal: mars, juni, september och december")

    assert [o.last.month for o in named.occurrences] == [3, 6, 9, 12]
    assert {o.day.day for o in named.occurrences} == {1}


@pytest.mark.parametrize(
    ("text", "lack"),
    [
        ("Löpande", Lack.NO_CHECK),
        ("11 ggr/år", Lack.UNEVEN),
        ("1–2 ggr/år", Lack.UNEVEN),
        ("2 ggr/år, under våren", Lack.UNEVEN),
        ("Höst eller vår?", Lack.UNCERTAIN),
        ("ca mars", Lack.UNCERTAIN),
        ("Vartannat år", Lack.NO_START),
        ("Var femte månad", Lack.NO_START),
        ("Varannan vecka", Lack.NO_START),
        ("APT-tema", Lack.NO_TIME),
        ("Start 2020", Lack.NO_TIME),
    ],
)
def test_what_the_words_leave_open_gets_no_day_and_is_said(text, lack):
    assert place(text) == Placement((), (Missing(lack),))


@pytest.mark.parametrize(
    ("text", "event"),
    [("Årligen inför lönerevision", "lönerevision"), ("Vid medarbetarsamtal", "medarbetarsamtal")],
)
def test_an_event_without_a_date_that_year_is_a_lack_that_is_named(text, event):
    placed = place(text, 2027)

    assert placed == Placement((), (Missing(Lack.NO_EVENT, event),))
    assert missing_in_words(placed.missing[0], year=2027) == (
        f"Datum för {event} 2027 saknas i arbetsgivarens kalender."
    )


def test_every_lack_has_words_that_say_what_to_do():
    said = {missing_in_words(Missing(lack, "budgeten"), year=YEAR) for lack in Lack}

    assert len(said) == len(Lack)
    assert all(sentence.endswith(".") and "{" not in sentence for sentence in said)


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("lönerevisionen", EventKind.PAY_REVIEW),
        ("årets löneöversyn", EventKind.PAY_REVIEW),
        ("medarbetarsamtalen", EventKind.APPRAISAL),
        ("budgetarbetet", EventKind.BUDGET),
        ("nyanställning", None),
    ],
)
def test_the_words_of_an_event_are_known_in_their_forms(words, kind):
    assert event_kind(words) is kind


def test_what_goes_on_gets_the_day_of_its_next_check():
    placed = place("Löpande", next_check=date(2026, 5, 4))

    check = Occurrence(date(2026, 5, 4), date(2026, 5, 4), Reason.CHECK)
    assert placed == Placement((check,), ())


def test_a_check_next_year_is_no_lack_this_year_and_no_date_either():
    assert place("Löpande", next_check=date(2027, 1, 4)) == Placement()


def test_a_due_date_stands_instead_of_words_about_a_single_time():
    placed = place("Senast 14 december", due=date(2026, 11, 2))

    assert [(o.day, o.reason) for o in placed.occurrences] == [(date(2026, 11, 2), Reason.DUE)]


def test_a_rhythm_longer_than_its_period_is_counted_from_the_start():
    start = date(2025, 2, 10)

    assert [spans(place("Vartannat år", year, start=start, plan_year=2025)) for year in (2025, 2026, 2027)] == [
        ["2025-02-10", "2025-02-10/2025-12-31"], [], ["2027-01-01/2027-12-31"],
    ]  # fmt: skip
    assert spans(place("Var femte månad", 2026, start=date(2025, 11, 3), plan_year=2025)) == [
        "2026-01-01/2026-03-31", "2026-04-01/2026-08-31",
    ]  # fmt: skip


def test_a_rhythm_gives_nothing_before_it_starts():
    placed = place("Kvartalsvis", start=date(2026, 5, 15))

    assert spans(placed) == [
        "2026-05-15", "2026-05-15/2026-06-30", "2026-07-01/2026-09-30", "2026-10-01/2026-12-31",
    ]  # fmt: skip


def test_a_plan_says_nothing_of_the_years_before_it():
    assert place("1 ggr/år (mars)", 2025) == Placement()
    assert spans(place("1 ggr/år (mars)", 2027)) == ["2027-03-01/2027-03-31"]


def test_dates_alone_are_placed_in_their_years():
    dates = {"start": date(2026, 2, 1), "next_check": date(2026, 6, 1), "due": date(2027, 1, 31)}

    now, later = (occurrences(None, year=year, **dates) for year in (2026, 2027))

    assert [o.reason for o in now.occurrences] == [Reason.START, Reason.CHECK]
    assert [o.reason for o in later.occurrences] == [Reason.DUE]
    assert now.missing == later.missing == ()


@pytest.mark.parametrize(
    ("text", "doubt", "words"),
    [
        ("1 ggr/år (mars)", Doubt.DAY, "i mars"),
        ("Under hösten", Doubt.MONTH, "september–november"),
        ("Årligen", Doubt.MONTH, "under året"),
        ("Varje vecka", Doubt.DAY, "1 januari–4 januari"),
        ("Senast 14 december", None, ""),
    ],
)
def test_the_part_in_doubt_is_told_and_the_stretch_has_words(text, doubt, words):
    first = place(text).occurrences[0]

    assert (first.doubt, occurrence_in_words(first)) == (doubt, words)


def test_what_comes_back_weekly_is_too_dense_for_single_days():
    dense = [
        t for t in ("Varje vecka", "Dagligen", "Månadsvis", "Löpande") if is_dense(read_schedule(t))
    ]

    assert dense == ["Varje vecka", "Dagligen"]
    assert not is_dense(None)


# ---- properties -------------------------------------------------------------------------

PHRASES = st.sampled_from(
    [
        "1 ggr/år (mars)", "2 ggr/år (mars och oktober)", "Årligen", "Kvartalsvis", "Varje vecka",
        "Vartannat år", "Var femte månad", "Var fjortonde dag", "Varje vår och höst", "Löpande",
        "Under vintern", "Senast 14 december", "Årligen inför lönerevision", "11 ggr/år",
        "Höst eller vår?", "Under 2026", "Månadsvis under hösten", "Vid budget", "Senast 29/2 varje år",
    ]
)  # fmt: skip
DAYS = st.dates(date(2024, 1, 1), date(2028, 12, 31))
MAYBE = st.none() | DAYS
YEARS = st.integers(2024, 2028)


@settings(deadline=None)
@given(PHRASES, YEARS, YEARS, MAYBE, MAYBE, MAYBE)
def test_all_is_within_the_year_in_order_and_once(text, year, plan_year, start, due, check):
    found = place(
        text, year, plan_year=plan_year, start=start, due=due, next_check=check
    ).occurrences

    assert list(found) == sorted(set(found))
    assert all(o.day <= o.last and o.day.year == o.last.year == year for o in found)


@settings(deadline=None)
@given(PHRASES, YEARS, MAYBE, MAYBE, DAYS, DAYS)
def test_moving_a_due_date_moves_exactly_its_own_occurrence(text, year, start, check, one, other):
    before, after = (
        place(text, year, plan_year=2024, start=start, next_check=check, due=due)
        for due in (one, other)
    )

    def rest(placed: Placement) -> set[Occurrence]:
        return {o for o in placed.occurrences if o.reason is not Reason.DUE}

    def due(placed: Placement) -> list[date]:
        return [o.day for o in placed.occurrences if o.reason is Reason.DUE]

    assert rest(before) == rest(after)
    assert before.missing == after.missing
    assert due(before) == [one] * (one.year == year)
    assert due(after) == [other] * (other.year == year)


@settings(deadline=None)
@given(PHRASES, YEARS, MAYBE)
def test_words_give_times_or_a_lack_and_never_both(text, year, start):
    placed = place(text, year, plan_year=2024, start=start)

    said = [o for o in placed.occurrences if o.reason is not Reason.START]
    assert not (said and placed.missing)


# ---- the same by asking every day of the year -------------------------------------------


def slow(schedule: Schedule, year: int, start: date | None) -> list[tuple[date, date]]:
    """Return the stretches of a rule by giving each day of the surrounding years a number.

    Days with the same number belong together. Knows nothing of how the rules are computed.
    """
    parts = dict(part.split("=") for part in (schedule.rrule or "").split(";"))
    every = int(parts.get("INTERVAL", "1"))
    origin = start or date(year, 1, 1)

    def number(day: date) -> tuple | None:
        months = (day.year - origin.year) * 12 + day.month - origin.month
        match parts["FREQ"]:
            case "YEARLY" if (day.year - origin.year) % every:
                return None
            case "YEARLY" if "BYMONTH" in parts:
                wanted = [int(month) for month in parts["BYMONTH"].split(",")]
                return (day.year, day.month) if day.month in wanted else None
            case "YEARLY":
                return (day.year,)
            case "MONTHLY" if 12 % every == 0:
                return (day.year, (day.month - 1) // every)
            case "MONTHLY":
                return (months // every,) if months >= 0 else None
            case "WEEKLY":
                monday, first = (d - timedelta(d.weekday()) for d in (day, origin))
                weeks = (monday - first).days // 7
                return (weeks,) if weeks >= 0 and weeks % every == 0 else None
            case _:
                days = (day - origin).days
                return (days,) if days >= 0 and days % every == 0 else None

    stretches: dict[tuple, list[date]] = {}
    for n in range(-800, 900):
        day = date(year, 1, 1) + timedelta(n)
        if (found := number(day)) is not None:
            stretches.setdefault(found, []).append(day)
    kept = []
    for days in stretches.values():
        if days[-1].year == year and (start is None or days[-1] >= start):
            kept.append((max(days[0], date(year, 1, 1), start or days[0]), days[-1]))
    return sorted(kept)


RULES = st.one_of(
    st.integers(1, 4).map(lambda n: f"FREQ=YEARLY;INTERVAL={n}"),
    st.sets(st.integers(1, 12), min_size=1).map(
        lambda months: f"FREQ=YEARLY;BYMONTH={','.join(map(str, sorted(months)))}"
    ),
    st.integers(1, 18).map(lambda n: f"FREQ=MONTHLY;INTERVAL={n}"),
    st.integers(1, 5).map(lambda n: f"FREQ=WEEKLY;INTERVAL={n}"),
    st.integers(1, 20).map(lambda n: f"FREQ=DAILY;INTERVAL={n}"),
)


@settings(deadline=None)
@given(RULES, st.integers(2025, 2028), st.dates(date(2025, 1, 1), date(2026, 12, 31)))
def test_rules_give_the_stretches_that_a_count_of_every_day_gives(rule, year, start):
    months = rule.partition("BYMONTH=")[2]
    schedule = Schedule(
        text="", kind=Kind.RECURRENCE, rrule=rule.removesuffix(";INTERVAL=1"),
        months=tuple(int(m) for m in months.split(",")) if months else (),
    )  # fmt: skip

    placed = occurrences(schedule, year=year, start=start)

    said = [(o.day, o.last) for o in placed.occurrences if o.reason is Reason.WORDS]
    assert said == slow(schedule, year, start)


@settings(deadline=None)
@given(st.sets(st.integers(1, 12), min_size=1), st.integers(2024, 2028))
def test_a_month_ends_on_its_last_day(months, year):
    rule = f"FREQ=YEARLY;BYMONTH={','.join(map(str, sorted(months)))}"
    schedule = Schedule(text="", kind=Kind.RECURRENCE, rrule=rule, months=tuple(sorted(months)))

    found = occurrences(schedule, year=year).occurrences

    assert [o.last.day for o in found] == [monthrange(year, m)[1] for m in sorted(months)]
