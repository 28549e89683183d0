"""A person's calendar: the page where its address is made, and what the telephone fetches."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.utils.http import http_date
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from aktiva.adapters import clock
from aktiva.apps.timetable import actions, queries

FRESH_SECONDS = 3600


def calendar(request):
    """Make one's calendar address. It is shown now and never again."""
    secret = ""
    if request.method == "POST":
        secret = actions.make_feed_key(actor=request.user, at=clock.now())
    address = ""
    if secret:
        address = request.build_absolute_uri(reverse("timetable:feed", args=[secret]))
    context = {
        "key": queries.own_key(request.user),
        "address": address,
        "webcal": address.replace("https://", "webcal://").replace("http://", "webcal://"),
    }
    return render(request, "timetable/calendar.html", context)


@require_POST
def calendar_revoke(request):
    try:
        actions.revoke_feed_key(actor=request.user, at=clock.now())
    except ObjectDoesNotExist:
        messages.error(request, _("Du har ingen kalenderadress att återkalla."))
    else:
        messages.success(request, _("Adressen är återkallad. Kalendern slutar att uppdateras."))
    return redirect("timetable:calendar")


@login_not_required
@require_safe
def feed(request, secret: str):
    """The calendar itself, for whoever holds the address; 404 when it is revoked."""
    key = queries.key_of(secret)
    if key is None:
        raise Http404
    site = request.build_absolute_uri("/").rstrip("/")
    made = queries.feed(key.user, on=clock.today(), site=site)
    actions.note_fetch(key, at=clock.now())
    response = HttpResponse(made.body, content_type="text/calendar; charset=utf-8")
    for name, value in {
        "Content-Disposition": 'inline; filename="aktiva.ics"',
        "Cache-Control": f"private, max-age={FRESH_SECONDS}",
        "Referrer-Policy": "no-referrer",
        "X-Robots-Tag": "noindex",
        "ETag": made.etag,
        "Last-Modified": http_date(made.changed.timestamp()),
    }.items():
        response.headers[name] = value
    return get_conditional_response(
        request,
        etag=made.etag,
        last_modified=int(made.changed.timestamp()),
        response=response,
    )
