"""A draft that was edited in Word comes back: its texts are taken in, what a person wrote stands."""

from __future__ import annotations

import io

import docx
import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph as WordParagraph
from strandvik import noon

from aktiva.adapters.docx.reading import read
from aktiva.apps.audit.models import AuditEntry
from aktiva.apps.organisation import actions as organisation
from aktiva.apps.reports import actions, door, queries
from aktiva.apps.reports.models import Paper
from aktiva.apps.reports.queries.documents import document_of
from aktiva.apps.reports.queries.templates import LONGEST_TEXT
from aktiva.domain.documents.merging import Choice
from aktiva.domain.documents.papers import INTRODUCTION, standing_words

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

AT = noon("2023-10-02")
SUMMARY = "Vi har frågat alla enheter.\n\nSvaren är ordnade. Tre enheter saknas."
MATTER = "Ärendet gäller året. 👩\u200d👧"


@pytest.fixture
def paper(town, cycle, campaign) -> Paper:
    board = organisation.register_body(
        employer=town.employer, name="Kommunstyrelsen", kind="board", code="KS", above=None,
        from_date=town.at.date(), actor=town.hr, at=town.at,
    )  # fmt: skip
    return actions.make_paper(
        cycle=cycle, unit=town.root, kind=Paper.Kind.OFFICIAL_REPORT, title="Skrivelse",
        paper_date=AT.date(), slots={"summary": SUMMARY, "matter": MATTER}, actor=town.hr, at=AT,
        facts={
            "bodies": [board.pk],
            "points": [{"verb": "godkänna", "object": "rapporten"}],
            "recipients": ["Arkivet"],
        },
    )  # fmt: skip


@pytest.fixture
def hr(client, day, town):
    day("2023-10-02")
    client.force_login(town.hr)
    return client


def fetched(paper) -> bytes:
    paper = read_row(paper)
    return door.docx(document_of(paper, at=AT), draft=queries.marks(paper))


def read_row(paper) -> Paper:
    return Paper.objects.get(pk=paper.pk)


def rewritten(file: bytes, pairs: list[tuple[str, str]]) -> bytes:
    """Return the file with words replaced in the first paragraph that has them, old → new."""
    word = docx.Document(io.BytesIO(file))
    for old, new in pairs:
        found = [
            p
            for element in word.element.body.iter(qn("w:p"))
            if old in (p := WordParagraph(element, word._body)).text
        ]
        assert found, old
        for p in found[:1]:
            p.runs[0].text = p.text.replace(old, new)
            for run in p.runs[1:]:
                run._r.getparent().remove(run._r)
    into = io.BytesIO()
    word.save(into)
    return into.getvalue()


def write(town, paper, **slots) -> Paper:
    paper = read_row(paper)
    return actions.change_paper(
        paper_id=paper.pk, revision=paper.revision, title=paper.title,
        paper_date=paper.paper_date, slots=paper.slots | slots, facts=paper.facts,
        actor=town.hr, at=AT,
    )  # fmt: skip


def opened(paper, file: bytes):
    paper = read_row(paper)
    held = read(file, keys=[key for key, _heading, _text in queries.texts(paper)])
    sent = queries.sent_out(paper, revision=held.revision, mark=held.digest)
    return held, queries.returned(paper, sent, held.texts, printed=held.sent_texts)


def take_back(town, paper, file: bytes, choices=None, *, seen=None) -> Paper:
    held, found = opened(paper, file)
    return actions.read_back(
        paper_id=paper.pk, revision=held.revision, mark=held.digest, edited=held.texts,
        printed=held.sent_texts, seen=queries.seen(found, None) if seen is None else seen, choices=choices or {},
        actor=town.hr, at=AT,
    )  # fmt: skip


# ---- what comes back -------------------------------------------------------------------


def test_an_untouched_file_changes_nothing(town, paper):
    before = read_row(paper)

    after = take_back(town, paper, fetched(paper))

    assert (after.slots, after.revision) == (before.slots, before.revision)


