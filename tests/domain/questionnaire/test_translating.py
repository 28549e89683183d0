"""The same questionnaire in other words."""

from dataclasses import replace

import pytest

from aktiva.adapters.questionnaires import (
    UnreadableQuestionnaire,
    from_yaml,
    languages,
    read_shipped,
    to_translate,
)
from aktiva.adapters.questionnaires.translations import from_file
from aktiva.domain.questionnaire.translating import places, translated, unknown, untranslated

SHIPPED = read_shipped()
ARABIC = """
language: ar
name: العربية
direction: rtl
sections:
  "1": {title: ظروف العمل}
questions:
  "1.1": {text: هل تعمل المباني والأدوات للجميع؟}
  "1.4": {text: النكات واللغة في مكان العمل مقبولة للجميع.}
"""


def codes(questionnaire):
    return [
        (q.key, q.kind, q.wished, [o.code for o in q.options], sorted(q.labels))
        for q in questionnaire.questions
    ]


@pytest.mark.parametrize("language", sorted(languages()))
def test_a_language_covers_every_text_and_nothing_else(language):
    words = languages()[language]

    assert untranslated(SHIPPED, source=SHIPPED, words=words) == ()
    assert unknown(words, source=SHIPPED) == ()


@pytest.mark.parametrize("language", sorted(languages()))
def test_only_the_words_are_others_in_a_language(language):
    other = translated(SHIPPED, source=SHIPPED, words=languages()[language])

    assert codes(other) == codes(SHIPPED)
    assert [q.levels for q in other.questions] == [q.levels for q in SHIPPED.questions]
    same = {p for (p, a), (_, b) in zip(places(SHIPPED), places(other), strict=True) if a == b}
    assert {b for (p, b) in places(other) if p in same} <= {"Forum"}


def test_a_text_that_the_employer_has_changed_stays_in_swedish():
    words = from_file(ARABIC)
    own = replace(
        SHIPPED,
        questions=tuple(
            replace(q, text="Fungerar verktygen?") if q.key == "1.1" else q
            for q in SHIPPED.questions
        ),
    )

    other = translated(own, source=SHIPPED, words=words)

    assert other.question("1.1").text == "Fungerar verktygen?"
    assert other.question("1.4").text.startswith("النكات")
    assert other.question("1.7") == own.question("1.7")
    assert words.is_rtl
    assert ("question", "1.1", "text") in untranslated(own, source=SHIPPED, words=words)


def test_a_new_language_begins_as_the_swedish_texts_in_a_file():
    begun = from_file(to_translate(SHIPPED, "fi"))

    assert dict(places(SHIPPED)) == begun.texts
    assert from_file(to_translate(SHIPPED, "en")).texts == languages()["en"].texts
    assert translated(SHIPPED, source=SHIPPED, words=begun) == SHIPPED


@pytest.mark.parametrize(
    "text", ["name: Suomi", "language: fi", "language: fi\nname: S\ntitle: [a]", "- 1"]
)
def test_a_language_file_that_is_wrong_is_refused(text):
    with pytest.raises(UnreadableQuestionnaire):
        from_file(text)


def test_a_language_file_is_no_questionnaire():
    with pytest.raises(UnreadableQuestionnaire):
        from_yaml(ARABIC)
