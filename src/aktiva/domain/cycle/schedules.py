"""Read a plan's own words about time ("1 ggr/år (mars)") without guessing.

Method: docs/method/schedules.md.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from aktiva.domain.cycle import periods


class Kind(StrEnum):
    """What decides the time."""

    RECURRENCE = "recurrence"
    CONTINUOUS = "continuous"
    ONCE = "once"
    DEADLINE = "deadline"
    EVENT = "event"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Schedule:
    """What a phrase says about time.

    Args:
        text: The phrase, unchanged.
        rrule: The value of an RFC 5545 rule without DTSTART; None when nothing comes back,
            or when the words give no even rhythm ("11 ggr/år" does not say which month is
            left out).
        months: The months 1–12 that the phrase names.
        day: The day of the month, when it names one.
        years: The years it names, but for one that something only starts in.
        event: What it waits for, in the phrase's words.
        audience: For whom, in the phrase's words.
        optional: It is offered or possible, not required.
        uncertain: The phrase doubts itself ("?", "ca", "preliminärt").
    """

    text: str
    kind: Kind
    rrule: str | None = None
    months: tuple[int, ...] = ()
    day: int | None = None
    years: tuple[int, ...] = ()
    event: str | None = None
    audience: str | None = None
    optional: bool = False
    uncertain: bool = False


def read_schedule(text: str) -> Schedule:
    """Return what the phrase says; what it does not say is left empty."""
    words = " ".join(text.translate(_SIGNS).split())
    named = periods.read(words)
    rhythm = _rhythm(words, named)
    event = _event(words)
    return Schedule(
        text=text,
        kind=_kind(words, rhythm, event, named),
        rrule=rhythm.rule(named) if rhythm else None,
        months=named.months,
        day=named.day,
        years=named.years,
        event=event,
        audience=_audience(words),
        optional=_OPTIONAL.search(words) is not None,
        uncertain="?" in words or _DOUBT.search(words) is not None,
    )


_SIGNS = str.maketrans(
    {"–": "-", "—": "-", "−": "-", "‐": "-", "‑": "-", "\u00a0": " ", "\u00ad": ""}
)


def _pattern(text: str) -> re.Pattern[str]:
    return re.compile(text, re.IGNORECASE | re.VERBOSE)


_NUMBERS = {
    word: number
    for number, words in enumerate(
        ("en ett", "två", "tre", "fyra", "fem", "sex", "sju", "åtta", "nio", "tio", "elva", "tolv"),
        start=1,
    )
    for word in words.split()
}
_ORDINALS = {
    word: number
    for number, words in enumerate(
        (
            "annat annan",
            "tredje",
            "fjärde",
            "femte",
            "sjätte",
            "sjunde",
            "åttonde",
            "nionde",
            "tionde",
        ),
        start=2,
    )
    for word in words.split()
} | {"fjortonde": 14}

_UNITS = {
    "år": 12,
    "läsår": 12,
    "kalenderår": 12,
    "verksamhetsår": 12,
    "halvår": 6,
    "termin": 6,
    "kvartal": 3,
    "månad": 1,
    "mån": 1,
    "mandatperiod": 48,
}
"""Months; weeks and days are counted by themselves."""

_UNIT = (
    r"(?P<unit>(?:läs|kalender|verksamhets|halv)?år|termin|kvartal|månad|mån|mandatperiod|vecka|dag)"
    r"(?:en|n|et)?\b"
)
_NUMBER = rf"\d{{1,3}}|{'|'.join(_NUMBERS)}"

_COUNTED = _pattern(
    rf"""(?<![\d\w]) (?P<ceiling> (?: upp \s till | högst | max\.? | maximalt ) \s+ )?
    (?<![\d\w]) (?P<n>{_NUMBER}) \s*
    (?: (?:-|till|eller|à|á) \s* (?P<most>{_NUMBER}) \s* )?
    (?: ggr | ggn | gånger | gång | tillfällen | tillfälle | x | g ) \.? \s*
    (?: (?: / | per | i | om | på | under | varje ) \s* {_UNIT} | (?P<yearly>årligen) )"""
)
_EVERY_OTHER = _pattern(
    rf"""\b var[tj]?e? \s? (?P<n>{"|".join(_ORDINALS)} | \d{{1,2}}(?=:?[ae]\b)) (?: :?[ae] )? \s+
    (?: {_UNIT} )"""
)
_EACH = _pattern(rf"\b (?: varje | per | var | vart ) \s+ {_UNIT}")
_EACH_NAMED = _pattern(
    r"\b varje \s+ (?: (?:vår|höst|sommar|vinter)(?:termin)?"
    r" | januari | februari | mars | april | maj | juni | juli | augusti"
    r" | september | oktober | november | december )\b"
)
_ADVERBS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (_pattern(rf"\b (?: {words} ) \b"), unit)
    for words, unit in (
        ("årlig(?:en|a|t)? | årsvis | varje\\s+år | om\\s+året", "år"),
        ("halvårsvis | halvårlig(?:en|t)?", "halvår"),
        ("terminsvis", "termin"),
        ("kvartalsvis | kvartalsvisa", "kvartal"),
        ("månadsvis | månatlig(?:en|t)? | månadsvisa", "månad"),
        ("veckovis | veckovisa", "vecka"),
        ("daglig(?:en|a|t)? | dagligdags", "dag"),
    )
)


@dataclass(frozen=True, slots=True)
class _Rhythm:
    """So many times in so many of a unit; `count` is None where the words give a range."""

    count: int | None
    every: int
    unit: str
    is_counted: bool = False

    def rule(self, named: periods.Periods) -> str | None:
        """Return the rule, or None when the words give no even rhythm."""
        if self.count is None:
            return None
        if self.unit in {"vecka", "dag"}:
            frequency = "WEEKLY" if self.unit == "vecka" else "DAILY"
            return _rule(frequency, self.every) if self.count == 1 else None
        span = _UNITS[self.unit] * self.every
        if named.single and span % 12 == 0 and not named.spans:
            if self.is_counted and self.count != len(named.months):
                return None
            by = f";BYMONTH={','.join(map(str, named.months))}"
            if named.day is not None and len(named.months) == 1:
                by += f";BYMONTHDAY={named.day}"
            return _rule("YEARLY", span // 12) + by
        count = self.count if self.is_counted else max(self.count, len(named.spans))
        if not count or span % count:
            return None
        gap = span // count
        return _rule("YEARLY", gap // 12) if gap % 12 == 0 else _rule("MONTHLY", gap)


def _rule(frequency: str, interval: int) -> str:
    return f"FREQ={frequency}" + (f";INTERVAL={interval}" if interval > 1 else "")


def _rhythm(words: str, named: periods.Periods) -> _Rhythm | None:
    every, is_counted, unit = 1, False, ""
    count: int | None = 1
    other = _EVERY_OTHER.search(words)
    if other is not None:
        every, unit = _ordinal(other["n"]), _unit(other)
    counted = _COUNTED.search(words)
    if counted is not None:
        is_counted = True
        number = _number(counted["n"])
        most = _number(counted["most"]) if counted["most"] else number
        count = None if most != number or counted["ceiling"] else number
        unit = unit or ("år" if counted["yearly"] else _unit(counted))
    if unit:
        return _Rhythm(count, every, unit, is_counted)
    each = _EACH.search(words)
    if each is not None:
        return _Rhythm(1, 1, _unit(each))
    if _EACH_NAMED.search(words):
        return _Rhythm(1, 1, "år")
    found = next((unit for pattern, unit in _ADVERBS if pattern.search(words)), None)
    return _Rhythm(1, 1, found) if found else None


def _number(text: str) -> int:
    return int(text) if text.isdecimal() else _NUMBERS[text.casefold()]


def _ordinal(text: str) -> int:
    return max(int(text), 1) if text.isdecimal() else _ORDINALS[text.casefold()]


def _unit(found: re.Match[str]) -> str:
    return found["unit"].casefold()


_CONTINUOUS = _pattern(
    r"""\b (?: löpande | fortlöpande | kontinuerlig(?:t|a)? | ständig(?:t|a)? | alltid
    | hela \s året | året \s (?:om|runt) | tills \s vidare | pågår | pågående ) \b"""
)
_BEFORE = _pattern(
    r"\b (?: senast | deadline | till \s och \s med | t\.? \s? o\.? \s? m\.?(?=\s) | fram \s till )"
)
_BEFORE_A_TIME = _pattern(r"\b (?: före | innan | klar[ta]? | färdig[ta]? ) \b")
_OPTIONAL = _pattern(
    r"""\b (?: möjlighet(?:er)? | möjligt | erbjud(?:s|as|a|er|ande|en)? | frivillig(?:t|a)?
    | valfri(?:tt|a)? | vid \s (?:behov|tillfälle|önskemål) | kan ) \b"""
)
_DOUBT = _pattern(
    r"""\b (?: ca | cirka | ungefär | omkring | ev | eventuell(?:t|a)? | preliminär(?:t|a)? | prel
    | kanske | troligen | troligtvis | oklart ) \b"""
)


def _kind(words: str, rhythm: _Rhythm | None, event: str | None, named: periods.Periods) -> Kind:
    if rhythm is not None:
        return Kind.RECURRENCE
    if _BEFORE.search(words) or (_BEFORE_A_TIME.search(words) and named.is_time):
        return Kind.DEADLINE
    if _CONTINUOUS.search(words):
        return Kind.CONTINUOUS
    if named.is_time:
        return Kind.ONCE
    return Kind.EVENT if event else Kind.UNKNOWN


_WAITS = _pattern(
    r"""\b (?: inför | i \s samband \s med | i \s anslutning \s till | vid | efter | före | innan
    | under | när | kopplat \s till | utifrån | i \s och \s med ) \s+
    (?P<event> [^.,;:()?!/\d][^.,;:()?!]* )"""
)
_LEADING = _pattern(
    r"^ (?: varje | varje \s ny | respektive | nästa | alla | samtliga | den | det ) \s+"
)
_TIME_AFTER = _pattern(
    r"""\s+ (?: årlig(?:en|t)? | löpande | varje | senast | som | i \s+ (?=januari|februari|mars
    |april|maj|juni|juli|augusti|september|oktober|november|december) ) \b .* $"""
)
_NO_EVENT = _pattern(
    r"""^ (?: behov | tillfälle | önskemål | frågor | apt(?:[-\s:].*)? | lsg | vsg | csg | fsg
    | ledningsgrupp(?:en)?s?(?:möte\w*)? | arbetsplatsträff\w* | skyddskommitté\w*
    | året | (?:hela\s)?år | perioden | punkt\w* .* | förutsättning .* ) $"""
)


def _event(words: str) -> str | None:
    for found in _WAITS.finditer(words):
        event = _TIME_AFTER.sub("", found["event"]).strip(" -”\"'")
        event = _LEADING.sub("", event)
        if event and not _NO_EVENT.match(event) and not _opens_with_a_time(event):
            return event
    return None


def _opens_with_a_time(words: str) -> bool:
    first, _, rest = words.partition(" ")
    if first.casefold() in _HALF_A_TIME:
        first = f"{first} {rest.partition(' ')[0]}"
    return periods.read(first).is_time


_HALF_A_TIME = {"första", "andra", "tredje", "fjärde", "sista", "hela", "kvartal", "vecka", "v."}


_PEOPLE = (
    r"(?:\w*(?:chef|ombud|medarbetar|anställd|personal|ledare|förtroendevald|politiker|rekryterare"
    r"|handläggare|rektor|lärare|vikari|arbetsgrupp|arbetslag|ledning)\w*|alla|samtliga)"
)
_FOR = _pattern(
    rf"""\b (?: för | till | gäller | erbjuds | riktas \s mot ) \s+
    (?P<people> (?: (?:nya|alla|samtliga|berörda|rekryterande|nyanställda|tillträdande|våra)\s+ )*
    {_PEOPLE} (?: (?: \s* , \s* (?={_PEOPLE}\b) | \s+ (?:och|samt|eller) \s+ (?:nya\s+|alla\s+)? )
    {_PEOPLE} )* )"""
)


def _audience(words: str) -> str | None:
    found = dict.fromkeys(match["people"].strip() for match in _FOR.finditer(words))
    return "; ".join(found) or None


def to_data(schedule: Schedule) -> dict[str, Any]:
    """Return the schedule as what JSON can hold."""
    return {
        "kind": schedule.kind.value,
        "rrule": schedule.rrule,
        "months": list(schedule.months),
        "event": schedule.event,
        "audience": schedule.audience,
        "optional": schedule.optional,
        "uncertain": schedule.uncertain,
        "text": schedule.text,
    }


def in_words(schedule: Schedule) -> str:
    """Return how the phrase was understood, as a short Swedish sentence."""
    said = [_KIND_WORDS[schedule.kind](schedule)]
    if schedule.months:
        said.append(f"i {periods.months_in_words(schedule.months)}")
    if schedule.event and schedule.kind is not Kind.EVENT:
        said.append(f"knutet till {schedule.event}")
    if schedule.audience:
        said.append(f"för {schedule.audience.replace('; ', ' och ')}")
    if schedule.optional:
        said.append("som en möjlighet")
    if schedule.uncertain:
        said.append("osäkert enligt planen")
    return ", ".join(said) + "."


def _rhythm_in_words(schedule: Schedule) -> str:
    if schedule.rrule is None:
        return "Återkommer, men inte i jämn takt"
    parts = dict(part.split("=") for part in schedule.rrule.split(";"))
    interval = int(parts.get("INTERVAL", 1))
    unit = _UNIT_WORDS[parts["FREQ"]]
    if interval == 1:
        return f"Återkommer varje {unit}"
    if interval == 2:
        return f"Återkommer {'vartannat' if unit == 'år' else 'varannan'} {unit}"
    nth = next((word for word, n in _ORDINALS.items() if n == interval), f"{interval}:e")
    return f"Återkommer {'vart' if unit == 'år' else 'var'} {nth} {unit}"


_UNIT_WORDS = {"YEARLY": "år", "MONTHLY": "månad", "WEEKLY": "vecka", "DAILY": "dag"}
_KIND_WORDS: dict[Kind, Callable[[Schedule], str]] = {
    Kind.RECURRENCE: _rhythm_in_words,
    Kind.CONTINUOUS: lambda _: "Löpande",
    Kind.ONCE: lambda _: "En gång",
    Kind.DEADLINE: lambda _: "Har en sista dag",
    Kind.EVENT: lambda schedule: f"Vid en händelse: {schedule.event}",
    Kind.UNKNOWN: lambda _: "Tiden framgår inte",
}
