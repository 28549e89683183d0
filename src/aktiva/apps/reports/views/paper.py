"""The papers: a list, a desk with slots beside the paper, approval, files."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from aktiva.adapters import clock
from aktiva.apps.casework import policy as casework_policy
from aktiva.apps.casework import queries as casework
from aktiva.apps.cycles.views.frame import visible_cycle_or_404
from aktiva.apps.organisation import policy as organisation_policy
from aktiva.apps.organisation import queries as organisation
from aktiva.apps.organisation.views.guarding import guarded
from aktiva.apps.reports import actions, forms, jobs, policy, queries
from aktiva.apps.reports.queries import open_pages
from aktiva.apps.reports.queries.documents import NoCampaign, document_of
from aktiva.apps.reports.views import texts
from aktiva.apps.surveys.views.review import written_as
from aktiva.domain.documents.blocks import plain_text
from aktiva.domain.documents.templates import EmptySlots
from aktiva.domain.law.remarks import remarks
from aktiva.domain.organisation.permissions import Permission

ROWS_PER_PAGE = 50
TITLES = {
    "annual_report": "Årlig uppföljning av aktiva åtgärder %(year)s, %(unit)s",
    "department_report": "Rapport om årlig uppföljning av aktiva åtgärder %(year)s, %(unit)s",
    "official_report": "Årlig uppföljning av aktiva åtgärder %(year)s, %(unit)s",
    "pay_report": "Lönekartläggning %(year)s",
    "personnel_chapter": "Aktiva åtgärder %(year)s, kapitel till personalredovisningen",
    "plan": "Plan för aktiva åtgärder %(year)s",
}


def paper_list(request, cycle_id: int):
    """Every paper of the year that the person may read."""
    cycle = visible_cycle_or_404(request, cycle_id)
    today = clock.today()
    found = list(queries.papers_of(cycle, policy.visible_papers(request.user, on=today)))
    tree = organisation.tree(cycle.employer, on=today)
    makes = organisation_policy.scope(request.user, Permission.PAPER_MAKE, on=today)
    plans = [p for p in found if p.kind == "action_plan"]
    page = Paginator(plans, ROWS_PER_PAGE).get_page(request.GET.get("sida"))
    context = {
        "cycle": cycle,
        "papers": [(p, _name(tree, p.unit)) for p in found if p.kind != "action_plan"],
        "plans": page,
        "named_plans": [(p, _name(tree, p.unit)) for p in page.object_list],
        "makes": cycle.employer_id in makes.whole,
    }
    return render(request, "reports/paper_list.html", context)


def _name(tree, unit) -> str:
    return tree.nodes[unit.pk].name if unit.pk in tree else unit.code


def paper_new(request, cycle_id: int, kind: str):
    """Begin a report, a tjänsteskrivelse or a plan."""
    cycle = visible_cycle_or_404(request, cycle_id)
    if kind not in TITLES:
        raise Http404
    today = clock.today()
    tree = organisation.tree(cycle.employer, on=today)
    if kind == "department_report":
        units = policy.department_units(request.user, on=today)
    else:
        units = policy.units_to_report(request.user, cycle, on=today)
    ids = ([tree.root.id] if tree.root else []) + [d.id for d in tree.departments]
    if kind == "department_report":
        ids = [d.id for d in tree.departments]
    available = [tree.nodes[pk] for pk in ids if pk in set(units.values_list("pk", flat=True))]
    if not available:
        raise Http404
    wanted = request.GET.get("enhet", "")
    chosen = next((n for n in available if str(n.id) == wanted), available[0])
    form = forms.ReportForm(
        request.POST or None,
        cases=_case_choices(request, cycle),
        initial={
            "title": _(TITLES[kind]) % {"year": cycle.year, "unit": chosen.name},
            "paper_date": today,
        },
    )
    if request.method == "POST" and form.is_valid():
        paper = actions.make_paper(
            cycle=cycle,
            unit=cycle.employer.units.get(pk=chosen.id),
            kind=kind,
            title=form.cleaned_data["title"],
            paper_date=form.cleaned_data["paper_date"],
            facts=_suggested(request, cycle, chosen) if kind == "official_report" else {},
            case=_chosen_case(request, form, kept=None),
            actor=request.user,
            at=clock.now(),
        )
        return redirect("reports:paper", paper.pk)
    context = {"cycle": cycle, "kind": kind, "form": form, "units": available, "chosen": chosen}
    return render(request, "reports/paper_new.html", context, status=422 if form.errors else 200)


def _case_choices(request, cycle) -> list[tuple[str, str]]:
    cases = casework_policy.visible_cases(request.user, on=clock.today()).filter(cycle=cycle)
    return [(str(c.pk), f"{c.dnr} {c.title}") for c in casework.cases_for_list(cases)]


def _chosen_case(request, form, *, kept):
    """Return the case that was chosen, or `kept` where the person sees none to choose from."""
    if "case" not in form.fields:
        return kept
    chosen = form.cleaned_data["case"]
    cases = casework_policy.visible_cases(request.user, on=clock.today())
    return cases.get(pk=chosen) if chosen else None


def _suggested(request, cycle, node) -> dict:
    """Return what a new tjänsteskrivelse begins with: the unit's bodies and the latest report."""
    today = clock.today()
    body = organisation.bodies_of_unit(node.id, on=today).first()
    below = (
        organisation.bodies(cycle.employer, on=today).filter(above=body).first() if body else None
    )
    report = (
        queries.papers_of(cycle, policy.visible_papers(request.user, on=today))
        .filter(unit=node.id, kind__in=["annual_report", "department_report"])
        .first()
    )
    return {
        "bodies": [b.pk for b in (below, body) if b is not None],
        "points": [{"verb": "godkänna", "object": _("rapporten och lägga den till handlingarna")}],
        "report": report.pk if report else None,
        "author": written_as(request, cycle.employer_id),
    }


