"""Groups of equal work: proposed, changed with reasons, and the comparisons follow."""

from __future__ import annotations

import paying
import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from strandvik import noon

from aktiva.apps.cycles import actions as cycles
from aktiva.apps.pay import actions, queries
from aktiva.apps.pay.models import GroupChange, PayComparison, PayCopy, WorkGroup
from aktiva.apps.pay.queries import grouping
from aktiva.domain.pay.grouping import Place
from aktiva.domain.pay.regrouping import Merge, Rename, Split

pytestmark = pytest.mark.django_db

AT = noon("2023-10-02")
WHY = "de gör samma arbete i alla verksamheter"


@pytest.fixture
def mapping(town, cycle):
    return paying.mapped(cycle, by=town.hr, at=AT)


@pytest.fixture
def hr(client, town, day):
    day("2023-10-02")
    client.force_login(town.hr)
    return client


def names() -> set[str]:
    return set(WorkGroup.objects.filter(ended=False).values_list("name", flat=True))


def change(mapping, town, what):
    return actions.regroup_groups(mapping_id=mapping.pk, change=what, actor=town.hr, at=AT)


def test_a_merge_ends_the_groups_and_the_comparisons_follow(mapping, town):
    change(mapping, town, Merge(("Undersköterska", "Barnskötare"), "Vård och barn", WHY))

    assert "Vård och barn" in names()
    assert names() & {"Undersköterska", "Barnskötare"} == set()
    current = PayComparison.objects.filter(is_current=True, kind="equal_work")
    assert {c.women_group.name for c in current} == {
        "Vård och barn", "Lärare", "IT-tekniker", "Rektor"
    }  # fmt: skip
    assert GroupChange.objects.get().reason == WHY


def test_a_judgement_on_a_merged_group_is_kept_but_stands_for_nothing(mapping, town):
    row = PayComparison.objects.get(kind="equal_work", women_group__name="Barnskötare")
    row.connected = "no"
    row.save()

    change(mapping, town, Merge(("Undersköterska", "Barnskötare"), "Vård och barn", WHY))

    row.refresh_from_db()
    assert (row.connected, row.is_current) == ("no", False)


def test_a_split_gives_every_position_a_home(mapping, town):
    change(mapping, town, Merge(("Undersköterska", "Barnskötare"), "Vård och barn", WHY))
    part = frozenset({Place("Barnskötare", "402011")})
    rest = frozenset({Place("Undersköterska", "207012")})

    change(mapping, town, Split("Vård och barn", (("Barn", part), ("Vård", rest)), WHY))

    assert {"Barn", "Vård"} <= names()
    figures = actions.read(mapping, page="test", actor=town.hr, at=AT)
    assert figures.n_unplaced == 0


def state(mapping) -> tuple:
    """Return the groups with their positions, and the comparisons that stand."""
    groups = sorted((g.name, g.places) for g in mapping.groups.filter(ended=False))
    rows = PayComparison.objects.filter(mapping=mapping, is_current=True)
    pairs = sorted((c.kind, c.women_group.name, c.other_group.name, c.connected) for c in rows)
    return groups, pairs


BARN, VARD = Place("Barnskötare", "402011"), Place("Undersköterska", "207012")
MERGED = Merge(("Undersköterska", "Barnskötare"), "Undersköterska", WHY)
SPLIT = Split(
    "Undersköterska", (("Barn", frozenset({BARN})), ("Undersköterska", frozenset({VARD}))), WHY
)


@pytest.mark.parametrize("what", [MERGED, SPLIT, Rename("Lärare", "Lärare i grundskolan", WHY)])
def test_an_undone_change_leaves_the_groups_and_their_judgements_as_they_were(mapping, town, what):
    if isinstance(what, Split):
        change(mapping, town, MERGED)
    for row in PayComparison.objects.filter(is_current=True):
        row.connected = "no"
        row.save()
    before = state(mapping)
    change(mapping, town, what)
    assert state(mapping) != before
    made = GroupChange.objects.latest("pk")

    actions.undo_change(change_id=made.pk, actor=town.hr, at=AT)

    assert state(mapping) == before
    made.refresh_from_db()
    assert (made.undone_at, made.undone_by) == (AT, town.hr)
    assert made not in queries.changes(mapping)
    with pytest.raises(ValidationError):
        actions.undo_change(change_id=made.pk, actor=town.hr, at=AT)


