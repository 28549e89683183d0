"""The pay file: taken in, confirmed, frozen, read only by those who are named, and logged."""

from __future__ import annotations

from datetime import date, timedelta

import paying
import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from strandvik import noon

from aktiva.apps.audit import log
from aktiva.apps.audit.models import AuditEntry
from aktiva.apps.pay import actions, queries
from aktiva.apps.pay.forms import key_of
from aktiva.apps.pay.models import PayComparison, PayCopy, PayMapping, PayReader, PayRun, WorkGroup

pytestmark = pytest.mark.django_db

AT = noon("2023-10-02")


@pytest.fixture
def mapping(town, cycle) -> PayMapping:
    return paying.mapped(cycle, by=town.hr, at=AT)


def figures(mapping, town):
    return actions.read(mapping, page="test", actor=town.hr, at=AT)


def test_a_confirmed_file_gives_groups_and_all_three_comparisons(mapping, town):
    found = figures(mapping, town)

    assert found.run.n_rows == len(found.people) == 32
    assert [g.name for g in found.work] == sorted(job[0] for job in paying.JOBS)
    assert found.n_unplaced == 0
    kinds = list(PayComparison.objects.values_list("kind", flat=True))
    assert kinds.count("equal_work") == 5  # all but the men's own group
    assert len(kinds) == len(found.comparisons)


@pytest.mark.one_engine
def test_no_pay_and_no_number_of_a_person_stands_in_the_database(mapping, town):
    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        tables = [name for (name,) in cursor.fetchall() if name.startswith("pay_")]
        text = ""
        for table in tables:
            cursor.execute(f'SELECT * FROM "{table}"')
            text += repr(cursor.fetchall())
    assert tables
    for secret in ("27800", "28400", "27 800", "1001", "Enhet 1"):
        assert secret not in text


def test_only_a_named_reader_reads_and_every_reading_is_logged(mapping, town):
    stranger = town.people["Sara Lund"]
    with pytest.raises(PayMapping.DoesNotExist):
        actions.read(mapping, page="test", actor=stranger, at=AT)
    assert not AuditEntry.objects.filter(event=log.Event.PAY_FIGURES_SEEN).exists()

    figures(mapping, town)

    (entry,) = AuditEntry.objects.filter(event=log.Event.PAY_FIGURES_SEEN)
    assert (entry.actor_id, entry.details) == (town.hr.pk, {"page": "test", "run": 1})


def test_a_reader_who_is_ended_or_has_left_reads_no_more(mapping, town):
    named = actions.name_reader(
        mapping_id=mapping.pk, user_id=town.people["Sara Lund"].pk, actor=town.hr, at=AT
    )
    actions.read(mapping, page="test", actor=named.user, at=AT)
    actions.end_reader(reader_id=named.pk, actor=town.hr, at=AT)

    with pytest.raises(PayMapping.DoesNotExist):
        actions.read(mapping, page="test", actor=named.user, at=AT)


def test_a_stranger_is_not_named(mapping, town, neighbour):
    with pytest.raises(ValidationError, match="ingen roll"):
        actions.name_reader(mapping_id=mapping.pk, user_id=neighbour.hr.pk, actor=town.hr, at=AT)
    assert PayReader.objects.count() == 1


def test_the_copy_is_encrypted_and_the_file_itself_is_gone(mapping, town):
    (copy,) = PayCopy.objects.all()
    content = bytes(copy.content)

    assert b"PAR1" not in content
    assert "Undersköterska".encode() not in content
    assert "Undersköterska".encode("cp1252") not in content
    assert len(list(actions.reading.key_folder().names())) >= 1


def test_without_its_key_the_copy_cannot_be_read(mapping, town):
    actions.reading.key_folder().destroy(PayCopy.objects.get().key_name)

    with pytest.raises(actions.CannotRead):
        figures(mapping, town)


def test_a_new_file_needs_a_reason_and_is_a_new_run(mapping, town):
    with pytest.raises(ValidationError, match="varför"):
        paying.take(mapping, by=town.hr, at=AT)

    paying.confirmed(
        mapping,
        by=town.hr,
        at=AT,
        content=paying.pay_file(raised=100),
        why="fel månad i den första",
    )

    assert list(PayRun.objects.order_by("pk").values_list("number", flat=True)) == [1, 2]
    assert figures(mapping, town).run.number == 2
    assert figures(mapping, town).people.pay.min() == 25_400


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b" ", "inga rader"),
        (b"Namn;Ort\nA;B\n", "Anstnr"),
        (paying.pay_file().replace(b"27800,00", b"-100,00"), "Rad 2"),
        (paying.pay_file().replace(b"27800,00", b"mycket"), "Rad 2"),
    ],
)
def test_a_bad_file_gives_a_line_and_leaves_nothing(town, cycle, content, said):
    mapping = paying.mapping_of(cycle, by=town.hr, at=AT)
    with pytest.raises(ValidationError) as refused:
        paying.confirmed(mapping, by=town.hr, at=AT, content=content)
    assert any(said in message for message in refused.value.messages), refused.value.messages
    assert not PayRun.objects.exclude(confirmed_at=None).exists()
    assert not WorkGroup.objects.exists()


