"""Who reaches what: the responsible, a colleague elsewhere in the employer, and a stranger."""

from datetime import date

import pytest
from strandvik import answer_all, filled_in_by, hand_in, noon, sheet_of

from aktiva.apps.casework import actions as casework_actions
from aktiva.apps.casework import policy as casework
from aktiva.apps.cycles import policy as cycles
from aktiva.apps.organisation import actions as organisation_actions
from aktiva.apps.organisation import policy as organisation
from aktiva.apps.reports import actions as reports_actions
from aktiva.apps.reports import policy as reports
from aktiva.apps.reports.models import Paper
from aktiva.apps.surveys import actions as surveys_actions
from aktiva.apps.surveys import policy as surveys
from aktiva.apps.surveys.models import Sheet
from aktiva.domain.organisation.importing import UnitRow
from aktiva.domain.organisation.permissions import Permission, Role

pytestmark = pytest.mark.django_db

DAY = date(2023, 9, 20)
NOBODY = 999_999


@pytest.fixture
def sheet(town, campaign) -> Sheet:
    return sheet_of(campaign, town.units["ALB"])


@pytest.fixture
def case(town, cycle):
    return casework_actions.register_case(
        cycle=cycle, unit=town.units["BF"], dnr="BIN 2023/7", title="Aktiva åtgärder 2023",
        registered_date=date(2023, 9, 6), registered_as="Per Ask, nämndsekreterare",
        actor=town.people["Per Ask"], at=noon("2023-09-06"),
    )  # fmt: skip


@pytest.fixture
def paper(town, cycle, campaign) -> Paper:
    """The report of Bildningsförvaltningen."""
    return reports_actions.make_paper(
        cycle=cycle, unit=town.units["BF"], kind=Paper.Kind.DEPARTMENT_REPORT, title="Rapport",
        paper_date=DAY, actor=town.people["Sara Lund"], at=noon(DAY),
    )  # fmt: skip


# ---- the rows a person gets ------------------------------------------------------------


@pytest.mark.parametrize(
    ("who", "answers", "reads", "reviews"),
    [
        ("Bo Grip", ["ALB"], ["ALB"], []),
        ("Sara Lund", ["BF"], ["ALB", "BF", "EKL"], ["ALB", "BF", "EKL"]),
        ("Ali Noor", ["KOK"], ["KOK"], []),
        ("Per Ask", [], [], []),
        (
            "Moa Hedlund",
            ["0"],
            ["0", "ALB", "BF", "EKL", "KOK", "LOK", "SF"],
            ["ALB", "BF", "EKL", "KOK", "LOK", "SF"],
        ),
    ],
)
def test_sheets_are_reached_by_role_and_place(town, campaign, who, answers, reads, reviews):
    """S-015: the manager has one unit, the head a subtree, HR all, the secretary none."""
    user = town.people[who]

    found = [
        sorted(choose(user, on=DAY).values_list("unit__code", flat=True))
        for choose in (
            surveys.answerable_sheets,
            surveys.readable_sheets,
            surveys.reviewable_sheets,
        )
    ]

    assert found == [answers, reads, reviews]
    assert len(filled_in_by(user, on=DAY)) == len(answers)


def test_a_stranger_reaches_nothing(town, neighbour, campaign, case, paper):
    """S-015: HR of another employer has every permission at home and none here."""
    stranger = neighbour.hr

    assert filled_in_by(stranger, on=DAY) == set()
    assert not surveys.readable_sheets(stranger, on=DAY).exists()
    assert not surveys.reviewable_sheets(stranger, on=DAY).exists()
    assert not reports.visible_papers(stranger, on=DAY).exists()
    assert not reports.approvable_papers(stranger, on=DAY).exists()
    assert not casework.visible_cases(neighbour.people["Ulf Ny"], on=DAY).exists()
    assert not cycles.visible_cycles(stranger, on=DAY).exists()
    assert list(organisation.employers_where(stranger, Permission.YEAR_KEEP, on=DAY)) == [
        neighbour.employer
    ]


@pytest.mark.parametrize(
    ("who", "sees", "approves"),
    [("Sara Lund", True, True), ("Olle Berg", False, False), ("Bo Grip", False, False),
     ("Moa Hedlund", True, False)],
)  # fmt: skip
def test_a_departments_report_is_its_own_heads(town, paper, who, sees, approves):
    """S-015: the head approves the department's report; HR reads it, the other head does not."""
    user = town.people[who]

    assert reports.visible_papers(user, on=DAY).filter(pk=paper.pk).exists() is sees
    assert reports.approvable_papers(user, on=DAY).filter(pk=paper.pk).exists() is approves


@pytest.mark.parametrize(
    ("who", "sees", "keeps"),
    [("Per Ask", True, True), ("Moa Hedlund", True, False), ("Bo Grip", False, False)],
)
def test_cases_are_kept_by_the_secretary(town, case, who, sees, keeps):
    user = town.people[who]

    assert casework.visible_cases(user, on=DAY).filter(pk=case.pk).exists() is sees
    assert casework.keepable_cases(user, on=DAY).filter(pk=case.pk).exists() is keeps


