"""Pages with lists ask the database as many questions for one row as for thirty.

The numbers are those of a test, where the tree of units is read anew each time it is asked for;
a running server keeps it.
"""

from datetime import date

import pytest
from schooling import mark, write
from strandvik import noon

from aktiva.apps.casework import actions as casework
from aktiva.apps.casework.models import Case
from aktiva.apps.cycles import actions as cycles
from aktiva.apps.organisation.models import Unit
from aktiva.apps.outbox import actions as outbox
from aktiva.apps.outbox.models import Mail
from aktiva.apps.reports import actions as reports
from aktiva.apps.reports.models import Observation, Paper
from aktiva.apps.surveys import actions as surveys
from aktiva.apps.surveys import queries as surveys_queries
from aktiva.apps.surveys.models import Campaign

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

AT = noon("2023-09-10")
MANY = pytest.mark.parametrize("rows", [1, 30])


@pytest.fixture
def page(client, day, town, django_assert_num_queries):
    """Open a page as HR and see how many questions it asks."""
    day("2023-09-20")
    client.force_login(town.hr)

    def asks(url: str, n: int):
        for sent in Campaign.objects.all():
            surveys_queries.questionnaire(sent)  # read once per process
        with django_assert_num_queries(n):
            response = client.get(url)
        assert response.status_code == 200
        return response

    return asks


def units(town, n: int) -> list[Unit]:
    for number in range(n):
        town.managed(f"E{number:02d}", f"Enhet {number}", f"Chef {number}", under="BF")
    return [town.units[f"E{number:02d}"] for number in range(n)]


def ask_each(town, cycle, n: int) -> None:
    surveys.open_campaign(
        cycle=cycle, units=units(town, n), opens_date=date(2023, 9, 10),
        last_date=date(2023, 10, 20), actor=town.hr, at=AT,
    )  # fmt: skip


@MANY
def test_the_list_of_answers(page, town, cycle, rows):
    """S-028: who has answered."""
    ask_each(town, cycle, rows)

    response = page(f"/ar/{cycle.pk}/svar/", 13)

    assert response.context["n_all"] == rows


def decide(town, cycle, *, unit: Unit, title: str, risks=()) -> None:
    facts = cycles.MeasureFacts(
        area="training", title=title, owner_role="chef", due_date=date(2024, 3, 1)
    )
    cycles.decide_measure(cycle=cycle, unit=unit, facts=facts, risks=risks, actor=town.hr, at=AT)


def decide_in_each(town, cycle, n: int) -> None:
    for number, unit in enumerate(units(town, n)):
        decide(town, cycle, unit=unit, title=f"Åtgärd {number}")


@MANY
def test_the_list_of_measures(page, town, cycle, rows):
    """S-028: the year's measures."""
    decide_in_each(town, cycle, rows)

    response = page(f"/ar/{cycle.pk}/atgarder/", 13)

    assert response.context["n_measures"] == rows


@MANY
def test_the_list_of_measures_on_a_past_day(page, town, cycle, rows):
    """S-028: as of a day it asks no more for many than for one."""
    decide_in_each(town, cycle, rows)

    response = page(f"/ar/{cycle.pk}/atgarder/?per=2023-09-15", 15)

    assert response.context["n_measures"] == rows


@MANY
def test_the_list_of_cases(page, town, cycle, rows):
    """S-028: cases with their last treatment."""
    for number in range(rows):
        casework.register_case(
            cycle=cycle, unit=town.root, dnr=f"KS 2023/{number}", title="Uppföljning",
            registered_date=AT.date(), registered_as="Per Ask", actor=town.people["Per Ask"], at=AT,
        )  # fmt: skip

    page("/arenden/", 9)

    assert Case.objects.count() == rows


