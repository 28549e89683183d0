"""Deciding what to do about a risk: a measure, or that none is needed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from aktiva.adapters import clock
from aktiva.apps.cycles import actions, forms
from aktiva.apps.cycles.views.frame import carried_out


@dataclass(frozen=True, slots=True)
class Deciding:
    """The two forms of such a page, and what was made of the one that was sent."""

    form: forms.MeasureForm
    none_form: forms.NoMeasureForm
    made: object | None

    @property
    def status(self) -> int:
        return 422 if self.form.errors or self.none_form.errors else 200


def deciding(
    request, *, chain, initial: dict, headings,
    decide: Callable[[actions.MeasureFacts], object], none_initial: dict | None = None,
    carry_out: Callable[[Callable[[], object]], object] = lambda act: act(),
) -> Deciding:  # fmt: skip
    """Read what was sent and do it with `decide`, or take no measure against the risk of `chain`.

    Args:
        none_initial: What the form that takes no measure begins from.
        carry_out: Does what it is given, together with what the page does besides.
    """
    abstain = request.method == "POST" and "no_measure" in request.POST
    form = forms.MeasureForm(
        None if abstain else request.POST or None, initial=initial, headings=headings
    )
    none_form = forms.NoMeasureForm(request.POST if abstain else None, initial=none_initial)
    made = None
    if not abstain:
        made = carried_out(
            form, lambda given: carry_out(lambda: decide(actions.MeasureFacts(**given)))
        )
    elif chain is not None:
        made = carried_out(
            none_form,
            lambda given: carry_out(
                lambda: actions.decide_no_measure(
                    risk_id=chain.risk.pk, reason=given["no_measure_reason"],
                    decided_by=given["no_measure_decided_by"], actor=request.user, at=clock.now(),
                )
            ),
        )  # fmt: skip
    return Deciding(form, none_form, made)
