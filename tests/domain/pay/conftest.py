"""Where published results lie, when they are at hand. They belong to others and are only read."""

from pathlib import Path

import pytest

REFERENCES = Path(__file__).resolve().parents[4] / "shared" / "data" / "paystat"


@pytest.fixture
def reference():
    """Return a reference file's path, or skip."""

    def path(name):
        if not (REFERENCES / name).exists():
            pytest.skip("the reference data is not here")
        return REFERENCES / name

    return path
