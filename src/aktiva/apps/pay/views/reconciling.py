"""The page that holds the pay file against the staff register, and accounts for everybody."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from aktiva.adapters import clock
from aktiva.apps.organisation.views.guarding import guarded
from aktiva.apps.pay import actions, forms, queries
from aktiva.apps.pay.views.frame import may_work, run_or_404, takes_pay_files, unkept

A_PAGE = 20


@takes_pay_files
@guarded(names=False, but=("place",))
def reconciliation(request, cycle_id: int, run_id: int):
    """Hold a file against the staff register, and account for everybody in one of them only."""
    mapping, run = run_or_404(request, cycle_id, run_id)
    works = may_work(request, mapping)
    if request.method == "POST" and not works:
        raise Http404
    explains = "explain" in request.POST
    places, explained = queries.places_of(run), queries.explained_of(run)
    left = queries.unexplained_of(run)
    page = Paginator(sorted(places, key=lambda p: p not in left), A_PAGE).get_page(
        request.GET.get("sida")
    )
    sent = request.POST.getlist("place")
    shown = [p for p in places if forms.key_of(p) in sent] if explains else page.object_list
    form = forms.RegisterForm(
        request.POST if "read" in request.POST else None, request.FILES or None
    )
    explain = forms.PlacesForm(
        request.POST if explains else None, places={p: places[p] for p in shown},
        explained=explained,
    )  # fmt: skip
    if explains and len(shown) < len(set(sent)):
        explain.add_error(
            None,
            _("Registret har lästs in igen sedan sidan visades. Se över antalen och spara igen."),
        )
    if request.method == "POST":
        others = [e for e in explained if e.place not in shown]
        done = _explained(request, run, explain, others) if explains else _held(request, run, form)
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
        "page": page,
        "n_left": sum(left.values()),
    }
    return unkept(request, "pay/reconciliation.html", context, form, explain)


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


def _explained(request, run, form, others) -> bool:
    """Keep what was said of the places that were shown, and what was said of the others before."""
    if not form.is_valid():
        return False
    try:
        actions.explain_places(
            run_id=run.pk, given=[*others, *form.given()], actor=request.user, at=clock.now()
        )
    except ObjectDoesNotExist as missing:
        raise Http404 from missing
    except ValidationError as refused:
        forms.refuse(form, refused)
        return False
    messages.success(request, _("Skälen är sparade."))
    return True
