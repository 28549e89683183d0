"""A template made ready for one paper: which sections stand, their values, parts and tables."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from aktiva.apps.cooperation import queries as cooperation
from aktiva.apps.reports.models import Paper
from aktiva.apps.reports.queries import compiling as compiled
from aktiva.apps.reports.queries import facts, parts, templates
from aktiva.apps.reports.queries.wholes import WHOLES, About
from aktiva.apps.surveys.models import Answer
from aktiva.domain.cooperation.coverage import State
from aktiva.domain.documents.blocks import Quote
from aktiva.domain.documents.computed import Value
from aktiva.domain.documents.named import ABOUT_A_PART, ABOUT_THE_PAPER, named
from aktiva.domain.documents.sections import Each, Situation, When
from aktiva.domain.documents.templates import Slot, Template
from aktiva.domain.organisation.tree import Level

PAY_MAPPING = "8.1"
"""The question that a year's pay mapping is accounted for in."""

COOPERATION = frozenset({When.PARTY_SILENT, When.DISSENT})


def prepared(paper: Paper, *, at: datetime) -> Template:
    """Return the paper's template as it stands for it now.

    No question for one without conditions, names, parts and tables, otherwise up to sixty.
    """
    template = templates.template_of(paper)
    used = template.with_typed(paper.slots).used
    names = {name for slot in used for name in named(_words(slot, paper))}
    whens = {slot.when for slot in used} - {When.SOMETHING, When.ALWAYS}
    each = {slot.each for slot in used} - {Each.ONCE}
    shown = {slot.shows for slot in used} & WHOLES.keys()
    if not (names or whens or each or shown):
        return template
    about = about_paper(paper, at=at)
    found = parts.values(about) if names or each else {}
    return template.prepared(
        situation(about, whens),
        values={name: value.text for name, value in found.items()},
        parts={one: parts.parts(one, about) for one in each},
        shown={name: WHOLES[name].build(about) for name in shown},
    )


def about_paper(paper: Paper, *, at: datetime) -> About:
    """Return what a paper tells of."""
    scope = facts.scope_of(paper)
    return About(paper, scope, compiled.compilation(paper.cycle, scope, at=at), at)


def _words(slot: Slot, paper: Paper) -> str:
    """Return the words of a section that somebody has written: its heading and its text."""
    return f"{slot.heading_for('')}\n{paper.slots.get(slot.key, slot.text)}"


def situation(about: About, whens: Collection[When]) -> Situation:
    """Return the facts that some conditions ask for; what none asks for is not looked up."""
    cycle, scope, c = about.paper.cycle, about.scope, about.c
    sender = facts.place_of(cycle, scope, on=about.paper.paper_date)
    late, extended = parts.late_and_extended(about) if When.LATE in whens else ([], [])
    n_silent, n_dissents = _parties(about) if COOPERATION & set(whens) else (0, 0)
    return Situation(
        n_asked=c.n_asked if c else 0,
        n_answered=c.n_answered if c else 0,
        n_silent_parties=n_silent,
        n_dissents=n_dissents,
        n_late=len(late),
        n_extended=len(extended),
        is_whole=sender is not None and sender.level is Level.EMPLOYER,
        is_department=sender is not None and sender.level is Level.DEPARTMENT,
        has_pay_mapping=When.PAY_MAPPED in whens and _has_pay_mapping(about),
    )


def _parties(about: About) -> tuple[int, int]:
    """Return how many parties have not answered in time, and how many differing opinions stand."""
    told = cooperation.told(about.paper.cycle, about.scope.pk, at=about.at)
    in_answers = facts.cooperation(about.c) if about.c else ()
    n_dissents = sum(isinstance(block, Quote) for block in in_answers)
    if told is None:
        return 0, n_dissents
    pairs = [(party, pair.state) for party, steps in told.parties for pair in steps.values()]
    asked = [one for row in told.readings for one in row.asked]
    silent = {party for party, state in pairs if state is State.SILENT}
    silent |= {one.party for one in asked if one.state == "silent"}
    differing = sum(said.is_dissent for said in told.said)
    wordless = {party for party, state in pairs if state is State.DISSENT}
    return len(silent), n_dissents + (differing or len(wordless))


