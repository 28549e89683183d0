"""Pages on rules and practice, 3 kap. 8 § 1, and on what others pay."""

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
from aktiva.apps.pay.views.frame import mapping_or_404, may_keep
from aktiva.domain.pay.reasons import plain


def rules(request, cycle_id: int):
    """What was examined this year, and last year's that remain to be examined anew."""
    mapping = mapping_or_404(request, cycle_id)
    found = list(mapping.rules.order_by("kind", "name", "pk"))
    names = {plain(rule.name) for rule in found}
    context = {
        "cycle": mapping.cycle,
        "mapping": mapping,
        "rules": found,
        "waiting": [r for r in queries.last_years_rules(mapping) if plain(r.name) not in names],
        "surveys": list(mapping.surveys.order_by("-on_date", "-pk")),
        "keeps": may_keep(request, mapping),
    }
    return render(request, "pay/rules.html", context)


@guarded(names=False)
def rule_new(request, cycle_id: int):
    """Examine a rule; last year's gives its name and kind, never its findings."""
    mapping = mapping_or_404(request, cycle_id, keep=True)
    initial = {"reviewed_on": clock.today()}
    known = request.GET.get("fran", "")
    before = next((r for r in queries.last_years_rules(mapping) if str(r.pk) == known), None)
    if before is not None:
        initial |= {"kind": before.kind, "name": before.name}
    return _write_rule(request, mapping, None, initial, before)


@guarded(names=False)
def rule_change(request, cycle_id: int, rule_id: int):
    """Change what was found."""
    mapping = mapping_or_404(request, cycle_id, keep=True)
    kept = mapping.rules.filter(pk=rule_id).first()
    if kept is None:
        raise Http404
    names = ("kind", "name", "in_text", "in_use", "reviewed_on")
    return _write_rule(request, mapping, kept, {n: getattr(kept, n) for n in names}, None)


def _write_rule(request, mapping, kept, initial, before):
    form = forms.RuleForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            actions.keep_rule(
                mapping_id=mapping.pk, facts=form.facts(), rule_id=kept.pk if kept else None,
                actor=request.user, at=clock.now(),
            )  # fmt: skip
        except ValidationError as refused:
            forms.refuse(form, refused)
        else:
            messages.success(request, _("Granskningen är sparad."))
            return redirect("pay:rules", mapping.cycle_id)
    context = {
        "cycle": mapping.cycle, "mapping": mapping, "kept": kept, "form": form, "before": before,
    }  # fmt: skip
    return render(request, "pay/rule_write.html", context, status=422 if form.errors else 200)


@require_POST
def rule_remove(request, cycle_id: int, rule_id: int):
    """Take away a rule."""
    mapping = mapping_or_404(request, cycle_id, keep=True)
    return _removed(request, mapping, actions.remove_rule, rule_id=rule_id)


@guarded(names=False)
def survey_new(request, cycle_id: int):
    """Add a look at the market."""
    mapping = mapping_or_404(request, cycle_id, keep=True)
    return _write_survey(request, mapping, None, {"on_date": clock.today()})


@guarded(names=False)
def survey_change(request, cycle_id: int, survey_id: int):
    """Change a look at the market."""
    mapping = mapping_or_404(request, cycle_id, keep=True)
    kept = mapping.surveys.filter(pk=survey_id).first()
    if kept is None:
        raise Http404
    initial = {n: getattr(kept, n) for n in ("on_date", "sources", "findings")}
    return _write_survey(request, mapping, kept, initial)


def _write_survey(request, mapping, kept, initial):
    form = forms.SurveyForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            actions.keep_survey(
                mapping_id=mapping.pk, facts=form.facts(), survey_id=kept.pk if kept else None,
                actor=request.user, at=clock.now(),
            )  # fmt: skip
        except ValidationError as refused:
            forms.refuse(form, refused)
        else:
            messages.success(request, _("Omvärldsanalysen är sparad."))
            return redirect("pay:rules", mapping.cycle_id)
    context = {"cycle": mapping.cycle, "mapping": mapping, "kept": kept, "form": form}
    return render(request, "pay/survey_write.html", context, status=422 if form.errors else 200)


@require_POST
def survey_remove(request, cycle_id: int, survey_id: int):
    """Take away a look at the market."""
    mapping = mapping_or_404(request, cycle_id, keep=True)
    return _removed(request, mapping, actions.remove_survey, survey_id=survey_id)


def _removed(request, mapping, act, **which):
    try:
        act(**which, actor=request.user, at=clock.now())
    except ObjectDoesNotExist as missing:
        raise Http404 from missing
    except ValidationError as refused:
        messages.error(request, refused.messages[0])
    else:
        messages.success(request, _("Borttaget. Hur det såg ut förut finns kvar i historiken."))
    return redirect("pay:rules", mapping.cycle_id)
