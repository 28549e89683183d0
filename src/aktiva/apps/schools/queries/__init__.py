"""Reads of schools: which there are, what each has written, and what remains."""

from aktiva.apps.schools.queries.evidence import (
    PartStanding,
    evidence,
    evidence_of,
    standing,
)
from aktiva.apps.schools.queries.gathering import (
    Kept,
    Listed,
    has_records,
    in_year,
    is_in_year,
    listed,
    marked,
    record,
    records,
    school_for_page,
    schools_of,
    texts,
    with_part,
)

__all__ = [
    "Kept",
    "Listed",
    "PartStanding",
    "evidence",
    "evidence_of",
    "has_records",
    "in_year",
    "is_in_year",
    "listed",
    "marked",
    "record",
    "records",
    "school_for_page",
    "schools_of",
    "standing",
    "texts",
    "with_part",
]
