"""Changes of the organisation."""

from aktiva.apps.organisation.actions.delegating import delegate, take_back
from aktiva.apps.organisation.actions.imports import apply_import, read_list, undo_import
from aktiva.apps.organisation.actions.reorganising import (
    Decision,
    NotPossible,
    reorganise,
)
from aktiva.apps.organisation.actions.roles import end_role, give_role, give_role_to
from aktiva.apps.organisation.actions.structure import (
    USUAL_KINDS,
    add_kind,
    add_unit,
    change_employer,
    change_unit,
    close_unit,
    create_employer,
    register_body,
)
from aktiva.apps.organisation.actions.undoing import (
    reasons_against_undoing,
    roles_that_go,
    undo_reorganisation,
)

__all__ = [
    "USUAL_KINDS",
    "Decision",
    "NotPossible",
    "add_kind",
    "add_unit",
    "apply_import",
    "change_employer",
    "change_unit",
    "close_unit",
    "create_employer",
    "delegate",
    "end_role",
    "give_role",
    "give_role_to",
    "read_list",
    "reasons_against_undoing",
    "register_body",
    "reorganise",
    "roles_that_go",
    "take_back",
    "undo_import",
    "undo_reorganisation",
]
