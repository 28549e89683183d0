"""The plan: rows, costs, last year's outcomes, a budget, and the manager's measure."""

from __future__ import annotations

from datetime import date

import paying
import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from strandvik import noon

from aktiva.apps.audit import log
from aktiva.apps.audit.models import AuditEntry
from aktiva.apps.cycles import actions as cycles
from aktiva.apps.cycles.models import Measure
from aktiva.apps.pay import actions, queries
from aktiva.apps.pay.models import PayMapping, PayPlanRow
from aktiva.apps.pay.urls import urlpatterns
from aktiva.domain.pay.judging import Lack
from aktiva.domain.pay.plan import Lack as PlanLack
from aktiva.domain.pay.simulation import simulate

pytestmark = pytest.mark.django_db

AT = noon("2023-10-02")
WORDS = "Vi hittar inget annat än kön som förklarar skillnaden."


@pytest.fixture
def mapping(town, cycle) -> PayMapping:
    return paying.valued(paying.mapped(cycle, by=town.hr, at=AT), by=town.hr, at=AT)


@pytest.fixture
def doubted(town, mapping):
    """Two comparisons judged not to exclude a connection to sex: one within, one between."""
    rows = [
        paying.comparison(mapping, "Undersköterska"),
        paying.comparison(mapping, "Undersköterska", "IT-tekniker"),
    ]
    for row in rows:
        actions.judge(
            mapping_id=mapping.pk, comparison_ids=[row.pk], connected="cannot_be_excluded",
            text=WORDS, given=[], actor=town.hr, at=AT,
        )  # fmt: skip
    return rows


def facts(**changed) -> actions.PlanFacts:
    given = {
        "sort": "adjustment", "what": "Höj undersköterskornas löner", "persons": 6,
        "kr_month": 1500, "start": date(2024, 4, 1), "due": date(2025, 4, 1),
        "financing": "löneöversynen", "responsible": "HR-chef",
    }  # fmt: skip
    return actions.PlanFacts(**(given | changed))


@pytest.fixture
def add(town, mapping):
    def act(**changed) -> PayPlanRow:
        (row,) = actions.add_plan_rows(
            mapping_id=mapping.pk, facts=[facts(**changed)], actor=town.hr, at=AT
        )
        return row

    return act


def standing(mapping):
    return queries.standing(PayMapping.objects.get(pk=mapping.pk))


def test_a_row_answers_a_judgement_and_costs_with_on_costs(mapping, doubted, add):
    add(answers=[row.pk for row in doubted])

    found = standing(mapping)
    (line,) = queries.plan_lines(found, queries.rate_of(mapping), on=AT.date())
    assert line.cost == 151_362  # 6 · 1 500 · 12 · 1,4015
    assert line.faults == ()
    assert line.answers == tuple(doubted)
    assert not [lack for lack in found.lacking if lack.lack is Lack.NOT_IN_PLAN]


def test_without_a_rate_there_is_no_cost(mapping, add):
    add()
    mapping.po_percent = None

    (line,) = queries.plan_lines(standing(mapping), queries.rate_of(mapping), on=AT.date())

    assert line.cost is None


@pytest.mark.parametrize(("due", "fails"), [(date(2026, 9, 1), False), (date(2026, 9, 2), True)])
def test_three_years_from_the_day_of_the_pay_is_the_last_day(mapping, doubted, add, due, fails):
    add(answers=[doubted[0].pk], due=due, beyond="Parterna vill ha fyra år.")

    faults = standing(mapping).faults

    assert [f.lack for f in faults] == ([PlanLack.TOO_LATE] if fails else [])


def test_another_measure_keeps_one_cost_and_no_kronor_a_month(mapping, add):
    row = add(sort="other", kr_once=20_000)

    assert (row.persons, row.kr_month, row.kr_once) == (None, None, 20_000)


def test_rows_stand_in_the_order_they_came_and_can_be_changed_and_removed(town, mapping, add):
    first, second = add(what="Första raden"), add(what="Andra raden")

    actions.change_plan_row(
        row_id=first.pk, facts=facts(what="Första raden, ändrad"), actor=town.hr, at=AT
    )
    actions.remove_plan_row(row_id=second.pk, actor=town.hr, at=AT)

    assert [r.what for r in standing(mapping).plan_rows] == ["Första raden, ändrad"]
    said = [e.details["what"] for e in AuditEntry.objects.filter(event=log.Event.PAY_PLAN_CHANGED)]
    assert said == ["added", "added", "changed", "removed"]


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"what": "  "}, "what"),
        ({"answers": [999]}, "jämförelse"),
        ({"unit_id": 999_999}, "Enheten"),
    ],
)
def test_a_row_that_points_to_nothing_is_refused(add, changed, said):
    with pytest.raises(ValidationError) as refused:
        add(**changed)
    assert said in str(refused.value.message_dict)
    assert not PayPlanRow.objects.exists()


