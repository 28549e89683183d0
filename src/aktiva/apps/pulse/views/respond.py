"""The pages of who answers: no sign-in, no cookie, no session, and nothing in any log.

They are made without the request, so that nothing in a page can depend on who asks for it. No
token against forged forms is needed: anybody may send the form, and there is no account to borrow.
"""

from __future__ import annotations

import secrets
import time
from dataclasses import dataclass
from functools import lru_cache, wraps

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from aktiva.adapters import clock, pulses
from aktiva.apps.pulse import actions, forms, queries
from aktiva.apps.pulse.queries import State
from aktiva.domain.pulse.codes import read
from aktiva.domain.pulse.flow import Bucket

AT_ONCE = 500
A_SECOND = 60
_MOST_PULSES = 1000
_SOME_NONCE = secrets.token_hex(16)
_flows: dict[int, Bucket] = {}
"""One brake for each pulse, in memory, without addresses."""


def anonymous(view):
    """Return the view open to all, kept by nobody on the way, and telling no one where from."""

    @login_not_required
    @csrf_exempt
    @require_http_methods(["GET", "HEAD", "POST"])
    @wraps(view)
    def open_to_all(request, *args, **kwargs):
        response = view(request, *args, **kwargs)
        response.headers["Cache-Control"] = "no-store"
        response.headers["Referrer-Policy"] = "no-referrer"
        response.headers["X-Robots-Tag"] = "noindex, nofollow"
        return response

    return open_to_all


@anonymous
def door(request):
    """Type the code of the poster."""
    language = _preferred(request, list(pulses.languages()))
    typed = request.POST.get("kod", "").strip()
    if request.method == "POST":
        place = _place(typed)
        if place is not None:
            return _to("pulse:start", place.code)
    wrong = request.method == "POST"
    return _page("door", language, {"typed": typed, "wrong": wrong}, status=422 if wrong else 200)


@anonymous
def start(request, code: str):
    """What the pulse is and what is kept, and a choice of language."""
    place = _place(code)
    if place is None:
        return _unknown(request)
    offered = _offered(place.pulse)
    language = _preferred(request, [chosen.code for chosen in offered])
    return _closed(place, language) or _page(
        "start", language, {"place": place, "offered": offered, "unit": _unit(place)}
    )


@anonymous
def form(request, code: str, language: str):
    """All statements on one page."""
    place = _place(code)
    if place is None or language not in {chosen.code for chosen in _offered(place.pulse)}:
        return _unknown(request)
    words = pulses.languages()[language]
    closed = _closed(place, words)
    if closed is not None:
        return closed
    if request.method != "POST":
        return filled(place.pulse, words, forms.nothing(_nonce()), place=place)
    sent = forms.read_answer(request.POST, place.pulse)
    if not sent.errors and not _flow(place.pulse.pk).take(at=time.monotonic()):
        return filled(place.pulse, words, sent, place=place, error="error_busy", status=429)
    if sent.errors:
        nonce = sent.nonce if forms.is_nonce(sent.nonce) else _nonce()
        return filled(place.pulse, words, sent.with_nonce(nonce), place=place, status=422)
    try:
        actions.answer(place=place, given=sent.answer, nonce=sent.nonce, day=clock.today())
    except actions.WrongSlip:
        return filled(place.pulse, words, sent, place=place, error="error_slip", status=422)
    except actions.Closed:
        return _page("told", words, {"told": "closed"})
    except actions.Full:
        return _page("told", words, {"told": "full"}, status=429)
    return _to("pulse:thanks", place.code, language)


@anonymous
def thanks(request, code: str, language: str):
    """Say that it has been received."""
    words = pulses.languages().get(language)
    return _unknown(request) if words is None else _page("thanks", words, {})


