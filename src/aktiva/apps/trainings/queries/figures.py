"""How many took part, how many lack a course, how it was: only as the door lets figures out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Sum
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from aktiva.apps.organisation import queries as organisation
from aktiva.apps.trainings.models import Course, CourseAnswer, CourseRound, Participation
from aktiva.apps.trainings.queries.standing import Gathered
from aktiva.domain.disclosure.door import MINIMUM, Breakdown, Leaving, Outcome, Subject, leave
from aktiva.domain.organisation.tree import Tree

QUESTIONS = (
    ("useful", gettext_lazy("Innehållet var användbart")),
    ("changes", gettext_lazy("Jag vet vad jag ska göra annorlunda")),
    ("form_worked", gettext_lazy("Formen fungerade för mig")),
)


def typed(course: Course, *, year: int) -> dict[int, int]:
    """Return unit → participants as they were typed in, for those who type. One question."""
    return dict(
        Participation.objects.filter(course=course, year=year).values_list("unit", "n_persons")
    )


def participation(course: Course, *, year: int, reach, on: date) -> Leaving | None:
    """Return how many took part as it may leave, or None without figures. One question.

    Whoever reaches the whole employer gets the departments; another gets the units in reach and
    the rest of the employer as one row, so that no total less what is shown is a small group.
    """
    rows = list(
        Participation.objects.filter(course=course, year=year)
        .values("unit")
        .annotate(n=Sum("n_persons"))
    )
    if not rows:
        return None
    counted = {row["unit"]: (row["n"],) for row in rows}
    tree = organisation.tree(course.employer, on=on)
    return _by_place(course, counted, (_("Deltagare"),), reach=reach, tree=tree)


def lacking(found: Gathered, course: Course, *, reach) -> Leaving | None:
    """Return how many lack an obligatory course and how many have done it, as it may leave."""
    counted: dict[int, tuple[int, ...]] = {}
    for row in found.rows.get(course.pk, ()):
        lacks = row.standing.state.lacks
        before = counted.get(row.person.unit_id, (0, 0))
        counted[row.person.unit_id] = (before[0] + lacks, before[1] + (not lacks))
    if not counted:
        return None
    return _by_place(course, counted, (_("Saknar"), _("Har")), reach=reach, tree=found.tree)


def _by_place(
    course: Course,
    counted: dict[int, tuple[int, ...]],
    columns: tuple[str, ...],
    *,
    reach,
    tree: Tree,
) -> Leaving:
    whole = course.employer_id in reach.whole
    names: dict[int, str] = {}
    cells: dict[int, list[int]] = {}
    other = 0  # no unit has this key
    for unit, ns in counted.items():
        if whole:
            node = tree.department_of(unit) if unit in tree else None
            key, name = (node.id, node.name) if node else (other, _("Centralt och övrigt"))
        elif unit in reach.units and unit in tree:
            key, name = unit, tree.nodes[unit].name
        else:
            key, name = other, _("Övriga hos arbetsgivaren")
        names[key] = name
        kept = cells.setdefault(key, [0] * len(columns))
        for place, n in enumerate(ns):
            kept[place] += n
    order = sorted(cells, key=lambda k: (k == other, names[k]))
    table = _table([(names[k], cells[k]) for k in order], columns)
    coarser = []
    if not whole:
        mine = [sum(c) for c in zip(*(cells[k] for k in order if k != other), strict=True)]
        if mine:
            rest = [(names[other], cells[other])] if other in cells else []
            coarser.append(_table([(_("Era enheter"), mine), *rest], columns))
    total = [sum(c) for c in zip(*cells.values(), strict=True)]
    coarser.append(_table([(_("Hela arbetsgivaren"), total)], columns))
    return leave(table, coarser=coarser)


def _table(rows: Iterable[tuple[str, list[int]]], columns: tuple[str, ...]) -> Breakdown:
    kept = list(rows)
    return Breakdown(
        Subject.TRAINING,
        tuple(name for name, _ns in kept),
        columns,
        tuple(tuple(ns) for _name, ns in kept),
    )


@dataclass(frozen=True, slots=True)
class Results:
    """What may be told of a round's anonymous answers. `is_open`: it is too early to tell any."""

    is_open: bool
    enough: bool = False
    leaving: Leaving | None = None
    words: tuple[str, ...] = ()


def results(given: CourseRound, *, on: date) -> Results:
    """Return what may be told of the anonymous answers. One question, or none while open.

    Nothing before the form is closed: two looks with one answer between them would tell that one.
    """
    if given.answers_until is None or on <= given.answers_until:
        return Results(is_open=True)
    answers = list(CourseAnswer.objects.filter(round=given))
    if len(answers) < MINIMUM:
        return Results(is_open=False)
    cells = [
        [sum(getattr(a, name) == grade for a in answers) for grade in range(1, 6)]
        for name, _words in QUESTIONS
    ]
    rows = tuple(str(words) for _name, words in QUESTIONS)

    def table(columns: tuple[str, ...], counts) -> Breakdown:
        return Breakdown(Subject.ANSWERS, rows, columns, tuple(map(tuple, counts)))

    leaving = leave(
        table(tuple("12345"), cells),
        coarser=(
            table((_("1–2"), "3", _("4–5")), [(c[0] + c[1], c[2], c[3] + c[4]) for c in cells]),
            table((_("1–3"), _("4–5")), [(sum(c[:3]), c[3] + c[4]) for c in cells]),
            table((_("Antal svar"),), [(sum(c),) for c in cells]),
        ),
    )
    said = sorted(a.words.strip() for a in answers if a.words.strip())
    return Results(False, leaving.outcome is not Outcome.WITHHELD, leaving, tuple(said))
