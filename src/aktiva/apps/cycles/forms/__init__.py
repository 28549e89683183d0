"""Forms of a year. They understand input; the actions decide."""

from aktiva.apps.cycles.forms.bulk import BulkForm
from aktiva.apps.cycles.forms.examinations import (
    METHOD_WORDS,
    ExaminationForm,
    FiguresForm,
    SampleForm,
    SampleReportForm,
    SourceForm,
)
from aktiva.apps.cycles.forms.measures import (
    AtUnitForm,
    EvaluationForm,
    ExtendMeasureForm,
    MeasureEditForm,
    OutcomeForm,
)
from aktiva.apps.cycles.forms.notes import NoteForm
from aktiva.apps.cycles.forms.plan import CommonMeasureForm, PlanForm
from aktiva.apps.cycles.forms.risks import MeasureForm, NoMeasureForm, RiskForm
from aktiva.apps.cycles.forms.years import ReopenForm, YearForm

__all__ = [
    "METHOD_WORDS",
    "AtUnitForm",
    "BulkForm",
    "CommonMeasureForm",
    "EvaluationForm",
    "ExaminationForm",
    "ExtendMeasureForm",
    "FiguresForm",
    "MeasureEditForm",
    "MeasureForm",
    "NoMeasureForm",
    "NoteForm",
    "OutcomeForm",
    "PlanForm",
    "ReopenForm",
    "RiskForm",
    "SampleForm",
    "SampleReportForm",
    "SourceForm",
    "YearForm",
]
