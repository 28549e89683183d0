"""What a reorganisation does to measures and risks: nothing is moved, and nothing is lost.

Rows stay where they were written. Whose they are today is found through the lineage of the
units, so that taking a reorganisation back needs nothing here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from aktiva.apps.cycles.models import Measure, Note, Outcome, Risk
from aktiva.apps.organisation import queries as organisation
from aktiva.apps.organisation.followers import Choice, Consequence, Handed, Picked, Planned
from aktiva.apps.organisation.models import Employer, Reorganisation
from aktiva.domain.cycle.states import OPEN
from aktiva.domain.organisation.reorganising import ChangeKind

SORT = "measure"


def held_by(employer: Employer, unit_id: int, *, on: date) -> Q:
    """Return the condition that a measure is with a unit on a day.

    The unit's own measures, those of units that have gone into it, and those that were handed
    to it by choice when a unit was split.
    """
    lineage = organisation.lineage(employer, on=on)
    away = _handed(lineage.given_away(SORT, unit_id))
    return Q(unit__in=lineage.left_to(unit_id)) & ~away | _handed(lineage.given_to(SORT, unit_id))


def _handed(things: Mapping[int, frozenset[int]]) -> Q:
    condition = Q(pk__in=())
    for origin, numbers in things.items():
        condition |= Q(unit=origin, pk__in=numbers)
    return condition


def holder_of(measure: Measure, *, on: date) -> int:
    """Return the unit that answers for a measure on a day."""
    return holders_of(measure.cycle.employer, [measure], on=on)[measure.pk]


def holders_of(employer: Employer, measures: Iterable[Measure], *, on: date) -> dict[int, int]:
    """Return measure → the unit that answers for it on a day."""
    lineage = organisation.lineage(employer, on=on)
    return {m.pk: lineage.holder_of(SORT, m.pk, m.unit_id) or m.unit_id for m in measures}


def risk_units(employer: Employer, unit_id: int, *, on: date) -> frozenset[int]:
    """Return the units whose risks of this year a unit answers for: its own and some no more."""
    return organisation.lineage(employer, on=on).left_to(unit_id) | {unit_id}


def earlier_units(employer: Employer, unit_id: int, *, on: date) -> frozenset[int]:
    """Return the units whose risks of last year may come back in a unit."""
    return frozenset({unit_id, *organisation.lineage(employer, on=on).before(unit_id)})


def handed_to(employers: Iterable[Employer], units: frozenset[int], *, on: date) -> Q:
    """Return the condition that a measure was handed by choice to one of some units."""
    condition = Q(pk__in=())
    for employer in employers:
        lineage = organisation.lineage(employer, on=on)
        for unit in units:
            condition |= _handed(lineage.given_to(SORT, unit))
    return condition


def open_measures(employer: Employer):
    """Return the employer's measures that have not been evaluated, struck or carried on."""
    return Measure.objects.filter(cycle__employer=employer, status__in=OPEN).order_by(
        "cycle__year", "position", "pk"
    )


