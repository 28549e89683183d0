"""A session begun by a personal link reaches the pages of its sheet and nothing else."""

from __future__ import annotations

from django.contrib.auth import logout
from django.shortcuts import redirect, render

from aktiva.adapters import clock
from aktiva.apps.surveys import links

_OF_THE_SHEET = frozenset(
    f"surveys:{name}"
    for name in (
        "tasks", "question", "outcomes", "outcome", "past_risk", "risks", "risk_new", "risk",
        "measure_for_risk", "measure_new", "measure", "participants", "hand_in", "tell_manager",
        "beside", "link_withdraw", "file", "all_questions", "language", "meeting", "meeting_end",
        "sheet_file", "sheet_fetch", "sheet_read_in", "sheet_reading_undo",
    )
)  # fmt: skip
_OF_THE_PERSON = frozenset(
    {"surveys:settle", "surveys:draft_drop", "accounts:sign_out", "accounts:words_key"}
)


class OneSheet:
    """Keeps such a session to its sheet, whichever address is asked for."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, _args, kwargs):
        held = links.held(request.session)
        if held is None or not request.user.is_authenticated:
            return None
        name = request.resolver_match.view_name
        if name in {"surveys:link", "accounts:sign_out"}:
            return None
        link = links.by_id(held.link)
        good = {links.State.HOLDS, links.State.HANDED_IN}
        if link is None or links.state(link, on=clock.today()) not in good:
            logout(request)
            return redirect("accounts:sign_in")
        links.limit(request.user, held)
        if name == "accounts:sign_in":
            logout(request)  # to sign in fully is to leave the link's session
            return None
        of_everybody = not getattr(view, "login_required", True)
        of_the_sheet = name in _OF_THE_SHEET and kwargs["sheet_id"] == held.sheet
        if of_everybody or of_the_sheet or name in _OF_THE_PERSON:
            return None
        return render(request, "surveys/link_only.html", {"sheet": link.sheet}, status=403)
