"""Reads for the compilation and the papers."""

from aktiva.apps.reports.queries.compiling import (
    Compilation,
    annex,
    annual_accounts,
    case_papers,
    compilation,
    cooperation_by_department,
    department_report,
    flagged,
    n_risks,
    observations,
    paper_for_page,
    papers_of,
)

__all__ = [
    "Compilation",
    "annex",
    "annual_accounts",
    "case_papers",
    "compilation",
    "cooperation_by_department",
    "department_report",
    "flagged",
    "n_risks",
    "observations",
    "paper_for_page",
    "papers_of",
]
