"""What a paper's public version has to hold back, and the versions that have been made."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache

from aktiva.apps.accounts import queries as accounts
from aktiva.apps.organisation import queries as organisation
from aktiva.apps.organisation.models import Employer
from aktiva.apps.registers import queries as registers
from aktiva.apps.reports.models import Paper, PublicVersion
from aktiva.domain.documents.blocks import Document, from_json, to_json
from aktiva.domain.documents.pieces import pieces
from aktiva.domain.free_text import Finding, Kind, Known, public_findings

AROUND = 60
"""Characters of the text that are shown at each side of the words."""


@dataclass(frozen=True, slots=True)
class Place:
    """One finding where it stands."""

    place: str
    finding: Finding
    heading: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Question:
    """What a person decides on: one place, or a name, number or address wherever it stands."""

    key: str
    places: tuple[Place, ...]

    @property
    def first(self) -> Place:
        """The first place, which stands for all."""
        return self.places[0]


def known(employer: Employer, *, on: date) -> Known:
    """Return the names that the employer's papers are read with. Five questions."""
    tree = organisation.tree(employer, on=on)
    return Known(
        people=tuple(accounts.names()),
        not_people=(
            employer.name,
            *(n.name for n in tree.nodes.values()),
            *(b.name for b in organisation.bodies(employer, on=on)),
            *employer.parties.values_list("name", flat=True),
            *(f.name for f in registers.all_forums(employer)),
        ),
    )


def digest_of(document: Document) -> str:
    """Return what says whether a paper's words are the same."""
    return hashlib.sha256(to_json(document).encode()).hexdigest()


def questions(document: Document, asked: Known) -> tuple[Question, ...]:
    """Return everything that has to be decided before the paper can be read by anybody."""
    grouped: dict[str, list[Place]] = {}
    findings = cache(lambda text: public_findings(text, asked))  # units often say the same
    for piece in pieces(document):
        for finding in findings(piece.text):
            place = Place(
                piece.place,
                finding,
                piece.heading,
                _cut(piece.text[: finding.start], end=True),
                _cut(piece.text[finding.end :], end=False),
            )
            told = finding.words
            if not finding.kind.is_same_everywhere:
                told = f"{piece.place}\n{finding.start}\n{told}"
            key = hashlib.sha256(told.encode()).hexdigest()[:12]
            grouped.setdefault(key, []).append(place)
    return tuple(Question(key, tuple(places)) for key, places in grouped.items())


def before_approval(
    document: Document, asked: Known, *, facts: Mapping[str, object]
) -> list[Question]:
    """Return what is asked about before a paper is approved. One question more than `questions`.

    Small counts wait for the public version. Who wrote or signs the paper may stand in it, and so
    may a name that stands with its function, as those who decide are written.
    """
    found = [q for q in questions(document, asked) if q.first.finding.kind is not Kind.SMALL_COUNT]
    signers = facts.get("signers") or []
    assert isinstance(signers, list)
    signed = "\n".join(map(str, [facts.get("author", ""), *signers])).casefold()
    names = {q.first.finding.words for q in found if q.first.finding.kind is Kind.NAME}
    functions = organisation.functions_of(names) if names else {}

    def is_signature(question: Question) -> bool:
        words = question.first.finding.words
        if words.casefold() in signed:
            return True
        return all(
            any(p.after.startswith(f", {f}"[:AROUND]) for f in functions.get(words, ()))
            for p in question.places
        )

    return [q for q in found if q.first.finding.kind is not Kind.NAME or not is_signature(q)]


def _cut(text: str, *, end: bool) -> str:
    if len(text) <= AROUND:
        return text
    return f"…{text[-AROUND:]}" if end else f"{text[:AROUND]}…"


def latest_version(paper: Paper) -> PublicVersion | None:
    """Return the paper's latest public version. One question."""
    return paper.public_versions.order_by("-made_at", "-pk").first()


def version_of(paper: Paper, pk: int | None) -> PublicVersion | None:
    """Return one of the paper's public versions, None for none. One question.

    Raises:
        PublicVersion.DoesNotExist: It is not the paper's.
    """
    return None if pk is None else paper.public_versions.get(pk=pk)


def published(version: PublicVersion) -> Document:
    """Return a public version as a document."""
    return from_json(version.document["json"])


def published_of_approved(papers: Iterable[Paper]) -> dict[int, PublicVersion]:
    """Return paper → its latest public version made of exactly the approved words. One question."""
    by_pk = {paper.pk: paper for paper in papers}
    found = PublicVersion.objects.filter(paper__in=by_pk).order_by("made_at", "pk")
    return {v.paper_id: v for v in found if v.source_digest == by_pk[v.paper_id].digest}
