"""The pages of the courses: who reaches them, what they ask, and the form without sign-in."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse
from strandvik import Municipality, noon

from aktiva.apps.outbox.models import Mail
from aktiva.apps.trainings import actions, queries
from aktiva.apps.trainings.models import Completion, Course, CourseAnswer, Participation
from aktiva.domain.organisation.permissions import Role

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

AT = noon("2023-10-02")
MANY = pytest.mark.parametrize("rows", [1, 30])
CONTENT = "Fallen kändes igen, men övningen tog för lång tid."
CAME = "Nästan alla chefer kom, men ingen från köket."
NAMES = {"Bo Grip", "Eva Sten", "Ali Noor", "Pia Rask", "Olle Berg"}


def register(town: Municipality, title: str = "Rekrytera rätt") -> Course:
    facts = actions.CourseFacts(
        title=title, area="recruitment", audience=["managers"], form="digital",
        starts_on=date(2023, 1, 1), obligatory_for_new=True, given_every=1,
        link="https://intranet.example/kurs",
    )  # fmt: skip
    return actions.register_course(employer=town.employer, facts=facts, actor=town.hr, at=AT)


@pytest.fixture
def course(town) -> Course:
    return register(town)


@pytest.fixture
def given(town, course):
    given = actions.record_round(
        course_id=course.pk, on_date=date(2023, 9, 12), actor=town.hr, at=AT
    )
    return actions.open_answers(round_id=given.pk, until=date(2023, 10, 10), actor=town.hr, at=AT)


@pytest.fixture
def be(client, day, town):
    """Sit down as somebody on a day."""

    def sit(name: str, on: str = "2023-10-04"):
        day(on)
        client.force_login(town.people[name])
        return client

    return sit


def addresses(town, cycle, given) -> dict[str, str]:
    of = [cycle.pk, given.course_id]
    return {
        "year": reverse("trainings:year", args=[cycle.pk]),
        "new": reverse("trainings:course_new", args=[cycle.pk]),
        "lacking": reverse("trainings:lacking", args=[cycle.pk]),
        "course": reverse("trainings:course", args=of),
        "change": reverse("trainings:course_change", args=of),
        "tick": reverse("trainings:tick", args=of),
        "figures": reverse("trainings:participation", args=of),
        "round": reverse("trainings:round", args=[*of, given.pk]),
        "own": reverse("trainings:own"),
    }


SEE = {"year", "lacking", "course", "round", "own"}
PEOPLE = {*SEE, "tick", "figures"}


@pytest.mark.parametrize(
    ("name", "open_to"),
    [
        ("Moa Hedlund", {*PEOPLE, "new", "change"}),
        ("Nils By", PEOPLE),
        ("Sara Lund", SEE),
        ("Bo Grip", {"own"}),
        ("Per Ask", {"own"}),
    ],
)
def test_each_page_is_open_to_those_who_work_with_it(be, town, cycle, given, name, open_to):
    town.role(town.person("Nils By"), Role.HR_PARTNER, "BF", "HR-partner")
    urls = addresses(town, cycle, given)
    client = be(name)

    assert {key for key, url in urls.items() if client.get(url).status_code == 200} == open_to


def test_a_neighbour_cannot_tell_what_exists(client, day, town, cycle, given, neighbour):
    day("2023-10-04")
    client.force_login(neighbour.hr)
    urls = addresses(town, cycle, given)

    assert {client.get(url).status_code for key, url in urls.items() if key != "own"} == {404}


def test_a_head_reads_no_names_and_can_send_nothing(be, town, cycle, given):
    client = be("Sara Lund")
    urls = addresses(town, cycle, given)

    for key in ("year", "lacking", "course", "round"):
        text = client.get(urls[key]).content.decode()
        assert not {name for name in NAMES if name in text}, key
    for name, args in (
        ("trainings:remind", [cycle.pk]),
        ("trainings:untick", [cycle.pk, given.course_id, 1]),
        ("trainings:course", [cycle.pk, given.course_id]),
        ("trainings:round", [cycle.pk, given.course_id, given.pk]),
    ):
        assert client.post(reverse(name, args=args), {"on_date": "2023-10-01"}).status_code == 404


def test_a_partner_reads_only_the_names_in_reach(be, town, cycle, course):
    town.role(town.person("Nils By"), Role.HR_PARTNER, "BF", "HR-partner")

    text = be("Nils By").get(reverse("trainings:lacking", args=[cycle.pk])).content.decode()

    assert {name for name in NAMES if name in text} == {"Bo Grip", "Eva Sten"}


def test_without_courses_the_page_says_what_comes_first(be, town, cycle):
    page = be("Moa Hedlund").get(reverse("trainings:year", args=[cycle.pk]))

    assert reverse("trainings:course_new", args=[cycle.pk]) in page.content.decode()


TYPED = {
    "title": "Likabehandling för chefer", "area": "working_conditions",
    "audience": ["managers", "new_managers"], "obligatory_for_new": "on", "days_to_do": "60",
    "interval_years": "", "given_every": "1", "form": "on_site", "forum": "",
    "link": "https://intranet.example/lika", "starts_on": "2023-01-01", "retired_on": "",
}  # fmt: skip


def test_a_course_is_added_and_changed(be, town, cycle):
    client = be("Moa Hedlund")

    client.post(reverse("trainings:course_new", args=[cycle.pk]), TYPED)
    made = Course.objects.get()
    change = reverse("trainings:course_change", args=[cycle.pk, made.pk])
    form = client.get(change).context["form"]
    client.post(change, TYPED | {"interval_years": "3"})

    assert form["title"].value() == "Likabehandling för chefer"
    made.refresh_from_db()
    assert (made.interval_years, made.days_to_do) == (3, 60)


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"audience": []}, "Välj minst en grupp"),
        ({"days_to_do": "snart"}, "mellan 0 och 730"),
        ({"interval_years": "11"}, "mellan 1 och 10"),
        ({"link": "intranätet"}, "börjar med https"),
        ({"starts_on": "nu"}, "Skriv datumet som"),
    ],
)
def test_what_is_typed_about_a_course_is_kept_when_something_is_wrong(be, town, cycle, wrong, says):
    response = be("Moa Hedlund").post(
        reverse("trainings:course_new", args=[cycle.pk]), TYPED | wrong
    )

    text = response.content.decode()
    assert response.status_code == 422
    assert says in text
    assert "Likabehandling för chefer" in text
    assert not Course.objects.exists()


def chosen(town, course, *names: str) -> list[str]:
    found = queries.gathered(town.employer, on=AT.date())
    return [str(r.person.holding_id) for r in found.rows[course.pk] if r.person.shown in names]


def test_ticking_is_previewed_done_and_undone(be, town, cycle, course):
    client = be("Moa Hedlund")
    url = reverse("trainings:tick", args=[cycle.pk, course.pk])
    typed = {"chosen": chosen(town, course, "Bo Grip"), "on_date": "2023-09-12"}

    preview = client.post(url, typed)
    before = Completion.objects.count()
    client.post(url, typed | {"confirm": "1"})
    after = Completion.objects.count()
    page = client.get(reverse("trainings:course", args=[cycle.pk, course.pk]))
    client.post(reverse("trainings:untick", args=[cycle.pk, course.pk, page.context["ticking"].pk]))

    assert preview.context["n_changed"] == 1
    assert (before, after, Completion.objects.count()) == (0, 1, 0)


def test_a_wrong_day_keeps_who_was_chosen(be, town, cycle, course):
    ids = chosen(town, course, "Bo Grip")

    response = be("Moa Hedlund").post(
        reverse("trainings:tick", args=[cycle.pk, course.pk]), {"chosen": ids, "on_date": "igår"}
    )

    assert response.status_code == 422
    assert f'value="{ids[0]}" checked' in response.content.decode()


def test_nobody_chosen_is_said(be, town, cycle, course):
    response = be("Moa Hedlund").post(
        reverse("trainings:tick", args=[cycle.pk, course.pk]), {"on_date": "2023-09-12"}
    )

    assert response.status_code == 422
    assert "Välj minst en person" in response.content.decode()


def test_a_reminder_is_shown_before_it_is_sent(be, town, cycle, course):
    client = be("Moa Hedlund")
    url = reverse("trainings:remind", args=[cycle.pk])
    typed = {"chosen": [f"{course.pk}-{pk}" for pk in chosen(town, course, "Bo Grip", "Eva Sten")]}

    none = client.post(url, {"chosen": ["x"]})
    preview = client.post(url, typed)
    before = Mail.objects.count()
    client.post(url, typed | {"confirm": "1"})

    assert none.status_code == 302
    assert preview.context["n_letters"] == 2
    assert "Rekrytera rätt" in preview.content.decode()
    assert (before, Mail.objects.count()) == (0, 2)


def test_figures_are_typed_in_a_table_and_what_is_no_number_stays(be, town, cycle, course):
    client = be("Moa Hedlund")
    url = reverse("trainings:participation", args=[cycle.pk, course.pk])
    alb, ekl = town.units["ALB"].pk, town.units["EKL"].pk

    refused = client.post(url, {f"n{alb}": "12", f"n{ekl}": "många"})
    client.post(url, {f"n{alb}": "12", f"n{ekl}": ""})

    assert refused.status_code == 422
    assert 'value="många"' in refused.content.decode()
    assert 'value="12"' in refused.content.decode()
    assert dict(Participation.objects.values_list("unit", "n_persons")) == {alb: 12}


def test_the_evaluation_is_written_on_the_page_of_its_round(be, town, cycle, given):
    client = be("Moa Hedlund")
    url = reverse("trainings:round", args=[cycle.pk, given.course_id, given.pk])

    refused = client.post(url, {"content": CONTENT, "participation": CONTENT})
    client.post(url, {"content": CONTENT, "participation": CAME})

    assert refused.status_code == 422
    assert CONTENT in refused.content.decode()
    given.refresh_from_db()
    assert given.participation == CAME


# ---- without sign-in --------------------------------------------------------------------------

REPLY = {"useful": "5", "changes": "4", "form_worked": "5", "words": "Bra."}


@pytest.fixture
def stranger(client, day):
    """Somebody who is not signed in, on a day."""

    def sit(on: str = "2023-10-04"):
        day(on)
        return client

    return sit


def test_the_form_needs_no_sign_in_and_says_that_nobody_sees_who(stranger, given):
    client = stranger()
    url = reverse("trainings:answer", args=[given.code])

    page = client.get(url)
    response = client.post(url, REPLY)

    assert page.status_code == 200
    assert "Ingen kan se vem som har svarat" in page.content.decode()
    assert response.url == reverse("trainings:thanks", args=[given.code])
    assert client.get(response.url).status_code == 200
    assert CourseAnswer.objects.get().day == date(2023, 10, 4)
    assert "sessionid" not in client.cookies


def test_the_form_asks_about_words_that_point_somebody_out_and_remembers_nothing(be, given):
    """Not even for one who is signed in on the same browser."""
    client = be("Bo Grip")
    url = reverse("trainings:answer", args=[given.code])
    reply = REPLY | {"words": "Ring 070-123 45 67 om det här."}

    asked = client.post(url, reply)
    before = given.answers.count()
    kept = client.post(url, reply | {"let_stand": "1"})

    assert asked.status_code == 422 and "Orden kan peka ut någon" in asked.text
    assert "Bo Grip" not in asked.text
    assert before == 0
    assert kept.status_code == 302 and given.answers.count() == 1
    assert "let_stand" not in client.session


def test_the_form_does_not_show_the_name_of_who_is_signed_in(be, given):
    page = be("Bo Grip").get(reverse("trainings:answer", args=[given.code]))

    assert "Bo Grip" not in page.content.decode()


def test_an_answer_that_lacks_something_keeps_the_rest(stranger, given):
    response = stranger().post(
        reverse("trainings:answer", args=[given.code]), REPLY | {"changes": ""}
    )

    assert response.status_code == 422
    assert "Välj ett tal" in response.content.decode()
    assert response.context["form"]["words"].value() == "Bra."
    assert not CourseAnswer.objects.exists()


def test_a_closed_form_takes_no_answer(stranger, given):
    client = stranger("2023-10-11")
    url = reverse("trainings:answer", args=[given.code])

    client.post(url, REPLY)

    assert "tar inte emot fler svar" in client.get(url).content.decode()
    assert not CourseAnswer.objects.exists()


def test_an_address_that_nobody_has_been_given_leads_nowhere(stranger, town, course):
    unopened = actions.record_round(
        course_id=course.pk, on_date=date(2023, 9, 1), actor=town.hr, at=AT
    )
    client = stranger()

    for code in ("gissning", unopened.code):
        assert client.get(reverse("trainings:answer", args=[code])).status_code == 404
        assert client.get(reverse("trainings:thanks", args=[code])).status_code == 404


@pytest.mark.parametrize(("n", "shown"), [(4, False), (5, True)])
def test_the_page_of_the_round_shows_answers_from_five(be, town, cycle, given, n, shown):
    for _ in range(n):
        actions.answer(
            code=given.code, day=AT.date(),
            facts=actions.AnswerFacts(useful=5, changes=5, form_worked=5, words="Mer om orsaker."),
        )  # fmt: skip
    url = reverse("trainings:round", args=[cycle.pk, given.course_id, given.pk])

    open_page = be("Moa Hedlund").get(url).content.decode()
    closed_page = be("Moa Hedlund", "2023-10-11").get(url).content.decode()

    assert "Mer om orsaker." not in open_page
    assert ("Mer om orsaker." in closed_page) is shown


# ---- one's own --------------------------------------------------------------------------------


def test_a_manager_sees_own_courses_with_the_day_and_nobody_elses(be, town, course):
    text = be("Bo Grip").get(reverse("trainings:own")).content.decode()

    assert "Rekrytera rätt" in text
    assert "Sen sedan 3\u00a0apr\u00a02023" in text
    assert not {name for name in NAMES - {"Bo Grip"} if name in text}


# ---- long lists -------------------------------------------------------------------------------


def add_units(town, n: int) -> None:
    for number in range(n):
        town.managed(f"E{number:02d}", f"Enhet {number}", f"Chef {number}", under="BF")


@MANY
@pytest.mark.parametrize(
    ("key", "name", "n"),
    [
        ("year", "Moa Hedlund", 14),
        ("year", "Sara Lund", 14),
        ("lacking", "Moa Hedlund", 13),
        ("lacking", "Sara Lund", 13),
        ("course", "Moa Hedlund", 17),
        ("tick", "Moa Hedlund", 14),
        ("figures", "Moa Hedlund", 10),
        ("own", "Bo Grip", 14),
    ],
)
def test_a_page_asks_as_much_for_one_row_as_for_many(
    be, town, cycle, given, rows, key, name, n, django_assert_num_queries
):
    """S-028: courses, people and units."""
    add_units(town, rows)
    for number in range(rows):
        register(town, f"Kurs {number}")
    url = addresses(town, cycle, given)[key]
    client = be(name)

    with django_assert_num_queries(n):
        client.get(url)
