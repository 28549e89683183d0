"""Words in a plan or a report that do not agree with the Act, each with what the Act says."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from aktiva.domain.law import dated

AROUND = 40
"""Characters shown on each side of the words."""


@dataclass(frozen=True, slots=True)
class Remark:
    """One place in a text, and what to say about it.

    Args:
        passage: The words with a little of what stands around them.
    """

    id: str
    passage: str
    words: str
    source: str


@dataclass(frozen=True, slots=True)
class _Rule:
    id: str
    pattern: re.Pattern[str]
    unless: re.Pattern[str] | None
    words: str
    source: str


@cache
def _rules() -> tuple[_Rule, ...]:
    return tuple(
        _Rule(
            id=row["id"],
            pattern=re.compile(row["pattern"], re.IGNORECASE),
            unless=re.compile(row["unless"], re.IGNORECASE) if "unless" in row else None,
            words=row["words"],
            source=row["source"],
        )
        for row in dated.toml("remarks")["remark"]
    )


def remarks(text: str) -> tuple[Remark, ...]:
    """Return at most one remark of each kind, in the order of the text.

    Each is about the first place where its words stand.
    """
    found = []
    for rule in _rules():
        match = rule.pattern.search(text)
        if match and not (rule.unless and rule.unless.search(text)):
            found.append((match.start(), _remark(rule, text, match)))
    return tuple(remark for _, remark in sorted(found, key=lambda pair: pair[0]))


def _remark(rule: _Rule, text: str, match: re.Match[str]) -> Remark:
    start, end = max(0, match.start() - AROUND), min(len(text), match.end() + AROUND)
    passage = " ".join(text[start:end].split())
    return Remark(
        rule.id,
        f"{'… ' if start else ''}{passage}{' …' if end < len(text) else ''}",
        rule.words,
        rule.source,
    )
