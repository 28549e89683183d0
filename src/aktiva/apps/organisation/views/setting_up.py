"""Pages where an employer is set up and kept: units, words, roles, political bodies."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from aktiva.adapters import clock
from aktiva.adapters.spreadsheet import reading
from aktiva.apps.organisation import actions, forms, policy, queries
from aktiva.domain.organisation.importing import LABELS, HeadingsMissing, rows_of
from aktiva.domain.organisation.permissions import Permission, Role
from aktiva.domain.organisation.tree import Level
from aktiva.domain.organisation.words import KindWords


def kept_employer_or_404(request, employer_id: int):
    """Return an employer whose organisation the person keeps."""
    try:
        return policy.employers_where(
            request.user, Permission.ORGANISATION_KEEP, on=clock.today()
        ).get(pk=employer_id)
    except ObjectDoesNotExist as missing:
        raise Http404 from missing


def employer_new(request):
    """Set up an employer from nothing. For one who keeps another, or has no role at all yet."""
    today = clock.today()
    holdings = policy.holdings(request.user, on=today)
    keeps = policy.scope(request.user, Permission.ORGANISATION_KEEP, on=today)
    if holdings and not keeps.whole:
        raise Http404
    if not holdings and queries.any_employer():
        raise Http404
    form = forms.EmployerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.create_employer(
                actor=request.user,
                at=clock.now(),
                on=date(today.year, 1, 1),
                **form.cleaned_data,
            )
        except ValidationError as refused:
            form.add_error(None, refused)
        else:
            messages.success(request, _("%(name)s är upplagd.") % {"name": made.name})
            return redirect("organisation:employer", made.pk)
    return _page(request, "organisation/employer_new.html", {"form": form}, form)


def employer(request, employer_id: int):
    """The employer's tree, as it is or was on a day."""
    kept = kept_employer_or_404(request, employer_id)
    on = day_in(request.GET.get("per")) or clock.today()
    tree = queries.tree(kept, on=on)
    managers = queries.managers_by_unit(kept, on=on)
    words = queries.kind_words(kept)
    context = {
        "employer": kept,
        "on": on,
        "is_today": on == clock.today(),
        "rows": [_tree_row(node, tree, managers, words) for node in in_order(tree)],
        "n_units": max(len(tree) - 1, 0),
        "n_answering": len(tree.answering()),
        "n_vacant": sum(n.id not in managers for n in tree.answering()),
        "latest": queries.latest_import(kept),
        "cycle": queries.has_year(kept),
    }
    return render(request, "organisation/employer.html", context)


def in_order(tree):
    """Return the units of a tree, each after the one above it."""
    ordered, waiting = [], list(reversed(tree.children(None)))
    while waiting:
        node = waiting.pop()
        ordered.append(node)
        waiting.extend(reversed(tree.children(node.id)))
    return ordered


@lru_cache(maxsize=4096)
def _address(unit_id: int) -> str:
    return reverse("organisation:unit", args=[unit_id])


def _tree_row(node, tree, managers, words) -> dict:
    return {
        "node": node,
        "address": _address(node.id),
        "depth": len(tree.ancestors(node.id)),
        "kind": words[node.kind].singular,
        "manager": managers.get(node.id),
    }


def day_in(text: str | None) -> date | None:
    """Return the day that a text says, or None."""
    try:
        return date.fromisoformat((text or "").strip())
    except ValueError:
        return None


def details(request, employer_id: int):
    """Name, address and contact."""
    kept = kept_employer_or_404(request, employer_id)
    initial = {"name": kept.name, "address": kept.address, "contact": kept.contact}
    initial["personal_links"] = kept.personal_links
    form = forms.EmployerDetailsForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        actions.change_employer(
            employer=kept, actor=request.user, at=clock.now(), **form.cleaned_data
        )
        messages.success(request, _("Uppgifterna är sparade."))
        return redirect("organisation:employer", kept.pk)
    return _page(request, "organisation/details.html", {"employer": kept, "form": form}, form)


