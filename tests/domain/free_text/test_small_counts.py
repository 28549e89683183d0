"""Running text: small counts of people are found, other counts are not."""

import pytest

from aktiva.domain.free_text.findings import replaced
from aktiva.domain.free_text.small_counts import small_counts

FOUND = [
    ("Av svaren framgår att 1 av 10 medarbetare har upplevt detta.", "1 av 10 medarbetare",
     "färre än fem av 10 medarbetare"),
    ("En av tre sjukskrivna är tillbaka.", "En av tre sjukskrivna", "färre än fem sjukskrivna"),
    ("I gruppen finns två män och en kvinna.", "två män", "färre än fem män"),
    ("I gruppen finns två män och en kvinna.", "en kvinna", "färre än fem kvinnor"),
    ("Där arbetar en man och 14 kvinnor.", "en man", "färre än fem män"),
    ("Två av medarbetarna har svarat nej.", "Två av medarbetarna", "färre än fem av medarbetarna"),
    ("Hos oss är 9 av 10 anställda kvinnor.", "9 av 10 anställda", "nästan alla anställda"),
    ("Vi har 3 visstidsanställda.", "3 visstidsanställda", "färre än fem visstidsanställda"),
    ("Fyra äldre barnskötare har slutat.", "Fyra äldre barnskötare",
     "färre än fem äldre barnskötare"),
    ("En medarbetare har anmält trakasserier.", "En medarbetare", "färre än fem medarbetare"),
    ("Bara en lärare är föräldraledig.", "Bara en lärare", "färre än fem lärare"),
    ("Den enda kvinnan i laget byter om i förrådet.", "Den enda kvinnan", "någon kvinna"),
    ("Det motsvarar 10 procent av de 20 anställda.", "10 procent av de 20 anställda",
     "färre än fem anställda"),
    ("Bland medarbetarna har 2 av 30 sagt nej.", "2 av 30", "färre än fem av 30"),
    ("Det gäller 2–3 personer i köket.", "2–3 personer", "färre än fem personer"),
    ("Förra året svarade 1 av 10 uppgav att de utsatts.", "1 av 10", "färre än fem av 10"),
    ("Två medarbetare kommer att gå i pension.", "Två medarbetare", "färre än fem medarbetare"),
    ("Rutinen är känd av nio chefer av tio.", "nio chefer av tio", "nästan alla chefer"),
    ("Två lärare av elva har svarat.", "Två lärare av elva", "färre än fem lärare av elva"),
    ("En sjukskriven och två timavlönade berörs.", "En sjukskriven", "färre än fem sjukskrivna"),
    ("Tre\u00a0kvinnor har sökt tjänsten.", "Tre\u00a0kvinnor", "färre än fem kvinnor"),
]  # fmt: skip

ORDINARY = [
    "Två enheter har inte svarat.",
    "1 av 10 enheter saknar rutin.",
    "Tre av fyra steg är gjorda.",
    "Två åtgärder är genomförda och en pågår.",
    "Medel 4,2 av 5 på skalan.",
    "En medarbetare ska kunna vända sig till chefen.",
    "Minst två personer deltar i varje intervju.",
    "Vi arbetar i grupper om tre medarbetare.",
    "Varje enhet håller två medarbetarsamtal om året.",
    "Enligt 3 kap. 2 § ska arbetsgivaren undersöka.",
    "Av 16 medarbetare har 8 av 16 svarat.",
    "Där arbetar 12 kvinnor och 7 män.",
    "Färre än fem av 10 medarbetare har svarat nej.",
    "Nästan alla anställda har gått utbildningen.",
    "En person som upplever trakasserier vänder sig till chefen.",
    "Arbetsplatsträffen hålls en gång i månaden.",
    "Samtalet leds av en chef eller en kollega.",
    "Tre möten med skyddsombud och fackliga företrädare har hållits.",
    "Den 2 maj samlas medarbetarna.",
    "Två veckor efter mötet svarar chefen.",
    "Arbetsgivaren och arbetstagarna samverkar i vart och ett av de fyra stegen.",
    "40 procent av de 80 anställda arbetar deltid.",
]  # fmt: skip


@pytest.mark.parametrize(("text", "words", "proposal"), FOUND, ids=lambda v: str(v)[:40])
def test_a_small_count_of_people_is_found_and_given_a_safe_wording(text, words, proposal):
    found = {f.words: f for f in small_counts(text)}

    assert words in found
    assert found[words].proposal == proposal
    assert text[found[words].start : found[words].end] == words


@pytest.mark.parametrize("text", ORDINARY, ids=lambda text: text[:40])
def test_ordinary_sentences_are_left_alone(text):
    assert small_counts(text) == ()


@pytest.mark.parametrize(("text", "words", "proposal"), FOUND, ids=lambda v: str(v)[:40])
def test_a_proposed_wording_is_itself_safe(text, words, proposal):
    found = small_counts(text)

    safe = replaced(text, [(f, f.proposal) for f in found])

    assert small_counts(safe) == ()
    assert words not in safe


def test_a_replaced_beginning_of_a_sentence_keeps_its_capital():
    text = "Två män har slutat."

    assert replaced(text, [(f, f.proposal) for f in small_counts(text)]) == (
        "Färre än fem män har slutat."
    )
