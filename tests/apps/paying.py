"""A small pay file of invented people, and a mapping that stands on it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from aktiva.apps.audit import history
from aktiva.apps.pay import actions
from aktiva.apps.pay.actions.recounting import recount
from aktiva.apps.pay.models import PayComparison, PayMapping, PayRun
from aktiva.domain.pay.mapping import Sexes

HEADINGS = "Anstnr;Kön;Befattning;AID;Lön heltid;Sysselsättningsgrad;Födelseår;Anställd;Enhet"
COLUMNS = {
    "id": "Anstnr",
    "sex": "Kön",
    "title": "Befattning",
    "code": "AID",
    "pay": "Lön heltid",
    "extent": "Sysselsättningsgrad",
    "birth": "Födelseår",
    "hired": "Anställd",
    "unit": "Enhet",
}
SEXES = Sexes(woman=("K",), man=("M",))
JOBS: tuple[tuple[str, str, tuple[int, ...], tuple[int, ...]], ...] = (
    (
        "Undersköterska",
        "207012",
        (27_800, 28_400, 28_900, 29_300, 30_100, 30_600),
        (29_900, 30_800),
    ),
    ("Barnskötare", "402011", (25_300, 25_900, 26_400, 26_800, 27_500), (26_600,)),
    ("Lärare", "401011", (36_200, 37_100, 38_000, 39_400), (37_900, 38_800, 40_200)),
    ("IT-tekniker", "151031", (33_900,), (34_800, 35_900, 36_700, 38_200)),
    ("Vaktmästare", "501011", (), (27_900, 28_700, 29_400)),
    ("Rektor", "401090", (52_400, 54_100), (53_800,)),
)
"""Title, code, the women's pay and the men's. Two thirds are women."""


def pay_file(jobs=JOBS, *, raised: int = 0) -> bytes:
    """Return the file as a payroll system writes it: semicolons, decimal comma, cp1252."""
    lines = [HEADINGS]
    number = 1000
    for title, code, women, men in jobs:
        for sex, paid in [*(("K", p) for p in women), *(("M", p) for p in men)]:
            number += 1
            lines.append(
                f"{number};{sex};{title};{code};{paid + raised},00;{100 if number % 3 else 75};"
                f"{1960 + number % 35};{2001 + number % 20}-03-01;Enhet {number % 4}"
            )
    return "\r\n".join(lines).encode("cp1252")


def mapping_of(cycle, *, by, at) -> PayMapping:
    """Begin a mapping of the year's pay."""
    return actions.begin(
        cycle=cycle, actor=by, at=at,
        facts=actions.MappingFacts(
            pay_date=date(cycle.year, 9, 1), po_percent=Decimal("40.15"), uses_directive=False
        ),
    )  # fmt: skip


def take(mapping: PayMapping, *, by, at, content: bytes | None = None, why: str = "") -> PayRun:
    """Read a file in without confirming it."""
    return actions.take_file(
        mapping_id=mapping.pk, name="loner.csv", content=content or pay_file(), why=why, actor=by,
        at=at,
    )  # fmt: skip


def confirmed(
    mapping: PayMapping, *, by, at, content: bytes | None = None, why: str = ""
) -> PayRun:
    """Read a file in and confirm its columns."""
    run = take(mapping, by=by, at=at, content=content, why=why)
    return actions.confirm_file(run_id=run.pk, columns=COLUMNS, sexes=SEXES, actor=by, at=at)


def mapped(cycle, *, by, at) -> PayMapping:
    """Return a mapping that stands on the small file, with its groups set up."""
    mapping = mapping_of(cycle, by=by, at=at)
    confirmed(mapping, by=by, at=at)
    return mapping


POINTS = {
    "Undersköterska": 400.0,
    "Barnskötare": 300.0,
    "Lärare": 620.0,
    "IT-tekniker": 410.0,
    "Vaktmästare": 250.0,
    "Rektor": 900.0,
}
"""Imported points: with bands of 200 the nurses and the technicians are of equal value, and the
caretakers have lower demands than the child minders but higher pay."""


def valued(mapping: PayMapping, *, by, at, points=POINTS) -> PayMapping:
    """Give the groups points from another method, and let the comparisons follow."""
    mapping.method, mapping.bands = PayMapping.Method.IMPORTED, [200.0, 420.0, 700.0]
    history.store(mapping, at=at, by=by)
    for group in mapping.groups.filter(ended=False):
        group.points = points[group.name]
        history.store(group, at=at, by=by)
    recount(actions.read(mapping, page="test", actor=by, at=at), actor=by, at=at)
    return mapping


def comparison(mapping: PayMapping, women: str, other: str = "") -> PayComparison:
    """Return a comparison that is: within one group, or of two that are of equal value."""
    return mapping.comparisons.get(
        kind="equal_value" if other else "equal_work", women_group__name=women,
        other_group__name=other or women, is_current=True,
    )  # fmt: skip
