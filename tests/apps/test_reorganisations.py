"""Reorganisations in the middle of the year: nothing is lost, nobody is asked in vain, all can be undone."""

from datetime import date

import pytest
from django.core.exceptions import ObjectDoesNotExist, ValidationError
from strandvik import Municipality, answer_all, hand_in, noon, save, sheet_of

from aktiva.apps.cycles import actions as cycles
from aktiva.apps.cycles import following
from aktiva.apps.cycles import policy as cycles_policy
from aktiva.apps.cycles import queries as cycles_queries
from aktiva.apps.cycles.models import Cycle, Measure, Outcome
from aktiva.apps.organisation import actions as organisation
from aktiva.apps.organisation import policy
from aktiva.apps.organisation import queries as organisation_queries
from aktiva.apps.organisation.models import BodyUnit, Reorganisation, RoleHolding, UnitPeriod
from aktiva.apps.outbox.models import Mail
from aktiva.apps.reports.queries import compilation
from aktiva.apps.surveys import actions as surveys
from aktiva.apps.surveys import following as surveys_following
from aktiva.apps.surveys import policy as surveys_policy
from aktiva.apps.surveys import queries as surveys_queries
from aktiva.apps.surveys.models import Sheet
from aktiva.domain.organisation.permissions import Permission, Role
from aktiva.domain.organisation.reorganising import Change, ChangeKind, Part, Problem

pytestmark = pytest.mark.django_db

DECIDED = organisation.Decision("kommunstyrelsen", "KS 2023/114 § 12")
DAY, AT, AFTER = date(2023, 9, 18), noon("2023-09-18"), date(2023, 9, 25)
FACTS = {"area": "training", "owner_role": "rektor", "due_date": date(2023, 12, 1)}


def unit_id(town: Municipality, code: str) -> int:
    return town.units[code].pk


def part(town, name: str, *, under: str = "BF", unit: str | None = None) -> Part:
    return Part(name, name, "enhet", unit_id(town, under), unit_id(town, unit) if unit else None)


def merge(town, *codes: str, name: str = "Centrumskolan", on: date = DAY, **rest) -> Reorganisation:
    before = tuple(unit_id(town, c) for c in codes)
    return make(town, Change(ChangeKind.MERGE, on, before, (part(town, name),)), **rest)


def split(town, code: str, *parts: Part, on: date = DAY, **rest) -> Reorganisation:
    return make(town, Change(ChangeKind.SPLIT, on, (unit_id(town, code),), parts), **rest)


def move(town, code: str, under: str, *, on: date = DAY, **rest) -> Reorganisation:
    now = organisation_queries.tree(town.employer, on=on).nodes[unit_id(town, code)]
    moved = Part(now.name, now.short_name, now.kind, unit_id(town, under), now.id)
    return make(town, Change(ChangeKind.MOVE, on, (now.id,), (moved,)), **rest)


def close(town, *codes: str, on: date = DAY, **rest) -> Reorganisation:
    return make(town, Change(ChangeKind.CLOSE, on, tuple(unit_id(town, c) for c in codes)), **rest)


def make(town, change: Change, **rest) -> Reorganisation:
    rest.setdefault("at", AT)
    made = organisation.reorganise(
        employer=town.employer, change=change, decision=DECIDED, actor=town.hr, **rest
    )
    for new in made.facts["new"]:
        found = town.employer.units.get(pk=new)
        town.units[found.code] = found
    return made


def undo(town, made: Reorganisation, *, at=AT) -> Reorganisation:
    undone = organisation.undo_reorganisation(reorganisation_id=made.pk, actor=town.hr, at=at)
    town.employer.refresh_from_db()
    return undone


def new_unit(town, made: Reorganisation, place: int = -1):
    return town.employer.units.get(pk=made.facts["after"][place][0])


@pytest.fixture
def before(town):
    """The year 2022 with a measure at each school, decided and not yet followed up."""
    year = cycles.open_year(employer=town.employer, year=2022, actor=town.hr, at=noon("2023-01-03"))
    measures = {
        code: cycles.decide_measure(
            cycle=year, unit=town.units[code], actor=town.hr, at=noon("2023-01-03"),
            facts=cycles.MeasureFacts(title=f"Utbilda vikarierna i {code}", **FACTS),
        )
        for code in ("ALB", "EKL", "KOK")
    }  # fmt: skip
    return measures


