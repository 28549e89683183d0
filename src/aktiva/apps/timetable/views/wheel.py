"""The year as a wheel and a list, for a unit, a department or the employer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import render
from django.utils.translation import gettext as _

from aktiva.apps.timetable import queries
from aktiva.apps.timetable.views.frame import Frame, of_a_unit
from aktiva.domain.cycle.own_areas import chosen_areas
from aktiva.domain.documents.pictures.circles import MOST_MARKS
from aktiva.domain.values import Area
from aktiva.ui import wheel as drawing
from aktiva.ui.templatetags.formats import MONTHS, counted, number
from aktiva.ui.templatetags.formats import day as day_words

ROWS_PER_PAGE = 50


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


@of_a_unit
def wheel(request, frame: Frame):
    """The year of a unit date by date, of several units month by month."""
    single = None if frame.is_many else queries.collect(frame.asked)
    months = queries.months(single.duties) if single else []
    if single and sum(len(m.days) for m in months) <= MOST_MARKS:
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
        "ended": frame.ended,
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
        for day in days[:MOST_MARKS]
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


@of_a_unit
def month(request, frame: Frame, month: int):
    """Every date of a month, page by page."""
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


@of_a_unit
def undated(request, frame: Frame):
    """What should have a day this year and has none, page by page."""
    many = queries.Many(frame.asked)
    page = Paginator(many.undated(), ROWS_PER_PAGE).get_page(request.GET.get("sida"))
    rows = many.without_day(list(page.object_list))
    context = _context(frame) | {
        "page": page,
        "rows": [(u, frame.unit_words(u.unit_id)) for u in rows],
    }
    return render(request, "timetable/undated.html", context)
