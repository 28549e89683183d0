"""A school's own pages: what remains, the seven parts, and opening a signed record again."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from aktiva.adapters import clock
from aktiva.apps.attachments import actions as attachments
from aktiva.apps.attachments import queries as files
from aktiva.apps.attachments.views import download
from aktiva.apps.organisation import policy as organisation_policy
from aktiva.apps.organisation.views.guarding import guarded
from aktiva.apps.schools import actions, forms, queries
from aktiva.apps.schools.views.frame import Place, school_or_404, written_or_404
from aktiva.domain.schools.words import Part

PARTS = tuple(Part)
WHY = {
    Part.EXAMINE: gettext_lazy(
        "Det första steget: ta reda på om något kan diskriminera, eller stå i vägen för lika "
        "rättigheter och möjligheter. Alla sju grunder ska med."
    ),
    Part.RISKS: gettext_lazy(
        "Det andra steget: varför finns risken? En orsak som upprepar risken räknas inte."
    ),
    Part.MEASURES: gettext_lazy(
        "Det tredje steget: förebygg riskerna och främja lika rättigheter och möjligheter. Varje "
        "risk möts av en åtgärd, eller av ett beslut med skäl."
    ),
    Part.FOLLOW_UP: gettext_lazy(
        "Det fjärde steget: gick det som ni tänkte, och fungerade sättet att arbeta?"
    ),
    Part.TEXTS: gettext_lazy(
        "Det ska finnas riktlinjer och rutiner mot trakasserier och sexuella trakasserier, och de "
        "ska följas upp och utvärderas."
    ),
    Part.COOPERATION: gettext_lazy(
        "Arbetet görs tillsammans med dem som deltar i utbildningen och med de anställda. Bara "
        "personal räcker inte."
    ),
    Part.PLAN: gettext_lazy(
        "Planen följer av skollagen och prövas av Skolinspektionen. Den ligger bredvid och räknas "
        "inte in i kraven i diskrimineringslagen."
    ),
}


@require_safe
def tasks(request, cycle_id: int, school_id: int):
    """What is done and what remains of a school's year."""
    place = school_or_404(request, cycle_id, school_id)
    standing = queries.standing(place.kept)
    own = [s for s in standing if s.part.is_of_the_act]
    context = place.context() | {
        "standing": own,
        "plan": next(s for s in standing if s.part is Part.PLAN),
        "n_done": sum(s.state == "done" for s in own),
        "minutes": sum(s.part.minutes for s in standing if s.state != "done"),
        "can_sign": all(p in place.kept.record.begun for p in actions.MUST_BE_BEGUN),
        "has_last": place.kept.last is not None,
    }
    return render(request, "schools/tasks.html", context)


def part(request, cycle_id: int, school_id: int, code: str):
    """One part: its fields, with last year's words beside; read alone where it is not written."""
    place = school_or_404(request, cycle_id, school_id)
    if code not in set(Part):
        raise Http404
    of = Part(code)
    if request.method == "POST" and not place.writes:
        raise Http404
    if place.kept.is_signed or not place.writes:
        if request.method == "POST":
            return _signed(request, place)
        return _page(request, place, of, None)
    form = forms.PartForm(
        of, place.kept, clock.today(), data=request.POST or None, files=request.FILES or None,
        adds_row="ny" in request.GET, limit=files.limit_words(),
    )  # fmt: skip
    if request.method != "POST" or not form.is_valid():
        return _page(request, place, of, form)
    try:
        _save(request, place, form)
    except actions.Signed:
        return _signed(request, place)
    except actions.ChangedMeanwhile as changed:
        form.whole.initial["revision"] = changed.theirs.revision
        return _page(request, place, of, form, theirs=changed.theirs)
    except ValidationError as refused:
        forms.refuse(form.single or form.whole, refused)
        return _page(request, place, of, form)
    messages.success(request, _("Sparat: %(part)s.") % {"part": of.label})
    here = reverse("schools:part", args=[place.cycle.pk, place.school.pk, of.value])
    if "more" in request.POST:
        return redirect(f"{here}?ny=1#ny")
    return redirect(_next(place, of))