def owed_by(cycle, unit, *, on: date = AFTER) -> set[int]:
    now = Cycle.objects.get(pk=cycle.pk)
    return {o.measure.pk for o in cycles_queries.owed_measures(now, unit.pk, on=on)}


def whole_state(town) -> dict:
    """Return everything a reorganisation may touch, to be compared after taking it back."""
    return {
        "periods": set(UnitPeriod.objects.values_list(
            "pk", "unit", "name", "short_name", "kind", "parent", "from_date", "to_date"
        )),
        "roles": set(RoleHolding.objects.values_list(
            "pk", "user", "role", "unit", "from_date", "to_date"
        )),
        "bodies": set(BodyUnit.objects.values_list("pk", "body", "unit", "from_date", "to_date")),
        "successions": set(town.employer.units.values_list("successions", flat=True)),
        "sheets": set(Sheet.objects.values_list("pk", "unit", "department", "state")),
        "units": set(town.employer.units.values_list("pk", "code")),
        "measures": set(Measure.objects.values_list("pk", "unit", "status")),
    }  # fmt: skip


# ---- merging ------------------------------------------------------------------------------------


def test_open_measures_of_merged_units_are_owed_by_the_new_one_and_by_nobody_else(
    town, cycle, before
):
    """S-029: last year's measures stay where they were written, and the new unit answers for them."""
    made = merge(town, "ALB", "EKL")
    centrum = new_unit(town, made)

    assert owed_by(cycle, centrum) == {before["ALB"].pk, before["EKL"].pk}
    assert owed_by(cycle, town.units["ALB"]) == owed_by(cycle, town.units["EKL"]) == set()
    assert Measure.objects.get(pk=before["ALB"].pk).unit == town.units["ALB"]
    assert owed_by(cycle, centrum, on=date(2023, 9, 1)) == set()


def test_the_manager_of_the_new_unit_gives_the_outcome_and_it_goes_on_there(town, cycle, before):
    """S-029: an outcome of a unit that is no more is the new unit's, and so is what is carried."""
    made = merge(town, "ALB", "EKL", picked={_holding(town, "ALB"): ("0",)})
    centrum, chief = new_unit(town, made), town.people["Bo Grip"]
    policy.forget(chief)

    cycles.record_outcome(
        measure_id=before["EKL"].pk, cycle=cycle, facts=cycles.OutcomeFacts(result="ongoing", effect="too_early", how_known="Vi har frågat arbetslagen."), actor=chief, at=noon("2023-09-26"),
    )  # fmt: skip

    outcome = Outcome.objects.get(measure=before["EKL"])
    assert outcome.unit == centrum
    assert Measure.objects.get(carried_from=before["EKL"]).unit == centrum


def test_an_outcome_that_the_old_unit_gave_is_not_asked_for_again(town, cycle, before):
    cycles.record_outcome(
        measure_id=before["ALB"].pk, cycle=cycle, facts=cycles.OutcomeFacts(result="done", effect="yes", how_known="Vi har räknat deltagarna."), actor=town.people["Bo Grip"], at=noon("2023-09-10"),
    )  # fmt: skip

    made = merge(town, "ALB", "EKL")

    owed = cycles_queries.owed_measures(cycle, new_unit(town, made).pk, on=AFTER)
    assert {o.measure.pk: o.outcome is not None for o in owed} == {
        before["ALB"].pk: True, before["EKL"].pk: False,
    }  # fmt: skip
    told = cycles_queries.owed_measures(cycle, unit_id(town, "ALB"), on=AFTER)
    assert [o.measure.pk for o in told] == [before["ALB"].pk]


def test_risks_of_this_year_go_on_in_the_new_unit(town, cycle):
    risk = cycles.record_risk(
        cycle=cycle, unit=town.units["ALB"], area="training", grounds=["age"],
        description="Vikarierna får sällan gå på utbildning.",
        cause="Utbildningarna ligger på dagar utan ersättare.", actor=town.hr, at=noon("2023-09-10"),
    )  # fmt: skip
    made = merge(town, "ALB", "EKL")
    centrum = new_unit(town, made)

    cycles.decide_measure(
        cycle=cycle, unit=centrum, risks=(risk,), actor=town.hr, at=noon("2023-09-26"),
        facts=cycles.MeasureFacts(title="Två dagar var", **FACTS),
    )  # fmt: skip

    [chain] = cycles_queries.unit_chains(cycle, centrum.pk, on=AFTER)
    assert chain.risk == risk and chain.is_answered
    assert cycles_queries.unit_chains(cycle, unit_id(town, "LOK"), on=AFTER) == []


