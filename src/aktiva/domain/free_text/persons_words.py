"""Words on health, belief, origin and union, by the beginnings in ``words.toml``."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from aktiva.domain.free_text.findings import Finding, Kind

PROPOSAL = "[uppgiften visas inte]"

_REASONS = {
    Kind.HEALTH: "Ord om hälsa som kan gälla en person.",
    Kind.BELIEF: "Ord om tro som kan gälla en person.",
    Kind.ORIGIN: "Ord om ursprung som kan gälla en person.",
    Kind.UNION: "Ord om medlemskap i facket som kan gälla en person.",
}

_ONE = (
    r"person|kvinna|man|kollega|anställd|kock|chef|rektor|vikarie|elev|förälder|sjukskriven"
    r"|\w*(?:medarbetare|arbetstagare|lärare|skötare|ledare|biträde|arbetare|tekniker|vårdare"
    r"|städare|vaktare|handläggare|sekreterare|deltagare|sökande|företrädare|ombud|pedagog"
    r"|sköterska|assistent|brandman)"
)
_THE_ONE = (
    r"personen|kvinnan|mannen|kollegan|kocken|vikarien|eleven|(?:den )?anställde?n?"
    r"|(?:chefen|rektorn)(?! (?:ska|skall|bör|måste|kan|får)\b)"
    r"|\w*(?:medarbetaren|arbetstagaren|läraren|skötaren|ledaren|biträdet|arbetaren|vårdaren"
    r"|städaren|vaktaren|handläggaren|sekreteraren|deltagaren|sökanden|företrädaren|ombudet"
    r"|pedagogen|sköterskan|assistenten|brandmannen)"
)
_ABOUT_ONE = re.compile(
    r"\b(?:jag|han|hon|hen|honom|henne|hans|hennes|hens)\b"
    rf"|\b(?:en|ett|någon|vår|vårt|min|den|denna|annan) (?:[a-zåäöé]+ ){{0,2}}?(?:{_ONE})\b"
    rf"(?! (?:ska|skall|bör|måste)\b)|\b(?:{_THE_ONE})\b",
    re.IGNORECASE,
)
_SAYS_IT_ITSELF = re.compile(r"(?:kvinna|man) från", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.!?](?:\s|$)|\n")


@cache
def _beginnings() -> tuple[tuple[Kind, re.Pattern[str]], ...]:
    with files(__package__).joinpath("words.toml").open("rb") as file:
        listed = tomllib.load(file)
    patterns = []
    for kind in _REASONS:
        words = listed[kind.value]
        whole = "|".join(re.escape(w) for w in sorted(words["whole"]))
        starts = "|".join(re.escape(w) for w in sorted(words["beginnings"]))
        patterns.append(
            (kind, re.compile(rf"(?<!\w)(?:(?:{whole})(?!\w)|(?:{starts})\w*)", re.IGNORECASE))
        )
    return tuple(patterns)


def persons_words(text: str) -> Iterator[Finding]:
    """Find every word on health, belief, origin and union."""
    for kind, pattern in _beginnings():
        for match in pattern.finditer(text):
            yield Finding(kind, match.start(), match[0], _REASONS[kind], PROPOSAL)


def about_somebody(
    text: str, found: Iterator[Finding], others: tuple[Finding, ...]
) -> Iterator[Finding]:
    """Return those of the words that stand in a sentence about one person.

    Such a sentence says he, she or I, names a single person by function, or holds one of the
    `others`: a name, a number, an address or a small count.
    """
    for finding in found:
        first, last = _sentence(text, finding)
        if (
            finding.kind is Kind.UNION
            or _SAYS_IT_ITSELF.match(finding.words)
            or any(first <= other.start < last for other in others)
            or _ABOUT_ONE.search(text[first:last])
        ):
            yield finding


def _sentence(text: str, finding: Finding) -> tuple[int, int]:
    first = max((m.end() for m in _SENTENCE_END.finditer(text, 0, finding.start)), default=0)
    end = _SENTENCE_END.search(text, finding.end)
    return first, end.start() if end else len(text)
