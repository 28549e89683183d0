"""A question's answers by department, and how much of the staff is missing."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse
from strandvik import hand_in, noon, sheet_of

from aktiva.apps.reports import queries
from aktiva.apps.statistics import actions as statistics

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

AT = noon("2023-11-20")
NO = {"answer": "no", "comment": "Larmet i källaren fungerar inte."}


@pytest.fixture
def answered(town, cycle, campaign):
    """Two of four units have answered: one school with no, the kitchen with yes."""
    hand_in(
        sheet_of(campaign, town.units["ALB"]), by=town.people["Bo Grip"], at=noon("2023-09-20"),
        own={"1.1": NO},
    )  # fmt: skip
    hand_in(
        sheet_of(campaign, town.units["KOK"]), by=town.people["Ali Noor"], at=noon("2023-09-20")
    )
    return queries.compilation(cycle, town.root, at=AT)


def staff(town, **by_unit: int) -> None:
    statistics.store_figures(
        employer=town.employer, on_date=date(2023, 1, 1),
        figures=[(town.units[code], "permanent", "full_time", n) for code, n in by_unit.items()],
        source="Inskrivet", actor=town.hr, at=noon("2023-01-08"),
    )  # fmt: skip


def test_each_department_has_its_own_answers_and_its_silent_units(answered):
    _result, (education, service) = queries.by_department(answered, "1.1")

    assert [(c.choice, c.n) for c in education.now] == [("Nej", 1)]
    assert [(c.choice, c.n) for c in service.now] == [("Ja", 1)]
    assert (education.n_asked, education.n_silent, service.n_silent) == (2, 1, 1)


def test_the_departments_add_up_to_the_whole(answered):
    result, rows = queries.by_department(answered, "1.1")

    assert sum(row.n_answered for row in rows) == result.tally.n_answered
    assert sum(row.n_asked for row in rows) == result.tally.n_asked


def test_few_answers_get_no_percentage():
    assert [c.share for c in queries.shares([("Ja", 3), ("Nej", 1)])] == ["", ""]


def test_shares_are_of_those_who_answered():
    found = queries.shares([("Ja", 30), ("Nej", 10)])

    assert [c.share.replace("\u00a0", " ") for c in found] == ["75 procent", "25 procent"]


def test_the_part_of_the_staff_that_is_missing_is_told(town, answered):
    staff(town, ALB=30, EKL=20, KOK=40, LOK=10)

    assert queries.missing_staff(answered).replace("\u00a0", " ") == "30 procent"


def test_without_figures_nothing_is_said_of_the_staff(answered):
    assert queries.missing_staff(answered) is None


def test_the_page_of_a_question(client, day, town, cycle, answered):
    day("2023-11-20")
    client.force_login(town.hr)

    page = client.get(reverse("reports:compilation_question", args=[cycle.pk, "1.1"]))
    assert "Bildningsförvaltningen" in page.content.decode()

    client.force_login(town.people["Bo Grip"])
    address = reverse("reports:compilation_question", args=[cycle.pk, "1.1"])
    assert client.get(address).status_code == 404


@pytest.mark.parametrize("key", ["99.9", "A2"])
def test_a_question_that_is_not_counted_has_no_page(client, day, town, cycle, answered, key):
    day("2023-11-20")
    client.force_login(town.hr)

    address = reverse("reports:compilation_question", args=[cycle.pk, key])
    assert client.get(address).status_code == 404
