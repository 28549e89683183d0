"""The pages of the year: who reaches them, what they show, how many questions they ask."""

import re
from datetime import date

import pytest
from strandvik import noon

from aktiva.apps.cycles import actions as cycles
from aktiva.apps.organisation.models import Unit
from aktiva.apps.timetable import actions
from aktiva.apps.timetable.models import Bounce, EmployerEvent, Pause, Substitution

pytestmark = pytest.mark.django_db

AT = noon("2023-09-11")
BO, EVA, SARA, PER = "Bo Grip", "Eva Sten", "Sara Lund", "Per Ask"


@pytest.fixture(autouse=True)
def today(day):
    day("2023-09-20")


def decide(town, cycle, unit: str, title: str = "Två utbildningsdagar", **given):
    common = given.pop("common", False)
    facts = {"area": "training", "title": title, "owner_role": "chef"} | given
    return cycles.decide_measure(
        cycle=cycle, unit=town.units[unit], facts=cycles.MeasureFacts(**facts), common=common,
        actor=town.hr, at=AT,
    )  # fmt: skip


def read(client, who, url: str, status: int = 200) -> str:
    client.force_login(who)
    response = client.get(url)
    assert response.status_code == status, (url, response.status_code)
    return response.content.decode()


# ---- who ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("who", "unit", "status"),
    [
        (BO, "ALB", 200), (BO, "EKL", 404), (BO, "BF", 404), (BO, "0", 404),
        (SARA, "BF", 200), (SARA, "ALB", 200), (SARA, "SF", 404), (SARA, "0", 404),
        ("Moa Hedlund", "0", 200), ("Moa Hedlund", "KOK", 200), (PER, "ALB", 404),
    ],
)  # fmt: skip
def test_the_wheel_of_a_unit_is_open_to_those_who_read_it(client, town, cycle, who, unit, status):
    for page in ("", "utan-dag/", "10/"):
        url = f"/ar/{cycle.pk}/arshjul/{page}?enhet={town.units[unit].pk}"
        read(client, town.people[who], url, status)


def test_a_person_lands_on_the_highest_unit_they_read(client, town, cycle):
    shown = {
        who: re.search(r'<option value="\d+" selected>\s*([^<]+)<', read(
            client, town.people[who], f"/ar/{cycle.pk}/arshjul/"))[1].strip()
        for who in (BO, SARA, "Moa Hedlund")
    }  # fmt: skip

    assert shown == {
        BO: "Alby skola", SARA: "Bildningsförvaltningen", "Moa Hedlund": "Strandvik kommun",
    }  # fmt: skip


@pytest.mark.parametrize(
    "page",
    ["", "skickat/", "adresser/", "kalender/", "ersattare/"],
)
def test_the_reminders_are_for_those_who_keep_the_year(client, town, neighbour, cycle, page):
    url = f"/ar/{cycle.pk}/paminnelser/{page}"

    read(client, town.hr, url)
    for stranger in (town.people[SARA], town.people[BO], neighbour.hr):
        read(client, stranger, url, 404)


def test_what_is_not_yours_cannot_be_changed_and_looks_like_what_does_not_exist(
    client, town, neighbour, cycle
):
    event = actions.record_event(
        employer=town.employer, kind="budget", name="Budget", from_date=AT.date(),
        to_date=AT.date(), actor=town.hr, at=AT,
    )  # fmt: skip
    pause = actions.record_pause(
        employer=town.employer, name="Juli", from_date=AT.date(), to_date=AT.date(), yearly=False,
        actor=town.hr, at=AT,
    )  # fmt: skip
    bounce = actions.record_bounce(address=town.people[BO].email, code="5.1.1", at=AT)
    theirs = cycles.open_year(employer=neighbour.employer, year=2023, actor=neighbour.hr, at=AT)
    client.force_login(neighbour.hr)

    for at in (cycle.pk, theirs.pk):
        for rest in (
            f"kalender/{event.pk}/ta-bort/", f"uppehall/{pause.pk}/ta-bort/",
            f"adresser/{bounce.pk}/fungerar/",
        ):  # fmt: skip
            assert client.post(f"/ar/{at}/paminnelser/{rest}").status_code == 404
    assert client.get(f"/ar/{theirs.pk}/paminnelser/kalender/{event.pk}/").status_code == 404
    assert (EmployerEvent.objects.count(), Pause.objects.count()) == (1, 1)
    assert Bounce.objects.get().settled_at is None


