"""The pages of a reorganisation ask as many questions for one unit as for thirty, and find among many."""

from datetime import date

import pytest
from strandvik import noon

from aktiva.apps.audit import history
from aktiva.apps.organisation import actions as organisation
from aktiva.apps.organisation import queries
from aktiva.apps.organisation.actions.structure import touch_tree
from aktiva.apps.organisation.models import Unit, UnitPeriod
from aktiva.domain.organisation.reorganising import Change, ChangeKind, Part

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

AT = noon("2023-09-18")
MANY = pytest.mark.parametrize("rows", [1, 30])


@pytest.fixture
def page(client, day, town, django_assert_num_queries):
    """Open a page as HR and see how many questions it asks."""
    day("2023-09-20")
    client.force_login(town.hr)

    def asks(url: str, n: int, sent: dict | None = None):
        with django_assert_num_queries(n):
            response = client.post(url, sent) if sent else client.get(url)
        assert response.status_code == 200
        return response

    return asks


def add_units(town, n: int) -> list[Unit]:
    """Add many units below Bildningsförvaltningen in a few statements."""
    units = history.store_many(
        [Unit(employer=town.employer, code=f"M{number:04d}") for number in range(n)],
        at=AT, by=town.hr,
    )  # fmt: skip
    units = list(Unit.objects.filter(code__startswith="M").order_by("code"))
    kind, above = town.employer.kinds.get(code="enhet"), town.units["BF"]
    periods = [
        UnitPeriod(
            unit=u, name=f"Enhet {u.code}", short_name=u.code, kind=kind, parent=above,
            from_date=date(2023, 1, 2),
        )
        for u in units
    ]  # fmt: skip
    history.store_many(periods, at=AT, by=town.hr)
    touch_tree(town.employer)
    return units


@MANY
def test_the_list_to_choose_units_from(page, town, rows):
    """S-028: searching among units."""
    there = town.employer.units.count()
    add_units(town, rows)

    response = page(f"/arbetsgivare/{town.employer.pk}/omorganisera/", 10)

    assert response.context["n_matching"] == there - 1 + rows


@MANY
def test_the_list_of_reorganisations(page, town, rows):
    """S-028: what has been done, and undone."""
    for number in range(rows):
        unit = town.units["ALB"].pk
        made = organisation.reorganise(
            employer=town.employer, actor=town.hr, at=AT,
            change=Change(ChangeKind.CLOSE, date(2023, 10, 1), (unit,)),
            decision=organisation.Decision(f"beslut {number}"),
        )  # fmt: skip
        organisation.undo_reorganisation(reorganisation_id=made.pk, actor=town.hr, at=AT)

    response = page(f"/arbetsgivare/{town.employer.pk}/omorganisationer/", 10)

    assert len(response.context["page"].object_list) == rows


@MANY
def test_the_preview_of_a_merge_of_departments(page, town, rows):
    """S-028: what follows, whatever the number of units below."""
    add_units(town, rows)
    ids = [town.units["BF"].pk, town.units["SF"].pk]
    sent = {
        "slag": "merge", "enhet": ids, "on_date": "2023-10-01", "decided_by": "fullmäktige",
        "into": "new", "name-0": "Välfärdsförvaltningen", "steg": "visa",
    }  # fmt: skip

    response = page(f"/arbetsgivare/{town.employer.pk}/omorganisera/uppgifter/", 24, sent)

    assert "Välfärdsförvaltningen" in response.content.decode()


def test_one_of_three_thousand_units_is_found_and_a_page_shows_fifty(client, day, town):
    day("2023-09-20")
    client.force_login(town.hr)
    add_units(town, 3000)
    url = f"/arbetsgivare/{town.employer.pk}/omorganisera/"

    everyone = client.get(url)
    found = client.get(url, {"sok": "enhet m2718"})

    assert len(everyone.context["rows"]) == 50
    assert [row["node"].code for row in found.context["rows"]] == ["M2718"]


def test_a_merge_among_three_thousand_units_writes_only_what_changes(town):
    units = add_units(town, 3000)
    before = UnitPeriod.objects.count()
    part = Part("Ihop", "Ihop", "enhet", town.units["BF"].pk)

    made = organisation.reorganise(
        employer=town.employer, actor=town.hr, at=AT,
        change=Change(
            ChangeKind.MERGE, date(2023, 10, 1), (units[0].pk, units[1].pk), (part,)
        ),
        decision=organisation.Decision("kommunstyrelsen"),
    )  # fmt: skip

    assert UnitPeriod.objects.count() == before + 1
    tree = queries.tree(town.employer, on=date(2023, 10, 1))
    assert len(tree.answering()) == 3000 + 4 - 1
    assert len(made.made["rows"]) < 12
