"""Documents against harassment in Strandvik, and files for them."""

from __future__ import annotations

from datetime import date

from small_files import text_pdf
from strandvik import noon

from aktiva.apps.guidelines import actions, queries
from aktiva.apps.registers import actions as registers

AT = noon("2026-03-02")
ROUTINE = (
    "Rutin vid trakasserier, sexuella trakasserier och repressalier\n"
    "Du kan vända dig till din chef, till HR eller till skyddsombudet.",
    "Så snart arbetsgivaren får kännedom om trakasserier ska den utreda skyndsamt.\n"
    "Enhetschefen ansvarar för utredningen.\nDet följs upp efter tre månader.",
    "Den som anmäler eller vittnar får inte utsättas för repressalier.",
)
WORK_ENVIRONMENT = ("Kränkande särbehandling enligt AFS 2023:2 utreds av närmaste chef.",)


def document(town, *, kind="routines", actor=None, unit_id=None, replaces_id=None, **rest):
    given = {
        "kind": kind, "title": "Rutin vid trakasserier", "version": "2",
        "owner_role": "HR-chef", "adopted_by": "Kommunstyrelsen § 4",
        "adopted_on": date(2025, 2, 1), "next_review_on": date(2027, 2, 1),
    }  # fmt: skip
    return registers.keep_document(
        employer=town.employer, actor=actor or town.hr, at=AT, replaces_id=replaces_id,
        facts=registers.DocumentFacts(**given | rest, unit_id=unit_id),
    )  # fmt: skip


def handed_in(town, kept, *pages: str, actor=None, at=AT):
    looked = actions.look(name="rutin.pdf", content=text_pdf(*(pages or ROUTINE)))
    return actions.hand_in_file(document_id=kept.pk, looked=looked, actor=actor or town.hr, at=at)


def found(town, kept, point="contact", page="s. 1", *, actor=None, at=AT):
    file = queries.file_in_force(kept)
    return actions.record_point(
        document_id=kept.pk, file_id=file.pk if file else None, point=point, page=page,
        actor=actor or town.hr, at=at,
    )  # fmt: skip


def review(**rest) -> actions.ReviewFacts:
    given = {
        "on_date": date(2026, 2, 20), "with_whom": "Central samverkansgrupp",
        "how_known": "Frågan fanns i enkäten i januari.", "n_cases": 3,
        "changes": "Företagshälsovården är ny väg in.",
    }  # fmt: skip
    return actions.ReviewFacts(**given | rest)
