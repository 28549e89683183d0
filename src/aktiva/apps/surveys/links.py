"""Personal links: the secret in a letter's address, and what a session begun by one may do."""

from __future__ import annotations

import hashlib
import hmac
import re
from base64 import urlsafe_b64encode
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from aktiva.apps.cycles import policy as cycles
from aktiva.apps.organisation import policy as organisation
from aktiva.apps.outbox import fillers
from aktiva.apps.surveys import policy
from aktiva.apps.surveys.models import PersonalLink, Sheet
from aktiva.domain.organisation.permissions import Permission

DAYS_AFTER = 14
"""How long a link holds after the sheet's last day: an answer may be sent back."""

MARK = r"\[Personlig länk nr ([0-9]{1,18})\]"
_PURPOSE = b"aktiva personal link, v1|"

PERMISSIONS = frozenset(
    {Permission.SHEET_ANSWER, Permission.SHEET_SIGN, Permission.DEPARTMENT_ANSWER}
    | {Permission.CENTRAL_ANSWER, Permission.SHEET_READ, Permission.MEASURE_DECIDE}
)
"""What filling in a sheet needs, and no more."""


class State(StrEnum):
    """What a link is good for on a day."""

    HOLDS = "holds"
    HANDED_IN = "handed_in"
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"


def secret_of(salt: str) -> str:
    """Return the secret of a link: made anew from its salt and the installation's key.

    So that a letter that no mail server took can be sent again, though the secret is not kept.
    """
    made = hmac.new(settings.SECRET_KEY.encode(), _PURPOSE + salt.encode(), hashlib.sha256)
    return urlsafe_b64encode(made.digest()).decode().rstrip("=")


def digest_of(secret: str) -> str:
    """Return what is kept of a secret."""
    return hashlib.sha256(secret.encode()).hexdigest()


def mark_of(link: PersonalLink) -> str:
    """Return what stands in the letter that is kept."""
    return f"[Personlig länk nr {link.pk}]"


def fill(found: re.Match[str], to_id: int) -> str:
    """Return the address in a letter; a mark in a letter to somebody else stays as it is."""
    link = PersonalLink.objects.filter(pk=int(found[1]), user=to_id, withdrawn_at=None).first()
    if link is None:
        return found[0]
    return fillers.site() + reverse("surveys:link", args=[secret_of(link.salt)])


def paragraph(link: PersonalLink | None) -> str:
    """Return the lines of a letter that hold its link, or where to go without one."""
    if link is None:
        return _("Logga in i Aktiva, så ser du vad som återstår.")
    return _(
        "Öppna din personliga länk och tryck på knappen på sidan, så kommer du in utan lösenord:"
        "\n\n%(link)s\n\nLänken gäller bara det här underlaget. Skicka den inte vidare. Du kan "
        "också logga in i Aktiva som vanligt."
    ) % {"link": mark_of(link)}


def of_several() -> str:
    """Return the lines of a letter that holds a link under each of several units."""
    return _(
        "Under varje enhet står din personliga länk till dess underlag. Öppna den och tryck på "
        "knappen på sidan, så kommer du in utan lösenord. Varje länk gäller bara sitt underlag. "
        "Skicka dem inte vidare. Du kan också logga in i Aktiva som vanligt och nå alla enheterna."
    )


def by_secret(secret: str) -> PersonalLink | None:
    """Return the link with this secret, or None. One question."""
    return (
        PersonalLink.objects.filter(digest=digest_of(secret))
        .select_related("user", "sheet__unit", "sheet__campaign__cycle__employer")
        .first()
    )


def by_id(pk: int) -> PersonalLink | None:
    """Return a link, or None. One question."""
    return (
        PersonalLink.objects.filter(pk=pk)
        .select_related("user", "sheet__unit", "sheet__campaign__cycle__employer")
        .first()
    )


def last_day(link: PersonalLink) -> date:
    """Return the last day on which a link opens its sheet."""
    return link.sheet.last_date + timedelta(days=DAYS_AFTER)


def state(link: PersonalLink, *, on: date) -> State:
    """Return what a link is good for; it dies with the role that it was sent to."""
    employer = link.sheet.campaign.cycle.employer
    answers = (
        link.withdrawn_at is None
        and employer.personal_links
        and link.user.is_active
        and policy.answerable_sheets(link.user, on=on).filter(pk=link.sheet_id).exists()
    )
    if not answers:
        return State.WITHDRAWN
    if link.sheet.state in {Sheet.State.SUBMITTED, Sheet.State.APPROVED}:
        return State.HANDED_IN
    return State.EXPIRED if on > last_day(link) else State.HOLDS


def own(sheet: Sheet, user) -> bool:
    """Return whether the person has a link in use to the sheet. One question."""
    return PersonalLink.objects.filter(sheet=sheet, user=user, withdrawn_at=None).exists()


def withdrawable(sheet: Sheet, user, *, on: date) -> bool:
    """Return whether the person keeps the year and the sheet has links in use. Two questions."""
    keeps = cycles.keepable_cycles(user, on=on).filter(pk=sheet.campaign.cycle_id).exists()
    return keeps and PersonalLink.objects.filter(sheet=sheet, withdrawn_at=None).exists()


@dataclass(frozen=True, slots=True)
class Held:
    """What a session that was begun by a link holds on to."""

    link: int
    sheet: int
    unit: int


def hold(session, link: PersonalLink) -> None:
    """Keep a session to the sheet of its link."""
    session["personal_link"] = {
        "link": link.pk, "sheet": link.sheet_id, "unit": link.sheet.unit_id
    }  # fmt: skip


def held(session) -> Held | None:
    """Return what the session is kept to, or None for one that was begun with a password."""
    kept = session.get("personal_link")
    return Held(**kept) if kept else None


def limit(user, to: Held) -> None:
    """Let the person, as long as this request lasts, answer one sheet and do nothing else."""
    organisation.limit(user, permissions=PERMISSIONS, unit=to.unit)
    policy.limit(user, sheet=to.sheet)
