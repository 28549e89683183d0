"""The only way to write the audit log."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from enum import StrEnum

from django.db import models, transaction
from django.utils import timezone

from aktiva.apps.audit.models import AuditEntry


class Event(StrEnum):
    """Everything that leaves a trace; a test asks that each is produced by some action."""

    ANSWER_CONFLICT_SETTLED = "answer.conflict_settled"
    ANSWERING_TOGETHER = "answering.together"
    ANSWERS_READY = "answers.ready"
    ANSWER_SAVED = "answer.saved"
    ANSWER_SENT_BACK = "answer.sent_back"
    BOUNCE_RECORDED = "bounce.recorded"
    BOUNCE_SETTLED = "bounce.settled"
    CAMPAIGN_CLOSED = "campaign.closed"
    CAMPAIGN_OPENED = "campaign.opened"
    CASE_REGISTERED = "case.registered"
    COMPLETIONS_CHANGED = "completions.changed"
    CONFIRMATION_CHANGED = "confirmation.changed"
    CONFIRMATION_CORRECTED = "confirmation.corrected"
    CONFIRMATION_GIVEN = "confirmation.given"
    COOPERATION_ACCOUNTED = "cooperation.accounted"
    COURSE_KEPT = "course.kept"
    DECISION_RECORDED = "decision.recorded"
    DIGEST_SENT = "digest.sent"
    DISPATCH_NOTED = "dispatch.noted"
    DOCUMENT_FILE_HANDED_IN = "document_file.handed_in"
    DOCUMENT_FILE_WITHDRAWN = "document_file.withdrawn"
    DOCUMENT_POINT_CLEARED = "document_point.cleared"
    DOCUMENT_POINT_FOUND = "document_point.found"
    DOCUMENT_REVIEWED = "document.reviewed"
    DOCUMENT_REVIEW_WITHDRAWN = "document_review.withdrawn"
    DRAFT_BEGUN = "draft.begun"
    DRAFT_DROPPED = "draft.dropped"
    EMPLOYER_CREATED = "employer.created"
    EXAMINATION_RECORDED = "examination.recorded"
    FEED_KEY_MADE = "feed_key.made"
    FEED_KEY_REVOKED = "feed_key.revoked"
    FIGURES_RELEASED = "figures.released"
    FIGURES_STORED = "figures.stored"
    FILE_DROPPED = "file.dropped"
    FILE_STORED = "file.stored"
    FORMS_AGREED = "forms.agreed"
    LINKS_WITHDRAWN = "links.withdrawn"
    LINK_USED = "link.used"
    MEASURES_CHANGED = "measures.changed"
    MEASURE_CHANGED = "measure.changed"
    MEASURE_DECIDED = "measure.decided"
    MEASURE_EXTENDED = "measure.extended"
    MEASURE_WITHDRAWN = "measure.withdrawn"
    MEETING_CHANGED = "meeting.changed"
    MEETING_RECORDED = "meeting.recorded"
    MEETING_WITHDRAWN = "meeting.withdrawn"
    NOTE_ADDED = "note.added"
    NOTE_WITHDRAWN = "note.withdrawn"
    OBSERVATION_CHANGED = "observation.changed"
    OBSERVATION_WORDED = "observation.worded"
    OBSERVATIONS_PROPOSED = "observations.proposed"
    OPEN_PAGE_CLOSED = "open_page.closed"
    OPEN_PAGE_OPENED = "open_page.opened"
    ORGANISATION_IMPORTED = "organisation.imported"
    ORGANISATION_IMPORT_UNDONE = "organisation.import_undone"
    ORGANISATION_REORGANISATION_UNDONE = "organisation.reorganisation_undone"
    ORGANISATION_REORGANISED = "organisation.reorganised"
    OUTCOME_RECORDED = "outcome.recorded"
    PACKAGE_MADE = "package.made"
    PAPER_APPROVED = "paper.approved"
    PAPER_CHANGED = "paper.changed"
    PAPER_MADE = "paper.made"
    PAPER_SENT_BACK = "paper.sent_back"
    PARTICIPATION_STORED = "participation.stored"
    PARTY_REGISTERED = "party.registered"
    PAY_COOPERATION_RECORDED = "pay_cooperation.recorded"
    PAY_FIGURES_SEEN = "pay_figures.seen"
    PAY_FILE_CONFIRMED = "pay_file.confirmed"
    PAY_FILE_DROPPED = "pay_file.dropped"
    PAY_FILE_READ_IN = "pay_file.read_in"
    PAY_GROUPS_CHANGED = "pay_groups.changed"
    PAY_HANDED_OVER = "pay.handed_over"
    PAY_JUDGED = "pay.judged"
    PAY_MAPPING_CLOSED = "pay_mapping.closed"
    PAY_MAPPING_KEPT = "pay_mapping.kept"
    PAY_MAPPING_REOPENED = "pay_mapping.reopened"
    PAY_PLAN_CHANGED = "pay_plan.changed"
    PAY_QUESTION_KEPT = "pay_question.kept"
    PAY_READERS_CHANGED = "pay_readers.changed"
    PAY_VALUE_SET = "pay_value.set"
    PLAN_IMPORTED = "plan.imported"
    POLITICAL_BODY_REGISTERED = "political_body.registered"
    PUBLIC_VERSION_MADE = "public_version.made"
    PULSE_COUNTED = "pulse.counted"
    PULSE_KEPT = "pulse.kept"
    PULSE_OPENED = "pulse.opened"
    PULSE_REMOVED = "pulse.removed"
    PULSE_SEEN = "pulse.seen"
    PULSE_SLIPS_MADE = "pulse.slips_made"
    PULSE_TAKEN_BACK = "pulse.taken_back"
    QUESTIONNAIRE_CHANGED = "questionnaire.changed"
    QUESTIONNAIRE_DROPPED = "questionnaire.dropped"
    QUESTIONNAIRE_PUBLISHED = "questionnaire.published"
    QUESTIONNAIRE_STARTED = "questionnaire.started"
    QUESTIONNAIRE_UNDONE = "questionnaire.undone"
    READING_SENT = "reading.sent"
    REGISTER_CHANGED = "register.changed"
    REMINDERS_SENT = "reminders.sent"
    RISK_RECORDED = "risk.recorded"
    RISK_REVIEWED = "risk.reviewed"
    RISK_WITHOUT_MEASURE_DECIDED = "risk.without_measure_decided"
    ROLE_ENDED = "role.ended"
    ROLE_GIVEN = "role.given"
    ROUND_EVALUATED = "round.evaluated"
    ROUND_RECORDED = "round.recorded"
    SCHOOLS_MARKED = "schools.marked"
    SCHOOLS_UNMARKED = "schools.unmarked"
    SCHOOL_CHANGED = "school.changed"
    SCHOOL_PART_SAVED = "school.part_saved"
    SCHOOL_YEAR_REOPENED = "school.year_reopened"
    SCHOOL_YEAR_SIGNED = "school.year_signed"
    SHEETS_CHANGED = "sheets.changed"
    SHEET_APPROVED = "sheet.approved"
    SHEET_FETCHED = "sheet.fetched"
    SHEET_READING_UNDONE = "sheet.reading_undone"
    SHEET_READ_IN = "sheet.read_in"
    SHEET_SUBMITTED = "sheet.submitted"
    SUBSTITUTION_ENDED = "substitution.ended"
    SUBSTITUTION_SET = "substitution.set"
    TEMPLATE_KEPT = "template.kept"
    UNIT_CHANGED = "unit.changed"
    WORD_TEMPLATE_KEPT = "word_template.kept"
    YEAR_CLOSED = "year.closed"
    YEAR_OPENED = "year.opened"
    YEAR_REOPENED = "year.reopened"


def record(
    event: Event, *, actor, about: models.Model, at: datetime, details: dict | None = None
) -> None:
    """Append one entry.

    Raises:
        RuntimeError: Called outside a transaction, where the change and its
            entry could be separated by a crash.
    """
    connection = transaction.get_connection()
    if not connection.in_atomic_block:
        raise RuntimeError(f"{event} must be recorded inside transaction.atomic()")
    row = {
        "happened_at": connection.ops.adapt_datetimefield_value(at),
        "actor_id": getattr(actor, "pk", None),
        "event": str(event),
        "object_label": about._meta.label,
        "object_id": str(about.pk),
        "details": connection.ops.adapt_json_value(details or {}, None),
    }
    # In SQL, for it is written at every field that somebody types.
    table = connection.ops.quote_name(AuditEntry._meta.db_table)
    places = ", ".join(["%s"] * len(row))
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {table} ({', '.join(row)}) VALUES ({places})", list(row.values())
        )


def entries(event: Event, *, about: models.Model) -> models.QuerySet[AuditEntry]:
    """Return what has been noted of one kind about one thing, the last first."""
    found = AuditEntry.objects.filter(
        event=event, object_label=about._meta.label, object_id=str(about.pk)
    )
    return found.select_related("actor").order_by("-pk")


def is_noted(event: Event, *, actor, about: models.Model, on: date) -> bool:
    """Return whether somebody has already left such an entry on a day. One question."""
    begins = timezone.make_aware(datetime.combine(on, time.min))
    return AuditEntry.objects.filter(
        event=event, actor_id=getattr(actor, "pk", None), object_label=about._meta.label,
        object_id=str(about.pk), happened_at__gte=begins, happened_at__lt=begins + timedelta(days=1),
    ).exists()  # fmt: skip
