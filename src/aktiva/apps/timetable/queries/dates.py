"""Dates that the employer has set: the year's own, the last day to answer, its own calendar."""

from __future__ import annotations

from datetime import date

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from aktiva.apps.cycles.models import Cycle
from aktiva.apps.surveys.models import Campaign, Sheet
from aktiva.apps.timetable.models import EmployerEvent
from aktiva.apps.timetable.queries.duty import Asked, Duty, Found
from aktiva.ui.templatetags.formats import day as day_words

_WAITING = [Sheet.State.OPEN, Sheet.State.RETURNED]


def years(asked: Asked) -> Found:
    """Return the dates of the employer's years: review, compilation, report, decision. One question."""
    return Found(
        [
            duty
            for cycle in Cycle.objects.filter(employer=asked.employer).order_by("year")
            for duty in of_year(cycle)
            if asked.holds(duty.first, duty.last)
        ]
    )


def of_year(cycle: Cycle) -> list[Duty]:
    """Return the four dates of one year, those that are set. No question."""
    words = {"year": cycle.year}
    dates = (
        ("review", cycle.review_date, _("Granskningen av enheternas svar för %(year)s är klar")),
        ("compile", cycle.compile_date, _("Sammanställningen för %(year)s är klar")),
        ("report", cycle.report_date, _("Tjänsteskrivelsen för %(year)s lämnas till registrator")),
        ("decision", cycle.decision_date, _("Beslut om %(year)s")),
    )
    return [
        Duty(
            key=f"year:{cycle.pk}:{name}", first=day, last=day, label=_("Årets gång"),
            what=said % words, plain=said % words, url=reverse("timetable:wheel", args=[cycle.pk]),
            rows=(("cycles.Cycle", cycle.pk),),
        )
        for name, day, said in dates
        if day is not None
    ]  # fmt: skip


def answers(asked: Asked) -> Found:
    """Return the last days to answer of those asked about: the campaign's, and units' own.

    Each is done when nobody who has that day has anything left. Two questions.
    """
    campaigns = list(
        Campaign.objects.filter(
            Q(last_date__range=(asked.first, asked.last))
            | Q(pk__in=_with_own_day(asked).values("campaign")),
            cycle__employer=asked.employer,
        )
        .select_related("cycle")
        .order_by("last_date", "pk")
    )
    if not campaigns:
        return Found()
    among = Q() if asked.is_whole else Q(unit__in=asked.units)
    groups = (
        Sheet.objects.filter(among, campaign__in=campaigns)
        .values_list("campaign", "own_last_date")
        .annotate(waiting=Count("pk", filter=Q(state__in=_WAITING)))
        .order_by()
    )
    waiting: dict[int, dict[date, int]] = {c.pk: {} for c in campaigns}
    last = {c.pk: c.last_date for c in campaigns}
    for pk, own, n in groups:
        day = max(last[pk], own or last[pk])
        waiting[pk][day] = waiting[pk].get(day, 0) + n
    found = []
    for campaign in campaigns:
        days = waiting[campaign.pk]
        if asked.is_whole or not days:
            days.setdefault(campaign.last_date, 0)
        found += [
            last_day(campaign, day=day, done=not days[day])
            for day in sorted(days)
            if asked.holds(day, day)
        ]
    return Found(found)


def _with_own_day(asked: Asked):
    return Sheet.objects.filter(
        own_last_date__range=(asked.first, asked.last), campaign__cycle__employer=asked.employer
    )


def last_day(campaign: Campaign, *, day: date, done: bool) -> Duty:
    """Return a last day to answer in a campaign: its own, or a later one of some units. No question."""
    said = _("Sista dagen att lämna in svaren för %(year)s") % {"year": campaign.cycle.year}
    is_own = day != campaign.last_date
    return Duty(
        key=f"campaign:{campaign.pk}:{day}" if is_own else f"campaign:{campaign.pk}",
        first=day,
        last=day,
        label=_("Sista svarsdag"),
        what=_("%(what)s, för dem som har fått längre tid") % {"what": said} if is_own else said,
        plain=said,
        url=reverse("surveys:sheet_list", args=[campaign.cycle_id]),
        done=done,
        can_be_late=True,
        rows=(("surveys.Campaign", campaign.pk),),
    )


def events(asked: Asked) -> Found:
    """Return the employer's own calendar. One question."""
    found = EmployerEvent.objects.filter(
        employer=asked.employer, from_date__lte=asked.last, to_date__gte=asked.first
    ).order_by("from_date", "pk")
    return Found(
        [
            Duty(
                key=f"event:{e.pk}",
                first=e.from_date,
                last=e.to_date,
                label=_("Arbetsgivarens kalender"),
                what=e.name,
                plain=e.name,
                url="",
                stretch=_days(e),
                begins=True,
                rows=(("timetable.EmployerEvent", e.pk),),
            )
            for e in found
        ]
    )


def _days(event: EmployerEvent) -> str:
    if event.from_date == event.to_date:
        return ""
    return _("till och med %(day)s") % {"day": day_words(event.to_date)}
