"""Alby skola in the browser tests: a year behind it, a questionnaire open, two people who answer."""

from __future__ import annotations

import sys
import threading
from dataclasses import dataclass
from datetime import date
from pathlib import Path

sys.path += [str(Path(__file__).parents[1] / part) for part in ("apps", "adapters")]

ONE_AT_A_TIME = threading.RLock()
"""The tests' database in memory is one connection: requests and the test take turns with it."""

TODAY = "2024-09-10"
OPENED = "2024-09-02"
LAST = date(2024, 10, 18)


@dataclass(frozen=True)
class Alby:
    """The school's sheet, the town, and the people by short name."""

    town: object
    sheet: object

    @property
    def bo(self):
        return self.town.people["Bo Grip"]

    @property
    def kim(self):
        return self.town.people["Kim Ost"]

    def address(self, *parts) -> str:
        return "/".join(["/underlag", str(self.sheet.pk), *map(str, parts), ""])

    def answer(self, key: str):
        """Return what is kept for a question, read anew."""
        with ONE_AT_A_TIME:
            return self.sheet.answers.filter(question=key).first()

    def words(self, key: str) -> str:
        """Return the text kept for a question, whichever field of it holds one."""
        kept = self.answer(key)
        return (kept.value.get("comment") or kept.value.get("text") or "") if kept else ""


def take_turns(monkeypatch) -> None:
    """Let the server of the tests answer one request at a time."""
    from django.core.handlers.base import BaseHandler

    usual = BaseHandler.get_response

    def in_turn(self, request):
        with ONE_AT_A_TIME:
            return usual(self, request)

    monkeypatch.setattr(BaseHandler, "get_response", in_turn)


def link_of(alby: Alby) -> str:
    """Return the address in the headteacher's letter, without the site."""
    from aktiva.apps.surveys import links
    from aktiva.apps.surveys.models import PersonalLink

    with ONE_AT_A_TIME:
        kept = PersonalLink.objects.get(sheet=alby.sheet)
    return f"/svara/{links.secret_of(kept.salt)}/"


def build() -> Alby:
    """Make the school with three measures and two risks from the year before."""
    from strandvik import found, noon, sheet_of

    from aktiva.apps.cycles import actions as cycles
    from aktiva.apps.surveys import actions as surveys
    from aktiva.domain.organisation.permissions import Role

    town = found()
    town.unit("BF", "Bildningsförvaltningen", kind="forvaltning")
    town.managed("ALB", "Alby skola", "Bo Grip", "rektor", under="BF")
    town.role(town.person("Kim Ost"), Role.UNIT_MANAGER, "ALB", "biträdande rektor")
    alby = town.units["ALB"]
    for who in ("Bo Grip", "Kim Ost"):
        town.people[who].set_password("en lång mening att minnas")
        town.people[who].save()
    before = cycles.open_year(
        employer=town.employer, year=2023, actor=town.hr, at=noon("2023-01-09")
    )
    at = noon("2023-10-02")
    risks = [
        cycles.record_risk(
            cycle=before, unit=alby, area=area, grounds=["age"], description=words, cause=cause,
            actor=town.hr, at=at,
        )
        for area, words, cause in (
            ("training", "Vikarier får inga kurser.", "Kurserna ligger på dagar utan ersättare."),
            ("working_conditions", "Skämt om ålder.", "Vi har aldrig talat om jargongen hos oss."),
        )
    ]  # fmt: skip
    for title, against in (
        ("Två tider för varje kurs", risks[:1]),
        ("Samtal om jargongen på APT", risks[1:]),
        ("Mentorer för nya kollegor", ()),
    ):
        facts = cycles.MeasureFacts(
            area="training", title=title, owner_role="rektor", due_date=date(2024, 5, 31),
            expected_effect="Fler är med.", effect_measure="Frågan ställs igen.",
        )  # fmt: skip
        cycles.decide_measure(
            cycle=before, unit=alby, facts=facts, actor=town.hr, at=at, risks=tuple(against)
        )
    cycle = cycles.open_year(
        employer=town.employer, year=2024, actor=town.hr, at=noon("2024-01-08")
    )
    campaign = surveys.open_campaign(
        cycle=cycle, units=[alby], opens_date=date.fromisoformat(OPENED), last_date=LAST,
        actor=town.hr, at=noon(OPENED),
    )  # fmt: skip
    return Alby(town, sheet_of(campaign, alby))
