"""Forms of those who send out and review."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from aktiva.apps.surveys.models import Campaign, SheetsChange
from aktiva.ui.days import DayField


class RemarkForm(forms.Form):
    """Why an answer is sent back, and why approved answers are opened again."""

    text = forms.CharField(
        label=_("Vad behöver kompletteras?"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=1000,
        error_messages={"required": _("Skriv vad som behöver kompletteras.")},
    )
    reason = forms.CharField(
        label=_("Varför öppnas svaren igen?"),
        help_text=_("Svaren är godkända. Skälet står i sammanställningen."),
        widget=forms.Textarea(attrs={"rows": 2, "data-longest": 1000}),
        max_length=1000,
        error_messages={"required": _("Svaren är godkända. Skriv varför de ska öppnas igen.")},
    )

    def __init__(self, *args, is_approved: bool, **kwargs):
        super().__init__(*args, **kwargs)
        if not is_approved:
            del self.fields["reason"]


class CampaignForm(forms.Form):
    """Sending the questionnaire: to whom, when and with which words."""

    name = forms.CharField(
        label=_("Namn på utskicket"),
        help_text=_("Så skiljer ni årets utskick åt. Enheterna ser namnet."),
        max_length=120,
        error_messages={"required": _("Skriv ett namn på utskicket.")},
    )
    opens_date = DayField(
        label=_("Öppnas"), error_messages={"required": _("Skriv när enheterna kan börja svara.")}
    )
    last_date = DayField(
        label=_("Sista svarsdag"), error_messages={"required": _("Skriv sista dagen att svara.")}
    )
    message = forms.CharField(
        label=_("Hälsning till dem som svarar"),
        widget=forms.Textarea(attrs={"rows": 4}),
        required=False,
        max_length=2000,
    )
    version = forms.ChoiceField(label=_("Frågeunderlag"), required=False)
    length = forms.ChoiceField(
        label=_("Vilka frågor?"),
        choices=Campaign.Length.choices,
        widget=forms.RadioSelect,
        required=False,
    )
    departments = forms.MultipleChoiceField(
        label=_("Vilka ska svara?"), widget=forms.CheckboxSelectMultiple, required=False
    )
    kinds = forms.MultipleChoiceField(
        label=_("Bara vissa slag av enheter?"),
        help_text=_("Markera inget om alla slag ska svara."),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    codes = forms.CharField(
        label=_("Bara enheterna i en lista?"),
        help_text=_(
            "Klistra in enheternas koder eller namn, en på varje rad. Då gäller listan och inget "
            "annat urval."
        ),
        widget=forms.Textarea(attrs={"rows": 4}),
        required=False,
        max_length=200_000,
    )

    def __init__(self, *args, departments, kinds, versions, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["departments"].choices = departments
        self.fields["kinds"].choices = kinds
        self.fields["version"].choices = versions
        if len(kinds) < 2:
            del self.fields["kinds"]


class ExtendForm(forms.Form):
    """Moving the last day to answer."""

    last_date = DayField(
        label=_("Ny sista svarsdag"), error_messages={"required": _("Skriv den nya dagen.")}
    )


class CloseForm(forms.Form):
    """Closing a campaign before or after its last day."""

    reason = forms.CharField(
        label=_("Varför avslutas utskicket?"),
        help_text=_("Enheterna ser skälet."),
        widget=forms.Textarea(attrs={"rows": 2, "data-longest": 1000}),
        max_length=1000,
        error_messages={"required": _("Skriv varför utskicket avslutas. Enheterna ser det.")},
    )


class DelegateForm(forms.Form):
    """Letting somebody else fill in, or act as manager, for a time."""

    email = forms.EmailField(
        label=_("E-postadress"),
        error_messages={
            "required": _("Skriv personens e-postadress."),
            "invalid": _("Adressen ser inte rätt ut. Skriv den som namn@kommun.se."),
        },
    )
    name = forms.CharField(
        label=_("Namn"), max_length=120, error_messages={"required": _("Skriv personens namn.")}
    )
    acting = forms.ChoiceField(
        label=_("Vad ska personen göra?"),
        choices=[
            ("no", _("Fylla i svaren. Du läser igenom och lämnar in själv.")),
            ("yes", _("Vikariera för dig som chef, och också lämna in.")),
        ],
        initial="no",
        widget=forms.RadioSelect,
        error_messages={"required": _("Välj vad personen ska göra.")},
    )
    from_date = DayField(
        label=_("Från och med"), error_messages={"required": _("Skriv den första dagen.")}
    )
    to_date = DayField(
        label=_("Till och med"), error_messages={"required": _("Skriv den sista dagen.")}
    )


class ManySheetsForm(forms.Form):
    """What is to be done to the sheets chosen; what each kind needs is said by the action."""

    kind = forms.ChoiceField(label=_("Gör så här med de valda"))
    last_date = DayField(label=_("Till och med"), required=False)
    reason = forms.CharField(
        label=_("Varför?"),
        help_text=_("Enheterna ser skälet. Skriv inget om en enskild person."),
        widget=forms.Textarea(attrs={"rows": 3, "data-longest": 1000}),
        max_length=1000,
        required=False,
    )
    decided_by = forms.CharField(
        label=_("Vem har beslutat?"),
        help_text=_("Skriv funktionen, till exempel HR-chefen."),
        max_length=120,
        required=False,
    )
    campaign = forms.TypedChoiceField(
        label=_("Flytta till"), coerce=int, empty_value=None, required=False
    )
    lead = forms.TypedChoiceField(
        label=_("Vem svarar för de andra?"), coerce=int, empty_value=None, required=False
    )
    email = forms.CharField(label=_("Personens e-postadress"), max_length=254, required=False)
    name = forms.CharField(label=_("Personens namn"), max_length=120, required=False)

    def __init__(self, *args, kinds, campaigns=(), units=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = kinds
        self.fields["campaign"].choices = [("", _("Välj ett utskick")), *campaigns]
        self.fields["lead"].choices = [("", _("Välj en enhet")), *units]


KINDS = SheetsChange.Kind.choices
FIELDS_OF = {
    SheetsChange.Kind.EXTEND: ("last_date", "reason"),
    SheetsChange.Kind.ACCEPT_LATE: ("last_date", "reason", "decided_by"),
    SheetsChange.Kind.MOVE: ("campaign",),
    SheetsChange.Kind.TOGETHER: ("lead",),
    SheetsChange.Kind.ASSIGN: ("email", "name", "last_date"),
}
"""Which fields of `ManySheetsForm` each kind of change shows."""
