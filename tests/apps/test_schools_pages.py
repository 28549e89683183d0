"""The schools' pages: nothing typed is lost, both texts are shown, and who sees what."""

from __future__ import annotations

from datetime import date

import pytest
from schooling import WRITTEN, YEAR, full_year, mark, write
from strandvik import noon

from aktiva.apps.reports import actions as reports
from aktiva.apps.schools import actions
from aktiva.apps.schools.models import School, SchoolPart
from aktiva.domain.schools.words import Part

pytestmark = pytest.mark.django_db

TEXT = "Rutinen lästes upp i alla klasser i augusti."


@pytest.fixture
def alby(town, cycle, day) -> School:
    day("2023-10-12")
    return mark(town, "ALB", "EKL")["ALB"]


@pytest.fixture
def rektor(town, client):
    client.force_login(town.people["Bo Grip"])
    return town.people["Bo Grip"]


def base(cycle, school) -> str:
    return f"/ar/{cycle.pk}/skola/{school.pk}/"


def send(client, cycle, school, part: str, **given):
    given = {"revision": "0"} | {name.replace("__", "-"): value for name, value in given.items()}
    return client.post(f"{base(cycle, school)}del/{part}/", given)


@pytest.mark.parametrize("part", [p.value for p in Part])
def test_every_part_opens_empty_full_and_signed(client, cycle, alby, rektor, part):
    url = f"{base(cycle, alby)}del/{part}/"
    assert client.get(url).status_code == 200
    write(alby, by=rektor, at=noon("2023-10-10"))
    full = client.get(url).content.decode()
    assert "Så skrev ni" not in full and "Spara" in full

    reports.approve_education_report(
        cycle=cycle, school_id=alby.pk, name="Alby skola", approved_as="Bo Grip, rektor",
        actor=rektor, at=WRITTEN,
    )  # fmt: skip
    signed = client.get(url).content.decode()
    assert "Redovisningen är godkänd och kan inte ändras." in signed
    assert "Spara och fortsätt" not in signed


def test_last_years_words_stand_beside(client, cycle, alby, rektor):
    write(alby, by=rektor, year=YEAR - 1, at=noon("2023-01-15"))

    page = client.get(f"{base(cycle, alby)}del/cooperation/").content.decode()

    assert "Så skrev ni 2022" in page
    assert "Klassråden svarade på frågorna 2022." in page


def test_rows_are_saved_added_and_removed(client, cycle, alby, rektor):
    answer = send(
        client, cycle, alby, "risks", n="1", row_0="", **{
            "row-0-description": "Otrygga raster", "row-0-cause": "Få vuxna är ute på rasterna.",
            "row-0-grounds": ["age", "sex"], "more": "1",
        },
    )  # fmt: skip
    assert answer.url.endswith("/del/risks/?ny=1#ny")
    row = SchoolPart.objects.get()
    assert row.value["rows"][0] | {"grounds": []} == {
        "key": "r1", "description": "Otrygga raster", "grounds": [],
        "cause": "Få vuxna är ute på rasterna.",
    }  # fmt: skip

    page = client.get(answer.url.split("#")[0]).content.decode()
    assert "Risk 2" in page

    send(
        client, cycle, alby, "risks", revision="1", n="2", **{
            "row-0-key": "r1", "row-0-description": "Otrygga raster", "row-0-remove": "on",
            "row-1-description": "Otryggt ombyte",
        },
    )  # fmt: skip
    row.refresh_from_db()
    assert [(r["key"], r["description"]) for r in row.value["rows"]] == [("r2", "Otryggt ombyte")]


def test_a_wrong_day_is_said_and_nothing_is_lost(client, cycle, alby, rektor):
    answer = send(client, cycle, alby, "texts", one__on="5 sept", one__words=TEXT)

    assert answer.status_code == 422
    assert TEXT in answer.content.decode() and "5 sept" in answer.content.decode()
    assert "Skriv datumet som 2027-03-31." in answer.content.decode()
    assert not SchoolPart.objects.exists()


