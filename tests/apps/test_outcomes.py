"""Measures leave a year through an outcome, go on visibly and are never lost."""

from __future__ import annotations

import contextlib
from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)
from strandvik import found, noon

from aktiva.apps.cycles import actions, queries
from aktiva.apps.cycles.models import Extension, Measure
from aktiva.domain.cycle.states import OPEN, NotPossible


def decide(town, cycle, unit="ALB", *, at, title="Läsa ritningar tillsammans", **rest):
    facts = actions.MeasureFacts(
        area="working_conditions", title=title, owner_role="enhetschef",
        due_date=date(cycle.year, 12, 1),
    )  # fmt: skip
    return actions.decide_measure(
        cycle=cycle, unit=town.units[unit], facts=facts, actor=town.hr, at=at, **rest
    )


def said(result="done", **rest) -> actions.OutcomeFacts:
    given = {"effect": "yes", "how_known": "Vi frågade på två träffar."} | rest
    return actions.OutcomeFacts(result=result, **given)


EXTENDED = {
    "new_due_date": date(2025, 6, 1), "reason": "Salen byggdes om.", "decided_by": "rektor",
}  # fmt: skip


@pytest.fixture
def following(town, cycle):
    return actions.open_year(
        employer=town.employer, year=2024, actor=town.hr, at=noon("2024-01-08")
    )


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("result", "rest", "status", "goes_on"),
    [
        ("done", {}, "evaluated", False),
        ("dropped", {"reason": "Ersatt.", "decided_by": "rektor"}, "dropped", False),
        ("ongoing", {}, "carried", True),
        ("not_started", {}, "carried", True),
        ("extended", EXTENDED, "carried", True),
    ],
)
def test_each_outcome_closes_the_row_and_says_whether_it_goes_on(
    town, cycle, following, result, rest, status, goes_on
):
    measure = decide(town, cycle, at=noon("2023-10-01"))

    actions.record_outcome(
        measure_id=measure.pk, cycle=following, facts=said(result, **rest), actor=town.hr,
        at=noon("2024-02-01"),
    )  # fmt: skip

    measure.refresh_from_db()
    assert measure.status == status
    carried = list(Measure.objects.filter(cycle=following, carried_from=measure))
    assert bool(carried) is goes_on
    if goes_on:
        assert carried[0].due_date == rest.get("new_due_date", date(2023, 12, 1))


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("facts", "field"),
    [
        (said(how_known="ok"), "how_known"),
        (said(effect=""), "effect"),
        (said("dropped"), "reason"),
        (said("dropped", reason="Ersatt."), "decided_by"),
        (said("extended", reason="x", decided_by="rektor"), "new_due_date"),
        (said("extended", **EXTENDED | {"new_due_date": date(2024, 1, 31)}), "new_due_date"),
    ],
)
def test_an_outcome_that_says_nothing_does_not_close_a_measure(
    town, cycle, following, facts, field
):
    measure = decide(town, cycle, at=noon("2023-10-01"))

    with pytest.raises(ValidationError) as refused:
        actions.record_outcome(
            measure_id=measure.pk, cycle=following, facts=facts, actor=town.hr,
            at=noon("2024-02-01"),
        )  # fmt: skip

    assert field in refused.value.message_dict
    measure.refresh_from_db()
    assert measure.status in OPEN


@pytest.mark.django_db
def test_a_measure_that_goes_on_keeps_its_risks(town, cycle, following):
    risk = actions.record_risk(
        cycle=cycle, unit=town.units["ALB"], area="training", grounds=["age"],
        description="Vikarier får inga kurser.", cause="Kurserna ligger på dagar utan ersättare.",
        actor=town.hr, at=noon("2023-10-01"),
    )  # fmt: skip
    measure = decide(town, cycle, at=noon("2023-10-01"), risks=(risk,))

    actions.record_outcome(
        measure_id=measure.pk, cycle=following, facts=said("ongoing"), actor=town.hr,
        at=noon("2024-02-01"),
    )  # fmt: skip

    carried = Measure.objects.get(cycle=following)
    assert [link.risk_id for link in carried.risk_links.all()] == [risk.pk]
    assert not carried.promotive
    before = queries.unit_chains(cycle, town.units["ALB"].pk, on=noon(f"{cycle.year}-10-01").date())
    assert [[m.pk for m in c.measures] for c in before] == [[measure.pk]]


@pytest.mark.django_db
def test_a_measure_missed_one_year_is_owed_in_the_next(town, cycle, following):
    measure = decide(town, cycle, at=noon("2023-10-01"))
    third = actions.open_year(
        employer=town.employer, year=2025, actor=town.hr, at=noon("2025-01-08")
    )

    owed = queries.owed_measures(third, town.units["ALB"].pk, on=date(third.year, 2, 1))

    assert [o.measure.pk for o in owed] == [measure.pk]
    assert measure in queries.measures_owed_by_all(third)


