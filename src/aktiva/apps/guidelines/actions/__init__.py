"""Changes of the checks of documents against harassment."""

from aktiva.apps.guidelines.actions.files import Looked, hand_in_file, look, withdraw_file
from aktiva.apps.guidelines.actions.points import (
    OtherFile,
    OtherVersion,
    clear_point,
    confirm_passage,
    record_point,
)
from aktiva.apps.guidelines.actions.reviews import ReviewFacts, record_review, withdraw_review

__all__ = [
    "Looked",
    "OtherFile",
    "OtherVersion",
    "ReviewFacts",
    "clear_point",
    "confirm_passage",
    "hand_in_file",
    "look",
    "record_point",
    "record_review",
    "withdraw_file",
    "withdraw_review",
]
