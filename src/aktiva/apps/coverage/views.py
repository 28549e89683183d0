"""The grid and what is behind each of its boxes."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from datetime import date

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from aktiva.adapters import clock
from aktiva.apps.coverage import queries
from aktiva.apps.cycles.views.frame import as_of_from, visible_cycle_or_404
from aktiva.apps.organisation import policy as organisation_policy
from aktiva.apps.organisation import queries as organisation
from aktiva.apps.registers import queries as registers
from aktiva.domain.cycle.grid import COLUMNS, ROWS, Box, Grid, Reached, applies
from aktiva.domain.cycle.methods import Method
from aktiva.domain.cycle.own_areas import Headings
from aktiva.domain.organisation.permissions import Permission
from aktiva.domain.values import AREAS_OF_THE_ACT, GROUNDS_OF_THE_ACT, Area, Ground
from aktiva.ui.drawings import STATES

ROWS_PER_PAGE = 50
MOST_RISKS = 50
CODES = {
    Reached.NONE: "none",
    Reached.CLEAR: "clear",
    Reached.RISK: "risk",
    Reached.CAUSE: "cause",
    Reached.MEASURE: "measure",
    Reached.EVALUATED: "evaluated",
}


@dataclass(frozen=True, slots=True)
class Cell:
    """A box as the page draws it; `box` None where the Act asks for nothing."""

    area: Area
    ground: Ground
    box: Box | None
    share: float | None
    url: str

    @property
    def code(self) -> str:
        return CODES[self.box.reached] if self.box else ""

    @property
    def css(self) -> str:
        return STATES[self.code].css

    @property
    def word(self):
        return STATES[self.code].word

    @property
    def shown_word(self):
        """The word of the state; an obstacle without a ground need not be looked for."""
        if self.code == "none" and self.ground is Ground.NOT_SPECIFIC:
            return _("Inget inskrivet")
        return self.word

    @property
    def is_waiting(self) -> bool:
        """Whether the employer still has something to do here this year."""
        if self.ground is Ground.NOT_SPECIFIC and self.code == "none":
            return False
        return self.code in {"none", "risk", "cause"}

    @property
    def n(self) -> int:
        return len(self.box.risks) if self.box else 0

    @property
    def share_words(self) -> str:
        return "" if self.share is None else f"{100 * self.share:.0f}\u00a0%"

    @property
    def bars(self) -> tuple[tuple[int, bool], ...]:
        """The four steps: place on the drawing, and whether it is taken."""
        steps = max(0, int(self.box.reached)) if self.box else 0
        return tuple((10 * n, n < steps) for n in range(4))

    @property
    def methods(self) -> str:
        used = self.box.methods if self.box else {}
        return ", ".join(
            f"{m.label} ({used[m]})" if used[m] > 1 else m.label for m in Method if used.get(m)
        )

    @property
    def next_words(self) -> str:
        """What the box waits for, in words."""
        match self.box.reached:
            case Reached.NONE:
                return _("Undersök") if self.is_waiting else _("Skriv in om ni ser något")
            case Reached.RISK:
                return _("Beskriv orsaken till %(n)s av %(of)s risker") % self._counts()
            case Reached.CAUSE:
                return _("Besluta åtgärd för %(n)s av %(of)s risker") % self._counts()
            case Reached.MEASURE:
                return _("Följ upp")
            case _:
                return _("Inget, undersöks igen nästa år")

    def _counts(self) -> dict[str, int]:
        return {"n": self.box.n_behind, "of": len(self.box.risks)}


def _found(request, cycle_id: int):
    """Return the year, the scope and the time that the page is about."""
    on = clock.today()
    cycle = visible_cycle_or_404(request, cycle_id)
    as_of = as_of_from(request)
    day = min(as_of.date() if as_of else on, date(cycle.year, 12, 31))
    reach = organisation_policy.scope(request.user, Permission.SHEET_READ, on=on)
    tree = organisation.tree(cycle.employer, on=day)
    wanted = request.GET.get("enhet", "")
    if wanted.isdigit():
        unit = int(wanted)
    elif cycle.employer_id in reach.whole and tree.root:
        unit = tree.root.id
    else:
        unit = next((n for n in tree.nodes if n in reach.units), 0)
    if unit not in tree or not (cycle.employer_id in reach.whole or unit in reach.units):
        raise Http404
    return cycle, queries.scope_of(cycle, unit, on=day), day, as_of, reach


def _cells(cycle, scope, grid: Grid, area: Area) -> list[Cell]:
    def cell(ground: Ground) -> Cell:
        if not applies(area, ground):
            return Cell(area, ground, None, None, "")
        url = reverse("coverage:box", args=(cycle.pk, area.value, ground.value))
        return Cell(
            area, ground, grid.box(area, ground), grid.share(area, ground),
            f"{url}?enhet={scope.unit_id}",
        )  # fmt: skip

    return [cell(ground) for ground in COLUMNS]


def grid(request, cycle_id: int):
    """The picture, and the same as a list."""
    cycle, scope, day, as_of, reach = _found(request, cycle_id)
    made = queries.grid(cycle, scope, on=day, as_of=as_of)
    headings = registers.headings(cycle.employer, as_of=as_of)
    rows = [
        (headings.above(area), area, _cells(cycle, scope, made, area))
        for area in sorted(ROWS, key=lambda area: headings.places[area])
    ]
    cells = [c for _heading, _area, line in rows for c in line if c.box is not None]
    statutory = [c for c in cells if c.area in AREAS_OF_THE_ACT and c.ground in GROUNDS_OF_THE_ACT]
    if "tabell" in request.GET:
        return _as_csv(cycle, scope, cells)
    show = request.GET.get("visa", "att-gora")
    chosen = [
        c for c in cells
        if show == "alla" or c.code == show or (show == "att-gora" and c.is_waiting)
    ]  # fmt: skip
    return render(
        request,
        "coverage/grid.html",
        {
            "cycle": cycle,
            "scope": scope,
            "as_of": as_of,
            "grid": made,
            "rows": rows,
            "headings": headings,
            "columns": COLUMNS,
            "n_boxes": len(statutory),
            "n_examined": made.n_examined,
            "n_clear": made.count(Reached.CLEAR),
            "emptiest": _emptiest(statutory, headings),
            "shown": chosen,
            "filters": _filters(request, cells, show),
            "choices": _choices(cycle, scope, day, reach),
            "legend": _legend(),
        },
    )


def _emptiest(cells: list[Cell], headings: Headings) -> str:
    """Return the ground and the area that most of the empty boxes are about, in words."""
    empty = [c for c in cells if c.code == "none"]
    if not empty:
        return ""
    grounds = [c.ground for c in empty]
    areas = [c.area for c in empty]
    ground = max(GROUNDS_OF_THE_ACT, key=grounds.count)
    area = max(AREAS_OF_THE_ACT, key=areas.count)
    return _("%(ground)s och %(area)s") % {
        "ground": ground.label.lower(),
        "area": headings.names[area] if headings.above(area) else area.short_label.lower(),
    }


def _filters(request, cells: list[Cell], show: str) -> list[dict]:
    counts = {code: sum(c.code == code for c in cells) for code in CODES.values()}
    waiting = sum(c.is_waiting for c in cells)
    given = [("att-gora", _("Kräver något av er"), waiting), ("alla", _("Alla"), len(cells))]
    given += [(code, STATES[code].word, n) for code, n in counts.items() if n]
    links = []
    for code, label, n in given:
        query = request.GET.copy()
        query["visa"] = code
        links.append(
            {
                "label": label,
                "url": f"?{query.urlencode()}#lista",
                "current": code == show,
                "count": n,
            }
        )
    return links


def _legend():
    words = {
        "none": _("ingen har undersökt"),
        "clear": _("metod och datum finns"),
        "risk": _("steg 1, undersökt"),
        "cause": _("steg 2, analyserad"),
        "measure": _("steg 3, beslutad"),
        "evaluated": _("steg 4, effekten känd"),
    }
    return list(words.items())


def _choices(cycle, scope, day, reach):
    """Return (id, name, chosen) of the employer and departments, and the scope's own line."""
    tree = organisation.tree(cycle.employer, on=day)
    whole = cycle.employer_id in reach.whole
    line = [*(n.id for n in reversed(tree.ancestors(scope.unit_id))), scope.unit_id]
    ids = [tree.root.id] if tree.root else []
    ids += [n.id for n in tree.departments] + line
    below = [n.id for n in tree.children(scope.unit_id)]
    shown = [u for u in dict.fromkeys(ids + below) if whole or u in reach.units]
    return [(u, tree.nodes[u].name, u == scope.unit_id) for u in shown]