class MeasuresFollow:
    """Open measures and risks go to the unit that comes after; in a split a person chooses."""

    def preview(self, planned: Planned) -> Iterable[Consequence]:
        """Return who takes over how much, and a choice for each measure of a unit that is split."""
        heading = _("Åtgärder och risker")
        if planned.change.kind in {ChangeKind.MOVE, ChangeKind.RENAME}:
            lines = (_("Åtgärder och risker följer med enheten."),)
            return [Consequence(heading, lines)]
        lines: list[str] = []
        choices: list[Choice] = []
        for unit in planned.divided:
            measures = self._held(planned, unit)
            if len(planned.plan.parts) > 1:
                choices += [self._choice(planned, unit, m) for m in measures]
            elif measures:
                lines.append(_taken_over(planned, unit, len(measures)))
            n_risks = _n_risks(planned, unit)
            if n_risks and planned.heir(unit) != unit:
                lines.append(_risks_taken_over(planned, unit, n_risks))
        if choices:
            lines.append(_("Välj vem som tar över varje öppen åtgärd."))
        if not lines:
            lines.append(_("Det finns inga öppna åtgärder att ta över."))
        lines.append(_("Det som skrivits tidigare år står kvar under det gamla namnet."))
        return [Consequence(heading, tuple(lines), tuple(choices))]

    def _held(self, planned: Planned, unit: int) -> list[Measure]:
        held = held_by(planned.employer, unit, on=planned.change.on)
        return list(open_measures(planned.employer).filter(held))

    def _choice(self, planned: Planned, unit: int, measure: Measure) -> Choice:
        heir = planned.heir(unit)
        return Choice(
            key=f"{SORT}-{measure.pk}",
            label=measure.title,
            options=planned.parts,
            initial=(str(planned.plan.parts.index(heir)),),
            note=_("Tas över av"),
        )

    def apply(self, planned: Planned, picked: Picked, journal) -> Handed:
        """Return the measures that go to another part than the one that takes what nobody chose."""
        usual = {planned.heir(unit) for unit in planned.divided}
        chosen = {}
        for key, values in picked.items():
            sort, _dash, number = key.partition("-")
            if sort == SORT and values:
                unit = planned.plan.parts[int(values[0])]
                if unit not in usual:
                    chosen[int(number)] = unit
        if not chosen:
            return {}
        origins = Measure.objects.filter(pk__in=chosen).values_list("pk", "unit")
        return {SORT: {number: (origin, chosen[number]) for number, origin in origins}}

    def standing(self, made: Reorganisation, new: frozenset[int]) -> Iterable[str]:
        """Return what has been written since, for units that would no longer be or take it back."""
        ended = made.facts["ended"]
        outcomes = Q(unit__in=new) | (Q(measure__unit__in=ended) & ~Q(unit__in=ended))
        for number, (_origin, unit) in made.given.get(SORT, {}).items():
            outcomes |= Q(measure=number, unit=unit)
        n_outcomes = Outcome.objects.filter(outcomes, recorded_at__gte=made.made_at).count()
        came_back = Q(returns_from__unit__in=ended) & ~Q(unit__in=ended)
        n_risks = Risk.objects.filter(
            Q(unit__in=new) | (came_back & Q(recorded_at__gte=made.made_at))
        ).count()
        answers_other = Q(risk_links__risk__unit__in=ended) & ~Q(unit__in=ended)
        n_measures = (
            Measure.objects.filter(
                Q(unit__in=new) | (answers_other & Q(decided_at__gte=made.made_at))
            )
            .exclude(pk__in=Measure.objects.filter(carried_from__isnull=False))
            .distinct()
            .count()
        )
        n_notes = Note.objects.filter(unit__in=new).count()
        words = []
        if n_outcomes:
            words.append(ngettext("%(n)s utfall", "%(n)s utfall", n_outcomes) % {"n": n_outcomes})
        if n_risks:
            words.append(ngettext("%(n)s risk", "%(n)s risker", n_risks) % {"n": n_risks})
        if n_measures:
            words.append(ngettext("%(n)s åtgärd", "%(n)s åtgärder", n_measures) % {"n": n_measures})
        if n_notes:
            words.append(_("%(n)s underlag") % {"n": n_notes})
        if not words:
            return []
        return [
            _(
                "Efter omorganisationen har %(what)s skrivits som bygger på den. Gör en ny "
                "omorganisation i stället, så följer de med."
            )
            % {"what": " ".join((", ".join(words[:-1]), _("och"), words[-1]))
               if len(words) > 1 else words[0]}
        ]  # fmt: skip


def _n_risks(planned: Planned, unit: int) -> int:
    units = risk_units(planned.employer, unit, on=planned.change.on)
    return Risk.objects.filter(
        unit__in=units, cycle__employer=planned.employer, cycle__year=planned.change.on.year
    ).count()


def _taken_over(planned: Planned, unit: int, n: int) -> str:
    return ngettext(
        "%(n)s öppen åtgärd vid %(unit)s tas över av %(heir)s.",
        "%(n)s öppna åtgärder vid %(unit)s tas över av %(heir)s.",
        n,
    ) % {"n": n, "unit": planned.name(unit), "heir": planned.name(planned.heir(unit))}


def _risks_taken_over(planned: Planned, unit: int, n: int) -> str:
    return ngettext(
        "%(n)s risk som %(unit)s har skrivit i år tas över av %(heir)s.",
        "%(n)s risker som %(unit)s har skrivit i år tas över av %(heir)s.",
        n,
    ) % {"n": n, "unit": planned.name(unit), "heir": planned.name(planned.heir(unit))}
