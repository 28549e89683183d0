"""What a year asks when more than one questionnaire has been sent."""

from __future__ import annotations

from aktiva.domain.questionnaire import Kind, Level, Question, Questionnaire, Section, merged


def asks(version: str, *questions: tuple[str, str, bool]) -> Questionnaire:
    sections = tuple(
        Section(key=s, title=s) for s in dict.fromkeys(k[0] for k, _t, _c in questions)
    )
    return Questionnaire(
        title="Uppföljning", version=version, sections=sections,
        questions=tuple(
            Question(
                key=key, section=key[0], text=text, kind=Kind.TEXT, law="3 kap. 2 §",
                levels=(Level.UNIT,), core=core,
            )
            for key, text, core in questions
        ),
    )  # fmt: skip


def test_one_questionnaire_is_itself():
    only = asks("1", ("1.1", "Hur?", True))

    assert merged([only]) is only


def test_each_question_stands_once_as_it_was_worded_last():
    first = asks("1", ("1.1", "Hur?", True), ("2.1", "När?", False))
    then = asks("2", ("1.1", "Hur då?", False), ("1.2", "Var?", False), ("3.1", "Vem?", True))

    together = merged([first, then])

    assert [(q.key, q.text, q.core) for q in together.questions] == [
        ("1.1", "Hur då?", True), ("1.2", "Var?", False), ("2.1", "När?", False),
        ("3.1", "Vem?", True),
    ]  # fmt: skip
    assert [s.key for s in together.sections] == ["1", "2", "3"]
