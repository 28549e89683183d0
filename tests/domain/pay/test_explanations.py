"""Which explanation fits where, what it must point to, and the one that contradicts its group."""

from __future__ import annotations

from datetime import date

import pytest

from aktiva.domain.pay.comparisons import Kind
from aktiva.domain.pay.explanations import (
    Answer,
    Choice,
    Given,
    MarketSurvey,
    challenge,
    choice_in_report,
    explanations,
    fitting,
    given_faults,
    harder,
)

SAID = "de två männen har arbetat tolv år och kvinnorna tre"
SURVEY = MarketSurvey(date(2026, 2, 1), ("partsgemensam statistik",))


def faults(code, *, kind=Kind.EQUAL_WORK, text=SAID, **more):
    return given_faults(Given(code, text, **more), kind=kind, year=2026)


def test_every_explanation_asks_for_proof_and_fits_somewhere():
    for e in explanations().values():
        assert e.kinds and e.proof.endswith(".") and e.label
    assert all(len(fitting(kind)) >= 5 for kind in Kind)


def test_an_explanation_with_what_it_must_point_to_lacks_nothing():
    assert faults("experience") == []
    assert faults("performance", criteria="Lönekriterier 2026, antagna av personalutskottet") == []
    assert faults("market", market=SURVEY) == []
    assert faults("retained", decided_on=date(2024, 5, 2)) == []


@pytest.mark.parametrize(
    ("code", "kind", "word"),
    [
        ("performance", Kind.EQUAL_VALUE, "ingen förklaring i jämförelsen av likvärdigt arbete"),
        ("content", Kind.EQUAL_WORK, "ingen förklaring i jämförelsen av lika arbete"),
        ("formal_competence", Kind.LOWER_VALUE, "lägre krav"),
        ("påhittad", Kind.EQUAL_WORK, "finns inte i listan"),
    ],
)
def test_an_explanation_that_does_not_fit_is_told(code, kind, word):
    assert word in faults(code, kind=kind)[0]


@pytest.mark.parametrize("text", ["", "erfarenhet", "Erfarenhet i arbetet", "samma som förra året"])
def test_the_name_of_an_explanation_is_no_explanation(text):
    assert len(faults("experience", text=text)) == 1


@pytest.mark.parametrize(
    ("survey", "word"),
    [
        (None, "måste peka på årets omvärldsanalys"),
        (MarketSurvey(date(2025, 12, 31), ("statistik",)), "från 2025"),
        (MarketSurvey(date(2026, 1, 1), ()), "saknar källor"),
        (MarketSurvey(date(2026, 1, 1), (" ",)), "saknar källor"),
        (MarketSurvey(date(2026, 1, 1), ("statistik",)), None),
        (MarketSurvey(date(2026, 12, 31), ("statistik",)), None),
    ],
)
def test_the_market_points_to_the_years_dated_survey_with_sources(survey, word):
    found = faults("market", market=survey)

    assert found == [] if word is None else word in found[0]


def test_performance_points_to_written_criteria_and_an_older_pay_to_a_decision():
    assert "skriftliga kriterier" in faults("performance")[0]
    assert "beslut eller avtal" in faults("retained")[0]


@pytest.mark.parametrize(
    "text",
    [
        "Männen har mer ansvar.",
        "De har större ansvar för budgeten",
        "har ett större ansvar",
        "STÖRRE  ANSVARSOMRÅDE",
        "ett utökat ansvar för schemat",
        "svårare arbetsuppgifter",
        "mer kvalificerade uppgifter",
        "mer kvalificerat arbete",
        "Arbetet är mer komplext",
        "Arbetsuppgifterna är svårare",
        "högre krav i arbetet",
        "hanterar mer komplexa ärenden",
        "har också samordnande uppgifter",
        "ansvarar för fler enheter",
        "tyngre uppgifter",
        "fler arbetsuppgifter än kvinnorna",
        "särskilda uppdrag utöver tjänsten",
        "har andra arbetsuppgifter",
    ],
)
def test_words_that_say_that_the_work_is_harder_are_found_in_their_forms(text):
    assert harder(text)


@pytest.mark.parametrize(
    "text",
    [
        SAID,
        "Ansvarig chef har gått igenom lönerna.",
        "Männen har högre lön men kvinnorna är fler.",
        "Fler män har arbetat länge.",
        "Mannen behöll sin lön efter omplacering.",
        "Bedömd prestation enligt kriteriet samarbete är högre.",
        "Större erfarenhet av yrket.",
        "Har lång erfarenhet från annat arbete.",
        "Fler än tio års erfarenhet.",
        "Mer än hälften är nyanställda, som ansvarig chef har kontrollerat.",
    ],
)
def test_other_reasons_are_let_alone(text):
    assert harder(text) == ()


def test_words_that_overlap_are_told_once():
    assert harder("De har större ansvar och svårare uppgifter.") == (
        "större ansvar",
        "svårare uppgifter",
    )


@pytest.mark.parametrize("kind", [Kind.EQUAL_VALUE, Kind.LOWER_VALUE])
def test_between_groups_the_work_may_be_harder(kind):
    assert challenge(["mer ansvar"], kind=kind, group="Vård") is None


@pytest.mark.parametrize(
    ("choice", "settled"),
    [
        (None, False),
        (Choice(Answer.SPLIT), True),
        (Choice(Answer.REVALUE), True),
        (Choice(Answer.SAME_WORK), False),
        (Choice(Answer.SAME_WORK, "mer ansvar"), False),
        (Choice(Answer.SAME_WORK, "Männen har mer ansvar."), False),
        (Choice(Answer.SAME_WORK, "alla turas om att leda passet"), True),
    ],
)
def test_a_challenge_is_settled_by_a_choice_that_says_something(choice, settled):
    found = challenge(["Männen har mer ansvar."], kind=Kind.EQUAL_WORK, group="Vård", choice=choice)

    assert (found.phrases, found.settled) == (("mer ansvar",), settled)
    assert "”mer ansvar”" in found.words


@pytest.mark.parametrize("answer", list(Answer))
def test_the_choice_stands_in_the_report_with_its_words(answer):
    line = choice_in_report(Choice(answer, "alla turas om att leda passet"), group="Vård")

    assert "Vård" in line and line.endswith("Skäl: alla turas om att leda passet.")
    assert "Skäl" not in choice_in_report(Choice(Answer.SPLIT), group="Vård")
