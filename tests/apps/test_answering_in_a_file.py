"""A sheet is fetched as a file, filled in elsewhere and taken in, with a list of what changed."""

from __future__ import annotations

import io
import re
from html import unescape

import pytest
from django.core.exceptions import ObjectDoesNotExist, ValidationError
from filling_in import Word, Workbook
from small_files import docx as small_docx
from strandvik import hand_in, noon, save, sheet_of

from aktiva.apps.attachments import actions as attachments
from aktiva.apps.audit.models import AuditEntry
from aktiva.apps.surveys import actions, links, policy, queries
from aktiva.apps.surveys.models import Answer, RivalAnswer
from aktiva.domain.organisation.permissions import Role
from aktiva.domain.questionnaire.sheet_reading import Became

pytestmark = pytest.mark.django_db

AT = noon("2023-09-20")
LATER = noon("2023-09-21")
FETCHED = "0123456789ab"


@pytest.fixture(autouse=True)
def today(day):
    day("2023-09-20")


@pytest.fixture
def sheet(town, campaign):
    return sheet_of(campaign, town.units["ALB"])


@pytest.fixture
def bo(town):
    return town.people["Bo Grip"]


@pytest.fixture
def page(client, bo, sheet):
    client.force_login(bo)
    return f"/underlag/{sheet.pk}/fil/"


def fetch(sheet, by, kind="xlsx", *, at=AT, fetched=FETCHED) -> bytes:
    return actions.fetch_file(
        sheet_id=sheet.pk, kind=kind, name="Alby skola", fetched=fetched, actor=by, at=at
    )


def opened(sheet, content: bytes, by):
    kind = "docx" if b"word/document.xml" in content else "xlsx"
    file = attachments.examine(name=f"underlag.{kind}", content=content)
    return queries.opened(sheet, file, actor=by, name="Alby skola", on=AT.date())


def became(found) -> dict[str, str]:
    return {r.question.key: str(r.became) for r in found.reads if r.became is not Became.UNCHANGED}


def take(sheet, found, by, *, at=LATER):
    return actions.read_in(
        sheet_id=sheet.pk, fetched=found.fetched, actor=by, at=at,
        brought={r.question.key: actions.Brought(r.raw, r.seen) for r in found.taken},
    )  # fmt: skip


def filled(content: bytes, **answers: str) -> bytes:
    """Return the file with the choice of 1.1 and its comment filled in."""
    if b"word/document.xml" in content:
        word = Word(content).put("1.1", "answer", answers.get("answer", "Delvis"))
        return word.put("1.1", "comment", answers.get("comment", COMMENT)).saved()
    book = Workbook(content).put("1.1|answer|", answers.get("answer", "Delvis"))
    return book.put("1.1|comment|", answers.get("comment", COMMENT)).saved()


COMMENT = "Lokalerna är ombyggda, men hissen saknas än."


def send(client, page: str, content: bytes, name: str = "underlag.xlsx"):
    sent = io.BytesIO(content)
    sent.name = name
    return client.post(page, {"file": sent})


def form_of(response) -> dict[str, list[str]]:
    """Return what the page's form would send."""
    html = response.content.decode()
    form = html[html.index("las-in/") :]
    form = form[: form.index("</form>")]
    sent: dict[str, list[str]] = {}
    for tag in re.findall(r"<input [^>]*>", form):
        name, value = (re.search(rf'{a}="([^"]*)"', tag) for a in ("name", "value"))
        if name and name[1] != "csrfmiddlewaretoken":
            sent.setdefault(unescape(name[1]), []).append(unescape(value[1]) if value else "")
    return sent


def words(response) -> str:
    text = re.sub(r"<[^>]+>", " ", response.content.decode())
    return " ".join(unescape(text).split())


# ---- out and in ------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["docx", "xlsx"])
def test_an_untouched_file_changes_nothing(sheet, bo, kind):
    save(sheet, "1.1", by=bo, at=AT, comment="=2+2 är vad vi skrev, med åäö\noch en rad till.")

    found = opened(sheet, fetch(sheet, bo, kind), bo)

    assert (became(found), found.outside) == ({}, ())