def _holding(town, code: str, role: str = Role.UNIT_MANAGER) -> str:
    return f"holding-{RoleHolding.objects.get(unit=town.units[code], role=role).pk}"


def test_a_holder_goes_on_at_the_new_unit_or_ends_as_was_chosen(town):
    made = merge(
        town, "ALB", "EKL", picked={_holding(town, "ALB"): ("0",), _holding(town, "EKL"): ()}
    )

    held = RoleHolding.objects.filter(unit=new_unit(town, made))
    assert [(h.user.name, h.from_date) for h in held] == [("Bo Grip", DAY)]
    ends = RoleHolding.objects.filter(unit__in=[town.units["ALB"], town.units["EKL"]])
    assert {h.to_date for h in ends} == {DAY}


def test_of_two_chiefs_nobody_goes_on_unless_somebody_chooses(town):
    made = merge(town, "ALB", "EKL")

    assert not RoleHolding.objects.filter(unit=new_unit(town, made)).exists()


def test_a_safety_representative_goes_on_when_nobody_says_otherwise(town):
    town.role(
        town.person("Ida Ek"), Role.SAFETY_REPRESENTATIVE, "ALB", "skyddsombud",
        organisation="Lärarförbundet", notified_date=date(2023, 1, 2),
    )  # fmt: skip

    made = merge(town, "ALB", "EKL")

    [held] = RoleHolding.objects.filter(unit=new_unit(town, made))
    assert (held.user.name, held.organisation) == ("Ida Ek", "Lärarförbundet")


def test_the_body_answers_for_the_department_that_two_departments_became(town):
    body = organisation.register_body(
        employer=town.employer, name="Bildningsnämnden", kind="committee", code="BIN", above=None,
        from_date=date(2023, 1, 2), units=(town.units["BF"],), actor=town.hr, at=town.at,
    )  # fmt: skip
    root = town.root.pk
    made = make(
        town,
        Change(
            ChangeKind.MERGE, DAY, (unit_id(town, "BF"), unit_id(town, "SF")),
            (Part("Välfärd", "Välfärd", "forvaltning", root),),
        ),
    )  # fmt: skip

    assert list(organisation_queries.bodies_of_unit(new_unit(town, made).pk, on=AFTER)) == [body]
    assert list(organisation_queries.bodies_of_unit(unit_id(town, "BF"), on=AFTER)) == []
    tree = organisation_queries.tree(town.employer, on=AFTER)
    assert {n.code for n in tree.children(new_unit(town, made).pk)} == {"ALB", "EKL", "KOK", "LOK"}


# ---- answers in the middle of a campaign -----------------------------------------------------------


def test_the_new_unit_is_asked_and_the_old_ones_are_neither_missed_nor_reminded(town, campaign):
    """S-030: two half-filled sheets become one to fill in, with what was written beside."""
    save(
        sheet_of(campaign, town.units["ALB"]),
        "1.1",
        by=town.people["Bo Grip"],
        at=noon("2023-09-10"),
        comment="Vi har gått rond.",
    )
    made = merge(town, "ALB", "EKL", picked={_holding(town, "ALB"): ("0",)})
    centrum = new_unit(town, made)

    standing = surveys_queries.standings(surveys_queries.survey_of(campaign.cycle), on=AFTER)
    assert standing[unit_id(town, "BF")].n_asked == 1
    assert compilation(campaign.cycle, town.root, at=noon(AFTER)).n_asked == 3
    surveys.remind(campaign=campaign, actor=town.hr, at=noon(AFTER))
    assert sorted(Mail.objects.filter(subject__contains="kvar").values_list("subject", flat=True))[
        0
    ].startswith("Centralköket")
    assert not Mail.objects.filter(subject__startswith="Alby").filter(subject__contains="kvar")
    chief = town.people["Bo Grip"]
    policy.forget(chief)
    answerable = surveys_policy.answerable_sheets(chief, on=AFTER)
    assert [s.unit for s in answerable] == [centrum]
    assert {s.unit.code for s in surveys_policy.readable_sheets(chief, on=AFTER)} == {
        centrum.code, "ALB", "EKL",
    }  # fmt: skip