def test_nobody_signed_in_is_sent_to_the_door(client, cycle):
    for url in (
        f"/ar/{cycle.pk}/arshjul/",
        f"/ar/{cycle.pk}/paminnelser/",
        "/konto/kalender/",
        "/konto/franvaro/",
    ):
        assert client.get(url)["Location"].startswith("/logga-in/")


def test_the_navigation_leads_there_for_those_who_may(client, town, cycle):
    def links(who: str) -> set[str]:
        page = read(client, town.people[who], f"/ar/{cycle.pk}/atgarder/")
        return set(re.findall(rf'href="/ar/{cycle.pk}/(arshjul|paminnelser)/"', page))

    assert links(BO) == {"arshjul"}
    assert links("Moa Hedlund") == {"arshjul", "paminnelser"}


# ---- the wheel and its list ---------------------------------------------------------------------


def test_each_day_of_a_unit_is_a_link_with_a_name_that_leads_to_its_place_in_the_list(
    client, town, cycle
):
    decide(town, cycle, "ALB", "Först", due_date=date(2023, 4, 3))
    decide(town, cycle, "ALB", "Sedan", due_date=date(2023, 10, 2))
    decide(town, cycle, "ALB", "Samma dag", due_date=date(2023, 10, 2))

    page = read(client, town.people[BO], f"/ar/{cycle.pk}/arshjul/")

    marks = re.findall(r'<a href="#(d\d)" aria-label="([^"]+)"', page)
    assert marks == [
        ("d1", "1. 3\u00a0april 2023, Klart senast: Först, försenat"),
        ("d2", "2. 2\u00a0oktober 2023, Klart senast: Samma dag och 1 till, kommer"),
    ]
    assert all(f'id="{target}"' in page for target, _ in marks)
    assert [
        name for name in ("Först", "Sedan", "Samma dag") if page.count(f">{name}</a>") != 1
    ] == []
    assert re.search(r'<svg class="wheel"[^>]* aria-labelledby="hjul-namn" aria-describedby=', page)
    assert '<title id="hjul-namn">Årshjul för Alby skola 2023</title>' in page


def test_everything_in_the_wheel_is_in_the_list_with_its_state(client, town, campaign, cycle):
    decide(town, cycle, "ALB", "Försenad", due_date=date(2023, 4, 3))
    decide(town, cycle, "ALB", "Rond", schedule_text="1 ggr/år (mars)")
    decide(town, cycle, "ALB", "Löpande sak", schedule_text="Löpande")

    page = read(client, town.people[BO], f"/ar/{cycle.pk}/arshjul/")

    text = " ".join(re.sub(r"<[^>]+>", " ", page).split())
    assert "Klart senast · försenat" in text
    assert "Görs i mars · har varit" in text
    assert "Sista svarsdag · kommer" in text
    assert "Löpande sak Pågår löpande, men datum för nästa avstämning saknas." in text


def test_an_empty_year_says_what_will_come(client, town, cycle):
    page = read(client, town.people[BO], f"/ar/{cycle.pk}/arshjul/")

    assert "Inga datum ännu" in page
    assert '<a href="#d' not in page


