"""What is dear to put together is kept until something has changed, and not a moment longer."""

from __future__ import annotations

import re
import threading
from datetime import date

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from strandvik import noon

from aktiva.apps.accounts.models import User
from aktiva.apps.audit import history, log
from aktiva.apps.organisation import policy
from aktiva.apps.organisation import queries as organisation
from aktiva.apps.organisation.models import Employer, RoleHolding, Unit, UnitKind
from aktiva.domain.organisation.permissions import Role
from aktiva.domain.organisation.tree import Level

AT = noon("2023-09-20")
pytestmark = pytest.mark.django_db(transaction=True)


class Counter:
    """Something to put together that tells how often that was done."""

    def __init__(self) -> None:
        self.n = 0

    def __call__(self) -> int:
        self.n += 1
        return self.n


@pytest.fixture
def employer() -> Employer:
    with transaction.atomic():
        return history.store(
            Employer(name="Strandviks kommun", org_number="212000-9903"), at=AT, by=None
        )


def record(employer: Employer) -> None:
    log.record(log.Event.EMPLOYER_CREATED, actor=None, about=employer, at=AT)


def kind(employer: Employer, code: str) -> UnitKind:
    return UnitKind(
        employer=employer, code=code, level=Level.GROUP, singular=code, definite=code, plural=code,
        chief="chef",
    )  # fmt: skip


def test_it_is_kept_while_nothing_is_recorded(employer):
    made = Counter()

    assert [history.unchanged(("k",), made) for _ in range(3)] == [1, 1, 1]


def test_it_is_made_anew_once_something_is_recorded(employer):
    made = Counter()
    history.unchanged(("l",), made)

    with transaction.atomic():
        record(employer)

    assert history.unchanged(("l",), made) == 2


def test_what_depends_on_some_models_outlives_changes_of_others(employer):
    made = Counter()
    history.unchanged(("m",), made, of=(UnitKind,))

    with transaction.atomic():
        record(employer)
    assert history.unchanged(("m",), made, of=(UnitKind,)) == 1

    with transaction.atomic():
        history.store(kind(employer, "skola"), at=AT, by=None)
    assert history.unchanged(("m",), made, of=(UnitKind,)) == 2


def test_a_row_that_is_removed_is_a_change(employer):
    with transaction.atomic():
        row = history.store(kind(employer, "skola"), at=AT, by=None)
    made = Counter()
    history.unchanged(("n",), made, of=(UnitKind,))

    with transaction.atomic():
        history.remove(row, at=AT, by=None)

    assert history.unchanged(("n",), made, of=(UnitKind,)) == 2


def test_what_is_made_in_a_transaction_is_not_kept(employer):
    made = Counter()

    with transaction.atomic():
        history.unchanged(("o",), made)

    assert history.unchanged(("o",), made) == 2


def test_somebody_who_writes_elsewhere_does_not_keep_it_from_being_kept(employer):
    if connection.vendor == "sqlite":
        pytest.skip("one writer at a time")
    written, go_on = threading.Event(), threading.Event()

    def elsewhere() -> None:
        try:
            with transaction.atomic():
                history.store(kind(employer, "skola"), at=AT, by=None)
                written.set()
                go_on.wait(10)
        finally:
            connection.close()

    writer = threading.Thread(target=elsewhere)
    writer.start()
    assert written.wait(10)
    made = Counter()

    assert [history.unchanged(("q",), made) for _ in range(2)] == [1, 1]
    assert history.unchanged(("r",), made, of=(UnitKind,)) == 2
    assert history.unchanged(("r",), made, of=(UnitKind,)) == 3
    go_on.set()
    writer.join()
    assert history.unchanged(("r",), made, of=(UnitKind,)) == 4
    assert history.unchanged(("r",), made, of=(UnitKind,)) == 4


def test_a_change_that_is_seen_late_is_not_missed(employer):
    """One who began to write before another, and is done after, has a smaller number."""
    if connection.vendor == "sqlite":
        pytest.skip("one writer at a time")
    written, go_on = threading.Event(), threading.Event()

    def slow() -> None:
        try:
            with transaction.atomic():
                record(employer)
                written.set()
                go_on.wait(10)
        finally:
            connection.close()

    writer = threading.Thread(target=slow)
    writer.start()
    assert written.wait(10)
    with transaction.atomic():
        record(employer)
    made = Counter()
    history.unchanged(("p",), made)
    go_on.set()
    writer.join()

    assert history.unchanged(("p",), made) == 2
    assert history.unchanged(("p",), made) == 2


def test_who_answers_for_what_is_made_of_what_it_says(employer):
    """A table that it reads and does not name would leave it as it was when that table changes."""
    with CaptureQueriesContext(connection) as asked:
        organisation.owners(employer, on=AT.date())

    read = {
        table
        for query in asked
        for table in re.findall(r'(?:FROM|JOIN) "(\w+)"', query["sql"])
        if "historical" not in table
    }
    of_the_tree = {"organisation_unitperiod", "organisation_unit", "organisation_employer"}
    assert read - of_the_tree <= {
        "organisation_roleholding", "organisation_unitkind", "accounts_user",
    }  # fmt: skip


def test_the_oldest_of_a_kind_makes_room_and_other_kinds_are_left_alone(employer):
    other, made = Counter(), Counter()
    history.unchanged(("kept", 0), other)

    for n in (1, 2, 3, 2, 1):
        history.unchanged(("oldest", n), made, room=2)

    assert made.n == 4  # 1 had made room for 3
    assert history.unchanged(("kept", 0), other) == 1


def test_a_role_that_is_given_or_ended_is_known_at_the_next_request(employer):
    with transaction.atomic():
        unit = history.store(Unit(employer=employer, code="ALB"), at=AT, by=None)
    person = User.objects.create_user("bo.grip@strandvik.example", name="Bo Grip")

    def held() -> list[str]:
        user = User.objects.get(pk=person.pk)
        return [h.role for h in policy.holdings(user, on=AT.date())]

    before = held()
    with transaction.atomic():
        holding = history.store(
            RoleHolding(user=person, unit=unit, role=Role.UNIT_MANAGER, title="rektor",
                        from_date=AT.date()),
            at=AT, by=None,
        )  # fmt: skip
    given = held()
    with transaction.atomic():
        holding.from_date, holding.to_date = date(2023, 1, 2), AT.date()
        history.store(holding, at=AT, by=None)

    assert (before, given, held()) == ([], [Role.UNIT_MANAGER], [])


def test_nobody_changes_what_others_are_given_of_a_role(employer):
    with transaction.atomic():
        unit = history.store(Unit(employer=employer, code="ALB"), at=AT, by=None)
        person = User.objects.create_user("bo.grip@strandvik.example", name="Bo Grip")
        history.store(
            RoleHolding(user=person, unit=unit, role=Role.UNIT_MANAGER, title="rektor",
                        from_date=AT.date()),
            at=AT, by=None,
        )  # fmt: skip
    (mine,) = policy.holdings(User.objects.get(pk=person.pk), on=AT.date())

    mine.title = mine.unit.code = mine.unit.employer.name = "annat"

    (again,) = policy.holdings(User.objects.get(pk=person.pk), on=AT.date())
    assert (again.title, again.unit.code) == ("rektor", "ALB")
    assert again.unit.employer.name == "Strandviks kommun"
