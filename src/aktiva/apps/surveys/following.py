"""What a reorganisation does to answers: who is asked, whose words stand beside, who is counted.

No answer is ever moved or changed. A unit that comes after others gets a sheet of its own while
the questionnaire is out, and sees what they had written beside each question.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from django.db.models import Q
from django.utils.translation import gettext as _

from aktiva.apps.organisation import queries as organisation
from aktiva.apps.organisation.followers import Consequence, Handed, Picked, Planned
from aktiva.apps.organisation.models import Employer, Reorganisation
from aktiva.apps.surveys.models import Answer, Campaign, Sheet
from aktiva.domain.organisation.reorganising import ChangeKind


class Sent(Protocol):
    """A campaign, or all those of a year."""

    @property
    def last_date(self) -> date: ...


def counting_day(sent: Sent, on: date | None) -> date:
    """Return the day whose units are asked for: the last day to answer, or `on` before that."""
    return min(on, sent.last_date) if on else sent.last_date


def not_asked(campaigns: Iterable[Campaign], *, on: date | None = None) -> Q:
    """Return the condition for sheets that nobody waits for.

    They are open and belong to a unit that is no more, or that has not begun. What has been
    handed in always counts.
    """
    condition = Q(pk__in=[])
    for campaign in campaigns:
        absent = organisation.absent(campaign.cycle.employer, on=counting_day(campaign, on))
        condition |= Q(campaign=campaign.pk, unit__in=absent)
    return Q(level=Sheet.Level.UNIT, state=Sheet.State.OPEN) & condition


def asked_for(
    campaigns: Iterable[Campaign], sheets: Iterable[Sheet], *, on: date | None = None
) -> list[Sheet]:
    """Return the sheets that count, of some that have been read. At most a tree's questions."""
    absent = {
        c.pk: organisation.absent(c.cycle.employer, on=counting_day(c, on)) for c in campaigns
    }
    return [
        s
        for s in sheets
        if not (
            s.level == Sheet.Level.UNIT
            and s.state == Sheet.State.OPEN
            and s.unit_id in absent[s.campaign_id]
        )
    ]


def department_now(employer: Employer, sheet: Sheet, *, on: date) -> int | None:
    """Return the department that a sheet is counted under on a day.

    The one it had when it was sent; where the unit is today when that department is no more.
    """
    if sheet.department_id is None or sheet.department_id in organisation.tree(employer, on=on):
        return sheet.department_id
    return organisation.department_of(employer, sheet.unit_id, on=on)


def comparable_units(employer: Employer, unit_id: int, *, on: date) -> tuple[int, ...]:
    """Return the units whose answers of last year a unit is set beside: its own, and earlier ones.

    Those it was broken out of count while they have themselves gone on, for a unit that has no
    answers of its own.
    """
    return (unit_id, *organisation.lineage(employer, on=on).before(unit_id))


@dataclass(frozen=True, slots=True)
class Begun:
    """What an earlier unit wrote to a question in the same campaign."""

    answer: Answer
    unit: str
    handed_in: bool


def begun_by_earlier(sheet: Sheet, *, on: date) -> dict[str, list[Begun]]:
    """Return question → what units that this one came after have written. At most two questions."""
    if sheet.level != Sheet.Level.UNIT:
        return {}
    employer = sheet.campaign.cycle.employer
    earlier = organisation.lineage(employer, on=on).before(sheet.unit_id)
    if not earlier:
        return {}
    answers = (
        Answer.objects.filter(
            sheet__campaign__cycle=sheet.campaign.cycle_id, sheet__level=Sheet.Level.UNIT,
            sheet__unit__in=earlier,
        )
        .select_related("sheet")
        .order_by("sheet__unit__code", "pk")
    )  # fmt: skip
    found: dict[str, list[Begun]] = {}
    for answer in answers:
        name = organisation.name_of(employer, answer.sheet.unit_id, on=on)
        handed_in = answer.sheet.state != Sheet.State.OPEN
        found.setdefault(answer.question, []).append(Begun(answer, name, handed_in))
    return found


def only_text(begun: list[Begun]) -> Begun | None:
    """Return the one text there is to begin from; None where two earlier units differ."""
    values = {str(b.answer.value) for b in begun}
    return begun[0] if len(values) == 1 else None


def earlier_sheets(sheet: Sheet, *, on: date) -> list[tuple[str, Sheet]]:
    """Return the sheets of units that this one came after, with their names. One question."""
    employer = sheet.campaign.cycle.employer
    earlier = organisation.lineage(employer, on=on).before(sheet.unit_id)
    if not earlier or sheet.level != Sheet.Level.UNIT:
        return []
    found = Sheet.objects.filter(
        campaign__cycle=sheet.campaign.cycle_id, level=Sheet.Level.UNIT, unit__in=earlier
    ).order_by("unit__code", "pk")
    return [(organisation.name_of(employer, s.unit_id, on=on), s) for s in found]