def test_nobody_but_those_who_keep_and_read_change_the_plan(town, mapping, add):
    row = add()
    for name in ("Bo Grip", "Sara Lund"):
        given = {"actor": town.people[name], "at": AT}
        with pytest.raises(PayMapping.DoesNotExist):
            actions.add_plan_rows(mapping_id=mapping.pk, facts=[facts()], **given)
        for act in (actions.remove_plan_row, actions.make_measure):
            with pytest.raises(PayPlanRow.DoesNotExist):
                act(row_id=row.pk, **given)


# ---- the year's measures ---------------------------------------------------------------


def test_a_row_becomes_a_measure_at_its_unit_and_is_carried_along(town, mapping, add):
    row = add(unit_id=town.units["ALB"].pk)

    measure = actions.make_measure(row_id=row.pk, actor=town.hr, at=AT)
    changed = facts(unit_id=town.units["ALB"].pk, due=date(2024, 12, 1), kr_month=1000)
    actions.change_plan_row(row_id=row.pk, facts=changed, actor=town.hr, at=AT)

    measure.refresh_from_db()
    assert (measure.unit, measure.area) == (town.units["ALB"], "pay_mapping")
    assert (measure.title, measure.owner_role) == ("Höj undersköterskornas löner", "HR-chef")
    assert (measure.due_date, measure.cost_kr) == (date(2024, 12, 1), 100_908)


def test_without_a_unit_it_is_the_employers(town, mapping, add):
    assert actions.make_measure(row_id=add().pk, actor=town.hr, at=AT).unit == town.root


def test_what_one_person_is_given_cannot_be_read_from_the_measure(town, add):
    row = add(persons=1, unit_id=town.units["ALB"].pk)

    assert actions.make_measure(row_id=row.pk, actor=town.hr, at=AT).cost_kr is None


@pytest.mark.parametrize("changed", [{"due": None}, {"responsible": ""}])
def test_a_measure_needs_a_day_and_somebody_responsible(town, add, changed):
    with pytest.raises(ValidationError, match="slutdatum och ansvarig"):
        actions.make_measure(row_id=add(**changed).pk, actor=town.hr, at=AT)


def test_a_row_is_one_measure(town, add):
    row = add()
    actions.make_measure(row_id=row.pk, actor=town.hr, at=AT)

    with pytest.raises(ValidationError, match="redan"):
        actions.make_measure(row_id=row.pk, actor=town.hr, at=AT)


def test_the_measure_goes_with_the_row_unless_it_has_been_followed_up(town, cycle, mapping, add):
    gone, kept = add(), add()
    for row in (gone, kept):
        actions.make_measure(row_id=row.pk, actor=town.hr, at=AT)
    kept.refresh_from_db()
    cycles.add_note(
        measure_id=kept.measure_id, file=None, text="Avstämt med facken.", written_as="HR",
        actor=town.hr, at=AT,
    )  # fmt: skip

    actions.remove_plan_row(row_id=gone.pk, actor=town.hr, at=AT)
    with pytest.raises(ValidationError):
        actions.remove_plan_row(row_id=kept.pk, actor=town.hr, at=AT)

    assert [m.pk for m in Measure.objects.all()] == [kept.measure_id]
    assert PayPlanRow.objects.get().pk == kept.pk


