"""Observations come out of counts and the units' own words; a person decides what becomes of them."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.urls import reverse
from strandvik import found, hand_in, noon, sheet_of

from aktiva.apps.audit import history
from aktiva.apps.cycles import actions as cycles
from aktiva.apps.reports import actions, queries
from aktiva.apps.reports.models import Observation
from aktiva.apps.surveys import actions as surveys
from aktiva.apps.surveys.models import Answer
from aktiva.domain.compilation.terms import vectors

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

AT = noon("2023-11-20")
MANAGERS = {"ALB": "Bo Grip", "EKL": "Eva Sten", "KOK": "Ali Noor"}
ALARM = {
    "ALB": "Larmet i källaren fungerar inte.",
    "EKL": "Vi saknar larm i källaren.",
    "KOK": "Larmet har ingen täckning i källaren.",
}
LOCKS = {
    "ALB": "Låsen i omklädningsrummet är trasiga.",
    "EKL": "Låsen i omklädningsrummet går inte att använda.",
}


def answer(town, campaign, words: dict[str, str], *, on: str = "2023-09-20") -> None:
    """Let units answer question 1.1 partly in their own words, and everything else as wished."""
    for code, comment in words.items():
        sheet = sheet_of(campaign, town.units[code])
        own = {"1.1": {"answer": "partly", "comment": comment}}
        hand_in(sheet, by=town.people[MANAGERS[code]], at=noon(on), own=own)


def propose(town, cycle) -> int:
    return actions.propose_observations(cycle=cycle, unit=town.root, actor=town.hr, at=AT)


def about_rooms(cycle, origin: str = "words") -> Observation:
    return Observation.objects.get(cycle=cycle, origin=origin, question="1.1")


@pytest.fixture
def town_in_2021():
    """The same units, since long before."""
    town = found(on="2021-01-04")
    town.unit("BF", "Bildningsförvaltningen", kind="forvaltning")
    for code, manager in MANAGERS.items():
        town.managed(code, f"Enhet {code}", manager, under="BF")
    return town


@pytest.fixture
def alarms(town, cycle, campaign):
    answer(town, campaign, ALARM)
    propose(town, cycle)
    return about_rooms(cycle)


def test_what_several_units_wrote_of_is_told_in_their_words(alarms, town):
    first, *quotes = alarms.text.splitlines()

    assert first == "3 av 3 enheter som har svarat skriver om detta:"
    assert set(quotes) == {f"”{words}”" for words in ALARM.values()}
    assert alarms.kind == "improvement"
    assert {s["unit"] for s in alarms.sources} == {town.units[code].pk for code in ALARM}


def test_every_source_leads_to_its_answer(alarms):
    for source in alarms.sources:
        kept = Answer.objects.get(pk=source["answer"])
        assert (kept.question, kept.sheet.unit_id) == ("1.1", source["unit"])
        assert kept.value["comment"] == source["comment"]


def test_what_one_unit_wrote_is_not_made_a_theme(town, cycle, campaign):
    other = {"EKL": "Bussarna går inte att ställa in.", "KOK": "Stolarna är för låga för många."}
    answer(town, campaign, {"ALB": ALARM["ALB"]} | other)
    propose(town, cycle)

    assert not Observation.objects.filter(origin="words", question="1.1").exists()


def test_the_same_answers_propose_nothing_new(alarms, town, cycle):
    assert propose(town, cycle) == 0
    assert about_rooms(cycle).pk == alarms.pk


def test_a_source_that_changes_is_flagged(alarms):
    kept = Answer.objects.get(pk=alarms.sources[0]["answer"])
    kept.value = kept.value | {"comment": "Larmet är lagat."}
    history.store(kept, at=AT, by=None)

    assert queries.flagged([alarms]) == {alarms.pk: (kept.pk,)}


def test_a_proposal_that_the_answers_no_longer_suggest_is_taken_away(alarms, town, cycle):
    Answer.objects.filter(pk__in=[s["answer"] for s in alarms.sources]).update(
        value={"answer": "yes"}
    )
    propose(town, cycle)

    assert not Observation.objects.filter(pk=alarms.pk).exists()


def test_what_a_person_has_accepted_stands_though_the_answers_change(alarms, town, cycle):
    actions.decide_observation(
        observation_id=alarms.pk, state="accepted", changed_as="Moa Hedlund", actor=town.hr, at=AT
    )
    Answer.objects.filter(pk__in=[s["answer"] for s in alarms.sources]).update(
        value={"answer": "yes"}
    )
    propose(town, cycle)

    assert about_rooms(cycle).state == "accepted"


# ---- since last year ---------------------------------------------------------------------


def year_before(town, year: int, words: dict[str, str]) -> None:
    cycle = cycles.open_year(
        employer=town.employer, year=year, actor=town.hr, at=noon(f"{year}-09-01")
    )
    campaign = surveys.open_campaign(
        cycle=cycle, units=[town.units[code] for code in words], opens_date=date(year, 9, 4),
        last_date=date(year, 10, 20), actor=town.hr, at=noon(f"{year}-09-04"),
    )  # fmt: skip
    answer(town, campaign, words, on=f"{year}-09-20")


def this_year(town, words: dict[str, str]):
    year_before(town, 2023, words)
    cycle = town.employer.cycles.get(year=2023)
    propose(town, cycle)
    return cycle


@pytest.mark.parametrize(
    ("years", "expected"),
    [
        ({}, ""),
        ({2022: ALARM}, "still"),
        ({2022: LOCKS}, "new"),
        ({2021: ALARM, 2022: LOCKS}, "back"),
        ({2021: ALARM}, ""),
    ],
)
def test_a_theme_says_how_it_stands_to_earlier_years(town_in_2021, years, expected):
    for year, words in years.items():
        year_before(town_in_2021, year, words)

    cycle = this_year(town_in_2021, ALARM)

    here = [o for o in Observation.objects.filter(cycle=cycle, origin="words", question="1.1")
            if "arm" in o.text]  # fmt: skip
    assert [o.since for o in here] == [expected]
    assert {s["year"] for s in here[0].sources} == {2023}


def test_what_nobody_writes_of_any_more_is_told_with_last_years_sources(town_in_2021):
    year_before(town_in_2021, 2022, LOCKS)

    cycle = this_year(town_in_2021, ALARM)

    gone = Observation.objects.get(cycle=cycle, since="gone")
    assert gone.text.startswith("2 enheter skrev om detta 2022, men ingen i år:")
    assert {s["year"] for s in gone.sources} == {2022}


# ---- merging -----------------------------------------------------------------------------


def merge(town, *ids: int, **given):
    facts = {"kind": "improvement", "title": "Larm", "text": "Larmen behöver ses över."} | given
    return actions.merge_observations(
        ids=ids, changed_as="Moa Hedlund", actor=town.hr, at=AT, **facts
    )


def test_merged_observations_are_one_with_the_sources_of_all(alarms, town, cycle):
    counts = about_rooms(cycle, "counts")

    kept = merge(town, alarms.pk, counts.pk)

    assert (kept.state, kept.origin, kept.area) == ("accepted", "person", alarms.area)
    assert {s["answer"] for s in kept.sources} == {s["answer"] for s in alarms.sources}
    for part in (alarms, counts):
        part.refresh_from_db()
        assert (part.state, part.merged_into_id) == ("dropped", kept.pk)


def test_what_has_been_merged_is_not_proposed_again(alarms, town, cycle):
    kept = merge(town, alarms.pk, about_rooms(cycle, "counts").pk)

    assert propose(town, cycle) == 0
    alarms.refresh_from_db()
    assert alarms.merged_into_id == kept.pk


def test_a_merge_is_taken_apart_again(alarms, town, cycle):
    kept = merge(town, alarms.pk, about_rooms(cycle, "counts").pk)

    parts = actions.split_observation(
        observation_id=kept.pk, changed_as="Moa Hedlund", actor=town.hr, at=AT
    )

    assert {(p.state, p.merged_into_id) for p in parts} == {("proposed", None)}
    kept.refresh_from_db()
    assert kept.state == "dropped"


def test_a_part_of_a_merge_is_not_accepted_beside_the_whole(alarms, town, cycle):
    merge(town, alarms.pk, about_rooms(cycle, "counts").pk)

    with pytest.raises(ValidationError, match="Dela upp"):
        actions.decide_observation(
            observation_id=alarms.pk, state="accepted", changed_as="Moa", actor=town.hr, at=AT
        )


def test_one_is_not_merged_with_itself(alarms, town):
    with pytest.raises(ValidationError, match="minst två"):
        merge(town, alarms.pk, alarms.pk)


def test_a_merge_needs_words(alarms, town, cycle):
    with pytest.raises(ValidationError):
        merge(town, alarms.pk, about_rooms(cycle, "counts").pk, text="   ")


def test_hr_merges_in_the_browser(client, day, alarms, town, cycle):
    day("2023-11-20")
    client.force_login(town.hr)
    counts = about_rooms(cycle, "counts")
    address = reverse("reports:observations_merge", args=[cycle.pk, town.root.pk])

    page = client.get(address, {"o": [alarms.pk, counts.pk]})
    assert alarms.title in page.content.decode() and counts.text in page.content.decode()

    refused = client.post(
        address, {"o": [alarms.pk, counts.pk], "kind": "improvement", "title": "Larm", "text": ""}
    )
    assert refused.status_code == 422

    client.post(
        address,
        {"o": [alarms.pk, counts.pk], "kind": "improvement", "title": "Larm", "text": "Se över."},
    )
    kept = Observation.objects.get(text="Se över.")
    shown = client.get(reverse("reports:compilation", args=[cycle.pk])).content.decode()
    assert "Dela upp igen" in shown and "Sammanslagen med en annan" in shown

    client.post(reverse("reports:observation_split", args=[kept.pk]))
    alarms.refresh_from_db()
    assert alarms.state == "proposed"


def test_two_who_merge_at_once_are_told_and_lose_no_words(client, day, alarms, town, cycle):
    day("2023-11-20")
    client.force_login(town.hr)
    counts = about_rooms(cycle, "counts")
    merge(town, alarms.pk, counts.pk)

    address = reverse("reports:observations_merge", args=[cycle.pk, town.root.pk])
    page = client.post(
        address,
        {"o": [alarms.pk, counts.pk], "kind": "improvement", "title": "Larm", "text": "Mina ord."},
    )

    assert page.status_code == 422
    assert "redan sammanslagen" in page.content.decode()
    assert "Mina ord." in page.content.decode()


def test_rewriting_what_somebody_has_merged_says_so_and_keeps_the_words(
    client, day, alarms, town, cycle
):
    day("2023-11-20")
    client.force_login(town.hr)
    merge(town, alarms.pk, about_rooms(cycle, "counts").pk)

    page = client.post(
        reverse("reports:observation", args=[alarms.pk]),
        {"kind": "improvement", "title": "Larm", "text": "Mina ord."},
    )

    assert page.status_code == 422
    assert "Dela upp den först" in page.content.decode()
    assert "Mina ord." in page.content.decode()


def test_one_who_does_not_edit_the_compilation_merges_nothing(client, day, alarms, town, cycle):
    day("2023-11-20")
    client.force_login(town.people["Bo Grip"])

    for address in (
        reverse("reports:observations_merge", args=[cycle.pk, town.root.pk]),
        reverse("reports:observation_split", args=[alarms.pk]),
    ):
        assert client.post(address, {"o": [alarms.pk]}).status_code == 404


# ---- many units, in the background ---------------------------------------------------------


def test_many_units_words_are_compared_in_the_background(
    client, day, town, cycle, campaign, monkeypatch
):
    monkeypatch.setattr("aktiva.apps.reports.jobs.MANY_UNITS", 3)
    answer(town, campaign, ALARM)
    day("2023-11-20")
    client.force_login(town.hr)

    page = client.post(
        reverse("reports:observations_propose", args=[cycle.pk, town.root.pk]), follow=True
    )

    assert page.redirect_chain[-1][0].startswith("/bakgrund/")
    assert "Visa resultatet" in page.content.decode()
    assert about_rooms(cycle).state == "proposed"


def test_a_few_units_words_are_compared_at_once(client, day, town, cycle, campaign, monkeypatch):
    monkeypatch.setattr("aktiva.adapters.sentence_model.available", lambda: False)
    answer(town, campaign, ALARM)
    day("2023-11-20")
    client.force_login(town.hr)

    page = client.post(
        reverse("reports:observations_propose", args=[cycle.pk, town.root.pk]), follow=True
    )

    assert "nya förslag ur svaren" in page.content.decode()
    assert about_rooms(cycle).state == "proposed"


def test_the_words_are_compared_before_anything_is_written(town, cycle, campaign):
    """A slow comparison must not keep other people's answers waiting."""
    answer(town, campaign, ALARM)
    outer = len(connection.savepoint_ids)
    depths = []

    def alike(texts):
        depths.append(len(connection.savepoint_ids))
        return vectors(texts)

    actions.propose_observations(cycle=cycle, unit=town.root, actor=town.hr, at=AT, alike=alike)

    assert set(depths) == {outer}
