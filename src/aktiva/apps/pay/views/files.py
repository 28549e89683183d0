"""Pages of the pay file: read in, its columns confirmed, held against the staff register."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from aktiva.adapters import clock
from aktiva.adapters.pay_files.formats import LARGEST_BYTES
from aktiva.apps.organisation.views.guarding import guarded
from aktiva.apps.pay import actions, forms, queries
from aktiva.apps.pay.views.frame import mapping_or_404, may_work, takes_pay_files


@takes_pay_files
@guarded(names=False)
def files(request, cycle_id: int):
    """Every file that was read in, with what was kept of it, and room for a new one."""
    mapping = mapping_or_404(request, cycle_id)
    works = may_work(request, mapping)
    current = queries.current_run(mapping)
    form = forms.FileForm(request.POST or None, request.FILES or None, is_new=current is not None)
    if request.method == "POST":
        if not works:
            raise Http404
        run = _taken(request, mapping, form)
        if run is not None:
            return redirect("pay:columns", cycle_id, run.pk)
    context = {
        "cycle": mapping.cycle,
        "mapping": mapping,
        "runs": mapping.runs.select_related("read_by").order_by("-number"),
        "current": current,
        "works": works,
        "reads": _reads(request, mapping),
        "form": form,
        "limit_mb": LARGEST_BYTES // 1024**2,
    }
    return _unkept(request, "pay/files.html", context, form)


def _taken(request, mapping, form):
    if not form.is_valid():
        return None
    file = form.cleaned_data["file"]
    try:
        return actions.take_file(
            mapping_id=mapping.pk, name=file.name, content=file.read(),
            why=form.cleaned_data.get("why", ""), sheet=form.cleaned_data["sheet"] or None,
            actor=request.user, at=clock.now(),
        )  # fmt: skip
    except ValidationError as refused:
        forms.refuse(form, refused)
        return None


def columns(request, cycle_id: int, run_id: int):
    """Say what each column of a file that waits is."""
    mapping, run = _run_or_404(request, cycle_id, run_id)
    if run.confirmed_at is not None:
        return redirect("pay:reconciliation", cycle_id, run.pk)
    if not may_work(request, mapping):
        raise Http404
    try:
        found = actions.waiting(run)
    except actions.CannotRead:
        messages.error(request, _("Filen går inte att öppna här. Ta bort den och läs in den igen."))
        return redirect("pay:files", cycle_id)
    form = forms.ColumnsForm(request.POST or None, waiting=found)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            actions.confirm_file(
                run_id=run.pk, columns=form.columns(), sexes=form.sexes(),
                hours_month=given["hours_month"], holiday_percent=given["holiday_percent"] or 0.0,
                actor=request.user, at=clock.now(),
            )  # fmt: skip
        except ValidationError as refused:
            forms.refuse(form, refused)
        else:
            messages.success(
                request,
                _("Lönefilen är bekräftad och fryst. Se över grupperna som har föreslagits."),
            )
            return redirect("pay:overview", cycle_id)
    context = {
        "cycle": mapping.cycle,
        "mapping": mapping,
        "run": run,
        "form": form,
        "asked": [q.words for q in found.proposal.asked],
        "dropped": sorted(found.proposal.dropped, key=lambda d: not d.sensitive),
        "notes": [*found.file.notes, *found.proposal.notes],
        "other_sheets": found.file.other_sheets,
        "disagreeing": actions.disagreeing(found),
    }
    return _unkept(request, "pay/columns.html", context, form)


@require_POST
def drop(request, cycle_id: int, run_id: int):
    """Take away a file that waits."""
    mapping, run = _run_or_404(request, cycle_id, run_id)
    if run.confirmed_at is not None or not may_work(request, mapping):
        raise Http404
    actions.drop_file(run_id=run.pk, actor=request.user, at=clock.now())
    messages.success(request, _("Filen är borttagen. Ingenting av den är sparat."))
    return redirect("pay:files", cycle_id)


def reconciliation(request, cycle_id: int, run_id: int):
    """Hold a file against the staff register, and account for everybody in one of them only."""
    mapping, run = _run_or_404(request, cycle_id, run_id)
    works = may_work(request, mapping)
    form = forms.RegisterForm(
        request.POST if "read" in request.POST else None, request.FILES or None
    )
    places = queries.places_of(run)
    explain = forms.PlacesForm(
        request.POST if "explain" in request.POST else None, places=places,
        explained=queries.explained_of(run),
    )  # fmt: skip
    if request.method == "POST":
        if not works:
            raise Http404
        done = _explained(request, run, explain) if explain.is_bound else _held(request, run, form)
        if done:
            return redirect("pay:reconciliation", cycle_id, run.pk)
    context = {
        "cycle": mapping.cycle,
        "mapping": mapping,
        "run": run,
        "works": works,
        "waits": run.confirmed_at is None,
        "form": form,
        "explain": explain,
        "n_left": sum(places.values()) - sum(e.n for e in queries.explained_of(run)),
    }
    return _unkept(request, "pay/reconciliation.html", context, form, explain)


reconciliation = takes_pay_files(guarded(reconciliation, names=False))


def _held(request, run, form) -> bool:
    if not form.is_valid():
        return False
    file = form.cleaned_data["register"]
    try:
        actions.hold_against_register(
            run_id=run.pk, name=file.name, content=file.read(), actor=request.user, at=clock.now()
        )
    except (actions.CannotRead, ObjectDoesNotExist):
        form.add_error(
            None,
            _("Lönefilen väntar inte längre. Läs in den igen för att stämma av den."),
        )
        return False
    except ValidationError as refused:
        forms.refuse(form, refused)
        return False
    messages.success(request, _("Filerna är jämförda. Bara antal är sparade."))
    return True


def _explained(request, run, form) -> bool:
    if not form.is_valid():
        return False
    try:
        actions.explain_places(
            run_id=run.pk, given=form.given(), actor=request.user, at=clock.now()
        )
    except ValidationError as refused:
        forms.refuse(form, refused)
        return False
    messages.success(request, _("Skälen är sparade."))
    return True


def _run_or_404(request, cycle_id: int, run_id: int):
    mapping = mapping_or_404(request, cycle_id)
    run = mapping.runs.filter(pk=run_id).first()
    if run is None or not _reads(request, mapping):
        raise Http404
    run.mapping = mapping
    return mapping, run


def _reads(request, mapping) -> bool:
    return mapping.readers.filter(user=request.user.pk, ended_at=None).exists()


def _unkept(request, template: str, context: dict, *tried):
    status = 422 if any(form.errors for form in tried) else 200
    response = render(request, template, context, status=status)
    response.headers["Cache-Control"] = "no-store"
    return response
