"""Changes of cases: registration, decisions of the bodies, dispatch."""

from __future__ import annotations

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from aktiva.apps.audit import history, log
from aktiva.apps.casework import policy, queries
from aktiva.apps.casework.models import Case, Handling, Recipient
from aktiva.apps.cycles.models import Cycle
from aktiva.apps.organisation import policy as organisation_policy
from aktiva.apps.organisation.models import PoliticalBody, Unit
from aktiva.domain.casework.order import OrderProblem, Treated, problems
from aktiva.domain.organisation.permissions import Permission

_ORDER_MESSAGES = {
    OrderProblem.BEFORE_REGISTRATION: gettext_lazy(
        "Sammanträdet ligger före dagen då ärendet upprättades. Kontrollera datumet."
    ),
    OrderProblem.IN_THE_FUTURE: gettext_lazy(
        "Sammanträdet har inte varit ännu. Skriv beslutet när det är fattat."
    ),
    OrderProblem.LOWER_AFTER_HIGHER: gettext_lazy(
        "Organet över har redan behandlat ärendet. Det lägre organet behandlar det först; "
        "kontrollera datum och organ."
    ),
    OrderProblem.HIGHER_BEFORE_LOWER: gettext_lazy(
        "Ett lägre organ har behandlat ärendet efter den dagen. Kontrollera datumet."
    ),
    OrderProblem.ALREADY_DECIDED: gettext_lazy(
        "Ärendet är redan avgjort. Registrera ett nytt ärende om frågan ska prövas igen."
    ),
    OrderProblem.NOBODY_ABOVE: gettext_lazy(
        "Det finns inget organ över som kan få ett förslag. Välj att organet beslutar."
    ),
}


@transaction.atomic
def register_case(
    *,
    cycle: Cycle,
    unit: Unit,
    dnr: str,
    title: str,
    registered_date: date,
    registered_as: str,
    actor,
    at: datetime,
    background: str = "",
    recipients: tuple[str, ...] = (),
) -> Case:
    """Register a case under its number.

    Raises:
        Unit.DoesNotExist: `actor` keeps no cases for the unit.
        ValidationError: The number is taken or something is missing.
    """
    organisation_policy.units_where(actor, Permission.CASE_KEEP, on=at.date()).get(pk=unit.pk)
    if Case.objects.filter(employer=cycle.employer_id, dnr=dnr.strip()).exists():
        raise ValidationError(
            {"dnr": _("Diarienumret finns redan. Kontrollera numret eller öppna det ärendet.")}
        )
    case = history.store(
        Case(
            employer_id=cycle.employer_id,
            cycle=cycle,
            unit=unit,
            dnr=dnr.strip(),
            title=title.strip(),
            background=background.strip(),
            registered_date=registered_date,
            registered_as=registered_as,
        ),
        at=at,
        by=actor,
    )
    _set_recipients(case, recipients, actor=actor, at=at)
    log.record(log.Event.CASE_REGISTERED, actor=actor, about=case, at=at, details={"dnr": case.dnr})
    return case


def _set_recipients(case: Case, names, *, actor, at: datetime) -> None:
    wanted = [name.strip() for name in names if name.strip()]
    for recipient in case.recipients.all():
        if recipient.name not in wanted and recipient.sent_date is None:
            history.remove(recipient, at=at, by=actor)
    there = {r.name: r for r in case.recipients.all()}
    for position, name in enumerate(dict.fromkeys(wanted)):
        recipient = there.get(name) or Recipient(case=case, name=name)
        recipient.position = position
        history.store(recipient, at=at, by=actor)


@transaction.atomic
def change_case(
    *, case_id: int, background: str, recipients: tuple[str, ...], actor, at: datetime
) -> Case:
    """Change the background text and those who are to have the decision.

    Raises:
        Case.DoesNotExist: No such case, or not one that `actor` keeps.
    """
    case = policy.keepable_cases(actor, on=at.date()).get(pk=case_id)
    case.background = background.strip()
    history.store(case, at=at, by=actor)
    _set_recipients(case, recipients, actor=actor, at=at)
    log.record(log.Event.CASE_REGISTERED, actor=actor, about=case, at=at, details={"changed": True})
    return case


