"""What every answer carries, whichever page made it."""

from __future__ import annotations

from django.utils import translation

from aktiva.adapters import questionnaires
from aktiva.web.quiet import RESPONDENTS

POLICY = (
    "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "font-src 'self'; connect-src 'self'; form-action 'self'; frame-ancestors 'none'; "
    "base-uri 'none'; object-src 'none'"
)


def nobody_on_the_pages_of_the_pulse(get_response):
    """Take away the cookies of who answers a pulse, before anything can ask who it is.

    Otherwise one who is signed in on the same browser would be looked up, and a session that has
    run out be written to, when the person answers. See ``docs/method/anonymity.md``.
    """

    def middleware(request):
        if request.path.startswith(RESPONDENTS):
            request.META.pop("HTTP_COOKIE", None)
        return get_response(request)

    return middleware


def content_security_policy(get_response):
    """Allow only our own scripts and styles, and keep pages about people out of shared caches."""

    def middleware(request):
        response = get_response(request)
        response.headers.setdefault("Content-Security-Policy", POLICY)
        if getattr(request, "user", None) is not None and request.user.is_authenticated:
            response.headers.setdefault("Cache-Control", "private, no-store")
        return response

    return middleware


def answering_language(get_response):
    """Let the pages of those who answer be in the language they have chosen; all others Swedish."""

    def middleware(request):
        request.answer_language = None
        try:
            return get_response(request)
        finally:
            translation.activate("sv")

    def process_view(request, view, args, kwargs):
        match = request.resolver_match
        if match.namespace == "surveys" and match.url_name in ANSWERING:
            chosen = questionnaires.languages().get(request.session.get("answer_language", ""))
            if chosen is not None:
                request.answer_language = chosen
                translation.activate(chosen.language)

    middleware.process_view = process_view
    return middleware


ANSWERING = frozenset(
    {"tasks", "all_questions", "question", "outcomes", "outcome", "past_risk", "risks", "risk_new"}
    | {"risk", "measure_for_risk", "measure_new", "measure", "participants", "hand_in", "settle"}
    | {"beside", "draft_drop", "link_withdraw", "meeting", "meeting_end", "delegates"}
    | {"take_back", "tell_manager", "sheet_file", "sheet_fetch", "sheet_read_in"}
    | {"sheet_reading_undo"}
)
"""The pages of `surveys` where a sheet is answered. Those of who sends out and reviews are Swedish."""
