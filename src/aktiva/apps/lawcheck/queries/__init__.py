"""Evidence for the law check: the year's rows as they stood, and the verdicts over them."""

from aktiva.apps.lawcheck.queries.contributing import contribution
from aktiva.apps.lawcheck.queries.evidence import end_of, evidence, verdicts
from aktiva.apps.lawcheck.queries.page import LawPage, by_duty, page, summary
from aktiva.apps.lawcheck.queries.schools import school_verdicts, schools

__all__ = [
    "LawPage",
    "by_duty",
    "contribution",
    "end_of",
    "evidence",
    "page",
    "school_verdicts",
    "schools",
    "summary",
    "verdicts",
]
