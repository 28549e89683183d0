"""Which statements may be asked: about the workplace, never about who answers."""

import pytest

from aktiva.domain.pulse.statements import SHIPPED, Refusal, Statement, refusal
from aktiva.domain.values import AREAS_OF_THE_ACT, Area


@pytest.mark.parametrize(
    "words",
    [
        "Alla behandlas lika oavsett kön, ålder eller bakgrund.",
        "Min chef behandlar alla lika oavsett religion.",
        "Jag kan delta i mötena på samma villkor som andra.",
        "Lokalerna är tillgängliga för den som har en funktionsnedsättning.",
        "Jag kan ta ut föräldraledighet utan att det påverkar min lön.",
        "Jag vet vem som är skyddsombud.",
        "My manager treats everyone alike regardless of age.",
    ],
)
def test_a_statement_about_the_workplace_may_be_asked(words):
    assert refusal(words) is None


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("", Refusal.EMPTY),
        ("  \n", Refusal.EMPTY),
        ("Fungerar lokalerna?", Refusal.QUESTION),
        ("هل تعمل الأدوات؟", Refusal.QUESTION),
        ("Jag har en funktionsnedsättning.", Refusal.PERSON),
        ("Min religion respekteras.", Refusal.PERSON),
        ("Min sexuella läggning är känd på jobbet.", Refusal.PERSON),
        ("Jag är med i facket.", Refusal.PERSON),
        ("Jag är född utomlands.", Refusal.PERSON),
        ("Jag är över 50 år.", Refusal.PERSON),
        ("Jag är kvinna.", Refusal.PERSON),
        ("My health is good.", Refusal.PERSON),
        ("I have a disability.", Refusal.PERSON),
    ],
)
def test_a_statement_about_who_answers_is_refused(words, why):
    assert refusal(words) is why


def test_the_statements_that_ship_cover_the_five_areas_and_harassment():
    assert set(SHIPPED.values()) == {*AREAS_OF_THE_ACT, Area.HARASSMENT}
    assert len(SHIPPED) == 10


def test_a_statement_is_kept_as_data_and_read_back():
    own = Statement("own-1", Area.PAY, {"sv": "Lönen förklaras.", "en": "Pay is explained."})

    assert Statement.from_data(own.to_data()) == own
    assert own.is_own
    assert not Statement("pay", Area.PAY, {"sv": "x"}).is_own
