"""What people judge of the comparisons: one by one, together, or still the same after a new file."""

from __future__ import annotations

import secrets
from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from aktiva.apps.audit import history, log
from aktiva.apps.pay import queries
from aktiva.apps.pay.actions.keeping import open_mapping
from aktiva.apps.pay.models import PayComparison, PayMapping
from aktiva.domain.pay.comparisons import Kind
from aktiva.domain.pay.explanations import fitting

_JUDGED = (
    "connected", "text", "given", "together", "choice", "choice_words", "judged_in", "judged_at",
)  # fmt: skip


@transaction.atomic
def judge(
    *,
    mapping_id: int,
    comparison_ids: Collection[int],
    connected: str,
    text: str,
    given: Sequence[Mapping[str, object]],
    choice: str = "",
    choice_words: str = "",
    actor,
    at: datetime,
) -> list[PayComparison]:
    """Keep a judgement, the same on each of the comparisons; what it lacks is told by the standing.

    Args:
        given: The explanations as rows of code, text, criteria, survey (an id) and decided_on
            (ISO text).
        choice: What is done about a reason that says that the work is harder.

    Raises:
        PayMapping.DoesNotExist: Not one that `actor` keeps and reads.
        ValidationError: No comparison is chosen, they are of several kinds or are no more, nothing
            is answered, or an explanation is not one of the list.
    """
    mapping = open_mapping(mapping_id, actor=actor, at=at, work=True)
    rows = _current(mapping, comparison_ids)
    kinds = {row.kind for row in rows}
    if len(kinds) > 1:
        raise ValidationError(
            {"chosen": _("Jämförelserna är av olika slag. Bedöm ett slag i taget.")}
        )
    if not connected:
        raise ValidationError({"connected": _("Svara om skillnaden har samband med kön.")})
    kept = _kept(mapping, Kind(kinds.pop()), given)
    together = secrets.token_hex(16) if len(rows) > 1 else ""
    run = queries.current_run(mapping)
    for row in rows:
        row.connected, row.text, row.given = connected, text.strip(), kept
        row.choice, row.choice_words = choice, choice_words.strip()
        row.together, row.judged_in, row.judged_at = together, run, at
    rows[0].clean_fields()
    history.update_many(rows, _JUDGED, at=at, by=actor)
    _note(mapping, {"what": "judged", "comparisons": len(rows)}, actor=actor, at=at)
    return rows


@transaction.atomic
def still_holds(
    *, mapping_id: int, comparison_ids: Collection[int], actor, at: datetime
) -> list[PayComparison]:
    """Let judgements made on an earlier file hold for the one that the mapping stands on.

    Raises:
        PayMapping.DoesNotExist: Not one that `actor` keeps and reads.
        ValidationError: A comparison is no more, or none of them is judged on an earlier file.
    """
    mapping = open_mapping(mapping_id, actor=actor, at=at, work=True)
    run = queries.current_run(mapping)
    rows = [
        row
        for row in _current(mapping, comparison_ids)
        if row.connected and run is not None and row.judged_in_id != run.pk
    ]
    if not rows:
        raise ValidationError(_("Ingen av bedömningarna är gjord på en tidigare lönefil."))
    for row in rows:
        row.judged_in, row.judged_at = run, at
    history.update_many(rows, ["judged_in", "judged_at"], at=at, by=actor)
    _note(mapping, {"what": "still_holds", "comparisons": len(rows)}, actor=actor, at=at)
    return rows


def _current(mapping: PayMapping, ids: Collection[int]) -> list[PayComparison]:
    wanted = set(ids)
    if not wanted:
        raise ValidationError({"chosen": _("Välj minst en jämförelse.")})
    rows = list(mapping.comparisons.filter(pk__in=wanted, is_current=True).order_by("pk"))
    if len(rows) != len(wanted):
        raise ValidationError(
            {"chosen": _("En jämförelse finns inte längre. Ladda om sidan och välj igen.")}
        )
    return rows


def _kept(
    mapping: PayMapping, kind: Kind, given: Sequence[Mapping[str, object]]
) -> list[dict[str, object]]:
    codes = {e.code for e in fitting(kind)}
    surveys = set(mapping.surveys.values_list("pk", flat=True))
    kept = []
    for row in given:
        code, survey = str(row.get("code") or ""), row.get("survey") or None
        if code not in codes:
            raise ValidationError(
                _("En förklaring passar inte jämförelsen. Välj en som finns i listan.")
            )
        if survey is not None and survey not in surveys:
            raise ValidationError(_("Omvärldsanalysen finns inte. Välj en av årets."))
        decided = str(row.get("decided_on") or "")
        if decided:
            date.fromisoformat(decided)
        kept.append(
            {
                "code": code,
                "text": str(row.get("text") or "").strip(),
                "criteria": str(row.get("criteria") or "").strip(),
                "survey": survey,
                "decided_on": decided,
            }
        )
    return kept


def _note(mapping: PayMapping, details: dict, *, actor, at: datetime) -> None:
    log.record(log.Event.PAY_JUDGED, actor=actor, about=mapping, at=at, details=details)
