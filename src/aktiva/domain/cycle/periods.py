"""Months, quarters, seasons, terms, weeks and years that a Swedish phrase names."""

from __future__ import annotations

import re
from dataclasses import dataclass

MONTHS = (
    "januari",
    "februari",
    "mars",
    "april",
    "maj",
    "juni",
    "juli",
    "augusti",
    "september",
    "oktober",
    "november",
    "december",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Periods:
    """The times of a phrase.

    Args:
        months: All months it names, 1–12, in order.
        single: Months named by themselves.
        spans: Months named together, by a quarter, a season, a term or two ends.
        day: The day of the month, when one is named.
        years: The years it names, in order; not one that something only starts in.
        is_time: Whether the phrase names any time at all; a year that something only
            starts in is none.
    """

    months: tuple[int, ...] = ()
    single: tuple[int, ...] = ()
    spans: tuple[tuple[int, ...], ...] = ()
    day: int | None = None
    years: tuple[int, ...] = ()
    is_time: bool = False


def read(words: str) -> Periods:
    """Return the times that `words` name. Hyphens are plain and spaces single."""
    spans: list[tuple[int, ...]] = []
    rest = words.casefold()
    for pattern, months_of in _SPANS:
        for found in pattern.finditer(rest):
            spans.append(months_of(found))
        rest = pattern.sub(" ", rest)
    single: list[int] = []
    days: list[int] = []
    for found in _ISO.finditer(rest):
        single.append(int(found["month"]))
        days.append(int(found["day"]))
    rest = _ISO.sub(" ", rest)
    for found in _DAY_AND_MONTH.finditer(rest):
        month = int(found["number"]) if found["number"] else _month(found["name"])
        single.append(month)
        days += [day] if (day := int(found["day"])) <= _LONGEST[month - 1] else []
    rest = _DAY_AND_MONTH.sub(" ", rest)
    single += [_month(found["name"]) for found in _MONTH.finditer(rest)]
    years = {int(year) for year in _YEAR.findall(_STARTS.sub(" ", words.casefold()))}
    named = sorted({*single, *(month for span in spans for month in span)})
    return Periods(
        months=tuple(named),
        single=tuple(dict.fromkeys(single)),
        spans=tuple(dict.fromkeys(spans)),
        day=days[0] if len(days) == 1 else None,
        years=tuple(sorted(years)),
        is_time=bool(named) or _OTHER_TIME.search(_STARTS.sub(" ", rest)) is not None,
    )


def months_in_words(months: tuple[int, ...]) -> str:
    """Return "mars", "april–juni" or "mars och oktober"."""
    names = [MONTHS[month - 1] for month in months]
    if len(months) > 2 and months == tuple(range(months[0], months[-1] + 1)):
        return f"{names[0]}–{names[-1]}"
    return " och ".join(filter(None, [", ".join(names[:-1]), names[-1]]))


_LONGEST = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_NAME = (
    r"jan(?:uari)?|feb(?:ruari)?|mars|apr(?:il)?|maj|juni?|juli|aug(?:usti)?|sept?(?:ember)?"
    r"|okt(?:ober)?|nov(?:ember)?|dec(?:ember)?"
)
_WHOLE = r"(?:\.|s?\s?månad)?(?!\w)"


def _month(name: str) -> int:
    return next(at for at, month in enumerate(MONTHS, start=1) if month.startswith(name[:3]))


def _between(first: int, last: int) -> tuple[int, ...]:
    if first <= last:
        return tuple(range(first, last + 1))
    return (*range(first, 13), *range(1, last + 1))


def _quarters(found: re.Match[str]) -> tuple[int, ...]:
    first = int(found["first"])
    return _between(3 * first - 2, 3 * int(found["last"] or first))


_NTH = {"första": 1, "andra": 2, "tredje": 3, "fjärde": 4, "sista": 4}


def _nth_quarter(found: re.Match[str]) -> tuple[int, ...]:
    nth = _NTH.get(found["nth"]) or int(found["nth"][0])
    return _between(3 * nth - 2, 3 * nth)


def _nth_half(found: re.Match[str]) -> tuple[int, ...]:
    return _between(1, 6) if found["nth"].startswith(("första", "1")) else _between(7, 12)


_SPANS = (
    (
        re.compile(
            rf"(?<!\w)(?P<first>{_NAME}){_WHOLE}\s*(?:-|till(?:\soch\smed)?|t\.?\s?o\.?\s?m\.?)"
            rf"\s*(?P<last>{_NAME}){_WHOLE}"
        ),
        lambda found: _between(_month(found["first"]), _month(found["last"])),
    ),
    (
        re.compile(
            r"(?<!\w)(?:q|kv\.?\s?|kvartal\s?)(?P<first>[1-4])"
            r"(?:\s?-\s?(?:q|kv\.?\s?|kvartal\s?)?(?P<last>[1-4]))?(?!\w)"
        ),
        _quarters,
    ),
    (
        re.compile(
            r"(?<!\w)(?P<nth>första|andra|tredje|fjärde|sista|[1-4]:[ae])\skvartal(?:et)?(?!\w)"
        ),
        _nth_quarter,
    ),
    (
        re.compile(r"(?<!\w)(?P<nth>första|andra|1:a|2:a)\shalvår(?:et)?(?!\w)"),
        _nth_half,
    ),
    (
        re.compile(r"(?<!\w)(?:vårterminen|vårtermin|vt(?:\s?-?\d\d)?)(?!\w)"),
        lambda _: _between(1, 6),
    ),
    (
        re.compile(r"(?<!\w)(?:höstterminen|hösttermin|ht(?:\s?-?\d\d)?)(?!\w)"),
        lambda _: _between(8, 12),
    ),
    (
        re.compile(
            r"(?<!\w)(?:vårens?|(?:(?<=under\s)|(?<=varje\s)|(?<=till\s)|(?<=inför\s)|(?<=^)|(?<=höst/)"
            r"|(?<=höst\soch\s))vår(?=$|[\s.,/?)-]))(?!\w)(?!\schef|\segen|\sorganisation)"
        ),
        lambda _: (3, 4, 5),
    ),
    (re.compile(r"(?<!\w)sommar(?:en|ens)?(?!\w)"), lambda _: (6, 7, 8)),
    (re.compile(r"(?<!\w)höst(?:en|ens)?(?!\w)"), lambda _: (9, 10, 11)),
    (re.compile(r"(?<!\w)vinter(?:n|ns)?(?!\w)"), lambda _: (12, 1, 2)),
)
_ISO = re.compile(r"(?<!\d)20\d\d-(?P<month>0[1-9]|1[0-2])-(?P<day>0[1-9]|[12]\d|3[01])(?!\d)")
_DAY_AND_MONTH = re.compile(
    rf"(?<![\d/])(?P<day>0?[1-9]|[12]\d|3[01])(?:(?::[ae]|\.)?\s+(?P<name>{_NAME}){_WHOLE}"
    r"|/(?P<number>0?[1-9]|1[0-2])(?![\d/]))"
)
_MONTH = re.compile(rf"(?<!\w)(?P<name>{_NAME}){_WHOLE}")
_STARTS = re.compile(
    r"(?<!\w)(?:start(?:ar|ad|as|ade|en)?|från(?:\soch\smed)?|fr\.?\s?o\.?\s?m\.?|sedan)[\s:]*(?:år\s)?20\d\d(?!\d)"
)
_YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")
_OTHER_TIME = re.compile(
    r"(?<!\d)20\d\d(?!\d)|(?<!\w)v(?:ecka|eckorna|\.)?\s?\d{1,2}(?!\w)"
    r"|(?<!\w)(?:årsskiftet|under\s(?:hela\s)?året|i\sår|nästa\sår|detta\sår|innevarande\sår"
    r"|(?:hela\s)?läsåret|verksamhetsåret|årsslutet|årets\sslut|slutet\sav\såret)(?!\w)"
)
