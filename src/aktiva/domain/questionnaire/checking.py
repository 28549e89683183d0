"""What is wrong with a questionnaire, and what is worth a second look."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from aktiva.domain.questionnaire.branching import BRANCHES_FROM, choices
from aktiva.domain.questionnaire.fields import columns, fields
from aktiva.domain.questionnaire.lix import HARD, lix
from aktiva.domain.questionnaire.own_ground import asks_about_a_person
from aktiva.domain.questionnaire.questions import (
    Extra,
    Kind,
    Level,
    Question,
    Questionnaire,
)
from aktiva.domain.questionnaire.reading import wishes
from aktiva.domain.questionnaire.required import losses
from aktiva.domain.questionnaire.versions import Change, differences

NEED_OPTIONS = frozenset(
    {Kind.CHOICE, Kind.SEVERAL, Kind.ELEMENTS, Kind.MATRIX, Kind.EXAMINATIONS, Kind.COOPERATION}
)
_ONE_ANSWER = frozenset({Kind.YES_PARTLY_NO, Kind.SCALE5, Kind.CHOICE, Kind.FIGURES})
LONGEST_KEY = 20
_KEY = re.compile(r"[A-Za-z0-9]+(?:[.-][A-Za-z0-9]+)*")
_CODE = re.compile(r"[a-z0-9][a-z0-9_]*")
_CODED_FIELDS = frozenset({"comment", "rows", "file", "document", "document_date", "date", "none"})
_NEGATED = re.compile(r"\b(?:inte|aldrig|ingen|inga|inget)\b", re.IGNORECASE)
_JOINED = re.compile(r"\b(?:och|eller)\b|och/eller", re.IGNORECASE)
_PAIRS = re.compile(
    r"\bkvinnor och män\b|\b(?:tjejer och killar|hämtning och lämning|vård och omsorg)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Remark:
    """Something about one question, or about the whole when `key` is empty.

    Args:
        is_fault: True when it must be put right; a warning can be left as it is.
    """

    key: str
    words: str
    is_fault: bool


def check(
    questionnaire: Questionnaire, *, before: Questionnaire | None = None
) -> tuple[Remark, ...]:
    """Return everything that is wrong or worth a second look, in the order of the questions.

    Args:
        before: The version whose answers are compared with those of this one.
    """
    found = list(_of_the_whole(questionnaire))
    earlier: dict[str, Question] = {}
    for question in questionnaire.questions:
        found += [Remark(question.key, words, True) for words in _faults(question)]
        found += [Remark(question.key, words, True) for words in _condition(question, earlier)]
        found += [Remark(question.key, words, False) for words in _warnings(question)]
        earlier[question.key] = question
    if before is not None:
        found += _against(before, questionnaire)
    order = {q.key: n for n, q in enumerate(questionnaire.questions)}
    return tuple(sorted(found, key=lambda r: (order.get(r.key, -1), not r.is_fault)))


def _of_the_whole(q: Questionnaire) -> Iterator[Remark]:
    if not q.title.strip():
        yield Remark("", "Underlaget saknar titel.", True)
    if not any(not question.hidden for question in q.questions):
        yield Remark("", "Underlaget har inga frågor. Lägg till minst en.", True)
    for loss in losses(q):
        if loss.required.is_fixed:
            yield Remark(
                loss.key,
                f"Frågan {loss.key} bär en egen sida och kan inte tas bort, döljas eller "
                "besvaras på ett annat sätt.",
                True,
            )
        elif loss.is_retyped:
            yield Remark(
                loss.key,
                f"Frågan besvaras på ett annat sätt, så {loss.required.law} saknar underlag i "
                f"lagkollen och handlingarna: {loss.required.what}.",
                False,
            )
        else:
            yield Remark(
                loss.key,
                f"Frågan {loss.key} ställs inte, så {loss.required.law} saknar underlag i "
                f"lagkollen och handlingarna: {loss.required.what}.",
                False,
            )


def _faults(q: Question) -> Iterator[str]:
    """Give what makes the question impossible to put, or what must not be asked."""
    if not _KEY.fullmatch(q.key) or len(q.key) > LONGEST_KEY:
        yield (
            "Beteckningen får bara ha bokstäver, siffror, punkt och bindestreck, "
            f"högst {LONGEST_KEY} tecken."
        )
    for name, what in ((q.text, "text"), (q.law, "hänvisning till lagen")):
        if not name.strip():
            yield f"Frågan saknar {what}."
    if not q.levels:
        yield "Frågan ställs inte till någon. Välj minst en nivå."
    if q.kind in NEED_OPTIONS and not q.options:
        yield "Frågan saknar alternativ att välja mellan."
    if q.kind in {Kind.CHOICE, Kind.MATRIX} and len(q.options) == 1:
        yield "Frågan har bara ett alternativ. Lägg till minst ett till."
    if Extra.OPTIONS in q.extras and not q.options:
        yield "Frågan har en lista att välja i men inga alternativ i den."
    if q.kind is Kind.MATRIX and not q.rows:
        yield "Matrisen saknar rader."
    if q.kind is Kind.NUMBER and q.unit is None:
        yield "Talet saknar enhet: kr, h, personer eller procent."
    if q.unit is not None and q.kind is not Kind.NUMBER:
        yield "Bara ett tal kan ha en enhet."
    if q.figures is not None and q.kind is not Kind.FIGURES:
        yield "Bara en fråga om hämtad statistik kan visa siffror."
    for option in (*q.options, *q.rows):
        if not _CODE.fullmatch(option.code) or len(option.code) > 40:
            yield (
                f"Koden ”{option.code[:40]}” får bara ha små bokstäver a–z, siffror och "
                "understreck, högst 40 tecken."
            )
        elif not option.label.strip():
            yield f"Alternativet ”{option.code}” saknar text."
    if q.kind is Kind.COUNT:
        for option in q.options:
            if option.code in _CODED_FIELDS:
                yield f"Koden ”{option.code}” är upptagen. Välj en annan för det antalet."
    allowed = wishes(q.kind, q.options)
    if q.wished is not None and q.wished not in allowed:
        if allowed:
            yield f"Önskat svar är ”{q.wished}”, men det kan bara vara {_either(allowed)}."
        else:
            yield "Frågan kan inte ha ett önskat svar, eftersom inget svar är bättre än ett annat."
    yield from _unknown_names(q)
    words = asks_about_a_person(q.text, q.help, *(o.label for o in (*q.options, *q.rows)))
    if words:
        yield (
            f"Frågan frågar om en persons egen grund (”{words}”). Sådana frågor får inte ställas. "
            "Fråga om arbetsplatsen i stället."
        )


def _unknown_names(q: Question) -> Iterator[str]:
    known = {spec.name for spec in columns(q)}
    for name in q.columns:
        if name not in known:
            yield f"Kolumnen ”{name}” finns inte för den svarstypen."
    labelled = {spec.column for spec in fields(q, rows=1)}
    for name in q.labels:
        if name not in labelled:
            yield f"Fältet ”{name}” under labels finns inte för den svarstypen."


def _either(allowed: tuple[str, ...]) -> str:
    quoted = [f"”{code}”" for code in allowed]
    return quoted[0] if len(quoted) == 1 else ", ".join(quoted[:-1]) + " eller " + quoted[-1]


def _condition(q: Question, earlier: dict[str, Question]) -> Iterator[str]:
    """Give what is wrong with the question's condition, if it has one."""
    if q.shown_if is None:
        return
    source = earlier.get(q.shown_if.question)
    if source is None:
        yield (
            f"Villkoret pekar på fråga {q.shown_if.question}, som inte finns före den här. "
            "Välj en fråga som kommer tidigare."
        )
        return
    if source.kind not in BRANCHES_FROM or not choices(source):
        yield f"Villkoret pekar på fråga {source.key}, som inte har svar att välja mellan."
        return
    known = {option.code for option in choices(source)}
    for code in q.shown_if.answers:
        if code not in known:
            yield f"Villkoret nämner svaret ”{code}”, som inte finns i fråga {source.key}."
    if not q.shown_if.answers:
        yield f"Villkoret nämner inget svar på fråga {source.key}."
    missing = [level for level in Level if level in q.levels and level not in source.levels]
    if missing:
        yield (
            f"Villkoret pekar på fråga {source.key}, som inte ställs till alla som får den här "
            "frågan. Ge dem samma nivåer."
        )
    if q.core and not source.core:
        yield (
            f"Frågan är en kärnfråga men beror på fråga {source.key}, som inte är det. "
            "Gör båda till kärnfrågor."
        )
    if source.hidden and not q.hidden:
        yield f"Villkoret pekar på fråga {source.key}, som är dold. Visa den, eller ta bort villkoret."