@transaction.atomic
def record_decision(
    *,
    case_id: int,
    body: PoliticalBody,
    on_date: date,
    paragraph: str,
    kind: str,
    points: list[dict[str, str]],
    recorded_as: str,
    actor,
    at: datetime,
    approved_date: date | None = None,
) -> Handling:
    """Record what a body decided or proposed.

    Args:
        points: ``{"verb": "godkänna", "object": "rapporten"}`` per point.

    Raises:
        Case.DoesNotExist: No such case, or not one that `actor` keeps.
        ValidationError: The order of bodies or dates is wrong, or a point says nothing.
    """
    case = (
        policy.keepable_cases(actor, on=at.date())
        .select_related("employer")
        .select_for_update(of=("self",))
        .get(pk=case_id)
    )
    if body.employer_id != case.employer_id:
        raise ValidationError({"body": _("Organet hör till en annan arbetsgivare.")})
    final = kind == Handling.Kind.DECIDES
    wrong = problems(
        Treated(
            body=body.pk,
            on=on_date,
            final=final or kind != Handling.Kind.PROPOSES,
            refers_back=kind == Handling.Kind.REFERS_BACK,
        ),
        earlier=[
            Treated(
                body=h.body_id,
                on=h.on_date,
                final=h.kind == Handling.Kind.DECIDES,
                refers_back=h.kind == Handling.Kind.REFERS_BACK,
            )
            for h in queries.handlings(case)
        ],
        above=queries.bodies_above(case.employer, on=on_date),
        registered=case.registered_date,
        today=at.date(),
    )
    if wrong:
        raise ValidationError({"on_date": [str(_ORDER_MESSAGES[p]) for p in wrong]})
    if kind in {Handling.Kind.PROPOSES, Handling.Kind.DECIDES} and not points:
        raise ValidationError({"points": _("Skriv vad organet beslutade.")})
    if not paragraph.strip():
        raise ValidationError({"paragraph": _("Skriv paragrafen, till exempel § 14.")})
    handling = history.store(
        Handling(
            case=case,
            body=body,
            on_date=on_date,
            paragraph=paragraph.strip(),
            kind=kind,
            points=points,
            approved_date=approved_date,
            recorded_at=at,
            recorded_as=recorded_as,
        ),
        at=at,
        by=actor,
    )
    log.record(
        log.Event.DECISION_RECORDED, actor=actor, about=handling, at=at,
        details={"dnr": case.dnr, "kind": kind},
    )  # fmt: skip
    return handling


@transaction.atomic
def approve_minutes(*, handling_id: int, approved_date: date, actor, at: datetime) -> Handling:
    """Note when the minutes were approved (*justerade*).

    Raises:
        Handling.DoesNotExist: No such decision, or not in a case that `actor` keeps.
        ValidationError: The day lies before the meeting.
    """
    handling = Handling.objects.filter(case__in=policy.keepable_cases(actor, on=at.date())).get(
        pk=handling_id
    )
    if approved_date < handling.on_date:
        raise ValidationError(
            {"approved_date": _("Protokollet kan inte justeras före sammanträdet.")}
        )
    handling.approved_date = approved_date
    history.store(handling, at=at, by=actor)
    log.record(
        log.Event.DECISION_RECORDED, actor=actor, about=handling, at=at,
        details={"approved": approved_date.isoformat()},
    )  # fmt: skip
    return handling


@transaction.atomic
def note_dispatch(
    *, case_id: int, recipient_ids: list[int], sent_date: date, how: str, actor, at: datetime
) -> int:
    """Note that the decision has been sent, and return to how many.

    Raises:
        Case.DoesNotExist: No such case, or not one that `actor` keeps.
        ValidationError: Nobody chosen, no decision yet, or a day before the decision.
    """
    case = policy.keepable_cases(actor, on=at.date()).get(pk=case_id)
    decision = queries.last_decision(case)
    if decision is None:
        raise ValidationError(_("Det finns inget beslut att skicka ännu. Skriv beslutet först."))
    if sent_date < decision.on_date:
        raise ValidationError(
            {"sent_date": _("Beslutet kan inte skickas före dagen då det fattades.")}
        )
    chosen = list(case.recipients.filter(pk__in=recipient_ids))
    if not chosen:
        raise ValidationError({"recipients": _("Välj minst en mottagare.")})
    for recipient in chosen:
        recipient.sent_date = sent_date
        recipient.how = how.strip()
        history.store(recipient, at=at, by=actor)
    log.record(
        log.Event.DISPATCH_NOTED, actor=actor, about=case, at=at,
        details={"recipients": len(chosen), "sent": sent_date.isoformat()},
    )  # fmt: skip
    return len(chosen)
