"""Lists of measures, and changing many of them at once."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.views.decorators.http import require_POST

from aktiva.adapters import clock
from aktiva.apps.cycles import actions, forms, policy, queries
from aktiva.apps.cycles.views.frame import as_of_from, visible_cycle_or_404
from aktiva.apps.organisation import policy as organisation_policy
from aktiva.apps.organisation import queries as organisation
from aktiva.apps.organisation.views.guarding import guarded
from aktiva.apps.registers import queries as registers
from aktiva.domain.cycle.own_areas import chosen_areas
from aktiva.domain.organisation.permissions import Permission
from aktiva.domain.values import Area
from aktiva.ui import many
from aktiva.ui.templatetags.formats import shortday

ROWS_PER_PAGE = 50
MOST_AT_ONCE = 500


class _Rows:
    """A sequence that asks for one page of rows, for Django's paginator."""

    def __init__(self, n: int, ask):
        self._n = n
        self._ask = ask

    def __len__(self):
        return self._n

    def __getitem__(self, wanted: slice):
        return self._ask(wanted.start, wanted.stop - wanted.start)


def measure_list(request, cycle_id: int):
    """Every measure of the year that the person may read, by unit, as of a day if asked."""
    cycle = visible_cycle_or_404(request, cycle_id)
    today = clock.today()
    reach = organisation_policy.scope(request.user, Permission.SHEET_READ, on=today)
    as_of = as_of_from(request)
    on = as_of.date() if as_of else today
    tree = organisation.tree(cycle.employer, on=on, as_of=as_of)
    unit = request.GET.get("enhet", "")
    chosen_unit = int(unit) if unit.isdigit() and int(unit) in tree else None
    choice = queries.Choice(
        areas=chosen_areas(request.GET.get("omrade", "")),
        show=request.GET.get("visa", ""),
        units=organisation.with_ended(cycle.employer, tree.subtree(chosen_unit), on=on)
        if chosen_unit
        else None,
        words=" ".join(request.GET.get("sok", "").split()),
    )
    if as_of is None:
        asked = {"reach": reach.condition(), "choice": choice, "on": on}
        counted = queries.measure_counts(cycle, **asked)
        n_measures, n_late = counted.n_measures, counted.n_late
        rows = _Rows(
            n_measures,
            lambda first, n: queries.measure_list(cycle, counted, first=first, n=n, **asked),
        )
    else:
        stood = queries.measure_list_as_of(cycle, holds=reach.holds, choice=choice, as_of=as_of)
        n_measures, n_late = stood.n_measures, stood.n_late
        rows = stood.rows
    page = Paginator(rows, ROWS_PER_PAGE).get_page(request.GET.get("sida"))
    shown = list(page.object_list)
    decides = organisation_policy.scope(request.user, Permission.MEASURE_DECIDE, on=today)
    return render(
        request,
        "cycles/measure_list.html",
        {
            "cycle": cycle,
            "as_of": as_of,
            "area": ",".join(choice.areas),
            "show": choice.show,
            "words": choice.words,
            "unit": chosen_unit,
            "areas": registers.headings(cycle.employer, as_of=as_of).narrowing(
                [a for a in Area if a is not Area.COOPERATION]
            ),
            "departments": [(n.id, n.name) for n in tree.departments],
            "page": page,
            "groups": _by_department(shown, decides),
            "extended": queries.extension_counts([m for _d, _u, m in shown]) if shown else {},
            "n_measures": n_measures,
            "n_late": n_late,
            "filters": _filters(request, choice.show, as_of),
            "may_decide": bool(decides) and as_of is None,
            "undoable": queries.last_bulk_change(cycle, request.user) if as_of is None else None,
            "kinds": forms.BulkForm.base_fields["kind"].choices,
            "today": on,
        },
    )


def _by_department(rows, decides):
    groups: dict[str, list] = {}
    for department, unit, measure in rows:
        groups.setdefault(department, []).append((unit, measure, decides.holds(measure.unit)))
    return list(groups.items())


