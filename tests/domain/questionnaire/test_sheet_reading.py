"""What a file that was filled in elsewhere says of each question, against what stands."""

from __future__ import annotations

import pytest

from aktiva.domain.questionnaire import Condition, Kind, Level, Option, Question
from aktiva.domain.questionnaire.sheet_file import (
    Marks,
    Returned,
    Seen,
    Written,
    condition_words,
    fields_on_file,
    given_of,
    print_of,
    risk_field,
)
from aktiva.domain.questionnaire.sheet_reading import Became, Stands, read_against, still_missing

AB = (Option(code="a", label="Ofta"), Option(code="b", label="Aldrig"))


def question(kind=Kind.YES_PARTLY_NO, **own) -> Question:
    given = {"wished": "yes"} if kind is Kind.YES_PARTLY_NO else {}
    return Question(
        key="1.1", section="1", text="?", kind=kind, law="1", levels=(Level.UNIT,),
        **(given | own),
    )  # fmt: skip


def lines(q: Question, **said: str) -> tuple[Written, ...]:
    return tuple(
        Written(q.key, spec.name, option.code if option else "", said.get(name, ""), f"rad {n}")
        for n, (spec, option) in enumerate(
            (spec, option)
            for spec in fields_on_file(q)
            for option in (spec.options if spec.kind == "several" else (None,))
        )
        if (name := option.code if option else spec.name) is not None
    )


def read(q: Question, stands: Stands | None = None, *, seen=None, written=None, **said):
    stands = stands or Stands({}, None, 0)
    sent = given_of(q, stands.value, stands.is_risk)
    seen = seen or Seen(stands.revision, print_of(q, sent))
    written = lines(q, **said) if written is None else written
    returned = Returned(Marks(1, 1, 2026, "d", "f"), {q.key: seen}, tuple(written), ())
    (found,) = read_against([q], {q.key: stands}, returned)
    return found


def stood(answer="yes", comment="", *, revision=1, is_risk=None) -> Stands:
    return Stands({"answer": answer, "comment": comment}, is_risk, revision)


@pytest.mark.parametrize(
    ("stands", "said", "became"),
    [
        (None, {}, Became.UNCHANGED),
        (None, {"answer": "Ja"}, Became.NEW),
        (stood(), {"answer": "JA "}, Became.UNCHANGED),
        (stood(), {"answer": "Nej"}, Became.CHANGED),
        (stood(), {}, Became.EMPTIED),
        (stood(), {"answer": "Kanske"}, Became.NOT_UNDERSTOOD),
        (stood(), {"answer": "Ja", "comment": "x" * 2001}, Became.NOT_UNDERSTOOD),
        (None, {"_risk": "Ja, för någon grupp"}, Became.NOT_UNDERSTOOD),
        (stood("no", is_risk=True), {"answer": "Nej", "_risk": "Nej"}, Became.CHANGED),
        (stood("yes"), {"answer": "Ja", "_risk": "Nej"}, Became.UNCHANGED),
    ],
)
def test_what_a_question_became(stands, said, became):
    assert read(question(), stands, **said).became is became


def test_what_the_file_leaves_as_it_was_sent_is_unchanged_though_it_stands_otherwise_now():
    q = question()
    sent = Seen(1, print_of(q, {"answer": ["yes"]}))

    found = read(q, stood("no", revision=2), seen=sent, answer="Ja")

    assert (found.became, found.is_later) == (Became.UNCHANGED, True)


def test_a_wrong_answer_that_stood_there_before_is_no_news():
    assert read(question(), stood("många"), answer="många").became is Became.UNCHANGED


@pytest.mark.parametrize("words", ["X", "x", "☒", "ja", "1"])
def test_a_cross_may_be_made_in_several_ways(words):
    found = read(question(Kind.SEVERAL, options=AB), a=words)

    assert (found.became, found.raw) == (Became.NEW, {"chosen": ["a"]})


@pytest.mark.parametrize("words", ["", "☐", "-", "nej"])
def test_no_cross_may_be_said_in_several_ways(words):
    assert read(question(Kind.SEVERAL, options=AB), a=words).became is Became.UNCHANGED


def test_words_where_a_cross_belongs_are_never_lost_in_silence():
    found = read(question(Kind.SEVERAL, options=AB), a="ibland")

    assert found.became is Became.NOT_UNDERSTOOD
    assert (found.troubles[0].place, found.troubles[0].given) == ("rad 0", {"words": "ibland"})


@pytest.mark.parametrize("also", ["Nej", "Ja"])
def test_a_row_that_stands_twice_is_told_with_its_place(also):
    q = question()
    written = (*lines(q, answer="Ja"), Written("1.1", "answer", "", also, "rad 9"))

    found = read(q, written=written)

    assert found.became is Became.NOT_UNDERSTOOD
    assert (found.troubles[0].place, "två gånger" in found.troubles[0].words) == ("rad 9", True)


def test_a_question_without_rows_is_gone_and_one_with_some_is_not_understood():
    q = question()

    assert read(q, stood(), written=()).became is Became.GONE
    assert read(q, written=lines(q, answer="Ja")[:1]).became is Became.NOT_UNDERSTOOD


def test_a_formula_is_not_understood_even_where_it_shows_what_stood_there():
    q = question()
    (first, *rest) = lines(q, answer="Ja")
    formula = Written(first.question, first.field, "", "Ja", "rad 1", is_formula=True)

    assert read(q, stood(), written=(formula, *rest)).became is Became.NOT_UNDERSTOOD


def test_what_is_not_written_yet_is_no_fault():
    found = read(question(), comment="Vi vet inte än.")

    assert found.became is Became.NEW
    assert {p.field for p in still_missing(found)} == {"answer"}


def test_a_question_that_the_file_says_nothing_of_is_beside_what_stands():
    q = question()
    returned = Returned(Marks(1, 1, 2026, "d", "f"), {}, lines(q, answer="Nej"), ())

    (found,) = read_against([q], {q.key: stood(revision=3)}, returned)

    assert (found.became, found.seen, found.is_later) == (Became.CHANGED, 0, True)


def test_the_file_says_when_a_question_and_its_risk_are_answered():
    q = question(shown_if=Condition(question="1.0", answers=("yes", "partly")))
    before = Question(
        key="1.0", section="1", text="?", kind=Kind.YES_PARTLY_NO, law="1", levels=(Level.UNIT,)
    )

    assert condition_words(q, {"1.0": before}) == (
        "Besvaras bara om svaret på fråga 1.0 är ”Ja” eller ”Delvis”."
    )
    assert condition_words(before, {}) == ""
    assert risk_field(q).hint == "Svara om svaret är ”Delvis” eller ”Nej”."
    assert risk_field(question(Kind.COUNT, wished="no")).hint == "Svara om talet är större än 0."
