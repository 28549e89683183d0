"""The first page of a year's pay mapping: what is done and what remains, without any pay."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from aktiva.adapters import clock
from aktiva.apps.cycles.views.frame import visible_cycle_or_404
from aktiva.apps.organisation.views.guarding import guarded
from aktiva.apps.pay import actions, forms, policy, queries
from aktiva.apps.pay.views.frame import mapping_or_404
from aktiva.domain.pay.swedish import whole


def overview(request, cycle_id: int):
    """Every step of the mapping with how far it has come, or the way to begin it."""
    cycle = visible_cycle_or_404(request, cycle_id)
    today = clock.today()
    mapping = (
        policy.visible_mappings(request.user, on=today)
        .select_related("cycle__employer")
        .filter(cycle=cycle.pk)
        .first()
    )
    keeps = policy.keeps(request.user, cycle, on=today)
    if mapping is None:
        if not keeps:
            raise Http404
        return _begin(request, cycle)
    found = queries.standing(mapping)
    reads = policy.readable_mappings(request.user, on=today).filter(pk=mapping.pk).exists()
    left = queries.left_to_do(found) if keeps else []
    context = {
        "cycle": cycle,
        "mapping": mapping,
        "keeps": keeps,
        "reads": reads,
        "found": found,
        "left": [(one.words, _mended_at(one, cycle.pk, reads=reads)) for one in left[:SHOWN]],
        "n_more": len(left) - SHOWN,
        "parts": _parts(found, keeps=keeps, reads=reads, rates=request.user.pk in mapping.raters),
        "confidentiality": queries.confidentiality(cycle.employer),
        "reopen_form": forms.ReopenForm(),
    }
    return render(request, "pay/overview.html", context)


SHOWN = 20
"""So many lines of what is left are shown."""
_WITH_PAY = frozenset({"comparison", "comparisons", "files"})


def _mended_at(left: queries.Left, cycle_id: int, *, reads: bool) -> str:
    """Return the address where something is mended; none where the person would see no pay."""
    if left.page in _WITH_PAY and not reads:
        return ""
    if left.comparison is not None:
        return reverse("pay:comparison", args=[cycle_id, left.comparison])
    address = reverse(f"pay:{left.page}", args=[cycle_id])
    return f"{address}?{left.query}" if left.query else address


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the mapping: where it is, how far it has come, and what there is.

    What is only a help is never done, and has no state.
    """

    label: str
    url: str
    state: str
    words: str


def _parts(found: queries.Standing, *, keeps: bool, reads: bool, rates: bool) -> list[Part]:
    """Return the parts in the order they are done; one without an address is not the person's."""
    mapping, year = found.mapping, [found.mapping.cycle_id]

    def at(name: str, may: bool = True) -> str:
        return reverse(f"pay:{name}", args=year) if may else ""

    def how(done: bool, begun: bool = False) -> str:
        return "done" if done else "ongoing" if begun else "not_started"

    work = queries.work_groups(mapping)
    n_valued = len(queries.values_of(mapping, work))
    n_rules, n_surveys = mapping.rules.count(), mapping.surveys.count()
    n_readers = mapping.readers.filter(ended_at=None).count()
    n_handed = mapping.handovers.count()
    n_steps = len(queries.steps_asked(found))
    steps = n_steps - len(queries.steps_left(found))
    run, n = found.run, len(found.rows)
    parts = [
        Part(_("Lönefilen"), at("files", reads), how(run is not None), _run_words(run)),
        Part(_("Läsare"), at("readers", keeps), how(n_readers > 0),
             counted(n_readers, _("utsedd läsare"), _("utsedda läsare"))),
        Part(_("Regler och praxis"), at("rules"), how(n_rules > 0),
             f"{counted(n_rules, _('granskad'), _('granskade'))}, "
             f"{counted(n_surveys, _('omvärldsanalys'), _('omvärldsanalyser'))}"),
        Part(_("Grupper med lika arbete"), at("groups", reads), how(bool(work)),
             counted(len(work), _("grupp"), _("grupper"))),
        Part(_("Arbetets värde"), at("value", keeps or reads or rates),
             how(bool(work) and n_valued == len(work), n_valued > 0),
             _("%(n)s av %(total)s grupper är värderade") % {"n": n_valued, "total": len(work)}),
        Part(_("Jämförelser och bedömningar"), at("comparisons", reads),
             how(n > 0 and found.n_judged == n, found.n_judged > 0),
             _("%(n)s av %(total)s är bedömda") % {"n": found.n_judged, "total": n}),
        Part(_("Justerad löneskillnad"), at("adjusted", reads), "",
             _("En hjälp att tänka, aldrig ett svar")),
        Part(_("Förra årets plan"), at("plan_before", reads or keeps),
             _of_last_year(found),
             counted(len(found.last_rows), _("rad"), _("rader"))
             if found.before or found.last_rows else _("Finns inte i Aktiva")),
        Part(_("Handlingsplan"), at("plan", reads or keeps), _of_plan(found),
             counted(len(found.plan_rows), _("rad"), _("rader"))),
        Part(_("Samverkan"), at("cooperation"), how(steps == n_steps, steps > 0),
             _("%(n)s av %(total)s steg") % {"n": steps, "total": n_steps}),
        Part(_("Utlämnat till facken"), at("handovers"), how(n_handed > 0),
             counted(n_handed, _("underlag"), _("underlag"))),
    ]  # fmt: skip
    if mapping.uses_directive:
        parts.append(
            Part(
                _("EU-direktivet, ej svensk lag"), at("directive", reads), "",
                _("Artikel 7, 9 och 10"),
            )
        )  # fmt: skip
    return parts


