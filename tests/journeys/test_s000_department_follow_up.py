"""A department's follow-up: from the units' answers to the paper before the board's subcommittee."""

import pytest
from browsing import Hands
from leadership import UNITS, leadership_office, name_bodies, send_out
from same_words import assert_all_say_the_same
from strandvik import Municipality, hand_in, noon, raw_answer, sheet_of

from aktiva.apps.audit.models import AuditEntry
from aktiva.apps.reports.models import Paper
from aktiva.apps.reports.queries.documents import document_of
from aktiva.apps.surveys import queries as surveys
from aktiva.domain.documents.blocks import Clauses, Heading, Marker, Paragraph, Table, plain_text

pytestmark = pytest.mark.django_db

REASON = "Uppgifter om anställningsform är allmänna och säger inget om den enskildes förhållanden."
WAYS = "Arbetslagen har gått igenom planen på två möten och talat om vad den betyder i vardagen."


@pytest.fixture
def town() -> Municipality:
    return leadership_office(on="2023-01-02")


@pytest.fixture
def cycle(town: Municipality, hands: Hands):
    """The year, opened and sent out by HR in the browser, with bodies and figures in place."""
    hands.be(town.hr, on="2023-09-01")
    name_bodies(hands, town, on="2023-01-02")
    return send_out(hands, town, 2023)


@pytest.fixture
def answered(town: Municipality, cycle):
    """Every unit has handed in."""
    campaign = surveys.survey_of(cycle).campaigns[0]
    for code, _name, who in UNITS:
        own = {"B1": {"comment": WAYS}}
        sheet = sheet_of(campaign, town.units[code])
        hand_in(sheet, by=town.people[who], at=noon("2023-09-28"), own=own)
    return campaign


def answer_in_the_browser(hands: Hands, sheet) -> None:
    asks = surveys.questionnaire(sheet.campaign)
    at = f"/underlag/{sheet.pk}/"
    for question in surveys.pages(sheet, asks, {}):
        own = {"comment": WAYS} if question.key == "B1" else {}
        hands.fill(f"{at}fraga/{question.key}/", raw_answer(question, **own))
    for page, keys in (("deltagare", ("A2", "9.2")), ("lamna-in", ("A1", "12.4"))):
        typed = {
            f"{key}-{name}": value
            for key in keys
            for name, value in raw_answer(asks.question(key)).items()
        }
        hands.fill(f"{at}{page}/", typed)


def store_figures(hands: Hands, town: Municipality, cycle) -> str:
    page = f"/ar/{cycle.pk}/personal/?enhet={town.units['KLF'].pk}"
    hands.be(town.hr, on="2024-01-08")
    hands.fill(
        page,
        {
            "on_date": "2023-12-31", "permanent_full_time": "136", "permanent_part_time": "2",
            "fixed_term_full_time": "9", "fixed_term_part_time": "1",
        },
    )  # fmt: skip
    return page


def make_report(hands: Hands, town: Municipality, cycle) -> Paper:
    hands.be(town.hr, on="2024-01-17")
    hands.fill(
        f"/ar/{cycle.pk}/sammanstallning/{town.units['KLF'].pk}/egen/",
        {
            "area": "working_conditions", "kind": "improvement", "title": "Ett bredare grepp",
            "text": "Lokalerna är genomgångna. Ljud, ljus och digitala hinder återstår att se över.",
        },
    )  # fmt: skip
    hands.fill(
        f"/ar/{cycle.pk}/handlingar/ny/annual_report/?enhet={town.units['KLF'].pk}",
        {"title": "Årlig uppföljning av aktiva åtgärder 2023", "paper_date": "2024-01-17"},
    )
    report = Paper.objects.get(kind=Paper.Kind.ANNUAL_REPORT)
    hands.fill(f"/handling/{report.pk}/", {"paper_date": "2024-01-17"})
    report.refresh_from_db()
    return report


def make_official_report(hands: Hands, town: Municipality, cycle) -> Paper:
    hands.be(town.hr, on="2024-01-25")
    hands.fill(
        f"/ar/{cycle.pk}/handlingar/ny/official_report/?enhet={town.units['KLF'].pk}",
        {"title": "Aktiva åtgärder 2023, kommunledningsförvaltningen", "paper_date": "2024-01-25"},
    )
    paper = Paper.objects.get(kind=Paper.Kind.OFFICIAL_REPORT)
    hands.fill(
        f"/handling/{paper.pk}/",
        {
            "summary": "Avdelningarna har fördjupat kunskapen om planen under året.",
            "matter": "Förvaltningen följer varje år upp sitt arbete, avdelning för avdelning.",
            "recipients": "Kommunledningsförvaltningen, HR-avdelningen",
        },
    )
    paper.refresh_from_db()
    return paper


