"""Everything that is computed from a pay file, as the plain data of the command line's answer."""

from __future__ import annotations

from collections.abc import Mapping as Dict
from dataclasses import asdict

import numpy as np

from aktiva.domain.pay.columns import Codes, FaultyTable, places_of
from aktiva.domain.pay.comparisons import Value, compare
from aktiva.domain.pay.decomposition import decompose
from aktiva.domain.pay.european import LABEL, European, european
from aktiva.domain.pay.gaps import Flags, Floats, Group, Ordered, gap, groups
from aktiva.domain.pay.mapping import Category, Mapping, Model, Split
from aktiva.domain.pay.parameters import limits
from aktiva.domain.pay.quartiles import Band, quartiles
from aktiva.domain.pay.regression import Estimate, Term, fit, kennedy
from aktiva.domain.pay.staff import Staff

SEX = "sex"
Data = dict[str, object]


def findings(staff: Staff, mapping: Mapping, plan: Dict[str, Value] | None, *, eu: bool) -> Data:
    """Return the answer; what cannot be computed is None.

    Raises:
        FaultyTable: Persons of one group have different points, or a level does not exist.
    """
    return {
        "n": len(staff),
        **_sexes(staff, plan or {}),
        "regression": None if mapping.model is None else _regression(staff, mapping),
        "decomposition": None if mapping.decomposition is None else _decomposition(staff, mapping),
        "eu": directive_figures(staff) if eu and staff.woman is not None else None,
    }


_OF_SEX = (
    "women", "men", "mean_gap", "median_gap", "quartiles", "groups", "comparisons",
)  # fmt: skip


def _sexes(staff: Staff, plan: Dict[str, Value]) -> Data:
    """Return what compares women and men; all of it None where the file does not say the sex."""
    if staff.woman is None:
        return dict.fromkeys(_OF_SEX)
    pay = Ordered.of(staff.pay)
    both = pay.cells(staff.woman, 2)
    found = None
    if staff.group is not None:
        found = groups(pay, staff.woman, staff.group.index, staff.group.names)
    return {
        "women": int(both.count[1]),
        "men": int(both.count[0]),
        "mean_gap": gap(float(both.mean[1]), float(both.mean[0])),
        "median_gap": gap(float(both.median[1]), float(both.median[0])),
        "quartiles": _bands(quartiles(pay, staff.woman)),
        "groups": None if found is None else [_group(g) for g in found],
        "comparisons": None if found is None else _comparisons(found, _values(staff, plan)),
    }


def _bands(bands: list[Band]) -> list[Data]:
    return [asdict(band) for band in bands]


def _group(group: Group) -> Data:
    return {
        "group": group.name,
        "women": group.women,
        "men": group.men,
        "mean_women": group.mean_women,
        "mean_men": group.mean_men,
        "median_women": group.median_women,
        "median_men": group.median_men,
        "gap_mean": group.gap_mean,
        "gap_median": group.gap_median,
    }


def _comparisons(found: list[Group], values: Dict[str, Value]) -> list[Data]:
    return [
        {
            "type": c.kind.value,
            "women_group": c.women_group,
            "other_group": c.other_group,
            "gap_mean": c.gap_mean,
            "gap_median": c.gap_median,
            "judgement": None,
        }
        for c in compare(found, values)
    ]


def _values(staff: Staff, plan: Dict[str, Value]) -> dict[str, Value]:
    """Return each group's value: the plan's, and the file's points where the plan has none."""
    values = dict(plan)
    group = staff.group
    if group is None or staff.points is None:
        return values
    known = ~np.isnan(staff.points)
    lowest = np.full(len(group.names), np.inf)
    highest = np.full(len(group.names), -np.inf)
    np.minimum.at(lowest, group.index[known], staff.points[known])
    np.maximum.at(highest, group.index[known], staff.points[known])
    mixed = [
        f"Gruppen {name} har olika poäng i filen. Alla i en grupp ska ha samma poäng."
        for i, name in enumerate(group.names)
        if lowest[i] < highest[i] and (name not in plan or plan[name].points is None)
    ]
    if mixed:
        raise FaultyTable(mixed[:20])
    for i, name in enumerate(group.names):
        given = values.get(name, Value())
        if given.points is None and lowest[i] == highest[i]:
            values[name] = Value(points=float(lowest[i]), band=given.band)
    return values


