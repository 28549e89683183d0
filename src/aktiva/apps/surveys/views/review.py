"""Pages of those who send out and review: HR and the departments."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from aktiva.adapters import clock
from aktiva.apps.cycles import queries as cycles
from aktiva.apps.cycles.views.frame import kept_cycle_or_404
from aktiva.apps.organisation import policy as organisation_policy
from aktiva.apps.organisation import queries as organisation
from aktiva.apps.surveys import actions, following, forms, policy, queries
from aktiva.apps.surveys.views.frame import frame
from aktiva.domain.questionnaire import summary


def campaign_open(request, cycle_id: int):
    """Choose who answers and until when, and send the questionnaire."""
    cycle = kept_cycle_or_404(request, cycle_id)
    tree = organisation.tree(cycle.employer, on=clock.today())
    departments = [(str(d.id), _department_label(tree, d)) for d in tree.departments]
    form = forms.CampaignForm(
        request.POST or None,
        departments=departments,
        initial={
            "opens_date": clock.today(),
            "departments": [code for code, _label in departments],
        },
    )
    if request.method == "POST" and form.is_valid():
        chosen = {int(d) for d in form.cleaned_data["departments"]}
        index = tree.department_index
        ids = [n.id for n in tree.answering() if not departments or index.get(n.id) in chosen]
        try:
            campaign = actions.open_campaign(
                cycle=cycle,
                units=list(cycle.employer.units.filter(pk__in=ids).order_by("code")),
                opens_date=form.cleaned_data["opens_date"],
                last_date=form.cleaned_data["last_date"],
                message=form.cleaned_data["message"],
                actor=request.user,
                at=clock.now(),
            )
        except ValidationError as refused:
            for field, errors in getattr(refused, "message_dict", {"": refused.messages}).items():
                form.add_error("departments" if field == "units" else field or None, errors)
        else:
            n = len(ids)
            messages.success(
                request,
                ngettext(
                    "Underlaget är utskickat till %(n)s enhet.",
                    "Underlaget är utskickat till %(n)s enheter.",
                    n,
                )
                % {"n": n},
            )
            return redirect("overview:year", campaign.cycle_id)
    context = {
        "cycle": cycle,
        "form": form,
        "n_answering": len(tree.answering()),
        "campaign": queries.campaign_of(cycle),
    }
    return render(
        request, "surveys/campaign_open.html", context, status=422 if form.errors else 200
    )


def _department_label(tree, department) -> str:
    n = len(tree.answering(within=department.id))
    return ngettext("%(name)s, %(n)s enhet", "%(name)s, %(n)s enheter", n) % {
        "name": department.name,
        "n": n,
    }


@require_POST
def campaign_remind(request, cycle_id: int):
    cycle = kept_cycle_or_404(request, cycle_id)
    campaign = queries.campaign_of(cycle)
    if campaign is None:
        raise Http404
    n = actions.remind(campaign=campaign, actor=request.user, at=clock.now())
    messages.success(
        request,
        ngettext("%(n)s chef har fått en påminnelse.", "%(n)s chefer har fått en påminnelse.", n)
        % {"n": n},
    )
    return redirect("overview:year", cycle.pk)


def campaign_extend(request, cycle_id: int):
    cycle = kept_cycle_or_404(request, cycle_id)
    campaign = queries.campaign_of(cycle)
    if campaign is None:
        raise Http404
    form = forms.ExtendForm(request.POST or None, initial={"last_date": campaign.last_date})
    if request.method == "POST" and form.is_valid():
        try:
            actions.extend_campaign(
                campaign=campaign, last_date=form.cleaned_data["last_date"], actor=request.user,
                at=clock.now(),
            )  # fmt: skip
        except ValidationError as refused:
            form.add_error("last_date", refused.messages)
        else:
            messages.success(request, _("Sista svarsdagen är flyttad."))
            return redirect("overview:year", cycle.pk)
    context = {"cycle": cycle, "campaign": campaign, "form": form}
    return render(
        request, "surveys/campaign_extend.html", context, status=422 if form.errors else 200
    )


def sheet_read(request, sheet_id: int):
    """One unit's answers as the reviewer, a representative or an auditor reads them."""
    today = clock.today()
    try:
        sheet = queries.sheet_for_page(policy.readable_sheets(request.user, on=today), sheet_id)
    except ObjectDoesNotExist as missing:
        raise Http404 from missing
    asks = queries.questionnaire(sheet.campaign)
    given = queries.answers(sheet)
    before = queries.last_years_answers(sheet, on=today)
    remarks = queries.open_remarks(sheet)
    reviews = policy.reviewable_sheets(request.user, on=today).filter(pk=sheet.pk).exists()
    answers = policy.answerable_sheets(request.user, on=today).filter(pk=sheet.pk).exists()
    rows = [
        {
            "question": q,
            "summary": summary(q, given[q.key].value) if q.key in given else "",
            "answer": given.get(q.key),
            "before": [(b.unit, summary(q, b.value)) for b in before.get(q.key, [])],
            "remark": remarks.get(q.key),
        }
        for q in queries.asked(sheet.level, asks)
    ]
    context = frame(sheet) | {
        "rows": rows,
        "earlier": following.earlier_sheets(sheet, on=today),
        "reviews": reviews,
        "answers": answers,
        "chains": cycles.unit_chains(sheet.campaign.cycle, sheet.unit_id, on=clock.today()),
        "owed": cycles.owed_measures(sheet.campaign.cycle, sheet.unit_id, on=clock.today())
        if sheet.level == "unit"
        else [],
        "promotive": list(
            cycles.without_own_risk(sheet.campaign.cycle, sheet.unit_id, on=clock.today())
        ),
    }
    return render(request, "surveys/sheet_read.html", context)


