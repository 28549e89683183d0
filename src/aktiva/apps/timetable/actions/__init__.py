"""Changes of the timetable: the calendar, feeds, substitutes, letters sent and returned."""

from aktiva.apps.timetable.actions.absences import end_substitution, set_substitute
from aktiva.apps.timetable.actions.bounces import record_bounce, settle_bounce
from aktiva.apps.timetable.actions.calendars import (
    record_event,
    record_pause,
    remove_event,
    remove_pause,
)
from aktiva.apps.timetable.actions.digests import Reminded, remind, send_digest
from aktiva.apps.timetable.actions.feed_keys import make_feed_key, note_fetch, revoke_feed_key

__all__ = [
    "Reminded",
    "end_substitution",
    "make_feed_key",
    "note_fetch",
    "record_bounce",
    "record_event",
    "record_pause",
    "remind",
    "remove_event",
    "remove_pause",
    "revoke_feed_key",
    "send_digest",
    "set_substitute",
    "settle_bounce",
]
