"""Branches and full length on a sheet: what is asked, counted, waited for and told of afterwards."""

from dataclasses import replace
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from strandvik import answer_all, noon, raw_answer, sheet_of

from aktiva.adapters import questionnaires
from aktiva.apps.lawcheck.queries.answers import answer_lines
from aktiva.apps.reports import queries as reports
from aktiva.apps.statistics import actions as statistics
from aktiva.apps.surveys import actions, queries
from aktiva.apps.surveys.models import Answer, Campaign, Sheet
from aktiva.domain.cycle.handing_in import Obstacle
from aktiva.domain.questionnaire import Condition, Kind, Level, Question

pytestmark = pytest.mark.django_db

AT = noon("2023-09-20")
SHIPPED = questionnaires.read_shipped()
BRANCH = Question(
    key="3.1b", section="3", text="Vad krävs för att alla rekryteringar ska följa rutinen?",
    kind=Kind.YES_PARTLY_NO, law="3 kap. 5 § 3", levels=(Level.UNIT,), core=True, wished="yes",
    why="Svaret visar var stödet behövs.",
    shown_if=Condition(question="3.1", answers=("partly", "no")),
)  # fmt: skip
TWIG = replace(
    BRANCH, key="3.1c", text="Har ni stöd?", shown_if=Condition(question="3.1b", answers=("no",))
)
OWN = replace(
    SHIPPED,
    questions=tuple(
        found
        for q in SHIPPED.questions
        for found in ((q, BRANCH, TWIG) if q.key == "3.1" else (q,))
    ),
)
WHY = {"comment": "Vikariat tillsätts utan kravprofil när det är bråttom."}


@pytest.fixture
def opened(town, cycle):
    def open_with(**given) -> Campaign:
        return actions.open_campaign(
            cycle=cycle, units=[town.units[c] for c in ("ALB", "EKL", "KOK", "LOK")],
            opens_date=date(2023, 9, 4), last_date=date(2023, 10, 20), actor=town.hr,
            at=noon("2023-09-04"), **given,
        )  # fmt: skip

    return open_with


@pytest.fixture
def sheet(town, opened) -> Sheet:
    return sheet_of(opened(asks=OWN), town.units["ALB"])


@pytest.fixture
def manager(town):
    return town.people["Bo Grip"]


def save(sheet: Sheet, key: str, answer: str, *, by, **given) -> Sheet:
    """Give an answer with what it needs, and return the sheet as it is then."""
    kept = sheet.answers.filter(question=key).first()
    raw = raw_answer(OWN.question(key), answer=answer, **(WHY | given))
    actions.save_answer(
        sheet_id=sheet.pk, question=key, raw=raw, revision=kept.revision if kept else 0,
        is_risk=False, actor=by, at=AT,
    )  # fmt: skip
    return Sheet.objects.get(pk=sheet.pk)


def counted(sheet: Sheet) -> tuple[int, int]:
    return sheet.n_answered, sheet.n_asked


def test_a_branch_is_counted_from_the_answer_that_opens_it(sheet, manager):
    told = [counted(sheet)]
    for key, answer in [
        ("3.1", "yes"), ("3.1", "no"), ("3.1b", "no"), ("3.1c", "yes"), ("3.1", "yes"),
        ("3.1", "partly"), ("3.1b", "yes"),
    ]:  # fmt: skip
        sheet = save(sheet, key, answer, by=manager)
        told.append(counted(sheet))

    asked = len(queries.asked("unit", SHIPPED))
    assert told == [
        (0, asked), (1, asked), (1, asked + 1), (2, asked + 2), (3, asked + 2), (1, asked),
        (3, asked + 2), (2, asked + 1),
    ]  # fmt: skip
    assert sheet.answers.count() == 3  # what was written is kept


def test_nothing_waits_for_a_question_that_is_not_asked(sheet, manager):
    asks = queries.questionnaire(sheet.campaign)
    answer_all(sheet, by=manager, at=AT)
    Answer.objects.filter(question__in=["3.1b", "3.1c"]).delete()

    assert Obstacle.QUESTIONS_UNANSWERED not in actions.obstacles_of(sheet, on=AT.date())
    save(sheet, "3.1", "no", by=manager)
    assert Obstacle.QUESTIONS_UNANSWERED in actions.obstacles_of(sheet, on=AT.date())
    save(sheet, "3.1b", "yes", by=manager)
    assert Obstacle.QUESTIONS_UNANSWERED not in actions.obstacles_of(sheet, on=AT.date())
    shown = queries.shown(sheet, asks, queries.answers(sheet))
    assert [q.key for q in shown if q.key.startswith("3.")] == ["3.1", "3.1b", "3.8"]