def test_many_units_show_counts_by_month_and_area_that_lead_to_the_month(client, town, cycle):
    for code in ("ALB", "EKL", "KOK"):
        decide(town, cycle, code, due_date=date(2023, 10, 2))
    decide(town, cycle, "ALB", area="pay", due_date=date(2023, 10, 9))

    page = read(client, town.hr, f"/ar/{cycle.pk}/arshjul/")

    query = f"ar=2023&amp;enhet={town.units['0'].pk}"
    petals = re.findall(r'<a href="([^"]+)" aria-label="([a-zåäö]+: [^"]+)"', page)
    assert petals == [(f"/ar/{cycle.pk}/arshjul/10/?{query}", "oktober: 4\u00a0datum, 0 gjorda")]
    assert f"/ar/{cycle.pk}/arshjul/10/?{query}&amp;omrade=pay" in page
    listed = read(
        client, town.hr, f"/ar/{cycle.pk}/arshjul/10/?enhet={town.units['0'].pk}&omrade=pay"
    )
    assert listed.count('<th scope="row"') == 1


def test_a_month_with_many_dates_is_given_page_by_page_without_losing_any(client, town, cycle):
    for n in range(60):
        decide(
            town, cycle, ("ALB", "EKL")[n % 2], f"Nr {n:02d}", due_date=date(2023, 10, 1 + n % 30)
        )
    url = f"/ar/{cycle.pk}/arshjul/10/?enhet={town.units['0'].pk}"

    found = [
        re.findall(r">(Nr \d\d)<", read(client, town.hr, f"{url}&sida={page}")) for page in (1, 2)
    ]

    assert [len(names) for names in found] == [50, 10]
    assert sorted(found[0] + found[1]) == [f"Nr {n:02d}" for n in range(60)]


def test_the_year_before_and_after_can_be_chosen_and_no_other(client, town, cycle):
    decide(town, cycle, "ALB", "Nästa år", due_date=date(2024, 3, 1))
    client.force_login(town.people[BO])

    pages = {
        year: client.get(f"/ar/{cycle.pk}/arshjul/?ar={year}").content.decode()
        for year in ("2023", "2024", "2031", "x")
    }

    assert {year: "Nästa år" in page for year, page in pages.items()} == {
        "2023": False, "2024": True, "2031": False, "x": False,
    }  # fmt: skip
    assert "Årshjulet 2023" in pages["2031"]


@pytest.mark.parametrize("given", ["abc", "999999", "-1", "1e3", "²"])
def test_a_unit_that_is_none_is_not_found(client, town, cycle, given):
    read(client, town.hr, f"/ar/{cycle.pk}/arshjul/?enhet={given}", 404)


def test_a_month_that_is_none_is_not_found(client, town, cycle):
    for month in ("0", "13"):
        read(client, town.hr, f"/ar/{cycle.pk}/arshjul/{month}/", 404)


# ---- the pages of HR ------------------------------------------------------------------------------


def test_the_preview_shows_every_letter_word_for_word(client, town, cycle):
    decide(town, cycle, "ALB", due_date=date(2023, 9, 27))
    decide(town, cycle, "EKL", due_date=date(2023, 9, 21))

    now = read(client, town.hr, f"/ar/{cycle.pk}/paminnelser/")
    following = read(client, town.hr, f"/ar/{cycle.pk}/paminnelser/?dag=nasta")

    assert "Till Bo Grip, enhetschef" in now and "Till Eva Sten, enhetschef" in now
    assert "– 27\u00a0september 2023, om 7 dagar" in now
    assert "Till Bo Grip" not in following
    assert "– 21\u00a0september 2023, i dag" in following


def test_the_preview_of_a_day_off_says_that_nothing_is_sent(client, town, cycle, day):
    day("2023-09-23")

    page = read(client, town.hr, f"/ar/{cycle.pk}/paminnelser/")

    assert "Lördag 23\u00a0september är ingen arbetsdag" in page