def test_a_changed_text_comes_into_the_draft_and_the_rest_stands_as_it_was_typed(town, paper):
    file = rewritten(fetched(paper), [("Tre enheter", "Fyra enheter")])

    after = take_back(town, paper, file)

    assert after.slots == {
        "summary": SUMMARY.replace("Tre", "Fyra"),
        "matter": MATTER,
    }
    entry = AuditEntry.objects.latest("pk")
    assert (entry.event, entry.details) == ("paper.changed", {"read_back": 1})


def test_what_somebody_wrote_meanwhile_stands_beside_what_the_file_changed(town, paper):
    file = rewritten(fetched(paper), [("Tre enheter", "Fyra enheter")])
    write(town, paper, summary=SUMMARY.replace("alla enheter", "alla enheter i kommunen"))

    after = take_back(town, paper, file)

    assert after.slots["summary"] == (
        "Vi har frågat alla enheter i kommunen.\n\nSvaren är ordnade. Fyra enheter saknas."
    )


@pytest.mark.parametrize(
    ("choice", "stands"),
    [(None, "Två saknas."), (Choice.OURS, "Två saknas."), (Choice.THEIRS, "Fyra enheter saknas."),
     (Choice.BOTH, "Två saknas. Fyra enheter saknas.")],
)  # fmt: skip
def test_a_sentence_that_both_changed_is_chosen(town, paper, choice, stands):
    file = rewritten(fetched(paper), [("Tre enheter", "Fyra enheter")])
    write(town, paper, summary=SUMMARY.replace("Tre enheter saknas.", "Två saknas."))

    after = take_back(town, paper, file, {("summary", 0): choice} if choice else {})

    assert after.slots["summary"].endswith(f"Svaren är ordnade. {stands}")


def test_a_file_is_read_back_once(town, paper):
    file = rewritten(fetched(paper), [("Tre enheter", "Fyra enheter")])
    once = take_back(town, paper, file)

    assert opened(paper, file)[1] == []
    assert take_back(town, paper, file).revision == once.revision


def test_reading_back_is_undone_as_long_as_nothing_is_written(town, paper):
    file = rewritten(fetched(paper), [("Tre enheter", "Fyra enheter")])
    take_back(town, paper, file)

    actions.undo_taking_in(paper_id=paper.pk, actor=town.hr, at=AT)

    assert read_row(paper).slots == {"summary": SUMMARY, "matter": MATTER}


def test_it_is_refused_whole_when_the_draft_has_changed_since_it_was_shown(town, paper):
    file = rewritten(fetched(paper), [("Tre enheter", "Fyra enheter"), ("året", "hela året")])
    shown = queries.seen(opened(paper, file)[1], None)
    write(town, paper, summary="Mina ord.")

    with pytest.raises(ValidationError, match="Ingenting är sparat"):
        take_back(town, paper, file, seen=shown)

    assert read_row(paper).slots == {"summary": "Mina ord.", "matter": MATTER}


def test_an_approved_paper_is_not_edited_in_word(town, paper):
    held, _found = opened(paper, fetched(paper))
    approved = actions.approve(paper_id=paper.pk, approved_as="Moa Hedlund", actor=town.hr, at=AT)

    assert queries.marks(approved) is None
    with pytest.raises(actions.Frozen):
        actions.read_back(
            paper_id=paper.pk, revision=1, mark=held.digest, edited=held.texts, printed={}, seen="",
            choices={}, actor=town.hr, at=AT,
        )  # fmt: skip


@pytest.mark.parametrize("words", ["x" * 10_000, "مرحبا بالعالم", "👩\u200d👧 😀", "a\nb"])
def test_long_words_other_scripts_and_pictures_of_letters_come_back(town, paper, words):
    file = rewritten(fetched(paper), [("Vi har frågat alla enheter.", words)])

    assert take_back(town, paper, file).slots["summary"].startswith(f"{words}\n\nSvaren")