def test_an_answer_that_is_not_asked_for_does_not_count_afterwards(town, sheet, manager, cycle):
    answer_all(sheet, by=manager, at=AT, own={"3.1": {"answer": "no", **WHY}})
    actions.submit(sheet_id=sheet.pk, submitted_as="Bo", actor=manager, at=AT)

    def told() -> tuple[set[str], set[str], set[str]]:
        compiled = reports.compilation(cycle, town.root, at=noon("2023-11-01"))
        survey = queries.survey_of(cycle)
        lines = answer_lines(survey, queries.all_sheets(survey), as_of=None)
        read = {key for unit in reports.annex(compiled) for key in [q.key for q, _ in unit.answers]}
        return {r.question.key for r in compiled.results}, {line.question for line in lines}, read

    assert all("3.1b" in keys and "3.1c" not in keys for keys in told())
    Sheet.objects.filter(pk=sheet.pk).update(state="returned")
    save(sheet, "3.1", "yes", by=manager)
    assert all("3.1b" not in keys for keys in told())
    assert sheet.answers.filter(question="3.1b").exists()


def test_the_pages_lead_past_what_is_not_asked(client, day, sheet, manager):
    day("2023-09-20")
    client.force_login(manager)

    def next_after(answer: str) -> str:
        raw = raw_answer(OWN.question("3.1"), answer=answer, **WHY) | {"is_risk": ["no"]}
        kept = sheet.answers.filter(question="3.1").first()
        sent = raw | {"revision": str(kept.revision if kept else 0)}
        return client.post(f"/underlag/{sheet.pk}/fraga/3.1/", sent)["Location"]

    assert next_after("yes") == f"/underlag/{sheet.pk}/fraga/3.8/"
    assert next_after("no") == f"/underlag/{sheet.pk}/fraga/3.1b/"
    assert client.get(f"/underlag/{sheet.pk}/fraga/3.1b/").status_code == 200
    assert next_after("yes") == f"/underlag/{sheet.pk}/fraga/3.8/"
    gone = client.get(f"/underlag/{sheet.pk}/fraga/3.1b/", follow=True)
    assert "Fråga 3.1b ställs inte, så som ni har svarat." in gone.content.decode()


# ---- all questions ---------------------------------------------------------------------


def test_at_full_length_every_level_is_asked_everything(client, day, town, opened):
    campaign = opened(length=Campaign.Length.FULL)
    told = {s.level: s.n_asked for s in campaign.sheets.all()}

    # the branch on screening by machine is asked of nobody before it is called for
    assert told == {
        "unit": len(SHIPPED.for_level(Level.UNIT)) - 4,
        "department": len(SHIPPED.for_level(Level.DEPARTMENT)) - 4,
        "central": len(SHIPPED.for_level(Level.CENTRAL)) - 5,
    }
    sheet = sheet_of(campaign, town.units["ALB"])
    day("2023-09-20")
    client.force_login(town.people["Bo Grip"])
    page = client.get(f"/underlag/{sheet.pk}/fragor/").content.decode()
    assert "Löner och andra anställningsvillkor" in page
    assert f"/underlag/{sheet.pk}/fraga/4.5/" in page
    assert client.get(f"/underlag/{sheet.pk}/fraga/4.5/").status_code == 200
    assert (
        "Alla frågor, avsnitt för avsnitt" in client.get(f"/underlag/{sheet.pk}/").content.decode()
    )


def test_a_unit_at_full_length_can_hand_in_when_all_is_answered(town, opened, manager):
    sheet = sheet_of(opened(length="full"), town.units["ALB"])
    answer_all(sheet, by=manager, at=AT, length="full")

    assert actions.obstacles_of(sheet, on=AT.date()) == ()
    sheet.answers.filter(question="4.5").delete()
    assert actions.obstacles_of(sheet, on=AT.date()) == (Obstacle.QUESTIONS_UNANSWERED,)


def test_at_core_length_the_other_questions_are_not_there(client, day, town, opened, manager):
    sheet = sheet_of(opened(), town.units["ALB"])
    day("2023-09-20")
    client.force_login(manager)

    assert client.get(f"/underlag/{sheet.pk}/fraga/4.5/").status_code == 404


# ---- years that are compared -----------------------------------------------------------


