"""Reads for the compilation and the papers."""

from aktiva.apps.reports.queries.circumstances import circumstances
from aktiva.apps.reports.queries.compiling import (
    Compilation,
    annex,
    annual_accounts,
    case_papers,
    changes,
    compilation,
    cooperation_by_department,
    department_report,
    flagged,
    n_risks,
    observations,
    paper_for_page,
    papers_of,
)
from aktiva.apps.reports.queries.education import education_accounts
from aktiva.apps.reports.queries.proposals import newest_template, news, seen, shown_values
from aktiva.apps.reports.queries.read_back import marks, returned, sent_out
from aktiva.apps.reports.queries.sections import NAMES, NAMES_OF_PARTS, remarks
from aktiva.apps.reports.queries.shares import by_department, missing_staff, shares
from aktiva.apps.reports.queries.templates import LONGEST_TEXT, texts
from aktiva.apps.reports.queries.wording import Wording, wording

__all__ = [
    "LONGEST_TEXT",
    "NAMES",
    "NAMES_OF_PARTS",
    "Compilation",
    "Wording",
    "annex",
    "annual_accounts",
    "by_department",
    "case_papers",
    "changes",
    "circumstances",
    "compilation",
    "cooperation_by_department",
    "department_report",
    "education_accounts",
    "flagged",
    "marks",
    "missing_staff",
    "n_risks",
    "newest_template",
    "news",
    "observations",
    "paper_for_page",
    "papers_of",
    "remarks",
    "returned",
    "seen",
    "sent_out",
    "shares",
    "shown_values",
    "texts",
    "wording",
]
