"""``./aktiva password``: a way in for one who has no mail server to send a link by."""

from __future__ import annotations

import argparse
import getpass
import sys

from aktiva.web.commands import serving
from aktiva.web.refusal import BadInput


def run(given: argparse.Namespace) -> int:
    """Ask for a password and give it to the account."""
    serving.prepare()
    from django.contrib.auth.password_validation import validate_password
    from django.core.exceptions import ValidationError

    from aktiva.apps.accounts import actions, queries

    user = queries.by_email(given.email)
    if user is None:
        raise BadInput(
            f"Det finns inget konto med adressen {given.email}. Ge personen en roll först."
        )
    secret = (
        getpass.getpass("Nytt lösenord: ") if sys.stdin.isatty() else sys.stdin.readline().strip()
    )
    try:
        validate_password(secret, user)
    except ValidationError as weak:
        raise BadInput(" ".join(weak.messages)) from weak
    actions.set_password(user=user, password=secret)
    print("Lösenordet är bytt.", file=sys.stderr)
    return 0
