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


def measured(var: Path, schema: str, *rest: str) -> dict:
    """Run the bench with one request a page, and return its figures in the shape of the schema."""
    surroundings = {k: v for k, v in os.environ.items() if not k.startswith(("AKTIVA_", "DJANGO_"))}
    surroundings |= {"AKTIVA_VAR": str(var), "PYTHONPATH": str(ROOT / "src")}

    done = subprocess.run(
        [sys.executable, "-m", "aktiva", "bench", *rest, "--requests", "1", "--warmup", "0",
         "--json"],
        env=surroundings,
        capture_output=True,
        text=True,
        check=False,
    )  # fmt: skip

    assert done.returncode == 0, done.stderr
    assert done.stdout.count("\n") == 1
    figures = json.loads(done.stdout)
    shape = ROOT / "docs" / "reference" / "cli" / schema
    jsonschema.validate(figures, json.loads(shape.read_text("utf-8")))
    return figures


def test_every_page_answers_and_the_figures_have_their_keys(solvik):
    figures = measured(solvik.var, "bench.json")

    assert {page["status"] for page in figures["pages"]} == {200}
    assert figures["compilation"]["units"] == 260


def test_every_page_of_the_large_employer_answers_and_the_figures_have_their_keys(tmp_path):
    figures = measured(tmp_path, "bench-large.json", "--large", "--units", "12", "--years", "1")

    pages = [*figures["pages"], *figures["pages_while_writing"]]
    assert {page["status"] for page in pages} == {200}
    assert figures["rows"]["Unit"] >= 12
