"""A document's check: its file, and what somebody says of each point."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from aktiva.adapters import clock
from aktiva.apps.attachments.views import download
from aktiva.apps.guidelines import actions, forms, queries
from aktiva.apps.guidelines.views.frame import document_or_404, file_form, page


@require_safe
def check(request, document_id: int):
    """The points of a document with what is found, proposed and missing."""
    return page(request, document_or_404(request, document_id))


@require_POST
def hand_in(request, document_id: int):
    """Hand in the file of a version; its text is read at once."""
    document = document_or_404(request, document_id, kept=True)
    form = file_form(request.POST, request.FILES)
    if form.is_valid():
        sent = form.cleaned_data["file"]
        try:
            looked = actions.look(name=sent.name, content=sent.read())
            kept = actions.hand_in_file(
                document_id=document.pk, looked=looked, actor=request.user, at=clock.now()
            )
        except ValidationError as refused:
            form.add_error(None, refused)
        else:
            if kept.reading == "read":
                messages.success(
                    request, _("Filen är läst. Gå igenom punkterna och bekräfta var de står.")
                )
            return redirect("guidelines:check", document.pk)
    return page(request, document, file_form=form)


@require_safe
def file(request, document_id: int, file_id: int):
    """Hand out a file of a version to whoever may read the check."""
    document = document_or_404(request, document_id)
    try:
        kept = queries.document_file(document, file_id)
    except ObjectDoesNotExist as missing:
        raise Http404 from missing
    return download(request, kept.file)


@require_POST
def withdraw_file(request, document_id: int, file_id: int):
    """Let a file no longer apply."""
    document = document_or_404(request, document_id, kept=True)
    try:
        actions.withdraw_file(
            document_id=document.pk, file_id=file_id, actor=request.user, at=clock.now()
        )
    except ObjectDoesNotExist as missing:
        raise Http404 from missing
    messages.success(request, _("Filen gäller inte längre. Fanns det en tidigare gäller den igen."))
    return redirect("guidelines:check", document.pk)


@require_POST
def answer(request, document_id: int, point: str):
    """Confirm a proposed passage, give a page by hand, or say that the point is missing."""
    document = document_or_404(request, document_id, kept=True)
    sent = {"document_id": document.pk, "file_id": _file_id(request), "point": point}
    who = {"actor": request.user, "at": clock.now()}
    form = forms.PageForm(request.POST or None, auto_id=f"id_{point}_%s")
    try:
        if request.POST.get("passage", "").isdecimal() and sent["file_id"]:
            actions.confirm_passage(**sent, number=int(request.POST["passage"]), **who)
        elif "missing" in request.POST:
            actions.record_point(**sent, page="", **who)
        elif form.is_valid():
            actions.record_point(**sent, page=form.cleaned_data["page"].strip(), **who)
        else:
            return page(request, document, typed={point: form})
    except ObjectDoesNotExist as missing:
        raise Http404 from missing
    except actions.OtherVersion as replaced:
        other = document_or_404(request, replaced.last.pk)
        return page(request, other, wrong=replaced.messages[0], typed={point: _again(form, point)})
    except actions.OtherFile as replaced:
        again = {point: _again(form, point)}
        return page(request, document, wrong=replaced.messages[0], typed=again)
    except ValidationError as refused:
        form.is_valid()
        form.add_error(None, refused)
        return page(request, document, typed={point: form})
    return redirect(reverse("guidelines:check", args=[document.pk]) + f"#{point}")


@require_POST
def clear(request, document_id: int, point: str):
    """Take back what was said of a point."""
    document = document_or_404(request, document_id, kept=True)
    try:
        actions.clear_point(
            document_id=document.pk, file_id=_file_id(request), point=point,
            actor=request.user, at=clock.now(),
        )  # fmt: skip
    except ObjectDoesNotExist as missing:
        raise Http404 from missing
    except ValidationError as refused:
        return page(request, document, wrong=refused.messages[0])
    return redirect(reverse("guidelines:check", args=[document.pk]) + f"#{point}")


def _file_id(request) -> int | None:
    """Return which file the page showed; None where it showed none."""
    given = request.POST.get("file", "")
    return int(given) if given.isdecimal() else None


def _again(form, point: str):
    """Return a form with the page that was typed, not yet sent again."""
    given = form.data.get("page", "") if form.is_bound else ""
    return forms.PageForm(initial={"page": given}, auto_id=f"id_{point}_%s")
