"""The parts that a section is repeated for, and the values that texts name."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from aktiva.apps.cycles import queries as cycles
from aktiva.apps.cycles.models import Measure
from aktiva.apps.registers import queries as registers
from aktiva.apps.reports.models import Observation
from aktiva.apps.reports.queries import facts, pictures
from aktiva.apps.reports.queries.wholes import About
from aktiva.apps.surveys.models import Sheet
from aktiva.domain.cycle.own_areas import MUST_HAVE_A_HOME
from aktiva.domain.cycle.states import OPEN
from aktiva.domain.documents.computed import Value
from aktiva.domain.documents.sections import Each, Part
from aktiva.domain.documents.swedish import capital, listing, number, percent


@dataclass(slots=True)
class _Rows:
    """What is counted of the whole, or of one part."""

    sheets: list[Sheet] = field(default_factory=list)
    observations: list[Observation] = field(default_factory=list)
    measures: list[Measure] = field(default_factory=list)
    n_risks: int = 0

    def counted(self) -> dict[str, str]:
        """Return the counts that the whole and every part are told by."""
        kinds = [o.kind for o in self.observations]
        return {
            "risker": number(self.n_risks),
            "iakttagelser": number(len(kinds)),
            "styrkor": number(kinds.count(Observation.Kind.STRENGTH)),
            "förbättringsområden": number(kinds.count(Observation.Kind.IMPROVEMENT)),
            "åtgärder": number(len(self.measures)),
        }

    def answered(self) -> dict[str, str]:
        """Return how many of the units have handed in."""
        n, n_in = len(self.sheets), sum(s.state != Sheet.State.OPEN for s in self.sheets)
        return {
            "antal enheter": number(n),
            "svarat": number(n_in),
            "inte svarat": number(n - n_in),
            "andel svarat": percent(n_in, of=n) or f"{number(n_in)} av {number(n)}",
        }

    def in_words(self) -> dict[str, str]:
        """Return the observations and the measures as they are written."""
        return {
            "iakttagelser i ord": "\n\n".join(o.text.strip() for o in self.observations),
            "åtgärder i ord": "\n".join(m.title for m in self.measures),
        }


def values(about: About) -> dict[str, Value]:
    """Return name → value for a paper's texts. About fifteen questions."""
    paper, cycle = about.paper, about.paper.cycle
    today = about.at.date()
    name = facts.sender(cycle, about.scope, on=paper.paper_date).department
    found: dict[str, tuple[str, str]] = {
        "år": (str(cycle.year), "Årets arbete"),
        "förra året": (str(cycle.year - 1), "Årets arbete"),
        "arbetsgivaren": (cycle.employer.name, "Organisationen"),
        "enheten": (name, "Organisationen"),
        "avsändarens": (
            facts.sender(cycle, paper.unit, on=paper.paper_date).department_genitive,
            "Organisationen",
        ),
    }
    c = about.c
    if c is not None:
        told = facts.years_facts(cycle, c, about.scope, at=about.at)
        counted = _Rows(
            sheets=c.sheets,
            observations=facts.observations(cycle, about.scope),
            measures=year_measures(about),
            n_risks=len(c.chains),
        )
        answers, measures = f"Enheternas svar {cycle.year}", f"Åtgärderna {cycle.year}"
        sources = {
            "risker": f"Riskerna {cycle.year}",
            "åtgärder": measures,
            **dict.fromkeys(
                ("iakttagelser", "styrkor", "förbättringsområden"),
                f"Sammanställningen {cycle.year}",
            ),
        }
        found |= {key: (text, sources[key]) for key, text in counted.counted().items()}
        found |= {key: (text, answers) for key, text in counted.answered().items()}
        silent = listing([c.name_of(s.unit_id) for s in c.silent]) or "ingen"
        late, extended = late_and_extended(about)
        found |= {
            "enheter som saknas": (silent, answers),
            "gemensamma åtgärder": (number(told.n_common), measures),
            "försenade åtgärder": (number(len(late)), measures),
            "förlängda åtgärder": (number(len(extended)), "Beslut om nya datum"),
            "åtgärder från förra året": (number(told.n_before), "Åtgärdernas utfall"),
            "uppföljda åtgärder": (number(told.n_before_followed_up), "Åtgärdernas utfall"),
        }
    return {key: Value(capital(key), text, source, today) for key, (text, source) in found.items()}


def year_measures(about: About) -> list[Measure]:
    """Return the year's measures of the paper's units and the unit above them. Two questions."""
    if about.c is not None:
        return pictures.measures_below(about.c)
    return [m for m in cycles.measures(about.paper.cycle) if m.unit_id == about.scope.pk]


