"""Evidence on measures: notes and files, by those who answer for them, read by those who may."""

from __future__ import annotations

import stat
from datetime import date

import pytest
from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from strandvik import noon

from aktiva.apps.attachments import actions as attachments
from aktiva.apps.attachments.models import StoredFile
from aktiva.apps.audit.models import AuditEntry
from aktiva.apps.cycles import actions
from aktiva.apps.cycles.models import Measure, Note

pytestmark = pytest.mark.django_db

AT = noon("2023-10-02")
PDF = b"%PDF-1.7\n%%EOF\n"
TEXT = "Vi gick igenom rutinen på APT.\n".encode()


@pytest.fixture(autouse=True)
def files(settings, tmp_path):
    settings.AKTIVA_FILES = tmp_path / "files"
    return settings.AKTIVA_FILES


def on_disk(files) -> list:
    return [p for p in files.rglob("*") if p.is_file()]


def decide(town, cycle, unit="ALB", *, common=False, **rest) -> Measure:
    facts = actions.MeasureFacts(
        area="working_conditions", title="Gå igenom rutinen", owner_role="enhetschef",
        **{"due_date": date(2023, 12, 1)} | rest,
    )  # fmt: skip
    if common:
        actions.import_plan(
            cycle=cycle, unit=town.root, rows=[facts], actor=town.hr, at=AT, common=True
        )
        return Measure.objects.get(common=True)
    return actions.decide_measure(
        cycle=cycle, unit=town.units[unit], facts=facts, actor=town.hr, at=AT
    )


def add(measure, actor, *, file: tuple[str, bytes] | None = None, **rest) -> Note:
    looked_at = attachments.examine(name=file[0], content=file[1]) if file else None
    return actions.add_note(
        measure_id=measure.pk, file=looked_at, written_as="rektor", actor=actor,
        **{"at": AT} | rest,
    )  # fmt: skip


def why(refused) -> dict:
    return refused.value.message_dict


# ---- writing ---------------------------------------------------------------------------


def test_a_note_keeps_its_words_its_file_and_the_function_that_wrote_it(town, cycle, files):
    measure = decide(town, cycle)

    note = add(measure, town.people["Bo Grip"], text=" Alla fick rutinen. ", file=("p.pdf", PDF))

    assert (note.text, note.written_as, note.unit_id) == ("Alla fick rutinen.", "rektor", None)
    assert (note.file.name, note.file.size, note.file.kind) == ("p.pdf", len(PDF), "pdf")
    assert not note.file.is_scanned
    assert [p.read_bytes() for p in on_disk(files)] == [PDF]
    assert note.history.count() == 1


@pytest.mark.parametrize("text", ["", "  \n "])
def test_a_note_without_words_and_file_is_refused(town, cycle, text):
    with pytest.raises(ValidationError) as refused:
        add(decide(town, cycle), town.hr, text=text)

    assert "Skriv en anteckning eller välj en fil." in why(refused)["text"]


def test_the_same_file_twice_on_a_measure_is_refused_whatever_it_is_called(town, cycle):
    measure, other = decide(town, cycle), decide(town, cycle, "EKL")
    add(measure, town.hr, file=("a.pdf", PDF))

    with pytest.raises(ValidationError) as refused:
        add(measure, town.hr, file=("b.pdf", PDF), text="En gång till.")

    assert "finns redan" in why(refused)["file"][0]
    assert add(other, town.hr, file=("a.pdf", PDF)).file is not None


@pytest.mark.parametrize(
    ("day", "words"),
    [(date(2023, 10, 3), "inte varit"), (date(2022, 12, 31), "före 2023")],
)
def test_a_time_that_has_not_been_or_was_before_the_year_is_refused(town, cycle, day, words):
    measure = decide(town, cycle, schedule_text="1 ggr/månad")

    with pytest.raises(ValidationError, match=words):
        add(measure, town.hr, text="Gjort.", occurrence_on=day)

    assert add(measure, town.hr, text="Gjort.", occurrence_on=date(2023, 9, 5)).occurrence_on


def test_a_measure_that_is_done_once_has_no_times_to_choose(town, cycle):
    with pytest.raises(ValidationError, match="en gång"):
        add(decide(town, cycle), town.hr, text="Gjort.", occurrence_on=date(2023, 9, 5))


# ---- who -------------------------------------------------------------------------------


