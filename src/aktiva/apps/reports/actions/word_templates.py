"""A municipality's own Word template is looked at first, and kept in versions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from aktiva.adapters.docx.checking import Finding, check, usable
from aktiva.adapters.docx.template.opening import Refused
from aktiva.apps.attachments import actions as attachments
from aktiva.apps.attachments.models import StoredFile
from aktiva.apps.audit import history, log
from aktiva.apps.organisation import policy as organisation_policy
from aktiva.apps.organisation.models import Employer
from aktiva.apps.reports.models import WordTemplate
from aktiva.apps.reports.queries import word_templates
from aktiva.domain.organisation.permissions import Permission


@dataclass(frozen=True, slots=True)
class LookedAt:
    """A template that papers can be written in, not stored yet, and what was found in it."""

    file: attachments.Examined
    findings: list[Finding]

    @property
    def is_usable(self) -> bool:
        """Whether nothing that a paper must have is missing."""
        return usable(self.findings)


def look_at_word_template(*, name: str, content: bytes) -> LookedAt:
    """Look at a template before it is stored. Nothing is written, no transaction should be open.

    Raises:
        ValidationError: It cannot be a template, with the reason for `file`.
    """
    try:
        findings = check(name, content)
    except Refused as refused:
        raise ValidationError({"file": str(refused)}) from refused
    return LookedAt(attachments.examine(name=name, content=content), findings)


@transaction.atomic
def keep_word_template(
    *, employer: Employer, template: LookedAt, actor, at: datetime
) -> WordTemplate:
    """Keep a template; papers are written in it from now on, also those that are begun.

    Raises:
        Employer.DoesNotExist: `actor` does not make the employer's papers.
        ValidationError: It lacks what a paper must have, or applies already.
    """
    employer = _kept_by(actor, employer, at=at)
    if not template.is_usable:
        raise ValidationError(
            {
                "file": _(
                    "Mallen saknar något som handlingarna måste ha. Rätta det och välj den igen."
                )
            }
        )
    before = word_templates.current(employer.pk)
    if before is not None and before.file.sha256 == template.file.sha256:
        raise ValidationError({"file": _("Den mallen gäller redan. Välj en annan fil.")})
    stored = attachments.store(template.file, employer_id=employer.pk, actor=actor, at=at)
    return _next(employer, stored, actor=actor, at=at)


@transaction.atomic
def remove_word_template(*, employer: Employer, actor, at: datetime) -> WordTemplate:
    """Let papers have Aktiva's own looks again; earlier versions are kept.

    Raises:
        Employer.DoesNotExist: `actor` does not make the employer's papers.
        WordTemplate.DoesNotExist: No template applies.
    """
    employer = _kept_by(actor, employer, at=at)
    if word_templates.current(employer.pk) is None:
        raise WordTemplate.DoesNotExist
    return _next(employer, None, actor=actor, at=at)


@transaction.atomic
def restore_word_template(*, employer: Employer, number: int, actor, at: datetime) -> WordTemplate:
    """Take an earlier version back, as a new one.

    Raises:
        Employer.DoesNotExist: `actor` does not make the employer's papers.
        WordTemplate.DoesNotExist: There is no such version.
    """
    employer = _kept_by(actor, employer, at=at)
    old = word_templates.versions(employer.pk).get(number=number)
    return _next(employer, old.file, actor=actor, at=at)


def _kept_by(actor, employer: Employer, *, at: datetime) -> Employer:
    return organisation_policy.employers_where(actor, Permission.PAPER_MAKE, on=at.date()).get(
        pk=employer.pk
    )


def _next(employer: Employer, file: StoredFile | None, *, actor, at: datetime) -> WordTemplate:
    latest = word_templates.versions(employer.pk).first()
    number = latest.number + 1 if latest else 1
    row = WordTemplate(employer=employer, number=number, file=file, made_at=at)
    history.store(row, at=at, by=actor)
    log.record(
        log.Event.WORD_TEMPLATE_KEPT, actor=actor, about=row, at=at,
        details={"number": number, "file": file.pk if file else None},
    )  # fmt: skip
    return row
