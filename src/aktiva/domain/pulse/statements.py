"""The statements of a pulse: those that ship, and which of one's own may be asked."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from aktiva.domain.values import Area

LONGEST = 200
MOST = 20
"""Statements in one pulse."""

SHIPPED: Mapping[str, Area] = {
    "myself": Area.WORKING_CONDITIONS,
    "jargon": Area.WORKING_CONDITIONS,
    "fair": Area.WORKING_CONDITIONS,
    "premises": Area.WORKING_CONDITIONS,
    "pay": Area.PAY,
    "vacancies": Area.RECRUITMENT,
    "develop": Area.TRAINING,
    "parents": Area.PARENTHOOD,
    "harassment": Area.HARASSMENT,
    "reprisals": Area.HARASSMENT,
}
"""Key → area of the Act, in the order asked. The words stand in each language's file."""


@dataclass(frozen=True, slots=True)
class Statement:
    """Something about the workplace that one agrees with or not; agreeing is what is wished.

    Args:
        words: Language → the statement; a language that is missing shows the Swedish.
    """

    key: str
    area: Area
    words: Mapping[str, str]

    def to_data(self) -> dict[str, Any]:
        """Return the statement as JSON can hold it."""
        return {"key": self.key, "area": self.area.value, "words": dict(self.words)}

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> Statement:
        """Return the statement that `to_data` wrote."""
        return cls(key=data["key"], area=Area(data["area"]), words=dict(data["words"]))

    @property
    def is_own(self) -> bool:
        """Whether the employer wrote it."""
        return self.key not in SHIPPED


class Refusal(StrEnum):
    """Why a statement of one's own may not be asked."""

    EMPTY = "empty"
    QUESTION = "question"
    PERSON = "person"


_WHOSE = r"jag|min|mitt|mina|mig|i|my|me|i'm|i’m"
_ABOUT_ONESELF = re.compile(
    rf"\b(?:{_WHOSE})\b(?:\W+\w+){{0,3}}?\W+(?:kön|könsidentitet|könsuttryck|etnicitet|etnisk\w*"
    r"|religi\w+|tro|trosuppfattning|läggning|ålder|hälsa|diagnos\w*|sjukdom\w*|sjuk|gravid"
    r"|funktionsnedsatt\w*|funktionsnedsättning\w*|funktionsvariation\w*|hudfärg|modersmål"
    r"|ursprung|nationalitet|medborgarskap|politiska?|fackförbund|facket|facklig\w*"
    r"|homosexuell|bisexuell|heterosexuell|transperson|icke-binär|kvinna|man|muslim|kristen|jude"
    r"|judisk|buddhist|hindu|ateist|troende|invandrare|utlandsfödd|svenskfödd|same|rom"
    r"|gender|sex|ethnic\w*|religion|faith|orientation|age|health|disab\w+|diagnosis|pregnant"
    r"|nationality|union)\b",
    re.IGNORECASE,
)
_WHAT_ONE_IS = re.compile(
    r"\bjag (?:är|har|tillhör|identifierar|tror|lever|kommer från|är född|föddes|fyllde|talar)\b"
    r"(?:\W+\w+){0,4}?\W+(?:år|född|gud|allah|utomlands|hemma|religion|diagnos|nedsättning)\b",
    re.IGNORECASE,
)
_FAIR_TO_ALL = re.compile(
    r"\b(?:oavsett|oberoende av|utan att|på grund av|utifrån|regardless of|because of)\b",
    re.IGNORECASE,
)


def refusal(words: str) -> Refusal | None:
    """Return why a statement may not be asked, or None where it is about the workplace.

    A statement may name a ground where it is about how everybody is treated whatever it is.
    """
    told = " ".join(words.split())
    if not told:
        return Refusal.EMPTY
    if "?" in told or "؟" in told:
        return Refusal.QUESTION
    before = _FAIR_TO_ALL.split(told)[0]
    if _ABOUT_ONESELF.search(before) or _WHAT_ONE_IS.search(before):
        return Refusal.PERSON
    return None
