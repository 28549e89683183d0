"""Meetings, answers and question 9.2 together: what the law check and the papers say of them."""

from __future__ import annotations

from datetime import date

import pytest
from strandvik import Municipality, answer_all, noon, sheet_of

from aktiva.apps.cooperation import actions
from aktiva.apps.cooperation.models import Party
from aktiva.apps.cycles import actions as cycles
from aktiva.apps.lawcheck import queries as lawcheck
from aktiva.apps.organisation import actions as organisation
from aktiva.apps.registers import actions as registers
from aktiva.apps.reports import actions as reports
from aktiva.apps.reports import queries as reports_queries
from aktiva.apps.reports.models import Paper
from aktiva.apps.reports.queries.documents import document_of
from aktiva.apps.surveys import queries as surveys_queries
from aktiva.domain.documents.blocks import Heading, Paragraph, Quote, Table
from aktiva.domain.law.duties import Status
from aktiva.domain.organisation.permissions import Role
from aktiva.domain.values import Step

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

AT = noon("2023-10-02")
WORDS = "Vi delar inte bilden.\n\nTurerna har inte minskat. De har flyttats till helgen."


@pytest.fixture
def town(town: Municipality) -> Municipality:
    for name, union in (("Ada Fors", "Kommunal"), ("Ture Lind", "Vision")):
        town.role(
            town.person(name), Role.UNION_REPRESENTATIVE, "0", "facklig företrädare",
            organisation=union, notified_date=town.at.date(),
        )  # fmt: skip
    registers.set_up_forums(employer=town.employer, actor=town.hr, at=town.at)
    actions.set_up_parties(employer=town.employer, actor=town.hr, at=town.at)
    return town


def party(town, name: str) -> Party:
    return town.employer.parties.get(name=name)


def hold(town, cycle, *, unit="ALB", forum="APT", on="2023-09-20", step=Step.EXAMINE, **rest):
    given = {"kind": "cooperation", "name": "Skyddsombud", "at": AT} | rest
    facts = actions.MeetingFacts(
        on_date=date.fromisoformat(on), kind=given["kind"], steps=[step],
        information="Frågorna till enheten.", forum=town.employer.forums.get(name=forum),
        present=[actions.Present(party=party(town, given["name"]), function="ombud")],
    )  # fmt: skip
    return actions.record_meeting(
        cycle=cycle, unit=town.units[unit], facts=facts, actor=town.hr, at=given["at"]
    )


def send(town, cycle, *, unit="0", names=("Kommunal", "Vision"), at=AT, steps=(Step.ACT,)):
    return actions.send_for_reading(
        cycle=cycle, unit=town.units[unit], actor=town.hr, at=at,
        facts=actions.ReadingFacts(
            about="paper", title="Utkast till uppföljning", text="Utkastet.", steps=steps, days=10,
            parties=[party(town, name) for name in names],
        ),
    )  # fmt: skip


def say(town, reading, name: str, who: str, *, answer="dissent", words=WORDS, on="2023-10-05"):
    return actions.confirm(
        asked_id=reading.parties.get(party__name=name).pk, answer=answer, words=words,
        actor=town.people[who], at=noon(on),
    )  # fmt: skip


def records(cycle) -> list[tuple]:
    found = lawcheck.evidence(cycle).cooperation
    return sorted((c.reference.kind, c.unit, c.step.value, c.forum, c.on) for c in found)


def verdict(cycle, duty: str):
    return next(r for r in lawcheck.verdicts(cycle) if r.duty.id == duty)


def test_a_meeting_is_evidence_for_its_step(town, cycle):
    meeting = hold(town, cycle)

    assert records(cycle) == [
        ("meeting", town.units["ALB"].pk, "examine", "APT", date(2023, 9, 20))
    ]
    assert lawcheck.evidence(cycle).cooperation[0].reference.id == meeting.pk


def test_the_four_steps_can_be_met_by_meetings_and_an_agreement_alone(town, cycle):
    agreed = verdict_after_meetings(town, cycle)
    assert "formerna" in agreed.reasons[0]

    actions.agree_on_forms(
        cycle=cycle, unit=town.root, actor=town.hr, at=noon("2023-05-02"),
        agreed_on=date(2023, 5, 2), text="Vi träffas i varje steg.", days_to_answer=10,
        parties=[party(town, "Kommunal")],
    )  # fmt: skip

    assert verdict(cycle, "D23").status is Status.MET


def verdict_after_meetings(town, cycle):
    for month, step in enumerate(Step, start=6):
        hold(
            town,
            cycle,
            unit="0",
            forum="Central samverkansgrupp (CSG)",
            step=step,
            on=f"2023-0{month}-14",
        )
    return verdict(cycle, "D23")


@pytest.mark.parametrize(
    "hollow", [{"kind": "negotiation"}, {"at": noon("2023-10-04")}], ids=["MBL", "after the paper"]
)
def test_a_hollow_meeting_is_no_evidence(town, cycle, hollow):
    actions.note_account(
        cycle=cycle, unit=town.root, title="Uppföljning", actor=town.hr, at=noon("2023-10-03")
    )

    hold(town, cycle, **hollow)

    assert records(cycle) == []


