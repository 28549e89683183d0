"""Forms for the value of work."""

from __future__ import annotations

import math
import re
from collections.abc import Collection, Mapping

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from aktiva.adapters.pay_files import open_file
from aktiva.apps.pay.forms.practice import words
from aktiva.apps.pay.queries.valuing import AgreeRow
from aktiva.domain.pay.columns import MOST_LINES, FaultyTable, Table
from aktiva.domain.pay.valuation import Bands, Criterion, Factor, FactorPlan
from aktiva.ui.days import DayField

MOST_LEVELS = 7
_ADDED = "new"
_SHUT = _("Nivåerna är redan synliga för alla och kan inte ändras.")


class PlanForm(forms.Form):
    """A factor plan: each factor with its criterion, weight and levels, a line each."""

    def __init__(self, *args, plan: FactorPlan, **kwargs):
        super().__init__(*args, **kwargs)
        self.keys = [*(f.key for f in plan.factors), _ADDED]
        known = {f.key: f for f in plan.factors}
        self.fields["plan_name"] = forms.CharField(
            label=_("Planens namn"), max_length=120, initial=plan.name
        )
        for key in self.keys:
            self._add(key, known.get(key))

    def _add(self, key: str, factor: Factor | None) -> None:
        is_new = factor is None
        self.fields[f"{key}_name"] = forms.CharField(
            label=_("Faktor"), max_length=120, required=False,
            initial=factor.name if factor else "",
            help_text=_("Lämna tomt för att inte lägga till någon.")
            if is_new else _("Töm namnet för att ta bort faktorn."),
        )  # fmt: skip
        self.fields[f"{key}_criterion"] = forms.ChoiceField(
            label=_("Lagens kriterium"), choices=[(c.value, c.label) for c in Criterion],
            initial=factor.criterion.value if factor else Criterion.SKILLS.value,
        )  # fmt: skip
        self.fields[f"{key}_weight"] = forms.FloatField(
            label=_("Vikt, procent"), required=False, min_value=0, max_value=100, localize=True,
            initial=factor.weight if factor else None,
        )  # fmt: skip
        self.fields[f"{key}_question"] = forms.CharField(
            label=_("Fråga till dem som bedömer"), required=False, max_length=300,
            initial=factor.question if factor else "",
        )  # fmt: skip
        self.fields[f"{key}_levels"] = words(
            _("Nivåer, en på varje rad, den lägsta först"), 5, required=False
        )
        self.fields[f"{key}_levels"].initial = "\n".join(factor.levels) if factor else ""

    @property
    def factors(self):
        """Give each factor's fields, the room for a new one last."""
        names = ("name", "criterion", "weight", "question", "levels")
        for key in self.keys:
            yield key == _ADDED, [self[f"{key}_{name}"] for name in names]

    def plan(self) -> FactorPlan:
        """Return the plan that was filled in; call when the form is valid."""
        given = self.cleaned_data
        taken = set(self.keys)
        factors = []
        for key in self.keys:
            if not given[f"{key}_name"].strip():
                continue
            factors.append(
                Factor(
                    key=_key(given[f"{key}_name"], taken) if key == _ADDED else key,
                    name=given[f"{key}_name"].strip(),
                    criterion=Criterion(given[f"{key}_criterion"]),
                    weight=given[f"{key}_weight"] or 0.0,
                    levels=tuple(
                        line.strip() for line in given[f"{key}_levels"].splitlines() if line.strip()
                    ),
                    question=given[f"{key}_question"].strip(),
                )
            )
        return FactorPlan(name=given["plan_name"].strip(), factors=tuple(factors))


def _key(name: str, taken: set[str]) -> str:
    base = re.sub(r"[^a-z]+", "_", name.casefold()).strip("_")[:30] or "factor"
    key, n = base, 2
    while key in taken:
        key, n = f"{base}_{n}", n + 1
    return key


