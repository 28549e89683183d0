"""One set of answers for several units: recorded as such, and counted once for each."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.exceptions import ObjectDoesNotExist
from strandvik import answer_all, hand_in, noon, raw_answer, sheet_of

from aktiva.apps.cycles import actions as cycles
from aktiva.apps.lawcheck import queries as lawcheck
from aktiva.apps.reports import queries as reports
from aktiva.apps.surveys import actions, queries
from aktiva.apps.surveys.models import Answer, Sheet

pytestmark = pytest.mark.django_db

AT = noon("2023-09-20")
BO, EVA = "Bo Grip", "Eva Sten"


def together(town, campaign, lead: str, *others: str):
    ids = [sheet_of(campaign, town.units[c]).pk for c in (lead, *others)]
    return actions.change_sheets(
        cycle=campaign.cycle, ids=ids, facts=actions.ManyFacts(kind="together", lead=ids[0]),
        actor=town.hr, at=noon("2023-09-10"),
    )  # fmt: skip


def sheets(campaign) -> dict[str, Sheet]:
    found = campaign.sheets.filter(level="unit").select_related("unit")
    return {s.unit.code: s for s in found}


def test_both_units_are_counted_and_the_answers_are_stored_once(town, cycle, campaign):
    together(town, campaign, "ALB", "EKL")
    hand_in(sheet_of(campaign, town.units["ALB"]), by=town.people[BO], at=AT)

    compiled = reports.compilation(cycle, town.root, at=noon("2023-10-01"))
    one = next(r for r in compiled.results if r.question.key == "1.1")

    assert compiled.n_answered == 2
    assert {g.unit for g in one.given} == {town.units[c].pk for c in ("ALB", "EKL")}
    assert set(Answer.objects.values_list("sheet__unit__code", flat=True)) == {"ALB"}
    assert "Eklidens skola: Alby skola svarar för enheten." in reports.circumstances(compiled)


def test_a_department_that_has_only_the_other_unit_counts_it_too(town, cycle, campaign):
    together(town, campaign, "ALB", "KOK")
    hand_in(sheet_of(campaign, town.units["ALB"]), by=town.people[BO], at=AT)

    compiled = reports.compilation(cycle, town.units["SF"], at=noon("2023-10-01"))
    one = next(r for r in compiled.results if r.question.key == "1.1")

    assert [g.unit for g in one.given] == [town.units["KOK"].pk]


def test_the_examinations_cover_every_unit_that_the_answers_stand_for(town, cycle, campaign):
    before = {e.unit for e in queries.examined(cycle)}
    together(town, campaign, "ALB", "EKL")
    hand_in(sheet_of(campaign, town.units["ALB"]), by=town.people[BO], at=AT)

    found = {e.unit for e in queries.examined(cycle)}
    alone = {e.unit for e in queries.examined(cycle, unit_ids=[town.units["EKL"].pk])}

    assert not before
    assert found == {town.units[c].pk for c in ("ALB", "EKL")}
    assert alone == {town.units["EKL"].pk}
    assert lawcheck.evidence(cycle).n_answered == 2


def test_the_other_sheet_follows_and_is_not_written_in(town, campaign):
    together(town, campaign, "ALB", "EKL")
    lead, other = sheets(campaign)["ALB"], sheets(campaign)["EKL"]

    with pytest.raises(ObjectDoesNotExist):
        actions.save_answer(
            sheet_id=other.pk, question="1.1", raw={}, revision=0, is_risk=None,
            actor=town.people[EVA], at=AT,
        )  # fmt: skip
    with pytest.raises(ObjectDoesNotExist):
        actions.submit(sheet_id=other.pk, submitted_as=EVA, actor=town.people[EVA], at=AT)
    hand_in(lead, by=town.people[BO], at=AT)
    assert sheets(campaign)["EKL"].state == "submitted"
    actions.send_back(
        sheet_id=lead.pk, question="1.1", text="Skriv mer om lokalerna.", written_as="HR-partner",
        actor=town.people["Sara Lund"], at=noon("2023-10-02"),
    )  # fmt: skip
    assert sheets(campaign)["EKL"].state == "returned"


def test_each_unit_still_answers_for_its_own_measures_of_last_year(town, campaign):
    last = cycles.open_year(employer=town.employer, year=2022, actor=town.hr, at=noon("2023-01-05"))
    risk = cycles.record_risk(
        cycle=last, unit=town.units["EKL"], area="training", grounds=["age"],
        description="Vikarierna får inte gå på utbildning.",
        cause="Utbildningarna ligger på dagar utan ersättare.", actor=town.people[EVA],
        at=noon("2023-01-06"),
    )  # fmt: skip
    cycles.decide_measure(
        cycle=last, unit=town.units["EKL"], risks=(risk,), actor=town.people[EVA],
        at=noon("2023-01-06"),
        facts=cycles.MeasureFacts(
            area="training", title="Två utbildningsdagar", owner_role="chef",
            due_date=date(2023, 5, 31),
        ),
    )  # fmt: skip
    together(town, campaign, "ALB", "EKL")
    lead = sheets(campaign)["ALB"]
    answer_all(lead, by=town.people[BO], at=AT)

    with pytest.raises(actions.NotReady) as refused:
        actions.submit(sheet_id=lead.pk, submitted_as=BO, actor=town.people[BO], at=AT)

    assert set(refused.value.obstacles) == {"measures_without_outcome", "risks_not_reviewed"}


def test_a_unit_that_has_begun_or_handed_in_is_left_alone(town, campaign):
    actions.save_answer(
        sheet_id=sheets(campaign)["EKL"].pk, question="1.1", revision=0, is_risk=None,
        raw=raw_answer(queries.questionnaire(campaign).question("1.1")),
        actor=town.people[EVA], at=AT,
    )  # fmt: skip
    hand_in(sheets(campaign)["KOK"], by=town.people["Ali Noor"], at=AT)
    ids = [s.pk for s in sheets(campaign).values()]

    rows = actions.preview_sheets(
        cycle=campaign.cycle, ids=ids, actor=town.hr, on=AT.date(),
        facts=actions.ManyFacts(kind="together", lead=sheets(campaign)["ALB"].pk),
    )  # fmt: skip

    assert {row.unit: row.problem for row in rows} == {
        "Alby skola": "enheten svarar för de andra",
        "Eklidens skola": "enheten har börjat svara själv",
        "Centralköket": "svaren är eller har varit inlämnade",
        "Lokalvården": "",
    }


def test_undoing_lets_the_unit_answer_for_itself(town, campaign):
    made = together(town, campaign, "ALB", "EKL")

    assert actions.undo_sheets(change_id=made.pk, actor=town.hr, at=AT) == (1, 0)

    hand_in(sheets(campaign)["EKL"], by=town.people[EVA], at=AT)
    assert sheets(campaign)["ALB"].state == "open"


def test_the_pages_say_who_answers_and_for_whom(client, town, campaign, day):
    day("2023-09-20")
    together(town, campaign, "ALB", "EKL")
    client.force_login(town.people[EVA])
    other = client.get(f"/underlag/{sheets(campaign)['EKL'].pk}/").content.decode()
    client.force_login(town.people[BO])
    lead = client.get(f"/underlag/{sheets(campaign)['ALB'].pk}/").content.decode()

    assert "Alby skola svarar för er" in other
    assert "Svaren gäller för flera enheter" in lead and "Eklidens skola" in lead