def _regression(staff: Staff, mapping: Mapping) -> Data:
    """Return the regression on the model's columns and on sex, which is always in it once."""
    model = mapping.model or Model()
    of_sex = {SEX, mapping.columns.sex}
    terms = [
        Term(name, staff.numbers[name])
        for name in dict.fromkeys((*model.numeric, *model.squared))
        if name not in of_sex
    ]
    terms += [Term(f"{name}^2", staff.numbers[name], squared=True) for name in model.squared]
    for category in model.categorical:
        if category.column not in of_sex:
            terms += _levels(staff.levels[category.column], category)
    known = _complete(staff, (*model.numeric, *model.squared))
    # The column with the most levels is absorbed, which is the same as a column for each.
    absorb = sorted(model.absorb, key=lambda name: -len(staff.levels[name].names))
    n_shown = len(terms)
    for name in absorb[1:]:
        terms += _levels(staff.levels[name], Category(name))
    hidden = {term.name for term in terms[n_shown:]}
    names = [c.column for c in model.categorical] + absorb
    for name in names:
        known &= staff.levels[name].index >= 0
    if staff.woman is not None:
        terms.append(Term(SEX, staff.woman.astype(np.float64)))
    outcome = np.log(staff.pay) if model.log else staff.pay
    absorbed = staff.levels[absorb[0]].index if absorb else None
    if not known.all():
        terms = [term.where(known) for term in terms]
        outcome = outcome[known]
        absorbed = absorbed[known] if absorbed is not None else None
    fitted = fit(outcome, terms, absorbed=absorbed, errors=model.se)
    coefficients = dict(fitted.coefficients)
    sex = coefficients.pop(SEX) if staff.woman is not None else Estimate(None, None)
    return {
        "n": fitted.n,
        "df": fitted.df,
        "r2": fitted.r2,
        "sex": asdict(sex) | {"kennedy": kennedy(sex) if model.log else None},
        "coefficients": {name: asdict(c) for name, c in coefficients.items() if name not in hidden},
    }


def _levels(codes: Codes, category: Category) -> list[Term]:
    """Return a column per level but the base, the first level where none is given."""
    base = None if category.base is None else places_of(codes.names, category.base)
    if base == []:
        raise FaultyTable(
            [f"Kolumnen {category.column} har inte värdet {category.base}, som är base i [model]."]
        )
    return [
        Term(f"{category.column}={name}", codes.index, level=i)
        for i, name in enumerate(codes.names)
        if i != (base[0] if base else 0)
    ]


def _complete(staff: Staff, names: tuple[str, ...]) -> Flags:
    known = np.ones(len(staff), dtype=np.bool_)
    for name in names:
        known &= ~np.isnan(staff.numbers[name])
    return known


def _decomposition(staff: Staff, mapping: Mapping) -> Data | None:
    split, model = mapping.decomposition or Split(), mapping.model or Model()
    known = _complete(staff, split.numeric)
    if split.split is not None:
        known &= staff.levels[split.split].index >= 0
    terms = [Term(name, staff.numbers[name]) for name in dict.fromkeys(split.numeric)]
    for name in split.dummies:
        terms += _levels(staff.levels[name], Category(name))
        known &= staff.levels[name].index >= 0
    outcome: Floats = np.log(staff.pay) if model.log else staff.pay
    high = _high(staff, mapping, outcome, known)
    if high is None:
        return None
    if not known.all():
        terms = [term.where(known) for term in terms]
        outcome, high = outcome[known], high[known]
    found = decompose(outcome, terms, high)
    if found is None:
        return None
    parts = asdict(found)
    if _is_by_sex(mapping) and staff.woman is not None and (high == staff.woman[known]).all():
        parts["men"], parts["women"] = parts["women"], parts["men"]
    return {
        "gap": parts["gap"],
        "threefold": parts["threefold"],
        "twofold": {
            name: parts[name] for name in ("pooled_with_sex", "pooled_without_sex", "men", "women")
        },
    }