def _warnings(q: Question) -> Iterator[str]:
    figure = lix(q.text, q.help, q.why)
    if figure > HARD:
        yield f"Texten är svår att läsa (LIX {figure}, helst högst {HARD}). Dela upp den eller välj kortare ord."
    if q.kind is Kind.SCALE5 or q.statement:
        yield from _statement(q)
    if q.kind in _ONE_ANSWER and _is_double(q.text):
        yield "Frågan verkar fråga om flera saker på en gång. Dela upp den om de kan få olika svar."
    if q.law.strip() and "§" not in q.law and "artikel" not in q.law:
        yield "Hänvisningen till lagen saknar paragraf."
    if not q.why.strip():
        yield "Frågan säger inte varför den ställs."


def _statement(q: Question) -> Iterator[str]:
    if q.kind is not Kind.SCALE5:
        yield "Ett påstående ska besvaras på skalan."
    elif not q.statement:
        yield "En fråga på skalan ska vara ett påstående (statement: true)."
    text = q.text.strip()
    if "?" in text or not text.endswith("."):
        yield "Påståendet ska vara en mening som slutar med punkt, inte en fråga."
    elif _NEGATED.search(text):
        yield "Påståendet är nekande, så det är lätt att svara fel på skalan. Skriv det jakande."


def _is_double(text: str) -> bool:
    """Tell whether a question joins so much that one answer may not fit all of it."""
    plain = _PAIRS.sub("", text)
    joined = _JOINED.findall(plain)
    return "och/eller" in plain.lower() or len(joined) >= 2 or plain.count("?") > 1


def _against(before: Questionnaire, now: Questionnaire) -> Iterator[Remark]:
    for difference in differences(before, now):
        if difference.change is Change.RETYPED:
            yield Remark(
                difference.key,
                "Frågan har samma beteckning som förut men besvaras på ett annat sätt. Svaren "
                "jämförs inte med tidigare år. Ge den en ny beteckning om den är en annan fråga.",
                False,
            )
