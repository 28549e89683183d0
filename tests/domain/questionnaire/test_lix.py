"""LIX, counted by hand."""

import pytest

from aktiva.domain.questionnaire.lix import Read, lix, mean, read


@pytest.mark.parametrize(
    ("text", "counted", "figure"),
    [
        ("", Read(0, 0, 0), 0),
        ("Vi ses.", Read(2, 1, 0), 2),
        ("Alla ska kunna larma.", Read(4, 1, 0), 4),
        # seven letters is a long word, six is not: fungera 7, larmen 6
        ("Larmen ska fungera.", Read(3, 1, 1), 36),
        ("Larmen ska fungera. Alla ska höra dem.", Read(7, 2, 1), 18),
        ("Fungerar larmen? Ja!", Read(3, 2, 1), 35),
        ("Det här gäller: alla. Och alltid; även på natten.", Read(9, 4, 0), 2),
        ("Skriv t.ex. om kvällen.", Read(4, 1, 1), 29),
        ("Lagen (3 kap. 2 § 1) gäller.", Read(6, 1, 0), 6),
        ("HR-chefen och EU:s regler.", Read(4, 1, 1), 29),
        ("Första raden\nAndra raden", Read(4, 2, 0), 2),
    ],
)
def test_words_sentences_and_long_words_are_counted(text, counted, figure):
    assert read(text) == counted
    assert lix(text) == figure


def test_each_text_that_is_read_in_one_go_ends_its_own_sentence():
    assert read("Fungerar larmen?", "Alla ska höra dem") == Read(6, 2, 1)


def test_a_mean_of_nothing_is_nothing():
    assert (mean([]), mean([30, 41])) == (0, 36)
