"""Sick leave over years, the grid and the wheel in the year's papers."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from strandvik import noon

from aktiva.apps.cycles import actions as cycles
from aktiva.apps.organisation.models import Employer
from aktiva.apps.reports.models import Paper
from aktiva.apps.reports.queries import pictures
from aktiva.apps.reports.queries.documents import document_of
from aktiva.apps.statistics import actions as statistics
from aktiva.apps.statistics.models import SickLeave
from aktiva.domain.documents.blocks import Figure, Paragraph, Table

pytestmark = pytest.mark.django_db

AT = noon("2023-11-06")
DAY = AT.date()


def facts(share="6.2", women=None, men=None, n=(40, 20)) -> statistics.SickLeaveFacts:
    return statistics.SickLeaveFacts(
        share=Decimal(share),
        share_women=Decimal(women) if women else None,
        share_men=Decimal(men) if men else None,
        n_women=n[0],
        n_men=n[1],
    )


def ill(town, year, told=None, *, code="BF", actor=None) -> SickLeave:
    return statistics.store_sick_leave(
        unit=town.units[code], year=year, facts=told or facts(), source="HR-systemet",
        actor=actor or town.hr, at=AT,
    )  # fmt: skip


def measure(town, cycle, code, title, due, check=None):
    return cycles.decide_measure(
        cycle=cycle, unit=town.units[code], actor=town.hr, at=AT,
        facts=cycles.MeasureFacts(
            area="training", title=title, owner_role="chef", due_date=due, next_check_date=check
        ),
    )  # fmt: skip


def test_sick_leave_is_drawn_year_by_year(town, cycle):
    ill(town, 2022, facts("6.8", "7.6", "4.9"))
    ill(town, 2023)

    figure, table = pictures.sick_leave(cycle, town.units["BF"])

    assert "2022: alla 6,8 procent, kvinnor 7,6 procent och män 4,9 procent." in figure.alt
    assert table.rows == (
        ("2022", "6,8\u00a0%", "7,6\u00a0%", "4,9\u00a0%"),
        ("2023", "6,2\u00a0%", "–", "–"),
    )


def test_the_numbers_behind_sick_leave_are_never_printed(town, cycle):
    ill(town, 2023, facts(n=(731, 219)))

    figure, table = pictures.sick_leave(cycle, town.units["BF"])

    printed = figure.alt + figure.svg + str(table)
    assert "731" not in printed
    assert "219" not in printed
    assert "950" not in printed


def test_a_small_group_is_named_and_not_told(town, cycle):
    ill(town, 2022, facts("6.8", "7.1", "2.3", n=(40, 4)))
    ill(town, 2023, facts("9.9", n=(2, 2)))

    figure, table, apart, none = pictures.sick_leave(cycle, town.units["BF"])

    assert table.rows == (("2022", "6,8\u00a0%"),)
    assert "7,1" not in figure.alt + figure.svg
    assert "9,9" not in figure.alt + figure.svg
    assert apart.text.startswith("För 2022 visas inte kvinnor och män var för sig")
    assert none.text.startswith("För 2023 visas ingen sjukfrånvaro")


def test_departments_are_not_added_up_to_the_whole(town, cycle):
    ill(town, 2023)

    assert pictures.sick_leave(cycle, town.root) == ()


def test_a_year_of_sick_leave_is_replaced_when_it_is_typed_again(town):
    first = ill(town, 2023)
    ill(town, 2023, facts("5.0"))

    assert SickLeave.objects.get().share == Decimal("5.0")
    assert first.history.count() == 2


@pytest.mark.parametrize(
    ("told", "field"),
    [
        (facts(n=(0, 0)), "n_women"),
        (facts(women="6.0"), "share_men"),
        (facts(men="6.0"), "share_women"),
        (facts(women="7.0", men="6.5"), "share"),
        (facts(women="6.2", men="6.2", n=(9, 0)), "share_men"),
    ],
)
def test_shares_and_numbers_that_do_not_go_together_are_refused(town, told, field):
    with pytest.raises(ValidationError) as refused:
        ill(town, 2023, told)

    assert set(refused.value.message_dict) == {field}
    assert not SickLeave.objects.exists()


def test_sick_leave_is_of_the_employer_or_a_department(town):
    with pytest.raises(ValidationError):
        ill(town, 2023, code="ALB")
    with pytest.raises(ValidationError):
        ill(town, 2024)


def test_only_those_who_keep_the_year_store_sick_leave(town, cycle):
    with pytest.raises(Employer.DoesNotExist):
        ill(town, 2023, actor=town.people["Sara Lund"])


def test_sick_leave_is_typed_on_the_page_of_the_staff(client, day, town, cycle):
    day("2023-11-06")
    client.force_login(town.hr)
    page = f"/ar/{cycle.pk}/personal/?enhet={town.units['BF'].pk}"
    given = {"year": "2023", "share": "6,2", "share_women": "", "share_men": "", "n_women": "40",
             "n_men": "12"}  # fmt: skip

    wrong = client.post(page, given | {"share": "sex"})
    refused = client.post(page, given | {"share_women": "7"})
    right = client.post(page, given)

    assert wrong.status_code == refused.status_code == 422
    assert 'value="sex"' in wrong.content.decode()
    assert right.status_code == 302
    assert SickLeave.objects.get().share == Decimal("6.2")
    assert "6,2&nbsp;%" in client.get(page).content.decode()


def test_the_grid_counts_what_is_examined_and_draws_every_box(town, campaign):
    told, figure, table = pictures.coverage_grid(campaign.cycle, town.root, on=DAY)

    assert isinstance(told, Paragraph)
    assert told.text.startswith("Av 35 kombinationer")
    assert isinstance(figure, Figure)
    assert "Arbetsförhållanden: " in figure.alt
    assert isinstance(table, Table)
    assert {row[1] for row in table.rows} <= {
        "Inte undersökt", "Inget funnet", "Risk", "Orsak", "Åtgärd", "Utvärderad"
    }  # fmt: skip


def test_what_follows_no_ground_is_not_said_to_be_unexamined(town, campaign):
    _told, _figure, table = pictures.coverage_grid(campaign.cycle, town.root, on=DAY)

    assert all("ingen viss grund" not in row[2].lower() for row in table.rows)


def test_the_wheel_is_of_the_year_where_the_measures_have_their_dates(town, cycle):
    measure(town, cycle, "BF", "Nya lokaler", date(2024, 5, 31), date(2024, 3, 1))
    measure(town, cycle, "BF", "Nya tider", date(2024, 5, 15))
    measure(town, cycle, "BF", "Kurs", date(2023, 12, 15))

    figure, table, rest = pictures.year_wheel(cycle, cycle.measures.all())

    assert figure.alt.startswith("Årshjul 2024")
    assert table.rows[2][2:] == ("1", "0")
    assert table.rows[4][2:] == ("0", "2")
    assert rest.text == "Åtgärderna har också 1\u00a0datum i andra år."


def test_a_measure_that_is_dropped_is_not_in_the_wheel(town, cycle):
    kept = measure(town, cycle, "BF", "Nya lokaler", date(2023, 12, 1))
    gone = measure(town, cycle, "BF", "Kurs", date(2023, 12, 15))
    type(gone).objects.filter(pk=gone.pk).update(status="dropped")

    _, table = pictures.year_wheel(cycle, cycle.measures.all())

    assert kept.pk
    assert table.rows[11][3] == "1"


def captions(paper: Paper) -> list[str]:
    return [b.caption for b in document_of(paper, at=AT).blocks if isinstance(b, Figure)]


def test_the_report_the_chapter_and_the_plan_have_their_pictures(town, campaign):
    cycle = campaign.cycle
    ill(town, 2023)
    measure(town, cycle, "BF", "Nya lokaler", date(2024, 5, 31))

    def paper(kind):
        return Paper(
            employer=town.employer, cycle=cycle, unit=town.units["BF"], kind=kind, title="T",
            paper_date=DAY,
        )  # fmt: skip

    grid, progress = (
        "Undersökta områden och grunder 2023",
        "Så långt har åtgärderna för 2023 kommit",
    )
    leave, wheel = "Sjukfrånvaro i procent av ordinarie arbetstid", "Årshjul 2024"
    assert captions(paper(Paper.Kind.DEPARTMENT_REPORT)) == [grid, leave, progress, wheel]
    assert captions(paper(Paper.Kind.PERSONNEL_CHAPTER)) == [grid, leave, progress]
    assert captions(paper(Paper.Kind.PLAN)) == [wheel]
