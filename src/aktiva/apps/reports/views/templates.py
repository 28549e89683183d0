"""The municipality's own template of a kind of paper: sections in its order and words."""

from __future__ import annotations

from dataclasses import asdict

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from aktiva.adapters import clock
from aktiva.apps.cycles import policy as cycles_policy
from aktiva.apps.organisation import policy as organisation_policy
from aktiva.apps.reports import actions, forms, policy, queries
from aktiva.apps.reports.queries import templates
from aktiva.apps.reports.queries.documents import NoCampaign, document_of
from aktiva.apps.reports.queries.wholes import wholes_of
from aktiva.domain.documents.named import unknown
from aktiva.domain.documents.templates import (
    LAST_YEAR,
    OWN,
    SENDER,
    YEAR,
    EmptySlots,
    Holds,
    Template,
    styles,
)
from aktiva.domain.organisation.permissions import Permission

KINDS = {
    "official_report": gettext_lazy("Tjänsteskrivelse"),
    "annual_report": gettext_lazy("Årlig uppföljning"),
    "department_report": gettext_lazy("Förvaltningens rapport"),
    "plan": gettext_lazy("Plan för aktiva åtgärder"),
    "action_plan": gettext_lazy("Handlingsplan"),
    "pay_report": gettext_lazy("Lönekartläggning"),
    "personnel_chapter": gettext_lazy("Personalredovisning"),
    "minutes_extract": gettext_lazy("Protokollsutdrag"),
}
DECIDES = frozenset({"official_report"})
"""Kinds where the municipality chooses how the points of a decision are written."""

MOST_VERSIONS = 20
PLACEHOLDERS = {SENDER: "{avsändarens}", YEAR: "{år}", LAST_YEAR: "{förra året}"}
HOLDS = {
    Holds.TEXT: gettext_lazy("Text som den som skriver fyller i."),
    Holds.VALUES: gettext_lazy("Skrivs av systemet ur det som är registrerat."),
    Holds.TABLE: gettext_lazy("Hela tabeller ur årets uppgifter."),
}


def _employer_or_404(request, employer_id: int, kind: str):
    if kind not in KINDS:
        raise Http404
    try:
        return organisation_policy.employers_where(
            request.user, Permission.PAPER_MAKE, on=clock.today()
        ).get(pk=employer_id)
    except ObjectDoesNotExist as missing:
        raise Http404 from missing


def template(request, employer_id: int, kind: str):
    """See, change, try and keep the template."""
    employer = _employer_or_404(request, employer_id, kind)
    kept = list(templates.versions(employer.pk, kind)[:MOST_VERSIONS])
    wanted = next((t for t in styles(kind) if t.name == request.GET.get("fran")), None)
    start = wanted or templates.start(employer, kind)
    head = forms.TemplateForm(
        request.POST or None, initial={"origin": start.name, "style": start.style}
    )
    sections = forms.SectionFormSet(
        request.POST or None, initial=_rows(_sections(start)), prefix="s"
    )
    problem, trial, is_changed, opened = "", {}, wanted is not None, ""
    if request.method == "POST" and head.is_valid() and sections.is_valid():
        given = [_section(form.cleaned_data) for form in sections]
        done, _colon, key = request.POST.get("do", "save").partition(":")
        rows = sorted(_changed(given, done, key), key=lambda section: section.off)
        opened = _added(given, rows) or key
        is_changed = True
        try:
            if done == "save":
                actions.keep_template(
                    employer=employer, kind=kind, sections=rows, actor=request.user,
                    at=clock.now(), **head.cleaned_data,
                )  # fmt: skip
                messages.success(request, _("Mallen är sparad. Nya handlingar skrivs efter den."))
                return redirect("reports:template", employer.pk, kind)
            if done == "try":
                trial = _tried(request, employer, kind, rows, head.cleaned_data)
        except ValidationError as refused:
            problem = " ".join(refused.messages)
        sections = forms.SectionFormSet(initial=_rows(rows), prefix="s")
    described = _described(sections, start, opened)
    wrong = bool(problem) or (request.method == "POST" and not _is_right(head, sections))
    context = {
        "employer": employer,
        "kind": kind,
        "kinds": KINDS.items(),
        "head": head,
        "decides": kind in DECIDES,
        "sections": described,
        "n_off": sum(section["is_off"] for section in described),
        "formset": sections,
        "versions": kept,
        "styles": styles(kind),
        "problem": problem,
        "is_changed": is_changed,
        "placeholders": PLACEHOLDERS.values(),
        "names": queries.NAMES,
        "names_of_parts": queries.NAMES_OF_PARTS,
        "has_wholes": bool(wholes_of(kind)),
        "unknown": _unknown(sections),
        "next_key": _next_key([section["key"] for section in described]),
    } | trial
    return render(request, "reports/template.html", context, status=422 if wrong else 200)


def _is_right(head, sections) -> bool:
    return head.is_valid() and (not sections.is_bound or sections.is_valid())


def _sections(start: Template) -> list[actions.Section]:
    """Return the template's sections, those that are not used last."""
    rows = [
        actions.Section(
            slot.key,
            slot.heading,
            slot.required,
            slot.off,
            slot.text,
            str(slot.when),
            str(slot.each),
            slot.shows,
        )
        for slot in start.slots
    ]
    return sorted(rows, key=lambda section: section.off)


