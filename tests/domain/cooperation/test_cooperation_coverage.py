"""Every required pair of step and party is covered, in dissent, silent, waiting or missing."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aktiva.domain.cooperation.coverage import Caution, Source, State, coverage, required
from aktiva.domain.cooperation.hollow import Hollow
from aktiva.domain.cooperation.records import (
    USUAL_TIERS,
    Answer,
    Confirmation,
    Meeting,
    MeetingKind,
    Origin,
    Party,
    PartyKind,
    Place,
    Reading,
    Records,
    Tier,
)
from aktiva.domain.values import Step

YEAR = 2026
TODAY = date(2026, 11, 20)
TOP = Place(1, Tier.EMPLOYER)
DEPARTMENT = Place(2, Tier.DEPARTMENT, (1,))
GROUP = 3
SCHOOL = Place(4, Tier.UNIT, (GROUP, 2, 1))


def party(pk: int, kind: PartyKind, **rest) -> Party:
    return Party(id=pk, kind=kind, **({"tiers": USUAL_TIERS[kind]} | rest))


KOMMUNAL = party(1, PartyKind.UNION_WITH_AGREEMENT)
VISION = party(2, PartyKind.UNION_WITH_AGREEMENT)
OMBUD = party(3, PartyKind.SAFETY_REPRESENTATIVES)
STAFF = party(4, PartyKind.EMPLOYEES)
PARTIES = (KOMMUNAL, VISION, OMBUD, STAFF)
AGREED = {1: date(2026, 1, 12)}


def meeting(**given) -> Meeting:
    blank = Meeting(
        id=1,
        place=TOP.id,
        steps=frozenset(Step),
        on=date(2026, 3, 11),
        recorded_at=datetime(2026, 3, 12, 9, tzinfo=UTC),
        parties=frozenset({1}),
        information="Underlaget.",
    )
    return replace(blank, **given)


def reading(**given) -> Reading:
    blank = Reading(
        id=1,
        place=TOP.id,
        steps=frozenset({Step.ACT}),
        sent_on=date(2026, 11, 2),
        last_day=date(2026, 11, 12),
        asked=frozenset({1, 2}),
        content="Förslaget.",
    )
    return replace(blank, **given)


def answer(**given) -> Confirmation:
    blank = Confirmation(
        id=1, reading=1, party=1, answer=Answer.NO_OBJECTION, at=datetime(2026, 11, 9, tzinfo=UTC)
    )
    return replace(blank, **given)


def found(records: Records, place: Place = TOP, *, party: int = 1, step: Step = Step.ACT, on=TODAY):
    """Return one pair at one place."""
    pairs = coverage(records, [place], year=YEAR, on=on)[place.id]
    return next(p for p in pairs if (p.party, p.step) == (party, step))


def known(**given) -> Records:
    return Records(**({"parties": PARTIES, "agreements": AGREED} | given))


@pytest.mark.parametrize(
    ("place", "wanted"),
    [(TOP, {1, 2, 3}), (DEPARTMENT, {1, 2, 3}), (SCHOOL, {3, 4})],
)
def test_unions_are_parties_at_the_top_and_employees_without_a_union_at_their_workplace(
    place, wanted
):
    assert {p.id for p in required(PARTIES, place, year=YEAR, on=TODAY)} == wanted


@pytest.mark.parametrize(
    ("retired_on", "on", "is_required"),
    [
        (None, TODAY, True),
        (TODAY + timedelta(1), TODAY, True),
        (TODAY, TODAY, False),
        (date(2027, 1, 1), date(2027, 5, 1), True),  # the year was over when it ended
        (date(2026, 12, 31), date(2027, 5, 1), False),
    ],
)
def test_a_party_is_required_until_it_is_retired(retired_on, on, is_required):
    parties = (replace(KOMMUNAL, retired_on=retired_on),)

    assert bool(required(parties, TOP, year=YEAR, on=on)) is is_required


@pytest.mark.parametrize(
    ("units", "place", "is_required"),
    [
        (frozenset(), DEPARTMENT, True),
        (frozenset({2}), DEPARTMENT, True),
        (frozenset({2}), SCHOOL, True),
        (frozenset({9}), DEPARTMENT, False),
        (frozenset({2}), TOP, True),  # its tiers say whether it sits with the whole employer
    ],
)
def test_a_party_of_one_part_of_the_employer_is_required_there_and_below(units, place, is_required):
    one = replace(OMBUD, units=units)

    assert bool(required((one,), place, year=YEAR, on=TODAY)) is is_required


def test_without_any_record_every_pair_is_visibly_missing():
    pairs = coverage(known(), [TOP, DEPARTMENT, SCHOOL], year=YEAR, on=TODAY)

    assert [len(pairs[p.id]) for p in (TOP, DEPARTMENT, SCHOOL)] == [12, 12, 8]
    assert {p.state for own in pairs.values() for p in own} == {State.MISSING}


def test_a_meeting_covers_its_own_steps_and_parties_and_no_others():
    records = known(meetings=(meeting(steps=frozenset({Step.ACT})),))

    assert found(records).state is State.COVERED
    assert found(records).by == Source("meeting", 1, date(2026, 3, 11))
    assert found(records, step=Step.EXAMINE).state is State.MISSING
    assert found(records, party=2).state is State.MISSING
    assert found(records, DEPARTMENT).state is State.MISSING


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"on": None}, Hollow.NO_DATE),
        ({"on": date(2025, 3, 11)}, Hollow.OUTSIDE_YEAR),
        ({"kind": MeetingKind.NEGOTIATION}, Hollow.ONLY_NEGOTIATION),
        ({"parties": frozenset()}, Hollow.NO_PARTY),
        ({"information": ""}, Hollow.NO_INFORMATION),
    ],
)
def test_a_hollow_meeting_leaves_the_pair_missing_and_says_why(changed, why):
    pair = found(known(meetings=(meeting(**changed),)))

    assert (pair.state, pair.hollow) == (State.MISSING, (why,))


def test_what_is_recorded_after_the_paper_of_the_place_or_one_above_does_not_count():
    late = meeting(place=SCHOOL.id, parties=frozenset({3}))
    told = {DEPARTMENT.id: late.recorded_at - timedelta(hours=1)}

    pair = found(known(meetings=(late,), accounts=told), SCHOOL, party=3)

    assert (pair.state, pair.hollow) == (State.MISSING, (Hollow.AFTER_PAPER,))


def test_a_paper_of_a_department_does_not_close_the_employers_own():
    told = {DEPARTMENT.id: datetime(2026, 1, 1, tzinfo=UTC)}

    assert found(known(meetings=(meeting(),), accounts=told)).state is State.COVERED


@pytest.mark.parametrize(
    ("place", "covers_below", "party", "state"),
    [
        (DEPARTMENT.id, True, 3, State.COVERED),
        (GROUP, True, 3, State.COVERED),
        (DEPARTMENT.id, False, 3, State.MISSING),
        (TOP.id, True, 3, State.MISSING),
        (DEPARTMENT.id, True, 4, State.MISSING),
    ],
)
def test_a_meeting_above_stands_for_units_when_it_says_so_but_never_for_their_employees(
    place, covers_below, party, state
):
    records = known(
        meetings=(meeting(place=place, covers_below=covers_below, parties=frozenset({3, 4})),)
    )

    assert found(records, SCHOOL, party=party).state is state


@pytest.mark.parametrize(
    ("on", "state"),
    [
        (date(2026, 11, 1), State.MISSING),
        (date(2026, 11, 2), State.WAITING),
        (date(2026, 11, 12), State.WAITING),
        (date(2026, 11, 13), State.SILENT),
    ],
)
def test_a_party_that_is_asked_is_waited_for_and_then_silent(on, state):
    pair = found(known(readings=(reading(),)), on=on)

    assert pair.state is state
    assert pair.last_day == (None if state is State.MISSING else date(2026, 11, 12))


@pytest.mark.parametrize(
    ("given", "state", "cautions"),
    [
        (Answer.TAKEN_PART, State.COVERED, (Caution.ONLY_INFORMED,)),
        (Answer.NO_OBJECTION, State.COVERED, ()),
        (Answer.DISSENT, State.DISSENT, ()),
    ],
)
def test_an_answer_covers_the_pair_and_taking_part_alone_is_pointed_out(given, state, cautions):
    pair = found(known(readings=(reading(),), confirmations=(answer(answer=given),)))

    assert (pair.state, pair.cautions) == (state, cautions)
    assert pair.by == Source("confirmation", 1, date(2026, 11, 9))


def test_one_party_that_answers_does_not_answer_for_another():
    records = known(readings=(reading(),), confirmations=(answer(),))

    assert found(records, party=2).state is State.SILENT


def test_a_late_answer_counts_and_the_party_was_silent_until_then():
    late = answer(at=datetime(2026, 11, 18, tzinfo=UTC))
    records = known(readings=(reading(),), confirmations=(late,))

    assert found(records, on=date(2026, 11, 17)).state is State.SILENT
    assert found(records).state is State.COVERED


def test_dissent_is_seen_whatever_else_the_party_has_said():
    agreeing = meeting(steps=frozenset({Step.ACT}))
    records = known(
        meetings=(agreeing,),
        readings=(reading(),),
        confirmations=(answer(answer=Answer.DISSENT),),
    )

    assert found(records).state is State.DISSENT
    assert found(records).by == Source("confirmation", 1, date(2026, 11, 9))


def test_dissent_noted_at_a_meeting_is_that_partys_alone():
    records = known(meetings=(meeting(parties=frozenset({1, 2}), dissents=frozenset({2})),))

    assert found(records, party=1).state is State.COVERED
    assert found(records, party=2).state is State.DISSENT


def test_a_correction_takes_the_place_of_what_it_corrects():
    first = answer(answer=Answer.DISSENT)
    second = answer(id=2, corrects=1, at=datetime(2026, 11, 15, tzinfo=UTC))
    records = known(readings=(reading(),), confirmations=(first, second))

    assert found(records).state is State.COVERED


def test_a_correction_after_the_paper_leaves_the_first_answer_standing():
    first = answer(answer=Answer.DISSENT)
    second = answer(id=2, corrects=1, at=datetime(2026, 11, 15, tzinfo=UTC))
    told = {TOP.id: datetime(2026, 11, 13, tzinfo=UTC)}
    records = known(readings=(reading(),), confirmations=(first, second), accounts=told)

    assert found(records).state is State.DISSENT


@pytest.mark.parametrize(
    ("agreements", "cautions"),
    [
        ({}, (Caution.NO_AGREEMENT,)),
        ({1: date(2026, 3, 10)}, ()),
        ({1: date(2026, 3, 11)}, ()),
        ({1: date(2026, 3, 12)}, (Caution.BEFORE_AGREEMENT,)),
    ],
)
def test_a_meeting_before_the_agreement_counts_and_is_pointed_out(agreements, cautions):
    pair = found(known(meetings=(meeting(),), agreements=agreements))

    assert (pair.state, pair.cautions) == (State.COVERED, cautions)


def test_the_nearest_agreement_above_holds():
    records = known(agreements={1: date(2026, 1, 12), 2: date(2026, 2, 2)})

    assert records.agreed_on(SCHOOL) == date(2026, 2, 2)
    assert records.agreed_on(TOP) == date(2026, 1, 12)


def test_a_question_that_names_no_union_covers_none_and_says_so():
    asked = meeting(
        origin=Origin.QUESTION, parties=frozenset({3}), union_unnamed=True, information=None
    )
    records = known(meetings=(asked,))

    assert found(records, party=3).by == Source("question", 1, date(2026, 3, 11))
    assert found(records, party=1).hollow == (Hollow.UNION_UNNAMED,)


def test_the_record_kept_here_is_shown_before_the_question_about_the_same_thing():
    asked = meeting(id=7, origin=Origin.QUESTION, on=date(2026, 2, 1), information=None)

    assert found(known(meetings=(asked, meeting()))).by == Source("meeting", 1, date(2026, 3, 11))


days = st.dates(date(2025, 12, 1), date(2027, 1, 31))
meetings = st.builds(
    meeting,
    on=st.none() | days,
    steps=st.frozensets(st.sampled_from(Step)),
    parties=st.frozensets(st.integers(1, 4)),
    kind=st.sampled_from(MeetingKind),
    information=st.sampled_from(["", "Underlaget."]),
    place=st.sampled_from([1, 2, 3, 4]),
    covers_below=st.booleans(),
)


@given(st.lists(meetings, max_size=6), days)
def test_no_pair_is_ever_lost_and_each_has_one_state(given_meetings, on):
    places = [TOP, DEPARTMENT, SCHOOL]
    records = known(meetings=tuple(given_meetings))

    pairs = coverage(records, places, year=YEAR, on=on)

    for place in places:
        wanted = {(p.id, s) for p in required(PARTIES, place, year=YEAR, on=on) for s in Step}
        assert {(p.party, p.step) for p in pairs[place.id]} == wanted
        assert len(pairs[place.id]) == len(wanted)
        assert all((p.by is not None) == p.state.is_covered for p in pairs[place.id])


@given(st.lists(meetings, max_size=5), meetings, days)
def test_one_more_meeting_never_uncovers_a_pair(before, more, on):
    places = [TOP, DEPARTMENT, SCHOOL]

    def covered(given_meetings) -> set:
        pairs = coverage(known(meetings=tuple(given_meetings)), places, year=YEAR, on=on)
        return {(k, p.party, p.step) for k, own in pairs.items() for p in own if p.by is not None}

    assert covered(before) <= covered([*before, more])