def test_the_manager_sees_the_measure_and_no_page_of_the_pay_mapping(
    client, day, town, cycle, mapping, doubted, add
):
    own, others = add(unit_id=town.units["ALB"].pk), add(what="Höj lönerna i köket")
    for row in (own, others):
        actions.make_measure(row_id=row.pk, actor=town.hr, at=AT)
    day("2023-10-04")
    client.force_login(town.people["Bo Grip"])

    page = client.get(reverse("cycles:unit_year", args=[cycle.pk, town.units["ALB"].pk]))
    args = {
        "cycle_id": cycle.pk, "comparison_id": doubted[0].pk, "row_id": own.pk, "kind": "lika-arbete",
        "order": "kvinnor", "group_id": doubted[0].women_group_id,
    }  # fmt: skip
    statuses = {}
    for pattern in urlpatterns:
        needed = {name: args.get(name, 1) for name in pattern.pattern.converters}
        url = reverse(f"pay:{pattern.name}", kwargs=needed)
        statuses[pattern.name] = {client.get(url).status_code, client.post(url).status_code}

    assert "Höj undersköterskornas löner" in page.text
    assert "Höj lönerna i köket" not in page.text
    only_posted = {"close", "reopen", "still_holds", "plan_row_remove", "plan_row_measure"}
    only_posted |= {"rule_remove", "survey_remove", "cooperation_remove", "drop", "reader_end"}
    only_posted |= {
        "accept",
        "end_round",
        "question_answered",
        "directive_json",
        "sheet",
        "group_undo",
        "plan_before_remove",
    }
    assert {name for name, found in statuses.items() if found != {404}} <= only_posted
    assert all(statuses[name] == {404, 405} for name in only_posted)


# ---- last year's plan ------------------------------------------------------------------


@pytest.fixture
def last(town, mapping) -> PayPlanRow:
    """A row of the plan of 2022, whose mapping is closed."""
    year = cycles.open_year(employer=town.employer, year=2022, actor=town.hr, at=noon("2023-01-10"))
    before = paying.mapping_of(year, by=town.hr, at=AT)
    (row,) = actions.add_plan_rows(
        mapping_id=before.pk, facts=[facts(start=None, due=date(2023, 4, 1))], actor=town.hr, at=AT
    )
    PayMapping.objects.filter(pk=before.pk).update(closed_at=AT)
    return row


def outcome(**changed) -> actions.OutcomeFacts:
    given = {"state": "done", "outcome": "Alla sex fick höjningen och skillnaden halverades."}
    return actions.OutcomeFacts(**(given | changed))


@pytest.mark.parametrize(
    ("changed", "n_faults"),
    [
        ({}, 0),
        ({"outcome": "klart"}, 1),
        ({"state": "dropped"}, 1),
        ({"state": "dropped", "decided_by": "kommunstyrelsen"}, 0),
        ({"state": "extended", "decided_by": "KS", "new_due": date(2025, 9, 1)}, 0),
        ({"state": "extended", "decided_by": "KS", "new_due": date(2025, 9, 2)}, 1),
    ],
)
def test_last_years_rows_are_evaluated_in_this_years_mapping(
    town, mapping, last, changed, n_faults
):
    before = standing(mapping).outcome_faults

    actions.tell_outcome(
        mapping_id=mapping.pk, row_id=last.pk, facts=outcome(**changed), actor=town.hr, at=AT
    )

    assert len(before) == 1
    assert len(standing(mapping).outcome_faults) == n_faults
    last.refresh_from_db()
    assert last.told_at == AT


def test_a_row_of_this_year_has_no_outcome_yet(town, mapping, last, add):
    with pytest.raises(PayPlanRow.DoesNotExist):
        actions.tell_outcome(
            mapping_id=mapping.pk, row_id=add().pk, facts=outcome(), actor=town.hr, at=AT
        )


def written_off(town, mapping, **changed) -> PayPlanRow:
    given = {"sort": "other", "what": "Se över ingångslönerna i vården", "due": date(2023, 4, 1)}
    return actions.write_off_row(
        mapping_id=mapping.pk, facts=actions.PlanFacts(**(given | changed)), actor=town.hr, at=AT
    )


def test_a_plan_that_was_made_elsewhere_is_written_off_and_evaluated(town, mapping):
    row = written_off(town, mapping)
    assert len(standing(mapping).outcome_faults) == 1

    actions.tell_outcome(
        mapping_id=mapping.pk, row_id=row.pk, facts=outcome(), actor=town.hr, at=AT
    )

    found = standing(mapping)
    assert (found.outcome_faults, [r.pk for r in found.last_rows]) == ((), [row.pk])


def test_a_row_of_last_years_plan_is_never_one_of_this_years(town, mapping, add):
    row = written_off(town, mapping)
    own = add()

    found = standing(mapping)

    assert [r.pk for r in found.plan_rows] == [own.pk]
    assert list(queries.own_rows(mapping)) == [own]
    for act in (actions.remove_plan_row, actions.make_measure):
        with pytest.raises(PayPlanRow.DoesNotExist):
            act(row_id=row.pk, actor=town.hr, at=AT)
    with pytest.raises(PayPlanRow.DoesNotExist):
        actions.remove_written_off(row_id=own.pk, actor=town.hr, at=AT)
    with pytest.raises(PayPlanRow.DoesNotExist):
        actions.tell_outcome(
            mapping_id=mapping.pk, row_id=own.pk, facts=outcome(), actor=town.hr, at=AT
        )


