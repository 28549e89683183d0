"""One document's check: each point with what somebody has found and what the search proposes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from aktiva.apps.audit import history
from aktiva.apps.guidelines.models import DocumentFile, DocumentReview, PointFinding
from aktiva.apps.registers.models import GoverningDocument
from aktiva.domain.guidelines import Page, Passage, Point, Weight, points_for, propose

LONGEST_SHOWN = 27
"""Letters of a heading, so that the place fits where a page is kept."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A passage as a page shows it.

    Args:
        where: ”s. 4”, or the section and its heading where the file has no pages.
        parts: The text in pieces, each with whether its words were hit.
    """

    number: int
    where: str
    parts: tuple[tuple[str, bool], ...]
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """A point with what is known of it.

    Args:
        state, words: How it stands, as a state of the interface and in words.
        earlier: The page that was given in an earlier file or version, if any.
    """

    point: Point
    finding: PointFinding | None
    passages: tuple[Shown, ...]
    earlier: str
    state: str
    words: str


@dataclass(frozen=True, slots=True)
class Check:
    """A document's check."""

    document: GoverningDocument
    file: DocumentFile | None
    rows: tuple[Row, ...]
    replaced_by: GoverningDocument | None
    may_undo_file: bool

    @property
    def n_answered(self) -> int:
        return sum(r.finding is not None for r in self.rows if r.point.weight is not Weight.FAULT)

    @property
    def n_points(self) -> int:
        return sum(r.point.weight is not Weight.FAULT for r in self.rows)

    @property
    def is_work_environment(self) -> bool:
        character = DocumentFile.Character.WORK_ENVIRONMENT
        return self.file is not None and self.file.character == character


def file_in_force(document: GoverningDocument) -> DocumentFile | None:
    """Return the file that applies for a version. One question."""
    found = DocumentFile.objects.filter(document=document, withdrawn_at=None)
    return found.select_related("file").order_by("-pk").first()


def document_file(document: GoverningDocument, file_id: int) -> DocumentFile:
    """Return one file of a version, in force or earlier.

    Raises:
        DocumentFile.DoesNotExist: No such file of the version.
    """
    return DocumentFile.objects.select_related("file").get(pk=file_id, document=document)


def last_version(document: GoverningDocument) -> GoverningDocument:
    """Return the version that has replaced this one in the end. One question for each."""
    at = document
    while (after := GoverningDocument.objects.filter(replaces=at).first()) is not None:
        at = after
    return at


def passages(file: DocumentFile, kind: str) -> Mapping[str, tuple[Passage, ...]]:
    """Return what the search proposes for each point; kept while no file changes."""
    return history.unchanged(
        ("passages", file.pk, kind),
        lambda: propose(
            tuple(
                Page(number, text, heading)
                for number, text, heading in file.pages.order_by("number").values_list(
                    "number", "text", "heading"
                )
            ),
            points_for(kind),
        ),
        of=(DocumentFile,),
    )


def where(file: DocumentFile, passage: Passage, headings: Mapping[int, str]) -> str:
    """Return the place of a passage as a person writes it."""
    if file.place == DocumentFile.Place.PAGE:
        return f"s. {passage.page}"
    heading = headings.get(passage.page, "")
    if not heading:
        return _("avsnitt %(n)s") % {"n": passage.page}
    short = heading if len(heading) <= LONGEST_SHOWN else f"{heading[: LONGEST_SHOWN - 1]}…"
    return _("avsnittet ”%(name)s”") % {"name": short}


def check(document: GoverningDocument) -> Check:
    """Return the check of a version. About seven questions."""
    file = file_in_force(document)
    proposed: Mapping[str, tuple[Passage, ...]] = {}
    headings: dict[int, str] = {}
    if file is not None and file.reading == DocumentFile.Reading.READ:
        proposed = passages(file, document.kind)
        if file.place == DocumentFile.Place.SECTION:
            headings = dict(file.pages.values_list("number", "heading"))
    findings = {f.point: f for f in PointFinding.objects.filter(document=document, file=file)}
    earlier = _earlier(document, file)
    rows = tuple(
        _row(point, findings.get(point.code), file, proposed, headings, earlier)
        for point in points_for(document.kind)
    )
    last = last_version(document)
    return Check(
        document=document,
        file=file,
        rows=tuple(
            r for r in rows if r.point.weight is not Weight.FAULT or r.passages or r.finding
        ),
        replaced_by=None if last.pk == document.pk else last,
        may_undo_file=file is not None,
    )


def _row(point, finding, file, proposed, headings, earlier) -> Row:
    state, words = _standing(point, finding)
    shown = tuple(
        Shown(number, where(file, p, headings), _parts(p), p.words)
        for number, p in enumerate(proposed.get(point.code, ()))
    )
    return Row(point, finding, shown, earlier.get(point.code, ""), state, words)


def _standing(point: Point, finding: PointFinding | None) -> tuple[str, str]:
    if finding is None:
        return ("warning", _("Kontrollera")) if point.weight is Weight.FAULT else (
            "not_started", _("Inte bekräftat"),
        )  # fmt: skip
    is_found = finding.verdict == PointFinding.Verdict.FOUND
    if point.weight is Weight.FAULT:
        return ("missing", _("Ska ändras")) if is_found else ("done", _("Stämmer inte"))
    if is_found:
        return "done", _("Finns")
    if point.weight is Weight.ADVISED:
        return "warning", _("Saknas, rekommenderas")
    return "missing", _("Saknas")


def _parts(passage: Passage) -> tuple[tuple[str, bool], ...]:
    parts: list[tuple[str, bool]] = []
    at = 0
    for start, end in passage.hits:
        if start > at:
            parts.append((passage.text[at:start], False))
        parts.append((passage.text[start:end], True))
        at = end
    parts.append((passage.text[at:], False))
    return tuple(part for part in parts if part[0])


def _earlier(document: GoverningDocument, file: DocumentFile | None) -> dict[str, str]:
    """Return the pages given in earlier files and versions, the latest for each point."""
    found = PointFinding.objects.filter(
        document__in=[document.pk, document.replaces_id], verdict=PointFinding.Verdict.FOUND
    ).exclude(document=document, file=file)
    return dict(found.order_by("made_at").values_list("point", "page"))


def reviews_of(document: GoverningDocument) -> list[DocumentReview]:
    """Return the reviews of a version and of those it replaces, the latest first."""
    chain, at = [document.pk], document
    while at.replaces_id is not None:
        at = at.replaces
        chain.append(at.pk)
    found = DocumentReview.objects.filter(document__in=chain)
    return list(found.order_by("-on_date", "-pk"))
