"""The cooperation as data: forms, meetings, what was sent to whom, answers, silence and words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from aktiva.apps.cooperation import queries as cooperation
from aktiva.apps.package.queries.guard import Guard
from aktiva.apps.package.queries.work import day
from aktiva.apps.package.queries.years import Year

Row = dict[str, Any]


def together(year: Year, clean: Guard) -> Row:
    """Return everything that is recorded of the cooperation. About thirteen questions.

    The words of a party are its own and are never changed; what the employer wrote is guarded.
    """
    g = cooperation.gathered(year.cycle, as_of=year.as_of)
    return {
        "parties": [
            {"id": p.pk, "name": p.name, "kind": p.kind, "tiers": sorted(p.tiers)}
            for p in sorted(g.parties.values(), key=lambda p: p.pk)
        ],
        "forms": [
            {
                "unit": year.names[a.unit_id],
                "agreed_on": day(a.agreed_on),
                "days_to_answer": a.days_to_answer,
                "parties": sorted(g.parties[pk].name for pk in a.parties if pk in g.parties),
                "text": clean(a.text),
            }
            for a in sorted(g.agreements.values(), key=lambda a: a.pk)
        ],
        "meetings": list(_meetings(g, year, clean)),
        "readings": list(_readings(g, year, clean)),
    }


def _meetings(g, year: Year, clean: Guard) -> Iterator[Row]:
    for m in sorted(g.meetings, key=lambda m: m.pk):
        yield {
            "id": m.pk,
            "unit": year.names[m.unit_id],
            "on": day(m.on_date),
            "forum": g.forum_of(m),
            "kind": m.kind,
            "steps": sorted(m.steps),
            "covers_below": m.covers_below,
            "information": clean(m.information),
            "informed_on": day(m.informed_on),
            "parties": [
                {
                    "party": g.parties[row.party_id].name,
                    "function": clean(row.function),
                    "views": row.views,
                    "dissent": row.dissent,
                }
                for row in sorted(g.present.get(m.pk, ()), key=lambda row: row.pk)
            ],
        }


def _readings(g, year: Year, clean: Guard) -> Iterator[Row]:
    for r in sorted(g.readings, key=lambda r: r.pk):
        yield {
            "id": r.pk,
            "unit": year.names[r.unit_id],
            "about": r.about,
            "title": clean(r.title),
            "steps": sorted(r.steps),
            "text": clean(r.text),
            "link": r.link,
            "sent_on": day(r.sent_at),
            "last_day": day(r.last_date),
            "asked": [
                {
                    "party": row.party,
                    "state": row.state,
                    "late": row.is_late,
                    "answers": [
                        {
                            "id": c.pk,
                            "answer": c.answer,
                            "words": c.words,
                            "function": clean(c.shown_as),
                            "on": day(c.confirmed_at),
                            "corrects": c.corrects_id,
                        }
                        for c in sorted(row.answers, key=lambda c: c.pk)
                    ],
                }
                for row in sorted(
                    cooperation.asked_rows(g, r, on=year.day), key=lambda row: row.asked.pk
                )
            ],
        }
