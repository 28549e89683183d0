"""Somebody else fills in: who may, for how long, and telling the manager that it is done."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from aktiva.adapters import clock
from aktiva.apps.organisation import actions as organisation_actions
from aktiva.apps.organisation import policy as organisation_policy
from aktiva.apps.organisation import queries as organisation
from aktiva.apps.surveys import actions, forms
from aktiva.apps.surveys.views.frame import answerable_or_404, frame
from aktiva.domain.organisation.permissions import Permission


def _delegated_or_404(request, sheet_id: int):
    """Return a unit's sheet that the person may let others fill in."""
    sheet = answerable_or_404(request, sheet_id)
    units = organisation_policy.units_where(
        request.user, Permission.UNIT_DELEGATE, on=clock.today()
    )
    if sheet.level != "unit" or not units.filter(pk=sheet.unit_id).exists():
        raise Http404
    return sheet


def delegates(request, sheet_id: int):
    """Let somebody fill in, or act as manager, between two days; and see who does."""
    sheet = _delegated_or_404(request, sheet_id)
    form = forms.DelegateForm(
        request.POST or None,
        initial={"from_date": clock.today(), "to_date": max(sheet.last_date, clock.today())},
    )
    if request.method == "POST" and form.is_valid():
        given = dict(form.cleaned_data)
        try:
            holding = organisation_actions.delegate(
                unit=sheet.unit, acting=given.pop("acting") == "yes", actor=request.user,
                at=clock.now(), **given,
            )  # fmt: skip
        except ValidationError as refused:
            form.add_error(None, refused)
        else:
            actions.tell_delegate(sheet=sheet, holding=holding, at=clock.now())
            messages.success(request, _("Uppdraget är givet. Personen får ett brev om det."))
            return redirect("surveys:delegates", sheet.pk)
    context = frame(sheet) | {
        "form": form,
        "held": organisation.delegated(sheet.unit, on=clock.today()),
    }
    return render(request, "surveys/delegates.html", context, status=422 if form.errors else 200)


@require_POST
def take_back(request, sheet_id: int, holding_id: int):
    """End what was delegated."""
    sheet = _delegated_or_404(request, sheet_id)
    found = {h.pk: h for h in organisation.delegated(sheet.unit, on=clock.today())}
    if holding_id not in found:
        raise Http404
    organisation_actions.take_back(holding=found[holding_id], actor=request.user, at=clock.now())
    messages.success(request, _("Uppdraget är avslutat."))
    return redirect("surveys:delegates", sheet.pk)


@require_POST
def tell_manager(request, sheet_id: int):
    """Tell the one who signs that everything is filled in."""
    sheet = answerable_or_404(request, sheet_id)
    try:
        name = actions.tell_manager(sheet_id=sheet.pk, actor=request.user, at=clock.now())
    except ObjectDoesNotExist as missing:
        raise Http404 from missing
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
    else:
        messages.success(
            request, _("%(name)s har fått ett brev om att svaren är ifyllda.") % {"name": name}
        )
    return redirect("surveys:tasks", sheet.pk)
