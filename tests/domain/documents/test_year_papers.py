"""The chapter of the staff account, the pack for a meeting, the receipt: facts in, papers out."""

from __future__ import annotations

from datetime import date

from paper_reading import SENDER, headings

from aktiva.domain.documents.blocks import Document, Quote, Table, from_json, plain_text, to_json
from aktiva.domain.documents.papers import (
    AskedRow,
    MeasureRow,
    MeetingPack,
    PersonnelChapter,
    Receipt,
    RiskLine,
    meeting_pack,
    personnel_chapter,
    receipt,
)

ON = date(2026, 2, 3)
EVALUATED = MeasureRow("Hela kommunen", "Se över annonser", "HR-chef", "maj", outcome="Genomförd",
                       effect="Ja. Fler söker.")  # fmt: skip


def chapter(**own) -> Document:
    given = {
        "sender": SENDER, "title": "Aktiva åtgärder 2026", "on": ON, "year": 2026,
        "registry_number": "", "introduction": "Så gick det till.", "n_asked": 30,
        "n_answered": 24, "results": (("Genomförd", 7), ("Pågår", 2), ("Struken", 0)),
        "effects": (("Ja", 5), ("Nej", 4)), "n_untold": 1,
    }  # fmt: skip
    return personnel_chapter(PersonnelChapter(**(given | own)))


def pack(**own) -> Document:
    given = {
        "sender": SENDER, "place": "Almskolan", "year": 2026, "on": ON, "n_asked": 3,
        "n_answered": 2, "n_risks": 2, "n_without_cause": 1, "n_without_measure": 1,
        "risks": (RiskLine("Almskolan", "Löner", "Tillägg sätts olika.", ""),), "progress": (),
        "measures": (), "n_owed": 4, "n_told": 3, "last_years": (EVALUATED,), "waiting": (),
        "parties": ("Kommunal", "Vision"),
    }  # fmt: skip
    return meeting_pack(MeetingPack(**(given | own)))


def given_receipt(**own) -> Document:
    given = {
        "sender": SENDER, "unit": "Almskolan", "year": 2026, "on": ON,
        "submitted": "2026-01-30 kl. 10.12", "submitted_as": "rektor", "state": "Inlämnat",
        "n_answers": 1, "n_asked": 2, "n_risks": 0, "n_measures": 3, "digest": "ab12",
        "next_days": (("Beslut", "2026-03-01"),),
        "questions": (("1.1", "Fungerar lokalerna?"),), "answers": (("1.1", "Ja"),),
    }  # fmt: skip
    return receipt(Receipt(**(given | own)))


def tables(document: Document) -> dict[str, Table]:
    return {b.caption: b for b in document.blocks if isinstance(b, Table)}


def test_the_chapter_evaluates_last_years_measures_in_words():
    text = plain_text(chapter()).replace("\u00a0", " ")

    assert "24 av 30 enheter (80 procent) har lämnat in" in text
    assert "Genomförd: 7, pågår: 2" in text
    assert "Avsedd effekt: ja 5, nej 4" in text
    assert "1 åtgärd är inte redovisad" in text
    assert "struken" not in text.lower()


def test_the_chapter_says_so_where_nothing_can_be_evaluated():
    text = plain_text(chapter(results=(("Genomförd", 0),), effects=(), n_untold=0))

    assert "Inga åtgärder fanns att utvärdera." in text


def test_measures_without_an_account_are_told_even_when_none_has_one():
    text = plain_text(chapter(results=(("Genomförd", 0),), effects=(), n_untold=3))

    assert "3\u00a0åtgärder är inte redovisade." in text


def test_the_chapter_keeps_a_partys_words_unabridged():
    words = Quote("Vi delar inte bilden.", "Avvikande mening, Kommunal")

    assert words in chapter(dissents=(words,)).blocks


def test_the_pack_follows_the_four_steps_and_leaves_room_for_each_party():
    document = pack()

    assert [h for h in headings(document) if h in {"Undersöka", "Analysera", "Åtgärda",
            "Följa upp och utvärdera"}] == ["Undersöka", "Analysera", "Åtgärda",
                                            "Följa upp och utvärdera"]  # fmt: skip
    assert [row[0] for row in tables(document)["Skriv under mötet"].rows] == ["Kommunal", "Vision"]


def test_the_pack_tells_what_is_missing():
    text = plain_text(pack()).replace("\u00a0", " ")

    assert "1 saknar orsak" in text
    assert "Inte angiven" in text
    assert "1 risk saknar åtgärd eller beslut att avstå." in text
    assert "Ytterligare 1 finns i Aktiva." in text
    assert "3 av 4 åtgärder från 2025 är redovisade." in text


def test_the_pack_lists_who_has_not_answered():
    asked = AskedRow("Planen", "Vision", "2026-01-10", "2026-01-20", "Har inte svarat")

    assert tables(pack(waiting=(asked,)))["Skickat till parterna"].rows == (
        ("Planen", "Vision", "2026-01-10", "2026-01-20", "Har inte svarat"),
    )


def test_an_empty_pack_is_still_a_paper():
    text = plain_text(
        pack(n_asked=0, n_risks=0, n_without_measure=0, risks=(), n_owed=0, last_years=(),
             parties=())
    )  # fmt: skip

    assert "Underlaget är inte utskickat till enheterna ännu." in text
    assert "Ingen risk och inget hinder är beskrivet ännu." in text
    assert "Inga åtgärder från 2025 väntar på redovisning." in text


def test_the_receipt_tells_when_by_whom_what_and_what_next():
    text = plain_text(given_receipt()).replace("\u00a0", " ")

    assert "Inlämnat\t2026-01-30 kl. 10.12" in text
    assert "Av\trektor" in text
    assert "1 av 2 frågor" in text
    assert "Kontrollsumma\tab12" in text
    assert "Beslut: 2026-03-01" in text
    assert "1.1 Fungerar lokalerna?\nJa" in text


def test_a_receipt_before_handing_in_does_not_look_like_one():
    text = plain_text(given_receipt(submitted="", submitted_as="", answers=()))

    assert "Inte inlämnat ännu" in text
    assert "Enheten har inte svarat på någon fråga." in text


def test_the_papers_can_be_frozen_and_read_again():
    for document in (chapter(), pack(), given_receipt()):
        assert from_json(to_json(document)) == document
