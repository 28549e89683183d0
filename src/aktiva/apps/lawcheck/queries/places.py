"""Where the rows that a verdict rests on can be read, a few questions for any number of rows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from aktiva.apps.cooperation.models import Confirmation, FormsAgreement
from aktiva.apps.cycles.models import Cycle, Examination, Risk
from aktiva.apps.guidelines.models import DocumentReview
from aktiva.apps.pay.models import PayMapping
from aktiva.apps.schools.models import SchoolPart
from aktiva.apps.surveys.models import Answer
from aktiva.domain.law.evidence import Reference
from aktiva.domain.schools.words import Part


@dataclass(frozen=True, slots=True)
class Place:
    """A row that a verdict rests on: what it is called, its day and the page that shows it.

    Args:
        page: The name of the page and what it is about; "" when the row has no page of its own.
    """

    words: str
    on: date
    page: str
    args: tuple[object, ...] = ()


def places(references: Iterable[Reference]) -> Mapping[Reference, Place]:
    """Return where each row can be read. At most eight questions."""
    wanted = tuple(dict.fromkeys(references))
    ids: dict[str, set[int]] = defaultdict(set)
    for one in wanted:
        ids[one.kind].add(one.id)
    pages = _own_pages(ids)
    words = _words()
    found = {}
    for one in wanted:
        name = words.get(one.kind, _("Underlag"))
        page, args, more = pages.get((one.kind, one.id), ("", (), ""))
        found[one] = Place(f"{name} {more}".strip(), one.date, page, args)
    return found


def _words() -> dict[str, str]:
    return {
        "answer": _("Svar på fråga"),
        "examination": _("Undersökning"),
        "risk": _("Risk"),
        "measure": _("Åtgärd"),
        "meeting": _("Möte"),
        "confirmation": _("Parts svar"),
        "reading": _("Skickat till parter"),
        "forms_agreement": _("Överenskommelse om former"),
        "paper": _("Handling"),
        "school_part": _("Skolans år"),
        "governing_document": _("Styrdokument"),
        "document_review": _("Uppföljning av styrdokument"),
        "cycle": _("Avslutat år"),
        "pay_mapping": _("Lönekartläggningen"),
    }


def _own_pages(ids: Mapping[str, set[int]]) -> dict[tuple[str, int], tuple[str, tuple, str]]:
    pages: dict[tuple[str, int], tuple[str, tuple, str]] = {}
    for kind, page in _BY_NUMBER.items():
        pages |= {(kind, pk): (page, (pk,), "") for pk in ids.get(kind, ())}
    for pk, sheet, question in _of(Answer, ids["answer"], "sheet_id", "question"):
        pages["answer", pk] = ("surveys:sheet_read", (sheet,), question)
    for kind, model in (("examination", Examination), ("risk", Risk)):
        for pk, cycle, unit in _of(model, ids[kind], "cycle_id", "unit_id"):
            pages[kind, pk] = ("cycles:unit_year", (cycle, unit), "")
    for pk, cycle, unit in _of(FormsAgreement, ids["forms_agreement"], "cycle_id", "unit_id"):
        pages["forms_agreement", pk] = ("cooperation:place", (cycle, unit), "")
    for pk, reading in _of(Confirmation, ids["confirmation"], "asked__reading_id"):
        pages["confirmation", pk] = ("cooperation:reading", (reading,), "")
    for pk, document in _of(DocumentReview, ids["document_review"], "document_id"):
        pages["document_review", pk] = ("guidelines:check", (document,), "")
    for pk, cycle in _of(PayMapping, ids["pay_mapping"], "cycle_id"):
        pages["pay_mapping", pk] = ("pay:overview", (cycle,), "")
    return pages | _of_schools(ids["school_part"])


def _of_schools(ids: set[int]) -> dict[tuple[str, int], tuple[str, tuple, str]]:
    """Return the page of each part of a school's year, which belongs to no cycle. Two questions."""
    found = list(
        _of(
            SchoolPart, ids, "part", "school_year__school_id", "school_year__year",
            "school_year__school__employer_id",
        )
    )  # fmt: skip
    if not found:
        return {}
    years = {(c.employer_id, c.year): c.pk for c in Cycle.objects.filter(
        employer__in={row[4] for row in found}, year__in={row[3] for row in found}
    )}  # fmt: skip
    return {
        ("school_part", pk): (
            "schools:part",
            (years[employer, year], school, part),
            Part(part).label.lower(),
        )
        for pk, part, school, year, employer in found
        if (employer, year) in years
    }


_BY_NUMBER = {
    "measure": "cycles:measure",
    "meeting": "cooperation:meeting",
    "reading": "cooperation:reading",
    "paper": "reports:paper",
    "governing_document": "guidelines:check",
    "cycle": "cycles:year_close",
}


def _of(model, ids: set[int], *fields: str) -> Iterable[tuple]:
    return model.objects.filter(pk__in=ids).values_list("pk", *fields) if ids else ()