def test_a_role_gives_nothing_before_its_first_day_or_from_its_last(town, campaign):
    late = town.person("Vera Hav")
    town.role(
        late, Role.UNIT_MANAGER, "EKL", "vikarie",
        from_date=date(2023, 9, 10), to_date=date(2023, 9, 20),
    )  # fmt: skip

    days = [date(2023, 9, 9), date(2023, 9, 10), date(2023, 9, 19), date(2023, 9, 20)]
    reached = [bool(filled_in_by(late, on=d)) for d in days]

    assert reached == [False, True, True, False]


def test_an_administrator_sees_no_answers(town, campaign):
    keeper = town.person("Ada Vall")
    town.role(keeper, Role.ADMINISTRATOR, "0", "systemadministratör")

    assert not surveys.readable_sheets(keeper, on=DAY).exists()
    assert organisation.employers_where(keeper, Permission.ORGANISATION_KEEP, on=DAY).exists()


def test_a_safety_representative_reads_the_units_they_represent(town, campaign):
    """S-015: the assignment gives reading of a unit's answers, not writing them."""
    who = town.person("Siv Norr")
    town.role(
        who, Role.SAFETY_REPRESENTATIVE, "EKL", "skyddsombud", organisation="Kommunal",
        notified_date=date(2023, 1, 9),
    )  # fmt: skip

    assert surveys.readable_sheets(who, on=DAY).values_list("unit__code", flat=True).get() == "EKL"
    assert not surveys.answerable_sheets(who, on=DAY).exists()


# ---- the same 404 ----------------------------------------------------------------------


def pages(town, cycle, sheet, case, paper, draft) -> dict[str, int]:
    return {
        "/underlag/{}/": sheet.pk,
        "/underlag/{}/fraga/1.1/": sheet.pk,
        "/underlag/{}/deltagare/": sheet.pk,
        "/underlag/{}/lamna-in/": sheet.pk,
        "/underlag/{}/las/": sheet.pk,
        "/underlag/{}/fil/": sheet.pk,
        "/underlag/{}/tillbaka/1.1/": sheet.pk,
        "/handling/{}/": paper.pk,
        "/handling/{}/pdf/": paper.pk,
        "/handling/{}/nytt/": paper.pk,
        "/handling/{}/texter/": paper.pk,
        "/arbetsgivare/{}/mallar/plan/": town.employer.pk,
        "/arbetsgivare/{}/wordmall/": town.employer.pk,
        "/handling/{}/word/": paper.pk,
        "/handling/{}/word/tillbaka/": paper.pk,
        "/arende/{}/": case.pk,
        "/arende/{}/uppgifter/": case.pk,
        "/enhet/{}/": town.units["ALB"].pk,
        "/enhet/{}/roll/": town.units["ALB"].pk,
        "/arbetsgivare/{}/": town.employer.pk,
        "/arbetsgivare/{}/lista/": town.employer.pk,
        "/arbetsgivare/{}/organ/": town.employer.pk,
        "/arbetsgivare/{}/ord/": town.employer.pk,
        "/ar/nytt/{}/": town.employer.pk,
        "/ar/{}/": cycle.pk,
        "/ar/{}/svar/": cycle.pk,
        "/ar/{}/atgarder/": cycle.pk,
        "/ar/{}/gemensamma/": cycle.pk,
        "/ar/{}/rutnat/": cycle.pk,
        "/ar/{}/rutnat/pay/age/": cycle.pk,
        f"/ar/{cycle.pk}/enhet/{{}}/": town.units["ALB"].pk,
        f"/ar/{cycle.pk}/enhet/{{}}/undersokning/": town.units["ALB"].pk,
        f"/ar/{cycle.pk}/enhet/{{}}/kalla/": town.units["ALB"].pk,
        f"/ar/{cycle.pk}/enhet/{{}}/risk/": town.units["ALB"].pk,
        f"/ar/{cycle.pk}/enhet/{{}}/atgard/": town.units["ALB"].pk,
        "/ar/{}/plan-klistra/": cycle.pk,
        "/ar/{}/utskick/": cycle.pk,
        "/ar/{}/utskick/nytt/": cycle.pk,
        "/ar/{}/personal/": cycle.pk,
        "/ar/{}/sammanstallning/": cycle.pk,
        "/ar/{}/handlingar/": cycle.pk,
        "/ar/{}/lagkoll/": cycle.pk,
        "/arenden/nytt/{}/": cycle.pk,
        "/lista/{}/": draft.pk,
    }


