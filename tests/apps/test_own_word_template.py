"""A municipality's own Word template: kept in versions, and every Word file written in it."""

from __future__ import annotations

import io

import docx
import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from docx.oxml.ns import qn
from strandvik import noon
from word_templates import ADDRESS, letter

from aktiva.apps.attachments.models import StoredFile
from aktiva.apps.background.models import Job
from aktiva.apps.organisation.models import Employer
from aktiva.apps.reports import actions, jobs
from aktiva.apps.reports.models import Paper, WordTemplate
from aktiva.apps.reports.queries import word_templates

pytestmark = pytest.mark.django_db

AT = noon("2023-11-06")


@pytest.fixture(autouse=True)
def files(settings, tmp_path):
    settings.AKTIVA_FILES = tmp_path / "files"
    return settings.AKTIVA_FILES


@pytest.fixture
def paper(town, campaign) -> Paper:
    return actions.make_paper(
        cycle=campaign.cycle, unit=town.units["BF"], kind="department_report",
        title="Rapport", paper_date=AT.date(), actor=town.people["Sara Lund"], at=AT,
    )  # fmt: skip


@pytest.fixture
def sara(client, town, day):
    day("2023-11-06")
    client.force_login(town.people["Sara Lund"])
    return client


@pytest.fixture
def hr(client, town, day):
    day("2023-11-06")
    client.force_login(town.hr)
    return client


@pytest.fixture
def address(town) -> str:
    return reverse("reports:word_template", args=[town.employer.pk])


def renamed(words: str):
    def change(word) -> None:
        word.sections[0].footer.paragraphs[0].add_run(words)

    return change


def numberless(word) -> None:
    control = next(word.sections[0].header._element.iter(qn("w:sdt")))
    control.getparent().remove(control)


def keep(town, words: str = "", *, actor=None) -> WordTemplate:
    looked_at = actions.look_at_word_template(name="brev.dotx", content=letter(renamed(words)))
    return actions.keep_word_template(
        employer=town.employer, template=looked_at, actor=actor or town.hr, at=AT
    )


def sent(content: bytes, name: str = "brev.dotx") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def footer(answer) -> str:
    word = docx.Document(io.BytesIO(answer.content))
    return "".join(t.text or "" for t in word.sections[0].footer._element.iter(qn("w:t")))


# ---- versions --------------------------------------------------------------------------


def test_versions_are_kept_and_an_earlier_one_comes_back_as_a_new_one(town):
    keep(town, "ett")
    keep(town, "två")
    actions.remove_word_template(employer=town.employer, actor=town.hr, at=AT)
    assert word_templates.current(town.employer.pk) is None
    assert word_templates.applied(town.employer.pk) is None

    back = actions.restore_word_template(employer=town.employer, number=1, actor=town.hr, at=AT)

    assert [v.number for v in word_templates.versions(town.employer.pk)] == [4, 3, 2, 1]
    assert word_templates.current(town.employer.pk) == back
    assert word_templates.applied(town.employer.pk) == letter(renamed("ett"))


def test_the_same_file_is_not_kept_twice(town):
    keep(town)

    with pytest.raises(ValidationError, match="gäller redan"):
        keep(town)

    assert WordTemplate.objects.count() == StoredFile.objects.count() == 1


def test_what_lacks_something_required_is_not_kept(town):
    looked_at = actions.look_at_word_template(name="brev.dotx", content=letter(numberless))

    with pytest.raises(ValidationError, match="saknar något"):
        actions.keep_word_template(employer=town.employer, template=looked_at, actor=town.hr, at=AT)

    assert not WordTemplate.objects.exists()


def test_only_those_who_make_the_papers_change_the_template(town):
    keep(town)
    bo = town.people["Bo Grip"]

    with pytest.raises(Employer.DoesNotExist):
        keep(town, "mitt", actor=bo)
    with pytest.raises(Employer.DoesNotExist):
        actions.remove_word_template(employer=town.employer, actor=bo, at=AT)
    with pytest.raises(Employer.DoesNotExist):
        actions.restore_word_template(employer=town.employer, number=1, actor=bo, at=AT)

    assert WordTemplate.objects.count() == 1


def test_there_is_nothing_to_remove_before_there_is_a_template(town):
    with pytest.raises(WordTemplate.DoesNotExist):
        actions.remove_word_template(employer=town.employer, actor=town.hr, at=AT)


# ---- papers ----------------------------------------------------------------------------


