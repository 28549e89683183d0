"""A municipality's own templates: sections in its order, versions, and papers begun by them."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from strandvik import noon

from aktiva.apps.casework import actions as casework
from aktiva.apps.organisation import actions as organisation
from aktiva.apps.organisation.models import Employer
from aktiva.apps.reports import actions
from aktiva.apps.reports.models import Paper, PaperTemplate
from aktiva.apps.reports.queries import templates
from aktiva.apps.reports.queries.documents import document_of
from aktiva.domain.documents.blocks import Heading, plain_text
from aktiva.domain.documents.templates import EmptySlots, load

pytestmark = pytest.mark.django_db

AT = noon("2023-11-01")
S = actions.Section
TEXTS = {"summary": "Året i korthet.", "matter": "Så gick det till."}


def sections(name: str = "neutral", **changed: dict) -> list[actions.Section]:
    return [
        S(**{
            "key": slot.key, "heading": slot.heading, "required": slot.required, "off": slot.off
        } | changed.get(slot.key, {}))
        for slot in load(name).slots
    ]  # fmt: skip


def keep(town, rows, *, kind="official_report", origin="neutral", style="att", actor=None):
    return actions.keep_template(
        employer=town.employer, kind=kind, origin=origin, style=style, sections=rows,
        actor=actor or town.hr, at=AT,
    )  # fmt: skip


@pytest.fixture
def bodies(town):
    board = organisation.register_body(
        employer=town.employer, name="Kommunstyrelsen", kind="board", code="KS", above=None,
        from_date=town.at.date(), actor=town.hr, at=town.at,
    )  # fmt: skip
    return [board.pk]


def begin(town, cycle, bodies=(), *, kind=Paper.Kind.OFFICIAL_REPORT, slots=TEXTS, **facts):
    return actions.make_paper(
        cycle=cycle, unit=town.root, kind=kind, title="Skrivelse", paper_date=AT.date(),
        slots=slots, actor=town.hr, at=AT,
        facts={
            "bodies": list(bodies), "points": [{"verb": "godkänna", "object": "rapporten"}],
            "recipients": ["HR-avdelningen"], **facts,
        },
    )  # fmt: skip


def headings(paper) -> list[str]:
    blocks = document_of(paper, at=AT).blocks
    return [b.text for b in blocks if isinstance(b, Heading) and b.level == 1]


def test_a_paper_is_written_in_the_municipalitys_order_and_words(town, cycle, bodies):
    rows = sections(summary={"heading": "Kort om ärendet"}, path={"off": False})
    keep(town, [*rows[1:], rows[0], S("own-1", "Barnets bästa", text="Barn berörs inte.")])

    paper = begin(town, cycle, bodies)

    assert headings(paper) == [
        "Beslutsunderlag", "Strandvik kommuns förslag till beslut", "Beslutet skickas till",
        "Ärendet", "Beslutsgång", "Kort om ärendet", "Barnets bästa",
    ]  # fmt: skip
    assert "Barn berörs inte." in plain_text(document_of(paper, at=AT))


@pytest.mark.parametrize(
    ("style", "words"),
    [
        ("att", "att godkänna rapporten."),
        ("number", "1. Kommunstyrelsen godkänner rapporten."),
        ("none", "\nKommunstyrelsen godkänner rapporten."),
    ],
)
def test_the_points_are_written_as_the_municipality_writes_them(town, cycle, bodies, style, words):
    keep(town, sections(), style=style)

    assert words in plain_text(document_of(begin(town, cycle, bodies), at=AT))


def test_a_paper_that_is_begun_keeps_its_version(town, cycle, bodies):
    paper = begin(town, cycle, bodies)
    first = keep(town, sections(summary={"heading": "Först"}))
    later = begin(town, cycle, bodies)

    keep(town, sections(summary={"heading": "Sedan"}))

    assert (paper.template, later.template) == (None, first)
    assert "Sammanfattning" in headings(paper)
    assert "Först" in headings(Paper.objects.get(pk=later.pk))


def test_words_typed_in_a_section_that_is_switched_off_stand_last(town, cycle, bodies):
    keep(town, sections(matter={"off": True}))

    paper = begin(town, cycle, bodies)

    assert headings(paper)[-1] == "Ärendet"
    assert "Så gick det till." in plain_text(document_of(paper, at=AT))


def test_a_required_own_section_stops_an_empty_paper(town, cycle, bodies):
    keep(town, [*sections(), S("own-1", "Barnets bästa", required=True)])
    paper = begin(town, cycle, bodies)

    with pytest.raises(EmptySlots) as refused:
        actions.approve(paper_id=paper.pk, approved_as="Moa Hedlund", actor=town.hr, at=AT)

    assert refused.value.headings == ("Barnets bästa",)


def test_the_follow_up_and_the_plan_stand_in_the_municipalitys_order(town, cycle, campaign):
    rows = sections("annual_report", annex={"off": True}, method={"heading": "Arbetssätt"})
    keep(town, [*rows[1:], rows[0]], kind="annual_report", origin="annual_report")
    rows = sections("plan", forums={"off": True})
    keep(town, rows[::-1], kind="plan", origin="plan")

    report = begin(town, cycle, kind=Paper.Kind.ANNUAL_REPORT, slots=None)
    department = actions.make_paper(
        cycle=cycle, unit=town.units["BF"], kind=Paper.Kind.DEPARTMENT_REPORT, title="Rapport",
        paper_date=AT.date(), actor=town.people["Sara Lund"], at=AT,
    )  # fmt: skip
    plan = begin(town, cycle, kind=Paper.Kind.PLAN, slots=None)

    assert headings(report)[-1] == "Arbetssätt" == headings(department)[-1]
    assert "Bilaga: enheternas svar" not in headings(report)
    assert headings(plan)[0] == "Aktiviteter" and "Forum" not in headings(plan)


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        (sections(summary={"heading": " "}), "saknar rubrik"),
        (sections(summary={"heading": "ärendet"}), "står två gånger"),
        ([*sections(), S("påhittat", "Rubrik")], "inte finns"),
        ([S(s.key, s.heading, off=True) for s in sections()], "Alla avsnitt är avstängda"),
        ([*sections(), S("own-1", "A"), S("own-1", "B")], "två gånger"),
    ],
)
def test_a_template_that_cannot_be_printed_is_refused(town, rows, words):
    with pytest.raises(ValidationError, match=words):
        keep(town, rows)

    assert not PaperTemplate.objects.exists()


def test_only_those_who_make_the_papers_keep_the_template(town):
    with pytest.raises(Employer.DoesNotExist):
        keep(town, sections(), actor=town.people["Bo Grip"])


def test_an_earlier_version_comes_back_as_a_new_one(town):
    keep(town, sections(summary={"heading": "Först"}))
    keep(town, sections(summary={"heading": "Sedan"}))

    back = actions.restore_template(
        employer=town.employer, kind="official_report", number=1, actor=town.hr, at=AT
    )

    assert back.number == 3
    assert templates.read(back).slots[0].heading == "Först"
    assert [v.number for v in templates.versions(town.employer.pk, "official_report")] == [3, 2, 1]


def test_a_section_that_ships_later_is_there_to_switch_on(town):
    row = keep(town, [s for s in sections() if s.key != "path"])

    added = templates.read(row).slots[-1]

    assert (added.key, added.off) == ("path", True)


# ---- signers and the case's own papers --------------------------------------------------


def test_signers_stand_by_function(town, cycle, bodies):
    paper = begin(town, cycle, bodies, signers=["HR-chef", "Kommundirektör"])

    assert plain_text(document_of(paper, at=AT)).endswith(
        "Underskrifter\nHR-chef\nKommundirektör\n"
    )


# ---- pages -----------------------------------------------------------------------------


def posted(page) -> dict:
    """Return what the form on the page would send."""
    head, formset = page.context["head"], page.context["formset"]
    sent = {"origin": head["origin"].value(), "style": head["style"].value()}
    for field in formset.management_form:
        sent[field.html_name] = field.value()
    for form in formset:
        for field in form:
            if field.name in ("on", "required"):
                sent |= {field.html_name: "on"} if field.value() else {}
            else:
                sent[field.html_name] = field.value() or ""
    return sent


@pytest.fixture
def hr(client, day, town):
    day("2023-11-01")
    client.force_login(town.hr)
    return client


@pytest.fixture
def address(town):
    return reverse("reports:template", args=[town.employer.pk, "official_report"])


def test_hr_moves_adds_tries_and_keeps(hr, town, cycle, bodies, address):
    begin(town, cycle, bodies)
    page = hr.get(address)

    page = hr.post(address, posted(page) | {"do": "down:summary"})
    page = hr.post(address, posted(page) | {"do": "add"})
    added = next(f for f in page.context["formset"] if f["key"].value() == "own-1")
    typed = {
        added["heading"].html_name: "Barnets bästa",
        added["text"].html_name: "Barn berörs inte.",
    }
    page = hr.post(address, posted(page) | typed | {"do": "try"})
    tried = plain_text(page.context["document"])
    assert "Barn berörs inte." in tried and not PaperTemplate.objects.exists()
    done = hr.post(address, posted(page) | {"do": "save"})

    assert done.status_code == 302
    kept = [row["heading"] for row in PaperTemplate.objects.get().sections if not row["off"]]
    assert kept[:3] == ["Beslutsunderlag", "Sammanfattning", "{sender} förslag till beslut"]
    assert kept[-1] == "Barnets bästa"


def test_what_was_typed_stays_when_the_template_is_refused(hr, address):
    sent = posted(hr.get(address)) | {"s-0-heading": "", "s-1-heading": "Vårt underlag"}

    page = hr.post(address, sent | {"do": "save"})

    assert page.status_code == 422
    assert "saknar rubrik" in page.content.decode()
    assert page.context["formset"][1]["heading"].value() == "Vårt underlag"


def test_the_page_is_for_those_who_make_the_papers(client, day, town, address):
    day("2023-11-01")
    client.force_login(town.people["Bo Grip"])

    assert client.get(address).status_code == 404


@pytest.mark.parametrize("kind", ["annual_report", "plan", "minutes_extract"])
def test_every_kind_can_be_tried_or_says_why_not(hr, town, cycle, campaign, kind):
    address = reverse("reports:template", args=[town.employer.pk, kind])

    page = hr.post(address, posted(hr.get(address)) | {"do": "try"})

    assert page.status_code == 200
    assert ("document" in page.context) == (kind != "minutes_extract")


# ---- the case's own papers --------------------------------------------------------------


def test_the_basis_lists_the_cases_approved_papers_with_their_dates(town, cycle, campaign, bodies):
    secretary = town.people["Per Ask"]
    case = casework.register_case(
        cycle=cycle, unit=town.root, dnr="KS 2023/12", title="Aktiva åtgärder 2023",
        registered_date=date(2023, 10, 2), registered_as="Per Ask", actor=secretary, at=AT,
        recipients=(),
    )  # fmt: skip

    def report(title, *, approve):
        paper = actions.make_paper(
            cycle=cycle, unit=town.root, kind=Paper.Kind.ANNUAL_REPORT, title=title,
            paper_date=date(2023, 10, 20), case=case, actor=town.hr, at=AT,
        )  # fmt: skip
        if approve:
            actions.approve(paper_id=paper.pk, approved_as="Moa", actor=town.hr, at=AT)

    report("Godkänd uppföljning", approve=True)
    report("Påbörjad uppföljning", approve=False)
    paper = begin(town, cycle, bodies)
    paper.case = case

    told = plain_text(document_of(paper, at=AT))

    assert "Godkänd uppföljning, 2023-10-20" in told
    assert "Påbörjad uppföljning" not in told
