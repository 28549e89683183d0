"""As it stood: rows, trees, roles and papers on a past day, and the doors that keep them."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from strandvik import hand_in, noon, save, sheet_of

from aktiva.apps.audit import history
from aktiva.apps.cycles import actions as cycles_actions
from aktiva.apps.cycles import queries as cycles
from aktiva.apps.cycles.models import Measure
from aktiva.apps.organisation import actions as organisation_actions
from aktiva.apps.organisation import queries as organisation
from aktiva.apps.organisation.models import Unit, UnitPeriod
from aktiva.apps.reports import actions as reports_actions
from aktiva.apps.reports import door
from aktiva.apps.reports import queries as reports
from aktiva.apps.reports.models import Paper
from aktiva.apps.reports.queries.documents import document_of
from aktiva.apps.surveys import actions as surveys_actions
from aktiva.apps.surveys import queries as surveys
from aktiva.domain.documents.blocks import Table, plain_text, to_json
from aktiva.domain.organisation.permissions import Role

pytestmark = pytest.mark.django_db

ANSWERED = noon("2023-09-20")
FACTS = {"area": "training", "owner_role": "enhetschef", "due_date": date(2024, 3, 31)}


def facts(title: str) -> cycles_actions.MeasureFacts:
    return cycles_actions.MeasureFacts(title=title, **FACTS)


@pytest.fixture
def manager(town):
    return town.people["Bo Grip"]


@pytest.fixture
def measure(town, cycle, manager) -> Measure:
    return cycles_actions.decide_measure(
        cycle=cycle, unit=town.units["ALB"], facts=facts("Gå igenom kursplanen i maj"),
        actor=manager, at=noon("2023-09-12"),
    )  # fmt: skip


@pytest.fixture
def report(town, cycle, campaign, measure, manager) -> Paper:
    """The department's report, approved on 1 November."""
    hand_in(sheet_of(campaign, town.units["ALB"]), by=manager, at=ANSWERED)
    head, at = town.people["Sara Lund"], noon("2023-11-01")
    paper = reports_actions.make_paper(
        cycle=cycle, unit=town.units["BF"], kind=Paper.Kind.DEPARTMENT_REPORT,
        title="Rapport 2023", paper_date=date(2023, 11, 1), actor=head, at=at,
    )  # fmt: skip
    reports_actions.hand_in(paper_id=paper.pk, actor=head, at=at)
    return reports_actions.approve(
        paper_id=paper.pk, approved_as="Sara Lund, förvaltningschef", actor=head, at=at
    )


# ---- measures --------------------------------------------------------------------------


def test_a_measure_is_read_as_it_stood(cycle, measure, manager):
    """S-017: the change stands now, the words of the decision stand then."""
    cycles_actions.change_measure(
        measure_id=measure.pk, facts=facts("Gå igenom kursplanen i augusti"), actor=manager,
        at=noon("2023-12-01"),
    )  # fmt: skip

    then = cycles.measures(cycle, as_of=noon("2023-11-15"))
    now = cycles.measures(cycle)

    assert [m.title for m in then] == ["Gå igenom kursplanen i maj"]
    assert [m.title for m in now] == ["Gå igenom kursplanen i augusti"]
    assert cycles.measures(cycle, as_of=noon("2023-09-11")) == []


def test_the_list_of_measures_shows_a_past_day(client, day, town, cycle, measure, manager):
    """S-017: ?per= shows the old words, and the page without it the new."""
    cycles_actions.change_measure(
        measure_id=measure.pk, facts=facts("Gå igenom kursplanen i augusti"), actor=manager,
        at=noon("2023-12-01"),
    )  # fmt: skip
    day("2023-12-10")
    client.force_login(town.hr)

    then = client.get(f"/ar/{cycle.pk}/atgarder/?per=2023-11-15").content.decode()
    now = client.get(f"/ar/{cycle.pk}/atgarder/").content.decode()

    assert "kursplanen i maj" in then and "kursplanen i augusti" not in then
    assert "kursplanen i augusti" in now and "kursplanen i maj" not in now