@pytest.mark.parametrize("kind", ["docx", "xlsx"])
def test_what_is_filled_in_is_shown_and_taken_in(sheet, bo, kind):
    found = opened(sheet, filled(fetch(sheet, bo, kind)), bo)

    assert became(found) == {"1.1": "new"}
    take(sheet, found, bo)
    kept = queries.answers(sheet)["1.1"]
    assert (kept.value["answer"], kept.value["comment"]) == ("partly", COMMENT)
    assert (kept.is_risk, kept.is_complete, kept.answered_by_id) == (None, False, bo.pk)


@pytest.mark.parametrize("kind", ["docx", "xlsx"])
def test_several_choices_are_crossed_one_by_one(sheet, bo, kind):
    content = fetch(sheet, bo, kind)
    content = (
        Word(content).cross("A2", "chosen", "Chef").cross("A2", "chosen", "HR", "x")
        if kind == "docx"
        else Workbook(content).put("A2|chosen|manager", "x").put("A2|chosen|hr", "X")
    ).saved()

    found = opened(sheet, content, bo)

    take(sheet, found, bo)
    assert queries.answers(sheet)["A2"].value["chosen"] == ["manager", "hr"]


def test_whether_it_is_a_risk_comes_with_the_file(sheet, bo):
    content = Workbook(filled(fetch(sheet, bo))).put("1.1|_risk|", "Nej").saved()

    take(sheet, opened(sheet, content, bo), bo)

    kept = queries.answers(sheet)["1.1"]
    assert (kept.is_risk, kept.is_complete) == (False, True)


def test_an_answer_that_is_emptied_in_the_file_is_emptied(sheet, bo):
    save(sheet, "1.1", by=bo, at=AT, answer="yes", comment=COMMENT)
    book = Workbook(fetch(sheet, bo))

    found = opened(sheet, book.put("1.1|answer|", "").put("1.1|comment|", "").saved(), bo)

    assert became(found) == {"1.1": "emptied"}


def test_a_control_that_is_written_over_in_word_is_read_all_the_same(sheet, bo):
    content = Word(fetch(sheet, bo, "docx")).over("1.1", "answer", "ja").saved()

    (read,) = opened(sheet, content, bo).taken

    assert read.raw["answer"] == ["yes"]


def test_words_outside_the_fields_are_listed(sheet, bo):
    word = Word(fetch(sheet, bo, "docx"))
    word.word.add_paragraph("Vi hann inte med allt.")
    book = Workbook(fetch(sheet, bo))
    beside = book.cell("1.1|answer|").getparent()
    cell = beside.makeelement(beside[0].tag, {"r": f"H{beside.get('r')}", "t": "str"})
    cell.append(beside.makeelement(beside[0].tag.replace("}c", "}v")))
    cell[0].text = "Fråga HR"
    beside.append(cell)

    (in_word,), (in_book,) = (opened(sheet, f.saved(), bo).outside for f in (word, book))

    assert in_word.words == "Vi hann inte med allt."
    assert (in_book.words, in_book.place) == ("Fråga HR", f"rad {beside.get('r')}")


# ---- what has been written meanwhile ---------------------------------------------------


def test_what_somebody_has_written_since_stands_where_the_file_says_nothing_new(sheet, bo, town):
    content = fetch(sheet, bo)
    save(sheet, "1.1", by=bo, at=LATER, comment="Skrivet efteråt.")

    assert became(opened(sheet, content, bo)) == {}


def test_both_texts_are_kept_when_another_has_written_since(sheet, bo, town):
    content = filled(fetch(sheet, bo))
    save(sheet, "1.1", by=bo, at=LATER, comment="Skrivet efteråt av Bo.")
    deputy = town.person("Kim Ost")
    town.role(deputy, Role.UNIT_MANAGER, "ALB", "biträdande rektor")
    found = opened(sheet, content, deputy)

    assert found.beside == {"1.1"}
    saved = take(sheet, found, deputy, at=noon("2023-09-22"))
    assert saved["1.1"].rival.value["comment"] == COMMENT
    assert queries.answers(sheet)["1.1"].value["comment"] == "Skrivet efteråt av Bo."


