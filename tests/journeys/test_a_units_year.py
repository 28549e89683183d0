"""A headteacher follows the year: examines, finds, decides, starts, extends and evaluates."""

from __future__ import annotations

from datetime import date

import pytest
from browsing import forms_on
from strandvik import found, noon, sheet_of

from aktiva.apps.cycles import actions
from aktiva.apps.cycles.models import Examination, Measure, Risk, Sample
from aktiva.apps.surveys import actions as surveys


@pytest.fixture
def town():
    town = found()
    town.managed("ALB", "Alby skola", "Bo Grip", title="rektor")
    town.managed("EKL", "Eklidens skola", "Eva Sten", title="rektor")
    return town


@pytest.fixture
def cycle(town):
    return actions.open_year(
        employer=town.employer, year=2023, actor=town.hr, at=noon("2023-09-01")
    )


def flat(page: str) -> str:
    """Return a page with ordinary spaces."""
    return page.replace("\u00a0", " ")


@pytest.mark.django_db
def test_a_year_from_examination_to_effect(hands, town, cycle):
    alby = town.units["ALB"].pk
    unit = f"/ar/{cycle.pk}/enhet/{alby}/"
    hands.be(town.people["Bo Grip"], on="2023-10-03")

    hands.fill(
        unit + "undersokning/",
        {
            "area": "recruitment", "methods": ["advertisements"], "on_date": "2023-10-02",
            "participants": "rektor och skyddsombud", "grounds": ["ethnicity", "disability"],
            "finding": "risk", "conclusion": "Sju av tolv annonser kräver körkort utan skäl.",
        },
    )  # fmt: skip
    seen = Examination.objects.get()
    hands.fill(
        f"/undersokning/{seen.pk}/stickprov/",
        {"of_what": "annonser", "n_population": "40", "n_drawn": "12", "seed": "ht23"},
    )
    hands.fill(
        f"/undersokning/{seen.pk}/stickprov/",
        {"sample": str(Sample.objects.get().pk), "n_deviating": "7", "done": "Mallen skrivs om."},
    )
    hands.fill(
        f"{unit}risk/?undersokning={seen.pk}",
        {"cause": "Mallen är skriven för tjänster där bil behövs varje dag."},
    )
    risk = Risk.objects.get()
    assert risk.examination_id == seen.pk
    assert risk.grounds == ["ethnicity", "disability"]

    page = flat(hands.read(f"{unit}risk/{risk.pk}/atgard/"))
    assert "Förslag ur katalogen" in page
    hands.fill(
        f"{unit}risk/{risk.pk}/atgard/?katalog=M-RB-02",
        {"due_date": "2023-12-01", "owner_role": "Rektor"},
    )
    measure = Measure.objects.get()
    assert measure.title.startswith("Stryk körkort")
    own = f"/atgard/{measure.pk}/"

    hands.client.post(own + "lage/", {"event": "start"})
    hands.client.post(
        own + "forlang/",
        {"new_due_date": "2023-12-20", "reason": "Mallen dröjde.", "decided_by": "rektor"},
    )
    hands.be(town.people["Bo Grip"], on="2023-12-18")
    hands.client.post(own + "lage/", {"event": "complete"})
    hollow = hands.client.post(own + "utvardera/", {"result": "done", "effect": "yes"})
    assert hollow.status_code == 422
    assert "Skriv hur ni vet det" in hollow.text
    hands.client.post(
        own + "utvardera/",
        {"result": "done", "effect": "yes", "how_known": "Nio nya annonser lästa, inget krav."},
    )
    measure.refresh_from_db()
    assert measure.status == "evaluated"

    page = flat(hands.read(own))
    assert "Förlängd från 1 december 2023 till 20 december 2023" in page
    assert "Nio nya annonser lästa" in page
    page = flat(hands.read(f"/ar/{cycle.pk}/rutnat/?enhet={alby}&visa=alla"))
    assert "2 av 35 rutor är undersökta." in page
    assert page.count("Utvärderad") >= 2
    behind = flat(hands.read(f"/ar/{cycle.pk}/rutnat/recruitment/disability/?enhet={alby}"))
    assert "Sju av tolv annonser" in behind
    assert "Stryk körkort" in behind


