"""Loads what the demonstration municipality does through the year, by the product's own actions."""

from __future__ import annotations

from datetime import date, datetime, time
from decimal import Decimal

from aktiva.adapters.clock import SWEDEN
from aktiva.apps.attachments import actions as attachments
from aktiva.apps.audit import history
from aktiva.apps.cycles import actions as cycles
from aktiva.apps.cycles.models import Cycle, Measure, Risk, RiskReview
from aktiva.apps.organisation.models import Employer, Unit
from aktiva.apps.registers import actions as registers
from aktiva.apps.surveys.models import Sheet
from aktiva.demo.solvik import year_work as given

HANDED_IN = (Sheet.State.SUBMITTED, Sheet.State.APPROVED, Sheet.State.RETURNED)


def noon(day: date) -> datetime:
    """Return midday in Sweden."""
    return datetime.combine(day, time(12, 0), tzinfo=SWEDEN)


def load(*, employer: Employer, units: dict[str, Unit], actor, now: datetime) -> None:
    """Load forums, examinations, a survey, a sample and the common measures at some units."""
    cycle = Cycle.objects.get(employer=employer, year=2026)
    registers.set_up_forums(employer=employer, actor=actor, at=noon(date(2026, 1, 12)))
    sources = {}
    for row in given.SOURCES:
        sources[row.unit] = cycles.record_source(
            cycle=cycle, unit=units[row.unit], method=row.method, on_date=row.on,
            title=row.title, notes=row.notes, actor=actor, at=noon(row.on),
        )  # fmt: skip
    cycles.record_survey_figures(
        source_id=sources["SOLVIK"].pk,
        rows=[
            cycles.FigureRow(units[code].pk, index, Decimal(value.replace(",", ".")), n)
            for code, index, value, n in given.SURVEY
        ],
        actor=actor,
        at=noon(date(2026, 9, 28)),
    )
    for row in given.EXAMINATIONS:
        own = sources.get(row.unit)
        rests = own is not None and own.method in row.methods
        kept = cycles.record_examination(
            cycle=cycle, unit=units[row.unit], actor=actor, at=noon(row.on),
            facts=cycles.ExaminationFacts(
                area=row.area, grounds=row.grounds, methods=row.methods, on_date=row.on,
                participants=row.participants, finding="nothing", conclusion=row.conclusion,
                source_id=own.pk if rests else None,
            ),
        )  # fmt: skip
        if "advertisements" in row.methods:
            sample = cycles.draw_sample(
                examination_id=kept.pk, of_what="annonser våren 2026", n_population=21, n_drawn=9,
                seed="vår 2026", actor=actor, at=noon(row.on),
            )  # fmt: skip
            cycles.report_sample(
                sample_id=sample.pk, n_deviating=2, actor=actor, at=noon(row.on),
                done="Kravet på körkort ströks och mallen ändrades.",
            )  # fmt: skip
    _common(cycle, units, actor=actor)
    _notes(units[given.NOTED_AT], actor=actor)
    _reviews(employer, actor=actor, now=now)


def _common(cycle: Cycle, units: dict[str, Unit], *, actor) -> None:
    """Every third unit has said something about the common measures."""
    codes = sorted(code for code in units if "-" in code)
    at = noon(date(2026, 10, 5))
    for measure in Measure.objects.filter(cycle=cycle, common=True).order_by("position"):
        status, note = given.AT_UNITS.get(measure.title, ("", ""))
        for code in codes[::3] if status else ():
            try:
                cycles.set_at_unit(
                    measure_id=measure.pk, unit_id=units[code].pk, status=status, note=note,
                    actor=actor, at=at,
                )  # fmt: skip
            except (Measure.DoesNotExist, Unit.DoesNotExist):
                continue  # a unit that does not answer for itself, or is another employer's


def _notes(unit: Unit, *, actor) -> None:
    """One unit shows what it has done, in words and with a file."""
    for note in given.NOTES:
        measure = Measure.objects.filter(unit=unit, title=note.title).latest("cycle__year")
        cycles.add_note(
            measure_id=measure.pk, text=note.text, written_as="rektor", actor=actor,
            at=noon(note.on),
            file=attachments.examine(name=note.file_name, content=note.content.encode())
            if note.file_name
            else None,
        )  # fmt: skip


def _reviews(employer: Employer, *, actor, now: datetime) -> None:
    """Units that have handed in have gone through the risks of the year before."""
    rows = []
    for cycle in Cycle.objects.filter(employer=employer).order_by("year"):
        handed_in = dict(
            Sheet.objects.filter(
                campaign__cycle=cycle, level=Sheet.Level.UNIT, state__in=HANDED_IN
            ).values_list("unit", "submitted_at")
        )
        left = set(
            Risk.objects.filter(cycle=cycle)
            .exclude(returns_from=None)
            .values_list("returns_from", flat=True)
        )
        before = Risk.objects.filter(cycle__employer=employer, cycle__year=cycle.year - 1)
        for risk in before.filter(unit__in=handed_in).order_by("pk"):
            at = handed_in[risk.unit_id] or now
            row = RiskReview(
                risk=risk, cycle=cycle, is_left=risk.pk in left, reviewed_at=at,
                how_known="Frågan togs upp på APT och vid skyddsronden."
                if risk.pk in left
                else "Ingen nämnde det på APT eller vid skyddsronden i år.",
            )  # fmt: skip
            row._history_date = at
            rows.append(row)
    history.store_many(rows, at=now, by=actor)
