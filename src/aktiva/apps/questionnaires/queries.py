"""Reads of drafts and versions."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import lru_cache

from aktiva.adapters import questionnaires
from aktiva.apps.organisation.models import Employer
from aktiva.apps.questionnaires.models import DraftStep, QuestionnaireDraft
from aktiva.apps.surveys import queries as surveys
from aktiva.apps.surveys.models import Campaign, QuestionnaireVersion
from aktiva.domain.questionnaire import Questionnaire


@lru_cache(maxsize=32)
def read(content: str) -> Questionnaire:
    """Return the questions of a draft. No question."""
    return questionnaires.from_yaml(content)


def seen(asks: Questionnaire, key: str) -> str:
    """Return what a question is, so short that a form can carry it; "" when there is none."""
    found = next((q for q in asks.questions if q.key == key), None)
    return hashlib.sha256(repr(found).encode()).hexdigest()[:16] if found else ""


def latest(employer: Employer) -> Questionnaire:
    """Return what the next campaign is sent with unless somebody chooses. One question."""
    found = surveys.published(employer)
    return surveys.of_version(found[0]) if found else questionnaires.read_shipped()


def open_draft(employer: Employer) -> QuestionnaireDraft | None:
    """Return the employer's draft, or None. One question."""
    return (
        QuestionnaireDraft.objects.filter(employer=employer, ended_at=None)
        .select_related("made_by", "changed_by", "based_on")
        .first()
    )


def draft_for_page(drafts, pk: int) -> QuestionnaireDraft:
    """Return one of `drafts` with its employer. One question.

    Raises:
        QuestionnaireDraft.DoesNotExist: None, or not one that the person may change.
    """
    return drafts.select_related("employer", "based_on", "changed_by").get(pk=pk)


def content_of(draft_id: int) -> str:
    """Return what a draft holds now. One question."""
    return QuestionnaireDraft.objects.values_list("content", flat=True).get(pk=draft_id)


def last_step(draft: QuestionnaireDraft) -> DraftStep | None:
    """Return the step that would be undone, or None. One question."""
    return draft.steps.filter(undone_at=None).select_related("made_by").order_by("-pk").first()


@dataclass(frozen=True, slots=True)
class VersionRow:
    """A published version: who, when, and the years it has been used in."""

    version: QuestionnaireVersion
    n_questions: int
    years: tuple[int, ...]


def versions(employer: Employer) -> list[VersionRow]:
    """Return the employer's versions, the newest first. Two questions."""
    found = surveys.published(employer)
    used = _years(employer)
    return [
        VersionRow(v, len(surveys.of_version(v).questions), tuple(used.get(v.pk, ())))
        for v in found
    ]


def shipped_years(employer: Employer) -> list[int]:
    """Return the years in which what ships has been used. One question."""
    sent = Campaign.objects.filter(cycle__employer=employer, questionnaire__number=None)
    return sorted(set(sent.values_list("cycle__year", flat=True)))


def _years(employer: Employer) -> dict[int, list[int]]:
    used: dict[int, list[int]] = {}
    sent = Campaign.objects.filter(cycle__employer=employer).values_list(
        "questionnaire", "cycle__year"
    )
    for version, year in sorted(set(sent)):
        used.setdefault(version, []).append(year)
    return used


def version_of(employer: Employer, number: int) -> QuestionnaireVersion:
    """Return a published version. One question.

    Raises:
        QuestionnaireVersion.DoesNotExist: The employer has none with that number.
    """
    return employer.questionnaires.select_related("published_by").get(number=number)


def taken_keys(employer: Employer) -> frozenset[str]:
    """Return every key that some version has used, which no new question may take. One question."""
    kept = employer.questionnaires.all()
    asked = [questionnaires.read_shipped(), *(surveys.of_version(v) for v in kept)]
    return frozenset(q.key for asks in asked for q in asks.questions)
