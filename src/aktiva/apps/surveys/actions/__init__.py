"""Changes of campaigns and answers."""

from aktiva.apps.surveys.actions.answering import (
    Locked,
    Saved,
    save_answer,
    settle,
)
from aktiva.apps.surveys.actions.campaigns import (
    extend_campaign,
    keep_questionnaire,
    open_campaign,
    remind,
)
from aktiva.apps.surveys.actions.sheets import (
    NotReady,
    TooLate,
    approve,
    obstacles_of,
    send_back,
    submit,
)

__all__ = [
    "Locked",
    "NotReady",
    "Saved",
    "TooLate",
    "approve",
    "extend_campaign",
    "keep_questionnaire",
    "obstacles_of",
    "open_campaign",
    "remind",
    "save_answer",
    "send_back",
    "settle",
    "submit",
]
