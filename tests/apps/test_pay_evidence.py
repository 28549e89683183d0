"""The law's check reads the pay mapping made in Aktiva, and an unfinished one never passes."""

from __future__ import annotations

import paying
import pytest
from strandvik import noon

from aktiva.apps.audit import history
from aktiva.apps.cycles import actions as cycles
from aktiva.apps.lawcheck import queries as lawcheck
from aktiva.apps.pay import queries as pay
from aktiva.apps.pay.models import PayComparison, PayPlanRow, PayRule, WorkGroup
from aktiva.domain.law.duties import Status

pytestmark = pytest.mark.django_db

AT = noon("2023-10-02")


@pytest.fixture
def mapping(town, cycle):
    return paying.mapped(cycle, by=town.hr, at=AT)


def told(cycle) -> dict:
    found = pay.evidence(cycle, as_of=None, unit=1, headcount=lambda _day: None)
    return {answer.question: answer for answer in found}


def status(cycle, duty: str) -> Status:
    return next(r.status for r in lawcheck.verdicts(cycle) if r.duty.id == duty)


def judge_all(
    cycle, *, connected: str, text: str = "lönerna följer avtalets steg efter år i yrket"
):
    for row in PayComparison.objects.all():
        row.connected, row.together = connected, "alla"
        row.given = [{"code": "experience", "text": text}] if row.asks else []
        history.store(row, at=AT, by=None, checked=True)


def test_nothing_is_told_before_a_file_is_confirmed(town, cycle):
    mapping = paying.mapping_of(cycle, by=town.hr, at=AT)
    assert told(cycle) == {}
    paying.take(mapping, by=town.hr, at=AT)
    assert told(cycle) == {}


def test_a_confirmed_file_alone_tells_only_what_is_done(mapping, cycle):
    found = told(cycle)

    assert set(found) == {"8.1", "8.5", "8.8"}  # no rules, no value, no plan
    assert all(not r["judgement"] for r in found["8.8"].records)
    assert status(cycle, "D19") is Status.MISSING
    assert status(cycle, "D20") is Status.MISSING


def test_a_judgement_counts_when_it_lacks_nothing(mapping, cycle):
    judge_all(cycle, connected="no", text="")
    assert status(cycle, "D19") is Status.MISSING

    judge_all(cycle, connected="no")
    assert status(cycle, "D19") is Status.MET


def test_a_judgement_with_last_years_words_does_not_count(town, cycle):
    before = cycles.open_year(
        employer=town.employer, year=cycle.year - 1, actor=town.hr, at=noon("2023-01-10")
    )
    paying.mapped(before, by=town.hr, at=AT)
    judge_all(before, connected="no")
    paying.mapped(cycle, by=town.hr, at=AT)
    judge_all(cycle, connected="no")
    assert status(cycle, "D19") is Status.MISSING

    judge_all(cycle, connected="no", text="de med längre tid i yrket har högre lön i båda könen")
    for row in PayComparison.objects.filter(mapping__cycle=before):
        row.given = [{"code": "experience", "text": "männen hade fler år i yrket då"}]
        history.store(row, at=AT, by=None, checked=True)
    assert status(cycle, "D19") is Status.MET


def test_comparisons_of_value_wait_for_every_group_to_be_valued(mapping, cycle):
    mapping.method = "imported"
    history.store(mapping, at=AT, by=None)
    groups = list(WorkGroup.objects.order_by("pk"))
    for group in groups[:-1]:
        group.points = 300.0
        history.store(group, at=AT, by=None)
    assert "8.9" not in told(cycle)

    groups[-1].points = 300.0
    history.store(groups[-1], at=AT, by=None)
    assert {"8.6", "8.9", "8.10"} <= set(told(cycle))


def test_a_plan_without_rows_counts_only_when_nothing_asks_for_one(mapping, cycle):
    assert "8.11" not in told(cycle)
    judge_all(cycle, connected="cannot_be_excluded")
    assert "8.11" not in told(cycle)
    judge_all(cycle, connected="no")
    assert told(cycle)["8.11"].records == ()


def test_an_adjustment_after_three_years_fails_the_check(mapping, cycle):
    judge_all(cycle, connected="cannot_be_excluded")
    row = PayPlanRow(
        mapping=mapping, sort="adjustment", what="Höja kvinnornas löner i tre steg", persons=6,
        kr_month=400, due="2026-09-01", start="2024-01-01",
        answers=list(PayComparison.objects.values_list("pk", flat=True)),
    )  # fmt: skip
    row = history.store(row, at=AT, by=None, checked=True)
    row.refresh_from_db()
    assert isinstance(told(cycle)["8.11"].records[0]["cost"], int)

    before = {d: status(cycle, d) for d in ("D28", "D29")}
    row.due = row.due.replace(day=2)
    history.store(row, at=AT, by=None, checked=True)
    after = {d: status(cycle, d) for d in ("D28", "D29")}

    assert Status.MISSING not in before.values()
    assert Status.MISSING in after.values()


def test_last_years_rule_word_for_word_gives_pause(mapping, town, cycle):
    history.store(
        PayRule(
            mapping=mapping, kind="policy", name="Lönepolicyn", reviewed_on=AT.date(),
            in_text="", in_use="Tilläggen går oftare till män i tekniska yrken",
        ),
        at=AT, by=None,
    )  # fmt: skip

    assert told(cycle)["8.4"].text.startswith("Tilläggen")
    assert status(cycle, "D18") is Status.MET


def test_the_check_of_a_past_day_says_what_was_known_then(mapping, cycle):
    judge_all(cycle, connected="no")
    early = noon("2023-10-01")

    assert pay.evidence(cycle, as_of=early, unit=1, headcount=lambda _day: None) == []
