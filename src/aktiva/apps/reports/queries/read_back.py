"""A draft's Word file: what it was made of, and what has become of its texts since."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from aktiva.apps.reports.models import Paper
from aktiva.apps.reports.queries.proposals import News
from aktiva.apps.reports.queries.templates import texts
from aktiva.domain.documents import papers
from aktiva.domain.documents.merging import merge
from aktiva.domain.documents.read_back import Draft, come_back, digest


def marks(paper: Paper) -> Draft | None:
    """Return how a draft's Word file is marked, None for a paper that is not edited in Word.

    At most one question.
    """
    if paper.state == Paper.State.APPROVED or paper.pk is None:
        return None
    printed = {key: words for key, _heading, words in _printed(paper)}
    return Draft(paper.pk, paper.revision, digest(paper.slots), printed) if printed else None


def sent_out(paper: Paper, *, revision: int, mark: str) -> Paper | None:
    """Return a paper as it was when a file was made of it, None if it never was so. One question."""
    row = paper.history.filter(revision=revision).order_by("-history_date", "-history_id").first()
    if row is None or digest(row.slots) != mark:
        return None
    sent = row.instance
    sent.cycle = paper.cycle
    return sent


def returned(
    paper: Paper,
    sent: Paper,
    edited: Mapping[str, Sequence[str]],
    *,
    printed: Mapping[str, Sequence[str]],
) -> list[News]:
    """Return the texts that the file has changed, each merged with what the draft holds now.

    At most two questions.

    Args:
        edited: Slot → the paragraphs of the file, and `printed` those that it was sent with.
    """
    before = {key: words for key, _heading, words in _printed(sent)}
    standing = _standing(paper)
    found = []
    for key, heading, ours in _printed(paper):
        if key not in edited:
            continue
        base = before.get(key, "")
        theirs = come_back(edited[key], base, printed=printed.get(key, ())) or standing.get(key, "")
        merged = merge(base, ours, theirs)
        if merged.text.split() == ours.split() and not merged.conflicts:
            continue
        found.append(
            News(
                slot=key, heading=heading, base=base, ours=ours, theirs=theirs, since=None,
                merged=merged,
            )
        )  # fmt: skip
    return found


def _printed(paper: Paper) -> list[tuple[str, str, str]]:
    """Return the sections that are written: key, heading, the words that stand there in print."""
    standing = _standing(paper)
    return [
        (key, heading, words if words.strip() else standing.get(key, ""))
        for key, heading, words in texts(paper)
    ]


def _standing(paper: Paper) -> dict[str, str]:
    """Return our own words, which stand in a paper until somebody writes there."""
    if paper.kind == Paper.Kind.PLAN:
        return papers.standing_words(paper.cycle.employer.name)
    if paper.kind in (Paper.Kind.ANNUAL_REPORT, Paper.Kind.DEPARTMENT_REPORT):
        return {"method": papers.INTRODUCTION}
    if paper.kind == Paper.Kind.PAY_REPORT:
        return {"introduction": papers.PAY_INTRODUCTION}
    if paper.kind == Paper.Kind.PERSONNEL_CHAPTER:
        return {"introduction": papers.CHAPTER_INTRODUCTION}
    return {}