def test_only_those_who_decide_on_the_measure_write_and_withdraw(town, cycle, neighbour):
    measure = decide(town, cycle)
    note = add(measure, town.people["Bo Grip"], text="Gjort på APT.")

    for stranger in (town.people["Eva Sten"], neighbour.hr, town.people["Per Ask"]):
        with pytest.raises(ObjectDoesNotExist):
            add(measure, stranger, text="Inte min.")
        with pytest.raises(ObjectDoesNotExist):
            actions.withdraw_note(measure_id=measure.pk, note_id=note.pk, actor=stranger, at=AT)

    assert Note.objects.count() == 1


def test_a_unit_writes_about_a_common_measure_at_itself_only(town, cycle):
    common = decide(town, cycle, common=True)
    bo, alby, ekliden = town.people["Bo Grip"], town.units["ALB"], town.units["EKL"]

    assert add(common, bo, text="Hos oss.", unit_id=alby.pk).unit_id == alby.pk
    for unit in (None, ekliden.pk, town.units["BF"].pk):
        with pytest.raises(ObjectDoesNotExist):
            add(common, bo, text="Hos andra.", unit_id=unit)


def test_a_unit_cannot_be_chosen_for_a_measure_that_is_one_units_own(town, cycle):
    with pytest.raises(Measure.DoesNotExist):
        add(decide(town, cycle), town.hr, text="Gjort.", unit_id=town.units["ALB"].pk)


# ---- taking away -----------------------------------------------------------------------


def test_a_withdrawn_note_takes_its_file_away_unless_another_note_has_the_same(
    town, cycle, files, django_capture_on_commit_callbacks
):
    measure, other = decide(town, cycle), decide(town, cycle, "EKL")
    notes = [add(m, town.hr, file=("a.pdf", PDF)) for m in (measure, other)]
    assert len(on_disk(files)) == 1

    for note, left in zip(notes, (1, 0), strict=True):
        with django_capture_on_commit_callbacks(execute=True):
            actions.withdraw_note(measure_id=note.measure_id, note_id=note.pk, actor=town.hr, at=AT)
        assert len(on_disk(files)) == left

    assert not StoredFile.objects.exists()
    assert Note.history.filter(history_type="-").count() == 2


def test_a_measure_with_evidence_is_not_withdrawn_before_its_evidence(town, cycle):
    measure = decide(town, cycle)
    add(measure, town.hr, text="Gjort på APT.")

    with pytest.raises(ValidationError, match="har underlag"):
        actions.withdraw_measure(measure_id=measure.pk, actor=town.hr, at=AT)


def test_an_outcome_is_not_taken_back_from_under_evidence(town, cycle):
    following = actions.open_year(
        employer=town.employer, year=2024, actor=town.hr, at=noon("2024-01-08")
    )
    measure = decide(town, cycle)
    at = noon("2024-02-01")

    def say(result):
        facts = actions.OutcomeFacts(
            result=result, effect="yes", how_known="Vi frågade på två träffar."
        )
        actions.record_outcome(
            measure_id=measure.pk, cycle=following, facts=facts, actor=town.hr, at=at
        )

    say("ongoing")
    add(Measure.objects.get(carried_from=measure), town.hr, text="Gjort i år.", at=at)

    with pytest.raises(ValidationError, match="följts upp i året efter"):
        say("done")


def test_the_trace_tells_what_happened_and_not_what_was_written(town, cycle):
    measure = decide(town, cycle)
    note = add(measure, town.hr, text="Hemliga ord.", file=("hemligt.pdf", PDF))
    actions.withdraw_note(measure_id=measure.pk, note_id=note.pk, actor=town.hr, at=AT)

    kept = AuditEntry.objects.filter(event__in=[
        "file.stored", "file.dropped", "note.added", "note.withdrawn",
    ])  # fmt: skip

    assert kept.count() == 4
    assert not any("emlig" in str(entry.details) for entry in kept)


# ---- viruses ---------------------------------------------------------------------------


@pytest.fixture
def scanner(settings, tmp_path):
    def use(script: str) -> None:
        path = tmp_path / "scanner with space.sh"
        path.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
        path.chmod(path.stat().st_mode | stat.S_IXUSR)
        settings.AKTIVA_SCANNER = f"'{path}' --quiet"
        settings.AKTIVA_SCANNER_SECONDS = 0.3

    return use


