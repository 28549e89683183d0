"""Reads of governing documents against harassment: what applies, what is found, when reviewed."""

from aktiva.apps.guidelines.queries.checking import (
    Check,
    Row,
    check,
    document_file,
    file_in_force,
    last_version,
    passages,
    reviews_of,
    where,
)
from aktiva.apps.guidelines.queries.lists import Cell, Standing, of_unit, standing
from aktiva.apps.guidelines.queries.texts import CheckedText, Review, texts

__all__ = [
    "Cell",
    "Check",
    "CheckedText",
    "Review",
    "Row",
    "Standing",
    "check",
    "document_file",
    "file_in_force",
    "last_version",
    "of_unit",
    "passages",
    "reviews_of",
    "standing",
    "texts",
    "where",
]
