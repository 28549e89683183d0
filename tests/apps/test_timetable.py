"""Dates of a unit: its measures, the common ones it owes, the year's own, the employer's calendar."""

from dataclasses import replace
from datetime import date

import pytest
from strandvik import hand_in, noon, sheet_of

from aktiva.apps.cycles import actions as cycles
from aktiva.apps.organisation import queries as organisation
from aktiva.apps.timetable import actions, queries

pytestmark = pytest.mark.django_db

AT = noon("2023-09-11")
DAY = AT.date()
FIRST, LAST = date(2023, 1, 1), date(2023, 12, 31)


def decide(town, cycle, unit: str, title: str = "Två utbildningsdagar", **given):
    common = given.pop("common", False)
    facts = {"area": "training", "title": title, "owner_role": "chef"} | given
    return cycles.decide_measure(
        cycle=cycle, unit=town.units[unit], facts=cycles.MeasureFacts(**facts), common=common,
        actor=town.hr, at=AT,
    )  # fmt: skip


def asked(town, *units: str, first: date = FIRST, last: date = LAST) -> queries.Asked:
    return queries.Asked(
        town.employer, organisation.tree(town.employer, on=DAY),
        frozenset(town.units[code].pk for code in units), first, last,
    )  # fmt: skip


def dates(town, *units: str, **rest) -> list[tuple[str, str, str]]:
    found = queries.collect(asked(town, *units, **rest)).duties
    return [(d.day.isoformat(), d.label, d.what) for d in found]


def event(town, kind: str, first: date, last: date, name: str = "Löneöversyn", **rest):
    return actions.record_event(
        employer=town.employer, kind=kind, name=name, from_date=first, to_date=last,
        actor=town.hr, at=AT, **rest,
    )  # fmt: skip


def test_a_unit_has_its_own_dates_and_the_common_ones_above_it_and_no_others(town, cycle):
    decide(town, cycle, "ALB", "Egen", start_date=date(2023, 3, 1), due_date=date(2023, 11, 30),
           next_check_date=date(2023, 6, 1))  # fmt: skip
    decide(town, cycle, "BF", "Förvaltningens", due_date=date(2023, 10, 1), common=True)
    decide(town, cycle, "0", "Allas", due_date=date(2023, 12, 1), common=True)
    decide(town, cycle, "0", "Kommunledningens egen", due_date=date(2023, 12, 2))
    decide(town, cycle, "EKL", "Grannens", due_date=date(2023, 10, 2))
    decide(town, cycle, "SF", "En annan förvaltnings", due_date=date(2023, 10, 3), common=True)

    assert dates(town, "ALB") == [
        ("2023-03-01", "Börjar", "Egen"),
        ("2023-06-01", "Stäms av", "Egen"),
        ("2023-10-01", "Klart senast", "Förvaltningens"),
        ("2023-11-30", "Klart senast", "Egen"),
        ("2023-12-01", "Klart senast", "Allas"),
    ]


def test_words_of_the_plan_become_dates_with_the_stretch_they_name(town, cycle):
    decide(town, cycle, "0", "Skyddsrond", schedule_text="1 ggr/år (mars)", common=True)

    found = queries.collect(asked(town, "ALB")).duties

    assert [(d.first, d.last, d.stretch) for d in found] == [
        (date(2023, 3, 1), date(2023, 3, 31), "i mars")
    ]
    assert not found[0].can_be_late


def test_the_words_of_last_years_plan_hold_until_the_year_is_opened(town, cycle):
    decide(town, cycle, "ALB", "Gamla planen", schedule_text="1 ggr/år (mars)")
    following = {"first": date(2024, 1, 1), "last": date(2024, 12, 31)}

    before = dates(town, "ALB", **following)
    cycles.open_year(employer=town.employer, year=2024, actor=town.hr, at=AT)
    after = dates(town, "ALB", **following)

    assert [day for day, _, _ in before] == ["2024-03-31"]
    assert after == []


def test_a_measure_that_waits_for_an_event_has_its_days_or_is_a_visible_lack(town, cycle):
    decide(town, cycle, "ALB", "Lika lön", schedule_text="Årligen inför lönerevision")

    before = queries.collect(asked(town, "ALB"))
    event(town, "pay_review", date(2023, 10, 9), date(2023, 11, 3))
    after = queries.collect(asked(town, "ALB"))

    assert [u.why for u in before.undated] == [
        "Datum för lönerevision 2023 saknas i arbetsgivarens kalender."
    ]
    assert after.undated == []
    assert [(d.day.isoformat(), d.what) for d in after.duties] == [
        ("2023-10-09", "Löneöversyn"), ("2023-10-09", "Lika lön"),
    ]  # fmt: skip