def test_only_the_last_of_several_changes_is_undone(mapping, town):
    change(mapping, town, MERGED)
    change(mapping, town, SPLIT)
    first, last = GroupChange.objects.order_by("pk")
    assert queries.undoable(mapping) == {last.pk}
    with pytest.raises(ValidationError, match="senare ändringen först"):
        actions.undo_change(change_id=first.pk, actor=town.hr, at=AT)

    actions.undo_change(change_id=last.pk, actor=town.hr, at=AT)

    assert queries.undoable(mapping) == {first.pk}


def test_a_change_is_not_undone_when_the_name_is_taken(mapping, town):
    change(mapping, town, Merge(("Undersköterska", "Barnskötare"), "Vård och barn", WHY))
    change(mapping, town, Rename("Vaktmästare", "Barnskötare", WHY))

    assert queries.undoable(mapping) == {GroupChange.objects.latest("pk").pk}


def test_titles_that_came_with_a_later_file_have_a_group_after_an_undoing(mapping, town):
    change(mapping, town, MERGED)
    jobs = (*paying.JOBS, ("Underskoterska natt", "207012", (28_000, 28_500), (29_000,)))
    paying.confirmed(mapping, by=town.hr, at=AT, content=paying.pay_file(jobs), why="rättad fil")
    mapping.refresh_from_db()

    actions.undo_change(change_id=GroupChange.objects.get().pk, actor=town.hr, at=AT)

    assert actions.read(mapping, page="test", actor=town.hr, at=AT).n_unplaced == 0


def test_a_change_is_undone_on_the_page_and_told_of(mapping, town, hr, cycle):
    change(mapping, town, MERGED)
    page = reverse("pay:groups", args=[cycle.pk])
    made = GroupChange.objects.get()
    address = reverse("pay:group_undo", args=[cycle.pk, made.pk])
    assert address in hr.get(page).content.decode()

    text = hr.post(address, follow=True).content.decode()

    assert "Ändringen är ångrad" in text
    assert "Ångrad 2" in text
    assert address not in text
    assert "senare ändringen först" in hr.post(address, follow=True).content.decode()


def test_groups_that_are_to_be_merged_are_shown_with_what_they_become(mapping, hr, cycle):
    address = reverse("pay:group_merge", args=[cycle.pk])

    page = hr.get(f"{address}?grupp=Undersköterska&grupp=IT-tekniker")

    merged = page.context["merged"]
    assert (merged.women, merged.men, merged.dominated) == (7, 6, False)
    assert merged.comparisons == merged.comparisons_now - 1
    assert "Tillsammans" in page.content.decode()
    assert hr.get(address).context["merged"] is None
    assert hr.get(f"{address}?grupp=Lärare").context["merged"] is None


def test_a_new_name_keeps_value_and_judgement(mapping, town):
    group = WorkGroup.objects.get(name="Lärare")
    change(mapping, town, Rename("Lärare", "Lärare i grundskolan", WHY))

    group.refresh_from_db()
    assert group.name == "Lärare i grundskolan"
    assert not group.ended


@pytest.mark.parametrize("reason", ["", "samma som förra året", "ja"])
def test_no_change_without_a_reason_that_says_something(mapping, town, reason):
    with pytest.raises(ValidationError):
        change(mapping, town, Rename("Lärare", "Pedagoger", reason))
    assert "Pedagoger" not in names()


def test_an_exception_from_the_share_needs_a_reason_and_moves_the_comparisons(mapping, town):
    group = WorkGroup.objects.get(name="Lärare")  # four women of seven: 57 per cent
    with pytest.raises(ValidationError):
        actions.hold_dominated(group_id=group.pk, dominated=True, reason="", actor=town.hr, at=AT)
    actions.hold_dominated(
        group_id=group.pk, dominated=True, reason="arbetet brukar anses vara kvinnodominerat",
        actor=town.hr, at=AT,
    )  # fmt: skip
    figures = actions.read(mapping, page="test", actor=town.hr, at=AT)
    assert figures.standings["Lärare"].dominated

    actions.hold_dominated(group_id=group.pk, dominated=None, reason="", actor=town.hr, at=AT)
    group.refresh_from_db()
    assert (group.dominated, group.dominated_reason) == (None, "")


