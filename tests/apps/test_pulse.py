"""The pulse: made, opened, answered once, counted once, and told of as the door lets it out."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.conf import settings
from django.core.exceptions import ValidationError
from pulsing import AFTER, DURING, MADE, counted, draft, facts, many, opened
from strandvik import noon

from aktiva.adapters.sealing import KeyFolder
from aktiva.apps.organisation.policy import Scope
from aktiva.apps.pulse import actions, jobs, queries
from aktiva.apps.pulse.models import Pulse, PulseGroup, PulseSlip, PulseWords, SealedAnswer
from aktiva.apps.statistics.models import StaffFigure

pytestmark = pytest.mark.django_db

KEYS = KeyFolder(settings.AKTIVA_PULSE_KEYS)


@pytest.fixture
def pulse(town, cycle) -> Pulse:
    return opened(town, cycle)


def everything(town) -> Scope:
    return Scope(frozenset({town.employer.pk}), frozenset())


def told(pulse, reach) -> dict[str, int]:
    found = queries.results(pulse, reach=reach)
    return {row.name or " + ".join(row.members): row.n for row in found.rows}


# ---- making and opening ----------------------------------------------------------------


def test_a_draft_is_for_all_units_and_the_departments_own_offices(town, cycle):
    made = draft(town, cycle)

    codes = {u.pk: c for c, u in town.units.items()}
    assert {codes[u] for u in queries.covered(made)} == {"BF", "SF", "ALB", "EKL", "KOK", "LOK"}
    assert len(made.statements) == 10


def test_a_stranger_makes_none_and_another_employers_keeper_changes_none(town, cycle, neighbour):
    made = draft(town, cycle)

    with pytest.raises(type(cycle).DoesNotExist):
        actions.make_pulse(cycle=cycle, facts=facts(), actor=neighbour.hr, at=MADE)
    with pytest.raises(Pulse.DoesNotExist):
        actions.change_pulse(pulse_id=made.pk, facts=facts(), actor=neighbour.hr, at=MADE)
    with pytest.raises(Pulse.DoesNotExist):
        actions.open_pulse(pulse_id=made.pk, actor=town.people["Bo Grip"], at=MADE)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"title": " "}, "title"),
        ({"opens_on": date(2024, 1, 1), "closes_on": date(2024, 1, 9)}, "opens_on"),
        ({"closes_on": date(2023, 10, 8)}, "closes_on"),
        ({"closes_on": date(2023, 12, 11)}, "closes_on"),
    ],
)
def test_days_and_name_that_do_not_fit_are_refused(town, cycle, changes, field):
    with pytest.raises(ValidationError) as refused:
        actions.make_pulse(cycle=cycle, facts=facts(**changes), actor=town.hr, at=MADE)

    assert set(refused.value.message_dict) == {field}


def test_a_statement_of_ones_own_is_asked_in_the_languages_it_has(town, cycle):
    made = draft(town, cycle)

    kept = actions.add_statement(
        pulse_id=made.pk, area="working_conditions", actor=town.hr, at=MADE,
        words={"sv": " Mötena  är tillgängliga. ", "en": "Meetings are accessible.", "ar": ""},
    )  # fmt: skip

    own = queries.asked(kept)[-1]
    assert own.is_own
    assert own.words == {"sv": "Mötena är tillgängliga.", "en": "Meetings are accessible."}


@pytest.mark.parametrize(
    "words", ["Jag har en funktionsnedsättning.", "Är jargongen okej?", "Anna Berg är rättvis."]
)
def test_a_statement_about_persons_is_refused(town, cycle, words):
    made = draft(town, cycle)

    with pytest.raises(ValidationError) as refused:
        actions.add_statement(
            pulse_id=made.pk, area="pay", words={"sv": words}, actor=town.hr, at=MADE
        )

    assert set(refused.value.message_dict) == {"sv"}
    assert len(Pulse.objects.get().statements) == 10


def test_an_open_pulse_is_not_changed(town, pulse):
    for change in (
        lambda: actions.change_pulse(pulse_id=pulse.pk, facts=facts(), actor=town.hr, at=MADE),
        lambda: actions.choose_statements(pulse_id=pulse.pk, keys=["pay"], actor=town.hr, at=MADE),
        lambda: actions.remove_pulse(pulse_id=pulse.pk, actor=town.hr, at=MADE),
        lambda: actions.open_pulse(pulse_id=pulse.pk, actor=town.hr, at=MADE),
    ):
        with pytest.raises(ValidationError, match="öppnad"):
            change()


def test_opening_is_undone_until_the_first_day(town, cycle, django_capture_on_commit_callbacks):
    pulse = opened(town, cycle)
    name = pulse.key_name

    with django_capture_on_commit_callbacks(execute=True):
        back = actions.take_back(pulse_id=pulse.pk, actor=town.hr, at=noon("2023-10-08"))

    assert back.opened_at is None
    assert name not in KEYS.names()
    assert not back.units.exists()


def test_opening_is_not_undone_when_somebody_may_have_answered(town, pulse):
    with pytest.raises(ValidationError, match="någon kan ha svarat"):
        actions.take_back(pulse_id=pulse.pk, actor=town.hr, at=noon("2023-10-09"))


def test_the_last_day_moves_forward_only(town, pulse):
    moved = actions.extend(
        pulse_id=pulse.pk, closes_on=date(2023, 10, 27), actor=town.hr, at=noon(DURING)
    )

    assert moved.closes_on == date(2023, 10, 27)
    for day in (date(2023, 10, 27), date(2023, 10, 13), date(2023, 12, 11)):
        with pytest.raises(ValidationError):
            actions.extend(pulse_id=pulse.pk, closes_on=day, actor=town.hr, at=noon(DURING))


# ---- answers and counting --------------------------------------------------------------


@pytest.mark.parametrize(
    ("day", "is_taken"),
    [("2023-10-08", False), ("2023-10-09", True), ("2023-10-20", True), ("2023-10-21", False)],
)
def test_answers_are_taken_from_the_first_day_through_the_last(town, pulse, day, is_taken):
    place = pulse.units.select_related("pulse").get(unit=town.units["ALB"])
    given = actions.Answer(grades={"pay": 4})

    def send():
        actions.answer(place=place, given=given, nonce="a" * 32, day=date.fromisoformat(day))

    if is_taken:
        send()
    else:
        with pytest.raises(actions.Closed):
            send()
    assert SealedAnswer.objects.count() == is_taken


def test_the_same_form_sent_twice_is_one_answer(town, pulse):
    place = pulse.units.select_related("pulse").get(unit=town.units["ALB"])
    for _time in range(2):
        actions.answer(
            place=place, given=actions.Answer(grades={"pay": 4}), nonce="b" * 32,
            day=date.fromisoformat(DURING),
        )  # fmt: skip

    assert SealedAnswer.objects.count() == 1


def test_counting_keeps_what_may_be_told_and_does_away_with_the_rest(
    town, pulse, django_capture_on_commit_callbacks
):
    many(pulse, town, "ALB", 5, 12)
    many(pulse, town, "EKL", 2, 7)
    many(pulse, town, "KOK", 1, 3)

    with django_capture_on_commit_callbacks(execute=True):
        done = counted(pulse, town)

    assert not SealedAnswer.objects.exists()
    assert done.key_name not in KEYS.names()
    assert told(done, everything(town)) == {"Strandvik kommun": 22}


def test_a_department_with_enough_is_told_with_its_units(town, pulse):
    many(pulse, town, "ALB", 5, 12)
    many(pulse, town, "EKL", 2, 7)
    many(pulse, town, "BF", 4, 3)
    many(pulse, town, "KOK", 1, 8)

    done = counted(pulse, town)

    assert told(done, everything(town)) == {
        "Strandvik kommun": 30,
        "Bildningsförvaltningen": 22,
        "Serviceförvaltningen": 8,
        "Alby skola": 12,
        "Bildningsförvaltningen, centralt + Eklidens skola": 10,
        "Serviceförvaltningen, centralt": 0,
        "Centralköket": 8,
        "Lokalvården": 0,
    }
    school = next(
        r for r in queries.results(done, reach=everything(town)).rows if r.name == "Alby skola"
    )
    assert str(school.figures["pay"].mean) == "5,0"
    assert not school.is_proposed("pay")


def test_low_answers_are_proposed_and_a_mean_of_few_grades_is_told_in_half_steps(town, pulse):
    many(pulse, town, "ALB", 3, 6)
    many(pulse, town, "ALB", 4, 3)

    whole = queries.results(counted(pulse, town), reach=everything(town)).whole

    assert whole.figures["pay"].level == 3
    assert str(whole.figures["pay"].mean) == "3,0–3,4"
    assert whole.is_proposed("pay")
    assert whole.figures["pay"].low_percent == 0


def test_fewer_than_five_answers_leave_nothing_behind(town, pulse):
    many(pulse, town, "ALB", 1, 4)

    done = counted(pulse, town)

    assert not PulseGroup.objects.exists()
    assert queries.results(done, reach=everything(town)).whole is None


def test_a_pulse_is_counted_once_and_not_before_it_is_over(town, pulse):
    for at in ("2023-10-12", "2023-10-20"):
        with pytest.raises(actions.CannotCount, match="dagen efter sista dagen"):
            actions.count(pulse_id=pulse.pk, actor=town.hr, at=noon(at))
    counted(pulse, town)
    with pytest.raises(actions.CannotCount, match="redan räknade"):
        counted(pulse, town)


def test_without_the_key_nothing_is_counted_and_nothing_is_lost(town, pulse):
    many(pulse, town, "ALB", 5, 6)
    KEYS.destroy(pulse.key_name)

    with pytest.raises(actions.CannotCount, match="Nyckeln till svaren finns inte"):
        counted(pulse, town)

    assert SealedAnswer.objects.count() == 6


def test_answers_sealed_by_somebody_else_are_passed_over(town, pulse):
    many(pulse, town, "ALB", 5, 6)
    SealedAnswer.objects.create(id=77, pulse=pulse, day=DURING, sealed=b"x" * 560)

    assert queries.results(counted(pulse, town), reach=everything(town)).whole.n == 6


def test_an_opening_code_is_needed_and_no_other_will_do(town, cycle, monkeypatch):
    made = draft(town, cycle, has_opening_code=True)
    opening = actions.open_pulse(pulse_id=made.pk, actor=town.hr, at=MADE)
    many(opening.pulse, town, "ALB", 5, 6)
    monkeypatch.setenv("AKTIVA_DEMO_NOW", f"{AFTER}T03:00:00")

    for wrong in ("", "ABCD-EFGH-JKMN-PQRS-TVWX"):
        with pytest.raises(actions.CannotCount, match="Koden stämmer inte"):
            counted(opening.pulse, town, opening_code=wrong)
    assert jobs.count_an_ended_pulse() is False
    counted(opening.pulse, town, opening_code=opening.opening_code.lower())

    assert PulseGroup.objects.get(above=None).n == 6


def test_the_product_counts_by_itself_on_the_day_after(town, pulse, monkeypatch):
    many(pulse, town, "ALB", 5, 6)

    monkeypatch.setenv("AKTIVA_DEMO_NOW", "2023-10-20T23:00:00")
    assert jobs.count_an_ended_pulse() is False
    monkeypatch.setenv("AKTIVA_DEMO_NOW", "2023-10-21T00:10:00")
    assert jobs.count_an_ended_pulse() is True
    assert jobs.count_an_ended_pulse() is False

    assert Pulse.objects.get().counted_at is not None


def test_a_key_that_a_crash_left_is_destroyed(town, pulse):
    counted(pulse, town)  # what follows the commit does not run inside a test
    assert pulse.key_name in KEYS.names()

    actions.destroy_left_keys()

    assert pulse.key_name not in KEYS.names()


# ---- slips -----------------------------------------------------------------------------


def test_a_slip_gives_one_answer_however_often_it_is_used(town, cycle):
    pulse = opened(town, cycle, uses_slips=True)
    codes = actions.make_slips(
        pulse_id=pulse.pk, unit_id=town.units["ALB"].pk, n=6, actor=town.hr, at=MADE
    )
    for code in codes:
        many(pulse, town, "ALB", 5, 1, slip=code)
    many(pulse, town, "ALB", 1, 3, slip=codes[0].lower())

    assert SealedAnswer.objects.count() == 9
    assert queries.results(counted(pulse, town), reach=everything(town)).whole.n == 6
    assert not PulseSlip.objects.exists()


def test_a_slip_is_no_good_elsewhere_and_a_made_up_one_is_refused(town, cycle):
    pulse = opened(town, cycle, uses_slips=True)
    (code,) = actions.make_slips(
        pulse_id=pulse.pk, unit_id=town.units["ALB"].pk, n=1, actor=town.hr, at=MADE
    )

    for unit, slip in (("EKL", code), ("ALB", "ABCDEFGHJKMN"), ("ALB", "")):
        with pytest.raises(actions.WrongSlip):
            many(pulse, town, unit, 5, 1, slip=slip)
    assert not SealedAnswer.objects.exists()


def test_slips_are_made_for_an_open_pulse_that_uses_them(town, pulse):
    with pytest.raises(ValidationError, match="som använder dem"):
        actions.make_slips(
            pulse_id=pulse.pk, unit_id=town.units["ALB"].pk, n=1, actor=town.hr, at=MADE
        )


# ---- words, participation, and who reads what ------------------------------------------


def test_words_are_told_of_a_department_with_enough_and_with_nobody_named(town, cycle):
    pulse = opened(town, cycle, asks_words=True)
    many(pulse, town, "ALB", 5, 1, words="Bo Grip lyssnar inte på oss.")
    many(pulse, town, "ALB", 5, 3, words="Mötena är för sena.")
    many(pulse, town, "EKL", 5, 3, words="Ring 0701234567 om lokalerna.")
    many(pulse, town, "KOK", 5, 5, words="")
    many(pulse, town, "KOK", 5, 4, words="Köket är varmt.")

    done = counted(pulse, town)

    ((name, said),) = queries.words(done, reach=everything(town))
    assert name == "Bildningsförvaltningen"
    assert len(said) == 7
    assert not any("Grip" in words or "0701234567" in words for words in said)
    assert "Köket är varmt." not in PulseWords.objects.values_list("words", flat=True)


def test_words_of_few_places_are_told_of_the_employer_when_they_are_enough(town, cycle):
    pulse = opened(town, cycle, asks_words=True)
    many(pulse, town, "ALB", 5, 3, words="Mötena är för sena.")
    many(pulse, town, "KOK", 5, 3, words="Köket är varmt.")

    ((name, said),) = queries.words(counted(pulse, town), reach=everything(town))

    assert (name, len(said)) == ("Strandvik kommun", 6)


def test_a_unit_manager_reads_the_unit_and_the_whole_and_no_words(town, cycle):
    pulse = opened(town, cycle, asks_words=True)
    many(pulse, town, "ALB", 5, 12, words="Mötena är för sena.")
    many(pulse, town, "EKL", 2, 7)
    done = counted(pulse, town)
    reach = Scope(frozenset(), frozenset({town.units["ALB"].pk}))

    assert told(done, reach) == {"Strandvik kommun": 19, "Alby skola": 12}
    assert queries.words(done, reach=reach) == []


@pytest.mark.parametrize(("n", "told"), [(4, 0), (5, 5), (9, 5), (10, 10)])
def test_participation_is_told_in_whole_fives_of_yesterday(town, pulse, n, told):
    many(pulse, town, "ALB", 5, n)

    assert queries.so_far(pulse, on=date.fromisoformat(DURING)) == 0
    assert queries.so_far(pulse, on=date(2023, 10, 13)) == told


def test_more_answers_than_employees_are_told(town, pulse):
    for form, extent in (("permanent", "full_time"),):
        StaffFigure.objects.create(
            unit=town.units["ALB"], on_date=date(2023, 11, 1), form=form, extent=extent, n_persons=6
        )
    many(pulse, town, "ALB", 5, 7)

    assert queries.results(counted(pulse, town), reach=everything(town)).is_stuffed


def test_limits_are_the_employers_own(town, cycle):
    pulse = opened(town, cycle, mean_limit=Decimal("2.5"), low_limit=30)
    many(pulse, town, "ALB", 3, 15)
    many(pulse, town, "ALB", 1, 5)

    whole = queries.results(counted(pulse, town), reach=everything(town)).whole

    assert str(whole.figures["pay"].mean) == "2,50"
    assert whole.figures["pay"].low_percent == 25
    assert not whole.is_proposed("pay")