def test_a_protected_person_is_shown_by_function(client, town, cycle):
    hidden = town.person("Ida Dold", protected=True)
    town.unit("HEM", "Hemliga enheten", under="BF")
    town.role(hidden, "unit_manager", "HEM", "föreståndare")
    decide(town, cycle, "HEM", due_date=date(2023, 9, 27))
    actions.remind(employer=town.employer, on=date(2023, 9, 20), at=noon("2023-09-20"))
    actions.record_bounce(address=hidden.email, code="5.1.1", at=AT)
    away = {
        "from_date": date(2023, 9, 20),
        "to_date": date(2023, 9, 29),
        "actor": town.hr,
        "at": AT,
    }
    actions.set_substitute(
        employer=town.employer, absent=hidden.email, substitute=town.people[EVA].email, **away
    )

    for page in ("", "skickat/", "adresser/", "ersattare/"):
        shown = read(client, town.hr, f"/ar/{cycle.pk}/paminnelser/{page}")
        assert "Ida" not in shown and "dold@" not in shown, page
    assert "Du får påminnelserna för föreståndare" in read(
        client, town.people[EVA], "/konto/franvaro/"
    )


def test_a_bounce_is_seen_the_same_day_on_the_overview_and_can_be_settled(client, town, cycle):
    bounce = actions.record_bounce(address=town.people[BO].email, code="5.1.1", at=AT)

    overview = read(client, town.hr, f"/ar/{cycle.pk}/")
    listed = read(client, town.hr, f"/ar/{cycle.pk}/paminnelser/adresser/")
    client.post(f"/ar/{cycle.pk}/paminnelser/adresser/{bounce.pk}/fungerar/")

    assert "Breven når inte 1\u00a0mottagare" in overview
    assert "Bo Grip" in listed and "5.1.1" in listed
    assert "Breven når inte" not in read(client, town.hr, f"/ar/{cycle.pk}/")


def test_somebody_elses_bounce_is_not_shown(client, town, neighbour, cycle):
    actions.record_bounce(address=neighbour.hr.email, code="5.1.1", at=AT)

    assert "Breven når inte" not in read(client, town.hr, f"/ar/{cycle.pk}/")


def test_events_and_pauses_are_added_changed_and_removed(client, town, cycle):
    url = f"/ar/{cycle.pk}/paminnelser/kalender/"
    client.force_login(town.hr)
    days = {"from_date": "2024-01-15", "to_date": "2024-03-29"}

    client.post(url, {"form": "event", "h-kind": "pay_review", "h-name": "Löneöversyn",
                      **{f"h-{name}": value for name, value in days.items()}})  # fmt: skip
    client.post(url, {"form": "pause", "u-name": "Juli", "u-from_date": "2024-07-01",
                      "u-to_date": "2024-07-31", "u-yearly": "on"})  # fmt: skip
    event, pause = EmployerEvent.objects.get(), Pause.objects.get()
    client.post(f"{url}{event.pk}/", {"kind": "budget", "name": "Budget", **days})

    assert (EmployerEvent.objects.get().kind, pause.yearly) == ("budget", True)
    client.post(f"{url}{event.pk}/ta-bort/")
    client.post(f"/ar/{cycle.pk}/paminnelser/uppehall/{pause.pk}/ta-bort/")
    assert (EmployerEvent.objects.count(), Pause.objects.count()) == (0, 0)


@pytest.mark.parametrize(
    ("form", "prefix", "words"),
    [("event", "h", "Sista dagen ligger före den första."),
     ("pause", "u", "Sista dagen ligger före den första.")],
)  # fmt: skip
def test_days_in_disorder_are_told_at_the_field_and_nothing_typed_is_lost(
    client, town, cycle, form, prefix, words
):
    client.force_login(town.hr)

    answer = client.post(
        f"/ar/{cycle.pk}/paminnelser/kalender/",
        {"form": form, f"{prefix}-kind": "other", f"{prefix}-name": "Vårens dagar",
         f"{prefix}-from_date": "2024-03-29", f"{prefix}-to_date": "2024-03-01"},
    )  # fmt: skip

    page = answer.content.decode()
    assert answer.status_code == 422
    assert words in page and 'value="Vårens dagar"' in page and 'value="2024-03-01"' in page
    assert "<title>Fel:" in page


