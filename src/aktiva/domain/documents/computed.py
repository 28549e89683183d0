"""Values that are computed for a paper, each with where and from what day it comes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from aktiva.domain.documents.blocks import Table


@dataclass(frozen=True, slots=True)
class Value:
    """A value in a paper, as printed, its source and the day it was true."""

    name: str
    text: str
    source: str
    on: date

    def to_data(self) -> dict[str, str]:
        """Return the value as what JSON can hold."""
        return {
            "name": self.name,
            "text": self.text,
            "source": self.source,
            "on": self.on.isoformat(),
        }


def from_data(data: Mapping[str, str]) -> Value:
    """Return the value that `to_data` wrote."""
    return Value(data["name"], data["text"], data["source"], date.fromisoformat(data["on"]))


def source_table(values: Iterable[Value]) -> tuple[Table, ...]:
    """Return where the values come from as a table; nothing for no values."""
    rows = tuple((v.name, v.text, v.source, v.on.isoformat()) for v in values)
    header = ("Uppgift", "Värde", "Källa", "Datum")
    return (Table("Varifrån uppgifterna kommer", header, rows),) if rows else ()
