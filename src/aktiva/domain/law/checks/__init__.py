"""Every duty checked against the evidence: what is met, what is missing and why.

A hollow record never counts: a tick without method and date, a cause that repeats the risk, a date
outside the year, last year's text unchanged.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from aktiva.domain.law.checks.areas import (
    answered,
    balance,
    cases,
    covered,
    parenthood,
    pay_for_all_grounds,
    recruitment,
)
from aktiva.domain.law.checks.cooperation import cooperation, information
from aktiva.domain.law.checks.documentation import (
    documented,
    no_grounds_on_people,
    small_employer,
    within_year,
)
from aktiva.domain.law.checks.found import Check, Found, SchoolCheck, WrittenCheck
from aktiva.domain.law.checks.handing_over import handed_over
from aktiva.domain.law.checks.harassment import guidelines, reviewed, routines, school_texts
from aktiva.domain.law.checks.pay import adjustments, cost_and_time, judged, mapping, told, valued
from aktiva.domain.law.checks.schools import cooperation as school_cooperation
from aktiva.domain.law.checks.schools import documented as school_documented
from aktiva.domain.law.checks.schools import four_steps
from aktiva.domain.law.checks.steps import (
    all_grounds,
    causes,
    examined,
    followed_up,
    last_years_measures,
    measures,
    timed,
)
from aktiva.domain.law.duties import Duty, Status, duties, why_not
from aktiva.domain.law.evidence import Evidence, Reference, SchoolEvidence

__all__ = ["Result", "check_all", "check_school"]

EMPLOYER = "employer"
NO_SCHOOL = "Ingen skola eller förskola är upplagd hos arbetsgivaren."


@dataclass(frozen=True, slots=True)
class Result:
    """The verdict on one duty: whose it is, Swedish reasons, and the rows it rests on.

    Args:
        scope: ``employer``, or ``school:CODE`` for one school or preschool.
    """

    duty: Duty
    scope: str
    status: Status
    reasons: tuple[str, ...]
    evidence: tuple[Reference, ...]
    todo: str = ""

    @property
    def school(self) -> str:
        """The code of the school whose verdict it is, "" for the employer's."""
        return self.scope.partition(":")[2]


def check_all(evidence: Evidence) -> tuple[Result, ...]:
    """Return a verdict on every duty, in the order of the table.

    A duty of schools has one verdict for each school, and one that it does not apply where
    the employer has none.
    """
    found = {duty: check(evidence) for duty, check in CHECKS.items()}
    found |= {duty: check(evidence, found) for duty, check in WRITTEN.items()}
    return tuple(result for duty in duties() for result in _results(duty, evidence, found))


def _results(duty: Duty, evidence: Evidence, found: Mapping[str, Found]) -> Iterator[Result]:
    reason = why_not(duty, headcount=evidence.headcount, year=evidence.year)
    if reason is not None:
        yield Result(duty, EMPLOYER, Status.NOT_APPLICABLE, (reason,), ())
    elif not duty.held:
        yield Result(
            duty, EMPLOYER, Status.WARNING,
            ("Aktiva håller ännu inget underlag om detta. Kontrollera det på annat sätt.",), (),
        )  # fmt: skip
    elif duty.scope != "school":
        yield _verdict(duty, EMPLOYER, found[duty.id])
    elif not evidence.schools:
        yield Result(duty, EMPLOYER, Status.NOT_APPLICABLE, (NO_SCHOOL,), ())
    else:
        for school in evidence.schools:
            own = SCHOOL_CHECKS[duty.id](school, evidence.year)
            yield _verdict(duty, f"school:{school.code}", own)


def check_school(school: SchoolEvidence, *, year: int) -> tuple[Result, ...]:
    """Return the verdicts on one school's duties, the same that `check_all` gives of it."""
    return tuple(
        _verdict(duty, f"school:{school.code}", SCHOOL_CHECKS[duty.id](school, year))
        for duty in duties()
        if duty.held and duty.scope == "school"
    )


def _verdict(duty: Duty, scope: str, found: Found) -> Result:
    kept = found.evidence
    if found.failing:
        return Result(duty, scope, Status.MISSING, found.failing + found.pausing, kept, found.todo)
    if found.pausing:
        return Result(duty, scope, Status.WARNING, found.pausing, kept, found.todo)
    return Result(duty, scope, Status.MET, found.fine, kept)


CHECKS: dict[str, Check] = {
    "D1": all_grounds,
    "D2": examined,
    "D3": causes,
    "D4": measures,
    "D5": followed_up,
    "D6": timed,
    "D7": covered,
    "D8": answered("1.1", "1.4", "1.7", what="arbetsförhållandena"),
    "D9": pay_for_all_grounds,
    "D10": recruitment,
    "D11": answered("4.1", "4.2", what="utbildningarna"),
    "D12": parenthood,
    "D13": guidelines,
    "D14": routines,
    "D15": reviewed,
    "D16": balance,
    "D17": mapping,
    "D18": told("8.4", what="Granskningen av bestämmelser och praxis"),
    "D19": judged("8.8", what="Jämförelsen av lika arbete"),
    "D20": judged("8.9", what="Jämförelsen av likvärdigt arbete"),
    "D21": judged("8.10", what="Jämförelsen med lägre värderade arbeten"),
    "D22": valued,
    "D23": cooperation,
    "D24": information,
    "D28": adjustments,
    "D29": cost_and_time,
    "D30": last_years_measures,
    "D32": within_year,
    "D38": cases,
    "D39": handed_over,
    "D40": no_grounds_on_people,
}
WRITTEN: dict[str, WrittenCheck] = {
    "D25": documented(*(f"D{n}" for n in range(1, 13)), what="Redovisningen av de fyra stegen"),
    "D26": documented("D13", "D14", "D15", "D16", what="Redovisningen av 6 och 7 §§"),
    "D27": documented(*(f"D{n}" for n in range(17, 23)), what="Lönekartläggningens resultat"),
    "D31": documented("D23", "D24", what="Redovisningen av samverkan"),
    "D33": small_employer(*(f"D{n}" for n in range(17, 24)), "D28", "D29"),
}
SCHOOL_CHECKS: dict[str, SchoolCheck] = {
    "D34": four_steps,
    "D35": school_texts,
    "D36": school_cooperation,
    "D37": school_documented,
}
