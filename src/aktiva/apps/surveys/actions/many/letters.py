"""The letters that remind the managers of units chosen in the list."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.utils.translation import gettext as _

from aktiva.apps.cycles.models import Cycle
from aktiva.apps.outbox import actions as outbox
from aktiva.apps.surveys import links
from aktiva.apps.surveys.actions.links import make_links
from aktiva.apps.surveys.actions.many.facts import ManyRow
from aktiva.apps.surveys.models import PersonalLink, Sheet
from aktiva.ui.templatetags.formats import day as day_words


def letters(cycle: Cycle, rows: Sequence[ManyRow], *, at: datetime) -> list[outbox.Letter]:
    """Return one letter to each manager, with all of that person's units that were chosen."""
    of_manager: dict[int, list[ManyRow]] = {}
    for row in rows:
        of_manager.setdefault(row.manager.user_id, []).append(row)
    wanted = [(row.sheet, user) for user, rows in of_manager.items() for row in rows]
    made = make_links(wanted, employer=cycle.employer, at=at)
    return [_letter(cycle, user, of_manager[user], made) for user in sorted(of_manager)]


def _letter(
    cycle: Cycle, user: int, rows: Sequence[ManyRow], made: Mapping[tuple[int, int], PersonalLink]
) -> outbox.Letter:
    """Write the letter. One about several units holds a link under each: a link leads to one sheet.

    Args:
        made: Sheet and person → the link; empty where no links are sent.
    """
    alone = len(rows) == 1
    nearest = min(row.sheet.last_date for row in rows)
    given = {
        "year": cycle.year,
        "unit": rows[0].unit,
        "n": len(rows),
        "day": nearest.isoformat(),
        "lines": "\n".join(
            _line(row, None if alone else made.get((row.sheet.pk, user))) for row in rows
        ),
        "way_in": links.paragraph(made.get((rows[0].sheet.pk, user)))
        if alone or not made
        else links.of_several(),
        "contact": cycle.employer.contact or _("HR-avdelningen"),
    }
    subject = (
        _("%(unit)s: uppföljningen %(year)s är inte inlämnad, senast %(day)s")
        if alone
        else _("Uppföljningen %(year)s är inte inlämnad för %(n)s enheter, närmast %(day)s")
    )
    body = _(
        "Hej!\n\nUppföljningen är inte inlämnad ännu:\n\n%(lines)s\n\nDet du har skrivit finns "
        "kvar. %(way_in)s\n\n"
        "Du får brevet för att du är chef där. Frågor: %(contact)s\n"
    )
    return outbox.Letter(to_id=user, subject=(subject % given)[:200], body=body % given)


def _line(row: ManyRow, link: PersonalLink | None) -> str:
    words = {"unit": row.unit, "day": day_words(row.sheet.last_date)}
    words["left"] = row.sheet.n_asked - row.sheet.n_answered
    line = (
        _("– %(unit)s, svar har kommit tillbaka och ska kompletteras")
        if row.sheet.state == Sheet.State.RETURNED
        else _("– %(unit)s, senast %(day)s, %(left)s svar kvar")
    ) % words
    return f"{line}\n  {links.mark_of(link)}" if link else line
