"""Catalogues of words: what is read of a .po file, and the .mo file that gettext is given."""

import gettext
import io

import pytest

from aktiva.adapters.catalogues import LOCALES, WrongCatalogue, compiled, read

SOURCES = sorted(LOCALES.glob("*/LC_MESSAGES/*.po"))


@pytest.mark.parametrize("source", SOURCES, ids=lambda p: p.parts[-3])
def test_what_is_compiled_is_what_is_written(source):
    assert source.with_suffix(".mo").read_bytes() == compiled(read(source.read_text("utf-8")))


@pytest.mark.parametrize("source", SOURCES, ids=lambda p: p.parts[-3])
def test_every_word_has_a_translation_that_keeps_its_values(source):
    import re

    words = read(source.read_text("utf-8"))
    values = re.compile(r"%\([a-z_]+\)s|%%[12]|</?strong>")

    assert [key for key, said in words.items() if not said] == []
    for key, said in words.items():
        if key:
            assert sorted(values.findall(key)) == sorted(values.findall(said)), key


@pytest.mark.parametrize("source", SOURCES, ids=lambda p: p.parts[-3])
def test_what_is_translated_twice_stays_as_it_was(source):
    """A label may pass the translation of the page after its own; then nothing more may happen."""
    words = read(source.read_text("utf-8"))

    assert {v for v in words.values() if words.get(v, v) != v} == set()


def test_gettext_reads_what_is_compiled():
    text = (
        '# A comment\nmsgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
        'msgid "Spara \\"nu\\""\nmsgstr ""\n"Save "\n"now"\n\n'
        'msgctxt "antal"\nmsgid "Sex"\nmsgstr "Six"\n'
    )

    found = gettext.GNUTranslations(io.BytesIO(compiled(read(text))))

    assert found.gettext('Spara "nu"') == "Save now"
    assert found.pgettext("antal", "Sex") == "Six"
    assert found.gettext("Sex") == "Sex"


@pytest.mark.parametrize(
    "text", ['msgid "A"\nmsgstr "B"\n\nmsgid "A"\nmsgstr "C"\n', "msgid A\n", 'msgid_plural "A"\n']
)
def test_a_catalogue_that_is_wrong_says_where(text):
    with pytest.raises(WrongCatalogue, match="line"):
        read(text)
