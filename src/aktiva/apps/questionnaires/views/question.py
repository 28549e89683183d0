"""A question of the draft: written, its kind chosen, its branch built, saved."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.forms.utils import ErrorDict
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from aktiva.adapters import clock
from aktiva.apps.questionnaires import actions, forms, queries
from aktiva.apps.questionnaires.views.draft import place_of
from aktiva.apps.questionnaires.views.frame import draft_or_404
from aktiva.apps.surveys.forms import QuestionForm
from aktiva.domain.questionnaire import Questionnaire, editing
from aktiva.domain.questionnaire.checking import check


def question(request, draft_id: int, key: str = ""):
    """Write a question. The button that only shows the fields again saves nothing."""
    kept = draft_or_404(request, draft_id)
    asks = queries.read(kept.content)
    found = next((q for q in asks.questions if q.key == key), None)
    if key and found is None and request.method == "GET":
        raise Http404
    options, rows, form = _forms(request, kept, asks, found, key)
    said: dict = {"conflict": None, "required": None}
    status = 200
    if request.method == "POST":
        if request.POST.get("do") == "refresh":
            form._errors = ErrorDict()
        elif not form.is_valid():
            status = 422
        else:
            status = _save(request, kept, form, rows, said)
            if not status:
                written = form.question(rows=rows.options())
                messages.success(request, _("Fråga %(key)s är sparad.") % {"key": written.key})
                return redirect(place_of(kept, written.key))
    context = said | {
        "draft": kept,
        "employer": kept.employer,
        "question": found,
        "form": form,
        "option_set": options if form.uses_options else None,
        "option_words": forms.OPTION_WORDS.get(form.kind, _("Alternativ")),
        "row_set": rows if form.kind is forms.K.MATRIX else None,
        "looks": QuestionForm(found, {}, revision=0, prefix="prov") if found else None,
        "remarks": [r for r in check(asks) if found and r.key == found.key],
    }
    return render(request, "questionnaires/question.html", context, status=status)


def _forms(request, kept, asks: Questionnaire, found, key: str):
    """Return the fields of the options, of the rows and of the question itself."""
    data = request.POST.copy() if request.method == "POST" else None
    if data is not None and found is None and key:  # somebody else has taken it away
        data["key"] = key
    options = forms.option_set("options", found.options if found else (), data)
    rows = forms.option_set("rows", found.rows if found else (), data)
    if found is not None:
        initial = forms.initial_of(found, seen=queries.seen(asks, found.key))
    else:
        sections = [s.key for s in asks.sections]
        wanted = request.GET.get("avsnitt", "")
        section = wanted if wanted in sections else sections[0]
        first = next((q for q in asks.questions if q.section == section), None)
        taken = queries.taken_keys(kept.employer)
        initial = {
            "key": editing.next_key(asks, section, taken=taken),
            "section": section,
            "kind": forms.K.YES_PARTLY_NO.value,
            "law": first.law if first else "",
            "area": first.area.value if first and first.area else "",
            "levels": [level.value for level in first.levels] if first else [],
            "wished": "yes",
        }
    form = forms.EditForm(
        data, initial=initial, asks=asks, kept=found,
        options=options.options(),
    )  # fmt: skip
    return options, rows, form


def _save(request, kept, form, rows, said: dict) -> int:
    """Save what is written; 0 when it is, else the status of the page that says why not."""
    try:
        actions.save_question(
            draft_id=kept.pk, question=form.question(rows=rows.options()),
            seen=form.cleaned_data.get("seen", ""), confirmed="sure" in request.POST,
            actor=request.user, at=clock.now(),
        )  # fmt: skip
    except actions.ChangedMeanwhile:
        now = draft_or_404(request, kept.pk)
        asks = queries.read(now.content)
        key = form.kept.key if form.kept else form.cleaned_data["key"]
        said["conflict"] = {
            "by": now.changed_by,
            "at": now.changed_at,
            "theirs": next((q for q in asks.questions if q.key == key), None),
            "seen": queries.seen(asks, key),
        }
        return 409
    except actions.NeedsConfirmation as asks_first:
        said["required"] = asks_first.required
        return 409
    except ValidationError as refused:
        form.add_error("kind", refused.messages)
        return 422
    return 0
