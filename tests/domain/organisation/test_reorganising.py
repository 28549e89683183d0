"""What a reorganisation would do, and what stands in its way: a table, and properties."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from aktiva.domain.organisation.lineage import Lineage, Step
from aktiva.domain.organisation.reorganising import (
    Change,
    ChangeKind,
    Found,
    Part,
    Plan,
    Problem,
    plan,
)
from aktiva.domain.organisation.spans import KindFacts, Span, tree_on
from aktiva.domain.organisation.tree import Level

BEGAN, DAY, LATER = date(2023, 1, 1), date(2023, 8, 1), date(2024, 1, 1)
KINDS = {
    "kommun": KindFacts(Level.EMPLOYER, False),
    "forvaltning": KindFacts(Level.DEPARTMENT, False),
    "enhet": KindFacts(Level.WORKPLACE, True),
    "kok": KindFacts(Level.WORKPLACE, True),
}
ROOT, SCHOOLS, SERVICE, ALBY, EKLIDEN, KITCHEN = range(1, 7)


def span(unit: int, name: str, kind: str = "enhet", parent: int | None = None, **rest) -> Span:
    return Span(unit, name, name, kind, parent, rest.pop("start", BEGAN), **rest)


TOWN = (
    span(ROOT, "Strandvik", "kommun"),
    span(SCHOOLS, "Bildning", "forvaltning", ROOT),
    span(SERVICE, "Service", "forvaltning", ROOT),
    span(ALBY, "Alby skola", parent=SCHOOLS),
    span(EKLIDEN, "Eklidens skola", parent=SCHOOLS),
    span(KITCHEN, "Centralköket", "kok", SERVICE),
)


def part(name: str, *, kind: str = "enhet", parent: int = SCHOOLS, unit: int | None = None) -> Part:
    return Part(name, name, kind, parent, unit)


def merge(*before: int, into: Part | None = None, on: date = DAY) -> Change:
    return Change(ChangeKind.MERGE, on, before, (into or part("Centrum"),))


def split(*parts: Part, unit: int = ALBY, on: date = DAY) -> Change:
    return Change(ChangeKind.SPLIT, on, (unit,), parts)


def move(unit: int, under: int, *, on: date = DAY) -> Change:
    was = next(s for s in TOWN if s.unit == unit)
    moved = Part(was.name, was.short_name, was.kind, under, unit)
    return Change(ChangeKind.MOVE, on, (unit,), (moved,))


def rename(unit: int, name: str, *, on: date = DAY) -> Change:
    was = next(s for s in TOWN if s.unit == unit)
    return Change(ChangeKind.RENAME, on, (unit,), (Part(name, name, was.kind, was.parent, unit),))


def close(*units: int, on: date = DAY) -> Change:
    return Change(ChangeKind.CLOSE, on, units)


def below(plan_: Plan, unit: int, day: date = DAY) -> set[str]:
    grown = tree_on(plan_.spans, KINDS, day)
    return {n.name for n in grown.children(unit)}


def test_two_units_become_one_from_the_day_and_not_before():
    made = plan(merge(ALBY, EKLIDEN), TOWN, KINDS)

    assert made.problems == ()
    assert below(made, SCHOOLS) == {"Centrum"}
    assert below(made, SCHOOLS, DAY - timedelta(days=1)) == {"Alby skola", "Eklidens skola"}
    assert made.ended == (ALBY, EKLIDEN)
    assert [(x.before, x.after, x.kind) for x in made.links] == [
        (ALBY, -1, "merged"), (EKLIDEN, -1, "merged"),
    ]  # fmt: skip
    assert made.answering == -1


def test_a_unit_may_go_up_in_another_that_goes_on():
    made = plan(merge(ALBY, EKLIDEN, into=part("Eklidens skola", unit=EKLIDEN)), TOWN, KINDS)

    assert made.ended == (ALBY,)
    assert [(x.before, x.after, x.kind) for x in made.links] == [(ALBY, EKLIDEN, "merged")]
    assert [s for s in made.spans if s.unit == EKLIDEN] == [TOWN[4]]


def test_the_units_below_follow_into_the_unit_that_their_own_went_into():
    made = plan(
        Change(
            ChangeKind.MERGE, DAY, (SCHOOLS, SERVICE),
            (Part("Välfärd", "Välfärd", "forvaltning", ROOT),),
        ),
        TOWN, KINDS,
    )  # fmt: skip

    assert below(made, -1) == {"Alby skola", "Eklidens skola", "Centralköket"}
    assert made.answering == 0


def test_a_part_may_break_out_of_a_unit_that_goes_on():
    kitchen = part("Alby kök", kind="kok")
    made = plan(split(part("Alby skola", unit=ALBY), kitchen), TOWN, KINDS)

    assert made.ended == ()
    assert below(made, SCHOOLS) == {"Alby skola", "Eklidens skola", "Alby kök"}
    assert [(x.before, x.after) for x in made.links] == [(ALBY, -2)]
    assert made.answering == 1


def test_units_below_one_that_is_split_go_to_the_part_that_is_chosen_or_else_the_first():
    made = plan(
        Change(
            ChangeKind.SPLIT, DAY, (SCHOOLS,),
            (
                Part("Skolor", "Skolor", "forvaltning", ROOT),
                Part("Förskolor", "Förskolor", "forvaltning", ROOT),
            ),
            below={EKLIDEN: 1},
        ),
        TOWN, KINDS,
    )  # fmt: skip

    assert (below(made, -1), below(made, -2)) == ({"Alby skola"}, {"Eklidens skola"})


def test_a_change_on_the_day_a_unit_got_its_name_takes_the_place_of_that_name():
    town = [replace(s, start=DAY) if s.unit == ALBY else s for s in TOWN]

    made = plan(rename(ALBY, "Alby grundskola"), town, KINDS)

    assert [s.name for s in made.spans if s.unit == ALBY] == ["Alby grundskola"]


RENAMED_LATER = (
    *(replace(s, end=LATER) if s.unit == ALBY else s for s in TOWN),
    span(ALBY, "Alby grundskola", parent=SCHOOLS, start=LATER),
)
ENDS_LATER = tuple(replace(s, end=LATER) if s.unit == SERVICE else s for s in TOWN)
BELOW_LATER = (*TOWN, span(7, "Fritids", parent=ALBY, start=LATER))


@pytest.mark.parametrize(
    ("change", "town", "found"),
    [
        (merge(), TOWN, Found(Problem.NO_UNITS)),
        (merge(ALBY, 99), TOWN, Found(Problem.UNKNOWN_UNIT, unit=99)),
        (rename(ALBY, "Ny", on=date(2022, 1, 1)), TOWN, Found(Problem.NOT_THERE, unit=ALBY)),
        (close(ALBY, on=BEGAN), TOWN, Found(Problem.TOO_NEW, unit=ALBY)),
        (rename(ALBY, "Ny"), RENAMED_LATER, Found(Problem.LATER_CHANGE, unit=ALBY)),
        (close(ALBY), BELOW_LATER, Found(Problem.LATER_CHANGE, unit=ALBY)),
        (close(ROOT), TOWN, Found(Problem.ROOT, unit=ROOT)),
        (move(ROOT, SCHOOLS), TOWN, Found(Problem.ROOT, unit=ROOT)),
        (merge(ALBY), TOWN, Found(Problem.TOO_FEW)),
        (merge(ALBY, SERVICE), TOWN, Found(Problem.OTHER_LEVEL)),
        (merge(ALBY, EKLIDEN, into=part("Ny", kind="forvaltning", parent=ROOT)), TOWN,
         Found(Problem.OTHER_LEVEL, part=0)),
        (split(part("A"), part("B"), unit=ALBY), TOWN, None),
        (split(part("A")), TOWN, Found(Problem.TOO_FEW_PARTS)),
        (split(), TOWN, Found(Problem.TOO_FEW_PARTS)),
        (replace(split(part("A"), part("B")), before=(ALBY, EKLIDEN)), TOWN,
         Found(Problem.TOO_MANY)),
        (split(part("A"), part("a")), TOWN, Found(Problem.NAME_TAKEN, part=0)),
        (split(part("Eklidens skola"), part("B")), TOWN, Found(Problem.NAME_TAKEN, part=0)),
        (rename(ALBY, "  "), TOWN, Found(Problem.NAME_MISSING, part=0)),
        (rename(ALBY, "Eklidens  skola".replace("  ", " ")), TOWN,
         Found(Problem.NAME_TAKEN, part=0)),
        (rename(ALBY, "Alby skola"), TOWN, Found(Problem.NOTHING_CHANGES)),
        (move(ALBY, SCHOOLS), TOWN, Found(Problem.NOTHING_CHANGES)),
        (move(SCHOOLS, ALBY), TOWN, Found(Problem.BELOW_ITSELF, part=0)),
        (move(ALBY, 99), TOWN, Found(Problem.PARENT_MISSING, part=0)),
        (move(ALBY, SERVICE), ENDS_LATER, Found(Problem.PARENT_ENDS, part=0)),
        (merge(ALBY, EKLIDEN, into=part("Ny", parent=ALBY)), TOWN,
         Found(Problem.BELOW_ITSELF, part=0)),
        (merge(ALBY, EKLIDEN, into=part("Ny", kind="okänt")), TOWN,
         Found(Problem.KIND_MISSING, part=0)),
        (close(SCHOOLS), TOWN, Found(Problem.UNITS_BELOW, unit=SCHOOLS)),
        (close(SCHOOLS, ALBY, EKLIDEN), TOWN, None),
        (move(ALBY, SERVICE), TOWN, None),
    ],
)  # fmt: skip
def test_what_stands_in_the_way(change, town, found):
    problems = plan(change, town, KINDS).problems

    assert (found in problems) if found else problems == ()


def test_a_plan_with_a_problem_does_nothing():
    assert plan(merge(ALBY), TOWN, KINDS).spans == ()


def test_a_unit_is_not_merged_with_one_below_it():
    town = (*TOWN, span(7, "Fritids", parent=ALBY))

    assert Found(Problem.INSIDE, unit=7) in plan(merge(ALBY, 7), town, KINDS).problems


# ---- who answers for what was left --------------------------------------------------------------


def lineage(*steps: tuple[int, int], there, above=None, **rest) -> Lineage:
    return Lineage(
        [Step(before, after, DAY) for before, after in steps],
        there=there, above=above or {}, root=ROOT, **rest,
    )  # fmt: skip


def test_what_a_merged_unit_left_is_with_the_unit_it_went_into():
    came = lineage((ALBY, 9), (EKLIDEN, 9), there={ROOT, 9}, above={ALBY: ROOT, EKLIDEN: ROOT})

    assert came.holder(ALBY) == 9
    assert came.left_to(9) == {9, ALBY, EKLIDEN}
    assert came.left_to(ALBY) == set()
    assert came.before(9) == (ALBY, EKLIDEN)


def test_what_a_closed_unit_left_is_with_the_one_above_it():
    came = lineage(there={ROOT, SCHOOLS}, above={ALBY: SCHOOLS})

    assert came.holder(ALBY) == SCHOOLS


def test_what_a_split_unit_left_is_with_the_first_part_unless_it_was_handed_to_another():
    came = lineage(
        (ALBY, 8),
        (ALBY, 9),
        there={ROOT, 8, 9},
        above={ALBY: ROOT},
        given={("measure", 5): (ALBY, 9)},
    )

    assert came.holder(ALBY) == 8
    assert came.holder_of("measure", 4, ALBY) == 8
    assert came.holder_of("measure", 5, ALBY) == 9
    assert came.given_to("measure", 9) == came.given_away("measure", 8) == {ALBY: {5}}
    assert came.holder_of("measure", 5, ROOT) == ROOT  # moved to another unit since


def test_what_was_handed_to_a_part_follows_it_when_the_part_goes_up_in_another():
    came = Lineage(
        [Step(ALBY, 8, DAY), Step(ALBY, 9, DAY), Step(9, 10, LATER)],
        there={ROOT, 8, 10}, above={ALBY: ROOT, 9: ROOT}, given={("measure", 5): (ALBY, 9)}, root=ROOT,
    )  # fmt: skip

    assert came.holder_of("measure", 5, ALBY) == 10
    assert came.reached_from({10}) == {ALBY, 9}


def test_units_in_a_ring_leave_what_they_had_to_the_employer():
    came = lineage((ALBY, EKLIDEN), (EKLIDEN, ALBY), there={ROOT}, above={ALBY: 2, EKLIDEN: 2})

    assert came.holder(ALBY) == ROOT


# ---- properties ---------------------------------------------------------------------------------

DAYS = [BEGAN + timedelta(days=30 * n) for n in range(24)]


@st.composite
def towns(draw) -> tuple[Span, ...]:
    """A municipality of two levels under the employer, some units begun in the middle."""
    n_departments = draw(st.integers(1, 3))
    spans = [span(ROOT, "Kommunen", "kommun")]
    spans += [span(10 + n, f"Förvaltning {n}", "forvaltning", ROOT) for n in range(n_departments)]
    for n in range(draw(st.integers(1, 6))):
        above = 10 + draw(st.integers(0, n_departments - 1))
        start = draw(st.sampled_from([BEGAN, DAYS[3]]))
        spans.append(span(100 + n, f"Enhet {n}", "enhet", above, start=start))
    return tuple(spans)


@st.composite
def changes(draw, spans: tuple[Span, ...]) -> Change:
    """Any change, possible or not, of the units of some spans."""
    units = sorted({s.unit for s in spans})
    kind = draw(st.sampled_from(list(ChangeKind)))
    on = draw(st.sampled_from(DAYS[1:]))
    several = kind in {ChangeKind.MERGE, ChangeKind.CLOSE}
    before = tuple(
        draw(
            st.lists(st.sampled_from(units), min_size=1, max_size=3 if several else 1, unique=True)
        )
    )
    last = {s.unit: s for s in spans}
    name = f"Ny {draw(st.integers(0, 9999))}"
    first = last[before[0]]
    parent = draw(st.sampled_from([first.parent, *units]))
    if kind is ChangeKind.CLOSE:
        after = ()
    elif kind is ChangeKind.MERGE:
        going_on = draw(st.sampled_from([None, *before]))
        after = (Part(name, name, first.kind, parent, going_on),)
    elif kind is ChangeKind.SPLIT:
        goes_on = draw(st.booleans())
        after = (
            Part(f"{name} A", "A", first.kind, first.parent, first.unit if goes_on else None),
            Part(f"{name} B", "B", first.kind, parent),
        )
    elif kind is ChangeKind.MOVE:
        after = (Part(first.name, first.short_name, first.kind, parent, first.unit),)
    else:
        after = (Part(name, name, first.kind, first.parent, first.unit),)
    return Change(kind, on, before, after)


@st.composite
def possible(draw) -> tuple[tuple[Span, ...], Change, Plan]:
    """A municipality after some changes, one more change that is possible, and its plan."""
    spans = draw(towns())
    for _ in range(draw(st.integers(0, 2))):
        change = draw(changes(spans))
        made = plan(change, spans, KINDS)
        if not made.problems:
            spans = grown(spans, made)
    change = draw(changes(spans))
    made = plan(change, spans, KINDS)
    assume(not made.problems)
    return spans, change, made


def grown(spans: tuple[Span, ...], made: Plan) -> tuple[Span, ...]:
    """Return the spans after a plan, with real numbers for the new units."""
    start = max(s.unit for s in spans) + 1
    return made.numbered({u: start + n for n, u in enumerate(made.new)}).spans


MANY = settings(max_examples=200, deadline=None)


@MANY
@given(possible())
def test_nothing_is_changed_before_the_day(case):
    spans, change, made = case
    for day in [d for d in DAYS if d < change.on]:
        assert tree_on(made.spans, KINDS, day).nodes == tree_on(spans, KINDS, day).nodes


@MANY
@given(possible())
def test_every_day_has_one_tree_with_everybody_below_the_employer(case):
    _spans, _change, made = case
    for day in DAYS:
        tree = tree_on(made.spans, KINDS, day)
        assert tree.subtree(ROOT) == tree.nodes.keys()


@MANY
@given(possible())
def test_as_many_units_more_or_fewer_answer_as_was_planned(case):
    spans, change, made = case
    before, after = (len(tree_on(x, KINDS, change.on).answering()) for x in (spans, made.spans))
    assert after - before == made.answering


@MANY
@given(possible())
def test_no_unit_is_gone_without_somebody_who_answers_for_it(case):
    spans, change, made = case
    before, after = (tree_on(x, KINDS, change.on) for x in (spans, made.spans))
    came = Lineage(
        [Step(x.before, x.after, change.on) for x in made.links if x.after not in {None, x.before}],
        there=after.nodes.keys(),
        above={u: before.nodes[u].parent for u in made.ended},
        root=ROOT,
    )
    assert before.nodes.keys() - after.nodes.keys() == set(made.ended)
    for unit in before.nodes:
        holders = [u for u in after.nodes if unit in came.left_to(u)]
        assert holders == [came.holder(unit)]


@MANY
@given(possible())
def test_writing_the_spans_that_were_gives_back_every_day(case):
    """Taking a change back is putting the old spans in the place of the new."""
    spans, _change, made = case
    untouched = [s for s in spans if s in made.spans]
    replaced = [s for s in spans if s not in made.spans]
    restored = sorted([*untouched, *replaced], key=lambda s: (s.unit, s.start))
    for day in DAYS:
        assert tree_on(restored, KINDS, day).nodes == tree_on(spans, KINDS, day).nodes
    # what is new or changed concerns only units that the change touches
    touched = {*made.parts, *made.ended, *made.taken}
    assert {s.unit for s in made.spans if s not in spans} <= touched
    assert {s.unit for s in replaced} <= touched


@MANY
@given(towns().flatmap(lambda t: st.tuples(st.just(t), changes(t))))
def test_any_change_is_either_planned_or_told_what_is_wrong_with(case):
    spans, change = case
    made = plan(change, spans, KINDS)
    assert bool(made.problems) != bool(made.spans)


def test_a_move_that_meets_a_planned_one_in_a_circle_is_refused():
    first, later = date(2023, 1, 1), date(2023, 3, 2)
    kinds = {
        "kommun": KindFacts(Level.EMPLOYER, False),
        "enhet": KindFacts(Level.WORKPLACE, True),
    }
    spans = [
        Span(1, "Kommunen", "Kommunen", "kommun", None, first),
        Span(2, "Ett", "Ett", "enhet", 1, first),
        Span(3, "Två", "Två", "enhet", 1, first, later),
        Span(3, "Två", "Två", "enhet", 2, later),
    ]
    change = Change(
        ChangeKind.MOVE, date(2023, 1, 31), before=(2,),
        after=(Part("Ett", "Ett", "enhet", 3, unit=2),),
    )  # fmt: skip

    assert [p.problem for p in plan(change, spans, kinds).problems] == [Problem.BELOW_ITSELF_LATER]
