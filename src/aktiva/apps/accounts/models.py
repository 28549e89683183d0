"""People who sign in. Nothing here says anything about a person beyond how to reach them."""

from __future__ import annotations

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils.translation import gettext_lazy as _


class UserManager(BaseUserManager):
    """Makes people by e-mail address, lower case."""

    def create_user(self, email: str, *, name: str, password: str | None = None, **rest) -> User:
        user = self.model(email=email.strip().lower(), name=name.strip(), **rest)
        user.set_password(password)
        user.save()
        return user

    def get_by_natural_key(self, email: str) -> User:
        return self.get(email=email.strip().lower())


class User(AbstractBaseUser):
    """One person with an address to sign in with."""

    email = models.EmailField(_("E-postadress"), unique=True)
    name = models.CharField(_("Namn"), max_length=120)
    protected_identity = models.BooleanField(_("Skyddad identitet"), default=False)
    is_active = models.BooleanField(default=True)

    objects = UserManager()
    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    class Privacy:
        personal = frozenset({"email", "name", "protected_identity", "password", "last_login"})
        ordinary = frozenset({"id", "is_active"})

    def __str__(self):
        return f"user {self.pk}"

    def shown_as(self, function: str) -> str:
        """Return the name, or the function alone where the identity is protected."""
        return function if self.protected_identity else self.name
