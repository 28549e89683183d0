"""The pages of the pay file: what is asked, what is warned of, and accounting for everybody."""

from __future__ import annotations

import io

import paying
import pytest
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from strandvik import noon

from aktiva.apps.pay import actions, queries
from aktiva.apps.pay.forms import key_of
from aktiva.apps.pay.models import PayMapping, PayRun

pytestmark = pytest.mark.django_db

AT = noon("2023-10-02")
HEADINGS = "Anstnr;Kön;Personnummer;Befattning;Lön heltid;Sysselsättningsgrad"


@pytest.fixture
def mapping(town, cycle) -> PayMapping:
    return paying.mapping_of(cycle, by=town.hr, at=AT)


@pytest.fixture
def hr(client, town, day):
    day("2023-10-02")
    client.force_login(town.hr)
    return client


def lines(headings: str, *rows: str) -> bytes:
    return "\r\n".join([headings, *rows]).encode()


def take(mapping, town, content: bytes, name: str = "loner.csv", **more) -> PayRun:
    return actions.take_file(
        mapping_id=mapping.pk, name=name, content=content, actor=town.hr, at=AT, **more
    )


def address(page: str, run: PayRun) -> str:
    return reverse(f"pay:{page}", args=[run.mapping.cycle_id, run.pk])


def filled_in(page) -> dict[str, str]:
    form = page.context["form"]
    return {name: form[name].value() or "" for name in form.fields}


def personal(serial: int, *, woman: bool) -> str:
    """Return an invented personal number with the right check digit."""
    nine = f"80{serial % 12 + 1:02}{serial % 28 + 1:02}{serial:02}{2 if woman else 1}"
    total = sum(sum(divmod(int(c) * (2 - i % 2), 10)) for i, c in enumerate(nine))
    return f"19{nine[:6]}-{nine[6:]}{-total % 10}"


def with_numbers(*, codes: tuple[str, str] = ("K", "M"), wrong: int = 0) -> bytes:
    """Return eight women and eight men with personal numbers, the first `wrong` of another sex."""
    rows = []
    for n in range(16):
        woman = n < 8
        number = personal(n + 1, woman=woman != (n < wrong))
        sex = codes[0] if woman else codes[1]
        rows.append(f"{n + 1};{sex};{number};Kock;{30_000 + n};100")
    return lines(HEADINGS, *rows)


def workbook(**sheets: list[list[object]]) -> bytes:
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file)
    for name, rows in sheets.items():
        sheet = book.add_worksheet(name)
        for at, row in enumerate(rows):
            sheet.write_row(at, 0, row)
    book.close()
    return file.getvalue()


TWO_PAYS = lines(
    "Anstnr;Kön;Befattning;Månadslön;Sysselsättningsgrad;Facktillhörighet",
    *(f"{n};{'K' if n % 2 else 'M'};Kock;{30_000 + n};{75 if n % 3 else 100};X" for n in range(9)),
)


def test_what_is_asked_has_no_answer_chosen_and_must_be_answered(town, mapping, hr):
    run = take(mapping, town, TWO_PAYS)
    page = hr.get(address("columns", run))
    given = filled_in(page)

    assert given["pay"] == given["pay_actual"] == ""
    assert "Är Månadslön lönen omräknad till heltid" in page.content.decode()
    refused = hr.post(address("columns", run), given)
    assert refused.status_code == 422
    assert "pay" in refused.context["form"].errors

    assert hr.post(address("columns", run), given | {"pay_actual": "Månadslön"}).status_code == 302
    run.refresh_from_db()
    assert run.confirmed_at is not None
    assert '"pay_actual": ["Månadslön"]' in run.layout


def test_a_question_with_one_field_is_answered_also_by_that_there_is_no_such_column(
    town, mapping, hr
):
    rows = (f"{n};{'K' if n % 2 else 'M'};Kock;{30_000 + n};80;90" for n in range(9))
    run = take(mapping, town, lines("Anstnr;Kön;Befattning;Heltidslön;Omfattning;Syssgrad", *rows))
    given = filled_in(hr.get(address("columns", run)))
    assert given["extent"] == ""

    refused = hr.post(address("columns", run), given)
    assert refused.status_code == 422
    assert list(refused.context["form"].errors) == ["extent"]
    assert hr.post(address("columns", run), given | {"extent": "-"}).status_code == 302


