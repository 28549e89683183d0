"""The recorded cooperation as the papers tell of it: parties, meetings, answers, silence, words."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from aktiva.apps.cooperation import queries as cooperation
from aktiva.apps.cooperation.queries.told import Said, Told, ToldMeeting
from aktiva.apps.cycles.models import Cycle
from aktiva.apps.organisation.models import Unit
from aktiva.domain.cooperation.coverage import Pair, State
from aktiva.domain.documents import papers
from aktiva.domain.documents.blocks import Block
from aktiva.domain.documents.swedish import small
from aktiva.domain.values import Step

_ANSWERS = {
    "taken_part": "Har tagit del av",
    "no_objection": "Inget att erinra",
    "dissent": "Avvikande mening",
    "waiting": "Svarstiden har inte gått ut",
    "silent": "Har inte svarat",
}
_STATES = {
    State.COVERED: "Ja",
    State.DISSENT: "Ja, avvikande mening",
    State.SILENT: "Har inte svarat",
    State.WAITING: "Svarstiden har inte gått ut",
    State.MISSING: "Saknas",
}


def account(
    cycle: Cycle, unit: Unit, *, at: datetime, as_of: datetime | None = None, whole: bool = False
) -> tuple[Block, ...]:
    """Return the whole account of a unit's cooperation; nothing where nothing is recorded.

    Args:
        as_of: The time as of which it is told; now if not given.
        whole: Every meeting and reading below the unit is told, not only those of departments.
    """
    told = cooperation.told(cycle, unit.pk, at=at, as_of=as_of, whole=whole)
    return papers.account_blocks(_account(told)) if told else ()


def for_decision(cycle: Cycle, unit: Unit, *, at: datetime) -> tuple[Block, ...]:
    """Return what the paper that leads to the decision says at least.

    That is the parties' own words, unabridged. Once somebody differs the forum, day and parties
    of each meeting and reading stand with them.
    """
    told = cooperation.told(cycle, unit.pk, at=at)
    if told is None:
        return ()
    if not any(said.is_dissent for said in told.said):
        return papers.word_blocks(tuple(map(_words, told.said)))
    return papers.account_blocks(replace(_account(told), forms="", parties=()))


def words(cycle: Cycle, unit: Unit, *, at: datetime) -> tuple[Block, ...]:
    """Return only the parties' own words, unabridged."""
    told = cooperation.told(cycle, unit.pk, at=at)
    return papers.word_blocks(tuple(map(_words, told.said))) if told else ()


def _account(told: Told) -> papers.CooperationAccount:
    return papers.CooperationAccount(
        forms=_forms(told),
        parties=tuple(
            papers.PartyRow(party, tuple(_state(steps[step]) for step in Step))
            for party, steps in told.parties
        ),
        meetings=tuple(_meeting(m, several=_several(told)) for m in told.meetings),
        asked=tuple(
            papers.AskedRow(
                title=f"{row.reading.title} ({row.unit})" if _several(told) else row.reading.title,
                party=asked.party,
                sent=row.reading.sent_at.date().isoformat(),
                last_day=row.reading.last_date.isoformat(),
                answer=answer_words(asked),
            )
            for row in told.readings
            for asked in row.asked
        ),
        words=tuple(map(_words, told.said)),
    )


def _several(told: Told) -> bool:
    return len({m.unit for m in told.meetings} | {r.unit for r in told.readings}) > 1


def _forms(told: Told) -> str:
    agreed = told.agreement
    if agreed is None:
        return "Ingen överenskommelse om formerna för samverkan är registrerad."
    between = ", ".join(told.agreed_between)
    late = " Ett möte hölls före överenskommelsen." if told.agreed_late else ""
    return (
        f"Parterna ({between}) kom överens om formerna {agreed.agreed_on.isoformat()}. "
        f"Svarstiden är {agreed.days_to_answer} dagar.{late}\n{agreed.text}"
    )


def _state(pair: Pair) -> str:
    on = f", {pair.by.on.isoformat()}" if pair.by and pair.by.on else ""
    return f"{_STATES[pair.state]}{on}"


def _meeting(m: ToldMeeting, *, several: bool) -> papers.MeetingRow:
    what = f", {small(m.meeting.get_kind_display())}" if m.meeting.kind != "cooperation" else ""
    given = m.meeting.informed_on
    return papers.MeetingRow(
        on=m.meeting.on_date.isoformat(),
        forum=f"{m.forum} ({m.unit}){what}" if several else f"{m.forum}{what}",
        steps=", ".join(step.label for step in m.steps),
        parties="; ".join(f"{party}, {function}" for party, function in m.parties),
        information=m.meeting.information + (f" (lämnad {given.isoformat()})" if given else ""),
    )


def answer_words(asked) -> str:
    """Return what a party has answered, and when."""
    if not asked.has_answered:
        return _ANSWERS[asked.state]
    days = sorted({c.confirmed_at.date().isoformat() for c in asked.answers})
    late = ", efter sista dagen" if asked.is_late else ""
    return f"{_ANSWERS[asked.state]}, {' och '.join(days)}{late}"


def _words(said: Said) -> papers.PartysWords:
    what = "Avvikande mening" if said.is_dissent else "Synpunkter"
    if said.corrects:
        what = f"Rättelse, {what.lower()}"
    where = "antecknat vid" if said.at_meeting else "om"
    return papers.PartysWords(
        words=said.words,
        source=f"{what}, {_who(said)}, {said.on.isoformat()}, {where} {said.about}, {said.unit}",
    )


def _who(said: Said) -> str:
    """Return party and function once: the function may name the organisation already."""
    function = said.function.removesuffix(f", {said.party}")
    if function.casefold().startswith(said.party.casefold()):
        return function
    return f"{said.party}, {function}"
