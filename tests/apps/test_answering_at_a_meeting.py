"""A unit answers together: who took part is kept with the day and the questions, and no names."""

from __future__ import annotations

import pytest
from django.core.exceptions import ObjectDoesNotExist, ValidationError
from strandvik import hand_in, noon, save, sheet_of

from aktiva.apps.surveys import actions, queries
from aktiva.apps.surveys.models import AnsweringTogether

pytestmark = pytest.mark.django_db

AT = noon("2023-09-20")


@pytest.fixture
def sheet(town, campaign):
    return sheet_of(campaign, town.units["ALB"])


def begin(town, sheet, *parties: str, organisations: str = "", by="Bo Grip", at=None):
    return actions.begin_meeting(
        sheet_id=sheet.pk, parties=parties, organisations=organisations, actor=town.people[by],
        at=at or AT,
    )  # fmt: skip


def test_only_what_was_answered_at_the_meeting_is_kept_as_such(town, sheet):
    bo = town.people["Bo Grip"]
    save(sheet, "1.1", by=bo, at=noon("2023-09-19"))
    held = begin(town, sheet, "manager", "safety_representative")
    save(sheet, "1.7", by=bo, at=noon("2023-09-21"))

    ended = actions.end_meeting(meeting_id=held.pk, actor=bo, at=noon("2023-09-21"))

    assert ended.questions == ["1.7"]
    assert queries.party_labels(ended) == ["Chef", "Skyddsombud"]


def test_who_took_part_is_answered_unless_it_was(town, sheet):
    begin(town, sheet, "manager", "employees")
    first = queries.answers(sheet)["A2"].value
    begin(town, sheet, "hr")

    assert first["chosen"] == ["manager", "employees"]
    assert queries.answers(sheet)["A2"].value == first


@pytest.mark.parametrize(
    ("parties", "organisations", "field"),
    [
        ((), "", "parties"),
        (("Anna Ek",), "", "parties"),
        (("union_representative",), " ", "organisations"),
        (("manager",), "x" * 201, "organisations"),
    ],
)
def test_a_meeting_of_nobody_or_of_a_union_without_name_is_none(
    town, sheet, parties, organisations, field
):
    with pytest.raises(ValidationError) as refused:
        begin(town, sheet, *parties, organisations=organisations)

    assert set(refused.value.message_dict) == {field}
    assert not AnsweringTogether.objects.exists()


def test_only_those_who_answer_hold_it_and_not_after_handing_in(town, sheet):
    with pytest.raises(ObjectDoesNotExist):
        begin(town, sheet, "manager", by="Eva Sten")
    hand_in(sheet, by=town.people["Bo Grip"], at=AT)
    with pytest.raises(actions.Locked):
        begin(town, sheet, "manager", at=noon("2023-09-21"))


def test_the_pages_of_a_meeting(client, town, sheet, day):
    day("2023-09-20")
    client.force_login(town.people["Bo Grip"])
    address = f"/underlag/{sheet.pk}/mote/"

    lacking = client.post(address, {"parties": ["union_representative"]})
    begun = client.post(
        address,
        {"parties": ["manager", "union_representative"], "organisations": "Lärarförbundet"},
        follow=True,
    )
    ended = client.post(f"{address}avsluta/", follow=True)
    after = client.get(begun.request["PATH_INFO"])

    assert lacking.status_code == 422 and "facklig organisation" in lacking.text
    assert "Möte: Chef, Facklig företrädare" in begun.text and " meeting" in begun.text
    assert "Mötet är slut" in ended.text
    assert "Avsluta mötet" not in after.text
    read = client.get(f"/underlag/{sheet.pk}/las/").text
    assert "Besvarat tillsammans" in read and "Lärarförbundet" in read
    assert client.post(f"{address}avsluta/").status_code == 302
