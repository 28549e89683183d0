"""The one door to files: every PDF and Word file of the product leaves here."""

from __future__ import annotations

from datetime import datetime

from aktiva.adapters.docx.renderer import DocxRenderer
from aktiva.adapters.typst.renderer import TypstRenderer
from aktiva.domain.documents.blocks import Document


def pdf(document: Document, *, issued_at: datetime) -> bytes:
    """Return the paper as PDF/UA-1 and PDF/A-2a; the same bytes for the same document and second."""
    return TypstRenderer(issued_at=issued_at.replace(microsecond=0)).render(document)


def docx(document: Document) -> bytes:
    """Return the paper as a Word file."""
    return DocxRenderer().render(document)
