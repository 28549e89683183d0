"""The difference at equal background: help to think, never an answer."""

from __future__ import annotations

from django.shortcuts import render
from django.utils.translation import gettext as _

from aktiva.apps.pay import queries
from aktiva.apps.pay.views.frame import explained, figures_of, mapping_or_404
from aktiva.domain.pay.adjusted import Adjusted, adjusted
from aktiva.domain.pay.decomposition import Twofold
from aktiva.domain.pay.parameters import limits
from aktiva.domain.pay.swedish import listing


@explained
def adjusted_gap(request, cycle_id: int):
    """The regression before and after the groups, and the decomposition, with what they rest on."""
    mapping = mapping_or_404(request, cycle_id)
    figures = figures_of(request, mapping, page="adjusted")
    found = adjusted(queries.background_of(figures))
    context = {
        "cycle": mapping.cycle,
        "mapping": mapping,
        "found": found,
        "n_people": len(figures.people),
        "sources": [
            {"name": name, "value": limits()[key].value, "source": limits()[key].source}
            for key, name in (
                ("fewest_for_adjusted", _("Minsta antal anställda")),
                ("fewest_of_a_sex", _("Minsta antal av vardera könet")),
                ("missing_background", _("Högsta andel utan en uppgift, i procent")),
            )
        ],
    }
    if found is not None:
        used = listing(v.label for v in found.used) or _("inget känt om bakgrund")
        context |= {
            "left_out": [(v.label, n) for v, n in found.left_out.items()],
            "twofold": _twofold(found),
            "steps": [
                (name, step)
                for name, step in (
                    (_("Utan hänsyn till något"), found.plain),
                    (_("Med samma %(used)s") % {"used": used}, found.background),
                    (_("Med samma %(used)s, i samma grupp") % {"used": used}, found.within_groups),
                )
                if step is not None
            ],
        }
    return render(request, "pay/adjusted.html", context)


def _twofold(found: Adjusted) -> list[tuple[str, Twofold]]:
    """Return the two parts by each set of reference coefficients, with their names."""
    parts = found.parts
    if parts is None:
        return []
    given = (
        (_("Utan grupper, mot en gemensam regression med kön"), parts.pooled_with_sex),
        (_("Utan grupper, mot en gemensam regression utan kön"), parts.pooled_without_sex),
        (_("Utan grupper, mot männens regression"), parts.men),
        (_("Utan grupper, mot kvinnornas regression"), parts.women),
        (_("Med grupper, mot en gemensam regression med kön"), found.parts_within),
    )
    return [(name, part) for name, part in given if part is not None]
