"""The pages of the law check: what is missing first, as of a day, for each kind of reader."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from django.urls import reverse
from strandvik import answer_all, noon, sheet_of

from aktiva.apps.cycles import actions as cycles
from aktiva.apps.lawcheck import queries
from aktiva.apps.lawcheck.queries.places import places
from aktiva.apps.organisation import queries as organisation
from aktiva.apps.statistics.models import StaffFigure
from aktiva.domain.law.duties import Status, duties
from aktiva.domain.organisation.permissions import Role

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

TODAY = "2023-11-20"


@pytest.fixture
def answered(town, cycle, campaign):
    answer_all(sheet_of(campaign, town.units["ALB"]), by=town.hr, at=noon("2023-09-20"))
    return cycle


@pytest.fixture
def be(client, day, town):
    def sit(user, on: str = TODAY):
        day(on)
        client.force_login(user)
        return client

    return sit


def law_page(cycle, **given) -> str:
    return reverse("lawcheck:law", args=[cycle.pk], query=given or None)


def test_what_is_missing_stands_before_what_is_met(town, answered, be):
    page = be(town.hr).get(law_page(answered))

    statuses = [g.status for g in page.context["groups"]]
    assert statuses == sorted(
        statuses, key=[Status.MISSING, Status.WARNING, Status.MET, Status.NOT_APPLICABLE].index
    )
    shown = {row.result.duty.id for g in page.context["groups"] for row in g.rows}
    assert shown == {d.id for d in duties()}


def test_everything_missing_says_who_and_until_when(town, answered, be):
    page = be(town.hr).get(law_page(answered)).context["page"]

    lacking = [row for g in page.groups if g.status is Status.MISSING for row in g.rows]
    assert lacking
    assert [r.result.duty.id for r in lacking if not r.who or not r.by or not r.result.todo] == []


def test_a_year_that_is_over_has_no_last_day(town, answered, be):
    page = be(town.hr, "2024-02-01").get(law_page(answered)).context["page"]

    assert {row.by for g in page.groups for row in g.rows} == {None}


def test_every_row_that_a_verdict_rests_on_has_a_page_that_opens(town, answered, be):
    client = be(town.hr)
    links = client.get(law_page(answered)).context["links"]

    assert links
    assert {client.get(url).status_code for url in set(links.values())} == {200}


def test_every_form_that_mends_something_opens(town, answered, be):
    client = be(town.hr)
    found = [a for a in client.get(law_page(answered)).context["mend"].values() if a]

    assert {a.label for a in found} >= {
        "Till rutnätet",
        "Till enheternas svar",
        "Till handlingarna",
    }
    assert {client.get(a.url).status_code for a in found} == {200}


def test_a_row_without_a_page_is_named_without_a_link():
    assert places([]) == {}


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("igår", "inget datum"),
        ("2016-12-31", "från 2017"),
        ("2023-11-21", "inte varit ännu"),
        ("<script>", "&lt;script&gt;"),
    ],
)
def test_a_day_that_cannot_be_asked_about_stands_with_its_reason(town, answered, be, typed, words):
    answer = be(town.hr).get(law_page(answered, per=typed))

    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert answer.context["asked"].typed == typed


def test_a_day_of_an_earlier_year_leads_to_that_year(town, cycle, be):
    later = cycles.open_year(
        employer=town.employer, year=2024, actor=town.hr, at=noon("2024-02-01")
    )

    answer = be(town.hr, "2024-03-01").get(law_page(later, per="2023-10-02"))

    assert answer.status_code == 302
    assert answer.url == law_page(cycle, per="2023-10-02")


def test_a_past_day_reads_what_was_known_then(town, cycle, campaign):
    answer_all(sheet_of(campaign, town.units["ALB"]), by=town.hr, at=noon("2023-09-20"))

    def verdict(day: str, duty: str):
        results = queries.verdicts(cycle, as_of=queries.end_of(date.fromisoformat(day)))
        return next(r for r in results if r.duty.id == duty)

    assert verdict("2023-09-19", "D8").status is Status.MISSING
    assert verdict("2023-09-20", "D8").status is Status.MET


def test_the_headcount_is_the_one_that_was_known_on_the_day(town, cycle):
    def figure(n: int, at: str):
        row, _ = StaffFigure.objects.get_or_create(
            unit=town.units["ALB"], on_date=date(2023, 1, 1), form="permanent", extent="full_time",
            defaults={"n_persons": 0, "source": "HR-systemet"},
        )  # fmt: skip
        row.n_persons = n
        row._history_date = noon(at)
        row.save()

    figure(24, "2023-09-02")
    StaffFigure.history.filter(n_persons=0).delete()
    figure(25, "2023-10-02")

    def needs_document(day: str) -> bool:
        results = queries.verdicts(cycle, as_of=queries.end_of(date.fromisoformat(day)))
        found = next(r for r in results if r.duty.id == "D32")
        return found.status is not Status.NOT_APPLICABLE

    assert [needs_document(d) for d in ("2023-10-01", "2023-10-02")] == [False, True]


def test_the_directive_is_shown_only_to_one_who_asks_and_is_never_counted(town, answered, be):
    client = be(town.hr)
    usual, asked = (client.get(law_page(answered, **q)) for q in ({}, {"eu": "visa"}))

    assert "artikel 9" not in usual.content.decode()
    assert "Ej svensk lag" in asked.content.decode()
    assert usual.context["page"].counts == asked.context["page"].counts


def test_those_who_decide_see_the_year_beside_the_last(town, cycle, be):
    page = be(town.people["Per Ask"]).get(reverse("lawcheck:summary", args=[cycle.pk]))

    assert page.status_code == 200
    assert [r.chapter.id for r in page.context["rows"]][:3] == ["steps", "scope", "harassment"]
    assert {r.last_year for r in page.context["rows"]} == {""}
    assert not page.context["sees_law"]


def test_all_schools_together_are_one_requirement(answered):
    made = queries.verdicts(answered)
    (duty,) = [r for r in made if r.duty.id == "D34"]
    met = replace(duty, scope="school:A", status=Status.MET)
    missing = replace(duty, scope="school:B", status=Status.MISSING)

    counted = queries.by_duty([*(r for r in made if r.duty.id != "D34"), met, missing, met])

    assert len(counted) == len(duties())
    assert counted[-1].scope == "school:B"


def test_a_group_is_on_its_way_in_an_open_year_and_partly_met_in_a_closed_one(town, answered):
    now, later = (
        {r.chapter.id: r.state for r in queries.summary(answered, on=day)}
        for day in (date(2023, 11, 20), date(2024, 1, 2))
    )

    assert now["steps"] == "on_its_way"
    assert later["steps"] == "partly"
    assert (now["balance"], later["balance"]) == ("missing", "missing")


def test_a_unit_sees_what_it_gives_and_no_verdict(town, answered, be):
    url = reverse("lawcheck:contribution", args=[answered.pk, town.units["ALB"].pk])
    page = be(town.people["Bo Grip"]).get(url)

    told = {row.title: row.given for row in page.context["found"].rows}
    assert told["Gå igenom de fem områdena"] == "8 av 8 frågor är besvarade."
    assert "Saknas" not in page.content.decode()


def test_a_department_sees_its_units_together(town, answered):
    found = queries.contribution(answered, town.units["BF"].pk, on=date(2023, 11, 20))

    told = {row.title: row for row in found.rows}
    assert found.n_units == 2
    assert told["Gå igenom de fem områdena"].given == "8 av 16 frågor är besvarade."
    assert "1 enhet har inte undersökt" in told["Undersöka"].asked


@pytest.mark.parametrize("name", ["Bo Grip", "Per Ask", "Sara Lund"])
def test_the_whole_check_is_for_those_who_keep_and_audit_the_year(town, cycle, be, name):
    assert be(town.people[name]).get(law_page(cycle)).status_code == 404


def test_a_manager_does_not_see_another_units_contribution(town, cycle, be):
    url = reverse("lawcheck:contribution", args=[cycle.pk, town.units["KOK"].pk])

    assert be(town.people["Bo Grip"]).get(url).status_code == 404
    assert be(town.people["Olle Berg"]).get(url).status_code == 200


def test_a_stranger_finds_none_of_the_pages(town, cycle, neighbour, be):
    client = be(neighbour.hr)
    root = organisation.tree(town.employer, on=date(2023, 11, 20)).root

    for url in (
        law_page(cycle),
        reverse("lawcheck:summary", args=[cycle.pk]),
        reverse("lawcheck:contribution", args=[cycle.pk, root.id]),
    ):
        assert client.get(url).status_code == 404


def test_an_auditor_reads_the_check_and_is_not_sent_to_answer(town, answered, be):
    auditor = town.person("Rut Gren")
    town.role(auditor, Role.AUDITOR, "0", "revisor")

    page = be(auditor).get(law_page(answered))

    labels = {a.label for a in page.context["mend"].values() if a}
    assert page.status_code == 200
    assert not any(label.startswith("Till fråga") for label in labels)
