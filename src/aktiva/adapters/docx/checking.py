"""Say what a template holds, what it lacks, and what follows of that."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from docx.oxml.ns import qn

from aktiva.adapters.docx.renderer import DocxRenderer
from aktiva.adapters.docx.template import fields, looks
from aktiva.adapters.docx.template.dressing import leave_head
from aktiva.adapters.docx.template.fields import Field
from aktiva.adapters.docx.template.opening import Refused, opened
from aktiva.domain.documents.blocks import (
    Bullets,
    Clauses,
    Document,
    Head,
    Heading,
    Labelled,
    Marker,
    Paragraph,
    Quote,
    Table,
)


class Level(StrEnum):
    """How much a finding matters."""

    MISSING = "missing"
    WARNING = "warning"
    OK = "ok"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked for: what it is, what follows, and what to do about it.

    Args:
        do: Empty where there is nothing to do.
    """

    level: Level
    what: str
    why: str
    do: str = ""


EXAMPLE = Document(
    title="Exempel på en handling",
    head=Head(
        employer="Exempel kommun",
        kind="Tjänsteskrivelse",
        date="2026-01-15",
        registry_number="KS 2026/1",
        recipient="Kommunstyrelsen",
        author="HR-avdelningen",
    ),
    blocks=(
        Heading(1, "Sammanfattning"),
        Paragraph("Så här ser löpande text ut."),
        Heading(2, "Underrubrik"),
        Bullets(("en punkt", "en punkt till")),
        Heading(3, "Underrubrik på tredje nivån"),
        Table("En tabell", ("Fråga", "Svar"), (("Enheter som svarat", "12"),)),
        Heading(1, "Förslag till beslut"),
        Clauses("Nämnden föreslås besluta", ("godkänna handlingen, samt", "lägga den till ärendet.")),
        Clauses("", ("Nämnden godkänner handlingen.",), Marker.NUMBER),
        Quote("Så här ser ett yttrande ut.", "En part"),
        Labelled((("1", "Så här ser ett svar ut."),)),
    ),
)  # fmt: skip
"""A short paper with most of what a paper can hold, to try a template on."""

_STYLES = {
    "Heading 1": "Rubrik 1",
    "Heading 2": "Rubrik 2",
    "Heading 3": "Rubrik 3",
    "Heading 4": "Rubrik 4",
    "Title": "Rubrik",
    "List Bullet": "Punktlista",
    "List Number": "Numrerad lista",
    "Caption": "Beskrivning",
    "Quote": "Citat",
}
_FIELDS = {
    Field.NUMBER: "diarienumret",
    Field.TITLE: "handlingens rubrik",
    Field.DATE: "datumet",
    Field.KIND: "slaget av handling",
    Field.EMPLOYER: "arbetsgivarens namn",
    Field.RECIPIENT: "mottagaren",
    Field.AUTHOR: "handläggaren",
}
_A4 = (210, 297)
_PAGE = re.compile(r"\s*PAGE\b", re.IGNORECASE)


def check(name: str, content: bytes) -> list[Finding]:
    """Return what the template holds and lacks, and try it on a paper.

    Raises:
        Refused: It cannot be a template at all.
    """
    word = opened(name, content)
    try:
        DocxRenderer(content).render(EXAMPLE)
        return [
            *_of_styles(word),
            *_of_fields(word),
            *_of_edges(word),
            *_of_page(word),
            *_of_language(word),
            *_of_protection(word),
            *_of_sample(word),
        ]
    except (
        Exception
    ) as wrong:  # what is odd in a file must be said here, not when a paper is wanted
        raise Refused(
            "Mallen går inte att skriva en handling i. Börja om från ett tomt dokument i Word "
            "och lägg in sidhuvud, sidfot och formatmallar på nytt."
        ) from wrong


def usable(findings: list[Finding]) -> bool:
    """Return whether nothing that a paper must have is missing."""
    return all(finding.level is not Level.MISSING for finding in findings)


def _of_styles(word: Any) -> Iterator[Finding]:
    here = looks.found(word)
    for style, shown in _STYLES.items():
        what = f"Formatmallen {shown}"
        if style in here:
            yield Finding(Level.OK, what, "Finns i mallen och används.")
        elif style == "Heading 1":
            yield Finding(
                Level.MISSING, what,
                "Utan den har handlingarna inga riktiga rubriker i er form.",
                "Skriv en rad i Rubrik 1 i mallen, ge den ert utseende och spara.",
            )  # fmt: skip
        else:
            yield Finding(
                Level.WARNING, what,
                "Saknas, så Aktivas egen används, med ert typsnitt.",
                f"Skriv en rad i {shown} i mallen, ge den ert utseende och spara.",
            )  # fmt: skip
    if looks.table_style(word) is None:
        yield Finding(
            Level.WARNING, "Tabellformatet Tabell",
            "Saknas, så tabeller får Aktivas egna linjer.",
            "Gör ett tabellformat med namnet Tabell, om ni har ett eget utseende på tabeller.",
        )  # fmt: skip
    else:
        yield Finding(Level.OK, "Tabellformatet", "Finns i mallen och används.")


