"""Whether a file's column of sex and its personal numbers say the same: how many rows, never who."""

from __future__ import annotations

import numpy as np

from aktiva.domain.pay.columns import Table
from aktiva.domain.pay.mapping import Sexes
from aktiva.domain.pay.personal_numbers import is_woman

_UNKNOWN = -1


def rows_that_disagree(table: Table, *, sex: str, number: str, sexes: Sexes) -> int:
    """Return in how many rows the two say different sexes.

    Rows where either says nothing, or says what is neither, are not counted.

    Args:
        sex: The heading of the column of sex.
        number: The heading of the personal numbers.
        sexes: The codes for women and men in the column of sex.
    """
    codes, numbers = table.codes(sex), table.codes(number)
    of_code = [1 if n in sexes.woman else 0 if n in sexes.man else _UNKNOWN for n in codes.names]
    told = [is_woman(text) for text in numbers.names]
    of_number = [_UNKNOWN if woman is None else int(woman) for woman in told]
    said = np.array([*of_code, _UNKNOWN], np.int8)[codes.index]
    known = np.array([*of_number, _UNKNOWN], np.int8)[numbers.index]
    return int(np.count_nonzero((said != known) & (said != _UNKNOWN) & (known != _UNKNOWN)))
