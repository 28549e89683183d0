"""The words of the Act, and the smallest number, that several domain packages share."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

MINIMUM = 5
"""Smallest number of persons that may be told, unless there are none."""


class Area(StrEnum):
    """What active measures are about: the five areas of 5 § and the separate duties."""

    WORKING_CONDITIONS = "working_conditions"
    PAY = "pay"
    RECRUITMENT = "recruitment"
    TRAINING = "training"
    PARENTHOOD = "parenthood"
    HARASSMENT = "harassment"
    GENDER_BALANCE = "gender_balance"
    PAY_MAPPING = "pay_mapping"
    COOPERATION = "cooperation"

    @property
    def label(self) -> str:
        """The words of the Act, with a capital letter."""
        return _AREA_WORDS[self][0]

    @property
    def short_label(self) -> str:
        """A shorter name for tables and navigation."""
        return _AREA_WORDS[self][1]

    @property
    def source(self) -> LegalSource:
        """Where the Act names the area."""
        return LegalSource(paragraph=_AREA_WORDS[self][2])


class Ground(StrEnum):
    """The seven grounds of 1 kap. 5 §, and obstacles that follow none of them."""

    SEX = "sex"
    TRANSGENDER = "transgender"
    ETHNICITY = "ethnicity"
    RELIGION = "religion"
    DISABILITY = "disability"
    SEXUAL_ORIENTATION = "sexual_orientation"
    AGE = "age"
    NOT_SPECIFIC = "not_specific"

    @property
    def label(self) -> str:
        """The words of the Act, with a capital letter."""
        return _GROUND_WORDS[self]


class Step(StrEnum):
    """The four steps of 3 kap. 2 §, in the order of the Act."""

    EXAMINE = "examine"
    ANALYSE = "analyse"
    ACT = "act"
    FOLLOW_UP = "follow_up"

    @property
    def label(self) -> str:
        """The word of the Act, with a capital letter."""
        return _STEP_WORDS[self]


@dataclass(frozen=True, kw_only=True)
class LegalSource:
    """A place in a statute, for example 3 kap. 13 § in 2008:567."""

    paragraph: str
    act: str = "2008:567"

    def __str__(self) -> str:
        return f"{self.paragraph} {_ACT_NAMES.get(self.act, 'SFS')} ({self.act})"


_AREA_WORDS: dict[Area, tuple[str, str, str]] = {
    Area.WORKING_CONDITIONS: ("Arbetsförhållanden", "Arbetsförhållanden", "3 kap. 5 § 1"),
    Area.PAY: (
        "Bestämmelser och praxis om löner och andra anställningsvillkor",
        "Löner och anställningsvillkor",
        "3 kap. 5 § 2",
    ),
    Area.RECRUITMENT: ("Rekrytering och befordran", "Rekrytering och befordran", "3 kap. 5 § 3"),
    Area.TRAINING: (
        "Utbildning och övrig kompetensutveckling",
        "Utbildning och kompetensutveckling",
        "3 kap. 5 § 4",
    ),
    Area.PARENTHOOD: (
        "Möjligheter att förena förvärvsarbete med föräldraskap",
        "Arbete och föräldraskap",
        "3 kap. 5 § 5",
    ),
    Area.HARASSMENT: (
        "Trakasserier, sexuella trakasserier och repressalier",
        "Trakasserier och repressalier",
        "3 kap. 6 §",
    ),
    Area.GENDER_BALANCE: ("Jämn könsfördelning", "Jämn könsfördelning", "3 kap. 7 §"),
    Area.PAY_MAPPING: ("Lönekartläggning", "Lönekartläggning", "3 kap. 8–10 §§"),
    Area.COOPERATION: ("Samverkan och information", "Samverkan", "3 kap. 11–12 §§"),
}

_GROUND_WORDS: dict[Ground, str] = {
    Ground.SEX: "Kön",
    Ground.TRANSGENDER: "Könsöverskridande identitet eller uttryck",
    Ground.ETHNICITY: "Etnisk tillhörighet",
    Ground.RELIGION: "Religion eller annan trosuppfattning",
    Ground.DISABILITY: "Funktionsnedsättning",
    Ground.SEXUAL_ORIENTATION: "Sexuell läggning",
    Ground.AGE: "Ålder",
    Ground.NOT_SPECIFIC: "Hinder som inte följer en viss grund",
}

_STEP_WORDS: dict[Step, str] = {
    Step.EXAMINE: "Undersöka",
    Step.ANALYSE: "Analysera",
    Step.ACT: "Åtgärda",
    Step.FOLLOW_UP: "Följa upp och utvärdera",
}

_ACT_NAMES: dict[str, str] = {
    "2008:567": "diskrimineringslagen",
    "2010:800": "skollagen",
    "2009:400": "offentlighets- och sekretesslagen",
    "1976:580": "lagen om medbestämmande i arbetslivet",
}

AREAS_OF_THE_ACT: tuple[Area, ...] = (
    Area.WORKING_CONDITIONS,
    Area.PAY,
    Area.RECRUITMENT,
    Area.TRAINING,
    Area.PARENTHOOD,
)
"""The five areas that every employer examines, 3 kap. 5 §."""

GROUNDS_OF_THE_ACT: tuple[Ground, ...] = tuple(g for g in Ground if g is not Ground.NOT_SPECIFIC)
"""The seven grounds of discrimination, 1 kap. 5 §."""
