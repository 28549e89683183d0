"""A draft is started, changed step by step, undone, published or dropped."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from aktiva.adapters import questionnaires
from aktiva.apps.audit import log
from aktiva.apps.organisation.models import Employer
from aktiva.apps.questionnaires import policy, queries
from aktiva.apps.questionnaires.models import DraftStep, QuestionnaireDraft
from aktiva.apps.surveys import actions as surveys
from aktiva.apps.surveys import queries as surveys_queries
from aktiva.apps.surveys.models import QuestionnaireVersion
from aktiva.domain.questionnaire import Question, Questionnaire, Section, editing
from aktiva.domain.questionnaire.required import REQUIRED, Required

What = DraftStep.What
STEPS_KEPT = 200
"""Steps that can be undone; earlier ones are forgotten."""


class ChangedMeanwhile(Exception):
    """Somebody else has changed the same thing since it was shown; nothing was saved."""


class NeedsConfirmation(Exception):
    """A paragraph would lose its evidence; nothing was changed until somebody says yes."""

    def __init__(self, key: str, required: Required) -> None:
        super().__init__(key)
        self.key = key
        self.required = required


@transaction.atomic
def start_draft(
    *, employer: Employer, number: int | None, actor, at: datetime
) -> QuestionnaireDraft:
    """Begin to write, from a published version or from what ships.

    Raises:
        Employer.DoesNotExist: `actor` does not write this employer's questionnaire.
        QuestionnaireVersion.DoesNotExist: There is no such version.
        ValidationError: A draft is already being written.
    """
    employer = policy.employers(actor, on=at.date()).get(pk=employer.pk)
    version = queries.version_of(employer, number) if number is not None else None
    asks = surveys_queries.of_version(version) if version else questionnaires.read_shipped()
    return _started(employer, asks, version, actor=actor, at=at)


def _started(
    employer: Employer,
    asks: Questionnaire,
    version: QuestionnaireVersion | None,
    *,
    actor,
    at: datetime,
) -> QuestionnaireDraft:
    draft = QuestionnaireDraft(
        employer=employer, based_on=version, content=questionnaires.to_yaml(asks),
        made_at=at, made_by=actor, changed_at=at, changed_by=actor,
    )  # fmt: skip
    try:
        with transaction.atomic():
            draft.save()
    except IntegrityError as there_is_one:
        raise ValidationError(
            _("Det finns redan ett utkast. Fortsätt på det, publicera det eller kasta det först.")
        ) from there_is_one
    log.record(
        log.Event.QUESTIONNAIRE_STARTED, actor=actor, about=draft, at=at,
        details={"from": version.number if version else None},
    )  # fmt: skip
    return draft


@transaction.atomic
def read_in(*, employer: Employer, asks: Questionnaire, actor, at: datetime) -> QuestionnaireDraft:
    """Put a questionnaire from a file in the draft, which is started if there is none.

    Raises:
        Employer.DoesNotExist: `actor` does not write this employer's questionnaire.
    """
    employer = policy.employers(actor, on=at.date()).get(pk=employer.pk)
    draft = queries.open_draft(employer)
    if draft is None:
        found = surveys_queries.published(employer)
        before = found[0] if found else None
        draft = _started(employer, queries.latest(employer), before, actor=actor, at=at)
    return _change(draft.pk, lambda _: asks, what=What.READ_IN, actor=actor, at=at)


@transaction.atomic
def save_question(
    *, draft_id: int, question: Question, seen: str, actor, at: datetime, confirmed: bool = False
) -> QuestionnaireDraft:
    """Add a question, or change one.

    Args:
        seen: What `queries.seen` said of the question when it was shown; "" for a new one.

    Raises:
        QuestionnaireDraft.DoesNotExist: No such draft, or not one that `actor` may change.
        ChangedMeanwhile: Somebody else has changed or removed it, or taken its key.
        NeedsConfirmation: It is answered in another way, and a paragraph loses its evidence.
        ValidationError: The pages of a task are built on its being answered as it is.
    """

    def change(asks: Questionnaire) -> Questionnaire:
        if queries.seen(asks, question.key) != seen:
            raise ChangedMeanwhile(question.key)
        if seen and question.kind is not asks.question(question.key).kind:
            _may_lose(question.key, confirmed)
        return editing.with_question(asks, question)

    what = What.CHANGED if seen else What.ADDED
    return _change(draft_id, change, what=what, key=question.key, actor=actor, at=at)


@transaction.atomic
def move_question(*, draft_id: int, key: str, up: bool, actor, at: datetime) -> QuestionnaireDraft:
    """Move a question one step.

    Raises:
        QuestionnaireDraft.DoesNotExist: No such draft, or not one that `actor` may change.
        KeyError: There is no such question.
    """
    return _change(
        draft_id, lambda asks: editing.moved_question(asks, key, up=up), what=What.MOVED, key=key,
        actor=actor, at=at,
    )  # fmt: skip


@transaction.atomic
def hide_question(
    *, draft_id: int, key: str, hidden: bool, actor, at: datetime, confirmed: bool = False
) -> QuestionnaireDraft:
    """Let nobody be asked a question, or let it be asked again.

    Raises:
        QuestionnaireDraft.DoesNotExist: No such draft, or not one that `actor` may change.
        KeyError: There is no such question.
        NeedsConfirmation: A paragraph loses its evidence.
        ValidationError: The pages of a task are built on it.
    """

    def change(asks: Questionnaire) -> Questionnaire:
        asks.question(key)
        if hidden:
            _may_lose(key, confirmed)
        return editing.with_hidden(asks, key, hidden=hidden)

    what = What.HIDDEN if hidden else What.SHOWN
    return _change(draft_id, change, what=what, key=key, actor=actor, at=at)


@transaction.atomic
def remove_question(
    *, draft_id: int, key: str, actor, at: datetime, confirmed: bool = False
) -> QuestionnaireDraft:
    """Take a question away; the step can be undone, and earlier versions keep it.

    Raises:
        QuestionnaireDraft.DoesNotExist: No such draft, or not one that `actor` may change.
        KeyError: There is no such question.
        NeedsConfirmation: A paragraph loses its evidence.
        ValidationError: The pages of a task are built on it.
    """

    def change(asks: Questionnaire) -> Questionnaire:
        asks.question(key)
        _may_lose(key, confirmed)
        return editing.without_question(asks, key)

    return _change(draft_id, change, what=What.REMOVED, key=key, actor=actor, at=at)


@transaction.atomic
def save_section(*, draft_id: int, section: Section, actor, at: datetime) -> QuestionnaireDraft:
    """Add a section last, or change what one says.

    Raises:
        QuestionnaireDraft.DoesNotExist: No such draft, or not one that `actor` may change.
    """
    return _change(
        draft_id, lambda asks: editing.with_section(asks, section), what=What.SECTION_KEPT,
        key=section.key, actor=actor, at=at,
    )  # fmt: skip


@transaction.atomic
def move_section(*, draft_id: int, key: str, up: bool, actor, at: datetime) -> QuestionnaireDraft:
    """Move a section and its questions one step.

    Raises:
        QuestionnaireDraft.DoesNotExist: No such draft, or not one that `actor` may change.
        KeyError: There is no such section.
    """

    def change(asks: Questionnaire) -> Questionnaire:
        if key not in {s.key for s in asks.sections}:
            raise KeyError(key)
        return editing.moved_section(asks, key, up=up)

    return _change(draft_id, change, what=What.SECTION_MOVED, key=key, actor=actor, at=at)


@transaction.atomic
def remove_section(*, draft_id: int, key: str, actor, at: datetime) -> QuestionnaireDraft:
    """Take an empty section away.

    Raises:
        QuestionnaireDraft.DoesNotExist: No such draft, or not one that `actor` may change.
        ValidationError: It still has questions.
    """

    def change(asks: Questionnaire) -> Questionnaire:
        try:
            return editing.without_section(asks, key)
        except ValueError as not_empty:
            raise ValidationError(
                _("Avsnittet har frågor kvar. Flytta eller ta bort dem först.")
            ) from not_empty

    return _change(draft_id, change, what=What.SECTION_REMOVED, key=key, actor=actor, at=at)


@transaction.atomic
def name_draft(
    *, draft_id: int, title: str, version: str, actor, at: datetime
) -> QuestionnaireDraft:
    """Say what the questionnaire is called.

    Raises:
        QuestionnaireDraft.DoesNotExist: No such draft, or not one that `actor` may change.
    """
    return _change(
        draft_id, lambda asks: replace(asks, title=title, version=version), what=What.NAMED,
        actor=actor, at=at,
    )  # fmt: skip


@transaction.atomic
def undo(*, draft_id: int, step_id: int, actor, at: datetime) -> QuestionnaireDraft:
    """Take back the latest step.

    Raises:
        QuestionnaireDraft.DoesNotExist: No such draft, or not one that `actor` may change.
        ChangedMeanwhile: The step is not the latest any more.
    """
    draft = _locked(draft_id, actor=actor, at=at)
    step = queries.last_step(draft)
    if step is None or step.pk != step_id:
        raise ChangedMeanwhile(str(step_id))
    step.undone_at = at
    step.save(update_fields=["undone_at"])
    _store(draft, step.before, actor=actor, at=at)
    log.record(
        log.Event.QUESTIONNAIRE_UNDONE, actor=actor, about=draft, at=at,
        details={"what": step.what, "key": step.key},
    )  # fmt: skip
    return draft


@transaction.atomic
def publish(*, draft_id: int, revision: int, actor, at: datetime) -> QuestionnaireVersion:
    """Publish the draft as the employer's next version.

    Args:
        revision: The revision whose differences were shown.

    Raises:
        QuestionnaireDraft.DoesNotExist: No such draft, or not one that `actor` may change.
        ChangedMeanwhile: Somebody has changed it since the differences were shown.
        ValidationError: Something must be put right first, or nothing has changed.
    """
    draft = _locked(draft_id, actor=actor, at=at)
    if draft.revision != revision:
        raise ChangedMeanwhile(str(draft.pk))
    version = surveys.publish_questionnaire(
        employer=draft.employer, asks=queries.read(draft.content), actor=actor, at=at
    )
    draft.published, draft.ended_at = version, at
    draft.save(update_fields=["published", "ended_at"])
    return version


@transaction.atomic
def drop(*, draft_id: int, actor, at: datetime) -> None:
    """End a draft without publishing it.

    Raises:
        QuestionnaireDraft.DoesNotExist: No such draft, or not one that `actor` may change.
    """
    draft = _locked(draft_id, actor=actor, at=at)
    draft.ended_at = at
    draft.save(update_fields=["ended_at"])
    log.record(log.Event.QUESTIONNAIRE_DROPPED, actor=actor, about=draft, at=at)


def _may_lose(key: str, confirmed: bool) -> None:
    """Ask first when a paragraph loses its evidence; refuse when pages are built on the question."""
    required = REQUIRED.get(key)
    if required is None:
        return
    if required.is_fixed:
        raise ValidationError(
            _(
                "Fråga %(key)s har egna sidor och kan inte tas bort, döljas eller besvaras på ett "
                "annat sätt. Texten går att ändra."
            )
            % {"key": key}
        )
    if not confirmed:
        raise NeedsConfirmation(key, required)


def _locked(draft_id: int, *, actor, at: datetime) -> QuestionnaireDraft:
    return (
        policy.drafts(actor, on=at.date())
        .select_related("employer")
        .select_for_update(of=("self",))
        .get(pk=draft_id)
    )


def _change(
    draft_id: int, change: Callable[[Questionnaire], Questionnaire], *, what: str, key: str = "",
    actor, at: datetime,
) -> QuestionnaireDraft:  # fmt: skip
    """Change a draft by one step that can be undone; what changes nothing is no step."""
    draft = _locked(draft_id, actor=actor, at=at)
    before = queries.read(draft.content)
    after = change(before)
    if after == before:
        return draft
    step = DraftStep(
        draft=draft, what=what, key=key, before=draft.content, made_at=at, made_by=actor
    )
    step.save()
    old = draft.steps.order_by("-pk").values_list("pk", flat=True)[STEPS_KEPT:]
    DraftStep.objects.filter(pk__in=list(old)).delete()
    _store(draft, questionnaires.to_yaml(after), actor=actor, at=at)
    log.record(
        log.Event.QUESTIONNAIRE_CHANGED, actor=actor, about=draft, at=at,
        details={"what": what, "key": key},
    )  # fmt: skip
    return draft


def _store(draft: QuestionnaireDraft, content: str, *, actor, at: datetime) -> None:
    draft.content, draft.revision = content, draft.revision + 1
    draft.changed_at, draft.changed_by = at, actor
    draft.save(update_fields=["content", "revision", "changed_at", "changed_by"])
