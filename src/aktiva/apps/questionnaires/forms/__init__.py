"""Forms of the editor. They understand input; the actions decide."""

from aktiva.apps.questionnaires.forms.kinds import KIND_LABELS, LEVELS, OPTION_WORDS, K
from aktiva.apps.questionnaires.forms.question import EditForm, initial_of, option_set
from aktiva.apps.questionnaires.forms.sections import FileForm, NameForm, SectionForm

__all__ = [
    "KIND_LABELS",
    "LEVELS",
    "OPTION_WORDS",
    "EditForm",
    "FileForm",
    "K",
    "NameForm",
    "SectionForm",
    "initial_of",
    "option_set",
]