def test_what_an_earlier_unit_wrote_is_no_answer_until_the_new_one_has_saved_it(town, campaign):
    """S-030: a copied text does not count."""
    chief = town.people["Bo Grip"]
    answer_all(sheet_of(campaign, town.units["ALB"]), by=chief, at=noon("2023-09-10"))
    made = merge(town, "ALB", "EKL", picked={_holding(town, "ALB"): ("0",)})
    policy.forget(chief)
    sheet = sheet_of(campaign, new_unit(town, made))

    begun = surveys_following.begun_by_earlier(sheet, on=AFTER)["1.1"]
    assert [b.unit for b in begun] == ["Alby skola"]
    assert surveys_following.only_text(begun) == begun[0]
    assert sheet.answers.count() == 0 and sheet.n_answered == 0
    answers = surveys_queries.all_answers(surveys_queries.survey_of(campaign.cycle), sheets=[sheet])
    assert answers == []

    save(sheet, "1.1", by=chief, at=noon(AFTER))
    sheet.refresh_from_db()
    assert sheet.n_answered == 1


def test_two_earlier_units_that_differ_give_no_text_to_begin_from(town, campaign):
    for code, name, words in (("ALB", "Bo Grip", "Ja, i maj."), ("EKL", "Eva Sten", "Ja, i juni.")):
        save(
            sheet_of(campaign, town.units[code]), "1.1", by=town.people[name],
            at=noon("2023-09-10"), comment=words,
        )  # fmt: skip
    made = merge(town, "ALB", "EKL")

    begun = surveys_following.begun_by_earlier(sheet_of(campaign, new_unit(town, made)), on=AFTER)[
        "1.1"
    ]
    assert {b.unit for b in begun} == {"Alby skola", "Eklidens skola"}
    assert surveys_following.only_text(begun) is None


def test_answers_that_were_handed_in_are_not_changed_and_still_count(town, campaign):
    sheet = hand_in(
        sheet_of(campaign, town.units["ALB"]), by=town.people["Bo Grip"], at=noon("2023-09-10")
    )
    kept = (sheet.state, sheet.submitted_at, sheet.n_answered)

    merge(town, "ALB", "EKL")

    sheet.refresh_from_db()
    assert (sheet.state, sheet.submitted_at, sheet.n_answered) == kept
    assert (
        surveys_queries.standings(surveys_queries.survey_of(campaign.cycle), on=AFTER)[
            unit_id(town, "BF")
        ].n_submitted
        == 1
    )
    assert compilation(campaign.cycle, town.root, at=noon(AFTER)).n_answered == 1


def test_nobody_is_asked_again_when_all_have_handed_in(town, campaign):
    for code, name in (("ALB", "Bo Grip"), ("EKL", "Eva Sten")):
        hand_in(sheet_of(campaign, town.units[code]), by=town.people[name], at=noon("2023-09-10"))

    made = merge(town, "ALB", "EKL")

    assert not campaign.sheets.filter(unit=new_unit(town, made)).exists()


def test_a_unit_that_moves_keeps_its_sheet_and_its_department_of_the_campaign(town, campaign):
    move(town, "KOK", "BF")

    sheet = sheet_of(campaign, town.units["KOK"])
    assert sheet.department == town.units["SF"]
    in_service = compilation(campaign.cycle, town.units["SF"], at=noon(AFTER))
    in_schools = compilation(campaign.cycle, town.units["BF"], at=noon(AFTER))
    assert (in_service.n_asked, in_schools.n_asked) == (2, 2)


def test_each_part_of_a_split_unit_is_asked_and_sees_what_was_written(town, campaign):
    """S-030: the kitchen breaks out of the school, which goes on."""
    chief = town.people["Bo Grip"]
    save(
        sheet_of(campaign, town.units["ALB"]), "1.1", by=chief, at=noon("2023-09-10"),
        comment="Vi har gått rond.",
    )  # fmt: skip
    made = split(
        town, "ALB", part(town, "Alby skola", unit="ALB"), part(town, "Alby kök", under="SF")
    )
    kitchen = new_unit(town, made)

    sheet = sheet_of(campaign, kitchen)
    assert sheet.department == town.units["SF"]
    assert sheet_of(campaign, town.units["ALB"]).n_answered == 1
    assert [b.unit for b in surveys_following.begun_by_earlier(sheet, on=AFTER)["1.1"]] == [
        "Alby skola"
    ]
    assert (
        surveys_queries.standings(surveys_queries.survey_of(campaign.cycle), on=AFTER)[
            unit_id(town, "SF")
        ].n_asked
        == 3
    )


