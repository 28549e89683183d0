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
from django.views.decorators.http import require_POST

from aktiva.adapters import clock
from aktiva.apps.cycles.views.frame import visible_cycle_or_404
from aktiva.apps.organisation import policy as organisation_policy
from aktiva.apps.organisation import queries as organisation
from aktiva.apps.organisation.views.guarding import guarded
from aktiva.apps.surveys import actions, following, forms, queries
from aktiva.apps.surveys.views import many_words
from aktiva.domain.organisation.permissions import Permission
from aktiva.ui import many

ROWS_PER_PAGE = 50
MOST_AT_ONCE = 20_000
STATES = ("open", "submitted", "returned", "approved")
WAITED_FOR = frozenset({"open", "returned"})
ENDED, LATE = "upphort", "sen"


@dataclass(slots=True)
class Matching:
    """The sheets that match what the list was asked for, with how many there are of each kind."""

    state: str
    department: str
    shown: list = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=lambda: dict.fromkeys(STATES, 0))
    n_ended: int = 0
    n_late: int = 0
    campaign: str = ""

    def may_be_chosen(self, kinds: Iterable[str]) -> list:
        """Return those shown that something could be done to, by what the person may do."""
        if self.state == ENDED:
            return []
        states = {"submitted"} if "approve" in kinds else set()
        states |= WAITED_FOR if set(kinds) - {"approve"} else set()
        return [s for s in self.shown if s.state in states]


def _matching(request, survey, asked: QueryDict) -> Matching:
    """Return what the person reads of the year's answers, by the state and department asked for."""
    today = clock.today()
    employer = survey.cycle.employer
    reach = organisation_policy.scope(request.user, Permission.SHEET_READ, on=today)
    found = Matching(asked.get("lage", ""), asked.get("forvaltning", ""))
    found.campaign = asked.get("utskick", "")
    ended = []
    absent = {
        c.pk: organisation.absent(employer, on=following.counting_day(c, today))
        for c in survey.campaigns
    }
    for sheet in queries.sheets_of(survey, level="unit"):
        if not reach.holds(sheet.unit):
            continue
        counted_under = following.department_now(employer, sheet, on=today)
        if found.department and str(counted_under) != found.department:
            continue
        if found.campaign and str(sheet.campaign_id) != found.campaign:
            continue
        if sheet.state == "open" and sheet.unit_id in absent[sheet.campaign_id]:
            ended.append(sheet)
            continue
        found.counts[sheet.state] += 1
        late = sheet.state == "open" and queries.is_late(sheet, on=today)
        found.n_late += late
        if not found.state or sheet.state == found.state or (late and found.state == LATE):
            found.shown.append(sheet)
    found.n_ended = len(ended)
    if found.state == ENDED:
        found.shown = ended
    return found


def sheet_list(request, cycle_id: int):
    """Who has answered, within what the person reviews or reads."""
    today = clock.today()
    cycle = visible_cycle_or_404(request, cycle_id)
    survey = queries.survey_of(cycle)
    if survey is None:
        return render(request, "surveys/sheet_list.html", {"cycle": cycle, "survey": None})
    tree = organisation.tree(cycle.employer, on=today)
    managers = organisation.managers_by_unit(cycle.employer, on=today)
    found = _matching(request, survey, request.GET)
    page = Paginator(found.shown, ROWS_PER_PAGE).get_page(request.GET.get("sida"))
    page.object_list = [_row(sheet, cycle.employer, tree, managers) for sheet in page.object_list]
    kinds = _kinds(request, cycle, survey)
    kinds = [k for k in kinds if found.may_be_chosen([k[0]])]
    choosable = found.may_be_chosen([code for code, _label in kinds])
    for row in page.object_list:
        row["is_waited_for"] = row["sheet"] in choosable
    context = {
        "cycle": cycle,
        "survey": survey,
        "page": page,
        "counts": found.counts,
        "n_ended": found.n_ended,
        "ended": ENDED,
        "n_all": sum(found.counts.values()),
        "state": found.state,
        "department": found.department,
        "departments": list(tree.departments),
        "n_late": found.n_late,
        "late": LATE,
        "campaign": found.campaign,
        "campaigns": survey.campaigns if len(survey.campaigns) > 1 else (),
        "n_waited_for": len(choosable),
        "may_choose": bool(choosable),
        "kinds": kinds,
        "undoable": queries.last_change(cycle, request.user),
    }
    return render(request, "surveys/sheet_list.html", context)


