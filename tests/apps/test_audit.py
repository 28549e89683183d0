"""The trace: written with the change or not at all, and every event by some action."""

import re
from datetime import date
from pathlib import Path

import governing
import paying
import pulsing
import pytest
from django.core.exceptions import ValidationError
from django.test import override_settings
from schooling import mark, write
from strandvik import Municipality, found, hand_in, noon, save, sheet_of
from word_templates import letter

import aktiva.apps
from aktiva.apps.attachments import actions as attachments
from aktiva.apps.audit import log
from aktiva.apps.audit.models import AuditEntry
from aktiva.apps.casework import actions as casework
from aktiva.apps.cooperation import actions as cooperation
from aktiva.apps.cooperation.models import Party
from aktiva.apps.cycles import actions as cycles
from aktiva.apps.cycles.models import Measure, Risk
from aktiva.apps.guidelines import actions as guidelines
from aktiva.apps.organisation import actions as organisation
from aktiva.apps.package import actions as package
from aktiva.apps.pay import actions as pay
from aktiva.apps.pay import queries as pay_queries
from aktiva.apps.pulse import actions as pulse
from aktiva.apps.questionnaires import actions as questionnaires
from aktiva.apps.questionnaires import queries as questionnaires_queries
from aktiva.apps.registers import actions as registers
from aktiva.apps.reports import actions as reports
from aktiva.apps.reports.models import Observation, Paper
from aktiva.apps.reports.queries import publishing
from aktiva.apps.reports.queries.documents import document_of
from aktiva.apps.schools import actions as schools
from aktiva.apps.statistics import actions as statistics
from aktiva.apps.surveys import actions as surveys
from aktiva.apps.surveys import links
from aktiva.apps.surveys import queries as surveys_queries
from aktiva.apps.surveys.models import PersonalLink
from aktiva.apps.timetable import actions as timetable
from aktiva.apps.trainings import actions as trainings
from aktiva.apps.trainings import queries as trainings_queries
from aktiva.domain.organisation.importing import UnitRow
from aktiva.domain.organisation.permissions import Role
from aktiva.domain.organisation.reorganising import Change, ChangeKind

AT = noon("2023-11-06")
DAY = AT.date()


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_a_trace_cannot_be_written_apart_from_its_change():
    town = found()

    with pytest.raises(RuntimeError, match=r"employer.created must be recorded inside"):
        log.record(log.Event.EMPLOYER_CREATED, actor=town.hr, about=town.employer, at=AT)

    assert AuditEntry.objects.count() == 1


@pytest.mark.django_db
def test_a_refused_action_leaves_no_trace(town, campaign):
    before = AuditEntry.objects.count()

    with pytest.raises(surveys.NotReady):
        surveys.submit(
            sheet_id=sheet_of(campaign, town.units["ALB"]).pk, submitted_as="Bo Grip",
            actor=town.people["Bo Grip"], at=noon("2023-09-20"),
        )  # fmt: skip

    assert AuditEntry.objects.count() == before


@pytest.mark.django_db
def test_a_trace_holds_no_words_that_a_person_typed(town, campaign):
    words = "En mening som bara står i svaret."

    save(
        sheet_of(campaign, town.units["ALB"]), "1.1", by=town.people["Bo Grip"],
        at=noon("2023-09-20"), comment=words,
    )  # fmt: skip

    entry = AuditEntry.objects.get(event="answer.saved")
    assert entry.details == {"question": "1.1", "revision": 1}
    assert entry.actor_id == town.people["Bo Grip"].pk
    assert entry.happened_at == noon("2023-09-20")


@pytest.mark.slow
@pytest.mark.django_db
def test_every_event_is_produced_by_an_action(town, cycle, campaign):
    """S-027: one year from first to last leaves each kind of trace."""
    hand_over(town, cycle)
    keep_organisation(town)
    write_questions(town)
    answer_and_review(town, campaign)
    decide_on_risks(town, cycle)
    cooperate(town, cycle)
    train(town)
    account_for_pupils(town, cycle)
    write_and_decide(town, cycle)
    next_year(town, cycle)
    keep_time(town)
    check_a_document(town)
    ask_everybody(town, cycle)
    judge_and_plan_pay(town, cycle)

    assert set(AuditEntry.objects.values_list("event", flat=True)) == set(log.Event)


