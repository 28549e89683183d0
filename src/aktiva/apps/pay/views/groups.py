"""Pages of the groups of equal work."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from aktiva.adapters import clock
from aktiva.apps.organisation.views.guarding import guarded
from aktiva.apps.pay import actions, forms, queries
from aktiva.apps.pay.queries import grouping
from aktiva.apps.pay.views.frame import explained, figures_of, mapping_or_404, may_work
from aktiva.domain.pay.grouping import Place
from aktiva.domain.pay.regrouping import Merge, Rename, Split


@explained
def groups(request, cycle_id: int):
    """Every group with its positions, its share of women, its value, and what to look at."""
    mapping = mapping_or_404(request, cycle_id)
    figures = figures_of(request, mapping, page="groups")
    rows = grouping.group_rows(figures)
    only = request.GET.get("visa", "")
    shown = [r for r in rows if r.remarks] if only == "anmarkningar" else rows
    context = {
        "cycle": mapping.cycle,
        "mapping": mapping,
        "rows": shown,
        "only": only,
        "n_all": len(rows),
        "n_remarked": sum(bool(r.remarks) for r in rows),
        "gone": grouping.gone_remarks(figures),
        "unplaced": grouping.unplaced(figures),
        "works": may_work(request, mapping),
        "changes": queries.made_changes(mapping)[:50],
        "undoable": queries.undoable(mapping),
    }
    return render(request, "pay/groups.html", context)


@guarded(names=False)
@explained
def group(request, cycle_id: int, group_id: int):
    """One group: what it holds, and what can be done to it."""
    mapping = mapping_or_404(request, cycle_id)
    figures = figures_of(request, mapping, page="groups")
    row = next((r for r in grouping.group_rows(figures) if r.group.pk == group_id), None)
    if row is None:
        raise Http404
    kept = row.group
    held = {True: "yes", False: "no", None: ""}[kept.dominated]
    asked = {
        "split": lambda data: forms.SplitForm(data, row=row),
        "rename": lambda data: forms.RenameForm(data, initial={"name": kept.name}),
        "dominated": lambda data: forms.DominatedForm(
            data, initial={"dominated": held, "reason": kept.dominated_reason}
        ),
        "tried": lambda data: forms.TriedForm(data, initial={"words": kept.tried}),
    }
    which = request.POST.get("what", "")
    made = {name: make(request.POST if name == which else None) for name, make in asked.items()}
    if request.method == "POST":
        if which not in asked or not may_work(request, mapping):
            raise Http404
        done = _done(request, mapping, row, which, made[which])
        if done is not None:
            return done
    context = {
        "cycle": mapping.cycle,
        "mapping": mapping,
        "row": row,
        "works": may_work(request, mapping),
        "changes": [c for c in queries.made_changes(mapping) if kept.name in {*c.before, *c.after}],
        "undoable": queries.undoable(mapping),
        "split_form": made["split"],
        "rename_form": made["rename"],
        "dominated_form": made["dominated"],
        "tried_form": made["tried"],
    }
    wrong = any(form.errors for form in made.values())
    return render(request, "pay/group.html", context, status=422 if wrong else 200)


def _done(request, mapping, row: grouping.GroupRow, which: str, form):
    if not form.is_valid():
        return None
    given, group = form.cleaned_data, row.group
    act = {"actor": request.user, "at": clock.now()}
    try:
        if which == "tried":
            actions.try_group(group_id=group.pk, words=given["words"], **act)
        elif which == "dominated":
            actions.hold_dominated(
                group_id=group.pk, dominated=form.chosen(), reason=given["reason"], **act
            )
        else:
            change = (
                Rename(group.name, given["name"], given["reason"])
                if which == "rename"
                else _split(row, given)
            )
            found = actions.regroup_groups(mapping_id=mapping.pk, change=change, **act)
            messages.success(request, _("Grupperna är ändrade, och jämförelserna följer med."))
            if which == "rename" and found:
                return redirect("pay:group", mapping.cycle_id, found[0].pk)
            return redirect("pay:groups", mapping.cycle_id)
    except ObjectDoesNotExist as missing:
        raise Http404 from missing
    except ValidationError as refused:
        forms.refuse(form, refused)
        return None
    messages.success(request, _("Gruppen är sparad."))
    return redirect("pay:group", mapping.cycle_id, group.pk)


def _split(row: grouping.GroupRow, given: dict) -> Split:
    chosen = {row.positions[int(at)].place for at in given["places"]}
    rest = {p.place for p in row.positions} - chosen
    parts: list[tuple[str, frozenset[Place]]] = [(given["name"].strip(), frozenset(chosen))]
    if rest:
        parts.append((row.group.name, frozenset(rest)))
    return Split(row.group.name, tuple(parts), given["reason"])


@require_POST
@explained
def undo(request, cycle_id: int, change_id: int):
    """Let the groups be as they were before a change."""
    mapping = mapping_or_404(request, cycle_id, keep=True)
    if not may_work(request, mapping):
        raise Http404
    try:
        actions.undo_change(change_id=change_id, actor=request.user, at=clock.now())
    except ObjectDoesNotExist as missing:
        raise Http404 from missing
    except ValidationError as refused:
        messages.error(request, refused.messages[0])
    else:
        messages.success(request, _("Ändringen är ångrad, och jämförelserna följer med."))
    return redirect("pay:groups", cycle_id)


@guarded(names=False)
@explained
def merge(request, cycle_id: int):
    """Choose groups, see what will happen, and merge them."""
    mapping = mapping_or_404(request, cycle_id, keep=True)
    if not may_work(request, mapping):
        raise Http404
    work = queries.work_groups(mapping)
    chosen = request.POST.getlist("groups") or request.GET.getlist("grupp")
    bound = request.POST if "name" in request.POST else None
    form = forms.MergeForm(bound, groups=work, initial={"groups": chosen})
    if form.is_bound and form.is_valid():
        given = form.cleaned_data
        try:
            actions.regroup_groups(
                mapping_id=mapping.pk,
                change=Merge(tuple(given["groups"]), given["name"].strip(), given["reason"]),
                actor=request.user, at=clock.now(),
            )  # fmt: skip
        except ValidationError as refused:
            forms.refuse(form, refused)
        else:
            messages.success(request, _("Grupperna är sammanslagna, och jämförelserna följer med."))
            return redirect("pay:groups", cycle_id)
    affected = [c for c in queries.comparisons(mapping) if c.is_current and c.connected]
    names = set(chosen)
    figures = figures_of(request, mapping, page="groups")
    context = {
        "cycle": mapping.cycle,
        "mapping": mapping,
        "form": form,
        "chosen": [r for r in grouping.group_rows(figures) if r.group.name in names],
        "merged": grouping.merged(figures, names),
        "n_judged": sum(bool({c.women_group.name, c.other_group.name} & names) for c in affected),
    }
    return render(request, "pay/group_merge.html", context, status=422 if form.errors else 200)
