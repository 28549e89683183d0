"""A unit's own last day to answer, in the wheel, the calendar and the reminders."""

from __future__ import annotations

from datetime import date

import pytest
from strandvik import hand_in, noon, sheet_of

from aktiva.apps.organisation import queries as organisation
from aktiva.apps.surveys import actions as surveys
from aktiva.apps.timetable import queries

pytestmark = pytest.mark.django_db

BO, EVA = "Bo Grip", "Eva Sten"
LATER = date(2023, 11, 3)


@pytest.fixture
def extended(town, campaign):
    """Alby skola has until 3 November, the others until 20 October."""
    return surveys.change_sheets(
        cycle=campaign.cycle, ids=[sheet_of(campaign, town.units["ALB"]).pk], actor=town.hr,
        facts=surveys.ManyFacts(kind="extend", last_date=LATER, reason="Skolan flyttar."),
        at=noon("2023-10-02"),
    )  # fmt: skip


def letters(town, day: date) -> dict[str, str]:
    people = {user.pk: name for name, user in town.people.items()}
    return {
        people[digest.to]: letter.body
        for digest, letter in queries.letters(town.employer, on=day).letters
    }


def days(town, *codes: str, done: bool = False) -> list[date]:
    """Return the last days to answer in the wheel of some units, of all for none."""
    tree = organisation.tree(town.employer, on=date(2023, 10, 2))
    units = frozenset(town.units[code].pk for code in codes) or frozenset(tree.nodes)
    asked = queries.Asked(town.employer, tree, units, date(2023, 1, 1), date(2023, 12, 31))
    return [
        d.day for d in queries.collect(asked).duties
        if d.key.startswith("campaign:") and d.done is done
    ]  # fmt: skip


def test_reminders_follow_the_units_own_day_and_nobody_elses(town, extended):
    before = letters(town, date(2023, 10, 20))
    then = letters(town, LATER)

    assert "20\u00a0oktober" not in before[BO] and "20\u00a0oktober 2023, i dag" in before[EVA]
    assert "3\u00a0november 2023, i dag" in then[BO] and "för sent" not in then[BO]
    assert "för sent" in then[EVA]


def test_one_who_has_handed_in_is_not_reminded_on_the_own_day(town, campaign, extended):
    hand_in(sheet_of(campaign, town.units["ALB"]), by=town.people[BO], at=noon("2023-10-30"))

    assert BO not in letters(town, LATER)


def test_reminders_go_back_with_the_day_when_it_is_undone(town, extended):
    surveys.undo_sheets(change_id=extended.pk, actor=town.hr, at=noon("2023-10-03"))

    assert "20\u00a0oktober 2023, i dag" in letters(town, date(2023, 10, 20))[BO]
    assert "för sent" in letters(town, LATER)[BO]


def test_the_wheel_shows_each_unit_its_own_day_and_the_employer_both(town, extended):
    assert days(town, "ALB") == [LATER]
    assert days(town, "EKL") == [date(2023, 10, 20)]
    assert days(town) == [date(2023, 10, 20), LATER]


def test_the_own_day_is_done_when_those_who_have_it_have_handed_in(town, campaign, extended):
    hand_in(sheet_of(campaign, town.units["ALB"]), by=town.people[BO], at=noon("2023-10-30"))

    assert days(town, "ALB", done=True) == [LATER]
    assert days(town) == [date(2023, 10, 20)]
