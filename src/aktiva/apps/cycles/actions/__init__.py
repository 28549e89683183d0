"""Changes of a year: opening it, risks, measures and what became of last year's."""

from aktiva.apps.cycles.actions.measures import (
    MeasureFacts,
    change_measure,
    decide_measure,
    import_plan,
    withdraw_measure,
)
from aktiva.apps.cycles.actions.outcomes import (
    record_outcome,
)
from aktiva.apps.cycles.actions.risks import (
    decide_no_measure,
    record_risk,
)
from aktiva.apps.cycles.actions.years import (
    open_year,
)

__all__ = [
    "MeasureFacts",
    "change_measure",
    "decide_measure",
    "decide_no_measure",
    "import_plan",
    "open_year",
    "record_outcome",
    "record_risk",
    "withdraw_measure",
]
