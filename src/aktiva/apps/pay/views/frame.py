"""Finding the mapping of a page, and the figures of those who are named to read them."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpResponse
from django.shortcuts import render

from aktiva.adapters import clock
from aktiva.adapters.pay_files.formats import LARGEST_BYTES
from aktiva.apps.cycles.views.frame import visible_cycle_or_404
from aktiva.apps.pay import actions, policy, queries

View = Callable[..., HttpResponse]


def mapping_or_404(request, cycle_id: int, *, keep: bool = False):
    """Return the year's mapping that the person sees, or changes if `keep`.

    A page that shows pay calls `figures_of` besides, which asks who may read and notes it.
    """
    cycle = visible_cycle_or_404(request, cycle_id)
    found = policy.keepable_mappings if keep else policy.visible_mappings
    try:
        return (
            found(request.user, on=clock.today())
            .select_related("cycle__employer")
            .get(cycle=cycle.pk)
        )
    except ObjectDoesNotExist as missing:
        raise Http404 from missing


def figures_of(request, mapping, *, page: str) -> queries.Figures:
    """Return what the mapping's run gives; the reading is noted.

    Raises:
        Whatever `explained` turns into a page: not a reader, no file, or no key.
    """
    return actions.read(mapping, page=page, actor=request.user, at=clock.now())


def explained(view: View) -> View:
    """Show why there are no figures, instead of them, and what to do about it.

    A page with pay is kept by no browser.
    """

    @wraps(view)
    def showing(request, cycle_id: int, *args, **kwargs):
        try:
            response = view(request, cycle_id, *args, **kwargs)
            response.headers["Cache-Control"] = "no-store"
            return response
        except ObjectDoesNotExist:
            why = "not_reader"
        except actions.NoRun:
            why = "no_run"
        except actions.CannotRead:
            why = "cannot_read"
        mapping = mapping_or_404(request, cycle_id)
        context = {
            "mapping": mapping,
            "cycle": mapping.cycle,
            "why": why,
            "keeps": policy.keeps(request.user, mapping.cycle, on=clock.today()),
        }
        return render(request, "pay/no_figures.html", context, status=403)

    return showing


def takes_pay_files(view: View) -> View:
    """Let a view take files as large as a pay file, which are never written to a disk as they are."""
    view.in_memory_up_to = LARGEST_BYTES
    return view


def may_keep(request, mapping) -> bool:
    """Return whether the person changes what does not rest on pay, in a mapping that is open."""
    return mapping.closed_at is None and policy.keeps(request.user, mapping.cycle, on=clock.today())


def may_work(request, mapping) -> bool:
    """Return whether the person changes what rests on pay, in a mapping that is open."""
    if mapping.closed_at is not None:
        return False
    return policy.workable_mappings(request.user, on=clock.today()).filter(pk=mapping.pk).exists()


def reads(request, mapping) -> bool:
    """Return whether the person is named to read the pay of the mapping."""
    return policy.readable_mappings(request.user, on=clock.today()).filter(pk=mapping.pk).exists()


def run_or_404(request, cycle_id: int, run_id: int):
    """Return a mapping and one of its files, for those who read its pay."""
    mapping = mapping_or_404(request, cycle_id)
    run = mapping.runs.filter(pk=run_id).first()
    if run is None or not reads(request, mapping):
        raise Http404
    run.mapping = mapping
    return mapping, run


def unkept(request, template: str, context: dict, *tried) -> HttpResponse:
    """Show a page that no browser keeps; 422 where a form that was tried has errors."""
    status = 422 if any(form.errors for form in tried) else 200
    response = render(request, template, context, status=status)
    response.headers["Cache-Control"] = "no-store"
    return response
