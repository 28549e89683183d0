"""What the people of Solvik write: nothing repeated, nobody named, nothing unfinished."""

import re
from collections import defaultdict

import pytest

EXEMPT = {
    "ref", "source", "responsible", "person", "decided_by", "organisations", "organisation",
    "other", "document", "page", "funding", "risk", "measure", "group", "compared_with",
    "difference",
}  # fmt: skip
"""Columns that hold names of functions and documents, or repeat another row."""


def texts_of_answers(sheet):
    """Return every free text of the answers."""
    for answer in sheet.answers:
        value = answer.value
        yield from (value.get("comment", ""), value.get("text", ""))
        rows = value.get("rows", {})
        for row in rows.values() if isinstance(rows, dict) else rows:
            yield from (
                cell
                for column, cell in row.items()
                if column not in EXEMPT and isinstance(cell, str) and " " in cell
            )


def texts(sheet):
    """Return every free text that somebody wrote on the sheet."""
    yield from texts_of_answers(sheet)
    for risk in sheet.risks:
        yield from (risk.description, risk.cause, risk.no_measure_reason)
    for measure in sheet.measures:
        yield from (measure.text, measure.effect, measure.measured_by)
    for outcome in sheet.outcomes:
        yield from (outcome.how_known, outcome.reason)
    yield from (remark.text for remark in sheet.remarks)


def sentences(text):
    return [s.strip() for s in re.split(r"(?<=[.!?])\s+", text) if s.strip()]


@pytest.mark.slow
def test_no_sentence_stands_in_more_than_three_units(all_sheets):
    standing = defaultdict(set)
    for sheet in all_sheets:
        for text in texts(sheet):
            for sentence in sentences(text):
                standing[sentence].add(sheet.unit_code)

    assert {s: units for s, units in standing.items() if len(units) > 3} == {}


@pytest.mark.slow
def test_no_text_names_a_person_or_leaves_a_slot_open(solvik, all_sheets):
    family = {person.name.split()[-1] for person in solvik.employer.people}
    pattern = re.compile(r"[{}]|\b(?:" + "|".join(sorted(family)) + r")\b")
    places = {"Berg", "Strand", "Dahl", "Skog", "Lind", "Holm", "Falk", "Palm"}

    found = [
        (sheet.unit_code, text, match[0])
        for sheet in all_sheets
        for text in texts(sheet)
        if (match := pattern.search(text)) and match[0] not in places
    ]

    assert found == []


@pytest.mark.slow
def test_texts_are_whole_swedish_sentences(all_sheets):
    odd = re.compile(
        r"  | ,| \.|\.\.|\bsedan (?:i (?!våras|somras)|under|efter|före)|\befter (?:i |under|före)|\bfrån i |\b(?:bland|med|för|till|från|åt|nå) de som\b"
    )
    found = [t for sheet in all_sheets for t in texts(sheet) if t and odd.search(t)]
    small = [t for sheet in all_sheets for t in texts(sheet) if t and t[0].islower()]

    assert found == []
    assert small == []
