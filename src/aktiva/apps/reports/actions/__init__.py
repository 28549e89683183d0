"""Changes of observations and papers."""

from aktiva.apps.reports.actions.observations import (
    decide_observation,
    propose_observations,
    write_observation,
)
from aktiva.apps.reports.actions.papers import (
    ChangedMeanwhile,
    Frozen,
    approve,
    change_paper,
    check_points,
    hand_in,
    make_action_plans,
    make_minutes_extract,
    make_paper,
    send_back,
)

__all__ = [
    "ChangedMeanwhile",
    "Frozen",
    "approve",
    "change_paper",
    "check_points",
    "decide_observation",
    "hand_in",
    "make_action_plans",
    "make_minutes_extract",
    "make_paper",
    "propose_observations",
    "send_back",
    "write_observation",
]