def keep_organisation(town: Municipality) -> None:
    registers.set_up_forums(employer=town.employer, actor=town.hr, at=AT)
    row = UnitRow(line=2, code="NY", name="Ny enhet", parent="BF", kind="enhet")
    taken = organisation.read_list(
        employer=town.employer, rows=[row], file_name="lista.csv", from_date=DAY, actor=town.hr,
        at=AT,
    )  # fmt: skip
    organisation.apply_import(import_id=taken.pk, actor=town.hr, at=AT)
    organisation.undo_import(import_id=taken.pk, actor=town.hr, at=AT)
    made = organisation.reorganise(
        employer=town.employer,
        change=Change(kind=ChangeKind.CLOSE, on=DAY, before=(town.units["LOK"].pk,)),
        decision=organisation.Decision("kommunstyrelsen"), actor=town.hr, at=AT,
    )  # fmt: skip
    organisation.undo_reorganisation(reorganisation_id=made.pk, actor=town.hr, at=AT)
    board = organisation.register_body(
        employer=town.employer, name="Kommunstyrelsen", kind="board", code="KS", above=None,
        from_date=date(2023, 1, 2), actor=town.hr, at=AT,
    )  # fmt: skip
    assert board.employer_id == town.employer.pk
    holding = town.role(
        town.person("Kort Tid"), Role.AUDITOR, "0", "revisor", from_date=date(2023, 5, 2)
    )
    organisation.end_role(holding=holding, to_date=DAY, actor=town.hr, at=AT)


def write_questions(town: Municipality) -> None:
    """A question is taken away, brought back and changed; one draft is published, one dropped."""
    given = {"actor": town.hr, "at": AT}
    draft = questionnaires.start_draft(employer=town.employer, number=None, **given)
    questionnaires.remove_question(draft_id=draft.pk, key="4.5", **given)
    step = questionnaires_queries.last_step(draft)
    questionnaires.undo(draft_id=draft.pk, step_id=step.pk, **given)
    questionnaires.hide_question(draft_id=draft.pk, key="4.5", hidden=True, **given)
    questionnaires.publish(draft_id=draft.pk, revision=3, **given)
    other = questionnaires.start_draft(employer=town.employer, number=1, **given)
    questionnaires.drop(draft_id=other.pk, **given)


def answer_and_review(town: Municipality, campaign) -> None:
    manager, at = town.people["Bo Grip"], noon("2023-09-20")
    deputy = town.person("Kim Ost")
    town.role(deputy, Role.UNIT_MANAGER, "ALB", "biträdande chef")
    sheet = sheet_of(campaign, town.units["EKL"])
    rival_sheet = sheet_of(campaign, town.units["ALB"])
    save(rival_sheet, "1.1", by=manager, at=at, comment="Den första texten.")
    rival = save(rival_sheet, "1.1", by=deputy, at=at, comment="Den andra texten.").rival
    surveys.settle(rival_id=rival.pk, keep="mine", actor=deputy, at=at)
    with override_settings(CSRF_TRUSTED_ORIGINS=["https://aktiva.strandvik.example"]):
        surveys.remind(campaign=campaign, actor=town.hr, at=at)
    link = PersonalLink.objects.get(sheet=rival_sheet)
    surveys.use_link(secret=links.secret_of(link.salt), at=at)
    surveys.withdraw_links(sheet_id=rival_sheet.pk, actor=manager, at=at)
    surveys.change_sheets(
        cycle=campaign.cycle, ids=[sheet.pk], facts=surveys.ManyFacts(kind="remind"), actor=town.hr,
        at=at,
    )  # fmt: skip
    head = town.people["Sara Lund"]
    hand_in(sheet, by=town.people["Eva Sten"], at=at)
    surveys.send_back(
        sheet_id=sheet.pk, question="1.1", text="Skriv mer om lokalerna.", written_as="Sara Lund",
        actor=head, at=at,
    )  # fmt: skip
    save(sheet, "1.1", by=town.people["Eva Sten"], at=at, revision=1, comment="Mer om dem.")
    surveys.submit(sheet_id=sheet.pk, submitted_as="Eva Sten", actor=town.people["Eva Sten"], at=at)
    surveys.approve(sheet_id=sheet.pk, actor=head, at=at)
    draft = surveys.keep_draft(
        sheet_id=rival_sheet.pk, form="new_risk:", fields={"description": ["Skämt"]}, mark=None,
        actor=manager, at=at,
    )  # fmt: skip
    surveys.drop_draft(draft_id=draft.pk, actor=manager, at=at)
    held = surveys.begin_meeting(
        sheet_id=rival_sheet.pk, parties=["manager"], organisations="", actor=manager, at=at
    )
    surveys.end_meeting(meeting_id=held.pk, actor=manager, at=at)
    surveys.fetch_file(
        sheet_id=rival_sheet.pk, kind="xlsx", name="Alby skola", fetched="0123456789ab",
        actor=manager, at=at,
    )  # fmt: skip
    surveys.read_in(
        sheet_id=rival_sheet.pk, fetched="0123456789ab", actor=manager, at=at,
        brought={"1.7": surveys.Brought({"answer": ["yes"]}, 0)},
    )  # fmt: skip
    brought = surveys_queries.last_reading(rival_sheet)
    surveys.undo_reading(sheet_id=rival_sheet.pk, mark=brought.mark, actor=manager, at=at)
    surveys.tell_manager(sheet_id=rival_sheet.pk, actor=deputy, at=at)
    surveys.close_campaign(campaign=campaign, reason="Alla har svarat.", actor=town.hr, at=at)
    surveys.open_again(campaign=campaign, actor=town.hr, at=at)