def list_read(request, employer_id: int):
    """Read a spreadsheet or pasted rows; nothing changes until the preview is confirmed."""
    kept = kept_employer_or_404(request, employer_id)
    form = forms.ListForm(
        request.POST or None, request.FILES or None, initial={"from_date": clock.today()}
    )
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            table = (
                reading.read(file.read(), name=file.name)
                if file
                else reading.read_pasted(form.cleaned_data["pasted"])
            )
            taken = actions.read_list(
                employer=kept,
                rows=rows_of(table),
                file_name=file.name if file else _("Inklistrade rader"),
                from_date=form.cleaned_data["from_date"],
                actor=request.user,
                at=clock.now(),
            )
        except (reading.UnreadableTable, HeadingsMissing) as unreadable:
            form.add_error("file" if file else "pasted", str(unreadable))
        else:
            return redirect("organisation:list_preview", taken.pk)
    context = {
        "employer": kept,
        "form": form,
        "headings": list(LABELS.values()),
        "kinds": list(queries.kind_choices(kept)),
    }
    return _page(request, "organisation/list_read.html", context, form)


def list_preview(request, import_id: int):
    """What the list would change, row by row; confirmed by a button."""
    try:
        taken = queries.import_for_page(
            policy.employers_where(request.user, Permission.ORGANISATION_KEEP, on=clock.today()),
            import_id,
        )
    except ObjectDoesNotExist as missing:
        raise Http404 from missing
    refused_messages: list[str] = []
    if request.method == "POST":
        try:
            actions.apply_import(import_id=taken.pk, actor=request.user, at=clock.now())
        except ValidationError as refused:
            refused_messages = refused.messages
        else:
            messages.success(request, _("Listan är inläst. Du kan ångra allt på en gång."))
            return redirect("organisation:employer", taken.employer_id)
    plan = None if taken.applied_at else queries.import_plan(taken, on=taken.from_date)
    context = {
        "employer": taken.employer,
        "taken": taken,
        "plan": plan,
        "refused": refused_messages,
    }
    status = 422 if refused_messages or (plan and plan.problems) else 200
    return render(request, "organisation/list_preview.html", context, status=status)


@require_POST
def list_undo(request, import_id: int):
    try:
        taken = actions.undo_import(import_id=import_id, actor=request.user, at=clock.now())
    except ObjectDoesNotExist as missing:
        raise Http404 from missing
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
        return redirect("organisation:list_preview", import_id)
    messages.success(request, _("Inläsningen är ångrad. Organisationen är som den var."))
    return redirect("organisation:employer", taken.employer_id)


def kinds(request, employer_id: int):
    """The employer's own words for its units and chiefs."""
    kept = kept_employer_or_404(request, employer_id)
    chosen = queries.kind_of(kept, request.GET.get("slag", ""))
    initial = {}
    if chosen is not None:
        initial = {n: getattr(chosen, n) for n in forms.KindForm.base_fields}
    form = forms.KindForm(request.POST or None, initial=initial)
    if chosen is not None and chosen.level == Level.EMPLOYER:
        form.fields["level"].choices = [(Level.EMPLOYER, _("Hela arbetsgivaren"))]
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            actions.add_kind(
                employer=kept,
                level=Level(given["level"]),
                words=KindWords(
                    given["singular"], given["definite"], given["plural"], given["chief"]
                ),
                answers=given["answers"],
                kind_id=chosen.pk if chosen else None,
                actor=request.user,
                at=clock.now(),
            )
        except ValidationError as refused:
            form.add_error(None, refused)
        else:
            messages.success(
                request, _("Orden är sparade och används i alla sidor och handlingar.")
            )
            return redirect("organisation:kinds", kept.pk)
    context = {
        "employer": kept,
        "form": form,
        "chosen": chosen,
        "kinds": list(kept.kinds.order_by("position", "pk")),
    }
    return _page(request, "organisation/kinds.html", context, form)


