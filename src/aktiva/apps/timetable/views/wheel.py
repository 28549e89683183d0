"""The year as a wheel and a list, for a unit, a department or the employer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.core.exceptions import ObjectDoesNotExist
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from aktiva.adapters import clock
from aktiva.apps.organisation import queries as organisation
from aktiva.apps.registers import queries as registers
from aktiva.apps.timetable import policy, queries
from aktiva.domain.cycle.own_areas import Headings, chosen_areas
from aktiva.domain.organisation.tree import Node, Tree
from aktiva.domain.values import Area
from aktiva.ui import wheel as drawing
from aktiva.ui.templatetags.formats import MONTHS, counted, number
from aktiva.ui.templatetags.formats import day as day_words

ROWS_PER_PAGE = 50
MOST_CHOICES = 80


@dataclass(frozen=True, slots=True)
class Frame:
    """What every page of the wheel shows of: the year, the unit and where to go on."""

    cycle: object
    year: int
    today: date
    tree: Tree
    node: Node
    asked: queries.Asked
    choices: list[tuple[int, str]]
    headings: Headings

    @property
    def query(self) -> str:
        """The choices as the end of an address."""
        return urlencode({"ar": self.year, "enhet": self.node.id})

    @property
    def years(self) -> list[dict]:
        """The years before and after, to choose."""
        return [
            {
                "label": str(year),
                "url": f"?{urlencode({'ar': year, 'enhet': self.node.id})}",
                "current": year == self.year,
            }
            for year in range(self.cycle.year - 1, self.cycle.year + 2)
        ]

    @property
    def is_many(self) -> bool:
        return len(self.asked.units) > 1

    def areas(self, counts) -> list[str]:
        """Return the areas that have any date, in the employer's order."""
        return sorted(counts.areas, key=lambda code: self.headings.places[code])

    def unit_words(self, unit_id: int | None) -> str:
        """Return the name of a unit where it is not the only one shown."""
        if not self.is_many and unit_id == self.node.id:
            return ""
        return self.asked.name_of(unit_id)

    def address(self, name: str, *args: int, **more: str) -> str:
        url = reverse(f"timetable:{name}", args=[self.cycle.pk, *args])
        extra = "".join(f"&{key}={value}" for key, value in more.items())
        return f"{url}?{self.query}{extra}"


def _frame_or_404(request, cycle_id: int) -> Frame:
    today = clock.today()
    try:
        cycle = (
            policy.readable_cycles(request.user, on=today)
            .select_related("employer")
            .get(pk=cycle_id)
        )
    except ObjectDoesNotExist as missing:
        raise Http404 from missing
    tree = organisation.tree(cycle.employer, on=today)
    reach = policy.reach(request.user, on=today)
    whole = cycle.employer_id in reach.whole
    seen = [n for n in tree.nodes.values() if whole or n.id in reach.units]
    given = request.GET.get("enhet", "")
    if given:
        node = tree.nodes.get(int(given)) if given.isascii() and given.isdigit() else None
        if node is None or not (whole or node.id in reach.units):
            raise Http404
    else:
        node = next(iter(seen), None)
        if node is None:
            raise Http404
    year = _year(request.GET.get("ar", ""), cycle.year)
    asked = queries.Asked(
        cycle.employer, tree, tree.subtree(node.id), date(year, 1, 1), date(year, 12, 31)
    )
    return Frame(
        cycle, year, today, tree, node, asked, _choices(seen, node, tree),
        registers.headings(cycle.employer),
    )  # fmt: skip


def _year(given: str, own: int) -> int:
    year = int(given) if given.isascii() and given.isdigit() and len(given) == 4 else own
    return year if abs(year - own) <= 1 else own


