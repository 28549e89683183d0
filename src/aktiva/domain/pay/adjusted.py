"""Pay at equal background, before and after the groups of equal work: help, never an answer.

The logarithm of full-time pay is regressed on age, its square, years employed, extent and sex, with
robust standard errors, and the difference in means is decomposed. What a number rests on is told
beside it, and where the data are too few it is said.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from aktiva.domain.pay.decomposition import Decomposition, Twofold, decompose
from aktiva.domain.pay.gaps import Flags, Floats, Whole
from aktiva.domain.pay.parameters import limits
from aktiva.domain.pay.regression import Errors, Fit, Term, fit, kennedy
from aktiva.domain.pay.swedish import listing, number_of

SEX = "sex"


class Variable(StrEnum):
    """What is known of a person besides sex, pay and group."""

    AGE = "age"
    EMPLOYED = "employed"
    EXTENT = "extent"

    @property
    def label(self) -> str:
        """The variable in Swedish."""
        return {"age": "ålder", "employed": "anställningsår", "extent": "sysselsättningsgrad"}[self]


@dataclass(frozen=True)
class Background:
    """One row per person; NaN where a number is not known, −1 for a group.

    Args:
        pay: Full-time pay, kronor a month.
        age: Whole years, as is `employed`.
        extent: Share of full time.
    """

    woman: Flags
    pay: Floats
    age: Floats
    employed: Floats
    extent: Floats
    group: Whole

    def where(self, rows: Flags) -> Background:
        """Return the rows that are marked."""
        return Background(
            self.woman[rows], self.pay[rows], self.age[rows], self.employed[rows],
            self.extent[rows], self.group[rows],
        )  # fmt: skip


@dataclass(frozen=True)
class Step:
    """One regression, seen from what it says of sex.

    Args:
        gap: Women's pay above men's, as a share of it: −0,02 is two per cent less.
        low: Lower end of the interval that holds it in 95 of 100 cases; None where it is unknown.
        vif: How many times the variance of the estimate grows since women and men differ in the
            other variables; 1 is not at all.
    """

    n: int
    df: int
    r2: float | None
    gap: float | None
    low: float | None
    high: float | None
    vif: float | None

    @property
    def is_clear(self) -> bool:
        """Whether the whole interval lies on one side of 0."""
        return self.low is not None and self.high is not None and self.low * self.high > 0


@dataclass(frozen=True)
class Adjusted:
    """What is left of the difference when background is held equal.

    Args:
        used: The variables that are known of enough persons.
        left_out: Those that are not, with how many lack them.
        dropped: Persons who lack something that is used.
        plain: Without any background.
        background: With it.
        within_groups: With it, within the groups of equal work; None without groups.
        mixed: Persons in a group with both women and men.
        parts: The decomposition before the groups.
        parts_within: The same with the groups, by the regression with sex.
        warnings: Where the data are too few, a Swedish sentence each.
    """

    women: int
    men: int
    used: tuple[Variable, ...]
    left_out: dict[Variable, int]
    dropped: int
    plain: Step
    background: Step
    within_groups: Step | None
    mixed: int
    parts: Decomposition | None
    parts_within: Twofold | None
    warnings: tuple[str, ...]


def adjusted(known: Background) -> Adjusted | None:
    """Return the difference at equal background; None without both women and men."""
    missing = {v: int(np.isnan(getattr(known, v.value)).sum()) for v in Variable}
    most = limits()["missing_background"].value
    left_out = {v: n for v, n in missing.items() if 100 * n > most * len(known.pay)}
    used = tuple(v for v in Variable if v not in left_out)
    whole = np.ones(len(known.pay), np.bool_)
    for variable in used:
        whole &= ~np.isnan(getattr(known, variable.value))
    rows = known.where(whole)
    women = int(rows.woman.sum())
    men = len(rows.pay) - women
    if not women or not men:
        return None
    placed = rows.where(rows.group >= 0)
    within = _step(placed, used, grouped=True) if len(placed.pay) else None
    mixed = _mixed(placed)
    return Adjusted(
        women=women,
        men=men,
        used=used,
        left_out=left_out,
        dropped=int((~whole).sum()),
        plain=_step(rows, ()),
        background=_step(rows, used),
        within_groups=within if mixed else None,
        mixed=mixed,
        parts=decompose(np.log(rows.pay), _terms(rows, used), ~rows.woman),
        parts_within=_parts_within(placed, used) if mixed else None,
        warnings=tuple(_warnings(women, men, mixed, has_groups=bool(len(placed.pay)))),
    )


def _terms(rows: Background, used: tuple[Variable, ...]) -> list[Term]:
    terms = [Term(v.value, getattr(rows, v.value)) for v in used]
    if Variable.AGE in used:
        terms.append(Term("age^2", rows.age, squared=True))
    return terms


def _fitted(rows: Background, used: tuple[Variable, ...], *, grouped: bool) -> Fit:
    terms = [*_terms(rows, used), Term(SEX, rows.woman.astype(np.float64))]
    group = rows.group if grouped else None
    return fit(np.log(rows.pay), terms, absorbed=group, errors=Errors.HC1)


def _step(rows: Background, used: tuple[Variable, ...], *, grouped: bool = False) -> Step:
    fitted = _fitted(rows, used, grouped=grouped)
    sex = fitted.coefficients[SEX]
    low = high = None
    if sex.estimate is not None and sex.se is not None and fitted.df > 0:
        reach = t_quantile(fitted.df) * sex.se
        low, high = math.expm1(sex.estimate - reach), math.expm1(sex.estimate + reach)
    shared = fit(
        rows.woman.astype(np.float64), _terms(rows, used),
        absorbed=rows.group if grouped else None,
    ).r2  # fmt: skip
    return Step(
        n=fitted.n, df=fitted.df, r2=fitted.r2, gap=kennedy(sex), low=low, high=high,
        vif=1 / (1 - shared) if shared is not None and shared < 1 else None,
    )  # fmt: skip


def _parts_within(rows: Background, used: tuple[Variable, ...]) -> Twofold | None:
    """Return the twofold parts with the groups among the variables.

    The coefficients are those of the regression with sex; its residuals are 0 on average among
    women and among men, so what is not explained is the coefficient of sex itself.
    """
    sex = _fitted(rows, used, grouped=True).coefficients[SEX]
    if sex.estimate is None:
        return None
    logs = np.log(rows.pay)
    gap = float(logs[~rows.woman].mean() - logs[rows.woman].mean())
    return Twofold(explained=gap + sex.estimate, unexplained=-sex.estimate)


def _mixed(rows: Background) -> int:
    """Return how many are in a group with both women and men."""
    if not len(rows.pay):
        return 0
    cells = int(rows.group.max()) + 1
    women = np.bincount(rows.group, weights=rows.woman, minlength=cells)
    every = np.bincount(rows.group, minlength=cells)
    return int(every[(women > 0) & (women < every)].sum())


def _warnings(women: int, men: int, mixed: int, *, has_groups: bool) -> list[str]:
    found = []
    fewest = limits()["fewest_for_adjusted"].value
    if women + men < fewest:
        found.append(
            f"Bara {number_of(women + men, 'anställd', 'anställda')} ingår. Med färre än {fewest} kan "
            "en enda lön ändra resultatet. Gå igenom lönerna en och en i stället."
        )
    fewest_of_a_sex = limits()["fewest_of_a_sex"].value
    few = [
        number_of(n, one, many)
        for n, one, many in ((women, "kvinna", "kvinnor"), (men, "man", "män"))
        if n < fewest_of_a_sex
    ]
    if few:
        found.append(
            f"Bara {listing(few)} ingår. Med färre än {fewest_of_a_sex} säger måttet nästan inget."
        )
    if has_groups and mixed < fewest:
        found.append(
            f"Bara {number_of(mixed, 'anställd', 'anställda')} har en grupp med både kvinnor och män. "
            "Talet inom grupperna vilar på dem."
        )
    return found


_SMALL = {1: 12.7062, 2: 4.3027, 3: 3.1824, 4: 2.7764}
_NORMAL = 1.959963985


def t_quantile(df: int) -> float:
    """Return the 97,5 per cent point of Student's t, right to three decimals.

    Abramowitz and Stegun, 26.7.5; the table for fewer than five degrees of freedom.
    """
    if df in _SMALL:
        return _SMALL[df]
    z = _NORMAL
    parts = (
        (z**3 + z) / 4,
        (5 * z**5 + 16 * z**3 + 3 * z) / 96,
        (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / 384,
        (79 * z**9 + 776 * z**7 + 1482 * z**5 - 1920 * z**3 - 945 * z) / 92160,
    )
    return z + math.fsum(part / df ** (i + 1) for i, part in enumerate(parts))
