"""What two people see of each other while they write on the same question."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from aktiva.apps.surveys.models import Answer, RivalAnswer


@dataclass(frozen=True, slots=True)
class Beside:
    """An answer with what others wrote at the same time, and a word for how both stand."""

    answer: Answer
    rivals: list[RivalAnswer]

    @property
    def stands(self) -> str:
        return stands(self.answer, self.rivals)


def stands(answer: Answer | None, rivals: Sequence[RivalAnswer]) -> str:
    """Return a word that changes whenever an answer, or what lies beside it, does."""
    revision = answer.revision if answer else 0
    latest = max((r.written_at.timestamp() for r in rivals), default=0)
    return f"{revision}-{len(rivals)}-{latest:.3f}"


def answer_beside(sheets, sheet_id: int, question: str) -> Beside | None:
    """Return a question's answer among `sheets`, or None before anybody has begun. Two questions."""
    answer = (
        Answer.objects.filter(sheet__in=sheets, sheet=sheet_id, question=question)
        .prefetch_related("rivals")
        .first()
    )
    if answer is None:
        return None
    return Beside(answer, [r for r in answer.rivals.all() if r.settled_at is None])
