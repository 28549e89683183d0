"""What the journeys share: the small employer of tests/apps, and a person at a browser."""

import sys
from pathlib import Path

import pytest

sys.path += [str(Path(__file__).parents[1] / part) for part in ("apps", "adapters")]


@pytest.fixture
def hands(client, monkeypatch):
    from browsing import Hands

    return Hands(client, monkeypatch)