def late_and_extended(about: About) -> tuple[list[Measure], list[Measure]]:
    """Return the measures that are late, and those that have been given a later day."""
    ids = (about.c.unit_ids if about.c else frozenset()) | {about.scope.pk}
    older = cycles.measures_owed_by_all(about.paper.cycle)
    found = [*year_measures(about), *(m for m in older if m.unit_id in ids)]
    today = about.at.date()
    late = [m for m in found if m.status in OPEN and m.due_date and m.due_date < today]
    counts = cycles.chain_counts(found)
    return late, [m for m in found if counts[m.pk][1]]


def parts(each: Each, about: About) -> tuple[Part, ...]:
    """Return the parts of a paper's year, in the order that lists have. At most six questions."""
    if each is Each.AREAS:
        return _areas(about)
    if each is Each.COMMON_MEASURES:
        return tuple(
            Part(
                m.title,
                {"ansvarig": m.owner or "–", "klart senast": m.time or "–"}
                | {"uppföljning": m.follow_up or "–"},
            )
            for m in facts.common_measures(about.paper.cycle)
        )
    if about.c is None or each is Each.ONCE:
        return ()
    return _departments(about) if each is Each.DEPARTMENTS else _units(about)


def _areas(about: About) -> tuple[Part, ...]:
    cycle, c = about.paper.cycle, about.c
    found = facts.observations(cycle, about.scope)
    measures = year_measures(about)
    told = []
    for heading, areas in registers.headings(cycle.employer).in_order(MUST_HAVE_A_HOME):
        codes = {area.value for area in areas}
        counted = _Rows(
            observations=[o for o in found if o.area in codes],
            measures=[m for m in measures if m.area in codes],
            n_risks=sum(chain.risk.area in codes for chain in c.chains) if c else 0,
        )
        told.append(Part(heading, counted.counted() | counted.in_words()))
    return tuple(told)


def _departments(about: About) -> tuple[Part, ...]:
    c = about.c
    cycle, tree = c.cycle, c.tree
    within = tree.subtree(about.scope.pk)
    nodes = sorted((d for d in tree.departments if d.id in within), key=lambda d: tree.places[d.id])
    observed = _observed_by_unit(cycle, [d.id for d in nodes])
    below = {d.id: _below(c, d.id) | {d.id} for d in nodes}
    sheets: dict[int, list[Sheet]] = {}
    for sheet in c.sheets:
        sheets.setdefault(sheet.department_id, []).append(sheet)
    return _counted_parts(
        about,
        [(d.id, d.name, below[d.id], sheets.get(d.id, []), observed.get(d.id, [])) for d in nodes],
    )


def _below(c, department: int) -> frozenset[int]:
    """Return the units of a department, with those that answered there and are no more."""
    return c.tree.subtree(department) | {
        s.unit_id for s in c.sheets if s.department_id == department
    }


def _units(about: About) -> tuple[Part, ...]:
    c = about.c
    last = len(c.tree.places)
    sheets = sorted(
        c.sheets, key=lambda s: (c.tree.places.get(s.unit_id, last), c.name_of(s.unit_id))
    )
    found = facts.observations(c.cycle, about.scope)
    observed: dict[int, list[Observation]] = {}
    for o in found:
        for unit in dict.fromkeys(source.get("unit") for source in o.sources):
            observed.setdefault(unit, []).append(o)
    return _counted_parts(
        about,
        [
            (s.unit_id, c.name_of(s.unit_id), frozenset({s.unit_id}), [s], observed.get(s.unit_id, []))
            for s in sheets
        ],
    )  # fmt: skip


def _counted_parts(about: About, places: Sequence[tuple]) -> tuple[Part, ...]:
    by_unit: dict[int, list[Measure]] = {}
    for m in year_measures(about):
        by_unit.setdefault(m.unit_id, []).append(m)
    risks: dict[int, int] = {}
    for chain in about.c.chains:
        risks[chain.risk.unit_id] = risks.get(chain.risk.unit_id, 0) + 1
    told = []
    for _pk, name, units, sheets, observations in places:
        counted = _Rows(
            sheets=sheets,
            observations=observations,
            measures=[m for unit in sorted(units) for m in by_unit.get(unit, [])],
            n_risks=sum(risks.get(unit, 0) for unit in units),
        )
        told.append(Part(name, counted.counted() | counted.answered() | counted.in_words()))
    return tuple(told)


def _observed_by_unit(cycle, units: Iterable[int]) -> dict[int, list[Observation]]:
    found: dict[int, list[Observation]] = {}
    for o in Observation.objects.filter(
        cycle=cycle, unit__in=list(units), state=Observation.State.ACCEPTED
    ).order_by("position", "pk"):
        found.setdefault(o.unit_id, []).append(o)
    return found
