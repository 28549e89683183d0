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
from aktiva.apps.pay.actions.grouping import hold_dominated, regroup_groups, try_group
from aktiva.apps.pay.actions.keeping import (
    MappingFacts,
    begin,
    change,
    close,
    end_reader,
    name_reader,
    reopen,
)
from aktiva.apps.pay.actions.practice import (
    RuleFacts,
    SurveyFacts,
    keep_rule,
    keep_survey,
    remove_rule,
    remove_survey,
)
from aktiva.apps.pay.actions.reading import CannotRead, NoRun, read
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
    "RuleFacts",
    "SurveyFacts",
    "Waiting",
    "begin",
    "change",
    "close",
    "confirm_file",
    "disagreeing",
    "drop_file",
    "end_reader",
    "explain_places",
    "hand_over",
    "hold_against_register",
    "hold_dominated",
    "keep_category",
    "keep_cooperation",
    "keep_days",
    "keep_rule",
    "keep_survey",
    "name_reader",
    "note_answered",
    "read",
    "regroup_groups",
    "remove_cooperation",
    "remove_rule",
    "remove_survey",
    "reopen",
    "take_file",
    "take_question",
    "try_group",
    "waiting",
]
