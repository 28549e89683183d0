"""A school's record: who writes it, that nothing is lost, when it is signed, what the law check says."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from schooling import WRITTEN, YEAR, full_year, mark, write
from strandvik import noon

from aktiva.apps.attachments import actions as attachments
from aktiva.apps.audit.models import AuditEntry
from aktiva.apps.lawcheck import queries as lawcheck
from aktiva.apps.organisation.models import Unit
from aktiva.apps.reports import actions as reports
from aktiva.apps.reports import policy as reports_policy
from aktiva.apps.reports.models import Paper
from aktiva.apps.schools import actions, policy, queries
from aktiva.apps.schools.models import School, SchoolPart, SchoolYear
from aktiva.domain.law.duties import Status
from aktiva.domain.organisation.permissions import Role
from aktiva.domain.schools.words import Part

pytestmark = pytest.mark.django_db

OWN = ("D34", "D36", "D37")


@pytest.fixture
def alby(town, cycle) -> School:
    return mark(town, "ALB", "EKL")["ALB"]


@pytest.fixture
def rektor(town):
    return town.people["Bo Grip"]


def save(school, *, by, at=WRITTEN, part=Part.TEXTS, revision=0, **value):
    return actions.save_part(
        school_id=school.pk, year=YEAR, part=part, value=value, revision=revision, actor=by, at=at
    )


def approve(cycle, school, *, by, at=WRITTEN) -> Paper:
    return reports.approve_education_report(
        cycle=cycle, school_id=school.pk, name="Alby skola", approved_as="Bo Grip, rektor",
        actor=by, at=at,
    )  # fmt: skip


def statuses(cycle, code: str = "ALB", **given) -> dict[str, Status]:
    found = lawcheck.school_verdicts(cycle, code, **given)
    return {r.duty.id: r.status for r in found if r.duty.id in OWN}


# ---- which units are schools ------------------------------------------------------------


def test_units_are_marked_and_marked_again_without_effect(town, cycle):
    mark(town, "ALB", "EKL")
    before = AuditEntry.objects.count()

    mark(town, "ALB", "EKL")

    assert sorted(School.objects.values_list("code", flat=True)) == ["ALB", "EKL"]
    assert AuditEntry.objects.count() == before


def test_a_code_stands_on_one_school_only(town, cycle):
    mark(town, "ALB")
    marking = actions.Marking(town.units["EKL"].pk, "compulsory", "ALB")

    with pytest.raises(ValidationError, match="Koden ALB står på två skolor"):
        actions.mark(
            employer=town.employer, markings=[marking], from_date=date(2023, 1, 1),
            actor=town.hr, at=WRITTEN,
        )  # fmt: skip

    assert School.objects.count() == 1


def test_another_employers_unit_cannot_be_marked(town, neighbour):
    marking = actions.Marking(neighbour.root.pk, "compulsory", "X")

    with pytest.raises(Unit.DoesNotExist):
        actions.mark(
            employer=town.employer, markings=[marking], from_date=date(2023, 1, 1),
            actor=town.hr, at=WRITTEN,
        )  # fmt: skip


def test_a_marking_is_taken_back_until_something_is_written(town, alby, rektor):
    ekl = School.objects.get(code="EKL")
    save(alby, by=rektor, words="Rutinen är känd.")

    with pytest.raises(actions.Written):
        actions.unmark(school_ids=[alby.pk, ekl.pk], actor=town.hr, at=WRITTEN)
    assert actions.unmark(school_ids=[ekl.pk], actor=town.hr, at=WRITTEN) == 1

    assert list(School.objects.values_list("code", flat=True)) == ["ALB"]


def test_a_school_that_ended_is_left_out_of_later_years_and_taken_up_again(town, alby):
    actions.change_school(
        school_id=alby.pk, form="compulsory", code="ALB", from_date=date(2020, 1, 1),
        to_date=date(2023, 7, 1), actor=town.hr, at=WRITTEN,
    )  # fmt: skip

    assert [s.code for s in queries.in_year(town.employer, 2023)] == ["ALB", "EKL"]
    assert [s.code for s in queries.in_year(town.employer, 2024)] == ["EKL"]
    assert [s.code for s in queries.schools_of(town.employer, date(2023, 7, 1))] == ["EKL"]

    mark(town, "ALB", at=noon("2024-01-10"))
    assert [s.code for s in queries.in_year(town.employer, 2024)] == ["ALB", "EKL"]


# ---- who ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("who", "reads", "writes", "signs"),
    [
        ("Bo Grip", ["ALB"], ["ALB"], ["ALB"]),
        ("Sara Lund", ["ALB", "EKL"], [], []),
        ("Moa Hedlund", ["ALB", "EKL"], ["ALB", "EKL"], []),
        ("Ali Noor", [], [], []),
        ("Per Ask", [], [], []),
        ("Pia Fack", ["ALB"], [], []),
        ("Hal Partner", ["ALB", "EKL"], [], []),
    ],
)
def test_schools_are_reached_by_role_and_place(town, alby, who, reads, writes, signs):
    town.role(
        town.person("Pia Fack"), Role.UNION_REPRESENTATIVE, "ALB", "ombud",
        organisation="Sveriges Lärare", notified_date=date(2023, 1, 2),
    )  # fmt: skip
    town.role(town.person("Hal Partner"), Role.HR_PARTNER, "BF", "HR-partner")
    user, on = town.people[who], WRITTEN.date()

    found = [
        sorted(choose(user, on=on).values_list("code", flat=True))
        for choose in (policy.visible_schools, policy.editable_schools, policy.signable_schools)
    ]

    assert found == [reads, writes, signs]


def test_an_outsider_cannot_tell_that_the_school_exists(town, neighbour, alby):
    with pytest.raises(School.DoesNotExist):
        save(alby, by=neighbour.hr, words="Hej")
    with pytest.raises(School.DoesNotExist):
        actions.unmark(school_ids=[alby.pk], actor=neighbour.hr, at=WRITTEN)


# ---- writing ------------------------------------------------------------------------------


def test_a_part_is_kept_with_its_versions(alby, rektor):
    save(alby, by=rektor, words="Det första.")
    save(alby, by=rektor, revision=1, words="Det andra.", at=noon("2023-10-12"))

    row = SchoolPart.objects.get()
    assert (row.revision, row.value) == (2, {"words": "Det andra."})
    kept = queries.record(alby, YEAR, as_of=noon("2023-10-11"))
    assert kept.record.texts_words == "Det första."


def test_nothing_written_leaves_nothing(alby, rektor):
    before = AuditEntry.objects.count()

    assert save(alby, by=rektor) is None

    assert (SchoolYear.objects.count(), AuditEntry.objects.count()) == (0, before)


def test_the_same_words_again_change_nothing(alby, rektor):
    save(alby, by=rektor, words="Samma.")
    before = AuditEntry.objects.count()

    save(alby, by=rektor, revision=1, words="Samma.")

    assert AuditEntry.objects.count() == before


def test_the_later_of_two_writers_is_told_and_overwrites_nothing(town, alby, rektor):
    save(alby, by=rektor, words="Rektorns text.")

    with pytest.raises(actions.ChangedMeanwhile) as changed:
        save(alby, by=town.hr, revision=0, words="HR:s text.")

    assert changed.value.theirs.value == {"words": "Rektorns text."}
    assert SchoolPart.objects.get().value == {"words": "Rektorns text."}


def test_a_year_before_the_school_began_cannot_be_written(town, alby, rektor):
    with pytest.raises(School.DoesNotExist):
        actions.save_part(
            school_id=alby.pk, year=2019, part=Part.TEXTS, value={"words": "x"}, revision=0,
            actor=rektor, at=WRITTEN,
        )  # fmt: skip


def test_the_plans_file_takes_the_place_of_the_one_before(settings, tmp_path, alby, rektor):
    settings.AKTIVA_FILES = tmp_path
    for n, words in enumerate((b"Planen.", b"Planen, andra versionen.")):
        row = actions.save_part(
            school_id=alby.pk, year=YEAR, part=Part.PLAN, value={"on": "2023-01-20"}, revision=n,
            actor=rektor, at=WRITTEN, file=attachments.examine(name="plan.txt", content=words),
        )  # fmt: skip

    assert row.file.size == len(words)
    dropped = actions.save_part(
        school_id=alby.pk, year=YEAR, part=Part.PLAN, value={"on": "2023-01-20"}, revision=2,
        actor=rektor, at=WRITTEN, drops_file=True,
    )  # fmt: skip
    assert dropped.file is None


# ---- signing ------------------------------------------------------------------------------


def test_signing_freezes_the_account_and_locks_the_record(cycle, alby, rektor):
    write(alby, by=rektor)

    paper = approve(cycle, alby, by=rektor)

    assert (paper.kind, paper.state, paper.paper_date) == (
        "education_report", "approved", date(2023, 10, 10),
    )  # fmt: skip
    with pytest.raises(actions.Signed):
        save(alby, by=rektor, revision=1, words="Efteråt.")
    with pytest.raises(actions.Signed):
        approve(cycle, alby, by=rektor)
    assert Paper.objects.count() == 1


def test_a_record_with_parts_that_nobody_has_begun_is_not_signed(cycle, alby, rektor):
    year = full_year()
    del year[Part.COOPERATION]
    write(alby, by=rektor, parts=year)

    with pytest.raises(actions.NotReady) as refused:
        approve(cycle, alby, by=rektor)

    assert refused.value.parts == (Part.COOPERATION,)
    assert Paper.objects.count() == 0


def test_only_the_rektor_signs(town, cycle, alby, rektor):
    write(alby, by=rektor)

    with pytest.raises(School.DoesNotExist):
        approve(cycle, alby, by=town.hr)


def test_opening_again_needs_a_reason_and_leaves_the_paper(cycle, alby, rektor):
    write(alby, by=rektor)
    paper = approve(cycle, alby, by=rektor)

    with pytest.raises(ValidationError):
        actions.reopen(school_id=alby.pk, year=YEAR, reason="Fel", actor=rektor, at=WRITTEN)
    actions.reopen(
        school_id=alby.pk, year=YEAR, reason="Ett datum var fel.", actor=rektor, at=WRITTEN
    )
    row = save(alby, by=rektor, revision=1, words="Rutinen lästes upp en gång till.")

    assert row.revision == 2
    assert "gång till" not in Paper.objects.get(pk=paper.pk).document["json"]
    again = approve(cycle, alby, by=rektor, at=noon("2023-11-01"))
    assert "gång till" in again.document["json"]
    assert Paper.objects.count() == 2


def test_the_account_is_read_by_those_who_read_the_school(town, cycle, alby, rektor):
    write(alby, by=rektor)
    paper = approve(cycle, alby, by=rektor)
    on = WRITTEN.date()

    readers = {
        name
        for name, user in town.people.items()
        if reports_policy.visible_papers(user, on=on).filter(pk=paper.pk).exists()
    }

    assert readers == {"Bo Grip", "Sara Lund", "Moa Hedlund"}


# ---- the law check -------------------------------------------------------------------------


def test_each_school_is_judged_by_its_own_record(cycle, alby, rektor):
    write(alby, by=rektor)
    approve(cycle, alby, by=rektor)

    assert statuses(cycle) == dict.fromkeys(OWN, Status.MET)
    assert statuses(cycle, "EKL") == dict.fromkeys(OWN, Status.MISSING)


def test_the_employers_check_says_the_same_of_each_school(cycle, alby, rektor):
    write(alby, by=rektor)

    whole = {(r.scope, r.duty.id): r.status for r in lawcheck.verdicts(cycle) if r.duty.id in OWN}

    for code in ("ALB", "EKL"):
        assert {d: whole[f"school:{code}", d] for d in OWN} == statuses(cycle, code)


def test_the_check_reads_what_was_known_at_a_time(cycle, alby, rektor):
    write(alby, by=rektor)
    approve(cycle, alby, by=rektor)

    assert statuses(cycle, as_of=noon("2023-10-09")) == dict.fromkeys(OWN, Status.MISSING)
    assert statuses(cycle, as_of=noon("2023-10-11")) == dict.fromkeys(OWN, Status.MET)


def test_last_years_words_in_every_part_do_not_count(cycle, alby, rektor):
    year = full_year()
    write(alby, by=rektor, year=YEAR - 1, parts=year, at=noon("2023-01-15"))
    write(alby, by=rektor, parts=year)

    found = {s.part: s.state for s in queries.standing(queries.record(alby, YEAR))}

    assert found == {
        Part.EXAMINE: "ongoing", Part.RISKS: "done", Part.MEASURES: "done",
        Part.FOLLOW_UP: "ongoing", Part.TEXTS: "ongoing", Part.COOPERATION: "ongoing",
        Part.PLAN: "ongoing",
    }  # fmt: skip


def test_a_measure_of_last_year_is_owed_an_outcome(cycle, alby, rektor):
    write(alby, by=rektor, year=YEAR - 1, at=noon("2023-01-15"))
    write(alby, by=rektor)
    assert statuses(cycle)["D34"] is Status.MISSING

    follow = full_year()[Part.FOLLOW_UP] | {
        "rows": [
            {
                "measure": "before-m1", "outcome": "done", "effect": "yes",
                "how_known": "Elevrådet säger att båsen används.",
            }
        ]
    }  # fmt: skip
    save(alby, by=rektor, part=Part.FOLLOW_UP, revision=1, **follow)

    assert statuses(cycle)["D34"] is Status.MET


def test_the_plan_of_the_education_act_gives_no_verdict(cycle, alby, rektor):
    year = full_year()
    del year[Part.PLAN]
    write(alby, by=rektor, parts=year)
    approve(cycle, alby, by=rektor)

    assert statuses(cycle) == dict.fromkeys(OWN, Status.MET)
    assert queries.plan_standing(queries.record(alby, YEAR)).state == "not_started"


def test_an_account_approved_after_the_year_is_too_late(cycle, alby, rektor):
    write(alby, by=rektor)
    approve(cycle, alby, by=rektor, at=noon("2024-01-08"))

    assert statuses(cycle)["D37"] is Status.MISSING


def test_the_staffs_examinations_are_never_the_schools(town, cycle, campaign, alby):
    from strandvik import hand_in, sheet_of

    hand_in(sheet_of(campaign, town.units["ALB"]), by=town.people["Bo Grip"], at=noon("2023-09-20"))

    assert statuses(cycle) == dict.fromkeys(OWN, Status.MISSING)


@pytest.mark.parametrize("n", [1, 12])
def test_the_evidence_asks_as_many_questions_for_many_schools(
    town, cycle, n, django_assert_num_queries
):
    codes = []
    for number in range(n):
        who = town.managed(f"S{number:02d}", f"Skola {number}", f"Rektor {number}", under="BF")
        codes.append((f"S{number:02d}", who))
    for code, school in mark(town, *(c for c, _ in codes)).items():
        write(school, by=dict(codes)[code])
        write(school, by=dict(codes)[code], year=YEAR - 1, parts={
            Part.TEXTS: full_year()[Part.TEXTS]
        })  # fmt: skip
    fresh = type(cycle).objects.select_related("employer").get(pk=cycle.pk)

    with django_assert_num_queries(11):  # three of them the tree, which a running server keeps
        assert len(lawcheck.schools(fresh)) == n


def test_the_model_holds_no_two_schools_at_a_unit_and_no_unsigned_signature(town, alby):
    year = SchoolYear(school=alby, year=2023, state="signed")

    with pytest.raises(ValidationError):
        year.full_clean()