def test_a_text_that_is_too_long_is_refused(hr, town, paper):
    file = rewritten(fetched(paper), [("Svaren är ordnade.", "Ord. " * (LONGEST_TEXT // 4))])

    assert "längre än 20 000 tecken" in hand_in(hr, paper, file).content.decode()
    with pytest.raises(ValidationError, match="längre än 20 000 tecken"):
        take_back(town, paper, file)

    assert read_row(paper).slots["summary"] == SUMMARY


@pytest.mark.parametrize(
    ("kind", "slot", "words"),
    [
        (Paper.Kind.ANNUAL_REPORT, "method", INTRODUCTION),
        (Paper.Kind.PLAN, "background", standing_words("Strandviks kommun")["background"]),
    ],
)
def test_words_that_nobody_has_written_can_be_rewritten_in_word(
    town, cycle, campaign, kind, slot, words
):
    paper = actions.make_paper(
        cycle=cycle, unit=town.root, kind=kind, title="Handling", paper_date=AT.date(),
        actor=town.hr, at=AT,
    )  # fmt: skip
    first = words.split(".")[0]

    after = take_back(town, paper, rewritten(fetched(paper), [(first, "Vi gör så här")]))

    assert after.slots[slot] == words.replace(first, "Vi gör så här")
    assert "Vi gör så här" in str(document_of(after, at=AT).blocks)


def test_what_is_counted_beside_a_text_is_not_taken_for_words_of_it(town, cycle, campaign):
    paper = actions.make_paper(
        cycle=cycle, unit=town.root, kind=Paper.Kind.ANNUAL_REPORT, title="Handling",
        paper_date=AT.date(), actor=town.hr, at=AT,
    )  # fmt: skip
    held, _found = opened(paper, fetched(paper))

    assert held.texts["method"] == (INTRODUCTION,)
    assert any("lämnat in sitt underlag" in line.text for line in held.outside)


# ---- pages -----------------------------------------------------------------------------


def hand_in(client, paper, content: bytes, *, name="utkast.docx"):
    return client.post(
        f"/handling/{paper.pk}/word/tillbaka/", {"file": SimpleUploadedFile(name, content)}
    )


def test_the_file_is_shown_before_it_is_taken_in(hr, town, paper):
    assert "Läs in ändringar från Word" in hr.get(f"/handling/{paper.pk}/").content.decode()
    file = b"".join(hr.get(f"/handling/{paper.pk}/word/"))
    file = rewritten(file, [("Tre enheter", "Fyra enheter"), ("Arkivet", "Registratorn")])

    page = hand_in(hr, paper, file)
    words = page.content.decode()

    assert read_row(paper).slots["summary"] == SUMMARY, "nothing is saved by looking"
    assert "<ins>Fyra enheter saknas.</ins>" in words
    assert "Arkivet" in words and "Registratorn" in words and "Ändra det där" in words
    given = {"held": page.context["held"], "seen": page.context["seen"]}
    done = hr.post(f"/handling/{paper.pk}/word/tillbaka/", given, follow=True)
    assert "Fyra enheter" in read_row(paper).slots["summary"]
    assert read_row(paper).facts["recipients"] == ["Arkivet"]
    assert "Ångra det som infogades" in done.content.decode()


def test_what_may_point_somebody_out_in_the_file_is_said_before_it_is_taken_in(hr, town, paper):
    file = b"".join(hr.get(f"/handling/{paper.pk}/word/"))

    words = hand_in(hr, paper, rewritten(file, [("Tre enheter", "Vi ringde 070-123 45 67")])).text

    assert "Orden kan peka ut någon" in words
    assert "<strong>070-123 45 67</strong>: Telefonnummer" in words


def test_a_conflict_is_chosen_on_the_page(hr, town, paper):
    file = rewritten(fetched(paper), [("Tre enheter", "Fyra enheter")])
    write(town, paper, summary=SUMMARY.replace("Tre enheter saknas.", "Två saknas."))

    page = hand_in(hr, paper, file)
    words = page.content.decode()
    given = {"held": page.context["held"], "seen": page.context["seen"], "v:summary:0": "theirs"}
    hr.post(f"/handling/{paper.pk}/word/tillbaka/", given)

    assert "Utkastet har ändrats sedan filen hämtades" in words
    assert "Utkastet nu" in words and "Två saknas." in words
    assert read_row(paper).slots["summary"] == SUMMARY.replace("Tre", "Fyra")


def test_a_draft_that_changes_under_the_page_is_shown_anew_with_the_files_words(hr, town, paper):
    page = hand_in(hr, paper, rewritten(fetched(paper), [("Tre enheter", "Fyra enheter")]))
    write(town, paper, matter="Mina ord.")
    write(town, paper, summary=f"{SUMMARY} Nytt.")

    given = {"held": page.context["held"], "seen": page.context["seen"]}
    again = hr.post(f"/handling/{paper.pk}/word/tillbaka/", given)
    words = again.content.decode()

    assert again.status_code == 422
    assert "Ingenting är sparat" in words and "Fyra enheter saknas." in words
    given = {"held": again.context["held"], "seen": again.context["seen"]}
    hr.post(f"/handling/{paper.pk}/word/tillbaka/", given)
    assert read_row(paper).slots["summary"] == f"{SUMMARY.replace('Tre', 'Fyra')} Nytt."
    assert read_row(paper).slots["matter"] == "Mina ord."


def test_the_file_of_another_paper_and_of_no_known_version_are_refused(hr, town, paper):
    other = actions.make_paper(
        cycle=paper.cycle, unit=town.root, kind=Paper.Kind.PLAN, title="Plan",
        paper_date=AT.date(), actor=town.hr, at=AT,
    )  # fmt: skip
    of_other = hand_in(hr, paper, fetched(other))
    row = read_row(paper)
    row.slots = {"summary": "Aldrig sparat.", "matter": "X"}
    unknown = door.docx(document_of(row, at=AT), draft=queries.marks(row))

    assert of_other.status_code == 422
    assert "hör till en annan handling" in of_other.content.decode()
    assert "stämmer inte med någon version" in hand_in(hr, paper, unknown).content.decode()


@pytest.mark.parametrize(
    ("content", "says"),
    [(b"", "Filen är tom"), (b"%PDF-1.7\n%%EOF", "inget Word-dokument"), (None, "Välj Word-filen")],
)
def test_a_file_that_cannot_be_read_is_said_why(hr, paper, content, says):
    page = (
        hr.post(f"/handling/{paper.pk}/word/tillbaka/", {})
        if content is None
        else hand_in(hr, paper, content)
    )

    assert page.status_code == 422
    assert says in page.content.decode()


def test_a_file_whose_texts_are_gone_says_so_and_one_text_gone_is_told(hr, paper):
    word = docx.Document(io.BytesIO(fetched(paper)))
    body = word.element.body

    def without(key: str) -> bytes:
        for control in list(body.iter(qn("w:sdt"))):
            if control.find(f".//{qn('w:tag')}").get(qn("w:val")) == f"aktiva:{key}":
                body.remove(control.getnext())
                body.remove(control)
        into = io.BytesIO()
        word.save(into)
        return into.getvalue()

    one = hand_in(hr, paper, without("matter"))
    none = hand_in(hr, paper, without("summary"))

    assert one.status_code == 200
    assert "Några avsnitt hittades inte i filen" in one.content.decode()
    assert none.status_code == 422
    assert "Ingen av handlingens texter finns kvar" in none.content.decode()


def test_words_held_on_another_papers_page_are_refused(hr, town, paper):
    page = hand_in(hr, paper, rewritten(fetched(paper), [("Tre", "Fyra")]))
    other = actions.make_paper(
        cycle=paper.cycle, unit=town.root, kind=Paper.Kind.PLAN, title="Plan",
        paper_date=AT.date(), actor=town.hr, at=AT,
    )  # fmt: skip

    for held in (page.context["held"], "påhittat"):
        answer = hr.post(f"/handling/{other.pk}/word/tillbaka/", {"held": held}, follow=True)
        assert "Välj filen på nytt" in answer.content.decode()
    assert read_row(other).revision == 1


def test_only_those_who_write_the_paper_read_a_file_back(client, day, town, paper):
    day("2023-10-02")
    client.force_login(town.people["Bo Grip"])

    assert client.get(f"/handling/{paper.pk}/word/tillbaka/").status_code == 404
    assert hand_in(client, paper, fetched(paper)).status_code == 404


def test_the_page_asks_as_many_questions_for_a_long_file_as_for_a_short(
    hr, town, paper, django_assert_max_num_queries
):
    write(town, paper, matter="\n\n".join(f"Stycke {n}." for n in range(200)))
    file = rewritten(fetched(paper), [(f"Stycke {n}.", f"Nytt stycke {n}.") for n in (1, 100)])

    with django_assert_max_num_queries(30):
        assert hand_in(hr, paper, file).status_code == 200
