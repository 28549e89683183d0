"""The municipality's own Word template: which one applies, what is found in it, what to try it on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from aktiva.adapters.docx.checking import EXAMPLE, Finding, Level, check
from aktiva.adapters.docx.template.opening import Refused
from aktiva.apps.attachments import queries as attachments
from aktiva.apps.reports.models import WordTemplate
from aktiva.apps.reports.queries.documents import NoCampaign, document_of
from aktiva.domain.documents.blocks import Document
from aktiva.domain.documents.templates import EmptySlots

MOST_TRIED = 5
"""Papers that are looked at for one that can be printed."""


def versions(employer_id: int):
    """Return the versions of the template, the latest first. One question."""
    return (
        WordTemplate.objects.filter(employer=employer_id)
        .select_related("file")
        .order_by("-number")
    )  # fmt: skip


def current(employer_id: int) -> WordTemplate | None:
    """Return the version that applies, None where papers have Aktiva's own looks. One question."""
    latest = versions(employer_id).first()
    return latest if latest is not None and latest.file is not None else None


def content(version: WordTemplate | None) -> bytes | None:
    """Return a version's file; None without one, or where it is no longer on disk."""
    if version is None or version.file is None:
        return None
    try:
        return attachments.content(version.file)
    except FileNotFoundError:
        return None


def applied(employer_id: int) -> bytes | None:
    """Return the template that the employer's papers are written in. One question."""
    return content(current(employer_id))


@dataclass(frozen=True, slots=True)
class Found:
    """What a template holds and lacks: what is to be told first, and what is right."""

    told: list[Finding]
    right: list[Finding]


def sorted_out(findings: list[Finding]) -> Found:
    """Return findings with what matters most first."""
    levels = {level: [f for f in findings if f.level is level] for level in Level}
    return Found(levels[Level.MISSING] + levels[Level.WARNING], levels[Level.OK])


def found_in(version: WordTemplate) -> Found | None:
    """Return what a version holds and lacks; None where its file can no longer be read."""
    held = content(version)
    if held is None or version.file is None:
        return None
    try:
        return sorted_out(check(version.file.name, held))
    except Refused:
        return None


def to_try_on(employer_id: int, papers, *, at: datetime) -> Document:
    """Return the latest of the papers that can be printed, an invented one where none can.

    Args:
        papers: Those that the person may read.
    """
    latest = (
        papers.filter(employer=employer_id)
        .select_related("cycle__employer", "unit", "case", "handling__body__above", "template")
        .order_by("-paper_date", "-pk")
    )
    for paper in latest[:MOST_TRIED]:
        try:
            return document_of(paper, at=at)
        except (EmptySlots, NoCampaign):
            continue
    return EXAMPLE
