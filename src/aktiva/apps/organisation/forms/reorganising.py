"""Forms for a reorganisation: which units, and what is to become of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django import forms
from django.utils.translation import gettext_lazy as _

from aktiva.domain.organisation.reorganising import Change, ChangeKind, Found, Part, Problem
from aktiva.domain.organisation.tree import Node
from aktiva.ui.days import DayField

KINDS = [
    (ChangeKind.MERGE, _("Slå ihop enheter: två eller flera blir en")),
    (ChangeKind.SPLIT, _("Dela en enhet: den blir flera, eller en del bryts ut")),
    (ChangeKind.MOVE, _("Flytta enheter: de läggs under en annan")),
    (ChangeKind.CLOSE, _("Avveckla enheter: de upphör och inget kommer i stället")),
    (ChangeKind.RENAME, _("Byt namn på en enhet")),
]
NEW = "new"
FEWEST_PARTS = 2
MOST_PARTS = 20

PROBLEMS = {
    Problem.NO_UNITS: _("Ingen enhet är vald. Välj enheterna först."),
    Problem.UNKNOWN_UNIT: _("En av enheterna finns inte hos arbetsgivaren. Välj om."),
    Problem.NOT_THERE: _("%(unit)s finns inte den dagen. Välj en dag då enheten finns."),
    Problem.TOO_NEW: _("%(unit)s börjar den dagen. Välj en senare dag."),
    Problem.LATER_CHANGE: _(
        "För %(unit)s finns redan en senare ändring. Välj en dag efter den, eller ångra den först."
    ),
    Problem.ROOT: _("%(unit)s är hela arbetsgivaren och kan bara byta namn."),
    Problem.TOO_FEW: _("En sammanslagning behöver minst två enheter. Välj en till."),
    Problem.TOO_MANY: _("Välj en enhet i taget."),
    Problem.TOO_FEW_PARTS: _(
        "En delning behöver minst två enheter efteråt. Skriv namnet på en till."
    ),
    Problem.OTHER_LEVEL: _("Enheterna ligger på olika nivåer. Välj enheter på samma nivå."),
    Problem.INSIDE: _("%(unit)s ligger under en av de andra. Välj bort den; den följer med ändå."),
    Problem.BELOW_ITSELF_LATER: _(
        "En senare planerad flytt skulle lägga enheten under sig själv. Ångra den eller välj en "
        "annan överordnad enhet."
    ),
    Problem.BELOW_ITSELF: _(
        "En enhet kan inte ligga under sig själv. Välj en annan överordnad enhet."
    ),
    Problem.UNITS_BELOW: _(
        "Det finns enheter under %(unit)s. Flytta eller avveckla dem först, eller välj dem också."
    ),
    Problem.NAME_MISSING: _("Skriv enhetens namn."),
    Problem.NAME_TAKEN: _("Namnet finns redan bredvid. Skriv ett annat."),
    Problem.KIND_MISSING: _("Välj slag."),
    Problem.PARENT_MISSING: _("Den överordnade enheten finns inte den dagen. Välj en annan."),
    Problem.PARENT_ENDS: _("Den överordnade enheten upphör senare. Välj en annan."),
    Problem.NOTHING_CHANGES: _("Så är det redan. Ändra något, eller avbryt."),
}
_ABOUT_THE_DAY = {Problem.NOT_THERE, Problem.TOO_NEW, Problem.LATER_CHANGE}
_ABOUT_THE_PARENT = {
    Problem.BELOW_ITSELF,
    Problem.BELOW_ITSELF_LATER,
    Problem.PARENT_MISSING,
    Problem.PARENT_ENDS,
}


class UnitsForm(forms.Form):
    """What is to happen, and to which units."""

    slag = forms.ChoiceField(
        label=_("Vad ska hända?"),
        choices=KINDS,
        widget=forms.RadioSelect,
        error_messages={"required": _("Välj vad som ska hända.")},
    )

    def __init__(self, *args, chosen: Sequence[int], **kwargs):
        super().__init__(*args, **kwargs)
        self.chosen = chosen

    def clean(self):
        given = super().clean()
        kind, n = given.get("slag"), len(self.chosen)
        if kind and not n:
            raise forms.ValidationError(_("Välj minst en enhet i listan."))
        if kind == ChangeKind.MERGE and n < 2:
            raise forms.ValidationError(PROBLEMS[Problem.TOO_FEW])
        if kind in {ChangeKind.SPLIT, ChangeKind.RENAME} and n > 1:
            raise forms.ValidationError(_("Välj bara en enhet när den ska delas eller byta namn."))
        return given


class ReorganisationForm(forms.Form):
    """When, by whose decision, and what the units are to be called and lie under.

    The fields follow the kind of change. An empty kind or parent means as before.
    """

    on_date = DayField(
        label=_("Gäller från"),
        help_text=_("Den första dagen med den nya organisationen, till exempel 2027-01-01."),
    )
    decided_by = forms.CharField(
        label=_("Vem har beslutat?"),
        help_text=_("Funktion eller organ, till exempel kommunstyrelsen."),
        max_length=120,
        error_messages={"required": _("Skriv vem som har beslutat, som funktion eller organ.")},
    )
    reference = forms.CharField(
        label=_("Beslut"),
        help_text=_("Till exempel KS 2026/114 § 12. Kan lämnas tomt."),
        max_length=120,
        required=False,
    )

    def __init__(
        self,
        *args,
        kind: ChangeKind,
        units: Sequence[Node],
        kinds: Sequence[tuple[str, str]],
        parents: Sequence[tuple[str, str]],
        n_parts: int = FEWEST_PARTS,
        **kwargs,
    ):
        super().__init__(*args, **kwargs)
        self.kind, self.units = kind, units
        self._kinds = [("", _("Som tidigare")), *kinds]
        self._parents = [("", _("Som tidigare")), *parents]
        self.n_parts = min(max(n_parts, FEWEST_PARTS), MOST_PARTS)
        if kind is ChangeKind.MERGE:
            self.fields["into"] = forms.ChoiceField(
                label=_("Vad blir det?"),
                choices=[
                    (NEW, _("En ny enhet")),
                    *((str(u.id), _("%(unit)s finns kvar") % {"unit": u.name}) for u in units),
                ],
                widget=forms.RadioSelect,
                initial=NEW,
            )
            self._part_fields(0)
        elif kind is ChangeKind.SPLIT:
            self.fields["keeps"] = forms.BooleanField(
                label=_("%(unit)s finns kvar, och delarna bryts ut ur den")
                % {"unit": units[0].name if units else ""},
                required=False,
            )
            for place in range(self.n_parts):
                self._part_fields(place)
        elif kind is ChangeKind.MOVE:
            self.fields["parent"] = forms.ChoiceField(
                label=_("Läggs under"),
                choices=parents,
                error_messages={"required": _("Välj vad enheterna ska ligga under.")},
            )
        elif kind is ChangeKind.RENAME:
            self.fields["name"] = forms.CharField(
                label=_("Nytt namn"),
                max_length=120,
                error_messages={"required": _("Skriv enhetens nya namn.")},
            )
            self.fields["short_name"] = forms.CharField(
                label=_("Kort namn i tabeller"), required=False, max_length=80
            )

    def _part_fields(self, place: int) -> None:
        self.fields[f"name-{place}"] = forms.CharField(
            label=_("Namn"), required=False, max_length=120
        )
        self.fields[f"kind-{place}"] = forms.ChoiceField(
            label=_("Slag"), required=False, choices=self._kinds
        )
        self.fields[f"parent-{place}"] = forms.ChoiceField(
            label=_("Ligger under"), required=False, choices=self._parents
        )
        self.fields[f"code-{place}"] = forms.CharField(
            label=_("Kod"),
            help_text=_("Lämnas den tom gör Aktiva en."),
            required=False,
            max_length=40,
        )

    @property
    def common(self):
        """Return the fields that every change has."""
        return [self[name] for name in ("on_date", "decided_by", "reference")]

    @property
    def part_rows(self):
        """Return the fields of each part, in order."""
        return [
            [self[f"{name}-{place}"] for name in ("name", "kind", "parent", "code")]
            for place in range(self.n_parts)
            if f"name-{place}" in self.fields
        ]

    def change(self) -> Change:
        """Return what has been filled in, once it is valid."""
        given = self.cleaned_data
        return Change(
            kind=self.kind,
            on=given["on_date"],
            before=tuple(u.id for u in self.units),
            after=tuple(self._parts(given)),
        )

    def codes(self) -> tuple[str, ...]:
        """Return the codes of the parts, in the order of the change; empty where one goes on."""
        return tuple(
            self.cleaned_data.get(f"code-{place}", "") if place is not None else ""
            for place in self._places
        )

    def _parts(self, given: Mapping) -> list[Part]:
        self._places: list[int | None] = []
        if self.kind is ChangeKind.MERGE:
            going_on = next((u for u in self.units if str(u.id) == given.get("into")), None)
            self._places = [0]
            return [self._part(given, 0, like=going_on or self.units[0], unit=going_on)]
        if self.kind is ChangeKind.SPLIT:
            unit = self.units[0]
            parts = []
            if given["keeps"]:
                self._places.append(None)
                parts.append(_as_it_is(unit))
            for place in range(self.n_parts):
                if given[f"name-{place}"].strip():
                    self._places.append(place)
                    parts.append(self._part(given, place, like=unit))
            return parts
        if self.kind is ChangeKind.MOVE:
            return [
                Part(u.name, u.short_name, u.kind, int(given["parent"]), u.id) for u in self.units
            ]
        if self.kind is ChangeKind.RENAME:
            unit, name = self.units[0], given["name"].strip()
            short = given["short_name"].strip() or name[:80]
            return [Part(name, short, unit.kind, unit.parent, unit.id)]
        return []

    def _part(self, given: Mapping, place: int, *, like: Node, unit: Node | None = None) -> Part:
        name = given[f"name-{place}"].strip() or (unit.name if unit else "")
        same = unit is not None and name == unit.name
        return Part(
            name=name,
            short_name=unit.short_name if unit and same else name[:80],
            kind=given[f"kind-{place}"] or like.kind,
            parent=int(given[f"parent-{place}"] or like.parent or 0) or None,
            unit=unit.id if unit else None,
        )

    def show(self, found: Sequence[Found], names: Mapping[int, str]) -> None:
        """Say what stands in the way, beside the field that it concerns."""
        for one in found:
            words = PROBLEMS[one.problem] % {"unit": names.get(one.unit or 0, "")}
            self.add_error(self._field_of(one), words)

    def _field_of(self, one: Found) -> str | None:
        if one.problem in _ABOUT_THE_DAY:
            return "on_date"
        place = None
        if one.part is not None and self._places:
            place = self._places[one.part] if one.part < len(self._places) else None
        name = "parent" if one.problem in _ABOUT_THE_PARENT else "name"
        name = "kind" if one.problem in {Problem.KIND_MISSING, Problem.OTHER_LEVEL} else name
        if one.problem is Problem.TOO_FEW_PARTS:
            empty = (
                f"name-{n}" for n in range(self.n_parts) if not self.cleaned_data.get(f"name-{n}")
            )
            return next(empty, None)
        for candidate in (f"{name}-{place}", name):
            if one.part is not None and candidate in self.fields:
                return candidate
        return None


def _as_it_is(unit: Node) -> Part:
    return Part(unit.name, unit.short_name, unit.kind, unit.parent, unit.id)
