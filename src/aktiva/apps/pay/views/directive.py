"""Pages on directive (EU) 2023/970, switched on by the employer. Not Swedish law."""

from __future__ import annotations

import json
from datetime import date

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from aktiva.adapters import clock
from aktiva.apps.cycles.views.frame import carried_out
from aktiva.apps.organisation.views.guarding import guarded
from aktiva.apps.pay import actions, forms, queries
from aktiva.apps.pay.views.frame import explained, figures_of, mapping_or_404, may_work
from aktiva.domain.pay.directive import first_day, in_words, label
from aktiva.domain.pay.joint_assessment import Facts, assess
from aktiva.domain.pay.requests import Levels, due, is_late, reminder_due, reply
from aktiva.domain.values import MINIMUM


def _counted(day: date) -> date:
    """Return the day that a time limit is counted from; there was none before the directive's."""
    return max(day, first_day())


def _switched_on(request, cycle_id: int, *, keep: bool = False):
    mapping = mapping_or_404(request, cycle_id, keep=keep)
    if not mapping.uses_directive:
        raise Http404
    return mapping


@explained
def directive(request, cycle_id: int):
    """The figures of article 9, the way to a joint assessment, and the questions that came."""
    mapping = _switched_on(request, cycle_id)
    keeps = may_work(request, mapping)
    initial = {"reported_on": mapping.reported_on, "reminded_on": mapping.reminded_on}
    form = forms.DirectiveDaysForm(request.POST or None, initial=initial)
    if request.method == "POST" and keeps:

        def keep(facts):
            return actions.keep_days(
                mapping_id=mapping.pk, actor=request.user, at=clock.now(), **facts
            )

        if carried_out(form, keep) is not None:
            messages.success(request, _("Datumen är sparade."))
            return redirect("pay:directive", cycle_id)
    figures = figures_of(request, mapping, page="directive")
    found = queries.directive_figures(figures)
    remind_by = reminder_due(
        mapping.reminded_on and _counted(mapping.reminded_on), begins=_counted(mapping.pay_date)
    )
    context = {
        "cycle": mapping.cycle,
        "mapping": mapping,
        "label": label(),
        "eu": found,
        "quartiles": [_with_shares(band) for band in found["f_quartiles"]],
        "duty": in_words(len(figures.people), on=clock.today()),
        "categories": _categories(figures, found, on=clock.today()),
        "questions": [
            (
                q,
                due(_counted(q.received_on)),
                is_late(_counted(q.received_on), answered_on=q.answered_on, on=clock.today()),
            )
            for q in mapping.questions.select_related("group").order_by("-received_on", "-pk")
        ],
        "reminder_due": remind_by,
        "is_reminder_late": remind_by < clock.today(),
        "keeps": keeps,
        "form": form,
    }
    return render(request, "pay/directive.html", context, status=422 if form.errors else 200)


def _with_shares(band: dict) -> dict:
    count = band["women"] + band["men"]
    return band | {f"share_{sex}": band[sex] / count for sex in ("women", "men") if count}


def _categories(figures: queries.Figures, found: dict, *, on: date) -> list[dict]:
    mapping = figures.mapping
    kept = {row.group_id: row for row in mapping.categories.all()}
    ids = {g.name: g.pk for g in figures.work}
    rows = []
    for category in found["g_categories"] or []:
        pk = ids.get(category["category"])
        said = kept.get(pk)
        assessed = assess(
            Facts(
                category=category["category"],
                gap=category["gap_mean"],
                reported_on=_counted(mapping.reported_on or on),
                justification=said.justification if said else "",
                remedied_on=said.remedied_on if said else None,
            ),
            on=on,
        )
        rows.append({"figures": category, "id": pk, "assessed": assessed, "said": said})
    return rows


@guarded(names=False)
@explained
def category(request, cycle_id: int, group_id: int):
    """Justify a category's difference, or note that it is remedied."""
    mapping = _switched_on(request, cycle_id, keep=True)
    group = mapping.groups.filter(pk=group_id, ended=False).first()
    if group is None:
        raise Http404
    figures = figures_of(request, mapping, page="directive category")
    row = next(
        (
            r
            for r in _categories(figures, queries.directive_figures(figures), on=clock.today())
            if r["id"] == group.pk
        ),
        None,
    )
    said = row["said"] if row else None
    initial = {"justification": said.justification, "remedied_on": said.remedied_on} if said else {}
    form = forms.CategoryForm(request.POST or None, initial=initial)
    if request.method == "POST":

        def keep(facts):
            return actions.keep_category(
                group_id=group.pk, actor=request.user, at=clock.now(), **facts
            )

        if carried_out(form, keep) is not None:
            messages.success(request, _("Kategorin är sparad."))
            return redirect("pay:directive", cycle_id)
    context = {
        "cycle": mapping.cycle, "mapping": mapping, "group": group, "row": row, "form": form,
        "label": label(),
    }  # fmt: skip
    return render(
        request, "pay/directive_category.html", context, status=422 if form.errors else 200
    )


