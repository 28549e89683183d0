"""First words of a tjänsteskrivelse from the year's data, one fact to a sentence."""

from __future__ import annotations

from dataclasses import dataclass

from aktiva.domain.documents.swedish import capital, counted, listing, number, percent, small


@dataclass(frozen=True, slots=True)
class YearsFacts:
    """What the year shows so far.

    Args:
        units_word: Whose units they are, for example "kommunens enheter".
        strengths: What the accepted strengths are about, such as "rekrytering", in order.
        improvements: What the accepted improvement areas are about, in order.
        n_before: Measures of the year before; `n_before_followed_up` of them have an outcome.
    """

    year: int
    units_word: str
    n_asked: int
    n_answered: int
    strengths: tuple[str, ...] = ()
    improvements: tuple[str, ...] = ()
    n_before: int = 0
    n_before_followed_up: int = 0
    n_measures: int = 0
    n_common: int = 0


def proposed_summary(facts: YearsFacts) -> str:
    """Return the outcome of the year in a few sentences."""
    said = []
    if facts.n_asked:
        share = percent(facts.n_answered, of=facts.n_asked)
        told = f"{number(facts.n_answered)} av {number(facts.n_asked)}"
        told += f", eller {share}," if share else ""
        said.append(f"Av {facts.units_word} har {told} lämnat in sitt underlag för {facts.year}.")
    if facts.strengths:
        said.append(f"Styrkorna gäller {_about(facts.strengths)}.")
    if facts.improvements:
        said.append(f"Förbättringsområdena gäller {_about(facts.improvements)}.")
    if facts.n_measures or facts.n_common:
        parts = []
        if facts.n_common:
            parts.append(counted(facts.n_common, one="gemensam åtgärd", many="gemensamma åtgärder"))
        if facts.n_measures:
            parts.append(
                counted(facts.n_measures, one="åtgärd på en enhet", many="åtgärder på enheterna")
            )
        said.append(f"För {facts.year} finns beslut om {listing(parts)}.")
    return " ".join(said)


def proposed_matter(facts: YearsFacts) -> str:
    """Return what the year's work is and how last year's measures went."""
    said = [
        f"{capital(facts.units_word)} har under {facts.year} undersökt risker och hinder, "
        "analyserat orsaker, bestämt åtgärder och följt upp tidigare åtgärder.",
        "Arbetet redovisas skriftligt enligt 3 kap. 13 § diskrimineringslagen.",
    ]
    if facts.n_before:
        said.append(
            f"Från {facts.year - 1} fanns "
            f"{counted(facts.n_before, one='åtgärd', many='åtgärder')} att följa upp, och "
            f"{number(facts.n_before_followed_up)} av dem har fått ett utfall."
        )
    return " ".join(said)


def _about(subjects: tuple[str, ...]) -> str:
    return listing(list(dict.fromkeys(small(subject) for subject in subjects)))
