"""One part of a school's record as a page of fields: rows to add to, given rows, single fields."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from aktiva.apps.schools.forms import rows
from aktiva.apps.schools.queries import Kept
from aktiva.domain.free_text import Finding, public_findings
from aktiva.domain.free_text.findings import Kind
from aktiva.domain.schools.record import keyed
from aktiva.domain.schools.words import Part

MOST_ROWS = 40

ROWS: dict[Part, tuple[type[rows.Row], str | Promise, str | Promise, str]] = {
    Part.EXAMINE: (
        rows.ExaminationRow, _("Undersökning %(n)s"), _("Spara och lägg till en undersökning"), "e",
    ),
    Part.RISKS: (rows.RiskRow, _("Risk %(n)s"), _("Spara och lägg till en risk"), "r"),
    Part.MEASURES: (rows.MeasureRow, _("Åtgärd %(n)s"), _("Spara och lägg till en åtgärd"), "m"),
    Part.COOPERATION: (
        rows.CooperationRow, _("Tillfälle %(n)s"), _("Spara och lägg till ett tillfälle"), "c",
    ),
}  # fmt: skip
"""Parts whose rows can be added to: the fields, what a row is called, the button, the key's letter."""


class Whole(forms.Form):
    """What belongs to the page and not to one of its rows."""

    revision = forms.IntegerField(required=False, widget=forms.HiddenInput)
    n = forms.IntegerField(required=False, widget=forms.HiddenInput)


class LookedAt(forms.Form):
    """That somebody has looked at words that may point out a person."""

    looked_at = forms.BooleanField(
        label=_("Jag har läst orden. De pekar inte ut någon."), required=False
    )