def decide_on_risks(town: Municipality, cycle) -> None:
    manager = town.people["Bo Grip"]
    facts = cycles.MeasureFacts(
        area="training", title="Två utbildningsdagar", owner_role="chef",
        due_date=date(2024, 5, 31),
    )  # fmt: skip
    risk = cycles.record_risk(
        cycle=cycle, unit=town.units["ALB"], area="training", grounds=["age"],
        description="Vikarierna får inte gå på utbildning.",
        cause="Utbildningarna ligger på dagar utan ersättare.", actor=manager, at=AT,
    )  # fmt: skip
    kept = cycles.decide_measure(
        cycle=cycle, unit=town.units["ALB"], facts=facts, actor=manager, at=AT, risks=(risk,)
    )
    cycles.change_measure(measure_id=kept.pk, facts=facts, actor=manager, at=AT)
    cycles.extend_measure(
        measure_id=kept.pk, new_due_date=date(2024, 6, 30), reason="Kursen flyttades.",
        decided_by="rektor", actor=manager, at=AT,
    )  # fmt: skip
    cycles.record_examination(
        cycle=cycle, unit=town.units["ALB"], actor=manager, at=AT,
        facts=cycles.ExaminationFacts(
            area="training", grounds=("age",), methods=("statistics",), on_date=date(2023, 10, 2),
            participants="rektor och skyddsombud", finding="nothing",
            conclusion="Vi jämförde kursdagar mellan yngre och äldre.",
        ),
    )  # fmt: skip
    cycles.change_many(
        cycle=cycle, ids=[kept.pk], actor=manager, at=AT, facts=cycles.BulkFacts(kind="start")
    )
    note = cycles.add_note(
        measure_id=kept.pk, written_as="rektor", actor=manager, at=AT,
        file=attachments.examine(name="apt.txt", content=b"Alla var med."),
    )  # fmt: skip
    cycles.withdraw_note(measure_id=kept.pk, note_id=note.pk, actor=manager, at=AT)
    wrong = cycles.decide_measure(
        cycle=cycle, unit=town.units["ALB"], facts=facts, actor=manager, at=AT
    )
    cycles.withdraw_measure(measure_id=wrong.pk, actor=manager, at=AT)
    cycles.decide_no_measure(
        risk_id=risk.pk, reason="Risken är borta sedan schemat lades om.", decided_by="rektor",
        actor=manager, at=AT,
    )  # fmt: skip
    cycles.import_plan(cycle=cycle, unit=town.root, rows=[facts], actor=town.hr, at=AT, common=True)


