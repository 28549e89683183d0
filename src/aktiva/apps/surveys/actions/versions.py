"""A questionnaire is stored for a campaign, or published as a version of the employer's own."""

from __future__ import annotations

import hashlib
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from aktiva.adapters import questionnaires
from aktiva.apps.audit import log
from aktiva.apps.organisation.models import Employer
from aktiva.apps.surveys.models import QuestionnaireVersion
from aktiva.domain.questionnaire import Questionnaire
from aktiva.domain.questionnaire.checking import check


@transaction.atomic
def keep_questionnaire(
    *, employer: Employer, asks: Questionnaire, actor, at: datetime
) -> QuestionnaireVersion:
    """Return the stored version of a questionnaire, stored now if it is new to the employer."""
    content = questionnaires.to_yaml(asks)
    digest = hashlib.sha256(content.encode()).hexdigest()
    version, _made = QuestionnaireVersion.objects.get_or_create(
        employer=employer,
        digest=digest,
        defaults={"name": asks.title[:120], "content": content, "made_at": at},
    )
    return version


@transaction.atomic
def publish_questionnaire(
    *, employer: Employer, asks: Questionnaire, actor, at: datetime
) -> QuestionnaireVersion:
    """Publish a questionnaire as the employer's next version, for campaigns that are sent later.

    Whether `actor` may is decided by the caller; nobody when it comes from the command line.

    Raises:
        ValidationError: Something in it must be put right first, or it is already published.
    """
    faults = [r for r in check(asks) if r.is_fault]
    if faults:
        raise ValidationError(
            [f"{r.key}: {r.words}" if r.key else r.words for r in faults], code="faults"
        )
    Employer.objects.select_for_update().get(pk=employer.pk)  # two at once get a number each
    version = keep_questionnaire(employer=employer, asks=asks, actor=actor, at=at)
    if version.number is not None:
        raise ValidationError(
            _("Underlaget är redan publicerat som version %(n)s och har inte ändrats sedan dess.")
            % {"n": version.number}
        )
    latest = employer.questionnaires.exclude(number=None).order_by("-number").first()
    version.number = latest.number + 1 if latest else 1
    version.published_at, version.published_by = at, actor
    version.save(update_fields=["number", "published_at", "published_by"])
    log.record(
        log.Event.QUESTIONNAIRE_PUBLISHED, actor=actor, about=version, at=at,
        details={"number": version.number, "questions": len(asks.questions)},
    )  # fmt: skip
    return version
