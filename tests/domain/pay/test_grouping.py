"""Groups of equal work: what is proposed, on what ground, and what a person may change."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aktiva.domain.pay.grouping import Earlier, Ground, Place, Position, propose
from aktiva.domain.pay.regrouping import Merge, Rename, Split, regroup
from aktiva.domain.pay.titles import leads_others, normalise

TITLES = [
    "Undersköterska",
    "USK",
    "Enhetschef",
    "Kock",
    "Kokerska",
    "Ssk",
    "Bitr. rektor",
    "Vikarie",
]
positions = st.lists(
    st.builds(
        Position,
        title=st.sampled_from(TITLES),
        code=st.sampled_from([None, "207011", "207011A", "101010", "1321"]),
        count=st.integers(1, 40),
    ),
    max_size=12,
)
earlier_rows = st.lists(
    st.builds(
        Earlier,
        title=st.sampled_from(TITLES),
        code=st.sampled_from([None, "207011", "101010"]),
        group=st.sampled_from(["Vård", "Kök", "Chefer"]),
    ),
    max_size=8,
)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Undersköterska", "  undersköterska "),
        ("Bitr. rektor", "Biträdande rektor"),
        ("bitr.rektor", "BITR REKTOR"),
        ("Förskollär.", "förskollärare"),
        ("Leg. SSK", "Legitimerad sjuksköterska"),
        ("Städerskor", "städare"),
        ("Kock/kokerska", "Kockar"),
        ("Personliga assistenter", "Pers.ass"),
        ("Enhetschef, vik.", "tf enhetschef"),
    ],
)
def test_one_job_has_one_spelling(one, other):
    assert normalise(one) == normalise(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Undersköterska", "Sjuksköterska"),
        ("Lärare", "Förskollärare"),
        ("Rektor", "Biträdande rektor"),
        ("Handläggare", "Socialsekreterare"),
        ("Specialpedagog", "Speciallärare"),
        ("Sjuksköterska", "Distriktssköterska"),
        ("Barnskötare", "Barnmorska"),
        ("Lärare 1–3", "Lärare 4–6"),
        ("Ingenjör", "Tekniker"),
        ("Skötare", "Undersköterska"),
    ],
)
def test_two_jobs_keep_two_spellings(one, other):
    assert normalise(one) != normalise(other)


@given(st.text(max_size=40))
def test_a_normalised_title_stays_as_it_is(title):
    assert normalise(normalise(title)) == normalise(title)


@pytest.mark.parametrize(
    ("title", "code", "leads"),
    [
        ("Enhetschef", None, True),
        ("Bitr. rektor", None, True),
        ("Kommundirektör", None, True),
        ("Arbetsledare", None, True),
        ("Chefssekreterare", None, False),
        ("Chefsläkare", None, False),
        ("Byrådirektör", None, False),
        ("Projektledare", None, False),
        ("Undersköterska", "207011", False),
        ("Samordnare", "207011 b", True),
        ("Samordnare", "207011F", False),
        ("Samordnare", "1321", True),
        ("Samordnare", "5321", False),
        ("Samordnare", "132", False),
    ],
)
def test_those_who_lead_others_are_known_by_title_or_code(title, code, leads):
    assert leads_others(title, code) is leads


def one_group(people, earlier=()):
    (found,) = propose(people, earlier)
    return found


def test_last_years_group_goes_before_the_code_and_the_code_before_the_title():
    found = propose(
        [
            Position("Undersköterska", "207011", 50),
            Position("Skötare", "207011", 4),
            Position("Stödassistent", "207020", 9),
            Position("Boendestödjare", "207020", 3),
            Position("Kock", None, 5),
            Position("Kokerska", None, 1),
        ],
        [Earlier("usk", "207011", "Vård och omsorg")],
    )

    assert [(g.name, g.count) for g in found] == [
        ("Kock", 6),
        ("Stödassistent", 12),
        ("Vård och omsorg", 54),
    ]
    assert found[2].grounds == (Ground.CODE, Ground.LAST_YEAR)
    assert found[2].why == "Undersköterska hörde till gruppen förra året; Skötare har samma kod."
    assert found[0].spellings == (("Kock", "Kokerska"),)


def test_one_title_with_two_codes_is_two_groups():
    found = propose([Position("Handläggare", "151011", 8), Position("Handläggare", "151012", 5)])

    assert [g.name for g in found] == ["Handläggare", "Handläggare (151012)"]


def test_a_title_without_code_joins_the_only_group_that_has_it():
    assert one_group([Position("Kock", "1", 5), Position("Kock", None, 1)]).count == 6


def test_a_title_without_code_stays_apart_where_several_groups_have_it():
    found = propose([Position("Kock", "1", 5), Position("Kock", "2", 4), Position("Kock", None, 1)])

    assert [g.name for g in found] == ["Kock", "Kock (2)", "Kock (utan kod)"]


def test_a_manager_with_the_code_of_the_others_is_kept_apart():
    found = propose(
        [Position("Undersköterska", "207011", 50), Position("Enhetschef", "207011", 2)],
        [Earlier("Undersköterska", "207011", "Vård")],
    )

    assert [g.name for g in found] == ["Enhetschef", "Vård"]


def test_a_title_that_belonged_to_two_groups_last_year_is_not_guessed():
    found = propose(
        [Position("Handläggare", None, 8)],
        [Earlier("Handläggare", "1", "Bygglov"), Earlier("Handläggare", "2", "Ekonomi")],
    )

    assert [(g.name, g.grounds) for g in found] == [("Handläggare", (Ground.TITLE,))]


@pytest.mark.parametrize(
    ("people", "names"),
    [
        ([Position("Kurator", "351001", 5)], ["Elevhälsa"]),
        ([Position("Kurator", "351001", 5), Position("Psykolog", "206001", 2)], ["Elevhälsa", "Kurator"]),
        ([Position("Kurator", "351001", 5), Position("Kurator", "351002", 2)], ["Kurator", "Kurator (351002)"]),
        ([Position("Kurator", "351001A", 5)], ["Kurator"]),
    ],
)  # fmt: skip
def test_a_title_stays_in_its_group_when_its_code_is_replaced(people, names):
    found = propose(people, [Earlier("Kurator", "206001", "Elevhälsa")])

    assert [g.name for g in found] == names


@given(positions, earlier_rows)
def test_every_person_is_in_exactly_one_group(people, earlier):
    found = propose(people, earlier)

    places = [p.place for g in found for p in g.positions]
    assert sorted(places) == sorted({p.place for p in people})
    assert sum(g.count for g in found) == sum(p.count for p in people)
    assert len({g.name.casefold() for g in found}) == len(found)


@given(positions, earlier_rows, st.randoms(use_true_random=False))
def test_the_order_of_the_rows_changes_no_proposal(people, earlier, random):
    mixed, rows = list(people), list(earlier)
    random.shuffle(mixed)
    random.shuffle(rows)

    assert propose(mixed, rows) == propose(people, earlier)


@given(positions)
def test_no_title_joins_different_codes_and_no_code_joins_managers_with_others(people):
    for group in propose(people):
        codes = {p.code for p in group.positions if p.code}
        assert len(codes) <= 1
        assert len({leads_others(p.title, p.code) for p in group.positions}) == 1


@given(positions)
def test_titles_that_are_written_differently_are_never_joined_silently(people):
    for group in propose(people):
        told = {title for spelling in group.spellings for title in spelling}
        for p in group.positions:
            same = [q for q in group.positions if normalise(q.title) == normalise(p.title)]
            assert len({q.title for q in same}) == 1 or p.title in told


USK, SKÖTARE, KOCK = Place("Undersköterska", "207011"), Place("Skötare", "207011"), Place("Kock")
GROUPS = {"Vård": frozenset({USK, SKÖTARE}), "Kök": frozenset({KOCK})}
WHY = "arbetet har olika innehåll"


def test_groups_are_split_merged_and_renamed_in_order():
    found = regroup(
        GROUPS,
        [
            Split("Vård", (("Vård", frozenset({USK})), ("Psykiatri", frozenset({SKÖTARE}))), WHY),
            Rename("Kök", "Måltid", WHY),
            Merge(("Psykiatri", "Måltid"), "Övriga", WHY),
        ],
    )

    assert found.conflicts == ()
    assert found.groups == {"Vård": frozenset({USK}), "Övriga": frozenset({SKÖTARE, KOCK})}


@pytest.mark.parametrize(
    ("change", "word"),
    [
        (Rename("Kök", "Måltid", ""), "saknas"),
        (Rename("Kök", "Måltid", "nytt namn"), "minst 3 ord"),
        (Rename("Kök", "Måltid", "samma som förra året"), "varför"),
        (Rename("Kök", "vård", WHY), "heter Vård"),
        (Rename("Kök", "Kök", WHY), "heter redan så"),
        (Rename("Kök", " ", WHY), "saknar namn"),
        (Rename("Tvätt", "Textil", WHY), "finns inte längre"),
        (Merge(("Kök",), "Måltid", WHY), "minst två"),
        (Merge(("Kök", "Kök"), "Måltid", WHY), "minst två"),
        (Split("Vård", (("A", frozenset({USK, SKÖTARE})),), WHY), "minst två"),
        (Split("Vård", (("A", frozenset({USK})), ("B", frozenset())), WHY), "B blir tom"),
        (Split("Vård", (("A", frozenset({USK})), ("A", frozenset({SKÖTARE}))), WHY), "samma namn"),
        (Split("Vård", (("A", frozenset({USK})), ("B", frozenset({KOCK}))), WHY), "Kock hör inte"),
        (Split("Kök", (("A", frozenset({KOCK})), ("B", frozenset({KOCK}))), WHY), "två delar"),
    ],
)
def test_a_change_that_cannot_be_made_says_why_and_changes_nothing(change, word):
    found = regroup(GROUPS, [change])

    (conflict,) = found.conflicts
    assert word in conflict.words and conflict.words.endswith(".")
    assert found.groups == GROUPS


def test_a_position_left_out_of_a_split_is_told():
    three = {"Vård": frozenset({USK, SKÖTARE, KOCK})}
    change = Split("Vård", (("A", frozenset({USK})), ("B", frozenset({SKÖTARE}))), WHY)

    assert (
        "Kock hör till Vård men till ingen av delarna"
        in regroup(three, [change]).conflicts[0].words
    )


def test_later_changes_are_made_although_an_earlier_one_could_not_be():
    found = regroup(GROUPS, [Rename("Tvätt", "Textil", WHY), Rename("Kök", "Måltid", WHY)])

    assert [c.number for c in found.conflicts] == [0]
    assert sorted(found.groups) == ["Måltid", "Vård"]
