"""What is new is taken into a draft; what somebody wrote stands until they choose otherwise."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from strandvik import hand_in, noon, sheet_of

from aktiva.apps.reports import actions, queries
from aktiva.apps.reports.models import Paper
from aktiva.apps.surveys import actions as surveys
from aktiva.domain.documents.merging import Choice
from aktiva.domain.documents.templates import load

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

AT = noon("2023-10-02")
LATER = noon("2023-10-12")
OWN = "Nämnden besökte två skolor i maj."


@pytest.fixture
def paper(town, cycle, campaign) -> Paper:
    return actions.make_paper(
        cycle=cycle, unit=town.root, kind=Paper.Kind.OFFICIAL_REPORT, title="Skrivelse",
        paper_date=AT.date(), actor=town.hr, at=AT,
    )  # fmt: skip


def write(town, paper, **slots) -> Paper:
    return actions.change_paper(
        paper_id=paper.pk, revision=paper.revision, title=paper.title,
        paper_date=paper.paper_date, slots=paper.slots | slots, facts=paper.facts,
        actor=town.hr, at=AT,
    )  # fmt: skip


def one_hands_in(town, campaign) -> None:
    hand_in(sheet_of(campaign, town.units["ALB"]), by=town.people["Bo Grip"], at=noon("2023-10-09"))


def read(paper) -> Paper:
    return Paper.objects.get(pk=paper.pk)


def take_in(town, paper, choices=None, *, at=LATER) -> Paper:
    paper = read(paper)
    found, newest = queries.news(paper, at=at), queries.newest_template(paper)
    return actions.take_in(
        paper_id=paper.pk, seen=queries.seen(found, newest), choices=choices or {},
        actor=town.hr, at=at,
    )  # fmt: skip


def test_a_draft_begins_with_what_the_data_say(paper):
    assert "lämnat in sitt underlag för 2023" in paper.slots["summary"]
    assert paper.proposed["summary"] == {"text": paper.slots["summary"], "on": "2023-10-02"}
    assert queries.news(paper, at=AT) == []


def test_a_later_count_is_taken_in_beside_what_was_written(town, campaign, paper):
    write(town, paper, summary=f"{paper.slots['summary']} {OWN}")
    one_hands_in(town, campaign)

    merged = take_in(town, paper)

    assert merged.slots["summary"].endswith(OWN)
    assert merged.slots["summary"] != f"{paper.slots['summary']} {OWN}"
    assert merged.proposed["summary"]["on"] == "2023-10-12"
    assert queries.news(merged, at=LATER) == []


def test_nothing_changes_before_somebody_says_so(town, campaign, paper):
    one_hands_in(town, campaign)

    (news,) = queries.news(read(paper), at=LATER)

    assert news.slot == "summary"
    assert read(paper).slots == paper.slots


@pytest.mark.parametrize(
    ("choice", "keeps_ours", "has_theirs"),
    [(None, True, False), (Choice.OURS, True, False), (Choice.THEIRS, False, True),
     (Choice.BOTH, True, True)],
)  # fmt: skip
def test_a_sentence_that_both_changed_is_chosen(
    town, campaign, paper, choice, keeps_ours, has_theirs
):
    ours = paper.slots["summary"].replace("lämnat in", "hunnit lämna in")
    write(town, paper, summary=ours)
    one_hands_in(town, campaign)
    (news,) = queries.news(read(paper), at=LATER)
    (conflict,) = news.merged.conflicts

    merged = take_in(town, paper, {("summary", 0): choice} if choice else {})

    assert (conflict.ours in merged.slots["summary"]) == keeps_ours
    assert (conflict.theirs in merged.slots["summary"]) == has_theirs
    assert queries.news(merged, at=LATER) == [], "the same thing is asked once"


def test_taking_in_is_undone_as_long_as_nothing_is_written(town, campaign, paper):
    before = write(town, paper, summary=f"{paper.slots['summary']} {OWN}")
    one_hands_in(town, campaign)
    take_in(town, paper)

    actions.undo_taking_in(paper_id=paper.pk, actor=town.hr, at=LATER)

    assert (read(paper).slots, read(paper).proposed) == (before.slots, before.proposed)
    assert len(queries.news(read(paper), at=LATER)) == 1


def test_what_was_written_after_taking_in_is_not_undone(town, campaign, paper):
    one_hands_in(town, campaign)
    merged = take_in(town, paper)
    write(town, merged, summary="Mina ord.")

    with pytest.raises(ValidationError, match="har ändrats sedan dess"):
        actions.undo_taking_in(paper_id=paper.pk, actor=town.hr, at=LATER)

    assert read(paper).slots["summary"] == "Mina ord."


def test_a_choice_made_on_an_old_page_is_refused(town, campaign, paper):
    one_hands_in(town, campaign)
    shown = queries.seen(queries.news(read(paper), at=LATER), None)
    write(town, paper, summary="Mina ord.")

    with pytest.raises(ValidationError, match="Ingenting är sparat"):
        actions.take_in(paper_id=paper.pk, seen=shown, choices={}, actor=town.hr, at=LATER)

    assert read(paper).slots["summary"] == "Mina ord."


def test_what_was_written_without_a_proposal_is_never_asked_about(town, cycle, campaign):
    paper = actions.make_paper(
        cycle=cycle, unit=town.root, kind=Paper.Kind.OFFICIAL_REPORT, title="Skrivelse",
        paper_date=AT.date(), slots={"summary": "Helt egen text."}, actor=town.hr, at=AT,
    )  # fmt: skip
    one_hands_in(town, campaign)

    assert queries.news(paper, at=LATER) == []


def test_an_approved_paper_takes_nothing_in(town, campaign, paper):
    Paper.objects.filter(pk=paper.pk).update(
        state="approved", approved_at=AT, approved_as="Moa Hedlund", digest="x",
        document={"json": "{}"},
    )  # fmt: skip

    with pytest.raises(actions.Frozen):
        actions.take_in(paper_id=paper.pk, seen="", choices={}, actor=town.hr, at=LATER)


# ---- a new central template ------------------------------------------------------------


def keep(town, text: str, *, without_own=False):
    rows = [
        actions.Section(slot.key, slot.heading, slot.required, slot.off)
        for slot in load("neutral").slots
    ]
    own = [] if without_own else [actions.Section("own-1", "Barnets bästa", text=text)]
    return actions.keep_template(
        employer=town.employer, kind="official_report", origin="neutral", style="att",
        sections=[*own, *rows], actor=town.hr, at=AT,
    )  # fmt: skip


FIRST = "Barn berörs inte av ärendet. Frågan har prövats."
SECOND = "Barn berörs inte direkt av ärendet. Frågan har prövats. Prövningen dokumenteras."


@pytest.fixture
def by_template(town, cycle, campaign) -> Paper:
    keep(town, FIRST)
    return actions.make_paper(
        cycle=cycle, unit=town.root, kind=Paper.Kind.OFFICIAL_REPORT, title="Skrivelse",
        paper_date=AT.date(), actor=town.hr, at=AT,
    )  # fmt: skip


def test_a_new_template_is_merged_into_what_was_written(town, by_template):
    write(town, by_template, **{"own-1": f"{FIRST.replace('prövats', 'prövats i maj')}"})
    newest = keep(town, SECOND)

    merged = take_in(town, by_template)

    assert merged.template == newest
    assert merged.slots["own-1"] == SECOND.replace("prövats.", "prövats i maj.")


def test_a_section_that_the_template_drops_keeps_what_was_written(town, by_template):
    written = write(town, by_template, **{"own-1": FIRST.replace("prövats", "prövats i maj")})
    keep(town, "", without_own=True)

    merged = take_in(town, by_template)

    assert "Frågan har prövats i maj." in merged.slots["own-1"]
    assert "own-1" in {key for key, _heading, _text in queries.texts(merged)}
    actions.undo_taking_in(paper_id=by_template.pk, actor=town.hr, at=LATER)
    back = read(by_template)
    assert (back.slots, back.template) == (written.slots, by_template.template)


def test_a_new_section_comes_into_a_draft_that_was_begun_without_it(town, paper):
    keep(town, FIRST)

    merged = take_in(town, paper)

    assert merged.slots["own-1"] == FIRST
    assert merged.slots["summary"] == paper.slots["summary"]


# ---- values ----------------------------------------------------------------------------


def test_values_remember_source_and_day_and_are_frozen_with_the_paper(town, cycle, campaign):
    paper = actions.make_paper(
        cycle=cycle, unit=town.root, kind=Paper.Kind.ANNUAL_REPORT, title="Uppföljning",
        paper_date=AT.date(), actor=town.hr, at=AT,
    )  # fmt: skip
    actions.approve(paper_id=paper.pk, approved_as="Moa Hedlund", actor=town.hr, at=AT)

    one_hands_in(town, campaign)

    value = queries.shown_values(read(paper), at=LATER)[0]
    assert (value.name, value.source) == ("Inlämnade underlag", "Enheternas svar 2023")
    assert (value.text.split()[0], value.on) == ("0", AT.date())


# ---- pages -----------------------------------------------------------------------------


@pytest.fixture
def hr(client, day, town):
    day("2023-10-12")
    client.force_login(town.hr)
    return client


def test_the_desk_tells_that_something_is_new_and_the_page_takes_it_in(hr, town, campaign, paper):
    ours = paper.slots["summary"].replace("lämnat in", "hunnit lämna in")
    write(town, paper, summary=ours)
    desk = f"/handling/{paper.pk}/"
    assert "nytt sedan handlingen skrevs" not in hr.get(desk).content.decode()
    one_hands_in(town, campaign)
    assert "nytt sedan handlingen skrevs" in hr.get(desk).content.decode()

    page = hr.get(f"{desk}nytt/")
    assert "Din text" in page.content.decode() and "Nytt underlag" in page.content.decode()
    done = hr.post(
        f"{desk}nytt/", {"seen": page.context["seen"], "v:summary:0": "both"}, follow=True
    )

    assert "hunnit lämna in" in read(paper).slots["summary"]
    assert "Ångra det som infogades" in done.content.decode()
    hr.post(f"{desk}nytt/angra/")
    assert read(paper).slots["summary"] == ours


def test_an_old_page_is_answered_with_what_is_new(hr, town, campaign, paper):
    one_hands_in(town, campaign)

    page = hr.post(f"/handling/{paper.pk}/nytt/", {"seen": "gammal"})

    assert page.status_code == 422
    assert "Ingenting är sparat" in page.content.decode()


def test_the_texts_of_a_report_are_written_on_their_page(hr, town, cycle, campaign):
    paper = actions.make_paper(
        cycle=cycle, unit=town.root, kind=Paper.Kind.ANNUAL_REPORT, title="Uppföljning",
        paper_date=AT.date(), actor=town.hr, at=AT,
    )  # fmt: skip
    page = f"/handling/{paper.pk}/texter/"

    assert hr.post(page, {"revision": 1, "method": "Vi möttes ofta."}).status_code == 302
    refused = hr.post(page, {"revision": 1, "method": "Vi möttes sällan."})

    assert "Vi möttes ofta." in hr.get(f"/handling/{paper.pk}/").content.decode()
    assert refused.status_code == 422
    assert refused.context["form"]["method"].value() == "Vi möttes sällan."
    assert "Vi möttes ofta." in refused.content.decode()


def test_the_pages_are_for_those_who_write_the_paper(client, day, town, paper):
    day("2023-10-12")
    client.force_login(town.people["Bo Grip"])

    assert client.get(f"/handling/{paper.pk}/nytt/").status_code == 404
    assert client.post(f"/handling/{paper.pk}/nytt/angra/").status_code == 404
    assert client.get(f"/handling/{paper.pk}/texter/").status_code == 404


@pytest.mark.parametrize("rows", [1, 30])
def test_the_desk_asks_as_many_questions_for_thirty_units_as_for_one(
    hr, town, cycle, rows, django_assert_num_queries
):
    for number in range(rows):
        town.managed(f"E{number:02d}", f"Enhet {number}", f"Chef {number}", under="BF")
    surveys.open_campaign(
        cycle=cycle, units=[town.units[f"E{number:02d}"] for number in range(rows)],
        opens_date=AT.date(), last_date=LATER.date(), actor=town.hr, at=AT,
    )  # fmt: skip
    paper = actions.make_paper(
        cycle=cycle, unit=town.root, kind=Paper.Kind.OFFICIAL_REPORT, title="Skrivelse",
        paper_date=AT.date(), actor=town.hr, at=AT,
    )  # fmt: skip
    hr.get(f"/handling/{paper.pk}/")

    with django_assert_num_queries(71):
        hr.get(f"/handling/{paper.pk}/")
