"""Pages of step 1: examinations of a unit, the sources they rest on, and samples."""

from __future__ import annotations

import secrets
from decimal import Decimal, InvalidOperation

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from aktiva.adapters import clock
from aktiva.adapters.spreadsheet import reading
from aktiva.apps.cycles import actions, forms, policy, queries
from aktiva.apps.cycles.views.frame import UnitOfYear, carried_out, decided_unit_or_404
from aktiva.apps.organisation.views.guarding import guarded
from aktiva.apps.registers import queries as registers
from aktiva.domain.cycle.catalogue import guidance
from aktiva.domain.cycle.methods import draw
from aktiva.domain.values import Area


@guarded
def examination(request, cycle_id: int, unit_id: int, examination_id: int | None = None):
    """Record an examination of one area, or change one."""
    place = decided_unit_or_404(request, cycle_id, unit_id)
    kept = None
    if examination_id is not None:
        kept = queries.examination_of(place.cycle, unit_id, examination_id)
        if kept is None:
            raise Http404
    area = request.POST.get("area") or (kept.area if kept else request.GET.get("omrade", ""))
    if area not in set(Area):
        area = Area.WORKING_CONDITIONS.value
    form = forms.ExaminationForm(
        request.POST or None,
        initial=_initial(kept, area),
        headings=place.headings,
        forums=registers.forums(place.cycle.employer, on=clock.today()),
        sources=queries.sources_for(place.cycle, place.line),
    )
    done = carried_out(
        form,
        lambda given: actions.record_examination(
            cycle=place.cycle, unit=place.unit, examination_id=examination_id,
            facts=actions.ExaminationFacts(**_facts(given)), actor=request.user, at=clock.now(),
        ),
    )  # fmt: skip
    if done is not None and done.finding == "risk":
        messages.success(request, _("Undersökningen är sparad. Beskriv nu risken."))
        address = reverse("cycles:risk_new", args=(cycle_id, unit_id))
        return redirect(f"{address}?undersokning={done.pk}")
    if done is not None:
        messages.success(request, _("Undersökningen är sparad."))
        return redirect("cycles:unit_year", cycle_id, unit_id)
    return render(
        request,
        "cycles/examination.html",
        place.context() | {"form": form, "kept": kept, "guidance": guidance(Area(area))},
        status=422 if form.errors else 200,
    )


def _facts(given: dict) -> dict:
    return given | {"methods": tuple(given["methods"]), "grounds": tuple(given["grounds"])}


def _initial(kept, area: str) -> dict:
    if kept is None:
        return {"area": area}
    names = ("area", "methods", "on_date", "forum_id", "source_id", "participants", "grounds")
    return {n: getattr(kept, n) for n in (*names, "finding", "conclusion")}


@require_POST
def examination_withdraw(request, examination_id: int):
    try:
        kept = policy.decidable_examinations(request.user, on=clock.today()).get(pk=examination_id)
        actions.withdraw_examination(
            examination_id=examination_id, actor=request.user, at=clock.now()
        )
    except ObjectDoesNotExist as missing:
        raise Http404 from missing
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
    else:
        messages.success(request, _("Undersökningen är borttagen. Dess historik finns kvar."))
    return redirect("cycles:unit_year", kept.cycle_id, kept.unit_id)


@guarded
def source(request, cycle_id: int, unit_id: int):
    """Keep a round, a survey or notes as a source."""
    place = decided_unit_or_404(request, cycle_id, unit_id)
    form = forms.SourceForm(
        request.POST or None, forums=registers.forums(place.cycle.employer, on=clock.today())
    )
    kept = carried_out(
        form,
        lambda given: actions.record_source(
            cycle=place.cycle, unit=place.unit, actor=request.user, at=clock.now(), **given
        ),
    )
    if kept is not None:
        messages.success(request, _("Källan är sparad."))
        if kept.method == "survey":
            return redirect("cycles:figures", cycle_id, unit_id, kept.pk)
        return redirect("cycles:unit_year", cycle_id, unit_id)
    return render(
        request, "cycles/source.html", place.context() | {"form": form},
        status=422 if form.errors else 200,
    )  # fmt: skip


