"""Forms of a pay mapping."""

from aktiva.apps.pay.forms.judging import JudgementForm, initial_of
from aktiva.apps.pay.forms.planning import OutcomeForm, PlanRowForm, SimulationForm, ToPlanForm
from aktiva.apps.pay.forms.whole import MappingForm, refuse

__all__ = [
    "JudgementForm",
    "MappingForm",
    "OutcomeForm",
    "PlanRowForm",
    "SimulationForm",
    "ToPlanForm",
    "initial_of",
    "refuse",
]
