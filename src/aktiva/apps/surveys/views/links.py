"""The page that a personal link leads to. Opening it changes nothing; its button lets one in."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.core.cache import cache
from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_http_methods, require_POST

from aktiva.adapters import clock
from aktiva.apps.accounts import words
from aktiva.apps.organisation import policy as organisation
from aktiva.apps.surveys import actions, links
from aktiva.apps.surveys.views.frame import unit_name

MOST_WRONG = 30
"""Wrong secrets from one address in a minute. A secret has 256 bits; this is against noise."""
_MINUTE = 60


@login_not_required
@csrf_protect
@sensitive_variables("secret")
@require_http_methods(["GET", "HEAD", "POST"])
def link(request, secret: str):
    """Say what the link leads to and let the one who presses the button in."""
    if _too_many(request):
        return _page(request, "too_many", status=429)
    found = links.by_secret(secret)
    if found is None:
        _note_wrong(request)
        return _page(request, "unknown", status=404)
    state = links.state(found, on=clock.today())
    if request.method == "POST" and state is links.State.HOLDS:
        return _let_in(request, secret)
    return _page(request, state.value, found=found, status=200 if _is_good(state) else 410)


def _is_good(state: links.State) -> bool:
    return state in {links.State.HOLDS, links.State.HANDED_IN}


def _let_in(request, secret: str):
    try:
        used = actions.use_link(secret=secret, at=clock.now())
    except (ObjectDoesNotExist, actions.Unusable):  # withdrawn this very moment
        return redirect("surveys:link", secret)
    is_in = request.user.is_authenticated and request.user.pk == used.user_id
    if not is_in or links.held(request.session):
        if request.user.is_authenticated:
            request.session.flush()
        login(request, used.user)
        links.hold(request.session, used)
        if request.POST.get("shared"):
            words.keep_nothing(request.session)
    return redirect("surveys:tasks", used.sheet_id)


def _page(request, state: str, *, found=None, status: int):
    context: dict = {"state": state, "on_last_day": links.last_day(found) if found else None}
    if found is not None:
        sheet = found.sheet
        context |= {
            "unit_name": unit_name(sheet),
            "year": sheet.campaign.cycle.year,
            "last_date": sheet.last_date,
            "contact": sheet.campaign.cycle.employer.contact,
            "who": _who(found),
            "is_somebody_else": request.user.is_authenticated and request.user.pk != found.user_id,
        }
    response = render(request, "surveys/link.html", context, status=status)
    # Only the site, never the path. With "no-referrer" the button would come without an origin.
    response["Referrer-Policy"] = "strict-origin"
    response["Cache-Control"] = "no-store"
    response["X-Robots-Tag"] = "noindex"
    return response


def _who(found) -> str:
    """Return as much of the name as the right person needs to know that it is theirs."""
    if found.user.protected_identity:
        held = organisation.holdings(found.user, on=clock.today())
        return held[0].function if held else ""
    first, *rest = found.user.name.split()
    return f"{first} {rest[-1][0]}." if rest else first


def _wrong_key(request) -> str:
    return f"wrong-links:{request.META.get('REMOTE_ADDR', '')}"


def _too_many(request) -> bool:
    return cache.get(_wrong_key(request), 0) >= MOST_WRONG


def _note_wrong(request) -> None:
    cache.add(_wrong_key(request), 0, _MINUTE)
    cache.incr(_wrong_key(request))


@require_POST
def withdraw(request, sheet_id: int):
    """Make the links to a sheet stop working."""
    back = "surveys:sheet_read" if "all" in request.POST else "surveys:tasks"
    try:
        n = actions.withdraw_links(sheet_id=sheet_id, actor=request.user, at=clock.now())
    except ObjectDoesNotExist as missing:
        raise Http404 from missing
    except ValidationError:
        messages.info(request, _("Det fanns ingen länk att återkalla."))
        return redirect(back, sheet_id)
    words_of_it = ngettext(
        "Länken är återkallad och öppnar ingenting längre.",
        "%(n)s länkar är återkallade och öppnar ingenting längre.",
        n,
    )
    messages.success(request, words_of_it % {"n": n})
    return redirect(back, sheet_id)
