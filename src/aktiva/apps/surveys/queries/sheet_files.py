"""A sheet as a file: what goes into it, and what one that has come back says."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from aktiva.adapters.sheet_files import word, word_reading, workbook, workbook_reading
from aktiva.adapters.sheet_files.marks import UnreadableSheet
from aktiva.apps.attachments.actions import Examined
from aktiva.apps.surveys.asking import asked, by_section, last_years_answers, questionnaire
from aktiva.apps.surveys.models import Answer, Sheet
from aktiva.apps.surveys.queries.sheets import answers
from aktiva.domain.questionnaire import (
    WORKPLACE_NOT_PERSONS,
    Mark,
    Order,
    Question,
    is_begun,
    order,
    read_mark,
    shown,
    summary,
)
from aktiva.domain.questionnaire.sheet_file import (
    Asked,
    Marks,
    Outside,
    Part,
    Seen,
    SheetFile,
    condition_words,
    fields_on_file,
    given_of,
    print_of,
    printable,
)
from aktiva.domain.questionnaire.sheet_reading import Read, Stands, read_against

PAGE = "sheetfile"
"""Begins the mark of every answer that a file has brought."""

_FIRST, _LAST = 0, 999_999_999
WRITERS = {"docx": word.write, "xlsx": workbook.write}


def sheet_file(sheet: Sheet, *, name: str, fetched: str, on: date) -> SheetFile:
    """Return what the file of a sheet holds, in Swedish. Four questions.

    Args:
        name: What the unit is called.
        fetched: Tells this fetching from others.
    """
    with translation.override("sv"):
        return _made(sheet, name=name, fetched=fetched, on=on)


def _made(sheet: Sheet, *, name: str, fetched: str, on: date) -> SheetFile:
    campaign = sheet.campaign
    asks = questionnaire(campaign)
    questions = asked(sheet.level, asks, campaign.length)
    known = {q.key: q for q in asks.questions}
    given, earlier = answers(sheet), last_years_answers(sheet, on=on)
    parts = []
    for section, found in by_section(asks, questions):
        rows = []
        for q in found:
            answer = given.get(q.key)
            raw = given_of(q, answer.value, answer.is_risk) if answer else {}
            before = tuple(
                _last_year(q, one) for one in earlier.get(q.key, []) if is_begun(q, one.value)
            )
            seen = Seen(answer.revision if answer else 0, print_of(q, raw))
            rows.append(Asked(q, condition_words(q, known), before, fields_on_file(q), raw, seen))
        parts.append(Part(section.title, section.intro, tuple(rows)))
    year = campaign.cycle.year
    return SheetFile(
        marks=Marks(sheet.pk, sheet.unit_id, year, campaign.questionnaire.digest, fetched),
        title=_("Uppföljning %(year)s, %(unit)s") % {"year": year, "unit": name},
        about=_about(sheet),
        parts=tuple(parts),
    )


def _about(sheet: Sheet) -> tuple[str, ...]:
    last = date_format(sheet.last_date, "j F Y")
    return (
        _(
            "Fyll i de ljusa rutorna, spara filen och läs in den i Aktiva på underlagets sida "
            "”Svara i en fil”. Där visas vad som har ändrats innan något sparas. "
            "Lämna in svaren i Aktiva senast %(day)s."
        )
        % {"day": last},
        _(
            "Risker, åtgärder, utfallet av förra årets åtgärder och bifogade filer finns inte med "
            "här. De fylls i direkt i Aktiva."
        ),
        _(WORKPLACE_NOT_PERSONS),
    )


def _last_year(question: Question, before) -> str:
    whose = f"{before.year}, {before.unit}" if before.unit else str(before.year)
    said = printable(summary(question, before.value, say=_))
    return _("Svar %(whose)s: %(words)s") % {"whose": whose, "words": said}


@dataclass(frozen=True, slots=True)
class Opened:
    """A file that has come back, set against what stands.

    Args:
        left_out: Questions that are not asked with the file's answers.
        beside: Questions where somebody has written since, so that both texts will be kept.
    """

    fetched: str
    reads: tuple[Read, ...]
    outside: tuple[Outside, ...]
    given: Mapping[str, Answer]
    left_out: frozenset[str]
    beside: frozenset[str]

    @property
    def taken(self) -> Sequence[Read]:
        """What there is to take in."""
        return [read for read in self.reads if read.became.is_taken]


def opened(sheet: Sheet, file: Examined, *, actor, name: str, on: date) -> Opened:
    """Return what a file says of the sheet it was fetched for.

    Raises:
        ValidationError: It is no file of this sheet as it is asked now, and why.
    """
    now = sheet_file(sheet, name=name, fetched="0" * 12, on=on)
    try:
        returned = (
            word_reading.read(file.content, now)
            if file.kind == "docx"
            else workbook_reading.read(file.content, now)
        )
    except UnreadableSheet as unreadable:
        raise ValidationError({"file": _(str(unreadable))}) from unreadable
    if why := _of_another(returned.marks, now.marks, name):
        raise ValidationError({"file": why})
    questions = tuple(a.question for a in now.asked)
    given = answers(sheet)
    stands = {k: Stands(a.value, a.is_risk, a.revision) for k, a in given.items()}
    reads = read_against(questions, stands, returned)
    values = {key: a.value for key, a in given.items()}
    values |= {r.question.key: r.value for r in reads if r.became.is_taken}
    keys = {q.key for q in shown(questions, values)}
    return Opened(
        fetched=returned.marks.fetched,
        reads=reads,
        outside=returned.outside,
        given=given,
        left_out=frozenset(q.key for q in questions if q.key not in keys),
        beside=frozenset(
            r.question.key
            for r in reads
            if r.became.is_taken
            and _is_beside(r, given.get(r.question.key), actor, page_of(returned.marks.fetched))
        ),
    )


def _of_another(marks: Marks, now: Marks, name: str) -> str:
    """Return why a file is not this sheet's; "" when it is."""
    given = {"unit": name, "year": str(now.year), "other": str(marks.year)}
    if marks.unit != now.unit:
        return (
            _("Filen är hämtad för en annan enhet. Välj filen som är hämtad för %(unit)s.") % given
        )
    if marks.year != now.year:
        return (
            _(
                "Filen hör till år %(other)s, men underlaget är för %(year)s. Hämta en ny fil här "
                "och för över svaren till den."
            )
            % given
        )
    if marks.sheet != now.sheet:
        return _(
            "Filen hör till ett annat utskick till samma enhet. Välj filen som är hämtad från "
            "den här sidan."
        )
    if marks.digest != now.digest:
        return _(
            "Frågorna har ändrats sedan filen hämtades. Hämta en ny fil här och för över svaren "
            "till den."
        )
    return ""