def test_confirmed_columns_are_remembered_for_the_next_file_like_it(mapping, town):
    run = paying.take(mapping, by=town.hr, at=AT, why="rättad fil från lönesystemet")

    found = actions.waiting(run)

    assert found.layout is not None
    assert found.layout.heading("pay") == "Lön heltid"


def test_the_day_of_the_pay_is_in_the_year(town, cycle):
    facts = actions.MappingFacts(pay_date=date(2022, 9, 1))
    with pytest.raises(ValidationError):
        actions.begin(cycle=cycle, facts=facts, actor=town.hr, at=AT)
    with pytest.raises(cycle.DoesNotExist):
        actions.begin(
            cycle=cycle, facts=actions.MappingFacts(pay_date=date(2023, 9, 1)),
            actor=town.people["Bo Grip"], at=AT,
        )  # fmt: skip


@pytest.fixture
def hr(client, town, day):
    day("2023-10-02")
    client.force_login(town.hr)
    return client


def upload(content: bytes, name: str = "loner.csv") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, content_type="text/csv")


def test_a_file_is_read_in_and_confirmed_through_the_pages(town, cycle, hr):
    paying.mapping_of(cycle, by=town.hr, at=AT)
    files = reverse("pay:files", args=[cycle.pk])
    taken = hr.post(files, {"file": upload(paying.pay_file())})
    run = PayRun.objects.get()
    columns = reverse("pay:columns", args=[cycle.pk, run.pk])
    assert taken.headers["Location"] == columns

    page = hr.get(columns)
    assert page.headers["Cache-Control"] == "no-store"
    form = page.context["form"]
    given = {name: form[name].value() or "" for name in form.fields}
    assert given["pay"] == "Lön heltid"
    assert given["sex"] == "Kön"
    assert (given["woman"], given["man"]) == ("K", "M")
    assert hr.post(columns, given).status_code == 302

    shown = hr.get(files).content.decode()
    assert run.sha256 in shown
    assert PayRun.objects.get().confirmed_at is not None
    overview = hr.get(reverse("pay:overview", args=[cycle.pk])).content.decode()
    assert "loner.csv, 32 anställda" in overview


def test_a_bad_file_is_refused_on_the_page_with_its_line(town, cycle, hr):
    paying.mapping_of(cycle, by=town.hr, at=AT)
    files = reverse("pay:files", args=[cycle.pk])

    answer = hr.post(files, {"file": upload(b"inte en fil", "bild.png")})

    assert answer.status_code == 422
    assert not PayRun.objects.exists()


def test_a_wrong_choice_of_columns_keeps_what_was_chosen(town, cycle, hr):
    mapping = paying.mapping_of(cycle, by=town.hr, at=AT)
    run = paying.take(mapping, by=town.hr, at=AT)
    columns = reverse("pay:columns", args=[cycle.pk, run.pk])

    answer = hr.post(columns, {"sex": "Kön", "woman": "K", "man": "M", "pay": "Lön heltid"})

    assert answer.status_code == 422
    assert "befattning" in answer.content.decode()
    assert '<option value="Lön heltid" selected>' in answer.content.decode()


def register(*numbers: int) -> bytes:
    return "\r\n".join(
        ["Anstnr;Enhet;Anställningsform", *(f"{n};Enhet 1;Tillsvidare" for n in numbers)]
    ).encode()


