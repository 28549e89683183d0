"""Pages of a reorganisation: choosing units, saying what becomes of them, preview, undoing."""

from __future__ import annotations

from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.core.paginator import Paginator
from django.http import Http404, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from aktiva.adapters import clock
from aktiva.apps.organisation import actions, forms, policy, queries
from aktiva.apps.organisation.views.setting_up import day_in, in_order, kept_employer_or_404
from aktiva.domain.organisation.permissions import Permission
from aktiva.domain.organisation.reorganising import ChangeKind
from aktiva.domain.organisation.tree import Level

ROWS_PER_PAGE = 50


def reorganisations(request, employer_id: int):
    """What has been decided: planned, in force and undone."""
    kept = kept_employer_or_404(request, employer_id)
    page = Paginator(queries.reorganisations(kept), ROWS_PER_PAGE).get_page(request.GET.get("sida"))
    context = {"employer": kept, "page": page, "today": clock.today()}
    return render(request, "organisation/reorganisations.html", context)


def units(request, employer_id: int):
    """Choose what is to happen and to which units, by searching among all of them."""
    kept = kept_employer_or_404(request, employer_id)
    tree = queries.tree(kept, on=clock.today())
    chosen = [u for u in _numbers(request.GET.getlist("enhet")) if u in tree]
    going_on = "vidare" in request.GET
    given = request.GET if going_on else None
    form = forms.UnitsForm(given, chosen=chosen, initial={"slag": request.GET.get("slag", "")})
    if going_on and form.is_valid():
        query = [("slag", form.cleaned_data["slag"]), *(("enhet", u) for u in chosen)]
        return redirect(f"{reverse('organisation:reorganise', args=[kept.pk])}?{urlencode(query)}")
    wanted = request.GET.get("sok", "").strip().casefold()
    department = request.GET.get("forvaltning", "")
    root = tree.root.id if tree.root else None
    matching = [
        node
        for node in in_order(tree)
        if node.id != root
        and node.id not in chosen
        and wanted in f"{node.name} {node.code}".casefold()
        and (not department or str(tree.department_index.get(node.id)) == department)
    ]
    page = Paginator(matching, ROWS_PER_PAGE).get_page(request.GET.get("sida"))
    words = queries.kind_words(kept)
    context = {
        "employer": kept,
        "form": form,
        "chosen": [_row(tree.nodes[u], tree, words) for u in chosen],
        "rows": [_row(node, tree, words) for node in page.object_list],
        "page": page,
        "pages": list(page.paginator.get_elided_page_range(page.number)),
        "n_matching": len(matching),
        "wanted": request.GET.get("sok", ""),
        "department": department,
        "departments": tree.departments,
    }
    status = 422 if form.errors else 200
    return render(request, "organisation/reorganise_units.html", context, status=status)


def _numbers(given) -> list[int]:
    return list(dict.fromkeys(int(n) for n in given if n.isascii() and n.isdigit()))


def _row(node, tree, words) -> dict:
    above = tree.nodes.get(node.parent)
    return {"node": node, "kind": words[node.kind].singular, "above": above.name if above else ""}


def reorganise(request, employer_id: int):
    """Say when and what, see what follows, and confirm. Nothing is changed before that."""
    kept = kept_employer_or_404(request, employer_id)
    given = request.POST if request.method == "POST" else request.GET
    kind = given.get("slag", "")
    chosen = _numbers(given.getlist("enhet"))
    if kind not in set(ChangeKind) or not chosen:
        return redirect("organisation:reorganise_units", kept.pk)
    step = request.POST.get("steg", "")
    form = _form(request, kept, ChangeKind(kind), chosen, judged=step in {"visa", "gor"})
    if form.is_bound and form.is_valid():
        change = form.change()
        planned = queries.planned(kept, change)
        if planned.plan.problems:
            form.show(planned.plan.problems, _names(kept, chosen, change))
        elif step == "gor":
            try:
                made = actions.reorganise(
                    employer=kept,
                    change=change,
                    decision=actions.Decision(
                        form.cleaned_data["decided_by"], form.cleaned_data["reference"]
                    ),
                    picked=_picked(request.POST),
                    codes=form.codes(),
                    actor=request.user,
                    at=clock.now(),
                )
            except actions.NotPossible as refused:
                form.show(refused.found, _names(kept, chosen, change))
            except ValidationError as refused:
                form.add_error(None, refused.messages)
            else:
                messages.success(request, _done(made))
                return redirect("organisation:reorganisation", made.pk)
        else:
            return _preview(request, kept, form, planned)
    context = {
        "employer": kept,
        "form": form,
        "kind": ChangeKind(kind),
        "units": form.units,
        "carried": _carried(request.POST),
    }
    status = 422 if form.errors else 200
    return render(request, "organisation/reorganise.html", context, status=status)