def cooperate(town: Municipality, cycle) -> None:
    ombud = town.person("Ada Fors")
    town.role(
        ombud, Role.UNION_REPRESENTATIVE, "0", "facklig företrädare", organisation="Kommunal",
        notified_date=town.at.date(),
    )  # fmt: skip
    cooperation.set_up_parties(employer=town.employer, actor=town.hr, at=AT)
    kommunal = town.employer.parties.get(name="Kommunal")
    cooperation.agree_on_forms(
        cycle=cycle, unit=town.root, agreed_on=DAY, text="CSG en gång per steg.",
        days_to_answer=10, parties=[kommunal], actor=town.hr, at=AT,
    )  # fmt: skip
    facts = cooperation.MeetingFacts(
        on_date=DAY, kind="cooperation", steps=["act"], information="Förslagen till åtgärder.",
        other_forum="CSG",
        present=[cooperation.Present(party=kommunal, function="facklig företrädare")],
    )  # fmt: skip
    held = cooperation.record_meeting(
        cycle=cycle, unit=town.root, facts=facts, actor=town.hr, at=AT
    )
    cooperation.change_meeting(meeting_id=held.pk, facts=facts, actor=town.hr, at=AT)
    cooperation.withdraw_meeting(meeting_id=held.pk, actor=town.hr, at=AT)
    reading = cooperation.send_for_reading(
        cycle=cycle, unit=town.root, actor=town.hr, at=AT,
        facts=cooperation.ReadingFacts(
            about="plan", title="Planen", text="Planen i korthet.", steps=["act"], days=3,
            parties=[kommunal],
        ),
    )  # fmt: skip
    for at in (AT, noon("2023-11-07"), noon("2023-11-20")):
        cooperation.confirm(
            asked_id=reading.parties.get().pk, answer="no_objection", words="", actor=ombud, at=at
        )


def hand_over(town: Municipality, cycle) -> None:
    at = noon("2024-02-20")
    cycles.close_year(cycle_id=cycle.pk, closed_as="Moa Hedlund", actor=town.hr, at=at)
    cycles.reopen_year(
        cycle_id=cycle.pk, reason="Ett möte saknades.", reopened_as="Moa Hedlund", actor=town.hr,
        at=at,
    )  # fmt: skip
    package.make_package(employer=town.employer, years=[cycle.year], actor=town.hr, at=at)


def judge_and_plan_pay(town: Municipality, cycle) -> None:
    """A pay mapping from the first file to a closed one that is opened again."""
    mapping = paying.mapping_of(cycle, by=town.hr, at=AT)
    act = {"actor": town.hr, "at": AT}
    pay.drop_file(run_id=paying.take(mapping, by=town.hr, at=AT).pk, **act)
    paying.confirmed(mapping, by=town.hr, at=AT)
    reader = pay.name_reader(mapping_id=mapping.pk, user_id=town.people["Sara Lund"].pk, **act)
    pay.end_reader(reader_id=reader.pk, **act)
    group = mapping.groups.get(name="Lärare")
    pay.try_group(group_id=group.pk, words="vi gick igenom uppgifterna", **act)
    pay.keep_bands(mapping_id=mapping.pk, boundaries=[300.0, 600.0], **act)
    union = Party.objects.filter(employer=town.employer).first()
    pay.keep_cooperation(
        mapping_id=mapping.pk, **act,
        facts=pay.CooperationFacts(
            step="groups", on_date=DAY, parties=[union.pk], done="vi gick igenom grupperna"
        ),
    )  # fmt: skip
    pay.hand_over(
        mapping_id=mapping.pk, **act,
        facts=pay.HandoverFacts(party=union.pk, what="groups", on_date=DAY),
    )  # fmt: skip
    pay.take_question(group_id=group.pk, received_on=DAY, **act)
    row = mapping.comparisons.filter(is_current=True).first()
    pay.judge(
        mapping_id=mapping.pk, comparison_ids=[row.pk], connected="cannot_be_excluded",
        text="Vi hittar inget annat än kön.", given=[], **act,
    )  # fmt: skip
    facts = pay.PlanFacts(
        sort="adjustment", what="Höj lönerna", answers=[row.pk], persons=3, kr_month=500
    )
    pay.add_plan_rows(mapping_id=mapping.pk, facts=[facts], **act)
    close_and_reopen_pay(mapping, act)


def close_and_reopen_pay(mapping, act) -> None:
    with pytest.raises(ValidationError):
        pay.close(mapping_id=mapping.pk, **act)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(pay_queries, "left_to_do", lambda _standing: [])
        pay.close(mapping_id=mapping.pk, **act)
    pay.reopen(mapping_id=mapping.pk, why="Två grupper var fel.", **act)


