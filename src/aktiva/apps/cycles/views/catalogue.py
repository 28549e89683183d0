"""The catalogue of risks and measures to begin from."""

from __future__ import annotations

from django.shortcuts import render

from aktiva.domain.cycle.catalogue import measures, risks
from aktiva.domain.cycle.grid import COLUMNS, ROWS
from aktiva.domain.values import Area, Ground


def catalogue(request):
    """Risks and measures by area, narrowed by area, ground and words."""
    area = request.GET.get("omrade", "")
    ground = request.GET.get("grund", "")
    words = " ".join(request.GET.get("sok", "").casefold().split())

    def wanted(entry) -> bool:
        return (
            (area not in set(Area) or entry.area == area)
            and (ground not in set(Ground) or not entry.grounds or ground in entry.grounds)
            and all(w in " ".join(_texts(entry)).casefold() for w in words.split())
        )

    found = [
        (a, [r for r in risks() if r.area is a and wanted(r)],
         [m for m in measures() if m.area is a and wanted(m)])
        for a in ROWS
    ]  # fmt: skip
    return render(
        request,
        "cycles/catalogue.html",
        {
            "found": [row for row in found if row[1] or row[2]],
            "n_risks": sum(len(r) for _a, r, _m in found),
            "n_measures": sum(len(m) for _a, _r, m in found),
            "areas": ROWS,
            "grounds": COLUMNS,
            "area": area,
            "ground": ground,
            "words": request.GET.get("sok", ""),
            "year": _number(request.GET.get("ar", "")),
            "unit": _number(request.GET.get("enhet", "")),
        },
    )


def _number(given: str) -> int | None:
    """The year and unit that a choice goes to; the page it leads to asks who may."""
    return int(given) if given.isascii() and given.isdigit() and len(given) < 10 else None


def _texts(entry) -> tuple[str, ...]:
    return tuple(str(getattr(entry, n, "")) for n in ("text", "why", "effect", "measured_by"))