@dataclass(slots=True)
class PartForm:
    """The fields of one part, filled from what is kept or from what was sent."""

    part: Part
    kept: Kept
    today: date
    data: Any = None
    files: Any = None
    adds_row: bool = False
    limit: str = ""
    whole: Whole = field(init=False)
    rows: list[tuple[str, rows.Row]] = field(init=False, default_factory=list)
    given: list[tuple[str, str, rows.Fields]] = field(init=False, default_factory=list)
    single: rows.Fields | None = field(init=False, default=None)
    looked_at: LookedAt | None = field(init=False, default=None)
    findings: tuple[Finding, ...] = field(init=False, default=())

    def __post_init__(self) -> None:
        row = self.kept.parts.get(self.part)
        value: Mapping[str, Any] = row.value if row else {}
        revision = row.revision if row else 0
        self.whole = Whole(initial={"revision": revision})
        if self.part in ROWS:
            self._add_rows(value)
        if self.part is Part.MEASURES:
            declined = {d.get("risk"): d for d in value.get("declined", [])}
            for risk in self.kept.record.risks:
                self._add_given(risk.description, "", risk.key, rows.DeclineFields, declined)
        if self.part is Part.FOLLOW_UP:
            said = {f.get("measure"): f for f in value.get("rows", [])}
            for name, year, measure in rows.follow_ups(self.kept.record, self.kept.last):
                self._add_given(measure.title, year, name, rows.FollowUpFields, said)
        self.single = self._single(value)

    def _add_rows(self, value: Mapping[str, Any]) -> None:
        make, title, _button, _letter = ROWS[self.part]
        more = {"risks": self.kept.record.risks} if self.part is Part.MEASURES else {}
        stored = value.get("rows", [])
        n = min(_number(self.data.get("n")), MOST_ROWS) if self.data is not None else len(stored)
        if self.data is None and (self.adds_row or not stored) and n < MOST_ROWS:
            n += 1
        for i in range(n):
            initial = stored[i] if self.data is None and i < len(stored) else None
            form = make(self.data, prefix=f"row-{i}", initial=initial, today=self.today, **more)
            self.rows.append((title % {"n": i + 1}, form))
        self.whole.initial["n"] = n

    def _add_given(self, title: str, beside: str, name: str, make: Callable, said: Mapping) -> None:
        form = make(self.data, prefix=f"of-{name}", initial=said.get(name), today=self.today)
        self.given.append((title, beside, form))

    def _single(self, value: Mapping[str, Any]) -> rows.Fields | None:
        common = {"prefix": "one", "initial": value, "today": self.today}
        match self.part:
            case Part.FOLLOW_UP:
                return rows.WorkingFields(self.data, **common)
            case Part.TEXTS:
                return rows.TextsFields(self.data, **common)
            case Part.PLAN:
                row = self.kept.parts.get(self.part)
                return rows.PlanFields(
                    self.data, self.files, has_file=bool(row and row.file_id), limit=self.limit,
                    **common,
                )  # fmt: skip
        return None

    @property
    def all(self) -> list[rows.Fields]:
        """Every form of the page, in reading order."""
        of = [form for _title, form in self.rows] + [form for _t, _b, form in self.given]
        return of + ([self.single] if self.single else [])

    @property
    def revision(self) -> int:
        """The revision that the writer saw."""
        return _number(self.data.get("revision")) if self.data is not None else 0

    @property
    def button(self) -> str | Promise:
        return ROWS[self.part][2] if self.part in ROWS and len(self.rows) < MOST_ROWS else ""

    def is_valid(self) -> bool:
        """Return whether everything can be kept: well formed, and looked at where it must be."""
        checked = [form.is_valid() for form in self.all]  # every form, so that all errors show
        if not all(checked):
            return False
        texts = [text for form in self.all for text in form.texts()]
        before = self._stored_texts()
        found = [f for text in texts if text not in before for f in public_findings(text)]
        self.findings = tuple({(f.kind, f.words.casefold()): f for f in found}.values())
        if not self.findings:
            return True
        numbers = [f for f in self.findings if f.kind is Kind.PERSONAL_NUMBER]
        self.looked_at = LookedAt(self.data)
        if self.looked_at.is_valid() and self.looked_at.cleaned_data["looked_at"] and not numbers:
            return True
        self.looked_at.add_error(
            "looked_at",
            _("Texten innehåller ett personnummer, så den sparas inte. Ta bort numret.")
            if numbers
            else _("Ändra texten, eller kryssa för att du har läst orden."),
        )
        return False

    def _stored_texts(self) -> set[str]:
        row = self.kept.parts.get(self.part)
        found: set[str] = set()
        waiting: list[Any] = [row.value] if row else []
        while waiting:
            at = waiting.pop()
            if isinstance(at, str):
                found.add(at)
            elif isinstance(at, dict):
                waiting += at.values()
            elif isinstance(at, list):
                waiting += at
        return found

    def value(self) -> dict[str, Any]:
        """Return the part as it is kept; empty when nothing is written."""
        row = self.kept.parts.get(self.part)
        value: dict[str, Any] = {}
        if self.rows:
            said = [form.value() for _title, form in self.rows if form.says_something]
            value = keyed(said, row.value if row else {}, letter=ROWS[self.part][3])
        if self.part is Part.MEASURES:
            value |= self._given_rows("declined", "risk")
        if self.part is Part.FOLLOW_UP:
            value |= self._given_rows("rows", "measure")
        if self.single is not None:
            value |= self.single.value()
        return {name: given for name, given in value.items() if given} if _says(value) else {}

    def _given_rows(self, name: str, key: str) -> dict[str, Any]:
        return {
            name: [
                {key: str(form.prefix).removeprefix("of-")} | form.value()
                for _title, _beside, form in self.given
                if any(form.cleaned_data.values())
            ]
        }


def _says(value: Mapping[str, Any]) -> bool:
    return any(given for name, given in value.items() if name != "last")


def _number(text: Any) -> int:
    return int(text) if isinstance(text, str) and text.isascii() and text.isdigit() else 0