def test_an_event_of_last_year_does_not_count(town, cycle):
    decide(town, cycle, "ALB", schedule_text="Vid medarbetarsamtal")
    event(town, "appraisal", date(2022, 10, 1), date(2022, 11, 30), "Medarbetarsamtal 2022")

    found = queries.collect(asked(town, "ALB"))

    assert found.duties == []
    assert len(found.undated) == 1


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("Löpande", "nästa avstämning saknas"),
        ("11 ggr/år", "hur gångerna fördelas"),
        ("Höst eller vår?", "osäker på tiden"),
        ("Varje vecka", "så ofta"),
    ],
)
def test_what_has_no_day_is_listed_with_its_reason(town, cycle, words, why):
    decide(town, cycle, "ALB", schedule_text=words)

    found = queries.collect(asked(town, "ALB"))

    assert found.duties == []
    assert why in found.undated[0].why


def test_what_goes_on_gets_the_date_of_its_next_check(town, cycle):
    decide(town, cycle, "ALB", schedule_text="Löpande", next_check_date=date(2023, 11, 6))

    found = queries.collect(asked(town, "ALB"))

    assert [d.label for d in found.duties] == ["Stäms av"]
    assert found.undated == []


def test_a_measure_that_is_dropped_or_has_gone_on_to_next_year_has_no_dates_this_year(town, cycle):
    dropped = decide(town, cycle, "ALB", "Struken", due_date=date(2023, 11, 30))
    goes_on = decide(town, cycle, "ALB", "Fortsätter", due_date=date(2023, 12, 1))
    following = cycles.open_year(employer=town.employer, year=2024, actor=town.hr, at=AT)
    said = {"effect": "too_early", "how_known": "Vi har frågat arbetslagen."}
    for measure, result, rest in (
        (dropped, "dropped", {"reason": "Överflödig.", "decided_by": "rektor"}),
        (goes_on, "extended", {"reason": "Försenad.", "decided_by": "rektor",
                               "new_due_date": date(2024, 5, 31)}),
    ):  # fmt: skip
        cycles.record_outcome(
            measure_id=measure.pk, cycle=following, actor=town.hr, at=noon("2024-01-10"),
            facts=cycles.OutcomeFacts(result=result, **said, **rest),
        )  # fmt: skip

    assert dates(town, "ALB") == []
    assert dates(town, "ALB", first=date(2024, 1, 1), last=date(2024, 12, 31)) == [
        ("2024-05-31", "Klart senast", "Fortsätter")
    ]


def test_a_common_measure_is_done_for_the_unit_that_has_done_it(town, cycle):
    common = decide(town, cycle, "0", due_date=date(2023, 9, 1), common=True)
    cycles.set_at_unit(
        measure_id=common.pk, unit_id=town.units["ALB"].pk, status="done",
        note="Alla har gått kursen.", actor=town.hr, at=AT,
    )  # fmt: skip

    (here,) = queries.collect(asked(town, "ALB")).duties
    (there,) = queries.collect(asked(town, "EKL")).duties

    assert (here.done, here.is_late(DAY)) == (True, False)
    assert (there.done, there.is_late(DAY)) == (False, True)


def test_a_common_measure_that_does_not_concern_a_unit_is_not_in_its_year(town, cycle):
    common = decide(town, cycle, "0", due_date=date(2023, 10, 1), common=True)
    cycles.set_at_unit(
        measure_id=common.pk, unit_id=town.units["ALB"].pk, status="not_applicable",
        note="Vi har inga timanställda.", actor=town.hr, at=AT,
    )  # fmt: skip

    assert dates(town, "ALB") == []
    assert len(dates(town, "EKL")) == 1


def test_the_years_own_dates_and_the_last_day_to_answer_are_everybodys(town, campaign):
    year = cycles.open_year(
        employer=town.employer, year=2024, actor=town.hr, at=AT, review_date=date(2023, 11, 10),
        decision_date=date(2024, 2, 6),
    )  # fmt: skip

    found = queries.collect(asked(town, "KOK")).duties

    assert [d.plain for d in found] == [
        "Sista dagen att lämna in svaren för 2023",
        f"Granskningen av enheternas svar för {year.year} är klar",
    ]


def test_the_last_day_is_done_when_the_unit_has_handed_in(town, campaign):
    hand_in(
        sheet_of(campaign, town.units["EKL"]), by=town.people["Eva Sten"], at=noon("2023-09-20")
    )

    done = {code: queries.collect(asked(town, code)).duties[0].done for code in ("EKL", "ALB")}

    assert done == {"EKL": True, "ALB": False}


def test_an_empty_calendar_has_no_dates(town, cycle):
    assert queries.collect(asked(town, "ALB")) == queries.Found()


def test_the_key_of_a_date_stays_when_the_date_moves(town, cycle):
    measure = decide(town, cycle, "ALB", due_date=date(2023, 10, 2))
    before = queries.collect(asked(town, "ALB")).duties[0]
    cycles.extend_measure(
        measure_id=measure.pk, new_due_date=date(2023, 11, 6), reason="Lokalen är upptagen.",
        decided_by="rektor", actor=town.hr, at=AT,
    )  # fmt: skip

    after = queries.collect(asked(town, "ALB")).duties[0]

    assert (before.key, before.day) == (after.key, date(2023, 10, 2))
    assert after.day == date(2023, 11, 6)