def test_a_change_after_the_last_day_leaves_the_campaign_alone(town, campaign):
    made = merge(town, "ALB", "EKL", on=date(2023, 11, 1))

    assert not campaign.sheets.filter(unit=new_unit(town, made)).exists()
    assert (
        surveys_queries.standings(surveys_queries.survey_of(campaign.cycle), on=date(2023, 11, 5))[
            unit_id(town, "BF")
        ].n_asked
        == 2
    )


def test_moving_the_last_day_past_the_change_asks_the_new_unit(town, campaign):
    made = merge(town, "ALB", "EKL", on=date(2023, 11, 1))

    surveys.extend_campaign(
        campaign=campaign, last_date=date(2023, 11, 30), actor=town.hr, at=noon("2023-10-19")
    )

    assert campaign.sheets.filter(unit=new_unit(town, made)).count() == 1
    standing = surveys_queries.standings(
        surveys_queries.survey_of(campaign.cycle), on=date(2023, 11, 5)
    )
    assert standing[unit_id(town, "BF")].n_asked == 1
    assert (
        surveys_queries.standings(surveys_queries.survey_of(campaign.cycle), on=date(2023, 10, 25))[
            unit_id(town, "BF")
        ].n_asked
        == 2
    )


def test_units_of_a_department_that_is_no_more_are_counted_where_they_are_now(town, campaign):
    root = town.root.pk
    made = make(
        town,
        Change(
            ChangeKind.MERGE, DAY, (unit_id(town, "BF"), unit_id(town, "SF")),
            (Part("Välfärd", "Välfärd", "forvaltning", root),),
        ),
    )  # fmt: skip

    standing = surveys_queries.standings(surveys_queries.survey_of(campaign.cycle), on=AFTER)
    assert standing[new_unit(town, made).pk].n_asked == 4
    heads = [town.people["Sara Lund"], town.people["Olle Berg"]]
    assert all(not policy.scope(h, Permission.SHEET_REVIEW, on=AFTER) for h in heads)


def test_a_change_that_is_planned_changes_nothing_before_its_day(town, campaign, before, cycle):
    """S-031: decided now, from the first of October."""
    made = merge(town, "ALB", "EKL", on=date(2023, 10, 1))
    centrum = new_unit(town, made)

    on = date(2023, 9, 30)
    assert "Alby skola" in {
        n.name for n in organisation_queries.tree(town.employer, on=on).nodes.values()
    }
    assert (
        surveys_queries.standings(surveys_queries.survey_of(campaign.cycle), on=on)[
            unit_id(town, "BF")
        ].n_asked
        == 2
    )
    assert owed_by(cycle, town.units["ALB"], on=on) == {before["ALB"].pk}
    chief = town.people["Bo Grip"]
    policy.forget(chief)
    assert [s.unit.code for s in surveys_policy.answerable_sheets(chief, on=on)] == ["ALB"]
    assert owed_by(cycle, centrum, on=date(2023, 10, 1)) == {before["ALB"].pk, before["EKL"].pk}


# ---- comparisons --------------------------------------------------------------------------------


@pytest.fixture
def answered_last_year(town):
    """2022's answers of both schools, handed in."""
    year = cycles.open_year(employer=town.employer, year=2022, actor=town.hr, at=noon("2023-01-03"))
    campaign = surveys.open_campaign(
        cycle=year, units=[town.units["ALB"], town.units["EKL"]], opens_date=date(2023, 1, 4),
        last_date=date(2023, 1, 31), actor=town.hr, at=noon("2023-01-04"),
    )  # fmt: skip
    for code, name in (("ALB", "Bo Grip"), ("EKL", "Eva Sten")):
        hand_in(
            sheet_of(campaign, town.units[code]), by=town.people[name], at=noon("2023-01-20"),
            own={"1.1": {"comment": f"Så var det i {code}."}},
        )  # fmt: skip
    return campaign


