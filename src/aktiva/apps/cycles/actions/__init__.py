"""Changes of a year: opening it, examinations, risks, measures and what became of them."""

from aktiva.apps.cycles.actions.bulk import BulkFacts, BulkRow, change_many, preview, undo_many
from aktiva.apps.cycles.actions.closing import close_year, reopen_year
from aktiva.apps.cycles.actions.examinations import (
    ExaminationFacts,
    FigureRow,
    draw_sample,
    record_examination,
    record_source,
    record_survey_figures,
    report_sample,
    withdraw_examination,
)
from aktiva.apps.cycles.actions.measures import (
    MeasureFacts,
    change_measure,
    decide_measure,
    import_plan,
    withdraw_measure,
)
from aktiva.apps.cycles.actions.notes import add_note, withdraw_note
from aktiva.apps.cycles.actions.outcomes import (
    OutcomeFacts,
    extend_measure,
    move_on,
    record_outcome,
)
from aktiva.apps.cycles.actions.reviews import review_risk
from aktiva.apps.cycles.actions.risks import (
    decide_no_measure,
    record_risk,
)
from aktiva.apps.cycles.actions.shared import (
    set_at_unit,
)
from aktiva.apps.cycles.actions.years import (
    Opening,
    open_year,
    opening,
)

__all__ = [
    "BulkFacts",
    "BulkRow",
    "ExaminationFacts",
    "FigureRow",
    "MeasureFacts",
    "Opening",
    "OutcomeFacts",
    "add_note",
    "change_many",
    "change_measure",
    "close_year",
    "decide_measure",
    "decide_no_measure",
    "draw_sample",
    "extend_measure",
    "import_plan",
    "move_on",
    "open_year",
    "opening",
    "preview",
    "record_examination",
    "record_outcome",
    "record_risk",
    "record_source",
    "record_survey_figures",
    "reopen_year",
    "report_sample",
    "review_risk",
    "set_at_unit",
    "undo_many",
    "withdraw_examination",
    "withdraw_measure",
    "withdraw_note",
]
