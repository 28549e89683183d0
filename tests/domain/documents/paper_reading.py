"""What the tests of papers write with, and how they read a paper by its headings."""

from __future__ import annotations

from aktiva.domain.documents.blocks import Document, Heading
from aktiva.domain.documents.papers import MeasureRow, Sender

SENDER = Sender(
    employer="Solvik kommun",
    address="Strandgatan 4",
    department="Kommunledningsförvaltningen",
    department_genitive="Kommunledningsförvaltningens",
    author="Amina Lindqvist",
)

MEASURE = MeasureRow("Almskolan", "Se över mötestider", "Rektor", "2026-09-30", "Enkät i maj")


def section(document: Document, heading: str) -> tuple:
    """Return the blocks between a heading and the next of the same level or above."""
    blocks = document.blocks
    start = next(i for i, b in enumerate(blocks) if isinstance(b, Heading) and b.text == heading)
    level = blocks[start].level
    held = []
    for block in blocks[start + 1 :]:
        if isinstance(block, Heading) and block.level <= level:
            break
        held.append(block)
    return tuple(held)


def headings(document: Document, level: int = 1) -> list[str]:
    return [b.text for b in document.blocks if isinstance(b, Heading) and b.level == level]