def test_the_same_file_may_be_put_right_and_read_again(sheet, bo):
    content = fetch(sheet, bo)
    take(sheet, opened(sheet, filled(content), bo), bo)

    again = opened(sheet, filled(content, comment="Rättat: hissen är på plats."), bo)
    take(sheet, again, bo)

    assert not RivalAnswer.objects.exists()
    assert queries.answers(sheet)["1.1"].value["comment"] == "Rättat: hissen är på plats."


# ---- undoing ---------------------------------------------------------------------------


def test_a_reading_is_undone_until_somebody_writes(sheet, bo):
    save(sheet, "1.1", by=bo, at=AT, answer="yes", comment="Det första svaret.")
    book = Workbook(filled(fetch(sheet, bo))).put("A2|chosen|hr", "x").saved()
    take(sheet, opened(sheet, book, bo), bo)

    reading = queries.last_reading(sheet)
    actions.undo_reading(sheet_id=sheet.pk, mark=reading.mark, actor=bo, at=LATER)

    given = queries.answers(sheet)
    assert given["1.1"].value["comment"] == "Det första svaret."
    assert (given["1.1"].revision, given["A2"].value) == (3, {})
    assert queries.last_reading(sheet) is None
    assert given["1.1"].history.filter(value__comment=COMMENT).exists()


def test_nothing_is_undone_when_somebody_has_written_since(sheet, bo):
    book = Workbook(filled(fetch(sheet, bo))).put("A2|chosen|hr", "x").saved()
    take(sheet, opened(sheet, book, bo), bo)
    mark = queries.last_reading(sheet).mark
    save(sheet, "1.1", by=bo, at=LATER, revision=1, comment="Skrivet efter inläsningen.")

    with pytest.raises(ValidationError, match="har ändrats sedan filen lästes in"):
        actions.undo_reading(sheet_id=sheet.pk, mark=mark, actor=bo, at=LATER)
    assert queries.answers(sheet)["A2"].value["chosen"] == ["hr"]


# ---- what is not understood ------------------------------------------------------------


def trouble(sheet, content, by) -> tuple[str, str]:
    (read,) = (r for r in opened(sheet, content, by).reads if r.troubles)
    assert read.became is Became.NOT_UNDERSTOOD
    first = read.troubles[0]
    return first.place, first.words % first.given if first.given else first.words


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ("Ja, Nej", "Flera svar är angivna"),
        ("Ja och Delvis", "Flera svar är angivna"),
        ("Kanske", "”Kanske” finns inte bland alternativen. Välj ett av dem: Ja, Delvis, Nej"),
    ],
)
@pytest.mark.parametrize("kind", ["docx", "xlsx"])
def test_a_choice_that_is_none_leaves_the_whole_question_out(sheet, bo, kind, said, why):
    place, told = trouble(sheet, filled(fetch(sheet, bo, kind), answer=said), bo)

    assert why in told
    assert place.startswith("fråga 1.1" if kind == "docx" else "rad ")


def test_a_formula_is_no_answer(sheet, bo):
    content = Workbook(fetch(sheet, bo)).put("1.1|comment|", "5", formula="A1+B1").saved()

    place, told = trouble(sheet, content, bo)

    assert place.startswith("rad ")
    assert told == "Rutan innehåller en formel. Skriv svaret som text eller tal."


def test_a_wrong_cross_says_what_to_write(sheet, bo):
    content = Workbook(fetch(sheet, bo)).put("A2|chosen|hr", "kanske").saved()

    assert "Här står ”kanske”. Skriv x" in trouble(sheet, content, bo)[1]