def _has_pay_mapping(about: About) -> bool:
    """Return whether pay of the year has been mapped. One question."""
    if about.c is None:
        return False
    found = Answer.objects.filter(sheet__campaign__in=about.c.survey.ids, question=PAY_MAPPING)
    year = str(about.paper.cycle.year)
    return any(
        str(value.get("date") or "").startswith(year)
        for value in found.values_list("value", flat=True)
    )


def used_values(paper: Paper, *, at: datetime) -> tuple[Value, ...]:
    """Return the values that a paper's own texts name, each with its source and day."""
    template = prepared(paper, at=at)
    names: dict[str, set[Each]] = {}
    for slot in template.with_typed(paper.slots).used:
        if slot.is_held_back:
            continue
        for name in named(_words(slot, paper)):
            names.setdefault(name, set()).add(slot.each)
    if not names:
        return ()
    found = parts.values(about_paper(paper, at=at))
    once = [found[name] for name in names if name in found and Each.ONCE in names[name]]
    return (*once, *_of_parts(template, names, at=at))


def _of_parts(template: Template, names: dict[str, set[Each]], *, at: datetime):
    """Return one line for each name in repeated sections; the values stand in the paper."""
    told: dict[tuple[str, Each], Value] = {}
    for slot in template.used:
        for name, each in names.items():
            has = sum(name in part.known({}) for part in slot.parts)
            if slot.each in each and slot.each is not Each.ONCE and has:
                told[name, slot.each] = Value(
                    f"{name.capitalize()}, för varje {slot.each.one}",
                    f"{has} värden" if has > 1 else "1 värde",
                    "Årets uppgifter, del för del",
                    at.date(),
                )
    return told.values()


@dataclass(frozen=True, slots=True)
class Remarks:
    """What a writer should know of a draft's sections.

    Args:
        held_back: Heading and condition of each section with words that may not stand now.
        unknown: Names that mean nothing, and `missing` those that have no value yet.
    """

    held_back: tuple[tuple[str, str], ...] = ()
    unknown: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.held_back or self.unknown or self.missing)


def remarks(paper: Paper, *, at: datetime) -> Remarks:
    """Return what is not printed as somebody may think, and why."""
    template = prepared(paper, at=at)
    unknown: dict[str, None] = {}
    missing: dict[str, None] = {}
    for slot in template.with_typed(paper.slots).used:
        known = {*ABOUT_THE_PAPER, *(ABOUT_A_PART if slot.each is not Each.ONCE else ())}
        valued = {*template.values, *(slot.parts[0].known({}) if slot.parts else ())}
        for name in named(_words(slot, paper)):
            if name not in known:
                unknown[name] = None
            elif name not in valued and (slot.parts or slot.each is Each.ONCE):
                missing[name] = None
    return Remarks(
        held_back=tuple(
            (slot.heading_for("", year=paper.cycle.year), slot.when.label)
            for slot in template.used
            if slot.is_held_back and paper.slots.get(slot.key, slot.text).strip()
        ),
        unknown=tuple(unknown),
        missing=tuple(missing),
    )


@dataclass(frozen=True, slots=True)
class Name:
    """A name to put in a text, and what it means."""

    name: str
    meaning: str

    @property
    def written(self) -> str:
        """The name as it is written in a text."""
        return f"{{{self.name}}}"


NAMES = tuple(Name(name, meaning) for name, meaning in ABOUT_THE_PAPER.items())
"""What every text of a paper may name."""

NAMES_OF_PARTS = tuple(Name(name, meaning) for name, meaning in ABOUT_A_PART.items())
"""What a section that is repeated may name beside those."""