def test_nothing_that_somebody_typed_of_a_measure_is_in_what_leaves_the_system(town, cycle):
    decide(town, cycle, "ALB", "Låt Kim Ek gå kursen", due_date=date(2023, 10, 2))

    (found,) = queries.collect(asked(town, "ALB")).duties

    assert found.what == "Låt Kim Ek gå kursen"
    assert found.sentence == (
        "Klart senast: Åtgärd om utbildning och kompetensutveckling, Alby skola"
    )


# ---- many units, counted by the database -------------------------------------------------

PHRASES = (
    "1 ggr/år (mars)", "Kvartalsvis", "Löpande", "Varje vecka", "Årligen inför lönerevision",
    "2 ggr/år (mars och oktober)", "mars?",
)  # fmt: skip


def fill(town, cycle) -> None:
    """Give the units measures of every kind."""
    for n, code in enumerate(("ALB", "EKL", "BF", "0", "ALB", "EKL", "ALB")):
        decide(
            town,
            cycle,
            code,
            f"Åtgärd {n}",
            schedule_text=PHRASES[n],
            area="pay" if n % 2 else "training",
            due_date=date(2023, 12, 1) if n == 3 else None,
        )
        decide(
            town,
            cycle,
            code,
            f"Daterad {n}",
            start_date=date(2023, 1 + n, 2),
            due_date=date(2023, 5 + n, 28),
            next_check_date=date(2023, 4, 1 + n),
        )
    event(town, "pay_review", date(2023, 4, 10), date(2023, 6, 3))
    done = decide(town, cycle, "ALB", "Gjord", due_date=date(2023, 9, 1))
    cycles.record_outcome(
        measure_id=done.pk, cycle=cycle, actor=town.hr, at=AT,
        facts=cycles.OutcomeFacts(result="done", effect="yes", how_known="Alla har gått kursen."),
    )  # fmt: skip


UNITS = ("0", "BF", "SF", "ALB", "EKL", "KOK", "LOK")


def test_the_counts_of_many_units_are_those_of_their_dates_one_by_one(town, cycle):
    fill(town, cycle)
    every = asked(town, *UNITS)
    one_by_one = queries.collect(every, queries.OF_THE_UNITS)

    counts = queries.Many(every).counts()

    n: dict = {}
    for duty in one_by_one.duties:
        n[duty.day.month, duty.area] = n.get((duty.day.month, duty.area), 0) + 1
    assert {key: value for key, value in counts.n.items() if value} == n
    assert sum(counts.done.values()) == sum(d.done for d in one_by_one.duties) > 0
    assert counts.n_undated == len(one_by_one.undated) == 3


@pytest.mark.parametrize("areas", [(), ("pay",), ("pay", "training")])
def test_a_month_holds_the_same_dates_as_the_units_one_by_one(town, cycle, areas):
    fill(town, cycle)
    every = asked(town, *UNITS)
    many = queries.Many(every)
    one_by_one = queries.collect(every, queries.OF_THE_UNITS).duties

    found = [duty for month in range(1, 13) for duty in many.duties(many.month(month, areas))]

    wanted = [d for d in one_by_one if not areas or d.area in areas]
    assert sorted(d.key for d in found) == sorted(d.key for d in wanted)
    assert set(found) == {replace(d, rows=d.rows[:1]) for d in wanted}


def test_a_part_of_the_units_has_a_part_of_the_counts(town, cycle):
    fill(town, cycle)
    decide(town, cycle, "KOK", "Kökets", due_date=date(2023, 8, 8))

    all_, school, kitchen = (
        queries.Many(asked(town, *units)).counts().total
        for units in (UNITS, ("BF", "ALB", "EKL"), ("SF", "KOK", "LOK"))
    )

    assert (kitchen, school > kitchen, all_ > school) == (1, True, True)


def test_those_without_a_day_are_the_same_as_one_by_one(town, cycle):
    fill(town, cycle)
    many = queries.Many(asked(town, *UNITS))

    found = many.without_day(many.undated())

    wanted = queries.collect(asked(town, *UNITS), queries.OF_THE_UNITS).undated
    assert sorted(u.why for u in found) == sorted(u.why for u in wanted)


def test_the_year_around_new_year_is_told_by_the_day_that_counts(town, cycle):
    """What has a stretch over New Year stands in the year where it ends."""
    decide(town, cycle, "ALB", schedule_text="Under vintern")

    found = queries.collect(asked(town, "ALB")).duties

    assert [(d.first, d.last) for d in found] == [(date(2023, 1, 1), date(2023, 2, 28))]
