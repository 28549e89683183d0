"""Changes of a pay mapping, and the door through which its pay is read."""

from aktiva.apps.pay.actions.files import (
    Waiting,
    confirm_file,
    drop_file,
    explain_places,
    explained_of,
    hold_against_register,
    places_of,
    take_file,
    waiting,
)
from aktiva.apps.pay.actions.grouping import hold_dominated, regroup_groups, try_group
from aktiva.apps.pay.actions.judging import judge, still_holds
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
from aktiva.apps.pay.actions.reading import CannotRead, NoRun, read

__all__ = [
    "CannotRead",
    "MappingFacts",
    "NoRun",
    "OutcomeFacts",
    "PlanFacts",
    "Waiting",
    "add_plan_rows",
    "begin",
    "change",
    "change_plan_row",
    "close",
    "confirm_file",
    "drop_file",
    "end_reader",
    "explain_places",
    "explained_of",
    "hold_against_register",
    "hold_dominated",
    "judge",
    "make_measure",
    "name_reader",
    "places_of",
    "read",
    "regroup_groups",
    "remove_plan_row",
    "reopen",
    "still_holds",
    "take_file",
    "tell_outcome",
    "try_group",
    "waiting",
]
