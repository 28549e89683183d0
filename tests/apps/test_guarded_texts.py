"""Words that may point somebody out are asked about before they are saved."""

from __future__ import annotations

import re
from datetime import date

import pytest
from strandvik import noon, raw_answer, sheet_of

from aktiva.apps.cycles import actions as cycles
from aktiva.apps.cycles.models import Risk
from aktiva.apps.surveys import queries
from aktiva.apps.surveys.models import Answer

pytestmark = pytest.mark.django_db

PERSONAL = {
    "personnummer": "Vi har talat med 19850712-1234 om lokalerna.",
    "samordningsnummer": "Vi har talat med 850772 1234 om lokalerna.",
    "utan sekel": "Vi har talat med 8507121237 om lokalerna.",
    "e-post": "Skriv till anna.ek@strandvik.example om lokalerna.",
    "telefon": "Ring 070-123 45 67 om lokalerna så får ni veta.",
    "chefens namn": "Det är Bo Grip som har hand om lokalerna här.",
    "hälsa": "En medarbetare har fått diabetes och behöver paus.",
}
FINE = (
    "Dörrarna är tunga och larmet är svårt att höra.",
    "Vi har undersökt religion, ålder och funktionsnedsättning på APT.",
    "Genomgången gjordes 2023-09-12 i fyra arbetslag.",
)


@pytest.fixture
def bo(client, town, campaign, day):
    day("2023-09-20")
    client.force_login(town.people["Bo Grip"])
    return client


@pytest.fixture
def sheet(town, campaign):
    return sheet_of(campaign, town.units["ALB"])


def sent(sheet, text: str, **more) -> dict:
    question = queries.questionnaire(sheet.campaign).question("1.1")
    return raw_answer(question) | {"comment": text, "revision": "0"} | more


@pytest.mark.parametrize("text", PERSONAL.values(), ids=PERSONAL.keys())
def test_it_asks_before_it_saves_and_keeps_what_was_typed(bo, sheet, text):
    address = f"/underlag/{sheet.pk}/fraga/1.1/"

    page = bo.post(address, sent(sheet, text))

    assert page.status_code == 422 and "Orden kan peka ut någon" in page.text
    assert text in page.text
    assert not Answer.objects.exists()


@pytest.mark.parametrize("text", FINE)
def test_ordinary_words_are_saved_without_a_question(bo, sheet, text):
    bo.post(f"/underlag/{sheet.pk}/fraga/1.1/", sent(sheet, text))

    assert Answer.objects.get().value["comment"] == text


def test_words_that_are_let_stand_are_saved_and_not_asked_about_again(bo, sheet):
    text = PERSONAL["chefens namn"]
    address = f"/underlag/{sheet.pk}/fraga/1.1/"

    bo.post(address, sent(sheet, text, let_stand="1"))
    again = bo.post(address, sent(sheet, text + " Det går bra.", revision="1", autosave="1"))

    assert again.json()["state"] == "saved"
    assert Answer.objects.get().value["comment"].endswith("Det går bra.")
    assert "Bo Grip" not in str(dict(bo.session))


def test_a_changed_text_is_looked_at_again(bo, sheet):
    address = f"/underlag/{sheet.pk}/fraga/1.1/"
    page = bo.post(address, sent(sheet, PERSONAL["telefon"]))
    hidden = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', page.text))
    hidden.pop("csrfmiddlewaretoken", None)

    still = bo.post(address, hidden | {"comment": PERSONAL["e-post"]})
    done = bo.post(address, hidden | {"comment": FINE[0]})

    assert still.status_code == 422
    assert done.status_code == 302
    assert Answer.objects.get().value["comment"] == FINE[0]


def test_what_saves_itself_is_not_saved_and_says_why(bo, sheet):
    answer = bo.post(
        f"/underlag/{sheet.pk}/fraga/1.1/", sent(sheet, PERSONAL["personnummer"], autosave="1")
    )

    assert answer.status_code == 422 and answer.json()["state"] == "refused"
    assert "Inte sparat" in answer.json()["words"] and "personnummer" in answer.json()["words"]
    assert not Answer.objects.exists()


def test_risks_are_asked_about_too(bo, sheet):
    page = bo.post(
        f"/underlag/{sheet.pk}/risk/",
        {"area": "training", "description": PERSONAL["chefens namn"], "grounds": ["age"]},
    )

    assert page.status_code == 422 and "Orden kan peka ut någon" in page.text


@pytest.mark.parametrize("text", [PERSONAL["personnummer"], PERSONAL["hälsa"]])
def test_the_years_own_forms_ask_too_and_keep_what_was_typed(bo, town, cycle, text):
    """The same risk can be written through the year, where no sheet is answered."""
    address = f"/ar/{cycle.pk}/enhet/{town.units['ALB'].pk}/risk/"
    typed = {
        "area": "working_conditions",
        "grounds": "age",
        "source": "APT",
        "cause": "Vi har aldrig talat om vilken jargong vi vill ha.",
    }

    page = bo.post(address, typed | {"description": text})
    kept = bo.post(address, typed | {"description": text, "let_stand": "1"})

    assert page.status_code == 422 and text in page.text
    assert "Orden kan peka ut någon" in page.text
    assert kept.status_code == 302
    assert Risk.objects.get().description == text


def test_a_persons_name_at_the_measures_unit_is_known_to_who_works_elsewhere(
    client, town, cycle, day
):
    day("2023-09-20")
    facts = cycles.MeasureFacts(
        area="training", title="Vikarier på kursdagar", owner_role="rektor",
        due_date=date(2024, 5, 1), expected_effect="Alla kan gå.", effect_measure="Vi räknar.",
    )  # fmt: skip
    measure = cycles.decide_measure(
        cycle=cycle, unit=town.units["ALB"], facts=facts, risks=(), actor=town.hr,
        at=noon("2023-09-19"),
    )  # fmt: skip
    client.force_login(town.hr)

    page = client.post(
        f"/atgard/{measure.pk}/underlag/", {"text": PERSONAL["chefens namn"], "kind": "note"}
    )

    assert page.status_code == 422 and "Bo Grip" in page.text
    assert "Orden kan peka ut någon" in page.text
    assert not measure.notes.exists()