def test_nothing_is_written_off_when_last_years_mapping_is_here(town, mapping, last):
    with pytest.raises(ValidationError, match="finns i Aktiva"):
        written_off(town, mapping)


def test_an_extension_is_counted_from_a_year_before_this_mapping(town, mapping):
    row = written_off(town, mapping)
    for day, n in ((date(2025, 9, 1), 0), (date(2025, 9, 2), 1)):
        actions.tell_outcome(
            mapping_id=mapping.pk, row_id=row.pk, actor=town.hr, at=AT,
            facts=outcome(state="extended", decided_by="KS", new_due=day),
        )  # fmt: skip
        assert len(standing(mapping).outcome_faults) == n


def test_last_years_plan_is_written_off_evaluated_and_corrected_on_the_pages(
    town, mapping, client, day
):
    day("2023-10-02")
    client.force_login(town.hr)
    page = reverse("pay:plan_before", args=[mapping.cycle_id])
    new = reverse("pay:plan_before_new", args=[mapping.cycle_id])
    assert "Skriv av raderna" in client.get(page).content.decode()

    wrong = client.post(new, {"sort": "adjustment", "what": "", "persons": "tio"})
    assert wrong.status_code == 422
    assert 'value="tio"' in wrong.content.decode()
    told = {
        "sort": "adjustment",
        "what": "Höj lönerna i vården",
        "persons": "10",
        "kr_month": "500",
    }
    text = client.post(new, told, follow=True).content.decode()

    assert "Höj lönerna i vården" in text
    assert "Inte utvärderad" in text
    (row,) = mapping.plan_rows.all()
    assert client.get(reverse("pay:plan_row", args=[mapping.cycle_id, row.pk])).status_code == 404
    client.post(
        reverse("pay:plan_outcome", args=[mapping.cycle_id, row.pk]),
        {"state": "done", "outcome": "Alla tio fick höjningen i april."},
    )
    assert "Alla tio fick höjningen" in client.get(page).content.decode()
    gone = reverse("pay:plan_before_remove", args=[mapping.cycle_id, row.pk])
    text = client.post(gone, follow=True).content.decode()
    assert "Skriv av raderna" in text
    assert client.post(gone).status_code == 404


# ---- a budget --------------------------------------------------------------------------


def aim(town, mapping, target, **more):
    figures = actions.read(mapping, page="test", actor=town.hr, at=AT)
    return figures, queries.aim_of(figures, standing(mapping), target, **more)


def test_within_equal_work_only_women_below_the_men_are_raised(town, mapping, doubted):
    _figures, found = aim(town, mapping, queries.Target.AS_A_MAN)
    result = simulate(found.people, budget=10_000_000, rate=queries.rate_of(mapping))

    assert set(found.answers) == {"Undersköterska"}
    assert len(found.people.pay) == 6
    assert [c.group for c in result.groups] in ([], ["Undersköterska"])
    assert result.left == 0


def test_between_groups_the_aim_is_the_mean_of_the_other(town, mapping, doubted):
    figures, found = aim(town, mapping, queries.Target.OTHER_GROUP)

    assert found.answers == {"Undersköterska": (doubted[1].pk,)}
    assert set(found.people.target.tolist()) == {round(figures.by_name["IT-tekniker"].mean)}
    assert len(found.people.pay) == 8


def test_every_comparison_with_less_for_women_may_be_taken_in(town, mapping):
    _figures, none = aim(town, mapping, queries.Target.OTHER_GROUP)
    _figures, every = aim(town, mapping, queries.Target.OTHER_GROUP, every=True)

    assert none.answers == {}
    assert len(none.people.pay) == 0
    assert set(every.answers) >= {"Undersköterska", "Barnskötare"}


def test_a_group_where_women_have_more_is_not_taken_in_with_every_comparison(town, mapping):
    jobs = [
        (*job[:2], (55_400, 56_100), job[3]) if job[0] == "Rektor" else job for job in paying.JOBS
    ]
    paying.confirmed(
        mapping, by=town.hr, at=AT, content=paying.pay_file(jobs), why="Två löner var fel."
    )
    _figures, every = aim(town, mapping, queries.Target.AS_A_MAN, every=True)

    assert set(every.answers) == {"Undersköterska", "Barnskötare", "Lärare", "IT-tekniker"}