def test_last_years_meeting_is_no_evidence_this_year(town, cycle):
    hold(town, cycle)
    following = cycles.open_year(
        employer=town.employer, year=2024, actor=town.hr, at=noon("2024-01-15")
    )

    assert records(following) == []


def answer_9_2(town, campaign, *, day: str, forum: str = "apt") -> None:
    fields = {}
    for step in Step:
        fields |= {
            f"row__{step.value}__forum": forum,
            f"row__{step.value}__date": day if step is Step.EXAMINE else "2023-09-25",
        }
    answer_all(
        sheet_of(campaign, town.units["ALB"]), by=town.people["Bo Grip"], at=AT,
        own={"9.2": fields},
    )  # fmt: skip


@pytest.mark.parametrize(
    ("day", "forum", "n"),
    [
        ("2023-09-20", "apt", 4),  # the same occasion: once
        ("2023-09-21", "apt", 5),  # another day
        ("2023-09-20", "lsg", 5),  # another forum
    ],
)
def test_what_a_question_and_a_meeting_both_say_counts_once(town, cycle, campaign, day, forum, n):
    hold(town, cycle)
    answer_9_2(town, campaign, day=day, forum=forum)

    found = records(cycle)

    assert len(found) == n
    assert ("meeting", town.units["ALB"].pk, "examine", "APT", date(2023, 9, 20)) in found


@pytest.mark.parametrize(
    ("answer", "counts"), [("taken_part", False), ("no_objection", True), ("dissent", True)]
)
def test_an_answer_is_evidence_unless_the_party_was_only_informed(town, cycle, answer, counts):
    say(town, send(town, cycle), "Kommunal", "Ada Fors", answer=answer)

    assert [r[0] for r in records(cycle)] == (["confirmation"] if counts else [])


def test_what_a_union_with_an_agreement_was_told_is_evidence_of_information(town, cycle):
    assert verdict(cycle, "D24").status is Status.MISSING

    send(town, cycle)

    assert verdict(cycle, "D24").status is Status.MET


def test_the_evidence_is_read_as_it_was_on_a_day(town, cycle):
    hold(town, cycle)

    assert lawcheck.evidence(cycle, as_of=noon("2023-10-01")).cooperation == ()
    assert len(lawcheck.evidence(cycle, as_of=noon("2023-10-03")).cooperation) == 1


def test_the_boxes_of_a_department_are_filled_by_meetings_below_it(town, cycle, campaign):
    hold(town, cycle)
    index = {town.units["ALB"].pk: town.units["BF"].pk}

    found = reports_queries.cooperation_by_department(
        surveys_queries.survey_of(campaign.cycle), index
    )

    assert found == {town.units["BF"].pk: (True, False, False, False)}


# ---- the papers ----------------------------------------------------------------------------


def draft(town, cycle, kind=Paper.Kind.ANNUAL_REPORT, **facts) -> Paper:
    slots = {"summary": "Kort.", "matter": "Ärendet."} if kind == "official_report" else {}
    return reports.make_paper(
        cycle=cycle, unit=town.root, kind=kind, title="Årlig uppföljning", slots=slots,
        facts=facts, paper_date=date(2023, 11, 20), actor=town.hr, at=noon("2023-11-20"),
    )  # fmt: skip


def blocks(paper: Paper, at: str = "2023-11-20"):
    return document_of(paper, at=noon(at)).blocks


def table(found, caption: str) -> Table:
    return next(b for b in found if isinstance(b, Table) and b.caption == caption)


def test_a_report_tells_who_was_told_what_they_answered_and_who_is_silent(town, cycle, campaign):
    reading = send(town, cycle)
    say(town, reading, "Kommunal", "Ada Fors")

    found = blocks(draft(town, cycle))

    assert Heading(1, "Samverkan", "cooperation") in found
    assert table(found, "Skickat till parterna för läsning").rows == (
        ("Utkast till uppföljning", "Kommunal", "2023-10-02", "2023-10-12", "Avvikande mening, 2023-10-05"),
        ("Utkast till uppföljning", "Vision", "2023-10-02", "2023-10-12", "Har inte svarat"),
    )  # fmt: skip
    assert table(found, "Parter och steg").rows == (
        ("Kommunal", "Saknas", "Saknas", "Ja, avvikande mening, 2023-10-05", "Saknas"),
        ("Vision", "Saknas", "Saknas", "Har inte svarat", "Saknas"),
        ("Skyddsombud", "Saknas", "Saknas", "Saknas", "Saknas"),
    )
    assert [b for b in found if isinstance(b, Quote)] == [
        Quote(
            WORDS,
            "Avvikande mening, Kommunal, facklig företrädare, 2023-10-05, om Utkast till "
            "uppföljning, Strandvik kommun",
        )
    ]