def test_rows_may_move_and_one_that_is_gone_is_told(sheet, bo):
    content = fetch(sheet, bo)
    moved = Workbook(filled(content)).swap("1.1|answer|", "1.7|answer|").saved()
    fewer = Workbook(filled(content)).drop("1.1|comment|").saved()
    whole = [key for key in Workbook(content).rows() if key.startswith("1.1|")]

    assert became(opened(sheet, moved, bo)) == {"1.1": "new"}
    assert "finns inte kvar i filen" in trouble(sheet, fewer, bo)[1]
    assert became(opened(sheet, Workbook(content).drop(*whole).saved(), bo)) == {"1.1": "gone"}


# ---- files that are refused ------------------------------------------------------------


def test_files_that_are_none_of_ours_are_refused_in_a_sentence(client, page, sheet, bo, settings):
    for name, content, why in (
        ("underlag.docx", b"", "Filen är tom"),
        ("underlag.xlsx", b"PK\x03\x04" + b"x" * 90, "Filen är skadad"),
        ("underlag.docm", b"PK", "innehåller makron"),
        ("underlag.doc", b"\xd0\xcf\x11\xe0", "format som inte går att läsa in"),
        ("underlag.xls", b"\xd0\xcf\x11\xe0", "format som inte går att läsa in"),
        ("underlag.xlsx", b"\xd0\xcf\x11\xe0" + b"x" * 90, "låst med lösenord"),
        ("underlag.txt", b"hej", "inget underlag i Word eller Excel"),
        ("underlag.docx", small_docx(), "saknar märket"),
        ("underlag.xlsx", b"x" * (settings.AKTIVA_FILE_LIMIT + 1), "Filen är större än"),
    ):
        refused = send(client, page, content, name)
        assert refused.status_code == 422, name
        assert why in words(refused), (name, words(refused)[-900:])
    assert not Answer.objects.exists()


@pytest.mark.parametrize("kind", ["docx", "xlsx"])
def test_another_units_file_is_refused(client, page, sheet, bo, town, campaign, kind):
    other = sheet_of(campaign, town.units["EKL"])

    refused = send(client, page, fetch(other, town.people["Eva Sten"], kind), f"a.{kind}")

    assert refused.status_code == 422
    assert "Filen är hämtad för en annan enhet. Välj filen som är hämtad för Alby skola." in words(
        refused
    )


def test_another_years_and_another_questionnaires_file_are_refused(sheet, bo, monkeypatch):
    content = fetch(sheet, bo)
    campaign = sheet.campaign
    campaign.questionnaire.digest = "b" * 64
    with pytest.raises(ValidationError, match="Frågorna har ändrats sedan filen hämtades"):
        queries.opened(
            sheet, attachments.examine(name="a.xlsx", content=content), actor=bo,
            name="Alby skola", on=AT.date(),
        )  # fmt: skip
    campaign.cycle.year = 2024
    with pytest.raises(ValidationError, match="Filen hör till år 2023, men underlaget är för 2024"):
        queries.opened(
            sheet, attachments.examine(name="a.xlsx", content=content), actor=bo,
            name="Alby skola", on=AT.date(),
        )  # fmt: skip


# ---- pages -----------------------------------------------------------------------------


def test_from_the_file_to_the_answer_on_the_pages(client, page, sheet, bo):
    file = client.post(f"{page}hamta/excel/")
    shown = send(client, page, filled(file.content))

    assert file["Content-Disposition"] == 'attachment; filename="underlag-2023-alby-skola.xlsx"'
    assert (shown.status_code, Answer.objects.exists()) == (200, False)
    assert "Nytt svar" in words(shown)
    assert "Välj om det innebär en risk eller inte" in words(shown)
    after = client.post(f"{page}las-in/", form_of(shown), follow=True)
    assert "Filen är inläst. Antal svar: 1." in words(after)
    assert "Ångra inläsningen" in words(after)
    mark = re.search(r'name="reading" value="([^"]+)"', after.content.decode())[1]
    undone = client.post(f"{page}angra/", {"reading": mark}, follow=True)
    assert "Inläsningen är ångrad" in words(undone)
    assert "Ångra inläsningen" not in words(undone)
    assert queries.answers(sheet)["1.1"].value == {}


