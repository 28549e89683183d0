"""What a page answers when the server itself cannot do what was asked."""

from __future__ import annotations

import sys

from django.db import InterfaceError, OperationalError
from django.shortcuts import render
from django.views.defaults import server_error as usual

RETRY_SECONDS = "5"
_SECRET = ("csrf", "password", "old")
_WORTH_KEEPING = 20
"""Characters. What is shorter is quicker to type again than to find in a list."""


def server_error(request):
    """Say that the database is away or full, or else that something went wrong.

    Nothing was acknowledged, so nothing is lost that anybody was told was saved. What was
    typed is shown back, for whoever has no scripts that keep it.
    """
    why = sys.exc_info()[1]
    if not isinstance(why, OperationalError | InterfaceError):
        return usual(request)
    response = render(
        None, "503.html", {"texts": _texts(request)}, status=503
    )  # no request: what every page shows around it would ask the database
    response["Retry-After"] = RETRY_SECONDS
    return response


def _texts(request) -> list[str]:
    if request.method != "POST":
        return []
    return [
        text.strip()
        for name, given in request.POST.lists()
        if not any(word in name for word in _SECRET)
        for text in given
        if len(text.strip()) > _WORTH_KEEPING
    ]
