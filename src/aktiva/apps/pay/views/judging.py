"""Judging a bundle of comparisons together or one by one, and a single comparison with its picture."""

from __future__ import annotations

from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from aktiva.adapters import clock
from aktiva.apps.organisation.views.guarding import guarded
from aktiva.apps.pay import actions, forms, queries
from aktiva.apps.pay.queries.judging import BundleRow
from aktiva.apps.pay.queries.picturing import Sides, Years
from aktiva.apps.pay.views.comparisons import KIND_NAMES, KINDS, ORDERS, address_of, order_of
from aktiva.apps.pay.views.frame import explained, figures_of, mapping_or_404, may_work
from aktiva.domain.pay.comparisons import Kind, Pair
from aktiva.domain.pay.explanations import Given, challenge, choice_in_report, explanations
from aktiva.domain.pay.judging import Judgement, named
from aktiva.ui.scatter import Panel, scatter, scatter_key

ROWS_PER_PAGE = 100
MOST_TEXTS = 10
MOST_NAMED = 100
"""So many comparisons are named in an address."""
YEARS = {Years.AGE: "ålder", Years.EMPLOYED: "år i anställningen"}


@guarded
@explained
def bundle(request, cycle_id: int, kind: str, order: str, group_id: int):
    """Every comparison of a bundle with its figures, and one form for those that are ticked."""
    mapping = mapping_or_404(request, cycle_id)
    by = ORDERS.get(order)
    if kind not in KINDS or by is None:
        raise Http404
    works = may_work(request, mapping)
    if request.method == "POST" and not works:
        raise Http404
    figures = figures_of(request, mapping, page="bundle")
    found = queries.standing(mapping)
    last = queries.last_years(found.before)
    rows = queries.bundle_rows(figures, found, last, by=by)
    key = (KINDS[kind], by, group_id)
    row = next((r for r in rows if r.key == key), None)
    if row is None:
        raise Http404
    page = Paginator(row.rows, ROWS_PER_PAGE).get_page(request.GET.get("sida"))
    form = _form(request, mapping, row, page)
    if request.method == "POST" and form.is_valid():
        ids = (
            [r.pk for r in row.rows] if form.cleaned_data["whole"] else form.cleaned_data["chosen"]
        )
        if _judged(request, mapping, form, ids):
            return redirect(request.get_full_path())
    figured, sides = queries.by_pair(figures), Sides(figures)
    page.object_list = [_line(r, found, last, figured, sides) for r in page.object_list]
    following = queries.next_bundle(rows, key)
    context = {
        "cycle": mapping.cycle,
        "mapping": mapping,
        "row": row,
        "kind_name": KIND_NAMES[row.bundle.kind],
        "is_equal_work": row.bundle.kind is Kind.EQUAL_WORK,
        "page": page,
        "form": form,
        "works": works,
        "lacks": [lack for r in row.rows if r.connected for lack in found.lacks(r)],
        "unplanned": _unplanned(found, row.rows),
        "n_surveys": mapping.surveys.count() if works else 0,
        "challenge": _challenge(form, row.rows),
        "challenged": row.group_id,
        "earlier_texts": _earlier_texts(row.rows, last),
        "next_address": address_of(cycle_id, following) if following else "",
        "order": order,
    }
    return render(request, "pay/bundle.html", context, status=422 if form.errors else 200)


def _form(request, mapping, row: BundleRow, page) -> forms.JudgementForm:
    shown = list(page.object_list)
    common = queries.common_row(row.rows)
    initial = forms.initial_of(common) if common else {}
    left = [r.pk for r in shown if not r.connected]
    initial["chosen"] = left or ([r.pk for r in shown] if common else [])
    return forms.JudgementForm(
        request.POST or None, kind=row.bundle.kind, surveys=_surveys(mapping), initial=initial,
        chosen=[r.pk for r in row.rows],
    )  # fmt: skip


def _surveys(mapping):
    return mapping.surveys.order_by("-on_date").values_list("pk", "on_date")


def _judged(request, mapping, form, ids) -> bool:
    """Judge as the form says; what was refused stands on the form afterwards."""
    given = form.cleaned_data
    try:
        rows = actions.judge(
            mapping_id=mapping.pk, comparison_ids=ids, connected=given["connected"],
            text=given["text"], given=form.given(), choice=given["choice"],
            choice_words=given["choice_words"], actor=request.user, at=clock.now(),
        )  # fmt: skip
    except ValidationError as refused:
        forms.refuse(form, refused)
        return False
    messages.success(
        request,
        ngettext("Bedömningen är sparad.", "Bedömningen är sparad för %(n)s jämförelser.", len(rows))
        % {"n": len(rows)},
    )  # fmt: skip
    return True


def _line(row, found, last, figured, sides: Sides) -> dict:
    pair = queries.pair_of(row)
    earlier = last.get(pair)
    return {
        "row": row,
        "pair": pair,
        "figures": figured[pair],
        "facing": sides.of(pair),
        "lacks": found.lacks(row) if row.connected else [],
        "is_old": row.connected and found.run is not None and row.judged_in_id != found.run.pk,
        "earlier": earlier,
        "given": _labels(row),
    }


def _labels(row) -> list[str]:
    return [explanations()[g["code"]].label for g in row.given if g["code"] in explanations()]


def _said(earlier) -> list[dict]:
    """Return the explanations of last year with their words."""
    return [
        {"label": explanations()[g["code"]].label, "text": g.get("text", "")}
        for g in (earlier.given if earlier else ())
        if g["code"] in explanations()
    ]


def _told(judgement: Judgement | None) -> list[dict]:
    """Return the explanations of a judgement with their words and what they point to."""
    return [
        {"label": explanations()[g.code].label, "text": g.text, "proof": _proof(g)}
        for g in (judgement.given if judgement else ())
        if g.code in explanations()
    ]


