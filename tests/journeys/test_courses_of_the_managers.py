"""A course from its first day: offered to all managers, obligatory for new ones, evaluated."""

from __future__ import annotations

import pytest
from browsing import Hands
from strandvik import Municipality, found, noon

from aktiva.apps.cycles import actions as cycles
from aktiva.apps.outbox.models import Mail
from aktiva.apps.trainings.models import Course, CourseAnswer, CourseRound
from aktiva.domain.organisation.permissions import Role

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

REPLY = {"useful": "5", "changes": "4", "form_worked": "5", "words": ""}


@pytest.fixture
def town() -> Municipality:
    town = found()
    town.managed("ALB", "Alby skola", "Bo Grip")
    return town


def test_a_course_is_added_done_reminded_of_answered_and_evaluated(town, hands: Hands):
    cycle = cycles.open_year(
        employer=town.employer, year=2023, actor=town.hr, at=noon("2023-02-01")
    )
    hands.be(town.hr, on="2023-03-01")
    year = f"/ar/{cycle.pk}/utbildningar/"
    hands.fill(
        f"{year}ny/",
        {
            "title": "Rekrytera rätt", "area": "recruitment", "obligatory_for_new": "on",
            "days_to_do": "90", "given_every": "1", "form": "on_site", "starts_on": "2023-01-01",
        },
    )  # fmt: skip
    course = Course.objects.get()
    page = f"{year}{course.pk}/"
    hands.fill(page, {"on_date": "2023-04-12"})
    given = CourseRound.objects.get()
    hands.fill(f"{page}tillfalle/{given.pk}/", {"until": "2023-04-20"})

    town.role(
        town.person("Ny Chef"), Role.UNIT_MANAGER, "ALB", "chef",
        from_date=noon("2023-04-01").date(), at=noon("2023-04-01"),
    )  # fmt: skip
    hands.be(town.people["Ny Chef"], on="2023-04-13")
    assert "Senast 30\u00a0juni\u00a02023" in hands.read("/utbildningar/")

    hands.client.logout()
    for _ in range(5):
        hands.fill(f"/kurs/{given.code}/", REPLY)
    assert CourseAnswer.objects.count() == 5

    hands.be(town.hr, on="2023-04-25")
    done = f"{page}fyll-i/"
    old = town.people["Bo Grip"].holdings.get().pk
    preview = hands.fill(done, {"chosen": [str(old)], "on_date": "2023-04-12"}, status=200)
    assert preview.context["n_changed"] == 1
    hands.client.post(done, {"chosen": [old], "on_date": "2023-04-12", "confirm": "1"})
    lacking = hands.read(f"{year}saknar/")
    assert "Ny Chef" in lacking and "Bo Grip" not in lacking

    new = town.people["Ny Chef"].holdings.get().pk
    hands.client.post(f"{year}paminn/", {"chosen": [f"{course.pk}-{new}"], "confirm": "1"})
    assert [m.to for m in Mail.objects.all()] == [town.people["Ny Chef"]]

    hands.fill(
        f"{page}tillfalle/{given.pk}/",
        {"content": "Fallen gav mest av allt.", "participation": "Rektorn kom, den nya gjorde det inte."},
    )  # fmt: skip
    text = hands.read(f"{page}tillfalle/{given.pk}/")
    assert "Utvärderat" in text and "Påstående" in text
    assert "Given och utvärderad" in hands.read(year)
