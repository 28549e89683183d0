"""Signing in, and the first account of a new installation."""

from __future__ import annotations

from django import forms
from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.password_validation import validate_password
from django.utils.translation import gettext_lazy as _


class SignInForm(AuthenticationForm):
    """E-mail address and password, and whether several people use the computer."""

    shared = forms.BooleanField(
        label=_("Delad dator"),
        help_text=_(
            "Kryssa i på en dator som flera använder. Då sparas inget i webbläsaren, och du loggas "
            "ut när den stängs."
        ),
        required=False,
    )

    error_messages = {
        "invalid_login": _(
            "E-postadressen och lösenordet hör inte ihop. Kontrollera stavningen och försök igen."
        ),
        "inactive": _("Kontot är avstängt. Be den som sköter Aktiva om hjälp."),
    }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["username"].label = _("E-postadress")
        self.fields["username"].error_messages["required"] = _("Skriv din e-postadress.")
        self.fields["username"].widget.attrs["type"] = "email"
        self.fields["password"].label = _("Lösenord")
        self.fields["password"].error_messages["required"] = _("Skriv ditt lösenord.")


class PasswordMixin(forms.Form):
    """A new password, checked by the installation's rules."""

    password = forms.CharField(
        label=_("Lösenord"),
        help_text=_("Minst tolv tecken. En mening är lättast att minnas."),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        error_messages={"required": _("Välj ett lösenord.")},
    )

    def clean_password(self):
        validate_password(self.cleaned_data["password"])
        return self.cleaned_data["password"]


class FirstAccountForm(PasswordMixin):
    """The account that sets up the first employer."""

    field_order = ["code", "name", "email", "password"]
    code = forms.CharField(
        label=_("Startkod"),
        help_text=_("Koden skrivs ut där servern startades."),
        error_messages={"required": _("Skriv startkoden.")},
    )
    name = forms.CharField(
        label=_("Ditt namn"), max_length=120, error_messages={"required": _("Skriv ditt namn.")}
    )
    email = forms.EmailField(
        label=_("Din e-postadress"),
        error_messages={
            "required": _("Skriv din e-postadress."),
            "invalid": _("Adressen ser inte rätt ut. Skriv den som namn@kommun.se."),
        },
    )


class ChangePasswordForm(PasswordMixin):
    """Changing one's own password."""

    field_order = ["old", "password"]
    old = forms.CharField(
        label=_("Nuvarande lösenord"),
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
        error_messages={"required": _("Skriv ditt nuvarande lösenord.")},
    )

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_old(self):
        if not self.user.check_password(self.cleaned_data["old"]):
            raise forms.ValidationError(_("Det var inte ditt nuvarande lösenord. Försök igen."))
        return self.cleaned_data["old"]
