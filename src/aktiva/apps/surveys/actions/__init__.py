"""Changes of campaigns and answers."""

from aktiva.apps.surveys.actions.answering import (
    Locked,
    Saved,
    save_answer,
    save_answers,
    settle,
)
from aktiva.apps.surveys.actions.campaigns import (
    close_campaign,
    extend_campaign,
    next_name,
    open_again,
    open_campaign,
    remind,
)
from aktiva.apps.surveys.actions.delegating import tell_delegate, tell_manager
from aktiva.apps.surveys.actions.drafts import drop_draft, finish_draft, keep_draft
from aktiva.apps.surveys.actions.links import Unusable, use_link, withdraw_links
from aktiva.apps.surveys.actions.many import (
    ManyFacts,
    ManyRow,
    change_sheets,
    preview_sheets,
    undo_sheets,
)
from aktiva.apps.surveys.actions.meetings import begin_meeting, end_meeting
from aktiva.apps.surveys.actions.sheet_files import Brought, fetch_file, read_in, undo_reading
from aktiva.apps.surveys.actions.sheets import (
    NotReady,
    TooLate,
    approve,
    obstacles_of,
    send_back,
    submit,
)
from aktiva.apps.surveys.actions.versions import keep_questionnaire, publish_questionnaire

__all__ = [
    "Brought",
    "Locked",
    "ManyFacts",
    "ManyRow",
    "NotReady",
    "Saved",
    "TooLate",
    "Unusable",
    "approve",
    "begin_meeting",
    "change_sheets",
    "close_campaign",
    "drop_draft",
    "end_meeting",
    "extend_campaign",
    "fetch_file",
    "finish_draft",
    "keep_draft",
    "keep_questionnaire",
    "next_name",
    "obstacles_of",
    "open_again",
    "open_campaign",
    "preview_sheets",
    "publish_questionnaire",
    "read_in",
    "remind",
    "save_answer",
    "save_answers",
    "send_back",
    "settle",
    "submit",
    "tell_delegate",
    "tell_manager",
    "undo_reading",
    "undo_sheets",
    "use_link",
    "withdraw_links",
]
