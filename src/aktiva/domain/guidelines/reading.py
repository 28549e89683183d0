"""From the pages of a file to the sentences in which something can be found.

Files break words at line ends, repeat their head on every page and begin with a list of contents.
None of that is what the document says.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

LONGEST_HEADING = 80
MOST_LINES_OF_A_HEAD = 3


@dataclass(frozen=True, slots=True)
class Page:
    """A page as it was read; where a file has no pages, a section under its heading."""

    number: int
    text: str
    heading: str = ""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a document, with the page and the heading it stands under."""

    page: int
    place: int
    text: str
    heading: str
    is_heading: bool


_INVISIBLE = re.compile("[\u00ad\u200b\u200c\u200d\ufeff]")
_BROKEN_BY_PDF = re.compile("[\x02\ufffe]\\s*")
_BROKEN = re.compile(r"(\w+)[-\u2010]\n[ \t]*(?!(?:och|eller|samt)\b)(\w)")
_SPACES = re.compile(r"[ \t\u00a0\u2007\u202f]+")
_LEADERS = re.compile(r"(?:[.…_·]\s?){4,}\s*\d+\s*$")
_ENDS_WITH_NUMBER = re.compile(r"\D\s\d{1,3}$")
_CONTENTS = re.compile(r"^(?:innehåll|innehållsförteckning)\W*$", re.IGNORECASE)
_BULLET = re.compile(r"^(?:[•▪●○◦‣\u2013\u2014*\uf0b7-]|\w\)|\d+\))\s+")
_NUMBER = re.compile(r"^\d+(?:\.\d+)*\.?\s+(?=\S)")
_SENTENCE = re.compile(r"(?<=[.?!])\s+(?=[A-ZÅÄÖÉ0-9”\"•])")
_END = re.compile(r"[.?!:;,]$")
_DIGITS = re.compile(r"\d+")
_SHORT_FORMS = re.compile(
    r"(?:\b(?:t\.ex|bl\.a|m\.m|m\.fl|s\.k|d\.v\.s|dvs|kap|nr|jfr|ca|st|mom|f\.d|o\.s\.v)|§)\.$",
    re.IGNORECASE,
)


def sentences(pages: Sequence[Page]) -> tuple[Sentence, ...]:
    """Return what a document says, in order, without contents lists and running heads."""
    lines = [list(_lines(page.text)) for page in pages]
    repeated = _running(lines)
    seen: set[str] = set()
    found: list[Sentence] = []
    heading = ""
    for page, own in zip(pages, lines, strict=True):
        kept: list[str] = []
        for line in own:
            shape = _shape(line)
            if shape in repeated and shape in seen:
                continue
            seen.add(shape)
            kept.append(line)
        heading = page.heading or heading
        for text, is_heading in _texts(_without_contents(kept)):
            if is_heading:
                heading = text
            found.append(Sentence(page.number, len(found), text, heading, is_heading))
    return tuple(found)


def _lines(text: str) -> Iterator[str]:
    """Give the lines with whole words: those broken at a line's end stand on the line they began."""
    whole = text.replace("\r\n", "\n").replace("\r", "\n")
    whole = _BROKEN_BY_PDF.sub("", _INVISIBLE.sub("", whole))
    whole = _BROKEN.sub(_mended, whole)
    for line in whole.split("\n"):
        yield _SPACES.sub(" ", line).strip()


def _mended(broken: re.Match[str]) -> str:
    first = broken[1]
    return f"{first}{'-' if first.isupper() or first.isdigit() else ''}{broken[2]}"


def _shape(line: str) -> str:
    return _DIGITS.sub("#", line.casefold())


def _running(pages: Sequence[Sequence[str]]) -> frozenset[str]:
    """Return the shapes of lines that stand first or last on most pages."""
    if len(pages) < 2:
        return frozenset()
    seen: Counter[str] = Counter()
    for lines in pages:
        written = [line for line in lines if line]
        edge = {*written[:MOST_LINES_OF_A_HEAD], *written[-MOST_LINES_OF_A_HEAD:]}
        seen.update({_shape(line) for line in edge})
    return frozenset(shape for shape, n in seen.items() if n >= max(2, len(pages) / 2))


def _without_contents(lines: Sequence[str]) -> Iterator[str]:
    inside = False
    for line in lines:
        if _CONTENTS.match(line):
            inside = True
            continue
        if _LEADERS.search(line) or (inside and line and _ENDS_WITH_NUMBER.search(line)):
            continue
        if line:
            inside = False
        yield line


def _texts(lines: Iterator[str]) -> Iterator[tuple[str, bool]]:
    """Give sentences and headings; a list stays with the words that lead to it."""
    block: list[str] = []
    for line in [*lines, ""]:
        bullet = _BULLET.match(line)
        if bullet and block and not _closes(block[-1]):
            block.append(line[bullet.end() :])
            continue
        if not line or bullet or _is_heading(line, block):
            yield from _sentences_of(block)
            block = []
        if not line:
            continue
        if _is_heading(line, []):
            block = [line]
            continue
        if len(block) == 1 and _is_heading(block[0], []) and not _continues(block[0], line):
            yield _NUMBER.sub("", block[0]), True
            block = []
        block.append(line[bullet.end() :] if bullet else line)


def _closes(line: str) -> bool:
    return bool(re.search(r"[.?!]$", line))


def _continues(first: str, line: str) -> bool:
    """Return whether a short line is the beginning of a sentence that the next one goes on with."""
    return line[:1].islower()


def _is_heading(line: str, before: Sequence[str]) -> bool:
    """Return whether a line looks like a heading: short, no full stop, and nothing unfinished above."""
    bare = _NUMBER.sub("", line)
    if not bare or len(line) > LONGEST_HEADING or _BULLET.match(line):
        return False
    if re.search(r"[.;,:]$", bare) or not (bare[0].isupper() or bare[0].isdigit()):
        return False
    return not before or bool(_END.search(before[-1]))


def _sentences_of(block: Sequence[str]) -> Iterator[tuple[str, bool]]:
    if not block:
        return
    if len(block) == 1 and _is_heading(block[0], []):
        yield _NUMBER.sub("", block[0]), True
        return
    held = ""
    for part in _SENTENCE.split(" ".join(block)):
        held = f"{held} {part}".strip()
        if _SHORT_FORMS.search(held):
            continue
        yield held, False
        held = ""
    if held:
        yield held, False