@MANY
def test_the_list_of_papers(page, town, cycle, rows):
    """S-028: the year's papers."""
    for number in range(rows):
        reports.make_paper(
            cycle=cycle, unit=town.units["BF"] if number % 2 else town.root, title=f"Plan {number}",
            kind=Paper.Kind.PLAN, paper_date=AT.date(), actor=town.hr, at=AT,
        )  # fmt: skip

    response = page(f"/ar/{cycle.pk}/handlingar/", 9)

    assert len(response.context["papers"]) == rows


@MANY
def test_the_tree_of_the_employer(page, town, rows):
    """S-028: every unit with its kind and manager."""
    there = town.employer.units.count()
    units(town, rows)

    response = page(f"/arbetsgivare/{town.employer.pk}/", 12)

    assert len(response.context["rows"]) == there + rows


@MANY
def test_the_outbox(page, town, rows):
    """S-028: letters with their receivers."""
    letters = [
        outbox.Letter(to_id=town.person(f"Chef {n}").pk, subject=f"Brev {n}", body="Hej!")
        for n in range(rows)
    ]
    outbox.write(employer_id=town.employer.pk, letters=letters, at=AT)

    page("/utkorg/", 9)

    assert Mail.objects.count() == rows


@MANY
def test_the_compilation(page, town, cycle, campaign, rows):
    """S-028: observations with the units they come from, and risks with their measures."""
    for number in range(rows):
        risk = cycles.record_risk(
            cycle=cycle, unit=town.units["ALB"], area="training", grounds=["age"],
            description=f"De äldre har inte fått kurs nummer {number} på flera år.",
            cause="Kurserna ligger på kvällar som inte passar alla.", actor=town.hr, at=AT,
        )  # fmt: skip
        decide(town, cycle, unit=town.units["ALB"], title=f"Kurs {number}", risks=(risk,))
        reports.write_observation(
            cycle=cycle, unit=town.root, area="training", kind="strength", title=f"Nr {number}",
            text="Alla har en plan.", changed_as="Moa Hedlund", actor=town.hr, at=AT,
            sources=[{"unit": town.units["ALB"].pk, "question": "4.1", "summary": "Ja"}],
        )  # fmt: skip

    page(f"/ar/{cycle.pk}/sammanstallning/", 31)

    assert Observation.objects.count() == rows


@MANY
def test_the_year_at_a_glance(page, town, cycle, rows):
    """S-028: HR's first page, whatever the number of units."""
    ask_each(town, cycle, rows)

    response = page(f"/ar/{cycle.pk}/", 88)

    assert response.context["glance"].n_asked == rows


@MANY
def test_the_persons_of_a_unit(page, town, rows):
    """S-028: everybody who holds or has held a role there."""
    for number in range(rows):
        town.role(town.person(f"Chef {number}"), "unit_manager", "ALB", "enhetschef")

    response = page(f"/enhet/{town.units['ALB'].pk}/", 11)

    assert len(response.context["holdings"]) == rows + 1


@MANY
def test_the_list_of_common_measures(page, town, cycle, rows):
    """S-028: what the employer has decided for everybody."""
    facts = cycles.MeasureFacts(
        area="pay", title="Lönekartläggning", owner_role="HR-chef", schedule_text="Årligen"
    )
    cycles.import_plan(
        cycle=cycle, unit=town.root, rows=[facts] * rows, actor=town.hr, at=AT, common=True
    )

    response = page(f"/ar/{cycle.pk}/gemensamma/", 18)

    assert len(response.context["measures"]) == rows


@MANY
def test_the_schools_of_a_year(page, town, cycle, rows):
    made = units(town, rows)
    for number, (_code, school) in enumerate(sorted(mark(town, *(u.code for u in made)).items())):
        write(school, by=town.people[f"Chef {number}"], at=AT)

    response = page(f"/ar/{cycle.pk}/skolor/", 12)

    assert response.context["n_schools"] == rows


@MANY
def test_which_units_are_schools(page, town, cycle, rows):
    mark(town, *(u.code for u in units(town, rows)))

    response = page(f"/ar/{cycle.pk}/skolor/vilka/", 11)

    assert len(response.context["marked"]) == rows