def filled(pulse, words, sent, *, place=None, error: str = "", status: int = 200) -> HttpResponse:
    """Return the form as somebody has filled it in; without a place it is only shown."""
    errors = [error] if error else list(sent.errors)
    asked = _Asked(
        title=pulse.title, asks_words=pulse.asks_words, uses_slips=pulse.uses_slips,
        unit=_unit(place) if place else "", is_preview=place is None, language=words.code,
        statements=tuple(
            (s.key, s.words.get(words.code) or s.words[pulses.OWN], bool(s.words.get(words.code)))
            for s in queries.asked(pulse)
        ),
    )  # fmt: skip
    if not errors and sent == forms.nothing(sent.nonce):
        return HttpResponse(_blank(asked).replace(_SOME_NONCE, sent.nonce, 1), status=status)
    return HttpResponse(_form(asked, sent, errors), status=status)


@dataclass(frozen=True, slots=True)
class _Asked:
    """What a form's page shows before anybody has written in it."""

    title: str
    asks_words: bool
    uses_slips: bool
    unit: str
    is_preview: bool
    language: str
    statements: tuple[tuple[str, str, bool], ...]


@lru_cache(maxsize=1024)
def _blank(asked: _Asked) -> str:
    """Return the page of an empty form, made once for all who open it."""
    return _form(asked, forms.nothing(_SOME_NONCE), [])


def _form(asked: _Asked, sent, errors: list[str]) -> str:
    words, own = pulses.languages()[asked.language], pulses.languages()[pulses.OWN]
    rows = [
        {
            "key": key,
            "words": said,
            "in": words if is_said else own,
            "chosen": sent.raw.get(key, ""),
        }
        for key, said, is_said in asked.statements
    ]
    context = {
        "pulse": asked,
        "unit": asked.unit,
        "rows": rows,
        "total": len(rows),
        "scale": list(words.scale.items()),
        "sent": sent,
        "errors": [(words.words[e], forms.TARGETS.get(e, "")) for e in errors],
        "wrong": set(errors),
        "is_preview": asked.is_preview,
    }
    return _rendered("form", words, context)


def _rendered(name: str, language, context: dict) -> str:
    return render_to_string(
        f"pulse/respond/{name}.html", {"language": language, "w": language.words, **context}
    )


def _page(name: str, language, context: dict, *, status: int = 200) -> HttpResponse:
    return HttpResponse(_rendered(name, language, context), status=status)


def _to(name: str, *args) -> HttpResponse:
    return HttpResponse(status=303, headers={"Location": reverse(name, args=args)})


def _unknown(request) -> HttpResponse:
    language = _preferred(request, list(pulses.languages()))
    return _page("told", language, {"told": "unknown", "again": True}, status=404)


def _closed(place, language) -> HttpResponse | None:
    """Return the page of a pulse that takes no answers today, None where it does."""
    match queries.state_of(place.pulse, on=clock.today()):
        case State.COMING:
            return _page("told", language, {"told": "early", "day": place.pulse.opens_on})
        case State.ENDED | State.COUNTED:
            return _page("told", language, {"told": "closed"})
    return None


def _place(code: str):
    place = queries.place_of_code(read(code))
    return place if place is not None and place.pulse.opened_at is not None else None


def _unit(place) -> str:
    return queries.unit_name(place)


def _offered(pulse) -> list[pulses.Language]:
    return [pulses.languages()[code] for code in pulse.languages if code in pulses.languages()]


def _preferred(request, codes: list[str]) -> pulses.Language:
    """Return the first language that the browser asks for and that there is; it is not kept."""
    asked = request.headers.get("Accept-Language", "").lower().split(",")
    for wish in asked:
        code = wish.partition(";")[0].strip().partition("-")[0]
        if code in codes:
            return pulses.languages()[code]
    return pulses.languages()[pulses.OWN]


def _nonce() -> str:
    return secrets.token_hex(16)


def _flow(pulse_id: int) -> Bucket:
    if pulse_id not in _flows and len(_flows) >= _MOST_PULSES:
        _flows.clear()
    return _flows.setdefault(
        pulse_id, Bucket.full(capacity=AT_ONCE, per_second=A_SECOND, at=time.monotonic())
    )
