"""The one answer that holds a paper as a file, whichever page asked for it."""

from __future__ import annotations

from datetime import datetime

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.http import content_disposition_header
from django.utils.text import slugify
from django.utils.translation import gettext as _

from aktiva.apps.reports import door, jobs

SHOWN_HERE = {"pdf"}


def paper_file(request, paper, document, ending: str, *, at: datetime, page: str, version=None):
    """Answer with a paper or a public version of it; a long one goes by way of the background.

    Args:
        page: The name of the page that has the button that begins the work.
    """
    if not jobs.is_long(paper, document, version):
        content = jobs.content_of(paper, document, ending, at=at, version=version)
        return file_answer(content, jobs.file_name(paper, ending, version), ending)
    if request.method != "POST":  # an address that somebody has kept: only a button begins work
        messages.info(request, _("Handlingen är lång. Ta fram filen med knappen på sidan."))
        return redirect(page, paper.pk)
    job = jobs.start(paper, document, ending, actor=request.user, at=at, version=version)
    return redirect("background:job", job.pk)


def printed(content: bytes, title: str, ending: str = "pdf") -> HttpResponse:
    """Answer with what is printed and not kept, called after its title."""
    return file_answer(content, f"{slugify(title)}.{ending}", ending)


def file_answer(content: bytes, name: str, ending: str) -> HttpResponse:
    """Answer with a file: a PDF is shown in the browser, the others are saved."""
    response = HttpResponse(content, content_type=door.ENDINGS[ending])
    response["Content-Disposition"] = content_disposition_header(ending not in SHOWN_HERE, name)
    return response
