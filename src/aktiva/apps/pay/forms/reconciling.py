"""Forms for holding the pay file against the staff register, and accounting for everybody."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext_lazy as _

from aktiva.apps.pay.models.runs import LONGEST_WORDS
from aktiva.domain.pay.reasons import hollow
from aktiva.domain.pay.reconciling import Explained, Place, Reason


class RegisterForm(forms.Form):
    """The staff register, to hold a pay file against."""

    register = forms.FileField(
        label=_("Personalregistret"),
        help_text=_("En fil med samma anställningsnummer eller personnummer som lönefilen."),
        error_messages={"required": _("Välj filen med personalregistret.")},
    )


def key_of(place: Place) -> str:
    """Return what a place is called in a form, the same however many places there are."""
    words = "\n".join((place.side, place.form, place.unit))
    return "p" + hashlib.sha256(words.encode()).hexdigest()[:12]


class PlacesForm(forms.Form):
    """Why some are in one of the files only: a number for each reason and place."""

    def __init__(
        self, *args, places: Mapping[Place, int], explained: Iterable[Explained], **kwargs
    ):
        super().__init__(*args, **kwargs)
        self.places = places
        said = {(e.place, e.reason): e for e in explained}
        for place in places:
            for reason in Reason:
                known = said.get((place, reason))
                self.fields[_number(place, reason)] = forms.IntegerField(
                    label=reason.words.capitalize(), required=False, min_value=0,
                    initial=known.n if known else None,
                )  # fmt: skip
            own = said.get((place, Reason.OWN_WORDS))
            self.fields[_words(place)] = forms.CharField(
                label=_("Det andra skälet"), required=False, max_length=LONGEST_WORDS,
                initial=own.words if own else "",
            )  # fmt: skip

    @property
    def rows(self) -> Iterator[tuple[str, Place, int, list[BoundField]]]:
        """Give each place with its key, how many there are, and its fields."""
        for place, n in self.places.items():
            key = key_of(place)
            yield key, place, n, [self[f] for f in self.fields if f.startswith(f"{key}_")]

    def clean(self):
        given = super().clean()
        for place, n in self.places.items():
            counts = {reason: given.get(_number(place, reason)) or 0 for reason in Reason}
            total = sum(counts.values())
            if total > n:
                last = [reason for reason in Reason if counts[reason]][-1]
                self.add_error(
                    _number(place, last),
                    _("Här är %(n)s, men %(total)s har fått ett skäl. Ändra antalet.")
                    % {"n": n, "total": total},
                )
            words = given.get(_words(place), "")
            if counts[Reason.OWN_WORDS] and (empty := hollow(words)) is not None:
                self.add_error(_words(place), _("Skälet %(why)s.") % {"why": empty.words})
            elif words and not counts[Reason.OWN_WORDS]:
                self.add_error(
                    _number(place, Reason.OWN_WORDS), _("Skriv hur många det andra skälet gäller.")
                )
        return given

    def given(self) -> list[Explained]:
        """Return what was said; call when the form is valid."""
        return [
            Explained(
                place, reason, n,
                self.cleaned_data[_words(place)] if reason is Reason.OWN_WORDS else "",
            )
            for place in self.places
            for reason in Reason
            if (n := self.cleaned_data[_number(place, reason)] or 0)
        ]  # fmt: skip


def _number(place: Place, reason: Reason) -> str:
    return f"{key_of(place)}_{reason.value}"


def _words(place: Place) -> str:
    return f"{key_of(place)}_words"
