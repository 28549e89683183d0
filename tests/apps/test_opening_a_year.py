"""A year is opened whole or not at all, and says how far it has come."""

from __future__ import annotations

from datetime import date

import pytest
from strandvik import noon

from aktiva.apps.audit.models import AuditEntry
from aktiva.apps.cycles import actions
from aktiva.apps.cycles.models import Cycle, Measure

AT = noon("2024-01-08")


@pytest.fixture
def common(town, cycle):
    """Three common measures of the year before."""
    rows = [
        actions.MeasureFacts(
            area="training", title=f"Gemensam {n}", owner_role="Respektive chef",
            schedule_text="Årligen i mars", due_date=date(2023, 3, 31),
        )
        for n in range(3)
    ]  # fmt: skip
    return actions.import_plan(
        cycle=cycle, unit=town.root, rows=rows, actor=town.hr, at=noon("2023-09-10"), common=True
    )


def given(town, common, **rest):
    return {
        "employer": town.employer, "year": 2024, "actor": town.hr, "at": AT,
        "repeat": [m.pk for m in common],
    } | rest  # fmt: skip


@pytest.mark.django_db
def test_common_measures_are_decided_anew_and_last_years_still_owe_their_outcome(town, common):
    opened = actions.open_year(**given(town, common[:2]))

    again = list(Measure.objects.filter(cycle=opened).order_by("position"))
    assert [(m.title, m.repeats_id, m.carried_from_id, m.due_date) for m in again] == [
        ("Gemensam 0", common[0].pk, None, date(2024, 3, 31)),
        ("Gemensam 1", common[1].pk, None, date(2024, 3, 31)),
    ]
    assert all(m.status == "planned" for m in again)
    assert all(m.is_open for m in Measure.objects.filter(cycle__year=2023))


@pytest.mark.django_db
def test_each_step_says_how_far_it_has_come_and_where_nobody_has_the_post(town, common):
    town.unit("NY", "Nya skolan", under="BF")

    steps = list(actions.opening(**given(town, common)))

    assert [(s.done, s.total) for s in steps] == [(1, 4), (2, 4), (3, 4), (4, 4)]
    assert {(s.n_units, s.n_vacant) for s in steps[1:]} == {(5, 1)}


@pytest.mark.django_db(transaction=True)
def test_one_who_stops_halfway_leaves_nothing(town, common):
    n_traces = AuditEntry.objects.count()
    steps = actions.opening(**given(town, common))
    next(steps)
    next(steps)

    steps.close()

    assert not Cycle.objects.filter(year=2024).exists()
    assert not Measure.objects.filter(cycle__year=2024).exists()
    assert AuditEntry.objects.count() == n_traces


@pytest.mark.django_db(transaction=True)
def test_a_visitor_who_closes_the_page_halfway_leaves_nothing(client, town, common, day):
    day("2024-01-08")
    client.force_login(town.hr)
    answer = client.post(
        f"/ar/nytt/{town.employer.pk}/",
        {"year": "2024", "repeat": [str(m.pk) for m in common]},
    )
    pieces = iter(answer.streaming_content)
    assert "öppnas" in next(pieces).decode()
    assert "Gemensam 0" in next(pieces).decode()

    answer.close()

    assert not Cycle.objects.filter(year=2024).exists()


@pytest.mark.django_db
def test_the_page_ends_with_what_was_opened(client, town, common, day):
    day("2024-01-08")
    client.force_login(town.hr)

    answer = client.post(
        f"/ar/nytt/{town.employer.pk}/",
        {"year": "2024", "repeat": [str(m.pk) for m in common]},
    )
    page = b"".join(answer.streaming_content).decode().replace("\u00a0", " ")

    assert "Året 2024 är öppnat." in page
    assert "3 gemensamma åtgärder är beslutade på nytt." in page
    assert "3 åtgärder från tidigare år väntar på sitt utfall." in page


@pytest.mark.django_db
def test_a_year_that_is_open_is_refused_before_anything_is_sent(client, town, cycle, day):
    day("2023-09-08")
    client.force_login(town.hr)

    answer = client.post(f"/ar/nytt/{town.employer.pk}/", {"year": "2023"})

    assert answer.status_code == 422
    assert "redan öppnat" in answer.text


@pytest.mark.django_db
def test_what_is_done_again_and_goes_on_is_one_measure_and_not_two(town, common):
    opened = actions.open_year(**given(town, common[:1]))
    facts = actions.OutcomeFacts(
        result="ongoing", effect="too_early", how_known="Två av fyra enheter har gjort det."
    )

    actions.record_outcome(
        measure_id=common[0].pk, cycle=opened, facts=facts, actor=town.hr, at=noon("2024-02-01")
    )

    again = Measure.objects.get(cycle=opened)
    assert (again.repeats_id, again.carried_from_id) == (common[0].pk, common[0].pk)
