"""A department's follow-up two years before: what is found again is seen to be the same."""

import pytest
from browsing import Hands
from leadership import UNITS, leadership_office, name_bodies, send_out
from strandvik import Municipality, hand_in, noon, sheet_of

from aktiva.apps.reports.models import Observation, Paper
from aktiva.apps.reports.queries.documents import document_of
from aktiva.apps.surveys import queries as surveys
from aktiva.domain.documents.blocks import plain_text

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

UNKNOWN = (
    "Alla medarbetare känner inte till planen för likabehandling.",
    "Planen för likabehandling är inte känd av alla medarbetare.",
    "Flera medarbetare känner inte till likabehandlingsplanen och planen behöver spridas.",
)
MENDED = (
    "Lamporna i trapphuset är utbytta.",
    "Nya stolar är beställda till receptionen.",
    "Hissen går igen efter sommaren.",
)


@pytest.fixture
def town() -> Municipality:
    return leadership_office(on="2021-01-04")


def a_year(hands: Hands, town: Municipality, year: int, comments) -> object:
    """Let the three units answer a year; each writes one comment to the same question."""
    hands.be(town.hr, on=f"{year}-09-01")
    cycle = send_out(hands, town, year)
    campaign = surveys.survey_of(cycle).campaigns[0]
    for (code, _name, who), comment in zip(UNITS, comments, strict=True):
        own = {"1.1": {"answer": "partly", "comment": comment}}
        sheet = sheet_of(campaign, town.units[code])
        hand_in(sheet, by=town.people[who], at=noon(f"{year}-10-02"), own=own)
    return cycle


def propose(hands: Hands, town: Municipality, cycle) -> Observation:
    """Ask for proposals in the browser, and accept the one that the comments give."""
    unit = town.units["KLF"].pk
    page = f"/ar/{cycle.pk}/sammanstallning/?enhet={unit}"
    hands.press(page, f"/ar/{cycle.pk}/sammanstallning/{unit}/foresla/")
    found = Observation.objects.get(cycle=cycle, origin="words", question="1.1", since__in=[
        "", "new", "still", "back",
    ])  # fmt: skip
    hands.press(page, f"/iakttagelse/{found.pk}/accepted/")
    found.refresh_from_db()
    return found


def write(hands: Hands, town: Municipality, cycle, kind: str, title: str, on: str, typed: dict):
    hands.be(town.hr, on=on)
    unit = town.units["KLF"].pk
    hands.fill(
        f"/ar/{cycle.pk}/handlingar/ny/{kind}/?enhet={unit}", {"title": title, "paper_date": on}
    )
    paper = Paper.objects.get(kind=kind, cycle=cycle)
    hands.fill(f"/handling/{paper.pk}/", typed)
    paper.refresh_from_db()
    return paper


def test_the_papers_of_the_year_say_who_found_what_and_bear_their_dates(town, hands):
    """S-002: report of 4 November 2021, tjänsteskrivelse of 23 January 2022 in case KS 2021/841."""
    hands.be(town.hr, on="2021-01-04")
    name_bodies(hands, town, on="2021-01-04")
    cycle = a_year(hands, town, 2021, UNKNOWN)
    hands.be(town.hr, on="2021-11-01")
    found = propose(hands, town, cycle)
    hands.be(town.people["Per Ask"], on="2021-11-02")
    hands.fill(
        f"/arenden/nytt/{cycle.pk}/",
        {"unit": str(town.units["KLF"].pk), "dnr": "KS 2021/841", "registered_date": "2021-11-02"},
    )
    case = town.employer.cases.get()
    title = "Årlig uppföljning av aktiva åtgärder 2021, kommunledningsförvaltningen"
    day = "2021-11-04"
    write(hands, town, cycle, "annual_report", title, day, {"paper_date": day})

    paper = write(
        hands, town, cycle, "official_report", title, "2022-01-23",
        {
            "summary": "Planen är inte känd av alla.", "case": str(case.pk),
            "matter": "Avdelningarna har följt upp året.",
            "recipients": "Kommunledningsförvaltningen",
        },
    )  # fmt: skip
    document = document_of(paper, at=noon("2022-01-23"))

    lines = plain_text(document).splitlines()
    assert (document.head.registry_number, document.head.date) == ("KS 2021/841", "2022-01-23")
    assert f"{title}, daterad 2021-11-04" in lines
    assert lines[lines.index("Kommunledningsförvaltningens förslag till beslut") + 1].startswith(
        "Kommunstyrelsens arbetsutskott föreslås besluta att föreslå kommunstyrelsen besluta"
    )
    assert found.text.splitlines()[0] == "3 av 3 enheter som har svarat skriver om detta:"
    assert all(any(words in line for line in lines) for words in UNKNOWN)


@pytest.mark.parametrize(
    ("between", "since", "told"),
    [(MENDED, "back", "Har kommit tillbaka"), (UNKNOWN, "still", "Kvar sedan förra året")],
)
def test_what_is_found_again_two_years_later_is_told(town, hands, between, since, told):
    """S-002: nearly the same words two years apart are shown as what came back or never left."""
    for year, comments in ((2021, UNKNOWN), (2022, between)):
        a_year(hands, town, year, comments)
    cycle = a_year(hands, town, 2023, UNKNOWN)
    hands.be(town.hr, on="2023-11-01")

    found = propose(hands, town, cycle)

    assert found.since == since
    page = hands.read(f"/ar/{cycle.pk}/sammanstallning/?enhet={town.units['KLF'].pk}")
    assert told in page
    name_bodies(hands, town, on="2023-11-01")
    day = "2023-11-20"
    report = write(hands, town, cycle, "annual_report", "Uppföljning", day, {"paper_date": day})
    lines = plain_text(document_of(report, at=noon(day))).splitlines()
    at = lines.index("Jämfört med 2022")
    assert told in lines[at : at + 8]
    unit = {town.units[code].pk for code, _name, _who in UNITS}
    assert {source["unit"] for source in found.sources} == unit
