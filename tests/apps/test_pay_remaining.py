"""What is left of a pay mapping, on its first page and before it is closed."""

from __future__ import annotations

import paying
import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from strandvik import noon

from aktiva.apps.pay import actions, queries
from aktiva.apps.pay.models import PayCooperation, PayMapping

pytestmark = pytest.mark.django_db

AT = noon("2023-10-02")
DOUBT = "Vi hittar inget annat skäl än att gruppen är kvinnodominerad."


@pytest.fixture
def mapping(town, cycle) -> PayMapping:
    return paying.valued(paying.mapped(cycle, by=town.hr, at=AT), by=town.hr, at=AT)


@pytest.fixture
def hr(client, town, day):
    day("2023-10-04")
    client.force_login(town.hr)
    return client


def left(mapping) -> list[str]:
    return [one.words for one in queries.left_to_do(queries.standing(mapping))]


def judge(mapping, town, rows, **given):
    actions.judge(
        mapping_id=mapping.pk, comparison_ids=[row.pk for row in rows], actor=town.hr, at=AT,
        **({"text": "", "given": []} | given),
    )  # fmt: skip


def overview(client, mapping):
    return client.get(reverse("pay:overview", args=[mapping.cycle_id]))


def test_the_unjudged_are_one_line_that_leads_to_them(mapping, hr):
    n = mapping.comparisons.filter(is_current=True).count()
    page = overview(hr, mapping).text

    assert f"{n} jämförelser är inte bedömda." in page
    assert f'href="{reverse("pay:comparisons", args=[mapping.cycle_id])}?visa=kvar"' in page
    assert "är inte bedömd." not in page


def test_a_judgement_that_lacks_something_leads_to_its_comparison(mapping, town, hr):
    row = paying.comparison(mapping, "Undersköterska")
    judge(mapping, town, [row], connected="no")
    page = overview(hr, mapping).text

    assert "Jämförelsen inom Undersköterska visar en skillnad men har ingen förklaring." in page
    assert f'href="{reverse("pay:comparison", args=[mapping.cycle_id, row.pk])}"' in page


@pytest.mark.parametrize(
    ("groups", "said"),
    [
        (["Undersköterska"], "Jämförelsen inom Undersköterska kan ha samband med kön men saknar"),
        (["Undersköterska", "Lärare"], "2 skillnader kan ha samband med kön men saknar åtgärd"),
    ],
)
def test_differences_without_a_row_in_the_plan_are_counted(mapping, town, groups, said):
    rows = [paying.comparison(mapping, name) for name in groups]
    judge(mapping, town, rows, connected="cannot_be_excluded", text=DOUBT)

    assert any(line.startswith(said) for line in left(mapping))


@pytest.mark.parametrize(
    ("without", "said"),
    [
        (["Lärare"], "1 grupp är inte värderad."),
        (["Lärare", "Rektor"], "2 grupper är inte värderade."),
    ],
)
def test_a_mapping_with_work_that_is_not_valued_is_not_closed(mapping, town, without, said):
    mapping.groups.filter(name__in=without).update(points=None)

    with pytest.raises(ValidationError) as refused:
        actions.close(mapping_id=mapping.pk, actor=town.hr, at=AT)
    assert any(line.startswith(said) for line in refused.value.messages)


def test_judgements_on_an_earlier_file_are_left_until_somebody_says_that_they_hold(mapping, town):
    row = paying.comparison(mapping, "Undersköterska")
    judge(mapping, town, [row], connected="cannot_be_excluded", text=DOUBT)
    assert not any("tidigare lönefil" in line for line in left(mapping))

    paying.confirmed(
        mapping, by=town.hr, at=AT, content=paying.pay_file(raised=100), why="En lön var fel."
    )
    assert "1 bedömning är gjord på en tidigare lönefil." in " ".join(left(mapping))

    actions.still_holds(mapping_id=mapping.pk, comparison_ids=[row.pk], actor=town.hr, at=AT)
    assert not any("tidigare lönefil" in line for line in left(mapping))


def test_the_count_of_steps_is_that_of_the_steps_that_are_asked_for(mapping, hr):
    assert len(queries.steps_asked(queries.standing(mapping))) == len(PayCooperation.Step) - 1
    assert "0 av 6 steg" in overview(hr, mapping).text


def test_one_who_keeps_the_mapping_without_reading_pay_is_led_to_no_page_with_pay(
    mapping, town, hr
):
    reader = mapping.readers.get(user=town.hr)
    actions.end_reader(reader_id=reader.pk, actor=town.hr, at=AT)
    page = overview(hr, mapping).text

    assert "jämförelser är inte bedömda." in page
    assert reverse("pay:comparisons", args=[mapping.cycle_id]) not in page
    assert reverse("pay:plan", args=[mapping.cycle_id]) in page
    assert "Delarna utan länk" in page


def test_a_reader_who_does_not_keep_the_mapping_meets_the_rule_on_confidentiality(
    mapping, town, client, day
):
    day("2023-10-04")
    other = next(user for user in town.people.values() if user != town.hr)
    actions.name_reader(mapping_id=mapping.pk, user_id=other.pk, actor=town.hr, at=AT)
    client.force_login(other)
    page = overview(client, mapping).text

    assert "10 kap. 11–14 §§ och 12 kap. 2 § offentlighets- och sekretesslagen" in page
    assert page.index("Tystnadsplikt") < page.index("Handlingar</h2>")