def section(document, heading: str) -> list:
    """Return the blocks under a heading of the first level."""
    blocks = list(document.blocks)
    start = blocks.index(next(b for b in blocks if isinstance(b, Heading) and b.text == heading))
    rest = blocks[start + 1 :]
    end = next(
        (n for n, b in enumerate(rest) if isinstance(b, Heading) and b.level == 1), len(rest)
    )
    return rest[:end]


@pytest.mark.slow
def test_only_the_coarse_figures_go_out_before_somebody_decides(town, cycle, answered, hands):
    """S-000: without a decision the paper says 138 and 10, never 2 or 1."""
    store_figures(hands, town, cycle)
    make_report(hands, town, cycle)

    paper = make_official_report(hands, town, cycle)

    matter = section(document_of(paper, at=noon("2024-01-25")), "Ärendet")
    staff = "Personalen var 2023-12-31 138 tillsvidareanställda och 10 visstidsanställda."
    assert Paragraph(staff) in matter
    assert "deltid" not in plain_text(document_of(paper, at=noon("2024-01-25")))


@pytest.mark.slow
def test_the_paper_stands_in_the_municipalitys_own_order(town, cycle, answered, hands):
    """S-000: headings, basis with dates, the decision's grammar, released figures and recipient."""
    staff = store_figures(hands, town, cycle)
    hands.fill(staff, {"reason": REASON})
    report = make_report(hands, town, cycle)

    paper = make_official_report(hands, town, cycle)
    document = document_of(paper, at=noon("2024-01-25"))

    assert [b.text for b in document.blocks if isinstance(b, Heading)] == [
        "Sammanfattning",
        "Beslutsunderlag",
        "Kommunledningsförvaltningens förslag till beslut",
        "Beslutet skickas till",
        "Ärendet",
    ]
    assert section(document, "Beslutsunderlag") == [
        Paragraph("Kommunledningsförvaltningens tjänsteskrivelse, 2024-01-25"),
        Paragraph("Årlig uppföljning av aktiva åtgärder 2023, daterad 2024-01-17"),
    ]
    assert section(document, "Kommunledningsförvaltningens förslag till beslut") == [
        Clauses(
            "Kommunstyrelsens arbetsutskott föreslås besluta att föreslå kommunstyrelsen besluta",
            ("godkänna rapporten och lägga den till handlingarna.",),
            Marker.ATT,
        )
    ]
    assert section(document, "Beslutet skickas till") == [
        Paragraph("Kommunledningsförvaltningen, HR-avdelningen")
    ]
    assert section(document, "Ärendet") == [
        Paragraph("Förvaltningen följer varje år upp sitt arbete, avdelning för avdelning."),
        Paragraph(
            "Av de 138 tillsvidareanställda arbetar 2 deltid. "
            "Av de 10 visstidsanställda arbetar 1 deltid."
        ),
        Paragraph(
            "Tabellen har små tal och lämnas ut efter beslut av Moa Hedlund, HR-strateg "
            f"2024-01-08. Skäl: {REASON}"
        ),
        Paragraph("Lokalerna är genomgångna. Ljud, ljus och digitala hinder återstår att se över."),
    ]
    assert document.head.recipient == "Kommunstyrelsen"
    released = AuditEntry.objects.get(event="figures.released")
    assert (released.actor_id, released.happened_at.date().isoformat()) == (
        town.hr.pk, "2024-01-08",
    )  # fmt: skip
    assert report.state == Paper.State.APPROVED


@pytest.mark.slow
def test_the_report_carries_the_units_answers_and_both_papers_come_out_as_files(town, cycle, hands):
    """S-000: what is answered in the browser is the report's annex; PDF and Word leave by the door."""
    campaign = surveys.survey_of(cycle).campaigns[0]
    for code, _name, who in UNITS[1:]:
        sheet = sheet_of(campaign, town.units[code])
        hand_in(sheet, by=town.people[who], at=noon("2023-09-28"))
    hands.be(town.people["Bo Grip"], on="2023-09-20")
    answer_in_the_browser(hands, sheet_of(campaign, town.units["KLF-EKO"]))
    hands.fill(store_figures(hands, town, cycle), {"reason": REASON})

    report = make_report(hands, town, cycle)
    document = document_of(report, at=noon("2024-01-17"))
    paper = document_of(make_official_report(hands, town, cycle), at=noon("2024-01-25"))

    annex = section(document, "Bilaga: enheternas svar")
    assert [b.text for b in annex if isinstance(b, Heading)] == [
        f"{name}, Kommunledningsförvaltningen" for _code, name, _who in UNITS
    ]
    assert Paragraph("Inlämnat 2023-09-20.") in annex
    first = annex[annex.index(Paragraph("Inlämnat 2023-09-20.")) + 1]
    assert WAYS in next(answer for key, answer in first.pairs if key.split()[0] == "B1")
    staff = next(b for b in section(document, "Personalen") if isinstance(b, Table))
    assert staff.rows == (
        ("Tillsvidareanställda", "136", "2", "138"),
        ("Visstidsanställda", "9", "1", "10"),
    )
    for found_document in (document, paper):
        assert_all_say_the_same(found_document)


