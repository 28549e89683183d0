"""The 22 answers of a unit, in the shape that the questionnaire gives them."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from aktiva.demo.solvik.calendar import working_day
from aktiva.demo.solvik.issues import Issue
from aktiva.demo.solvik.people import unions_of
from aktiva.demo.solvik.shapes import Answer, Measure, Outcome, Risk, Unit
from aktiva.demo.solvik.wording import Theme, Writer, general, themes
from aktiva.domain.values import AREAS_OF_THE_ACT, Area, Ground, Step

YES_NO_QUESTIONS = ("1.1", "1.7", "3.1", "3.8", "4.1", "5.1", "5.2")
SCALES = ("1.4", "2.2", "6.6")
_AREA_METHODS = {
    Area.WORKING_CONDITIONS: ("physical_round", "social_round", "survey", "workplace_meeting"),
    Area.PAY: ("documents", "appraisals", "statistics"),
    Area.RECRUITMENT: ("advertisements", "documents"),
    Area.TRAINING: ("appraisals", "statistics"),
    Area.PARENTHOOD: ("workplace_meeting", "appraisals", "survey"),
}
_COMMON_GROUNDS = (Ground.SEX, Ground.AGE, Ground.ETHNICITY, Ground.DISABILITY)
_RARER_GROUNDS = (Ground.RELIGION, Ground.TRANSGENDER)
_MONTHS = (
    "januari", "februari", "mars", "april", "maj", "juni",
    "juli", "augusti", "september", "oktober", "november", "december",
)  # fmt: skip
_FORUMS = ("apt", "apt", "apt", "lsg", "workgroup")


def yes_partly_no(answer: str, comment: str = "", **rest: Any) -> dict[str, Any]:
    """Return a yes, partly, no or not applicable with its comment."""
    return {"answer": answer, **rest, "comment": comment}


class Answers:
    """Writes one unit's answers of one year.

    Args:
        issues: What the unit found this year.
        past: What it found last year and has now followed up.
        day: The day the answers were written, at the latest.
        opens_on: The day the questionnaire was opened.
    """

    def __init__(
        self,
        *,
        unit: Unit,
        writer: Writer,
        issues: Sequence[Issue],
        past: Sequence[Issue],
        opens_on: date,
        day: date,
    ) -> None:
        self.unit = unit
        self.writer = writer
        self.rng: random.Random = writer.rng
        self.issues = {issue.theme.question: issue for issue in issues}
        self.opens_on = opens_on
        self.day = day
        self.about = [self._topic(issue.theme) for issue in issues]
        self.past = [self._topic(issue.theme) for issue in past]
        self.solved = [self._topic(issue.theme) for issue in past if issue.helped]
        self.methods: list[str] = []
        self.parties: list[str] = []

    def all(
        self,
        *,
        moved: bool,
        outcomes: Sequence[tuple[Outcome, str]],
        risks: Sequence[Risk],
        measures: Sequence[Measure],
    ) -> tuple[Answer, ...]:
        """Return all core answers in the order of the questionnaire.

        Args:
            outcomes: Each with the text of its measure.
        """
        examined = self._examinations()
        given = [
            Answer(question="A1", value=self._changes(moved)),
            Answer(question="A2", value=self._participants()),
            self._b1(),
            Answer(question="B5", value=self._methods()),
            Answer(question="B6", value=examined),
        ]
        by_key = {
            **{key: self._yes_no(key) for key in YES_NO_QUESTIONS},
            **{key: self._scale(key) for key in SCALES},
            "1.9": self._figures(),
        }
        given += [by_key[key] for key in sorted(by_key)]
        given += [
            Answer(question="9.2", value=self._cooperation()),
            Answer(question="10.1", value=_outcome_rows(outcomes)),
            Answer(question="10.2", value=_effect_rows(outcomes)),
            Answer(question="11.1", value=_risk_rows(risks)),
            Answer(question="11.2", value=_measure_rows(measures, risks)),
            Answer(question="12.4", value={"text": self._summary()}),
        ]
        return tuple(given)

    def topic(self) -> dict[str, str]:
        """Return something of the year's work to write about."""
        return {"topic": self.rng.choice(self.about or self.past or [self._any_topic()])}

    def _topic(self, theme: Theme) -> str:
        return self.rng.choice(theme.texts["topic"])

    def _any_topic(self) -> str:
        return self._topic(self.rng.choice([t for t in themes() if self.writer.group in t.groups]))

    def _maybe(self, bank: Sequence[str], share: float, topics: Sequence[str] = ()) -> str:
        """Return a text now and then; nothing that needs a topic when there is none."""
        if self.rng.random() >= share:
            return ""
        fitting = [text for text in bank if topics or "{topic}" not in text.lower()]
        bound = {"topic": self.rng.choice(topics)} if topics else {}
        return self.writer.write_if_possible(fitting, bound)

    def _view(self, bank: Sequence[str], share: float, topics: Sequence[str]) -> str:
        """Return what a party said, of the parties that took part."""
        words = {
            "safety_representative": ("skyddsombudet", "vårt skyddsombud"),
            "union_representative": ("facket", "en av de fackliga företrädarna"),
            "employees": ("flera i gruppen",),
        }
        said = [word for party in self.parties for word in words.get(party, ())]
        fitting = [text for text in bank if "Facket" not in text or "facket" in said]
        if not said or not topics or self.rng.random() >= share:
            return ""
        bound = {"topic": self.rng.choice(topics), "ombudet": self.rng.choice(said)}
        return self.writer.write_if_possible(fitting, bound)

    def _changes(self, moved: bool) -> dict[str, Any]:
        if not moved:
            return {"answer": "unchanged", "comment": ""}
        return {"answer": "moved", "comment": self.writer.write(general()["changes"]["moved"])}

    def _participants(self) -> dict[str, Any]:
        chosen = ["manager"]
        chosen += ["safety_representative"] if self.rng.random() < 0.94 else []
        union = self.rng.random() < 0.55
        chosen += ["union_representative"] if union else []
        chosen += ["employees"] if self.rng.random() < 0.9 else []
        chosen += ["hr"] if self.rng.random() < 0.08 else []
        organisations = ", ".join(unions_of(self.unit.group)) if union else ""
        self.parties = [party for party in chosen if party != "hr"]
        return {"chosen": chosen, "organisations": organisations, "other": ""}

    def _b1(self) -> Answer:
        bank = general()["yes"]
        day = working_day(self.rng, date(self.day.year, 1, 15), self.day)
        if day.month == 7:
            day = day.replace(month=5)
        when, month = day.isoformat(), {"nar": f"i {_MONTHS[day.month - 1]}"}
        forum = [self.rng.choice(("apt", "apt", "apt", "lsg", "workgroup"))]
        chance = self.rng.random()
        if chance < 0.78:
            told = self.rng.random() < 0.35
            comment = self.writer.write_if_possible(bank["B1"], month) if told else ""
            value = yes_partly_no("yes", comment, date=when, chosen=forum, other="")
            return Answer(question="B1", value=value)
        comment = self.writer.write(bank["B1_partly"], month)
        value = yes_partly_no("partly", comment, date=when, chosen=forum, other="")
        return Answer(question="B1", value=value, is_risk=False)

    def _methods(self) -> dict[str, Any]:
        comment = self._maybe(general()["yes"]["B5"], 0.22)
        return {"chosen": list(dict.fromkeys(self.methods)), "other": "", "comment": comment}

    def _examinations(self) -> dict[str, Any]:
        rows: dict[str, Any] = {}
        for area in AREAS_OF_THE_ACT:
            grounds = {Ground.SEX} | {g for g in _COMMON_GROUNDS if self.rng.random() < 0.6}
            grounds |= {g for g in _RARER_GROUNDS if self.rng.random() < 0.18}
            # Sexual orientation is examined by some under working conditions, by nobody elsewhere.
            if area is Area.WORKING_CONDITIONS and self.rng.random() < 0.12:
                grounds.add(Ground.SEXUAL_ORIENTATION)
            for issue in self.issues.values():
                if issue.theme.area is area:
                    allowed = set(issue.theme.grounds) - {Ground.NOT_SPECIFIC}
                    if area is not Area.WORKING_CONDITIONS:
                        allowed -= {Ground.SEXUAL_ORIENTATION}
                    grounds |= allowed
            methods = self.rng.sample(_AREA_METHODS[area], self.rng.choice((1, 1, 2)))
            self.methods += methods
            when = working_day(self.rng, self.opens_on, self.day)
            rows[area.value] = {
                "grounds": [g.value for g in Ground if g in grounds],
                "methods": methods,
                "date": when.isoformat(),
                "finding": "risk" if self._has_issue(area) else "nothing",
            }
        return {"rows": rows}

    def _has_issue(self, area: Area) -> bool:
        return any(issue.theme.area is area for issue in self.issues.values())

    def _yes_no(self, key: str) -> Answer:
        extra: dict[str, Any] = {}
        if key == "3.1":
            most = 2 + self.unit.staff // 4
            extra["count"] = min(most, self.rng.choice((0, 1, 1, 2, 2, 3, 4, 5, 7, 9)))
        if key == "5.2":
            extra |= {"document": "", "document_date": ""}
        issue = self.issues.get(key)
        if issue is not None:
            comment = self._about(issue)
            answer = "no" if self.rng.random() < 0.3 and _is_all_wrong(comment) else "partly"
            if key == "3.1" and extra["count"] == 0:
                extra["count"] = 2
            value = yes_partly_no(answer, comment, **extra)
            return Answer(question=key, value=value, is_risk=True)
        chance = self.rng.random()
        if key == "3.1" and extra["count"] == 0:
            return Answer(question=key, value=yes_partly_no("not_applicable", **extra))
        if key == "5.2" and chance < 0.1:
            return Answer(question=key, value=yes_partly_no("not_applicable", **extra))
        if chance > 0.955 and (comment := self._small_thing(key)):
            return Answer(
                question=key, value=yes_partly_no("partly", comment, **extra), is_risk=False
            )
        value = yes_partly_no("yes", self._maybe(general()["yes"][key], 0.16), **extra)
        return Answer(question=key, value=value)

    def _scale(self, key: str) -> Answer:
        extra: dict[str, Any] = {}
        if key == "6.6":
            ways = ("survey", "workplace_meeting", "appraisals", "introduction", "assumption")
            extra = {"chosen": self.rng.sample(ways, self.rng.choice((1, 1, 2))), "other": ""}
        issue = self.issues.get(key)
        if issue is not None:
            answer = self.rng.choice(("2", "3", "3", "3"))
            return Answer(
                question=key,
                value={"answer": answer, **extra, "comment": self._about(issue)},
                is_risk=True,
            )
        weights = (44, 36, 16, 4)
        answer = self.rng.choices(("4", "5", "3", "unknown"), weights)[0]
        good = answer in {"4", "5"}
        comment = self._maybe(general()["yes"][key], 0.16) if good else ""
        value = {"answer": answer, **extra, "comment": comment}
        return Answer(question=key, value=value, is_risk=None if good else False)

    def _figures(self) -> Answer:
        issue = self.issues.get("1.9")
        if issue is not None:
            value = {"answer": "yes", "comment": self._about(issue)}
            return Answer(question="1.9", value=value, is_risk=True)
        if self.unit.staff < 10:
            return Answer(question="1.9", value={"answer": "too_few", "comment": ""})
        value = {"answer": "no", "comment": self._maybe(general()["yes"]["1.9"], 0.12)}
        return Answer(question="1.9", value=value)

    def _about(self, issue: Issue) -> str:
        """Return what is said about an issue; some write the same as last year."""
        if self.rng.random() < 0.6:
            fresh = self.writer.write_if_possible(issue.theme.texts["says"], issue.bound)
            return fresh or issue.says
        return issue.says

    def _small_thing(self, key: str) -> str:
        fitting = [t for t in themes() if t.question == key and self.writer.group in t.groups]
        if not fitting:
            return ""
        theme = self.rng.choice(fitting)
        return self.writer.write_if_possible(theme.texts["says"], self.writer.bind(theme))

    def _cooperation(self) -> dict[str, Any]:
        words = general()["coop"]
        steps = (Step.FOLLOW_UP, Step.EXAMINE, Step.ANALYSE, Step.ACT)
        span = max(1, (self.day - self.opens_on).days)
        days = sorted(
            working_day(self.rng, self.opens_on, self.opens_on + timedelta(span)) for _ in steps
        )
        topics = dict.fromkeys(Step, self.about) | {Step.FOLLOW_UP: self.past}
        rows = {
            step.value: {
                "forum": self.rng.choice(_FORUMS),
                "date": day.isoformat(),
                "parties": list(self.parties),
                "views": self._view(words[f"{step.value}_views"], 0.25, topics[step]),
                "result": self._maybe(
                    words[f"{step.value}_result"], 0.45 if topics[step] else 0.0, topics[step]
                ),
            }
            for step, day in zip(steps, days, strict=True)
        }
        return {"rows": {step.value: rows[step.value] for step in Step}}

    def _summary(self) -> str:
        """Return one good thing and one or two to improve, each about its own thing."""
        words = general()["summary"]
        parts: list[str] = []
        if self.solved and self.rng.random() < 0.5:
            topic = {"topic": self.rng.choice(self.solved)}
            parts.append(self.writer.write(words["good_topic"], topic))
        else:
            with_ombud = "safety_representative" in self.parties
            good = [text for text in words["good"] if with_ombud or "kyddsombud" not in text]
            parts.append(self.writer.write(good))
        if self.about and self.rng.random() < 0.7:
            topic = {"topic": self.rng.choice(self.about)}
            parts.append(self.writer.write(words["improve_topic"], topic))
        if len(parts) == 1 or self.rng.random() < 0.55:
            parts.append(self.writer.write(words["improve"]))
        return " ".join(parts)


