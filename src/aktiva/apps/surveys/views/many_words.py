"""What is said of a change of many sheets: before it, when it is done, and when it is undone."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from aktiva.ui import many
from aktiva.ui.templatetags.formats import shortday


def _n(n: int) -> str:
    return ngettext("%(n)s enhet", "%(n)s enheter", n) % {"n": n}


@dataclass(frozen=True, slots=True)
class Told:
    """The words of a preview.

    Args:
        facts: What is to be done.
        units: Sheet → unit, of those chosen.
        campaigns: Campaign → what it is called.
    """

    facts: object
    units: Mapping[int, str]
    campaigns: Mapping[int, str]

    def line(self, row) -> many.Line:
        """Return one row of the preview."""
        kind = self.facts.kind
        now = self._now(row)
        if row.problem:
            stays = _("inget brev: %(why)s") if kind == "remind" else _("ändras inte: %(why)s")
            return many.Line(row.unit, now, stays % {"why": row.problem}, stays=True)
        return many.Line(row.unit, now, self._becomes(row))

    def _now(self, row) -> str:
        if self.facts.kind in {"remind", "together", "assign"}:
            return row.manager.shown if row.manager else _("vakant")
        if self.facts.kind == "move":
            return row.sheet.campaign.name
        if self.facts.kind == "approve":
            return str(row.sheet.get_state_display())
        return shortday(row.sheet.last_date)

    def _becomes(self, _row) -> str:
        facts = self.facts
        words: dict[str, Callable[[], str]] = {
            "remind": lambda: _("får ett brev"),
            "move": lambda: self.campaigns[facts.campaign],
            "together": lambda: _("%(unit)s svarar") % {"unit": self.units[facts.lead]},
            "assign": lambda: _("%(name)s fyller i") % {"name": facts.name.strip()},
            "approve": lambda: _("Granskat"),
        }
        return words.get(facts.kind, lambda: shortday(facts.last_date))()

    def summary(self, changed: Sequence, n_stays: int) -> str:
        """Return what happens, and to how many nothing does."""
        n = len(changed)
        words = {
            "remind": ngettext(
                "%(n)s chef får ett brev.", "%(n)s chefer får ett brev var, också den som är chef "
                "för flera av enheterna.", n_managers(changed),
            ) % {"n": n_managers(changed)},
            "extend": _("%(n)s får längre tid. De ser den nya dagen och skälet när de loggar in.")
            % {"n": _n(n)},
            "accept_late": _("%(n)s får lämna in fast svarstiden har gått ut. Beslutet och skälet "
                             "står i sammanställningen.") % {"n": _n(n)},
            "move": _("%(n)s flyttas. Det som är besvarat följer med när det andra utskicket "
                      "ställer samma fråga.") % {"n": _n(n)},
            "together": _("Svaren gäller också för %(n)s, och räknas en gång för varje enhet. "
                          "Åtgärder och risker från i fjol följs upp för varje enhet för sig.")
            % {"n": _n(n)},
            "assign": _("Personen kan fylla i för %(n)s. Chefen läser igenom och lämnar in.")
            % {"n": _n(n)},
            "approve": _("Svaren från %(n)s blir granskade.") % {"n": _n(n)},
        }[self.facts.kind]  # fmt: skip
        if n_stays:
            words += " " + _("För %(n)s händer inget, och det står varför.") % {"n": _n(n_stays)}
        return words


def n_managers(rows: Sequence) -> int:
    """Return how many managers some rows have in all."""
    return len({row.manager.user_id for row in rows if row.manager})


def heads(kind: str) -> tuple[str, ...]:
    """Return the headings of the preview's two columns, none for now and becomes."""
    return {
        "remind": (_("Chef"), _("Brev")),
        "together": (_("Chef"), _("Blir")),
        "assign": (_("Chef"), _("Blir")),
    }.get(kind, ())


def confirm(kind: str, changed: Sequence) -> str:
    """Return the words of the button that does it."""
    n = len(changed)
    if kind == "remind":
        return ngettext("Skicka %(n)s brev", "Skicka %(n)s brev", n_managers(changed)) % {
            "n": n_managers(changed)
        }
    return {
        "extend": _("Förläng för %(n)s"),
        "accept_late": _("Godta sena svar från %(n)s"),
        "move": _("Flytta %(n)s"),
        "together": _("Låt svaren gälla också för %(n)s"),
        "assign": _("Ge uppdraget för %(n)s"),
        "approve": _("Godkänn svaren från %(n)s"),
    }.get(kind, "%(n)s") % {"n": _n(n)}


def done(change) -> str:
    """Return what a change did."""
    if change.kind == "remind":
        return ngettext(
            "%(n)s chef har fått en påminnelse.", "%(n)s chefer har fått en påminnelse.",
            change.n_letters,
        ) % {"n": change.n_letters}  # fmt: skip
    return {
        "extend": _("%(n)s har fått längre tid."),
        "accept_late": _("%(n)s får lämna in sent."),
        "move": _("%(n)s är flyttade till det andra utskicket."),
        "together": _("Svaren gäller nu också för %(n)s."),
        "assign": _("Uppdraget gäller för %(n)s."),
        "approve": _("Svaren från %(n)s är granskade."),
    }[change.kind] % {"n": _n(len(change.rows))}


def undone(n_back: int, n_kept: int) -> str:
    """Return what undoing did, and to how many it could not be done."""
    words = _("Ändringen är ångrad för %(n)s.") % {"n": _n(n_back)}
    if n_kept:
        words += " " + ngettext(
            "%(n)s enhet hade lämnat in eller ändrats igen sedan dess och står kvar.",
            "%(n)s enheter hade lämnat in eller ändrats igen sedan dess och står kvar.",
            n_kept,
        ) % {"n": n_kept}
    return words