def train(town: Municipality) -> None:
    course = trainings.register_course(
        employer=town.employer, actor=town.hr, at=AT,
        facts=trainings.CourseFacts(
            title="Rekrytera rätt", area="recruitment", audience=["managers"], form="digital",
            starts_on=date(2023, 1, 1),
        ),
    )  # fmt: skip
    given = trainings.record_round(course_id=course.pk, on_date=DAY, actor=town.hr, at=AT)
    trainings.evaluate(
        round_id=given.pk, content="Övningen tog för lång tid.",
        participation="Nästan alla kom dit.", actor=town.hr, at=AT,
    )  # fmt: skip
    rows = trainings_queries.gathered(town.employer, on=DAY).rows[course.pk]
    trainings.tick(
        course_id=course.pk, holding_ids=[rows[0].person.holding_id], on_date=DAY, actor=town.hr,
        at=AT,
    )  # fmt: skip
    trainings.store_participation(
        course_id=course.pk, year=2023, counts={town.units["ALB"].pk: 9}, actor=town.hr, at=AT
    )


def account_for_pupils(town: Municipality, cycle) -> None:
    codes = mark(town, "ALB", "EKL")
    schools.unmark(school_ids=[codes["EKL"].pk], actor=town.hr, at=AT)
    alby, rektor = codes["ALB"], town.people["Bo Grip"]
    schools.change_school(
        school_id=alby.pk, form="compulsory", code="12345678", from_date=alby.from_date,
        to_date=None, actor=town.hr, at=AT,
    )  # fmt: skip
    write(alby, by=rektor, at=AT)
    reports.approve_education_report(
        cycle=cycle, school_id=alby.pk, name="Alby skola", approved_as="Bo Grip, rektor",
        actor=rektor, at=AT,
    )  # fmt: skip
    schools.reopen(
        school_id=alby.pk, year=cycle.year, reason="Ett datum var fel.", actor=rektor, at=AT
    )


def write_and_decide(town: Municipality, cycle) -> None:
    head, secretary = town.people["Sara Lund"], town.people["Per Ask"]
    statistics.store_figures(
        employer=town.employer, on_date=DAY, actor=town.hr, at=AT, source="Inskrivet",
        figures=[(town.units["ALB"], "permanent", "full_time", 3)],
    )  # fmt: skip
    statistics.release_table(
        unit=town.units["ALB"], unit_ids=[town.units["ALB"].pk], on_date=DAY,
        reason="Uppgifterna säger inget om någons förhållanden.", decided_as="Moa Hedlund",
        actor=town.hr, at=AT,
    )  # fmt: skip
    reports.propose_observations(cycle=cycle, unit=town.root, actor=town.hr, at=AT)
    worded = Observation.objects.filter(cycle=cycle, origin="counts").first()
    reports.drop_wording(observation_id=worded.pk, actor=town.hr, at=AT)
    reports.decide_observation(
        observation_id=Observation.objects.first().pk, state="accepted", changed_as="Moa Hedlund",
        actor=town.hr, at=AT,
    )  # fmt: skip
    case = casework.register_case(
        cycle=cycle, unit=town.root, dnr="KS 2023/12", title="Uppföljning", registered_date=DAY,
        registered_as="Per Ask", actor=secretary, at=AT, recipients=("HR-avdelningen",),
    )  # fmt: skip
    reports.keep_template(
        employer=town.employer, kind="plan", origin="plan", style="att",
        sections=[reports.Section("activities", "Aktiviteter")], actor=town.hr, at=AT,
    )  # fmt: skip
    reports.keep_word_template(
        employer=town.employer, actor=town.hr, at=AT,
        template=reports.look_at_word_template(name="brev.dotx", content=letter()),
    )  # fmt: skip
    paper = reports.make_paper(
        cycle=cycle, unit=town.units["BF"], kind=Paper.Kind.DEPARTMENT_REPORT, title="Rapport",
        paper_date=DAY, actor=head, at=AT, case=case,
    )  # fmt: skip
    reports.hand_in(paper_id=paper.pk, actor=head, at=AT)
    reports.send_back(paper_id=paper.pk, comment="Skriv om personalen.", actor=head, at=AT)
    reports.approve(paper_id=paper.pk, approved_as="Sara Lund", actor=head, at=AT)
    publish(town, paper)
    casework.record_decision(
        case_id=case.pk, body=town.employer.bodies.get(code="KS"), on_date=DAY, paragraph="§ 4",
        kind="decides", points=[{"verb": "godkänna", "object": "rapporten"}],
        recorded_as="Per Ask", actor=secretary, at=AT,
    )  # fmt: skip
    casework.note_dispatch(
        case_id=case.pk, recipient_ids=[case.recipients.get().pk], sent_date=DAY, how="E-post",
        actor=secretary, at=AT,
    )  # fmt: skip


