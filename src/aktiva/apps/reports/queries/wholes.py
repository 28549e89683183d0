"""Whole tables and pictures that a municipality may put in a section of its own.

One that is new is a line in `WHOLES`; the template page and the papers take it from there.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from aktiva.apps.organisation.models import Unit
from aktiva.apps.registers import queries as registers
from aktiva.apps.reports.models import Paper, PaperTemplate
from aktiva.apps.reports.queries import facts, pictures
from aktiva.apps.reports.queries.compiling import Compilation
from aktiva.domain.documents import papers
from aktiva.domain.documents.blocks import Block
from aktiva.domain.documents.papers import rows

KINDS = frozenset(
    {
        PaperTemplate.Kind.ANNUAL_REPORT,
        PaperTemplate.Kind.DEPARTMENT_REPORT,
        PaperTemplate.Kind.OFFICIAL_REPORT,
        PaperTemplate.Kind.PERSONNEL_CHAPTER,
        PaperTemplate.Kind.PLAN,
    }
)
"""The kinds of paper whose own sections may hold them."""


@dataclass(frozen=True, slots=True)
class About:
    """What a paper tells of.

    Args:
        scope: The unit whose year it is.
        c: None before the year's questions are sent.
    """

    paper: Paper
    scope: Unit
    c: Compilation | None
    at: datetime


@dataclass(frozen=True, slots=True)
class Whole:
    """A table or picture, and what it is called where it is chosen."""

    label: Promise
    build: Callable[[About], tuple[Block, ...]]


def _staff(about: About) -> tuple[Block, ...]:
    paper = about.paper
    return facts.figures(paper.cycle, about.scope, on=paper.paper_date, as_text=False)


def _sexes(about: About) -> tuple[Block, ...]:
    return pictures.sexes(about.paper.cycle, about.scope, on=about.paper.paper_date)


def _progress(about: About) -> tuple[Block, ...]:
    return pictures.progress(about.c) if about.c else ()


def _sick_leave(about: About) -> tuple[Block, ...]:
    return pictures.sick_leave(about.paper.cycle, about.scope)


def _coverage(about: About) -> tuple[Block, ...]:
    return pictures.coverage_grid(about.paper.cycle, about.scope, on=about.paper.paper_date)


def _wheel(about: About) -> tuple[Block, ...]:
    if about.c is None:
        return ()
    return pictures.year_wheel(about.paper.cycle, pictures.measures_below(about.c))


def _measures(about: About) -> tuple[Block, ...]:
    common = facts.common_measures(about.paper.cycle)
    own = facts.measures(about.c) if about.c else ()
    return (
        *((rows.activity_table("Gemensamma åtgärder", common, what="Åtgärd"),) if common else ()),
        *((rows.unit_measure_table("Enheternas åtgärder", own),) if own else ()),
    )


def _outcomes(about: About) -> tuple[Block, ...]:
    found = facts.last_years(about.c) if about.c else ()
    caption = f"Utfall av åtgärder från {about.paper.cycle.year - 1}"
    return (rows.outcome_table(caption, found),) if found else ()


def _areas(about: About) -> tuple[Block, ...]:
    if about.c is None:
        return ()
    cycle = about.paper.cycle
    found = facts.observations(cycle, about.scope)
    headings = registers.headings(cycle.employer)
    return papers.areas_in_short(facts.area_sections(about.c, found, headings))


WHOLES: Mapping[str, Whole] = {
    "staff": Whole(_("Tabell: personalen"), _staff),
    "measures": Whole(_("Tabell: årets åtgärder"), _measures),
    "outcomes": Whole(_("Tabell: utfall av förra årets åtgärder"), _outcomes),
    "areas": Whole(_("Tabeller: sammanställningen, område för område"), _areas),
    "sexes": Whole(_("Bild: kvinnor och män, tre år"), _sexes),
    "sick_leave": Whole(_("Bild: sjukfrånvaron, fem år"), _sick_leave),
    "coverage": Whole(_("Bild: vad som är undersökt"), _coverage),
    "wheel": Whole(_("Bild: året i ett hjul"), _wheel),
    "progress": Whole(_("Bild: så långt har åtgärderna kommit"), _progress),
}


def wholes_of(kind: str) -> Mapping[str, Whole]:
    """Return the tables and pictures that own sections of a kind of paper may hold."""
    return WHOLES if kind in KINDS else {}
