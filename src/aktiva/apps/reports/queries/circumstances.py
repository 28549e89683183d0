"""What a reader of the compiled answers must know of how some of them came about."""

from __future__ import annotations

from django.utils.translation import gettext as _

from aktiva.adapters.clock import SWEDEN
from aktiva.apps.reports.queries.compiling import Compilation
from aktiva.apps.surveys.models import Sheet
from aktiva.ui.templatetags.formats import day


def circumstances(c: Compilation) -> list[str]:
    """Return one sentence for each unit whose answers were opened again, late, or another's.

    For those who see the compilation: the reasons stand as they were written. No question.
    """
    return [words for sheet in c.sheets for words in _of_sheet(c, sheet)]


def _of_sheet(c: Compilation, sheet: Sheet) -> list[str]:
    name = c.name_of(sheet.unit_id)
    found = []
    if sheet.reopened_at:
        found.append(
            _("%(unit)s: de godkända svaren öppnades igen %(day)s av %(who)s. Skäl: %(why)s")
            % {
                "unit": name,
                "day": day(sheet.reopened_at.astimezone(SWEDEN).date()),
                "who": sheet.reopened_as,
                "why": sheet.reopened_reason,
            }
        )
    if sheet.late_decided_by:
        found.append(
            _("%(unit)s fick svara efter sista svarsdagen, till %(day)s. Beslut: %(who)s. "
              "Skäl: %(why)s")
            % {
                "unit": name,
                "day": day(sheet.own_last_date),
                "who": sheet.late_decided_by,
                "why": sheet.own_last_reason,
            }
        )  # fmt: skip
    if sheet.answered_in_id:
        found.append(_("%(unit)s: %(other)s svarar för enheten.") % {
            "unit": name, "other": _lead(c, sheet),
        })  # fmt: skip
    return found


def _lead(c: Compilation, sheet: Sheet) -> str:
    lead = next((s for s in c.sheets if s.pk == sheet.answered_in_id), None)
    return c.name_of(lead.unit_id) if lead else _("en annan enhet")


def in_annex(c: Compilation, sheet: Sheet) -> str:
    """Return the facts of a unit's handing in, as the annex of a paper tells them: no reasons."""
    words = []
    if sheet.submitted_at:
        words.append(f"Inlämnat {sheet.submitted_at.date().isoformat()}.")
    if sheet.late_decided_by:
        words.append(f"Godtaget efter sista svarsdagen. Beslut: {sheet.late_decided_by}.")
    if sheet.reopened_at:
        words.append(f"Öppnat igen efter granskning {sheet.reopened_at.date().isoformat()}.")
    if sheet.answered_in_id:
        words.append(f"Svaren är gemensamma med {_lead(c, sheet)}.")
    return " ".join(words)
