"""Reads of everything that is handed to DO, as it stood at a time."""

from aktiva.apps.package.queries.contents import made
from aktiva.apps.package.queries.kept import closed_without_package, kept, kept_files
from aktiva.apps.package.queries.outlook import Outlook, outlook
from aktiva.apps.package.queries.years import Year, known_years, moment_of, year_as_of

__all__ = [
    "Outlook",
    "Year",
    "closed_without_package",
    "kept",
    "kept_files",
    "known_years",
    "made",
    "moment_of",
    "outlook",
    "year_as_of",
]