def test_a_dissent_at_a_school_follows_into_the_paper_of_the_whole_employer(town, cycle, campaign):
    facts = actions.MeetingFacts(
        on_date=date(2023, 9, 20), kind="both", steps=["act"], information="Förslagen.",
        forum=town.employer.forums.get(name="APT"),
        present=[
            actions.Present(party=party(town, "Skyddsombud"), function="skyddsombud", dissent=WORDS)
        ],
    )  # fmt: skip
    actions.record_meeting(
        cycle=cycle, unit=town.units["ALB"], facts=facts, actor=town.people["Bo Grip"], at=AT
    )

    quoted = [b for b in blocks(draft(town, cycle)) if isinstance(b, Quote)]

    assert quoted == [
        Quote(
            WORDS,
            "Avvikande mening, skyddsombud, 2023-09-20, antecknat vid APT, Alby skola",
        )
    ]


def test_the_agreement_and_the_meetings_stand_in_the_report(town, cycle, campaign):
    actions.agree_on_forms(
        cycle=cycle, unit=town.root, agreed_on=date(2023, 9, 18), text="CSG en gång per steg.",
        days_to_answer=10, parties=[party(town, "Kommunal")], actor=town.hr, at=AT,
    )  # fmt: skip
    hold(town, cycle, unit="0", forum="Central samverkansgrupp (CSG)", kind="both", on="2023-09-14")

    found = blocks(draft(town, cycle))

    assert (
        Paragraph(
            "Parterna (Kommunal) kom överens om formerna 2023-09-18. Svarstiden är 10 dagar. "
            "Ett möte hölls före överenskommelsen.\nCSG en gång per steg."
        )
        in found
    )
    assert table(found, "Möten").rows == (
        (
            "2023-09-14",
            "Central samverkansgrupp (CSG), både samverkan och förhandling enligt 11 § MBL",
            "Undersöka",
            "Skyddsombud, ombud",
            "Frågorna till enheten.",
        ),
    )


def test_the_parties_words_stand_in_the_official_report_also_without_the_rest(
    town, cycle, campaign
):
    say(town, send(town, cycle), "Kommunal", "Ada Fors")
    facts = {"points": [{"verb": "godkänna", "object": "rapporten"}], "recipients": ["HR"]}
    body_facts = facts | {"bodies": [bodies(town)]}

    short = blocks(draft(town, cycle, Paper.Kind.OFFICIAL_REPORT, **body_facts))
    whole = blocks(
        draft(town, cycle, Paper.Kind.OFFICIAL_REPORT, with_cooperation=True, **body_facts)
    )

    assert [b.text for b in short if isinstance(b, Quote)] == [WORDS]
    assert "Parter och steg" not in [b.caption for b in short if isinstance(b, Table)]
    assert [b.text for b in whole if isinstance(b, Quote)] == [WORDS]
    assert table(whole, "Parter och steg")


@pytest.mark.parametrize(("answer", "stands"), [("dissent", True), ("taken_part", False)])
def test_once_somebody_differs_the_forum_and_the_parties_stand_without_being_chosen(
    town, cycle, campaign, answer, stands
):
    hold(town, cycle, unit="0", forum="Central samverkansgrupp (CSG)")
    say(town, send(town, cycle), "Kommunal", "Ada Fors", answer=answer)
    facts = {"points": [{"verb": "godkänna", "object": "rapporten"}], "recipients": ["HR"]}

    told = blocks(draft(town, cycle, Paper.Kind.OFFICIAL_REPORT, bodies=[bodies(town)], **facts))

    tables = [b for b in told if isinstance(b, Table)]
    assert [t.caption for t in tables] == (
        ["Möten", "Skickat till parterna för läsning"] if stands else []
    )
    assert not stands or tables[0].rows[0][:4] == (
        "2023-09-20", "Central samverkansgrupp (CSG)", "Undersöka", "Skyddsombud, ombud",
    )  # fmt: skip
    assert [b.text for b in told if isinstance(b, Quote)] == [WORDS]


def bodies(town) -> int:
    return organisation.register_body(
        employer=town.employer, name="Kommunstyrelsen", kind="board", code="KS", above=None,
        from_date=date(2023, 1, 2), actor=town.hr, at=AT,
    ).pk  # fmt: skip


def test_an_approved_paper_keeps_the_words_as_they_stood(town, cycle, campaign):
    reading = send(town, cycle)
    say(town, reading, "Kommunal", "Ada Fors")
    paper = draft(town, cycle)
    reports.approve(
        paper_id=paper.pk, approved_as="Moa Hedlund", actor=town.hr, at=noon("2023-11-21")
    )
    paper.refresh_from_db()
    before = blocks(paper)

    say(town, reading, "Kommunal", "Ada Fors", words="Ett helt annat ord.", on="2023-11-22")
    say(town, reading, "Vision", "Ture Lind", answer="no_objection", words="", on="2023-11-22")

    assert blocks(paper, "2023-11-23") == before
    assert [b.text for b in before if isinstance(b, Quote)] == [WORDS]


def test_without_anything_recorded_the_papers_are_as_before(town, cycle, campaign):
    Party.objects.all().delete()

    found = blocks(draft(town, cycle))

    assert Heading(1, "Samverkan", "cooperation") not in found
