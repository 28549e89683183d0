"""What stands in the way of closing a pay mapping, and the page where it is mended."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from aktiva.apps.pay.queries.figures import values_of, work_groups
from aktiva.apps.pay.queries.runs import LAST_YEARS_STEP, STEPS, is_reconciled
from aktiva.apps.pay.queries.standing import Standing, pair_of
from aktiva.domain.pay.comparisons import Pair
from aktiva.domain.pay.judging import Lack, Summed, summed


@dataclass(frozen=True, slots=True)
class Left:
    """Something that remains to be done.

    Args:
        words: A Swedish sentence.
        page: The name of the page where it is mended.
        query: What the page is asked for, without its question mark.
        comparison: The comparison that it is about, where it is about one.
    """

    words: str
    page: str
    query: str = ""
    comparison: int | None = None


def left_to_do(found: Standing) -> list[Left]:
    """Return what stands in the way of closing the mapping. Four questions.

    What many comparisons lack alike is one line with their number.
    """
    return [
        *_of_the_file(found),
        *_of_practice(found),
        *_of_value(found),
        *_of_comparisons(found),
        *(Left(fault.words, "plan") for fault in found.faults if fault.fails),
        *(Left(words, "plan_before") for words in found.outcome_faults),
        *(
            Left(f"Samverkan saknas för steget {label.lower()} (3 kap. 11 §).", "cooperation")
            for label in steps_left(found)
        ),
    ]


def steps_asked(found: Standing) -> list[tuple[str, str]]:
    """Return the steps that ask for cooperation; last year's plan only where there was one."""
    return [(step, label) for step, label in STEPS if step != LAST_YEARS_STEP or found.last_rows]


def steps_left(found: Standing) -> list[str]:
    """Return the names of the steps that lack cooperation. One question."""
    there = set(found.mapping.cooperation.values_list("step", flat=True))
    return [label for step, label in steps_asked(found) if step not in there]


def _of_the_file(found: Standing) -> list[Left]:
    if found.run is None:
        return [Left("Ingen lönefil är inläst och bekräftad.", "files")]
    if found.run.n_register is not None and not is_reconciled(found.run):
        return [
            Left(
                "Några finns bara i lönefilen eller bara i personalregistret, och skälet saknas.",
                "files",
            )
        ]
    return []


def _of_practice(found: Standing) -> list[Left]:
    if found.mapping.rules.exists():
        return []
    return [Left("Inga regler och ingen praxis är granskade (3 kap. 8 § 1).", "rules")]


def _of_value(found: Standing) -> list[Left]:
    work = work_groups(found.mapping)
    left = len(work) - len(values_of(found.mapping, work))
    if not left:
        return []
    number = "1 grupp är inte värderad" if left == 1 else f"{left} grupper är inte värderade"
    return [
        Left(
            f"{number}. Då saknas jämförelser med likvärdigt arbete och med lägre krav (3 kap. 9 §).",
            "value",
        )
    ]


def _of_comparisons(found: Standing) -> list[Left]:
    if not found.rows:
        return [Left("Det finns inga jämförelser att bedöma.", "comparisons")]
    ids = {pair_of(row): row.pk for row in found.rows}
    lacking = [one for one in found.lacking if one.lack is not Lack.NO_COMPARISON]
    earlier = len(found.from_earlier_run)
    return [
        *(_lacking(one, ids) for one in summed(lacking)),
        *(
            [
                Left(
                    "1 bedömning är gjord på en tidigare lönefil. Säg att den gäller, eller bedöm på "
                    "nytt."
                    if earlier == 1
                    else f"{earlier} bedömningar är gjorda på en tidigare lönefil. Säg att de "
                    "gäller, eller bedöm på nytt.",
                    "comparisons",
                )
            ]
            if earlier
            else []
        ),
    ]


def _lacking(one: Summed, ids: Mapping[Pair, int]) -> Left:
    if one.lack is Lack.NOT_IN_PLAN:
        return Left(one.words, "plan")
    if one.lack is Lack.NOT_JUDGED:
        return Left(one.words, "comparisons", "visa=kvar")
    if one.pair is None:
        return Left(one.words, "comparisons", "visa=saknar")
    return Left(one.words, "comparison", comparison=ids.get(one.pair))