def figures(request, cycle_id: int, unit_id: int, source_id: int):
    """Take in a survey's aggregates per unit, pasted from its own report."""
    place = decided_unit_or_404(request, cycle_id, unit_id)
    kept = next((s for s in queries.sources_for(place.cycle, [unit_id]) if s.pk == source_id), None)
    if kept is None:
        raise Http404
    form = forms.FiguresForm(request.POST or None)
    problems: list[str] = []
    if request.method == "POST" and form.is_valid():
        rows, problems = read_figures(reading.read_pasted(form.cleaned_data["rows"]), place)
        if rows and not problems:
            n_kept, n_left = actions.record_survey_figures(
                source_id=source_id, rows=rows, actor=request.user, at=clock.now()
            )
            words = _("%(n)s siffror är sparade.") % {"n": n_kept}
            if n_left:
                words += " " + _("%(n)s gällde färre än fem svar och sparades inte.") % {
                    "n": n_left
                }
            messages.success(request, words)
            return redirect("cycles:unit_year", cycle_id, unit_id)
        if not rows and not problems:
            form.add_error("rows", _("Vi hittade inga rader. Klistra in tabellens rader."))
    return render(
        request,
        "cycles/figures.html",
        place.context()
        | {"form": form, "source": kept, "problems": problems,
           "figures": queries.survey_figures(kept, place.tree)},
        status=422 if form.errors or problems else 200,
    )  # fmt: skip


def read_figures(rows: list[list[str]], place: UnitOfYear):
    """Return the figures that rows of unit, index, value and answers hold, and what is wrong."""
    within = place.tree.subtree(place.unit.pk)
    nodes = [place.tree.nodes[u] for u in within]
    by_words = {w.casefold(): n.id for n in nodes for w in (n.name, n.short_name, n.code)}
    found, problems = [], []
    for line, row in enumerate(rows, start=1):
        cells = [c.strip() for c in row]
        if len(cells) < 4 or not any(cells):
            if any(cells):
                problems.append(
                    _("Rad %(line)s har inte fyra kolumner: enhet, index, värde och antal svar.")
                    % {"line": line}
                )
            continue
        unit, number, answers = by_words.get(cells[0].casefold()), cells[2], cells[3]
        try:
            value = Decimal(number.replace(",", ".").replace("\u00a0", ""))
        except InvalidOperation:
            if line == 1:  # the headings of the table
                continue
            problems.append(
                _("Rad %(line)s: %(value)s är inget tal.") % {"line": line, "value": number}
            )
            continue
        if unit is None:
            problems.append(
                _("Rad %(line)s: enheten %(name)s finns inte här. Skriv dess kod eller namn.")
                % {"line": line, "name": cells[0]}
            )
        elif not (answers.isascii() and answers.isdigit()):
            problems.append(_("Rad %(line)s: antalet svar ska vara ett heltal.") % {"line": line})
        elif not value.is_finite() or abs(value) >= 100_000:
            problems.append(_("Rad %(line)s: värdet är för stort.") % {"line": line})
        else:
            found.append(
                actions.FigureRow(unit, cells[1], value.quantize(Decimal("0.01")), int(answers))
            )
    return found, problems


@guarded(unit_of=queries.unit_of_examination, but={"seed"})
def sample(request, examination_id: int):
    """Draw a sample for an examination, and say what it showed."""
    try:
        kept = (
            policy.decidable_examinations(request.user, on=clock.today())
            .select_related("cycle__employer", "unit")
            .get(pk=examination_id)
        )
    except ObjectDoesNotExist as missing:
        raise Http404 from missing
    reporting = "n_deviating" in request.POST
    form = forms.SampleForm(
        None if reporting else request.POST or None,
        initial={"seed": f"{kept.on_date.isoformat()}-{secrets.token_hex(3)}"},
    )
    report = forms.SampleReportForm(request.POST if reporting else None)
    try:
        if reporting and report.is_valid():
            actions.report_sample(
                sample_id=int(request.POST.get("sample", 0)), actor=request.user, at=clock.now(),
                **report.cleaned_data,
            )  # fmt: skip
            messages.success(request, _("Stickprovets utfall är sparat."))
            return redirect("cycles:sample", examination_id)
        if request.method == "POST" and not reporting and form.is_valid():
            actions.draw_sample(
                examination_id=examination_id, actor=request.user, at=clock.now(),
                **form.cleaned_data,
            )  # fmt: skip
            return redirect("cycles:sample", examination_id)
    except (ObjectDoesNotExist, ValueError) as missing:
        raise Http404 from missing
    except ValidationError as refused:
        (report if reporting else form).add_error(None, refused)
    samples = [
        (s, draw(n_population=s.n_population, n_drawn=s.n_drawn, seed=s.seed))
        for s in kept.samples.order_by("pk")
    ]
    return render(
        request,
        "cycles/sample.html",
        {"examination": kept, "cycle": kept.cycle, "form": form, "report": report,
         "headings": registers.headings(kept.cycle.employer),
         "samples": samples, "wrong_sample": request.POST.get("sample", "")},
        status=422 if form.errors or report.errors else 200,
    )  # fmt: skip
