"""The pages of the check: what a person sees, sends, and gets back when something is in the way."""

from __future__ import annotations

from datetime import date

import governing
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from small_files import text_pdf
from strandvik import noon

from aktiva.apps.guidelines import queries
from aktiva.domain.organisation.permissions import Role

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def now(settings, tmp_path, day):
    settings.AKTIVA_FILES = tmp_path / "files"
    day("2026-03-02")


@pytest.fixture
def kept(town):
    return governing.document(town)


@pytest.fixture
def hr(client, town):
    client.force_login(town.hr)
    return client


def check(kept) -> str:
    return f"/styrdokument/{kept.pk}/kontroll/"


def point(kept, code: str) -> str:
    return f"/styrdokument/{kept.pk}/punkt/{code}/"


def sent(*pages: str):
    return {"file": SimpleUploadedFile("rutin.pdf", text_pdf(*(pages or governing.ROUTINE)))}


def test_from_the_list_of_documents_to_a_confirmed_point(hr, town, kept):
    listed = hr.get(f"/arbetsgivare/{town.employer.pk}/styrdokument/")
    assert check(kept) in listed.text

    read = hr.post(f"/styrdokument/{kept.pk}/fil/", sent(), follow=True)
    assert "<mark>repressalier</mark>" in read.text
    file = queries.file_in_force(kept)
    done = hr.post(point(kept, "protection"), {"file": file.pk, "passage": "0"}, follow=True)

    assert "1 av 9 punkter är genomgångna" in done.text
    assert "Ångra beskedet" in done.text
    cleared = hr.post(point(kept, "protection") + "angra/", {"file": file.pk}, follow=True)
    assert "0 av 9 punkter är genomgångna" in cleared.text


def test_the_table_says_where_each_of_the_three_stands(hr, town, kept):
    governing.found(town, kept, "harassment", "s. 1")
    governing.found(town, kept, "reprisals", "")

    page = hr.get(f"/arbetsgivare/{town.employer.pk}/riktlinjer-och-rutiner/")

    assert [c.state for row in page.context["standing"] for c in row.cells] == [
        "missing", "missing", "missing", "done", "not_started", "missing",
    ]  # fmt: skip
    assert "Dokument saknas" in page.text


def test_the_employers_list_shows_the_units_own_documents_apart(hr, town, kept):
    governing.document(
        town, kind="education_routines", unit_id=town.units["ALB"].pk, title="Albys rutin"
    )

    page = hr.get(f"/arbetsgivare/{town.employer.pk}/riktlinjer-och-rutiner/")

    assert page.text.index("Rutin vid trakasserier</a>") < page.text.index("Albys rutin")
    assert "Rutiner vid trakasserier i utbildningen · Alby skola" in page.text
    assert "Albys rutin" not in hr.get(f"/arbetsgivare/{town.employer.pk}/styrdokument/").text


def test_a_page_that_is_not_typed_is_asked_for(hr, kept):
    answered = hr.post(point(kept, "contact"), {"page": " "})

    assert answered.status_code == 422
    assert "Utan sida räknas punkten inte" in answered.text


def test_a_page_that_does_not_exist_stays_typed(hr, town, kept):
    file = governing.handed_in(town, kept)

    answered = hr.post(point(kept, "contact"), {"page": "s. 12", "file": file.pk})

    assert answered.status_code == 422
    assert 'value="s. 12"' in answered.text
    assert "mellan 1 och 3" in answered.text


def test_a_file_that_is_replaced_meanwhile_shows_the_new_text_and_keeps_what_was_typed(
    hr, town, kept
):
    old = governing.handed_in(town, kept)
    governing.handed_in(town, kept, "Rutin vid trakasserier.", "Vänd dig till HR eller facket.")

    answered = hr.post(point(kept, "contact"), {"page": "s. 1, överst", "file": old.pk})

    assert answered.status_code == 422
    assert "Filen har bytts ut sedan du öppnade sidan" in answered.text
    assert 'value="s. 1, överst"' in answered.text
    assert "<mark>facket</mark>" in answered.text


def test_a_version_that_is_replaced_meanwhile_shows_the_new_version(hr, town, kept):
    file = governing.handed_in(town, kept)
    new = governing.document(
        town, title="Ny rutin", version="3", adopted_on=date(2026, 2, 1), replaces_id=kept.pk
    )

    answered = hr.post(point(kept, "contact"), {"page": "s. 1", "file": file.pk})

    assert answered.status_code == 422
    assert "Ny rutin har fått version 3 sedan du öppnade sidan" in answered.text
    assert f"/styrdokument/{new.pk}/punkt/contact/" in answered.text
    assert "En nyare version gäller" in hr.get(check(kept)).text
    assert point(kept, "contact") not in hr.get(check(kept)).text


