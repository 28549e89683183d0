"""A language model may propose words; it sees little, and a person decides."""

from __future__ import annotations

import json

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from small_model import ANSWER, serving
from strandvik import noon

from aktiva.apps.reports import actions
from aktiva.apps.reports.models import Observation

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

AT = noon("2023-11-20")
HELD_BACK = (
    "Ring Bo på 070-123 45 67 om larmet.",
    "Moa Hedlund har bett om larm.",
    "En kollega med adhd störs av larmet.",
)


@pytest.fixture
def model(settings):
    """Let the installation have a language model that answers in a manner."""

    def use(served) -> None:
        settings.AKTIVA_LANGUAGE_MODEL = served.address
        settings.AKTIVA_LANGUAGE_MODEL_NAME = "liten"
        settings.AKTIVA_LANGUAGE_MODEL_KEY = "hemlig"
        settings.AKTIVA_LANGUAGE_MODEL_SECONDS = 0.5

    return use


@pytest.fixture
def alarms(town, cycle) -> Observation:
    """An accepted observation that rests on five comments, of which two may be sent."""
    comments = ("Larmet i källaren är trasigt.", "Vi saknar larm.", *HELD_BACK)
    return actions.write_observation(
        cycle=cycle, unit=town.root, area="working_conditions", kind="improvement",
        title="Larm saknas", text="Larm saknas på flera enheter.", changed_as="Moa Hedlund",
        sources=[
            {"unit": town.units["ALB"].pk, "question": "1.1", "answer": n, "comment": comment}
            for n, comment in enumerate(comments)
        ],
        actor=town.hr, at=AT,
    )  # fmt: skip


def propose(o: Observation, who) -> Observation:
    return actions.propose_wording(observation_id=o.pk, actor=who, at=AT)


def test_nothing_is_asked_where_no_model_is_set(alarms, town):
    with pytest.raises(ValidationError, match="Ingen språkmodell är inställd"):
        propose(alarms, town.hr)


def test_what_the_model_proposes_is_kept_beside_the_text(alarms, town, model):
    with serving("well") as served:
        model(served)
        kept = propose(alarms, town.hr)

    assert kept.worded["text"] == ANSWER
    assert kept.text == "Larm saknas på flera enheter."
    assert (kept.worded["model"], kept.worded["n_used"], kept.worded["n_withheld"]) == (
        "liten",
        2,
        3,
    )
    assert not kept.is_model_worded


def test_the_model_gets_only_comments_that_point_out_nobody(alarms, town, model):
    with serving("well") as served:
        model(served)
        propose(alarms, town.hr)

    sent = json.dumps(served.asked, ensure_ascii=False)
    assert "Larmet i källaren är trasigt." in sent
    for word in ("070", "Moa", "Hedlund", "adhd", "Alby", town.employer.name):
        assert word not in sent


def test_an_amount_that_stands_in_no_source_is_told(alarms, town, model):
    with serving("well", answer="Larm saknas på 37 enheter.") as served:
        model(served)
        assert propose(alarms, town.hr).worded["unsupported"] == ["37"]


@pytest.mark.parametrize(
    ("manner", "told"),
    [
        ("empty", "gick inte att läsa"),
        ("no_json", "gick inte att läsa"),
        ("error", "tog inte emot frågan"),
        ("silent", "svarade inte i tid"),
        ("broken", "går inte att nå"),
    ],
)
def test_a_model_that_answers_badly_changes_nothing(alarms, town, model, manner, told):
    with serving(manner) as served:
        model(served)
        with pytest.raises(ValidationError, match=told):
            propose(alarms, town.hr)
    alarms.refresh_from_db()
    assert alarms.worded is None


@pytest.mark.parametrize("answer", ["Fråga Bo Grip om larmet.", "x" * 2001])
def test_an_answer_that_points_out_somebody_or_never_ends_is_not_kept(alarms, town, model, answer):
    with serving("well", answer=answer) as served:
        model(served)
        with pytest.raises(ValidationError, match="visas därför inte"):
            propose(alarms, town.hr)


def test_an_observation_that_nobody_has_accepted_is_not_worded(alarms, town, model):
    actions.decide_observation(
        observation_id=alarms.pk, state="proposed", changed_as="Moa Hedlund", actor=town.hr, at=AT
    )
    with serving("well") as served:
        model(served)
        with pytest.raises(ValidationError, match="Godta iakttagelsen först"):
            propose(alarms, town.hr)
    assert served.asked == []


@pytest.mark.parametrize("kept", [(), HELD_BACK])
def test_nothing_is_asked_when_nothing_may_be_sent(alarms, town, model, kept):
    Observation.objects.filter(pk=alarms.pk).update(
        sources=[{"unit": 1, "question": "1.1", "answer": 1, "comment": c} for c in kept]
    )
    with serving("well") as served:
        model(served)
        with pytest.raises(ValidationError):
            propose(alarms, town.hr)
    assert served.asked == []


def test_only_those_who_edit_the_observation_ask(alarms, town, neighbour, model):
    with serving("well") as served:
        model(served)
        for who in (town.people["Bo Grip"], neighbour.hr):
            with pytest.raises(Observation.DoesNotExist):
                propose(alarms, who)
    assert served.asked == []


# ---- the page ----------------------------------------------------------------------------


def page(client, o: Observation, query: str = ""):
    return client.get(reverse("reports:observation", args=[o.pk]) + query)


def ask(client, o: Observation):
    address = reverse("reports:observation_ask_for_wording", args=[o.pk])
    return client.post(address, follow=True)


def test_a_person_takes_the_proposal_in_and_may_take_it_away(alarms, town, model, client, day):
    day("2023-11-20")
    client.force_login(town.hr)
    assert "Be om ett förslag" not in page(client, alarms).content.decode()
    with serving("well") as served:
        model(served)
        assert "Be om ett förslag till formulering" in page(client, alarms).content.decode()
        assert "Det du bad om är gjort." in ask(client, alarms).content.decode()

    shown = page(client, alarms).content.decode()
    assert ANSWER in shown and "Förslag från språkmodellen" in shown
    assert "Larm saknas på flera enheter.</textarea>" in shown
    assert f"{ANSWER}</textarea>" in page(client, alarms, "?modell").content.decode()

    words = {"kind": "improvement", "title": "Larm saknas", "text": ANSWER}
    client.post(reverse("reports:observation", args=[alarms.pk]), words)
    assert "ordagrant språkmodellens förslag" in page(client, alarms).content.decode()

    client.post(reverse("reports:observation_drop_wording", args=[alarms.pk]))
    alarms.refresh_from_db()
    assert (alarms.worded, alarms.text) == (None, ANSWER)


def test_a_model_that_cannot_be_reached_is_told_on_the_page(alarms, town, model, client, day):
    day("2023-11-20")
    client.force_login(town.hr)
    with serving("broken") as served:
        model(served)
        told = ask(client, alarms).content.decode()
    assert "Språkmodellen går inte att nå." in told


def test_others_meet_a_closed_door(alarms, neighbour, client, day):
    day("2023-11-20")
    client.force_login(neighbour.hr)
    for name in ("observation_ask_for_wording", "observation_drop_wording"):
        assert client.post(reverse(f"reports:{name}", args=[alarms.pk])).status_code == 404
