"""The municipality's own Word template: look at it, try it, use it, take it away."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from aktiva.adapters import clock
from aktiva.apps.attachments.views import download
from aktiva.apps.cycles.views.frame import employer_or_404
from aktiva.apps.reports import actions, door, forms, policy
from aktiva.apps.reports.queries import word_templates
from aktiva.apps.reports.views.templates import KINDS
from aktiva.domain.organisation.permissions import Permission

MOST_VERSIONS = 20


def word_template(request, employer_id: int):
    """See which template applies, and look at, try or keep another."""
    employer = employer_or_404(request, employer_id, Permission.PAPER_MAKE)
    form = forms.WordTemplateForm(request.POST or None, request.FILES or None)
    looked_at = None
    if request.method == "POST" and form.is_valid():
        sent = form.cleaned_data["file"]
        done = request.POST.get("do", "look")
        try:
            looked_at = actions.look_at_word_template(name=sent.name, content=sent.read())
            if done == "try":
                return _written(request, employer, looked_at.file.content)
            if done == "save":
                actions.keep_word_template(
                    employer=employer, template=looked_at, actor=request.user, at=clock.now()
                )
                messages.success(request, _("Wordmallen är sparad och gäller för alla handlingar."))
                return redirect("reports:word_template", employer.pk)
        except ValidationError as refused:
            form.add_error(None, refused)
    current = word_templates.current(employer.pk)
    context = {
        "employer": employer,
        "kinds": KINDS.items(),
        "form": form,
        "looked_at": looked_at,
        "sent": looked_at and word_templates.sorted_out(looked_at.findings),
        "current": current,
        "found": current and word_templates.found_in(current),
        "versions": list(word_templates.versions(employer.pk)[:MOST_VERSIONS]),
    }
    status = 422 if form.errors else 200
    return render(request, "reports/word_template.html", context, status=status)


def _written(request, employer, template: bytes | None) -> HttpResponse:
    now = clock.now()
    papers = policy.visible_papers(request.user, on=now.date())
    document = word_templates.to_try_on(employer.pk, papers, at=now)
    response = HttpResponse(
        door.docx(document, template=template), content_type=door.ENDINGS["docx"]
    )
    name = f"{slugify('prov ' + document.title)}.docx"
    response["Content-Disposition"] = content_disposition_header(True, name)
    return response


def _version_or_404(request, employer_id: int, number: int):
    employer = employer_or_404(request, employer_id, Permission.PAPER_MAKE)
    try:
        version = word_templates.versions(employer.pk).get(number=number)
    except ObjectDoesNotExist as missing:
        raise Http404 from missing
    if version.file is None:
        raise Http404
    return employer, version


@require_safe
def file(request, employer_id: int, number: int):
    """Hand out a version as it was handed in."""
    _employer, version = _version_or_404(request, employer_id, number)
    return download(request, version.file)


@require_safe
def trial(request, employer_id: int, number: int):
    """A real paper written in a version."""
    employer, version = _version_or_404(request, employer_id, number)
    return _written(request, employer, word_templates.content(version))


@require_POST
def remove(request, employer_id: int):
    """Let papers have Aktiva's own looks again."""
    employer = employer_or_404(request, employer_id, Permission.PAPER_MAKE)
    try:
        actions.remove_word_template(employer=employer, actor=request.user, at=clock.now())
    except ObjectDoesNotExist as missing:
        raise Http404 from missing
    messages.success(
        request, _("Wordmallen används inte längre. Den finns kvar bland versionerna.")
    )
    return redirect("reports:word_template", employer.pk)


@require_POST
def restore(request, employer_id: int, number: int):
    """Take an earlier version back."""
    employer = employer_or_404(request, employer_id, Permission.PAPER_MAKE)
    try:
        actions.restore_word_template(
            employer=employer, number=number, actor=request.user, at=clock.now()
        )
    except ObjectDoesNotExist as missing:
        raise Http404 from missing
    messages.success(request, _("Version %(n)s gäller igen.") % {"n": number})
    return redirect("reports:word_template", employer.pk)
