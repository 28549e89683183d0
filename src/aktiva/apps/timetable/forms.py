"""Forms for the employer's calendar, pauses and substitutes."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from aktiva.apps.timetable.models import EmployerEvent
from aktiva.ui.days import DayField


class EventForm(forms.Form):
    """An event in the employer's calendar."""

    kind = forms.ChoiceField(label=_("Slag"), choices=EmployerEvent.Kind.choices)
    name = forms.CharField(
        label=_("Namn hos er"),
        max_length=80,
        help_text=_("Till exempel Löneöversyn 2027. Skriv inga personnamn."),
        error_messages={"required": _("Skriv vad händelsen heter hos er.")},
    )
    from_date = DayField(label=_("Första dagen"))
    to_date = DayField(label=_("Sista dagen"))


class PauseForm(forms.Form):
    """Days without reminders."""

    name = forms.CharField(
        label=_("Namn"),
        max_length=80,
        help_text=_("Till exempel Semester i juli."),
        error_messages={"required": _("Skriv vad uppehållet heter.")},
    )
    from_date = DayField(label=_("Första dagen"))
    to_date = DayField(label=_("Sista dagen"))
    yearly = forms.BooleanField(label=_("Samma dagar varje år"), required=False)


class AbsenceForm(forms.Form):
    """One's own absence."""

    employer = forms.ChoiceField(label=_("Arbetsgivare"))
    substitute = forms.EmailField(
        label=_("Ersättarens e-postadress"),
        help_text=_("Ersättaren behöver ha en roll i Aktiva hos samma arbetsgivare."),
        error_messages={
            "required": _("Skriv ersättarens e-postadress."),
            "invalid": _("Adressen ser inte rätt ut. Skriv den som namn@kommun.se."),
        },
    )
    from_date = DayField(label=_("Första dagen"))
    to_date = DayField(label=_("Sista dagen"))

    def __init__(self, *args, employers=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["employer"].choices = [(str(e.pk), e.name) for e in employers]
        if len(employers) == 1:
            self.fields["employer"].widget = forms.HiddenInput()
            self.fields["employer"].initial = str(employers[0].pk)


class SubstituteForm(forms.Form):
    """Anybody's absence, set by those who keep the reminders."""

    absent = forms.EmailField(
        label=_("Den frånvarandes e-postadress"),
        error_messages={
            "required": _("Skriv den frånvarandes e-postadress."),
            "invalid": _("Adressen ser inte rätt ut. Skriv den som namn@kommun.se."),
        },
    )
    substitute = forms.EmailField(
        label=_("Ersättarens e-postadress"),
        error_messages={
            "required": _("Skriv ersättarens e-postadress."),
            "invalid": _("Adressen ser inte rätt ut. Skriv den som namn@kommun.se."),
        },
    )
    from_date = DayField(label=_("Första dagen"))
    to_date = DayField(label=_("Sista dagen"))
