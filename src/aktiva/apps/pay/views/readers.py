"""Who may read the pay of a mapping, and everything they have read."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from aktiva.adapters import clock
from aktiva.apps.pay import actions, forms, queries
from aktiva.apps.pay.views.frame import mapping_or_404

A_PAGE = 50


def readers(request, cycle_id: int):
    """The named, room to name another, and the log of readings; also when the mapping is closed."""
    mapping = mapping_or_404(request, cycle_id, keep=True)
    people = queries.role_holders(mapping, on=clock.today())
    named = list(mapping.readers.filter(ended_at=None).select_related("user").order_by("pk"))
    there = {r.user_id for r in named}
    form = forms.ReaderForm(
        request.POST or None,
        people=[(str(pk), words) for pk, words in people.items() if pk not in there],
    )
    if request.method == "POST" and form.is_valid():
        try:
            actions.name_reader(
                mapping_id=mapping.pk, user_id=form.cleaned_data["user"],
                actor=request.user, at=clock.now(),
            )  # fmt: skip
        except ValidationError as refused:
            forms.refuse(form, refused)
        else:
            messages.success(request, _("Personen är utsedd att läsa löner."))
            return redirect("pay:readers", cycle_id)
    context = {
        "cycle": mapping.cycle,
        "mapping": mapping,
        "named": [(r, people.get(r.user_id, "")) for r in named],
        "ended": mapping.readers.exclude(ended_at=None)
        .select_related("user")
        .order_by("-ended_at"),
        "page": Paginator(queries.readings(mapping), A_PAGE).get_page(request.GET.get("sida")),
        "form": form,
    }
    return render(request, "pay/readers.html", context, status=422 if form.errors else 200)


@require_POST
def reader_end(request, cycle_id: int, reader_id: int):
    """Let somebody read no longer."""
    mapping = mapping_or_404(request, cycle_id, keep=True)
    if not mapping.readers.filter(pk=reader_id).exists():
        raise Http404
    try:
        actions.end_reader(reader_id=reader_id, actor=request.user, at=clock.now())
    except ObjectDoesNotExist as missing:
        raise Http404 from missing
    messages.success(request, _("Personen läser inte löner längre."))
    return redirect("pay:readers", cycle_id)
