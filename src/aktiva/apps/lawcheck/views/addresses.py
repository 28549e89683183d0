"""Where what is missing is mended."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _


@dataclass(frozen=True, slots=True)
class Address:
    """A page to go to, and what the link says."""

    label: str
    url: str


def address_of(
    mend: str, cycle, *, sheet: int | None, answers: bool, pay: bool = False
) -> Address | None:
    """Return the form that mends a duty, None when there is none yet.

    Args:
        mend: A duty's `mend`.
        sheet: The employer's own sheet, None before the questions are sent.
        answers: Whether the person answers the employer's own questions.
        pay: Whether the person keeps pay mappings and the year's is made in Aktiva.
    """
    name, _colon, question = mend.partition(":")
    if pay and question.startswith("8."):
        return Address(_("Till lönekartläggningen"), reverse("pay:overview", args=[cycle.pk]))
    if question:
        if sheet is None:
            return None
        if not answers:
            return Address(_("Till centrala svar"), reverse("surveys:sheet_read", args=[sheet]))
        return Address(
            _("Till fråga %(key)s") % {"key": question},
            reverse("surveys:question", args=[sheet, question]),
        )
    by_year = {
        "grid": (_("Till rutnätet"), "coverage:grid"),
        "answers": (_("Till enheternas svar"), "surveys:sheet_list"),
        "measures": (_("Till åtgärderna"), "cycles:measure_list"),
        "cooperation": (_("Till samverkan"), "cooperation:year"),
        "schools": (_("Till skolorna"), "schools:year"),
        "papers": (_("Till handlingarna"), "reports:paper_list"),
    }
    if name in by_year:
        label, page = by_year[name]
        return Address(label, reverse(page, args=[cycle.pk]))
    if name == "package":
        return Address(
            _("Till underlaget till DO"), reverse("package:package", args=[cycle.employer_id])
        )
    if name == "documents":
        return Address(
            _("Till riktlinjer och rutiner"),
            reverse("guidelines:employer", args=[cycle.employer_id]),
        )
    return None
