"""Loads the documents of 6 §: Solvik's guidelines and routine, checked, and the company's mistake."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from aktiva.apps.guidelines import actions as guidelines
from aktiva.apps.guidelines import queries
from aktiva.apps.organisation.models import Employer
from aktiva.apps.registers import actions as registers
from aktiva.apps.registers.models import GoverningDocument
from aktiva.apps.reports import door
from aktiva.demo.governing_texts import (
    COMPANY,
    GUIDELINES,
    ROUTINE,
    SCHOOL_GUIDELINES,
    SCHOOL_ROUTINE,
    blocks,
)
from aktiva.demo.solvik.calendar import at
from aktiva.domain.documents.blocks import Document, Head

REVIEWED = {
    date(2025, 9, 18): (
        "Medarbetarenkäten frågade om man vet vart man vänder sig. Sex av tio visste det.",
        "Kontaktvägarna förtydligades. En rutin mot repressalier saknas och ska tas fram.",
        17,
    ),
    date(2026, 9, 22): (
        "Medarbetarenkäten i mars frågade igen. Åtta av tio visste vart man vänder sig.",
        "Företagshälsovården lades till som väg in. Rutinen mot repressalier återstår.",
        12,
    ),
}
SCHOOL_REVIEWED = {
    date(2026, 9, 24): (
        "Trygghetsenkäten i mars frågade eleverna. Nio av tio visste vilken vuxen de går till.",
        "Kuratorn lades till bland dem man kan vända sig till.",
        6,
    ),
}
SCHOOLS = frozenset({"education_guidelines", "education_routines"})
LACKING = frozenset({"reprisals", "protection"})


def load(*, employer: Employer, company: Employer, actor, manager) -> None:
    """Register, hand in and check the documents, and record their reviews."""
    stand = _registered(
        employer, kind="guidelines", version="2", adopted_on=date(2025, 4, 14), actor=actor,
        title="Riktlinje mot trakasserier, sexuella trakasserier och repressalier",
        adopted_by="Kommunstyrelsen § 52", owner="HR-chef",
    )  # fmt: skip
    routine = _registered(
        employer, kind="routines", version="3", adopted_on=date(2025, 4, 14), actor=actor,
        title="Rutin vid trakasserier och sexuella trakasserier",
        adopted_by="Kommundirektören", owner="HR-chef",
    )  # fmt: skip
    school_stand = _registered(
        employer, kind="education_guidelines", version="1", adopted_on=date(2025, 4, 14),
        title="Riktlinje mot trakasserier av barn och elever", actor=actor,
        adopted_by="Kommunstyrelsen § 53", owner="Skolchef",
    )  # fmt: skip
    school_routine = _registered(
        employer, kind="education_routines", version="1", adopted_on=date(2025, 4, 14),
        title="Rutin vid trakasserier av barn och elever", actor=actor,
        adopted_by="Kommundirektören", owner="Skolchef",
    )  # fmt: skip
    for document, text, name in (
        (stand, GUIDELINES, "Riktlinje mot trakasserier.pdf"),
        (routine, ROUTINE, "Rutin vid trakasserier.pdf"),
        (school_stand, SCHOOL_GUIDELINES, "Riktlinje för barn och elever.pdf"),
        (school_routine, SCHOOL_ROUTINE, "Rutin för barn och elever.pdf"),
    ):
        handed_in = at(date(2025, 5, 6), 10)
        content = door.pdf(_paper(document, text), issued_at=at(document.adopted_on, 9))
        _hand_in(document, name, content, actor=actor, when=handed_in)
        _confirm(document, actor=actor, when=at(date(2025, 5, 6), 11))
        reviews = SCHOOL_REVIEWED if document.kind in SCHOOLS else REVIEWED
        for on, (how_known, changes, n_cases) in reviews.items():
            guidelines.record_review(
                document_id=document.pk, actor=actor, at=at(on, 15),
                facts=guidelines.ReviewFacts(
                    on_date=on, with_whom="Rektorerna och elevråden" if document.kind in SCHOOLS
                    else "Central samverkansgrupp", how_known=how_known,
                    n_cases=n_cases, changes=changes,
                ),
            )  # fmt: skip
    wrong = _registered(
        company, kind="routines", version="1", adopted_on=date(2024, 10, 8), actor=manager,
        title="Rutin mot kränkande särbehandling", adopted_by="Styrelsen § 7", owner="vd",
    )  # fmt: skip
    _hand_in(
        wrong, "Rutin mot kränkande särbehandling.docx", door.docx(_paper(wrong, COMPANY)),
        actor=manager, when=at(date(2026, 10, 5), 9),
    )  # fmt: skip


def _registered(
    employer: Employer, *, kind: str, title: str, version: str, adopted_by: str,
    adopted_on: date, owner: str, actor,
) -> GoverningDocument:  # fmt: skip
    return registers.keep_document(
        employer=employer, actor=actor, at=at(date(2025, 5, 5), 9),
        facts=registers.DocumentFacts(
            kind=kind, title=title, version=version, owner_role=owner, adopted_by=adopted_by,
            adopted_on=adopted_on, next_review_on=date(2027, 9, 30),
        ),
    )  # fmt: skip


def _paper(document: GoverningDocument, text: str) -> Document:
    head = Head(
        employer=document.employer.name, kind=f"Version {document.version}",
        date=document.adopted_on.isoformat(), author=f"Antagen av {document.adopted_by}",
    )  # fmt: skip
    return Document(title=document.title, head=head, blocks=blocks(text))


def _hand_in(document, name: str, content: bytes, *, actor, when: datetime) -> None:
    guidelines.hand_in_file(
        document_id=document.pk, looked=guidelines.look(name=name, content=content),
        actor=actor, at=when,
    )  # fmt: skip


def _confirm(document: GoverningDocument, *, actor, when: datetime) -> None:
    """Confirm the first proposal for each point; what has none is missing."""
    file = queries.file_in_force(document)
    found: Mapping[str, queries.Row] = {r.point.code: r for r in queries.check(document).rows}
    for code, row in found.items():
        sent = {"document_id": document.pk, "file_id": file.pk, "point": code}
        if document.kind == "routines" and (code in LACKING or not row.passages):
            guidelines.record_point(**sent, page="", actor=actor, at=when)
        else:
            guidelines.confirm_passage(**sent, number=0, actor=actor, at=when)
