"""Records that say nothing: why each of them does not count."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

from aktiva.domain.cooperation.records import Confirmation, Meeting, MeetingKind, Reading


class Hollow(StrEnum):
    """Why a record does not count as cooperation."""

    NO_DATE = "no_date"
    NOT_YET = "not_yet"
    OUTSIDE_YEAR = "outside_year"
    NO_STEP = "no_step"
    NO_PARTY = "no_party"
    UNION_UNNAMED = "union_unnamed"
    ONLY_NEGOTIATION = "only_negotiation"
    NO_INFORMATION = "no_information"
    AFTER_PAPER = "after_paper"

    @property
    def words(self) -> str:
        """The reason as the end of a sentence that begins with the record."""
        return _WORDS[self]


_WORDS: dict[Hollow, str] = {
    Hollow.NO_DATE: "saknar datum",
    Hollow.NOT_YET: "har ett datum som inte har varit ännu",
    Hollow.OUTSIDE_YEAR: "har ett datum utanför året",
    Hollow.NO_STEP: "säger inte vilket steg det gällde",
    Hollow.NO_PARTY: "säger inte vilka parter som deltog",
    Hollow.UNION_UNNAMED: "säger facklig företrädare men inte vilken organisation",
    Hollow.ONLY_NEGOTIATION: "var en förhandling enligt 11 § MBL och inte samverkan",
    Hollow.NO_INFORMATION: "säger inte vilken information parterna fick",
    Hollow.AFTER_PAPER: "skrevs in efter att handlingen som redovisar samverkan godkändes",
}


def why_hollow(
    meeting: Meeting, *, year: int, on: date, accounted_at: datetime | None = None
) -> Hollow | None:
    """Return why a meeting does not count for `year` as seen on a day, or None when it counts.

    Args:
        accounted_at: When the paper that tells of the cooperation was approved.
    """
    if (wrong := _day(meeting.on, year=year, on=on)) is not None:
        return wrong
    if not meeting.steps:
        return Hollow.NO_STEP
    if meeting.kind is MeetingKind.NEGOTIATION:
        return Hollow.ONLY_NEGOTIATION
    if not meeting.parties:
        return Hollow.UNION_UNNAMED if meeting.union_unnamed else Hollow.NO_PARTY
    if meeting.information is not None and not meeting.information.strip():
        return Hollow.NO_INFORMATION
    if accounted_at is not None and meeting.recorded_at > accounted_at:
        return Hollow.AFTER_PAPER
    return None


def why_answer_is_hollow(
    confirmation: Confirmation,
    reading: Reading,
    *,
    year: int,
    on: date,
    accounted_at: datetime | None = None,
) -> Hollow | None:
    """Return why an answer does not count, or None when it counts. A late answer counts."""
    if (wrong := _day(confirmation.at.date(), year=year, on=on)) is not None:
        return wrong
    if not reading.steps:
        return Hollow.NO_STEP
    if confirmation.party not in reading.asked:
        return Hollow.NO_PARTY
    if not reading.content.strip():
        return Hollow.NO_INFORMATION
    if accounted_at is not None and confirmation.at > accounted_at:
        return Hollow.AFTER_PAPER
    return None


def _day(day: date | None, *, year: int, on: date) -> Hollow | None:
    if day is None:
        return Hollow.NO_DATE
    if day.year != year:
        return Hollow.OUTSIDE_YEAR
    return Hollow.NOT_YET if day > on else None
