"""A sheet is answered in a file: fetched, handed in, looked through and taken in."""

from __future__ import annotations

import re
import secrets

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from aktiva.adapters import clock
from aktiva.adapters.files.kinds import Kind as FileKind
from aktiva.apps.attachments import actions as attachments
from aktiva.apps.organisation.views.guarding import found_in
from aktiva.apps.surveys import actions, forms, queries
from aktiva.apps.surveys.views.frame import (
    answerable_or_404,
    frame,
    locked,
    number,
    shown_as,
    unit_name,
)
from aktiva.apps.surveys.views.guarding import guarded
from aktiva.domain.free_text import Finding, Kind
from aktiva.domain.questionnaire import is_undesired, summary
from aktiva.domain.questionnaire.sheet_reading import Became, Read, still_missing

_KINDS = {"word": FileKind.DOCX, "excel": FileKind.XLSX}
_FETCHED = re.compile(r"[0-9a-f]{12}")
_PACKED_BY_OFFICE = b"\xd0\xcf\x11\xe0"
"""Begins files of the older formats, and newer ones that are locked with a password."""

_FIELD = re.compile(r"q:(.+):([^:]+)")


def sheet_file(request, sheet_id: int):
    """Fetch the sheet as a file; hand it in; see what it says against what stands."""
    sheet = _sheet(request, sheet_id)
    if sheet.state in {"submitted", "approved"}:
        return locked(request, sheet)
    given = (request.POST, request.FILES) if request.method == "POST" else ()
    form = forms.SheetFileForm(*given)
    if form.is_valid():
        try:
            file = _examined(form.cleaned_data["file"])
            opened = queries.opened(
                sheet, file, actor=request.user, name=unit_name(sheet), on=clock.today()
            )
        except ValidationError as refused:
            form.add_error(None if "file" not in refused.message_dict else "file", _said(refused))
        else:
            return _preview(request, sheet, opened)
    context = frame(sheet) | {"form": form, "reading": _latest(sheet)}
    return render(request, "surveys/sheet_file.html", context, status=422 if form.errors else 200)


@require_POST
def fetch(request, sheet_id: int, kind: str):
    """Hand out the sheet as a file. By a button, since the log tells of it."""
    sheet = _sheet(request, sheet_id)
    if kind not in _KINDS:
        raise Http404
    ending, name = _KINDS[kind], unit_name(sheet)
    try:
        content = actions.fetch_file(
            sheet_id=sheet.pk, kind=ending, name=name, fetched=secrets.token_hex(6),
            actor=request.user, at=clock.now(),
        )  # fmt: skip
    except actions.Locked:
        return locked(request, sheet)
    response = HttpResponse(content, content_type=ending.content_type)
    file_name = f"underlag-{sheet.campaign.cycle.year}-{slugify(name)[:60] or sheet.pk}.{ending}"
    response["Content-Disposition"] = content_disposition_header(True, file_name)
    response["Cache-Control"] = "private, no-store"
    response["X-Content-Type-Options"] = "nosniff"
    return response


@guarded
def take_in(request, sheet_id: int):
    """Take in what was looked through."""
    sheet = _sheet(request, sheet_id)
    if request.method != "POST":
        return redirect("surveys:sheet_file", sheet.pk)
    fetched, taken = request.POST.get("mark", ""), set(request.POST.getlist("take"))
    brought = _brought(request, taken)
    if not _FETCHED.fullmatch(fetched) or not brought:
        messages.error(
            request, _("Ingen fråga var markerad, så inget är inläst. Välj filen på nytt.")
        )
        return redirect("surveys:sheet_file", sheet.pk)
    try:
        saved = actions.read_in(
            sheet_id=sheet.pk, fetched=fetched, brought=brought, actor=request.user,
            at=clock.now(),
        )  # fmt: skip
    except actions.Locked:
        return locked(request, sheet)
    except (ObjectDoesNotExist, KeyError) as missing:
        raise Http404 from missing
    n_rivals = sum(1 for one in saved.values() if one.rival)
    n = len(saved) - n_rivals
    if n:
        messages.success(request, _("Filen är inläst. Antal svar: %(n)s.") % {"n": n})
    for key, one in saved.items():
        if one.rival:
            words = _(
                "Fråga %(key)s har fått ett svar i Aktiva sedan filen hämtades. Båda texterna "
                "finns kvar. Öppna frågan och välj vilken som ska gälla."
            )
            messages.warning(request, words % {"key": key})
    return redirect("surveys:sheet_file", sheet.pk)