def test_one_answer_may_be_left_out(client, page, sheet, bo):
    shown = send(client, page, filled(fetch(sheet, bo)))
    sent = form_of(shown)
    del sent["take"]

    after = client.post(f"{page}las-in/", sent, follow=True)

    assert "Ingen fråga var markerad" in words(after)
    assert not Answer.objects.exists()


def test_words_that_may_point_somebody_out_are_marked_and_asked_about(client, page, sheet, bo):
    about = "Eleven med personnummer 19800101-1236 har klagat."
    shown = send(client, page, filled(fetch(sheet, bo), comment=about))

    assert "ser ut som ett personnummer" in words(shown)
    asked = client.post(f"{page}las-in/", form_of(shown))
    assert (asked.status_code, Answer.objects.exists()) == (422, False)
    client.post(f"{page}las-in/", form_of(shown) | {"let_stand": "1"})
    assert queries.answers(sheet)["1.1"].value["comment"] == about


def test_a_sheet_that_is_handed_in_takes_no_file(client, page, sheet, bo):
    content = fetch(sheet, bo)
    hand_in(sheet, by=bo, at=AT)

    after = client.post(page, {"file": io.BytesIO(content)}, follow=True)

    assert "Svaren är inlämnade och kan inte ändras" in words(after)
    with pytest.raises(actions.Locked):
        fetch(sheet, bo)
    with pytest.raises(actions.Locked):
        actions.read_in(sheet_id=sheet.pk, fetched=FETCHED, brought={}, actor=bo, at=LATER)


def test_only_those_who_answer_the_sheet_reach_it(client, sheet, town):
    client.force_login(town.people["Eva Sten"])

    for part, how in (("", client.get), ("hamta/word/", client.post), ("las-in/", client.post)):
        assert how(f"/underlag/{sheet.pk}/fil/{part}").status_code == 404
    with pytest.raises(ObjectDoesNotExist):
        fetch(sheet, town.people["Eva Sten"])


def test_whoever_came_by_a_personal_link_may_answer_in_a_file_too(
    client, settings, town, campaign, sheet, bo
):
    settings.CSRF_TRUSTED_ORIGINS = ["https://aktiva.strandvik.example"]
    actions.remind(campaign=campaign, actor=town.hr, at=AT)
    link = sheet.personal_links.get(user=bo)
    client.post(f"/svara/{links.secret_of(link.salt)}/")

    page = f"/underlag/{sheet.pk}/fil/"
    file = client.post(f"{page}hamta/word/")
    shown = send(client, page, filled(file.content), "underlag.docx")

    assert (client.get(page).status_code, shown.status_code) == (200, 200)
    after = client.post(f"{page}las-in/", form_of(shown), follow=True)
    assert "Filen är inläst. Antal svar: 1." in words(after)


def test_a_central_sheet_is_answered_in_a_file_too(client, town, campaign):
    client.force_login(town.hr)
    central = sheet_of_level(campaign, "central")

    file = client.post(f"/underlag/{central.pk}/fil/hamta/excel/")
    shown = send(client, f"/underlag/{central.pk}/fil/", file.content)

    assert "Filen har inga nya eller ändrade svar." in words(shown)


def sheet_of_level(campaign, level):
    return campaign.sheets.get(level=level)


def test_a_file_is_made_and_read_with_few_questions(sheet, bo, django_assert_max_num_queries, town):
    save(sheet, "1.1", by=bo, at=AT, comment=COMMENT)
    content = fetch(sheet, bo)
    sheet = policy.answerable_sheets(bo, on=AT.date()).get(pk=sheet.pk)

    with django_assert_max_num_queries(12):
        opened(sheet, content, bo)


def test_the_log_tells_what_was_fetched_and_read_in(sheet, bo):
    take(sheet, opened(sheet, filled(fetch(sheet, bo)), bo), bo)

    fetched = AuditEntry.objects.get(event="sheet.fetched")
    read = AuditEntry.objects.get(event="sheet.read_in")
    assert fetched.details == {"kind": "xlsx", "fetched": FETCHED}
    assert read.details == {"fetched": FETCHED, "questions": ["1.1"], "rivals": []}