def send_back(request, sheet_id: int, key: str):
    """Say what one answer lacks, and send it back."""
    today = clock.today()
    try:
        sheet = queries.sheet_for_page(policy.reviewable_sheets(request.user, on=today), sheet_id)
        asks = queries.questionnaire(sheet.campaign)
        q = asks.question(key)
    except (ObjectDoesNotExist, KeyError) as missing:
        raise Http404 from missing
    if q not in queries.asked(sheet.level, asks):
        raise Http404
    form = forms.RemarkForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.send_back(
                sheet_id=sheet.pk,
                question=key,
                text=form.cleaned_data["text"],
                written_as=written_as(request, sheet.campaign.cycle.employer_id),
                actor=request.user,
                at=clock.now(),
            )
        except ValidationError as refused:
            form.add_error("text", refused.messages)
        else:
            messages.success(request, _("Frågan är skickad tillbaka till enheten."))
            return redirect("surveys:sheet_read", sheet.pk)
    given = queries.answers(sheet).get(key)
    context = frame(sheet) | {
        "question": q,
        "form": form,
        "summary": summary(q, given.value) if given else "",
    }
    return render(request, "surveys/send_back.html", context, status=422 if form.errors else 200)


def written_as(request, employer_id: int) -> str:
    """Return how the person who is signed in signs what they write."""
    return organisation_policy.signed_as(request.user, employer_id=employer_id, on=clock.today())


@require_POST
def approve(request, sheet_id: int):
    try:
        sheet = actions.approve(sheet_id=sheet_id, actor=request.user, at=clock.now())
    except ObjectDoesNotExist as missing:
        raise Http404 from missing
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
        return redirect("surveys:sheet_read", sheet_id)
    messages.success(request, _("Svaren är granskade."))
    waiting = (
        policy.reviewable_sheets(request.user, on=clock.today())
        .filter(campaign=sheet.campaign_id, state="submitted", level="unit")
        .order_by("unit__code", "pk")
        .first()
    )
    if waiting is not None:
        return redirect("surveys:sheet_read", waiting.pk)
    return redirect("surveys:sheet_read", sheet_id)
