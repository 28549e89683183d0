"""The year: examinations, risks, causes, measures and what became of them."""

from aktiva.apps.cycles.models.changes import BulkChange
from aktiva.apps.cycles.models.examinations import (
    Examination,
    Sample,
    Source,
    SurveyFigure,
)
from aktiva.apps.cycles.models.measures import (
    Extension,
    Measure,
    MeasureAtUnit,
    MeasureRisk,
    Outcome,
)
from aktiva.apps.cycles.models.notes import Note
from aktiva.apps.cycles.models.risks import (
    Cause,
    Risk,
    RiskReview,
)
from aktiva.apps.cycles.models.years import (
    AREAS,
    Cycle,
)

__all__ = [
    "AREAS",
    "BulkChange",
    "Cause",
    "Cycle",
    "Examination",
    "Extension",
    "Measure",
    "MeasureAtUnit",
    "MeasureRisk",
    "Note",
    "Outcome",
    "Risk",
    "RiskReview",
    "Sample",
    "Source",
    "SurveyFigure",
]
