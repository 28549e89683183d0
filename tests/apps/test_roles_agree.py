"""The roles of the domain and of the database are the same."""

from __future__ import annotations

from aktiva.apps.organisation.models import RoleHolding
from aktiva.domain.organisation.permissions import HOLDERS, Permission, Role


def test_every_role_can_be_held_and_no_other():
    assert set(RoleHolding.Role.values) == {role.value for role in Role}


def test_every_permission_has_somebody_who_holds_it():
    assert HOLDERS.keys() == set(Permission)
    assert all(HOLDERS.values())


def test_the_administrator_of_the_system_reads_no_answers():
    allowed = {p for p, roles in HOLDERS.items() if Role.ADMINISTRATOR in roles}

    assert allowed == {Permission.MAIL_SEE, Permission.ORGANISATION_KEEP}
