"""How an employer's documents stand, and a unit's own documents."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from aktiva.adapters import clock
from aktiva.apps.guidelines import forms, policy, queries
from aktiva.apps.organisation import policy as organisation_policy
from aktiva.apps.organisation import queries as organisation
from aktiva.apps.organisation.views.guarding import guarded
from aktiva.apps.registers import actions as registers
from aktiva.domain.organisation.permissions import Permission


@require_safe
def employer(request, employer_id: int):
    """The six boxes of the employer, and every document against harassment that applies."""
    today = clock.today()
    try:
        found = organisation_policy.employers_where(request.user, Permission.LAW_SEE, on=today).get(
            pk=employer_id
        )
    except ObjectDoesNotExist as missing:
        raise Http404 from missing
    texts = queries.texts(found, on=today)
    names = organisation.tree(found, on=today).nodes
    return render(
        request,
        "guidelines/employer.html",
        {
            "employer": found,
            "standing": queries.standing(queries.of_unit(texts, None)),
            "texts": [(t, "") for t in texts if t.unit_id is None],
            "own": [
                (t, names[t.unit_id].name if t.unit_id in names else "")
                for t in texts
                if t.unit_id is not None
            ],
            "keeps": organisation_policy.employers_where(
                request.user, Permission.YEAR_KEEP, on=today
            ).filter(pk=found.pk).exists(),
            "today": today,
        },
    )  # fmt: skip


@guarded
def unit(request, unit_id: int):
    """A unit's own documents, and registering a version."""
    today = clock.today()
    try:
        found = (
            policy.visible_units(request.user, on=today).select_related("employer").get(pk=unit_id)
        )
    except ObjectDoesNotExist as missing:
        raise Http404 from missing
    may_keep = policy.keepable_units(request.user, on=today).filter(pk=found.pk).exists()
    if request.method == "POST" and not may_keep:
        raise Http404
    own = queries.of_unit(queries.texts(found.employer, on=today), found.pk)
    before = next((t for t in own if str(t.document_id) == request.GET.get("ny-version-av")), None)
    initial = {n: getattr(before, n) for n in ("kind", "title", "adopted_by")} if before else {}
    form = forms.UnitDocumentForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            kept = registers.keep_document(
                employer=found.employer, actor=request.user, at=clock.now(),
                facts=registers.DocumentFacts(**form.cleaned_data, unit_id=found.pk),
                replaces_id=before.document_id if before else None,
            )  # fmt: skip
        except ObjectDoesNotExist as missing:
            raise Http404 from missing
        except ValidationError as refused:
            form.add_error(None, refused)
        else:
            messages.success(request, _("Dokumentet är registrerat. Lämna in filen här."))
            return redirect("guidelines:check", kept.pk)
    return render(
        request,
        "guidelines/unit.html",
        {
            "unit": found,
            "unit_name": organisation.name_on(found, today),
            "standing": queries.standing(own, education=True),
            "texts": [(t, "") for t in own],
            "before": before,
            "form": form if may_keep else None,
            "may_keep": may_keep,
            "today": today,
        },
        status=422 if form.errors else 200,
    )
