"""Loads the demonstration municipality: structure and answers in bulk, the rest by actions."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, datetime, time, timedelta

from django.contrib.auth.hashers import make_password
from django.db import transaction

from aktiva.adapters.clock import SWEDEN
from aktiva.apps.accounts.models import User
from aktiva.apps.audit import history, log
from aktiva.apps.casework import actions as casework
from aktiva.apps.casework.models import Case
from aktiva.apps.cycles import actions as cycles
from aktiva.apps.cycles.models import (
    Cause,
    Cycle,
    Extension,
    Measure,
    MeasureRisk,
    Outcome,
    Risk,
)
from aktiva.apps.organisation.actions.structure import touch_tree
from aktiva.apps.organisation.models import (
    BodyUnit,
    Employer,
    PoliticalBody,
    RoleHolding,
    Succession,
    Unit,
    UnitKind,
    UnitPeriod,
)
from aktiva.apps.reports import actions as reports
from aktiva.apps.reports import queries as reports_queries
from aktiva.apps.reports.models import Observation, Paper
from aktiva.apps.statistics import actions as statistics
from aktiva.apps.surveys import actions as surveys
from aktiva.apps.surveys import queries as surveys_queries
from aktiva.apps.surveys.models import Answer, Campaign, Remark, Sheet
from aktiva.demo import reminders, reorganisations, year_work
from aktiva.demo.solvik import blueprint, cooperation, shapes, trainings
from aktiva.domain.cycle.states import State
from aktiva.domain.organisation.permissions import Role
from aktiva.domain.questionnaire import is_answered, is_undesired

PASSWORD = "solvik-demo-2026"
SET_UP = datetime(2023, 12, 1, 9, 0, tzinfo=SWEDEN)
IN_OTHER_TASKS = surveys_queries.IN_OTHER_TASKS
Progress = Callable[[str], None]


def noon(day: date) -> datetime:
    """Return midday in Sweden."""
    return datetime.combine(day, time(12, 0), tzinfo=SWEDEN)


class Loader:
    """Holds what has been made so far, by the blueprint's own keys."""

    CLOSING = {"done": State.EVALUATED, "dropped": State.DROPPED, "cancelled": State.DROPPED}

    def __init__(self, plan: shapes.Municipality, progress: Progress) -> None:
        self.plan = plan
        self.progress = progress
        self.users: dict[str, User] = {}
        self.units: dict[str, Unit] = {}
        self.bodies: dict[str, PoliticalBody] = {}
        self.measures: dict[str, Measure] = {}
        self.risks: dict[str, Risk] = {}
        self.titles: dict[str, str] = {}

    def run(self) -> None:
        """Load everything. One who is interrupted begins again with an empty database."""
        employer = self.organisation(self.plan.employer)
        self.organisation(self.plan.company)
        self.figures(employer)
        for year in self.plan.years:
            self.year(employer, year)
        self.progress("2026: årets arbete vid sidan av underlaget")
        with transaction.atomic():
            year_work.load(
                employer=employer, units=self.units, actor=self._somebody(self.plan.employer),
                now=self.plan.now,
            )  # fmt: skip
            reorganisations.load(employer=employer, actor=self._somebody(self.plan.employer))
        self.progress("Kalender och påminnelser")
        reminders.keep_calendar(employer, hr=self.users["amina.lindqvist"])
        reminders.remind(employer, people=self.users)

    # ---- organisation ------------------------------------------------------------------

    @transaction.atomic
    def organisation(self, given: shapes.Employer) -> Employer:
        self.progress(f"{given.name}: enheter, roller och organ")
        self._people(given)
        actor = self._somebody(given)
        employer = history.store(
            Employer(
                org_number=given.organisation_number,
                name=given.name,
                kind=given.kind,
                address=given.address,
                contact=given.contact,
            ),
            at=SET_UP,
            by=actor,
        )
        kinds = {
            k.code: history.store(
                UnitKind(
                    employer=employer, code=k.code, level=k.level, singular=k.singular,
                    definite=k.definite, plural=k.plural, chief=k.chief, answers=k.answers,
                    position=n,
                ),
                at=SET_UP,
                by=actor,
            )
            for n, k in enumerate(given.kinds)
        }  # fmt: skip
        history.store_many(
            [Unit(employer=employer, code=u.code) for u in given.units], at=SET_UP, by=actor
        )
        own = {u.code: u for u in Unit.objects.filter(employer=employer)}
        self.units |= own
        periods = []
        for u in given.units:
            for placement in u.placements:
                period = UnitPeriod(
                    unit=own[u.code],
                    name=u.name,
                    short_name=u.short_name[:80],
                    kind=kinds[u.kind],
                    parent=own.get(placement.parent_code),
                    from_date=placement.valid_from,
                    to_date=placement.valid_to,
                )
                if placement.valid_from > SET_UP.date():
                    period._history_date = noon(placement.valid_from - timedelta(days=20))
                periods.append(period)
        history.store_many(periods, at=SET_UP, by=actor)
        history.store_many(
            [
                Succession(
                    before=own[s.before_code], after=own[s.after_code], kind=s.kind, on_date=s.on
                )
                for s in given.successions
            ],
            at=SET_UP,
            by=actor,
        )
        self._roles(given)
        self._bodies(given, employer, actor)
        touch_tree(employer)
        log.record(log.Event.EMPLOYER_CREATED, actor=actor, about=employer, at=SET_UP)
        return employer

    def _people(self, given: shapes.Employer) -> None:
        secret = make_password(PASSWORD)
        fresh = [p for p in given.people if p.key not in self.users]
        User.objects.bulk_create(
            [
                User(email=p.email, name=p.name, protected_identity=p.protected, password=secret)
                for p in fresh
            ]
        )
        by_email = {u.email: u for u in User.objects.filter(email__in=[p.email for p in fresh])}
        self.users |= {p.key: by_email[p.email] for p in fresh}

    def _somebody(self, given: shapes.Employer) -> User:
        strategist = next(
            (h for h in given.holdings if h.role == Role.HR_STRATEGIST), given.holdings[0]
        )
        return self.users[strategist.person]

    def _roles(self, given: shapes.Employer) -> None:
        rows = []
        for h in given.holdings:
            self.titles.setdefault(h.person, h.title)
            row = RoleHolding(
                user=self.users[h.person],
                role=h.role,
                unit=self.units[h.unit_code],
                title=h.title,
                acting=h.acting,
                organisation=h.organisation,
                notified_date=h.notified_on,
                from_date=h.from_date,
                to_date=h.to_date,
            )
            if h.from_date > SET_UP.date():
                row._history_date = noon(h.from_date)
            rows.append(row)
        history.store_many(rows, at=SET_UP, by=self._somebody(given))

    def _bodies(self, given: shapes.Employer, employer: Employer, actor) -> None:
        own: dict[str, PoliticalBody] = {}
        for b in given.bodies:
            own[b.code] = history.store(
                PoliticalBody(
                    employer=employer, name=b.name, kind=b.kind, code=b.code,
                    above=own.get(b.above or ""), from_date=b.from_date,
                ),
                at=SET_UP,
                by=actor,
            )  # fmt: skip
            for code in b.department_codes:
                history.store(
                    BodyUnit(body=own[b.code], unit=self.units[code], from_date=b.from_date),
                    at=SET_UP,
                    by=actor,
                )
        self.bodies |= own

    def figures(self, employer: Employer) -> None:
        self.progress("Personaluppgifter")
        actor = self._somebody(self.plan.employer)
        days = sorted({f.on for f in self.plan.employer.staff})
        for day in days:
            rows = [
                (self.units[f.unit_code], f.form, f.extent, f.n)
                for f in self.plan.employer.staff
                if f.on == day
            ]
            at = noon(day) if day <= self.plan.now.date() else self.plan.now
            statistics.store_figures(
                employer=employer,
                on_date=day,
                figures=rows,
                source="HR-systemet",
                actor=actor,
                at=at,
            )

    # ---- a year ------------------------------------------------------------------------

    def year(self, employer: Employer, y: shapes.Year) -> None:
        actor = self._somebody(self.plan.employer)
        self.progress(f"{y.year}: året öppnas och underlaget skickas ut")
        cycle = cycles.open_year(
            employer=employer,
            year=y.year,
            review_date=y.review_on,
            compile_date=y.compile_on,
            report_date=y.report_on,
            decision_date=y.decision_on,
            actor=actor,
            at=y.opened_at,
        )
        root = self.units[self.plan.employer.code]
        with transaction.atomic():
            self._measures([(root, m) for m in y.common_measures], cycle, actor)
            self._outcomes([(root, o) for o in y.common_outcomes], cycle, actor)
        campaign = surveys.open_campaign(
            cycle=cycle,
            units=[self.units[s.unit_code] for s in y.sheets],
            opens_date=y.opens_on,
            last_date=y.last_day,
            message=y.message,
            actor=actor,
            at=noon(y.opens_on).replace(hour=8),
        )
        self.progress(f"{y.year}: enheternas svar")
        self._sheets(campaign, y, actor)
        self._chains(cycle, y, actor)
        cooperation.load(
            cycle, actor=actor, units=self.units, users=self.users, root=self.plan.employer.code
        )
        trainings.load(cycle, actor=actor, units=self.units)
        self._after(cycle, y, actor)

    @transaction.atomic
    def _sheets(self, campaign: Campaign, y: shapes.Year, actor) -> None:
        rows = {(s.unit_id, s.level): s for s in campaign.sheets.all()}
        asks = surveys_queries.questionnaire(campaign)
        answers, remarks, submitted, reviewed = [], [], [], []
        dissents = {d.unit_code: d for d in y.dissents}
        for given in (*y.sheets, *y.department_sheets, y.central_sheet):
            sheet = rows[(self.units[given.unit_code].pk, given.level)]
            by = self.users.get(given.submitted_by or "") or actor
            n_complete = 0
            asked = {q.key: q for q in surveys_queries.asked(sheet.level, asks)}
            for a in given.answers:
                if a.question not in asked:
                    continue
                value = dict(a.value)
                if (
                    a.question == "9.2"
                    and given.unit_code in dissents
                    and given.level == "department"
                ):
                    value = _with_dissent(value, dissents[given.unit_code])
                answer = _answer(sheet, asked[a.question], value, a.is_risk, given, by)
                n_complete += answer.is_complete
                answers.append(answer)
            sheet.n_answered = n_complete
            if given.submitted_at is not None:
                sheet.state = Sheet.State.SUBMITTED
                sheet.submitted_at = given.submitted_at
                sheet.submitted_as = (
                    f"{by.name}, {self.titles.get(given.submitted_by or '', '')}".rstrip(", ")
                )
                if by.protected_identity:
                    sheet.submitted_as = self.titles.get(given.submitted_by or "", "")
                sheet._history_date, sheet._history_user = given.submitted_at, by
            elif given.started_at is not None:
                sheet._history_date = given.started_at
            submitted.append(sheet)
            if given.state in {"approved", "returned"}:
                reviewed.append((sheet, given))
            for r in given.remarks:
                if not r.sent_back:
                    continue
                writer = self.users[r.by]
                remark = Remark(
                    sheet=sheet, question=r.question, text=r.text, written_at=r.at,
                    written_by=writer, written_as=f"{writer.name}, {self.titles.get(r.by, '')}",
                    met_at=r.met_at,
                )  # fmt: skip
                remark._history_date = r.at
                remarks.append(remark)
        history.store_many(answers, at=y.opened_at, by=actor)
        history.store_many(remarks, at=y.opened_at, by=actor)
        fields = ["state", "n_answered", "submitted_at", "submitted_as"]
        history.update_many(submitted, fields, at=y.opened_at, by=actor)
        for sheet, given in reviewed:
            sheet.state = given.state
            sheet.approved_at = given.approved_at if given.state == "approved" else None
            sheet._history_date = given.approved_at or max(r.at for r in given.remarks)
        history.update_many(
            [s for s, _g in reviewed], ["state", "approved_at"], at=y.opened_at, by=actor
        )

    @transaction.atomic
    def _chains(self, cycle: Cycle, y: shapes.Year, actor) -> None:
        risks = []
        for sheet in y.sheets:
            for r in sheet.risks:
                row = Risk(
                    cycle=cycle,
                    unit=self.units[sheet.unit_code],
                    area=r.area,
                    grounds=[str(g) for g in r.grounds],
                    description=r.description,
                    source=r.source,
                    question=r.question,
                    likelihood=r.likelihood,
                    consequence=r.consequence,
                    recorded_at=r.recorded_at,
                    no_measure_reason=r.no_measure_reason,
                    no_measure_decided_by=r.no_measure_decided_by,
                    returns_from=self.risks.get(r.returns_from or ""),
                )
                row._history_date = r.recorded_at
                risks.append((r, row))
        made = history.store_many([row for _r, row in risks], at=y.opened_at, by=actor)
        for (r, _row), kept in zip(risks, made, strict=True):
            self.risks[r.ref] = kept
        causes = []
        for r, _row in risks:
            cause = Cause(risk=self.risks[r.ref], description=r.cause)
            cause._history_date = r.recorded_at
            causes.append(cause)
        history.store_many(causes, at=y.opened_at, by=actor)
        self._measures(
            [(self.units[s.unit_code], m) for s in y.sheets for m in s.measures], cycle, actor
        )
        self._outcomes(
            [(self.units[s.unit_code], o) for s in y.sheets for o in s.outcomes], cycle, actor
        )

    def _measures(self, given: Iterable[tuple[Unit, shapes.Measure]], cycle: Cycle, actor) -> None:
        pairs, positions = [], {}
        for unit, m in given:
            positions[unit.pk] = positions.get(unit.pk, -1) + 1
            row = Measure(
                cycle=cycle,
                unit=unit,
                area=m.area,
                title=m.text,
                promotive=m.promotive,
                common=m.common,
                owner_role=m.responsible,
                start_date=min(m.start, m.due),
                due_date=m.due,
                next_check_date=m.next_check,
                follow_up=m.follow_up,
                expected_effect=m.effect,
                effect_measure=m.measured_by[:300],
                position=positions[unit.pk],
                decided_at=m.decided_at,
                carried_from=self.measures.get(m.carried_from or ""),
            )
            row._history_date = m.decided_at
            pairs.append((m, row))
        made = history.store_many([row for _m, row in pairs], at=cycle.opened_at, by=actor)
        links, moved = [], []
        for (m, _row), kept in zip(pairs, made, strict=True):
            self.measures[m.ref] = kept
            for ref in m.risk_refs:
                link = MeasureRisk(measure=kept, risk=self.risks[ref])
                link._history_date = m.decided_at
                links.append(link)
            status = "dropped" if m.status == "cancelled" else m.status
            if status != State.PLANNED:
                kept.status = status
                kept._history_date = min(max(m.decided_at, noon(m.start)), self.plan.now)
                moved.append(kept)
        history.store_many(links, at=cycle.opened_at, by=actor)
        history.update_many(moved, ["status"], at=cycle.opened_at, by=actor)

    def _outcomes(self, given: Iterable[tuple[Unit, shapes.Outcome]], cycle: Cycle, actor) -> None:
        rows = []
        for unit, o in given:
            row = Outcome(
                measure=self.measures[o.measure_ref],
                cycle=cycle,
                unit=unit,
                result="dropped" if o.result == "cancelled" else o.result,
                effect=o.effect,
                how_known=o.how_known,
                new_due_date=o.new_due,
                reason=o.reason,
                decided_by=o.decided_by,
                recorded_at=o.recorded_at,
            )
            row._history_date = o.recorded_at
            rows.append(row)
        history.store_many(rows, at=cycle.opened_at, by=actor)
        closed = []
        for row in rows:
            row.measure.status = self.CLOSING.get(row.result, State.CARRIED)
            row.measure._history_date = row.recorded_at
            closed.append(row.measure)
        history.update_many(closed, ["status"], at=cycle.opened_at, by=actor)
        self._carried(cycle, actor)

    def _carried(self, cycle: Cycle, actor) -> None:
        """Give what goes on the risks it came from, and the decisions of a later date."""
        links, extensions = [], []
        going_on = Measure.objects.filter(cycle=cycle).exclude(carried_from=None)
        outcomes = {o.measure_id: o for o in Outcome.objects.filter(cycle=cycle)}
        for measure in going_on.select_related("carried_from").order_by("pk"):
            for risk in measure.carried_from.risk_links.values_list("risk", flat=True):
                link = MeasureRisk(measure=measure, risk_id=risk)
                link._history_date = measure.decided_at
                links.append(link)
            said = outcomes.get(measure.carried_from_id)
            if said is not None and said.result == Outcome.Result.EXTENDED:
                extension = Extension(
                    measure=measure, old_due_date=measure.carried_from.due_date,
                    new_due_date=said.new_due_date, reason=said.reason,
                    decided_by=said.decided_by, decided_at=said.recorded_at,
                )  # fmt: skip
                extension._history_date = said.recorded_at
                extensions.append(extension)
        history.store_many(links, at=cycle.opened_at, by=actor)
        history.store_many(extensions, at=cycle.opened_at, by=actor)

    # ---- what comes of it --------------------------------------------------------------

    def _after(self, cycle: Cycle, y: shapes.Year, actor) -> None:
        self.progress(f"{y.year}: iakttagelser och handlingar")
        root = self.units[self.plan.employer.code]
        at = noon(min(y.compile_on, self.plan.now.date()))
        signed = f"{actor.name}, {self.titles[self._key(actor)]}"
        told = {o.unit_code for o in y.observations}
        departments = [
            self.units[s.unit_code]
            for s in y.department_sheets
            if not y.finished or s.unit_code in told
        ]
        for scope in (root, *departments):
            reports.propose_observations(cycle=cycle, unit=scope, actor=actor, at=at)
        chosen = {(o.unit_code or root.code, o.question): o for o in y.observations}
        for kept in Observation.objects.filter(cycle=cycle).select_related("unit"):
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
        cases = self._cases(cycle, y)
        if not y.finished:
            return
        for approval in y.approvals:
            head = self.users[approval.by]
            paper = reports.make_paper(
                cycle=cycle,
                unit=self.units[approval.department_code],
                kind=Paper.Kind.DEPARTMENT_REPORT,
                title=f"Rapport om årlig uppföljning av aktiva åtgärder {y.year}",
                paper_date=approval.on,
                actor=head,
                at=noon(approval.on),
            )
            reports.hand_in(paper_id=paper.pk, actor=head, at=noon(approval.on))
            reports.approve(
                paper_id=paper.pk, approved_as=f"{head.name}, {self.titles[approval.by]}", actor=head,
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
        board, preparing = self.bodies["KS"], self.bodies["KSAU"]
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
            self._decisions(case, next(c for c in y.cases if c.dnr == case.dnr))
        if y.year == self.plan.years[-2].year:
            self.progress(f"{y.year}: handlingsplaner")
            reports.make_action_plans(
                cycle=cycle,
                paper_date=y.review_on,
                approved_as=signed,
                actor=actor,
                at=noon(y.review_on),
            )
        cycle.closed_at = y.closed_at
        history.store(cycle, at=y.closed_at or at, by=actor)

    def _key(self, user: User) -> str:
        return next(key for key, u in self.users.items() if u.pk == user.pk)

    def _cases(self, cycle: Cycle, y: shapes.Year) -> list[Case]:
        made = []
        for c in y.cases:
            registrar = self.users[c.registered_by]
            made.append(
                casework.register_case(
                    cycle=cycle,
                    unit=self.units[c.unit_code],
                    dnr=c.dnr,
                    title=c.title,
                    background=c.background,
                    registered_date=c.registered_on,
                    registered_as=f"{registrar.name}, {self.titles[c.registered_by]}",
                    recipients=tuple(d.name for d in c.recipients),
                    actor=registrar,
                    at=noon(c.registered_on),
                )
            )
        return made

    def _decisions(self, case: Case, given: shapes.Case) -> None:
        secretary = self.users["elsa.wiklund"]
        signed = f"{secretary.name}, {self.titles['elsa.wiklund']}"
        for h in given.handlings:
            at = noon(h.on + timedelta(days=1))
            handling = casework.record_decision(
                case_id=case.pk, body=self.bodies[h.body], on_date=h.on, paragraph=h.paragraph,
                kind=h.kind, points=[{"verb": v, "object": o} for v, o in h.points],
                approved_date=h.approved_on, recorded_as=signed, actor=secretary, at=at,
            )  # fmt: skip
            reports.make_minutes_extract(
                handling=handling, approved_as=signed, actor=secretary, at=at
            )
        for recipient in case.recipients.all():
            sent = next(d for d in given.recipients if d.name == recipient.name)
            if sent.sent_on is not None:
                casework.note_dispatch(
                    case_id=case.pk, recipient_ids=[recipient.pk], sent_date=sent.sent_on,
                    how=sent.how, actor=secretary, at=noon(sent.sent_on),
                )  # fmt: skip


def _answer(sheet, question, value, is_risk, given: shapes.Sheet, by: User) -> Answer:
    undesired = is_undesired(question, value)
    is_risk = is_risk if undesired else None
    answer = Answer(
        sheet=sheet,
        question=question.key,
        value=value,
        is_risk=is_risk,
        is_complete=is_answered(question, value) and not (undesired and is_risk is None),
        answered_at=given.submitted_at or given.started_at,
        answered_by=by,
    )
    answer._history_date = answer.answered_at
    return answer


def _with_dissent(value: dict, dissent: shapes.Dissent) -> dict:
    rows = {step: dict(row) for step, row in (value.get("rows") or {}).items()}
    row = rows.setdefault("follow_up", {})
    words = f"{dissent.organisation}: {dissent.text}"
    if dissent.text not in str(row.get("views") or ""):
        row["views"] = f"{row.get('views') or ''} {words}".strip()
    return {**value, "rows": rows}


def load(*, progress: Progress = lambda _words: None) -> shapes.Municipality:
    """Load the demonstration into an empty database, and return its blueprint."""
    plan = blueprint()
    Loader(plan, progress).run()
    return plan
