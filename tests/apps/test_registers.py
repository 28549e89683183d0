"""Forums, own headings and governing documents are kept once and pointed to."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from strandvik import noon

from aktiva.apps.organisation.models import Employer
from aktiva.apps.registers import actions, queries
from aktiva.apps.registers.models import Forum, GoverningDocument
from aktiva.domain.cycle.own_areas import OwnArea
from aktiva.domain.values import Area

AT = noon("2026-03-02")
DAY = AT.date()


def document(**rest) -> actions.DocumentFacts:
    given = {
        "kind": "routines", "title": "Rutin vid trakasserier", "version": "2",
        "owner_role": "HR-chef", "adopted_by": "Kommunstyrelsen § 4",
        "adopted_on": date(2025, 2, 1), "next_review_on": date(2027, 2, 1),
    }  # fmt: skip
    return actions.DocumentFacts(**given | rest)


@pytest.mark.django_db
def test_the_usual_forums_are_set_up_once_and_keep_their_new_names(town):
    actions.set_up_forums(employer=town.employer, actor=town.hr, at=AT)
    apt = Forum.objects.get(name="APT")
    actions.keep_forum(
        employer=town.employer, forum_id=apt.pk, actor=town.hr, at=AT,
        facts=actions.ForumFacts(kind=apt.kind, name="Arbetsplatsmöte", level="workplace"),
    )  # fmt: skip

    names = [f.name for f in queries.forums(town.employer, on=DAY)]

    assert names[0] == "Arbetsplatsmöte"
    assert len(names) >= 10
    assert {f.kind for f in queries.forums(town.employer, on=DAY)} == set(Forum.Kind.values)


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["", "  ", "apt"])
def test_a_forum_has_a_name_of_its_own(town, name):
    actions.set_up_forums(employer=town.employer, actor=town.hr, at=AT)

    with pytest.raises(ValidationError) as refused:
        actions.keep_forum(
            employer=town.employer, actor=town.hr, at=AT,
            facts=actions.ForumFacts(kind="workplace_meeting", name=name),
        )  # fmt: skip

    assert "name" in refused.value.message_dict


@pytest.mark.django_db
def test_a_forum_that_is_retired_cannot_be_chosen_but_stays(town):
    actions.set_up_forums(employer=town.employer, actor=town.hr, at=AT)
    apt = Forum.objects.get(name="APT")

    actions.retire_forum(
        employer=town.employer, forum_id=apt.pk, retired=True, actor=town.hr, at=AT
    )

    assert apt not in queries.forums(town.employer, on=DAY)
    assert apt in queries.all_forums(town.employer)
    assert queries.all_forums(town.employer)[-1] == apt


@pytest.mark.django_db
def test_own_headings_are_kept_in_order_and_an_empty_list_returns_to_the_act(town):
    given = [OwnArea("Lön", (Area.PAY, Area.PAY_MAPPING)), OwnArea("Miljö", (Area.HARASSMENT,))]

    actions.keep_own_areas(employer=town.employer, headings=given, actor=town.hr, at=AT)
    assert queries.own_areas(town.employer) == given
    actions.keep_own_areas(employer=town.employer, headings=[], actor=town.hr, at=AT)

    assert queries.own_areas(town.employer) == []


@pytest.mark.django_db
@pytest.mark.parametrize(
    "given",
    [
        [OwnArea("", (Area.PAY,))],
        [OwnArea("Lön", ())],
        [OwnArea("Lön", (Area.PAY,)), OwnArea(" lön ", (Area.TRAINING,))],
    ],
)
def test_headings_that_say_nothing_are_refused(town, given):
    with pytest.raises(ValidationError):
        actions.keep_own_areas(employer=town.employer, headings=given, actor=town.hr, at=AT)

    assert queries.own_areas(town.employer) == []


@pytest.mark.django_db
def test_the_page_says_which_part_of_the_act_has_no_home(client, town, day):
    day("2026-03-02")
    client.force_login(town.hr)
    address = f"/arbetsgivare/{town.employer.pk}/rubriker/"
    sent = {
        "h-TOTAL_FORMS": "3", "h-INITIAL_FORMS": "0",
        "h-0-name": "Lön och miljö", "h-0-areas": ["pay", "working_conditions"],
        "h-1-name": "Utan område", "h-2-name": "",
    }  # fmt: skip

    wrong = client.post(address, sent)
    assert wrong.status_code == 422
    assert "Utan område" in wrong.text
    done = client.post(address, sent | {"h-1-areas": ["recruitment"]}, follow=True)

    assert "Något i lagen saknar plats" in done.text
    assert "Lönekartläggning" in done.text


@pytest.mark.django_db
def test_a_new_version_takes_the_place_of_the_one_before(town):
    first = actions.keep_document(employer=town.employer, facts=document(), actor=town.hr, at=AT)
    second = actions.keep_document(
        employer=town.employer, actor=town.hr, at=AT, replaces_id=first.pk,
        facts=document(version="3", adopted_on=date(2026, 2, 1)),
    )  # fmt: skip

    assert queries.documents(town.employer) == [second]
    assert queries.document_versions(second) == [first]
    with pytest.raises(GoverningDocument.DoesNotExist):
        actions.keep_document(
            employer=town.employer, actor=town.hr, at=AT, replaces_id=first.pk,
            facts=document(version="4", adopted_on=date(2026, 2, 2)),
        )  # fmt: skip


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("rest", "field"),
    [
        ({"version": " 2 "}, "version"),
        ({"version": "3", "adopted_on": date(2025, 1, 31)}, "adopted_on"),
        ({"version": "3", "adopted_on": date(2026, 3, 3)}, "adopted_on"),
        ({"version": "3", "next_review_on": date(2025, 2, 1)}, "next_review_on"),
    ],
)
def test_a_version_that_is_the_old_one_again_is_refused(town, rest, field):
    first = actions.keep_document(employer=town.employer, facts=document(), actor=town.hr, at=AT)

    with pytest.raises(ValidationError) as refused:
        actions.keep_document(
            employer=town.employer, facts=document(**rest), actor=town.hr, at=AT,
            replaces_id=first.pk,
        )  # fmt: skip

    assert field in refused.value.message_dict


@pytest.mark.django_db
def test_only_the_one_who_keeps_the_year_keeps_the_registers(client, town, day):
    day("2026-03-02")
    boss = town.people["Sara Lund"]
    for action in (
        lambda: actions.set_up_forums(employer=town.employer, actor=boss, at=AT),
        lambda: actions.keep_own_areas(employer=town.employer, headings=[], actor=boss, at=AT),
        lambda: actions.keep_document(employer=town.employer, facts=document(), actor=boss, at=AT),
    ):
        with pytest.raises(Employer.DoesNotExist):
            action()
    client.force_login(boss)
    for page in ("forum", "rubriker", "styrdokument"):
        assert client.get(f"/arbetsgivare/{town.employer.pk}/{page}/").status_code == 404


@pytest.mark.django_db
def test_the_pages_keep_what_was_typed_when_something_is_wrong(client, town, day):
    day("2026-03-02")
    client.force_login(town.hr)
    base = f"/arbetsgivare/{town.employer.pk}/"

    client.post(base + "forum/", {"set_up": "1"})
    wrong = client.post(base + "forum/", {"kind": "survey", "name": "APT", "level": ""})
    assert wrong.status_code == 422
    assert "redan ett forum" in wrong.text
    wrong = client.post(
        base + "styrdokument/",
        {"kind": "other", "title": "Policy", "version": "1", "owner_role": "HR",
         "adopted_by": "KS", "adopted_on": "2026-02-31", "next_review_on": "2027-01-01"},
    )  # fmt: skip
    assert wrong.status_code == 422
    assert "2026-02-31" in wrong.text