def _choices(seen: list[Node], node: Node, tree: Tree) -> list[tuple[int, str]]:
    """Return the units to choose among: all there are, or those on the way and around."""
    kept = seen
    if len(seen) > MOST_CHOICES:
        near = {n.id for n in tree.ancestors(node.id)} | {n.id for n in tree.children(node.id)}
        near |= {n.id for n in tree.children(node.parent)} if node.parent in tree else set()
        top = {n.id for n in tree.departments} | {node.id}
        kept = [n for n in seen if n.id in near | top][: 4 * MOST_CHOICES]
    ids = {n.id for n in kept}
    placed: list[tuple[int, str]] = []

    def depth(unit: Node) -> int:
        return sum(above.id in ids for above in tree.ancestors(unit.id))

    def walk(unit: Node) -> None:
        placed.append((unit.id, "\u2003" * depth(unit) + unit.name))
        for child in tree.children(unit.id):
            if child.id in ids:
                walk(child)

    for unit in kept:
        if unit.parent not in ids:
            walk(unit)
    return placed


@dataclass(frozen=True, slots=True)
class Row:
    """A date as the list shows it."""

    duty: queries.Duty
    unit: str
    state: str
    words: str


def _rows(duties, frame: Frame) -> list[Row]:
    return [
        Row(duty, frame.unit_words(duty.unit_id), *_standing(duty, frame.today)) for duty in duties
    ]


def _standing(duty, on: date) -> tuple[str, str]:
    if duty.done:
        return "past", _("gjort")
    if duty.is_late(on):
        return "late", _("försenat")
    if duty.is_past(on):
        return "past", _("har varit")
    return "coming", _("i dag") if duty.first <= on <= duty.last and not duty.stretch else _(
        "kommer"
    )


def wheel(request, cycle_id: int):
    """The year of a unit date by date, of several units month by month."""
    frame = _frame_or_404(request, cycle_id)
    single = None if frame.is_many else queries.collect(frame.asked)
    months = queries.months(single.duties) if single else []
    if single and sum(len(m.days) for m in months) <= drawing.MOST_MARKS:
        counts = None
        found = single
    else:
        counts = queries.Many(frame.asked).counts()
        found = queries.collect(frame.asked, queries.OF_THE_EMPLOYER)
        months = queries.months(found.duties)
    shown = [
        (month, [(day, _rows(day.duties, frame), day.is_filled(frame.today),
                  day.is_late(frame.today)) for day in month.days])
        for month in months
    ]  # fmt: skip
    context = _context(frame) | {
        "months": shown,
        "svg": _drawn(frame, months, counts),
        "lead": _lead(frame, found.duties, counts),
        "undated": [(u, frame.unit_words(u.unit_id)) for u in found.undated],
        "counts": counts,
        "table": _table(frame, counts) if counts else [],
        "areas": [frame.headings.names[a] for a in frame.areas(counts)] if counts else [],
        "undated_url": frame.address("undated"),
    }
    return render(request, "timetable/wheel.html", context)


def _context(frame: Frame) -> dict:
    return {
        "cycle": frame.cycle,
        "year": frame.year,
        "node": frame.node,
        "choices": frame.choices,
        "years": frame.years,
        "today": frame.today,
        "wheel_url": frame.address("wheel"),
    }


def _lead(frame: Frame, duties, counts) -> dict:
    coming = [d for d in duties if not d.done and d.day >= frame.today]
    return {
        "n_coming": len(coming),
        "next": coming[0] if coming else None,
        "n_late": sum(d.is_late(frame.today) for d in duties),
        "total": counts.total if counts else None,
    }