@require_POST
def undo(request, sheet_id: int):
    """Let the answers be as they were before the latest file was taken in."""
    sheet = _sheet(request, sheet_id)
    try:
        n = actions.undo_reading(
            sheet_id=sheet.pk, mark=request.POST.get("reading", ""), actor=request.user,
            at=clock.now(),
        )  # fmt: skip
    except actions.Locked:
        return locked(request, sheet)
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
    else:
        words = _("Inläsningen är ångrad. %(n)s svar är som före den.")
        messages.success(request, words % {"n": n})
    return redirect("surveys:sheet_file", sheet.pk)


def _sheet(request, sheet_id: int):
    sheet = answerable_or_404(request, sheet_id)
    if sheet.answered_in_id:
        raise Http404
    return sheet


def _examined(sent):
    """Return the file that was handed in, examined.

    Raises:
        ValidationError: It is no Word file and no workbook, or one that is not let in.
    """
    ending = sent.name.rpartition(".")[2].lower()
    content = sent.read()
    if ending in {"docm", "xlsm", "dotm", "xltm"}:
        raise ValidationError(
            {
                "file": _(
                    "Filen innehåller makron, och sådana filer läses inte. Spara den som .docx eller .xlsx och välj den igen."
                )
            }
        )
    if ending in {"doc", "xls", "odt", "ods", "rtf", "csv", "pdf"}:
        raise ValidationError(
            {
                "file": _(
                    "Filen är sparad i ett format som inte går att läsa in. Öppna den, spara den som .docx eller .xlsx och välj den igen."
                )
            }
        )
    if ending in {"docx", "xlsx"} and content.startswith(_PACKED_BY_OFFICE):
        raise ValidationError(
            {
                "file": _(
                    "Filen är låst med lösenord eller sparad i ett äldre format. Spara den som .docx eller .xlsx utan lösenord och välj den igen."
                )
            }
        )
    examined = attachments.examine(name=sent.name, content=content)
    if examined.kind not in _KINDS.values():
        raise ValidationError(
            {"file": _("Filen är inget underlag i Word eller Excel. Välj filen som hämtades här.")}
        )
    return examined


def _said(refused: ValidationError) -> list[str]:
    return refused.messages


def _latest(sheet) -> dict | None:
    """Return the latest file that was taken in and can be undone, as the page shows it."""
    reading = queries.last_reading(sheet)
    if reading is None:
        return None
    return {
        "mark": reading.mark,
        "read_at": reading.read_at,
        "by": shown_as(sheet, reading.answers[0].answered_by_id),
        "keys": sorted(a.question for a in reading.answers),
    }


def _preview(request, sheet, opened):
    texts = {text for read in opened.taken for given in read.raw.values() for text in given}
    findings = found_in(request, texts)
    asks = queries.spoken(sheet.campaign)
    rows = [_row(asks, opened, read, findings) for read in opened.reads]
    context = frame(sheet) | {
        "taken": [r for r in rows if r["read"].became.is_taken],
        "wrong": [r for r in rows if r["read"].became is Became.NOT_UNDERSTOOD],
        "gone": [r for r in rows if r["read"].became is Became.GONE],
        "gone_keys": [r["question"].key for r in rows if r["read"].became is Became.GONE],
        "n_unchanged": sum(r["read"].became is Became.UNCHANGED for r in rows),
        "outside": [(_place(one.place), one.words) for one in opened.outside[:MOST_OUTSIDE]],
        "n_more": max(len(opened.outside) - MOST_OUTSIDE, 0),
        "fetched": opened.fetched,
    }
    return render(request, "surveys/sheet_file_preview.html", context)


MOST_OUTSIDE = 100


