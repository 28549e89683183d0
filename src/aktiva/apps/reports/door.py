"""The one door to files: every PDF, Word file and web page of a paper leaves here."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import contextmanager
from datetime import datetime
from multiprocessing import get_context

from aktiva.adapters.docx.renderer import DocxRenderer
from aktiva.adapters.html.renderer import render as render_html
from aktiva.adapters.typst.compiling import Stopped
from aktiva.adapters.typst.coverage import not_printed
from aktiva.adapters.typst.renderer import TypstRenderer, n_pages
from aktiva.domain.documents.blocks import Document
from aktiva.domain.documents.read_back import Draft

__all__ = [
    "ENDINGS",
    "Stopped",
    "docx",
    "html",
    "made",
    "n_pages",
    "not_printed",
    "pdf",
    "pdf_on_one_page",
    "pdfs",
]

ENDINGS = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "html": "text/html; charset=utf-8",
}
"""How a file's name ends, and its content type."""

AT_A_TIME = min(4, os.cpu_count() or 1)
"""Papers that are printed at once."""

MANY = 60
"""Papers above which it is worth the second that it takes to start processes for them."""


def made(
    document: Document,
    ending: str,
    *,
    issued_at: datetime,
    template: bytes | None = None,
    draft: Draft | None = None,
    is_stopped: Callable[[], bool] | None = None,
) -> bytes:
    """Return the paper as a file of one of `ENDINGS`; what a kind has no use of is left aside.

    Raises:
        Stopped: `is_stopped` has said that nobody wants it any more.
    """
    if ending == "pdf":
        return pdf(document, issued_at=issued_at, is_stopped=is_stopped)
    if ending == "html":
        return html(document)
    return docx(document, template=template, draft=draft)


def pdf(
    document: Document, *, issued_at: datetime, is_stopped: Callable[[], bool] | None = None
) -> bytes:
    """Return the paper as PDF/UA-1 and PDF/A-2a; the same bytes for the same document and second.

    Raises:
        Stopped: `is_stopped` has said that nobody wants it any more.
    """
    second = issued_at.replace(microsecond=0)
    return TypstRenderer(issued_at=second, is_stopped=is_stopped).render(document)


@contextmanager
def pdfs(asked: Iterable[tuple[Document, datetime]]) -> Iterator[Iterator[bytes]]:
    """Begin to print many papers, and give them in the order asked for; as `pdf` makes each.

    The caller may do something else before it takes them. Very many are printed in processes of
    their own, since the compiler keeps the interpreter to itself. What has not been begun when the
    caller leaves is not printed.
    """
    given = list(asked)
    printers: Executor
    if len(given) > MANY and AT_A_TIME > 1:
        printers = ProcessPoolExecutor(AT_A_TIME, mp_context=get_context("spawn"))
    else:
        printers = ThreadPoolExecutor(AT_A_TIME)
    try:
        waiting = [printers.submit(_printed, document, at) for document, at in given]
        yield (printed.result() for printed in waiting)
    finally:
        printers.shutdown(cancel_futures=True)


def _printed(document: Document, issued_at: datetime) -> bytes:
    return pdf(document, issued_at=issued_at)


def pdf_on_one_page(make: Callable[[int], Document], *, most: int, issued_at: datetime) -> bytes:
    """Return the PDF of `make(n)` with the largest n up to `most` that fits on one page.

    `make(0)` is taken to fit. It is printed once if all fits, otherwise once for each halving.
    """
    fits, too_many = 0, most + 1
    best: bytes | None = None
    n = most
    while best is None or too_many - fits > 1:
        printed = pdf(make(n), issued_at=issued_at)
        if n == 0 or n_pages(printed) == 1:
            fits, best = n, printed
        else:
            too_many = n
        n = (fits + too_many) // 2
    return best


def docx(document: Document, *, template: bytes | None = None, draft: Draft | None = None) -> bytes:
    """Return the paper as a Word file.

    Args:
        template: The employer's own template, from `queries.word_templates`.
        draft: Whose texts are marked so that they can be read back.
    """
    return DocxRenderer(template).render(document, draft=draft)


def html(document: Document) -> bytes:
    """Return the paper as one accessible web page that stands by itself."""
    return render_html(document)
