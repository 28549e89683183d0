"""`./aktiva template check`: exit codes, what goes where, and the keys of the answer; no database."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import docx
import jsonschema
import pytest

ROOT = Path(__file__).parents[2]
SCHEMA = ROOT / "docs" / "reference" / "cli" / "template.json"
sys.path.append(str(ROOT / "tests" / "adapters"))

pytestmark = pytest.mark.slow


def check(folder: Path, file: str, *more: str):
    bare = {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": str(ROOT / "src"),
        "AKTIVA_VAR": str(folder / "var"),
    }
    done = subprocess.run(
        [sys.executable, "-m", "aktiva", "template", "check", str(folder / file), *more],
        env=bare, capture_output=True, text=True, check=False, cwd=ROOT,
    )  # fmt: skip
    assert "Traceback" not in done.stderr
    assert not (folder / "var").exists()
    return done


def answer(output: str) -> dict:
    assert output.count("\n") == 1
    found = json.loads(output)
    jsonschema.validate(found, json.loads(SCHEMA.read_text("utf-8")))
    return found


def test_a_usable_template_ends_with_zero_and_its_findings(tmp_path):
    from word_templates import letter

    (tmp_path / "brev.dotx").write_bytes(letter())

    done = check(tmp_path, "brev.dotx", "--json")

    assert (done.returncode, done.stderr) == (0, "")
    found = answer(done.stdout)
    assert found["usable"] is True
    assert found["refused"] is None
    assert {row["level"] for row in found["findings"]} == {"ok"}


def test_a_template_that_lacks_what_is_required_ends_with_two(tmp_path):
    docx.Document().save(tmp_path / "tom.docx")

    done, told = check(tmp_path, "tom.docx", "--json"), check(tmp_path, "tom.docx")

    assert done.returncode == told.returncode == 2
    found = answer(done.stdout)
    assert found["usable"] is False
    assert "missing" in {row["level"] for row in found["findings"]}
    assert told.stdout.startswith("Saknas: Plats för diarienumret. ")
    assert "Rätta det som saknas" in told.stderr


def test_a_refused_file_ends_with_two_and_one_sentence(tmp_path):
    (tmp_path / "brev.dotm").write_bytes(b"PK")

    done, told = check(tmp_path, "brev.dotm", "--json"), check(tmp_path, "brev.dotm")

    assert done.returncode == told.returncode == 2
    assert "makron" in answer(done.stdout)["refused"]
    assert told.stdout == ""
    assert told.stderr.count("\n") == 1


def test_a_file_that_is_not_there_is_said_to_be_missing(tmp_path):
    done = check(tmp_path, "brev.dotx", "--json")

    assert (done.returncode, done.stdout) == (2, "")
    assert "gick inte att läsa" in done.stderr
