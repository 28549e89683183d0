"""The versions of an employer's questionnaire: begin, read in, take out, preview."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from aktiva.adapters import clock, questionnaires
from aktiva.apps.questionnaires import actions, forms, queries
from aktiva.apps.questionnaires.views.frame import condition_words, draft_or_404, employer_or_404
from aktiva.apps.surveys import queries as surveys
from aktiva.apps.surveys.forms import QuestionForm, RiskQuestion
from aktiva.domain.questionnaire import Length, Level, Questionnaire

LARGEST = 4_000_000
"""Bytes of a file that is read in."""


def versions(request, employer_id: int):
    """Every version and the draft: who, when, and in which years."""
    employer = employer_or_404(request, employer_id)
    return _page(request, employer, forms.FileForm())


def _page(request, employer, file_form, *, faults=(), status: int = 200):
    shipped = questionnaires.read_shipped()
    draft = queries.open_draft(employer)
    context = {
        "employer": employer,
        "rows": queries.versions(employer),
        "shipped": shipped,
        "n_shipped": len(shipped.questions),
        "shipped_years": queries.shipped_years(employer),
        "draft": draft,
        "n_draft": len(queries.read(draft.content).questions) if draft else 0,
        "file_form": file_form,
        "faults": faults,
    }
    return render(request, "questionnaires/versions.html", context, status=status)


@require_POST
def start(request, employer_id: int):
    """Begin a draft from a version, or from what ships."""
    employer = employer_or_404(request, employer_id)
    number = request.POST.get("number", "")
    try:
        draft = actions.start_draft(
            employer=employer, number=int(number) if number.isdigit() else None,
            actor=request.user, at=clock.now(),
        )  # fmt: skip
    except ObjectDoesNotExist as missing:
        raise Http404 from missing
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
        return redirect("questionnaires:versions", employer.pk)
    return redirect("questionnaires:draft", draft.pk)


@require_POST
def read_in(request, employer_id: int):
    """Read a file into the draft; what is wrong is said line by line and nothing is changed."""
    employer = employer_or_404(request, employer_id)
    form = forms.FileForm(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, employer, form, status=422)
    content = form.cleaned_data["file"].read(LARGEST + 1)
    try:
        if len(content) > LARGEST:
            raise ValidationError(_("Filen är för stor för att vara ett frågeunderlag."))
        asks = questionnaires.from_yaml(content.decode("utf-8-sig"))
    except UnicodeDecodeError:
        form.add_error("file", _("Filen är inte sparad som UTF-8. Spara den så och försök igen."))
        return _page(request, employer, form, status=422)
    except ValidationError as refused:
        form.add_error("file", refused.messages)
        return _page(request, employer, form, status=422)
    except questionnaires.UnreadableQuestionnaire as wrong:
        n = len(wrong.faults)
        form.add_error(
            "file", _("Filen är inte inläst. %(n)s saker behöver rättas i den.") % {"n": n}
        )
        return _page(request, employer, form, faults=wrong.faults, status=422)
    draft = actions.read_in(employer=employer, asks=asks, actor=request.user, at=clock.now())
    messages.success(
        request, _("Filen är inläst: %(n)s frågor. Se över och publicera när ni är klara.")
        % {"n": len(asks.questions)},
    )  # fmt: skip
    return redirect("questionnaires:draft", draft.pk)


@require_safe
def export(request, employer_id: int, number: int | None = None):
    """Hand out a version, or what ships, as a file."""
    employer = employer_or_404(request, employer_id)
    name = f"fragor-version-{number}.yaml" if number else "fragor.yaml"
    return _file(_asks_or_404(employer, number), name)


@require_safe
def export_draft(request, draft_id: int):
    """Hand out the draft as a file."""
    draft = draft_or_404(request, draft_id)
    return _file(queries.read(draft.content), "fragor-utkast.yaml")


def _file(asks: Questionnaire, name: str) -> HttpResponse:
    response = HttpResponse(
        questionnaires.to_yaml(asks), content_type="application/yaml; charset=utf-8"
    )
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def preview(request, employer_id: int, number: int | None = None):
    """A version as those who answer meet it; nothing is saved."""
    employer = employer_or_404(request, employer_id)
    asks = _asks_or_404(employer, number)
    back = {"employer": employer, "number": number}
    return _preview(request, asks, back)


def preview_draft(request, draft_id: int):
    """The draft as those who answer will meet it; nothing is saved."""
    draft = draft_or_404(request, draft_id)
    return _preview(
        request, queries.read(draft.content), {"draft": draft, "employer": draft.employer}
    )


def _preview(request, asks: Questionnaire, context: dict):
    levels = {level.value: level for level in Level}
    level = levels.get(request.GET.get("niva", ""), Level.UNIT)
    length = Length.FULL if request.GET.get("langd") == "full" else Length.CORE
    asked = asks.asked(level, length)
    parts = [
        {
            "section": section,
            "questions": [
                {
                    "question": q,
                    "form": QuestionForm(q, {}, revision=0, prefix=f"f{q.key}"),
                    "risk": RiskQuestion(prefix=f"f{q.key}") if q.wished else None,
                    "after": condition_words(asks, q),
                }
                for q in found
            ],
        }
        for section, found in surveys.by_section(asks, asked)
    ]

    def link(label: str, **changed: str) -> dict:
        chosen = {"niva": level.value, "langd": length.value} | changed
        current = chosen == {"niva": level.value, "langd": length.value}
        return {
            "label": label, "current": current,
            "url": f"?niva={chosen['niva']}&langd={chosen['langd']}",
        }  # fmt: skip

    context |= {
        "asks": asks,
        "parts": parts,
        "n_asked": len(asked),
        "levels": [
            link(_("Enheten"), niva="unit"),
            link(_("Förvaltningen"), niva="department"),
            link(_("Centralt"), niva="central"),
        ],
        "lengths": [
            link(_("Kärnfrågorna"), langd="core"), link(_("Alla frågor"), langd="full"),
        ],
    }  # fmt: skip
    return render(request, "questionnaires/preview.html", context)


def _asks_or_404(employer, number: int | None) -> Questionnaire:
    if number is None:
        return questionnaires.read_shipped()
    try:
        return surveys.of_version(queries.version_of(employer, number))
    except ObjectDoesNotExist as missing:
        raise Http404 from missing