def missing_sheets(campaign: Campaign, *, n_asked: int) -> list[Sheet]:
    """Return sheets, not yet saved, for units that have come after one that has not handed in.

    Units that came before the questionnaire was sent, or that come after the last day to
    answer, change nothing: then those who were asked answer.
    """
    employer = campaign.cycle.employer
    day = campaign.last_date
    grown = organisation.tree(employer, on=day)
    lineage = organisation.lineage(employer, on=day)
    of_year = Sheet.objects.filter(campaign__cycle=campaign.cycle_id, level=Sheet.Level.UNIT)
    has = set(of_year.values_list("unit", flat=True))
    sheets = list(campaign.sheets.filter(level=Sheet.Level.UNIT))
    wanted = {
        unit
        for s in sheets
        if s.state == Sheet.State.OPEN
        for unit in lineage.forward(s.unit_id, since=campaign.opens_date)
    }
    return [
        Sheet(
            campaign=campaign,
            unit_id=unit,
            department_id=grown.department_index.get(unit),
            level=Sheet.Level.UNIT,
            n_asked=n_asked,
        )
        for unit in sorted(wanted - has)
        if unit in grown and grown.nodes[unit].answers
    ]


def running(employer: Employer, *, on: date):
    """Return the campaigns that are out on a day. One question."""
    return (
        Campaign.objects.filter(
            cycle__employer=employer, cycle__closed_at=None, opens_date__lte=on, last_date__gte=on
        )
        .select_related("questionnaire", "cycle__employer")
        .order_by("opens_date", "pk")
    )


class AnswersFollow:
    """Half-filled sheets stay with their unit, or are shown beside the questions of the next."""

    def __init__(self, n_asked) -> None:
        self._n_asked = n_asked

    def preview(self, planned: Planned) -> Iterable[Consequence]:
        """Return what becomes of sheets that are out, and of comparisons with earlier years."""
        found = [
            Consequence(
                _("Uppföljningen %(year)s") % {"year": campaign.cycle.year},
                tuple(self._lines(planned, campaign)),
            )
            for campaign in running(planned.employer, on=planned.change.on)
        ]
        compared = self._comparisons(planned)
        return [*found, *([Consequence(_("Jämförelser"), compared)] if compared else [])]

    def _lines(self, planned: Planned, campaign: Campaign) -> Iterable[str]:
        sheets = list(
            campaign.sheets.filter(level=Sheet.Level.UNIT, unit__in=planned.change.before).order_by(
                "unit__code", "pk"
            )
        )
        if planned.change.kind in {ChangeKind.MOVE, ChangeKind.RENAME}:
            if sheets or planned.tree.nodes[planned.change.before[0]].answers is False:
                yield _(
                    "Svaren följer med. I årets sammanställning står de under den förvaltning där "
                    "enheten var när underlaget skickades ut."
                )
            return
        for sheet in sheets:
            yield _standing(planned, sheet)
        open_ = [s for s in sheets if s.state == Sheet.State.OPEN]
        for unit in planned.plan.new if open_ else ():
            yield _(
                "%(unit)s får frågorna i ett eget underlag. Det som redan är skrivet visas vid "
                "varje fråga och räknas först när %(unit)s har sparat det."
            ) % {"unit": planned.name(unit)}
        for unit in planned.plan.new if sheets and not open_ else ():
            yield _("Alla har lämnat in, så %(unit)s får inga frågor i år.") % {
                "unit": planned.name(unit)
            }
        for sheet in open_:
            if sheet.unit_id in planned.plan.ended:
                yield _(
                    "%(unit)s påminns inte längre och räknas inte som en enhet som saknas. "
                    "Det som är skrivet finns kvar att läsa."
                ) % {"unit": planned.name(sheet.unit_id)}

    def _comparisons(self, planned: Planned) -> tuple[str, ...]:
        words = {"before": _(" och ").join(planned.name(u) for u in planned.change.before)}
        if planned.change.kind is ChangeKind.MERGE:
            words["after"] = planned.name(planned.plan.parts[0])
            return (
                _(
                    "Förra årets svar från %(before)s visas var för sig bredvid svaren från "
                    "%(after)s. De läggs inte ihop."
                )
                % words,
            )
        if planned.change.kind is ChangeKind.SPLIT:
            words["before"] = planned.tree.nodes[planned.change.before[0]].name
            return (
                _("Förra årets svar från %(before)s visas bredvid svaren från varje del.") % words,
            )
        return ()

    def apply(self, planned: Planned, picked: Picked, journal) -> Handed:
        """Give a sheet to each new unit that comes after one that has not handed in."""
        if planned.change.kind in {ChangeKind.MERGE, ChangeKind.SPLIT}:
            for campaign in running(planned.employer, on=planned.change.on):
                campaign.cycle.employer = planned.employer
                journal.store_many(missing_sheets(campaign, n_asked=self._n_asked(campaign)))
        return {}

    def standing(self, made: Reorganisation, new: frozenset[int]) -> Iterable[str]:
        """Return the units that would no longer be and that have begun to answer."""
        begun = Sheet.objects.filter(unit__in=new).filter(
            Q(answers__isnull=False) | ~Q(state=Sheet.State.OPEN)
        )
        names = dict(map(tuple, made.facts["after"]))
        return [
            _(
                "%(unit)s har börjat svara på uppföljningen. Gör en ny omorganisation i stället, "
                "så finns svaren kvar."
            )
            % {"unit": names.get(unit, "")}
            for unit in sorted(set(begun.values_list("unit", flat=True)))
        ]


def _standing(planned: Planned, sheet: Sheet) -> str:
    unit = planned.tree.nodes[sheet.unit_id].name
    if sheet.state == Sheet.State.OPEN:
        return _("%(unit)s har svarat på %(n)s av %(total)s frågor.") % {
            "unit": unit,
            "n": sheet.n_answered,
            "total": sheet.n_asked,
        }
    return _("%(unit)s har lämnat in sina svar. De ändras inte.") % {"unit": unit}