@pytest.mark.parametrize(
    ("pages", "words"),
    [
        (("", ""), "Filen är en bild utan text"),
        (governing.WORK_ENVIRONMENT, "Det här är arbetsmiljörätt"),
        (("Semestern ska planeras i april varje år, säger chefen.",), "Är det rätt fil?"),
    ],
)
def test_what_the_file_is_not_is_said(hr, kept, pages, words):
    assert words in hr.post(f"/styrdokument/{kept.pk}/fil/", sent(*pages), follow=True).text


def test_a_locked_file_is_refused_in_the_page(hr, kept):
    locked = SimpleUploadedFile("rutin.pdf", text_pdf("Rutin", password="x"))

    answered = hr.post(f"/styrdokument/{kept.pk}/fil/", {"file": locked})

    assert answered.status_code == 422
    assert "låst med lösenord" in answered.text
    assert hr.post(f"/styrdokument/{kept.pk}/fil/", {}).status_code == 422


def test_the_file_is_fetched_as_it_was_handed_in_and_taken_away(hr, town, kept):
    file = governing.handed_in(town, kept)
    address = f"/styrdokument/{kept.pk}/fil/{file.pk}/"

    fetched = hr.get(address)
    assert (fetched.content, fetched["Content-Type"]) == (
        text_pdf(*governing.ROUTINE), "application/pdf",
    ) or fetched.content.startswith(b"%PDF")  # fmt: skip
    hr.post(address + "ta-bort/")
    assert queries.file_in_force(kept) is None


def test_a_review_keeps_what_was_typed_and_is_taken_back(hr, kept):
    address = f"/styrdokument/{kept.pk}/uppfoljning/"
    facts = {
        "on_date": "2026-02-20", "with_whom": "Central samverkansgrupp", "how_known": "Enkät",
        "n_cases": "3", "changes": "Företagshälsovården är ny väg in.",
    }  # fmt: skip

    wrong = hr.post(address, facts)
    assert wrong.status_code == 422
    assert "Företagshälsovården är ny väg in." in wrong.text
    done = hr.post(address, facts | {"how_known": "Enkäten i januari frågade."}, follow=True)
    assert "3 ärenden" in done.text
    (review,) = queries.reviews_of(kept)
    gone = hr.post(f"{address}{review.pk}/ta-bort/", follow=True)
    assert "Dokumentet är inte uppföljt än" in gone.text


def test_a_school_registers_and_checks_its_own_documents(client, town):
    client.force_login(town.people["Bo Grip"])
    school = town.units["ALB"]
    facts = {
        "kind": "education_routines", "title": "Skolans rutin", "version": "1",
        "owner_role": "Rektor", "adopted_by": "Rektor", "adopted_on": "2026-02-01",
        "next_review_on": "2027-02-01",
    }  # fmt: skip

    made = client.post(f"/enhet/{school.pk}/styrdokument/", facts, follow=True)

    assert "0 av 6 punkter är genomgångna" in made.text
    assert "repressalier?" not in made.text
    assert "Skolans rutin" in client.get(f"/enhet/{school.pk}/styrdokument/").text
    again = client.post(f"/enhet/{school.pk}/styrdokument/", facts | {"title": ""})
    assert again.status_code == 422


def test_an_auditor_reads_and_changes_nothing(client, town, kept):
    auditor = town.person("Rut Revisor")
    town.role(auditor, Role.AUDITOR, "0", "revisor")
    client.force_login(auditor)

    page = client.get(check(kept))

    assert page.status_code == 200
    assert "<form" not in page.text.split("<main", 1)[1].split("</main>", 1)[0]
    assert client.post(point(kept, "contact"), {"page": "1"}).status_code == 404


def test_a_stranger_cannot_tell_that_the_document_exists(client, town, neighbour, kept):
    file = governing.handed_in(town, kept)
    for who in (neighbour.hr, town.people["Bo Grip"]):
        client.force_login(who)
        for address in (
            check(kept),
            f"/styrdokument/{kept.pk}/fil/{file.pk}/",
            f"/arbetsgivare/{town.employer.pk}/riktlinjer-och-rutiner/",
            f"/enhet/{town.units['EKL'].pk}/styrdokument/",
        ):
            assert client.get(address).status_code == 404
        assert client.post(point(kept, "contact"), {"page": "1"}).status_code == 404


def test_the_page_asks_no_more_for_many_points_than_for_few(
    hr, town, kept, django_assert_max_num_queries
):
    file = governing.handed_in(town, kept)
    for row in queries.check(kept).rows:
        governing.found(town, kept, row.point.code, "s. 1")
    governing.found(town, kept, "contact", "s. 2", at=noon("2026-03-02"))

    with django_assert_max_num_queries(40):
        assert hr.get(check(kept)).status_code == 200
    assert file.pk
