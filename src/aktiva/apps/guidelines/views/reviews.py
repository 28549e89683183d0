"""The yearly reviews of a document."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from aktiva.adapters import clock
from aktiva.apps.guidelines import actions, forms
from aktiva.apps.guidelines.views.frame import document_or_404, page
from aktiva.apps.organisation.views.guarding import guarded


@require_POST
@guarded
def add(request, document_id: int):
    """Record a review; what was typed stays when it is refused."""
    document = document_or_404(request, document_id, kept=True)
    form = forms.ReviewForm(request.POST)
    if form.is_valid():
        try:
            actions.record_review(
                document_id=document.pk, facts=actions.ReviewFacts(**form.cleaned_data),
                actor=request.user, at=clock.now(),
            )  # fmt: skip
        except ValidationError as refused:
            form.add_error(None, refused)
        else:
            messages.success(request, _("Uppföljningen är sparad."))
            return redirect(reverse("guidelines:check", args=[document.pk]) + "#uppfoljning")
    return page(request, document, review_form=form)


@require_POST
def withdraw(request, document_id: int, review_id: int):
    """Take a review away."""
    document = document_or_404(request, document_id, kept=True)
    try:
        actions.withdraw_review(
            document_id=document.pk, review_id=review_id, actor=request.user, at=clock.now()
        )
    except ObjectDoesNotExist as missing:
        raise Http404 from missing
    messages.success(request, _("Uppföljningen är borttagen. Den finns kvar i historiken."))
    return redirect(reverse("guidelines:check", args=[document.pk]) + "#uppfoljning")
