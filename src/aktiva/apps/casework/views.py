"""Pages of the registrar and the secretary: cases, decisions, dispatch."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from aktiva.adapters import clock
from aktiva.apps.casework import actions, forms, policy, queries
from aktiva.apps.cycles import policy as cycles_policy
from aktiva.apps.cycles.views.frame import visible_cycle_or_404
from aktiva.apps.organisation import policy as organisation_policy
from aktiva.apps.organisation import queries as organisation
from aktiva.apps.organisation.views.guarding import guarded
from aktiva.apps.surveys.views.review import written_as
from aktiva.domain.organisation.permissions import Permission


def case_list(request):
    """Every case the person may read."""
    today = clock.today()
    reach = organisation_policy.scope(request.user, Permission.CASE_SEE, on=today)
    if not reach:
        raise Http404
    keep = organisation_policy.scope(request.user, Permission.CASE_KEEP, on=today)
    cycles = list(
        cycles_policy.visible_cycles(request.user, on=today)
        .filter(employer__in=keep.whole)
        .order_by("-year")
    )
    rows = [
        {"case": c, "last": _last(c), "n_handled": len(c.handlings.all())}
        for c in queries.cases_for_list(policy.visible_cases(request.user, on=today))
    ]
    return render(
        request,
        "casework/case_list.html",
        {"rows": rows, "cycles": cycles, "n_open": sum(not _decided(r["case"]) for r in rows)},
    )


def _last(case):
    return max(case.handlings.all(), key=lambda h: (h.on_date, h.pk), default=None)


def _decided(case) -> bool:
    return any(h.kind == "decides" for h in case.handlings.all())


@guarded(names=False, but={"dnr"})
def case_new(request, cycle_id: int):
    """Register a case under its number."""
    today = clock.today()
    cycle = visible_cycle_or_404(request, cycle_id)
    keep = organisation_policy.scope(request.user, Permission.CASE_KEEP, on=today)
    tree = organisation.tree(cycle.employer, on=today)
    nodes = [
        n
        for n in ([tree.root] if tree.root else []) + list(tree.departments)
        if n.id in keep.units or cycle.employer_id in keep.whole
    ]
    if not nodes:
        raise Http404
    form = forms.CaseForm(
        request.POST or None,
        units=[(str(n.id), n.name) for n in nodes],
        initial={
            "registered_date": today,
            "title": _("Årlig uppföljning av aktiva åtgärder %(year)s") % {"year": cycle.year},
        },
    )
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            case = actions.register_case(
                cycle=cycle,
                unit=cycle.employer.units.get(pk=given["unit"]),
                dnr=given["dnr"],
                title=given["title"],
                background=given["background"],
                registered_date=given["registered_date"],
                registered_as=written_as(request, cycle.employer_id),
                recipients=tuple(given["recipients"].splitlines()),
                actor=request.user,
                at=clock.now(),
            )
        except ValidationError as refused:
            form.add_error(None, refused)
        else:
            messages.success(request, _("Ärendet är registrerat."))
            return redirect("casework:case", case.pk)
    return render(
        request,
        "casework/case_new.html",
        {"form": form, "cycle": cycle},
        status=422 if form.errors else 200,
    )


@guarded(names=False, but={"dnr"})
def case(request, case_id: int):
    """A case as a timeline; the secretary records the next decision here."""
    today = clock.today()
    try:
        found = (
            policy.visible_cases(request.user, on=today)
            .select_related("cycle", "unit", "employer")
            .get(pk=case_id)
        )
    except ObjectDoesNotExist as missing:
        raise Http404 from missing
    keeps = policy.keepable_cases(request.user, on=today).filter(pk=found.pk).exists()
    bodies = [(str(b.pk), b.name) for b in organisation.bodies(found.employer, on=today)]
    form = forms.DecisionForm(request.POST if "paragraph" in request.POST else None, bodies=bodies)
    if form.is_bound and keeps and form.is_valid():
        given = form.cleaned_data
        try:
            actions.record_decision(
                case_id=found.pk,
                body=queries.body(found.employer, int(given["body"])),
                on_date=given["on_date"],
                paragraph=given["paragraph"],
                kind=given["kind"],
                points=form.points(),
                recorded_as=written_as(request, found.employer_id),
                actor=request.user,
                at=clock.now(),
            )
        except ValidationError as refused:
            _tell(form, refused)
        else:
            messages.success(request, _("Beslutet är registrerat."))
            return redirect("casework:case", found.pk)
    return _case_page(request, found, form, keeps)


def _tell(form, refused: ValidationError) -> None:
    for field, errors in getattr(refused, "message_dict", {"__all__": refused.messages}).items():
        name = {"points": "object"}.get(field, field)
        form.add_error(name if name in form.fields else None, errors)


def _case_page(request, found, form, keeps, dispatch_form=None):
    today = clock.today()
    recipients = list(queries.recipients(found))
    handlings = list(queries.handlings(found))
    decided = next((h for h in handlings if h.kind == "decides"), None)
    waiting = [(str(r.pk), r.name) for r in recipients if r.sent_date is None]
    context = {
        "case": found,
        "cycle": found.cycle,
        "keeps": keeps,
        "form": form,
        "handlings": handlings,
        "decided": decided,
        "recipients": recipients,
        "waiting": waiting,
        "papers": list(found.papers.order_by("paper_date", "pk")),
        "day_form": forms.DayForm(),
        "dispatch_form": dispatch_form
        or forms.DispatchForm(
            recipients=waiting,
            initial={"sent_date": today, "chosen": [pk for pk, _name in waiting]},
        ),
    }
    wrong = form.errors or (dispatch_form is not None and dispatch_form.errors)
    return render(request, "casework/case.html", context, status=422 if wrong else 200)


@guarded(names=False, but={"dnr"})
def case_change(request, case_id: int):
    """Change the background and the recipients."""
    try:
        found = policy.keepable_cases(request.user, on=clock.today()).get(pk=case_id)
    except ObjectDoesNotExist as missing:
        raise Http404 from missing
    form = forms.CaseDetailsForm(
        request.POST or None,
        initial={
            "background": found.background,
            "recipients": "\n".join(r.name for r in queries.recipients(found)),
        },
    )
    if request.method == "POST" and form.is_valid():
        actions.change_case(
            case_id=found.pk,
            background=form.cleaned_data["background"],
            recipients=tuple(form.cleaned_data["recipients"].splitlines()),
            actor=request.user,
            at=clock.now(),
        )
        messages.success(request, _("Ärendets uppgifter är sparade."))
        return redirect("casework:case", found.pk)
    return render(
        request,
        "casework/case_change.html",
        {"case": found, "form": form},
        status=422 if form.errors else 200,
    )


@require_POST
def minutes_approved(request, handling_id: int):
    """Note when the minutes were approved."""
    cases = policy.keepable_cases(request.user, on=clock.today())
    try:
        handling = queries.handling_for_page(cases, handling_id)
    except ObjectDoesNotExist as missing:
        raise Http404 from missing
    form = forms.DayForm(request.POST)
    if not form.is_valid():
        messages.error(request, " ".join(form.errors["approved_date"]))
        return redirect("casework:case", handling.case_id)
    try:
        actions.approve_minutes(
            handling_id=handling_id,
            approved_date=form.cleaned_data["approved_date"],
            actor=request.user,
            at=clock.now(),
        )
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
    else:
        messages.success(request, _("Justeringsdatumet är sparat."))
    return redirect("casework:case", handling.case_id)


@require_POST
def dispatch(request, case_id: int):
    """Note that the decision has been sent."""
    today = clock.today()
    try:
        found = (
            policy.keepable_cases(request.user, on=today)
            .select_related("cycle", "unit", "employer")
            .get(pk=case_id)
        )
    except ObjectDoesNotExist as missing:
        raise Http404 from missing
    waiting = [(str(r.pk), r.name) for r in queries.recipients(found) if r.sent_date is None]
    form = forms.DispatchForm(request.POST, recipients=waiting)
    if form.is_valid():
        try:
            actions.note_dispatch(
                case_id=case_id,
                recipient_ids=[int(pk) for pk in form.cleaned_data["chosen"]],
                sent_date=form.cleaned_data["sent_date"],
                how=form.cleaned_data["how"],
                actor=request.user,
                at=clock.now(),
            )
        except ValidationError as refused:
            _tell(form, refused)
        else:
            messages.success(request, _("Expedieringen är noterad."))
            return redirect("casework:case", case_id)
    bodies = [(str(b.pk), b.name) for b in organisation.bodies(found.employer, on=today)]
    return _case_page(request, found, forms.DecisionForm(bodies=bodies), True, dispatch_form=form)
