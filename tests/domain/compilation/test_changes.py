"""What has changed since last year is only said where somebody asked."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aktiva.domain.compilation.changes import Since, since

ALL = frozenset({2024, 2025, 2026})


@pytest.mark.parametrize(
    ("seen", "asked", "expected"),
    [
        ({2026}, ALL, Since.NEW),
        ({2026, 2025}, ALL, Since.STILL),
        ({2026, 2025, 2024}, ALL, Since.STILL),
        ({2026, 2024}, ALL, Since.BACK),
        ({2025}, ALL, Since.GONE),
        ({2025, 2024}, ALL, Since.GONE),
        ({2024}, ALL, None),
        (set(), ALL, None),
        ({2026}, {2026}, None),
        ({2026, 2024}, {2026, 2024}, None),
        ({2025}, {2025, 2024}, None),
    ],
)
def test_how_it_stands_to_earlier_years(seen, asked, expected):
    assert since(2026, seen=seen, asked=asked) is expected


@given(st.sets(st.integers(2020, 2026)), st.sets(st.integers(2020, 2026)))
def test_something_that_is_here_is_never_gone(seen, asked):
    found = since(2026, seen=seen, asked=asked | seen)

    assert (found is Since.GONE) == (2025 in seen and 2026 not in seen and 2026 in asked)
    if found in {Since.NEW, Since.STILL, Since.BACK}:
        assert 2026 in seen
