"""Finding the document of a page, and drawing its check."""

from __future__ import annotations

from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404
from django.shortcuts import render

from aktiva.adapters import clock
from aktiva.apps.attachments import queries as attachments
from aktiva.apps.guidelines import forms, policy, queries
from aktiva.apps.organisation import queries as organisation


def document_or_404(request, document_id: int, *, kept: bool = False):
    """Return a document that the person may read about, or with `kept` one that is theirs."""
    reach = policy.keepable_documents if kept else policy.visible_documents
    try:
        return (
            reach(request.user, on=clock.today())
            .select_related("employer", "unit__employer", "replaces")
            .get(pk=document_id)
        )
    except ObjectDoesNotExist as missing:
        raise Http404 from missing


def page(request, document, *, wrong: str = "", typed: dict | None = None, **given):
    """Draw a document's check.

    Args:
        wrong: Why what was sent is not saved.
        typed: Point → the form in which its page was typed, to be shown as it was sent.
    """
    today = clock.today()
    found = queries.check(document)
    may_keep = (
        policy.keepable_documents(request.user, on=today).filter(pk=document.pk).exists()
        and found.replaced_by is None
    )
    typed = typed or {}
    texts = queries.texts(document.employer, on=today)
    education = document.kind in forms.SCHOOL_KINDS
    kept_forms = {"file_form": _file_form, "review_form": forms.ReviewForm}
    forms_shown = {name: given.get(name) or make() for name, make in kept_forms.items()}
    failed = wrong or typed or any(f.is_bound and f.errors for f in forms_shown.values())
    context = {
        "document": document,
        "check": found,
        "rows": [
            (row, typed.get(row.point.code) or forms.PageForm(
                initial={"page": row.earlier}, auto_id=f"id_{row.point.code}_%s"
            ))
            for row in found.rows
        ],
        "standing": queries.standing(queries.of_unit(texts, document.unit_id), education=education),
        "education": education,
        "unit_name": organisation.name_on(document.unit, today) if document.unit_id else "",
        "reviews": queries.reviews_of(document),
        "may_keep": may_keep,
        "keeps_registers": _keeps_registers(request.user, document, today),
        "wrong": wrong,
        "failed": failed,
        "today": today,
    }  # fmt: skip
    return render(
        request, "guidelines/check.html", context | forms_shown, status=422 if failed else 200
    )


def _keeps_registers(user, document, today) -> bool:
    """Return whether the person sees the list that the document stands in."""
    return (
        policy.keepable_documents(user, on=today)
        .filter(employer=document.employer_id, unit=None)
        .exists()
    )


def _file_form(*args, **kwargs):
    return forms.FileForm(*args, limit=attachments.limit_words(), **kwargs)


def file_form(*args):
    """Return the form for a file, with the limit of this installation."""
    return _file_form(*args)