def test_a_paper_is_fetched_in_the_template_that_applies(sara, town, paper):
    before = sara.get(f"/handling/{paper.pk}/word/")
    keep(town)

    after = sara.get(f"/handling/{paper.pk}/word/")

    assert ADDRESS not in footer(before)
    assert footer(after).startswith(ADDRESS)


def test_a_template_that_is_gone_from_the_disk_does_not_stop_the_paper(sara, town, paper, files):
    keep(town)
    for held in files.rglob("*"):
        if held.is_file():
            held.unlink()

    assert ADDRESS not in footer(sara.get(f"/handling/{paper.pk}/word/"))


def test_a_long_paper_is_made_anew_when_the_template_changes(sara, town, paper, monkeypatch):
    monkeypatch.setattr(jobs, "LONG", 0)
    word, pdf = f"/handling/{paper.pk}/word/", f"/handling/{paper.pk}/pdf/"
    plain, printed = sara.post(word).url, sara.post(pdf).url
    assert sara.post(word).url == plain

    keep(town)

    dressed = sara.post(word).url
    assert dressed != plain
    assert sara.post(word).url == dressed
    assert sara.post(pdf).url == printed
    job = Job.objects.order_by("pk").last()
    assert ADDRESS in footer(sara.get(reverse("background:fetch", args=[job.pk])))


# ---- the page --------------------------------------------------------------------------


def test_hr_looks_tries_saves_and_takes_away(hr, paper, address):
    template = letter()
    assert "Ingen egen Wordmall gäller" in hr.get(address).content.decode()

    looked = hr.post(address, {"file": sent(template), "do": "look"})
    assert looked.status_code == 200
    assert "Inget saknas" in looked.content.decode()
    tried = hr.post(address, {"file": sent(template), "do": "try"})
    assert footer(tried).startswith(ADDRESS)
    assert tried["Content-Disposition"] == 'attachment; filename="prov-rapport.docx"'
    assert not StoredFile.objects.exists()

    saved = hr.post(address, {"file": sent(template), "do": "save"}, follow=True)
    assert saved.redirect_chain == [(address, 302)]
    assert "brev.dotx, version 1" in saved.content.decode()
    assert footer(hr.get(f"{address}1/prov/")).startswith(ADDRESS)
    assert hr.get(f"{address}1/fil/").content == template

    gone = hr.post(f"{address}ta-bort/", follow=True).content.decode()
    assert "Ingen egen Wordmall gäller" in gone
    back = hr.post(f"{address}1/", follow=True).content.decode()
    assert "brev.dotx, version 3" in back


def test_a_template_is_tried_on_an_invented_paper_before_there_is_one(hr, address):
    tried = hr.post(address, {"file": sent(letter()), "do": "try"})

    assert 'filename="prov-exempel-pa-en-handling.docx"' in tried["Content-Disposition"]


@pytest.mark.parametrize("do", ["look", "try", "save"])
@pytest.mark.parametrize(
    ("content", "name", "words"),
    [
        (b"", "brev.dotx", "Filen är tom"),
        (b"PK", "brev.dotm", "makron"),
        (b"hej", "brev.txt", "ingen Wordmall"),
    ],
)
def test_a_refused_file_is_answered_with_why_and_nothing_is_stored(
    hr, address, content, name, words, do
):
    page = hr.post(address, {"file": sent(content, name), "do": do})

    assert page.status_code == 422
    assert words in page.content.decode()
    assert not StoredFile.objects.exists()


def test_what_is_missing_is_listed_when_it_is_saved(hr, address):
    page = hr.post(address, {"file": sent(letter(numberless)), "do": "save"})

    assert page.status_code == 422
    said = page.content.decode()
    assert "Plats för diarienumret" in said
    assert "Mallen går inte att använda än" in said
    assert not StoredFile.objects.exists()


def test_no_file_is_asked_for(hr, address):
    page = hr.post(address, {"do": "save"})

    assert page.status_code == 422
    assert "Välj en fil." in page.content.decode()


def test_a_file_gone_from_the_disk_is_told_on_the_page(hr, town, address, files):
    keep(town)
    for held in files.rglob("*"):
        if held.is_file():
            held.unlink()

    assert "Mallens fil går inte att läsa" in hr.get(address).content.decode()
    assert hr.get(f"{address}1/fil/").status_code == 404


def test_others_find_no_such_page(client, town, address):
    keep(town)
    client.force_login(town.people["Bo Grip"])

    assert client.get(address).status_code == 404
    for part in ("1/fil/", "1/prov/"):
        assert client.get(address + part).status_code == 404
    for part in ("1/", "ta-bort/"):
        assert client.post(address + part).status_code == 404
    assert WordTemplate.objects.count() == 1