@explained
def question_new(request, cycle_id: int):
    """Note that somebody has asked; not who."""
    mapping = _switched_on(request, cycle_id, keep=True)
    form = forms.QuestionForm(
        request.POST or None, groups=queries.work_groups(mapping),
        initial={"received_on": clock.today()},
    )  # fmt: skip
    if request.method == "POST":

        def keep(facts):
            return actions.take_question(
                group_id=int(facts["group"]), received_on=facts["received_on"], actor=request.user,
                at=clock.now(),
            )  # fmt: skip

        kept = carried_out(form, keep)
        if kept is not None:
            return redirect("pay:question", cycle_id, kept.pk)
    context = {"cycle": mapping.cycle, "mapping": mapping, "form": form, "label": label()}
    return render(
        request, "pay/directive_question_new.html", context, status=422 if form.errors else 200
    )


@explained
def question(request, cycle_id: int, question_id: int):
    """Write the reply to one who asked; it is shown to be printed and kept nowhere."""
    mapping = _switched_on(request, cycle_id, keep=True)
    asked = _question_or_404(mapping, question_id)
    form = forms.ReplyForm(request.POST or None)
    made = None
    if request.method == "POST" and form.is_valid():
        figures = figures_of(request, mapping, page="reply to a question")
        group = figures.by_name.get(asked.group.name)
        if group is None:
            form.add_error(None, _("Ingen hör till gruppen i den lönefil som gäller nu."))
        else:
            made = reply(
                _counted(asked.received_on),
                own=form.cleaned_data["own"],
                levels=Levels(group.name, group.women, group.men, group.mean_women, group.mean_men),
                unit="i månaden",
                minimum=MINIMUM,
            )
    context = {
        "cycle": mapping.cycle, "mapping": mapping, "asked": asked, "form": form, "reply": made,
        "due": due(_counted(asked.received_on)), "label": label(),
        "is_late": is_late(_counted(asked.received_on), answered_on=asked.answered_on, on=clock.today()),
    }  # fmt: skip
    response = render(
        request, "pay/directive_question.html", context, status=422 if form.errors else 200
    )
    response.headers["Cache-Control"] = "no-store"
    return response


@require_POST
def question_answered(request, cycle_id: int, question_id: int):
    """Note that the reply was sent."""
    mapping = _switched_on(request, cycle_id, keep=True)
    asked = _question_or_404(mapping, question_id)
    try:
        actions.note_answered(question_id=asked.pk, actor=request.user, at=clock.now())
    except ObjectDoesNotExist as missing:
        raise Http404 from missing
    except ValidationError as refused:
        messages.error(request, refused.messages[0])
    else:
        messages.success(request, _("Frågan är besvarad."))
    return redirect("pay:directive", cycle_id)


@require_safe
@explained
def directive_json(request, cycle_id: int):
    """The figures of article 9 for a machine, with the keys of ``aktiva pay --eu``."""
    mapping = _switched_on(request, cycle_id)
    figures = figures_of(request, mapping, page="directive json")
    content = json.dumps(
        {
            "label": label(),
            "employer": mapping.cycle.employer.org_number,
            "pay_date": mapping.pay_date.isoformat(),
            "sha256": figures.run.sha256,
            "eu": queries.directive_figures(figures),
        },
        ensure_ascii=False,
        indent=2,
    )
    response = HttpResponse(content, content_type="application/json; charset=utf-8")
    name = f"artikel-9-{mapping.cycle.year}.json"
    response["Content-Disposition"] = content_disposition_header(True, name)
    response.headers["Cache-Control"] = "no-store"
    return response


def _question_or_404(mapping, question_id: int):
    found = mapping.questions.select_related("group").filter(pk=question_id).first()
    if found is None:
        raise Http404
    return found
