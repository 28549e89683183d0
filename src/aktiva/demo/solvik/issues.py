"""What a unit finds and does through the years: risk, cause, measure, outcome, and again."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from aktiva.demo.solvik.calendar import end_of_month
from aktiva.demo.solvik.shapes import Measure, Outcome, Risk
from aktiva.demo.solvik.wording import Theme, WordsRunOut, Writer, general, themes
from aktiva.domain.values import Area

METHODS = {
    "statistics": "Personalstatistik",
    "survey": "Medarbetarenkät",
    "workplace_meeting": "APT-dialog",
    "physical_round": "Skyddsrond, fysisk",
    "social_round": "Skyddsrond, organisatorisk och social",
    "appraisals": "Medarbetarsamtal, sammanfattade",
    "advertisements": "Granskning av annonser och kravprofiler",
}
_METHODS_OF = {
    "1.1": ("physical_round", "workplace_meeting"),
    "1.4": ("survey", "workplace_meeting", "social_round"),
    "1.7": ("statistics", "workplace_meeting", "social_round"),
    "1.9": ("statistics",),
    "2.2": ("survey", "appraisals"),
    "3.1": ("advertisements",),
    "3.8": ("appraisals", "workplace_meeting"),
    "4.1": ("appraisals", "statistics"),
    "5.1": ("workplace_meeting", "survey"),
    "5.2": ("appraisals",),
    "6.6": ("survey", "workplace_meeting", "social_round"),
}
_HELPERS = {
    "preschool": "biträdande rektor",
    "school": "biträdande rektor",
    "upper_secondary": "arbetslagsledare",
    "social_services": "gruppledare",
    "home_care": "gruppledare",
    "care_home": "samordnare",
    "disability": "stödpedagog",
    "leisure": "arbetsledare",
    "office": "HR-partner",
    "kitchen": "förste kock",
    "technical": "lagledare",
    "fire_station": "styrkeledare",
}
_FATES = (
    # result, effect, weight
    ("done", "yes", 44),
    ("done", "partly", 20),
    ("done", "no", 9),
    ("extended", "too_early", 12),
    ("ongoing", "too_early", 5),
    ("not_started", "too_early", 6),
    ("dropped", "no", 4),
)
KEEPS_GOING = frozenset({"extended", "ongoing", "not_started"})


@dataclass
class Issue:
    """One theme at one unit, as it goes from year to year."""

    theme: Theme
    bound: dict[str, str]
    risk_ref: str | None = None
    description: str = ""
    says: str = ""
    measure: Measure | None = None
    is_open: bool = True
    helped: bool = False


@dataclass
class UnitStory:
    """Everything a unit finds and does, year after year."""

    writer: Writer
    chief: str
    stubborn: bool
    issues: list[Issue] = field(default_factory=list)
    owed: list[tuple[Measure, Issue | None]] = field(default_factory=list)
    _n: int = 0

    @property
    def rng(self) -> random.Random:
        """The unit's own dice."""
        return self.writer.rng

    def ref(self, year: int, what: str) -> str:
        """Return a name for a row that no other row has."""
        self._n += 1
        return f"{self.writer.unit}-{year}-{what}{self._n}"

    def outcomes(self, *, at: datetime) -> tuple[tuple[Outcome, ...], tuple[Measure, ...]]:
        """Return what became of last year's measures, and those that go on into this year."""
        owed, self.owed = self.owed, []
        told: list[Outcome] = []
        carried: list[Measure] = []
        for measure, issue in owed:
            result, effect = self._fate(issue)
            new_due = None
            if result == "extended":
                new_due = end_of_month(at.year + 1, self.rng.choice((3, 5, 6, 9)))
            told.append(
                Outcome(
                    measure_ref=measure.ref,
                    result=result,
                    effect=effect,
                    how_known=self._how_known(result, effect, issue),
                    recorded_at=at,
                    new_due=new_due,
                    reason=self._reason(result),
                    decided_by=self.chief if result in {"extended", "dropped"} else "",
                )
            )
            if result in KEEPS_GOING:
                going = self._carry(measure, new_due, result=result, year=at.year, at=at)
                carried.append(going)
                self.owed.append((going, issue))
            if issue is not None:
                issue.helped = result == "done" and effect in {"yes", "partly"}
                issue.is_open = result == "done" and (effect == "no" or self._returns(effect))
        return tuple(told), tuple(carried)

    def _fate(self, issue: Issue | None) -> tuple[str, str]:
        if self.stubborn and issue is not None:
            return "done", "no"
        fates = [(result, effect) for result, effect, _ in _FATES]
        return self.rng.choices(fates, [weight for *_, weight in _FATES])[0]

    def _returns(self, effect: str) -> bool:
        return effect == "partly" and self.rng.random() < 0.35

    def _how_known(self, result: str, effect: str, issue: Issue | None) -> str:
        words = general()
        if issue is not None and effect in {"yes", "no"} and result == "done":
            return self._say(issue, "worked" if effect == "yes" else "failed")
        own = words["promotive"]
        bank = {"yes": own["worked"], "partly": words["measure"]["partly"], "no": own["failed"]}
        chosen = bank.get(effect, words["measure"]["waiting"])
        if result == "done" and effect == "too_early":
            chosen = words["measure"]["too_early"]
        if result == "dropped":
            chosen = words["measure"]["dropped_known"]
        try:
            return self.writer.write(chosen)
        except WordsRunOut:
            return self.writer.write(words["measure"]["partly"])

    def _say(self, issue: Issue, step: str) -> str:
        """Return the theme's own words for a step, or others that fit any theme."""
        own = issue.theme.texts[step]
        try:
            return self.writer.write(own, issue.bound)
        except WordsRunOut:
            about = {**issue.bound, "topic": self.rng.choice(issue.theme.texts["topic"])}
            try:
                return self.writer.write(general()["otherwise"][step], about)
            except WordsRunOut:
                about = {"topic": about["topic"]}
                return self.writer.write(general()["otherwise"][step], about)

    def _reason(self, result: str) -> str:
        bank = general()["measure"]
        named = {
            "extended": "extended_reason",
            "dropped": "cancelled_reason",
            "not_started": "not_started_reason",
        }
        return self.writer.write(bank[named[result]]) if result in named else ""

    def _carry(
        self, measure: Measure, new_due: date | None, *, result: str, year: int, at: datetime
    ) -> Measure:
        return Measure(
            ref=self.ref(year, "M"),
            area=measure.area,
            text=measure.text,
            responsible=measure.responsible,
            start=measure.start,
            due=new_due or measure.due,
            next_check=None,
            effect=measure.effect,
            measured_by=measure.measured_by,
            status="planned" if result == "not_started" else "ongoing",
            decided_at=at,
            carried_from=measure.ref,
        )

    def findings(
        self, *, year: int, new: int, at: datetime, latest: date
    ) -> tuple[tuple[Risk, ...], tuple[Measure, ...], tuple[Issue, ...]]:
        """Return this year's risks and measures, and the issues behind them.

        Args:
            new: How many new issues to look for.
            latest: No decision is later than this day.
        """
        issues = [issue for issue in self.issues if issue.is_open]
        while new and len(issues) < 4:
            found = self._discover({issue.theme.question for issue in self.issues})
            if found is None:
                break
            self.issues.append(found)
            issues.append(found)
            new -= 1
        risks: list[Risk] = []
        measures: list[Measure] = []
        for issue in issues:
            risk, decided = self._decide(issue, year=year, at=at, latest=latest)
            risks.append(risk)
            measures.extend(decided)
        if self.rng.random() < 0.13:
            measures.append(self._promote(year=year, at=at, latest=latest))
        return tuple(risks), tuple(measures), tuple(issues)

    def _discover(self, taken: set[str]) -> Issue | None:
        fitting = [
            theme
            for theme in themes()
            if self.writer.group in theme.groups and theme.question not in taken
        ]
        self.rng.shuffle(fitting)
        for theme in fitting:
            bound = self.writer.bind(theme)
            issue = Issue(theme=theme, bound=bound)
            try:
                issue.description = self.writer.write(theme.texts["risk"], bound)
                issue.says = self.writer.write(theme.texts["says"], bound)
            except WordsRunOut:
                continue
            return issue
        return None

    def _decide(
        self, issue: Issue, *, year: int, at: datetime, latest: date
    ) -> tuple[Risk, list[Measure]]:
        theme = issue.theme
        refuses = not self.stubborn and issue.risk_ref is None and self.rng.random() < 0.03
        risk = Risk(
            ref=self.ref(year, "R"),
            area=theme.area,
            grounds=theme.grounds,
            description=issue.description,
            cause=self._say(issue, "cause"),
            source=METHODS[self.rng.choice(_METHODS_OF[theme.question])],
            question=theme.question,
            likelihood=self.rng.choice((1, 2, 2, 3)),
            consequence=self.rng.choice((1, 2, 2, 3)),
            recorded_at=at,
            returns_from=issue.risk_ref,
            no_measure_reason=self.writer.write(general()["measure"]["no_action"])
            if refuses
            else "",
            no_measure_decided_by=self.chief if refuses else "",
        )
        issue.risk_ref = risk.ref
        issue.is_open = False
        if refuses:
            return risk, []
        count = 2 if self.rng.random() < 0.2 else 1
        decided: list[Measure] = []
        for _ in range(count):
            due = end_of_month(year + 1, self.rng.choice((2, 3, 4, 5, 6, 8, 9, 10)))
            start = min(latest, at.date() + timedelta(self.rng.randrange(0, 20)))
            measure = Measure(
                ref=self.ref(year, "M"),
                area=theme.area,
                text=self._say(issue, "measure"),
                responsible=self._responsible(),
                start=start,
                due=due,
                next_check=due - timedelta(45),
                effect=self._say(issue, "effect"),
                measured_by=self._say(issue, "measured"),
                status=self.rng.choice(("planned", "planned", "ongoing")),
                decided_at=at,
                risk_refs=(risk.ref,),
            )
            if any(measure.text == other.text for other in decided):
                continue
            decided.append(measure)
            self.owed.append((measure, issue))
        return risk, decided

    def _promote(self, *, year: int, at: datetime, latest: date) -> Measure:
        words = general()["promotive"]
        bound = {"nar2": self.rng.choice(words["nar2"])}
        due = end_of_month(year + 1, self.rng.choice((3, 5, 6, 9)))
        measure = Measure(
            ref=self.ref(year, "M"),
            area=Area.WORKING_CONDITIONS,
            text=self.writer.write(words["measure"], bound),
            responsible=self._responsible(),
            start=min(latest, at.date() + timedelta(7)),
            due=due,
            next_check=due - timedelta(40),
            effect=self.writer.write(words["effect"]),
            measured_by=self.writer.write(words["measured"]),
            status="planned",
            decided_at=at,
        )
        self.owed.append((measure, None))
        return measure

    def _responsible(self) -> str:
        return self.chief if self.rng.random() < 0.75 else _HELPERS[self.writer.group]