def test_a_file_that_the_scanner_finds_clean_is_marked_so(town, cycle, scanner, files):
    scanner(f'test "$1" = --quiet && grep -q PDF "$2" && touch "{files}/seen"')

    note = add(decide(town, cycle), town.hr, file=("a.pdf", PDF))

    assert note.file.is_scanned
    assert sorted(p.name for p in on_disk(files)) == sorted([note.file.sha256, "seen"])


@pytest.mark.parametrize(
    ("script", "words"),
    [
        ("exit 1", "smittad"),
        ("exit 2", "kunde inte virusgranskas"),
        ("kill -9 $$", "kunde inte virusgranskas"),
        ("sleep 30", "kunde inte virusgranskas"),
    ],
    ids=["infected", "broken", "killed", "timeout"],
)
def test_a_file_that_is_not_found_clean_is_refused_and_nothing_is_left(
    scanner, files, script, words
):
    scanner(script)

    with pytest.raises(ValidationError, match=words):
        attachments.examine(name="a.pdf", content=PDF)

    assert on_disk(files) == []


def test_a_scanner_that_cannot_be_started_lets_nothing_in(settings):
    settings.AKTIVA_SCANNER = "/finns/inte"

    with pytest.raises(ValidationError, match="kunde inte virusgranskas"):
        attachments.examine(name="a.pdf", content=PDF)


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("a.pdf", b"", "tom"),
        ("../a.pdf", PDF, "namn"),
        ("a.exe", b"MZ", "slaget"),
        ("a.pdf", b"\x89PNG", "något annat"),
        ("a.txt", b"\xe5\xe4\xf6", "UTF-8"),
        ("a.pdf", PDF + bytes(600_000), "större än 0,5 MB"),
    ],
)
def test_each_refusal_says_what_is_wrong_and_what_to_do(settings, name, content, words):
    settings.AKTIVA_FILE_LIMIT = 512 * 1024

    with pytest.raises(ValidationError) as refused:
        attachments.examine(name=name, content=content)

    assert words in why(refused)["file"][0]


# ---- the page --------------------------------------------------------------------------


@pytest.fixture
def bo(client, town, day):
    """Sign in as the manager of Alby."""
    day("2023-10-02")
    client.force_login(town.people["Bo Grip"])
    return client


def sent(name="möte.txt", content=TEXT) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def test_a_manager_adds_evidence_fetches_it_and_takes_it_away(bo, town, cycle):
    measure = decide(town, cycle, schedule_text="1 ggr/månad")
    url = f"/atgard/{measure.pk}/"

    answer = bo.post(
        f"{url}underlag/", {"text": "Alla var med.", "occurrence_on": "2023-09-05", "file": sent()}
    )
    page = bo.get(url).content.decode()
    note = Note.objects.get()

    assert answer.url == f"{url}#underlag"
    assert note.written_as == "enhetschef"
    for words in ("Alla var med.", "möte.txt", "inte virusgranskad", "gäller 5\u00a0september"):
        assert words in page
    assert "Bo Grip" not in page.split('id="underlag"')[1].split("</section>")[0]
    assert bo.post(f"{url}underlag/{note.pk}/ta-bort/").status_code == 302
    assert not Note.objects.exists()


def test_a_file_is_handed_out_to_be_saved_and_never_shown(bo, town, cycle):
    measure = decide(town, cycle)
    note = add(measure, town.hr, file=("möte.txt", TEXT))
    url = f"/atgard/{measure.pk}/underlag/{note.pk}/fil/"

    answer = bo.get(url)

    assert answer.content == TEXT
    assert answer["Content-Disposition"] == "attachment; filename*=utf-8''m%C3%B6te.txt"
    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer["Content-Security-Policy"]
    assert answer["Cache-Control"] == "private, no-cache"
    assert bo.get(url, headers={"if-none-match": answer["ETag"]}).status_code == 304
    assert bo.post(url).status_code == 405


def test_a_file_whose_content_is_gone_is_missing_and_not_an_error(bo, town, cycle, files):
    measure = decide(town, cycle)
    note = add(measure, town.hr, file=("a.pdf", PDF))
    on_disk(files)[0].unlink()

    assert bo.get(f"/atgard/{measure.pk}/underlag/{note.pk}/fil/").status_code == 404


