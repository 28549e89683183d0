"""The yearly review of a document: when, with whom, how it is known, and what came of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from aktiva.apps.audit import history, log
from aktiva.apps.guidelines import policy, queries
from aktiva.apps.guidelines.models import DocumentReview
from aktiva.apps.organisation import policy as organisation_policy
from aktiva.domain.guidelines import SHORTEST_HOW_KNOWN, repeats


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewFacts:
    """What a person says about a review. `n_cases` is a count; None when it is not known."""

    on_date: date
    with_whom: str
    how_known: str
    changes: str
    n_cases: int | None = None


@transaction.atomic
def record_review(*, document_id: int, facts: ReviewFacts, actor, at: datetime) -> DocumentReview:
    """Record that a document was followed up and evaluated.

    Raises:
        GoverningDocument.DoesNotExist: No such document, or not one that `actor` keeps.
        ValidationError: The day has not been or lies before the document, there is a review that
            day already, or the words say nothing or are those of the review before.
    """
    document = policy.keepable_documents(actor, on=at.date()).get(pk=document_id)
    before = queries.reviews_of(document)
    problems: dict[str, str] = {}
    if facts.on_date > at.date():
        problems["on_date"] = _(
            "Dagen har inte varit än. Registrera uppföljningen när den är gjord."
        )
    elif facts.on_date < _first_adopted(document):
        problems["on_date"] = _("Dagen ligger före den dag då dokumentet först antogs.")
    elif any(r.on_date == facts.on_date for r in before):
        problems["on_date"] = _("Det finns redan en uppföljning den dagen. Ta bort den först.")
    if len(facts.how_known.strip()) < SHORTEST_HOW_KNOWN:
        problems["how_known"] = _(
            "Det är för kort för att förstå. Skriv hur ni har tagit reda på det."
        )
    last = next((r for r in before if r.on_date < facts.on_date), None)
    if last is not None and repeats(facts.changes, last.changes):
        problems["changes"] = _(
            "Det är ord för ord samma text som %(day)s, och en upprepning räknas inte. Skriv vad "
            "ni kom fram till den här gången."
        ) % {"day": last.on_date.isoformat()}
    if problems:
        raise ValidationError(problems)
    review = history.store(
        DocumentReview(
            document=document, on_date=facts.on_date, with_whom=facts.with_whom.strip(),
            how_known=facts.how_known.strip(), n_cases=facts.n_cases,
            changes=facts.changes.strip(), made_at=at, made_by=actor,
            made_as=organisation_policy.signed_as(
                actor, employer_id=document.employer_id, on=at.date()
            ),
        ),
        at=at,
        by=actor,
    )  # fmt: skip
    log.record(
        log.Event.DOCUMENT_REVIEWED, actor=actor, about=review, at=at,
        details={"document": document.pk},
    )  # fmt: skip
    return review


@transaction.atomic
def withdraw_review(*, document_id: int, review_id: int, actor, at: datetime) -> None:
    """Take away a review that should not be there. It stays in the history.

    Raises:
        GoverningDocument.DoesNotExist: No such document, or not one that `actor` keeps.
        DocumentReview.DoesNotExist: No such review of it.
    """
    document = policy.keepable_documents(actor, on=at.date()).get(pk=document_id)
    kept = [r for r in queries.reviews_of(document) if r.pk == review_id]
    if not kept:
        raise DocumentReview.DoesNotExist
    log.record(
        log.Event.DOCUMENT_REVIEW_WITHDRAWN, actor=actor, about=kept[0], at=at,
        details={"document": document.pk},
    )  # fmt: skip
    history.remove(kept[0], at=at, by=actor)


def _first_adopted(document) -> date:
    at = document
    while at.replaces_id is not None:
        at = at.replaces
    return at.adopted_on
