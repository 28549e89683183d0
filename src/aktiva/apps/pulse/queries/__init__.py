"""Reads of a pulse: what it asks where, how it stands, and what may be told."""

from aktiva.apps.pulse.queries.asking import asked, keys_of, shipped
from aktiva.apps.pulse.queries.pages import (
    State,
    UnitRow,
    ended_uncounted,
    of_year,
    place_of_code,
    so_far,
    state_of,
    unit_rows,
    visible_pulse,
)
from aktiva.apps.pulse.queries.places import covered, name_of, parts_of, unit_name
from aktiva.apps.pulse.queries.results import Results, Row, results, words

__all__ = [
    "Results",
    "Row",
    "State",
    "UnitRow",
    "asked",
    "covered",
    "ended_uncounted",
    "keys_of",
    "name_of",
    "of_year",
    "parts_of",
    "place_of_code",
    "results",
    "shipped",
    "so_far",
    "state_of",
    "unit_name",
    "unit_rows",
    "visible_pulse",
    "words",
]
