"""A page with every part in its states, and the addresses that the frame around it names."""

from __future__ import annotations

from datetime import UTC, datetime
from types import SimpleNamespace as Row

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import include, path
from django.utils.safestring import mark_safe

GROUNDS = [("sex", "Kön"), ("age", "Ålder"), ("disability", "Funktionsnedsättning")]


class Measure(forms.Form):
    """One field of each kind."""

    due = forms.CharField(
        label="Klar senast",
        help_text="Skriv som 2027-03-31",
        widget=forms.TextInput(attrs={"class": "input--short", "inputmode": "numeric"}),
        error_messages={"required": "Skriv när åtgärden ska vara klar, till exempel 2027-03-31."},
    )
    owner = forms.ChoiceField(
        label="Ansvarig",
        choices=[("", "Välj roll"), ("manager", "Enhetschef")],
        error_messages={"required": "Välj vem som ansvarar."},
    )
    grounds = forms.MultipleChoiceField(
        label="Vilka grunder gäller det?",
        choices=GROUNDS,
        widget=forms.CheckboxSelectMultiple,
    )
    answer = forms.ChoiceField(
        label="Ligger mötena på tider som fungerar?",
        help_text="Tänk på det senaste året.",
        choices=[("yes", "Ja"), ("partly", "Delvis"), ("no", "Nej")],
        widget=forms.RadioSelect,
        error_messages={"required": "Välj ett svar."},
    )
    comment = forms.CharField(
        label="Vad fungerar, och vad fungerar inte?",
        help_text="Skriv om arbetsplatsen, inte om personer.",
        widget=forms.Textarea(attrs={"data-longest": "2000", "rows": "4"}),
        required=False,
    )
    done = forms.BooleanField(label="Åtgärden är klar", required=False)
    paper = forms.FileField(label="Hämta in förra årets plan", required=False)


class Answer(forms.Form):
    """What the autosaving form sends."""

    text = forms.CharField(
        label="Vad fungerar?", widget=forms.Textarea(attrs={"data-longest": "200"}), required=False
    )


def _nav() -> list[Row]:
    def link(label: str, *, current: bool = False, count: int = 0) -> Row:
        return Row(label=label, url="/", current=current, count=count)

    return [
        Row(title="Året 2026", links=[link("Översikt", current=True), link("Åtgärder", count=245)]),
        Row(title="Kontroll", links=[link("Lagkoll", count=5)]),
    ]


def _context() -> dict:
    wrong = Measure({"grounds": ["sex"], "answer": ""})
    wrong.is_valid()
    return {
        "employer_name": "Solvik kommun",
        "person": Row(name="Amina Lindqvist", function="HR-strateg", initials="AL"),
        "nav_groups": _nav(),
        "form": wrong,
        "calm": Measure(prefix="calm", initial={"grounds": ["age"], "answer": "partly"}),
        "grid_states": ["none", "clear", "risk", "cause", "measure", "evaluated"],
        "work_states": ["done", "reviewing", "answering", "late", "missing", "not_started"],
        "more_states": ["ongoing", "locked", "returned", "submitted", "met", "warning"],
        "saved_at": datetime(2026, 11, 26, 13, 32, tzinfo=UTC),
        "track": [
            Row(name="Öppnat", when="1 september", state="past"),
            Row(name="Enheterna svarar", when="till 30 november", state="now"),
            Row(name="Granskning", when="till 11 december", state="later"),
            Row(name=mark_safe("Tjänste&shy;skrivelse"), when="18 januari 2027", state="later"),
        ],
        "tabs": [
            Row(label="Alla", url="/", current=False, count=23),
            Row(label="Löner", url="/", current=True, count=3),
        ],
        "verdicts": ["met", "met", "warning", "missing", "not_applicable", "met"],
    }


@login_not_required
def visit(request):
    """The page of parts in one column."""
    messages.success(request, "Svaren är inlämnade")
    return render(request, "components.html", _context())


@login_not_required
def shell(request):
    """The frame with side navigation."""
    return render(request, "in_shell.html", _context())


@login_not_required
def door(request):
    """The sign-in layout."""
    return render(request, "in_door.html", {"employer_name": "", "form": Answer(prefix="in")})


@login_not_required
def question(request):
    """A form that saves itself; the word ``trasigt`` makes the server fail."""
    if request.method == "POST":
        if "trasigt" in request.POST["text"]:
            return HttpResponse(status=500)
        return JsonResponse(
            {
                "state": "saved",
                "words": "Sparat 14.32",
                "revisions": {"revision": 2},
                "problems": {},
            }
        )
    return render(request, "autosave.html", _context() | {"form": Answer()})


@login_not_required
def fragment(request, status: int):
    """A fragment with the wanted status and somewhere for the focus to go."""
    return HttpResponse(
        f'<h2 id="arrived" tabindex="-1" data-focus>Svar {status}</h2>', status=status
    )


@login_not_required
def refused(request, status: int):
    """One of the pages that say no."""
    return render(request, f"{status}.html", status=status)


def _names(*names: str) -> list:
    return [path(f"till/{name}/", visit, name=name) for name in names]


urlpatterns = [
    path("", visit),
    path("skal/", shell),
    path("dorr/", door),
    path("fraga/", question),
    path("del/<int:status>/", fragment),
    path("nej/<int:status>/", refused),
    path("", include((_names("account", "sign_out", "sign_in"), "accounts"))),
    path("", include((_names("home", "accessibility", "privacy"), "overview"))),
]
