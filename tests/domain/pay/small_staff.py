"""A pay file in memory, as a reader of files would hand it over."""

from __future__ import annotations

import math

import numpy as np

from aktiva.domain.pay.columns import Numbers, sorted_codes
from aktiva.domain.pay.findings import findings
from aktiva.domain.pay.mapping import read_mapping
from aktiva.domain.pay.staff import read_plan, read_staff


class Table:
    """Columns of Python values; None is an empty cell."""

    def __init__(self, **columns):
        self.columns = columns
        self.names = list(columns)

    def __len__(self):
        return len(next(iter(self.columns.values())))

    def row(self, index):
        return index + 2

    def numbers(self, name):
        cells = self.columns[name]
        return Numbers(
            values=np.array([c if isinstance(c, int | float) else math.nan for c in cells]),
            faults=tuple((i, c) for i, c in enumerate(cells) if isinstance(c, str)),
        )

    def codes(self, name):
        places = {}
        index = [
            places.setdefault("" if c is None else str(c), len(places)) for c in self.columns[name]
        ]
        return sorted_codes(np.array(index, np.int32), list(places))

    def alike(self, name):
        return self.codes(name).index

    def sample(self, name):
        return ["" if c is None else str(c) for c in self.columns[name]]


def options(**tables):
    """Return a mapping where every column has its meaning as its name."""
    columns = {"sex": "sex", "pay": "pay"} | tables.pop("columns", {})
    return {"columns": columns, "sex": {"woman": ["K"], "man": ["M"]}} | tables


def answer_to(table, *, plan=None, eu=False, **tables):
    """Return everything that is computed from the table."""
    mapping = read_mapping(options(**tables))
    values = None if plan is None else read_plan(plan)
    return findings(read_staff(table, mapping), mapping, values, eu=eu)
