"""Changes of the cooperation: parties, forms, meetings, what is read, and the parties' answers."""

from aktiva.apps.cooperation.actions.accounts import note_account
from aktiva.apps.cooperation.actions.agreements import agree_on_forms
from aktiva.apps.cooperation.actions.confirmations import confirm
from aktiva.apps.cooperation.actions.meetings import (
    MeetingFacts,
    Present,
    change_meeting,
    record_meeting,
    withdraw_meeting,
)
from aktiva.apps.cooperation.actions.parties import change_party, register_party, set_up_parties
from aktiva.apps.cooperation.actions.readings import ReadingFacts, remind, send_for_reading

__all__ = [
    "MeetingFacts",
    "Present",
    "ReadingFacts",
    "agree_on_forms",
    "change_meeting",
    "change_party",
    "confirm",
    "note_account",
    "record_meeting",
    "register_party",
    "remind",
    "send_for_reading",
    "set_up_parties",
    "withdraw_meeting",
]
