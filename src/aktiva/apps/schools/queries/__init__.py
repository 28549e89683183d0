"""Reads of schools: which there are, what each has written, and what remains."""

from aktiva.apps.schools.queries.evidence import (
    PartStanding,
    evidence,
    evidence_of,
    plan_standing,
    standing,
)
from aktiva.apps.schools.queries.gathering import (
    Kept,
    Listed,
    at_units,
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
    unit_code,
    with_part,
)

__all__ = [
    "Kept",
    "Listed",
    "PartStanding",
    "at_units",
    "evidence",
    "evidence_of",
    "has_records",
    "in_year",
    "is_in_year",
    "listed",
    "marked",
    "plan_standing",
    "record",
    "records",
    "school_for_page",
    "schools_of",
    "standing",
    "texts",
    "unit_code",
    "with_part",
]
