"""A list of units is previewed, taken in as one, seen again, and undone as one."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from strandvik import found, noon

from aktiva.apps.accounts.models import User
from aktiva.apps.cycles import actions as cycles
from aktiva.apps.organisation import actions, queries
from aktiva.apps.organisation.models import Import, RoleHolding, Succession, Unit, UnitPeriod
from aktiva.apps.surveys import actions as surveys
from aktiva.domain.organisation.importing import UnitRow

pytestmark = pytest.mark.django_db

FROM = date(2023, 2, 1)
AT = noon(FROM)


def row(line: int, code: str, name: str, parent: str, kind: str = "enhet", **rest) -> UnitRow:
    return UnitRow(line=line, code=code, name=name, parent=parent, kind=kind, **rest)


FIRST = [
    row(2, "BF", "Bildningsförvaltningen", "", "förvaltning"),
    row(3, "A1", "Alby skola", "BF", manager="Bo Grip", email="bo.grip@strandvik.example"),
    row(4, "A2", "Eklidens skola", "BF", manager="Eva Sten", email="eva.sten@strandvik.example"),
]
SECOND = [
    FIRST[0],
    row(3, "A1", "Alby grundskola", "BF", manager="Ny Chef", email="ny.chef@strandvik.example"),
    FIRST[2],
    row(5, "A3", "Lillåns skola", "BF"),
]


@pytest.fixture
def town():
    return found()


def read(town, rows, *, at=AT, from_date=FROM) -> Import:
    return actions.read_list(
        employer=town.employer, rows=rows, file_name="enheter.xlsx", from_date=from_date,
        actor=town.hr, at=at,
    )  # fmt: skip


def take_in(town, rows, **when) -> Import:
    taken = read(town, rows, **when)
    done = actions.apply_import(import_id=taken.pk, actor=town.hr, at=when.get("at", AT))
    town.employer.refresh_from_db()
    return done


def picture(town) -> dict[str, tuple[str, str, str]]:
    """Return code → name, what it lies under, and who manages it, some time after."""
    on = date(2023, 6, 1)
    tree = queries.tree(town.employer, on=on)
    managers = queries.managers_by_unit(town.employer, on=on)
    return {
        n.code: (
            n.name,
            tree.nodes[n.parent].code if n.parent else "",
            managers[n.id].shown if n.id in managers else "",
        )
        for n in tree.nodes.values()
    }


def test_reading_a_list_changes_nothing(town):
    """S-026: the preview counts what is new; the tree is as it was."""
    taken = read(town, FIRST)

    plan = queries.import_plan(taken, on=FROM)

    assert [r.code for r in plan.new] == ["BF", "A1", "A2"]
    assert (plan.changed, plan.problems) == ((), ())
    assert set(picture(town)) == {"0"}
    assert not RoleHolding.objects.exclude(user=town.hr).exists()


def test_a_confirmed_list_makes_units_and_managers(town):
    """S-026: the tree stands as the list says, with accounts for managers who had none."""
    take_in(town, FIRST)

    assert picture(town) == {
        "0": ("Strandvik kommun", "", ""),
        "BF": ("Bildningsförvaltningen", "0", ""),
        "A1": ("Alby skola", "BF", "Bo Grip"),
        "A2": ("Eklidens skola", "BF", "Eva Sten"),
    }
    assert User.objects.filter(email="bo.grip@strandvik.example").exists()


def test_the_second_list_shows_what_would_change(town):
    """S-026: next year's list is set against what is there: one name, one manager, one new."""
    take_in(town, FIRST)

    plan = queries.import_plan(read(town, SECOND, at=noon("2023-05-02")), on=date(2023, 5, 1))

    assert [r.code for r in plan.new] == ["A3"]
    (change,) = plan.changed
    assert change.row.code == "A1"
    assert [(label, before, after) for label, before, after in change.fields] == [
        ("Namn", "Alby skola", "Alby grundskola"),
        ("E-post", "bo.grip@strandvik.example", "ny.chef@strandvik.example"),
    ]


def test_the_same_list_again_would_change_nothing(town):
    take_in(town, FIRST)

    plan = queries.import_plan(read(town, FIRST), on=FROM)

    assert (plan.new, plan.changed, plan.does_something) == ((), (), False)


