"""The draft: its sections and questions, moved, hidden, taken away, undone and published."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from aktiva.adapters import clock, questionnaires
from aktiva.apps.questionnaires import actions, forms, queries
from aktiva.apps.questionnaires.views.frame import anchor, draft_or_404, shown
from aktiva.apps.surveys import queries as surveys
from aktiva.domain.questionnaire.checking import check
from aktiva.domain.questionnaire.versions import Change, changed_parts, differences


def draft(request, draft_id: int):
    """Every section with its questions, and what is worth a second look."""
    kept = draft_or_404(request, draft_id)
    asks = queries.read(kept.content)
    remarks = check(asks, before=_before(kept))
    context = {
        "draft": kept,
        "employer": kept.employer,
        "asks": asks,
        "step": queries.last_step(kept),
        "n_faults": sum(r.is_fault for r in remarks),
        "remarks": [r for r in remarks if not any(q.key == r.key for q in asks.questions)],
        "parts": [
            {
                "section": section,
                "is_open": section.key == request.GET.get("oppet"),
                "questions": [
                    shown(asks, q, tuple(r for r in remarks if r.key == q.key))
                    for q in asks.questions
                    if q.section == section.key
                ],
            }
            for section in asks.sections
        ],
    }
    return render(request, "questionnaires/draft.html", context)


@require_POST
def change(request, draft_id: int, key: str):
    """Move, hide, show or take away a question; ask first when a paragraph loses its evidence."""
    kept = draft_or_404(request, draft_id)
    do = request.POST.get("do", "")
    given = {"draft_id": kept.pk, "key": key, "actor": request.user, "at": clock.now()}
    sure = {"confirmed": "sure" in request.POST}
    try:
        match do:
            case "up" | "down":
                actions.move_question(up=do == "up", **given)
            case "hide" | "show":
                actions.hide_question(hidden=do == "hide", **given, **sure)
            case "remove":
                actions.remove_question(**given, **sure)
                messages.success(request, _("Fråga %(key)s är borttagen.") % {"key": key})
                return redirect("questionnaires:draft", kept.pk)
            case _:
                raise Http404
    except (KeyError, ObjectDoesNotExist) as missing:
        raise Http404 from missing
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
    except actions.NeedsConfirmation as asks_first:
        return _confirm(request, kept, asks_first, do)
    return redirect(place_of(kept, key))


def _confirm(request, kept, asks_first, do: str):
    context = {
        "draft": kept,
        "employer": kept.employer,
        "question": queries.read(kept.content).question(asks_first.key),
        "required": asks_first.required,
        "do": do,
    }
    return render(request, "questionnaires/confirm.html", context, status=409)


def place_of(kept, key: str) -> str:
    """Return the address of a question on the page of the draft, its section opened."""
    asks = queries.read(queries.content_of(kept.pk))
    section = next((q.section for q in asks.questions if q.key == key), "")
    return reverse("questionnaires:draft", args=[kept.pk]) + f"?oppet={section}#{anchor(key)}"


@require_POST
def change_section(request, draft_id: int, key: str):
    """Move a section, or take an empty one away."""
    kept = draft_or_404(request, draft_id)
    do = request.POST.get("do", "")
    given = {"draft_id": kept.pk, "key": key, "actor": request.user, "at": clock.now()}
    try:
        if do in {"up", "down"}:
            actions.move_section(up=do == "up", **given)
        elif do == "remove":
            actions.remove_section(**given)
        else:
            raise Http404
    except (KeyError, ObjectDoesNotExist) as missing:
        raise Http404 from missing
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
    return redirect(reverse("questionnaires:draft", args=[kept.pk]) + f"?oppet={key}#avsnitt-{key}")


def section(request, draft_id: int, key: str = ""):
    """Add a section, or change what one says."""
    kept = draft_or_404(request, draft_id)
    asks = queries.read(kept.content)
    found = next((s for s in asks.sections if s.key == key), None)
    if key and found is None:
        raise Http404
    initial = {"title": found.title, "intro": found.intro} if found else {}
    form = forms.SectionForm(request.POST or None, initial=initial, asks=asks, kept=found)
    if request.method == "POST" and form.is_valid():
        actions.save_section(
            draft_id=kept.pk, section=form.section(), actor=request.user, at=clock.now()
        )
        messages.success(request, _("Avsnittet är sparat."))
        return redirect("questionnaires:draft", kept.pk)
    context = {"draft": kept, "employer": kept.employer, "form": form, "section": found}
    status = 422 if form.errors else 200
    return render(request, "questionnaires/section.html", context, status=status)


def name(request, draft_id: int):
    """Say what the questionnaire is called."""
    kept = draft_or_404(request, draft_id)
    asks = queries.read(kept.content)
    initial = {"title": asks.title, "version": asks.version}
    form = forms.NameForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        actions.name_draft(
            draft_id=kept.pk, actor=request.user, at=clock.now(), **form.cleaned_data
        )
        messages.success(request, _("Namnet är sparat."))
        return redirect("questionnaires:draft", kept.pk)
    context = {"draft": kept, "employer": kept.employer, "form": form}
    status = 422 if form.errors else 200
    return render(request, "questionnaires/name.html", context, status=status)


@require_POST
def undo(request, draft_id: int):
    """Take back the latest step."""
    kept = draft_or_404(request, draft_id)
    step = request.POST.get("step", "")
    try:
        actions.undo(
            draft_id=kept.pk, step_id=int(step) if step.isdigit() else 0, actor=request.user,
            at=clock.now(),
        )  # fmt: skip
    except actions.ChangedMeanwhile:
        messages.error(
            request,
            _("Någon annan har ändrat utkastet sedan du öppnade sidan, så inget är ångrat."),
        )
    else:
        messages.success(request, _("Ändringen är ångrad."))
    return redirect("questionnaires:draft", kept.pk)


@require_POST
def drop(request, draft_id: int):
    """End the draft without publishing it."""
    kept = draft_or_404(request, draft_id)
    actions.drop(draft_id=kept.pk, actor=request.user, at=clock.now())
    messages.success(request, _("Utkastet är kastat. Publicerade versioner finns kvar."))
    return redirect("questionnaires:versions", kept.employer_id)


def publish(request, draft_id: int):
    """Show what differs from what applies today, and publish."""
    kept = draft_or_404(request, draft_id)
    asks = queries.read(kept.content)
    status = 200
    if request.method == "POST":
        revision = request.POST.get("revision", "")
        try:
            version = actions.publish(
                draft_id=kept.pk, revision=int(revision) if revision.isdigit() else -1,
                actor=request.user, at=clock.now(),
            )  # fmt: skip
        except actions.ChangedMeanwhile:
            status = 409
            messages.error(
                request,
                _(
                    "Någon annan har ändrat utkastet sedan du öppnade sidan, så inget är "
                    "publicerat. Läs igenom skillnaderna igen."
                ),
            )
        except ValidationError as refused:
            status = 422
            for words in refused.messages:
                messages.error(request, words)
        else:
            messages.success(
                request,
                _("Version %(n)s är publicerad och används i nästa utskick.")
                % {"n": version.number},
            )
            return redirect("questionnaires:versions", kept.employer_id)
    before = queries.latest(kept.employer)
    remarks = check(asks, before=before)
    different = differences(before, asks)
    as_before = {q.key for q in asks.questions} - {d.key for d in different}
    context = {
        "draft": kept,
        "employer": kept.employer,
        "asks": asks,
        "differences": [_difference(d) for d in different],
        "faults": [r for r in remarks if r.is_fault],
        "warnings": [r for r in remarks if not r.is_fault and r.key not in as_before],
        "before": before,
    }
    return render(request, "questionnaires/publish.html", context, status=status)


_PARTS = {
    "section": gettext_lazy("avsnitt"), "text": gettext_lazy("fråga"), "kind": gettext_lazy("svarstyp"), "law": gettext_lazy("lag"),
    "levels": gettext_lazy("vem som svarar"), "help": gettext_lazy("hjälp"), "why": gettext_lazy("skäl"), "area": gettext_lazy("område"),
    "core": gettext_lazy("kärnfråga"), "wished": gettext_lazy("önskat svar"), "options": gettext_lazy("alternativ"),
    "extras": gettext_lazy("fält"), "rows": gettext_lazy("rader"), "unit": gettext_lazy("enhet"), "shown_if": gettext_lazy("villkor"),
    "hidden": gettext_lazy("dold"), "figures": gettext_lazy("siffror"), "labels": gettext_lazy("rubriker"), "columns": gettext_lazy("kolumner"),
    "statement": gettext_lazy("påstående"), "task": gettext_lazy("uppgift"),
}  # fmt: skip


def _difference(d) -> dict:
    parts = changed_parts(d.before, d.now) if d.before and d.now else ()
    return {
        "key": d.key,
        "label": d.change.label,
        "is_lost": d.change in {Change.REMOVED, Change.RETYPED},
        "before": d.before,
        "now": d.now,
        "parts": ", ".join(str(_PARTS[p]) for p in parts if p in _PARTS),
    }


def _before(kept):
    """Return what the draft was begun from."""
    if kept.based_on is None:
        return questionnaires.read_shipped()
    return surveys.of_version(kept.based_on)
