"""Reminders: at most one letter a person and working day, nothing twice, nothing lost."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aktiva.domain.cycle.reminders import (
    BEFORE,
    LATE_EVERY,
    Absence,
    Digest,
    Keep,
    Sent,
    Stretch,
    WorkingDays,
    digests,
    due_offset,
    horizon,
    stands_in,
)

ANNA, BO, CIA = 1, 2, 3
JULY = Stretch(date(2026, 7, 1), date(2026, 7, 31))
EASTER = frozenset({date(2026, 4, 3), date(2026, 4, 6)})
WORKING = WorkingDays(holidays=EASTER, pauses=(JULY,))


def keep(day: date, owner: int = ANNA, key: str = "a", **rest) -> Keep:
    return Keep(key, owner, day, **rest)


def sent_by(found: list[Digest]) -> list[Sent]:
    return [
        Sent(i.keep.key, i.keep.owner, i.keep.day, i.offset, digest.on, digest.to)
        for digest in found
        for i in digest.items
    ]


def run(keeps, first: date, last: date, *, working=WORKING, absences=(), days=None, **rest):
    """Return what is sent when the command is run every day, or on `days`."""
    log: list[Sent] = []
    day = first
    while day <= last:
        if days is None or day in days:
            log += sent_by(
                digests(keeps, on=day, working=working, sent=log, absences=absences, **rest)
            )
        day += timedelta(1)
    return log


def offsets(log: list[Sent]) -> list[tuple[str, int]]:
    return [(entry.on.isoformat(), entry.offset) for entry in log]


def test_a_date_is_reminded_of_thirty_seven_and_one_day_before_on_the_day_and_when_late():
    log = run([keep(date(2026, 5, 20))], date(2026, 4, 1), date(2026, 6, 5))

    assert offsets(log) == [
        ("2026-04-20", 30), ("2026-05-13", 7), ("2026-05-19", 1), ("2026-05-20", 0),
        ("2026-05-21", -1), ("2026-05-28", -8), ("2026-06-04", -15),
    ]  # fmt: skip


def test_a_reminder_on_a_day_off_comes_the_working_day_before():
    """Thirty days before Wednesday 6 May is Easter Monday; the day before Monday is a Sunday."""
    log = run([keep(date(2026, 5, 6))], date(2026, 3, 20), date(2026, 4, 15))
    monday = run([keep(date(2026, 5, 11))], date(2026, 5, 8), date(2026, 5, 11))

    assert offsets(log) == [("2026-04-02", 30)]
    assert offsets(monday) == [("2026-05-08", 1), ("2026-05-11", 0)]


def test_a_date_on_a_sunday_is_told_on_friday_with_the_days_that_are_left():
    found = digests([keep(date(2026, 5, 10))], on=date(2026, 5, 8), working=WORKING)

    assert [(i.offset, i.days_left) for i in found[0].items] == [(0, 2)]


def test_a_date_inside_the_pause_is_told_before_it_and_is_late_after_it():
    log = run([keep(date(2026, 7, 20))], date(2026, 6, 15), date(2026, 8, 12))

    assert offsets(log) == [
        ("2026-06-19", 30), ("2026-06-30", 0), ("2026-08-03", -14), ("2026-08-10", -21),
    ]  # fmt: skip


def test_nothing_goes_out_on_a_day_off():
    for day in (date(2026, 4, 3), date(2026, 4, 4), date(2026, 7, 15)):
        assert digests([keep(day)], on=day, working=WORKING) == []


def test_a_missed_reminder_comes_the_next_working_day_and_once():
    days = {date(2026, 5, 14), date(2026, 5, 15)}  # the server stood still on the 13th

    log = run([keep(date(2026, 5, 20))], date(2026, 5, 13), date(2026, 5, 18), days=days)

    assert offsets(log) == [("2026-05-14", 7)]


def test_a_missed_reminder_gives_way_to_a_nearer_one():
    log = run([keep(date(2026, 5, 20))], date(2026, 5, 19), date(2026, 5, 19))

    assert offsets(log) == [("2026-05-19", 1)]


def test_running_twice_a_day_sends_nothing_twice():
    keeps = [keep(date(2026, 5, 20)), keep(date(2026, 5, 20), key="b")]
    first = digests(keeps, on=date(2026, 5, 13), working=WORKING)

    again = digests(keeps, on=date(2026, 5, 13), working=WORKING, sent=sent_by(first))

    assert [len(d.items) for d in first] == [2]
    assert again == []


def test_what_turns_up_later_the_same_day_waits_for_the_next_letter():
    one, other = keep(date(2026, 5, 20)), keep(date(2026, 5, 20), key="b")
    log = sent_by(digests([one], on=date(2026, 5, 13), working=WORKING))

    assert digests([one, other], on=date(2026, 5, 13), working=WORKING, sent=log) == []
    after = digests([one, other], on=date(2026, 5, 14), working=WORKING, sent=log)
    assert [i.keep.key for i in after[0].items] == ["b"]


def test_a_moved_date_moves_its_reminders():
    old = keep(date(2026, 5, 20))
    log = run([old], date(2026, 4, 1), date(2026, 5, 14))

    moved = replace(old, day=date(2026, 6, 17))
    after = digests([moved], on=date(2026, 5, 18), working=WORKING, sent=log)

    assert offsets(log) == [("2026-04-20", 30), ("2026-05-13", 7)]
    assert [(i.keep.day, i.offset) for i in after[0].items] == [(date(2026, 6, 17), 30)]


def test_what_cannot_be_known_to_be_undone_is_never_called_late():
    log = run([keep(date(2026, 5, 20), can_be_late=False)], date(2026, 5, 18), date(2026, 6, 20))

    assert offsets(log) == [("2026-05-18", 7), ("2026-05-19", 1), ("2026-05-20", 0)]


def test_the_lines_of_a_letter_stand_by_date_and_the_late_ones_first():
    keeps = [keep(date(2026, 5, 20), key="c"), keep(date(2026, 5, 4), key="b"),
             keep(date(2026, 6, 12), key="a")]  # fmt: skip

    found = digests(keeps, on=date(2026, 5, 13), working=WORKING)

    assert [(i.keep.key, i.days_left) for i in found[0].items] == [("b", -9), ("c", 7), ("a", 30)]


# ---- somebody else's ----------------------------------------------------------------------

MAY = Stretch(date(2026, 5, 1), date(2026, 5, 31))


def test_a_substitute_gets_the_absent_persons_in_the_same_letter_as_their_own():
    keeps = [keep(date(2026, 5, 20)), keep(date(2026, 5, 20), BO, "b")]

    found = digests(keeps, on=date(2026, 5, 13), working=WORKING, absences=[Absence(ANNA, BO, MAY)])

    assert [(d.to, [(i.keep.key, i.for_another) for i in d.items]) for d in found] == [
        (BO, [("a", True), ("b", False)])
    ]


def test_what_the_substitute_got_is_not_sent_again_to_the_one_who_comes_back():
    absence = Absence(ANNA, BO, Stretch(date(2026, 5, 1), date(2026, 5, 13)))
    duty = keep(date(2026, 5, 20))
    log = sent_by(digests([duty], on=date(2026, 5, 13), working=WORKING, absences=[absence]))

    back = digests([duty], on=date(2026, 5, 14), working=WORKING, sent=log, absences=[absence])

    assert (log[0].to, log[0].owner, back) == (BO, ANNA, [])


@pytest.mark.parametrize(
    ("absences", "expected"),
    [
        ([], ANNA),
        ([Absence(ANNA, BO, MAY)], BO),
        ([Absence(ANNA, BO, MAY), Absence(BO, CIA, MAY)], CIA),
        ([Absence(ANNA, BO, MAY), Absence(BO, ANNA, MAY)], ANNA),
        ([Absence(ANNA, BO, Stretch(date(2026, 6, 1), date(2026, 6, 9)))], ANNA),
    ],
)
def test_the_chain_of_substitutes_ends_with_somebody_who_is_there(absences, expected):
    assert stands_in(ANNA, on=date(2026, 5, 13), absences=absences) == expected


def test_an_address_that_does_not_work_gets_nothing_until_it_does():
    duty = keep(date(2026, 5, 20))

    held = digests([duty], on=date(2026, 5, 13), working=WORKING, unreachable={ANNA})
    later = digests([duty], on=date(2026, 5, 15), working=WORKING)

    assert held == []
    assert [i.offset for i in later[0].items] == [7]


# ---- properties ---------------------------------------------------------------------------

SPAN = st.dates(date(2026, 3, 1), date(2026, 9, 30))
KEEPS = st.lists(
    st.builds(Keep, st.sampled_from("abcd"), st.sampled_from([ANNA, BO]), SPAN, st.booleans()),
    max_size=6,
    unique_by=lambda k: (k.key, k.owner),
)
ABSENCES = st.lists(
    st.builds(
        Absence, st.just(ANNA), st.sampled_from([BO, CIA]),
        st.tuples(SPAN, SPAN).map(lambda two: Stretch(min(two), max(two))),
    ),
    max_size=2,
)  # fmt: skip
FIRST, LAST = date(2026, 3, 1), date(2026, 10, 31)
OUTAGES = st.sets(st.dates(FIRST, LAST), max_size=12)


def every_day_but(outages) -> set[date]:
    return {FIRST + timedelta(n) for n in range((LAST - FIRST).days + 1)} - outages


@settings(deadline=None, max_examples=60)
@given(KEEPS, ABSENCES, OUTAGES)
def test_nothing_is_sent_twice_and_nothing_on_a_day_off(keeps, absences, outages):
    log = run(keeps, FIRST, LAST, absences=absences, days=every_day_but(outages))

    once = Counter((s.key, s.owner, s.day, s.offset) for s in log)
    assert set(once.values()) <= {1}
    assert all(WORKING.has(entry.on) for entry in log)


@settings(deadline=None, max_examples=60)
@given(KEEPS, ABSENCES, OUTAGES)
def test_one_letter_a_person_and_day_is_enough(keeps, absences, outages):
    log: list[Sent] = []
    for day in sorted(every_day_but(outages)):
        found = digests(keeps, on=day, working=WORKING, sent=log, absences=absences)
        assert len({d.to for d in found}) == len(found)
        assert all(d.items for d in found)
        log += sent_by(found)


@settings(deadline=None, max_examples=60)
@given(KEEPS, OUTAGES)
def test_no_reminder_is_lost_it_is_sent_or_a_nearer_one_is(keeps, outages):
    """Also over an outage, as long as the command is run on a working day before the date."""
    days = every_day_but(outages)
    log = run(keeps, FIRST, LAST, days=days)

    for duty in keeps:
        mine = [entry for entry in log if (entry.key, entry.owner) == (duty.key, duty.owner)]
        for offset in BEFORE:
            planned = WORKING.at_or_before(duty.day - timedelta(offset))
            chances = {d for d in days if planned <= d <= duty.day and WORKING.has(d)}
            if planned >= FIRST and chances:
                assert any(0 <= entry.offset <= offset for entry in mine), (duty, offset)


@settings(deadline=None, max_examples=60)
@given(KEEPS)
def test_the_late_are_reminded_within_a_week_and_at_most_once_a_week(keeps):
    log = run(keeps, FIRST, LAST)

    for duty in keeps:
        late = [s.on for s in log if (s.key, s.owner) == (duty.key, duty.owner) and s.offset < 0]
        if not duty.can_be_late:
            assert late == []
            continue
        assert late[0] == WORKING.after(duty.day)
        assert all((b - a).days >= LATE_EVERY for a, b in pairwise(late))


@settings(deadline=None)
@given(SPAN, SPAN)
def test_no_date_beyond_the_horizon_can_be_due(on, day):
    if WORKING.has(on) and day > horizon(on, working=WORKING):
        assert due_offset(keep(day), on=on, working=WORKING) is None