def test_a_day_that_has_not_been_is_refused(client, cycle, alby, rektor):
    answer = send(client, cycle, alby, "texts", one__on="2023-10-13", one__words=TEXT)

    assert answer.status_code == 422
    assert "Den dagen har inte varit än." in answer.content.decode()


def test_an_unfinished_part_is_kept_and_what_remains_is_said(client, cycle, alby, rektor):
    answer = send(client, cycle, alby, "texts", one__words="Kort.")

    assert answer.status_code == 302
    page = client.get(f"{base(cycle, alby)}del/texts/").content.decode()
    assert "Det här återstår" in page
    assert "Skriv vilken dag i år" in page


def test_words_that_may_point_somebody_out_are_asked_about(client, cycle, alby, rektor):
    words = "Två elever i årskurs 3 känner sig utsatta i omklädningsrummet."

    asked = send(client, cycle, alby, "texts", one__on="2023-09-05", one__words=words)

    assert asked.status_code == 422
    assert "Två elever" in asked.content.decode() and "Litet antal personer" in (
        asked.content.decode()
    )
    assert not SchoolPart.objects.exists()
    kept = send(
        client, cycle, alby, "texts", one__on="2023-09-05", one__words=words, looked_at="on"
    )
    assert kept.status_code == 302
    again = send(client, cycle, alby, "texts", revision="1", one__on="2023-09-06", one__words=words)
    assert again.status_code == 302


def test_a_personal_number_is_never_kept(client, cycle, alby, rektor):
    words = "Eleven 20121230-2388 berättade om rasten."

    answer = send(
        client, cycle, alby, "texts", one__on="2023-09-05", one__words=words, looked_at="on"
    )

    assert answer.status_code == 422
    assert "personnummer, så den sparas inte" in answer.content.decode()


def test_two_at_once_see_both_texts_and_choose(town, client, cycle, alby, rektor):
    actions.save_part(
        school_id=alby.pk, year=YEAR, part=Part.TEXTS, value={"words": "HR:s text står här."},
        revision=0, actor=town.hr, at=noon("2023-10-12"),
    )  # fmt: skip

    answer = send(client, cycle, alby, "texts", one__on="2023-09-05", one__words=TEXT)

    page = answer.content.decode()
    assert answer.status_code == 409
    assert "HR:s text står här." in page and TEXT in page
    assert 'name="revision" value="1"' in page
    chosen = send(client, cycle, alby, "texts", revision="1", one__on="2023-09-05", one__words=TEXT)
    assert chosen.status_code == 302
    assert SchoolPart.objects.get().value["words"] == TEXT


def test_a_representative_reads_and_cannot_write(town, client, cycle, alby):
    from aktiva.domain.organisation.permissions import Role

    town.role(
        town.person("Pia Fack"), Role.UNION_REPRESENTATIVE, "ALB", "ombud",
        organisation="Sveriges Lärare", notified_date=date(2023, 1, 2),
    )  # fmt: skip
    client.force_login(town.people["Pia Fack"])

    assert "Spara" not in client.get(f"{base(cycle, alby)}del/texts/").content.decode()
    assert send(client, cycle, alby, "texts", one__words=TEXT).status_code == 404
    assert "Alby skola 2023" in client.get("/uppgifter/").content.decode()


@pytest.mark.parametrize("who", ["Ali Noor", "Per Ask", "Tor Vik"])
@pytest.mark.parametrize("page", ["", "del/texts/", "redovisning/", "lagkoll/", "oppna/", "fil/"])
def test_nobody_else_sees_that_the_school_is_there(town, neighbour, client, cycle, alby, who, page):
    client.force_login({**town.people, **neighbour.people}[who])

    assert client.get(base(cycle, alby) + page).status_code == 404


def test_a_year_when_the_school_was_not_there_has_no_page(town, client, cycle, alby):
    actions.change_school(
        school_id=alby.pk, form="compulsory", code="ALB", from_date=date(2024, 1, 1), to_date=None,
        actor=town.hr, at=noon("2023-10-12"),
    )  # fmt: skip
    client.force_login(town.hr)

    assert client.get(base(cycle, alby)).status_code == 404


