"""Pages of those who send out: the year's campaigns, a new one, and each by itself."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from aktiva.adapters import clock
from aktiva.apps.cycles.views.frame import kept_cycle_or_404
from aktiva.apps.organisation import queries as organisation
from aktiva.apps.organisation.views.guarding import guarded
from aktiva.apps.surveys import actions, forms, queries
from aktiva.apps.surveys.views import rehearsal
from aktiva.domain.organisation.targets import targets

MOST_TOLD = 12


def campaigns(request, cycle_id: int):
    """What has been sent in a year, and how far each campaign has come."""
    cycle = kept_cycle_or_404(request, cycle_id)
    survey = queries.survey_of(cycle)
    context = {
        "cycle": cycle,
        "rows": queries.campaign_rows(survey, on=clock.today()) if survey else [],
        "n_not_asked": len(_not_asked(cycle)),
    }
    return render(request, "surveys/campaigns.html", context)


def _not_asked(cycle) -> list:
    """Return the units that answer for themselves and have not been asked this year."""
    asked = queries.asked_units(cycle)
    tree = organisation.tree(cycle.employer, on=clock.today())
    return [n for n in tree.answering() if n.id not in asked]


def campaign_new(request, cycle_id: int):
    """Choose who answers and until when, see what would happen, rehearse, and send."""
    cycle = kept_cycle_or_404(request, cycle_id)
    tree = organisation.tree(cycle.employer, on=clock.today())
    departments = [(str(d.id), _department_label(tree, d)) for d in tree.departments]
    has_kind = {n.kind for n in tree.answering()}
    kinds = [
        (k.code, k.plural.capitalize())
        for k in organisation.kinds_in_order(cycle.employer)
        if k.code in has_kind
    ]
    own = queries.published(cycle.employer)
    form = forms.CampaignForm(
        request.POST or None,
        departments=departments,
        kinds=kinds,
        versions=[
            *(
                (str(v.number), _("Version %(n)s: %(name)s") % {"n": v.number, "name": v.name})
                for v in own
            ),
            ("", _("Det som följer med Aktiva")),
        ],
        initial={
            "version": str(own[0].number) if own else "",
            "length": "core",
            "name": actions.next_name(cycle),
            "opens_date": clock.today(),
            "departments": [code for code, _label in departments],
        },
    )
    context = {
        "cycle": cycle,
        "form": form,
        "n_answering": len(tree.answering()),
        "n_asked_already": len(queries.asked_units(cycle)),
    }
    if request.method == "POST" and form.is_valid():
        outlook = _outlook(cycle, tree, form.cleaned_data, has_departments=bool(departments))
        context["outlook"] = outlook
        try:
            if "send" in request.POST:
                campaign = actions.open_campaign(**_facts(request, cycle, form, outlook))
                n = len(outlook["units"])
                messages.success(request, _sent(n))
                return redirect("surveys:campaign", cycle.pk, campaign.pk)
            if "rehearse" in request.POST and outlook["units"]:
                context["rehearsal"] = rehearsal.rehearse(
                    request, outlook["units"], _facts(request, cycle, form, outlook)
                )
        except ValidationError as refused:
            for field, errors in getattr(refused, "message_dict", {"": refused.messages}).items():
                name = "departments" if field == "units" else field
                form.add_error(name if name in form.fields else None, errors)
    status = 422 if form.errors else 200
    return render(request, "surveys/campaign_new.html", context, status=status)


def _sent(n: int) -> str:
    return ngettext(
        "Underlaget är utskickat till %(n)s enhet.",
        "Underlaget är utskickat till %(n)s enheter.",
        n,
    ) % {"n": n}


def _outlook(cycle, tree, given, *, has_departments: bool) -> dict:
    """Return who would be asked, who is left out and why, and how many letters are written."""
    chosen = {int(d) for d in given["departments"]}
    found = targets(
        tree,
        departments=chosen if has_departments else None,
        kinds=given.get("kinds") or (),
        lines=given["codes"],
    )
    asked = queries.asked_units(cycle)
    managers = organisation.managers_by_unit(cycle.employer, on=clock.today())
    units = [n for n in found.units if n.id not in asked]
    return {
        "units": units,
        "already": [n for n in found.units if n.id in asked],
        "vacant": [n for n in units if n.id not in managers],
        "unknown": found.unknown[:MOST_TOLD],
        "several": found.several[:MOST_TOLD],
        "n_unknown": len(found.unknown),
        "n_several": len(found.several),
        "n_letters": len([n for n in units if n.id in managers]),
    }


def _facts(request, cycle, form, outlook) -> dict:
    ids = [n.id for n in outlook["units"]]
    given = form.cleaned_data
    own = queries.published(cycle.employer)
    return {
        "cycle": cycle,
        "units": list(cycle.employer.units.filter(pk__in=ids).order_by("code")),
        "name": given["name"],
        "opens_date": given["opens_date"],
        "last_date": given["last_date"],
        "message": given["message"],
        "length": given["length"] or "core",
        "asks": next(
            (queries.of_version(v) for v in own if str(v.number) == given["version"]), None
        ),
        "actor": request.user,
        "at": clock.now(),
    }


def _department_label(tree, department) -> str:
    n = len(tree.answering(within=department.id))
    return ngettext("%(name)s, %(n)s enhet", "%(name)s, %(n)s enheter", n) % {
        "name": department.name,
        "n": n,
    }


def _campaign_or_404(request, cycle_id: int, campaign_id: int):
    cycle = kept_cycle_or_404(request, cycle_id)
    try:
        campaign = cycle.campaigns.select_related("questionnaire").get(pk=campaign_id)
    except ObjectDoesNotExist as missing:
        raise Http404 from missing
    campaign.cycle = cycle
    return cycle, campaign


@guarded
def campaign(request, cycle_id: int, campaign_id: int):
    """One campaign: how far each department has come, who is late, and what can be done."""
    cycle, found = _campaign_or_404(request, cycle_id, campaign_id)
    form = forms.CloseForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.close_campaign(
                campaign=found, reason=form.cleaned_data["reason"], actor=request.user,
                at=clock.now(),
            )  # fmt: skip
        except ValidationError as refused:
            form.add_error("reason" if hasattr(refused, "error_dict") else None, refused.messages)
        else:
            messages.success(request, _("Utskicket är avslutat. Det som är skrivet finns kvar."))
            return redirect("surveys:campaign", cycle.pk, found.pk)
    context = {
        "cycle": cycle,
        "campaign": found,
        "form": form,
        "is_late": clock.today() > found.ends_date,
        "departments": queries.campaign_standing(found, on=clock.today()),
        "asks": queries.questionnaire(found),
    }
    return render(request, "surveys/campaign.html", context, status=422 if form.errors else 200)


@require_POST
def campaign_open_again(request, cycle_id: int, campaign_id: int):
    cycle, found = _campaign_or_404(request, cycle_id, campaign_id)
    try:
        actions.open_again(campaign=found, actor=request.user, at=clock.now())
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
    else:
        messages.success(request, _("Utskicket är öppet igen."))
    return redirect("surveys:campaign", cycle.pk, found.pk)


@require_POST
def campaign_remind(request, cycle_id: int, campaign_id: int):
    cycle, found = _campaign_or_404(request, cycle_id, campaign_id)
    n = actions.remind(campaign=found, actor=request.user, at=clock.now())
    messages.success(
        request,
        ngettext("%(n)s chef har fått en påminnelse.", "%(n)s chefer har fått en påminnelse.", n)
        % {"n": n},
    )
    return redirect("surveys:campaign", cycle.pk, found.pk)


def campaign_extend(request, cycle_id: int, campaign_id: int):
    cycle, found = _campaign_or_404(request, cycle_id, campaign_id)
    form = forms.ExtendForm(request.POST or None, initial={"last_date": found.last_date})
    if request.method == "POST" and form.is_valid():
        try:
            actions.extend_campaign(
                campaign=found, last_date=form.cleaned_data["last_date"], actor=request.user,
                at=clock.now(),
            )  # fmt: skip
        except ValidationError as refused:
            form.add_error("last_date", refused.messages)
        else:
            messages.success(request, _("Sista svarsdagen är flyttad."))
            return redirect("surveys:campaign", cycle.pk, found.pk)
    context = {"cycle": cycle, "campaign": found, "form": form}
    return render(
        request, "surveys/campaign_extend.html", context, status=422 if form.errors else 200
    )
