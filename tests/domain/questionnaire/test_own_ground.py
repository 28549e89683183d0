"""Questions about a person's own ground are found, and questions about the workplace are not."""

import pytest

from aktiva.adapters.questionnaires import read_shipped
from aktiva.domain.questionnaire.own_ground import asks_about_a_person


@pytest.mark.parametrize(
    "text",
    [
        "Är du kvinna eller man?",
        "Vilket kön har du?",
        "Ditt kön?",
        "Hur gammal är du?",
        "Vilket år är du född?",
        "Var är du född?",
        "Har du någon funktionsnedsättning?",
        "Är du född utomlands?",
        "Vilken religion tillhör du?",
        "Ange din ålder.",
        "Skriv din sexuella läggning.",
        "Är du medlem i facket?",
        "Är du homosexuell?",
        "Vilken medarbetare är gravid?",
        "Vilka har någon diagnos?",
        "Hur identifierar du dig?",
        "Are you a woman?",
        "What is your age?",
        "How old are you?",
    ],
)
def test_a_question_about_a_persons_own_ground_is_found(text):
    assert asks_about_a_person(text)


@pytest.mark.parametrize(
    "text",
    [
        "Ser fördelningen olika ut för kvinnor och män?",
        "Vilka grunder har ni svårast att undersöka?",
        "Jag kan vara mig själv på jobbet.",
        "Fungerar lokalerna oavsett kön och funktionsnedsättning?",
        "Hur många kvinnor och män har sökt?",
        "Vilka yrken är ojämna, och vad är orsaken?",
        "Jag vet vad som avgör min lön.",
        "Vilka fackliga organisationer deltog?",
    ],
)
def test_a_question_about_the_workplace_is_not(text):
    assert asks_about_a_person(text) == ""


def test_nothing_that_ships_asks_about_a_person():
    for q in read_shipped().questions:
        labels = [o.label for o in (*q.options, *q.rows)]
        assert asks_about_a_person(q.text, q.help, q.why, *labels) == "", q.key
