"""An item for the workplace meeting and a plan for the wall, as files that all can read."""

from __future__ import annotations

import io
import re
from datetime import date

import page
import pikepdf
import pytest
from strandvik import noon

from aktiva.apps.cycles import actions
from aktiva.apps.cycles.models import Measure
from aktiva.apps.reports.queries import workplace
from aktiva.domain.documents import papers
from aktiva.domain.documents.blocks import plain_text

pytestmark = pytest.mark.django_db

AT = noon("2023-10-02")
DAY = AT.date()
RISK = "Mötena ligger när förskolan stänger."


@pytest.fixture
def bo(client, town, day):
    day("2023-10-02")
    client.force_login(town.people["Bo Grip"])
    return client


def facts(n: int = 0, **rest) -> actions.MeasureFacts:
    return actions.MeasureFacts(
        **{
            "area": "working_conditions",
            "title": f"Lägga mötena före klockan 15, grupp {n}",
            "owner_role": "arbetslagsledare",
            "due_date": date(2023, 12, 1),
        }
        | rest
    )


def decide(town, cycle, n: int, **rest) -> list[Measure]:
    return [
        actions.decide_measure(
            cycle=cycle, unit=town.units["ALB"], facts=facts(i), actor=town.hr, at=AT, **rest
        )
        for i in range(n)
    ]


def common(town, cycle, title: str) -> Measure:
    actions.import_plan(
        cycle=cycle, unit=town.root, rows=[facts(title=title)], actor=town.hr, at=AT, common=True
    )
    return Measure.objects.get(title=title)


def words(item) -> str:
    return plain_text(papers.agenda_item(item))


def n_pages(pdf: bytes) -> int:
    with pikepdf.open(io.BytesIO(pdf)) as file:
        return len(file.pages)


def failures(pdf: bytes, profile: str) -> list[str]:
    return [
        line
        for line in str(page.validate_pdf_bytes(pdf, profile=profile)).splitlines()
        if "FAIL" in line.upper()
        and "STREAM-LENGTH" not in line
        and not re.search(r"\b0 failed|no failures", line)
    ]


def url(town, cycle, which: str, unit="ALB") -> str:
    return f"/ar/{cycle.pk}/enhet/{town.units[unit].pk}/{which}/"


@pytest.mark.slow
@pytest.mark.parametrize("n", [0, 1, 8, 40])
def test_the_plan_for_the_wall_is_one_page_whatever_the_number_of_measures(bo, town, cycle, n):
    decide(town, cycle, n)

    answer = bo.get(url(town, cycle, "vagg"))

    assert answer["Content-Type"] == "application/pdf"
    assert n_pages(answer.content) == 1


@pytest.mark.slow
def test_eight_ordinary_measures_have_room_on_the_wall(town, cycle, monkeypatch):
    decide(town, cycle, 8)
    plan = workplace.wall_plan(cycle, town.units["ALB"], "Alby skola", on=DAY)

    from aktiva.apps.reports import door

    assert n_pages(door.pdf(papers.wall_plan(plan, shown=8), issued_at=AT)) == 1
    assert n_pages(door.pdf(papers.wall_plan(plan, shown=0), issued_at=AT)) == 1


@pytest.mark.slow
@pytest.mark.parametrize("profile", ["ua1", "2a"])
@pytest.mark.parametrize("which", ["apt", "vagg"])
def test_both_papers_pass_the_rules_of_accessibility_and_archiving(bo, town, cycle, which, profile):
    decide(town, cycle, 3)
    common(town, cycle, "Gå igenom rutinen")

    assert failures(bo.get(url(town, cycle, which)).content, profile) == []


def test_the_wall_tells_no_risk_no_cause_and_no_name(town, cycle):
    risk = actions.record_risk(
        cycle=cycle, unit=town.units["ALB"], area="parenthood", grounds=["sex"], description=RISK,
        cause="Schemat lades för länge sedan.", actor=town.hr, at=AT,
    )  # fmt: skip
    decide(town, cycle, 1, risks=(risk,))

    for paper in (
        papers.wall_plan(
            workplace.wall_plan(cycle, town.units["ALB"], "Alby skola", on=DAY), shown=1
        ),
        papers.agenda_item(workplace.agenda_item(cycle, town.units["ALB"], "Alby skola", on=DAY)),
    ):
        text = plain_text(paper)
        assert "Lägga mötena före klockan 15" in text and "arbetslagsledare" in text
        for hidden in (RISK, "Schemat lades", *town.people):
            assert hidden not in text


def test_measures_that_are_closed_or_done_at_the_unit_are_left_out(town, cycle):
    unit = town.units["ALB"]
    done, left = decide(town, cycle, 2)
    actions.record_outcome(
        measure_id=done.pk, cycle=cycle, actor=town.hr, at=AT,
        facts=actions.OutcomeFacts(
            result="done", effect="yes", how_known="Vi frågade på två träffar."
        ),
    )  # fmt: skip
    kept, finished = common(town, cycle, "Gå igenom rutinen"), common(town, cycle, "Läsa planen")
    actions.set_at_unit(
        measure_id=finished.pk, unit_id=unit.pk, status="done", note="Vi läste den på APT.",
        actor=town.hr, at=AT,
    )  # fmt: skip

    item = workplace.agenda_item(cycle, unit, "Alby skola", on=DAY)

    assert [m.title for m in item.own] == [left.title]
    assert [m.title for m in item.common] == [kept.title]


def test_the_questions_come_from_areas_that_this_unit_has_not_examined_this_year(town, cycle):
    unit = town.units["ALB"]
    before = workplace.agenda_item(cycle, unit, "Alby skola", on=DAY)
    seen = actions.ExaminationFacts(
        area="working_conditions", grounds=("age",), methods=("statistics",), on_date=DAY,
        participants="rektor och skyddsombud", finding="nothing",
        conclusion="Vi jämförde scheman för yngre och äldre.",
    )  # fmt: skip
    actions.record_examination(
        cycle=cycle, unit=town.units["EKL"], facts=seen, actor=town.hr, at=AT
    )
    assert workplace.agenda_item(cycle, unit, "Alby skola", on=DAY) == before

    actions.record_examination(cycle=cycle, unit=unit, facts=seen, actor=town.hr, at=AT)
    after = workplace.agenda_item(cycle, unit, "Alby skola", on=DAY)

    assert "undersökt 0 av 7" in words(before) and "undersökt 1 av 7" in words(after)
    assert [a for a, _q in before.unexamined][1:] == [a for a, _q in after.unexamined]
    assert words(after).count("?") == 3


def test_the_units_year_links_to_both_and_another_units_are_not_found(bo, town, cycle):
    year = bo.get(f"/ar/{cycle.pk}/enhet/{town.units['ALB'].pk}/").content.decode()

    for which in ("apt", "vagg"):
        assert url(town, cycle, which) in year
        assert bo.get(url(town, cycle, which, unit="EKL")).status_code == 404