@pytest.mark.slow
def test_undoing_restores_everything_as_one(town):
    """S-026: names, places, managers and units are what they were before the second list."""
    take_in(town, FIRST)
    before = picture(town)
    second = take_in(town, SECOND, at=noon("2023-05-02"), from_date=date(2023, 5, 1))
    assert picture(town)["A1"] == ("Alby grundskola", "BF", "Ny Chef")

    actions.undo_import(import_id=second.pk, actor=town.hr, at=noon("2023-05-03"))

    town.employer.refresh_from_db()
    assert picture(town) == before
    assert not Unit.objects.filter(code="A3").exists()
    assert not Succession.objects.exists()
    assert queries.latest_import(town.employer).file_name == "enheter.xlsx"


def test_the_first_list_can_be_undone_to_nothing(town):
    taken = take_in(town, FIRST)

    actions.undo_import(import_id=taken.pk, actor=town.hr, at=AT)

    town.employer.refresh_from_db()
    assert set(picture(town)) == {"0"}
    assert queries.latest_import(town.employer) is None


@pytest.mark.slow
def test_a_list_is_not_undone_when_its_units_have_answers(town):
    """S-026: the refusal says why, and nothing is taken back."""
    taken = take_in(town, FIRST)
    cycle = cycles.open_year(employer=town.employer, year=2023, actor=town.hr, at=AT)
    surveys.open_campaign(
        cycle=cycle, units=[Unit.objects.get(code="A1")], opens_date=FROM,
        last_date=date(2023, 3, 1), actor=town.hr, at=AT,
    )  # fmt: skip
    before = picture(town)

    with pytest.raises(ValidationError, match="redan svar, åtgärder eller nya chefer"):
        actions.undo_import(import_id=taken.pk, actor=town.hr, at=noon("2023-02-10"))

    assert picture(town) == before
    assert Import.objects.get(pk=taken.pk).undone_at is None


def test_a_list_is_taken_in_and_undone_once(town):
    taken = take_in(town, FIRST)

    with pytest.raises(ValidationError, match="redan inläst"):
        actions.apply_import(import_id=taken.pk, actor=town.hr, at=AT)
    actions.undo_import(import_id=taken.pk, actor=town.hr, at=AT)
    with pytest.raises(ValidationError, match="inget att ångra"):
        actions.undo_import(import_id=taken.pk, actor=town.hr, at=AT)


def test_a_list_with_a_wrong_row_changes_nothing(town):
    """S-026: one row under a unit that is not there stops all of it."""
    taken = read(town, [*FIRST, row(5, "A9", "Vilse skola", "SAKNAS")])

    with pytest.raises(ValidationError, match="rader som behöver rättas"):
        actions.apply_import(import_id=taken.pk, actor=town.hr, at=AT)

    assert set(picture(town)) == {"0"}


@pytest.mark.slow
def test_a_list_is_pasted_previewed_and_confirmed_on_the_pages(client, day, town):
    """S-026: paste, look, confirm, undo: the four steps of the person who keeps the organisation."""
    day("2023-02-01")
    client.force_login(town.hr)
    pasted = "Kod\tNamn\tÖverordnad\tSlag\nBF\tBildningsförvaltningen\t\tförvaltning\n"

    read_page = client.post(
        f"/arbetsgivare/{town.employer.pk}/lista/", {"pasted": pasted, "from_date": "2023-02-01"}
    )
    preview = client.get(read_page.headers["Location"]).content.decode()
    client.post(read_page.headers["Location"])
    tree = client.get(f"/arbetsgivare/{town.employer.pk}/").content.decode()
    undone = client.post(f"{read_page.headers['Location']}angra/", follow=True)

    assert "Bildningsförvaltningen" in preview
    assert "Bildningsförvaltningen" in tree
    assert "Inläsningen är ångrad. Organisationen är som den var." in undone.content.decode()


@pytest.mark.slow
def test_two_hundred_and_sixty_units_are_taken_in_at_once(town, django_assert_max_num_queries):
    """S-026: a whole municipality, with managers, in statements that do not grow row by row."""
    rows = [row(2 + n, f"F{n}", f"Förvaltning {n}", "", "förvaltning") for n in range(10)]
    rows += [
        row(
            12 + n, f"E{n:03d}", f"Enhet {n}", f"F{n % 10}", manager=f"Chef {n}",
            email=f"chef{n}@strandvik.example",
        )
        for n in range(250)
    ]  # fmt: skip
    taken = read(town, rows)

    with django_assert_max_num_queries(40 + 2 * 250):  # an account is made one by one
        actions.apply_import(import_id=taken.pk, actor=town.hr, at=AT)

    town.employer.refresh_from_db()
    assert len(picture(town)) == 261
    assert UnitPeriod.history.count() == 261
    assert RoleHolding.objects.count() == 251
