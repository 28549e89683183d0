"""Pages of what the cooperation rests on: the parties, and the agreement on forms."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from aktiva.adapters import clock
from aktiva.apps.cooperation import actions, forms, policy, queries
from aktiva.apps.cooperation.views.frame import name_of, parties_at, unit_or_404
from aktiva.apps.cycles.views.frame import employer_or_404, visible_cycle_or_404
from aktiva.apps.organisation import queries as organisation
from aktiva.apps.organisation.views.guarding import guarded
from aktiva.apps.registers import queries as registers_queries
from aktiva.domain.cooperation.answering import USUAL_DAYS
from aktiva.domain.organisation.permissions import Permission


def parties(request, employer_id: int):
    """The register of parties, and a form for one more."""
    employer = employer_or_404(request, employer_id, Permission.YEAR_KEEP)
    form = forms.PartyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            party = actions.register_party(
                employer=employer, actor=request.user, at=clock.now(), **form.cleaned_data
            )
        except ValidationError as refused:
            forms.refuse(form, refused)
        else:
            messages.success(request, _("%(name)s är registrerad.") % {"name": party.name})
            return redirect("cooperation:parties", employer.pk)
    today = clock.today()
    context = {
        "employer": employer,
        "form": form,
        "parties": [
            (p, [label for code, label in forms.TIERS if code in p.tiers], names, n)
            for p, names, n in queries.parties_for_page(employer, on=today)
        ],
        "today": today,
        "n_forums": len(registers_queries.forums(employer, on=today)),
    }
    return render(request, "cooperation/parties.html", context, status=422 if form.errors else 200)


@require_POST
def parties_set_up(request, employer_id: int):
    employer = employer_or_404(request, employer_id, Permission.YEAR_KEEP)
    made = actions.set_up_parties(employer=employer, actor=request.user, at=clock.now())
    messages.success(
        request,
        ngettext("%(n)s part är registrerad.", "%(n)s parter är registrerade.", len(made))
        % {"n": len(made)},
    )
    return redirect("cooperation:parties", employer.pk)


def party_change(request, party_id: int):
    """Where a party takes part, and until when."""
    today = clock.today()
    try:
        party = (
            policy.keepable_parties(request.user, on=today)
            .select_related("employer")
            .get(pk=party_id)
        )
    except ObjectDoesNotExist as missing:
        raise Http404 from missing
    tree = organisation.tree(party.employer, on=today)
    form = forms.PartyChangeForm(
        request.POST or None,
        units=[(str(d.id), d.name) for d in tree.departments],
        initial={
            "tiers": party.tiers,
            "units": [str(u.unit_id) for u in party.units.all()],
            "retired_on": party.retired_on,
        },
    )
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            actions.change_party(
                party_id=party.pk,
                tiers=given["tiers"],
                units=list(party.employer.units.filter(pk__in=given.get("units") or [])),
                retired_on=given["retired_on"],
                actor=request.user,
                at=clock.now(),
            )
        except ValidationError as refused:
            forms.refuse(form, refused)
        else:
            messages.success(request, _("%(name)s är ändrad.") % {"name": party.name})
            return redirect("cooperation:parties", party.employer_id)
    context = {"party": party, "form": form, "employer": party.employer}
    return render(
        request, "cooperation/party_change.html", context, status=422 if form.errors else 200
    )


@guarded(names=False)
def forms_page(request, cycle_id: int, unit_id: int):
    """What the parties agreed on before the start: to record, and to change."""
    cycle = visible_cycle_or_404(request, cycle_id)
    unit = unit_or_404(request, cycle, unit_id, keep=True)
    standing = queries.standing(cycle, on=clock.today())
    kept = standing.gathered.agreements.get(unit.pk)
    initial = {"days_to_answer": USUAL_DAYS}
    if kept is not None:
        initial = {
            "agreed_on": kept.agreed_on,
            "parties": [str(pk) for pk in kept.parties],
            "text": kept.text,
            "days_to_answer": kept.days_to_answer,
        }
    available = parties_at(standing, unit.pk)
    form = forms.AgreementForm(request.POST or None, parties=available, initial=initial)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        chosen = set(given["parties"])
        try:
            actions.agree_on_forms(
                cycle=cycle,
                unit=unit,
                agreed_on=given["agreed_on"],
                text=given["text"],
                days_to_answer=given["days_to_answer"],
                parties=[p for p in available if str(p.pk) in chosen],
                actor=request.user,
                at=clock.now(),
            )
        except ValidationError as refused:
            forms.refuse(form, refused)
        else:
            messages.success(request, _("Överenskommelsen är sparad."))
            return redirect("cooperation:place", cycle.pk, unit.pk)
    context = {
        "cycle": cycle,
        "unit": unit,
        "unit_name": name_of(cycle, unit),
        "form": form,
        "kept": kept,
        "has_parties": bool(available),
    }
    return render(request, "cooperation/forms.html", context, status=422 if form.errors else 200)
