"""What the columns of a pay file mean, and what is to be computed: the options, typed."""

from __future__ import annotations

from collections.abc import Mapping as Dict
from collections.abc import Sequence
from dataclasses import dataclass, fields
from typing import cast

from aktiva.domain.pay.regression import Errors


class WrongMapping(ValueError):
    """The options cannot be used; the message says why in one Swedish sentence."""


@dataclass(frozen=True)
class Columns:
    """The name in the file of each column that has a meaning."""

    id: str | None = None
    sex: str | None = None
    pay: str | None = None
    pay_actual: str | None = None
    extent: str | None = None
    supplements: str | None = None
    variable: str | None = None
    benefits: str | None = None
    hours_year: str | None = None
    group: str | None = None
    points: str | None = None
    unit: str | None = None

    def named(self) -> dict[str, str]:
        """Return the columns that are there: meaning → name in the file."""
        return {f.name: name for f in fields(self) if (name := getattr(self, f.name)) is not None}


@dataclass(frozen=True)
class Sexes:
    """The codes in the file for women and for men."""

    woman: tuple[str, ...]
    man: tuple[str, ...]


@dataclass(frozen=True)
class Category:
    """A column whose values are levels, and the level the others are compared with."""

    column: str
    base: str | None = None


@dataclass(frozen=True)
class Model:
    """What the adjusted gap takes into account."""

    log: bool = False
    numeric: tuple[str, ...] = ()
    squared: tuple[str, ...] = ()
    categorical: tuple[Category, ...] = ()
    absorb: tuple[str, ...] = ()
    se: Errors = Errors.CLASSICAL


@dataclass(frozen=True)
class Split:
    """Which two groups a decomposition compares: by sex where no column is named.

    Without `high` the group with the higher mean is the high one.
    """

    split: str | None = None
    high: tuple[str, ...] = ()
    numeric: tuple[str, ...] = ()
    dummies: tuple[str, ...] = ()


@dataclass(frozen=True)
class Mapping:
    """The whole file of options; without codes for the sexes the usual ones are known."""

    columns: Columns
    sex: Sexes | None = None
    model: Model | None = None
    decomposition: Split | None = None

    def numbers(self) -> tuple[str, ...]:
        """Return the columns that background needs as numbers, each once."""
        model, split = self.model or Model(), self.decomposition or Split()
        return tuple(dict.fromkeys((*model.numeric, *model.squared, *split.numeric)))

    def levels(self) -> tuple[str, ...]:
        """Return the columns that background needs as levels, each once."""
        model, split = self.model or Model(), self.decomposition or Split()
        wanted = [c.column for c in model.categorical] + [*split.dummies]
        wanted += [*model.absorb, *([split.split] if split.split is not None else [])]
        return tuple(dict.fromkeys(wanted))


TABLES = {
    "columns": {f.name for f in fields(Columns)},
    "sex": {"woman", "man"},
    "model": {f.name for f in fields(Model)},
    "decomposition": {f.name for f in fields(Split)},
}


def read_mapping(data: Dict[str, object]) -> Mapping:
    """Return the options that the tables of a TOML file hold.

    Raises:
        WrongMapping: A table or a value is missing, misspelt or of the wrong kind.
    """
    unknown = sorted(set(data) - set(TABLES))
    if unknown:
        raise WrongMapping(f"[{unknown[0]}] finns inte. Tabellerna är {_and(list(TABLES))}.")
    columns = Columns(
        **{k: _text(v, f"columns.{k}") for k, v in _table(data, "columns").items() if v != ""}
    )
    if columns.pay is None and (columns.pay_actual is None or columns.extent is None):
        raise WrongMapping(
            "[columns] saknar pay. Skriv vad kolumnen med heltidslön heter i filen, eller ange både pay_actual och extent."
        )
    return Mapping(
        columns=columns,
        sex=_sexes(_table(data, "sex")) if "sex" in data else None,
        model=_model(_table(data, "model")) if "model" in data else None,
        decomposition=_split(_table(data, "decomposition")) if "decomposition" in data else None,
    )


def _sexes(table: Dict[str, object]) -> Sexes:
    sex = Sexes(woman=_words(table, "sex", "woman"), man=_words(table, "sex", "man"))
    if not sex.woman or not sex.man:
        raise WrongMapping(
            "[sex] saknar koder. Skriv vilka koder filen har för kvinnor i woman och för män i man."
        )
    both = sorted(set(sex.woman) & set(sex.man))
    if both:
        raise WrongMapping(f"[sex] har koden {both[0]} för både kvinnor och män.")
    return sex


def _model(table: Dict[str, object]) -> Model:
    log = table.get("log", False)
    if not isinstance(log, bool):
        raise WrongMapping("[model] log ska vara true eller false.")
    se = table.get("se", "classical")
    if se not in set(Errors):
        raise WrongMapping(f"[model] se ska vara {_or([e.value for e in Errors])}.")
    return Model(
        log=log,
        numeric=_words(table, "model", "numeric"),
        squared=_words(table, "model", "squared"),
        categorical=_categories(table.get("categorical", [])),
        absorb=_words(table, "model", "absorb"),
        se=Errors(cast(str, se)),
    )


def _split(table: Dict[str, object]) -> Split:
    column = _words(table, "decomposition", "split")
    high = _words(table, "decomposition", "high")
    if len(column) > 1:
        raise WrongMapping("[decomposition] split ska vara en enda kolumn.")
    return Split(
        split=column[0] if column else None,
        high=high,
        numeric=_words(table, "decomposition", "numeric"),
        dummies=_words(table, "decomposition", "dummies"),
    )


def _categories(given: object) -> tuple[Category, ...]:
    """Read ``{column = base}``, a list of columns, or ``{column, base}``, one or a list of them."""
    rows = given if isinstance(given, list) else [given]
    return tuple(category for row in rows for category in _category(row))


def _category(row: object) -> list[Category]:
    if not isinstance(row, dict):
        return [Category(column=_text(row, "model.categorical"))]
    named = [key for key in ("column", "name") if isinstance(row.get(key), str)]
    if len(named) == 1 and set(row) <= {named[0], "base"}:
        row = {row[named[0]]: row.get("base")}
    return [Category(column=column, base=_base(column, base)) for column, base in row.items()]


def _base(column: str, given: object) -> str | None:
    if isinstance(given, dict) and set(given) <= {"base"}:
        given = given.get("base")
    return None if given in (None, "") else _text(given, f"model.categorical.{column}")


def _table(data: Dict[str, object], name: str) -> dict[str, object]:
    table = data.get(name)
    if not isinstance(table, dict):
        raise WrongMapping(f"Tabellen [{name}] saknas.")
    unknown = sorted(set(table) - TABLES[name])
    if unknown:
        raise WrongMapping(
            f"[{name}] har inget som heter {unknown[0]}. Det som kan anges är {_and(sorted(TABLES[name]))}."
        )
    return table


def _words(table: Dict[str, object], name: str, key: str) -> tuple[str, ...]:
    given = table.get(key, [])
    return tuple(
        _text(word, f"{name}.{key}") for word in (given if isinstance(given, list) else [given])
    )


def _text(value: object, where: str) -> str:
    if not isinstance(value, str | int | float):
        raise WrongMapping(f"Värdet i {where} ska vara text.")
    return str(value).strip()


def _and(words: Sequence[str]) -> str:
    return ", ".join(words[:-1]) + " och " + words[-1]


def _or(words: Sequence[str]) -> str:
    return ", ".join(words[:-1]) + " eller " + words[-1]
