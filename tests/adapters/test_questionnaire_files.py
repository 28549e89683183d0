"""Questionnaires as YAML: read back unchanged, and one clear line for each thing that is wrong."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aktiva.adapters.questionnaires import (
    UnreadableQuestionnaire,
    from_source,
    from_yaml,
    read_shipped,
    to_yaml,
)
from aktiva.domain.questionnaire import (
    Condition,
    Extra,
    Figures,
    Kind,
    Level,
    Measured,
    Option,
    Question,
    Questionnaire,
    Section,
    Task,
)
from aktiva.domain.values import Area

TEXT = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=40).filter(str.strip)
CODE = st.from_regex(r"\A[a-z0-9_]{1,8}\Z") | st.sampled_from(["yes", "no", "null", "true", "1.10"])
OPTIONS = st.dictionaries(CODE, TEXT, max_size=3).map(
    lambda found: tuple(Option(code=c, label=label) for c, label in found.items())
)


@st.composite
def questions(draw, key: str, section: str) -> Question:
    kind = draw(st.sampled_from(list(Kind)))
    wished = st.sampled_from(["high", "low"] if kind is Kind.SCALE5 else ["yes", "no", "a"])
    return Question(
        key=key, section=section, text=draw(TEXT), kind=kind, law=draw(TEXT),
        levels=tuple(draw(st.lists(st.sampled_from(list(Level)), min_size=1, unique=True))),
        help=draw(st.just("") | TEXT), why=draw(st.just("") | TEXT),
        area=draw(st.none() | st.sampled_from(list(Area))), core=draw(st.booleans()),
        wished=draw(st.none() | wished), options=draw(OPTIONS), rows=draw(OPTIONS),
        extras=tuple(draw(st.lists(st.sampled_from(list(Extra)), unique=True))),
        statement=draw(st.booleans()), task=draw(st.none() | st.sampled_from(list(Task))),
        columns=tuple(draw(st.lists(CODE, max_size=2))),
        figures=draw(st.none() | st.sampled_from(list(Figures))),
        unit=draw(st.none() | st.sampled_from(list(Measured))),
        shown_if=draw(st.none() | st.builds(
            Condition, question=CODE, answers=st.lists(CODE, min_size=1, max_size=2).map(tuple)
        )),
        hidden=draw(st.booleans()), labels=draw(st.dictionaries(CODE, TEXT, max_size=2)),
    )  # fmt: skip


@st.composite
def questionnaires(draw) -> Questionnaire:
    sections = tuple(
        Section(key=f"S{n}", title=draw(TEXT), intro=draw(st.just("") | TEXT))
        for n in range(draw(st.integers(1, 3)))
    )
    return Questionnaire(
        title=draw(TEXT), version=draw(TEXT), sections=sections,
        questions=tuple(
            draw(questions(f"{section.key}.{n}", section.key))
            for section in sections
            for n in range(draw(st.integers(0, 2)))
        ),
    )  # fmt: skip


@pytest.mark.slow
@given(questionnaires())
def test_what_is_written_is_read_back_unchanged(questionnaire):
    assert from_yaml(to_yaml(questionnaire)) == questionnaire


def test_the_one_that_ships_is_read_back_unchanged_and_written_alike():
    written = to_yaml(read_shipped())

    assert from_yaml(written) == read_shipped()
    assert to_yaml(from_yaml(written)) == written


def asks(more: str = "", **changed: str) -> str:
    given = {"key": "Q1", "text": "Fungerar larmen?", "kind": "yes_partly_no", **changed}
    lines = "".join(f"    {name}: {value}\n" for name, value in given.items() if value)
    return (
        "title: T\nversion: 1\nsections:\n- key: S\n  title: Y\n  law: 3 kap.\n"
        f"  levels: [unit]\n  questions:\n  -\n{lines}{more}"
    )


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "Filen är tom."),
        ("[", "Filen är inte giltig YAML här"),
        ("a: 1", "Filen saknar listan ”sections”."),
        ("- 1", "Filen saknar listan ”sections”."),
        ("sections: {a: 1}", "Filen saknar listan ”sections”."),
        (asks(kind="poem"), "fråga Q1: ”poem” finns inte för ”kind”. Välj bland yes_partly_no,"),
        (asks(kind=""), "fråga Q1: ”kind” saknas."),
        (asks(text=""), "fråga Q1: ”text” saknas."),
        (asks(colour="red"), "Rad 13, fråga Q1: ”colour” finns inte för frågan."),
        (asks(text="[a, b]"), "Rad 11, fråga Q1: ”text” ska vara en text."),
        (asks(core="maybe"), "”core” ska vara true eller false."),
        (asks(options="forums"), "Listan ”forums” finns inte under lists."),
        (asks(options="[a, b]"), "Alternativ skrivs som kod: text"),
        (asks(levels="[everybody]"), "”everybody” finns inte för ”levels”."),
        (asks(shown_if="3.1"), "Villkoret skrivs så här"),
        (asks(shown_if="{question: A1, answer: []}"), "saknar en fråga eller ett svar"),
        (asks("  - {key: Q1, text: T, kind: text}\n"), "Beteckningen finns redan på rad 10."),
        (asks("    text: Igen?\n"), "Rad 13: ”text” står två gånger."),
        (asks("- {key: S, title: Z, questions: []}\n"), "Avsnittet ”S” finns redan."),
        ("title: T\n\tversion: 1\n", "Rad 2: Raden börjar med en tabb."),
        ("a: &x [1]\nb: *x\n", "Rad 1: Ankare och hänvisningar"),
        ("a: !!python/object:os.system [x]", "Märket"),
        ("a: 1\n---\nb: 2\n", "Filen har flera dokument"),
        ("[" * 4000, "djupare än ett frågeunderlag"),
        ("{[1]: 2}", "En nyckel måste vara ett ord."),
        ("a: \x07", "tecken som inte hör hemma i en textfil"),
        ("x" * 1_000_001, "Filen är för stor"),
    ],
)
def test_what_is_wrong_is_said_with_line_and_question(text, said):
    with pytest.raises(UnreadableQuestionnaire) as wrong:
        from_yaml(text)

    assert any(said in str(fault) for fault in wrong.value.faults), str(wrong.value)
    assert len(str(wrong.value).splitlines()) == len(wrong.value.faults)


def test_everything_that_is_wrong_is_said_at_once():
    text = asks("  - {key: Q2, text: T, kind: ode}\n  - {key: Q3, kind: text}\n", kind="poem")

    with pytest.raises(UnreadableQuestionnaire) as wrong:
        from_yaml(text)

    assert [fault.key for fault in wrong.value.faults] == ["Q1", "Q2", "Q3"]


def test_a_file_that_would_grow_without_end_is_refused_at_once():
    laughs = "a0: &a0 [ha]\n" + "".join(
        f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]\n" for n in range(1, 12)
    )
    begun = time.perf_counter()

    with pytest.raises(UnreadableQuestionnaire, match="Ankare"):
        from_yaml(laughs)

    assert time.perf_counter() - begun < 1


def test_words_stay_words_whatever_yaml_thinks_of_them():
    q = from_yaml(asks(wished="yes", options="{no: Nej, 1: Ett, null: Inget}")).question("Q1")

    assert q.wished == "yes"
    assert [o.code for o in q.options] == ["no", "1", "null"]
    assert from_yaml(asks(key="1.10")).questions[0].key == "1.10"


def test_a_scale_written_before_it_had_words_of_its_own_is_understood():
    given_as = [from_yaml(asks(kind="scale5", wished=w)).questions[0].wished for w in
                ("yes", "no", "high", "low")]  # fmt: skip

    assert given_as == ["high", "low", "high", "low"]


def test_a_question_inherits_from_its_section_and_says_its_line():
    source = from_source(asks())

    assert source.questionnaire.question("Q1").levels == (Level.UNIT,)
    assert source.lines == {"Q1": 10}