def test_what_was_not_found_is_folded_away_until_something_is_wrong_there(town, mapping, hr):
    run = take(mapping, town, lines(HEADINGS, "1;K;;Kock;30000;100", "2;M;;Kock;31000;100"))
    page = hr.get(address("columns", run))
    folded = {
        f.name for _heading, fields, fold in page.context["form"].parts if fold for f in fields
    }

    assert {"supplements", "hours_month"} <= folded
    assert not folded & {"pay", "sex", "woman"}
    assert page.content.decode().count('<details class="more"') == 1

    answer = hr.post(address("columns", run), filled_in(page) | {"hours_month": "inte ett tal"})

    assert answer.status_code == 422
    assert not any(fold for _heading, _fields, fold in answer.context["form"].parts)
    assert 'value="inte ett tal"' in answer.content.decode()


def test_a_sensitive_column_is_named_first_and_cannot_be_chosen(town, mapping, hr):
    run = take(mapping, town, TWO_PAYS)
    page = hr.get(address("columns", run))

    assert page.context["dropped"][0].heading == "Facktillhörighet"
    assert "känslig, sparas aldrig" in page.content.decode()
    assert '<option value="Facktillhörighet"' not in page.content.decode()
    given = filled_in(page) | {"pay": "Månadslön", "unit": "Facktillhörighet"}
    assert hr.post(address("columns", run), given).status_code == 422


def test_what_was_left_out_last_time_is_not_proposed_again(town, mapping, hr):
    run = take(mapping, town, paying.pay_file())
    given = filled_in(hr.get(address("columns", run))) | {"unit": ""}
    assert hr.post(address("columns", run), given).status_code == 302

    again = take(mapping, town, paying.pay_file(raised=10), why="fel månad i den första")
    page = hr.get(address("columns", again))

    assert filled_in(page)["unit"] == ""
    assert filled_in(page)["pay"] == "Lön heltid"
    assert "Bekräftad förra gången" in page.content.decode()
    assert page.context["form"].questions == []


@pytest.mark.parametrize(("wrong", "said"), [(0, False), (1, True), (3, True)])
def test_sex_that_disagrees_with_the_personal_numbers_is_counted_and_let_stand_by_a_tick(
    town, mapping, hr, wrong, said
):
    run = take(mapping, town, with_numbers(wrong=wrong))
    page = hr.get(address("columns", run))
    assert ("stämmer inte överens" in page.content.decode()) is said
    given = {name: value for name, value in filled_in(page).items() if name != "sexes_stand"}

    answer = hr.post(address("columns", run), given)
    assert answer.status_code == (422 if said else 302)
    if said:
        (error,) = answer.context["form"].errors["sexes_stand"]
        assert f"i {wrong} rad" in error
        kept = hr.post(address("columns", run), given | {"sexes_stand": "on"})
        assert kept.status_code == 302


def test_codes_of_women_and_men_that_are_swapped_are_told_before_they_are_kept(town, mapping, hr):
    run = take(mapping, town, with_numbers(codes=("1", "2")))
    given = filled_in(hr.get(address("columns", run)))
    assert given["woman"] == given["man"] == ""

    swapped = hr.post(address("columns", run), given | {"woman": "2", "man": "1"})
    assert swapped.status_code == 422
    assert "i 16 rader" in swapped.context["form"].errors["sexes_stand"][0]
    assert not PayRun.objects.exclude(confirmed_at=None).exists()

    assert hr.post(address("columns", run), given | {"woman": "1", "man": "2"}).status_code == 302


def test_pay_by_the_hour_asks_for_the_divisor_beside_its_field(town, mapping, hr):
    rows = (f"{n};{'K' if n % 2 else 'M'};Kock;{180 + n},50" for n in range(9))
    run = take(mapping, town, lines("Anstnr;Kön;Befattning;Timlön", *rows))
    page = hr.get(address("columns", run))
    given = filled_in(page)

    assert "165 timmar" in page.content.decode()
    refused = hr.post(address("columns", run), given)
    assert list(refused.context["form"].errors) == ["hours_month"]
    assert hr.post(address("columns", run), given | {"hours_month": "165"}).status_code == 302


