"""Personal links are made with the letters they stand in, used by a button, and withdrawn."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from aktiva.apps.audit import log
from aktiva.apps.cycles import policy as cycles_policy
from aktiva.apps.outbox import fillers
from aktiva.apps.surveys import links, policy
from aktiva.apps.surveys.models import PersonalLink, Sheet

SALT_BYTES = 24


class Unusable(Exception):
    """The link opens nothing; `state` says why."""

    def __init__(self, state: links.State):
        super().__init__(state)
        self.state = state


def make_links(
    wanted: Iterable[tuple[Sheet, int]], *, employer, at: datetime
) -> dict[tuple[int, int], PersonalLink]:
    """Return sheet and person → a new link for a letter, within the letters' own transaction.

    None where the employer sends no links, or where nobody has said by which address the
    pages are reached.
    """
    if not employer.personal_links or not fillers.site():
        return {}
    made = []
    for sheet, user_id in wanted:
        salt = secrets.token_hex(SALT_BYTES)
        digest = links.digest_of(links.secret_of(salt))
        made.append(
            PersonalLink(sheet=sheet, user_id=user_id, salt=salt, digest=digest, made_at=at)
        )
    PersonalLink.objects.bulk_create(made)
    return {(link.sheet_id, link.user_id): link for link in made}


@transaction.atomic
def use_link(*, secret: str, at: datetime) -> PersonalLink:
    """Let the one who holds a link in, and leave a trace of it.

    Raises:
        PersonalLink.DoesNotExist: There is no such link.
        Unusable: It has expired, been withdrawn, or the answers are handed in.
    """
    link = links.by_secret(secret)
    if link is None:
        raise PersonalLink.DoesNotExist
    state = links.state(link, on=at.date())
    if state is not links.State.HOLDS:
        raise Unusable(state)
    log.record(
        log.Event.LINK_USED, actor=link.user, about=link, at=at, details={"sheet": link.sheet_id}
    )
    return link


@transaction.atomic
def withdraw_links(*, sheet_id: int, actor, at: datetime) -> int:
    """Make links to a sheet stop working: one's own, or all for those who keep the year.

    Returns:
        How many were in use.

    Raises:
        Sheet.DoesNotExist: No such sheet, or not one that `actor` fills in or keeps.
        ValidationError: There was none in use.
    """
    on = at.date()
    kept = Sheet.objects.filter(campaign__cycle__in=cycles_policy.keepable_cycles(actor, on=on))
    mine = policy.answerable_sheets(actor, on=on).filter(pk=sheet_id).exists()
    keeps = kept.filter(pk=sheet_id).exists()
    if not (mine or keeps):
        raise Sheet.DoesNotExist
    found = PersonalLink.objects.filter(sheet=sheet_id, withdrawn_at=None)
    if not keeps:
        found = found.filter(user=actor)
    withdrawn = list(found.select_for_update())
    if not withdrawn:
        raise ValidationError("none")
    found.update(withdrawn_at=at)
    log.record(
        log.Event.LINKS_WITHDRAWN, actor=actor, about=withdrawn[0].sheet, at=at,
        details={"links": len(withdrawn)},
    )  # fmt: skip
    return len(withdrawn)
