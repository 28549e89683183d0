"""What comes of a year: observations, papers, cases and decisions."""

from __future__ import annotations

from datetime import date, timedelta

from aktiva.apps.casework import actions as casework
from aktiva.apps.casework.models import Case
from aktiva.apps.cycles import actions as cycles
from aktiva.apps.cycles.models import (
    Cycle,
)
from aktiva.apps.reports import actions as reports
from aktiva.apps.reports import queries as reports_queries
from aktiva.apps.reports.models import Observation, Paper
from aktiva.demo.load.made import Made, noon
from aktiva.demo.solvik import shapes
from aktiva.domain.compilation.terms import vectors


def load(made: Made, cycle: Cycle, y: shapes.Year, actor) -> None:
    """Propose and decide observations; of a year that is over also the papers and the cases."""
    made.progress(f"{y.year}: iakttagelser och handlingar")
    root = made.units[made.plan.employer.code]
    at = noon(min(y.compile_on, made.plan.now.date()))
    signed = f"{actor.name}, {made.titles[made.key(actor)]}"
    told = {o.unit_code for o in y.observations}
    departments = [
        made.units[s.unit_code]
        for s in y.department_sheets
        if not y.finished or s.unit_code in told
    ]
    for scope in (root, *departments):
        alike = vectors if scope == root and not y.finished else None
        reports.propose_observations(cycle=cycle, unit=scope, actor=actor, at=at, alike=alike)
    chosen = {(o.unit_code or root.code, o.question): o for o in y.observations}
    counted = Observation.objects.filter(cycle=cycle, origin=Observation.Origin.COUNTS)
    for kept in counted.select_related("unit"):
        found = chosen.get((kept.unit.code, kept.question))
        if found is not None:
            reports.decide_observation(
                observation_id=kept.pk, state="accepted", text=found.text, title=found.title[:120],
                changed_as=signed, actor=actor, at=at,
            )  # fmt: skip
        elif y.finished:
            reports.decide_observation(
                observation_id=kept.pk, state="dropped", changed_as=signed, actor=actor, at=at
            )
    cases = _cases(made, cycle, y)
    if not y.finished:
        return
    for approval in y.approvals:
        head = made.users[approval.by]
        paper = reports.make_paper(
            cycle=cycle,
            unit=made.units[approval.department_code],
            kind=Paper.Kind.DEPARTMENT_REPORT,
            title=f"Rapport om årlig uppföljning av aktiva åtgärder {y.year}",
            paper_date=approval.on,
            actor=head,
            at=noon(approval.on),
        )
        reports.hand_in(paper_id=paper.pk, actor=head, at=noon(approval.on))
        reports.approve(
            paper_id=paper.pk, approved_as=f"{head.name}, {made.titles[approval.by]}", actor=head,
            at=noon(approval.on),
        )  # fmt: skip
    main = next(c for c in cases if c.unit.code == y.cases[0].unit_code)
    day = date(y.year, 12, 18)
    account = reports.make_paper(
        cycle=cycle,
        unit=root,
        kind=Paper.Kind.ANNUAL_REPORT,
        title=f"Uppföljning av aktiva åtgärder {y.year}",
        paper_date=day,
        case=main,
        actor=actor,
        at=noon(day),
    )
    reports.approve(paper_id=account.pk, approved_as=signed, actor=actor, at=noon(day))
    board, preparing = made.bodies["KS"], made.bodies["KSAU"]
    compiled = reports_queries.compilation(cycle, root, at=at)
    official = reports.make_paper(
        cycle=cycle,
        unit=main.unit,
        kind=Paper.Kind.OFFICIAL_REPORT,
        title=f"Årlig uppföljning av aktiva åtgärder {y.year}",
        paper_date=y.report_on,
        case=main,
        slots={
            "summary": (
                f"Av kommunens {compiled.n_asked} enheter har {compiled.n_answered} lämnat sitt "
                f"underlag för {y.year}. Kontakten under föräldraledighet fungerar på nästan alla "
                "enheter. En rutin mot repressalier saknas fortfarande."
            ),
            "matter": (
                "Kommunens enheter har under hösten undersökt risker och hinder, analyserat "
                "orsaker, bestämt åtgärder och följt upp förra årets åtgärder. Rapporten är "
                "arbetsgivarens skriftliga redovisning enligt 3 kap. 13 § diskrimineringslagen."
            ),
        },
        facts={
            "bodies": [preparing.pk, board.pk],
            "points": [{"verb": v, "object": o} for v, o in y.cases[0].handlings[-1].points],
            "recipients": [d.name for d in y.cases[0].recipients],
            "report": account.pk,
            "author": signed,
        },
        actor=actor,
        at=noon(y.report_on),
    )
    reports.approve(paper_id=official.pk, approved_as=signed, actor=actor, at=noon(y.report_on))
    for case in cases:
        _decisions(made, case, next(c for c in y.cases if c.dnr == case.dnr))
    if y.year == made.plan.years[-2].year:
        made.progress(f"{y.year}: handlingsplaner")
        reports.make_action_plans(
            cycle=cycle,
            paper_date=y.review_on,
            approved_as=signed,
            actor=actor,
            at=noon(y.review_on),
        )
    if y.closed_at is not None:
        cycles.close_year(cycle_id=cycle.pk, closed_as=signed, actor=actor, at=y.closed_at)


def _cases(made: Made, cycle: Cycle, y: shapes.Year) -> list[Case]:
    cases = []
    for c in y.cases:
        registrar = made.users[c.registered_by]
        cases.append(
            casework.register_case(
                cycle=cycle,
                unit=made.units[c.unit_code],
                dnr=c.dnr,
                title=c.title,
                background=c.background,
                registered_date=c.registered_on,
                registered_as=f"{registrar.name}, {made.titles[c.registered_by]}",
                recipients=tuple(d.name for d in c.recipients),
                actor=registrar,
                at=noon(c.registered_on),
            )
        )
    return cases


def _decisions(made: Made, case: Case, given: shapes.Case) -> None:
    secretary = made.users["elsa.wiklund"]
    signed = f"{secretary.name}, {made.titles['elsa.wiklund']}"
    for h in given.handlings:
        at = noon(h.on + timedelta(days=1))
        handling = casework.record_decision(
            case_id=case.pk, body=made.bodies[h.body], on_date=h.on, paragraph=h.paragraph,
            kind=h.kind, points=[{"verb": v, "object": o} for v, o in h.points],
            approved_date=h.approved_on, recorded_as=signed, actor=secretary, at=at,
        )  # fmt: skip
        reports.make_minutes_extract(handling=handling, approved_as=signed, actor=secretary, at=at)
    for recipient in case.recipients.all():
        sent = next(d for d in given.recipients if d.name == recipient.name)
        if sent.sent_on is not None:
            casework.note_dispatch(
                case_id=case.pk, recipient_ids=[recipient.pk], sent_date=sent.sent_on,
                how=sent.how, actor=secretary, at=noon(sent.sent_on),
            )  # fmt: skip
