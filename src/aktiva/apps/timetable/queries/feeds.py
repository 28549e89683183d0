"""A person's own calendar: the dates of the units where they hold a role, without names."""

from __future__ import annotations

import hashlib
import secrets
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime

from django.apps import apps
from django.db.models import Count, Max
from django.utils.translation import gettext as _

from aktiva.adapters import calendars
from aktiva.apps.audit import history
from aktiva.apps.organisation import policy as organisation_policy
from aktiva.apps.organisation import queries as organisation
from aktiva.apps.organisation.models import Employer
from aktiva.apps.timetable.models import FeedKey
from aktiva.apps.timetable.queries import duties
from aktiva.apps.timetable.queries.duty import Asked, Duty
from aktiva.domain.organisation.permissions import HOLDERS, Permission, Role

NEVER = datetime(2017, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Feed:
    """A calendar as it is sent, with what says whether it has changed."""

    body: bytes
    etag: str
    changed: datetime


def digest_of(secret: str) -> str:
    """Return what is kept of a secret. It is long and random, so a plain digest is enough."""
    return hashlib.sha256(secret.encode()).hexdigest()


def key_of(secret: str) -> FeedKey | None:
    """Return the key in use that a secret opens, or None. One question.

    The comparison takes the same time whatever the secret is.
    """
    wanted = digest_of(secret)
    key = FeedKey.objects.filter(digest=wanted, revoked_at=None).select_related("user").first()
    if not secrets.compare_digest(wanted, key.digest if key else "0" * len(wanted)):
        return None
    return key if key is not None and key.user.is_active else None


def own_key(user) -> FeedKey | None:
    """Return the person's key in use, or None. One question."""
    return FeedKey.objects.filter(user=user, revoked_at=None).first()


def feed(user, *, on: date, site: str) -> Feed:
    """Return a person's calendar for last year, this and the next; kept while nothing changes.

    One question beside the person's roles, or about a dozen when something has changed.
    """
    return history.unchanged(
        ("feed", user.pk, on.year, site, _places(user, on=on)), lambda: _feed(user, on, site)
    )


def _places(user, *, on: date) -> tuple[int, ...]:
    """Return the units where the person holds a role that reads measures."""
    readers = HOLDERS[Permission.SHEET_READ]
    held = organisation_policy.holdings(user, on=on)
    return tuple(sorted({h.unit_id for h in held if Role(h.role) in readers}))


def _feed(user, on: date, site: str) -> Feed:
    places = set(_places(user, on=on))
    held = organisation_policy.holdings(user, on=on)
    employers = {h.unit.employer_id: h.unit.employer for h in held if h.unit_id in places}
    entries: list[calendars.Entry] = []
    for employer in employers.values():
        own = frozenset(
            h.unit_id for h in held if h.unit_id in places and h.unit.employer_id == employer.pk
        )
        asked = Asked(
            employer,
            organisation.tree(employer, on=on),
            own,
            date(on.year - 1, 1, 1),
            date(on.year + 1, 12, 31),
            reader=user,
            on=on,
        )
        entries += _entries(duties.collect(asked).duties, employer, site)
    body = calendars.feed(entries, name=_("Aktiva åtgärder"))
    changed = max((entry.changed for entry in entries), default=NEVER)
    return Feed(body, f'"{hashlib.sha256(body).hexdigest()[:32]}"', changed)


def _entries(found: Iterable[Duty], employer: Employer, site: str) -> list[calendars.Entry]:
    kept = list(found)
    versions = _versions({row for duty in kept for row in duty.rows})
    entries = []
    for duty in kept:
        own = [versions.get(row, (1, NEVER)) for row in duty.rows]
        about = [duty.stretch[:1].upper() + duty.stretch[1:] + "."] if duty.stretch else []
        about += [_("Gjort.")] if duty.done else []
        about += [_("Läs mer i Aktiva hos %(employer)s.") % {"employer": employer.name}]
        entries.append(
            calendars.Entry(
                uid=f"{duty.key.replace(':', '-')}@{employer.org_number}.aktiva",
                first=duty.first if duty.begins else duty.last,
                last=duty.last,
                summary=duty.sentence,
                description=" ".join(about),
                url=site + duty.url,
                revision=sum(n for n, _at in own) - 1,
                changed=max((at for _n, at in own), default=NEVER),
                category=duty.label,
            )
        )
    return entries


def _versions(rows: set[tuple[str, int]]) -> dict[tuple[str, int], tuple[int, datetime]]:
    """Return row → how many versions it has had and when the last came. One question a model."""
    by_model: dict[str, set[int]] = defaultdict(set)
    for label, pk in rows:
        by_model[label].add(pk)
    return {
        (label, pk): (n, last)
        for label, ids in by_model.items()
        for pk, n, last in apps.get_model(label)
        .history.filter(id__in=ids)
        .values_list("id")
        .annotate(n=Count("history_id"), last=Max("history_date"))
        .order_by()
    }