def _is_beside(read: Read, answer: Answer | None, actor, page: str) -> bool:
    if answer is None:
        return False
    becomes = order(
        stands=answer.revision, seen=read.seen, by_same_person=answer.answered_by_id == actor.pk,
        last=read_mark(answer.mark), mark=Mark(page, _LAST),
    )  # fmt: skip
    return becomes is Order.BESIDE


def page_of(fetched: str) -> str:
    """Return what the answers of a fetched file are marked with."""
    return f"{PAGE}{fetched}"


def next_mark(sheet: Sheet, fetched: str) -> Mark:
    """Return the mark of the answers that a file brings now; the same file may come again."""
    page = page_of(fetched)
    earlier = Answer.history.filter(sheet_id=sheet.pk, mark__startswith=f"{page}.")
    marks = map(read_mark, earlier.values_list("mark", flat=True).distinct())
    return Mark(page, max((m.number for m in marks if m), default=_FIRST) + 1)


@dataclass(frozen=True, slots=True)
class Reading:
    """The latest file that was taken in, while every answer it brought still stands."""

    mark: str
    answers: tuple[Answer, ...]

    @property
    def read_at(self):
        """When it was taken in."""
        return max(a.answered_at for a in self.answers)


def last_reading(sheet: Sheet) -> Reading | None:
    """Return the latest file taken in, None when somebody has written since. Two questions."""
    brought = list(
        sheet.answers.filter(mark__startswith=PAGE)
        .select_related("answered_by")
        .order_by("-answered_at", "-pk")
    )
    if not brought:
        return None
    mark = brought[0].mark
    still = tuple(a for a in brought if a.mark == mark)
    n = Answer.history.filter(sheet_id=sheet.pk, mark=mark).values("id").distinct().count()
    return Reading(mark, still) if n == len(still) else None
