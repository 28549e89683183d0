"""The editor: begun, changed step by step, undone, two at once, published, used and compared."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from strandvik import noon

from aktiva.adapters import questionnaires
from aktiva.apps.audit.models import AuditEntry
from aktiva.apps.organisation.models import Employer
from aktiva.apps.questionnaires import actions, queries
from aktiva.apps.questionnaires.models import QuestionnaireDraft
from aktiva.apps.surveys import actions as surveys
from aktiva.apps.surveys import queries as surveys_queries
from aktiva.domain.organisation.permissions import Role

pytestmark = pytest.mark.django_db

AT = noon("2023-09-05")
SHIPPED = questionnaires.read_shipped()


@pytest.fixture
def draft(town) -> QuestionnaireDraft:
    return actions.start_draft(employer=town.employer, number=None, actor=town.hr, at=AT)


@pytest.fixture
def desk(client, day, town):
    """The HR strategist at the editor."""
    day("2023-09-05")
    client.force_login(town.hr)
    return client


def now(draft) -> questionnaires.Questionnaire:
    return queries.read(queries.content_of(draft.pk))


def keys(asks, section: str) -> list[str]:
    return [q.key for q in asks.questions if q.section == section]


def fields(**changed) -> dict:
    """What the page of a new question sends."""
    return {
        "key": "3.11", "section": "3", "kind": "yes_partly_no", "text": "Är annonserna tillgängliga?",
        "help": "", "why": "Alla ska kunna söka.", "law": "3 kap. 5 § 3", "area": "recruitment",
        "levels": ["unit"], "core": "on", "wished": "yes", "after": "", "comment": "",
        "options-TOTAL_FORMS": "0", "options-INITIAL_FORMS": "0",
        "rows-TOTAL_FORMS": "0", "rows-INITIAL_FORMS": "0",
    } | changed  # fmt: skip


def options(name: str, *pairs: tuple[str, str], kept: int = 0) -> dict:
    sent = {f"{name}-TOTAL_FORMS": str(len(pairs)), f"{name}-INITIAL_FORMS": str(kept)}
    for n, (code, label) in enumerate(pairs):
        sent |= {f"{name}-{n}-code": code, f"{name}-{n}-label": label}
    return sent


# ---- who -------------------------------------------------------------------------------


def test_only_those_who_keep_the_years_reach_the_editor(client, day, town, neighbour, draft):
    day("2023-09-05")
    urls = [f"/arbetsgivare/{town.employer.pk}/fragor/", f"/fragor/{draft.pk}/"]

    for who, status in ((town.hr, 200), (town.people["Bo Grip"], 404), (neighbour.hr, 404)):
        client.force_login(who)
        assert [client.get(url).status_code for url in urls] == [status, status]
    with pytest.raises(Employer.DoesNotExist):
        actions.start_draft(
            employer=town.employer, number=None, actor=town.people["Sara Lund"], at=AT
        )
    with pytest.raises(QuestionnaireDraft.DoesNotExist):
        actions.remove_question(draft_id=draft.pk, key="4.5", actor=neighbour.hr, at=AT)


def test_there_is_one_draft_at_a_time(town, draft):
    with pytest.raises(ValidationError, match="Det finns redan ett utkast"):
        actions.start_draft(employer=town.employer, number=None, actor=town.hr, at=AT)

    actions.drop(draft_id=draft.pk, actor=town.hr, at=AT)
    actions.start_draft(employer=town.employer, number=None, actor=town.hr, at=AT)


# ---- questions -------------------------------------------------------------------------


def test_a_question_is_added_with_options_whose_codes_stay(desk, draft):
    sent = fields(kind="choice", wished="ja", **options("options", ("", "Ja"), ("", "Nej, aldrig")))
    desk.post(f"/fragor/{draft.pk}/ny-fraga/", fields(kind="choice", do="refresh"))
    added = desk.post(f"/fragor/{draft.pk}/ny-fraga/", sent)
    question = now(draft).question("3.11")

    assert added.status_code == 302
    assert [(o.code, o.label) for o in question.options] == [
        ("ja", "Ja"),
        ("nej_aldrig", "Nej, aldrig"),
    ]
    assert (question.wished, question.core, question.section) == ("ja", True, "3")
    assert keys(now(draft), "3")[-1] == "3.11"

    changed = fields(
        kind="choice", wished="ja", seen=queries.seen(now(draft), "3.11"), text="Når de alla?",
        **options("options", ("ja", "Ja, alltid"), ("nej_aldrig", ""), ("", "Ibland"), kept=2),
    )  # fmt: skip
    desk.post(f"/fragor/{draft.pk}/fraga/3.11/", changed)

    question = now(draft).question("3.11")
    assert question.text == "Når de alla?"
    assert [(o.code, o.label) for o in question.options] == [
        ("ja", "Ja, alltid"),
        ("ibland", "Ibland"),
    ]


def test_showing_the_fields_again_saves_nothing_and_loses_nothing(desk, draft):
    sent = fields(kind="number", text="Hur många timmar?", do="refresh", why="")

    page = desk.post(f"/fragor/{draft.pk}/ny-fraga/", sent)

    assert page.status_code == 200
    told = page.content.decode()
    assert "Hur många timmar?" in told and "Enhet för talet" in told
    assert "Skriv varför frågan ställs" not in told
    assert queries.last_step(draft) is None


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"text": ""}, "Skriv frågan."),
        ({"why": ""}, "Skriv varför frågan ställs, med en mening."),
        ({"levels": []}, "Välj vem som ska svara."),
        ({"key": "3.1"}, "Beteckningen används redan. Välj en annan."),
        ({"after": "1.1"}, "Välj vilka svar som gör att frågan ställs."),
    ],
)
def test_what_is_missing_is_said_and_what_was_typed_stays(desk, draft, changed, said):
    page = desk.post(f"/fragor/{draft.pk}/ny-fraga/", fields(help="Tänk på sökande.", **changed))

    assert page.status_code == 422
    told = page.content.decode()
    assert said in told and "Tänk på sökande." in told
    assert queries.last_step(draft) is None


def test_a_branch_is_built_from_an_earlier_question_and_its_answers(desk, draft):
    shown = desk.post(f"/fragor/{draft.pk}/ny-fraga/", fields(after="3.1", do="refresh"))
    desk.post(f"/fragor/{draft.pk}/ny-fraga/", fields(after="3.1", after_answers=["partly", "no"]))

    assert "Ej aktuellt" in shown.content.decode()
    condition = now(draft).question("3.11").shown_if
    assert (condition.question, condition.answers) == ("3.1", ("partly", "no"))
    page = desk.get(f"/fragor/{draft.pk}/").content.decode()
    assert "Ställs bara om svaret på 3.1 är ”Delvis” eller ”Nej”." in page


def test_questions_and_sections_are_moved_by_buttons(desk, draft):
    def press(do: str, key: str = "1.2", what: str = "fraga"):
        return desk.post(f"/fragor/{draft.pk}/{what}/{key}/andra/", {"do": do})

    press("up")
    assert keys(now(draft), "1")[:2] == ["1.2", "1.1"]
    press("up")  # past the first: last in the section before
    assert keys(now(draft), "B")[-1] == "1.2"
    press("down")
    assert keys(now(draft), "1")[0] == "1.2"
    press("down", "A", "avsnitt")
    assert [s.key for s in now(draft).sections][:2] == ["B", "A"]
    assert [q.section for q in now(draft).questions][:2] == ["B", "B"]
    assert press("sideways").status_code == 404
    assert press("up", "99").status_code == 404


def test_a_question_is_hidden_shown_removed_and_brought_back(desk, town, draft):
    press = f"/fragor/{draft.pk}/fraga/4.5/andra/"

    desk.post(press, {"do": "hide"})
    assert "4.5" not in [q.key for q in now(draft).for_level("unit")]
    desk.post(press, {"do": "show"})
    desk.post(press, {"do": "remove"})
    assert "4.5" not in keys(now(draft), "4")
    step = queries.last_step(draft)
    desk.post(f"/fragor/{draft.pk}/angra/", {"step": step.pk})
    assert now(draft) == SHIPPED
    again = desk.post(f"/fragor/{draft.pk}/angra/", {"step": step.pk}, follow=True)
    assert "Någon annan har ändrat utkastet" in again.content.decode()


def test_every_step_can_be_undone_to_where_it_began(town, draft):
    given = {"draft_id": draft.pk, "actor": town.hr, "at": AT}
    actions.remove_question(key="4.5", **given)
    actions.move_question(key="1.2", up=True, **given)
    actions.hide_question(key="1.3", hidden=True, **given)
    actions.name_draft(title="Vårt", version="2027", **given)

    for _n in range(4):
        actions.undo(step_id=queries.last_step(draft).pk, **given)

    assert now(draft) == SHIPPED
    assert queries.last_step(draft) is None


def test_what_the_law_check_rests_on_is_asked_about_before_it_is_lost(desk, draft):
    press = f"/fragor/{draft.pk}/fraga/3.1/andra/"

    asked = desk.post(press, {"do": "remove"})

    assert asked.status_code == 409
    assert "3 kap. 5 § 3 blir utan underlag" in asked.content.decode()
    assert "3.1" in keys(now(draft), "3")
    desk.post(press, {"do": "remove", "sure": "1"})
    assert "3.1" not in keys(now(draft), "3")
    page = desk.get(f"/fragor/{draft.pk}/").content.decode()
    assert "Frågan 3.1 ställs inte, så 3 kap. 5 § 3 saknar underlag" in page


def test_another_kind_of_answer_is_asked_about_first(desk, draft):
    question = SHIPPED.question("7.2")
    sent = fields(
        kind="date", text=question.text, section="7", levels=["department"], wished="",
        seen=queries.seen(SHIPPED, "7.2"),
    )  # fmt: skip

    asked = desk.post(f"/fragor/{draft.pk}/fraga/7.2/", sent)

    assert asked.status_code == 409
    assert "3 kap. 7 § blir utan underlag" in asked.content.decode()
    assert desk.post(f"/fragor/{draft.pk}/fraga/7.2/", sent | {"sure": "1"}).status_code == 302
    assert now(draft).question("7.2").kind == "date"


def test_a_question_with_pages_of_its_own_stays(desk, draft):
    answer = desk.post(f"/fragor/{draft.pk}/fraga/B6/andra/", {"do": "remove"}, follow=True)

    assert "Fråga B6 har egna sidor och kan inte tas bort" in answer.content.decode()
    assert now(draft) == SHIPPED


# ---- two at once -----------------------------------------------------------------------


def test_two_who_change_the_same_question_do_not_overwrite_each_other(client, day, town, draft):
    other = town.person("Ida Holm")
    town.role(other, Role.HR_STRATEGIST, "0", "HR-strateg")
    day("2023-09-05")
    seen = queries.seen(SHIPPED, "4.5")
    sent = fields(kind="text", section="4", seen=seen, wished="")
    client.force_login(other)
    client.post(f"/fragor/{draft.pk}/fraga/4.5/", sent | {"text": "Idas fråga?"})
    client.force_login(town.hr)

    refused = client.post(f"/fragor/{draft.pk}/fraga/4.5/", sent | {"text": "Moas fråga?"})
    elsewhere = client.post(
        f"/fragor/{draft.pk}/fraga/4.6/",
        sent | {"text": "En annan?", "kind": "yes_partly_no", "seen": queries.seen(SHIPPED, "4.6")},
    )

    page = refused.content.decode()
    assert refused.status_code == 409
    assert "Ida Holm ändrade frågan" in page and "Idas fråga?" in page and "Moas fråga?" in page
    assert now(draft).question("4.5").text == "Idas fråga?"
    assert elsewhere.status_code == 302  # another question is nobody else's business
    kept = client.post(
        f"/fragor/{draft.pk}/fraga/4.5/",
        sent | {"text": "Moas fråga?", "seen": queries.seen(now(draft), "4.5")},
    )
    assert kept.status_code == 302
    assert now(draft).question("4.5").text == "Moas fråga?"


def test_a_question_somebody_took_away_meanwhile_can_be_kept(desk, town, draft):
    actions.remove_question(draft_id=draft.pk, key="4.5", actor=town.hr, at=AT)
    sent = fields(kind="text", section="4", seen=queries.seen(SHIPPED, "4.5"), wished="")
    del sent["key"]

    refused = desk.post(f"/fragor/{draft.pk}/fraga/4.5/", sent)

    assert refused.status_code == 409
    assert "Frågan är borttagen." in refused.content.decode()
    desk.post(f"/fragor/{draft.pk}/fraga/4.5/", sent | {"seen": ""})
    assert now(draft).question("4.5").text == "Är annonserna tillgängliga?"


# ---- published and used ----------------------------------------------------------------


def test_a_draft_is_published_and_used_by_the_next_campaign(desk, town, cycle, draft):
    desk.post(f"/fragor/{draft.pk}/ny-fraga/", fields())
    page = desk.get(f"/fragor/{draft.pk}/publicera/").content.decode()
    revision = QuestionnaireDraft.objects.get(pk=draft.pk).revision

    stale = desk.post(f"/fragor/{draft.pk}/publicera/", {"revision": revision - 1})
    done = desk.post(f"/fragor/{draft.pk}/publicera/", {"revision": revision}, follow=True)

    assert "Är annonserna tillgängliga?" in page and "Ny" in page
    assert stale.status_code == 409
    assert "Version 1 är publicerad och används i nästa utskick." in done.content.decode()
    form = desk.get(f"/ar/{cycle.pk}/utskick/nytt/")
    assert form.context["form"]["version"].value() == "1"
    sent = {
        "name": "Årets uppföljning", "opens_date": "2023-09-06", "last_date": "2023-10-20",
        "message": "", "version": "1", "length": "full", "send": "1",
        "departments": [str(town.units["BF"].pk)],
    }  # fmt: skip
    assert desk.post(f"/ar/{cycle.pk}/utskick/nytt/", sent).status_code == 302
    (campaign,) = cycle.campaigns.all()
    assert campaign.length == "full"
    assert surveys_queries.questionnaire(campaign).question("3.11").core
    assert "2023" in desk.get(f"/arbetsgivare/{town.employer.pk}/fragor/").content.decode()


def test_a_campaign_keeps_the_questions_it_was_sent_with(town, cycle, draft):
    campaign = surveys.open_campaign(
        cycle=cycle, units=[town.units["ALB"]], opens_date=date(2023, 9, 4),
        last_date=date(2023, 10, 20), actor=town.hr, at=noon("2023-09-04"),
    )  # fmt: skip
    actions.remove_question(draft_id=draft.pk, key="4.5", actor=town.hr, at=AT)
    actions.publish(draft_id=draft.pk, revision=1, actor=town.hr, at=AT)

    campaign.refresh_from_db()
    assert surveys_queries.questionnaire(campaign) == SHIPPED
    assert "4.5" not in [q.key for q in queries.latest(town.employer).questions]


def test_a_draft_with_a_fault_or_without_a_change_is_not_published(town, draft):
    with pytest.raises(ValidationError, match="redan publicerat som version 1"):
        surveys.publish_questionnaire(employer=town.employer, asks=SHIPPED, actor=town.hr, at=AT)
        surveys.publish_questionnaire(employer=town.employer, asks=SHIPPED, actor=town.hr, at=AT)
    actions.remove_question(draft_id=draft.pk, key="3.9", actor=town.hr, at=AT)

    with pytest.raises(ValidationError, match=r"3\.10: Villkoret pekar på fråga 3\.9"):
        actions.publish(draft_id=draft.pk, revision=1, actor=town.hr, at=AT)

    assert QuestionnaireDraft.objects.get(pk=draft.pk).ended_at is None


def test_a_key_is_never_used_again_for_another_question(desk, town, draft):
    actions.remove_question(draft_id=draft.pk, key="12.3", actor=town.hr, at=AT)

    page = desk.get(f"/fragor/{draft.pk}/ny-fraga/?avsnitt=12")

    assert page.context["form"]["key"].value() == "12.5"


# ---- files and preview -----------------------------------------------------------------


def test_a_file_is_taken_out_changed_and_read_in_as_a_draft(desk, town):
    out = desk.get(f"/arbetsgivare/{town.employer.pk}/fragor/medfoljande/fil/")
    changed = out.content.decode().replace(
        "Har organisationen ändrats under året?", "Är allt som förut?"
    )
    file = SimpleUploadedFile("fragor.yaml", changed.encode())

    done = desk.post(f"/arbetsgivare/{town.employer.pk}/fragor/las-in/", {"file": file})

    draft = queries.open_draft(town.employer)
    assert done["Location"] == f"/fragor/{draft.pk}/"
    assert now(draft).question("A1").text == "Är allt som förut?"
    actions.undo(draft_id=draft.pk, step_id=queries.last_step(draft).pk, actor=town.hr, at=AT)
    assert now(draft) == SHIPPED
    assert desk.get(f"/fragor/{draft.pk}/fil/").content.decode() == questionnaires.to_yaml(SHIPPED)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (
            b"title: T\nsections: [{key: A, title: B, questions: [{key: A1}]}]",
            "fråga A1: ”text” saknas.",
        ),
        (b"\xff\xfe", "inte sparad som UTF-8"),
        (b"", "Filen är tom."),
        (b"a" * 4_000_001, "för stor"),
    ],
)
def test_a_file_that_is_wrong_changes_nothing(desk, town, content, said):
    file = SimpleUploadedFile("fragor.yaml", content)

    page = desk.post(f"/arbetsgivare/{town.employer.pk}/fragor/las-in/", {"file": file})

    assert page.status_code == 422
    assert said in page.content.decode()
    assert queries.open_draft(town.employer) is None


@pytest.mark.parametrize(("level", "words"), [
    ("unit", "Fungerar lokaler"), ("department", "Hur många annonser"), ("central", "lönefilen"),
])  # fmt: skip
def test_a_preview_shows_the_real_fields_and_saves_nothing(desk, town, draft, level, words):
    before = AuditEntry.objects.count()

    pages = [
        desk.get(f"/fragor/{draft.pk}/prova/?niva={level}").content.decode(),
        desk.get(f"/arbetsgivare/{town.employer.pk}/fragor/medfoljande/?niva={level}&langd=full")
        .content.decode(),
    ]  # fmt: skip

    assert all(words in page for page in pages)
    assert AuditEntry.objects.count() == before


@pytest.mark.parametrize("n", [1, 5])
def test_the_list_of_versions_asks_as_many_questions_for_one_as_for_five(
    desk, town, n, django_assert_num_queries
):
    for number in range(n):
        draft = actions.start_draft(employer=town.employer, number=None, actor=town.hr, at=AT)
        actions.name_draft(
            draft_id=draft.pk, title="Vårt", version=str(number), actor=town.hr, at=AT
        )
        actions.publish(draft_id=draft.pk, revision=1, actor=town.hr, at=AT)
    url = f"/arbetsgivare/{town.employer.pk}/fragor/"
    desk.get(url)

    with django_assert_num_queries(9):
        page = desk.get(url)

    assert page.content.decode().count("Utgå från den") == n