def _proof(given: Given) -> str:
    if given.market is not None:
        return _("omvärldsanalysen %(day)s") % {"day": given.market.on.isoformat()}
    if given.decided_on is not None:
        return _("beslut eller avtal %(day)s") % {"day": given.decided_on.isoformat()}
    return given.criteria


def _chosen(judgement: Judgement | None, pair: Pair) -> str:
    """Return what the parties have done about a reason that says that the work is harder."""
    if judgement is None or judgement.choice is None:
        return ""
    return choice_in_report(judgement.choice, group=pair.women_group)


def _earlier_texts(rows, last) -> list[tuple[str, list[str]]]:
    """Return what was written last year, each text once, with the comparisons it was written of."""
    found: dict[str, list[str]] = {}
    for row in rows:
        earlier = last.get(queries.pair_of(row))
        if earlier is not None:
            said = [earlier.text, *(f"{g['label']}: {g['text']}" for g in _said(earlier))]
            text = "\n".join(words for words in said if words)
            found.setdefault(text, []).append(named(queries.pair_of(row)))
    return [(text, names) for text, names in found.items() if text][:MOST_TEXTS]


def _unplanned(found, rows) -> str:
    """Return the part of an address that names the comparisons that lack a row in the plan."""
    lacking = {row.pk for row in queries.to_plan(found)}
    return urlencode([("jamforelse", row.pk) for row in rows if row.pk in lacking][:MOST_NAMED])


def _challenge(form, rows):
    """Return what is asked of a reason that stands in the form and says that the work is harder."""
    texts = [form["text"].value() or ""]
    texts += [
        f.value() or "" for e in form.explanations for f in e.fields if f.name.endswith("_text")
    ]
    first = queries.pair_of(rows[0])
    return challenge(texts, kind=first.kind, group=first.women_group)


@guarded
@explained
def comparison(request, cycle_id: int, comparison_id: int):
    """One comparison: figures, a picture of the people, last year's words and the judgement."""
    mapping = mapping_or_404(request, cycle_id)
    works = may_work(request, mapping)
    if request.method == "POST" and not works:
        raise Http404
    figures = figures_of(request, mapping, page="comparison")
    found = queries.standing(mapping)
    row = next((r for r in found.rows if r.pk == comparison_id), None)
    if row is None:
        raise Http404
    pair = queries.pair_of(row)
    form = forms.JudgementForm(
        request.POST or None, kind=pair.kind, surveys=_surveys(mapping),
        initial=forms.initial_of(row) if row.connected else {},
    )  # fmt: skip
    if request.method == "POST" and form.is_valid() and _judged(request, mapping, form, [row.pk]):
        return redirect(request.get_full_path())
    last = queries.last_years(found.before)
    by = order_of(request)
    rows = queries.bundle_rows(figures, found, last, by=by)
    held = queries.holding(rows, row)
    following = queries.next_bundle(rows, held.key) if held else None
    line = _line(row, found, last, queries.by_pair(figures), Sides(figures))
    context = {
        "cycle": mapping.cycle,
        "mapping": mapping,
        "line": line,
        "unplanned": _unplanned(found, [row]),
        "low_name": _("kvinnor") if pair.kind is Kind.EQUAL_WORK else pair.women_group,
        "sides": (line["facing"].women, line["facing"].other),
        "earlier_given": _said(line["earlier"]),
        "said": _told(found.judgements.get(pair)),
        "chosen": _chosen(found.judgements.get(pair), pair),
        "kind_name": KIND_NAMES[pair.kind],
        "is_equal_work": pair.kind is Kind.EQUAL_WORK,
        "values": (figures.values.get(pair.women_group), figures.values.get(pair.other_group)),
        "form": form,
        "works": works,
        "n_surveys": mapping.surveys.count() if works else 0,
        "challenge": _challenge(form, [row]),
        "challenged": row.women_group_id,
        "factors": [] if pair.kind is Kind.EQUAL_WORK else queries.factors_beside(figures, pair),
        "held_address": address_of(cycle_id, held) if held else "",
        "next_address": address_of(cycle_id, following) if following else "",
        **_picture(request, figures, pair),
    }
    return render(request, "pay/comparison.html", context, status=422 if form.errors else 200)


def _picture(request, figures, pair) -> dict:
    """Return the drawing with its table, by what the file tells of people's years."""
    known = queries.known_years(figures)
    if not known:
        return {"picture": None}
    wanted = request.GET.get("axel", "")
    years = next((y for y in known if y.value == wanted), known[0])
    groups = dict.fromkeys([pair.women_group, pair.other_group])
    shown = [queries.people_of(figures, group, years) for group in groups]
    words = "; ".join(
        _("%(group)s: %(women)s kvinnor och %(men)s män, medianlön %(kr)s kronor")
        % {"group": p.group, "women": len(p.women), "men": len(p.men), "kr": round(p.median)}
        for p in shown
    )
    return {
        "picture": scatter(
            [Panel(p.group, p.women, p.men, p.median) for p in shown],
            title=_("Månadslön på heltid och %(years)s") % {"years": YEARS[years]},
            words=_("Varje tecken är en person, cirkel för kvinna och romb för man. %(words)s.")
            % {"words": words},
            years=YEARS[years],
        ),
        "key": scatter_key(),
        "years_name": YEARS[years],
        "years_links": [
            {"label": YEARS[y], "url": f"?axel={y.value}", "current": y is years} for y in known
        ],
        "bands": queries.bands_of_years(shown),
        "n_unknown": sum(p.unknown for p in shown),
        "several_groups": len(shown) > 1,
    }
