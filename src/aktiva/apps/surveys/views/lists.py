"""The list of the units' answers, and reminding or giving longer time to many of them at once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.core.paginator import Paginator
from django.http import Http404, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from aktiva.adapters import clock
from aktiva.apps.cycles.views.frame import kept_cycle_or_404, visible_cycle_or_404
from aktiva.apps.organisation import policy as organisation_policy
from aktiva.apps.organisation import queries as organisation
from aktiva.apps.surveys import actions, following, forms, queries
from aktiva.domain.organisation.permissions import Permission
from aktiva.ui import many
from aktiva.ui.templatetags.formats import shortday

ROWS_PER_PAGE = 50
MOST_AT_ONCE = 20_000
STATES = ("open", "submitted", "returned", "approved")
WAITED_FOR = frozenset({"open", "returned"})
ENDED = "upphort"


@dataclass(slots=True)
class Matching:
    """The sheets that match what the list was asked for, with how many there are of each kind."""

    state: str
    department: str
    shown: list = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=lambda: dict.fromkeys(STATES, 0))
    n_ended: int = 0

    @property
    def waited_for(self) -> list:
        """Those shown that have something left to hand in, and a unit to do it."""
        return [] if self.state == ENDED else [s for s in self.shown if s.state in WAITED_FOR]


def _matching(request, campaign, asked: QueryDict) -> Matching:
    """Return what the person reads of the campaign, by the state and department asked for."""
    today = clock.today()
    employer = campaign.cycle.employer
    reach = organisation_policy.scope(request.user, Permission.SHEET_READ, on=today)
    found = Matching(asked.get("lage", ""), asked.get("forvaltning", ""))
    ended = []
    absent = organisation.absent(employer, on=following.counting_day(campaign, today))
    for sheet in queries.sheets_of(campaign, level="unit").select_related("unit"):
        if not reach.holds(sheet.unit):
            continue
        counted_under = following.department_now(employer, sheet, on=today)
        if found.department and str(counted_under) != found.department:
            continue
        if sheet.state == "open" and sheet.unit_id in absent:
            ended.append(sheet)
            continue
        found.counts[sheet.state] += 1
        if not found.state or sheet.state == found.state:
            found.shown.append(sheet)
    found.n_ended = len(ended)
    if found.state == ENDED:
        found.shown = ended
    return found


def sheet_list(request, cycle_id: int):
    """Who has answered, within what the person reviews or reads."""
    today = clock.today()
    cycle = visible_cycle_or_404(request, cycle_id)
    campaign = queries.campaign_of(cycle)
    if campaign is None:
        return render(request, "surveys/sheet_list.html", {"cycle": cycle, "campaign": None})
    tree = organisation.tree(cycle.employer, on=today)
    managers = organisation.managers_by_unit(cycle.employer, on=today)
    found = _matching(request, campaign, request.GET)
    page = Paginator(found.shown, ROWS_PER_PAGE).get_page(request.GET.get("sida"))
    page.object_list = [_row(sheet, cycle.employer, tree, managers) for sheet in page.object_list]
    keeps = organisation_policy.scope(request.user, Permission.YEAR_KEEP, on=today)
    may_change = cycle.employer_id in keeps.whole
    context = {
        "cycle": cycle,
        "campaign": campaign,
        "page": page,
        "counts": found.counts,
        "n_ended": found.n_ended,
        "ended": ENDED,
        "n_all": sum(found.counts.values()),
        "state": found.state,
        "department": found.department,
        "departments": list(tree.departments),
        "n_waited_for": len(found.waited_for),
        "may_choose": may_change and bool(found.waited_for),
        "kinds": forms.ManySheetsForm.base_fields["kind"].choices,
        "undoable": queries.last_change(campaign, request.user) if may_change else None,
    }
    return render(request, "surveys/sheet_list.html", context)


def _row(sheet, employer, tree, managers) -> dict:
    today = clock.today()
    manager = managers.get(sheet.unit_id)
    department = tree.nodes.get(following.department_now(employer, sheet, on=today))
    return {
        "sheet": sheet,
        "name": organisation.name_of(employer, sheet.unit_id, on=today) or sheet.unit.code,
        "is_there": sheet.unit_id in tree,
        "department": department.short_name if department else "",
        "manager": manager.shown if manager else "",
        "is_late": queries.is_late(sheet, on=today),
        "has_longer": sheet.last_date > sheet.campaign.last_date,
        "is_waited_for": sheet.state in WAITED_FOR,
    }


def sheets_change(request, cycle_id: int):
    """What would happen to the sheets chosen, and then doing it."""
    cycle, campaign = _kept_or_404(request, cycle_id)
    back = reverse("surveys:sheet_list", args=(cycle.pk,))
    if "alla" in request.POST:
        ids = [sheet.pk for sheet in _matching(request, campaign, request.POST).waited_for]
    else:
        ids = many.chosen(request.POST, "svar", most=MOST_AT_ONCE)
    if not ids:
        messages.error(request, _("Välj minst en enhet i listan."))
        return redirect(back)
    kind = request.POST.get("kind", "remind")
    is_asked = kind == "remind" or "preview" in request.POST or "confirm" in request.POST
    form = forms.ManySheetsForm(request.POST if is_asked else None, initial={"kind": kind})
    rows = []
    given = {"campaign": campaign, "ids": ids, "actor": request.user}
    if is_asked and form.is_valid():
        facts = actions.ManyFacts(**form.cleaned_data)
        try:
            if many.is_confirmed(request.POST):
                change = actions.change_sheets(**given, facts=facts, at=clock.now())
                messages.success(request, _done(change))
                return redirect(back)
            rows = actions.preview_sheets(**given, facts=facts, on=clock.today())
        except ValidationError as refused:
            form.add_error(None, refused)
    changed = [row for row in rows if not row.problem]
    context = {
        "cycle": cycle,
        "form": form,
        "lines": [_line(row, facts) for row in rows],
        "n_changed": len(changed),
        "n_letters": _n_managers(changed),
        "n_stays": len(rows) - len(changed),
        "names": _names(cycle.employer, queries.sheets_of(campaign, level="unit"), ids),
        "carried": many.carried(ids),
        "kind": form["kind"].value(),
        "heads": (_("Chef"), _("Brev")) if kind == "remind" else (),
        "back": back,
    }
    return render(
        request, "surveys/sheets_change.html", context, status=422 if form.errors else 200
    )


def _kept_or_404(request, cycle_id: int):
    cycle = kept_cycle_or_404(request, cycle_id)
    campaign = queries.campaign_of(cycle)
    if campaign is None:
        raise Http404
    return cycle, campaign


def _names(employer, sheets, ids: Iterable[int]) -> list[str]:
    chosen = set(ids)
    today = clock.today()
    return [
        organisation.name_of(employer, sheet.unit_id, on=today) or sheet.unit.code
        for sheet in sheets
        if sheet.pk in chosen
    ]


def _n_managers(rows) -> int:
    return len({row.manager.user_id for row in rows if row.manager})


def _line(row, facts) -> many.Line:
    is_letter = facts.kind == "remind"
    now = shortday(row.sheet.last_date)
    if is_letter:
        now = row.manager.shown if row.manager else _("vakant")
    if row.problem:
        stays = _("inget brev: %(why)s") if is_letter else _("ändras inte: %(why)s")
        return many.Line(row.unit, now, stays % {"why": row.problem}, stays=True)
    return many.Line(row.unit, now, _("får ett brev") if is_letter else shortday(facts.last_date))


def _done(change) -> str:
    if change.kind == "remind":
        return ngettext(
            "%(n)s chef har fått en påminnelse.", "%(n)s chefer har fått en påminnelse.",
            change.n_letters,
        ) % {"n": change.n_letters}  # fmt: skip
    n = len(change.rows)
    return ngettext("%(n)s enhet har fått längre tid.", "%(n)s enheter har fått längre tid.", n) % {
        "n": n
    }


@require_POST
def sheets_undo(request, cycle_id: int, change_id: int):
    """Take back a later last day for many units."""
    cycle, _campaign = _kept_or_404(request, cycle_id)
    try:
        n_back, n_kept = actions.undo_sheets(
            change_id=change_id, actor=request.user, at=clock.now()
        )
    except ObjectDoesNotExist as missing:
        raise Http404 from missing
    words = ngettext(
        "%(n)s enhet har den sista svarsdag den hade.",
        "%(n)s enheter har den sista svarsdag de hade.",
        n_back,
    ) % {"n": n_back}
    if n_kept:
        words += " " + ngettext(
            "%(n)s enhet hade lämnat in eller fått en annan dag sedan dess och står kvar.",
            "%(n)s enheter hade lämnat in eller fått en annan dag sedan dess och står kvar.",
            n_kept,
        ) % {"n": n_kept}
    messages.success(request, words)
    return redirect("surveys:sheet_list", cycle.pk)
