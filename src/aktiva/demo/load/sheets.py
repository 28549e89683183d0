"""The answers of a year's sheets, and what was sent back."""

from __future__ import annotations

from django.db import transaction

from aktiva.apps.accounts.models import User
from aktiva.apps.audit import history
from aktiva.apps.surveys import queries as surveys_queries
from aktiva.apps.surveys.models import Answer, Campaign, Remark, Sheet
from aktiva.demo.load.made import Made
from aktiva.demo.solvik import shapes
from aktiva.domain.questionnaire import is_answered, is_undesired


@transaction.atomic
def load(made: Made, campaign: Campaign, y: shapes.Year, actor) -> None:
    """Load the answers of all sheets of a year, handed in, sent back or approved."""
    rows = {(s.unit_id, s.level): s for s in campaign.sheets.all()}
    asks = surveys_queries.questionnaire(campaign)
    answers, remarks, submitted, reviewed = [], [], [], []
    dissents = {d.unit_code: d for d in y.dissents}
    for given in (*y.sheets, *y.department_sheets, y.central_sheet):
        sheet = rows[(made.units[given.unit_code].pk, given.level)]
        by = made.users.get(given.submitted_by or "") or actor
        n_complete = 0
        asked = {q.key: q for q in surveys_queries.asked(sheet.level, asks)}
        for a in given.answers:
            if a.question not in asked:
                continue
            value = dict(a.value)
            if a.question == "9.2" and given.unit_code in dissents and given.level == "department":
                value = _with_dissent(value, dissents[given.unit_code])
            answer = _answer(sheet, asked[a.question], value, a.is_risk, given, by)
            n_complete += answer.is_complete
            answers.append(answer)
        sheet.n_answered = n_complete
        if given.submitted_at is not None:
            sheet.state = Sheet.State.SUBMITTED
            sheet.submitted_at = given.submitted_at
            sheet.submitted_as = (
                f"{by.name}, {made.titles.get(given.submitted_by or '', '')}".rstrip(", ")
            )
            if by.protected_identity:
                sheet.submitted_as = made.titles.get(given.submitted_by or "", "")
            sheet._history_date, sheet._history_user = given.submitted_at, by
        elif given.started_at is not None:
            sheet._history_date = given.started_at
        submitted.append(sheet)
        if given.state in {"approved", "returned"}:
            reviewed.append((sheet, given))
        for r in given.remarks:
            if not r.sent_back:
                continue
            writer = made.users[r.by]
            remark = Remark(
                sheet=sheet, question=r.question, text=r.text, written_at=r.at,
                written_by=writer, written_as=f"{writer.name}, {made.titles.get(r.by, '')}",
                met_at=r.met_at,
            )  # fmt: skip
            remark._history_date = r.at
            remarks.append(remark)
    history.store_many(answers, at=y.opened_at, by=actor)
    history.store_many(remarks, at=y.opened_at, by=actor)
    fields = ["state", "n_answered", "submitted_at", "submitted_as"]
    history.update_many(submitted, fields, at=y.opened_at, by=actor)
    for sheet, given in reviewed:
        sheet.state = given.state
        sheet.approved_at = given.approved_at if given.state == "approved" else None
        sheet._history_date = given.approved_at or max(r.at for r in given.remarks)
    history.update_many(
        [s for s, _g in reviewed], ["state", "approved_at"], at=y.opened_at, by=actor
    )


def _answer(sheet, question, value, is_risk, given: shapes.Sheet, by: User) -> Answer:
    undesired = is_undesired(question, value)
    is_risk = is_risk if undesired else None
    answer = Answer(
        sheet=sheet,
        question=question.key,
        value=value,
        is_risk=is_risk,
        is_complete=is_answered(question, value) and not (undesired and is_risk is None),
        answered_at=given.submitted_at or given.started_at,
        answered_by=by,
    )
    answer._history_date = answer.answered_at
    return answer


def _with_dissent(value: dict, dissent: shapes.Dissent) -> dict:
    rows = {step: dict(row) for step, row in (value.get("rows") or {}).items()}
    row = rows.setdefault("follow_up", {})
    words = f"{dissent.organisation}: {dissent.text}"
    if dissent.text not in str(row.get("views") or ""):
        row["views"] = f"{row.get('views') or ''} {words}".strip()
    return {**value, "rows": rows}
