"""Guidelines and routines of 6 and 18 §§: what they say, where, and that they are reviewed.

A point counts when a person has said on which page it stands, in the file that applies. What the
answers say of the same thing is told as a hint, and never counts by itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from aktiva.domain.law.checks.found import Found, bare, listing
from aktiva.domain.law.dated import value_of
from aktiva.domain.law.evidence import (
    Evidence,
    ReviewEvidence,
    SchoolEvidence,
    TextEvidence,
    TextKind,
)

PHENOMENA = {
    "harassment": "trakasserier",
    "sexual_harassment": "sexuella trakasserier",
    "reprisals": "repressalier",
}
SCHOOL_PHENOMENA = {code: word for code, word in PHENOMENA.items() if code != "reprisals"}
ELEMENTS = {
    "contact": "minst två vägar att vända sig",
    "knowledge": "vad arbetsgivaren gör när den får veta något",
    "investigator": "vem som ansvarar för utredningen",
    "follow_up": "hur det följs upp",
    "protection": "skyddet mot repressalier",
}
SCHOOL_ELEMENTS = {
    "contact": "minst två vuxna eller funktioner att vända sig till",
    "knowledge": "vad skolan gör när den får veta något",
    "investigator": "vem som ansvarar för utredningen",
    "follow_up": "hur det följs upp",
}
STAND = {"not_accepted": "att det inte accepteras"}
EVERYONE = {"everyone": "att de gäller alla, även vikarier, praktikanter och inhyrda"}
ANOTHER_WAY = {"another_way": "att man kan berätta utan att uppge namn eller genom någon annan"}
SINGLE_WAY = "single_way"

_WORDS = {
    TextKind.GUIDELINES: ("Riktlinjer", "riktlinjerna", "Riktlinjerna", "riktlinjer"),
    TextKind.ROUTINES: ("Rutin", "rutinen", "Rutinen", "rutiner"),
}


def guidelines(e: Evidence) -> Found:
    return _content(
        [t for t in e.texts if t.kind is TextKind.GUIDELINES], TextKind.GUIDELINES,
        phenomena=PHENOMENA, parts=STAND, advised=EVERYONE,
        hint=_hint(e, "6.1", "riktlinjerna"),
    )  # fmt: skip


def routines(e: Evidence) -> Found:
    return _content(
        [t for t in e.texts if t.kind is TextKind.ROUTINES], TextKind.ROUTINES,
        phenomena=PHENOMENA, parts=ELEMENTS, advised=ANOTHER_WAY,
        hint=_hint(e, "6.2", "rutinen") or _hint(e, "6.3", "rutinen"),
    )  # fmt: skip


def reviewed(e: Evidence) -> Found:
    hint: tuple[str, ...] = ()
    if any(a.on is not None for a in e.given("6.9")):
        hint = (
            "Ni har svarat på fråga 6.9, men uppföljningen är inte registrerad vid dokumentet.",
        )
    return _reviewed(e.texts, e.year, hint=hint)


def school_texts(s: SchoolEvidence, year: int) -> Found:
    """Check guidelines, routines and their review for one school, 18 §; reprisals are not asked."""
    parts = [
        _content(
            [t for t in s.texts if t.kind is TextKind.GUIDELINES], TextKind.GUIDELINES,
            phenomena=SCHOOL_PHENOMENA, parts=STAND, advised={}, hint=(),
        ),
        _content(
            [t for t in s.texts if t.kind is TextKind.ROUTINES], TextKind.ROUTINES,
            phenomena=SCHOOL_PHENOMENA, parts=SCHOOL_ELEMENTS, advised={}, hint=(),
        ),
        _reviewed(s.texts, year, hint=()),
    ]  # fmt: skip
    if not s.texts:
        parts = parts[:2]
    return Found(
        failing=tuple(words for p in parts for words in p.failing),
        pausing=tuple(words for p in parts for words in p.pausing),
        fine=tuple(words for p in parts for words in p.fine),
        evidence=tuple(dict.fromkeys(ref for p in parts for ref in p.evidence)),
        todo=next((p.todo for p in parts if p.failing or p.pausing), ""),
    )


def _hint(e: Evidence, question: str, where: str) -> tuple[str, ...]:
    """Return what to say when the answers say yes to something that nobody has pointed out."""
    said = any(row.get("answer") == "yes" for a in e.given(question) for row in a.rows.values())
    if not said:
        return ()
    return (f"Ni har svarat ja på fråga {question}, men ingen har visat var i {where} det står.",)


def _content(
    texts: Sequence[TextEvidence], kind: TextKind, *, phenomena: Mapping[str, str],
    parts: Mapping[str, str], advised: Mapping[str, str], hint: tuple[str, ...],
) -> Found:  # fmt: skip
    what, the, capital, many = _WORDS[kind]
    adopted = [t for t in texts if t.adopted_by.strip()]
    refs = tuple(t.reference for t in adopted)
    if not adopted:
        return Found(
            failing=(f"Inga antagna {many} mot trakasserier är registrerade.", *hint),
            todo=f"Registrera {many} under Styrdokument och visa var varje punkt står.",
        )
    found = {code for t in adopted for code, place in t.found.items() if place.strip()}
    denied = {code for t in adopted for code in t.denied} - found
    unnamed = [word for code, word in phenomena.items() if code not in found]
    lacking = [word for code, word in parts.items() if code not in found and code in denied]
    unseen = [
        word for code, word in parts.items() if code not in found and code not in denied
    ]  # fmt: skip
    failing: list[str] = []
    if unnamed:
        failing.append(f"{what} saknas för {listing(unnamed)}.")
        failing += [
            f"{t.title} handlar bara om kränkande särbehandling. Det är arbetsmiljörätt och "
            "räcker inte här."
            for t in adopted if t.is_work_environment
        ]  # fmt: skip
    if lacking:
        failing.append(f"{capital} saknar {listing(lacking)}.")
    if unseen:
        failing.append(f"Ingen har visat var i {the} det står {listing(unseen)}.")
    if SINGLE_WAY in found and kind is TextKind.ROUTINES:
        failing.append(
            "Rutinen kräver att det anmäls på ett enda sätt. Skyldigheten att utreda börjar hur "
            "arbetsgivaren än får veta."
        )
    unlooked = [
        code for code in (*phenomena, *parts) if code not in found and code not in denied
    ]  # fmt: skip
    if unlooked:
        failing += hint
    pausing = tuple(
        f"Det framgår inte av {the} {word}." for code, word in advised.items() if code not in found
    )
    return Found(
        failing=tuple(failing),
        pausing=pausing,
        fine=(f"{capital} {_covers(phenomena)} och sidan är angiven för varje punkt.",),
        evidence=refs,
        todo=_todo(the, many, bool(unlooked)),
    )


def _covers(phenomena: Mapping[str, str]) -> str:
    return f"tar upp {listing(phenomena.values())},"


def _todo(the: str, many: str, unlooked: bool) -> str:
    if unlooked:
        return f"Öppna kontrollen av {the} under Styrdokument och ange sida för varje punkt."
    return f"Besluta om {many} som även säger det som saknas, och registrera den nya versionen."


def _reviewed(texts: Iterable[TextEvidence], year: int, *, hint: tuple[str, ...]) -> Found:
    failing: list[str] = []
    pausing: list[str] = []
    days: list[date] = []
    kept = list(texts)
    if not kept:
        failing.append("Det finns inga registrerade riktlinjer eller rutiner att följa upp.")
    for text in kept:
        until = min(text.checked_on or date(year, 12, 31), date(year, 12, 31))
        since = _a_year_before(until)
        done = [r for r in text.reviews if r.on <= until]
        counted = [r.on for r in done if r.on >= since and _says_something(r, year)]
        if counted:
            days.append(max(counted))
        elif not done and text.adopted_on >= since:
            pausing.append(
                f"{text.title} antogs {text.adopted_on.isoformat()} och är inte uppföljd än."
            )
        else:
            failing.append(_why_not(text, done, since))
    return Found(
        failing=(*failing, *(hint if failing else ())),
        pausing=tuple(pausing),
        fine=tuple(f"Senast uppföljda {min(days).isoformat()}." for _ in days[:1]),
        evidence=tuple(r.reference for t in kept for r in t.reviews),
        todo="Följ upp riktlinjer och rutiner och registrera uppföljningen vid dokumentet.",
    )


def _says_something(review: ReviewEvidence, year: int) -> bool:
    shortest = value_of("own_limits", "shortest_how_known", year=year)
    told = review.with_whom.strip() and len(review.how_known.strip()) >= shortest
    changes = bare(review.changes)
    return bool(told and changes and changes != bare(review.earlier_changes))


def _why_not(text: TextEvidence, done: Sequence[ReviewEvidence], since: date) -> str:
    if not done:
        return f"{text.title} har aldrig följts upp."
    last = max(done, key=lambda r: r.on)
    day = last.on.isoformat()
    if last.on < since:
        return f"{text.title} följdes senast upp {day}, för mer än tolv månader sedan."
    if bare(last.changes) and bare(last.changes) == bare(last.earlier_changes):
        return f"Uppföljningen av {text.title} {day} upprepar den förra ord för ord."
    return f"Uppföljningen av {text.title} {day} säger inte med vem, hur ni vet eller vad den ledde till."


def _a_year_before(day: date) -> date:
    """Return the same day a year earlier; 28 February for a leap day."""
    try:
        return day.replace(year=day.year - 1)
    except ValueError:
        return day.replace(year=day.year - 1, day=28)
