"""The law page: paragraph by paragraph, what is missing first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from aktiva.adapters import clock
from aktiva.apps.cycles import policy as cycles_policy
from aktiva.apps.lawcheck import actions, queries
from aktiva.apps.lawcheck.views.addresses import address_of
from aktiva.apps.organisation import policy as organisation_policy
from aktiva.apps.pay import policy as pay_policy
from aktiva.apps.pay import queries as pay
from aktiva.apps.schools import queries as schools
from aktiva.domain.law.duties import FIRST_DAY, Status, wording
from aktiva.domain.law.preparedness import label, readiness
from aktiva.domain.organisation.permissions import Permission


@dataclass(frozen=True, slots=True)
class AskedDay:
    """The day that is asked about: as it was typed, understood, or why it cannot be."""

    typed: str
    as_of: datetime | None
    problem: str = ""

    @property
    def day(self) -> date | None:
        return self.as_of.date() if self.as_of else None


def asked_day(request) -> AskedDay:
    """Return the day in ``?per=2026-11-30``; what cannot be answered stands with its reason."""
    typed = request.GET.get("per", "").strip()
    if not typed:
        return AskedDay("", None)
    try:
        day = date.fromisoformat(typed)
    except ValueError:
        return AskedDay(
            typed,
            None,
            _("”%(day)s” är inget datum. Skriv det som 2026-11-30.") % {"day": typed[:40]},
        )
    if day < FIRST_DAY:
        return AskedDay(
            typed, None,
            _(
                "Lagen gäller i sin nuvarande form från 2017, så kollen går inte att göra längre "
                "tillbaka. Skriv ett datum från 2017-01-01."
            ),
        )  # fmt: skip
    if day > clock.today():
        return AskedDay(
            typed, None, _("Den dagen har inte varit ännu. Skriv dagens datum eller ett tidigare.")
        )
    return AskedDay(typed, None if day == clock.today() else queries.end_of(day))


def _not_there(year: int) -> str:
    return _(
        "Året %(year)s finns inte i Aktiva, så kollen går inte att göra för den dagen. Skriv ett "
        "datum i ett av åren som finns."
    ) % {"year": year}


def cycle_or_404(request, cycle_id: int, permission: Permission, *, anywhere: bool = False):
    """Return a year of an employer whose law check the person may read.

    Args:
        anywhere: Whether it is enough to have the permission in a part of the employer.
    """
    today = clock.today()
    within = (
        organisation_policy.employers_touched if anywhere else organisation_policy.employers_where
    )
    try:
        return (
            cycles_policy.visible_cycles(request.user, on=today)
            .filter(employer__in=within(request.user, permission, on=today))
            .select_related("employer")
            .get(pk=cycle_id)
        )
    except ObjectDoesNotExist as missing:
        raise Http404 from missing


def years_of(request, cycle) -> list:
    """Return the employer's years that the person sees, the latest first."""
    return list(
        cycles_policy.visible_cycles(request.user, on=clock.today())
        .filter(employer=cycle.employer_id)
        .order_by("-year")
    )


def law(request, cycle_id: int):
    """Every duty of the employer for the year, as of a day if asked."""
    cycle = cycle_or_404(request, cycle_id, Permission.LAW_SEE)
    asked = asked_day(request)
    years = years_of(request, cycle)
    if asked.day and asked.day.year < cycle.year:
        earlier = next((c for c in years if c.year == asked.day.year), None)
        if earlier is not None:
            query = urlencode({"per": asked.typed})
            return redirect(f"{reverse('lawcheck:law', args=[earlier.pk])}?{query}")
        asked = AskedDay(asked.typed, None, _not_there(asked.day.year))
    today = clock.today()
    if asked.day is not None:
        actions.keep(cycle, asked.day)
    page = queries.page(cycle, on=today, as_of=asked.as_of)
    answers_central = (
        cycle.employer_id
        in organisation_policy.scope(request.user, Permission.CENTRAL_ANSWER, on=today).whole
    )
    keeps_pay = pay_policy.keeps(request.user, cycle, on=today) and (
        pay.mapping_of(cycle) is not None
    )
    only_left = request.GET.get("visa", "") == "kvar"
    shows_eu = request.GET.get("eu", "") == "visa"
    left = {Status.MISSING, Status.WARNING}
    makes_package = (
        cycle.employer_id
        in organisation_policy.scope(request.user, Permission.PAPER_MAKE, on=clock.today()).whole
    )
    context = {
        "cycle": cycle,
        "makes_package": makes_package,
        "asked": asked,
        "as_of": asked.as_of,
        "page": page,
        "groups": [g for g in page.groups if not only_left or g.status in left],
        "mend": {
            row.result.duty.id: address_of(
                row.result.duty.mend,
                cycle,
                sheet=page.central_sheet,
                answers=answers_central,
                pay=keeps_pay,
            )
            for group in page.groups
            for row in group.rows
            if row.result.duty.mend != "package" or makes_package
        },
        "links": {
            place: reverse(place.page, args=place.args)
            for group in page.groups
            for row in group.rows
            for place in row.places
            if place.page
        },
        "schools": _schools(cycle, page, on=min(today, date(cycle.year, 12, 31))),
        "only_left": only_left,
        "rules_version": wording(asked.day or min(today, date(cycle.year, 12, 31))),
        "now": clock.now(),
        "today": today,
        "years": years,
        "eu": readiness(queries.evidence(cycle, as_of=asked.as_of)) if shows_eu else (),
        "eu_label": label(),
    }
    return render(request, "lawcheck/law.html", context, status=422 if asked.problem else 200)


def _schools(cycle, page: queries.LawPage, *, on: date) -> dict[str, str]:
    """Return where each school's own check is, of those that are there on the day."""
    if not page.school_names:
        return {}
    return {
        f"school:{s.code}": reverse("lawcheck:school", args=[cycle.pk, s.id])
        for s in schools.schools_of(cycle.employer, on)
    }


def summary(request, cycle_id: int):
    """The year for those who decide: met, on its way, missing, beside last year."""
    cycle = cycle_or_404(request, cycle_id, Permission.LAW_SUMMARY_SEE, anywhere=True)
    rows = queries.summary(cycle, on=clock.today())
    context = {
        "cycle": cycle,
        "rows": rows,
        "n_met": sum(r.n_met for r in rows),
        "n_all": sum(r.n_all for r in rows),
        "sees_law": cycle.employer_id in organisation_policy.scope(
            request.user, Permission.LAW_SEE, on=clock.today()
        ).whole,
        "now": clock.now(),
        "years": years_of(request, cycle),
    }  # fmt: skip
    return render(request, "lawcheck/summary.html", context)