def _of_fields(word: Any) -> Iterator[Finding]:
    custom = fields.properties(word)
    leave = fields.found_in(word.element.body, custom)
    here = leave.union(*(fields.found_in(edge, custom) for edge in fields.edges(word)))
    first = leave.union(
        *(fields.found_in(edge, custom) for edge in fields.edges_of_first_page(word))
    )
    for field, thing in _FIELDS.items():
        what = f"Plats för {thing}"
        do = f"Infoga en innehållskontroll med taggen {field.value} där det ska stå."
        if field in first:
            yield Finding(Level.OK, what, "Fylls i av Aktiva.")
        elif field is Field.NUMBER and field not in here:
            yield Finding(
                Level.MISSING, what,
                "Handlingens sidor går inte att föra till ärendet om de skiljs åt.", do,
            )  # fmt: skip
        elif field is Field.EMPLOYER:
            yield Finding(
                Level.OK, what, "Behövs inte: ert brevhuvud visar vem handlingen är från."
            )
        else:
            yield Finding(
                Level.OK, what, "Finns inte på första sidan, så det skrivs överst i texten.", do
            )


def _of_edges(word: Any) -> Iterator[Finding]:
    edges = list(fields.edges(word))
    for tag, what, lost in (
        ("w:hdr", "Sidhuvud", "Handlingarna får varken logotyp eller brevhuvud."),
        ("w:ftr", "Sidfot", "Handlingarna får varken adress eller sidnummer."),
    ):
        if any(edge.tag == qn(tag) and _says_something(edge) for edge in edges):
            yield Finding(Level.OK, what, "Finns i mallen och används som det är.")
        else:
            yield Finding(
                Level.WARNING, what, f"Saknas eller är tomt. {lost}",
                "Lägg in det i mallen under Infoga, Sidhuvud och sidfot.",
            )  # fmt: skip
    told = [
        simple.get(qn("w:instr"), "") for edge in edges for simple in edge.iter(qn("w:fldSimple"))
    ]
    told += [text.text or "" for edge in edges for text in edge.iter(qn("w:instrText"))]
    if any(_PAGE.match(instruction) for instruction in told):
        yield Finding(Level.OK, "Sidnummer", "Finns i mallen.")
    else:
        yield Finding(
            Level.WARNING, "Sidnummer", "Saknas, och handlingarna är ofta flera sidor.",
            "Infoga sidnummer i mallens sidfot.",
        )  # fmt: skip
    pictures = [picture for edge in edges for picture in edge.iter(qn("wp:docPr"))]
    if pictures and not all((picture.get("descr") or "").strip() for picture in pictures):
        yield Finding(
            Level.WARNING, "Logotypens beskrivning",
            "Saknas, så den som lyssnar på handlingen får inte veta vad bilden är.",
            "Högerklicka på bilden i mallen, välj Redigera alternativtext och skriv kommunens namn.",
        )  # fmt: skip


def _says_something(edge: Any) -> bool:
    if any((text.text or "").strip() for text in edge.iter(qn("w:t"))):
        return True
    drawn = (qn("w:drawing"), qn("w:pict"), qn("w:fldSimple"), qn("w:sdt"))
    return next(edge.iter(*drawn), None) is not None


def _of_page(word: Any) -> Iterator[Finding]:
    section = word.sections[-1]
    size = (section.page_width, section.page_height)
    if all(side is not None for side in size):
        measures = tuple(round(side.mm) for side in size)
        if measures == _A4:
            yield Finding(Level.OK, "Sidans storlek", "Stående A4.")
            return
    yield Finding(
        Level.WARNING, "Sidans storlek", "Är inte stående A4, så handlingarna skrivs ut fel.",
        "Välj A4 och stående under Layout i mallen.",
    )  # fmt: skip


def _of_language(word: Any) -> Iterator[Finding]:
    said = {
        (found.get(qn("w:val")) or "").casefold()
        for found in word.styles.element.iter(qn("w:lang"))
    } - {""}
    if said and all(language.startswith("sv") for language in said):
        yield Finding(Level.OK, "Språket", "Mallen är märkt som svenska.")
        return
    yield Finding(
        Level.WARNING, "Språket",
        "Mallen är inte märkt som svenska. Handlingens text märks ändå så, men kanske inte det som står i sidhuvud och sidfot.",
        "Markera allt i mallen, även i sidhuvud och sidfot, och välj svenska under Granska, Språk.",
    )  # fmt: skip


def _of_protection(word: Any) -> Iterator[Finding]:
    locked = word.settings.element.find(qn("w:documentProtection"))
    if locked is not None and locked.get(qn("w:enforcement")) in {"1", "true", "on"}:
        yield Finding(
            Level.WARNING, "Redigeringsskydd",
            "Mallen är skyddad, så ingen kan ändra i handlingarna som skrivs i den.",
            "Ta bort skyddet under Granska, Begränsa redigering.",
        )  # fmt: skip


def _of_sample(word: Any) -> Iterator[Finding]:
    if leave_head(word):
        yield Finding(
            Level.OK, "Exempeltext",
            "Det som står i mallens text efter sista innehållskontrollen följer inte med i handlingarna.",
        )  # fmt: skip
