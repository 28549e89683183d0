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
from aktiva.apps.surveys.actions.many import (
    ManyFacts,
    ManyRow,
    change_sheets,
    preview_sheets,
    undo_sheets,
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
    "ManyFacts",
    "ManyRow",
    "NotReady",
    "Saved",
    "TooLate",
    "approve",
    "change_sheets",
    "extend_campaign",
    "keep_questionnaire",
    "obstacles_of",
    "open_campaign",
    "preview_sheets",
    "remind",
    "save_answer",
    "send_back",
    "settle",
    "submit",
    "undo_sheets",
]
