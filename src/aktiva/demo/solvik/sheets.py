"""The sheets of 260 units through three years."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

from aktiva.demo.solvik.answers import Answers
from aktiva.demo.solvik.calendar import YEARS, Dates, working_time
from aktiva.demo.solvik.issues import Issue, UnitStory
from aktiva.demo.solvik.places import REORGANISED
from aktiva.demo.solvik.schedule import Handed, department_of, schedule
from aktiva.demo.solvik.shapes import Answer, Holding, Measure, Outcome, Remark, Sheet, Unit
from aktiva.demo.solvik.wording import Ledger, Writer, general, themes

PAGES = ("B1", "B5", "B6", "1.1", "1.4", "1.7", "1.9", "2.2", "3.1", "3.8", "4.1", "5.1", "5.2", "6.6")  # fmt: skip
"""The unit's pages in the order they are met."""

_NEW = {2024: (0, 1, 1, 1, 2), 2025: (0, 1, 1, 1, 1), 2026: (0, 1, 1, 1, 2)}
_N_STUBBORN = 9
_SHOWN = "Almskolan"  # the unit whose year the product's pages were drawn for
_SHOWN_UNTIL = "4.1"

Holdings = dict[tuple[str, str], list[Holding]]


def unit_sheets(
    units: Sequence[Unit], holdings: Sequence[Holding], *, chiefs: dict[str, str], ledger: Ledger
) -> dict[int, tuple[Sheet, ...]]:
    """Return every unit's sheet, by year, in the order of the units.

    Args:
        chiefs: What the chief of each kind of unit is called.
    """
    answering = [unit for unit in units if unit.answers]
    states = {dates.year: schedule(units, dates=dates) for dates in YEARS}
    stubborn = _stubborn(answering, states)
    stories = {
        unit.code: UnitStory(
            writer=Writer(
                unit=unit.code,
                group=unit.group,
                ledger=ledger,
                rng=random.Random(f"words {unit.code}"),
            ),
            chief=chiefs[unit.kind],
            stubborn=unit.code in stubborn,
        )
        for unit in answering
    }
    by_place: Holdings = {}
    for holding in holdings:
        by_place.setdefault((holding.role, holding.unit_code), []).append(holding)
    made: dict[int, tuple[Sheet, ...]] = {}
    texts: dict[str, str] = {}
    for dates in YEARS:
        sheets = []
        for unit in answering:
            story = stories[unit.code]
            if unit.name == _SHOWN:
                story.issues.extend(_shown_issues(dates.year))
            sheet = _sheet(
                unit, story, states[dates.year][unit.code], dates, holdings=by_place, texts=texts
            )
            texts |= {measure.ref: measure.text for measure in sheet.measures}
            sheets.append(sheet)
        made[dates.year] = tuple(sheets)
    return _with_final_status(made)


def _stubborn(units: list[Unit], states: dict[int, dict[str, Handed]]) -> set[str]:
    steady = [
        unit.code
        for unit in units
        if unit.name != _SHOWN and all(handed[unit.code].submitted_at for handed in states.values())
    ]
    return set(random.Random("stubborn").sample(steady, _N_STUBBORN))


def _shown_issues(year: int) -> list[Issue]:
    """Return what was found at the unit that the pages were drawn for: three things, then two."""
    by_key = {theme.key: theme for theme in themes()}
    if year == 2026:
        words = {"skamt2": "teknik och ålder", "i_rum": "i personalrummet"}
        jokes = Issue(theme=by_key["age_jokes"], bound=words)
        jokes.description = "Skämten i personalrummet om ålder och surfplattor tystar de äldsta"
        jokes.says = "Vi skojar om vem som är för gammal för surfplattan, och alla skrattar inte."
        plans = Issue(theme=by_key["introduction_of_temps"], bound={"intro": "en rundvandring"})
        plans.description = "Vikarier på fritids börjar utan introduktion och saknar plan"
        plans.says = "Lärarna har en plan. Vikarierna på fritids får en rundvandring första dagen."
        return [jokes, plans]
    if year != 2025:
        return []
    bound = {"tid": "16.00", "tidig": "14.30", "tid2": "15.15", "dag": "torsdagar"}
    times = Issue(theme=by_key["meeting_times"], bound=bound)
    times.description = "APT klockan 16.00 krockar med hämtning på förskola och fritids"
    times.says = (
        "APT klockan 16 är svårt för dem som hämtar på förskola. "
        "Vi prövar att flytta mötena till tidig eftermiddag under våren 2026."
    )
    sound = Issue(theme=by_key["sound"], bound={"rum": "matsalen"})
    sound.description = "Ljudet i matsalen gör att den som hör dåligt byter bort sina lunchvakter"
    sound.says = "Ljudet i matsalen är det som flest tar upp, inte trösklarna."
    roles = Issue(theme=by_key["lead_roles_school"], bound={"roll": "arbetslagsledare"})
    roles.description = "Fritidspersonalen får sällan frågan om att bli arbetslagsledare"
    roles.says = "Uppdraget som arbetslagsledare annonseras, men fritids har inte räknats med."
    return [times, sound, roles]


