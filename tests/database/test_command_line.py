"""The contract of the command line: exit codes, what goes where, and the keys of every answer."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest

ROOT = Path(__file__).parents[2]
SCHEMAS = ROOT / "docs" / "reference" / "cli"
NUMBER = "212000-5711"

pytestmark = pytest.mark.slow

_SET_UP = """
import django; django.setup()
from datetime import date, datetime
from zoneinfo import ZoneInfo
from aktiva.apps.accounts.models import User
from aktiva.apps.cycles.actions import open_year
from aktiva.apps.organisation.actions import create_employer
at = datetime(2026, 1, 12, 9, tzinfo=ZoneInfo("Europe/Stockholm"))
user = User.objects.create_user("hr@strandvik.example", name="Vera Holm")
employer = create_employer(org_number="212000-5711", name="Strandvik kommun", kind="municipality",
                           address="", actor=user, at=at, on=date(2026, 1, 1))
open_year(employer=employer, year=2026, actor=user, at=at)
"""


@pytest.fixture(scope="module")
def surroundings(tmp_path_factory):
    """An installation of its own with one employer and one year."""
    var = tmp_path_factory.mktemp("installation")
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("AKTIVA_", "DJANGO_"))}
    surroundings = kept | {
        "AKTIVA_VAR": str(var),
        "PYTHONPATH": str(ROOT / "src"),
        "DJANGO_SETTINGS_MODULE": "aktiva.web.settings.base",
    }
    for code in (["-m", "django", "migrate", "-v", "0"], ["-c", _SET_UP]):
        subprocess.run([sys.executable, *code], env=surroundings, check=True, capture_output=True)
    return surroundings


def aktiva(surroundings, *arguments):
    return subprocess.run(
        [sys.executable, "-m", "aktiva", *arguments],
        env=surroundings,
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
    )


def conforms(output: str, schema: str) -> dict:
    assert output.count("\n") == 1
    found = json.loads(output)
    jsonschema.validate(found, json.loads((SCHEMAS / f"{schema}.json").read_text("utf-8")))
    return found


def test_the_law_check_answers_with_every_row_of_the_table(surroundings):
    done = aktiva(surroundings, "law", "--employer", NUMBER, "--on", "2026-11-26", "--json")

    assert (done.returncode, done.stderr) == (0, "")
    found = conforms(done.stdout, "law")
    assert [r["id"] for r in found["results"]] == [f"D{n}" for n in range(1, 41)]
    assert found["headcount"] is None


def test_a_day_before_the_year_was_opened_is_judged_without_its_rows(surroundings):
    done = aktiva(surroundings, "law", "--employer", NUMBER, "--on", "2025-06-01", "--json")

    found = conforms(done.stdout, "law")
    assert next(r for r in found["results"] if r["id"] == "D2")["status"] == "missing"


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["law", "--employer", "556000-0000", "--json"], "Det finns ingen arbetsgivare"),
        (["law", "--employer", NUMBER, "--on", "26/11", "--json"], "är inget datum"),
        (["law", "--employer", NUMBER, "--on", "2016-12-31"], "från 2017"),
        (
            ["report", "--kind", "plan", "--year", "2026", "-o", "plan.txt"],
            ".pdf, .docx eller .html",
        ),
        (["report", "--kind", "plan", "--year", "2030", "-o", "plan.pdf"], "är inte öppnat"),
        (["report", "--kind", "annual_report", "--year", "2026", "-o", "r.pdf"], "inga svar ännu"),
        (
            ["report", "--kind", "official_report", "--year", "2026", "-o", "t.pdf"],
            "ingen handling av slaget tjänsteskrivelse",
        ),
        (
            ["report", "--kind", "plan", "--year", "2026", "--unit", "X", "-o", "p.pdf"],
            "ingen enhet med koden X",
        ),
        (["schedule", "  ", "--json"], "Orden om tiden saknas"),
        (["lagkoll"], "finns inte"),
    ],
)
def test_bad_input_ends_with_two_and_one_sentence_on_standard_error(surroundings, arguments, words):
    done = aktiva(surroundings, *arguments)

    assert (done.returncode, done.stdout) == (2, "")
    assert words in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    "phrase",
    [
        "1 ggr/år (mars)",
        "Erbjuds årligen till alla chefer. Obligatoriskt för nya chefer.",
        "?",
        "–",
    ],
)
def test_words_about_time_are_read_without_a_database(tmp_path, phrase):
    bare = {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": str(ROOT / "src"),
        "AKTIVA_VAR": str(tmp_path),
    }

    done = aktiva(bare, "schedule", phrase, "--json")

    assert (done.returncode, done.stderr) == (0, "")
    assert conforms(done.stdout, "schedule")["text"] == phrase
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("ending", ["pdf", "docx"])
def test_a_paper_is_written_and_described(surroundings, tmp_path, ending):
    target = tmp_path / f"plan.{ending}"

    done = aktiva(
        surroundings, "report", "--kind", "plan", "--year", "2026", "-o", str(target), "--json"
    )

    assert done.returncode == 0, done.stderr
    found = conforms(done.stdout, "report")
    assert found["bytes"] == target.stat().st_size
    assert found["approved"] is False


def test_every_command_has_help_in_swedish(surroundings):
    done = aktiva(surroundings, "--help")

    assert done.returncode == 0
    for command in ("serve", "demo", "test", "bench", "law", "report", "schedule"):
        helped = aktiva(surroundings, command, "--help")
        assert command in done.stdout
        assert "visa den här hjälpen" in helped.stdout
        assert "show this help" not in helped.stdout
