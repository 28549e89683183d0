"""Reads of a year: its rows as they are, or as they stood at a time."""

from aktiva.apps.cycles.queries.examinations import (
    examinations,
    sources_for,
    unit_examinations,
)
from aktiva.apps.cycles.queries.measures import (
    CommonAtUnit,
    OwedMeasure,
    chain_counts,
    common_at_unit,
    common_counts,
    common_measures,
    last_outcomes,
    measures,
    measures_owed_by_all,
    outcomes,
    owed_measures,
    reached_units,
    unit_measures,
    without_own_risk,
)
from aktiva.apps.cycles.queries.risks import (
    RiskChain,
    chains,
    earlier_risks,
    n_risks_without_measure,
    unit_chains,
)
from aktiva.apps.cycles.queries.years import (
    cycle_of,
    latest_cycle,
)

__all__ = [
    "CommonAtUnit",
    "OwedMeasure",
    "RiskChain",
    "chain_counts",
    "chains",
    "common_at_unit",
    "common_counts",
    "common_measures",
    "cycle_of",
    "earlier_risks",
    "examinations",
    "last_outcomes",
    "latest_cycle",
    "measures",
    "measures_owed_by_all",
    "n_risks_without_measure",
    "outcomes",
    "owed_measures",
    "reached_units",
    "sources_for",
    "unit_chains",
    "unit_examinations",
    "unit_measures",
    "without_own_risk",
]