@pytest.mark.parametrize(
    ("changed", "stands", "words"),
    [
        ({}, True, ""),
        ({"text": "Fungerar allt för alla?"}, True, "Fungerar lokaler, möbler"),
        ({"kind": Kind.TEXT, "wished": None}, False, ""),
    ],
)
def test_last_years_answer_stands_beside_a_question_that_is_the_same(
    town, cycle, changed, stands, words, opened, manager
):
    first = sheet_of(opened(), town.units["ALB"])
    answer_all(first, by=manager, at=AT)
    from aktiva.apps.cycles import actions as cycles

    later = cycles.open_year(
        employer=town.employer, year=2024, actor=town.hr, at=noon("2024-01-10")
    )
    asks = replace(
        SHIPPED,
        questions=tuple(replace(q, **changed) if q.key == "1.1" else q for q in SHIPPED.questions),
    )
    campaign = actions.open_campaign(
        cycle=later, units=[town.units["ALB"]], opens_date=date(2024, 2, 1),
        last_date=date(2024, 3, 1), actor=town.hr, at=noon("2024-02-01"), asks=asks,
    )  # fmt: skip

    before = queries.last_years_answers(sheet_of(campaign, town.units["ALB"]), on=date(2024, 2, 2))

    assert ("1.1" in before) is stands
    assert "1.4" in before
    if stands:
        assert before["1.1"][0].reworded.startswith(words) and bool(words) == bool(
            before["1.1"][0].reworded
        )


# ---- files -----------------------------------------------------------------------------


@pytest.fixture
def central(town, opened) -> Sheet:
    return opened().sheets.get(level="central")


def send(client, sheet, *, revision: int, **given):
    sent = {"revision": str(revision), "answer": "yes", "is_risk": "no", "stay": "1", **given}
    return client.post(f"/underlag/{sheet.pk}/fraga/2.1/", sent)


def test_a_file_is_handed_in_fetched_and_taken_away(client, day, town, central):
    day("2023-09-20")
    client.force_login(town.hr)
    file = SimpleUploadedFile("lönepolicy.txt", b"Granskad 2023.")

    send(client, central, revision=0, file=file)
    kept = central.answers.get(question="2.1").value["file"]
    page = client.get(f"/underlag/{central.pk}/fraga/2.1/").content.decode()
    fetched = client.get(f"/underlag/{central.pk}/fil/{kept['id']}/")
    client.force_login(town.people["Bo Grip"])
    stranger = client.get(f"/underlag/{central.pk}/fil/{kept['id']}/")

    assert kept["name"] == "lönepolicy.txt" and "Inlämnad fil:" in page
    assert fetched.content == b"Granskad 2023."
    assert stranger.status_code == 404

    client.force_login(town.hr)
    send(client, central, revision=1, comment="Kvar")
    assert central.answers.get(question="2.1").value["file"] == kept
    send(client, central, revision=2, **{"file-remove": "1"})
    assert "file" not in central.answers.get(question="2.1").value
    assert client.get(f"/underlag/{central.pk}/fil/{kept['id']}/").status_code == 404


def test_a_file_that_is_refused_loses_nothing_that_was_typed(client, day, town, central):
    day("2023-09-20")
    client.force_login(town.hr)
    file = SimpleUploadedFile("lönepolicy.exe", b"MZ")

    answer = send(client, central, revision=0, file=file, comment="Granskad i mars 2023.")

    assert answer.status_code == 422
    assert "Filer av det slaget tas inte emot" in answer.content.decode()
    assert central.answers.get(question="2.1").value["comment"] == "Granskad i mars 2023."


# ---- figures that are fetched ----------------------------------------------------------


def employed(town, *rows: tuple[str, str, str, int]) -> None:
    statistics.store_figures(
        employer=town.employer, on_date=date(2023, 9, 1), source="HR-systemet", actor=town.hr,
        at=AT, figures=[(town.units[u], form, extent, n) for u, form, extent, n in rows],
    )  # fmt: skip


@pytest.mark.parametrize(
    ("part_time", "said", "hidden"),
    [
        (7, ['<td role="cell" class="num">23</td>', '<td role="cell" class="num">7</td>'], []),
        (2, ["Bara summor visas", "25"], ['<td role="cell" class="num">2</td>']),
    ],
)
def test_figures_are_shown_through_the_door_and_cannot_be_changed(
    client, day, town, opened, manager, part_time, said, hidden
):
    sheet = sheet_of(opened(), town.units["ALB"])
    employed(
        town, ("ALB", "permanent", "full_time", 23), ("ALB", "permanent", "part_time", part_time)
    )
    day("2023-09-20")
    client.force_login(manager)

    page = client.get(f"/underlag/{sheet.pk}/fraga/1.9/").content.decode()
    client.post(
        f"/underlag/{sheet.pk}/fraga/1.9/",
        {"revision": "0", "answer": "no", "is_risk": "no", "count": "99", "figures": "99"},
    )

    assert all(words in page for words in said)
    assert not any(words in page for words in hidden)
    assert sheet.answers.get(question="1.9").value == {"answer": "no", "comment": ""}


def test_a_question_without_figures_in_says_so(client, day, town, opened, manager):
    sheet = sheet_of(opened(), town.units["ALB"])
    day("2023-09-20")
    client.force_login(manager)

    assert "Inga siffror är inlästa för 2023." in (
        client.get(f"/underlag/{sheet.pk}/fraga/1.9/").content.decode()
    )
