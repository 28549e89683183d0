"""The questions that something else rests on: a duty in the law check, a paper or a task.

Keys stand here and nowhere else as a list; a test compares it with the code that uses them. One
that is taken away, hidden or answered in another way leaves its paragraph without evidence, so
whoever edits the questionnaire is told so first.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from aktiva.domain.questionnaire.questions import Kind, Questionnaire


@dataclass(frozen=True, slots=True)
class Required:
    """What a question is evidence of.

    Args:
        law: The paragraph that loses its evidence.
        what: What the answer shows, as the end of a sentence.
        is_fixed: The pages of a task are built on it: it can be reworded but not taken away.
    """

    kind: Kind
    law: str
    what: str
    is_fixed: bool = False


_K = Kind
REQUIRED: dict[str, Required] = {
    "A1": Required(_K.CHOICE, "3 kap. 13 §", "om enheten är densamma som förra året"),
    "A2": Required(_K.PARTICIPANTS, "3 kap. 11 §", "vilka som deltog"),
    "A4": Required(_K.SEVERAL, "3 kap. 4 §", "vilka grupper som omfattas"),
    "A5": Required(_K.FIGURES, "3 kap. 13–14 §§", "antalet anställda vid årets ingång"),
    "A6": Required(_K.SEVERAL, "3 kap. 4 §", "vilka grupper som omfattas"),
    "B1": Required(_K.YES_PARTLY_NO, "3 kap. 2–3 §§", "att medarbetarna känner till arbetet"),
    "B5": Required(_K.SEVERAL, "3 kap. 2 § 1", "med vilka metoder riskerna undersöktes"),
    "B6": Required(
        _K.EXAMINATIONS, "3 kap. 2 § 1 och 5 §", "vilka områden och grunder som undersöktes", True
    ),
    "1.1": Required(_K.YES_PARTLY_NO, "3 kap. 5 § 1", "lokaler, utrustning och system"),
    "1.4": Required(_K.SCALE5, "3 kap. 5 § 1", "jargongen på arbetsplatsen"),
    "1.7": Required(_K.YES_PARTLY_NO, "3 kap. 5 § 1", "hur arbetet fördelas"),
    "2.1": Required(_K.YES_PARTLY_NO, "3 kap. 5 § 2", "att lönepolicyn har granskats"),
    "2.2": Required(_K.SCALE5, "3 kap. 5 § 2", "att lönekriterierna är kända"),
    "3.1": Required(_K.YES_PARTLY_NO, "3 kap. 5 § 3", "hur rekryteringarna går till"),
    "3.2": Required(_K.COUNT, "3 kap. 5 § 3", "hur många annonser som har granskats"),
    "4.1": Required(_K.YES_PARTLY_NO, "3 kap. 5 § 4", "att alla har en plan för sin utveckling"),
    "4.2": Required(_K.FIGURES, "3 kap. 5 § 4", "vilka som fått utbildning"),
    "5.1": Required(_K.YES_PARTLY_NO, "3 kap. 5 § 5", "när möten och utbildning ligger"),
    "5.2": Required(_K.YES_PARTLY_NO, "3 kap. 5 § 5", "rutinen under föräldraledighet"),
    "6.1": Required(_K.PHENOMENA, "3 kap. 6 §", "vad riktlinjerna säger"),
    "6.2": Required(_K.PHENOMENA, "3 kap. 6 §", "att det finns rutiner"),
    "6.3": Required(_K.ELEMENTS, "3 kap. 6 §", "vad rutinerna innehåller"),
    "6.8": Required(_K.COUNT, "2 kap. 3 §", "att händelser utreds"),
    "6.9": Required(_K.DATE, "3 kap. 6 §", "när riktlinjer och rutiner utvärderades"),
    "7.1": Required(_K.FIGURES, "3 kap. 7 §", "hur könsfördelningen ser ut"),
    "7.2": Required(_K.TEXT, "3 kap. 7 §", "varför könsfördelningen är ojämn"),
    "8.1": Required(_K.COUNT, "3 kap. 8 §", "vilken dag lönerna avser och vilka som ingår"),
    "8.2": Required(_K.SEVERAL, "3 kap. 8 §", "vilka grupper kartläggningen omfattar"),
    "8.3": Required(_K.SEVERAL, "3 kap. 8 §", "vad som räknas som lön"),
    "8.4": Required(_K.SEVERAL, "3 kap. 8 § 1", "vad granskningen av regler och praxis visade"),
    "8.5": Required(_K.TEXT, "3 kap. 9 § 1", "hur grupperna för lika arbete är bildade"),
    "8.6": Required(_K.CHOICE, "3 kap. 10 §", "hur arbetena värderas"),
    "8.7": Required(_K.FIGURES, "3 kap. 9 § 2", "vilka grupper som är kvinnodominerade"),
    "8.8": Required(_K.COMPARISONS, "3 kap. 9 § 1", "jämförelsen av lika arbete"),
    "8.9": Required(_K.COMPARISONS, "3 kap. 9 § 2", "jämförelsen av likvärdigt arbete"),
    "8.10": Required(_K.COMPARISONS, "3 kap. 9 § 3", "jämförelsen med lägre krav och högre lön"),
    "8.11": Required(_K.MEASURES, "3 kap. 13 § 4–5", "lönejusteringarnas kostnad och tidsplan"),
    "8.12": Required(_K.OUTCOMES, "3 kap. 13 § 6", "hur förra årets lönejusteringar gick"),
    "8.13": Required(_K.FIGURES, "3 kap. 8 §", "föräldraledighetens betydelse för lönen"),
    "9.1": Required(_K.YES_PARTLY_NO, "3 kap. 11 §", "att formerna för samverkan är bestämda"),
    "9.2": Required(_K.COOPERATION, "3 kap. 11 §", "samverkan i de fyra stegen"),
    "9.4": Required(_K.INFORMATION, "3 kap. 12 §", "vilken information parterna har fått"),
    "10.1": Required(
        _K.OUTCOMES, "3 kap. 2 § 4 och 13 § 6", "hur det gick med förra årets åtgärder", True
    ),
    "10.2": Required(
        _K.OUTCOMES, "3 kap. 2 § 4 och 13 § 6", "om åtgärderna fick avsedd effekt", True
    ),
    "11.1": Required(_K.RISKS, "3 kap. 2 § 1–2", "årets risker och deras orsaker", True),
    "11.2": Required(_K.MEASURES, "3 kap. 2 § 3 och 3 §", "årets åtgärder", True),
    "12.4": Required(_K.TEXT, "3 kap. 2 § 4", "hur arbetet utvärderas"),
}


@dataclass(frozen=True, slots=True)
class Loss:
    """A paragraph that loses its evidence, and why."""

    key: str
    required: Required
    is_retyped: bool


def losses(now: Questionnaire) -> tuple[Loss, ...]:
    """Return the required questions that are not asked any more, or answered in another way."""
    asked = {q.key: q for q in now.questions if not q.hidden}
    found = []
    for key, required in REQUIRED.items():
        question = asked.get(key)
        if question is None or question.kind is not required.kind:
            found.append(Loss(key, required, is_retyped=question is not None))
    return tuple(found)


def kept(keys: Iterable[str]) -> frozenset[str]:
    """Return those of `keys` that pages are built on, and that can only be reworded."""
    return frozenset(key for key in keys if key in REQUIRED and REQUIRED[key].is_fixed)
