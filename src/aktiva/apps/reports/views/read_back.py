"""The Word file of a draft comes back: what is changed in it is shown, chosen and taken in."""

from __future__ import annotations

from django.contrib import messages
from django.core import signing
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from aktiva.adapters import clock
from aktiva.adapters.docx.reading import LARGEST_BYTES, Edited, Unreadable, read
from aktiva.apps.organisation.views.guarding import found_in
from aktiva.apps.reports import actions, forms, queries
from aktiva.apps.reports.views.texts import WRITTEN, choices, draft_or_404
from aktiva.domain.documents.read_back import Elsewhere, Stands, elsewhere

MOST_SHOWN = 200
"""Changes outside the texts that are listed; more is another paper."""

_SALT = "reports.read_back"


def read_back(request, paper_id: int):
    """Hand in the edited file; see what it changes; take it in."""
    paper = draft_or_404(request, paper_id)
    if paper.kind not in WRITTEN:
        raise Http404
    if request.method == "POST" and "held" in request.POST:
        return _take_in(request, paper)
    given = (request.POST, request.FILES) if request.method == "POST" else ()
    form = forms.EditedFileForm(*given)
    if form.is_valid():
        try:
            edited, sent = _opened(paper, form.cleaned_data["file"])
        except Unreadable as unreadable:
            form.add_error("file", str(unreadable))
        else:
            held = {
                "paper": paper.pk,
                "revision": edited.revision,
                "mark": edited.digest,
                "texts": dict(edited.texts),
                "printed": dict(edited.sent_texts),
            }
            return _preview(request, paper, sent, held, told=_told(paper, edited))
    context = {"paper": paper, "form": form}
    return render(request, "reports/read_back.html", context, status=422 if form.errors else 200)


def _opened(paper, file):
    """Return what a file holds and the paper that it was made of.

    Raises:
        Unreadable: It is no file of a version of this paper.
    """
    keys = [key for key, _heading, _text in queries.texts(paper)]
    edited = read(file.read(LARGEST_BYTES + 1), keys=keys)
    if edited.paper != paper.pk:
        raise Unreadable(
            _("Filen hör till en annan handling. Välj filen som hämtades från den här handlingen.")
        )
    sent = queries.sent_out(paper, revision=edited.revision, mark=edited.digest)
    if sent is None:
        raise Unreadable(
            _(
                "Filen stämmer inte med någon version av handlingen. Hämta utkastet på nytt, "
                "för över dina ändringar till det och läs in den filen."
            )
        )
    if not edited.texts:
        raise Unreadable(
            _(
                "Ingen av handlingens texter finns kvar i filen. Hämta utkastet på nytt, "
                "för över dina ändringar till det och läs in den filen."
            )
        )
    for key, heading, text in queries.texts(paper):
        if sum(map(len, edited.texts.get(key, ()))) > max(queries.LONGEST_TEXT, len(text)):
            raise Unreadable(
                _(
                    "Texten under ”%(heading)s” är längre än 20 000 tecken. Korta den i filen och "
                    "välj filen igen."
                )
                % {"heading": heading}
            )
    return edited, sent


def _take_in(request, paper):
    """Take in what was shown, or show it again where the draft has changed meanwhile."""
    try:
        held = signing.loads(request.POST["held"], salt=_SALT)
    except signing.BadSignature:
        held = {}
    if held.get("paper") != paper.pk:
        messages.error(request, _("Filens texter gick inte att läsa. Välj filen på nytt."))
        return redirect("reports:paper_read_back", paper.pk)
    try:
        after = actions.read_back(
            paper_id=paper.pk, revision=held["revision"], mark=held["mark"],
            edited=held["texts"], printed=held["printed"], seen=request.POST.get("seen", ""), choices=choices(request),
            actor=request.user, at=clock.now(),
        )  # fmt: skip
    except ValidationError as refused:
        sent = queries.sent_out(paper, revision=held["revision"], mark=held["mark"])
        return _preview(request, paper, sent, held, problem=" ".join(refused.messages))
    if after.revision == paper.revision:
        messages.success(request, _("Du behöll utkastets texter. Ingenting är ändrat."))
    else:
        messages.success(request, _("Ändringarna från Word är inlästa."))
    return redirect("reports:paper", paper.pk)


def _preview(request, paper, sent, held: dict, *, told: dict | None = None, problem: str = ""):
    found = queries.returned(paper, sent, held["texts"], printed=held["printed"])
    pointing = found_in(request, [t for n in found for t in held["texts"].get(n.slot, ())])
    context = {
        "paper": paper,
        "returned": found,
        "n_conflicts": sum(len(n.merged.conflicts) for n in found),
        "is_later": sent.revision != paper.revision,
        "seen": queries.seen(found, None),
        "held": signing.dumps(held, salt=_SALT, compress=True),
        "problem": problem,
        "pointing": list(dict.fromkeys(f for found in pointing.values() for f in found)),
    } | (told or {})
    return render(
        request, "reports/read_back_preview.html", context, status=422 if problem else 200
    )


def _told(paper, edited: Edited) -> dict:
    """Return what the file holds beside its texts, and what is not read."""
    changes = elsewhere(edited.sent, edited.outside) if edited.sent is not None else ()
    return {
        "elsewhere": [(_where(c), c, _why(c, paper)) for c in changes[:MOST_SHOWN]],
        "n_more": max(len(changes) - MOST_SHOWN, 0),
        "cannot_compare": edited.sent is None,
        "missing": [
            heading
            for key, heading, _text in queries.texts(paper)
            if key in edited.sent_texts and key not in edited.texts
        ],
        "n_comments": edited.n_comments,
        "n_tracked": edited.n_tracked,
        "n_lost": edited.n_lost,
    }


def _where(change: Elsewhere) -> str:
    line = change.line
    match line.stands:
        case Stands.HEAD:
            return _("Överst på första sidan")
        case Stands.TITLE:
            return _("Handlingens rubrik")
        case Stands.HEADING:
            return _("Rubrik")
        case Stands.CELL:
            words = _("Tabellen under ”%(under)s”, raden ”%(row)s”")
            return words % {"under": line.under, "row": line.row}
        case Stands.TEXT:
            return _("Under ”%(under)s”") % {"under": line.under} if line.under else _("Överst")


def _why(change: Elsewhere, paper) -> str:
    if not change.before:
        return _("Står utanför avsnittens texter. Skriv det i utkastet om det ska vara med.")
    if change.moved:
        return _("Ordningen kommer ur mallen och uppgifterna.")
    match change.line.stands:
        case Stands.TITLE if paper.kind == "official_report":
            return _("Ändra rubriken på handlingens sida.")
        case Stands.TITLE:
            return _("Handlingens rubrik läses inte ur filen.")
        case Stands.HEADING:
            return _("Rubriken kommer ur mallen eller uppgifterna. Ändra den där.")
        case _:
            return _("Kommer ur uppgifterna eller mallen. Ändra det där.")