class RatersForm(forms.Form):
    """Who rates."""

    raters = forms.MultipleChoiceField(
        label=_("Vilka bedömer?"),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Minst två. Ta med både chefer eller HR och företrädare för de anställda."),
        error_messages={"required": _("Välj minst två, gärna från både arbetsgivaren och facken.")},
    )

    def __init__(self, *args, people: Mapping[int, str], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["raters"].choices = [(str(pk), name) for pk, name in people.items()]


class RatingForm(forms.Form):
    """One rater's levels for one group; those that all may see already are shut."""

    def __init__(
        self, *args, plan: FactorPlan, own: Mapping[str, int], shut: Collection[str] = (), **kwargs
    ):
        super().__init__(*args, **kwargs)
        self.plan = plan
        for f in plan.factors:
            self.fields[f.key] = forms.ChoiceField(
                label=f.name, required=False, widget=forms.RadioSelect, disabled=f.key in shut,
                help_text=_SHUT if f.key in shut else f.question,
                choices=[(str(n), level) for n, level in enumerate(f.levels, 1)],
                initial=str(own[f.key]) if f.key in own else "",
            )  # fmt: skip

    def levels(self) -> dict[str, int]:
        """Return the levels that are set; call when the form is valid."""
        return {
            f.key: int(self.cleaned_data[f.key])
            for f in self.plan.factors
            if self.cleaned_data.get(f.key)
        }


class AgreeForm(forms.Form):
    """The levels that are agreed for one group."""

    def __init__(self, *args, row: AgreeRow, **kwargs):
        super().__init__(*args, **kwargs)
        self.row = row
        for cell in row.cells:
            f = cell.factor
            self.fields[f"level_{f.key}"] = forms.ChoiceField(
                label=f.name, required=False,
                choices=[("", _("Inte bestämd")), *((str(n), f"{n}. {level}") for n, level in enumerate(f.levels, 1))],
                initial=str(cell.level) if cell.level else "",
                help_text=cell.agreement.words if cell.agreement else _waiting(cell.n_waiting),
            )  # fmt: skip
            self.fields[f"reason_{f.key}"] = forms.CharField(
                label=_("Skäl, om nivån skiljer sig från mitten"), required=False, max_length=400,
                initial=cell.reason,
            )  # fmt: skip

    @property
    def cells(self):
        """Give each factor's two fields, with how the levels lie."""
        for cell in self.row.cells:
            key = cell.factor.key
            yield cell, self[f"level_{key}"], self[f"reason_{key}"]

    def levels(self) -> dict[str, int]:
        """Return the levels; call when the form is valid."""
        return {
            c.factor.key: int(level)
            for c in self.row.cells
            if (level := self.cleaned_data[f"level_{c.factor.key}"])
        }

    def reasons(self) -> dict[str, str]:
        """Return the reasons; call when the form is valid."""
        return {c.factor.key: self.cleaned_data[f"reason_{c.factor.key}"] for c in self.row.cells}


def _waiting(n: int):
    if not n:
        return _("Ingen har bedömt faktorn än.")
    return _("Väntar på %(n)s som bedömer.") % {"n": n}


class PointsForm(forms.Form):
    """Points that were set with another method: a file, or lines of group and points."""

    file = forms.FileField(
        label=_("Fil med poäng"), required=False,
        help_text=_(
            "Excel, LibreOffice eller CSV med kolumnerna Grupp och Poäng. Väljer du en fil läses "
            "inte raderna nedanför."
        ),
    )  # fmt: skip
    rows = forms.CharField(
        label=_("Grupper och poäng"),
        required=False,
        max_length=100_000,
        widget=forms.Textarea(attrs={"rows": 12}),
        help_text=_("En grupp på varje rad: namnet, sedan semikolon eller tabb, sedan poängen."),
    )
    method = forms.CharField(label=_("Vilken metod, och vilka bedömde?"), max_length=400)
    evaluated_on = DayField(label=_("Värderingen gjordes"))

    def clean_rows(self) -> dict[str, float]:
        given: dict[str, float] = {}
        wrong = []
        for n, line in enumerate(self.cleaned_data["rows"].splitlines(), 1):
            if not line.strip():
                continue
            name, _mark, number = line.replace("\t", ";").rpartition(";")
            name = name.strip()
            try:
                points = float(number.replace("\u00a0", "").replace(" ", "").replace(",", "."))
            except ValueError:
                wrong.append(_("Rad %(n)s: skriv namn, semikolon och ett tal.") % {"n": n})
                continue
            if name in given:
                wrong.append(_("Rad %(n)s: %(name)s står två gånger.") % {"n": n, "name": name})
            given[name] = points
        if wrong:
            raise ValidationError(wrong[:MOST_LINES])
        return given

    def clean_file(self) -> dict[str, float] | None:
        file = self.cleaned_data["file"]
        if file is None:
            return None
        try:
            table = open_file(file.read(), name=file.name, wanted=_POINT_COLUMNS).table
        except FaultyTable as faulty:
            raise ValidationError(list(faulty.lines)) from faulty
        if not set(_POINT_COLUMNS) <= set(table.names):
            raise ValidationError(
                _("Filen saknar kolumnen Grupp eller Poäng. Skriv de rubrikerna överst.")
            )
        return _points_in(table)

    def clean(self):
        found = super().clean()
        if not self.errors and found.get("file") is None and not found.get("rows"):
            self.add_error("rows", _("Välj en fil, eller skriv grupper och poäng."))
        return found

    def given(self) -> dict[str, float]:
        """Return the points of each group; call when the form is valid."""
        file: dict[str, float] | None = self.cleaned_data["file"]
        rows: dict[str, float] = self.cleaned_data["rows"]
        return rows if file is None else file


_POINT_COLUMNS = ("Grupp", "Poäng")


def _points_in(table: Table) -> dict[str, float]:
    names, points = table.codes("Grupp"), table.numbers("Poäng")
    unread = {row for row, _text in points.faults} | set(points.unsure)
    given: dict[str, float] = {}
    wrong = []
    for at, (code, number) in enumerate(zip(names.index, points.values, strict=True)):
        row = {"n": table.row(at)}
        name = names.names[code] if code >= 0 else ""
        if at in unread or not name or math.isnan(number):
            wrong.append(_("Rad %(n)s: skriv en grupp och ett tal.") % row)
        elif name in given:
            wrong.append(_("Rad %(n)s: %(name)s står två gånger.") % {**row, "name": name})
        else:
            given[name] = float(number)
    if wrong:
        raise ValidationError(wrong[:MOST_LINES])
    return given


class BandsForm(forms.Form):
    """So many equal bands, or where the bands begin."""

    count = forms.IntegerField(
        label=_("Antal lika stora band"), required=False, min_value=2, max_value=40
    )
    boundaries = forms.CharField(
        label=_("Gränser"), required=False, max_length=400,
        help_text=_(
            "Lägsta poängen i andra bandet, tredje bandet och så vidare, med semikolon emellan. "
            "Lämna tomt om banden ska vara lika stora."
        ),
    )  # fmt: skip

    def clean_boundaries(self) -> list[float]:
        try:
            return [
                float(part.strip().replace(",", "."))
                for part in self.cleaned_data["boundaries"].split(";")
                if part.strip()
            ]
        except ValueError as error:
            raise ValidationError(
                _("Skriv bara tal med semikolon emellan, som 200; 400; 600.")
            ) from error

    def clean(self):
        found = super().clean()
        if found.get("count") and found.get("boundaries"):
            self.add_error("count", _("Välj antal band eller egna gränser, inte båda."))
        return found

    def chosen(self, *, highest: float) -> list[float]:
        """Return the boundaries; call when the form is valid."""
        count = self.cleaned_data["count"]
        if count:
            return list(Bands.equal(count, highest=highest).boundaries)
        given: list[float] = self.cleaned_data["boundaries"]
        return given