def test_last_years_answers_of_merged_units_stand_side_by_side(town, answered_last_year, campaign):
    """S-032: one by one under their own names, never put together."""
    made = merge(town, "ALB", "EKL")

    before = surveys_queries.last_years_answers(sheet_of(campaign, new_unit(town, made)), on=AFTER)[
        "1.1"
    ]

    assert [(b.unit, b.value["comment"]) for b in before] == [
        ("Alby skola", "Så var det i ALB."), ("Eklidens skola", "Så var det i EKL."),
    ]  # fmt: skip


def test_a_part_without_answers_of_its_own_is_set_beside_the_unit_it_came_from(
    town, answered_last_year, campaign
):
    made = split(
        town, "ALB", part(town, "Alby skola", unit="ALB"), part(town, "Alby kök", under="SF")
    )

    kitchen = surveys_queries.last_years_answers(sheet_of(campaign, new_unit(town, made)), on=AFTER)
    school = surveys_queries.last_years_answers(sheet_of(campaign, town.units["ALB"]), on=AFTER)

    assert [b.unit for b in kitchen["1.1"]] == ["Alby skola"]
    assert [b.unit for b in school["1.1"]] == [""]


def test_the_compilation_compares_with_those_who_answered_last_year(
    town, answered_last_year, campaign
):
    made = merge(town, "ALB", "EKL", picked={_holding(town, "ALB"): ("0",)})
    chief = town.people["Bo Grip"]
    policy.forget(chief)
    hand_in(sheet_of(campaign, new_unit(town, made)), by=chief, at=noon("2023-09-26"))

    found = compilation(campaign.cycle, town.root, at=noon("2023-09-27"))

    result = next(r for r in found.results if r.last_year is not None)
    assert (result.tally.n_answered, result.last_year.n_answered) == (1, 2)


# ---- splitting and closing ----------------------------------------------------------------------


def test_each_open_measure_of_a_split_unit_goes_to_the_chosen_part_or_the_first(
    town, cycle, before
):
    """S-029: none of them is lost when nobody chooses."""
    second = cycles.decide_measure(
        cycle=before["ALB"].cycle, unit=town.units["ALB"], actor=town.hr, at=noon("2023-01-04"),
        facts=cycles.MeasureFacts(title="Se över köket", **FACTS),
    )  # fmt: skip
    made = split(
        town, "ALB", part(town, "Alby A"), part(town, "Alby B"),
        picked={f"measure-{second.pk}": ("1",), "measure-99999": ("1",)},
    )  # fmt: skip
    first_part, second_part = new_unit(town, made, 0), new_unit(town, made, 1)

    assert owed_by(cycle, first_part) == {before["ALB"].pk}
    assert owed_by(cycle, second_part) == {second.pk}


def test_a_measure_handed_to_a_part_is_decided_on_by_its_manager(town, cycle, before):
    made = split(
        town, "ALB", part(town, "Alby skola", unit="ALB"), part(town, "Alby kök", under="SF"),
        picked={f"measure-{before['ALB'].pk}": ("1",)},
    )  # fmt: skip
    chief = town.person("Nils Kock")
    kitchen = new_unit(town, made)
    town.units["KÖK"] = kitchen
    town.role(chief, Role.UNIT_MANAGER, "KÖK", "kökschef", from_date=DAY, at=AT)

    reachable = cycles_policy.decidable_measures(chief, on=AFTER)

    assert list(reachable) == [before["ALB"]]
    assert owed_by(cycle, kitchen) == {before["ALB"].pk}
    assert owed_by(cycle, town.units["ALB"]) == set()


def test_open_measures_of_a_closed_unit_go_to_the_one_above_it(town, cycle, before):
    """S-029: a unit that goes nowhere leaves them, visibly, to its department."""
    close(town, "ALB")
    head = town.people["Sara Lund"]
    policy.forget(head)

    assert owed_by(cycle, town.units["BF"]) == {before["ALB"].pk}
    assert before["ALB"] in cycles_policy.decidable_measures(head, on=AFTER)


