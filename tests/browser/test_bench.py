"""The bench measures what it says it measures, in the shape that is promised."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest

ROOT = Path(__file__).parents[2]

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def test_every_page_answers_and_the_figures_have_their_keys(solvik):
    surroundings = {k: v for k, v in os.environ.items() if not k.startswith(("AKTIVA_", "DJANGO_"))}
    surroundings |= {"AKTIVA_VAR": str(solvik.var), "PYTHONPATH": str(ROOT / "src")}

    done = subprocess.run(
        [sys.executable, "-m", "aktiva", "bench", "--requests", "1", "--warmup", "0", "--json"],
        env=surroundings,
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stderr
    assert done.stdout.count("\n") == 1
    figures = json.loads(done.stdout)
    schema = ROOT / "docs" / "reference" / "cli" / "bench.json"
    jsonschema.validate(figures, json.loads(schema.read_text("utf-8")))
    assert {page["status"] for page in figures["pages"]} == {200}
    assert figures["compilation"]["units"] == 260
