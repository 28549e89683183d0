"""What a year's package will hold, in short, before it is made."""

from __future__ import annotations

from dataclasses import dataclass

from aktiva.apps.lawcheck import queries as lawcheck
from aktiva.apps.package.queries.gathering import (
    Gathering,
    lacking_account,
    lacking_by_law,
    lacking_cooperation,
    lacking_texts,
)
from aktiva.apps.package.queries.printed import papers, texts
from aktiva.apps.package.queries.together import together
from aktiva.apps.package.queries.years import Year


@dataclass(frozen=True, slots=True)
class Outlook:
    """What a year's package will hold, in short, before it is made."""

    year: Year
    account: str
    n_papers: int
    n_texts: int
    n_meetings: int
    missing: tuple[str, ...]


def outlook(year: Year) -> Outlook:
    """Return what will be in the package and what is plainly missing. About fifteen questions."""
    g = Gathering(year)
    found = papers(year)
    governing = texts(year)
    lacking_account(g, found)
    cooperated = together(year, lambda text: text or "")
    lacking_texts(g, governing)
    lacking_cooperation(g, cooperated)
    lacking_by_law(g, lawcheck.verdicts(year.cycle, as_of=year.as_of))
    main = found.main
    return Outlook(
        year=year,
        account=f"{main.title}, daterad {main.paper_date.isoformat()}" if main else "",
        n_papers=len(found.others) + (main is not None),
        n_texts=len(governing),
        n_meetings=len(cooperated["meetings"]) + len(cooperated["readings"]),
        missing=tuple(m.words for m in g.missing),
    )
