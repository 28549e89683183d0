"""What the data and the template now propose for a draft, and what is new since it was written."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from aktiva.apps.reports.models import Paper, PaperTemplate
from aktiva.apps.reports.queries import compiling as compiled
from aktiva.apps.reports.queries import facts, sections, templates
from aktiva.apps.statistics import queries as statistics
from aktiva.domain.documents import papers
from aktiva.domain.documents.blocks import Table
from aktiva.domain.documents.computed import Value, from_data
from aktiva.domain.documents.merging import Conflict, Merged, merge, split
from aktiva.domain.documents.swedish import counted, number
from aktiva.domain.documents.templates import Template

TELLS_OF_VALUES = frozenset(
    {Paper.Kind.ANNUAL_REPORT, Paper.Kind.DEPARTMENT_REPORT, Paper.Kind.OFFICIAL_REPORT}
)
"""What is computed for these is shown and frozen with its sources, whatever their texts name."""

PROPOSED_FROM_DATA = {
    "summary": papers.proposed_summary,
    "matter": papers.proposed_matter,
}


@dataclass(frozen=True, slots=True)
class News:
    """A text of a draft for which there are other words: a new proposal, or an edited file.

    Args:
        base: What both began as: the proposal that was taken in last, and `since` when that
            was, or what the file was made of.
    """

    slot: str
    heading: str
    base: str
    ours: str
    theirs: str
    since: date | None
    merged: Merged

    def marked(self) -> list[tuple[str, str, bool]]:
        """Return the outcome while nothing is chosen: words, room after, whether they are new."""
        known = set(split(self.ours))
        return [
            (piece.ours, piece.gap or " ", False)
            if isinstance(piece, Conflict)
            else (piece.words, piece.gap or " ", piece not in known)
            for piece in self.merged.pieces
        ]


def values_of(paper: Paper, *, at: datetime) -> tuple[Value, ...]:
    """Return what is computed for a paper, each with its source and day.

    They are those that every paper of its kind is told by, and those that are named in its texts.
    Those that a frozen paper was approved with are kept in it. About twenty questions.
    """
    standing = _standing(paper, at=at) if paper.kind in TELLS_OF_VALUES else ()
    return (*standing, *sections.used_values(paper, at=at))


def _standing(paper: Paper, *, at: datetime) -> tuple[Value, ...]:
    scope, cycle = facts.scope_of(paper), paper.cycle
    c = compiled.compilation(cycle, scope, at=at)
    if c is None:
        return ()
    told = facts.years_facts(cycle, c, scope, at=at)
    today = at.date()
    found = [
        Value(
            "Inlämnade underlag",
            f"{number(told.n_answered)} av {number(told.n_asked)}",
            f"Enheternas svar {cycle.year}",
            today,
        ),
        Value(
            "Iakttagelser",
            f"{counted(len(told.strengths), one='styrka', many='styrkor')} och "
            + counted(len(told.improvements), one="förbättringsområde", many="förbättringsområden"),
            f"Sammanställningen {cycle.year}",
            today,
        ),
        Value(
            f"Åtgärder från {cycle.year - 1}",
            f"{number(told.n_before)}, varav {number(told.n_before_followed_up)} med utfall",
            "Åtgärdernas utfall",
            today,
        ),
        Value(
            f"Åtgärder {cycle.year}",
            f"{number(told.n_common)} gemensamma och {number(told.n_measures)} på enheterna",
            f"Åtgärderna {cycle.year}",
            today,
        ),
    ]
    ids = c.tree.subtree(scope.pk) or frozenset({scope.pk})
    day = statistics.latest_day(ids, year=cycle.year)
    staff = facts.figures(cycle, scope, on=paper.paper_date, as_text=False) if day else ()
    for table in staff:
        if isinstance(table, Table):
            told_of = ", ".join(f"{row[-1]} {row[0].lower()}" for row in table.rows)
            found.append(Value("Personalen", told_of, "Personaluppgifter", day))
    return tuple(found)


def shown_values(paper: Paper, *, at: datetime) -> tuple[Value, ...]:
    """Return the values of a paper for its page: the frozen ones once it is approved."""
    if paper.document is not None:
        return tuple(from_data(value) for value in paper.document.get("values", ()))
    return values_of(paper, at=at)


def proposals(paper: Paper, template: Template, *, at: datetime) -> dict[str, str]:
    """Return slot → text that is proposed for a paper now: from data, and from the template."""
    found = {slot.key: slot.text for slot in template.used if slot.is_own}
    if paper.kind == Paper.Kind.OFFICIAL_REPORT:
        scope = facts.scope_of(paper)
        c = compiled.compilation(paper.cycle, scope, at=at)
        if c is not None:
            told = facts.years_facts(paper.cycle, c, scope, at=at)
            found |= {slot: propose(told) for slot, propose in PROPOSED_FROM_DATA.items()}
    return found


def newest_template(paper: Paper) -> PaperTemplate | None:
    """Return a version of the template that is later than the paper's, if any. One question."""
    newest = templates.for_new(paper.cycle.employer, paper.kind)
    if newest is None or newest.pk == paper.template_id:
        return None
    return newest


def news(paper: Paper, *, at: datetime) -> list[News]:
    """Return the texts of a draft whose proposal has changed since it was last taken in.

    A text that was never proposed is its writer's alone and has no news.
    """
    newest = newest_template(paper)
    template = templates.read(newest) if newest else templates.template_of(paper)
    now = proposals(paper, template, at=at)
    headings = {
        slot.key: slot.heading_for("", year=paper.cycle.year)
        for slot in (*templates.template_of(paper).slots, *template.slots)
    }
    found = []
    for slot in dict.fromkeys([*paper.proposed, *now]):
        kept = paper.proposed.get(slot)
        is_new_section = kept is None and slot not in PROPOSED_FROM_DATA
        if kept is None and not is_new_section:
            continue
        if slot in PROPOSED_FROM_DATA and slot not in now:
            continue  # there is nothing to count, which is not a reason to take words away
        base, theirs = (kept or {}).get("text", ""), now.get(slot, "")
        ours = paper.slots.get(slot, base)
        merged = merge(base, ours, theirs)
        if theirs == base or (merged.text == ours and not merged.conflicts):
            continue
        found.append(
            News(
                slot=slot,
                heading=headings.get(slot) or "Övrigt",
                base=base,
                ours=ours,
                theirs=theirs,
                since=date.fromisoformat(kept["on"]) if kept else None,
                merged=merged,
            )
        )
    return found


def seen(found: Sequence[News], newest: PaperTemplate | None) -> str:
    """Return a mark of what a person was shown, so that a choice is never put somewhere else."""
    told = repr([(n.slot, n.base, n.ours, n.theirs) for n in found])
    return hashlib.sha256(f"{told}{newest.pk if newest else ''}".encode()).hexdigest()[:32]