def test_everybody_in_one_file_only_gets_a_reason_and_only_counts_are_kept(town, cycle, hr):
    mapping = paying.mapping_of(cycle, by=town.hr, at=AT)
    run = paying.take(mapping, by=town.hr, at=AT)
    address = reverse("pay:reconciliation", args=[cycle.pk, run.pk])
    numbers = [*range(1001, 1032), 2001]  # 1032 is not in the register, 2001 not in the pay file
    done = hr.post(address, {"read": "1", "register": upload(register(*numbers), "register.csv")})
    assert done.status_code == 302, done.context["form"].errors

    run.refresh_from_db()
    assert (run.n_register, run.n_both) == (32, 31)
    assert sum(p["n"] for p in run.places) == 2
    assert "2001" not in repr(run.places)
    page = hr.get(address).content.decode()
    assert "2 saknar skäl" in page
    keys = [key_of(place) for place in queries.places_of(run)]
    given = {"explain": "1", "place": keys} | {f"{key}_own_words": "1" for key in keys}
    assert hr.post(address, given).status_code == 422
    given |= {f"{key}_words": "började sin anställning samma dag" for key in keys}
    assert hr.post(address, given).status_code == 302
    run.refresh_from_db()
    assert queries.is_reconciled(run)


def test_a_file_that_waits_can_be_taken_away(town, cycle, hr):
    mapping = paying.mapping_of(cycle, by=town.hr, at=AT)
    run = paying.take(mapping, by=town.hr, at=AT)

    hr.post(reverse("pay:drop", args=[cycle.pk, run.pk]))

    assert not PayRun.objects.exists()
    assert not PayCopy.objects.exists()


def test_readers_are_named_and_ended_on_the_page_and_the_log_says_who_read(
    mapping, town, hr, cycle
):
    address = reverse("pay:readers", args=[cycle.pk])
    figures(mapping, town)
    hr.post(address, {"user": town.people["Sara Lund"].pk})
    named = PayReader.objects.get(user=town.people["Sara Lund"])
    page = hr.get(address).content.decode()
    assert "Moa Hedlund" in page
    assert "Sara Lund" in page

    hr.post(reverse("pay:reader_end", args=[cycle.pk, named.pk]))
    named.refresh_from_db()
    assert named.ended_at is not None
    shown = hr.get(address).content.decode().replace("\xa0", " ")
    assert "Sara Lund, från 2 oktober 2023 till 2 oktober 2023" in shown


def test_a_reader_of_a_closed_mapping_can_still_be_ended(mapping, town, hr, cycle):
    named = actions.name_reader(
        mapping_id=mapping.pk, user_id=town.people["Sara Lund"].pk, actor=town.hr, at=AT
    )
    PayMapping.objects.update(closed_at=AT)
    ending = reverse("pay:reader_end", args=[cycle.pk, named.pk])

    assert ending in hr.get(reverse("pay:readers", args=[cycle.pk])).content.decode()
    hr.post(ending)

    named.refresh_from_db()
    assert named.ended_at is not None


def test_the_log_of_readings_is_paged_and_asks_no_more_for_more(
    mapping, town, hr, cycle, django_assert_max_num_queries
):
    address = reverse("pay:readers", args=[cycle.pk])
    figures(mapping, town)
    with CaptureQueriesContext(connection) as few:
        hr.get(address)
    for n in range(60):
        actions.read(mapping, page="groups" if n else "simulation", actor=town.hr, at=AT)

    with django_assert_max_num_queries(len(few)):
        page = hr.get(address)

    assert page.content.decode().count("Grupperna") == 50
    last = hr.get(address, {"sida": "2"}).content.decode()
    assert last.count("Grupperna") == 9
    assert "Räkna på en budget" in last


def test_a_file_that_waits_holds_nothing_of_columns_that_are_never_read_in(town, cycle):
    content = paying.pay_file().decode("cp1252").replace("\r\n", ";Hemligt\r\n")
    content = content.replace(paying.HEADINGS + ";Hemligt", paying.HEADINGS + ";Fackförbund", 1)
    mapping = paying.mapping_of(cycle, by=town.hr, at=AT)
    run = paying.take(mapping, by=town.hr, at=AT, content=content.encode("cp1252"))

    waiting = actions.waiting(run)

    assert set(waiting.file.table.codes("Fackförbund").names) == set()
    assert [d.heading for d in waiting.proposal.dropped if d.sensitive] == ["Fackförbund"]


def test_a_file_that_nobody_confirms_is_gone_after_a_day(town, cycle):
    mapping = paying.mapping_of(cycle, by=town.hr, at=AT)
    run = paying.take(mapping, by=town.hr, at=AT)
    key = PayCopy.objects.get().key_name

    assert actions.drop_left_files(at=AT + timedelta(hours=23)) == 0
    assert actions.drop_left_files(at=AT + timedelta(hours=25)) == 1
    assert not PayRun.objects.filter(pk=run.pk).exists()
    assert not PayCopy.objects.filter(key_name=key).exists()


def test_a_confirmed_file_stays(mapping):
    assert actions.drop_left_files(at=AT + timedelta(days=30)) == 0