def paper_or_404(request, papers, paper_id: int):
    try:
        return queries.paper_for_page(papers, paper_id)
    except ObjectDoesNotExist as missing:
        raise Http404 from missing


@guarded(but={"author"})
def desk(request, paper_id: int):
    """The slots beside the paper as it will look."""
    today = clock.today()
    paper = paper_or_404(request, policy.visible_papers(request.user, on=today), paper_id)
    writes = policy.makeable_papers(request.user, on=today).filter(pk=paper.pk).exists()
    approves = policy.approvable_papers(request.user, on=today).filter(pk=paper.pk).exists()
    frozen = paper.state == "approved"
    form = conflict = None
    if paper.kind == "official_report" and writes and not frozen:
        form = _official_form(request, paper)
        if request.method == "POST" and form.is_valid():
            try:
                paper = _save_official(request, paper, form)
            except actions.ChangedMeanwhile as changed:
                conflict = changed.theirs
            except ValidationError as refused:
                form.add_error("object", refused.messages)
            else:
                messages.success(
                    request, _("Sparat %(time)s") % {"time": clock.now().strftime("%H.%M")}
                )
                return redirect("reports:paper", paper.pk)
    document, empty = None, ""
    try:
        document = document_of(paper, at=clock.now())
    except EmptySlots as missing:
        empty = str(missing)
    except NoCampaign:
        empty = _("Året har inga svar ännu. Skicka ut underlaget först.")
    wrong = bool(form and form.errors) or conflict is not None
    context = {
        "paper": paper,
        "cycle": paper.cycle,
        "document": document,
        "empty": empty,
        "not_printed": jobs.not_printed(document) if document is not None else [],
        "law_words": remarks(plain_text(document)) if document is not None and not frozen else (),
        "long": document is not None and jobs.is_long(paper, document),
        "form": form,
        "conflict": conflict,
        "writes": writes,
        "approves": approves,
        "frozen": frozen,
        "comment_form": forms.CommentForm(),
        "approve_form": forms.ApproveForm(initial={"paper_date": paper.paper_date}),
    } | texts.beside(paper, writes=writes)
    if writes and frozen and paper.kind in open_pages.PLANS:
        page = open_pages.page_of(paper.unit)
        address = reverse("reports:open_page", args=[page.address]) if page else ""
        context |= {
            "opens": True,
            "open_page": page,
            "open_address": request.build_absolute_uri(address),
        }
    return render(request, "reports/desk.html", context, status=422 if wrong else 200)