def _rows(sections: list[actions.Section]) -> list[dict]:
    """Return sections as the form shows them, with Swedish words for the placeholders."""
    rows = []
    for section in sections:
        heading = section.heading
        for code, word in PLACEHOLDERS.items():
            heading = heading.replace(code, word)
        rows.append(asdict(section) | {"heading": heading, "on": not section.off})
    return rows


def _section(given: dict) -> actions.Section:
    heading = given["heading"]
    for code, word in PLACEHOLDERS.items():
        heading = heading.replace(word, code)
    return actions.Section(
        given["key"], heading, given["required"], not given["on"], given["text"],
        given["when"], given["each"], given["shows"],
    )  # fmt: skip


def _changed(rows: list[actions.Section], done: str, key: str) -> list[actions.Section]:
    """Return the sections after a button: one moved, taken away or added."""
    at = next((n for n, section in enumerate(rows) if section.key == key), None)
    if done == "add":
        return [*rows, actions.Section(_next_key([section.key for section in rows]), "")]
    if at is None:
        return rows
    if done == "remove" and key.startswith(OWN):
        return [*rows[:at], *rows[at + 1 :]]
    to = {"up": at - 1, "down": at + 1}.get(done, at)
    rest = [*rows[:at], *rows[at + 1 :]]
    return [*rest[: max(to, 0)], rows[at], *rest[max(to, 0) :]]


def _next_key(keys: list[str]) -> str:
    numbers = [int(key.removeprefix(OWN)) for key in keys if key.startswith(OWN)]
    return f"{OWN}{max(numbers, default=0) + 1}"


def _added(before: list[actions.Section], after: list[actions.Section]) -> str:
    """Return the key of a section that is new, empty for none."""
    known = {section.key for section in before}
    return next((section.key for section in after if section.key not in known), "")


def _unknown(sections) -> tuple[str, ...]:
    """Return the names in the sections' words that mean nothing."""
    found: dict[str, None] = {}
    for form in sections:
        words = "\n".join(str(form[name].value() or "") for name in ("heading", "text"))
        for word in PLACEHOLDERS.values():
            words = words.replace(word, "")
        found |= dict.fromkeys(unknown([words], in_parts=bool(form["each"].value())))
    return tuple(found)


def _told(form, *, is_own: bool) -> list[str]:
    """Return what is chosen for a section beside its heading, for the line that is always seen."""
    chosen = [("when", True), ("each", is_own), ("shows", is_own)]
    return [
        str(dict(form.fields[name].choices)[value])
        for name, counts in chosen
        if counts and (value := str(form[name].value() or "")) in dict(form.fields[name].choices)
        and value
    ]  # fmt: skip


def _described(sections, start: Template, opened: str) -> list[dict]:
    """Return each section's form, what it is called in the shipped template and what it holds."""
    by_key = {slot.key: slot for slot in start.slots}
    n_used = sum(bool(form["on"].value()) for form in sections)
    told = []
    for number, form in enumerate(sections, start=1):
        key = str(form["key"].value())
        slot = by_key.get(key)
        is_own = key.startswith(OWN)
        told.append(
            {
                "form": form,
                "key": key,
                "number": number,
                "is_off": not form["on"].value(),
                "is_first": number == 1,
                "is_last": number == n_used,
                "is_own": is_own,
                "is_open": key == opened or bool(form.errors) or not _has_heading(form, slot),
                "told": _told(form, is_own=is_own),
                "headless": bool(slot and not slot.heading and not is_own),
                "holds": _("Egen text.") if is_own or slot is None else HOLDS[slot.holds],
            }
        )
    return told


def _has_heading(form, slot) -> bool:
    return bool(form["heading"].value()) or bool(slot and not slot.heading)


def _tried(request, employer, kind: str, rows, head: dict) -> dict:
    """Return the template filled with real data, or why it cannot be."""
    row = actions.as_row(employer=employer, kind=kind, sections=rows, **head)
    today = clock.today()
    cycle = (
        cycles_policy.visible_cycles(request.user, on=today)
        .filter(employer=employer)
        .order_by("-year")
        .first()
    )
    papers = policy.visible_papers(request.user, on=today)
    paper = templates.sample(employer, row, papers, cycle=cycle, on=today)
    if paper is None:
        return {"not_tried": _("Det finns ingen handling att pröva mallen på ännu.")}
    try:
        return {"document": document_of(paper, at=clock.now()), "tried_on": paper}
    except (EmptySlots, NoCampaign) as missing:
        return {"not_tried": str(missing)}


@require_POST
def restore(request, employer_id: int, kind: str, number: int):
    """Take an earlier version back."""
    employer = _employer_or_404(request, employer_id, kind)
    try:
        actions.restore_template(
            employer=employer, kind=kind, number=number, actor=request.user, at=clock.now()
        )
    except ObjectDoesNotExist as missing:
        raise Http404 from missing
    messages.success(request, _("Version %(n)s gäller igen.") % {"n": number})
    return redirect("reports:template", employer.pk, kind)
