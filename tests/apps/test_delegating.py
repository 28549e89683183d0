"""Somebody else fills in, and the manager signs; acting managers and handing over are dated."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.exceptions import ObjectDoesNotExist, ValidationError
from strandvik import answer_all, noon, raw_answer, sheet_of

from aktiva.apps.accounts.models import User
from aktiva.apps.organisation import actions as organisation
from aktiva.apps.outbox.models import Mail
from aktiva.apps.surveys import actions, policy, queries
from aktiva.domain.organisation.permissions import Role

pytestmark = pytest.mark.django_db

AT = noon("2023-09-20")
BO = "Bo Grip"


def delegate(town, *, acting=False, by=BO, to="2023-10-15", at=AT, **rest):
    given = {"email": "nina.ros@strandvik.example", "name": "Nina Ros"} | rest
    return organisation.delegate(
        unit=town.units["ALB"], acting=acting, from_date=at.date(),
        to_date=date.fromisoformat(to), actor=town.people[by], at=at, **given,
    )  # fmt: skip


@pytest.fixture
def nina(town, campaign):
    return delegate(town).user


def save(sheet, by, at=AT):
    return actions.save_answer(
        sheet_id=sheet.pk, question="1.1", revision=0, is_risk=None, actor=by, at=at,
        raw=raw_answer(queries.questionnaire(sheet.campaign).question("1.1")),
    )  # fmt: skip


def test_an_assistant_fills_in_and_the_manager_hands_in(town, campaign, nina):
    sheet = sheet_of(campaign, town.units["ALB"])
    answer_all(sheet, by=nina, at=AT)

    with pytest.raises(ObjectDoesNotExist):
        actions.submit(sheet_id=sheet.pk, submitted_as="Nina Ros", actor=nina, at=AT)
    actions.submit(sheet_id=sheet.pk, submitted_as=BO, actor=town.people[BO], at=AT)

    assert sheet_of(campaign, town.units["ALB"]).submitted_as == BO


def test_an_assistant_reaches_that_unit_alone_and_only_until_the_last_day(town, campaign, nina):
    save(sheet_of(campaign, town.units["ALB"]), nina, at=noon("2023-10-15"))
    with pytest.raises(ObjectDoesNotExist):
        save(sheet_of(campaign, town.units["EKL"]), nina)
    with pytest.raises(ObjectDoesNotExist):
        save(sheet_of(campaign, town.units["ALB"]), nina, at=noon("2023-10-16"))


def test_an_acting_manager_hands_in_during_the_time_and_not_after(town, campaign):
    deputy = delegate(town, acting=True, to="2023-09-30").user
    signs = policy.signable_sheets(deputy, on=date(2023, 9, 30)).values_list(
        "unit__code", flat=True
    )

    assert list(signs) == ["ALB"]
    assert not policy.signable_sheets(deputy, on=date(2023, 10, 1)).exists()
    assert policy.signable_sheets(town.people[BO], on=date(2023, 9, 30)).exists()


def test_a_new_manager_goes_on_with_what_the_one_before_had_filled_in(town, campaign):
    save(sheet_of(campaign, town.units["ALB"]), town.people[BO])
    organisation.end_role(
        holding=town.people[BO].holdings.get(), to_date=date(2023, 9, 25), actor=town.hr, at=AT
    )
    new = town.person("Rut Vik")
    town.role(new, Role.UNIT_MANAGER, "ALB", "rektor", from_date=date(2023, 9, 25))
    sheet = policy.signable_sheets(new, on=date(2023, 9, 26)).get()

    assert [a.question for a in sheet.answers.all()] == ["1.1"]
    with pytest.raises(ObjectDoesNotExist):
        save(sheet, town.people[BO], at=noon("2023-09-26"))


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"to": "2023-09-19"}, "to_date"),
        ({"to": "2024-10-15"}, "to_date"),
        ({"email": "bo.grip@strandvik.example"}, "email"),
    ],
)
def test_what_cannot_be_delegated(town, campaign, given, field):
    with pytest.raises(ValidationError) as refused:
        delegate(town, **given)

    assert set(refused.value.message_dict) == {field}


def test_nobody_has_the_same_twice(town, campaign, nina):
    with pytest.raises(ValidationError, match="kan redan svara"):
        delegate(town)


def test_only_the_units_manager_and_hr_delegate(town, campaign, nina):
    for name in ("Eva Sten", "Sara Lund"):
        with pytest.raises(ObjectDoesNotExist):
            delegate(town, by=name, email="ny@strandvik.example")
    town.people["Nina Ros"] = nina
    with pytest.raises(ObjectDoesNotExist):
        delegate(town, by="Nina Ros", email="ny@strandvik.example")


def test_taking_back_ends_it_at_once(town, campaign, nina):
    holding = nina.holdings.get()

    organisation.take_back(holding=holding, actor=town.people[BO], at=AT)

    with pytest.raises(ObjectDoesNotExist):
        save(sheet_of(campaign, town.units["ALB"]), User.objects.get(pk=nina.pk))


def test_hr_gives_many_units_to_one_person_and_takes_it_back(town, campaign):
    ids = [sheet_of(campaign, town.units[c]).pk for c in ("ALB", "EKL")]
    facts = actions.ManyFacts(
        kind="assign", email="Nina.Ros@strandvik.example", name="Nina Ros",
        last_date=date(2023, 10, 15),
    )  # fmt: skip

    made = actions.change_sheets(cycle=campaign.cycle, ids=ids, facts=facts, actor=town.hr, at=AT)
    nina = User.objects.get(email="nina.ros@strandvik.example")
    assert policy.answerable_sheets(nina, on=AT.date()).count() == 2
    assert not policy.signable_sheets(nina, on=AT.date()).exists()

    assert actions.undo_sheets(change_id=made.pk, actor=town.hr, at=AT) == (2, 0)
    assert not nina.holdings.exists()


def test_the_pages_of_delegating(client, town, campaign, day):
    day("2023-09-20")
    sheet = sheet_of(campaign, town.units["ALB"])
    client.force_login(town.people[BO])
    address = f"/underlag/{sheet.pk}/medhjalpare/"
    given = {
        "email": "nina.ros@strandvik.example", "name": "Nina Ros", "acting": "no",
        "from_date": "2023-09-20", "to_date": "2023-10-15",
    }  # fmt: skip
    Mail.objects.all().delete()

    lacking = client.post(address, given | {"email": "nina"})
    done = client.post(address, given, follow=True)

    assert lacking.status_code == 422 and "Nina Ros" in lacking.content.decode()
    assert "Nina Ros" in done.content.decode() and "fyller i" in done.content.decode()
    (mail,) = Mail.objects.all()
    assert mail.to.name == "Nina Ros" and "2023-10-15" in mail.body

    nina = mail.to
    client.force_login(nina)
    tasks = client.get(f"/underlag/{sheet.pk}/").content.decode()
    assert "Säg till chefen att det är klart" in tasks and "Låt någon hjälpa till" not in tasks
    assert client.get(address).status_code == 404
    client.post(f"/underlag/{sheet.pk}/klart/")
    assert Mail.objects.latest("pk").to == town.people[BO]
    answer_all(sheet, by=nina, at=AT)
    read = client.get(f"/underlag/{sheet.pk}/lamna-in/").content.decode()
    assert "Lämna in svaren" not in read
