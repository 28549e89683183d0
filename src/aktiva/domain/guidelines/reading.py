"""From the pages of a file to the sentences in which something can be found.

Files break words at line ends, repeat their head on every page and begin with a list of contents.
None of that is what the document says.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

LONGEST_HEADING = 80
MOST_LINES_OF_A_HEAD = 3
MOST_LINES_OF_A_HEADING = 2
FULL_WIDTH_IS_AT_LEAST = 45
"""Letters: a shorter line may be a heading whatever the width of the page."""


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
_ENDS_A_SENTENCE = re.compile(r"[.?!:]$")
_ENDS_A_CLAUSE = re.compile(r"[.;,:!]$")
_LEADS = re.compile(r"(?::|\b(?:till|med|av|för|att|är|och|eller))$")
_PAGE_NUMBER = re.compile(
    r"^(?:sid(?:a|an)?\.?\s*)?\d{1,4}(?:\s*(?:\(|/|av)\s*\d{1,4}\)?)?$", re.IGNORECASE
)
_DIGITS = re.compile(r"\d+")
_SHORT_FORMS = re.compile(
    r"(?:\b(?:t\.ex|bl\.a|m\.m|m\.fl|s\.k|d\.v\.s|dvs|kap|nr|jfr|ca|st|mom|f\.d|o\.s\.v)|§)\.$",
    re.IGNORECASE,
)


def sentences(pages: Sequence[Page]) -> tuple[Sentence, ...]:
    """Return what a document says, in order, without contents lists and running heads."""
    lines = [list(_lines(page.text)) for page in pages]
    repeated = _running(lines)
    longest = _longest_heading([line for own in lines for line in own])
    seen: set[str] = set()
    found: list[Sentence] = []
    heading = ""
    for page, own in zip(pages, lines, strict=True):
        kept: list[str] = []
        for line in own:
            shape = _shape(line)
            is_numbered = "#" in shape and len(shape) <= FULL_WIDTH_IS_AT_LEAST
            if shape in repeated and (shape in seen or is_numbered):
                continue
            if _PAGE_NUMBER.match(line):
                continue
            seen.add(shape)
            kept.append(line)
        heading = page.heading or heading
        for text, is_heading in _texts(_without_contents(kept), longest):
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


def _texts(lines: Iterable[str], longest: int) -> Iterator[tuple[str, bool]]:
    """Give sentences and headings; a list stays with the words that lead to it."""
    block = _Block()
    for line in lines:
        bullet = _BULLET.match(line)
        if not line:
            yield from block.closed(longest)
        elif bullet:
            if block.is_heading(longest) and not block.leads():
                yield from block.closed(longest)
            block.item(line[bullet.end() :])
        elif block.goes_on_with(line, longest):
            block.line(line)
        else:
            yield from block.closed(longest)
            block.line(line)
    yield from block.closed(longest)


def _longest_heading(lines: Sequence[str]) -> int:
    """Return how long a heading may be: clearly shorter than the lines of the running text."""
    lengths = sorted(len(line) for line in lines if line)
    if not lengths:
        return LONGEST_HEADING
    width = lengths[int(0.9 * (len(lengths) - 1))]
    return min(LONGEST_HEADING, max(FULL_WIDTH_IS_AT_LEAST, int(0.85 * width)))


class _Block:
    """Lines that belong together: a heading, a paragraph, or a list with what leads to it."""

    def __init__(self) -> None:
        self._lines: list[str] = []
        self._items: list[str] = []

    def line(self, line: str) -> None:
        if self._items:
            self._items[-1] = f"{self._items[-1]} {line}"
        else:
            self._lines.append(line)

    def item(self, line: str) -> None:
        self._items.append(line)

    def leads(self) -> bool:
        """Return whether a list may follow as part of the sentence."""
        return bool(self._lines) and bool(_LEADS.search(self._lines[-1]))

    def is_heading(self, longest: int) -> bool:
        """Return whether all there is looks like a heading: few short lines without a full stop."""
        if self._items or not 1 <= len(self._lines) <= MOST_LINES_OF_A_HEADING:
            return False
        text = _NUMBER.sub("", " ".join(self._lines))
        return (
            len(self._lines[-1]) <= longest
            and len(text) <= LONGEST_HEADING * len(self._lines)
            and text[:1].isupper()
            and not _ENDS_A_CLAUSE.search(text)
            and not _SENTENCE.search(text)
        )

    def goes_on_with(self, line: str, longest: int) -> bool:
        """Return whether a line belongs to what has begun, and does not begin anew."""
        begins_small = line[:1].islower()
        if self._items or not self._lines:
            return begins_small and bool(self._items)
        last = self._lines[-1]
        if self.is_heading(longest) or (
            len(last) <= longest * 0.7 and not _ENDS_A_CLAUSE.search(last)
        ):
            return begins_small
        alone = _Block()
        alone.line(line)
        return not (_ENDS_A_SENTENCE.search(last) and alone.is_heading(longest))

    def closed(self, longest: int) -> Iterator[tuple[str, bool]]:
        """Give what has been put together, and begin anew."""
        is_heading = self.is_heading(longest)
        items = ""
        for item in self._items:
            apart = " " if not items or _ENDS_A_CLAUSE.search(items) else ", "
            items += apart + item
        text = " ".join([*self._lines]) + items
        self._lines, self._items = [], []
        if is_heading:
            yield _NUMBER.sub("", text), True
        else:
            yield from ((sentence, False) for sentence in _divided(text.strip()))


def _divided(text: str) -> Iterator[str]:
    held = ""
    for part in _SENTENCE.split(text):
        held = f"{held} {part}".strip()
        if held and not _SHORT_FORMS.search(held):
            yield held
            held = ""
    if held:
        yield held