def publish(town: Municipality, paper: Paper) -> None:
    document = document_of(Paper.objects.get(pk=paper.pk), at=AT)
    found = publishing.questions(document, publishing.known(town.employer, on=DAY))
    reports.make_public_version(
        paper_id=paper.pk, source_digest=publishing.digest_of(document), made_as="Moa Hedlund",
        choices={q.key: reports.Choice(keep=False, wording="några") for q in found},
        actor=town.hr, at=AT,
    )  # fmt: skip
    reports.open_page(unit_id=paper.unit_id, actor=town.hr, at=AT)
    reports.close_page(unit_id=paper.unit_id, actor=town.hr, at=AT)


def next_year(town: Municipality, cycle) -> None:
    following = cycles.open_year(
        employer=town.employer, year=2024, actor=town.hr, at=noon("2024-01-15")
    )
    cycles.review_risk(
        risk_id=Risk.objects.filter(cycle=cycle).first().pk, cycle=following, is_left=False,
        how_known="Vi frågade på APT.", actor=town.hr, at=noon("2024-02-01"),
    )  # fmt: skip
    common = Measure.objects.get(cycle=cycle, common=True)
    cycles.record_outcome(
        measure_id=common.pk, cycle=following, actor=town.hr, at=noon("2024-02-01"),
        facts=cycles.OutcomeFacts(
            result="done", effect="yes", how_known="Vi har räknat deltagarna."
        ),
    )  # fmt: skip


def check_a_document(town: Municipality) -> None:
    kept = governing.document(town)
    file = governing.handed_in(town, kept)
    governing.found(town, kept)
    who = {"document_id": kept.pk, "actor": town.hr, "at": governing.AT}
    guidelines.clear_point(**who, file_id=file.pk, point="contact")
    review = guidelines.record_review(**who, facts=governing.review())
    guidelines.withdraw_review(**who, review_id=review.pk)
    guidelines.withdraw_file(**who, file_id=file.pk)


def ask_everybody(town: Municipality, cycle) -> None:
    removed = pulsing.draft(town, cycle)
    pulse.remove_pulse(pulse_id=removed.pk, actor=town.hr, at=pulsing.MADE)
    regretted = pulsing.opened(town, cycle)
    pulse.take_back(pulse_id=regretted.pk, actor=town.hr, at=pulsing.MADE)
    asked = pulsing.opened(town, cycle, uses_slips=True)
    pulse.make_slips(
        pulse_id=asked.pk, unit_id=town.units["ALB"].pk, n=1, actor=town.hr, at=pulsing.MADE
    )
    pulsing.counted(asked, town)
    pulse.note_seen(pulse_id=asked.pk, actor=town.hr, at=noon(pulsing.AFTER))
    pulse.note_seen(pulse_id=asked.pk, actor=town.hr, at=noon(pulsing.AFTER))
    assert AuditEntry.objects.filter(event=log.Event.PULSE_SEEN).count() == 1


def keep_time(town: Municipality) -> None:
    timetable.make_feed_key(actor=town.hr, at=AT)
    timetable.revoke_feed_key(actor=town.hr, at=AT)
    away = timetable.set_substitute(
        employer=town.employer, absent=town.people["Bo Grip"].email,
        substitute=town.people["Eva Sten"].email, from_date=DAY, to_date=DAY, actor=town.hr, at=AT,
    )  # fmt: skip
    timetable.end_substitution(substitution_id=away.pk, actor=town.hr, at=AT)
    assert timetable.remind(employer=town.employer, on=DAY, at=AT).n_letters
    bounce = timetable.record_bounce(address=town.people["Bo Grip"].email, code="5.1.1", at=AT)
    timetable.settle_bounce(bounce_id=bounce.pk, actor=town.hr, at=AT)


def test_no_action_records_what_is_not_an_event():
    """Every name after ``log.Event.`` in the apps is one that exists, so none fails first in use."""
    root = Path(aktiva.apps.__path__[0])
    used = {
        name
        for path in root.rglob("*.py")
        for name in re.findall(r"log\.Event\.([A-Z_]+)", path.read_text(encoding="utf-8"))
    }

    assert used == set(log.Event.__members__)