def bodies(request, employer_id: int):
    """The register of political bodies."""
    kept = kept_employer_or_404(request, employer_id)
    today = clock.today()
    tree = queries.tree(kept, on=today)
    choices = [
        (str(n.id), n.name) for n in ([tree.root] if tree.root else []) + list(tree.departments)
    ]
    found = queries.bodies(kept, on=today)
    form = forms.BodyForm(
        request.POST or None, bodies=found, units=choices, initial={"from_date": today}
    )
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            actions.register_body(
                employer=kept,
                name=given["name"],
                kind=given["kind"],
                code=given["code"],
                above=given["above"],
                from_date=given["from_date"],
                units=tuple(kept.units.filter(pk__in=given["units"])),
                actor=request.user,
                at=clock.now(),
            )
        except ValidationError as refused:
            form.add_error(None, refused)
        else:
            messages.success(request, _("Organet är registrerat."))
            return redirect("organisation:bodies", kept.pk)
    context = {"employer": kept, "form": form, "bodies": queries.bodies_with_units(kept, on=today)}
    return _page(request, "organisation/bodies.html", context, form)


def unit(request, unit_id: int):
    """One unit: its periods, the people in it, what it came from and what became of it."""
    found = _unit_or_404(request, unit_id)
    today = clock.today()
    tree = queries.tree(found.employer, on=today)
    context = {
        "unit": found,
        "name": queries.name_of(found.employer, found.pk, on=today)
        or queries.name_on(found, today),
        "node": tree.nodes.get(found.pk),
        "is_root": tree.root is not None and tree.root.id == found.pk,
        "employer": found.employer,
        "periods": queries.periods(found),
        "successions": queries.successions(found),
        "holdings": queries.holdings_of_unit(found),
        "above": tree.ancestors(found.pk),
        "today": today,
    }
    return render(request, "organisation/unit.html", context)


def _unit_or_404(request, unit_id: int):
    try:
        return (
            policy.units_where(request.user, Permission.ORGANISATION_KEEP, on=clock.today())
            .select_related("employer")
            .get(pk=unit_id)
        )
    except ObjectDoesNotExist as missing:
        raise Http404 from missing


def role_give(request, unit_id: int):
    """Give somebody a role, or register a representative's assignment."""
    found = _unit_or_404(request, unit_id)
    form = forms.RoleForm(request.POST or None, initial={"from_date": clock.today()})
    if request.method == "POST" and form.is_valid():
        given = dict(form.cleaned_data)
        email, name = given.pop("email"), given.pop("name")
        try:
            actions.give_role_to(
                email=email,
                name=name,
                unit=found,
                actor=request.user,
                at=clock.now(),
                **{**given, "role": Role(given["role"])},
            )
        except ValidationError as refused:
            form.add_error(None, refused)
        else:
            messages.success(request, _("Rollen är given."))
            return redirect("organisation:unit", found.pk)
    node = queries.tree(found.employer, on=clock.today()).nodes.get(found.pk)
    context = {"unit": found, "form": form, "node": node, "employer": found.employer}
    return _page(request, "organisation/role_give.html", context, form)


@require_POST
def role_end(request, holding_id: int):
    units = policy.units_where(request.user, Permission.ORGANISATION_KEEP, on=clock.today())
    try:
        holding = queries.holding(units, holding_id)
        actions.end_role(holding=holding, to_date=clock.today(), actor=request.user, at=clock.now())
    except ObjectDoesNotExist as missing:
        raise Http404 from missing
    except ValidationError:
        messages.error(request, _("Rollen börjar i dag och kan avslutas först i morgon."))
    else:
        messages.success(request, _("Rollen är avslutad från och med i dag."))
    return redirect("organisation:unit", holding.unit_id)


def _page(request, template: str, context: dict, form):
    return render(request, template, context, status=422 if form.errors else 200)
