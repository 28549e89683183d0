"""Groups of equal work: proposed, changed with reasons, and the comparisons follow."""

from __future__ import annotations

import paying
import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from strandvik import noon

from aktiva.apps.cycles import actions as cycles
from aktiva.apps.pay import actions
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


def test_the_list_shows_what_each_group_holds_and_why(mapping, hr, cycle):
    text = hr.get(reverse("pay:groups", args=[cycle.pk])).content.decode()

    for title, code, women, men in paying.JOBS:
        assert f"{title} ({code}) {len(women) + len(men)}" in text
    assert "har samma kod" in text
