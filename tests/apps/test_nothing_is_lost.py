"""No measure is lost by any sequence of new years, outcomes, reorganisations and new chiefs."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from django.test import Client
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from strandvik import Municipality, filled_in_by, found, noon

from aktiva.apps.cycles import actions as cycles
from aktiva.apps.cycles import following
from aktiva.apps.cycles import policy as cycles_policy
from aktiva.apps.cycles import queries as cycles_queries
from aktiva.apps.cycles.models import Cycle, Measure
from aktiva.apps.organisation import actions as organisation
from aktiva.apps.organisation import policy
from aktiva.apps.organisation import queries as organisation_queries
from aktiva.apps.organisation.models import Employer, RoleHolding
from aktiva.apps.surveys import actions as surveys
from aktiva.apps.surveys.models import Sheet
from aktiva.domain.organisation.permissions import Role
from aktiva.domain.organisation.reorganising import Change, ChangeKind, Part
from aktiva.domain.organisation.tree import Level

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

RESULTS = ("done", "ongoing", "extended", "not_started", "dropped")


class World:
    """A municipality that lives on: its year, its day, and every measure it has ever decided."""

    def __init__(self) -> None:
        self.town: Municipality = found(on="2023-01-02")
        for code in ("BF", "SF"):
            self.town.unit(code, f"Förvaltning {code}", kind="forvaltning")
        for n, above in enumerate(("BF", "BF", "SF")):
            self.town.managed(f"E{n}", f"Enhet {n}", f"Chef {n}", under=above)
        self.day = date(2023, 2, 1)
        self.n = 0
        self.decided: set[int] = set()
        self.reorganisations: list[int] = []
        self.open_year(2023)

    # ---- reading ----

    @property
    def employer(self) -> Employer:
        return Employer.objects.get(pk=self.town.employer.pk)

    @property
    def cycle(self) -> Cycle:
        return Cycle.objects.select_related("employer").latest("year")

    def tree(self):
        return organisation_queries.tree(self.employer, on=self.day)

    def workplaces(self) -> list[int]:
        return sorted(n.id for n in self.tree().nodes.values() if n.level is Level.WORKPLACE)

    def pick(self, things: list, place: int):
        return things[place % len(things)] if things else None

    def owed(self) -> list[tuple[int, Measure]]:
        """Return unit and measure for all that is owed this year and has no outcome."""
        cycle = self.cycle
        return [
            (unit, o.measure)
            for unit in sorted(self.tree().nodes)
            for o in cycles_queries.owed_measures(cycle, unit, on=self.day)
            if o.outcome is None
        ]

    # ---- what may happen ----

    def open_year(self, year: int) -> None:
        cycle = cycles.open_year(
            employer=self.employer, year=year, actor=self.town.hr, at=noon(self.day)
        )
        policy.forget(self.town.hr)
        units = list(self.town.employer.units.filter(pk__in=self.workplaces()))
        if units:
            surveys.open_campaign(
                cycle=cycle, units=units, opens_date=self.day,
                last_date=self.day + timedelta(days=200), actor=self.town.hr, at=noon(self.day),
            )  # fmt: skip

    def next_year(self, _a: int, _b: int) -> None:
        self.day = date(self.day.year + 1, 2, 1)
        self.open_year(self.day.year)

    def decide(self, a: int, _b: int) -> None:
        unit = self.pick(self.workplaces(), a)
        if unit is not None:
            self.n += 1
            made = cycles.decide_measure(
                cycle=self.cycle, unit=self.town.employer.units.get(pk=unit), actor=self.town.hr,
                at=noon(self.day),
                facts=cycles.MeasureFacts(
                    area="training", title=f"Åtgärd nummer {self.n}", owner_role="chef",
                    due_date=self.day + timedelta(days=300),
                ),
            )  # fmt: skip
            self.decided.add(made.pk)

    def outcome(self, a: int, b: int) -> None:
        unit, measure = self.pick(self.owed(), a) or (None, None)
        if measure is None:
            return
        holdings = RoleHolding.objects.filter(
            organisation_queries.holds_on(self.day), unit=unit, role=Role.UNIT_MANAGER
        ).order_by("pk")
        actor = holdings[0].user if holdings else self.town.hr
        policy.forget(actor)
        result = RESULTS[b % len(RESULTS)]
        cycles.record_outcome(
            measure_id=measure.pk, cycle=self.cycle, actor=actor, at=noon(self.day),
            facts=cycles.OutcomeFacts(
                result=result, effect="partly", how_known="Vi har räknat deltagarna.",
                reason="Det blev så.", decided_by="chef",
                new_due_date=self.day + timedelta(days=300) if result == "extended" else None,
            ),
        )  # fmt: skip
        self.decided |= set(Measure.objects.values_list("pk", flat=True))

    def merge(self, a: int, b: int) -> None:
        units = self.workplaces()
        if len(units) > 1:
            one, other = self.pick(units, a), self.pick(units, a + 1 + b % (len(units) - 1))
            stays = other if b % 3 == 0 else None
            self.reorganise(ChangeKind.MERGE, (one, other), self.part(one, "Ihop", unit=stays))

    def split(self, a: int, b: int) -> None:
        unit = self.pick(self.workplaces(), a)
        if unit is not None:
            goes_on = unit if b % 2 else None
            measures = Measure.objects.order_by("pk").values_list("pk", flat=True)
            picked = {f"measure-{pk}": (str((pk + b) % 2),) for pk in measures}
            self.reorganise(
                ChangeKind.SPLIT, (unit,), self.part(unit, "Del A", unit=goes_on),
                self.part(unit, "Del B"), picked=picked,
            )  # fmt: skip

    def move(self, a: int, b: int) -> None:
        unit = self.pick(self.workplaces(), a)
        above = self.pick(list(self.tree().departments), b)
        if unit is not None:
            node = self.tree().nodes[unit]
            moved = Part(node.name, node.short_name, node.kind, above.id, unit)
            self.reorganise(ChangeKind.MOVE, (unit,), moved)

    def close(self, a: int, _b: int) -> None:
        unit = self.pick(self.workplaces(), a)
        if unit is not None:
            self.reorganise(ChangeKind.CLOSE, (unit,))

    def part(self, like: int, name: str, *, unit: int | None = None) -> Part:
        self.n += 1
        node = self.tree().nodes[like]
        return Part(f"{name} {self.n}", f"{name} {self.n}", node.kind, node.parent, unit)

    def reorganise(self, kind: ChangeKind, before: tuple[int, ...], *parts: Part, picked=None):
        self.day += timedelta(days=3)
        try:
            made = organisation.reorganise(
                employer=self.employer, change=Change(kind, self.day, before, parts),
                decision=organisation.Decision("kommunstyrelsen"), actor=self.town.hr,
                at=noon(self.day), picked=picked,
            )  # fmt: skip
        except organisation.NotPossible:
            return
        self.reorganisations.append(made.pk)

    def undo(self, a: int, _b: int) -> None:
        pk = self.pick(self.reorganisations, a)
        if pk is not None:
            try:
                organisation.undo_reorganisation(
                    reorganisation_id=pk, actor=self.town.hr, at=noon(self.day)
                )
            except ValidationError as told:
                assert all(m.endswith(".") for m in told.messages)

    def change_chief(self, a: int, _b: int) -> None:
        unit = self.pick(self.workplaces(), a)
        if unit is None:
            return
        self.day += timedelta(days=1)
        for holding in RoleHolding.objects.filter(
            organisation_queries.holds_on(self.day - timedelta(days=1)), unit=unit, to_date=None,
            from_date__lt=self.day,
        ):  # fmt: skip
            organisation.end_role(
                holding=holding, to_date=self.day, actor=self.town.hr, at=noon(self.day)
            )
        self.n += 1
        organisation.give_role(
            user=self.town.person(f"Ny {self.n}"), role=Role.UNIT_MANAGER,
            unit=self.town.employer.units.get(pk=unit), title="chef", from_date=self.day,
            actor=self.town.hr, at=noon(self.day),
        )  # fmt: skip

    # ---- what must hold ----

    def check(self) -> None:
        employer = self.employer
        units = sorted(self.tree().nodes)
        there = {m.pk: m for m in Measure.objects.select_related("cycle")}
        assert self.decided <= there.keys()
        holders: dict[int, list[int]] = {}
        for unit in units:
            held = Measure.objects.filter(following.held_by(employer, unit, on=self.day))
            for pk in held.values_list("pk", flat=True):
                holders.setdefault(pk, []).append(unit)
        policy.forget(self.town.hr)
        decidable = set(
            cycles_policy.decidable_measures(self.town.hr, on=self.day).values_list("pk", flat=True)
        )
        waiting = {pk: m for pk, m in there.items() if m.is_open}
        for pk, measure in there.items():
            if pk in waiting:
                assert len(holders.get(pk, [])) == 1, (pk, holders.get(pk))
                assert pk in decidable
            else:
                assert measure.outcomes.exists() or measure.carried_to.exists()
        owed = self.owed()
        earlier = [pk for pk, m in waiting.items() if m.cycle.year < self.cycle.year]
        assert sorted(m.pk for _unit, m in owed) == sorted(earlier)
        for unit, measure in owed:
            assert holders[measure.pk] == [unit]

    def check_pages(self, client: Client) -> None:
        """Every measure stands on a page, and an owed one has a form for the one who answers."""
        client.force_login(self.town.hr)
        for cycle in Cycle.objects.all():
            shown = client.get(f"/ar/{cycle.pk}/atgarder/").content.decode()
            for measure in Measure.objects.filter(cycle=cycle):
                assert measure.title in shown
        for unit, measure in self.owed():
            client.force_login(self.town.hr)
            assert client.get(f"/atgard/{measure.pk}/").status_code == 200
            assert (
                measure.title in client.get(f"/ar/{self.cycle.pk}/enhet/{unit}/").content.decode()
            )
            for holding in RoleHolding.objects.filter(
                organisation_queries.holds_on(self.day), unit=unit, role=Role.UNIT_MANAGER
            ):
                filled = filled_in_by(holding.user, on=self.day)
                sheets = Sheet.objects.filter(pk__in=filled, campaign__cycle=self.cycle, unit=unit)
                client.force_login(holding.user)
                for sheet in sheets:
                    page = client.get(f"/underlag/{sheet.pk}/utfall/{measure.pk}/")
                    assert page.status_code == 200


EVENTS = (
    "next_year",
    "decide",
    "outcome",
    "merge",
    "split",
    "move",
    "close",
    "undo",
    "change_chief",
)
steps = st.tuples(st.sampled_from(EVENTS), st.integers(0, 30), st.integers(0, 30))


class _TakeBack(Exception):
    """Ends an example, so that its rows are gone before the next."""


@pytest.mark.one_engine
@given(st.lists(steps, min_size=4, max_size=14))
@settings(
    max_examples=25, deadline=None, derandomize=True, phases=[Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)  # fmt: skip
def test_every_measure_is_closed_or_owed_by_exactly_one_unit_that_exists(monkeypatch, events):
    """S-029: whatever happens to the units and their chiefs."""
    try:
        with transaction.atomic():
            world = World()
            world.decide(0, 0)
            world.decide(1, 0)
            for name, a, b in events:
                getattr(world, name)(a, b)
                world.check()
            monkeypatch.setenv("AKTIVA_DEMO_NOW", f"{world.day.isoformat()}T12:00:00")
            world.check_pages(Client())
            raise _TakeBack
    except _TakeBack:
        pass