@pytest.mark.slow
def test_a_paper_is_laid_in_its_case_and_bears_its_number(town, cycle, answered, hands):
    """S-000: the tjänsteskrivelse has the registry number and stands among the case's papers."""
    hands.be(town.people["Per Ask"], on="2024-01-12")
    hands.fill(
        f"/arenden/nytt/{cycle.pk}/",
        {
            "unit": str(town.units["KLF"].pk),
            "dnr": "KS 2024/31",
            "registered_date": "2024-01-12",
        },
    )
    case = town.employer.cases.get()
    paper = make_official_report(hands, town, cycle)

    hands.fill(f"/handling/{paper.pk}/", {"case": str(case.pk)})

    paper.refresh_from_db()
    assert document_of(paper, at=noon("2024-01-25")).head.registry_number == "KS 2024/31"
    assert paper.title in hands.read(f"/arende/{case.pk}/")


@pytest.mark.slow
def test_the_same_files_are_fetched_from_the_papers_page(town, cycle, answered, hands):
    """S-000: the page's two links give a PDF and a Word file with the paper's name."""
    store_figures(hands, town, cycle)
    report = make_report(hands, town, cycle)

    pdf = hands.client.get(f"/handling/{report.pk}/pdf/")
    word = hands.client.get(f"/handling/{report.pk}/word/")

    assert (pdf.headers["Content-Type"], pdf.content[:5]) == ("application/pdf", b"%PDF-")
    assert word.content[:2] == b"PK"
    assert (
        "arlig-uppfoljning-av-aktiva-atgarder-2023-2024-01-17.docx"
        in (word.headers["Content-Disposition"])
    )


STYLES = {
    "neutral": (
        [
            "Sammanfattning", "Beslutsunderlag", "Kommunledningsförvaltningens förslag till beslut",
            "Beslutet skickas till", "Ärendet",
        ],
        Clauses(
            "Kommunstyrelsens arbetsutskott föreslås besluta att föreslå kommunstyrelsen besluta",
            ("godkänna rapporten och lägga den till handlingarna.",),
            Marker.ATT,
        ),
    ),
    "numbered": (
        [
            "Förslag till beslut", "Sammanfattning", "Ärendet", "Handlingar i ärendet",
            "Beslutet skickas till",
        ],
        Clauses(
            "Kommunstyrelsens arbetsutskott föreslås besluta att föreslå kommunstyrelsen besluta "
            "följande.",
            ("Kommunstyrelsen godkänner rapporten och lägger den till handlingarna.",),
            Marker.NUMBER,
        ),
    ),
    "decision": (
        [
            "Beslut", "Sammanfattning av ärendet", "Beslutsunderlag", "Beslutsgång",
            "Beslutet skickas till",
        ],
        Clauses(
            "Kommunstyrelsens arbetsutskott föreslås besluta att föreslå kommunstyrelsen besluta "
            "följande.",
            ("Kommunstyrelsen godkänner rapporten och lägger den till handlingarna.",),
            Marker.NONE,
        ),
    ),
}  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("style", STYLES)
def test_the_same_year_is_written_in_each_municipalitys_style(town, cycle, answered, hands, style):
    """S-000: three municipalities' orders and grammars, from the same data and the same words."""
    hands.be(town.hr, on="2024-01-08")
    page = f"/arbetsgivare/{town.employer.pk}/mallar/official_report/"
    hands.fill(f"{page}?fran={style}", {"do": "save"})
    make_report(hands, town, cycle)

    paper = make_official_report(hands, town, cycle)
    document = document_of(paper, at=noon("2024-01-25"))

    headings, proposal = STYLES[style]
    printed = [b.text for b in document.blocks if isinstance(b, Heading) and b.level == 1]
    assert printed[: len(headings)] == headings
    assert proposal in document.blocks
    words = plain_text(document)
    assert "Avdelningarna har fördjupat kunskapen om planen under året." in words
    assert "Förvaltningen följer varje år upp sitt arbete, avdelning för avdelning." in words
    assert "Årlig uppföljning av aktiva åtgärder 2023, daterad 2024-01-17" in words
