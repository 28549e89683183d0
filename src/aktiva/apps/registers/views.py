"""Pages of the employer's registers: forums, own headings, governing documents."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from aktiva.adapters import clock
from aktiva.apps.organisation import policy as organisation_policy
from aktiva.apps.organisation.views.guarding import guarded
from aktiva.apps.registers import actions, forms, queries
from aktiva.domain.cycle.own_areas import MUST_HAVE_A_HOME, OwnArea, homeless
from aktiva.domain.organisation.permissions import Permission
from aktiva.domain.values import Area


def _employer_or_404(request, employer_id: int):
    try:
        return organisation_policy.employers_where(
            request.user, Permission.YEAR_KEEP, on=clock.today()
        ).get(pk=employer_id)
    except ObjectDoesNotExist as missing:
        raise Http404 from missing


def forums(request, employer_id: int):
    """The employer's forums, under its own names."""
    employer = _employer_or_404(request, employer_id)
    found = queries.all_forums(employer)
    wanted = request.GET.get("forum", "")
    chosen = next((f for f in found if str(f.pk) == wanted), None)
    if "set_up" in request.POST:
        made = actions.set_up_forums(employer=employer, actor=request.user, at=clock.now())
        messages.success(request, _("%(n)s forum är upplagda.") % {"n": len(made)})
        return redirect("registers:forums", employer.pk)
    initial = {n: getattr(chosen, n) for n in ("kind", "name", "level")} if chosen else {}
    form = forms.ForumForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            actions.keep_forum(
                employer=employer, facts=actions.ForumFacts(**form.cleaned_data),
                forum_id=chosen.pk if chosen else None, actor=request.user, at=clock.now(),
            )  # fmt: skip
        except ValidationError as refused:
            form.add_error(None, refused)
        else:
            messages.success(request, _("Forumet är sparat."))
            return redirect("registers:forums", employer.pk)
    return render(
        request,
        "registers/forums.html",
        {
            "employer": employer,
            "forums": found,
            "levels": {str(code): words for code, words in forms.LEVELS},
            "chosen": chosen,
            "form": form,
        },
        status=422 if form.errors else 200,
    )


@require_POST
def forum_retire(request, employer_id: int, forum_id: int):
    """Stop using a forum, or take it into use again."""
    employer = _employer_or_404(request, employer_id)
    try:
        kept = actions.retire_forum(
            employer=employer, forum_id=forum_id, retired="retire" in request.POST,
            actor=request.user, at=clock.now(),
        )  # fmt: skip
    except ObjectDoesNotExist as missing:
        raise Http404 from missing
    messages.success(
        request,
        _("%(name)s väljs inte längre. Det står kvar där det redan används.") % {"name": kept.name}
        if kept.retired_on
        else _("%(name)s kan väljas igen.") % {"name": kept.name},
    )
    return redirect("registers:forums", employer.pk)


def own_areas(request, employer_id: int):
    """The headings of the employer's own plan, each mapped to areas of the Act."""
    employer = _employer_or_404(request, employer_id)
    kept = queries.own_areas(employer)
    initial = [{"name": o.name, "areas": [a.value for a in o.areas]} for o in kept]
    headings = forms.HeadingFormSet(request.POST or None, initial=initial, prefix="h")
    problem = ""
    if request.method == "POST" and headings.is_valid():
        rows = sorted(
            (f for f in headings.cleaned_data if f.get("name") or f.get("areas")),
            key=lambda f: headings.cleaned_data.index(f),
        )
        given = [OwnArea(f.get("name", ""), tuple(Area(a) for a in f["areas"])) for f in rows]
        try:
            actions.keep_own_areas(
                employer=employer, headings=given, actor=request.user, at=clock.now()
            )
        except ValidationError as refused:
            problem = " ".join(refused.messages)
        else:
            messages.success(
                request,
                _("Rubrikerna är sparade.")
                if given
                else _("Lagens ord används i stället för egna."),
            )
            return redirect("registers:own_areas", employer.pk)
    return render(
        request,
        "registers/own_areas.html",
        {
            "employer": employer,
            "headings": headings,
            "problem": problem,
            "kept": kept,
            "homeless": [a.label for a in homeless(kept)],
            "n_areas": len(MUST_HAVE_A_HOME),
        },
        status=422 if problem or (request.method == "POST" and not headings.is_valid()) else 200,
    )


@guarded
def documents(request, employer_id: int):
    """The governing documents that apply, and registering a version."""
    employer = _employer_or_404(request, employer_id)
    found = queries.documents(employer)
    wanted = request.GET.get("ny-version-av", "")
    before = next((d for d in found if str(d.pk) == wanted), None)
    initial = {}
    if before is not None:
        initial = {n: getattr(before, n) for n in ("kind", "title", "owner_role", "adopted_by")}
    form = forms.DocumentForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            actions.keep_document(
                employer=employer, facts=actions.DocumentFacts(**form.cleaned_data),
                replaces_id=before.pk if before else None, actor=request.user, at=clock.now(),
            )  # fmt: skip
        except ObjectDoesNotExist as missing:
            raise Http404 from missing
        except ValidationError as refused:
            form.add_error(None, refused)
        else:
            messages.success(request, _("Dokumentet är registrerat."))
            return redirect("registers:documents", employer.pk)
    return render(
        request,
        "registers/documents.html",
        {
            "employer": employer,
            "documents": [(d, queries.document_versions(d)) for d in found],
            "before": before,
            "form": form,
            "today": clock.today(),
        },
        status=422 if form.errors else 200,
    )
