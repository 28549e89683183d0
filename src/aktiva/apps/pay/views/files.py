"""Pages of the pay file: read in, its columns confirmed, or taken away."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.http import Http404
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from aktiva.adapters import clock
from aktiva.adapters.pay_files.formats import LARGEST_BYTES
from aktiva.apps.organisation.views.guarding import guarded
from aktiva.apps.pay import actions, forms, queries
from aktiva.apps.pay.views.frame import (
    mapping_or_404,
    may_work,
    reads,
    run_or_404,
    takes_pay_files,
    unkept,
)


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
        "reads": reads(request, mapping),
        "form": form,
        "limit_mb": LARGEST_BYTES // 1024**2,
    }
    return unkept(request, "pay/files.html", context, form)


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
    mapping, run, found = _waiting_or_none(request, cycle_id, run_id)
    if found is None:
        return redirect("pay:files", cycle_id)
    form = forms.ColumnsForm(request.POST or None, waiting=found)
    if request.method == "POST" and form.is_valid() and _confirmed(request, run, form):
        messages.success(
            request, _("Lönefilen är bekräftad och fryst. Se över grupperna som har föreslagits.")
        )
        return redirect("pay:overview", cycle_id)
    sheets = forms.SheetForm(sheets=found.file.other_sheets)
    return _columns(request, mapping, found, form, sheets)


@require_POST
def sheet(request, cycle_id: int, run_id: int):
    """Read another sheet of a workbook that waits."""
    mapping, run, found = _waiting_or_none(request, cycle_id, run_id)
    if found is None:
        return redirect("pay:files", cycle_id)
    form = forms.SheetForm(request.POST, sheets=found.file.other_sheets)
    if form.is_valid():
        try:
            actions.choose_sheet(
                run_id=run.pk, sheet=form.cleaned_data["sheet"], actor=request.user,
                at=clock.now(),
            )  # fmt: skip
        except ValidationError as refused:
            forms.refuse(form, refused)
        else:
            messages.success(request, _("Bladet är inläst. Säg vad kolumnerna är."))
            return redirect("pay:columns", cycle_id, run.pk)
    return _columns(request, mapping, found, forms.ColumnsForm(waiting=found), form)


def _waiting_or_none(request, cycle_id: int, run_id: int):
    """Return a file that waits; None in its place, with a message, where it cannot be opened."""
    mapping, run = run_or_404(request, cycle_id, run_id)
    if not may_work(request, mapping):
        raise Http404
    if run.confirmed_at is not None:
        messages.info(request, _("Filens kolumner är redan bekräftade."))
        return mapping, run, None
    try:
        return mapping, run, actions.waiting(run)
    except actions.CannotRead:
        messages.error(request, _("Filen går inte att öppna här. Ta bort den och läs in den igen."))
    except ValidationError as refused:
        messages.error(request, refused.messages[0])
    return mapping, run, None


def _confirmed(request, run, form) -> bool:
    given = form.cleaned_data
    try:
        actions.confirm_file(
            run_id=run.pk, columns=form.columns(), sexes=form.sexes(),
            hours_month=given["hours_month"], holiday_percent=given["holiday_percent"] or 0.0,
            actor=request.user, at=clock.now(),
        )  # fmt: skip
    except ObjectDoesNotExist as missing:
        raise Http404 from missing
    except ValidationError as refused:
        forms.refuse(form, refused)
        return False
    return True


def _columns(request, mapping, found, form, sheets):
    proposal = found.proposal
    context = {
        "cycle": mapping.cycle,
        "mapping": mapping,
        "run": found.run,
        "form": form,
        "sheets": sheets,
        "remembered": found.layout is not None,
        "dropped": sorted(proposal.dropped, key=lambda d: not d.sensitive),
        "notes": [*found.run.notes, *proposal.notes],
        "other_sheets": found.file.other_sheets,
    }
    return unkept(request, "pay/columns.html", context, form, sheets)


@require_POST
def drop(request, cycle_id: int, run_id: int):
    """Take away a file that waits."""
    mapping, run = run_or_404(request, cycle_id, run_id)
    if run.confirmed_at is not None or not may_work(request, mapping):
        raise Http404
    try:
        actions.drop_file(run_id=run.pk, actor=request.user, at=clock.now())
    except ObjectDoesNotExist as missing:
        raise Http404 from missing
    messages.success(request, _("Filen är borttagen. Ingenting av den är sparat."))
    return redirect("pay:files", cycle_id)