def test_a_withdrawn_measure_stood_until_it_was_withdrawn(town, cycle, measure, manager):
    cycles_actions.withdraw_measure(measure_id=measure.pk, actor=manager, at=noon("2023-10-02"))

    assert cycles.measures(cycle) == []
    assert [m.pk for m in cycles.measures(cycle, as_of=noon("2023-10-01"))] == [measure.pk]
    assert cycles.measures(cycle, as_of=noon("2023-10-03")) == []


# ---- papers ----------------------------------------------------------------------------


@pytest.mark.slow
def test_an_approved_paper_is_the_same_bytes_whatever_changes_beside_it(
    town, cycle, report, measure, manager
):
    """S-018: words, digest, PDF and Word stay when measures, names and answers change."""
    before = to_json(document_of(report, at=noon("2023-11-02")))
    pdf = door.pdf(document_of(report, at=noon("2023-11-02")), issued_at=report.approved_at)

    cycles_actions.change_measure(
        measure_id=measure.pk, facts=facts("Något helt annat"), actor=manager,
        at=noon("2023-12-01"),
    )  # fmt: skip
    organisation_actions.change_unit(
        unit=town.units["ALB"], on_date=date(2023, 12, 1), name="Alby grundskola",
        parent=town.units["SF"], actor=town.hr, at=noon("2023-12-01"),
    )  # fmt: skip
    organisation_actions.change_employer(
        employer=town.employer, name="Nya Strandvik", address="Torget 1", contact="",
        actor=town.hr, at=noon("2023-12-01"),
    )  # fmt: skip

    kept = Paper.objects.get(pk=report.pk)
    after = document_of(kept, at=noon("2024-01-10"))
    assert to_json(after) == before
    assert kept.digest == report.digest
    assert door.pdf(after, issued_at=kept.approved_at) == pdf
    measures = next(
        b for b in after.blocks if isinstance(b, Table) and b.caption == "Enheternas åtgärder"
    )
    assert measures.rows[0][:2] == ("Alby skola", "Gå igenom kursplanen i maj")


@pytest.mark.parametrize("what", ["approve", "hand_in", "send_back"])
def test_an_approved_paper_is_frozen(town, report, what):
    """S-018: whoever tries to change it is refused, and nothing is written."""
    head, at = town.people["Sara Lund"], noon("2023-12-01")
    given = {
        "approve": {"approved_as": "Sara Lund"},
        "hand_in": {},
        "send_back": {"comment": "Skriv om inledningen."},
    }[what]

    with pytest.raises(reports_actions.Frozen):
        getattr(reports_actions, what)(paper_id=report.pk, actor=head, at=at, **given)

    assert Paper.objects.get(pk=report.pk).history.count() == report.history.count()


def test_the_words_of_an_approved_paper_cannot_be_rewritten(town, cycle):
    at = noon("2023-11-01")
    plan = reports_actions.make_paper(
        cycle=cycle, unit=town.root, kind=Paper.Kind.PLAN, title="Plan", paper_date=at.date(),
        actor=town.hr, at=at,
    )  # fmt: skip
    reports_actions.approve(
        paper_id=plan.pk, approved_as="Moa Hedlund, HR-strateg", actor=town.hr, at=at
    )

    with pytest.raises(reports_actions.Frozen):
        reports_actions.change_paper(
            paper_id=plan.pk, revision=plan.revision, title="Ny plan", paper_date=at.date(),
            slots={"background": "Nytt"}, facts={}, actor=town.hr, at=at,
        )  # fmt: skip

    assert Paper.objects.get(pk=plan.pk).title == "Plan"


def test_the_page_of_an_approved_paper_offers_no_change(client, day, town, report):
    day("2023-11-02")
    client.force_login(town.people["Sara Lund"])

    page = client.get(f"/handling/{report.pk}/")
    again = client.post(
        f"/handling/{report.pk}/godkann/", {"paper_date": "2023-11-05"}, follow=True
    )

    assert f"/handling/{report.pk}/godkann/" not in page.content.decode()
    assert "redan godkänd och kan inte ändras" in again.content.decode()
    assert Paper.objects.get(pk=report.pk).paper_date == date(2023, 11, 1)


# ---- units -----------------------------------------------------------------------------