def _save(request, place: Place, form: forms.PartForm) -> None:
    sent = form.single.cleaned_data.get("file") if form.part is Part.PLAN else None
    looked_at = attachments.examine(name=sent.name, content=sent.read()) if sent else None
    drops = form.part is Part.PLAN and form.single.cleaned_data.get("drops_file", False)
    actions.save_part(
        school_id=place.school.pk, year=place.cycle.year, part=form.part, value=form.value(),
        revision=form.revision, actor=request.user, at=clock.now(), file=looked_at,
        drops_file=drops,
    )  # fmt: skip


def _next(place: Place, of: Part) -> str:
    after = PARTS[PARTS.index(of) + 1 :]
    if not after:
        return reverse("schools:tasks", args=[place.cycle.pk, place.school.pk])
    return reverse("schools:part", args=[place.cycle.pk, place.school.pk, after[0].value])


def _signed(request, place: Place):
    messages.error(
        request,
        _("Redovisningen är godkänd och kan inte ändras. Öppna den igen om något är fel."),
    )
    return redirect("schools:tasks", place.cycle.pk, place.school.pk)


def _page(request, place: Place, of: Part, form, *, theirs=None):
    number = PARTS.index(of)
    kept = place.kept
    shown = [f for f in form.all if f.errors] if form else []
    wrong = bool(shown or theirs or (form and (form.looked_at or form.whole.errors)))
    context = place.context() | {
        "part": of,
        "why": WHY[of],
        "number": number + 1,
        "n_parts": len(PARTS),
        "previous": PARTS[number - 1] if number else None,
        "form": form,
        "wrong": shown + ([form.looked_at] if form and form.looked_at else []),
        "is_wrong": wrong,
        "theirs": theirs,
        "theirs_by": _writer(place, theirs) if theirs else "",
        "theirs_record": queries.with_part(kept, of, theirs) if theirs else None,
        "lacks": next(s for s in queries.standing(kept) if s.part is of),
        "last": kept.last if kept.last and of in kept.last.begun else None,
        "is_begun": of in kept.record.begun,
        "texts": queries.texts(place.school, of, on=clock.today()),
        "file": kept.parts[of].file if of in kept.parts else None,
        "n_follow_ups": len(form.given) if form else 0,
    }
    status = 409 if theirs else 422 if wrong and request.method == "POST" else 200
    return render(request, "schools/part.html", context, status=status)


def _writer(place: Place, theirs) -> str:
    holdings = organisation_policy.holdings(theirs.written_by, on=clock.today())
    function = next((h.function for h in holdings), _("medarbetare"))
    return theirs.written_by.shown_as(function)


@require_safe
def file(request, cycle_id: int, school_id: int):
    """Hand out the plan's file to whoever may read the record."""
    place = school_or_404(request, cycle_id, school_id)
    row = place.kept.parts.get(Part.PLAN)
    if row is None or row.file is None:
        raise Http404
    return download(request, row.file)


@guarded
def reopen(request, cycle_id: int, school_id: int):
    """Open a signed record again, with a reason."""
    place = written_or_404(request, cycle_id, school_id)
    if not place.kept.is_signed:
        return redirect("schools:tasks", place.cycle.pk, place.school.pk)
    form = forms.ReopenForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.reopen(
                school_id=place.school.pk, year=place.cycle.year, actor=request.user,
                at=clock.now(), **form.cleaned_data,
            )  # fmt: skip
        except ObjectDoesNotExist as missing:
            raise Http404 from missing
        except ValidationError as refused:
            forms.refuse(form, refused)
        else:
            messages.success(
                request, _("Redovisningen är öppen igen. Godkänn den på nytt när den är ändrad.")
            )
            return redirect("schools:tasks", place.cycle.pk, place.school.pk)
    context = place.context() | {"form": form}
    return render(request, "schools/reopen.html", context, status=422 if form.errors else 200)
