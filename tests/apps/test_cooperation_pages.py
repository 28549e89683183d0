"""The pages of cooperation: who reaches them, what they ask, what is typed is kept."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse
from strandvik import Municipality, noon

from aktiva.apps.cooperation import actions
from aktiva.apps.cooperation.models import Confirmation, FormsAgreement, Meeting, Party, Reading
from aktiva.apps.outbox.models import Mail
from aktiva.apps.registers import actions as registers
from aktiva.domain.organisation.permissions import Role

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

AT = noon("2023-10-02")
MANY = pytest.mark.parametrize("rows", [1, 30])
WORDS = "Vi delar inte bilden av turerna."


@pytest.fixture
def town(town: Municipality) -> Municipality:
    town.role(
        town.person("Ada Fors"), Role.UNION_REPRESENTATIVE, "0", "facklig företrädare",
        organisation="Kommunal", notified_date=town.at.date(),
    )  # fmt: skip
    town.role(
        town.person("Siv Ek"), Role.SAFETY_REPRESENTATIVE, "ALB", "skyddsombud",
        organisation="Kommunal", notified_date=town.at.date(),
    )  # fmt: skip
    registers.set_up_forums(employer=town.employer, actor=town.hr, at=town.at)
    actions.set_up_parties(employer=town.employer, actor=town.hr, at=town.at)
    return town


@pytest.fixture
def be(client, day, town):
    """Sit down as somebody on a day."""

    def sit(name: str, on: str = "2023-10-04"):
        day(on)
        client.force_login(town.people[name])
        return client

    return sit


def party(town, name: str) -> Party:
    return town.employer.parties.get(name=name)


def send(town, cycle, *, unit: str = "0", name: str = "Kommunal", title: str = "Utkast") -> Reading:
    return actions.send_for_reading(
        cycle=cycle, unit=town.units[unit], actor=town.hr, at=AT,
        facts=actions.ReadingFacts(
            about="paper", title=title, text="Det här är utkastet.", steps=["follow_up"], days=10,
            parties=[party(town, name)],
        ),
    )  # fmt: skip


def hold(town, cycle, *, unit: str = "0", name: str = "Kommunal") -> Meeting:
    facts = actions.MeetingFacts(
        on_date=date(2023, 9, 14), kind="cooperation", steps=["examine"],
        information="Frågorna till enheterna.", other_forum="CSG",
        present=[actions.Present(party=party(town, name), function="företrädare", views="Bra.")],
    )  # fmt: skip
    return actions.record_meeting(
        cycle=cycle, unit=town.units[unit], facts=facts, actor=town.hr, at=AT
    )


def addresses(town, cycle) -> dict[str, str]:
    reading, meeting = send(town, cycle), hold(town, cycle)
    return {
        "place": reverse("cooperation:place", args=[cycle.pk, town.root.pk]),
        "forms": reverse("cooperation:forms", args=[cycle.pk, town.root.pk]),
        "meeting_new": reverse("cooperation:meeting_new", args=[cycle.pk, town.root.pk]),
        "send": reverse("cooperation:send", args=[cycle.pk, town.root.pk]),
        "meeting": reverse("cooperation:meeting", args=[meeting.pk]),
        "meeting_change": reverse("cooperation:meeting_change", args=[meeting.pk]),
        "reading": reverse("cooperation:reading", args=[reading.pk]),
        "answer": reverse("cooperation:answer", args=[reading.parties.get().pk]),
        "parties": reverse("cooperation:parties", args=[town.employer.pk]),
        "party": reverse("cooperation:party_change", args=[party(town, "Kommunal").pk]),
    }


READ = {"place", "meeting", "reading"}


@pytest.mark.parametrize(
    ("name", "open_to"),
    [
        ("Moa Hedlund", {*READ, "forms", "meeting_new", "send", "meeting_change", "parties", "party"}),
        ("Ada Fors", {*READ, "answer"}),
        ("Bo Grip", set()),
        ("Siv Ek", set()),
        ("Per Ask", set()),
    ],
)  # fmt: skip
def test_what_is_about_the_whole_employer_is_open_to_those_who_work_with_it(
    be, town, cycle, name, open_to
):
    urls = addresses(town, cycle)
    client = be(name)

    assert {key for key, url in urls.items() if client.get(url).status_code == 200} == open_to


def test_a_neighbour_cannot_tell_what_exists(client, day, town, cycle, neighbour):
    day("2023-10-04")
    client.force_login(neighbour.hr)

    assert {client.get(url).status_code for url in addresses(town, cycle).values()} == {404}
    assert client.get(reverse("cooperation:year", args=[cycle.pk])).status_code == 404


def test_a_manager_comes_straight_to_the_only_unit(be, town, cycle):
    response = be("Bo Grip").get(reverse("cooperation:year", args=[cycle.pk]))

    assert response.url == reverse("cooperation:place", args=[cycle.pk, town.units["ALB"].pk])


def test_every_pair_of_the_place_stands_on_its_page_and_what_is_missing_leads_to_its_form(
    be, town, cycle
):
    hold(town, cycle)

    page = be("Moa Hedlund").get(reverse("cooperation:place", args=[cycle.pk, town.root.pk]))

    rows = {name: [p.state.value for p in pairs] for name, pairs in page.context["rows"]}
    assert rows == {
        "Kommunal": ["covered", "missing", "missing", "missing"],
        "Skyddsombud": ["missing"] * 4,
    }
    form = reverse("cooperation:meeting_new", args=[cycle.pk, town.root.pk])
    assert page.content.decode().count(f'href="{form}?steg=') == 7


def test_without_parties_the_page_says_what_comes_first(be, town, cycle):
    Party.objects.all().delete()

    page = be("Moa Hedlund").get(reverse("cooperation:year", args=[cycle.pk]))

    assert reverse("cooperation:parties", args=[town.employer.pk]) in page.content.decode()


def typed_meeting(town, **rest) -> dict:
    kommunal = party(town, "Kommunal").pk
    return {
        "on_date": "2023-09-14",
        "forum": str(town.employer.forums.get(name__startswith="Central").pk),
        "kind": "cooperation",
        "steps": ["examine"],
        "information": "Frågorna till enheterna.",
        f"p{kommunal}_there": "on",
        f"p{kommunal}_function": "facklig företrädare",
        f"p{kommunal}_dissent": f"  {WORDS}\r\n\r\nFler rader. ",
    } | rest


def test_a_meeting_is_recorded_on_one_page(be, town, cycle):
    url = reverse("cooperation:meeting_new", args=[cycle.pk, town.root.pk])

    response = be("Moa Hedlund").post(url, typed_meeting(town))

    meeting = Meeting.objects.get()
    assert response.url == reverse("cooperation:meeting", args=[meeting.pk])
    assert meeting.parties.get().dissent == f"{WORDS}\n\nFler rader."


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"on_date": "14 sept"}, "Skriv datumet som"),
        ({"on_date": "2022-09-14"}, "ska ligga i året 2023"),
        ({"forum": ""}, "Välj ett forum"),
        ({"other_forum": "KLFS"}, "Välj antingen"),
        ({"steps": []}, "Välj minst ett steg"),
        ({"information": " "}, "vilken information"),
    ],
)
def test_what_is_typed_about_a_meeting_is_kept_when_something_is_wrong(
    be, town, cycle, wrong, says
):
    url = reverse("cooperation:meeting_new", args=[cycle.pk, town.root.pk])

    response = be("Moa Hedlund").post(url, typed_meeting(town, **wrong))

    text = response.content.decode()
    assert response.status_code == 422
    assert says in text
    assert WORDS in text
    assert "<title>Fel:" in text.replace("\n", "")
    assert not Meeting.objects.exists()


def test_words_of_a_party_that_did_not_take_part_are_asked_about(be, town, cycle):
    typed = typed_meeting(town)
    del typed[f"p{party(town, 'Kommunal').pk}_there"]
    url = reverse("cooperation:meeting_new", args=[cycle.pk, town.root.pk])

    response = be("Moa Hedlund").post(url, typed)

    assert response.status_code == 422
    assert "Kommunal har sagt något" in response.content.decode()


def test_the_notes_of_a_meeting_are_sent_to_those_who_were_there(be, town, cycle):
    meeting = hold(town, cycle)
    url = reverse("cooperation:send", args=[cycle.pk, town.root.pk])
    client = be("Moa Hedlund")

    form = client.get(f"{url}?mote={meeting.pk}").context["form"]
    response = client.post(
        f"{url}?mote={meeting.pk}",
        {name: form[name].value() for name in ("title", "about", "steps", "text", "parties")}
        | {"days": "7"},
    )

    reading = Reading.objects.get()
    assert response.url == reverse("cooperation:reading", args=[reading.pk])
    assert (reading.meeting, reading.about) == (meeting, "meeting")
    assert "Synpunkter från Kommunal: Bra." in reading.text


def test_the_agreed_time_to_answer_is_suggested(be, town, cycle):
    actions.agree_on_forms(
        cycle=cycle, unit=town.root, agreed_on=date(2023, 9, 1), text="Så här.",
        days_to_answer=14, parties=[party(town, "Kommunal")], actor=town.hr, at=AT,
    )  # fmt: skip

    page = be("Moa Hedlund").get(reverse("cooperation:send", args=[cycle.pk, town.root.pk]))

    assert page.context["form"]["days"].value() == 14


@pytest.mark.parametrize("link", ["javascript:alert(1)", "//elsewhere.example", "intranät"])
def test_an_address_leads_to_a_page(be, town, cycle, link):
    url = reverse("cooperation:send", args=[cycle.pk, town.root.pk])
    typed = {
        "title": "Planen", "about": "plan", "steps": ["act"], "link": link, "days": "5",
        "parties": [str(party(town, "Kommunal").pk)],
    }  # fmt: skip

    response = be("Moa Hedlund").post(url, typed)

    assert response.status_code == 422
    assert not Reading.objects.exists()


def test_the_agreement_is_written_on_its_page(be, town, cycle):
    url = reverse("cooperation:forms", args=[cycle.pk, town.root.pk])
    typed = {
        "agreed_on": "2023-09-01", "text": "CSG möts en gång per steg.", "days_to_answer": "10",
        "parties": [str(party(town, "Kommunal").pk)],
    }  # fmt: skip
    client = be("Moa Hedlund")

    refused = client.post(url, typed | {"days_to_answer": "tio"})
    client.post(url, typed)

    assert refused.status_code == 422
    assert "mellan 1 och 60" in refused.content.decode()
    assert FormsAgreement.objects.get().agreed_on == date(2023, 9, 1)


# ---- the representative --------------------------------------------------------------------


def nav_count(page) -> dict[str, int]:
    return {link.label: link.count for g in page.context["nav_groups"] for link in g.links}


def test_what_waits_is_counted_in_the_navigation_until_it_is_answered(be, town, cycle):
    row = send(town, cycle).parties.get()
    client = be("Ada Fors")
    url = reverse("cooperation:answer", args=[row.pk])

    before = nav_count(client.get(url))["Att läsa"]
    client.post(url, {"answer": "no_objection", "words": ""})
    after = nav_count(client.get(url))["Att läsa"]

    assert (before, after) == (1, 0)


def test_a_representative_is_told_on_the_first_page(be, town, cycle):
    send(town, cycle, unit="ALB", name="Skyddsombud")

    page = be("Siv Ek").get(reverse("overview:tasks"))

    assert reverse("cooperation:to_read") in page.content.decode()


@pytest.mark.parametrize(
    ("on", "says"),
    [
        ("2023-10-11", "1\u00a0dag kvar"),
        ("2023-10-12", "I dag är sista dagen"),
        ("2023-10-13", "Svarstiden gick ut"),
    ],
)
def test_the_days_that_are_left_are_told(be, town, cycle, on, says):
    row = send(town, cycle).parties.get()

    page = be("Ada Fors", on).get(reverse("cooperation:answer", args=[row.pk]))

    assert says in page.content.decode()


def test_dissent_without_words_is_asked_for_and_the_choice_is_kept(be, town, cycle):
    row = send(town, cycle).parties.get()

    response = be("Ada Fors").post(
        reverse("cooperation:answer", args=[row.pk]), {"answer": "dissent", "words": "  "}
    )

    assert response.status_code == 422
    assert response.context["form"]["answer"].value() == "dissent"
    assert not Confirmation.objects.exists()


def test_there_is_no_page_that_lets_hr_write_for_a_party(be, town, cycle):
    row = send(town, cycle).parties.get()
    client = be("Moa Hedlund")

    response = client.post(
        reverse("cooperation:answer", args=[row.pk]), {"answer": "no_objection", "words": ""}
    )

    assert response.status_code == 404
    assert not Confirmation.objects.exists()


def test_only_representatives_have_something_to_read(be, town, cycle):
    assert be("Moa Hedlund").get(reverse("cooperation:to_read")).status_code == 404
    assert be("Ada Fors").get(reverse("cooperation:to_read")).status_code == 200


def test_silence_is_shown_as_silence(be, town, cycle):
    reading = send(town, cycle)

    page = be("Moa Hedlund", "2023-10-13").get(reverse("cooperation:reading", args=[reading.pk]))

    assert [r.state for r in page.context["rows"]] == ["silent"]
    assert "Har inte svarat" in page.content.decode()


def test_the_chosen_are_reminded_from_the_list(be, town, cycle):
    row = send(town, cycle).parties.get()
    Mail.objects.all().delete()
    client = be("Moa Hedlund")
    url = reverse("cooperation:remind", args=[cycle.pk])

    client.post(url, {"chosen": ["x", "999999"]})
    client.post(url, {})
    assert Mail.objects.count() == 0
    client.post(url, {"chosen": [str(row.pk)]})

    assert Mail.objects.count() == 1


# ---- long lists ----------------------------------------------------------------------------


def add_units(town, n: int) -> None:
    for number in range(n):
        town.managed(f"E{number:02d}", f"Enhet {number}", f"Chef {number}", under="BF")


@MANY
def test_the_list_of_places_asks_as_much_for_one_as_for_many(
    be, town, cycle, rows, django_assert_num_queries
):
    """S-028: every place with its four steps."""
    add_units(town, rows)
    for number in range(rows):
        hold(town, cycle, unit=f"E{number:02d}", name="Skyddsombud")
    client = be("Moa Hedlund")

    with django_assert_num_queries(19):
        page = client.get(reverse("cooperation:year", args=[cycle.pk]))

    assert page.context["page"].paginator.count == 7 + rows


@MANY
def test_a_place_asks_as_much_for_one_meeting_and_reading_as_for_many(
    be, town, cycle, rows, django_assert_num_queries
):
    """S-028: meetings and readings of one place."""
    for number in range(rows):
        hold(town, cycle)
        send(town, cycle, title=f"Utkast {number}")
    client = be("Moa Hedlund")

    with django_assert_num_queries(20):
        page = client.get(reverse("cooperation:place", args=[cycle.pk, town.root.pk]))

    assert (len(page.context["meetings"]), len(page.context["readings"])) == (rows, rows)


@MANY
def test_the_list_of_readings_asks_as_much_for_one_as_for_many(
    be, town, cycle, rows, django_assert_num_queries
):
    """S-028: what was sent, party by party."""
    for number in range(rows):
        send(town, cycle, title=f"Utkast {number}")
    client = be("Moa Hedlund")

    with django_assert_num_queries(19):
        page = client.get(reverse("cooperation:reading_list", args=[cycle.pk]))

    assert page.context["n_all"] == rows


@MANY
def test_what_there_is_to_read_asks_as_much_for_one_as_for_many(
    be, town, cycle, rows, django_assert_num_queries
):
    """S-028: the representative's list."""
    for number in range(rows):
        send(town, cycle, title=f"Utkast {number}")
    client = be("Ada Fors")

    with django_assert_num_queries(11):
        page = client.get(reverse("cooperation:to_read"))

    assert len(page.context["waiting"]) == rows


@MANY
def test_the_register_of_parties_asks_as_much_for_one_as_for_many(
    be, town, rows, django_assert_num_queries
):
    """S-028: parties with those who can answer for them."""
    for number in range(rows):
        actions.register_party(
            employer=town.employer, name=f"Förbund {number}", kind="union", actor=town.hr, at=AT
        )
    client = be("Moa Hedlund")

    with django_assert_num_queries(12):
        page = client.get(reverse("cooperation:parties", args=[town.employer.pk]))

    assert len(page.context["parties"]) == 3 + rows


def test_the_register_of_parties_leads_to_the_page_that_keeps_the_forums(be, town):
    client = be("Moa Hedlund")
    page = client.get(f"/arbetsgivare/{town.employer.pk}/parter/").content.decode()

    assert reverse("registers:forums", args=(town.employer.pk,)) in page
    assert "Lägg upp de vanliga forumen" not in page
    assert client.post(f"/arbetsgivare/{town.employer.pk}/forum/hamta/").status_code == 404
