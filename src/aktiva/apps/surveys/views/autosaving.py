"""What a page that saves itself is answered: words for its status line, and new revisions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from aktiva.adapters import clock
from aktiva.apps.surveys import actions, queries
from aktiva.apps.surveys.views.frame import locked
from aktiva.domain.questionnaire import Mark, read_mark

_OURS = frozenset({"csrfmiddlewaretoken", "autosave", "mark", "writer", "no_measure"})


def is_autosave(request: HttpRequest) -> bool:
    """Return whether a script sent this on its own, with no button pressed."""
    return request.method == "POST" and bool(request.POST.get("autosave"))


def mark_of(request: HttpRequest) -> Mark | None:
    """Return which open page sent this, and its how-manieth sending it is."""
    return read_mark(request.POST.get("mark"))


def another_person(request: HttpRequest) -> JsonResponse | None:
    """Refuse what one person typed and another, who has signed in since, would send."""
    writer = request.POST.get("writer")
    if not writer or writer == str(request.user.pk):
        return None
    words = _(
        "Någon annan har loggat in i webbläsaren, så det du skrev skickas inte. Kopiera det om "
        "du behöver det."
    )
    return _told("other", words, status=403)


def saved(
    *, revisions: Mapping[str, int] | None = None, problems: Mapping[str, str] | None = None
) -> JsonResponse:
    """Say that it is saved, and beside which fields something is to be put right."""
    words = _("Sparat %(time)s") % {"time": clock.now().strftime("%H.%M")}
    return _told("saved", words, revisions=revisions, problems=problems)


def rivalled(who: str, *, revisions: Mapping[str, int] | None = None) -> JsonResponse:
    """Say that somebody else wrote at the same time.

    The revision of what was kept beside is not among `revisions`: what the page goes on to
    write belongs to its own text and not on top of the other's.
    """
    words = _("%(who)s skrev samtidigt. Båda texterna finns kvar.") % {"who": who}
    return _told("rival", words, revisions=revisions, status=409)


def handed_in() -> JsonResponse:
    """Say that the answers were handed in while this was written."""
    words = _(
        "Svaren är inlämnade, så det du skrev sparades inte. Kopiera det och be den som granskar "
        "att skicka tillbaka frågan."
    )
    return _told("locked", words, status=409)


def refused(why: ValidationError) -> JsonResponse:
    return _told("refused", " ".join(why.messages), status=422)


def _told(state: str, words: str, *, revisions=None, problems=None, status=200) -> JsonResponse:
    given = {"state": state, "words": words}
    given |= {"revisions": dict(revisions or {}), "problems": dict(problems or {})}
    return JsonResponse(given, status=status, json_dumps_params={"ensure_ascii": False})


# ---- forms that count when their button is pressed --------------------------------------


@dataclass(frozen=True)
class Drafting:
    """A form of a sheet, with what the person has typed in it earlier without pressing its button."""

    sheet: object
    form: str
    draft: object | None

    def initial(self, otherwise: dict, form_class) -> dict:
        """Return what the form shows: what was typed, else `otherwise`."""
        if self.draft is None:
            return otherwise
        typed = dict(otherwise)
        for name, field in form_class.base_fields.items():
            given = self.draft.fields.get(name, [])
            several = getattr(field.widget, "allow_multiple_selected", False)
            typed[name] = given if several else given[-1] if given else ""
        return typed

    def finish(self, request, act, *, also: str = ""):
        """Do what the button asks for and forget the draft, and that of the form beside it."""
        forms = (self.form, also) if also else (self.form,)
        return actions.finish_draft(sheet=self.sheet, forms=forms, actor=request.user, act=act)

    def keep(self, request, bound) -> JsonResponse:
        """Keep the form as it stands, and say what is wrong in the fields that hold something.

        Args:
            bound: The form with what was sent; what is merely missing is not wrong yet.
        """
        if other := another_person(request):
            return other
        try:
            actions.keep_draft(
                sheet_id=self.sheet.pk,
                form=self.form,
                fields={n: request.POST.getlist(n) for n in request.POST if n not in _OURS},
                mark=mark_of(request),
                actor=request.user,
                at=clock.now(),
            )
        except actions.Locked:
            return handed_in()
        except ValidationError as why:
            return refused(why)
        problems = {
            name: messages[0]
            for name, messages in bound.errors.items()
            if any(request.POST.getlist(bound.add_prefix(name)))
        }
        words = _("Utkastet sparat %(time)s. Det räknas när du trycker på knappen.") % {
            "time": clock.now().strftime("%H.%M")
        }
        return _told("draft", words, problems=problems)


def drafting(request, sheet, form: str) -> Drafting:
    """Return the form with its draft, read once."""
    return Drafting(sheet, form, queries.draft_of(sheet, form, request.user))


def not_now(request, sheet) -> HttpResponse | None:
    """Refuse what is sent to a sheet that has been handed in, in the way it was sent."""
    if sheet.state not in {"submitted", "approved"}:
        return None
    return handed_in() if is_autosave(request) else locked(request, sheet)


@require_POST
def drop_draft(request, draft_id: int):
    """Throw away one's own draft and go back to the tasks."""
    try:
        draft = actions.drop_draft(draft_id=draft_id, actor=request.user, at=clock.now())
    except ObjectDoesNotExist as missing:
        raise Http404 from missing
    return redirect("surveys:tasks", draft.sheet_id)