def test_next_years_file_finds_last_years_groups(mapping, town):
    change(mapping, town, Merge(("Undersköterska", "Barnskötare"), "Vård och barn", WHY))
    later = noon("2024-10-02")
    year = cycles.open_year(employer=town.employer, year=2024, actor=town.hr, at=later)
    new = paying.mapped(year, by=town.hr, at=later)

    found = {g.name: g for g in new.groups.filter(ended=False)}
    assert "Vård och barn" in found
    assert found["Vård och barn"].unchanged_since == 2023


@pytest.mark.parametrize(
    "changed",
    [
        Rename("Lärare", "Lärare i grundskolan", WHY),
        Merge(("Lärare", "Barnskötare"), "Skola och förskola", WHY),
    ],
)
def test_a_group_that_was_changed_this_year_is_not_said_to_be_empty(mapping, town, changed):
    later = noon("2024-10-02")
    year = cycles.open_year(employer=town.employer, year=2024, actor=town.hr, at=later)
    new = paying.mapped(year, by=town.hr, at=later)

    actions.regroup_groups(mapping_id=new.pk, change=changed, actor=town.hr, at=later)

    figures = actions.read(new, page="test", actor=town.hr, at=later)
    assert grouping.gone_remarks(figures) == []


def test_a_group_that_nobody_belongs_to_any_more_is_told_of(mapping, town):
    later = noon("2024-10-02")
    year = cycles.open_year(employer=town.employer, year=2024, actor=town.hr, at=later)
    new = paying.mapping_of(year, by=town.hr, at=later)
    jobs = tuple(job for job in paying.JOBS if job[0] != "Lärare")
    paying.confirmed(new, by=town.hr, at=later, content=paying.pay_file(jobs))

    figures = actions.read(new, page="test", actor=town.hr, at=later)
    assert [r.group for r in grouping.gone_remarks(figures)] == ["Lärare"]


def test_a_merge_without_the_key_says_so(mapping, hr, cycle):
    actions.reading.key_folder().destroy(PayCopy.objects.get().key_name)

    page = hr.post(
        reverse("pay:group_merge", args=[cycle.pk]),
        {"groups": ["Barnskötare", "Undersköterska"], "name": "Vård och barn", "reason": WHY},
    )

    assert page.status_code == 403
    assert "går inte att öppna här" in page.content.decode()
    assert "Vård och barn" not in names()


def test_the_pages_change_groups_and_keep_what_was_typed(mapping, hr, cycle):
    page = hr.get(reverse("pay:groups", args=[cycle.pk]))
    assert page.status_code == 200
    assert "Undersköterska" in page.content.decode()
    group = WorkGroup.objects.get(name="Rektor")
    address = reverse("pay:group", args=[cycle.pk, group.pk])
    wrong = hr.post(address, {"what": "rename", "rename-name": "Skolledare", "rename-reason": "ja"})
    assert wrong.status_code == 422
    assert "Skolledare" in wrong.content.decode()
    assert (
        hr.post(
            address, {"what": "rename", "rename-name": "Skolledare", "rename-reason": WHY}
        ).status_code
        == 302
    )
    assert "Skolledare" in names()
    tried = hr.post(
        address, {"what": "tried", "tried-words": "gick igenom uppgifterna med två rektorer"}
    )
    assert tried.status_code == 302
    merge = reverse("pay:group_merge", args=[cycle.pk])
    preview = hr.get(merge, {"grupp": ["Barnskötare", "Undersköterska"]}).content.decode()
    assert "2 grupper blir en" in preview
    done = hr.post(
        merge, {"groups": ["Barnskötare", "Undersköterska"], "name": "Vård och barn", "reason": WHY}
    )
    assert done.status_code == 302


def test_the_list_does_not_ask_more_for_more_groups(
    mapping, hr, cycle, django_assert_max_num_queries
):
    address = reverse("pay:groups", args=[cycle.pk])
    hr.get(address)
    with django_assert_max_num_queries(40):
        hr.get(address)


def test_the_list_shows_what_each_group_holds_and_why(town, hr, cycle):
    mapping = paying.mapping_of(cycle, by=town.hr, at=AT)
    jobs = (*paying.JOBS, ("Skötare", "207012", (28_100, 28_200), (28_300,)))
    paying.confirmed(mapping, by=town.hr, at=AT, content=paying.pay_file(jobs))

    text = hr.get(reverse("pay:groups", args=[cycle.pk])).content.decode()

    for title, code, women, men in jobs:
        assert f"{title} ({code}) {len(women) + len(men)}" in text
    assert text.count("har samma kod") == 1  # a single position needs no ground
    assert "Skötare och Undersköterska har samma kod" in text