def test_the_head_gives_the_outcome_of_a_closed_units_measure_on_a_page(
    town, cycle, before, campaign, client, day
):
    close(town, "ALB")
    day("2023-09-25")
    client.force_login(town.people["Sara Lund"])
    sheet = sheet_of(campaign, town.units["BF"], "department")

    page = client.get(f"/underlag/{sheet.pk}/").content.decode()
    assert "0 av 1 har ett utfall" in page
    link = f"/underlag/{sheet.pk}/utfall/"
    assert link in page and "Utbilda vikarierna i ALB" in client.get(link).content.decode()


def test_a_closed_unit_is_not_missed_and_what_it_wrote_can_be_read(town, campaign, client, day):
    save(sheet_of(campaign, town.units["ALB"]), "1.1", by=town.people["Bo Grip"], at=noon("2023-09-10"), comment="Det blev inte mer.")  # fmt: skip
    close(town, "ALB")

    assert (
        surveys_queries.standings(surveys_queries.survey_of(campaign.cycle), on=AFTER)[
            unit_id(town, "BF")
        ].n_asked
        == 1
    )
    day("2023-09-25")
    client.force_login(town.hr)
    listed = client.get(f"/ar/{campaign.cycle_id}/svar/?lage=upphort").content.decode()
    assert "Alby skola" in listed and "Eklidens skola" not in listed
    sheet = sheet_of(campaign, town.units["ALB"])
    assert "Det blev inte mer." in client.get(f"/underlag/{sheet.pk}/las/").content.decode()


# ---- what stands in the way ---------------------------------------------------------------------


def test_only_those_who_keep_the_organisation_change_it(town, neighbour):
    change = Change(ChangeKind.CLOSE, DAY, (unit_id(town, "ALB"),))
    for stranger in (town.people["Bo Grip"], town.people["Sara Lund"], neighbour.hr):
        with pytest.raises(ObjectDoesNotExist):
            organisation.reorganise(
                employer=town.employer, change=change, decision=DECIDED, actor=stranger, at=AT
            )
    made = close(town, "ALB")
    with pytest.raises(ObjectDoesNotExist):
        organisation.undo_reorganisation(reorganisation_id=made.pk, actor=neighbour.hr, at=AT)


def test_units_of_another_employer_cannot_be_merged_with_ours(town, neighbour):
    stranger = neighbour.unit("X", "Grannskolan")
    change = Change(
        ChangeKind.MERGE, DAY, (unit_id(town, "ALB"), stranger.pk), (part(town, "Allt"),)
    )

    with pytest.raises(organisation.NotPossible) as refused:
        make(town, change)

    assert [f.problem for f in refused.value.found] == [Problem.UNKNOWN_UNIT]


def test_a_refused_change_leaves_everything_as_it_was(town):
    before = whole_state(town)

    with pytest.raises(ValidationError):
        merge(town, "ALB", "EKL", codes=("KOK",))
    town.employer.refresh_from_db()

    assert whole_state(town) == before
    assert not Reorganisation.objects.exists()


# ---- undoing ------------------------------------------------------------------------------------


def every_change(town):
    return {
        "merge": lambda: merge(town, "ALB", "EKL", picked={_holding(town, "ALB"): ("0",)}),
        "merge into one": lambda: make(
            town,
            Change(
                ChangeKind.MERGE, DAY, (unit_id(town, "ALB"), unit_id(town, "EKL")),
                (part(town, "Eklidens skola", unit="EKL"),),
            ),
        ),
        "split": lambda: split(town, "ALB", part(town, "A"), part(town, "B")),
        "break out": lambda: split(
            town, "ALB", part(town, "Alby skola", unit="ALB"), part(town, "Kök", under="SF")
        ),
        "move": lambda: move(town, "KOK", "BF"),
        "close": lambda: close(town, "ALB"),
        "planned": lambda: merge(town, "ALB", "EKL", on=date(2024, 1, 1)),
    }  # fmt: skip


@pytest.mark.parametrize(
    "name", ["merge", "merge into one", "split", "break out", "move", "close", "planned"]
)
def test_undone_it_is_all_as_it_was(town, campaign, before, name):
    """S-033: units, roles, bodies and sheets, as one."""
    organisation.register_body(
        employer=town.employer, name="Skolnämnden", kind="committee", code="SN", above=None,
        from_date=date(2023, 1, 2), units=(town.units["ALB"],), actor=town.hr, at=town.at,
    )  # fmt: skip
    was = whole_state(town)

    made = every_change(town)[name]()
    assert whole_state(town) != was
    undo(town, made)

    assert whole_state(town) == was
    assert Reorganisation.objects.get(pk=made.pk).undone_by == town.hr
    with pytest.raises(ValidationError, match="redan ångrad"):
        undo(town, made)


