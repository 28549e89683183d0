"""The units' answers of an invented employer of any size, in bulk: what the law check reads."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import date, datetime, timedelta

from aktiva.adapters import questionnaires
from aktiva.apps.audit import history
from aktiva.apps.cycles.models import Cycle
from aktiva.apps.organisation.models import Unit
from aktiva.apps.surveys.actions.campaigns import keep_questionnaire, next_name
from aktiva.apps.surveys.models import Answer, Campaign, Sheet
from aktiva.domain.values import AREAS_OF_THE_ACT, Step

YES_NO = ("1.1", "1.7", "3.1", "4.1", "5.1", "5.2")
SCALES = ("1.4", "2.2", "6.6")
WORDS = "Vi gick igenom frågan på APT och skrev ner vad som behöver ändras till nästa år."


def answer_all(
    cycle: Cycle, root: Unit, leaves: Sequence[tuple[Unit, Unit]], *, by, rng: random.Random
) -> None:
    """Send the questions and let nearly all units hand in.

    Args:
        leaves: Each unit that answers, with its department.
    """
    opened = datetime.combine(date(cycle.year, 9, 1), cycle.opened_at.timetz())
    version = keep_questionnaire(
        employer=cycle.employer, asks=questionnaires.read_shipped(), actor=by, at=opened
    )
    campaign = history.store(
        Campaign(
            cycle=cycle, name=next_name(cycle), questionnaire=version, opens_date=opened.date(),
            last_date=date(cycle.year, 10, 31), opened_at=opened,
        ),
        at=opened,
        by=by,
    )  # fmt: skip
    n_asked = len(YES_NO) + len(SCALES) + 3
    sheets = [Sheet(campaign=campaign, unit=root, level=Sheet.Level.CENTRAL, n_asked=40)]
    handed_in = opened + timedelta(days=40)
    for unit, department in leaves:
        late = rng.random() < 0.1
        sheets.append(
            Sheet(
                campaign=campaign, unit=unit, department=department, level=Sheet.Level.UNIT,
                n_asked=n_asked, n_answered=0 if late else n_asked,
                state=Sheet.State.OPEN if late else Sheet.State.SUBMITTED,
                submitted_at=None if late else handed_in, submitted_as="" if late else "enhetschef",
            )
        )  # fmt: skip
    stored = history.store_many(sheets, at=opened, by=by)
    answers = [
        Answer(
            sheet=sheet, question=key, value=value, is_complete=True,
            answered_at=handed_in, answered_by=by,
        )
        for sheet in stored
        if sheet.state == Sheet.State.SUBMITTED
        for key, value in _values(cycle.year, rng)
    ]  # fmt: skip
    history.store_many(answers, at=handed_in, by=by)


def _values(year: int, rng: random.Random):
    for key in YES_NO:
        yield key, {"answer": rng.choice(("yes", "yes", "partly", "no")), "comment": WORDS}
    for key in SCALES:
        yield key, {"answer": rng.choice("2345")}
    day = date(year, 9, 10) + timedelta(days=rng.randrange(30))
    yield "12.4", {"text": f"{WORDS} {year}"}
    yield (
        "B6",
        {
            "rows": {
                area.value: {
                    "grounds": ["sex", "age", "disability"], "methods": ["survey"],
                    "date": day.isoformat(), "finding": "nothing",
                }
                for area in AREAS_OF_THE_ACT
            }
        },
    )  # fmt: skip
    yield (
        "9.2",
        {
            "rows": {
                step.value: {
                    "forum": "apt", "date": (day + timedelta(days=n)).isoformat(),
                    "parties": ["manager", "employees"], "views": "", "result": "",
                }
                for n, step in enumerate(Step)
            }
        },
    )  # fmt: skip
