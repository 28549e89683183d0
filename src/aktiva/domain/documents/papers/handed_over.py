"""The papers of the package for DO that are nobody's own: overview, cooperation, check, log."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from aktiva.domain.documents.blocks import Block, Bullets, Document, Heading, Paragraph, Table
from aktiva.domain.documents.papers.senders import Sender
from aktiva.domain.documents.swedish import counted, number

KIND = "Underlag till Diskrimineringsombudsmannen"


@dataclass(frozen=True, slots=True)
class MetPoint:
    """A point of the Act and the places where it is met, each as a reader finds it."""

    number: int
    title: str
    places: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ListedFile:
    """A file of the package."""

    path: str
    title: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Overview:
    """What the reader meets first.

    Args:
        on: The day as of which everything is told.
        duty: What the Act asks of an employer of this size, in a sentence.
        account: The written documentation, such as ”Årlig uppföljning 2025, 2025-12-18”; blank
            for none.
    """

    sender: Sender
    year: int
    on: date
    closed: bool
    org_number: str
    headcount: int | None
    duty: str
    account: str
    points: tuple[MetPoint, ...]
    missing: tuple[str, ...]
    files: tuple[ListedFile, ...]


def overview(facts: Overview) -> Document:
    """Return where each point is met, what is missing and which files there are."""
    as_of = (
        f"Året avslutades {facts.on.isoformat()}, och allt är återgivet som det stod då."
        if facts.closed
        else f"Året är inte avslutat. Allt är återgivet som det stod {facts.on.isoformat()}."
    )
    people = (
        f"Arbetsgivaren hade {number(facts.headcount)} anställda den 1 januari {facts.year}."
        if facts.headcount is not None
        else f"Antalet anställda den 1 januari {facts.year} finns inte i Aktiva."
    )
    blocks: list[Block] = [
        Heading(1, "Vad det här är"),
        Paragraph(
            f"Det här är {facts.sender.employer}s ({facts.org_number}) underlag om arbetet med "
            f"aktiva åtgärder {facts.year} enligt 3 kap. diskrimineringslagen. {as_of}"
        ),
        Paragraph(f"{people} {facts.duty}"),
        Paragraph(
            f"Den skriftliga dokumentationen är {facts.account}."
            if facts.account
            else "Ingen skriftlig dokumentation är godkänd. Här finns det som ändå är antecknat."
        ),
        Heading(1, "Var varje punkt redovisas"),
        Table(
            "Lagens punkter",
            ("Punkt", "Vad lagen frågar efter", "Var det står"),
            tuple(
                (str(p.number), p.title, "\n".join(p.places) or "Finns inte i underlaget")
                for p in facts.points
            ),
        ),
        Heading(1, "Det här saknas"),
        Bullets(facts.missing) if facts.missing else Paragraph("Inget av det som söks saknas."),
        Heading(1, "Filerna"),
        Table(
            "Innehåll",
            ("Fil", "Vad den är"),
            tuple((f.path, f"{f.title}. {f.note}" if f.note else f.title) for f in facts.files),
        ),
        Paragraph(
            "Namn, personnummer, telefonnummer och adresser är borttagna ur enheternas fria text. "
            "Parternas ord återges oavkortade. Godkända handlingar återges som de godkändes."
        ),
    ]
    return Document(
        title=f"Underlag om aktiva åtgärder {facts.year}",
        head=facts.sender.head(kind=KIND, on=facts.on),
        blocks=tuple(blocks),
    )


@dataclass(frozen=True, slots=True)
class HandedOver:
    """What such a paper has in common with the others."""

    sender: Sender
    year: int
    on: date

    def paper(self, title: str, blocks: Iterable[Block]) -> Document:
        """Return a paper of the package."""
        return Document(
            title=title, head=self.sender.head(kind=KIND, on=self.on), blocks=tuple(blocks)
        )


def cooperation_paper(about: HandedOver, account: Sequence[Block]) -> Document:
    """Return the whole account of the cooperation, or that there is none."""
    return about.paper(
        f"Samverkan och information {about.year}",
        (
            Heading(1, "Så har samverkan skett"),
            *(account or (Paragraph("Ingen samverkan är antecknad under året."),)),
        ),
    )


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the check says of one duty."""

    id: str
    paragraph: str
    title: str
    status: str
    reasons: tuple[str, ...]


def law_check_paper(about: HandedOver, verdicts: Sequence[Verdict], *, rules: str) -> Document:
    """Return the check of the year against the duties of the Act."""
    return about.paper(
        f"Kontroll mot lagens krav {about.year}",
        (
            Heading(1, "Kraven"),
            Paragraph(
                f"Aktiva har prövat det som var antecknat mot {counted(len(verdicts), one='krav', many='krav')}. "
                f"Lydelse: {rules}. Kontrollen är ett hjälpmedel och ingen rättslig bedömning."
            ),
            Table(
                "Utfall för varje krav",
                ("Krav", "Lagrum", "Utfall", "Skäl"),
                tuple(
                    (f"{v.id} {v.title}", v.paragraph, v.status, "\n".join(v.reasons))
                    for v in verdicts
                ),
            ),
        ),
    )


def pay_paper(about: HandedOver, answers: Sequence[tuple[str, str]]) -> Document:
    """Return what is told of the pay mapping, question by question."""
    blocks: list[Block] = []
    for question, words in answers:
        blocks += [Heading(1, question), Paragraph(words)]
    return about.paper(f"Lönekartläggning {about.year}", blocks)


@dataclass(frozen=True, slots=True)
class Governing:
    """A version of a governing document."""

    title: str
    kind: str
    version: str
    adopted: str
    file: str
    reviewed: str


def governing_paper(about: HandedOver, documents: Sequence[Governing]) -> Document:
    """Return the governing documents of the year with version, adoption and file."""
    rows = tuple(
        (d.title, d.kind, d.version, d.adopted, d.reviewed or "–", d.file or "Ingen fil i Aktiva")
        for d in documents
    )
    return about.paper(
        f"Riktlinjer, rutiner och andra styrdokument {about.year}",
        (
            Heading(1, "Dokument som gällde under året"),
            Table(
                "Styrdokument",
                ("Dokument", "Slag", "Version", "Antaget", "Följt upp", "Fil"),
                rows,
            )
            if rows
            else Paragraph("Inget styrdokument är upplagt."),
        ),
    )


def log_paper(
    about: HandedOver, counts: Sequence[tuple[str, int, str, str]], *, total: int
) -> Document:
    """Return the year's log in short: what, how often, first and last day."""
    return about.paper(
        f"Logg {about.year}",
        (
            Heading(1, "Loggen i korthet"),
            Paragraph(
                f"Under året antecknades {counted(total, one='händelse', many='händelser')}. "
                "Varje händelse med tidpunkt och funktion står i filerna logg.csv och logg.json. "
                "Namn på personer ingår inte."
            ),
            Table(
                "Händelser",
                ("Händelse", "Antal", "Första dag", "Sista dag"),
                tuple((what, number(n), first, last) for what, n, first, last in counts),
            )
            if counts
            else Paragraph("Ingen händelse är antecknad."),
        ),
    )