def _of_last_year(found: queries.Standing) -> str:
    if not found.last_rows:
        return ""
    return "ongoing" if found.outcome_faults else "done"


def _of_plan(found: queries.Standing) -> str:
    """Return how far the plan has come: done when every row is whole and nothing lacks one."""
    judged = bool(found.rows) and found.n_judged == len(found.rows)
    if judged and found.is_planned:
        return "done"
    return "ongoing" if found.plan_rows else "not_started"


def counted(n: int, one: str, many: str) -> str:
    """Return a number with its word."""
    return f"{n} {one if n == 1 else many}"


def _run_words(run) -> str:
    if run is None or run.confirmed_at is None:
        return _("Ingen är inläst och bekräftad")
    return _("%(name)s, %(n)s anställda") % {"name": run.file_name, "n": whole(run.n_rows)}


def _begin(request, cycle):
    form = forms.MappingForm(
        request.POST or None, initial={"pay_date": clock.today() if clock.today().year == cycle.year else None}
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        try:
            actions.begin(cycle=cycle, facts=form.facts(), actor=request.user, at=clock.now())
        except ValidationError as refused:
            forms.refuse(form, refused)
        else:
            messages.success(request, _("Lönekartläggningen är påbörjad. Läs in lönefilen."))
            return redirect("pay:overview", cycle.pk)
    context = {"cycle": cycle, "form": form}
    return render(request, "pay/begin.html", context, status=422 if form.errors else 200)


def settings(request, cycle_id: int):
    """Change the day of the pay, the on-costs and whether the EU figures are computed."""
    mapping = mapping_or_404(request, cycle_id, keep=True)
    initial = {n: getattr(mapping, n) for n in ("pay_date", "po_percent", "uses_directive")}
    form = forms.MappingForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            actions.change(
                mapping_id=mapping.pk, facts=form.facts(), actor=request.user, at=clock.now()
            )
        except ValidationError as refused:
            forms.refuse(form, refused)
        else:
            messages.success(request, _("Uppgifterna är sparade."))
            return redirect("pay:overview", cycle_id)
    context = {"cycle": mapping.cycle, "mapping": mapping, "form": form}
    return render(request, "pay/settings.html", context, status=422 if form.errors else 200)


@require_POST
def close(request, cycle_id: int):
    """Close the mapping when nothing is left."""
    mapping = mapping_or_404(request, cycle_id, keep=True)
    try:
        actions.close(mapping_id=mapping.pk, actor=request.user, at=clock.now())
    except ValidationError as refused:
        messages.error(
            request,
            _("Kartläggningen kan inte avslutas än: %(first)s") % {"first": refused.messages[0]},
        )
    else:
        messages.success(request, _("Lönekartläggningen är avslutad."))
    return redirect("pay:overview", cycle_id)


@require_POST
@guarded(names=False)
def reopen(request, cycle_id: int):
    """Open a closed mapping again, with a reason."""
    mapping = mapping_or_404(request, cycle_id, keep=True)
    try:
        actions.reopen(
            mapping_id=mapping.pk, why=request.POST.get("why", ""), actor=request.user,
            at=clock.now(),
        )  # fmt: skip
    except ObjectDoesNotExist as missing:
        raise Http404 from missing
    except ValidationError as refused:
        messages.error(request, refused.messages[0])
    else:
        messages.success(request, _("Lönekartläggningen är öppen igen."))
    return redirect("pay:overview", cycle_id)
