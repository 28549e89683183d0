"""The contents by the points of 3 kap. 13 §, or of 14 § for the smaller employer."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Duty(StrEnum):
    """Which written documentation an employer of a given size owes."""

    WHOLE = "13"
    PAY = "14"
    NONE = "none"

    @property
    def words(self) -> str:
        """What is asked, in a sentence."""
        return _WORDS[self]


_WORDS = {
    Duty.WHOLE: "Arbetsgivaren ska dokumentera årets arbete skriftligt enligt 3 kap. 13 § diskrimineringslagen.",
    Duty.PAY: "Arbetsgivaren ska dokumentera årets lönekartläggning skriftligt enligt 3 kap. 14 § diskrimineringslagen.",
    Duty.NONE: "Arbetsgivaren har färre än 10 anställda och behöver inte dokumentera arbetet skriftligt. Det som ändå finns kan lämnas.",
}


@dataclass(frozen=True, slots=True)
class Point:
    """One point that the documentation has to hold.

    Args:
        number: As the Act numbers it in 13 §.
        sections: Keys of the sections of the paper in which it is met.
        areas: Areas whose headings it is met under.
    """

    number: int
    title: str
    sections: frozenset[str] = frozenset()
    areas: frozenset[str] = frozenset()


_PAY_SECTIONS = frozenset({"rules", "comparisons", "valuation", "pay_mapping"})
_FIVE_AREAS = frozenset({"working_conditions", "pay", "recruitment", "training", "parenthood"})

_POINTS = (
    Point(
        1,
        "De fyra stegen inom de fem områdena",
        frozenset({"method", "since", "units", "measures"}),
        _FIVE_AREAS,
    ),
    Point(
        2,
        "Riktlinjer och rutiner mot trakasserier, och jämn könsfördelning",
        areas=frozenset({"harassment", "gender_balance"}),
    ),
    Point(
        3,
        "Resultatet av lönekartläggningen och analysen",
        _PAY_SECTIONS,
        frozenset({"pay_mapping"}),
    ),
    Point(
        4,
        "Lönejusteringar och andra åtgärder för jämställda löner",
        frozenset({"adjustments"}),
        frozenset({"pay_mapping"}),
    ),
    Point(
        5,
        "Kostnadsberäkning och tidsplan",
        frozenset({"adjustments"}),
        frozenset({"pay_mapping"}),
    ),
    Point(6, "Redovisning och utvärdering av förra årets åtgärder", frozenset({"outcomes"})),
    Point(7, "Samverkan med arbetstagarna", frozenset({"cooperation"})),
)


def points_of(duty: Duty) -> tuple[Point, ...]:
    """Return the points that the employer's documentation holds; all seven where none is owed.

    14 § asks for points 3–6 and the cooperation on the pay mapping.
    """
    return tuple(p for p in _POINTS if duty is not Duty.PAY or p.number >= 3)


def main_kind(duty: Duty) -> str:
    """Return the kind of paper that is the written documentation itself."""
    return "pay_report" if duty is Duty.PAY else "annual_report"


class Folder(StrEnum):
    """A folder of a year, in the order in which it is read."""

    ACCOUNT = "01-redovisning"
    ANNEXES = "02-bilagor"
    PLANS = "03-handlingsplaner"
    SCHOOLS = "04-skolor-och-forskolor"
    GUIDELINES = "05-riktlinjer-och-rutiner"
    COOPERATION = "06-samverkan"
    LAW = "07-lagkoll"
    LOG = "08-logg"
    DATA = "09-data"


FOLDERS: dict[Folder, str] = {
    Folder.ACCOUNT: "Redovisningen",
    Folder.ANNEXES: "Bilagor och beslut",
    Folder.PLANS: "Enheternas handlingsplaner",
    Folder.SCHOOLS: "Skolornas och förskolornas egen dokumentation, 20 §",
    Folder.GUIDELINES: "Riktlinjer, rutiner och andra styrdokument",
    Folder.COOPERATION: "Samverkan och information",
    Folder.LAW: "Kontroll mot lagens krav",
    Folder.LOG: "Årets logg",
    Folder.DATA: "Samma uppgifter för maskiner",
}

_KINDS = {
    "annual_report": Folder.ACCOUNT,
    "pay_report": Folder.ACCOUNT,
    "action_plan": Folder.PLANS,
    "education_report": Folder.SCHOOLS,
}


def folder_of(kind: str) -> Folder:
    """Return where a paper of a kind lies; a kind that has no place of its own is an annex."""
    return _KINDS.get(kind, Folder.ANNEXES)


@dataclass(frozen=True, slots=True)
class Entry:
    """One file.

    Args:
        path: Inside the package, with forward slashes.
        points: Which of the points it is about.
        note: What the reader should know, such as by whom a guideline was adopted.
    """

    path: str
    title: str
    points: tuple[int, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class Missing:
    """Something that was looked for and is not there, in a sentence."""

    words: str
    points: tuple[int, ...] = ()
