"""Pictures: women and men pass the door year by year, measures are counted where they are."""

from datetime import date

import pytest
from strandvik import noon

from aktiva.apps.cycles import actions as cycles
from aktiva.apps.organisation.models import Employer
from aktiva.apps.reports import queries
from aktiva.apps.reports.queries import pictures
from aktiva.apps.statistics import actions as statistics
from aktiva.domain.documents.blocks import Figure, Paragraph, Table

pytestmark = pytest.mark.django_db

AT = noon("2023-11-06")
DAY = AT.date()


def count(town, code, year, women, men):
    statistics.store_sex_figures(
        unit=town.units[code], on_date=date(year, 11, 1), n_women=women, n_men=men,
        source="Lönesystemet", actor=town.hr, at=AT,
    )  # fmt: skip


def test_women_and_men_are_drawn_year_by_year(town, cycle):
    count(town, "BF", 2022, 40, 12)
    count(town, "BF", 2023, 41, 15)

    figure, table = pictures.sexes(cycle, town.units["BF"], on=DAY)

    assert isinstance(figure, Figure)
    assert "2023-11-01: 41 kvinnor och 15 män." in figure.alt
    assert isinstance(table, Table)
    assert table.rows == (("2022-11-01", "40", "12", "52"), ("2023-11-01", "41", "15", "56"))


def test_a_year_with_a_small_count_is_named_but_tells_no_number(town, cycle):
    count(town, "BF", 2022, 40, 12)
    count(town, "BF", 2023, 47, 3)

    figure, table, told = pictures.sexes(cycle, town.units["BF"], on=DAY)

    assert isinstance(told, Paragraph)
    assert told.text == "2023 visas inte, eftersom något av talen är mindre än fem."
    assert "47" not in figure.alt + figure.svg + str(table.rows)


def test_a_units_own_count_goes_before_the_sum_of_those_below(town, cycle):
    count(town, "ALB", 2023, 10, 6)
    count(town, "EKL", 2023, 20, 7)
    _, table = pictures.sexes(cycle, town.units["BF"], on=DAY)
    assert table.rows == (("2023-11-01", "30", "13", "43"),)

    count(town, "BF", 2023, 33, 14)

    _, table = pictures.sexes(cycle, town.units["BF"], on=DAY)
    assert table.rows == (("2023-11-01", "33", "14", "47"),)


def test_only_those_who_keep_the_year_store_figures(town, cycle):
    with pytest.raises(Employer.DoesNotExist):
        statistics.store_sex_figures(
            unit=town.units["BF"], on_date=DAY, n_women=9, n_men=9, source="",
            actor=town.people["Sara Lund"], at=AT,
        )  # fmt: skip


def test_measures_are_counted_by_area_and_state_below_the_scope(town, campaign):
    cycle = campaign.cycle
    for code, title in (("ALB", "Se över lokalerna"), ("EKL", "Se över tiderna"), ("KOK", "Kurs")):
        cycles.decide_measure(
            cycle=cycle, unit=town.units[code], actor=town.hr, at=AT,
            facts=cycles.MeasureFacts(
                area="training", title=title, owner_role="chef", due_date=date(2024, 5, 31)
            ),
        )  # fmt: skip
    first = cycle.measures.order_by("pk").first()
    cycles.change_many(
        cycle=cycle, ids=[first.pk], actor=town.hr, at=AT, facts=cycles.BulkFacts(kind="start")
    )

    compiled = queries.compilation(cycle, town.units["BF"], at=AT)
    _, table = pictures.progress(compiled)

    assert [row[1:] for row in table.rows] == [("1", "1", "0", "0", "0", "2")]


def test_the_page_and_the_report_show_the_same_picture(client, day, town, campaign):
    count(town, "BF", 2023, 41, 15)
    day("2023-11-06")
    client.force_login(town.hr)

    page = client.get(
        f"/ar/{campaign.cycle.pk}/sammanstallning/?enhet={town.units['BF'].pk}"
    ).content.decode()

    assert 'role="img" aria-label="Staplar: kvinnor och män bland de anställda.' in page


def test_the_counts_are_typed_on_the_page_of_the_staff(client, day, town, cycle):
    day("2023-11-06")
    client.force_login(town.hr)

    wrong = client.post(
        f"/ar/{cycle.pk}/personal/", {"day": "2023-11-01", "women": "x", "men": "4"}
    )
    right = client.post(
        f"/ar/{cycle.pk}/personal/", {"day": "2023-11-01", "women": "9", "men": "8"}
    )

    assert wrong.status_code == 422
    assert 'value="x"' in wrong.content.decode()
    assert right.status_code == 302
    assert town.root.sex_figures.get().n_women == 9