def _official_form(request, paper):
    today = clock.today()
    bodies = [(str(b.pk), b.name) for b in organisation.bodies(paper.cycle.employer, on=today)]
    reports = [
        (str(p.pk), f"{p.title}, {p.paper_date.isoformat()}")
        for p in queries.papers_of(
            paper.cycle, policy.visible_papers(request.user, on=today)
        ).filter(kind__in=["annual_report", "department_report"])
    ]
    given = paper.facts
    points = [*(given.get("points") or []), {}, {}]
    chain = [str(pk) for pk in given.get("bodies") or []]
    initial = {
        "revision": paper.revision,
        "title": paper.title,
        "paper_date": paper.paper_date,
        "author": given.get("author", ""),
        "report": str(given.get("report") or ""),
        "summary": paper.slots.get("summary", ""),
        "matter": paper.slots.get("matter", ""),
        "preparing_body": chain[0] if len(chain) > 1 else "",
        "deciding_body": chain[-1] if chain else "",
        "verb": points[0].get("verb", "godkänna"),
        "object": points[0].get("object", ""),
        "verb2": points[1].get("verb", ""),
        "object2": points[1].get("object", ""),
        "recipients": "\n".join(given.get("recipients") or []),
        "with_cooperation": given.get("with_cooperation", False),
        "signers": "\n".join(given.get("signers") or []),
        "case": str(paper.case_id or ""),
    }
    return forms.OfficialReportForm(
        request.POST or None,
        cases=_case_choices(request, paper.cycle),
        bodies=bodies,
        reports=reports,
        texts=queries.texts(paper),
        initial=initial,
    )


def _save_official(request, paper, form):
    given = form.cleaned_data
    chain = [int(pk) for pk in (given["preparing_body"], given["deciding_body"]) if pk]
    points = [
        {"verb": verb, "object": what}
        for verb, what in ((given["verb"], given["object"]), (given["verb2"], given["object2"]))
        if verb and what.strip()
    ]
    return actions.change_paper(
        paper_id=paper.pk,
        revision=given["revision"] or 0,
        title=given["title"],
        paper_date=given["paper_date"],
        slots=paper.slots | {key: given[key] for key, _heading, _text in queries.texts(paper)},
        facts=paper.facts
        | {
            "bodies": list(dict.fromkeys(chain)),
            "points": points,
            "report": int(given["report"]) if given["report"] else None,
            "recipients": [r.strip() for r in given["recipients"].splitlines() if r.strip()],
            "author": given["author"],
            "signers": [s.strip() for s in given["signers"].splitlines() if s.strip()],
            "with_cooperation": given["with_cooperation"],
        },
        case=_chosen_case(request, form, kept=paper.case),
        actor=request.user,
        at=clock.now(),
    )


@require_POST
def minutes_extract(request, handling_id: int):
    """Produce the protokollsutdrag of a decision."""
    cases = casework_policy.keepable_cases(request.user, on=clock.today())
    try:
        handling = casework.handling_for_page(cases, handling_id)
        paper = actions.make_minutes_extract(
            handling=handling,
            approved_as=written_as(request, handling.case.employer_id),
            list_common=bool(request.POST.get("list_common")),
            actor=request.user,
            at=clock.now(),
        )
    except ObjectDoesNotExist as missing:
        raise Http404 from missing
    messages.success(request, _("Protokollsutdraget är framtaget."))
    return redirect("reports:paper", paper.pk)


@require_POST
def action_plans(request, cycle_id: int):
    """Produce a handlingsplan for every unit that has handed in."""
    cycle = visible_cycle_or_404(request, cycle_id)
    asked = {
        "cycle": cycle,
        "approved_as": written_as(request, cycle.employer_id),
        "actor": request.user,
        "at": clock.now(),
    }
    keeps = organisation_policy.employers_where(
        request.user, Permission.PAPER_MAKE, on=clock.today()
    )
    try:
        keeps.get(pk=cycle.employer_id)
        if len(actions.lacking_action_plans(cycle)) > jobs.MANY_PLANS:
            return redirect("background:job", jobs.start_action_plans(**asked).pk)
        made = actions.make_action_plans(paper_date=clock.today(), **asked)
    except ObjectDoesNotExist as missing:
        raise Http404 from missing
    messages.success(request, _("%(n)s handlingsplaner är framtagna.") % {"n": len(made)})
    return redirect("reports:paper_list", cycle.pk)
