"""Forms for the pay file: choosing it, saying what its columns are, and accounting for everybody."""

from __future__ import annotations

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from aktiva.apps.pay.actions import Waiting
from aktiva.apps.pay.models.runs import LONGEST_WORDS
from aktiva.domain.pay.mapping import Sexes
from aktiva.domain.pay.meanings import ADDED, Meaning
from aktiva.domain.pay.reconciling import Explained, Place, Reason

SEVERAL = 4
"""So many columns of amounts may be added in one meaning."""


class FileForm(forms.Form):
    """A pay file."""

    file = forms.FileField(
        label=_("Lönefil"),
        help_text=_("Excel, LibreOffice, CSV, Parquet eller PAXml. En rad för varje anställd."),
        error_messages={"required": _("Välj lönefilen.")},
    )
    sheet = forms.CharField(
        label=_("Blad i arbetsboken"), required=False, max_length=120,
        help_text=_("Lämna tomt, så väljs det blad som mest liknar en lönefil."),
    )  # fmt: skip
    why = forms.CharField(
        label=_("Varför läses en ny fil in?"), max_length=LONGEST_WORDS, required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip

    def __init__(self, *args, is_new: bool, **kwargs):
        super().__init__(*args, **kwargs)
        if not is_new:
            del self.fields["why"]


class ColumnsForm(forms.Form):
    """What each column of a file is. What was recognised is filled in, what is asked is not."""

    def __init__(self, *args, waiting: Waiting, **kwargs):
        super().__init__(*args, **kwargs)
        names = [name for name in waiting.file.table.names if name]
        choices = [("", _("Finns inte i filen")), *((name, name) for name in dict.fromkeys(names))]
        proposal, layout = waiting.proposal, waiting.layout
        asked = {q.meaning: q for q in proposal.asked}
        self.meanings = [m for m in Meaning if m not in _NOT_ASKED]
        for meaning in self.meanings:
            found = proposal.columns.get(meaning)
            known = layout.columns.get(meaning, ()) if layout else ()
            given = list(known) or ([found.heading, *found.also] if found else [])
            why = _("bekräftad förra gången") if known else found.reason if found else ""
            if not why and meaning in asked:
                why = asked[meaning].words
            for n in range(SEVERAL if meaning in ADDED else 1):
                if n and n > len(given):
                    break
                self.fields[_name(meaning, n)] = forms.ChoiceField(
                    label=meaning.words.capitalize() if n == 0 else _("och dessutom"),
                    choices=choices, required=False, help_text=why if n == 0 else "",
                    initial=given[n] if n < len(given) else "",
                )  # fmt: skip
        sexes = (layout.sexes if layout else None) or proposal.sexes
        self.fields["woman"] = forms.CharField(
            label=_("Koder för kvinnor"), required=False, max_length=120,
            initial=", ".join(sexes.woman) if sexes else "",
            help_text=_("Som de står i filen, med komma emellan."),
        )  # fmt: skip
        self.fields["man"] = forms.CharField(
            label=_("Koder för män"), required=False, max_length=120,
            initial=", ".join(sexes.man) if sexes else "",
        )  # fmt: skip
        self.fields["hours_month"] = forms.FloatField(
            label=_("Timmar i månaden för heltid"), required=False, min_value=1, max_value=200,
            localize=True, initial=layout.hours_month if layout else None,
            help_text=_("Bara om filen har timlön. Talet står i kollektivavtalet."),
        )  # fmt: skip
        self.fields["holiday_percent"] = forms.FloatField(
            label=_("Semesterersättning i timlönen, procent"), required=False, min_value=0,
            max_value=99, localize=True, initial=layout.holiday_percent if layout else None,
            help_text=_("Bara om timlönen i filen innehåller den."),
        )  # fmt: skip

    def columns(self) -> dict[str, tuple[str, ...]]:
        """Return the chosen headings by meaning; call when the form is valid."""
        found: dict[str, tuple[str, ...]] = {}
        for meaning in self.meanings:
            chosen = [
                heading
                for n in range(SEVERAL)
                if (heading := self.cleaned_data.get(_name(meaning, n)))
            ]
            if chosen:
                found[meaning.value] = tuple(dict.fromkeys(chosen))
        return found

    def sexes(self) -> Sexes | None:
        """Return the codes, None where none were given; call when the form is valid."""
        woman, man = (_codes(self.cleaned_data[name]) for name in ("woman", "man"))
        return Sexes(woman=woman, man=man) if woman or man else None


_NOT_ASKED = frozenset({Meaning.ENDED})


def _name(meaning: Meaning, n: int) -> str:
    return meaning.value if n == 0 else f"{meaning.value}-{n}"


def _codes(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(code.strip() for code in text.split(",") if code.strip()))


class RegisterForm(forms.Form):
    """The staff register, to hold a pay file against."""

    register = forms.FileField(
        label=_("Personalregistret"),
        help_text=_("En fil med samma anställningsnummer eller personnummer som lönefilen."),
        error_messages={"required": _("Välj filen med personalregistret.")},
    )


class PlacesForm(forms.Form):
    """Why some are in one of the files only: a number for each reason and place."""

    def __init__(self, *args, places: dict[Place, int], explained: tuple[Explained, ...], **kwargs):
        super().__init__(*args, **kwargs)
        self.places = list(places.items())
        said: dict[tuple[Place, Reason], Explained] = {(e.place, e.reason): e for e in explained}
        for at, (place, n) in enumerate(self.places):
            for reason in Reason:
                known = said.get((place, reason))
                self.fields[f"p{at}_{reason.value}"] = forms.IntegerField(
                    label=reason.words.capitalize(), required=False, min_value=0, max_value=n,
                    initial=known.n if known else None,
                )  # fmt: skip
            own = said.get((place, Reason.OWN_WORDS))
            self.fields[f"p{at}_words"] = forms.CharField(
                label=_("Det andra skälet"), required=False, max_length=LONGEST_WORDS,
                initial=own.words if own else "",
            )  # fmt: skip

    @property
    def rows(self):
        """Give each place with how many there are, and its fields."""
        for at, (place, n) in enumerate(self.places):
            yield place, n, [self[name] for name in self.fields if name.startswith(f"p{at}_")]

    def given(self) -> list[Explained]:
        """Return what was said; call when the form is valid."""
        return [
            Explained(place, reason, n, self.cleaned_data[f"p{at}_words"] if own else "")
            for at, (place, _n) in enumerate(self.places)
            for reason in Reason
            if (n := self.cleaned_data[f"p{at}_{reason.value}"] or 0)
            for own in [reason is Reason.OWN_WORDS]
        ]


class ReaderForm(forms.Form):
    """Somebody to name as reader."""

    user = forms.ChoiceField(label=_("Vem ska få läsa?"))

    def __init__(self, *args, people, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["user"].choices = [("", _("Välj")), *people]

    def clean_user(self):
        chosen = self.cleaned_data["user"]
        if not chosen:
            raise ValidationError(_("Välj en person."))
        return int(chosen)
