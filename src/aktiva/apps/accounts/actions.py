"""Changes of accounts."""

from __future__ import annotations

import secrets

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from aktiva.apps.accounts.models import User
from aktiva.apps.accounts.queries import has_accounts


@transaction.atomic
def create_first_account(
    *, code: str, expected_code: str, name: str, email: str, password: str
) -> User:
    """Create the installation's first account.

    Raises:
        ValidationError: There is already an account, or the start code is wrong.
    """
    if has_accounts():
        raise ValidationError(_("Det finns redan ett konto. Logga in i stället."))
    if not expected_code or not secrets.compare_digest(code.strip(), expected_code):
        raise ValidationError(
            {"code": _("Startkoden stämmer inte. Läs den där servern startades.")}
        )
    return User.objects.create_user(email, name=name, password=password)


@transaction.atomic
def set_password(*, user: User, password: str) -> None:
    """Give an account a new password."""
    user.set_password(password)
    user.save(update_fields=["password"])