def test_a_unit_that_moves_leaves_its_answers_where_it_stood(town, cycle, campaign, manager):
    """S-019: answered under Bildning, moved to Service; the year counts it under Bildning."""
    hand_in(sheet_of(campaign, town.units["ALB"]), by=manager, at=ANSWERED)
    organisation_actions.change_unit(
        unit=town.units["ALB"], on_date=date(2023, 11, 1), parent=town.units["SF"],
        actor=town.hr, at=noon("2023-10-25"),
    )  # fmt: skip

    before = reports.compilation(cycle, town.units["BF"], at=noon("2023-12-01"))
    standings = surveys.standings(surveys.survey_of(campaign.cycle))

    assert sorted(s.unit.code for s in before.sheets) == ["ALB", "EKL"]
    assert before.n_answered == 1
    assert standings[town.units["BF"].pk].n_answered == 1
    assert standings[town.units["SF"].pk].n_answered == 0


def test_a_moved_unit_is_counted_in_one_department_only(town, cycle, campaign, manager):
    """S-019: two departments' reports for the same year never hold the same unit."""
    organisation_actions.change_unit(
        unit=town.units["ALB"], on_date=date(2023, 11, 1), parent=town.units["SF"],
        actor=town.hr, at=noon("2023-10-25"),
    )  # fmt: skip

    held = [
        s.unit.code
        for code in ("BF", "SF")
        for s in reports.compilation(cycle, town.units[code], at=noon("2023-12-01")).sheets
    ]

    assert sorted(held) == ["ALB", "EKL", "KOK", "LOK"]


def test_the_tree_is_read_for_a_day_and_as_it_was_known(town):
    """S-019: on a day it says where units stand; as of a time, what was known of that day."""
    alby, day_after = town.units["ALB"].pk, date(2023, 11, 1)
    organisation_actions.change_unit(
        unit=town.units["ALB"], on_date=day_after, name="Alby grundskola",
        parent=town.units["SF"], actor=town.hr, at=noon("2023-10-25"),
    )  # fmt: skip
    employer = town.employer
    employer.refresh_from_db()

    def stands(**at) -> tuple[str, str]:
        tree = organisation.tree(employer, **at)
        return tree.nodes[alby].name, tree.department_of(alby).name

    assert stands(on=date(2023, 10, 31)) == ("Alby skola", "Bildningsförvaltningen")
    assert stands(on=day_after) == ("Alby grundskola", "Serviceförvaltningen")
    assert stands(on=day_after, as_of=noon("2023-10-24")) == (
        "Alby skola",
        "Bildningsförvaltningen",
    )


def test_a_role_is_read_as_it_stood(town, manager):
    """S-019: the manager who answered is still the holder of that day, whoever follows."""
    kept = organisation.managers_by_unit(town.employer, on=date(2023, 9, 20))
    holding = manager.holdings.get()
    organisation_actions.end_role(
        holding=holding, to_date=date(2023, 10, 1), actor=town.hr, at=noon("2023-09-25")
    )
    town.role(
        town.person("Nils Ny"), Role.UNIT_MANAGER, "ALB", "enhetschef",
        from_date=date(2023, 10, 1), at=noon("2023-09-25"),
    )  # fmt: skip
    alby = town.units["ALB"].pk

    def manages(**at) -> str:
        return organisation.managers_by_unit(town.employer, **at)[alby].shown

    assert kept[alby].shown == "Bo Grip"
    assert manages(on=date(2023, 9, 20)) == "Bo Grip"
    assert manages(on=date(2023, 10, 1)) == "Nils Ny"
    assert manages(on=date(2023, 10, 1), as_of=noon("2023-09-24")) == "Bo Grip"


# ---- answers ---------------------------------------------------------------------------