def _drawn(frame: Frame, months, counts):
    days = [day for month in months for day in month.days]
    marks = [
        drawing.Mark(
            number=day.number,
            day=day.day,
            name=_mark_name(day, frame),
            url=f"#d{day.number}",
            filled=day.is_filled(frame.today),
            late=day.is_late(frame.today),
        )
        for day in days[: drawing.MOST_MARKS]
    ]
    petals = []
    if counts is not None:
        petals = [
            drawing.Petal(
                month=month,
                parts=tuple(counts.n.get((month, code), 0) for code in frame.areas(counts)),
                name=_("%(month)s: %(dates)s, %(done)s gjorda")
                % {
                    "month": MONTHS[month - 1],
                    "dates": counted(counts.of_month(month), "datum,datum"),
                    "done": number(counts.done_in(month)),
                },
                url=frame.address("month", month),
            )
            for month in range(1, 13)
        ]
    now = frame.today if frame.today.year == frame.year else None
    return drawing.wheel(
        year=frame.year,
        title=_("Årshjul för %(unit)s %(year)s") % {"unit": frame.node.name, "year": frame.year},
        description=_("Ett varv från januari till december. Allt i hjulet står också i listan."),
        marks=marks,
        arcs=() if counts is not None else queries.arcs(frame.cycle.employer, frame.year),
        petals=petals,
        today=now,
        middle=_("i dag %(day)s") % {"day": day_words(now).rsplit(" ", 1)[0]} if now else "",
    )


def _mark_name(day, frame: Frame) -> str:
    state = _("försenat") if day.is_late(frame.today) else (
        _("gjort eller har varit") if day.is_filled(frame.today) else _("kommer")
    )  # fmt: skip
    first = day.duties[0]
    what = f"{first.label}: {first.what[:60]}"
    if len(day.duties) > 1:
        what += _(" och %(n)s till") % {"n": len(day.duties) - 1}
    return f"{day.number}. {day_words(day.day)}, {what}, {state}"


def _table(frame: Frame, counts) -> list[dict]:
    return [
        {
            "name": MONTHS[month - 1].capitalize(),
            "url": frame.address("month", month),
            "n": counts.of_month(month),
            "done": counts.done_in(month),
            "cells": [
                {
                    "area": frame.headings.names[code],
                    "n": counts.n.get((month, code), 0),
                    "url": frame.address("month", month, omrade=code),
                }
                for code in frame.areas(counts)
            ],
        }
        for month in range(1, 13)
    ]


def month(request, cycle_id: int, month: int):
    """Every date of a month, page by page."""
    frame = _frame_or_404(request, cycle_id)
    if not 1 <= month <= 12:
        raise Http404
    areas = chosen_areas(request.GET.get("omrade", ""))
    narrowing = frame.headings.narrowing([a for a in Area if a is not Area.COOPERATION])
    chosen = ",".join(areas)
    many = queries.Many(frame.asked)
    own = {} if areas else {
        d.key: d
        for d in queries.collect(frame.asked, queries.OF_THE_EMPLOYER).duties
        if d.day.month == month
    }  # fmt: skip
    lines = sorted([*((d.day, 0, d.key) for d in own.values()), *many.month(month, areas)])
    page = Paginator(lines, ROWS_PER_PAGE).get_page(request.GET.get("sida"))
    measures = iter(many.duties([line for line in page.object_list if line[2] not in own]))
    shown = [own[key] if key in own else next(measures) for _day, _pk, key in page.object_list]
    context = _context(frame) | {
        "month": MONTHS[month - 1],
        "number": month,
        "page": page,
        "rows": _rows(shown, frame),
        "area": dict(narrowing).get(chosen, ""),
        "links": [
            {"label": label, "url": frame.address("month", month, **more), "current": current}
            for label, more, current in (
                (_("Alla områden"), {}, not areas),
                *((name, {"omrade": codes}, codes == chosen) for codes, name in narrowing),
            )
        ],
        "previous": frame.address("month", month - 1) if month > 1 else "",
        "following": frame.address("month", month + 1) if month < 12 else "",
    }  # fmt: skip
    return render(request, "timetable/month.html", context)


def undated(request, cycle_id: int):
    """What should have a day this year and has none, page by page."""
    frame = _frame_or_404(request, cycle_id)
    many = queries.Many(frame.asked)
    page = Paginator(many.undated(), ROWS_PER_PAGE).get_page(request.GET.get("sida"))
    rows = many.without_day(list(page.object_list))
    context = _context(frame) | {
        "page": page,
        "rows": [(u, frame.unit_words(u.unit_id)) for u in rows],
    }
    return render(request, "timetable/undated.html", context)
