"""Forms for the pay file: choosing it, and saying what its columns are."""

from __future__ import annotations

from collections.abc import Sequence

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from aktiva.apps.pay import actions
from aktiva.apps.pay.actions import Waiting
from aktiva.apps.pay.models.runs import LONGEST_WORDS
from aktiva.domain.pay.full_time import divisors
from aktiva.domain.pay.mapping import Sexes
from aktiva.domain.pay.meanings import ADDED, Meaning
from aktiva.domain.pay.recognising import DIVISOR, SEX_CODES, Question
from aktiva.domain.pay.swedish import whole

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


class SheetForm(forms.Form):
    """Another sheet of a workbook that waits."""

    sheet = forms.ChoiceField(
        label=_("Läs ett annat blad"), error_messages={"required": _("Välj ett blad.")}
    )

    def __init__(self, *args, sheets: Sequence[str], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["sheet"].choices = [("", _("Välj")), *((name, name) for name in sheets)]


class ColumnsForm(forms.Form):
    """What each column of a file is. What was recognised is filled in, what is asked is not.

    Columns that are never read in cannot be chosen.
    """

    def __init__(self, *args, waiting: Waiting, **kwargs):
        super().__init__(*args, **kwargs)
        self._waiting = waiting
        proposal, layout = waiting.proposal, waiting.layout
        never = {d.heading for d in proposal.dropped if d.sensitive}
        self._headings = list(
            dict.fromkeys(n for n in waiting.file.table.names if n and n not in never)
        )
        self._asked = {} if layout else {q.meaning: q for q in proposal.asked}
        self.meanings = [m for m in Meaning if m not in _NOT_ASKED]
        for meaning in self.meanings:
            self._add(meaning)
        sexes = (layout.sexes if layout else None) or proposal.sexes
        self._add_codes(sexes)
        self._add_hourly()
        self.disagreeing = actions.disagreeing(waiting, self._proposed(), sexes)
        if self.disagreeing or "sexes_stand" in self.data:
            self._add_sexes_stand()

    def _add(self, meaning: Meaning) -> None:
        given = self._proposed().get(meaning, ())
        for n in range(min(SEVERAL, len(given) + 1) if meaning in ADDED else 1):
            self.fields[_name(meaning, n)] = forms.ChoiceField(
                label=_("och dessutom") if n else meaning.words.capitalize(),
                choices=self._choices(meaning),
                required=not n and self._must_answer(meaning),
                error_messages={"required": _("Välj en kolumn, eller att den inte finns i filen.")},
                help_text="" if n else self._why(meaning),
                initial=given[n] if n < len(given) else "",
            )

    def _proposed(self) -> dict[str, tuple[str, ...]]:
        """Return the headings that are filled in: what was confirmed before, or what is plain."""
        if self._waiting.layout is not None:
            return {m.value: tuple(h) for m, h in self._waiting.layout.columns.items()}
        found = self._waiting.proposal.columns
        return {m: (c.heading, *c.also) for m, c in found.items()}

    def _question(self, meaning: str) -> Question | None:
        """Return the question that a column of this meaning may answer."""
        of_own = self._asked.get(meaning)
        if of_own or meaning in self._proposed():
            return of_own
        return next(
            (q for q in self._asked.values() if any(c.meaning == meaning for c in q.candidates)),
            None,
        )

    def _must_answer(self, meaning: str) -> bool:
        """Return whether the field has a question of its own, which nothing else may answer."""
        asked = self._asked.get(meaning)
        return asked is not None and {c.meaning for c in asked.candidates} <= {meaning}

    def _choices(self, meaning: str) -> list[tuple[str, object]]:
        asked = self._question(meaning)
        if asked is None:
            return [("", _("Finns inte i filen")), *((h, h) for h in self._headings)]
        likely = {c.heading for c in asked.candidates}
        first = [(h, h) for h in self._headings if h in likely]
        rest = [(h, h) for h in self._headings if h not in likely]
        groups = [(_("Troliga kolumner"), first), (_("Övriga kolumner"), rest)]
        return [
            ("", _("Välj")),
            (ABSENT, _("Finns inte i filen")),
            *((words, options) for words, options in groups if options),
        ]

    def _why(self, meaning: Meaning) -> str:
        if self._waiting.layout is not None:
            return _("Bekräftad förra gången.") if meaning in self._proposed() else ""
        if (asked := self._question(meaning)) is not None:
            return asked.words
        found = self._waiting.proposal.columns.get(meaning)
        return _("Föreslagen: %(why)s.") % {"why": found.reason} if found else ""

    def _add_codes(self, sexes: Sexes | None) -> None:
        asked = self._asked.get(SEX_CODES)
        self.fields["woman"] = forms.CharField(
            label=_("Koder för kvinnor"), required=False, max_length=120,
            initial=", ".join(sexes.woman) if sexes else "",
            help_text=asked.words if asked else _("Som de står i filen, med komma emellan."),
        )  # fmt: skip
        self.fields["man"] = forms.CharField(
            label=_("Koder för män"), required=False, max_length=120,
            initial=", ".join(sexes.man) if sexes else "",
            help_text=_("Som de står i filen, med komma emellan."),
        )  # fmt: skip

    def _add_hourly(self) -> None:
        layout = self._waiting.layout
        known = " ".join(d.source for d in divisors().values())
        self.fields["hours_month"] = forms.FloatField(
            label=_("Timmar i månaden för heltid"), required=False, min_value=1, max_value=200,
            localize=True, initial=layout.hours_month if layout else None,
            help_text=_("Bara om filen har timlön. Talet står i kollektivavtalet. %(known)s")
            % {"known": known},
        )  # fmt: skip
        self.fields["holiday_percent"] = forms.FloatField(
            label=_("Semesterersättning i timlönen, procent"), required=False, min_value=0,
            max_value=99, localize=True, initial=layout.holiday_percent if layout else None,
            help_text=_("Bara om timlönen i filen innehåller den."),
        )  # fmt: skip

    def _add_sexes_stand(self) -> None:
        self.fields["sexes_stand"] = forms.BooleanField(
            label=_("Fortsätt ändå: kolumnen och koderna för kön är rätt"), required=False
        )

    def clean(self):
        given = super().clean()
        self._check_pay(given)
        if given.get(Meaning.PAY_HOURLY, "") not in _NONE and given.get("hours_month") is None:
            self.add_error("hours_month", _("Skriv talet, så att timlönen kan räknas om."))
        self.disagreeing = actions.disagreeing(self._waiting, self.columns(), self.sexes())
        if self.disagreeing and not given.get("sexes_stand"):
            self._add_sexes_stand()
            self.add_error("sexes_stand", self._disagreement())
        return given

    def _disagreement(self) -> str:
        return ngettext(
            "Kolumnen för kön och personnumren säger olika i %(n)s rad. Byt koderna om kvinnor och "
            "män är omkastade, rätta filen, eller kryssa i rutan.",
            "Kolumnen för kön och personnumren säger olika i %(n)s rader. Byt koderna om kvinnor "
            "och män är omkastade, rätta filen, eller kryssa i rutan.",
            self.disagreeing,
        ) % {"n": whole(self.disagreeing)}

    def _check_pay(self, given) -> None:
        """A question of what the pay is has two fields; one of them has to answer it."""
        if Meaning.PAY not in self._asked or self._must_answer(Meaning.PAY):
            return
        if not given.get(Meaning.PAY) and not given.get(Meaning.PAY_ACTUAL):
            self.add_error(Meaning.PAY, self._asked[Meaning.PAY].words)

    @property
    def questions(self) -> list[tuple[BoundField, str]]:
        """The fields that a person has to fill in, each with its question."""
        fields = {SEX_CODES: "woman", DIVISOR: "hours_month"}
        return [(self[fields.get(m, m)], q.words) for m, q in self._asked.items()]

    @property
    def parts(self) -> list[tuple[str, list[BoundField], bool]]:
        """The fields by how sure they are, under a heading, and whether they are folded away.

        What was not found is folded, unless something is wrong there or all is.
        """
        asked, found, absent = [], [], []
        for meaning in self.meanings:
            fields = [self[_name(meaning, n)] for n in range(SEVERAL) if _name(meaning, n) in self.fields]  # fmt: skip
            if self._question(meaning):
                asked += fields
            elif meaning in self._proposed():
                found += fields
            else:
                absent += fields
        codes, hourly = [self["woman"], self["man"]], [self["hours_month"], self["holiday_percent"]]
        (asked if SEX_CODES in self._asked else found).extend(codes)
        (asked if DIVISOR in self._asked else absent).extend(hourly)
        parts = [
            (_("Svara på frågorna"), asked),
            (_("Hittade kolumner"), found),
            (_("Uppgifter som inte hittades"), absent),
        ]
        fold = bool(found) and not any(field.errors for field in absent)
        return [(heading, fields, fold and fields is absent) for heading, fields in parts if fields]

    def columns(self) -> dict[str, tuple[str, ...]]:
        """Return the chosen headings by meaning; call when the form is valid."""
        found: dict[str, tuple[str, ...]] = {}
        for meaning in self.meanings:
            chosen = [
                heading
                for n in range(SEVERAL)
                if (heading := self.cleaned_data.get(_name(meaning, n), "")) not in _NONE
            ]
            if chosen:
                found[meaning.value] = tuple(dict.fromkeys(chosen))
        return found

    def sexes(self) -> Sexes | None:
        """Return the codes, None where none were given; call when the form is valid."""
        woman, man = (_codes(self.cleaned_data.get(name, "")) for name in ("woman", "man"))
        return Sexes(woman=woman, man=man) if woman or man else None


ABSENT = "-"
"""Chosen where a column that is asked about is not in the file."""

_NONE = ("", ABSENT)
_NOT_ASKED = frozenset({Meaning.ENDED})


def _name(meaning: Meaning, n: int) -> str:
    return meaning.value if n == 0 else f"{meaning.value}-{n}"


def _codes(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(code.strip() for code in text.split(",") if code.strip()))
