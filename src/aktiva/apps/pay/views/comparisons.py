"""The comparisons in bundles: how far the judging has come, and what to do next."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from aktiva.adapters import clock
from aktiva.apps.pay import actions, queries
from aktiva.apps.pay.queries.judging import BundleRow
from aktiva.apps.pay.views.frame import explained, figures_of, mapping_or_404, may_work
from aktiva.domain.pay.comparisons import Kind
from aktiva.domain.pay.ranking import By

BUNDLES_PER_PAGE = 20
KINDS = {
    "lika-arbete": Kind.EQUAL_WORK,
    "likvardigt-arbete": Kind.EQUAL_VALUE,
    "lagre-krav": Kind.LOWER_VALUE,
}
KIND_NAMES = {kind: kind.label for kind in Kind}
ORDERS = {"kvinnor": By.WOMEN_GROUP, "motpart": By.OTHER_GROUP}
_SLUG_OF_KIND = {kind: slug for slug, kind in KINDS.items()}
_SLUG_OF_ORDER = {by: slug for slug, by in ORDERS.items()}


def address_of(cycle_id: int, row: BundleRow) -> str:
    """Return the address of a bundle."""
    kind, by, group = row.key
    return reverse("pay:bundle", args=[cycle_id, _SLUG_OF_KIND[kind], _SLUG_OF_ORDER[by], group])


def order_of(request) -> By:
    """Return which groups the bundles follow."""
    return ORDERS.get(request.GET.get("ordning", ""), By.WOMEN_GROUP)


@explained
def comparisons(request, cycle_id: int):
    """Every bundle in order, narrowed to what is left, done or lacking, and to one kind."""
    mapping = mapping_or_404(request, cycle_id)
    figures = figures_of(request, mapping, page="comparisons")
    found = queries.standing(mapping)
    last = queries.last_years(found.before)
    by, shown, kind = order_of(request), request.GET.get("visa", ""), request.GET.get("slag", "")
    rows = queries.bundle_rows(figures, found, last, by=by)
    within = [
        r for r in rows if _shown(r, shown) and KINDS.get(kind, r.bundle.kind) == r.bundle.kind
    ]
    page = Paginator(within, BUNDLES_PER_PAGE).get_page(request.GET.get("sida"))
    page.object_list = [
        (row, KIND_NAMES[row.bundle.kind], address_of(cycle_id, row)) for row in page.object_list
    ]
    n_unjudged = sum(not row.connected for row in found.rows)
    n_lacking = sum(len(r.lacking) for r in rows)
    context = {
        "cycle": mapping.cycle,
        "mapping": mapping,
        "found": found,
        "page": page,
        "by": by.value,
        "works": may_work(request, mapping),
        "n_unjudged": n_unjudged,
        "n_lacking": n_lacking,
        "n_done": len(found.rows) - n_unjudged - n_lacking,
        "n_bundles": len(rows),
        "orders": _links(request, "ordning", [("kvinnor", _("Efter kvinnornas grupp")), ("motpart", _("Efter gruppen med högre lön"))], now=_SLUG_OF_ORDER[by]),
        "states": _links(request, "visa", [
            ("", _("Alla")),
            ("kvar", _("Kvar att bedöma (%(n)s)") % {"n": n_unjudged}),
            ("saknar", _("Saknar något (%(n)s)") % {"n": n_lacking}),
            ("bedomda", _("Bedömda")),
        ], now=shown),
        "kinds": _links(
            request, "slag",
            [("", _("Alla slag")), *((slug, KIND_NAMES[k]) for slug, k in KINDS.items())], now=kind,
        ),
        "next": queries.next_bundle(rows, rows[-1].key) if rows else None,
        "n_unplaced": figures.n_unplaced,
        "is_valued": any(v.band for v in figures.values.values()),
    }  # fmt: skip
    if context["next"]:
        context["next_address"] = address_of(cycle_id, context["next"])
    return render(request, "pay/comparisons.html", context)


def _shown(row: BundleRow, shown: str) -> bool:
    match shown:
        case "kvar":
            return bool(row.unjudged)
        case "saknar":
            return bool(row.lacking)
        case "bedomda":
            return row.n_done > 0
        case _:
            return True


def _links(request, name: str, choices, *, now: str) -> list[dict]:
    """Return links that change one part of the address and keep the rest, from the first page."""
    links = []
    for value, label in choices:
        query = request.GET.copy()
        query.pop("sida", None)
        query[name] = value
        links.append(
            {"label": label, "url": f"?{query.urlencode()}", "current": value == now, "count": ""}
        )
    return links


@require_POST
def still_holds(request, cycle_id: int):
    """Let the judgements of one bundle that were made on an earlier file hold."""
    mapping = mapping_or_404(request, cycle_id, keep=True)
    ids = [int(pk) for pk in request.POST.getlist("chosen") if pk.isdecimal()]
    try:
        rows = actions.still_holds(
            mapping_id=mapping.pk, comparison_ids=ids, actor=request.user, at=clock.now()
        )
    except ObjectDoesNotExist as missing:
        raise Http404 from missing
    except ValidationError as refused:
        messages.error(request, refused.messages[0])
    else:
        messages.success(
            request,
            ngettext("%(n)s bedömning gäller fortfarande.", "%(n)s bedömningar gäller fortfarande.", len(rows))
            % {"n": len(rows)},
        )  # fmt: skip
    return redirect("pay:comparisons", cycle_id)
