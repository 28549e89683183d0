"""Dates that the employer has set: the year's own, the last day to answer, its own calendar."""

from __future__ import annotations

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
            date
            for cycle in Cycle.objects.filter(employer=asked.employer).order_by("year")
            for date in of_year(cycle)
            if asked.holds(date.first, date.last)
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
    """Return the last day to answer, done when nobody asked about has anything left. Two questions."""
    campaigns = list(
        Campaign.objects.filter(
            cycle__employer=asked.employer, last_date__range=(asked.first, asked.last)
        )
        .select_related("cycle")
        .order_by("last_date", "pk")
    )
    if not campaigns:
        return Found()
    among = Q() if asked.is_whole else Q(unit__in=asked.units)
    waiting = dict(
        Sheet.objects.filter(among, campaign__in=campaigns, state__in=_WAITING)
        .values_list("campaign")
        .annotate(n=Count("pk"))
        .order_by()
    )
    return Found([last_day(c, done=not waiting.get(c.pk)) for c in campaigns])


def last_day(campaign: Campaign, *, done: bool) -> Duty:
    """Return a campaign's last day to answer. No question."""
    said = _("Sista dagen att lämna in svaren för %(year)s") % {"year": campaign.cycle.year}
    return Duty(
        key=f"campaign:{campaign.pk}",
        first=campaign.last_date,
        last=campaign.last_date,
        label=_("Sista svarsdag"),
        what=said,
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