def _as_csv(cycle, scope, cells: list[Cell]) -> HttpResponse:
    """The list as a file that a Swedish Excel opens: semicolons, UTF-8 with a mark."""
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="rutnat-{cycle.year}.csv"'
    response.write("\ufeff")
    writer = csv.writer(response, delimiter=";")
    writer.writerow(
        [_("Område"), _("Grund"), _("Läge"), _("Risker"), _("Enheter som undersökt"), _("Metoder"),
         _("Senast"), _("Andel av personalen")]
    )  # fmt: skip
    for c in cells:
        writer.writerow(
            [c.area.short_label, c.ground.label, c.word, c.n, len(c.box.examiners), c.methods,
             c.box.last_on.isoformat() if c.box.last_on else "", c.share_words]
        )  # fmt: skip
    return response


def box(request, cycle_id: int, area: str, ground: str):
    """What is behind one box: examinations, and risks with causes and measures."""
    cycle, scope, day, as_of, _reach = _found(request, cycle_id)
    if area not in set(Area) or ground not in set(Ground):
        raise Http404
    chosen = (Area(area), Ground(ground))
    if chosen not in queries.grid(cycle, scope, on=day, as_of=as_of).boxes:
        raise Http404
    made = queries.grid(cycle, scope, on=day, as_of=as_of)
    page = Paginator(range(made.box(*chosen).n_examinations), ROWS_PER_PAGE).get_page(
        request.GET.get("sida")
    )
    found = queries.behind(
        cycle, scope, made.box(*chosen), on=day, first=max(0, page.start_index() - 1),
        n=ROWS_PER_PAGE, most=MOST_RISKS,
    )  # fmt: skip
    cell = Cell(*chosen, made.box(*chosen), made.share(*chosen), "")
    decides = organisation_policy.scope(request.user, Permission.MEASURE_DECIDE, on=clock.today())
    return render(
        request,
        "coverage/box.html",
        {
            "cycle": cycle,
            "scope": scope,
            "cell": cell,
            "area": chosen[0],
            "headings": registers.headings(cycle.employer, as_of=as_of),
            "ground": chosen[1],
            "n_units": len(made.staff),
            "page": page,
            "examined": found.examined,
            "risks": found.risks,
            "n_hidden": found.n_risks - len(found.risks),
            "may_examine": cycle.employer_id in decides.whole or scope.unit_id in decides.units,
        },
    )