def _filters(request, show: str, as_of) -> list[dict]:
    given = [
        ("", _("Alla")),
        ("open", _("Öppna")),
        ("late", _("Datumet har passerat")),
        ("evaluate", _("Ska utvärderas")),
    ]
    if as_of is None:
        given += [("vacant", _("Ingen har uppdraget")), ("extended", _("Förlängda flera gånger"))]
    links = []
    for code, label in given:
        query = request.GET.copy()
        query["visa"] = code
        query.pop("sida", None)
        links.append({"label": label, "url": f"?{query.urlencode()}", "current": code == show})
    return links


@guarded
def bulk(request, cycle_id: int):
    """What would happen to the measures chosen, and then doing it."""
    cycle = visible_cycle_or_404(request, cycle_id)
    ids = many.chosen(request.POST, "atgard", most=MOST_AT_ONCE)
    back = reverse("cycles:measure_list", args=(cycle.pk,))
    if not ids:
        messages.error(request, _("Välj minst en åtgärd i listan."))
        return redirect(back)
    on = clock.today()
    tree = organisation.tree(cycle.employer, on=on)
    decides = organisation_policy.scope(request.user, Permission.MEASURE_DECIDE, on=on)
    units = [
        (n.id, n.name) for n in tree.nodes.values()
        if cycle.employer_id in decides.whole or n.id in decides.units
    ]  # fmt: skip
    is_asked = "preview" in request.POST or "confirm" in request.POST
    form = forms.BulkForm(
        request.POST if is_asked else None,
        units=units,
        initial={"kind": request.POST.get("kind", "extend")},
    )
    rows = []
    if is_asked and form.is_valid():
        facts = actions.BulkFacts(**form.cleaned_data)
        try:
            if many.is_confirmed(request.POST):
                change = actions.change_many(
                    cycle=cycle, ids=ids, facts=facts, actor=request.user, at=clock.now()
                )
                words = (
                    _("De ansvariga för %(n)s åtgärder är påminda.")
                    if change.kind == "remind"
                    else _("%(n)s åtgärder är ändrade.")
                )
                messages.success(request, words % {"n": len(change.rows)})
                return redirect(back)
            rows = actions.preview(cycle=cycle, ids=ids, facts=facts, actor=request.user, on=on)
        except ValidationError as refused:
            form.add_error(None, refused)
    chosen = queries.chosen_measures(cycle, ids, policy.decidable_measures(request.user, on=on))

    def named(unit: int) -> str:
        return organisation.name_of(cycle.employer, unit, on=on)

    context = {
        "cycle": cycle,
        "form": form,
        "lines": [_line(row, facts.kind, named) for row in rows],
        "n_changed": sum(not r.problem for r in rows),
        "names": [measure.title for measure in chosen],
        "carried": many.carried(measure.pk for measure in chosen),
        "kind": form["kind"].value(),
        "back": back,
    }
    return render(request, "cycles/bulk.html", context, status=422 if form.errors else 200)


_BECOMES = {
    "start": _lazy("Pågår"),
    "complete": _lazy("Genomförd, ska utvärderas"),
    "remind": _lazy("den som har uppdraget får ett brev"),
}


def _line(row, kind: str, named) -> many.Line:
    def words(value) -> str:
        if kind == "extend":
            return shortday(value)
        return named(value) if kind == "move" else str(value or "")

    is_state = kind in {"start", "complete"}
    now = row.measure.get_status_display() if is_state else words(row.before)
    becomes = str(_BECOMES.get(kind) or words(row.after))
    if row.problem:
        becomes = _("ändras inte, %(why)s") % {"why": row.problem}
    return many.Line(row.measure.title, now, becomes, stays=bool(row.problem))


@require_POST
def bulk_undo(request, cycle_id: int, change_id: int):
    """Undo a change of many rows."""
    cycle = visible_cycle_or_404(request, cycle_id)
    try:
        n_back, n_kept = actions.undo_many(change_id=change_id, actor=request.user, at=clock.now())
    except ObjectDoesNotExist as missing:
        raise Http404 from missing
    words = _("%(n)s åtgärder är som de var.") % {"n": n_back}
    if n_kept:
        words += " " + _("%(n)s hade ändrats av någon sedan dess och står kvar.") % {"n": n_kept}
    messages.success(request, words)
    return redirect("cycles:measure_list", cycle.pk)
