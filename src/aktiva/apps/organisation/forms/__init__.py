"""Forms of the organisation, by what a person does there. They parse; the actions decide."""

from aktiva.apps.organisation.forms.reorganising import ReorganisationForm, UnitsForm
from aktiva.apps.organisation.forms.setting_up import (
    BodyForm,
    EmployerDetailsForm,
    EmployerForm,
    KindForm,
    ListForm,
    RoleForm,
)

__all__ = [
    "BodyForm",
    "EmployerDetailsForm",
    "EmployerForm",
    "KindForm",
    "ListForm",
    "ReorganisationForm",
    "RoleForm",
    "UnitsForm",
]
