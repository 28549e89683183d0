"""The package is made in the background: the papers of a whole municipality take some seconds."""

from __future__ import annotations

import hashlib
from datetime import date, datetime

from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.urls import reverse
from django.utils.translation import gettext as _

from aktiva.adapters import clock
from aktiva.apps.background import jobs, kinds
from aktiva.apps.background.models import Job
from aktiva.apps.organisation.models import Employer
from aktiva.apps.package import actions, policy, queries


def start(
    employer: Employer, years: list[int], *, on: date | None, actor, at: datetime
) -> Job:  # fmt: skip
    """Ask for the package; whether `actor` may is asked when it is made."""
    told = ", ".join(map(str, sorted(set(years))))
    told_on = on.isoformat() if on else ""
    return jobs.start(
        kind="package",
        title=_("Underlag till DO för %(years)s") % {"years": told},
        given={"employer": employer.pk, "years": sorted(set(years)), "on": told_on},
        key=hashlib.sha256(
            f"package {employer.pk} {told} {told_on} {at.isoformat()}".encode()
        ).hexdigest(),
        actor=actor,
        at=at,
    )


def _make(handle: kinds.Handle) -> kinds.Made:
    on = handle.given["on"]
    try:
        made = actions.make_package(
            employer=Employer.objects.get(pk=handle.given["employer"]),
            years=handle.given["years"],
            on=date.fromisoformat(on) if on else None,
            actor=handle.asked_by,
            at=handle.asked_at,
            tell=handle.step,
        )
    except ObjectDoesNotExist as missing:
        raise kinds.Refused(
            _("Du har inte längre tillgång till arbetsgivarens underlag.")
        ) from missing
    except ValidationError as refused:
        raise kinds.Refused(" ".join(refused.messages)) from refused
    return kinds.Made(name=made.name, content_type="application/zip", content=made.content)


def _may(user, given: dict, *, on: date) -> bool:
    return policy.employers(user, on=on).filter(pk=given["employer"]).exists()


def _place(given: dict) -> str:
    return reverse("package:package", args=[given["employer"]])


PACKAGE = kinds.Kind(_make, _may, _place)


def keep_a_closed_year() -> bool:
    """Make and keep the package of a year that has been closed; return whether there was one.

    So that it is there at once when the Ombudsman asks.
    """
    cycle = queries.closed_without_package()
    if cycle is None:
        return False
    actions.make_package(employer=cycle.employer, years=[cycle.year], actor=None, at=clock.now())
    return True
