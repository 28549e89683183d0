"""Handing a file out. There is no address here: each page decides who may fetch its files."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.utils.cache import get_conditional_response
from django.utils.http import content_disposition_header

from aktiva.apps.attachments import queries


def download(request, stored) -> HttpResponse:
    """Return a file to be saved, never to be shown inside Aktiva's own address.

    The caller has found that the person may see the row that the file hangs on.
    """
    etag = f'"{stored.sha256}"'
    unchanged = get_conditional_response(request, etag=etag)
    try:
        response = unchanged or HttpResponse(
            queries.content(stored), content_type=stored.content_type
        )
    except FileNotFoundError as missing:
        raise Http404 from missing
    response["ETag"] = etag
    response["Cache-Control"] = "private, no-cache"
    response["Content-Disposition"] = content_disposition_header(True, stored.name)
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response
