"""A plan of six tables is pasted in, previewed, confirmed, and comes out as it went in."""

from datetime import date

import pytest
from browsing import Hands
from strandvik import Municipality, found, noon

from aktiva.apps.cycles.models import Measure
from aktiva.apps.reports import door
from aktiva.apps.reports.models import Paper
from aktiva.apps.reports.queries.documents import document_of
from aktiva.domain.documents.blocks import Bullets, Heading, Table, plain_text

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

HEADER = ("Aktivitet", "Ansvarig", "Tidsplan", "Uppföljning")
UNSURE = "Höst eller vår?"
TABLES = {
    "Arbetsförhållanden": (
        ("Skyddsrond i lokalerna", "Chef", "En gång om året", "Verksamhetschefen i mars"),
        ("Rond om den sociala miljön", "Chef", "En gång om året", "Verksamhetschefen i mars"),
        (
            "Tema om jämlikhet på arbetsplatsträffen",
            "Chef",
            "1 ggr/år (mars)",
            "Avstämning i april",
        ),
        ("Fast punkt på dagordningen", "Chef", "Upp till 11 ggr/år", "Minnesanteckningar"),
        ("Genomgång i ledningsgruppen", "Verksamhetschef", "1 ggr/år (april)", "Ledningsgruppen"),
        ("Genomgång i lokal samverkan", "Enhetschef", "1 ggr/år", "Protokoll"),
        ("Genomgång i förvaltningens samverkan", "Verksamhetschef", "1 ggr/år", "Protokoll"),
        ("Genomgång i central samverkan", "Personalchef", "1 ggr/år", "Protokoll"),
        ("Utbildning i arbetsmiljö", "Personalchef", "Årligen, krav för nya chefer", "Enkät"),
        ("Utbildning om våld i nära relationer", "Personalchef", UNSURE, "Deltagarlista"),
        ("Kort film om aktiva åtgärder", "Personalchef via chef", "Löpande", "Årlig uppföljning"),
    ),
    "Arbete och föräldraskap": (
        ("Möten läggs på tider som passar föräldrar", "Chef", "Löpande", "Medarbetarsamtal"),
        ("Kontakt med den som är föräldraledig", "Chef", "Löpande", "Medarbetarsamtal"),
        ("Introduktion vid återgång", "Chef", "Löpande", "Medarbetarenkät"),
        ("Kortare arbetstid enligt lagen", "Chef", "Löpande", "Medarbetarenkät"),
    ),
    "Rekrytering och befordran": (
        ("Rekryteringsrutinen används", "Rekryterande chef", "Löpande", "Personalenheten"),
        ("Alla annonser välkomnar alla", "De som publicerar", "Löpande", "Stickprov"),
        ("Utbildning i rekrytering", "Personalchef", "Erbjuds årligen", "Enkät"),
    ),
    "Utbildning och kompetensutveckling": (
        ("Individuell plan i medarbetarsamtalet", "Chef", "Årligen", "Medarbetarenkät"),
        ("Lika tillgång till kurser", "Chef", "Löpande", "Statistik per grupp"),
        ("Kompetensplan för förvaltningen", "Förvaltningschef", "Varje höst", "Ledningsgruppen"),
    ),
    "Löner och anställningsvillkor": (
        ("Lönekartläggning för hela kommunen", "Personalchef", "Årligen", "Lönestatistik"),
        ("Handlingsplan ur kartläggningen", "Personalchef", "Årligen", "Vid nästa kartläggning"),
        ("Utbildning i lönebildning", "Personalchef", "Årligen inför löneöversynen", "Enkät"),
    ),
    "Trakasserier och repressalier": (
        ("Riktlinjerna gås igenom", "Chef", "1 ggr/år", "Minnesanteckningar"),
        ("Rutinen prövas mot ett fall", "Personalchef", "Vartannat år", "Rapport till samverkan"),
    ),
}
PASTED = "\n".join(
    "\t".join(row) for area, rows in TABLES.items() for row in ((area, "", "", ""), HEADER, *rows)
)


@pytest.fixture
def town() -> Municipality:
    return found()


