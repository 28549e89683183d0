"""The employer's calendar gives a measure its day; the day is seen, fetched, reminded of and moved."""

import re
from datetime import date

import pytest
from browsing import Hands
from icalendar import Calendar
from strandvik import Municipality, found, noon

from aktiva.apps.cycles import actions as cycles
from aktiva.apps.outbox.models import Mail
from aktiva.apps.timetable import actions
from aktiva.apps.timetable.models import EmployerEvent
from aktiva.domain.organisation.permissions import Role

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

ISA, LEO = "Isa Dahl", "Leo Frid"


@pytest.fixture
def town() -> Municipality:
    town = found()
    town.managed("SK", "Strandskolan", ISA, title="rektor")
    town.managed("KOK", "Skolköket", LEO, title="kökschef")
    return town


@pytest.fixture
def cycle(town: Municipality):
    year = cycles.open_year(employer=town.employer, year=2023, actor=town.hr, at=noon("2023-01-16"))
    facts = cycles.MeasureFacts(
        area="pay", title="Jämför bedömningarna med en kollega", owner_role="rektor",
        schedule_text="Årligen inför lönerevision",
    )  # fmt: skip
    cycles.decide_measure(
        cycle=year, unit=town.units["SK"], facts=facts, actor=town.hr, at=noon("2023-01-17")
    )
    return year


def keep_calendar(hands: Hands, cycle) -> None:
    """HR writes in the pay review and the pause, as the pages ask for them."""
    page = f"/ar/{cycle.pk}/paminnelser/kalender/"
    for prefix, rows in (
        ("h", {"kind": "pay_review", "name": "Löneöversyn 2023", "from_date": "2023-03-15",
               "to_date": "2023-04-28"}),
        ("u", {"name": "Juli", "from_date": "2023-07-01", "to_date": "2023-07-31", "yearly": "on"}),
    ):  # fmt: skip
        hands.fill(page, {f"{prefix}-{name}": value for name, value in rows.items()})


def remind(town, day: str) -> actions.Reminded:
    return actions.remind(employer=town.employer, on=date.fromisoformat(day), at=noon(day))


def test_a_measure_waits_for_the_calendar_and_then_has_its_day_everywhere(town, cycle, hands):
    """S-050: first a visible lack, then a day in the wheel, the calendar feed and the reminder."""
    wheel = f"/ar/{cycle.pk}/arshjul/"
    hands.be(town.people[ISA], on="2023-02-01")
    assert "Datum för lönerevision 2023 saknas i arbetsgivarens kalender." in hands.read(wheel)

    hands.be(town.hr, on="2023-02-01")
    keep_calendar(hands, cycle)

    hands.be(town.people[ISA], on="2023-02-01")
    page = hands.read(wheel)
    assert "saknas i arbetsgivarens kalender" not in page
    assert re.search(r'aria-label="\d\. 15\u00a0mars 2023, [^"]+"', page)
    made = hands.client.post("/konto/kalender/").content.decode()
    address = re.search(r"/kalender/[\w-]+\.ics", made)[0]
    hands.client.logout()
    feed = Calendar.from_ical(hands.client.get(address).content)
    days = {str(e["SUMMARY"]): e.decoded("DTSTART") for e in feed.walk("VEVENT")}
    assert days["Görs: Åtgärd om löner och anställningsvillkor, Strandskolan"] == date(2023, 3, 15)

    hands.be(town.hr, on="2023-03-08")
    preview = hands.read(f"/ar/{cycle.pk}/paminnelser/")
    assert "Till Isa Dahl, rektor" in preview and "om 7 dagar" in preview
    assert (remind(town, "2023-03-08").n_letters, remind(town, "2023-03-08").n_letters) == (1, 0)
    assert Mail.objects.get().body in preview.replace("&#x27;", "'")


def test_a_moved_event_moves_the_day_the_calendar_and_the_reminders(town, cycle, hands):
    """S-050: HR moves the pay review two weeks, after the first reminder has gone."""
    hands.be(town.hr, on="2023-02-01")
    keep_calendar(hands, cycle)
    remind(town, "2023-03-08")
    event = EmployerEvent.objects.get()

    hands.fill(
        f"/ar/{cycle.pk}/paminnelser/kalender/{event.pk}/",
        {"from_date": "2023-03-29", "to_date": "2023-05-12"},
    )

    assert remind(town, "2023-03-14").n_letters == 1  # the new date, thirty days before, at once
    assert remind(town, "2023-03-15").n_letters == 0
    assert remind(town, "2023-03-22").n_letters == 1
    assert "29\u00a0mars 2023, om 7 dagar" in Mail.objects.latest("pk").body


def test_a_substitute_and_a_bounced_address(town, cycle, hands):
    """S-050: who is away says who stands in; an address that bounces is seen and waited for."""
    hands.be(town.hr, on="2023-02-01")
    keep_calendar(hands, cycle)
    hands.be(town.people[ISA], on="2023-03-06")
    hands.fill(
        "/konto/franvaro/",
        {"substitute": town.people[LEO].email, "from_date": "2023-03-06", "to_date": "2023-03-10"},
    )
    actions.record_bounce(address=town.people[LEO].email, code="5.1.1", at=noon("2023-03-07"))

    held = remind(town, "2023-03-08")
    hands.be(town.hr, on="2023-03-08")
    assert "Breven når inte 1\u00a0mottagare" in hands.read(f"/ar/{cycle.pk}/")
    page = f"/ar/{cycle.pk}/paminnelser/adresser/"
    action = re.search(r'action="([^"]+/fungerar/)"', hands.read(page))[1]
    hands.press(page, action)
    sent = remind(town, "2023-03-09")

    assert (held.n_letters, sent.n_letters) == (0, 1)
    letter = Mail.objects.get()
    assert letter.to_id == town.people[LEO].pk
    assert "Som ersättare för någon annan" in letter.body and "Isa" not in letter.body


def test_the_manager_of_another_unit_sees_none_of_it(town, cycle, hands):
    """S-050: another unit's year is not theirs, and a new auditor is reminded of nothing."""
    town.role(town.person("Rut Vik"), Role.AUDITOR, "0", "revisor")
    hands.be(town.people[LEO], on="2023-02-01")

    own = hands.read(f"/ar/{cycle.pk}/arshjul/")

    assert "Jämför bedömningarna" not in own
    hands.read(f"/ar/{cycle.pk}/arshjul/?enhet={town.units['SK'].pk}", status=404)
    assert remind(town, "2023-03-08").n_letters == 0