def reasons(town, made) -> str:
    with pytest.raises(ValidationError) as refused:
        undo(town, made)
    return " ".join(refused.value.messages)


def test_a_later_reorganisation_is_undone_first(town):
    """S-033: what stands on it is told, and what to do."""
    made = merge(town, "ALB", "EKL")
    later = move(town, new_unit(town, made).code, "SF", on=date(2023, 10, 1))

    assert reasons(town, made) == (
        "Flytt från 2023-10-01 rör samma enheter och gjordes efteråt. Ångra den först."
    )
    undo(town, later)
    undo(town, made)


def test_a_unit_that_has_been_renamed_since_is_told(town):
    made = merge(town, "ALB", "EKL")
    organisation.change_unit(
        unit=new_unit(town, made), on_date=date(2023, 10, 1), name="Lilla centrum", actor=town.hr,
        at=noon("2023-09-20"),
    )  # fmt: skip

    assert "Centrumskolan har ändrats efteråt" in reasons(town, made)


def test_answers_that_the_new_unit_has_begun_keep_it_from_being_undone(town, campaign):
    made = merge(town, "ALB", "EKL", picked={_holding(town, "ALB"): ("0",)})
    chief = town.people["Bo Grip"]
    policy.forget(chief)
    save(sheet_of(campaign, new_unit(town, made)), "1.1", by=chief, at=noon(AFTER))

    assert "Centrumskolan har börjat svara" in reasons(town, made)
    assert Reorganisation.objects.get(pk=made.pk).undone_at is None


def test_an_outcome_given_by_the_one_who_took_over_keeps_it_from_being_undone(town, cycle, before):
    made = close(town, "ALB")
    cycles.record_outcome(
        measure_id=before["ALB"].pk, cycle=cycle, facts=cycles.OutcomeFacts(result="done", effect="yes", how_known="Vi har räknat deltagarna."), actor=town.hr, at=noon(AFTER),
    )  # fmt: skip

    assert "1 utfall" in reasons(town, made)


def test_a_unit_that_was_put_below_the_new_one_is_told(town):
    made = merge(town, "ALB", "EKL")
    organisation.add_unit(
        employer=town.employer, code="FRI", name="Fritids", short_name="Fritids",
        kind=town.employer.kinds.get(code="enhet"), parent=new_unit(town, made), from_date=AFTER,
        actor=town.hr, at=noon(AFTER),
    )  # fmt: skip

    assert "Fritids har lagts under Centrumskolan. Flytta den först." in reasons(town, made)


def test_a_role_given_at_the_new_unit_goes_with_it_and_is_told_beforehand(town):
    made = merge(town, "ALB", "EKL")
    town.units["NY"] = new_unit(town, made)
    town.role(town.person("Ny Chef"), Role.UNIT_MANAGER, "NY", "rektor", from_date=AFTER, at=AT)

    assert [h.user.name for h in organisation.roles_that_go(made)] == ["Ny Chef"]
    undo(town, made)

    assert not RoleHolding.objects.filter(user=town.people["Ny Chef"]).exists()


def test_one_who_left_the_new_unit_does_not_get_the_old_role_back(town):
    made = merge(town, "ALB", "EKL", picked={_holding(town, "ALB"): ("0",)})
    held = RoleHolding.objects.get(unit=new_unit(town, made))
    organisation.end_role(holding=held, to_date=AFTER, actor=town.hr, at=noon(AFTER))

    undo(town, made)

    assert RoleHolding.objects.get(unit=town.units["ALB"]).to_date == AFTER


def test_the_one_who_answers_is_found_through_a_chain_of_changes(town, cycle, before):
    first = merge(town, "ALB", "EKL")
    code = new_unit(town, first).code
    second = merge(town, code, "KOK", name="Allt", on=date(2023, 10, 1))

    holder = following.holder_of(before["ALB"], on=date(2023, 10, 2))
    assert holder == new_unit(town, second).pk
    assert following.holder_of(before["ALB"], on=date(2023, 9, 20)) == new_unit(town, first).pk
