"""Forms for setting up an employer and its organisation."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from aktiva.apps.organisation.models import Employer, PoliticalBody, RoleHolding
from aktiva.apps.organisation.models.units import check_organisation_number
from aktiva.domain.organisation.tree import Level
from aktiva.ui.days import DayField

LEVELS = [
    (Level.DEPARTMENT, _("Förvaltning: granskar och godkänner")),
    (Level.GROUP, _("Mellannivå: samlar enheter")),
    (Level.WORKPLACE, _("Arbetsplats")),
]


def text_field(label, required_message, **kwargs):
    """Return a line of text that must be filled in."""
    return forms.CharField(label=label, error_messages={"required": required_message}, **kwargs)


class EmployerForm(forms.Form):
    """A new employer."""

    org_number = text_field(
        _("Organisationsnummer"),
        _("Skriv organisationsnumret, till exempel 212000-1234."),
        help_text=_("Med bindestreck, till exempel 212000-1234."),
        validators=[check_organisation_number],
    )
    name = text_field(_("Arbetsgivarens namn"), _("Skriv arbetsgivarens namn."), max_length=120)
    kind = forms.ChoiceField(label=_("Slag"), choices=Employer.Kind.choices)
    address = forms.CharField(label=_("Adress i skrivelser"), required=False, max_length=200)

    def clean_org_number(self):
        number = self.cleaned_data["org_number"].strip()
        if Employer.objects.filter(org_number=number).exists():
            raise forms.ValidationError(
                _("Arbetsgivaren finns redan i Aktiva. Be den som sköter den om en roll.")
            )
        return number


class EmployerDetailsForm(forms.Form):
    """What pages and papers say of the employer."""

    name = text_field(_("Arbetsgivarens namn"), _("Skriv arbetsgivarens namn."), max_length=120)
    address = forms.CharField(label=_("Adress i skrivelser"), required=False, max_length=200)
    contact = forms.CharField(
        label=_("Kontakt för dem som svarar"),
        help_text=_("Till exempel HR-avdelningen, telefon 0480-55 12 40."),
        required=False,
        max_length=200,
    )
    personal_links = forms.BooleanField(
        label=_("Personliga länkar i breven"),
        help_text=_(
            "Chefen kommer till sitt underlag från brevet utan lösenord, och bara dit. Tar du bort "
            "krysset slutar länkar som redan är skickade att fungera."
        ),
        required=False,
    )


class ListForm(forms.Form):
    """Units and managers, as a file or pasted."""

    file = forms.FileField(
        label=_("Fil (xlsx, ods eller csv)"),
        required=False,
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.xls,.ods,.csv,.txt"}),
    )
    pasted = forms.CharField(
        label=_("Eller klistra in raderna"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 8}),
        strip=False,
    )
    from_date = DayField(label=_("Gäller från"))

    def clean(self):
        given = super().clean()
        if not given.get("file") and not (given.get("pasted") or "").strip():
            raise forms.ValidationError(_("Välj en fil eller klistra in raderna."))
        return given


class KindForm(forms.Form):
    """What the employer calls a kind of unit."""

    level = forms.ChoiceField(label=_("Nivå"), choices=LEVELS)
    singular = text_field(_("En"), _("Skriv ordet, till exempel rektorsområde."), max_length=60)
    definite = text_field(_("Den"), _("Skriv ordet, till exempel rektorsområdet."), max_length=60)
    plural = text_field(_("Flera"), _("Skriv ordet, till exempel rektorsområden."), max_length=60)
    chief = text_field(_("Chefens titel"), _("Skriv titeln, till exempel rektor."), max_length=60)
    answers = forms.BooleanField(label=_("Svarar på underlaget"), required=False)


class RoleForm(forms.Form):
    """Giving somebody a role at a unit."""

    email = forms.EmailField(
        label=_("E-postadress"),
        error_messages={
            "required": _("Skriv personens e-postadress."),
            "invalid": _("Adressen ser inte rätt ut. Skriv den som namn@kommun.se."),
        },
    )
    name = text_field(_("Namn"), _("Skriv personens namn."), max_length=120)
    role = forms.ChoiceField(label=_("Roll"), choices=RoleHolding.Role.choices)
    title = text_field(_("Titel"), _("Skriv titeln, till exempel rektor."), max_length=80)
    acting = forms.BooleanField(label=_("Tillförordnad eller vikarierande"), required=False)
    from_date = DayField(label=_("Från"))
    to_date = DayField(label=_("Till"), required=False)
    organisation = forms.CharField(
        label=_("Företräder"),
        help_text=_("Bara för skyddsombud och fackliga företrädare: organisationens namn."),
        required=False,
        max_length=80,
    )
    notified_date = DayField(
        label=_("Uppdraget anmält"),
        required=False,
        help_text=_("Bara för företrädare: dagen då organisationen anmälde uppdraget."),
    )


class BodyForm(forms.Form):
    """A political body."""

    name = text_field(_("Namn"), _("Skriv organets namn."), max_length=120)
    kind = forms.ChoiceField(label=_("Slag"), choices=PoliticalBody.Kind.choices)
    code = text_field(
        _("Förkortning i diariet"), _("Skriv förkortningen, till exempel KS."), max_length=20
    )
    above = forms.ModelChoiceField(
        label=_("Organ närmast över"),
        queryset=PoliticalBody.objects.none(),
        required=False,
        empty_label=_("Inget"),
    )
    from_date = DayField(label=_("Från"))
    units = forms.MultipleChoiceField(
        label=_("Ansvarar för"), widget=forms.CheckboxSelectMultiple, required=False
    )

    def __init__(self, *args, bodies, units, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["above"].queryset = bodies
        self.fields["units"].choices = units
