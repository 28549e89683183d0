"""How shares are written."""

from __future__ import annotations

import pytest

from aktiva.domain.pay.swedish import percent


@pytest.mark.parametrize(
    ("share", "said"),
    [
        (0.0625, "6,2 procent"),
        (-0.031, "−3,1 procent"),
        (0.0, "0,0 procent"),
        (-0.0004, "0,0 procent"),
        (-0.0006, "−0,1 procent"),
    ],
)
def test_a_share_has_one_decimal_and_nothing_is_never_minus(share, said):
    assert percent(share) == said