_MEN, _WOMEN = {"man", "men", "män"}, {"woman", "women", "kvinna", "kvinnor"}


def _is_by_sex(mapping: Mapping) -> bool:
    split = mapping.decomposition or Split()
    return split.split is None or split.split in (SEX, mapping.columns.sex)


def _high(staff: Staff, mapping: Mapping, outcome: Floats, known: Flags) -> Flags | None:
    """Return who is in the group named as high; None where nothing tells the groups apart."""
    split = mapping.decomposition or Split()
    asked = {value.casefold() for value in split.high}
    if _is_by_sex(mapping) and staff.woman is not None and (asked <= _MEN or asked <= _WOMEN):
        return staff.woman if asked and asked <= _WOMEN else ~staff.woman
    if split.split is None:
        coded = mapping.sex is not None and asked <= {c.casefold() for c in mapping.sex.woman}
        return staff.woman if coded or staff.woman is None else ~staff.woman
    codes = staff.levels[split.split]
    if not split.high:
        means = {
            i: outcome[known & (codes.index == i)].mean() for i in np.unique(codes.index[known])
        }
        high = [max(means, key=lambda i: means[i])] if means else []
    else:
        found = [places_of(codes.names, value) for value in split.high]
        strange = [value for value, places in zip(split.high, found, strict=True) if not places]
        if strange:
            raise FaultyTable(
                [
                    f"Kolumnen {split.split} har inte värdet {strange[0]}, som är high i [decomposition]."
                ]
            )
        high = [place for places in found for place in places]
    return np.isin(codes.index, high)


def directive_figures(staff: Staff) -> Data:
    """Return the figures of article 9 of directive (EU) 2023/970 as plain data. Not Swedish law."""
    hours = staff.hours_year
    if hours is None:
        full_time = float(limits()["full_time_hours"].value)
        hours = full_time * (np.ones(len(staff)) if staff.extent is None else staff.extent)
    if staff.woman is None:
        raise ValueError("the figures of article 9 compare women and men")
    found: European = european(
        woman=staff.woman,
        basic=staff.paid * 12 / hours,
        components=None if staff.components is None else staff.components * 12 / hours,
        group=None if staff.group is None else staff.group.index,
        names=() if staff.group is None else staff.group.names,
    )
    parts = found.components
    return {
        "label": LABEL,
        "hours": "assumed" if staff.hours_year is None else "file",
        "a_mean_gap": found.gap_mean,
        "b_mean_gap_components": None if parts is None else parts.gap_mean,
        "c_median_gap": found.gap_median,
        "d_median_gap_components": None if parts is None else parts.gap_median,
        "e_share_receiving_components": None
        if parts is None
        else {"women": parts.share_women, "men": parts.share_men},
        "f_quartiles": _bands(found.quartiles),
        "g_categories": None
        if found.categories is None
        else [
            {
                "category": c.category,
                "women": c.women,
                "men": c.men,
                "gap_mean": c.gap_mean,
                "gap_basic": c.gap_basic,
                "gap_components": c.gap_components,
                "at_least_5_percent": c.at_least_limit,
            }
            for c in found.categories
        ],
        "everyone": None
        if parts is None
        else {
            "b_mean_gap_components": parts.gap_mean_everyone,
            "d_median_gap_components": parts.gap_median_everyone,
        },
    }
