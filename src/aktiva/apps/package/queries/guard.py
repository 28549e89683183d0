"""Words of units as they are handed over: without names, numbers and addresses of persons."""

from __future__ import annotations

import re
from functools import cache

from aktiva.apps.audit import history
from aktiva.apps.cooperation.models import Party
from aktiva.apps.organisation.models import PoliticalBody
from aktiva.apps.package.queries.years import Year
from aktiva.apps.registers.models import Forum
from aktiva.apps.reports.models import Paper
from aktiva.apps.surveys.models import Sheet
from aktiva.domain.free_text import Known, identifiers, replaced

_SIGNED = re.compile(r"[^\W\d_][\w'’-]+(?: [^\W\d_][\w'’-]+)+", re.UNICODE)


class Guard:
    """Replaces what points out a person, as it was known at the time.

    Names are those that have signed something of the year: an account that is renamed or closed
    later changes nothing.
    """

    def __init__(self, year: Year) -> None:
        def rows(model, **where):
            return history.rows(model, as_of=year.as_of).filter(**where)

        employer = year.employer.pk
        signed = {s.submitted_as for s in rows(Sheet, campaign__cycle=year.cycle)}
        signed |= {p.approved_as for p in rows(Paper, cycle=year.cycle)}
        places = (*year.names.values(), *(n.short_name for n in year.tree.nodes.values()))
        known = Known(
            people=tuple(sorted(filter(None, map(_name, signed)))),
            not_people=tuple(
                sorted(
                    {
                        year.employer.name,
                        *places,
                        *(b.name for b in rows(PoliticalBody, employer=employer)),
                        *(p.name for p in rows(Party, employer=employer)),
                        *(f.name for f in rows(Forum, employer=employer)),
                    }
                )
            ),
        )
        self._clean = cache(
            lambda text: replaced(text, [(f, f.proposal) for f in identifiers(text, known)])
        )

    def __call__(self, text: str | None) -> str:
        """Return the text with what points out a person replaced."""
        return self._clean(text) if text else ""


def _name(signature: str) -> str:
    """Return the name of *name, function*; a function alone is no name."""
    name, comma, _function = signature.partition(",")
    return name if comma and _SIGNED.fullmatch(name) and name.istitle() else ""
