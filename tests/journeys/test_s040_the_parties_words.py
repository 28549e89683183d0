"""A draft goes to the unions; one dissents in its own words, one is silent, and the board reads it."""

from __future__ import annotations

from datetime import date

import pytest
from browsing import Hands
from pdf_reading import squeezed, words
from strandvik import Municipality, found, hand_in, noon, sheet_of

from aktiva.apps.cooperation.models import Confirmation, Reading
from aktiva.apps.cycles import actions as cycles
from aktiva.apps.outbox.models import Mail
from aktiva.apps.reports import door
from aktiva.apps.reports.models import Paper
from aktiva.apps.reports.queries.documents import document_of
from aktiva.apps.surveys import actions as surveys
from aktiva.domain.documents.blocks import Quote, Table
from aktiva.domain.organisation.permissions import Role

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

WORDS = (
    "Vi delar inte bilden av de delade turerna.\n\n"
    "De har inte minskat. De har flyttats från vardagar till helger, och åtgärden har förlängts "
    "utan att någon har frågat oss varför."
)


@pytest.fixture
def town() -> Municipality:
    """One school, and two unions that have notified somebody who speaks for them."""
    town = found()
    town.managed("ALB", "Alby skola", "Bo Grip")
    for name, union in (("Ada Fors", "Kommunal"), ("Ture Lind", "Vision")):
        town.role(
            town.person(name), Role.UNION_REPRESENTATIVE, "0", "facklig företrädare",
            organisation=union, notified_date=town.at.date(),
        )  # fmt: skip
    return town


@pytest.fixture
def cycle(town: Municipality):
    return cycles.open_year(employer=town.employer, year=2023, actor=town.hr, at=noon("2023-09-01"))


@pytest.fixture
def draft(town, cycle, hands: Hands) -> Paper:
    """The school answers, HR registers the parties and begins the year's report."""
    campaign = surveys.open_campaign(
        cycle=cycle, units=[town.units["ALB"]], opens_date=date(2023, 9, 4),
        last_date=date(2023, 10, 20), actor=town.hr, at=noon("2023-09-04"),
    )  # fmt: skip
    sheet = sheet_of(campaign, town.units["ALB"])
    hand_in(sheet, by=town.people["Bo Grip"], at=noon("2023-10-10"))
    hands.be(town.hr, on="2023-11-01")
    parties = f"/arbetsgivare/{town.employer.pk}/parter/"
    hands.press(parties, f"{parties}hamta/")
    hands.fill(
        f"/ar/{cycle.pk}/handlingar/ny/annual_report/",
        {"title": "Årlig uppföljning 2023", "paper_date": "2023-11-20"},
    )
    return Paper.objects.get(kind=Paper.Kind.ANNUAL_REPORT)


@pytest.fixture
def reading(town, draft, hands: Hands) -> Reading:
    """The draft is sent, as it stands, to the two unions."""
    unions = town.employer.parties.filter(kind="union_with_agreement").order_by("pk")
    hands.fill(
        f"/handling/{draft.pk}/parter/", {"parties": [str(p.pk) for p in unions], "days": "10"}
    )
    return Reading.objects.get()


def test_the_draft_that_was_read_is_kept_and_both_are_told(town, reading):
    """S-040: what they read is the words of the draft, and each representative has a letter."""
    assert reading.text.startswith("Strandvik kommun")
    assert "Årlig uppföljning 2023" in reading.text
    assert reading.last_date.isoformat() == "2023-11-11"
    addressed = set(Mail.objects.filter(written_at__date="2023-11-01").values_list("to", flat=True))
    assert addressed == {town.people["Ada Fors"].pk, town.people["Ture Lind"].pk}


def test_the_words_of_one_and_the_silence_of_the_other_stand_in_the_paper(
    town, cycle, draft, reading, hands: Hands
):
    """S-040: dissent word for word, silence as silence, frozen when approved, corrected beside."""
    asked = reading.parties.get(party__name="Kommunal")
    hands.be(town.people["Ada Fors"], on="2023-11-06")
    assert f'href="/lasa/{asked.pk}/"' in hands.read("/lasa/")
    hands.fill(f"/lasa/{asked.pk}/", {"answer": "dissent", "words": WORDS})

    hands.be(town.hr, on="2023-11-20")
    hands.read(f"/lasa/{asked.pk}/", status=404)
    page = hands.read(f"/samverkan/lasning/{reading.pk}/")
    assert "Har inte svarat" in page
    hands.fill(f"/handling/{draft.pk}/", {"paper_date": "2023-11-20"})

    draft.refresh_from_db()
    assert draft.state == Paper.State.APPROVED
    document = document_of(draft, at=noon("2023-11-21"))
    assert [b.text for b in document.blocks if isinstance(b, Quote)] == [WORDS]
    sent = next(
        b for b in document.blocks
        if isinstance(b, Table) and b.caption == "Skickat till parterna för läsning"
    )  # fmt: skip
    assert {row[1]: row[4] for row in sent.rows} == {
        "Kommunal": "Avvikande mening, 2023-11-06",
        "Vision": "Har inte svarat",
    }

    hands.be(town.people["Ada Fors"], on="2023-11-22")
    hands.fill(f"/lasa/{asked.pk}/", {"answer": "no_objection", "words": "Nu är det löst."})

    assert list(Confirmation.objects.order_by("pk").values_list("answer", flat=True)) == [
        "dissent",
        "no_objection",
    ]
    draft.refresh_from_db()
    assert document_of(draft, at=noon("2023-11-23")) == document
    assert squeezed(WORDS) in squeezed(words(door.pdf(document, issued_at=draft.approved_at)))
