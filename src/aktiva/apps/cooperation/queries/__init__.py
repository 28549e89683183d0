"""Reads of the cooperation: what is recorded, how it stands, what counts and what a paper tells."""

from aktiva.apps.cooperation.queries.evidence import (
    FORUM_KINDS,
    Proof,
    proof,
    steps_by_department,
)
from aktiva.apps.cooperation.queries.gathering import Gathered, gathered, place_of, tree_of
from aktiva.apps.cooperation.queries.readings import (
    asked_for_page,
    asked_rows,
    meeting_for_page,
    n_to_read,
    own_answers,
    reading_for_page,
    readings,
    to_read,
)
from aktiva.apps.cooperation.queries.register import forums_for, parties_for_page
from aktiva.apps.cooperation.queries.representatives import (
    Awaited,
    awaited,
    own_readings,
    readings_until,
    representatives,
)
from aktiva.apps.cooperation.queries.standing import Standing, standing
from aktiva.apps.cooperation.queries.told import Told, by_party, meetings, told

__all__ = [
    "FORUM_KINDS",
    "Awaited",
    "Gathered",
    "Proof",
    "Standing",
    "Told",
    "asked_for_page",
    "asked_rows",
    "awaited",
    "by_party",
    "forums_for",
    "gathered",
    "meeting_for_page",
    "meetings",
    "n_to_read",
    "own_answers",
    "own_readings",
    "parties_for_page",
    "place_of",
    "proof",
    "reading_for_page",
    "readings",
    "readings_until",
    "representatives",
    "standing",
    "steps_by_department",
    "to_read",
    "told",
    "tree_of",
]
