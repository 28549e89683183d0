"""The grammar of Swedish decisions, from data: body, verb, object, chain."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from aktiva.domain.documents.blocks import Clauses, Marker

PRESENT: dict[str, str] = {
    "anta": "antar",
    "avslå": "avslår",
    "bifalla": "bifaller",
    "bordlägga": "bordlägger",
    "fastställa": "fastställer",
    "godkänna": "godkänner",
    "lägga": "lägger",
    "notera": "noterar",
    "ställa": "ställer",
    "uppdra": "uppdrar",
    "uppmana": "uppmanar",
    "översända": "översänder",
    "återremittera": "återremitterar",
}
"""Infinitive → present tense of the verbs a body decides with."""


@dataclass(frozen=True, slots=True)
class Point:
    """One point of a decision: ”godkänna” + ”rapporten och lägga den till handlingarna”.

    Raises:
        ValueError: The verb is not one that bodies decide with, or it has no object.
    """

    verb: str
    object: str

    def __post_init__(self) -> None:
        if self.verb not in PRESENT:
            raise ValueError(
                f"”{self.verb}” är inget beslutsverb. Välj ett av: {', '.join(sorted(PRESENT))}."
            )
        if not self.object.strip():
            raise ValueError(f"Beslutspunkten ”{self.verb}” säger inte vad som beslutas.")

    @property
    def infinitive(self) -> str:
        return f"{self.verb} {self.object.strip().rstrip('.')}"

    @property
    def present(self) -> str:
        return f"{PRESENT[self.verb]} {self.object.strip().rstrip('.')}"


def proposal(
    bodies: Sequence[str], points: Sequence[Point], *, style: Marker = Marker.ATT
) -> Clauses:
    """Return a proposal to the lowest of `bodies`, the deciding body last.

    ”Kommunstyrelsens arbetsutskott föreslås besluta att föreslå kommunstyrelsen besluta”
    followed by att-clauses; with style number each point is a sentence of its own.

    Raises:
        ValueError: No body or no point.
    """
    if not bodies or not points:
        raise ValueError("a proposal needs at least one body and one point")
    if style is Marker.NUMBER:
        deciding = _upper(bodies[-1])
        return Clauses(
            _upper(bodies[0]) + " föreslår " + _lower(bodies[-1]) + " följande beslut."
            if len(bodies) > 1
            else "",
            tuple(f"{deciding} {point.present}." for point in points),
            Marker.NUMBER,
        )
    lead = f"{_upper(bodies[0])} föreslås besluta"
    for body in bodies[1:]:
        lead += f" att föreslå {_lower(body)} besluta"
    return Clauses(lead, _joined(points), Marker.ATT)


def decision(body: str, points: Sequence[Point], *, proposed_to: str = "") -> Clauses:
    """Return what a body decided, or proposed to the body above it, as in the minutes.

    One point is one sentence: ”Arbetsgivarutskottet noterar informationen.”

    Raises:
        ValueError: No point.
    """
    if not points:
        raise ValueError("a decision needs at least one point")
    if proposed_to:
        lead = f"{_upper(body)} föreslår {_lower(proposed_to)} besluta"
        return Clauses(lead, _joined(points), Marker.ATT)
    if len(points) == 1:
        return Clauses("", (f"{_upper(body)} {points[0].present}.",), Marker.NONE)
    return Clauses(f"{_upper(body)} beslutar", _joined(points), Marker.ATT)


def refers_back(body: str, reason: str = "") -> Clauses:
    """Return that a body sends the matter back."""
    words = f"{_upper(body)} återremitterar ärendet"
    return Clauses("", (f"{words} {reason.strip().rstrip('.')}.".replace(" .", "."),), Marker.NONE)


def _joined(points: Sequence[Point]) -> tuple[str, ...]:
    last = len(points) - 1
    return tuple(
        point.infinitive + ("." if n == last else ", samt" if n == last - 1 else ",")
        for n, point in enumerate(points)
    )


def _upper(text: str) -> str:
    return text[:1].upper() + text[1:]


def _lower(text: str) -> str:
    """Return the name inside a sentence; abbreviations such as KSAG keep their capitals."""
    return text if text[:2].isupper() else text[:1].lower() + text[1:]