def test_another_sheet_of_the_workbook_is_read_without_a_new_upload(town, mapping, hr):
    head = ["Anstnr", "Kön", "Befattning", "Heltidslön", "Sysselsättningsgrad"]
    people = [[n, "K" if n % 2 else "M", "Kock", 30_000 + n, 100] for n in range(9)]
    content = workbook(Maj=[head, *people], Juni=[head, *people[:5]], Text=[["Anteckningar"]])
    run = take(mapping, town, content, name="loner.xlsx")
    assert (run.sheet, run.n_rows) == ("Maj", 9)
    page = hr.get(address("columns", run)).content.decode()
    assert '<option value="Juni"' in page
    assert '<option value="Text"' not in page

    assert hr.post(address("sheet", run), {"sheet": ""}).status_code == 422
    assert hr.post(address("sheet", run), {"sheet": "Text"}).status_code == 422
    assert hr.post(address("sheet", run), {"sheet": "Juni"}).status_code == 302
    run.refresh_from_db()
    assert (run.sheet, run.n_rows, run.number) == ("Juni", 5, 1)
    assert '<option value="Maj"' in hr.get(address("columns", run)).content.decode()


def test_a_file_with_a_very_long_name_can_still_be_confirmed(town, mapping, hr):
    run = take(mapping, town, paying.pay_file(), name="x" * 230 + ".csv")

    given = filled_in(hr.get(address("columns", run)))

    assert hr.post(address("columns", run), given).status_code == 302


def register(numbers, *, heading: str = "Anstnr", unit: str = "Enhet {}") -> SimpleUploadedFile:
    rows = (f"{n};{unit.format(n)};Tillsvidare" for n in numbers)
    content = lines(f"{heading};Enhet;Anställningsform", *rows)
    return SimpleUploadedFile("register.csv", content, content_type="text/csv")


def hold(hr, run, file: SimpleUploadedFile):
    return hr.post(address("reconciliation", run), {"read": "1", "register": file})


def test_a_register_of_nobody_in_the_pay_file_is_refused(town, mapping, hr):
    run = take(mapping, town, paying.pay_file())

    answer = hold(hr, run, register(range(1, 40)))

    assert answer.status_code == 422
    assert "samma slag" in answer.context["form"].errors["register"][0]
    run.refresh_from_db()
    assert run.n_register is None


def test_a_register_without_a_number_says_which_file_and_what_to_do(town, mapping, hr):
    run = take(mapping, town, paying.pay_file())

    answer = hold(hr, run, register(("A", "B", "C", "D"), heading="Signatur"))

    assert answer.status_code == 422
    assert answer.context["form"].errors["register"][0].startswith("Personalregistret: ")


def test_a_pay_file_with_two_numbers_is_held_by_the_one_that_was_confirmed_before(
    town, mapping, hr
):
    rows = [f"{n};{900 + n};{'K' if n % 2 else 'M'};Kock;{30_000 + n};100" for n in range(1, 9)]
    content = lines("Anstnr;Löpnr;Kön;Befattning;Heltidslön;Sysselsättningsgrad", *rows)
    first = take(mapping, town, content)
    asked = hold(hr, first, register(range(901, 909)))
    assert asked.context["form"].errors["register"][0].startswith("Lönefilen: ")
    given = filled_in(hr.get(address("columns", first))) | {"id": "Löpnr"}
    assert hr.post(address("columns", first), given).status_code == 302

    second = take(mapping, town, content, why="samma fil, för att stämma av den")
    assert hold(hr, second, register(range(901, 909))).status_code == 302

    second.refresh_from_db()
    assert (second.n_register, second.n_both) == (8, 8)


@pytest.fixture
def held(town, mapping, hr) -> PayRun:
    """A file that is held against a register with 30 units of people who have no pay."""
    run = take(mapping, town, paying.pay_file())
    assert hold(hr, run, register([*range(1001, 1033), *range(2001, 2031)])).status_code == 302
    run.refresh_from_db()
    assert len(run.places) == 30
    return run


