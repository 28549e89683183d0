"""Posters and slips of the anonymous pulse: how to answer, and what is kept, in plain words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from html import escape

from aktiva.domain.documents.blocks import (
    Block,
    Document,
    Figure,
    Foreign,
    Heading,
    PageBreak,
    Paragraph,
)
from aktiva.domain.documents.papers.senders import Sender
from aktiva.domain.documents.swedish import counted

SLIPS_ACROSS, SLIPS_DOWN = 3, 6
_QUIET = 4
"""Modules of white around a code."""

_SLIP = (60, 36)
"""Width and height of a slip, in millimetres."""


@dataclass(frozen=True, slots=True)
class Qr:
    """A QR code as an SVG path in modules, and its side."""

    path: str
    size: int


@dataclass(frozen=True, slots=True)
class PosterWords:
    """What a poster says in one language, already with its address and day."""

    language: str
    invite: str
    scan: str
    until: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Poster:
    """A unit's poster.

    Args:
        others: What it says in other languages than Swedish.
        more: That there are more languages than there is room for.
        stored: What is kept, in Swedish.
    """

    unit: str
    heading: str
    qr: Qr
    address: str
    code: str
    words: PosterWords
    others: tuple[PosterWords, ...]
    more: str
    stored_title: str
    stored: str


def poster(facts: Poster, *, sender: Sender, on: date, languages: int) -> Document:
    """Return one unit's poster, with its words in so many languages beside Swedish."""
    return Document(
        title=facts.heading,
        head=sender.head(kind="Medarbetarpuls", on=on),
        blocks=(Heading(1, facts.unit), *_blocks(facts, languages)),
        large=True,
    )


def posters(
    facts: Sequence[Poster], *, title: str, sender: Sender, on: date, languages: int
) -> Document:
    """Return all posters, a page each, after a page about how they are put up."""
    blocks: list[Block] = [
        Paragraph(
            f"Här finns {counted(len(facts), one='affisch', many='affischer')}, en för varje enhet. "
            "Sätt upp var och en där alla på enheten går förbi, och där ingen ser vem som läser av "
            "koden. Riv ned dem när pulsen är slut."
        ),
        Paragraph(
            "Berätta på nästa arbetsplatsträff varför pulsen görs, att ingen kan se vad någon "
            "svarar och när resultatet kommer. Den som inte har en telefon kan skriva adressen på "
            "en dator."
        ),
    ]
    for one in facts:
        blocks += [PageBreak(), Heading(1, f"{one.heading}\n{one.unit}"), *_blocks(one, languages)]
    return Document(
        title=title, head=sender.head(kind="Affischer", on=on), blocks=tuple(blocks), large=True
    )


def _blocks(facts: Poster, languages: int) -> tuple[Block, ...]:
    said = facts.words
    others: list[Block] = [
        Foreign(f"{other.invite} {other.scan} {other.until}", other.language)
        for other in facts.others[:languages]
    ]
    if languages < len(facts.others):
        others.append(Paragraph(facts.more))
    return (
        Paragraph(said.invite),
        Figure(_drawn(facts), f"QR-kod till {facts.address} med koden {facts.code}", ""),
        Paragraph(f"{said.scan} {said.until}"),
        *others,
        Paragraph(f"{facts.stored_title}: {facts.stored}"),
    )


def _drawn(facts: Poster) -> str:
    """Return the code large at the left, and beside it what to type, to be read from a step away.

    The white around the code is left out at the top, where the paper is white.
    """
    side = facts.qr.size - 2 * _QUIET
    wide = side * 17 / 7
    room = wide - side - _QUIET
    size = min(side / 7, room / (0.56 * max(len(facts.address), len(facts.code))))
    x, y = facts.qr.size - _QUIET + _QUIET, _QUIET + side / 2
    lines = (
        f'<text x="{x}" y="{y - size:.2f}" font-size="{size:.2f}">{escape(facts.address)}</text>'
        f'<text x="{x}" y="{y + 0.8 * size:.2f}" font-size="{size:.2f}" font-weight="600">'
        f"{facts.code}</text>"
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{_QUIET} {_QUIET} {wide:.2f} {side}">'
        f'<path d="{facts.qr.path}" fill="#14211f"/><g fill="#14211f">{lines}</g></svg>'
    )


@dataclass(frozen=True, slots=True)
class Slip:
    """A slip for one answer: its code as it stands on paper, and the QR code of the page with it."""

    code: str
    qr: Qr


def slips(
    given: Sequence[Slip], *, unit: str, address: str, unit_code: str, sender: Sender, on: date
) -> Document:
    """Return slips to cut apart, with nothing on them that tells one from another but the code."""
    blocks: list[Block] = [
        Paragraph(
            "Klipp isär lapparna, lägg dem i en skål och låt var och en dra en. Skriv aldrig upp "
            "vem som fick vilken. Förstör de lappar som blir över."
        )
    ]
    on_page = SLIPS_ACROSS * SLIPS_DOWN
    for at in range(0, len(given), on_page):
        some = given[at : at + on_page]
        told = ", ".join(s.code for s in some)
        picture = _sheet(some, address=address, unit_code=unit_code)
        alt = f"Lappar att klippa isär. Adress: {address}, kod {unit_code}. Koder: {told}"
        blocks += [PageBreak(), Figure(picture, alt, "")]
    return Document(
        title=f"Engångslappar, {unit}",
        head=sender.head(kind="Medarbetarpuls", on=on),
        blocks=tuple(blocks),
        large=True,
    )


def _sheet(given: Sequence[Slip], *, address: str, unit_code: str) -> str:
    width, height = _SLIP
    drawn = []
    for n, slip in enumerate(given):
        x, y = (n % SLIPS_ACROSS) * width, (n // SLIPS_ACROSS) * height
        scale = 26 / slip.qr.size
        beside = (
            (8, 2.8, "Gäller för ett svar"),
            (15, 3.6, slip.code),
            (21, 2.8, f"Enhetens kod: {unit_code}"),
        )
        words = "".join(
            f'<text x="27" y="{at}" font-size="{size}">{escape(words)}</text>'
            for at, size, words in beside
        )
        below = min(3.2, (width - 6) / (0.52 * len(address)))
        drawn.append(
            f'<g transform="translate({x} {y})">'
            f'<rect x="0.2" y="0.2" width="{width - 0.4}" height="{height - 0.4}" fill="none"'
            ' stroke="#46544f" stroke-width="0.2" stroke-dasharray="1 1"/>'
            f'<g transform="translate(1 1) scale({scale:.4f})">'
            f'<path d="{slip.qr.path}" fill="#14211f"/></g>{words}'
            f'<text x="3" y="{height - 4}" font-size="{below:.2f}">{escape(address)}</text></g>'
        )
    size = f"{SLIPS_ACROSS * width} {SLIPS_DOWN * height}"
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size}">{"".join(drawn)}</svg>'