def _form(request, kept, kind: ChangeKind, chosen: list[int], *, judged: bool):
    """Return the form; what was typed stands in it also while it is not judged."""
    on = day_in(request.POST.get("on_date")) or clock.today()
    tree = queries.tree(kept, on=on)
    today = queries.tree(kept, on=clock.today())
    nodes = [n for u in chosen if (n := tree.nodes.get(u) or today.nodes.get(u)) is not None]
    if len(nodes) != len(chosen):
        raise Http404
    words = queries.kind_words(kept)
    levels = {n.level for n in nodes}
    kinds = [
        (k.code, words[k.code].singular) for k in queries.kinds_in_order(kept) if k.level in levels
    ]
    parents = [
        (str(n.id), _indented(n, tree))
        for n in in_order(tree)
        if n.level is not Level.WORKPLACE or tree.children(n.id)
    ]
    n_parts = int(request.POST.get("delar", "") or 2) if _is_number(request, "delar") else 2
    if request.POST.get("steg") == "fler":
        n_parts += 1
    initial = request.POST.dict()
    if kind is ChangeKind.RENAME and not initial:
        initial = {"name": nodes[0].name, "short_name": nodes[0].short_name}
    return forms.ReorganisationForm(
        request.POST if judged else None,
        kind=kind,
        units=nodes,
        kinds=kinds,
        parents=parents,
        n_parts=n_parts,
        initial=initial,
    )


def _is_number(request, name: str) -> bool:
    text = request.POST.get(name, "")
    return text.isascii() and text.isdigit() and len(text) < 4


def _indented(node, tree) -> str:
    return "\u2003" * len(tree.ancestors(node.id)) + node.name


def _names(kept, chosen: list[int], change) -> dict[int, str]:
    names = {n.id: n.name for n in queries.tree(kept, on=change.on).nodes.values()}
    for unit in chosen:
        if unit not in names:
            names[unit] = queries.tree(kept, on=clock.today()).nodes[unit].name
    return names


def _preview(request, kept, form, planned):
    picked = _picked(request.POST)
    consequences = [
        {
            "heading": c.heading,
            "lines": c.lines,
            "warnings": c.warnings,
            "choices": [
                {"choice": choice, "chosen": picked.get(choice.key, choice.initial)}
                for choice in c.choices
            ],
        }
        for c in queries.consequences(planned, picked=picked)
    ]
    context = {
        "employer": kept,
        "form": form,
        "kind": form.kind,
        "units": form.units,
        "on": planned.change.on,
        "is_planned": planned.change.on > clock.today(),
        "consequences": consequences,
        "sent": [
            (name, value)
            for name, values in request.POST.lists()
            if name not in {"steg", "csrfmiddlewaretoken", "visade"} and not name.startswith("val-")
            for value in values
        ],
    }
    return render(request, "organisation/reorganise_preview.html", context)


def _picked(post: QueryDict) -> dict[str, tuple[str, ...]]:
    """Return what was chosen, by key; a choice that was shown and left without a tick is empty."""
    return {key: tuple(post.getlist(f"val-{key}")) for key in post.getlist("visade")}


def _carried(post: QueryDict) -> list[tuple[str, str]]:
    """Return the choices made in the preview, to be sent along while the details are changed."""
    return [
        (name, value)
        for name, values in post.lists()
        if name == "visade" or name.startswith("val-")
        for value in values
    ]


def _done(made) -> str:
    if made.on_date > clock.today():
        return _("Ändringen är planerad och gäller från %(day)s.") % {
            "day": made.on_date.isoformat()
        }
    return _("Ändringen är gjord. Du kan ångra allt på en gång.")


def reorganisation(request, reorganisation_id: int):
    """What was decided and done, and whether and how it can be undone."""
    made = _reorganisation_or_404(request, reorganisation_id)
    reasons = [] if made.undone_at else actions.reasons_against_undoing(made)
    context = {
        "employer": made.employer,
        "made": made,
        "before": made.facts["before"],
        "after": [
            (unit, name, above)
            for (unit, name), above in zip(made.facts["after"], made.facts["above"], strict=True)
        ],
        "reasons": reasons,
        "roles": [] if reasons or made.undone_at else actions.roles_that_go(made),
        "today": clock.today(),
    }
    return render(request, "organisation/reorganisation.html", context)


@require_POST
def reorganisation_undo(request, reorganisation_id: int):
    made = _reorganisation_or_404(request, reorganisation_id)
    try:
        actions.undo_reorganisation(reorganisation_id=made.pk, actor=request.user, at=clock.now())
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
        return redirect("organisation:reorganisation", made.pk)
    messages.success(request, _("Omorganisationen är ångrad. Organisationen är som den var."))
    return redirect("organisation:reorganisations", made.employer_id)


def _reorganisation_or_404(request, reorganisation_id: int):
    employers = policy.employers_where(request.user, Permission.ORGANISATION_KEEP, on=clock.today())
    try:
        return queries.reorganisation_for_page(employers, reorganisation_id)
    except ObjectDoesNotExist as missing:
        raise Http404 from missing
