"""A pulse of Strandvik, and people who answer it as browsers do."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

from django.test import Client
from strandvik import Municipality, noon

from aktiva.apps.pulse import actions
from aktiva.apps.pulse.models import Pulse
from aktiva.apps.pulse.queries import keys_of

MADE = noon("2023-10-02")
OPENS, CLOSES = date(2023, 10, 9), date(2023, 10, 20)
DURING, AFTER = "2023-10-12", "2023-10-21"


def facts(**changes) -> actions.PulseFacts:
    """Return what HR usually says of a pulse."""
    return actions.PulseFacts(
        **{
            "title": "Medarbetarpuls 2023", "opens_on": OPENS, "closes_on": CLOSES,
            "languages": ["en", "ar"], **changes,
        }
    )  # fmt: skip


def draft(town: Municipality, cycle, **changes) -> Pulse:
    """Return a pulse of the whole employer that is not opened yet."""
    made = actions.make_pulse(cycle=cycle, facts=facts(**changes), actor=town.hr, at=MADE)
    return actions.choose_places(
        pulse_id=made.pk, places=[town.root.pk], actor=town.hr, at=MADE
    )  # fmt: skip


def opened(town: Municipality, cycle, **changes) -> Pulse:
    """Return a pulse that takes answers from 9 to 20 October 2023."""
    made = draft(town, cycle, **changes)
    return actions.open_pulse(pulse_id=made.pk, actor=town.hr, at=MADE).pulse


def address(pulse: Pulse, town: Municipality, unit: str, language: str = "sv") -> str:
    """Return where a unit's people answer."""
    code = pulse.units.get(unit=town.units[unit]).code
    return f"/puls/{code}/{language}/"


def sent(pulse: Pulse, grades: int | Mapping[str, int], nonce: str, **more: str) -> dict[str, str]:
    """Return the form as a browser sends it, with one grade for all or one for each."""
    of = grades if isinstance(grades, Mapping) else dict.fromkeys(keys_of(pulse), grades)
    return {"nr": nonce, **{f"s-{key}": str(grade) for key, grade in of.items()}, **more}


def respond(
    pulse: Pulse, town: Municipality, unit: str, grades, *, language: str = "sv", **more: str
):
    """Open the page in a new browser, fill it in, send it, and return the answer."""
    browser = Client(REMOTE_ADDR="203.0.113.7", HTTP_USER_AGENT="Spårbar/1.0")
    where = address(pulse, town, unit, language)
    page = browser.get(where)
    found = re.search(r'name="nr" value="(\w+)"', page.content.decode())
    return browser.post(where, sent(pulse, grades, found[1], **more))


def many(pulse: Pulse, town: Municipality, unit: str, grades, n: int, **more) -> None:
    """Have so many people answer alike, by the action."""
    place = pulse.units.select_related("pulse__cycle__employer").get(unit=town.units[unit])
    of = grades if isinstance(grades, Mapping) else dict.fromkeys(keys_of(pulse), grades)
    for at in range(n):
        given = actions.Answer(grades=of, **more)
        actions.answer(
            place=place, given=given, nonce=f"{unit}{grades}{at}{more}{pulse.answers.count()}",
            day=date.fromisoformat(DURING),
        )  # fmt: skip


def counted(pulse: Pulse, town: Municipality, **more) -> Pulse:
    """Return the pulse with its answers counted."""
    return actions.count(pulse_id=pulse.pk, actor=town.hr, at=noon(AFTER), **more)
