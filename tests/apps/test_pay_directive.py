"""Directive (EU) 2023/970: switched off by default, labelled, and nobody who asks is kept."""

from __future__ import annotations

import json
from datetime import date, timedelta

import paying
import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from strandvik import noon

from aktiva.apps.cycles import actions as cycles
from aktiva.apps.pay import actions
from aktiva.apps.pay.models import PayCategory, PayQuestion, WorkGroup

pytestmark = pytest.mark.django_db

AT = noon("2026-10-02")


@pytest.fixture
def cycle(town):
    return cycles.open_year(employer=town.employer, year=2026, actor=town.hr, at=AT)


@pytest.fixture
def mapping(town, cycle):
    return paying.mapped(cycle, by=town.hr, at=AT)


@pytest.fixture
def switched_on(mapping, town):
    return actions.change(
        mapping_id=mapping.pk, actor=town.hr, at=AT,
        facts=actions.MappingFacts(pay_date=date(2026, 9, 1), uses_directive=True),
    )  # fmt: skip


@pytest.fixture
def hr(client, town, day):
    day("2026-10-02")
    client.force_login(town.hr)
    return client


def test_it_is_off_until_somebody_switches_it_on(mapping, hr, cycle):
    for name in ("directive", "directive_json", "question_new"):
        assert hr.get(reverse(f"pay:{name}", args=[cycle.pk])).status_code == 404


def test_the_page_says_that_it_is_not_swedish_law(switched_on, hr, cycle):
    page = hr.get(reverse("pay:directive", args=[cycle.pk]))

    assert page.status_code == 200
    assert "Ej svensk lag" in page.content.decode()
    assert page.headers["Cache-Control"] == "no-store"


def test_the_file_for_a_machine_has_the_keys_of_the_command(switched_on, hr, cycle):
    found = json.loads(hr.get(reverse("pay:directive_json", args=[cycle.pk])).content)

    assert found["label"] == "Ej svensk lag"
    assert set(found["eu"]) >= {
        "a_mean_gap", "b_mean_gap_components", "c_median_gap", "d_median_gap_components",
        "e_share_receiving_components", "f_quartiles", "g_categories",
    }  # fmt: skip
    assert len(found["eu"]["f_quartiles"]) == 4
    assert sum(b["women"] + b["men"] for b in found["eu"]["f_quartiles"]) == pytest.approx(32)


def test_a_category_is_justified_with_words_that_say_something(switched_on, town):
    group = WorkGroup.objects.get(name="Lärare")
    with pytest.raises(ValidationError):
        actions.keep_category(
            group_id=group.pk, justification="samma som förra året", remedied_on=None,
            actor=town.hr, at=AT,
        )  # fmt: skip
    kept = actions.keep_category(
        group_id=group.pk, justification="lönerna följer avtalets steg efter år i yrket",
        remedied_on=None, actor=town.hr, at=AT,
    )  # fmt: skip

    assert PayCategory.objects.get() == kept


def test_a_question_is_answered_within_two_months_and_nobody_is_kept(switched_on, hr, cycle):
    group = WorkGroup.objects.get(name="Undersköterska")
    made = hr.post(
        reverse("pay:question_new", args=[cycle.pk]),
        {"group": group.pk, "received_on": "2026-09-15"},
    )
    question = PayQuestion.objects.get()
    address = reverse("pay:question", args=[cycle.pk, question.pk])
    assert made.headers["Location"] == address
    page = hr.post(address, {"own": "28400"}).content.decode()

    assert "15 november 2026" in page.replace("\u00a0", " ")
    assert "färre än 5 män" in page  # two men: the averages would tell what somebody is paid
    assert "30 350" not in page
    fields = {f.name for f in PayQuestion._meta.get_fields()}
    assert fields & {"own", "user", "name", "pay"} == set()


def test_what_has_not_been_yet_is_not_noted(switched_on, town):
    later = AT.date() + timedelta(days=1)
    with pytest.raises(ValidationError):
        actions.keep_days(
            mapping_id=switched_on.pk, reported_on=later, reminded_on=None, actor=town.hr, at=AT
        )
    with pytest.raises(ValidationError):
        actions.take_question(
            group_id=WorkGroup.objects.first().pk, received_on=later, actor=town.hr, at=AT
        )


def test_a_question_is_answered_once(switched_on, town):
    question = actions.take_question(
        group_id=WorkGroup.objects.first().pk, received_on=AT.date(), actor=town.hr, at=AT
    )
    actions.note_answered(question_id=question.pk, actor=town.hr, at=AT)

    with pytest.raises(PayQuestion.DoesNotExist):
        actions.note_answered(question_id=question.pk, actor=town.hr, at=AT)


def test_a_reminder_that_is_overdue_is_late(switched_on, town, hr, cycle):
    address = reverse("pay:directive", args=[cycle.pk])
    assert "Ligger efter" in hr.get(address).text  # since the day of the pay, 1 September

    actions.keep_days(
        mapping_id=switched_on.pk, reported_on=None, reminded_on=date(2026, 9, 20), actor=town.hr,
        at=AT,
    )  # fmt: skip
    page = hr.get(address).text.replace("\u00a0", " ")

    assert "Ligger efter" not in page
    assert "senast 20 september 2027" in page


def test_a_category_below_the_limit_says_just_that(switched_on, hr, cycle):
    page = hr.get(reverse("pay:directive", args=[cycle.pk])).text

    assert "Under gränsen" in page
    assert "procent, under gränsen." not in page
