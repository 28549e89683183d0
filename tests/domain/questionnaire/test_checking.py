"""What the check says about a questionnaire, one line for each thing."""

from dataclasses import replace

import pytest

from aktiva.adapters.questionnaires import read_shipped
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
)
from aktiva.domain.questionnaire.checking import check

SHIPPED = read_shipped()
TWO = (Option(code="a", label="Det ena"), Option(code="b", label="Det andra"))
GOOD = Question(
    key="X1", section="1", text="Fungerar larmen för alla?", kind=Kind.YES_PARTLY_NO,
    law="3 kap. 5 § 1", levels=(Level.UNIT,), why="Alla ska kunna larma.", wished="yes",
)  # fmt: skip


def said(*questions: Question, before: Questionnaire | None = None) -> list[str]:
    """Return what is said of some questions added to the questionnaire that ships."""
    added = replace(SHIPPED, questions=(*SHIPPED.questions, *questions))
    keys = {q.key for q in questions}
    return [r.words for r in check(added, before=before) if r.key in keys]


def test_a_good_question_is_not_remarked_on():
    assert said(GOOD) == []


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"text": " "}, "saknar text"),
        ({"law": ""}, "saknar hänvisning till lagen"),
        ({"law": "diskrimineringslagen"}, "saknar paragraf"),
        ({"levels": ()}, "Välj minst en nivå"),
        ({"key": "X 1"}, "Beteckningen får bara ha"),
        ({"key": "X" * 21}, "högst 20 tecken"),
        ({"kind": Kind.CHOICE, "wished": None}, "saknar alternativ"),
        ({"kind": Kind.CHOICE, "wished": None, "options": TWO[:1]}, "bara ett alternativ"),
        ({"kind": Kind.CHOICE, "wished": "yes", "options": TWO}, "bara vara ”a” eller ”b”"),
        ({"kind": Kind.TEXT}, "kan inte ha ett önskat svar"),
        ({"kind": Kind.MATRIX, "wished": None, "options": TWO}, "Matrisen saknar rader"),
        ({"kind": Kind.NUMBER, "wished": None}, "saknar enhet"),
        ({"unit": Measured.HOURS}, "Bara ett tal kan ha en enhet"),
        ({"figures": Figures.STAFF}, "Bara en fråga om hämtad statistik"),
        ({"extras": (Extra.OPTIONS,)}, "inga alternativ i den"),
        ({"options": (Option(code="Ö", label="Ö"),)}, "små bokstäver"),
        ({"options": (Option(code="a", label=""),)}, "saknar text"),
        (
            {"kind": Kind.COUNT, "wished": None, "options": (Option(code="comment", label="A"),)},
            "är upptagen",
        ),
        ({"columns": ("colour",)}, "Kolumnen ”colour”"),
        ({"labels": {"colour": "Färg"}}, "Fältet ”colour”"),
        ({"kind": Kind.SCALE5, "wished": "high"}, "ska vara ett påstående"),
        ({"kind": Kind.SCALE5, "wished": "yes"}, "”high” eller ”low”"),
        (
            {"kind": Kind.SCALE5, "wished": "high", "statement": True},
            "ska vara en mening som slutar med punkt",
        ),
        (
            {"kind": Kind.SCALE5, "wished": "high", "statement": True,
             "text": "Ingen blir utanför hos oss."},
            "nekande",
        ),
        ({"statement": True, "text": "Larmen fungerar."}, "ska besvaras på skalan"),
        ({"text": "Fungerar larm och/eller telefoner?"}, "flera saker på en gång"),
        ({"text": "Fungerar larm och telefoner, och används de?"}, "flera saker på en gång"),
        ({"why": ""}, "säger inte varför"),
        ({"text": "Är du kvinna?"}, "egen grund"),
        (
            {"text": "Tillgänglighetsanpassas kommunikationssystemen kontinuerligt?",
             "why": "Diskrimineringslagstiftningen förutsätter tillgänglighetsanpassning."},
            "svår att läsa (LIX",
        ),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_in_one_sentence(changed, words):
    found = said(replace(GOOD, **changed))

    assert [line for line in found if words in line], found


@pytest.mark.parametrize(
    ("condition", "changed", "words"),
    [
        (Condition(question="99", answers=("yes",)), {}, "inte finns före"),
        (Condition(question="X1", answers=("yes",)), {}, "inte finns före"),
        (Condition(question="1.1", answers=("maybe",)), {}, "”maybe”"),
        (Condition(question="4.5", answers=("yes",)), {}, "inte har svar att välja mellan"),
        (Condition(question="1.1", answers=()), {}, "inget svar"),
        (Condition(question="2.7", answers=("yes",)), {}, "inte ställs till alla"),
        (Condition(question="1.2", answers=("no",)), {"core": True}, "Gör båda till kärnfrågor"),
        (Condition(question="1.1", answers=("no",)), {}, ""),
    ],
)
def test_a_condition_must_point_back_to_an_answer_that_everybody_can_give(
    condition, changed, words
):
    found = said(replace(GOOD, shown_if=condition, **changed))

    assert [line for line in found if words in line] if words else found == [], found


def test_a_circle_of_conditions_cannot_be_made():
    one = replace(GOOD, key="X1", shown_if=Condition(question="X2", answers=("yes",)))
    other = replace(GOOD, key="X2", shown_if=Condition(question="X1", answers=("yes",)))

    assert "inte finns före" in said(one, other)[0]


@pytest.mark.parametrize(
    ("key", "change", "paragraph", "is_fault"),
    [
        ("3.1", "remove", "3 kap. 5 § 3", False),
        ("3.1", "hide", "3 kap. 5 § 3", False),
        ("6.1", "retype", "3 kap. 6 §", False),
        ("B6", "remove", "", True),
        ("11.1", "hide", "", True),
    ],
)
def test_a_question_that_the_law_check_rests_on_is_not_lost_unseen(
    key, change, paragraph, is_fault
):
    changes = {"hide": {"hidden": True}, "retype": {"kind": Kind.TEXT, "wished": None,
               "extras": ()}}  # fmt: skip
    questions = tuple(
        replace(q, **changes[change]) if q.key == key else q
        for q in SHIPPED.questions
        if not (q.key == key and change == "remove")
    )

    found = [r for r in check(replace(SHIPPED, questions=questions)) if r.key == key]

    assert [r.is_fault for r in found if paragraph in r.words][:1] == [is_fault]


def test_a_key_that_has_become_another_question_is_told_of():
    asked = replace(GOOD, kind=Kind.TEXT, wished=None)
    before = replace(SHIPPED, questions=(*SHIPPED.questions, GOOD))

    assert "samma beteckning som förut" in said(asked, before=before)[0]
    assert said(GOOD, before=before) == []


def test_an_empty_questionnaire_is_said_to_be_empty():
    empty = Questionnaire(
        title="T", version="1", sections=(Section(key="1", title="A"),), questions=()
    )

    assert "Underlaget har inga frågor. Lägg till minst en." in [r.words for r in check(empty)]