def _sheet(
    unit: Unit,
    story: UnitStory,
    handed: Handed,
    dates: Dates,
    *,
    holdings: Holdings,
    texts: dict[str, str],
) -> Sheet:
    if handed.started_at is None:
        story.owed = []  # nobody told what became of last year's measures
        return Sheet(unit_code=unit.code, year=dates.year, level="unit", state=handed.state)
    when = handed.submitted_at or handed.started_at
    past = [issue for _, issue in story.owed if issue is not None]
    outcomes, carried = story.outcomes(at=handed.started_at)
    shown = unit.name == _SHOWN
    new = story.rng.choice(_NEW[dates.year])
    if story.stubborn and dates.year == 2024:
        new = 1
    if shown:
        new = 1 if dates.year == 2024 else 0
    risks, measures, issues = story.findings(
        year=dates.year, new=new, at=when, latest=date(dates.year + 1, 1, 31)
    )
    day = when.date()
    writes = Answers(
        unit=unit,
        writer=story.writer,
        issues=issues,
        past=[issue for issue in past if issue not in issues],
        opens_on=dates.opens_on,
        day=day,
    )
    answers = writes.all(
        moved=dates.year == 2025 and _moved(unit),
        outcomes=[(o, texts[o.measure_ref]) for o in outcomes],
        risks=risks,
        measures=(*carried, *measures),
    )
    remarks = _remarks(unit, story, writes, handed, dates, holdings)
    if handed.state == "in_progress":
        answers = _half(answers, story.rng, until=_SHOWN_UNTIL if shown else None)
        risks, measures = (), ()
    return Sheet(
        unit_code=unit.code,
        year=dates.year,
        level="unit",
        state=handed.state,
        started_at=handed.started_at,
        submitted_at=handed.submitted_at,
        submitted_by=_holder(holdings, "unit_manager", unit.code, day)
        if handed.submitted_at
        else None,
        approved_at=handed.approved_at,
        approved_by=_reviewer(holdings, unit, handed.approved_at.date())
        if handed.approved_at
        else None,
        answers=answers,
        risks=risks,
        measures=(*carried, *measures),
        outcomes=outcomes,
        remarks=remarks,
    )


def _moved(unit: Unit) -> bool:
    return any(placement.valid_from == REORGANISED for placement in unit.placements)


def _half(
    answers: tuple[Answer, ...], rng: random.Random, *, until: str | None
) -> tuple[Answer, ...]:
    """Return what an unfinished sheet holds: last year's outcomes and the first pages."""
    n = PAGES.index(until) + 1 if until else rng.randrange(2, len(PAGES))
    kept = {*PAGES[:n], "10.1", "10.2"}
    return tuple(answer for answer in answers if answer.question in kept)


def _remarks(
    unit: Unit,
    story: UnitStory,
    writes: Answers,
    handed: Handed,
    dates: Dates,
    holdings: Holdings,
) -> tuple[Remark, ...]:
    words, rng = general()["review"], story.rng
    made: list[Remark] = []
    met = handed.state == "approved" and rng.random() < 0.06
    if handed.submitted_at and (met or handed.state == "returned"):
        sent = _after(handed.submitted_at, rng, hours=20)
        made.append(
            Remark(
                question=rng.choice(("1.1", "1.7", "5.1", "12.4")),
                text=story.writer.write(words["returned"], writes.topic()),
                by=_reviewer(holdings, unit, sent.date()),
                at=sent,
                sent_back=True,
                met_at=handed.approved_at if met else None,
            )
        )
    ombud = _holder(holdings, "safety_representative", unit.code, dates.opens_on)
    if ombud and handed.started_at and rng.random() < 0.1:
        text = story.writer.write_if_possible(words["remark"], writes.topic())
        if text:
            at = _after(handed.started_at, rng, hours=10)
            made.append(Remark(question=rng.choice(PAGES[3:]), text=text, by=ombud, at=at, sent_back=False))  # fmt: skip
    return tuple(made)


def _after(moment: datetime, rng: random.Random, *, hours: int) -> datetime:
    """Return a later moment of the same or the next day, in office hours."""
    later = working_time(rng, moment.date(), moment.date() + timedelta(hours // 10))
    return max(later, moment + timedelta(minutes=30))


def _reviewer(holdings: Holdings, unit: Unit, day: date) -> str:
    return _holder(holdings, "department_head", department_of(unit, day), day) or ""


def _holder(holdings: Holdings, role: str, unit_code: str, day: date) -> str | None:
    for holding in holdings.get((role, unit_code), ()):
        if holding.from_date <= day and (holding.to_date is None or day < holding.to_date):
            return holding.person
    return None


def _with_final_status(made: dict[int, tuple[Sheet, ...]]) -> dict[int, tuple[Sheet, ...]]:
    """Give each measure the status that next year's outcome says it reached."""
    results: dict[str, Outcome] = {
        outcome.measure_ref: outcome
        for sheets in made.values()
        for sheet in sheets
        for outcome in sheet.outcomes
    }
    return {
        year: tuple(
            replace(sheet, measures=tuple(_final(m, results.get(m.ref)) for m in sheet.measures))
            for sheet in sheets
        )
        for year, sheets in made.items()
    }


def _final(measure: Measure, outcome: Outcome | None) -> Measure:
    if outcome is None:
        return measure
    reached = {"done": "done", "dropped": "dropped", "not_started": "planned"}
    return replace(measure, status=reached.get(outcome.result, "ongoing"))