def test_a_person_sets_and_ends_their_own_absence(client, town, cycle):
    client.force_login(town.people[BO])
    form = {
        "employer": town.employer.pk, "substitute": town.people[EVA].email,
        "from_date": "2023-10-02", "to_date": "2023-10-13",
    }  # fmt: skip

    wrong = client.post("/konto/franvaro/", form | {"substitute": "ingen@strandvik.example"})
    right = client.post("/konto/franvaro/", form, follow=True)
    kept = Substitution.objects.get()
    ended = client.post(f"/ersattning/{kept.pk}/avsluta/", {"next": "https://ond.example/"})

    assert wrong.status_code == 422
    assert 'value="ingen@strandvik.example"' in wrong.content.decode()
    assert "Eva Sten, enhetschef får dina påminnelser" in right.content.decode()
    assert (ended["Location"], Substitution.objects.count()) == ("/konto/franvaro/", 0)


def test_one_who_holds_no_role_can_open_the_account_pages(client, town, cycle):
    nobody = town.person("Ny Person")

    assert "Du har ingen roll ännu" in read(client, nobody, "/konto/franvaro/")
    assert "Du har ingen adress." in read(client, nobody, "/konto/kalender/")


# ---- how many questions -----------------------------------------------------------------------------

MANY = pytest.mark.parametrize("rows", [1, 30])


@pytest.fixture
def page(client, town, django_assert_num_queries):
    def asks(url: str, n: int, who=None):
        client.force_login(who or town.hr)
        with django_assert_num_queries(n):
            response = client.get(url)
        assert response.status_code == 200
        return response

    return asks


def units(town, n: int) -> list[Unit]:
    for number in range(n):
        town.managed(f"E{number:02d}", f"Enhet {number}", f"Chef {number}", under="BF")
    return [town.units[f"E{number:02d}"] for number in range(n)]


def decide_in_each(town, cycle, n: int) -> None:
    for number, unit in enumerate(units(town, n)):
        decide(town, cycle, unit.code, f"Åtgärd {number}", due_date=date(2023, 9, 21))
        decide(town, cycle, unit.code, f"Ord {number}", schedule_text="1 ggr/år (oktober)")


@MANY
@pytest.mark.slow
def test_the_wheel_of_the_employer(page, town, campaign, cycle, rows):
    """S-028: the counts of a year, whatever the number of units."""
    decide_in_each(town, cycle, rows)

    response = page(f"/ar/{cycle.pk}/arshjul/", 24)

    assert response.context["counts"].total == 2 * rows


@MANY
@pytest.mark.slow
def test_the_wheel_of_a_unit(page, town, campaign, cycle, rows):
    """S-028: the dates of one unit's year."""
    for number in range(rows):
        decide(town, cycle, "ALB", f"Åtgärd {number}", due_date=date(2023, 10, 1))

    page(f"/ar/{cycle.pk}/arshjul/", 25, town.people[BO])


@MANY
@pytest.mark.slow
def test_a_month_of_the_employer(page, town, campaign, cycle, rows):
    """S-028: the dates of a month."""
    decide_in_each(town, cycle, rows)

    response = page(f"/ar/{cycle.pk}/arshjul/9/", 25)

    assert len(response.context["rows"]) == rows


@MANY
@pytest.mark.slow
def test_the_preview_of_the_reminders(page, town, campaign, cycle, rows):
    """S-028: the letters of a day."""
    decide_in_each(town, cycle, rows)

    response = page(f"/ar/{cycle.pk}/paminnelser/", 29)

    assert response.context["n_letters"] >= rows


@MANY
@pytest.mark.slow
def test_what_has_been_sent(page, town, cycle, rows):
    """S-028: the log of letters."""
    decide_in_each(town, cycle, rows)
    actions.remind(employer=town.employer, on=date(2023, 9, 20), at=noon("2023-09-20"))

    response = page(f"/ar/{cycle.pk}/paminnelser/skickat/", 9)

    assert response.context["page"].paginator.count == rows
