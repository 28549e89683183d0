"""Changes of observations and papers."""

from aktiva.apps.reports.actions.education import approve_education_report
from aktiva.apps.reports.actions.merging import can_undo, take_in, undo_taking_in
from aktiva.apps.reports.actions.model_wording import drop_wording, model_set, propose_wording
from aktiva.apps.reports.actions.observations import (
    decide_observation,
    merge_observations,
    split_observation,
    write_observation,
)
from aktiva.apps.reports.actions.papers import (
    ChangedMeanwhile,
    Frozen,
    approve,
    change_paper,
    check_points,
    hand_in,
    lacking_action_plans,
    make_action_plans,
    make_minutes_extract,
    make_paper,
    send_back,
)
from aktiva.apps.reports.actions.proposing import propose_observations
from aktiva.apps.reports.actions.publishing import (
    Choice,
    Refused,
    close_page,
    make_public_version,
    open_page,
)
from aktiva.apps.reports.actions.read_back import read_back
from aktiva.apps.reports.actions.templates import Section, as_row, keep_template, restore_template
from aktiva.apps.reports.actions.word_templates import (
    keep_word_template,
    look_at_word_template,
    remove_word_template,
    restore_word_template,
)

__all__ = [
    "ChangedMeanwhile",
    "Choice",
    "Frozen",
    "Refused",
    "Section",
    "approve",
    "approve_education_report",
    "as_row",
    "can_undo",
    "change_paper",
    "check_points",
    "close_page",
    "decide_observation",
    "drop_wording",
    "hand_in",
    "keep_template",
    "keep_word_template",
    "lacking_action_plans",
    "look_at_word_template",
    "make_action_plans",
    "make_minutes_extract",
    "make_paper",
    "make_public_version",
    "merge_observations",
    "model_set",
    "open_page",
    "propose_observations",
    "propose_wording",
    "read_back",
    "remove_word_template",
    "restore_template",
    "restore_word_template",
    "send_back",
    "split_observation",
    "take_in",
    "undo_taking_in",
    "write_observation",
]