def _row(asks, opened, read: Read, findings) -> dict:
    question = asks.question(read.question.key)
    answer = opened.given.get(question.key)
    return {
        "read": read,
        "question": question,
        "became": _BECAME[read.became]() if read.became in _BECAME else "",
        "now": _words(question, answer.value, answer.is_risk) if answer else "",
        "says": _words(question, read.value, read.is_risk),
        "notes": list(_notes(opened, read, findings)),
        "troubles": [
            (_place(t.place), _(t.words) % t.given if t.given else _(t.words))
            for t in read.troubles
        ],
    }


_BECAME = {
    Became.NEW: lambda: _("Nytt svar"),
    Became.CHANGED: lambda: _("Ändrat svar"),
    Became.EMPTIED: lambda: _("Svaret tas bort"),
}


_PLACES = {
    "överst i filen": "Överst i filen",
    "i en kommentar": "I en kommentar",
    "i en fotnot": "I en fotnot",
}
_SHEET = re.compile(r"bladet (.+)", re.DOTALL)
_ROW = re.compile(r"rad ([0-9]+)")
_AT = re.compile(r"vid fråga (.+)")
_IN = re.compile(r"fråga ([^,]+), (.+)", re.DOTALL)


def _place(place: str) -> str:
    """Return a place of a file in the language of the page. The file's own words are Swedish."""
    if m := _ROW.fullmatch(place):
        return _("Rad %(n)s") % {"n": m[1]}
    if m := _AT.fullmatch(place):
        return _("Vid fråga %(key)s") % {"key": m[1]}
    if m := _IN.fullmatch(place):
        return _("Fråga %(key)s, %(field)s") % {"key": m[1], "field": m[2]}
    if m := _SHEET.fullmatch(place):
        return _("Bladet %(name)s") % {"name": m[1]}
    return _(_PLACES[place]) if place in _PLACES else ""


def _words(question, value, is_risk) -> str:
    said = summary(question, value, say=_)
    if is_risk is None:
        return said
    risk = _("Risk eller hinder: ja.") if is_risk else _("Risk eller hinder: nej.")
    return f"{said}\n{risk}" if said else risk


def _notes(opened, read: Read, findings):
    if not read.became.is_taken:
        return
    key = read.question.key
    for given in read.raw.values():
        for text in given:
            for finding in findings.get(text, ()):
                yield _pointing_words(finding)
    if key in opened.beside:
        yield _(
            "Någon har skrivit i Aktiva sedan filen hämtades. Båda texterna sparas, och ni väljer "
            "sedan vilken som ska gälla."
        )
    if key in opened.left_out:
        yield _("Frågan ställs inte, så som ni har svarat. Svaret sparas men räknas inte.")
    if read.became is Became.EMPTIED:
        return
    missing = still_missing(read)
    if missing:
        yield _("Svaret är inte klart. %(words)s") % {"words": _(missing[0].words)}
    if is_undesired(read.question, read.value) and read.is_risk is None:
        words = _("Välj om det innebär en risk eller inte.")
        yield _("Svaret är inte klart. %(words)s") % {"words": words}


def _pointing_words(finding: Finding) -> str:
    words = {"words": finding.words[:40]}
    match finding.kind:
        case Kind.PERSONAL_NUMBER:
            return _("Kontrollera: ”%(words)s” ser ut som ett personnummer.") % words
        case Kind.NAME:
            return _("Kontrollera: ”%(words)s” ser ut som ett namn på en person.") % words
        case Kind.EMAIL:
            return _("Kontrollera: ”%(words)s” ser ut som en e-postadress.") % words
        case Kind.PHONE:
            return _("Kontrollera: ”%(words)s” ser ut som ett telefonnummer.") % words
        case _:
            return _("Kontrollera: ”%(words)s” kan peka ut någon.") % words


def _brought(request, taken: set[str]) -> dict[str, actions.Brought]:
    """Return the answers that were chosen, as the page sent them."""
    raw: dict[str, dict[str, list[str]]] = {key: {} for key in sorted(taken)}
    for name in request.POST:
        m = _FIELD.fullmatch(name)
        if m and m[1] in raw:
            raw[m[1]][m[2]] = request.POST.getlist(name)
    return {
        key: actions.Brought(fields, number(request.POST.get(f"r:{key}:revision")))
        for key, fields in raw.items()
        if f"r:{key}:revision" in request.POST
    }
