"""The grammar of decisions, from data: bodies, verbs, objects, and who proposes to whom."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from aktiva.domain.documents.blocks import Clauses, Marker
from aktiva.domain.documents.swedish import capital, inside_sentence

PRESENT: dict[str, str] = {
    "anmäla": "anmäler",
    "anta": "antar",
    "anvisa": "anvisar",
    "avge": "avger",
    "avskriva": "avskriver",
    "avslå": "avslår",
    "avsluta": "avslutar",
    "avstyrka": "avstyrker",
    "avvakta": "avvaktar",
    "begära": "begär",
    "besvara": "besvarar",
    "bevilja": "beviljar",
    "bifalla": "bifaller",
    "bordlägga": "bordlägger",
    "delegera": "delegerar",
    "fastställa": "fastställer",
    "förklara": "förklarar",
    "föreslå": "föreslår",
    "förlänga": "förlänger",
    "ge": "ger",
    "genomföra": "genomför",
    "godkänna": "godkänner",
    "hänskjuta": "hänskjuter",
    "hänvisa": "hänvisar",
    "instämma": "instämmer",
    "konstatera": "konstaterar",
    "lägga": "lägger",
    "lämna": "lämnar",
    "meddela": "meddelar",
    "notera": "noterar",
    "rekommendera": "rekommenderar",
    "remittera": "remitterar",
    "revidera": "reviderar",
    "ställa": "ställer",
    "tacka": "tackar",
    "tillstyrka": "tillstyrker",
    "upphäva": "upphäver",
    "uppdra": "uppdrar",
    "uppmana": "uppmanar",
    "utse": "utser",
    "välja": "väljer",
    "yttra": "yttrar",
    "ändra": "ändrar",
    "återremittera": "återremitterar",
    "återta": "återtar",
    "överlämna": "överlämnar",
    "överlåta": "överlåter",
    "översända": "översänder",
}
"""Verbs that decisions are made with, infinitive → present tense."""

_ENDS = " \t\n\u00a0.,;:"
_JOINED = re.compile(r"\b(och|samt) (\w+)")


@dataclass(frozen=True, slots=True)
class Point:
    """One point of a decision: a verb in the infinitive and the rest of its clause.

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
        if not self.object.strip(_ENDS):
            raise ValueError(f"Beslutspunkten ”{self.verb}” säger inte vad som beslutas.")

    @property
    def infinitive(self) -> str:
        """The point as a clause, without "att" and without a full stop."""
        return f"{self.verb} {self.object.strip(_ENDS)}"

    def sentence(self, body: str) -> str:
        """Return the point as a sentence of its own, decided by `body`.

        Where a second verb cannot be told from a noun, the sentence says
        "beslutar att", which is right for both.
        """
        own, subordinate, later = self.object.strip(_ENDS).partition(" att ")
        joined = [word for _, word in _JOINED.findall(own)]
        if all(word in PRESENT or not word.endswith("a") for word in joined):
            own = _JOINED.sub(lambda m: f"{m[1]} {PRESENT.get(m[2], m[2])}", own)
            return f"{_first(body)} {PRESENT[self.verb]} {own}{subordinate}{later}."
        return f"{_first(body)} beslutar att {self.infinitive}."


def point(text: str) -> Point:
    """Return the point that a person wrote as a clause, with or without "att" before it.

    Raises:
        ValueError: It does not begin with a verb that bodies decide with.
    """
    words = text.strip(_ENDS).split(maxsplit=1)
    if words and words[0].lower() == "att":
        words = words[1].split(maxsplit=1) if len(words) > 1 else []
    verb = words[0].lower() if words else ""
    return Point(verb, words[1] if len(words) > 1 else "")


def proposal(
    bodies: Sequence[str], points: Sequence[Point], *, style: Marker = Marker.ATT
) -> Clauses:
    """Return what is proposed to the lowest of `bodies`, the one that decides standing last.

    With `Marker.ATT` the points are clauses that go on from the lead; otherwise
    each is a sentence that can be read without the others.

    Raises:
        ValueError: No body, a body without a name, or no point.
    """
    _require_bodies(bodies)
    lead = f"{_first(bodies[0])} föreslås {_chain(bodies[1:])}"
    return _clauses(lead, deciding=bodies[-1], points=points, style=style)


def decision(
    body: str,
    points: Sequence[Point],
    *,
    proposed_to: Sequence[str] | str = (),
    style: Marker = Marker.ATT,
) -> Clauses:
    """Return what a body decided, or proposes to those above it, as the minutes record it.

    One point decided is one sentence: "Arbetsgivarutskottet noterar informationen."

    Args:
        proposed_to: The bodies above, the one that decides last; none when the
            body decides itself.

    Raises:
        ValueError: A body without a name, or no point.
    """
    above = (proposed_to,) if isinstance(proposed_to, str) and proposed_to else tuple(proposed_to)
    _require_bodies((body, *above))
    if above:
        lead = f"{_first(body)} föreslår {inside_sentence(above[0])} {_chain(above[1:])}"
        return _clauses(lead, deciding=above[-1], points=points, style=style)
    if len(points) == 1:
        return Clauses("", (points[0].sentence(body),), Marker.NONE)
    return _clauses(f"{_first(body)} beslutar", deciding=body, points=points, style=style)


def path(bodies: Sequence[str]) -> str:
    """Return which bodies prepare a matter and which decides, the one that decides last."""
    _require_bodies(bodies)
    said = [f"{_first(body)} bereder ärendet." for body in bodies[:-1]]
    return " ".join([*said, f"{_first(bodies[-1])} beslutar."])


def refers_back(body: str, reason: str = "") -> Clauses:
    """Return that a body sends the matter back, and what it wants done about it."""
    return decision(body, (Point("återremittera", f"ärendet {reason}"),))


def _chain(above: Sequence[str]) -> str:
    return "".join(f"besluta att föreslå {inside_sentence(body)} " for body in above) + "besluta"


def _clauses(lead: str, *, deciding: str, points: Sequence[Point], style: Marker) -> Clauses:
    if not points:
        raise ValueError("a decision has at least one point")
    if style is Marker.ATT:
        ends = [","] * (len(points) - 2) + [", samt"] * (len(points) > 1) + ["."]
        items = tuple(p.infinitive + end for p, end in zip(points, ends, strict=True))
        return Clauses(lead, items, style)
    return Clauses(f"{lead} följande.", tuple(p.sentence(deciding) for p in points), style)


def _first(body: str) -> str:
    return capital(body.strip())


def _require_bodies(bodies: Sequence[str]) -> None:
    if not bodies or not all(body.strip() for body in bodies):
        raise ValueError(f"a decision needs the names of its bodies, got {bodies!r}")