def test_the_head_sees_the_departments_schools_and_what_is_missing(town, client, cycle, alby):
    write(alby, by=town.people["Bo Grip"], at=noon("2023-10-10"))
    client.force_login(town.people["Sara Lund"])

    page = client.get(f"/ar/{cycle.pk}/skolor/").content.decode()

    assert "Alby skola" in page and "Eklidens skola" in page
    assert "6 av 6 delar" in page and "0 av 6 delar" in page
    assert "Vilka är skolor" not in page
    assert "Alby skola" not in (
        client.get(f"/ar/{cycle.pk}/skolor/?lage=not_started").content.decode()
    )


def test_a_head_of_another_department_sees_no_schools(town, client, cycle, alby):
    client.force_login(town.people["Olle Berg"])

    assert "Alby skola" not in client.get(f"/ar/{cycle.pk}/skolor/").content.decode()


def test_hr_marks_proposed_units_and_takes_them_back(town, client, cycle, day):
    day("2023-10-12")
    client.force_login(town.hr)
    url = f"/ar/{cycle.pk}/skolor/vilka/"
    page = client.get(url)
    assert [r["node"].code for r in page.context["proposed"]] == ["ALB", "EKL"]
    alb, ekl = town.units["ALB"].pk, town.units["EKL"].pk
    typed = {
        "chosen": [alb, ekl], f"form-{alb}": "compulsory", f"code-{alb}": "12345678",
        f"form-{ekl}": "compulsory", f"code-{ekl}": "12345678", "from_date": "2023-01-01",
    }  # fmt: skip

    wrong = client.post(url, typed)
    assert wrong.status_code == 422
    assert "Koden 12345678 står på två skolor." in wrong.content.decode()
    assert "12345678" in wrong.content.decode()

    assert client.post(url, typed | {f"code-{ekl}": "EKL"}).status_code == 302
    school = School.objects.get(code="EKL")
    taken = client.post(f"/ar/{cycle.pk}/skolor/ta-bort/", {"chosen": [school.pk]}, follow=True)
    assert "1 enhet är inte längre markerad." in taken.content.decode()
    assert list(School.objects.values_list("code", flat=True)) == ["12345678"]


def test_marking_nothing_says_what_to_do(town, client, cycle, day):
    day("2023-10-12")
    client.force_login(town.hr)

    answer = client.post(f"/ar/{cycle.pk}/skolor/vilka/", {"from_date": "2023-01-01"})

    assert answer.status_code == 422
    assert "Välj minst en enhet" in answer.content.decode()


def test_the_plan_stands_beside_and_is_no_duty_of_the_act(client, cycle, alby, rektor):
    year = full_year()
    del year[Part.PLAN]
    write(alby, by=rektor, parts=year)

    page = client.get(f"{base(cycle, alby)}lagkoll/")

    assert page.context["counts"]["missing"] == sum(
        r.status.value == "missing" for r in page.context["results"]
    )
    assert all("skollagen" not in r.duty.paragraph for r in page.context["results"])
    assert "prövas av Skolinspektionen, ingår inte" in page.content.decode()


@pytest.mark.parametrize(
    ("per", "status"),
    [("2023-10-01", 200), ("igår", 422), ("2011-01-01", 422), ("2030-01-01", 422)],
)
def test_the_schools_law_check_is_shown_as_of_a_day(client, cycle, alby, rektor, per, status):
    answer = client.get(f"{base(cycle, alby)}lagkoll/?per={per}")

    assert answer.status_code == status


def test_the_employers_check_leads_to_each_schools_own(town, client, cycle, alby):
    client.force_login(town.hr)

    page = client.get(f"/ar/{cycle.pk}/lagkoll/")

    address = page.context["schools"][f"school:{alby.code}"]
    assert address in page.content.decode()
    assert client.get(address).status_code == 200