def keys_on(page) -> list[str]:
    return [key for key, *_row in page.context["explain"].rows]


def leave(keys: list[str]) -> dict[str, object]:
    return {"explain": "1", "place": keys} | {f"{key}_unpaid_leave": "1" for key in keys}


def test_places_are_explained_a_page_at_a_time_and_nothing_said_is_lost(held, hr):
    here = address("reconciliation", held)
    first = keys_on(hr.get(here))
    assert len(first) == 20

    assert hr.post(here, leave(first)).status_code == 302
    rest = [key for key in keys_on(hr.get(here)) if key not in first]
    assert len(rest) == 10  # those without a reason come first
    assert hr.post(here, leave(rest)).status_code == 302

    held.refresh_from_db()
    assert queries.is_reconciled(held)


@pytest.mark.parametrize(
    ("sent", "wrong"),
    [
        ({"unpaid_leave": "2"}, "unpaid_leave"),
        ({"unpaid_leave": "1", "ended": "1"}, "ended"),
        ({"own_words": "1"}, "words"),
        ({"own_words": "1", "words": "annat skäl"}, "words"),
        ({"words": "började samma dag som lönerna togs ut"}, "own_words"),
        ({"unpaid_leave": "-1"}, "unpaid_leave"),
    ],
)
def test_a_reason_that_does_not_hold_is_told_at_its_field_with_what_was_typed(
    held, hr, sent, wrong
):
    place = next(iter(queries.places_of(held)))
    key = key_of(place)
    typed = {f"{key}_{name}": value for name, value in sent.items()}

    answer = hr.post(address("reconciliation", held), {"explain": "1", "place": [key]} | typed)

    assert answer.status_code == 422
    assert list(answer.context["explain"].errors) == [f"{key}_{wrong}"]
    for name, value in typed.items():
        assert answer.context["explain"][name].value() == value
    held.refresh_from_db()
    assert queries.explained_of(held) == ()


def test_reasons_for_places_of_a_register_that_was_read_in_anew_are_not_kept(held, hr):
    answer = hr.post(address("reconciliation", held), leave(["p000000000000"]))

    assert answer.status_code == 422
    assert "lästs in igen" in answer.content.decode()


def test_reasons_are_written_also_after_the_columns_are_confirmed(held, town, hr):
    actions.confirm_file(
        run_id=held.pk, columns=paying.COLUMNS, sexes=paying.SEXES, actor=town.hr, at=AT
    )
    keys = keys_on(hr.get(address("reconciliation", held)))[:1]

    assert hr.post(address("reconciliation", held), leave(keys)).status_code == 302
    held.refresh_from_db()
    assert len(queries.explained_of(held)) == 1
    assert hold(hr, held, register(range(1001, 1033))).status_code == 422


def test_the_page_asks_no_more_for_more_places(town, mapping, hr, django_assert_max_num_queries):
    run = take(mapping, town, paying.pay_file())
    hold(hr, run, register(range(1001, 1034)))
    with CaptureQueriesContext(connection) as few:
        hr.get(address("reconciliation", run))
    n = len(few)
    hold(hr, run, register([*range(1001, 1033), *range(2001, 2101)]))

    with django_assert_max_num_queries(n):
        hr.get(address("reconciliation", run))


@pytest.mark.parametrize("page", ["columns", "reconciliation"])
def test_a_file_that_waits_is_seen_only_by_a_reader(town, mapping, client, day, page):
    day("2023-10-02")
    run = take(mapping, town, paying.pay_file())
    client.force_login(town.people["Sara Lund"])

    assert client.get(address(page, run)).status_code == 404


def test_a_file_whose_key_is_gone_is_told_and_can_be_taken_away(town, mapping, hr):
    run = take(mapping, town, paying.pay_file())
    actions.reading.key_folder().destroy(run.copy.key_name)

    answer = hr.get(address("columns", run), follow=True)

    assert "går inte att öppna här" in answer.content.decode()
    assert hr.post(address("drop", run)).status_code == 302
    assert not PayRun.objects.exists()