@pytest.fixture
def cycle(town: Municipality, hands: Hands):
    hands.be(town.hr, on="2023-01-16")
    hands.open_year(town.employer.pk, {"year": "2023"})
    return town.employer.cycles.get(year=2023)


def paste(hands: Hands, cycle) -> None:
    """Paste, look at the preview, and press the button that says how many rows there are."""
    page = f"/ar/{cycle.pk}/plan-klistra/"
    preview = hands.fill(page, {"rows": PASTED}, status=200).content.decode()
    assert preview.count('<th scope="row"') == 26
    assert "Spara 26\u00a0rader" in preview
    assert "Återkommer varje år, i mars." in preview
    assert not Measure.objects.exists()
    sent = hands.client.post(page, {"rows": PASTED, "area": "", "confirm": "1"})
    assert sent.status_code == 302


def test_nothing_is_saved_before_the_preview_is_confirmed(cycle, hands):
    """S-004: 26 rows are shown first; confirmed, they are 26 measures with the plan's own words."""
    paste(hands, cycle)

    kept = Measure.objects.order_by("position").values_list(
        "title", "owner_role", "schedule_text", "follow_up"
    )
    assert list(kept) == [row for rows in TABLES.values() for row in rows]


def test_the_plan_has_six_tables_with_twenty_six_rows_as_they_were_typed(town, cycle, hands):
    """S-004: every row of every table stands unchanged, also the schedule with its question mark."""
    paste(hands, cycle)
    hands.be(town.hr, on="2023-02-01")
    hands.fill(
        f"/ar/{cycle.pk}/handlingar/ny/plan/",
        {"title": "Plan för aktiva åtgärder 2023", "paper_date": "2023-02-01"},
    )
    plan = Paper.objects.get(kind=Paper.Kind.PLAN)
    hands.fill(f"/handling/{plan.pk}/", {"paper_date": "2023-02-01"})

    plan.refresh_from_db()
    document = document_of(plan, at=noon("2023-02-01"))

    blocks = document.blocks
    tables = {
        blocks[n - 1].text: block
        for n, block in enumerate(blocks)
        if isinstance(block, Table) and block.header == HEADER
    }
    assert {area: table.rows for area, table in tables.items()} == TABLES
    assert sum(len(table.rows) for table in tables.values()) == 26
    assert UNSURE in plain_text(document)
    assert plan.paper_date == date(2023, 2, 1)


def test_the_plan_tells_the_method_and_comes_out_as_files(town, cycle, hands):
    """S-004: grounds, areas, forums and the four steps stand before the tables."""
    paste(hands, cycle)
    hands.fill(
        f"/ar/{cycle.pk}/handlingar/ny/plan/",
        {"title": "Plan för aktiva åtgärder 2023", "paper_date": "2023-02-01"},
    )

    plan = Paper.objects.get(kind=Paper.Kind.PLAN)
    document = document_of(plan, at=noon("2023-02-01"))

    headings = [b.text for b in document.blocks if isinstance(b, Heading)]
    assert headings[:6] == [
        "Bakgrund", "Syfte", "Diskrimineringsgrunderna", "Områden", "Forum", "Så arbetar vi",
    ]  # fmt: skip
    assert headings[6:10] == ["Undersök", "Analysera", "Åtgärda", "Följ upp och utvärdera"]
    lists = [len(b.items) for b in document.blocks if isinstance(b, Bullets)]
    assert lists[:2] == [7, 5]
    assert door.pdf(document, issued_at=noon("2023-02-01")).startswith(b"%PDF-")
    assert door.docx(document).startswith(b"PK")


def test_a_row_without_owner_is_told_by_its_line_and_nothing_is_saved(cycle, hands):
    """S-004: a row that lacks something stops the whole list, with the line and the column."""
    rows = "Arbetsförhållanden\n" + "\t".join(("Skyddsrond", "", "Löpande", "Mars"))

    answer = hands.fill(f"/ar/{cycle.pk}/plan-klistra/", {"rows": rows}, status=422)

    assert "Rad 2, Ansvarig: Ansvarig saknas." in answer.content.decode()
    assert not Measure.objects.exists()