@pytest.mark.slow
def test_answers_are_compiled_as_they_stood(town, cycle, campaign, manager):
    """S-017: an answer mended after being sent back does not reach back in time."""
    sheet = sheet_of(campaign, town.units["ALB"])
    hand_in(sheet, by=manager, at=ANSWERED)
    reports_actions.propose_observations(
        cycle=cycle, unit=town.root, actor=town.hr, at=noon("2023-10-01")
    )
    surveys_actions.send_back(
        sheet_id=sheet.pk, question="1.1", text="Skriv vad som inte fungerar.",
        written_as="Sara Lund", actor=town.people["Sara Lund"], at=noon("2023-10-02"),
    )  # fmt: skip
    words = "Larmet hörs inte i verkstaden när maskinerna är i gång."
    save(sheet, "1.1", by=manager, at=noon("2023-10-03"), revision=1, answer="no", comment=words)

    def choices(**as_of) -> tuple:
        c = reports.compilation(cycle, town.root, at=noon("2023-11-01"), **as_of)
        return next(r.tally.by_choice for r in c.results if r.question.key == "1.1")

    assert choices() == (("Nej", 1),)
    assert choices(as_of=noon("2023-10-01")) == (("Ja", 1),)
    flagged = reports.flagged(reports.observations(cycle, town.root))
    assert len(flagged) == 1


# ---- the doors -------------------------------------------------------------------------


def test_store_checks_the_row_before_it_keeps_it(town):
    """S-020: a row that breaks its model's rule is not saved and leaves no version."""
    wrong = UnitPeriod(
        unit=town.units["ALB"], name="", short_name="", kind=town.employer.kinds.first(),
        from_date=date(2024, 1, 1),
    )  # fmt: skip

    with pytest.raises(ValidationError):
        history.store(wrong, at=ANSWERED, by=town.hr)

    assert not UnitPeriod.history.filter(from_date=date(2024, 1, 1)).exists()


def test_store_keeps_the_time_of_the_action_and_who(town):
    unit = history.store(Unit(employer=town.employer, code="X1"), at=ANSWERED, by=town.hr)

    version = unit.history.get()
    assert (version.history_date, version.history_user_id) == (ANSWERED, town.hr.pk)


def test_many_rows_are_stored_and_changed_with_a_version_each(town):
    """S-020: bulk writing keeps as much as writing one by one."""
    first, second = noon("2023-05-02"), noon("2023-06-02")
    made = history.store_many(
        [Unit(employer=town.employer, code=f"M{n}") for n in range(3)], at=first, by=town.hr
    )
    for unit in made:
        unit.code = unit.code.lower()
    history.update_many(made, ["code"], at=second, by=town.hr)

    def codes(at) -> list[str]:
        ids = {m.pk for m in made}
        return sorted(u.code for u in history.rows(Unit, as_of=at) if u.pk in ids)

    assert codes(noon("2023-05-01")) == []
    assert codes(noon("2023-05-03")) == ["M0", "M1", "M2"]
    assert codes(noon("2023-06-03")) == ["m0", "m1", "m2"]


def test_nothing_is_stored_for_no_rows(town):
    assert history.store_many([], at=ANSWERED, by=town.hr) == []
    history.update_many([], ["code"], at=ANSWERED, by=town.hr)


def test_rows_as_of_a_time_carry_what_is_attached(town, cycle, measure):
    """S-020: an earlier version of a measure knows its unit without a question per row."""
    found = history.attach(history.rows(Measure, as_of=noon("2023-10-01")), "unit", "cycle")

    assert [(m.unit.code, m.cycle.year) for m in found] == [("ALB", 2023)]


def test_the_frozen_words_of_a_paper_are_found_in_its_document(report):
    text = plain_text(document_of(report, at=noon("2030-01-01")))

    assert "Gå igenom kursplanen i maj" in text


def test_the_version_that_is_kept_is_the_one_the_library_writes(town, cycle, manager):
    decided = cycles_actions.decide_measure(
        cycle=cycle, unit=town.units["ALB"], facts=facts("Gå igenom kursplanen i maj"),
        actor=manager, at=noon("2023-09-12"),
    )  # fmt: skip
    for change in ("Gå igenom kursplanen i juni", "Gå igenom kursplanen i juli"):
        decided.title = change
        history.store(decided, at=noon("2023-10-02"), by=manager)
        kept = decided.history.latest()
        decided._history_date, decided._history_user = noon("2023-10-02"), manager
        decided.save()
        usual = decided.history.latest()
        assert kept.history_id != usual.history_id
        for field in usual._meta.concrete_fields:
            if field.attname != "history_id":
                assert getattr(kept, field.attname) == getattr(usual, field.attname)
    assert decided.history.earliest().history_type == "+"
    assert not hasattr(decided, "skip_history_when_saving")