@pytest.mark.django_db
def test_a_survey_that_is_bought_is_a_source(hands, town, cycle):
    hands.be(town.hr, on="2023-10-03")
    root = town.root.pk
    unit = f"/ar/{cycle.pk}/enhet/{root}/"

    answer = hands.fill(
        unit + "kalla/",
        {"method": "survey", "title": "Medarbetarenkäten", "on_date": "2023-09-15"},
    )
    address = answer.url
    wrong = hands.fill(address, {"rows": "Fel enhet\tRespekt\t4,1\t22"}, status=422)
    assert "finns inte här" in wrong.text
    assert "Fel enhet" in wrong.text
    hands.fill(
        address,
        {"rows": "Enhet\tIndex\tVärde\tSvar\nAlby skola\tRespekt\t4,1\t22\nEKL\tRespekt\t3,2\t4"},
    )
    page = flat(hands.read(address))
    assert "4,1" in page
    assert "3,2" not in page


@pytest.mark.django_db
def test_a_measure_that_somebody_else_moved_on_meanwhile_is_said_plainly(hands, town, cycle):
    hands.be(town.people["Bo Grip"], on="2023-10-03")
    unit = f"/ar/{cycle.pk}/enhet/{town.units['ALB'].pk}/"
    hands.fill(
        unit + "atgard/",
        {
            "area": "training", "title": "Läsa tillsammans", "due_date": "2023-12-01",
            "owner_role": "rektor", "expected_effect": "Fler läser.", "effect_measure": "Prov.",
        },
    )  # fmt: skip
    own = f"/atgard/{Measure.objects.get().pk}/"

    hands.client.post(own + "lage/", {"event": "start"})
    again = hands.client.post(own + "lage/", {"event": "start"}, follow=True)

    assert "Någon annan har redan ändrat åtgärdens läge" in again.text


@pytest.mark.django_db
def test_a_neighbour_cannot_read_another_units_year(hands, town, cycle):
    hands.be(town.people["Eva Sten"], on="2023-10-03")

    hands.read(f"/ar/{cycle.pk}/enhet/{town.units['ALB'].pk}/", status=404)
    hands.read(f"/ar/{cycle.pk}/rutnat/?enhet={town.units['ALB'].pk}", status=404)
    hands.read(f"/ar/{cycle.pk}/rutnat/")


@pytest.mark.django_db
def test_what_was_recorded_through_the_year_need_not_be_written_again(hands, town, cycle):
    alby = town.units["ALB"]
    hands.be(town.people["Bo Grip"], on="2023-10-03")
    hands.fill(
        f"/ar/{cycle.pk}/enhet/{alby.pk}/undersokning/",
        {
            "area": "pay", "methods": ["documents"], "on_date": "2023-10-02",
            "participants": "rektor", "grounds": ["sex", "age"], "finding": "nothing",
            "conclusion": "Lönekriterierna lästes mot alla grunder.",
        },
    )  # fmt: skip
    campaign = surveys.open_campaign(
        cycle=cycle, units=[alby], opens_date=date(2023, 9, 4), last_date=date(2023, 10, 20),
        actor=town.hr, at=noon("2023-09-04"),
    )  # fmt: skip
    sheet = sheet_of(campaign, alby)

    page = hands.read(f"/underlag/{sheet.pk}/fraga/B6/")

    form = next(f for f in forms_on(page) if "row-pay-date" in f.names)
    assert form.values["row-pay-date"] == ["2023-10-02"]
    assert form.values["row-pay-methods"] == ["documents"]
    assert form.values["row-pay-grounds"] == ["sex", "age"]
    assert "row-training-date" not in form.values or form.values["row-training-date"] == [""]
    assert "Redan inskrivet under året" in page
