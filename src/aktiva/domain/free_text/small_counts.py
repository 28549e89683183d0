"""Small counts of people in running Swedish: found, and given a wording that is safe.

Only people are counted: "två enheter" and "tre åtgärder" say nothing about anybody. What is
found and what is missed is told in ``docs/method/running-text.md``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from aktiva.domain.free_text.findings import Finding, Kind, apart
from aktiva.domain.values import MINIMUM

_WORDS = {
    "en": 1, "ett": 1, "två": 2, "tre": 3, "fyra": 4, "fem": 5, "sex": 6, "sju": 7, "åtta": 8,
    "nio": 9, "tio": 10, "elva": 11, "tolv": 12, "tretton": 13, "fjorton": 14, "femton": 15,
    "sexton": 16, "sjutton": 17, "arton": 18, "nitton": 19, "tjugo": 20, "trettio": 30,
    "fyrtio": 40, "femtio": 50, "sextio": 60, "sjuttio": 70, "åttio": 80, "nittio": 90,
    "hundra": 100,
}  # fmt: skip

_PLURALS = {
    "person": "personer", "kvinna": "kvinnor", "man": "män", "kollega": "kollegor",
    "chef": "chefer", "rektor": "rektorer", "elev": "elever", "förälder": "föräldrar",
    "vikarie": "vikarier", "sjuksköterska": "sjuksköterskor", "kock": "kockar",
}  # fmt: skip
"""Singular → plural, for the end of a word too: "förskollärare" needs none."""

_PEOPLE = (
    r"personer(?:na)?|person(?:en)?|kvinnor(?:na)?|kvinna(?:n)?|män(?:nen)?|man(?:nen)?"
    r"|\w*medarbetar(?:e|en|na)|\w*arbetstagar(?:e|en|na)|\w*kolleg(?:a|an|or|orna)"
    r"|\w*anställd(?:a)?|\w*avlönad(?:e)?|\w*arbetande|\w*sjukskriv(?:en|na)|\w*ledig(?:a)?"
    r"|\w*(?:lärar|skötar|ledar|biträdar|arbetar|tekniker|vårdar|städar|vaktar)(?:e|en|na)"
    r"|\w*pedagog(?:er|erna|en)?|\w*sköterskor(?:na)?|\w*sköterska(?:n)?|\w*assistent(?:er|erna|en)?"
    r"|\w*handläggar(?:e|en|na)|\w*sekreterar(?:e|en|na)|\w*brandm(?:an|än|ännen)|kock(?:ar|arna|en)?"
    r"|\w*chef(?:er|erna|en)?|rektor(?:er|erna|n)?|\w*vikarie(?:r|rna|n)?|\w*föräldr(?:ar|arna)"
    r"|\w*ombud(?:en|et)?|\w*företrädar(?:e|en|na)|\w*sökande(?:na)?|\w*svarande(?:na)?"
    r"|\w*tillfrågade|\w*deltagar(?:e|en|na)|elev(?:er|erna|en)?"
)
_NUMBER = r"\d{1,3}|" + "|".join(sorted(_WORDS, key=len, reverse=True))
_BEFORE = r"(?<![\w,.:–/§-])(?<!\d )"
_ADJECTIVES = r"(?:(?!av\b|och\b|i\b|för\b|på\b|med\b|till\b|om\b|som\b)[a-zåäöé]+[aent] ){0,2}?"
_DETERMINER = r"(?:de|dem|våra|alla|dessa|samtliga|enhetens|skolans|förvaltningens)"

_OF = re.compile(
    rf"{_BEFORE}(?P<n>{_NUMBER}) av (?:{_DETERMINER} )?"
    rf"(?:(?P<m>{_NUMBER})(?![\w,.:]*\d) ?)?(?P<noun>{_ADJECTIVES}(?:{_PEOPLE})\b)?",
    re.IGNORECASE,
)
_OF_TURNED = re.compile(
    rf"{_BEFORE}(?P<n>{_NUMBER}) (?P<noun>{_ADJECTIVES}(?:{_PEOPLE})) av (?P<m>{_NUMBER})\b",
    re.IGNORECASE,
)
_COUNT = re.compile(
    rf"{_BEFORE}(?:(?P<low>\d)[–-])?(?P<n>[1-4]|två|tre|fyra) "
    rf"(?P<adjectives>{_ADJECTIVES})(?P<noun>(?:{_PEOPLE})\b)",
    re.IGNORECASE,
)
_ONE = re.compile(
    rf"{_BEFORE}(?P<only>(?:bara|endast|enbart) )?(?P<n>en|ett)(?P<single> enda| ensam)? "
    rf"(?P<adjectives>{_ADJECTIVES})(?P<noun>(?:{_PEOPLE})\b)(?P<after> \w+)?",
    re.IGNORECASE,
)
_THE_ONLY = re.compile(
    rf"{_BEFORE}de[nt] (?:enda|ende) (?P<noun>{_ADJECTIVES}(?:{_PEOPLE})\b)", re.IGNORECASE
)
_PERCENT = re.compile(
    rf"{_BEFORE}(?P<share>\d{{1,3}}(?:,\d)?) ?(?:procent|%) av (?:{_DETERMINER} )?"
    rf"(?P<m>{_NUMBER}) (?P<noun>{_ADJECTIVES}(?:{_PEOPLE})\b)",
    re.IGNORECASE,
)
_A_RULE_BEFORE = re.compile(r"(?:minst|per|om|mellan|varje) $", re.IGNORECASE)
_A_RULE_AFTER = re.compile(r" (?:ska|skall|bör|måste)\b")
_HAPPENED = re.compile(
    r" (?:har|hade|är|var|blev|fick|sa|sade|uppger|uppgav|anser|ansåg|upplever|svarar|saknar"
    r"|\w+(?:ade|dde|tte|kte|ste|lde|nde|rde))$"
)
_BESIDE_A_COUNT = re.compile(rf"(?:{_NUMBER}) {_ADJECTIVES}(?:{_PEOPLE})(?:,| och| samt) $", re.I)
_A_COUNT_BESIDE = re.compile(rf"(?:,| och| samt) (?:{_NUMBER}) {_ADJECTIVES}(?:{_PEOPLE})\b", re.I)
_COUNTS_THINGS = re.compile(
    r" ?(?:enhet|skol|förskol|förvaltning|verksamhet|arbetsplats|avdelning|område|steg|fråg|svar"
    r"|åtgärd|risk|punkt|grund|krav|möte|tillfälle|dag|veck|månad|år|gång|kommun|nämnd)\w*",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"[.!?](?:\s|$)|\n")
_ANY_PEOPLE = re.compile(rf"\b(?:{_PEOPLE})\b", re.IGNORECASE)

FEW = "färre än fem"
NEARLY_ALL = "nästan alla"
WITHHELD = "någon"


def small_counts(text: str) -> tuple[Finding, ...]:
    """Return the places in a text that tell of 1–4 persons, in order and without overlap."""
    return tuple(
        Finding(f.kind, f.start, text[f.start : f.end], f.reason, f.proposal)
        for f in apart(_all(text.replace("\u00a0", " ")))
    )


def _all(text: str) -> Iterator[Finding]:
    yield from _parts(text)
    yield from _turned_parts(text)
    yield from _percents(text)
    yield from _counts(text)
    yield from _ones(text)
    for match in _THE_ONLY.finditer(text):
        yield _found(match, "Pekar ut en enda person.", f"{WITHHELD} {_singular(match['noun'])}")


def _parts(text: str) -> Iterator[Finding]:
    """Find "1 av 10 medarbetare", and "9 av 10", which says as much about the tenth."""
    for match in _OF.finditer(text):
        n, whole, noun = _value(match["n"]), match["m"], match["noun"] or ""
        if not noun and not _is_about_people(text, match.end()):
            continue
        m = _value(whole) if whole else 0
        if whole and n > m:
            continue
        told, few = match[0].rstrip(), _small(n)
        if not few and not (whole and _small(m - n)):
            continue
        rest = told[len(match["n"]) :]
        if whole and _small(m):
            proposal = f"{FEW} {noun or 'personer'}"
            reason = f"Gruppen är {m} personer, färre än {MINIMUM}."
        elif few:
            proposal = f"{FEW}{rest}"
            reason = f"Antalet är {n}, färre än {MINIMUM} personer."
        else:
            proposal = f"{NEARLY_ALL} {noun}".strip()
            reason = (
                f"Av antalet går det att räkna ut att {m - n} inte hör dit, färre än {MINIMUM}."
            )
        yield Finding(Kind.SMALL_COUNT, match.start(), told, reason, proposal)


def _turned_parts(text: str) -> Iterator[Finding]:
    """Find "nio chefer av tio"."""
    for match in _OF_TURNED.finditer(text):
        n, m, noun = _value(match["n"]), _value(match["m"]), _plural(match["noun"])
        if not _small(n) and _small(m - n):
            reason = (
                f"Av antalet går det att räkna ut att {m - n} inte hör dit, färre än {MINIMUM}."
            )
            yield _found(match, reason, f"{NEARLY_ALL} {noun}")
        elif _small(n) and n <= m:
            reason = f"Antalet är {n}, färre än {MINIMUM} personer."
            yield _found(
                match, reason, f"{FEW} {noun}" + ("" if _small(m) else f" av {match['m']}")
            )


def _percents(text: str) -> Iterator[Finding]:
    for match in _PERCENT.finditer(text):
        m = _value(match["m"])
        n = round(float(match["share"].replace(",", ".")) * m / 100)
        if _small(n) or _small(m - n):
            few = _small(n)
            reason = f"Andelen är {n} av {m} personer, så att färre än {MINIMUM} kan räknas ut."
            yield _found(match, reason, f"{FEW if few else NEARLY_ALL} {match['noun']}")


def _counts(text: str) -> Iterator[Finding]:
    for match in _COUNT.finditer(text):
        if _A_RULE_BEFORE.search(text[: match.start()]) or _A_RULE_AFTER.match(text[match.end() :]):
            continue
        reason = f"Antalet är {_value(match['n'])}, färre än {MINIMUM} personer."
        yield _found(match, reason, f"{FEW} {match['adjectives']}{_plural(match['noun'])}")


def _ones(text: str) -> Iterator[Finding]:
    """Find "en kvinna" where it counts, not where it is any woman."""
    for match in _ONE.finditer(text):
        end = match.end("noun")
        is_counted = (
            match["only"]
            or match["single"]
            or _BESIDE_A_COUNT.search(text[: match.start()])
            or _A_COUNT_BESIDE.match(text[end:])
            or (match["after"] and _HAPPENED.match(match["after"]))
        )
        if not is_counted or _A_RULE_BEFORE.search(text[: match.start()]):
            continue
        words = text[match.start() : end]
        reason = f"Antalet är 1, färre än {MINIMUM} personer."
        proposal = f"{FEW} {_plural(match['noun'])}"
        yield Finding(Kind.SMALL_COUNT, match.start(), words, reason, proposal)


def _found(match: re.Match[str], reason: str, proposal: str) -> Finding:
    return Finding(Kind.SMALL_COUNT, match.start(), match[0], reason, proposal)


def _value(words: str) -> int:
    return int(words) if words.isdecimal() else _WORDS[words.lower()]


def _small(n: int) -> bool:
    return 0 < n < MINIMUM


def _is_about_people(text: str, end: int) -> bool:
    """Return whether a part without a noun counts people: nothing else is named after it."""
    if _COUNTS_THINGS.match(text, end):
        return False
    ends = [m.start() for m in _SENTENCE_END.finditer(text)]
    begins = max((at for at in ends if at < end), default=-1) + 1
    stops = min((at for at in ends if at >= end), default=len(text))
    return (
        _ANY_PEOPLE.search(text[begins:end]) is not None
        or re.match(r" ?(?:uppg|svar|upplev|anser|ansåg|känner)\w*", text[end:stops]) is not None
    )


def _plural(noun: str) -> str:
    for one, many in _PLURALS.items():
        if noun.lower() == one or (len(one) > 3 and noun.lower().endswith(one)):
            return noun[: -len(one)] + many
    if noun.endswith("anställd"):
        return f"{noun}a"
    if noun.endswith("sjukskriven"):
        return f"{noun[:-2]}na"
    if noun.endswith(("ledig", "pedagog", "assistent")):
        return noun + ("a" if noun.endswith("ledig") else "er")
    return f"{noun}e" if noun.endswith("avlönad") else noun


def _singular(noun: str) -> str:
    first, _, last = noun.rpartition(" ")
    bare = {"kvinnan": "kvinna", "mannen": "man", "personen": "person", "chefen": "chef"}
    word = bare.get(last.lower(), re.sub(r"aren$", "are", last))
    return f"{first} {word}".strip()
