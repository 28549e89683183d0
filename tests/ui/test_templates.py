"""Rules for every page of the product, read from its source."""

import re
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[2] / "src" / "aktiva"
TEMPLATES = sorted(SOURCE.rglob("templates/**/*.html"))
NAMES = [str(path.relative_to(SOURCE)) for path in TEMPLATES]
PAGES = [p for p in TEMPLATES if "apps" in p.parts and "{% extends" in p.read_text("utf-8")]

OUR_NAME = "Aktiva"
SPOKEN = ("aria-label", "title", "alt", "placeholder", "data-saving", "data-failed", "data-label")
_BLOCKS = re.compile(
    r"{%\s*blocktranslate.*?{%\s*endblocktranslate\s*%}|{%\s*comment.*?{%\s*endcomment\s*%}|{%\s*block (?:main_class|main_data|body_data).*?{%\s*endblock\s*%}",
    re.DOTALL,
)
_WORD = re.compile(r"[A-Za-zÅÄÖåäö]{2,}")


def unspoken(source: str) -> str:
    """Return the source without translated text, tags of the template language and variables."""
    source = _BLOCKS.sub("", source)
    return re.sub(r"{%.*?%}|{{.*?}}|{#.*?#}|<!--.*?-->|&\w+;", "", source, flags=re.DOTALL)


def naked(source: str) -> list[str]:
    """Return the words that a user reads and that nobody could translate."""
    bare = unspoken(source)
    between = [text.strip() for text in re.sub(r"<[^>]*>", "\n", bare, flags=re.DOTALL).split("\n")]
    spoken = [value for name in SPOKEN for value in re.findall(rf'\s{name}="([^"]*)"', bare)]
    words = [text for text in between + spoken if _WORD.search(text)]
    return [text for text in words if text.strip(" –,.()") != OUR_NAME]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("<p>Hej du</p>", ["Hej du"]),
        ('<p>{% translate "Hej du" %}</p>', []),
        ("<p>{% blocktranslate %}Hej {{ du }}{% endblocktranslate %} {{ name }}</p>", []),
        ('<a aria-label="Hem" href="/">{{ name }}</a>', ["Hem"]),
        ('<a aria-label="{% translate \'Hem\' %}" href="/">1&nbsp;%</a>', []),
        ("<p>Aktiva</p>", []),
    ],
)
def test_the_reader_tells_translated_words_from_naked_ones(source, expected):
    assert naked(source) == expected


@pytest.mark.parametrize("path", TEMPLATES, ids=NAMES)
def test_every_word_a_user_reads_goes_through_translation(path):
    assert naked(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("path", TEMPLATES, ids=NAMES)
def test_no_page_holds_a_style_or_a_script_of_its_own(path):
    source = path.read_text(encoding="utf-8")

    assert re.findall(r"<style\b|\sstyle\s*=|\son[a-z]+\s*=\s*[\"']|javascript:", source) == []
    assert re.findall(r"<script(?![^>]*\ssrc=)", source) == []


@pytest.mark.parametrize("path", TEMPLATES, ids=NAMES)
def test_no_page_asks_anything_from_another_place(path):
    fetched = re.findall(
        r"<(?:script|link|img|iframe|source|use)\b[^>]*\b(?:src|href)=[\"'](https?:)?//",
        path.read_text(encoding="utf-8"),
    )

    assert fetched == []


OF_NOBODY = {p for p in TEMPLATES if p.parent.name == "respond"}
"""Pages of who answers a pulse: anybody may send them, and a token would be a cookie."""


@pytest.mark.parametrize("path", [p for p in TEMPLATES if p not in OF_NOBODY], ids=str)
def test_every_form_that_changes_something_carries_its_token(path):
    source = path.read_text(encoding="utf-8")
    posting = len(re.findall(r"<form\b[^>]*method=[\"']post", source, re.IGNORECASE))

    assert source.count("{% csrf_token %}") == posting


@pytest.mark.parametrize("path", PAGES, ids=[str(path.relative_to(SOURCE)) for path in PAGES])
def test_every_page_has_a_title_of_its_own(path):
    assert path.read_text(encoding="utf-8").count("{% block title %}") == 1


def test_there_are_pages_to_read():
    assert len(PAGES) > 30
