"""Changes of a pay mapping, and the door through which its pay is read."""

from aktiva.apps.pay.actions.directive import (
    keep_category,
    keep_days,
    note_answered,
    take_question,
)
from aktiva.apps.pay.actions.files import (
    Waiting,
    confirm_file,
    disagreeing,
    drop_file,
    explain_places,
    hold_against_register,
    take_file,
    waiting,
)
from aktiva.apps.pay.actions.grouping import (
    hold_dominated,
    regroup_groups,
    try_group,
)
from aktiva.apps.pay.actions.judging import (
    judge,
    still_holds,
)
from aktiva.apps.pay.actions.keeping import (
    MappingFacts,
    begin,
    change,
    close,
    end_reader,
    name_reader,
    reopen,
)
from aktiva.apps.pay.actions.planning import (
    OutcomeFacts,
    PlanFacts,
    add_plan_rows,
    change_plan_row,
    make_measure,
    remove_plan_row,
    tell_outcome,
)
from aktiva.apps.pay.actions.practice import (
    RuleFacts,
    SurveyFacts,
    keep_rule,
    keep_survey,
    remove_rule,
    remove_survey,
)
from aktiva.apps.pay.actions.reading import (
    CannotRead,
    NoRun,
    read,
)
from aktiva.apps.pay.actions.together import (
    CooperationFacts,
    HandoverFacts,
    hand_over,
    keep_cooperation,
    remove_cooperation,
)

__all__ = [
    "CannotRead",
    "CooperationFacts",
    "HandoverFacts",
    "MappingFacts",
    "NoRun",
    "OutcomeFacts",
    "PlanFacts",
    "RuleFacts",
    "SurveyFacts",
    "Waiting",
    "add_plan_rows",
    "begin",
    "change",
    "change_plan_row",
    "close",
    "confirm_file",
    "disagreeing",
    "drop_file",
    "end_reader",
    "explain_places",
    "hand_over",
    "hold_against_register",
    "hold_dominated",
    "judge",
    "keep_category",
    "keep_cooperation",
    "keep_days",
    "keep_rule",
    "keep_survey",
    "make_measure",
    "name_reader",
    "note_answered",
    "read",
    "regroup_groups",
    "remove_cooperation",
    "remove_plan_row",
    "remove_rule",
    "remove_survey",
    "reopen",
    "still_holds",
    "take_file",
    "take_question",
    "tell_outcome",
    "try_group",
    "waiting",
]