def _kinds(request, cycle, survey) -> list[tuple[str, str]]:
    """Return what the person may do to many sheets at once: to keep the year, and to review."""
    today = clock.today()
    keeps = organisation_policy.scope(request.user, Permission.YEAR_KEEP, on=today)
    reviews = organisation_policy.scope(request.user, Permission.SHEET_REVIEW, on=today)
    kinds = []
    if cycle.employer_id in keeps.whole:
        kinds = [k for k in forms.KINDS if k[0] != "approve"]
        if len(survey.campaigns) < 2:
            kinds = [k for k in kinds if k[0] != "move"]
    if reviews:
        kinds += [k for k in forms.KINDS if k[0] == "approve"]
    return kinds


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
        "together": organisation.name_of(employer, sheet.answered_in.unit_id, on=today)
        if sheet.answered_in_id
        else "",
    }


@guarded(but={"email", "name"})
def sheets_change(request, cycle_id: int):
    """What would happen to the sheets chosen, and then doing it."""
    cycle, survey = _changed_or_404(request, cycle_id)
    kinds = _kinds(request, cycle, survey)
    kind = request.POST.get("kind", kinds[0][0])
    if kind not in dict(kinds):
        raise Http404
    back = reverse("surveys:sheet_list", args=(cycle.pk,))
    if "alla" in request.POST:
        chosen = _matching(request, survey, request.POST)
        ids = [s.pk for s in chosen.may_be_chosen([kind])]
    else:
        ids = many.chosen(request.POST, "svar", most=MOST_AT_ONCE)
    if not ids:
        messages.error(request, _("Välj minst en enhet i listan."))
        return redirect(back)
    names = _names(cycle.employer, queries.sheets_of(survey, level="unit"), ids)
    asked = "preview" in request.POST or "confirm" in request.POST
    is_asked = asked or not forms.FIELDS_OF.get(kind)
    form = forms.ManySheetsForm(
        request.POST if is_asked else None,
        initial={"kind": kind},
        kinds=kinds,
        campaigns=[(c.pk, c.name) for c in survey.campaigns],
        units=names,
    )
    rows = []
    given = {"cycle": cycle, "ids": ids, "actor": request.user}
    if is_asked and form.is_valid():
        facts = actions.ManyFacts(**form.cleaned_data)
        try:
            if many.is_confirmed(request.POST):
                change = actions.change_sheets(**given, facts=facts, at=clock.now())
                messages.success(request, many_words.done(change))
                return redirect(back)
            rows = actions.preview_sheets(**given, facts=facts, on=clock.today())
        except ValidationError as refused:
            form.add_error(None, refused)
    changed = [row for row in rows if not row.problem]
    kind = form["kind"].value()
    told = (
        many_words.Told(facts, dict(names), {c.pk: c.name for c in survey.campaigns})
        if rows
        else None
    )
    context = {
        "cycle": cycle,
        "form": form,
        "shown_fields": [form[name] for name in forms.FIELDS_OF.get(kind, ())],
        "lines": [told.line(row) for row in rows],
        "summary": told.summary(changed, len(rows) - len(changed)) if told else "",
        "confirm": many_words.confirm(kind, changed),
        "n_changed": len(changed),
        "names": [name for _pk, name in names],
        "carried": many.carried(ids),
        "kind": kind,
        "heads": many_words.heads(kind),
        "back": back,
    }
    return render(
        request, "surveys/sheets_change.html", context, status=422 if form.errors else 200
    )


def _changed_or_404(request, cycle_id: int):
    """Return a year in which the person may do something to many sheets at once."""
    cycle = visible_cycle_or_404(request, cycle_id)
    survey = queries.survey_of(cycle)
    if survey is None or not _kinds(request, cycle, survey):
        raise Http404
    return cycle, survey


def _names(employer, sheets, ids: Iterable[int]) -> list[tuple[int, str]]:
    chosen = set(ids)
    today = clock.today()
    return [
        (sheet.pk, organisation.name_of(employer, sheet.unit_id, on=today) or sheet.unit.code)
        for sheet in sheets
        if sheet.pk in chosen
    ]


@require_POST
def sheets_undo(request, cycle_id: int, change_id: int):
    """Take back what was done to many units at once."""
    cycle, _survey = _changed_or_404(request, cycle_id)
    try:
        n_back, n_kept = actions.undo_sheets(
            change_id=change_id, actor=request.user, at=clock.now()
        )
    except ObjectDoesNotExist as missing:
        raise Http404 from missing
    messages.success(request, many_words.undone(n_back, n_kept))
    return redirect("surveys:sheet_list", cycle.pk)
