"""Observations are proposed from the answers: from counts, and from the units' own words."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from aktiva.apps.audit import history, log
from aktiva.apps.cycles.models import Cycle
from aktiva.apps.organisation.models import Unit
from aktiva.apps.reports import policy, queries
from aktiva.apps.reports.models import Observation
from aktiva.apps.reports.queries.compiling import Compilation
from aktiva.apps.reports.queries.wording import Wording
from aktiva.domain.compilation.changes import Since, since
from aktiva.domain.compilation.counts import propose, tally
from aktiva.domain.compilation.terms import vectors
from aktiva.domain.compilation.themes import Alike, themes
from aktiva.domain.compilation.worded import worth_telling
from aktiva.domain.questionnaire import Question, summary

Kind, State, Origin = Observation.Kind, Observation.State, Observation.Origin
_PLACES = 20
"""So many observations of one question stand before those of the next."""

_SAME = 0.3
"""Two themes that share this part of their answers are the same theme, told anew."""


@dataclass(frozen=True, slots=True)
class _Proposed:
    """What the answers suggest, before it is known whether somebody has dealt with it."""

    question: Question
    origin: Origin
    kind: Kind
    title: str
    text: str
    since: Since | None
    sources: list[dict]
    place: int

    @property
    def answers(self) -> frozenset[int]:
        return frozenset(source["answer"] for source in self.sources)


def propose_observations(
    *,
    cycle: Cycle,
    unit: Unit,
    actor,
    at: datetime,
    alike: Alike | None = vectors,
    tell: Callable[[int, int], None] = lambda done, total: None,
) -> int:
    """Propose observations from the answers below `unit`; what a person has touched is left alone.

    A proposal that the answers no longer suggest, and nobody has touched, is taken away. The words
    are compared before anything is written, so that nobody else's writing waits for it.

    Args:
        alike: What tells how near the units' words are; None to propose from counts alone.
        tell: Called with how many questions are done, and of how many.

    Returns:
        How many are new.

    Raises:
        Unit.DoesNotExist: `actor` edits no compilation for the unit.
    """
    policy.editable_units(actor, on=at.date()).get(pk=unit.pk)
    compiled = queries.compilation(cycle, unit, at=at)
    if compiled is None:
        return 0
    words = queries.wording(compiled)
    found = _from_counts(compiled, words)
    if alike is not None:
        found += _from_words(compiled, words, alike, tell)
    with transaction.atomic():
        n_new = _keep(
            found, cycle=cycle, unit=unit, actor=actor, at=at, with_words=alike is not None
        )
        log.record(
            log.Event.OBSERVATIONS_PROPOSED, actor=actor, about=cycle, at=at,
            details={"unit": unit.code, "new": n_new},
        )  # fmt: skip
    return n_new


def _from_counts(compiled: Compilation, words: Wording) -> list[_Proposed]:
    year, order = compiled.cycle.year, _order(compiled)
    proposed = []
    for result in compiled.results:
        q = result.question
        found = propose(result.tally, given=result.given, subject=_subject(q))
        if found is None:
            continue
        seen = {y for y in words.asked(q.key) if _suggested(q, y, words) is found.is_strength}
        standing = since(year, seen=seen | {year}, asked=words.asked(q.key))
        proposed.append(
            _Proposed(
                question=q,
                origin=Origin.COUNTS,
                kind=Kind.STRENGTH if found.is_strength else Kind.IMPROVEMENT,
                title=_title(q),
                text=found.text,
                since=None if found.is_strength else standing,
                sources=[
                    _source(words, g.answer, unit=g.unit, year=year, words=g.comment)
                    for g in found.sources
                ],
                place=order[q.key] * _PLACES,
            )
        )
    return proposed


def _suggested(q: Question, year: int, words: Wording) -> bool | None:
    """Whether the counts of a year suggest a strength; None when they suggest nothing."""
    given = words.given[year].get(q.key, [])
    counts = tally(q.key, given=given, order=(), n_asked=len(given))
    found = propose(counts, given=given, subject="")
    return None if found is None else found.is_strength


def _from_words(
    compiled: Compilation, words: Wording, alike: Alike, tell: Callable[[int, int], None]
) -> list[_Proposed]:
    year, order = compiled.cycle.year, _order(compiled)
    proposed: list[_Proposed] = []
    groups = sorted(words.said, key=lambda key: (order.get(key[0], len(order)), key[1]))
    for done, (key, wished) in enumerate(groups):
        tell(done, len(groups))
        if key not in order:
            continue
        told = worth_telling(
            themes(words.said[key, wished], alike=alike),
            year=year,
            n_answered=words.n_answered.get((year, key), 0),
            asked=words.asked(key),
        )
        q = compiled.asks.question(key)
        proposed += [
            _Proposed(
                question=q,
                origin=Origin.WORDS,
                kind=Kind.STRENGTH if wished else Kind.IMPROVEMENT,
                title=theme.title,
                text=theme.text,
                since=theme.since,
                sources=[
                    _source(words, s.answer, unit=s.unit, year=s.year, words=s.text)
                    for s in theme.sources
                ],
                place=order[key] * _PLACES + 1 + n + (len(told) if wished else 0),
            )
            for n, theme in enumerate(told)
        ]
    return proposed


def _order(compiled: Compilation) -> dict[str, int]:
    return {q.key: place for place, q in enumerate(compiled.asks.questions)}


def _source(found: Wording, answer: int, *, unit: int, year: int, words: str) -> dict:
    kept, q = found.answers[answer]
    return {
        "unit": unit,
        "question": q.key,
        "answer": answer,
        "year": year,
        "summary": summary(q, kept.value),
        "comment": words,
    }


def _keep(
    proposed: list[_Proposed], *, cycle: Cycle, unit: Unit, actor, at: datetime, with_words: bool
) -> int:
    there = list(queries.observations(cycle, unit).exclude(origin=Origin.PERSON))
    n_new = 0
    matched: set[int] = set()
    for p in proposed:
        kept = _same(p, [o for o in there if o.pk not in matched])
        if kept is None:
            n_new += 1
            kept = Observation(cycle=cycle, unit=unit, question=p.question.key, origin=p.origin)
        else:
            matched.add(kept.pk)
            if _is_touched(kept):
                continue
        kept.area = p.question.area.value if p.question.area else ""
        kept.kind, kept.title, kept.since = p.kind, p.title, p.since or ""
        kept.text = kept.proposed_text = p.text
        kept.sources, kept.changed_at, kept.position = p.sources, at, p.place
        history.store(kept, at=at, by=actor)
    for o in there:
        told = with_words or o.origin != Origin.WORDS
        if o.pk not in matched and told and not _is_touched(o):
            history.remove(o, at=at, by=actor)
    return n_new


def _same(proposed: _Proposed, there: Iterable[Observation]) -> Observation | None:
    """Return the observation that a proposal is the same as, the one it shares most answers with."""
    best, most = None, 0.0
    for o in there:
        if o.question != proposed.question.key or o.origin != proposed.origin:
            continue
        if proposed.origin == Origin.COUNTS:
            return o
        own = {source.get("answer") for source in o.sources}
        share = len(own & proposed.answers) / max(1, len(own | proposed.answers))
        if o.kind == proposed.kind and share >= _SAME and share > most:
            best, most = o, share
    return best


def _is_touched(o: Observation) -> bool:
    return o.state != State.PROPOSED or o.text != o.proposed_text


def _subject(question: Question) -> str:
    words = question.text.strip().rstrip("?.")
    return f"”{words}”"


def _title(question: Question) -> str:
    words = question.text.strip().rstrip("?.")
    return words if len(words) <= 110 else words[:109].rsplit(" ", 1)[0] + "…"
