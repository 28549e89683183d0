"""What Solvik has done through 2026 beside its questionnaire: rounds, a survey, common measures."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Examined:
    """One examination of one area by one unit."""

    unit: str
    on: date
    area: str
    methods: tuple[str, ...]
    grounds: tuple[str, ...]
    participants: str
    conclusion: str


@dataclass(frozen=True, slots=True)
class Source:
    """Something done anyway."""

    unit: str
    on: date
    method: str
    title: str
    notes: str


SOURCES = (
    Source(
        "SOLVIK", date(2026, 9, 21), "survey", "Medarbetarenkäten 2026",
        "Sju index per enhet. Svarsfrekvensen var 78 procent.",
    ),
    Source(
        "GRU-01", date(2026, 3, 12), "physical_round", "Skyddsrond våren 2026",
        "Gångar, personalrum och slöjdsal gicks igenom tillsammans med skyddsombudet.",
    ),
)  # fmt: skip

EXAMINATIONS = (
    Examined(
        "SOLVIK", date(2026, 5, 19), "pay", ("documents",),
        ("sex", "ethnicity", "religion", "disability", "age"),
        "HR-chef, lönestrateg och de fackliga organisationerna",
        "Lönepolicyn och kriterierna prövades mot grunderna. Ordet tillgänglighet i kriterierna "
        "kan missgynna den som inte kan arbeta kvällar.",
    ),
    Examined(
        "SOLVIK", date(2026, 6, 9), "harassment", ("documents", "survey"),
        ("sex", "transgender", "ethnicity", "religion", "disability", "sexual_orientation", "age"),
        "HR-strateg, huvudskyddsombud",
        "Rutinen nämner trakasserier och sexuella trakasserier. Repressalier fattas och skrivs in "
        "under hösten.",
    ),
    Examined(
        "SOLVIK", date(2026, 4, 14), "gender_balance", ("statistics",), ("sex",),
        "HR-strateg, förvaltningschefer",
        "Könsfördelningen per yrke och i ledande uppdrag jämfördes med 2024. Teknik och kök "
        "skiljer sig mest.",
    ),
    Examined(
        "GRU-01", date(2026, 3, 12), "working_conditions", ("physical_round",),
        ("disability", "sex", "age"), "rektor, skyddsombud och två arbetslag",
        "Ljud i matsal och slöjdsal mättes. Personalrummet fungerar sedan tassarna sattes dit.",
    ),
    Examined(
        "GRU-01", date(2026, 5, 6), "recruitment", ("advertisements",),
        ("ethnicity", "age", "disability"), "rektor och biträdande rektor",
        "Nio annonser lästes. Körkort stod i två av dem utan att tjänsten kräver det.",
    ),
)  # fmt: skip

SURVEY = (("GRU-01", "Respekt och likabehandling", "4,2", 31),)

AT_UNITS = {
    "Utbilda språkombud på tjugo arbetsplatser i omsorg, kök och lokalvård": (
        "done", "Två språkombud utbildade i februari.",
    ),
    "Stödpaket om sexuell läggning och könsidentitet för arbetsplatser, med frågor att ställa på APT": (
        "ongoing", "",
    ),
}  # fmt: skip
"""Common measure → where it stands at the units that have said something."""


@dataclass(frozen=True, slots=True)
class Noted:
    """Evidence on one of Almskolan's measures, with a small text file or without."""

    title: str
    on: date
    text: str
    file_name: str = ""
    content: str = ""


NOTED_AT = "GRU-01"
NOTES = (
    Noted(
        "Vikarie under APT så att mötet kan börja klockan 14.30", date(2026, 9, 24),
        "Fler är med sedan mötet börjar tidigare. Antalen står i filen.",
        "apt-antal-2025-2026.txt",
        "Antal på APT av 25 anställda\n\nHösten 2025, klockan 15.30: 14, 15 och 13\n"
        "Våren 2026, klockan 14.30: 21, 22 och 22\n",
    ),
    Noted(
        "Byta till möbeltassar och mjukare underlag i matsalen", date(2026, 10, 8),
        "Rektor och skyddsombud såg efter vid ronden. Tassarna sitter kvar i båda salarna.",
    ),
)  # fmt: skip
