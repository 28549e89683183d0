"""What every page of the editor needs: the employer or the draft, or a 404."""

from __future__ import annotations

from dataclasses import dataclass

from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404
from django.utils.translation import gettext as _

from aktiva.adapters import clock
from aktiva.apps.questionnaires import policy, queries
from aktiva.apps.questionnaires.forms import KIND_LABELS, LEVELS
from aktiva.domain.questionnaire import Level, Option, Question, Questionnaire, choices
from aktiva.domain.questionnaire.checking import Remark

LEVEL_WORDS = dict(LEVELS)


@dataclass(frozen=True, slots=True)
class Shown:
    """A question as a line of a list."""

    question: Question
    kind: str
    levels: str
    after: str
    remarks: tuple[Remark, ...]

    @property
    def anchor(self) -> str:
        """The place of the question on the page of the draft."""
        return anchor(self.question.key)


def anchor(key: str) -> str:
    """Return the id of a question on the page of the draft."""
    return "f" + key.replace(".", "-")


def employer_or_404(request, employer_id: int):
    """Return an employer whose questionnaire the person writes."""
    try:
        return policy.employers(request.user, on=clock.today()).get(pk=employer_id)
    except ObjectDoesNotExist as missing:
        raise Http404 from missing


def draft_or_404(request, draft_id: int):
    """Return a draft that the person may change."""
    try:
        return queries.draft_for_page(policy.drafts(request.user, on=clock.today()), draft_id)
    except ObjectDoesNotExist as missing:
        raise Http404 from missing


def shown(asks: Questionnaire, question: Question, remarks: tuple[Remark, ...] = ()) -> Shown:
    """Return a question as the editor lists it."""
    return Shown(
        question=question,
        kind=str(KIND_LABELS[question.kind]),
        levels=", ".join(str(LEVEL_WORDS[level]) for level in Level if level in question.levels),
        after=condition_words(asks, question),
        remarks=remarks,
    )


def condition_words(asks: Questionnaire, question: Question) -> str:
    """Return when a question is asked, in words; "" when it always is."""
    condition = question.shown_if
    if condition is None:
        return ""
    source = next((q for q in asks.questions if q.key == condition.question), None)
    options: tuple[Option, ...] = choices(source) if source else ()
    labels = {o.code: o.label for o in options}
    answers = [f"”{labels.get(code, code)}”" for code in condition.answers]
    return _("Ställs bara om svaret på %(key)s är %(answers)s.") % {
        "key": condition.question,
        "answers": _(" eller ").join(answers),
    }
