"""Strandvik kommun: a small invented employer, set up and answered by the product's own actions."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime

from aktiva.adapters.clock import SWEDEN
from aktiva.apps.accounts.models import User
from aktiva.apps.audit import history
from aktiva.apps.organisation import actions as organisation
from aktiva.apps.organisation.models import Employer, Unit
from aktiva.apps.surveys import actions as surveys
from aktiva.apps.surveys import policy
from aktiva.apps.surveys import queries as surveys_queries
from aktiva.apps.surveys.models import Answer, Campaign, Sheet
from aktiva.domain.organisation.permissions import Role
from aktiva.domain.questionnaire import FieldKind, Kind, Question, clean, fields

EXAMINED = "2023-09-20"


def noon(day: date | str) -> datetime:
    """Return midday in Sweden on a day, which may be written as ISO text."""
    day = date.fromisoformat(day) if isinstance(day, str) else day
    return datetime(day.year, day.month, day.day, 12, 0, tzinfo=SWEDEN)


@dataclass
class Municipality:
    """An employer with the people and units that a test has made, by short names."""

    employer: Employer
    hr: User
    at: datetime
    people: dict[str, User] = field(default_factory=dict)
    units: dict[str, Unit] = field(default_factory=dict)

    @property
    def root(self) -> Unit:
        return self.units["0"]

    def person(self, name: str, *, protected: bool = False) -> User:
        """Return the account of somebody with this name, made the first time."""
        if name not in self.people:
            address = f"{name.lower().replace(' ', '.')}@strandvik.example"
            self.people[name] = User.objects.create_user(
                address, name=name, protected_identity=protected
            )
        return self.people[name]

    def unit(self, code: str, name: str, *, kind: str = "enhet", under: str = "0") -> Unit:
        """Add a unit below another."""
        self.units[code] = organisation.add_unit(
            employer=self.employer, code=code, name=name, short_name=name[:80],
            kind=self.employer.kinds.get(code=kind), parent=self.units[under],
            from_date=self.at.date(), actor=self.hr, at=self.at,
        )  # fmt: skip
        return self.units[code]

    def role(self, who: User, role: Role, unit: str, title: str, **rest):
        """Give somebody a role at a unit from the first day."""
        rest.setdefault("from_date", self.at.date())
        rest.setdefault("at", self.at)
        return organisation.give_role(
            user=who, role=role, unit=self.units[unit], title=title, actor=self.hr, **rest
        )

    def managed(self, code: str, name: str, manager: str, title: str = "enhetschef", **rest):
        """Add a unit with its manager, and return the manager."""
        self.unit(code, name, **rest)
        who = self.person(manager)
        self.role(who, Role.UNIT_MANAGER, code, title)
        return who


def found(
    *, on: str = "2023-01-02", org_number: str = "212000-9903", name: str = "Strandvik kommun",
    kinds=organisation.USUAL_KINDS, hr: str = "Moa Hedlund",
) -> Municipality:  # fmt: skip
    """Set up an employer with its HR strategist and nothing below."""
    at = noon(on)
    address = f"{hr.lower().replace(' ', '.')}@{org_number}.example"
    strategist = User.objects.create_user(address, name=hr)
    employer = organisation.create_employer(
        org_number=org_number, name=name, kind="municipality",
        address="Hamngatan 2, 123 45 Strandvik", actor=strategist, at=at, on=at.date(), kinds=kinds,
    )  # fmt: skip
    made = Municipality(employer=employer, hr=strategist, at=at, people={hr: strategist})
    made.units["0"] = employer.units.get(code="0")
    return made


def raw_answer(question: Question, **given: str) -> dict[str, list[str]]:
    """Return the fields of a full answer as a form sends them, the wished one where there is one."""
    raw = {spec.name: _wished(question, spec) for spec in fields(question, rows=1)}
    raw = {name: typed for name, typed in raw.items() if typed}
    if question.kind is Kind.FILE_OR_LINK:
        raw["document"] = ["Rutin, dnr 2023/7"]
    return raw | {name.replace("__", "-"): [typed] for name, typed in given.items()}


def _wished(question: Question, spec) -> list[str]:
    codes = [str(option.code) for option in spec.options]
    if spec.kind is FieldKind.CHOICE:
        if question.kind is Kind.SCALE5:
            return ["5"]
        return [question.wished] if question.wished in codes else codes[:1]
    if not spec.required:
        return []
    if spec.kind is FieldKind.SEVERAL:
        return codes[:2]
    if spec.kind is FieldKind.DATE:
        return [EXAMINED]
    return ["3"] if spec.kind is FieldKind.COUNT else ["Det fungerar väl i arbetslagen."]


def sheet_of(campaign: Campaign, unit: Unit, level: str = Sheet.Level.UNIT) -> Sheet:
    """Return the unit's sheet as it is now."""
    return campaign.sheets.get(unit=unit, level=level)


def filled_in_by(user: User, *, on: date) -> set[int]:
    """Return the sheets that a person fills in: the list of them, and each asked by itself."""
    listed = set(policy.answerable_sheets(user, on=on).values_list("pk", flat=True))
    sheets = Sheet.objects.select_related("unit")
    assert listed == {s.pk for s in sheets if policy.fills_in(user, s, on=on)}
    return listed


def answer_all(
    sheet: Sheet, *, by: User, at: datetime, own: dict[str, dict] | None = None,
    length: str = "core",
) -> None:  # fmt: skip
    """Answer every question of an untouched sheet, with `own` fields for some questions.

    The rows are stored as one, for speed; saving answer by answer is tested for itself.
    """
    own = own or {}
    asks = surveys_queries.questionnaire(sheet.campaign)
    rows = []
    for question in surveys_queries.asked(sheet.level, asks, length):
        cleaned = clean(question, raw_answer(question, **own.get(question.key, {})))
        assert cleaned.problems == (), f"{question.key}: {cleaned.problems}"
        rows.append(
            Answer(
                sheet=sheet, question=question.key, value=cleaned.value, is_complete=True,
                answered_at=at, answered_by=by,
            )
        )  # fmt: skip
    history.store_many(rows, at=at, by=by)
    sheet.n_answered = len(rows)
    history.store(sheet, at=at, by=by, fields=["n_answered"])


def hand_in(sheet: Sheet, *, by: User, at: datetime, own: dict[str, dict] | None = None) -> Sheet:
    """Answer everything and hand in."""
    answer_all(sheet, by=by, at=at, own=own)
    return surveys.submit(sheet_id=sheet.pk, submitted_as=f"{by.name}, chef", actor=by, at=at)


def save(sheet: Sheet, key: str, *, by: User, at: datetime, revision: int = 0, **given: str):
    """Save one answer through the action, and return what became of it."""
    question = surveys_queries.questionnaire(sheet.campaign).question(key)
    return surveys.save_answer(
        sheet_id=sheet.pk, question=key, raw=raw_answer(question, **given), revision=revision,
        is_risk=False, actor=by, at=at,
    )  # fmt: skip