@pytest.mark.django_db
def test_a_measure_extended_twice_is_counted_through_the_years(town, cycle, following):
    measure = decide(town, cycle, at=noon("2023-10-01"))
    actions.extend_measure(
        measure_id=measure.pk, new_due_date=date(2023, 12, 20), reason="Kursen flyttades.",
        decided_by="rektor", actor=town.hr, at=noon("2023-11-20"),
    )  # fmt: skip
    actions.record_outcome(
        measure_id=measure.pk, cycle=following, facts=said("extended", **EXTENDED), actor=town.hr,
        at=noon("2024-02-01"),
    )  # fmt: skip
    third = actions.open_year(
        employer=town.employer, year=2025, actor=town.hr, at=noon("2025-01-08")
    )

    owed = queries.owed_measures(third, town.units["ALB"].pk, on=date(third.year, 2, 1))

    assert [(o.n_carried, o.n_extended) for o in owed] == [(1, 2)]


@pytest.mark.django_db
def test_saying_the_same_outcome_twice_counts_one_extension(town, cycle, following):
    measure = decide(town, cycle, at=noon("2023-10-01"))
    for _n in range(2):
        actions.record_outcome(
            measure_id=measure.pk, cycle=following, facts=said("extended", **EXTENDED),
            actor=town.hr, at=noon("2024-02-01"),
        )  # fmt: skip

    assert Extension.objects.count() == 1
    assert Measure.objects.filter(cycle=following).count() == 1


@pytest.mark.django_db
def test_an_outcome_can_be_corrected_until_the_next_year_rests_on_it(town, cycle, following):
    measure = decide(town, cycle, at=noon("2023-10-01"))
    for facts in (said("ongoing"), said("done")):
        actions.record_outcome(
            measure_id=measure.pk, cycle=following, facts=facts, actor=town.hr,
            at=noon("2024-02-01"),
        )  # fmt: skip
    assert not Measure.objects.filter(cycle=following).exists()

    actions.record_outcome(
        measure_id=measure.pk, cycle=following, facts=said("ongoing"), actor=town.hr,
        at=noon("2024-02-02"),
    )  # fmt: skip
    carried = Measure.objects.get(cycle=following)
    actions.record_outcome(
        measure_id=carried.pk, cycle=following, facts=said("done"), actor=town.hr,
        at=noon("2024-05-02"),
    )  # fmt: skip
    with pytest.raises(ValidationError, match="följts upp i året efter"):
        actions.record_outcome(
            measure_id=measure.pk, cycle=following, facts=said("done"), actor=town.hr,
            at=noon("2024-06-01"),
        )  # fmt: skip


@pytest.mark.django_db
def test_a_measure_of_this_year_can_be_evaluated_but_not_carried_into_its_own_year(town, cycle):
    measure = decide(town, cycle, at=noon("2023-10-01"))

    with pytest.raises(ValidationError, match="hör till årets plan"):
        actions.record_outcome(
            measure_id=measure.pk, cycle=cycle, facts=said("ongoing"), actor=town.hr,
            at=noon("2023-11-01"),
        )  # fmt: skip
    actions.record_outcome(
        measure_id=measure.pk, cycle=cycle, facts=said(), actor=town.hr, at=noon("2023-11-01")
    )

    measure.refresh_from_db()
    assert measure.status == "evaluated"


@pytest.mark.django_db
def test_what_was_evaluated_within_its_year_is_accounted_for_and_owes_nothing(
    town, cycle, following
):
    measure = decide(town, cycle, at=noon("2023-10-01"))
    actions.record_outcome(
        measure_id=measure.pk, cycle=cycle, facts=said(), actor=town.hr, at=noon("2023-11-01")
    )

    assert (
        queries.owed_measures(following, town.units["ALB"].pk, on=date(following.year, 2, 1)) == []
    )
    assert measure in queries.measures_owed_by_all(following)
    assert queries.last_outcomes(following)[measure.pk].how_known == "Vi frågade på två träffar."


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("rest", "field"),
    [
        ({"reason": ""}, "reason"),
        ({"decided_by": " "}, "decided_by"),
        ({"new_due_date": date(2023, 12, 1)}, "new_due_date"),
    ],
)
def test_a_later_date_is_a_decision_with_a_reason(town, cycle, rest, field):
    measure = decide(town, cycle, at=noon("2023-10-01"))
    given = {"new_due_date": date(2024, 1, 1), "reason": "Flytt.", "decided_by": "rektor"} | rest

    with pytest.raises(ValidationError) as refused:
        actions.extend_measure(measure_id=measure.pk, actor=town.hr, at=noon("2023-11-01"), **given)

    assert field in refused.value.message_dict


@pytest.mark.django_db
def test_no_action_but_the_outcome_closes_a_measure(town, cycle):
    measure = decide(town, cycle, at=noon("2023-10-01"))
    at = noon("2023-11-01")

    for event in ("start", "complete", "resume", "complete"):
        actions.move_on(measure_id=measure.pk, event=event, actor=town.hr, at=at)
    for event in ("evaluate", "drop", "carry", "extend", "correct"):
        with pytest.raises(ValueError, match=event):
            actions.move_on(measure_id=measure.pk, event=event, actor=town.hr, at=at)

    measure.refresh_from_db()
    assert measure.status == "done"
    with pytest.raises(NotPossible):
        actions.move_on(measure_id=measure.pk, event="start", actor=town.hr, at=at)