@pytest.fixture
def draft(town):
    row = UnitRow(line=2, code="NY", name="Ny enhet", parent="BF", kind="enhet")
    return organisation_actions.read_list(
        employer=town.employer, rows=[row], file_name="lista.csv", from_date=DAY, actor=town.hr,
        at=noon(DAY),
    )  # fmt: skip


@pytest.mark.slow
def test_what_is_not_yours_looks_like_what_does_not_exist(
    client, day, town, neighbour, cycle, sheet, case, paper, draft
):
    """S-015: the stranger gets the same 404, letter by letter, so that ids cannot be probed."""
    day("2023-09-20")
    client.force_login(neighbour.hr)
    wrong = {}

    for page, pk in pages(town, cycle, sheet, case, paper, draft).items():
        theirs, missing = client.get(page.format(pk)), client.get(page.format(NOBODY))
        same = theirs.content == missing.content
        if (theirs.status_code, missing.status_code, same) != (404, 404, True):
            wrong[page] = (theirs.status_code, missing.status_code, same)

    assert wrong == {}


@pytest.mark.slow
def test_the_pages_exist_for_somebody(client, day, town, cycle, sheet, case, paper, draft):
    """The 404s above mean something: each page opens for one of the employer's own people."""
    day("2023-09-20")
    closed = set(pages(town, cycle, sheet, case, paper, draft))
    own = [town.hr, town.people["Bo Grip"], town.people["Per Ask"]]

    for user in own:
        client.force_login(user)
        for page, pk in pages(town, cycle, sheet, case, paper, draft).items():
            if page in closed and client.get(page.format(pk)).status_code == 200:
                closed.remove(page)

    assert closed == set()


def test_a_colleague_elsewhere_gets_404_on_the_neighbouring_units_pages(client, day, town, sheet):
    day("2023-09-20")
    client.force_login(town.people["Ali Noor"])

    found = {
        client.get(f"/underlag/{sheet.pk}/{page}").status_code
        for page in ("", "fraga/1.1/", "fil/", "las/", "lamna-in/", "risk/", "atgard/")
    }

    assert found == {404}


def test_nobody_signed_in_is_sent_to_the_door(client, sheet):
    answer = client.get(f"/underlag/{sheet.pk}/")

    assert answer.status_code == 302
    assert answer.headers["Location"].startswith("/logga-in/")


# ---- protected identity ----------------------------------------------------------------


@pytest.fixture
def hidden(town):
    """A manager whose name must not be shown."""
    town.unit("HID", "Enheten vid torget", under="BF")
    who = town.person("Hemlig Person", protected=True)
    town.role(who, Role.UNIT_MANAGER, "HID", "enhetschef")
    return who


@pytest.fixture
def hidden_sheet(town, hidden, cycle):
    campaign = surveys_actions.open_campaign(
        cycle=cycle, units=[town.units["HID"]], opens_date=date(2023, 9, 4),
        last_date=date(2023, 10, 20), actor=town.hr, at=noon("2023-09-04"),
    )  # fmt: skip
    return sheet_of(campaign, town.units["HID"])


@pytest.mark.parametrize(
    ("page", "shown"),
    [
        ("/ar/{cycle}/svar/", "enhetschef"),
        ("/enhet/{unit}/", "enhetschef"),
        ("/utkorg/", "Mottagare med skyddad identitet"),
        ("/arbetsgivare/{employer}/", "enhetschef"),
    ],
)
def test_a_protected_name_is_nowhere_on_the_page(
    client, day, town, hidden, hidden_sheet, cycle, page, shown
):
    """S-016: the function stands where others have their name, and no address is shown."""
    day("2023-09-20")
    client.force_login(town.hr)
    url = page.format(cycle=cycle.pk, unit=hidden_sheet.unit_id, employer=town.employer.pk)

    html = client.get(url).content.decode()

    assert shown in html
    assert hidden.name not in html
    assert hidden.email not in html


def test_a_protected_person_hands_in_by_function(client, day, hidden, hidden_sheet):
    """S-016: what is kept with the answers is the function alone."""
    answer_all(hidden_sheet, by=hidden, at=noon("2023-09-19"))
    day("2023-09-20")
    client.force_login(hidden)

    client.post(
        f"/underlag/{hidden_sheet.pk}/lamna-in/",
        {"A1-answer": "unchanged", "12.4-text": "Året har gått väl."},
    )

    hidden_sheet.refresh_from_db()
    assert (hidden_sheet.state, hidden_sheet.submitted_as) == ("submitted", "enhetschef")


def test_the_reader_of_the_answers_sees_the_function(client, day, town, hidden, hidden_sheet):
    hand_in(hidden_sheet, by=hidden, at=noon("2023-09-19"))
    Sheet.objects.filter(pk=hidden_sheet.pk).update(submitted_as=hidden.shown_as("enhetschef"))
    day("2023-09-20")
    client.force_login(town.people["Sara Lund"])

    html = client.get(f"/underlag/{hidden_sheet.pk}/las/").content.decode()

    assert hidden.name not in html
