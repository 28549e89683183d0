"""Rules examined, the market looked at, cooperation recorded, and what the unions were given."""

from __future__ import annotations

from datetime import date

import paying
import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse
from strandvik import noon

from aktiva.apps.cooperation.models import Party
from aktiva.apps.cycles import actions as cycles
from aktiva.apps.pay import actions
from aktiva.apps.pay.models import MarketSurvey, PayComparison, PayCooperation, PayHandover, PayRule
from aktiva.domain.organisation.permissions import Role

pytestmark = pytest.mark.django_db

AT = noon("2023-10-02")
USE = "Tilläggen går oftare till män i tekniska yrken"


@pytest.fixture
def mapping(town, cycle):
    return paying.mapping_of(cycle, by=town.hr, at=AT)


@pytest.fixture
def party(town) -> Party:
    return Party.objects.create(
        employer=town.employer,
        name="Kommunal",
        kind=Party.Kind.UNION_WITH_AGREEMENT,
        tiers=["employer"],
    )


@pytest.fixture
def hr(client, town, day):
    day("2023-10-02")
    client.force_login(town.hr)
    return client


def rule(**given):
    facts = {
        "kind": "policy", "name": "Lönepolicyn", "in_text": "", "in_use": USE,
        "reviewed_on": date(2023, 9, 20),
    }  # fmt: skip
    return actions.RuleFacts(**(facts | given))


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"in_use": ""}, "in_use"),
        ({"in_use": "samma som förra året"}, "in_use"),
        ({"in_use": "Lönepolicyn"}, "in_use"),
        ({"name": " "}, "name"),
        ({"reviewed_on": date(2022, 12, 31)}, "reviewed_on"),
        ({"reviewed_on": date(2023, 10, 3)}, "reviewed_on"),
    ],
)
def test_an_examination_that_says_nothing_is_not_kept(mapping, town, given, field):
    with pytest.raises(ValidationError) as refused:
        actions.keep_rule(mapping_id=mapping.pk, facts=rule(**given), actor=town.hr, at=AT)

    assert set(refused.value.message_dict) == {field}
    assert not PayRule.objects.exists()


def test_last_years_words_are_not_this_years_examination(mapping, town):
    actions.keep_rule(mapping_id=mapping.pk, facts=rule(), actor=town.hr, at=AT)
    later = noon("2024-10-02")
    year = cycles.open_year(employer=town.employer, year=2024, actor=town.hr, at=later)
    new = paying.mapping_of(year, by=town.hr, at=later)
    with pytest.raises(ValidationError, match="förra årets"):
        actions.keep_rule(
            mapping_id=new.pk, facts=rule(reviewed_on=later.date(), in_use=f"  {USE.upper()}. "),
            actor=town.hr, at=later,
        )  # fmt: skip


def test_a_survey_that_an_explanation_points_to_stays(town, cycle):
    mapping = paying.mapped(cycle, by=town.hr, at=AT)
    survey = actions.keep_survey(
        mapping_id=mapping.pk, actor=town.hr, at=AT,
        facts=actions.SurveyFacts(
            on_date=AT.date(), sources="SCB lönestatistik 2022\n\n", findings="IT har högre lön i länet"
        ),
    )  # fmt: skip
    row = PayComparison.objects.first()
    row.connected, row.given = (
        "no",
        [{"code": "market", "text": "brist i länet", "survey": survey.pk}],
    )
    row.save()
    with pytest.raises(ValidationError, match="pekar"):
        actions.remove_survey(survey_id=survey.pk, actor=town.hr, at=AT)

    row.given = []
    row.save()
    actions.remove_survey(survey_id=survey.pk, actor=town.hr, at=AT)
    assert not MarketSurvey.objects.exists()
    assert survey.sources == "SCB lönestatistik 2022"


def cooperation(party, **given):
    facts = {
        "step": "groups", "on_date": AT.date(), "parties": [party.pk], "done": "vi gick igenom grupperna"
    }  # fmt: skip
    return actions.CooperationFacts(**(facts | given))


def test_a_dissent_is_never_changed_or_taken_away(mapping, party, town):
    row = actions.keep_cooperation(
        mapping_id=mapping.pk, actor=town.hr, at=AT,
        facts=cooperation(party, dissent="Vi delar inte gruppindelningen."),
    )  # fmt: skip
    for words in ("", "Vi håller med."):
        with pytest.raises(ValidationError):
            actions.keep_cooperation(
                mapping_id=mapping.pk, cooperation_id=row.pk, actor=town.hr, at=AT,
                facts=cooperation(party, dissent=words),
            )  # fmt: skip
    with pytest.raises(ValidationError):
        actions.remove_cooperation(cooperation_id=row.pk, actor=town.hr, at=AT)
    assert PayCooperation.objects.get().dissent == "Vi delar inte gruppindelningen."


@pytest.mark.parametrize(
    "given",
    [{"parties": []}, {"parties": [999]}, {"done": "möte"}, {"on_date": date(2023, 10, 3)}],
)
def test_cooperation_has_a_day_parties_and_something_done(mapping, party, town, given):
    with pytest.raises(ValidationError):
        actions.keep_cooperation(
            mapping_id=mapping.pk, facts=cooperation(party, **given), actor=town.hr, at=AT
        )