# ---- common measures -------------------------------------------------------------------


@pytest.mark.django_db
def test_a_common_measure_has_one_state_at_each_unit_it_reaches(town, cycle):
    common = decide(town, cycle, "BF", at=noon("2023-09-10"), common=True)
    alby, kitchen = town.units["ALB"], town.units["KOK"]

    actions.set_at_unit(
        measure_id=common.pk, unit_id=alby.pk, status="done", note="Genomgången på APT i mars.",
        actor=town.people["Bo Grip"], at=noon("2023-10-01"),
    )  # fmt: skip

    on = date(2023, 10, 2)
    assert [c.status for c in queries.common_at_unit(cycle, alby.pk, on=on)] == ["done"]
    assert queries.common_at_unit(cycle, kitchen.pk, on=on) == []
    assert queries.common_counts([common], on=on)[common.pk] == {
        "planned": 1, "ongoing": 0, "done": 1, "not_applicable": 0,
    }  # fmt: skip
    with pytest.raises(Measure.DoesNotExist):
        actions.set_at_unit(
            measure_id=common.pk, unit_id=kitchen.pk, status="ongoing", note="",
            actor=town.people["Ali Noor"], at=noon("2023-10-01"),
        )  # fmt: skip


@pytest.mark.django_db
@pytest.mark.parametrize("status", ["done", "not_applicable"])
def test_done_or_not_relevant_at_a_unit_needs_words(town, cycle, status):
    common = decide(town, cycle, "0", at=noon("2023-09-10"), common=True)

    with pytest.raises(ValidationError) as refused:
        actions.set_at_unit(
            measure_id=common.pk, unit_id=town.units["ALB"].pk, status=status, note=" ja ",
            actor=town.people["Bo Grip"], at=noon("2023-10-01"),
        )  # fmt: skip

    assert "note" in refused.value.message_dict


# ---- nothing is lost -------------------------------------------------------------------


class Years(RuleBasedStateMachine):
    """Years are opened, outcomes given and corrected in any order."""

    def __init__(self):
        super().__init__()
        self.world = transaction.atomic()
        self.world.__enter__()

    def teardown(self):
        transaction.set_rollback(True)
        self.world.__exit__(None, None, None)

    @initialize()
    def start(self):
        self.town = found(org_number="212000-9903")
        self.town.managed("ALB", "Alby skola", "Bo Grip")
        self.year = 2023
        self.cycle = actions.open_year(
            employer=self.town.employer, year=2023, actor=self.town.hr, at=self.now()
        )
        self.n_decided = 0

    def now(self):
        return noon(f"{self.year}-10-01")

    @rule()
    def next_year(self):
        if self.year < 2027:
            self.year += 1
            self.cycle = actions.open_year(
                employer=self.town.employer, year=self.year, actor=self.town.hr, at=self.now()
            )

    @rule()
    def decide(self):
        decide(self.town, self.cycle, at=self.now(), title=f"Åtgärd {self.n_decided}")
        self.n_decided += 1

    @rule(place=st.integers(0, 9), result=st.sampled_from(sorted(actions.outcomes.EVENTS)))
    def say(self, place, result):
        found_rows = list(Measure.objects.order_by("pk"))
        if not found_rows:
            return
        measure = found_rows[place % len(found_rows)]
        rest = {"reason": "Skäl.", "decided_by": "rektor"}
        if result == "extended":
            rest["new_due_date"] = date(self.year + 1, 6, 1)
        with contextlib.suppress(ValidationError):
            actions.record_outcome(
                measure_id=measure.pk, cycle=self.cycle, facts=said(result, **rest),
                actor=self.town.hr, at=self.now(),
            )  # fmt: skip

    @invariant()
    def nothing_is_lost(self):
        """Every decided measure's chain ends in an evaluation, or is open where it is asked for."""
        if not hasattr(self, "cycle"):
            return
        unit = self.town.units["ALB"].pk
        asked_for = {
            o.measure.pk
            for o in queries.owed_measures(self.cycle, unit, on=date(self.cycle.year, 2, 1))
        }
        this_year = {m.pk for m in queries.unit_measures(self.cycle, unit)}
        ends = Measure.objects.filter(carried_to=None)
        assert ends.count() == self.n_decided
        for measure in ends:
            if measure.is_open:
                assert measure.pk in asked_for | this_year
            else:
                assert measure.status in {"evaluated", "dropped"}
                assert measure.outcomes.exclude(how_known="").exists()


@pytest.mark.slow
@pytest.mark.one_engine
@pytest.mark.django_db
def test_no_measure_is_lost_in_any_sequence_of_years_and_outcomes():
    run_state_machine_as_test(
        Years,
        settings=settings(
            max_examples=15, stateful_step_count=16, deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )  # fmt: skip
