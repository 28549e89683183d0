"""An invented employer of any size with years of history, for measuring: rows in bulk, same each time.

Nothing here is shown to anybody but the bench. Rows are written with their versions, as actions
write them, but without an action for each, which would take hours.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import date, datetime, time, timedelta

from django.db import transaction

from aktiva.adapters.clock import SWEDEN
from aktiva.apps.accounts.models import User
from aktiva.apps.audit import history, log
from aktiva.apps.cycles import actions as cycles
from aktiva.apps.cycles.models import (
    Cause,
    Cycle,
    Examination,
    Measure,
    MeasureRisk,
    Outcome,
    Risk,
)
from aktiva.apps.organisation import actions as organisation
from aktiva.apps.organisation.actions.structure import touch_tree
from aktiva.apps.organisation.models import Employer, RoleHolding, Unit, UnitPeriod
from aktiva.demo.large_answers import answer_all
from aktiva.domain.cycle.catalogue import measures as catalogue_measures
from aktiva.domain.cycle.catalogue import risks as catalogue_risks
from aktiva.domain.cycle.states import State
from aktiva.domain.organisation.permissions import Role
from aktiva.domain.values import AREAS_OF_THE_ACT, GROUNDS_OF_THE_ACT

HR = "hr@storstad.example"
HEAD = "chef0@storstad.example"
MANAGER = "chef0-0@storstad.example"
N_DEPARTMENTS = 20
N_COMMON = 20
SCHEDULES = ("Årligen i mars", "2 ggr per termin", "Löpande", "Q2", "Senast 14 december", "")


def noon(day: date) -> datetime:
    """Return midday in Sweden."""
    return datetime.combine(day, time(12, 0), tzinfo=SWEDEN)


class Town:
    """Makes the employer year by year.

    Args:
        n_units: Units that answer, spread over `N_DEPARTMENTS` departments.
        years: The calendar years, in order.
        per_unit: Measures that a unit decides each year, on average.
    """

    def __init__(self, *, n_units: int, years: range, per_unit: float = 6.67) -> None:
        self.n_units = n_units
        self.years = years
        self.per_unit = per_unit
        self.rng = random.Random(17)
        self.first = noon(date(years[0], 1, 8))

    def load(self, progress: Callable[[str], None]) -> Employer:
        """Make everything; interrupted, it is begun again in an empty database."""
        progress("organisation")
        with transaction.atomic():
            employer = self.organisation()
        before: Cycle | None = None
        for year in self.years:
            progress(str(year))
            with transaction.atomic():
                before = self._year(employer, year, before)
        return employer

    def organisation(self) -> Employer:
        """Make the employer with its units and their managers; some posts are vacant."""
        self.hr = User.objects.create_user(HR, name="Hanna Ros")
        employer = organisation.create_employer(
            org_number="212000-9903", name="Storstad kommun", kind="municipality",
            address="Torget 1", actor=self.hr, at=self.first, on=self.first.date(),
            kinds=organisation.USUAL_KINDS,
        )  # fmt: skip
        kinds = {k.code: k for k in employer.kinds.all()}
        root = employer.units.get(code="0")
        names = [f"F{d}" for d in range(N_DEPARTMENTS)]
        names += [f"F{n % N_DEPARTMENTS}-{n // N_DEPARTMENTS}" for n in range(self.n_units)]
        history.store_many(
            [Unit(employer=employer, code=n) for n in names], at=self.first, by=self.hr
        )
        self.units = {u.code: u for u in employer.units.exclude(code="0")}
        self.leaves = [self.units[n] for n in names[N_DEPARTMENTS:]]
        self.root = root
        history.store_many(
            [
                UnitPeriod(
                    unit=unit,
                    name=f"Enhet {code}" if "-" in code else f"Förvaltning {code}",
                    short_name=code,
                    kind=kinds["enhet" if "-" in code else "forvaltning"],
                    parent=self.units[code.split("-")[0]] if "-" in code else root,
                    from_date=self.first.date(),
                )
                for code, unit in self.units.items()
            ],
            at=self.first,
            by=self.hr,
        )
        people = User.objects.bulk_create(
            [
                User(email=f"chef{code[1:]}@storstad.example", name=f"Chef {code}", password="!")
                for code in self.units
            ]
        )
        history.store_many(
            [
                RoleHolding(
                    user=person, unit=self.units[code], from_date=self.first.date(),
                    role=Role.UNIT_MANAGER if "-" in code else Role.DEPARTMENT_HEAD,
                    title="enhetschef" if "-" in code else "förvaltningschef",
                )
                for person, code in zip(people, self.units, strict=True)
                if not code.endswith("-7")  # some posts are vacant
            ],
            at=self.first,
            by=self.hr,
        )  # fmt: skip
        touch_tree(employer)
        return employer

    def _year(self, employer: Employer, year: int, before: Cycle | None) -> Cycle:
        at = noon(date(year, 1, 10))
        cycle = cycles.open_year(employer=employer, year=year, actor=self.hr, at=at)
        entries, found = catalogue_measures(), catalogue_risks()
        common = [
            Measure(
                cycle=cycle, unit=self.root, area=entry.area, title=entry.text, promotive=True,
                common=True, owner_role="Respektive chef", schedule_text="Årligen i mars",
                due_date=date(year, 3, 31), position=n, decided_at=at,
            )
            for n, entry in enumerate(entries[:N_COMMON])
        ]  # fmt: skip
        risks, causes, measures, answers = [], [], [], []
        examinations = []
        for unit in self.leaves:
            for entry in self.rng.sample(found, 2):
                risks.append(
                    Risk(
                        cycle=cycle, unit=unit, area=entry.area, description=entry.text,
                        grounds=[g.value for g in entry.grounds], source="APT i september",
                        recorded_at=at,
                    )
                )  # fmt: skip
                causes.append(entry.why)
            n_own = int(self.per_unit) + (self.rng.random() < self.per_unit % 1)
            for n, entry in enumerate(self.rng.sample(entries, n_own)):
                due = date(year, 2, 1) + timedelta(days=self.rng.randrange(330))
                measures.append(
                    Measure(
                        cycle=cycle, unit=unit, area=entry.area, title=entry.text,
                        promotive=n > 1, owner_role=self.rng.choice(("Chef", "enhetschef", "HR")),
                        start_date=date(year, 1, 15), due_date=due,
                        schedule_text=self.rng.choice(SCHEDULES), expected_effect=entry.effect,
                        effect_measure=entry.measured_by, position=n, decided_at=at,
                    )
                )  # fmt: skip
                answers.append(len(risks) - 2 + n if n < 2 else None)
            for area in self.rng.sample(AREAS_OF_THE_ACT, 3):
                examinations.append(
                    Examination(
                        cycle=cycle, unit=unit, area=area, methods=["workplace_meeting"],
                        grounds=[g.value for g in self.rng.sample(GROUNDS_OF_THE_ACT, 4)],
                        on_date=date(year, 9, 1) + timedelta(days=self.rng.randrange(50)),
                        participants="chef och skyddsombud", finding="nothing",
                        conclusion=f"Vi gick igenom {area} i {unit.code} {year}.", recorded_at=at,
                    )
                )  # fmt: skip
        by = {"at": at, "by": self.hr}
        risks = history.store_many(risks, **by)
        history.store_many(
            [Cause(risk=r, description=why) for r, why in zip(risks, causes, strict=True)], **by
        )
        history.store_many(common, **by)
        measures = history.store_many(measures, **by)
        history.store_many(
            [
                MeasureRisk(measure=m, risk=risks[place])
                for m, place in zip(measures, answers, strict=True)
                if place is not None
            ],
            **by,
        )
        history.store_many(examinations, **by)
        departments = [self.units[u.code.split("-")[0]] for u in self.leaves]
        answer_all(
            cycle, self.root, list(zip(self.leaves, departments, strict=True)),
            by=self.hr, rng=self.rng,
        )  # fmt: skip
        if before is not None:
            self._close(before, cycle, at=noon(date(year, 1, 20)))
        log.record(log.Event.PLAN_IMPORTED, actor=self.hr, about=cycle, at=at)
        return cycle

    def _close(self, before: Cycle, cycle: Cycle, *, at: datetime) -> None:
        """Evaluate all but a hundredth of the year before, which stays open."""
        closed, outcomes = [], []
        for measure in Measure.objects.filter(cycle=before):
            if self.rng.random() < 0.01:
                continue
            measure.status = State.EVALUATED
            closed.append(measure)
            outcomes.append(
                Outcome(
                    measure=measure, cycle=cycle, unit_id=measure.unit_id, result="done",
                    effect=self.rng.choice(("yes", "partly", "no")),
                    how_known="Vi frågade på APT i januari.", recorded_at=at,
                )
            )  # fmt: skip
        history.store_many(outcomes, at=at, by=self.hr)
        history.update_many(closed, ["status"], at=at, by=self.hr)
