"""Changes of schools: which there are, what each writes, and when it is signed."""

from aktiva.apps.schools.actions.marking import Marking, Written, change_school, mark, unmark
from aktiva.apps.schools.actions.writing import (
    MUST_BE_BEGUN,
    ChangedMeanwhile,
    NotReady,
    Signed,
    reopen,
    save_part,
    sign,
)

__all__ = [
    "MUST_BE_BEGUN",
    "ChangedMeanwhile",
    "Marking",
    "NotReady",
    "Signed",
    "Written",
    "change_school",
    "mark",
    "reopen",
    "save_part",
    "sign",
    "unmark",
]