def _is_all_wrong(text: str) -> bool:
    """Tell whether a comment says nothing good, so that the answer may be no."""
    good = ("fungera", "går", "flesta", "mesta", "finns", "följ", "bra", "används", "alla", "har")
    return not any(word in text.lower() for word in good)


def _outcome_rows(outcomes: Sequence[tuple[Outcome, str]]) -> dict[str, Any]:
    rows = [
        {
            "ref": outcome.measure_ref,
            "measure": text,
            "outcome": outcome.result,
            "new_date": outcome.new_due.isoformat() if outcome.new_due else "",
            "reason": outcome.reason,
            "decided_by": outcome.decided_by,
        }
        for outcome, text in outcomes
    ]
    return {"none": [] if rows else ["none"], "rows": rows}


def _effect_rows(outcomes: Sequence[tuple[Outcome, str]]) -> dict[str, Any]:
    rows = [
        {
            "ref": outcome.measure_ref,
            "measure": text,
            "effect": outcome.effect,
            "how_known": outcome.how_known,
        }
        for outcome, text in outcomes
    ]
    return {"none": [] if rows else ["none"], "rows": rows}


def _risk_rows(risks: Sequence[Risk]) -> dict[str, Any]:
    rows = [
        {
            "ref": risk.ref,
            "area": risk.area.value,
            "description": risk.description,
            "grounds": [ground.value for ground in risk.grounds],
            "source": risk.source,
            "cause": risk.cause,
            "likelihood": str(risk.likelihood),
            "consequence": str(risk.consequence),
        }
        for risk in risks
    ]
    return {"none": [] if rows else ["none"], "rows": rows}


def _measure_rows(measures: Sequence[Measure], risks: Sequence[Risk]) -> dict[str, Any]:
    described = {risk.ref: risk.description for risk in risks}
    rows = [
        {
            "ref": measure.ref,
            "risk": described.get(measure.risk_refs[0], "") if measure.risk_refs else "",
            "measure": measure.text,
            "responsible": measure.responsible,
            "person": "",
            "start": measure.start.isoformat(),
            "due": measure.due.isoformat(),
            "next_check": measure.next_check.isoformat() if measure.next_check else "",
            "effect": measure.effect,
            "measured_by": measure.measured_by,
            "cost": None,
            "status": measure.status,
        }
        for measure in measures
    ]
    return {"none": [] if rows else ["none"], "rows": rows}
