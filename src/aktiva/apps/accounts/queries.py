"""Reads of accounts."""

from __future__ import annotations

from aktiva.apps.accounts.models import User


def has_accounts() -> bool:
    """Return whether anybody has an account. One question."""
    return User.objects.exists()


def by_email(email: str) -> User | None:
    """Return the account with this address, or None. One question."""
    return User.objects.filter(email=email.strip().lower()).first()


def names() -> list[str]:
    """Return the names of everybody who has or has had an account. One question."""
    return list(User.objects.order_by("pk").values_list("name", flat=True))


def user(pk: int) -> User | None:
    """Return an account, or None. One question."""
    return User.objects.filter(pk=pk).first()
