"""Public versions are made, and open pages are opened and closed."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from aktiva.apps.audit import history, log
from aktiva.apps.reports import policy
from aktiva.apps.reports.models import OpenPage, PublicVersion
from aktiva.apps.reports.queries import publishing
from aktiva.apps.reports.queries.documents import document_of
from aktiva.domain.documents.blocks import Document, to_json
from aktiva.domain.documents.pieces import pieces, rewritten
from aktiva.domain.free_text import Finding, Known, public_findings, replaced

SHORTEST_REASON = 10
"""Characters of a reason to keep words that could point somebody out."""

ADDRESS_BYTES = 12


@dataclass(frozen=True, slots=True)
class Choice:
    """What a person decided about a finding: other words, or to keep these for a reason."""

    keep: bool
    wording: str = ""
    reason: str = ""


class Refused(Exception):
    """The public version was not made; `errors` says why, by the key of the question."""

    def __init__(self, errors: Mapping[str, str]) -> None:
        super().__init__(", ".join(errors))
        self.errors = dict(errors)


@transaction.atomic
def make_public_version(
    *,
    paper_id: int,
    source_digest: str,
    choices: Mapping[str, Choice],
    made_as: str,
    actor,
    at: datetime,
) -> PublicVersion:
    """Store the paper as anybody may read it, with what was held back.

    Args:
        source_digest: Of the words that the choices were made about.

    Raises:
        Paper.DoesNotExist: No such paper, or not one that `actor` publishes.
        Refused: A finding is undecided, or a wording would tell as much again.
        ValidationError: The paper has changed since the choices were made.
        EmptySlots, NoCampaign: There is no paper to make a version of.
    """
    paper = (
        policy.publishable_papers(actor, on=at.date())
        .select_related("cycle__employer", "unit", "case", "handling__body__above")
        .get(pk=paper_id)
    )
    document = document_of(paper, at=at)
    if publishing.digest_of(document) != source_digest:
        raise ValidationError(
            _("Handlingen har ändrats sedan sidan öppnades. Gå igenom fynden en gång till.")
        )
    asked = publishing.known(paper.cycle.employer, on=at.date())
    found = publishing.questions(document, asked)
    errors = {q.key: wrong for q in found if (wrong := _wrong(choices.get(q.key), asked))}
    if errors:
        raise Refused(errors)
    public = _applied(document, found, choices)
    version = history.store(
        PublicVersion(
            paper=paper,
            document={"json": to_json(public)},
            digest=publishing.digest_of(public),
            source_digest=source_digest,
            findings=[_told(q, choices[q.key]) for q in found],
            made_at=at,
            made_as=made_as,
        ),
        at=at,
        by=actor,
    )
    log.record(
        log.Event.PUBLIC_VERSION_MADE,
        actor=actor,
        about=version,
        at=at,
        details={
            "held_back": sum(not choices[q.key].keep for q in found),
            "kept": sum(choices[q.key].keep for q in found),
        },
    )
    return version


def _wrong(choice: Choice | None, asked: Known) -> str:
    """Return why a choice cannot stand, empty when it can."""
    if choice is None:
        return _("Välj om orden ska ersättas eller stå kvar.")
    if choice.keep:
        if len(choice.reason.strip()) < SHORTEST_REASON:
            return _("Skriv varför orden kan stå kvar, så att den som läser beslutet förstår det.")
        return ""
    if not choice.wording.strip():
        return _("Skriv vad som ska stå i stället.")
    found = public_findings(choice.wording, asked)
    if found:
        return _(
            "Den nya lydelsen säger också ett litet antal, ett namn eller något annat som kan "
            "peka ut en person (%(what)s). Skriv mer allmänt, till exempel ”färre än fem”."
        ) % {"what": found[0].kind.label.lower()}
    return ""


def _applied(
    document: Document, found: tuple[publishing.Question, ...], choices: Mapping[str, Choice]
) -> Document:
    changes: dict[str, list[tuple[Finding, str]]] = {}
    for question in found:
        choice = choices[question.key]
        if choice.keep:
            continue
        for place in question.places:
            changes.setdefault(place.place, []).append((place.finding, choice.wording.strip()))
    texts = {piece.place: piece.text for piece in pieces(document)}
    return rewritten(
        document, {place: replaced(texts[place], made) for place, made in changes.items()}
    )


def _told(question: publishing.Question, choice: Choice) -> dict:
    return {
        "kind": question.first.finding.kind.value,
        "words": question.first.finding.words,
        "found": question.first.finding.reason,
        "heading": question.first.heading,
        "n_places": len(question.places),
        "kept": choice.keep,
        "wording": "" if choice.keep else choice.wording.strip(),
        "reason": choice.reason.strip() if choice.keep else "",
    }


@transaction.atomic
def open_page(*, unit_id: int, actor, at: datetime) -> OpenPage:
    """Give a unit an address where anybody can read its decided plan; the one it has, if any.

    Raises:
        Unit.DoesNotExist: No such unit, or not one that `actor` makes papers for.
    """
    unit = (
        policy.publishable_units(actor, on=at.date())
        .select_for_update(of=("self",))
        .get(pk=unit_id)
    )
    page = OpenPage.objects.filter(unit=unit, closed_at=None).first()
    if page is not None:
        return page
    page = history.store(
        OpenPage(
            employer_id=unit.employer_id,
            unit=unit,
            address=secrets.token_urlsafe(ADDRESS_BYTES),
            opened_at=at,
        ),
        at=at,
        by=actor,
    )
    log.record(log.Event.OPEN_PAGE_OPENED, actor=actor, about=page, at=at)
    return page


@transaction.atomic
def close_page(*, unit_id: int, actor, at: datetime) -> None:
    """Make a unit's open address stop working for good.

    Raises:
        OpenPage.DoesNotExist: It has none, or not one within `actor`'s reach.
    """
    units = policy.publishable_units(actor, on=at.date())
    page = OpenPage.objects.filter(unit__in=units, closed_at=None).get(unit=unit_id)
    page.closed_at = at
    history.store(page, at=at, by=actor, fields=["closed_at"])
    log.record(log.Event.OPEN_PAGE_CLOSED, actor=actor, about=page, at=at)