def test_another_units_manager_finds_neither_note_nor_file(bo, town, cycle):
    measure = decide(town, cycle, "EKL")
    note = add(measure, town.hr, file=("a.pdf", PDF))
    own = decide(town, cycle)
    url = f"/atgard/{measure.pk}/underlag/"

    assert bo.get(f"{url}{note.pk}/fil/").status_code == 404
    assert bo.get(f"/atgard/{own.pk}/underlag/{note.pk}/fil/").status_code == 404
    assert bo.post(url, {"text": "Inte min."}).status_code == 404
    assert bo.post(f"{url}{note.pk}/ta-bort/").status_code == 404
    assert bo.post(f"/atgard/{own.pk}/underlag/{note.pk}/ta-bort/").status_code == 404


def test_what_another_unit_wrote_about_a_common_measure_is_not_shown(bo, town, cycle):
    common = decide(town, cycle, common=True)
    theirs = add(common, town.hr, text="Bara Ekliden.", file=("e.pdf", PDF),
                 unit_id=town.units["EKL"].pk)  # fmt: skip
    ours = add(common, town.hr, text="Bara Alby.", file=("a.txt", TEXT),
               unit_id=town.units["ALB"].pk)  # fmt: skip
    whole = add(common, town.hr, text="För alla.")
    url = f"/atgard/{common.pk}/"

    page = bo.get(url).content.decode()

    assert "Bara Alby." in page and "För alla." in page and "Bara Ekliden." not in page
    assert bo.get(f"{url}underlag/{ours.pk}/fil/").status_code == 200
    assert bo.get(f"{url}underlag/{theirs.pk}/fil/").status_code == 404
    assert f"underlag/{ours.pk}/ta-bort/" in page
    assert f"underlag/{whole.pk}/ta-bort/" not in page
    assert bo.post(f"{url}underlag/{whole.pk}/ta-bort/").status_code == 404
    assert bo.post(f"{url}underlag/", {"text": "Vi också."}).status_code == 302
    assert Note.objects.get(text="Vi också.").unit == town.units["ALB"]


def test_those_above_choose_which_unit_a_common_measure_is_written_about_at(
    client, town, cycle, day
):
    day("2023-10-02")
    client.force_login(town.hr)
    common = decide(town, cycle, common=True)
    url = f"/atgard/{common.pk}/underlag/"

    client.post(url, {"text": "Hos Alby.", "unit_id": town.units["ALB"].pk})
    client.post(url, {"text": "Överallt.", "unit_id": ""})
    wrong = client.post(url, {"text": "Var?", "unit_id": "987654"})

    assert [n.unit and n.unit.code for n in Note.objects.order_by("pk")] == ["ALB", None]
    assert wrong.status_code == 422


def test_what_was_typed_stays_when_the_file_is_refused(bo, town, cycle):
    measure = decide(town, cycle)

    answer = bo.post(
        f"/atgard/{measure.pk}/underlag/",
        {"text": "Långa ord om mötet.", "file": sent("protokoll.pdf", b"\x89PNG\r\n\x1a\n")},
    )

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Långa ord om mötet." in page
    assert "något annat än vad filens namn säger" in page
    assert not Note.objects.exists() and not StoredFile.objects.exists()


def test_a_far_too_large_file_is_not_written_whole_and_the_words_stay(bo, town, cycle, settings):
    settings.AKTIVA_FILE_LIMIT = 100_000
    measure = decide(town, cycle)
    big = sent("stor.txt", b"a" * 3_000_000)

    answer = bo.post(f"/atgard/{measure.pk}/underlag/", {"text": "Mina ord.", "file": big})

    assert answer.status_code == 422
    assert "större än" in answer.content.decode() and "Mina ord." in answer.content.decode()
    assert answer.wsgi_request.FILES["file"].size < 400_000


def test_an_empty_form_and_an_empty_file_are_answered_in_words(bo, town, cycle):
    url = f"/atgard/{decide(town, cycle).pk}/underlag/"

    assert "Skriv en anteckning eller välj en fil." in bo.post(url, {}).content.decode()
    assert "Filen är tom." in bo.post(url, {"file": sent(content=b"")}).content.decode()


@pytest.mark.slow
@pytest.mark.parametrize("n", [1, 30])
def test_the_measures_page_asks_the_same_for_one_note_as_for_thirty(
    bo, town, cycle, django_assert_num_queries, n
):
    measure = decide(town, cycle)
    for number in range(n):
        add(measure, town.hr, text=f"Nr {number}", file=("a.txt", f"Nr {number}".encode()))

    with django_assert_num_queries(QUESTIONS):
        answer = bo.get(f"/atgard/{measure.pk}/")

    assert len(answer.context["notes"]) == n


QUESTIONS = 21
