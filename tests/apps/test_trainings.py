"""Courses: who may keep them, what counts, what may be told, and what an answer never holds."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.exceptions import ObjectDoesNotExist, ValidationError
from strandvik import Municipality, noon

from aktiva.apps.audit.models import AuditEntry
from aktiva.apps.organisation import policy as organisation_policy
from aktiva.apps.outbox.models import Mail
from aktiva.apps.trainings import actions, policy, queries
from aktiva.apps.trainings.models import Completion, Course, CourseAnswer
from aktiva.domain.disclosure.door import Outcome
from aktiva.domain.organisation.permissions import Role

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

AT = noon("2023-10-02")
ON = AT.date()
CONTENT = "Fallen kändes igen, men övningen tog för lång tid."
CAME = "Nästan alla chefer kom, men ingen från köket."


def facts(**rest) -> actions.CourseFacts:
    given = {
        "title": "Rekrytera utan att diskriminera", "area": "recruitment",
        "audience": ["managers"], "form": "on_site", "starts_on": date(2023, 1, 1),
        "obligatory_for_new": True, "days_to_do": 90, "given_every": 1,
    }  # fmt: skip
    return actions.CourseFacts(**(given | rest))


def register(town: Municipality, **rest) -> Course:
    return actions.register_course(
        employer=town.employer, facts=facts(**rest), actor=town.hr, at=AT
    )


@pytest.fixture
def course(town) -> Course:
    return register(town)


@pytest.fixture
def partner(town):
    who = town.person("Nils By")
    town.role(who, Role.HR_PARTNER, "BF", "HR-partner")
    return who


def rows(town, course, user=None, on=ON):
    found = queries.gathered(town.employer, on=on)
    if user is None:
        return found.rows[course.pk]
    return found.within(course.pk, policy.reach(user, on=on))


def holding_ids(town, course, *names: str) -> list[int]:
    return [r.person.holding_id for r in rows(town, course) if r.person.shown in names]


def test_only_hr_keeps_the_courses(town, partner, neighbour):
    for actor in (partner, town.people["Sara Lund"], town.people["Bo Grip"], neighbour.hr):
        with pytest.raises(ObjectDoesNotExist):
            actions.register_course(employer=town.employer, facts=facts(), actor=actor, at=AT)

    assert not Course.objects.exists()


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"title": " "}, "title"),
        ({"audience": []}, "audience"),
        ({"audience": ["union_members"]}, "audience"),
        ({"area": "leisure"}, "area"),
        ({"link": "javascript:alert(1)"}, "link"),
        ({"interval_years": 0}, "interval_years"),
        ({"retired_on": date(2022, 12, 31)}, "retired_on"),
    ],
)
def test_a_course_that_does_not_fit_is_refused_beside_its_field(town, wrong, field):
    with pytest.raises(ValidationError) as refused:
        register(town, **wrong)

    assert field in refused.value.message_dict


def test_the_same_title_twice_is_refused(town, course):
    with pytest.raises(ValidationError, match="redan en utbildning"):
        register(town, title=course.title.upper())


def test_everybody_in_the_audience_stands_in_the_list_and_nobody_else(town, course):
    assert {r.person.shown for r in rows(town, course)} == {
        "Sara Lund", "Olle Berg", "Bo Grip", "Eva Sten", "Ali Noor", "Pia Rask",
    }  # fmt: skip


def test_a_new_holder_of_a_role_has_a_task_from_the_day_of_appointment(town, course):
    town.role(town.person("Ny Chef"), Role.UNIT_MANAGER, "ALB", "chef", from_date=date(2023, 9, 1))

    row = next(r for r in rows(town, course) if r.person.shown == "Ny Chef")

    assert (row.standing.state.value, row.standing.due_by) == ("due", date(2023, 11, 30))


def test_a_protected_identity_is_shown_as_a_function(town, course):
    hidden = town.person("Hemlig Person", protected=True)
    town.role(hidden, Role.UNIT_MANAGER, "ALB", "rektor")

    assert "rektor" in {r.person.shown for r in rows(town, course)}
    assert "Hemlig Person" not in {r.person.shown for r in rows(town, course)}


def test_ticking_is_undone_as_one(town, course):
    ids = holding_ids(town, course, "Bo Grip", "Eva Sten")

    made = actions.tick(
        course_id=course.pk, holding_ids=ids, on_date=date(2023, 5, 2), actor=town.hr, at=AT
    )
    done = {r.person.shown for r in rows(town, course) if r.standing.state.value == "done"}
    n = actions.untick(ticking_id=made.pk, actor=town.hr, at=AT)

    assert done == {"Bo Grip", "Eva Sten"}
    assert n == 2
    assert not Completion.objects.exists()
    with pytest.raises(ObjectDoesNotExist):
        actions.untick(ticking_id=made.pk, actor=town.hr, at=AT)


def test_the_same_day_twice_is_told_in_the_preview_and_changes_nothing(town, course):
    given = {"holding_ids": holding_ids(town, course, "Bo Grip"), "on_date": date(2023, 5, 2)}
    actions.tick(course_id=course.pk, actor=town.hr, at=AT, **given)

    preview = actions.preview_ticking(course=course, actor=town.hr, on=ON, **given)

    assert [problem for _row, problem in preview] == ["är redan ifylld den dagen"]
    with pytest.raises(ValidationError):
        actions.tick(course_id=course.pk, actor=town.hr, at=AT, **given)
    assert Completion.objects.count() == 1


def test_a_day_to_come_cannot_be_ticked(town, course):
    with pytest.raises(ValidationError) as refused:
        actions.tick(
            course_id=course.pk, holding_ids=holding_ids(town, course, "Bo Grip"),
            on_date=date(2023, 10, 3), actor=town.hr, at=AT,
        )  # fmt: skip

    assert "on_date" in refused.value.message_dict


def test_a_partner_ticks_only_in_reach_and_nobody_else_ticks_at_all(town, course, partner):
    both = holding_ids(town, course, "Bo Grip", "Ali Noor")
    given = {"course_id": course.pk, "holding_ids": both, "on_date": ON, "at": AT}

    actions.tick(actor=partner, **given)

    assert [c.holding.user.name for c in Completion.objects.all()] == ["Bo Grip"]
    with pytest.raises(ObjectDoesNotExist):
        actions.tick(actor=town.people["Sara Lund"], **given)


# ---- rounds and their evaluation --------------------------------------------------------------


def hold(town, course, day: str = "2023-05-02"):
    return actions.record_round(
        course_id=course.pk, on_date=date.fromisoformat(day), actor=town.hr, at=AT
    )


def is_evaluated(town, course) -> list[bool]:
    found = queries.gathered(town.employer, on=ON)
    return [n.is_evaluated for n in found.rounds[course.pk]]


def test_an_empty_round_is_not_evaluated(town, course):
    hold(town, course)

    assert is_evaluated(town, course) == [False]


def test_a_round_with_its_own_words_is_evaluated(town, course):
    given = hold(town, course)

    actions.evaluate(round_id=given.pk, content=CONTENT, participation=CAME, actor=town.hr, at=AT)

    assert is_evaluated(town, course) == [True]


def test_a_copied_evaluation_is_refused_and_would_not_count(town, course):
    first, second = hold(town, course), hold(town, course, "2023-09-02")
    words = {"content": CONTENT, "participation": CAME}
    actions.evaluate(round_id=first.pk, actor=town.hr, at=AT, **words)

    with pytest.raises(ValidationError, match="tidigare tillfälle"):
        actions.evaluate(round_id=second.pk, actor=town.hr, at=AT, **words)
    course.rounds.filter(pk=second.pk).update(**words)  # as if it had been taken in somehow

    assert is_evaluated(town, course) == [True, False]


@pytest.mark.parametrize("day", ["2022-12-31", "2023-05-02"])
def test_a_round_has_a_day_of_its_own_while_the_course_is_given(town, course, day):
    hold(town, course)

    with pytest.raises(ValidationError):
        hold(town, course, day)


@pytest.mark.parametrize(
    ("every", "given", "year", "expected"),
    [
        (1, None, 2023, True),
        (1, "2023-05-02", 2024, True),
        (2, "2023-05-02", 2024, False),
        (2, "2023-05-02", 2025, True),
        (None, None, 2023, False),
        (1, None, 2022, False),
    ],
)
def test_a_course_is_to_be_given_by_its_own_interval(town, every, given, year, expected):
    course = register(town, given_every=every)
    if given:
        hold(town, course, given)

    assert queries.gathered(town.employer, on=ON).expected(course.pk, year) is expected


# ---- anonymous answers ------------------------------------------------------------------------

GOOD = actions.AnswerFacts(useful=5, changes=4, form_worked=3, words="Bra exempel.")
LAST = date(2023, 10, 10)


@pytest.fixture
def given(town, course):
    given = hold(town, course)
    return actions.open_answers(round_id=given.pk, until=LAST, actor=town.hr, at=AT)


def reply(given, n: int, what=GOOD) -> None:
    for _ in range(n):
        actions.answer(code=given.code, facts=what, day=ON)


def test_an_answer_holds_nothing_that_tells_who_or_when(given):
    names = {f.name for f in CourseAnswer._meta.get_fields()}
    entries = AuditEntry.objects.count()

    reply(given, 1)

    assert names == {"id", "round", "useful", "changes", "form_worked", "words", "day"}
    assert CourseAnswer._meta.get_field("day").get_internal_type() == "DateField"
    assert CourseAnswer._meta.pk.get_internal_type() == "UUIDField"
    assert not hasattr(CourseAnswer, "history")
    assert AuditEntry.objects.count() == entries


@pytest.mark.parametrize(("n", "shown"), [(0, False), (4, False), (5, True)])
def test_fewer_than_five_answers_are_never_shown(given, n, shown):
    reply(given, n)

    found = queries.results(given, on=date(2023, 10, 11))

    assert found.enough is shown
    assert bool(found.words) is shown
    assert (found.leaving is not None) is shown


def test_nothing_is_shown_while_the_form_is_open(given):
    reply(given, 9)

    found = queries.results(given, on=LAST)

    assert (found.is_open, found.leaving, found.words) == (True, None, ())


def test_a_grade_that_few_have_given_makes_the_table_coarser(given):
    reply(given, 5)
    reply(given, 2, actions.AnswerFacts(useful=4, changes=4, form_worked=3))

    leaving = queries.results(given, on=date(2023, 10, 11)).leaving

    assert leaving.outcome is Outcome.COARSER
    assert leaving.table.cells == ((0, 0, 7), (0, 0, 7), (0, 7, 0))


def test_a_form_that_has_closed_stays_closed(town, given):
    with pytest.raises(ValidationError, match="kan inte öppnas igen"):
        actions.open_answers(
            round_id=given.pk, until=date(2023, 11, 1), actor=town.hr, at=noon("2023-10-11")
        )
    with pytest.raises(ValidationError, match="stängt"):
        actions.answer(code=given.code, facts=GOOD, day=date(2023, 10, 11))


def test_a_round_without_an_open_form_takes_no_answers(town, course):
    with pytest.raises(ValidationError):
        actions.answer(code=hold(town, course).code, facts=GOOD, day=ON)


@pytest.mark.parametrize("grade", [0, 6])
def test_a_grade_off_the_scale_is_refused(given, grade):
    with pytest.raises(ValidationError):
        reply(given, 1, actions.AnswerFacts(useful=grade, changes=3, form_worked=3))


# ---- figures ----------------------------------------------------------------------------------


def count(town, course, **counts: int) -> None:
    actions.store_participation(
        course_id=course.pk, year=2023, actor=town.hr, at=AT,
        counts={town.units[code].pk: n for code, n in counts.items()},
    )  # fmt: skip


def told(town, course, user):
    scope = policy.counted(user, on=ON)
    return queries.participation(course, year=2023, reach=scope, on=ON)


def test_figures_of_departments_leave_whole_when_none_is_small(town, course):
    count(town, course, ALB=3, EKL=4, KOK=8)

    leaving = told(town, course, town.hr)

    assert leaving.table.labelled == (
        ("Bildningsförvaltningen", (7,)),
        ("Serviceförvaltningen", (8,)),
    )


def test_a_department_with_few_makes_only_the_total_leave(town, course):
    count(town, course, ALB=12, KOK=3)

    leaving = told(town, course, town.hr)

    assert leaving.table.labelled == (("Hela arbetsgivaren", (15,)),)


@pytest.mark.parametrize(
    ("counts", "rows"),
    [
        ({"ALB": 7, "EKL": 6, "KOK": 9}, (("Alby skola", (7,)), ("Eklidens skola", (6,)), ("Övriga hos arbetsgivaren", (9,)))),
        ({"ALB": 7, "EKL": 2, "KOK": 9}, (("Era enheter", (9,)), ("Övriga hos arbetsgivaren", (9,)))),
        ({"ALB": 7, "EKL": 6, "KOK": 2}, (("Hela arbetsgivaren", (15,)),)),
        ({"ALB": 2}, None),
    ],
)  # fmt: skip
def test_a_head_sees_units_and_the_rest_and_never_what_a_subtraction_would_tell(
    town, course, counts, rows
):
    count(town, course, **counts)

    leaving = told(town, course, town.people["Sara Lund"])

    assert (leaving.table.labelled if leaving.table else None) == rows


def test_few_who_lack_a_course_are_not_told_to_a_head(town, course):
    scope = policy.counted(town.people["Sara Lund"], on=ON)

    found = queries.lacking(queries.gathered(town.employer, on=ON), course, reach=scope)

    assert found.table.labelled == (("Hela arbetsgivaren", (6, 0)),)


def test_an_empty_figure_takes_the_row_away(town, course):
    count(town, course, ALB=7)
    actions.store_participation(
        course_id=course.pk, year=2023, counts={town.units["ALB"].pk: None}, actor=town.hr, at=AT
    )

    assert queries.typed(course, year=2023) == {}


def test_a_partner_types_figures_only_in_reach(town, course, partner):
    given = {"course_id": course.pk, "year": 2023, "actor": partner, "at": AT}

    assert actions.store_participation(counts={town.units["ALB"].pk: 9}, **given) == 1
    with pytest.raises(ObjectDoesNotExist):
        actions.store_participation(counts={town.units["KOK"].pk: 9}, **given)


# ---- reminders and days -----------------------------------------------------------------------


def test_one_letter_goes_to_each_person_and_holds_no_link_and_no_code(town, course):
    other = register(town, title="Trakasserier")
    given = hold(town, course)
    keys = [r.key for c in (course, other) for r in rows(town, c) if r.person.shown == "Bo Grip"]

    n = actions.remind(employer=town.employer, keys=keys, actor=town.hr, at=AT)

    mail = Mail.objects.get()
    assert n == 1
    assert course.title in mail.body and "Trakasserier" in mail.body
    assert "http" not in mail.body and given.code not in mail.body and "Bo Grip" not in mail.body
    assert all(r.reminded_at == AT for r in rows(town, course) if r.person.shown == "Bo Grip")


def test_who_has_done_it_since_or_is_out_of_reach_gets_no_letter(town, course, partner):
    keys = [r.key for r in rows(town, course) if r.person.shown in {"Bo Grip", "Ali Noor"}]
    actions.tick(
        course_id=course.pk, holding_ids=holding_ids(town, course, "Bo Grip"), on_date=ON,
        actor=town.hr, at=AT,
    )  # fmt: skip

    assert actions.remind(employer=town.employer, keys=keys, actor=partner, at=AT) == 0
    assert not Mail.objects.exists()


def test_the_days_of_the_courses_are_rounds_and_last_days(town, course):
    hold(town, course, "2023-11-02")
    bo = town.people["Bo Grip"].pk

    days = queries.dates_of(town.employer, 2023, on=ON, user_id=bo)

    assert [(d.day, d.title, d.user_ids) for d in days] == [
        (date(2023, 4, 2), f"Sista dag för utbildningen {course.title}", {bo}),
        (date(2023, 11, 2), f"Utbildning: {course.title}", {bo}),
    ]
    assert queries.dates_of(town.employer, 2024, on=ON) == []
    everybody = queries.dates_of(
        town.employer, 2023, on=ON, unit_ids=frozenset({town.units["ALB"].pk})
    )
    assert {d.user_ids for d in everybody} == {frozenset({bo})}


def test_names_follow_the_right_to_keep_courses(town, course):
    head = town.people["Sara Lund"]

    assert not policy.reach(head, on=ON)
    assert rows(town, course, head) == []
    assert organisation_policy.roles(head, on=ON) == {Role.DEPARTMENT_HEAD}
