"""Five papers of the kinds that municipalities write, entered as the data that they hold.

Each is given only what such a paper says. The check finds what an inspector would have found.
"""

from __future__ import annotations

from datetime import date

from exemplary_year import answer

from aktiva.domain.law.checks import check_all
from aktiva.domain.law.duties import Status
from aktiva.domain.law.evidence import (
    CooperationEvidence,
    DocumentEvidence,
    Evidence,
    MeasureEvidence,
    OwedEvidence,
    Reference,
    RiskEvidence,
    TextEvidence,
    TextKind,
)
from aktiva.domain.law.remarks import remarks
from aktiva.domain.values import Area, Ground, Step


def row(kind: str, day: date) -> Reference:
    return Reference(kind, 1, day)


def said_of(evidence: Evidence) -> dict[str, Status]:
    return {r.duty.id: r.status for r in check_all(evidence)}


def reasons(evidence: Evidence, duty: str) -> str:
    return " ".join(next(r.reasons for r in check_all(evidence) if r.duty.id == duty))


def owed(day: date, n: int) -> tuple[OwedEvidence, ...]:
    return tuple(
        OwedEvidence(
            1, f"Åtgärd {i}", has_outcome=False, how_known="", reference=row("measure", day)
        )
        for i in range(n)
    )


def measure(title: str, *, owner: str, schedule: str, day: date, area: Area) -> MeasureEvidence:
    return MeasureEvidence(
        unit=1, title=title, area=area, has_time=bool(schedule), schedule_text=schedule, due=None,
        next_check=None, owner=owner, has_purpose=True, is_open=True, is_closed=False,
        is_evaluated=False, reference=row("measure", day),
    )  # fmt: skip


def department(year: int, words: str, earlier: str = "") -> Evidence:
    """A department's follow-up: a summary, a routine on work environment, no four steps."""
    day = date(year + 1, 1, 25)
    return Evidence(
        year=year,
        headcount=148,
        on=day,
        n_units=3,
        n_answered=3,
        owed=owed(date(year - 1, 11, 1), 4),
        answers=(answer("12.4", text=words, last_years_text=earlier),),
        documents=(DocumentEvidence(day, True, row("paper", day), day),),
        texts=(
            TextEvidence(
                kind=TextKind.ROUTINES, title="Rutin kring kränkande särbehandling",
                adopted_by="HR-chefen", adopted_on=date(year - 2, 3, 1), found={},
                denied=frozenset(), is_work_environment=True, reviews=(),
                reference=row("governing_document", date(year - 2, 3, 1)),
            ),
        ),
    )  # fmt: skip


KNOWN = "Planen behöver bli känd av fler."


def test_a_departments_follow_up_that_tells_of_a_summary_only():
    """S-240: nothing on grounds, cooperation, last year's measures or reprisals."""
    evidence = department(2023, KNOWN)
    said = said_of(evidence)

    for duty in ("D1", "D2", "D13", "D14", "D15", "D17", "D23", "D30"):
        assert said[duty] is Status.MISSING, duty
    assert "4 av 4 åtgärder" in reasons(evidence, "D30")
    # It is dated in January of the year after, so it is not a document of the year.
    assert "utanför kalenderåret" in reasons(evidence, "D32")
    assert [r.id for r in remarks("Vi har en rutin kring kränkande särbehandling.")] == [
        "work_environment_only"
    ]


def test_the_minutes_of_a_subcommittee_that_notes_next_years_measures():
    """S-241: the words on who has the duty and what the areas are; the evaluation is elsewhere."""
    text = (
        "Alla större arbetsgivare ska arbeta med aktiva åtgärder inom områdena arbetsförhållanden, "
        "rekrytering, kompetensutveckling, föräldraskap och lönekartläggning."
    )
    day = date(2023, 1, 27)
    evidence = Evidence(
        year=2023, headcount=2500, on=day,
        measures=tuple(
            measure(f"Insats {n}", owner="HR-chef", schedule="2023", day=day, area=Area.TRAINING)
            for n in range(8)
        ),
        owed=owed(date(2022, 1, 20), 5),
    )  # fmt: skip

    assert [r.id for r in remarks(text)] == ["large_employers", "pay_mapping_as_area"]
    said = said_of(evidence)
    assert said["D6"] is Status.MET
    assert said["D5"] is Status.MISSING
    assert "5 av 5 åtgärder från förra året saknar utfall" in reasons(evidence, "D30")


def test_the_same_department_that_writes_the_same_two_years_later():
    """S-242: the same words again are no evaluation."""
    earlier, later = department(2021, KNOWN), department(2023, KNOWN, earlier=KNOWN.upper())

    assert "arbetssättet" not in reasons(earlier, "D5")
    assert "Ingen har utvärderat arbetssättet i år." in reasons(later, "D5")


def test_a_committees_follow_up_that_knows_only_of_the_first_sections():
    """S-243: units have done the four steps, but sections 6–12 are not there."""
    day = date(2022, 10, 12)
    evidence = Evidence(
        year=2022, headcount=900, on=date(2023, 1, 30), n_units=15, n_answered=15,
        risks=(
            RiskEvidence(
                1, "Vikarier får sällan gå på utbildning.", Area.TRAINING, frozenset({Ground.AGE}),
                ("Utbildningarna ligger på dagar utan ersättare.",), True, row("risk", day),
            ),
        ),
        measures=(
            measure("Två utbildningsdagar", owner="rektor", schedule="våren", day=day, area=Area.TRAINING),
        ),
        cooperation=tuple(
            CooperationEvidence(
                1, step, "lsg", day, ("manager", "safety_representative"), row("answer", day)
            )
            for step in (Step.EXAMINE, Step.ACT)
        ),
        answers=(answer("12.4", reference=row("answer", day)),),
    )  # fmt: skip
    said = said_of(evidence)

    assert (said["D3"], said["D4"]) == (Status.MET, Status.MET)
    for duty in ("D13", "D14", "D15", "D16", "D17", "D24", "D32"):
        assert said[duty] is Status.MISSING, duty
    assert "Samverkan saknas i 2 steg" in reasons(evidence, "D23")


def test_a_plan_of_activities_without_risks_causes_or_results():
    """S-244: activities only, most of them running on, owned by ”chef”, one with a question mark."""
    day = date(2023, 1, 16)
    rows = [("Chef", "Löpande")] * 9 + [("Personalchef", "Höst eller vår?"), ("Enhetschef", "mars")]
    evidence = Evidence(
        year=2023, headcount=1100, on=date(2023, 2, 1),
        measures=tuple(
            measure(f"Aktivitet {n}", owner=owner, schedule=schedule, day=day, area=Area.PAY)
            for n, (owner, schedule) in enumerate(rows)
        ),
    )  # fmt: skip
    said = said_of(evidence)

    assert {said[d] for d in ("D1", "D2", "D5")} == {Status.MISSING}
    assert said["D6"] is Status.WARNING
    for words in (
        "9 åtgärder pågår löpande",
        "1 åtgärd har en tidsplan som inte",
        "9 åtgärder har ingen",
    ):
        assert words in reasons(evidence, "D6")
    assert [r.id for r in remarks("Grunderna är kön, ålder och funktionsvariation.")] == [
        "functional_variation"
    ]
