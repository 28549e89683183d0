"""The value of work: rated blind by two at least, agreed with reasons, or taken over whole."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import paying
import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from strandvik import noon

from aktiva.apps.cycles import actions as cycles
from aktiva.apps.organisation.models import RoleHolding
from aktiva.apps.pay import actions, queries
from aktiva.apps.pay.models import GroupRating, PayComparison, PayCopy, WorkGroup
from aktiva.apps.pay.queries import valuing
from aktiva.domain.pay.valuation import shipped_plan

pytestmark = pytest.mark.django_db

AT = noon("2023-10-02")


@pytest.fixture
def mapping(town, cycle):
    return paying.mapped(cycle, by=town.hr, at=AT)


@pytest.fixture
def raters(town, mapping):
    pair = [town.people["Sara Lund"], town.people["Olle Berg"]]
    actions.invite_raters(mapping_id=mapping.pk, users=[p.pk for p in pair], actor=town.hr, at=AT)
    mapping.refresh_from_db()
    return pair


def all_at(level: int) -> dict[str, int]:
    return {f.key: level for f in shipped_plan().factors}


def seen_by(mapping, user) -> set[str]:
    return {r.rater for r in queries.round_of(mapping).visible_to(str(user.pk))}


def test_nobody_sees_the_others_levels_before_all_have_rated(mapping, raters):
    group = WorkGroup.objects.get(name="Lärare")
    first, second = raters
    actions.rate(group_id=group.pk, levels=all_at(3), actor=first, at=AT)
    assert seen_by(mapping, second) == set()
    row = next(r for r in valuing.agree_rows(mapping, [group]))
    assert all(cell.agreement is None for cell in row.cells)

    actions.rate(group_id=group.pk, levels=all_at(4), actor=second, at=AT)
    assert seen_by(mapping, second) == {str(p.pk) for p in raters}
    with pytest.raises(ValidationError, match="synliga"):
        actions.rate(group_id=group.pk, levels=all_at(5), actor=first, at=AT)
    assert set(GroupRating.objects.filter(rater=first).values_list("level", flat=True)) == {3}


def test_one_who_is_not_invited_does_not_rate(mapping, raters, town):
    group = WorkGroup.objects.get(name="Lärare")
    with pytest.raises(WorkGroup.DoesNotExist):
        actions.rate(group_id=group.pk, levels=all_at(3), actor=town.hr, at=AT)


def test_at_least_two_rate_and_those_who_have_rated_stay(mapping, town, raters):
    with pytest.raises(ValidationError, match="minst två"):
        actions.invite_raters(mapping_id=mapping.pk, users=[town.hr.pk], actor=town.hr, at=AT)
    actions.rate(group_id=WorkGroup.objects.first().pk, levels=all_at(3), actor=raters[0], at=AT)
    with pytest.raises(ValidationError, match="redan har bedömt"):
        actions.invite_raters(
            mapping_id=mapping.pk, users=[raters[1].pk, town.hr.pk], actor=town.hr, at=AT
        )


def test_levels_that_have_been_seen_stay_seen_when_others_are_invited(mapping, raters, town):
    """Otherwise they could be changed by somebody who has seen what the others said."""
    group, other = WorkGroup.objects.filter(name__in=("Lärare", "Rektor")).order_by("name")
    for rater in raters:
        actions.rate(group_id=group.pk, levels=all_at(3), actor=rater, at=AT)
    third = town.people["Bo Grip"]
    users = [*(p.pk for p in raters), third.pk]

    actions.invite_raters(mapping_id=mapping.pk, users=users, actor=town.hr, at=AT)

    for late in (raters[0], third):
        with pytest.raises(ValidationError, match="synliga"):
            actions.rate(group_id=group.pk, levels=all_at(5), actor=late, at=AT)
    actions.rate(group_id=other.pk, levels=all_at(2), actor=third, at=AT)


def test_a_round_that_is_opened_again_is_open_only_for_what_nobody_has_seen(mapping, raters, town):
    group, other = WorkGroup.objects.filter(name__in=("Lärare", "Rektor")).order_by("name")
    actions.rate(group_id=group.pk, levels=all_at(3), actor=raters[0], at=AT)
    actions.end_round(mapping_id=mapping.pk, actor=town.hr, at=AT)
    users = [p.pk for p in raters]

    actions.invite_raters(mapping_id=mapping.pk, users=users, actor=town.hr, at=AT)

    for rater in raters:
        with pytest.raises(ValidationError, match="synliga"):
            actions.rate(group_id=group.pk, levels=all_at(4), actor=rater, at=AT)
        actions.rate(group_id=other.pk, levels=all_at(2), actor=rater, at=AT)


def test_one_cell_is_opened_though_somebody_has_not_rated(mapping, raters, town):
    group = WorkGroup.objects.get(name="Lärare")
    first, second = (f.key for f in shipped_plan().factors[:2])
    with pytest.raises(ValidationError, match="Ingen har bedömt"):
        actions.open_cell(group_id=group.pk, factor=first, actor=town.hr, at=AT)
    actions.rate(group_id=group.pk, levels=all_at(3), actor=raters[0], at=AT)

    actions.open_cell(group_id=group.pk, factor=first, actor=town.hr, at=AT)

    mapping.refresh_from_db()
    (row,) = valuing.agree_rows(mapping, [group])
    assert [c.factor.key for c in row.cells if c.agreement is not None] == [first]
    actions.rate(group_id=group.pk, levels={second: 1}, actor=raters[0], at=AT)
    with pytest.raises(ValidationError, match="synliga"):
        actions.rate(group_id=group.pk, levels={first: 1}, actor=raters[0], at=AT)


def test_a_factor_that_is_changed_is_rated_blind_again(mapping, raters, town):
    group = WorkGroup.objects.get(name="Lärare")
    plan = shipped_plan()
    key = plan.factors[0].key
    actions.rate(group_id=group.pk, levels=all_at(3), actor=raters[0], at=AT)
    actions.open_cell(group_id=group.pk, factor=key, actor=town.hr, at=AT)
    changed = replace(plan.factors[0], levels=(*plan.factors[0].levels[:-1], "En helt ny nivå."))
    actions.keep_plan(
        mapping_id=mapping.pk, plan=replace(plan, factors=(changed, *plan.factors[1:])),
        actor=town.hr, at=AT,
    )  # fmt: skip

    actions.rate(group_id=group.pk, levels={key: 2}, actor=raters[0], at=AT)

    assert GroupRating.objects.get(factor=key).level == 2


def test_a_rater_who_has_left_can_be_left_out(mapping, raters, town):
    actions.rate(group_id=WorkGroup.objects.first().pk, levels=all_at(3), actor=raters[0], at=AT)
    RoleHolding.objects.filter(user=raters[0]).update(to_date=date(2023, 10, 1))
    users = [raters[1].pk, town.hr.pk]

    actions.invite_raters(mapping_id=mapping.pk, users=users, actor=town.hr, at=AT)

    mapping.refresh_from_db()
    assert mapping.raters == sorted(users)


def test_a_reason_is_kept_though_the_level_is_the_same(mapping, raters, town):
    group = WorkGroup.objects.get(name="Lärare")
    key = shipped_plan().factors[0].key
    for rater in raters:
        actions.rate(group_id=group.pk, levels=all_at(2), actor=rater, at=AT)
    given = {"group_id": group.pk, "levels": {key: 5}, "actor": town.hr, "at": AT}
    actions.agree(reasons={key: "lärarlegitimation krävs enligt skollagen"}, **given)
    better = "lärarlegitimation och ämnesbehörighet krävs enligt skollagen"

    actions.agree(reasons={key: better}, **given)

    group.refresh_from_db()
    assert group.level_reasons == {key: better}
    with pytest.raises(ValidationError, match="skiljer sig"):
        actions.agree(reasons={key: ""}, **given)


def test_an_agreed_level_far_from_the_middle_needs_a_reason(mapping, raters, town):
    group = WorkGroup.objects.get(name="Lärare")
    for rater in raters:
        actions.rate(group_id=group.pk, levels=all_at(2), actor=rater, at=AT)
    key = shipped_plan().factors[0].key
    given = {"group_id": group.pk, "levels": {key: 5}, "actor": town.hr, "at": AT}
    with pytest.raises(ValidationError, match="skiljer sig"):
        actions.agree(reasons={}, **given)
    actions.agree(reasons={key: "lärarlegitimation krävs enligt skollagen"}, **given)

    group.refresh_from_db()
    assert group.levels == {key: 5}


def test_where_all_agree_the_levels_are_taken_at_once_and_the_comparisons_follow(
    mapping, raters, town
):
    assert not PayComparison.objects.exclude(kind="equal_work").exists()
    for n, group in enumerate(WorkGroup.objects.order_by("pk")):
        for rater in raters:
            actions.rate(group_id=group.pk, levels=all_at(1 + n % 2), actor=rater, at=AT)

    n = actions.accept_alike(mapping_id=mapping.pk, actor=town.hr, at=AT)

    assert n == 6 * len(shipped_plan().factors)
    assert PayComparison.objects.exclude(kind="equal_work").exists()
    mapping.refresh_from_db()
    for group in WorkGroup.objects.all():
        assert queries.valued_on(mapping, group) == AT.date()


LATER = noon("2024-10-02")


@pytest.fixture
def next_mapping(mapping, raters, town, cycle):
    """The mapping of the year after; every group was valued the year before."""
    for group in WorkGroup.objects.all():
        for rater in raters:
            actions.rate(group_id=group.pk, levels=all_at(3), actor=rater, at=AT)
    actions.accept_alike(mapping_id=mapping.pk, actor=town.hr, at=AT)
    year = cycles.open_year(
        employer=town.employer, year=cycle.year + 1, actor=town.hr, at=noon("2024-01-10")
    )
    found = paying.mapped(year, by=town.hr, at=LATER)
    users = [p.pk for p in raters]
    actions.invite_raters(mapping_id=found.pk, users=users, actor=town.hr, at=LATER)
    return found


def days(mapping) -> dict[str, date]:
    return {g.name: queries.valued_on(mapping, g) for g in queries.work_groups(mapping)}


def test_last_years_value_keeps_its_day_until_somebody_has_valued_the_work_again(
    next_mapping, raters, town
):
    assert set(days(next_mapping).values()) == {AT.date()}
    group = next_mapping.groups.get(name="Lärare")
    same = {"group_id": group.pk, "levels": all_at(3), "reasons": {}, "actor": town.hr}

    actions.agree(at=LATER, **same)
    assert days(next_mapping)["Lärare"] == AT.date()

    for rater in raters:
        actions.rate(group_id=group.pk, levels=all_at(3), actor=rater, at=LATER)
    actions.agree(at=LATER, **same)
    assert days(next_mapping)["Lärare"] == LATER.date()
    assert days(next_mapping)["Rektor"] == AT.date()


def test_one_factor_that_is_agreed_on_does_not_make_the_others_new(next_mapping, raters, town):
    group = next_mapping.groups.get(name="Lärare")
    key = shipped_plan().factors[0].key
    for rater in raters:
        actions.rate(group_id=group.pk, levels={key: 4}, actor=rater, at=LATER)

    actions.agree(group_id=group.pk, levels={key: 4}, reasons={}, actor=town.hr, at=LATER)

    assert days(next_mapping)["Lärare"] == AT.date()


def test_where_all_agree_anew_last_years_level_gives_way_but_not_this_years(
    next_mapping, raters, town
):
    lärare, rektor = (next_mapping.groups.get(name=n) for n in ("Lärare", "Rektor"))
    for group in (lärare, rektor):
        for rater in raters:
            actions.rate(group_id=group.pk, levels=all_at(4), actor=rater, at=LATER)
    reasons = dict.fromkeys(all_at(2), "arbetet har blivit enklare sedan ansvaret flyttades")
    actions.agree(group_id=rektor.pk, levels=all_at(2), reasons=reasons, actor=town.hr, at=LATER)

    n = actions.accept_alike(mapping_id=next_mapping.pk, actor=town.hr, at=LATER)

    assert n == len(shipped_plan().factors)
    lärare.refresh_from_db()
    rektor.refresh_from_db()
    assert (lärare.levels, rektor.levels) == (all_at(4), all_at(2))
    assert days(next_mapping)["Lärare"] == LATER.date()


def test_one_rater_alone_is_nobody_to_agree_with(mapping, raters, town):
    group = WorkGroup.objects.get(name="Lärare")
    actions.rate(group_id=group.pk, levels=all_at(3), actor=raters[0], at=AT)
    actions.end_round(mapping_id=mapping.pk, actor=town.hr, at=AT)

    assert actions.accept_alike(mapping_id=mapping.pk, actor=town.hr, at=AT) == 0


def test_the_page_says_when_each_group_was_valued_and_which_are_old(
    next_mapping, raters, client, town, day
):
    day("2026-11-02")
    client.force_login(town.hr)

    text = client.get(reverse("pay:value", args=[next_mapping.cycle_id])).content.decode()

    assert text.replace("\xa0", " ").count("2 oktober 2023") == 6
    assert "6\xa0grupper är värderade för länge sedan" in text
    assert text.count("för mer än 3 år sedan") == 6


def test_a_criterion_never_weighs_nothing(mapping, town):
    plan = shipped_plan()
    without = replace(plan, factors=tuple(f for f in plan.factors if f.criterion != "conditions"))
    with pytest.raises(ValidationError, match="väger inget"):
        actions.keep_plan(mapping_id=mapping.pk, plan=without, actor=town.hr, at=AT)


def test_levels_of_a_factor_that_is_changed_are_set_anew(mapping, raters, town):
    group = WorkGroup.objects.get(name="Lärare")
    for rater in raters:
        actions.rate(group_id=group.pk, levels=all_at(2), actor=rater, at=AT)
    actions.accept_alike(mapping_id=mapping.pk, actor=town.hr, at=AT)
    plan = shipped_plan()
    first = replace(plan.factors[0], levels=(*plan.factors[0].levels[:-1], "En helt ny nivå."))
    actions.keep_plan(
        mapping_id=mapping.pk, plan=replace(plan, factors=(first, *plan.factors[1:])),
        actor=town.hr, at=AT,
    )  # fmt: skip

    group.refresh_from_db()
    assert first.key not in group.levels
    assert len(group.levels) == len(plan.factors) - 1


def test_finished_points_are_taken_over_whole_or_not_at_all(mapping, town):
    names = list(WorkGroup.objects.values_list("name", flat=True))
    given = {name: 100.0 + n for n, name in enumerate(names)}
    facts = {
        "method": "Analys, av HR och facken",
        "evaluated_on": date(2023, 5, 1),
        "actor": town.hr,
        "at": AT,
    }
    for wrong in ({**given, "Okänd": 5.0}, dict(list(given.items())[1:])):
        with pytest.raises(ValidationError):
            actions.take_points(mapping_id=mapping.pk, given=wrong, **facts)
        assert not WorkGroup.objects.exclude(points=None).exists()

    actions.take_points(mapping_id=mapping.pk, given=given, **facts)
    assert not WorkGroup.objects.filter(points=None).exists()
    with pytest.raises(ValidationError):
        actions.keep_bands(mapping_id=mapping.pk, boundaries=[104.0, 102.0], actor=town.hr, at=AT)


def test_the_pages_of_value(mapping, client, town, cycle, day, raters):
    day("2023-10-02")
    client.force_login(town.hr)
    at = lambda name, *more: reverse(f"pay:{name}", args=[cycle.pk, *more])  # noqa: E731
    assert client.get(at("value")).status_code == 200
    plan = client.get(at("value_plan"))
    form = plan.context["form"]
    given = {name: form[name].value() or "" for name in form.fields}
    first = shipped_plan().factors[0].key
    assert client.post(at("value_plan"), given | {f"{first}_weight": "0"}).status_code == 422
    assert client.post(at("value_plan"), given).status_code == 302
    assert client.get(at("sensitivity")).status_code == 200
    rows = "\n".join(f"{g.name}; 300,5" for g in WorkGroup.objects.all())
    bad = client.post(
        at("points"),
        {"rows": rows + "\nRektor; mycket", "method": "Analys", "evaluated_on": "2023-05-01"},
    )
    assert bad.status_code == 422
    assert "Rad 7" in bad.content.decode()
    taken = client.post(
        at("points"), {"rows": rows, "method": "Analys", "evaluated_on": "2023-05-01"}
    )
    assert taken.status_code == 302
    assert client.post(at("bands"), {"boundaries": "200; 400"}).status_code == 302

    client.force_login(raters[0])
    page = client.get(at("rating"))
    assert page.status_code == 200
    assert not re.search(r"\d kr", page.content.decode())
    group = page.context["group"]
    answer = client.post(
        at("rating"), {"group": group.pk} | {f"g{group.pk}-{k}": "2" for k in all_at(2)}
    )
    assert answer.status_code == 302
    assert GroupRating.objects.filter(group=group, rater=raters[0]).count() == len(
        shipped_plan().factors
    )
    assert client.get(at("comparisons")).status_code == 403


@pytest.mark.parametrize(
    ("name", "more", "given"),
    [
        ("bands", (), {"boundaries": "200; 400"}),
        ("accept", (), {}),
    ],
)
def test_without_the_key_the_page_says_so_and_nothing_is_changed(
    mapping, client, town, cycle, day, raters, name, more, given
):
    for group in WorkGroup.objects.all():
        for rater in raters:
            actions.rate(group_id=group.pk, levels=all_at(2), actor=rater, at=AT)
    actions.reading.key_folder().destroy(PayCopy.objects.get().key_name)
    day("2023-10-02")
    client.force_login(town.hr)

    page = client.post(reverse(f"pay:{name}", args=[cycle.pk, *more]), given)

    assert page.status_code == 403
    assert "går inte att öppna här" in page.content.decode()
    mapping.refresh_from_db()
    assert mapping.bands == []
    assert all(g.levels == {} for g in WorkGroup.objects.all())


def test_a_group_that_is_gone_is_told_of_and_nothing_is_saved(mapping, client, cycle, day, raters):
    day("2023-10-02")
    client.force_login(raters[0])
    gone = WorkGroup.objects.get(name="Lärare")
    WorkGroup.objects.filter(pk=gone.pk).update(ended=True)
    address = reverse("pay:rating", args=[cycle.pk])

    page = client.post(
        address, {"group": gone.pk} | {f"g{gone.pk}-{k}": "2" for k in all_at(2)}, follow=True
    )

    assert "finns inte längre" in page.content.decode()
    assert "är sparad" not in page.content.decode()
    assert not GroupRating.objects.exists()


def test_a_factor_whose_levels_are_seen_is_not_asked_for(mapping, client, town, cycle, day, raters):
    group = WorkGroup.objects.get(name="Lärare")
    key = shipped_plan().factors[0].key
    actions.rate(group_id=group.pk, levels={key: 3}, actor=raters[0], at=AT)
    actions.open_cell(group_id=group.pk, factor=key, actor=town.hr, at=AT)
    day("2023-10-02")
    client.force_login(raters[1])

    answer = client.post(
        reverse("pay:rating", args=[cycle.pk]),
        {"group": group.pk} | {f"g{group.pk}-{k}": "2" for k in all_at(2)},
    )

    assert answer.status_code == 302
    own = GroupRating.objects.filter(rater=raters[1])
    assert {r.factor for r in own} == set(all_at(2)) - {key}
    page = client.get(reverse("pay:rating", args=[cycle.pk]))
    assert page.context["n_done"] == 1


def test_opening_a_cell_on_the_page_keeps_what_was_typed(mapping, client, town, cycle, day, raters):
    group = WorkGroup.objects.get(name="Lärare")
    first, second = (f.key for f in shipped_plan().factors[:2])
    actions.rate(group_id=group.pk, levels=all_at(3), actor=raters[0], at=AT)
    day("2023-10-02")
    client.force_login(town.hr)
    address = reverse("pay:agree", args=[cycle.pk, group.pk])

    page = client.post(address, {"open": first, f"reason_{second}": "legitimation krävs här"})

    text = page.content.decode()
    assert page.status_code == 200
    assert "Den som har bedömt har satt nivå 3" in text
    assert "legitimation krävs här" in text
    assert f'value="{first}"' not in text
    assert f'value="{second}"' in text
    group.refresh_from_db()
    assert group.levels == {}


def points_file(*lines: str) -> SimpleUploadedFile:
    text = "\r\n".join(("Grupp;Poäng", *lines))
    return SimpleUploadedFile("poang.csv", text.encode("cp1252"))


def test_points_come_from_a_file_whole_or_not_at_all(mapping, client, town, cycle, day):
    day("2023-10-02")
    client.force_login(town.hr)
    address = reverse("pay:points", args=[cycle.pk])
    facts = {"method": "Analys, av HR och facken", "evaluated_on": "2023-05-01", "rows": ""}
    lines = [f"{g.name};{300 + n},5" for n, g in enumerate(WorkGroup.objects.order_by("name"))]
    for wrong, said in (
        ([*lines, "Rektor;mycket"], "Rad 8"),
        ([*lines, lines[0]], "Rad 8"),
        ([*lines[1:], "Barnskötare;"], "Rad 7"),
        (lines[1:], "saknar poäng"),
        ([*lines, "Okänd;5"], "ingen grupp"),
    ):
        page = client.post(address, facts | {"file": points_file(*wrong)})
        assert page.status_code == 422
        assert said in page.content.decode()
        assert not WorkGroup.objects.exclude(points=None).exists()
    assert client.post(address, facts).status_code == 422

    assert client.post(address, facts | {"file": points_file(*lines)}).status_code == 302

    kept = WorkGroup.objects.order_by("name").values_list("points", flat=True)
    assert list(kept) == [300.5 + n for n in range(6)]


def test_a_file_without_the_columns_is_refused(mapping, client, town, cycle, day):
    day("2023-10-02")
    client.force_login(town.hr)
    file = SimpleUploadedFile("poang.csv", "Namn;Värde\r\nLärare;5\r\n".encode())
    facts = {"method": "Analys, av HR och facken", "evaluated_on": "2023-05-01", "file": file}

    page = client.post(reverse("pay:points", args=[cycle.pk]), facts)

    assert page.status_code == 422
    assert "Grupp" in page.content.decode()


def test_bands_are_so_many_equal_ones_or_have_boundaries_of_their_own(
    mapping, client, town, cycle, day
):
    day("2023-10-02")
    client.force_login(town.hr)
    address = reverse("pay:bands", args=[cycle.pk])
    both = client.post(address, {"count": "4", "boundaries": "200; 400"})
    assert both.status_code == 422
    assert client.post(address, {"count": "1"}).status_code == 422

    assert client.post(address, {"count": "4", "boundaries": ""}).status_code == 302

    mapping.refresh_from_db()
    assert mapping.bands == [250.0, 500.0, 750.0]


def test_who_changes_the_plan_is_told_what_happens_to_what_is_rated(
    mapping, client, town, cycle, day, raters
):
    day("2023-10-02")
    client.force_login(town.hr)
    address = reverse("pay:value_plan", args=[cycle.pk])
    assert "redan bedömts" not in client.get(address).content.decode()

    actions.rate(group_id=WorkGroup.objects.first().pk, levels=all_at(3), actor=raters[0], at=AT)

    assert "1\u00a0grupp har redan bedömts" in client.get(address).content.decode()
