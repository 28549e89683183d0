"""A record that says nothing is not cooperation, and says why."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from aktiva.domain.cooperation.hollow import Hollow, why_answer_is_hollow, why_hollow
from aktiva.domain.cooperation.records import (
    Answer,
    Confirmation,
    Meeting,
    MeetingKind,
    Origin,
    Reading,
)
from aktiva.domain.values import Step

YEAR = 2026
TODAY = date(2026, 11, 20)
APPROVED = datetime(2026, 12, 18, 12, tzinfo=UTC)
MEETING = Meeting(
    id=1,
    place=10,
    steps=frozenset({Step.EXAMINE}),
    on=date(2026, 3, 11),
    recorded_at=datetime(2026, 3, 12, 9, tzinfo=UTC),
    parties=frozenset({1}),
    information="Underlaget till undersökningen.",
)
READING = Reading(
    id=1,
    place=10,
    steps=frozenset({Step.ACT}),
    sent_on=date(2026, 11, 2),
    last_day=date(2026, 11, 12),
    asked=frozenset({1}),
    content="Förslaget till åtgärder.",
)
ANSWER = Confirmation(
    id=1,
    reading=1,
    party=1,
    answer=Answer.NO_OBJECTION,
    at=datetime(2026, 11, 10, 9, tzinfo=UTC),
)


def test_a_full_record_counts():
    assert why_hollow(MEETING, year=YEAR, on=TODAY) is None


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"on": None}, Hollow.NO_DATE),
        ({"on": date(2025, 12, 31)}, Hollow.OUTSIDE_YEAR),
        ({"on": date(2026, 1, 1)}, None),
        ({"on": TODAY}, None),
        ({"on": TODAY + timedelta(1)}, Hollow.NOT_YET),
        ({"on": date(2027, 1, 1)}, Hollow.OUTSIDE_YEAR),
        ({"steps": frozenset()}, Hollow.NO_STEP),
        ({"parties": frozenset()}, Hollow.NO_PARTY),
        ({"parties": frozenset(), "union_unnamed": True}, Hollow.UNION_UNNAMED),
        ({"kind": MeetingKind.NEGOTIATION}, Hollow.ONLY_NEGOTIATION),
        ({"kind": MeetingKind.BOTH}, None),
        ({"information": ""}, Hollow.NO_INFORMATION),
        ({"information": " \n "}, Hollow.NO_INFORMATION),
        ({"information": None, "origin": Origin.QUESTION}, None),
    ],
)
def test_a_meeting_that_lacks_something_does_not_count(changed, why):
    assert why_hollow(replace(MEETING, **changed), year=YEAR, on=TODAY) is why


@pytest.mark.parametrize(
    ("recorded_at", "why"),
    [
        (APPROVED - timedelta(seconds=1), None),
        (APPROVED, None),
        (APPROVED + timedelta(seconds=1), Hollow.AFTER_PAPER),
    ],
)
def test_a_meeting_written_in_after_the_paper_was_approved_cannot_have_fed_it(recorded_at, why):
    meeting = replace(MEETING, recorded_at=recorded_at)

    assert why_hollow(meeting, year=YEAR, on=date(2026, 12, 31), accounted_at=APPROVED) is why


@pytest.mark.parametrize(
    ("answer", "reading", "why"),
    [
        ({}, {}, None),
        ({"at": datetime(2026, 11, 13, tzinfo=UTC)}, {}, None),  # late, and still an answer
        ({"at": datetime(2027, 1, 4, tzinfo=UTC)}, {}, Hollow.OUTSIDE_YEAR),
        ({"at": datetime(2026, 11, 21, tzinfo=UTC)}, {}, Hollow.NOT_YET),
        ({"party": 2}, {}, Hollow.NO_PARTY),
        ({}, {"steps": frozenset()}, Hollow.NO_STEP),
        ({}, {"content": "  "}, Hollow.NO_INFORMATION),
    ],
)
def test_an_answer_counts_when_the_party_was_asked_something_in_the_year(answer, reading, why):
    found = why_answer_is_hollow(
        replace(ANSWER, **answer), replace(READING, **reading), year=YEAR, on=TODAY
    )

    assert found is why


def test_an_answer_after_the_paper_was_approved_did_not_feed_it():
    approved = ANSWER.at - timedelta(minutes=1)

    assert (
        why_answer_is_hollow(ANSWER, READING, year=YEAR, on=TODAY, accounted_at=approved)
        is Hollow.AFTER_PAPER
    )


def test_every_reason_can_be_read_out():
    assert all(why.words and why.words[0].islower() for why in Hollow)