def test_pay_of_single_people_is_given_only_with_the_note_on_confidentiality(mapping, party, town):
    facts = {"party": party.pk, "what": "individual", "on_date": AT.date()}
    with pytest.raises(ValidationError, match="tystnadsplikten"):
        actions.hand_over(
            mapping_id=mapping.pk, facts=actions.HandoverFacts(**facts), actor=town.hr, at=AT
        )
    with pytest.raises(IntegrityError), transaction.atomic():
        PayHandover.objects.create(
            mapping=mapping, party=party, what="individual", on_date=AT.date(), confidential=False
        )
    kept = actions.hand_over(
        mapping_id=mapping.pk, facts=actions.HandoverFacts(**facts, confidential=True),
        actor=town.hr, at=AT,
    )  # fmt: skip
    assert PayHandover.objects.get() == kept


def test_a_union_representative_reads_only_after_the_note(mapping, party, town):
    person = town.person("Ida Falk")
    town.role(
        person, Role.UNION_REPRESENTATIVE, "0", "facklig företrädare", organisation="Kommunal",
        notified_date=date(2023, 1, 2),
    )  # fmt: skip
    with pytest.raises(ValidationError, match="tystnadsplikten"):
        actions.name_reader(mapping_id=mapping.pk, user_id=person.pk, actor=town.hr, at=AT)
    actions.hand_over(
        mapping_id=mapping.pk, actor=town.hr, at=AT,
        facts=actions.HandoverFacts(
            party=party.pk, what="individual", on_date=AT.date(), confidential=True
        ),
    )  # fmt: skip

    assert actions.name_reader(mapping_id=mapping.pk, user_id=person.pk, actor=town.hr, at=AT)


def test_the_pages_take_what_is_written_and_say_what_is_wrong(mapping, party, hr, cycle):
    new = reverse("pay:rule_new", args=[cycle.pk])
    wrong = hr.post(
        new,
        {"kind": "policy", "name": "Lönepolicyn", "in_use": "kort", "reviewed_on": "2023-09-20"},
    )
    assert wrong.status_code == 422
    assert "kort" in wrong.content.decode()
    right = hr.post(
        new, {"kind": "policy", "name": "Lönepolicyn", "in_use": USE, "reviewed_on": "2023-09-20"}
    )
    assert right.status_code == 302
    assert USE in hr.get(reverse("pay:rules", args=[cycle.pk])).content.decode()

    address = reverse("pay:handovers", args=[cycle.pk])
    blocked = hr.post(address, {"party": party.pk, "what": "individual", "on_date": "2023-10-01"})
    assert blocked.status_code == 422
    assert not PayHandover.objects.exists()

    done = hr.post(
        reverse("pay:cooperation_new", args=[cycle.pk]),
        {
            "step": "groups",
            "on_date": "2023-10-01",
            "parties": [party.pk],
            "done": "vi gick igenom grupperna",
        },
    )
    assert done.status_code == 302
    page = hr.get(reverse("pay:cooperation", args=[cycle.pk])).content.decode()
    assert "1 av 6 steg" in page
    assert "Förra årets plan finns inte i Aktiva." in page


def test_others_reach_none_of_it(mapping, client, town, cycle, day):
    day("2023-10-02")
    client.force_login(town.people["Bo Grip"])
    for name in ("overview", "rules", "cooperation", "handovers", "rule_new", "settings"):
        assert client.get(reverse(f"pay:{name}", args=[cycle.pk])).status_code == 404


PAGES_WITHOUT_PAY = ("overview", "rules", "cooperation", "handovers")


def test_a_unions_representative_follows_the_mapping_on_the_pages_without_pay(
    town, mapping, client, day
):
    """3 kap. 11 §: they see the record with their own dissent, and what was handed over."""
    town.role(
        town.person("Rut Ahl"), Role.UNION_REPRESENTATIVE, "0", "facklig företrädare",
        organisation="Kommunal", notified_date=date(2023, 1, 2),
    )  # fmt: skip
    day("2023-10-02")
    client.force_login(town.people["Rut Ahl"])

    def answers(names) -> set[int]:
        return {
            client.get(reverse(f"pay:{name}", args=[mapping.cycle_id])).status_code
            for name in names
        }

    assert answers(PAGES_WITHOUT_PAY) == {200}
    assert answers(("comparisons", "groups", "adjusted")) == {403}
    assert answers(("plan", "readers", "settings", "rule_new", "cooperation_new")) == {404}
    overview = reverse("pay:overview", args=[mapping.cycle_id])
    assert f'href="{overview}"' in client.get(overview).text


def test_the_mapping_is_not_in_the_menu_before_it_is_begun(town, cycle, client, day):
    town.role(
        town.person("Rut Ahl"), Role.UNION_REPRESENTATIVE, "0", "facklig företrädare",
        organisation="Kommunal", notified_date=date(2023, 1, 2),
    )  # fmt: skip
    day("2023-10-02")
    client.force_login(town.people["Rut Ahl"])

    page = client.get(reverse("cooperation:year", args=[cycle.pk]))

    assert page.status_code == 200
    assert "lonekartlaggning" not in page.text
