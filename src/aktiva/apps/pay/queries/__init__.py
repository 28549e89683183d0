"""What is asked of pay mappings: how far they have come, and the figures of those who may read."""

from aktiva.apps.pay.queries.adjusting import (
    background_of,
)
from aktiva.apps.pay.queries.evidence import (
    evidence,
)
from aktiva.apps.pay.queries.figures import (
    BANDS,
    UNPLACED,
    Figures,
    as_data,
    bands_of,
    current_run,
    directive_figures,
    plan_of,
    values_of,
    work_groups,
)
from aktiva.apps.pay.queries.judging import (
    bundle_rows,
    by_pair,
    common_row,
    holding,
    last_years,
    next_bundle,
    to_plan,
)
from aktiva.apps.pay.queries.picturing import (
    bands_of_years,
    known_years,
    people_of,
)
from aktiva.apps.pay.queries.planning import (
    answerable,
    cost_of,
    outcome_lines,
    plan_lines,
    rate_of,
)
from aktiva.apps.pay.queries.runs import (
    explained_of,
    is_reconciled,
    places_of,
    readings,
    role_holders,
)
from aktiva.apps.pay.queries.simulating import (
    Target,
    aim_of,
)
from aktiva.apps.pay.queries.standing import (
    Standing,
    changes,
    comparisons,
    given_of,
    judgement_of,
    last_years_rules,
    left_to_do,
    mapping_of,
    outcome_of,
    pair_of,
    plan_row_of,
    previous,
    standing,
    survey_of,
    surveys,
    years_allowed,
)
from aktiva.apps.pay.queries.valuing import (
    round_of,
)

__all__ = [
    "BANDS",
    "UNPLACED",
    "Figures",
    "Standing",
    "Target",
    "aim_of",
    "answerable",
    "as_data",
    "background_of",
    "bands_of",
    "bands_of_years",
    "bundle_rows",
    "by_pair",
    "changes",
    "common_row",
    "comparisons",
    "cost_of",
    "current_run",
    "directive_figures",
    "evidence",
    "explained_of",
    "given_of",
    "holding",
    "is_reconciled",
    "judgement_of",
    "known_years",
    "last_years",
    "last_years_rules",
    "left_to_do",
    "mapping_of",
    "next_bundle",
    "outcome_lines",
    "outcome_of",
    "pair_of",
    "people_of",
    "places_of",
    "plan_lines",
    "plan_of",
    "plan_row_of",
    "previous",
    "rate_of",
    "readings",
    "role_holders",
    "round_of",
    "standing",
    "survey_of",
    "surveys",
    "to_plan",
    "values_of",
    "work_groups",
    "years_allowed",
]
