"""`./aktiva questionnaire`: exit codes, what goes where, and what lands in the database."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest

from aktiva.adapters.questionnaires import read_shipped, to_yaml

ROOT = Path(__file__).parents[2]
SCHEMA = ROOT / "docs" / "reference" / "cli" / "questionnaire.json"
SHIPPED = to_yaml(read_shipped())

pytestmark = pytest.mark.slow


def run(folder: Path, *words: str):
    bare = {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": str(ROOT / "src"),
        "AKTIVA_VAR": str(folder / "var"),
    }
    done = subprocess.run(
        [sys.executable, "-m", "aktiva", "questionnaire", *words],
        env=bare, capture_output=True, text=True, check=False, cwd=folder,
    )  # fmt: skip
    assert "Traceback" not in done.stderr
    return done


def test_what_is_exported_passes_the_check_and_needs_no_database(tmp_path):
    out = run(tmp_path, "export", "-o", "fragor.yaml")
    done = run(tmp_path, "check", "fragor.yaml", "--json")

    assert (out.returncode, out.stdout) == (0, "")
    assert (tmp_path / "fragor.yaml").read_text("utf-8") == SHIPPED
    assert (done.returncode, done.stderr) == (0, "")
    found = json.loads(done.stdout)
    jsonschema.validate(found, json.loads(SCHEMA.read_text("utf-8")))
    assert found["usable"] is True
    assert found["questions"] == len(read_shipped().questions)
    assert {row["level"] for row in found["remarks"]} == {"warning"}
    assert not (tmp_path / "var").exists()


def test_what_is_wrong_is_said_with_its_line(tmp_path):
    broken = SHIPPED.replace("kind: participants", "kind: poem", 1).replace(
        "kind: date", "kind: ode", 1
    )
    (tmp_path / "fragor.yaml").write_text(broken, "utf-8")

    done = run(tmp_path, "check", "fragor.yaml", "--json")
    plain = run(tmp_path, "check", "fragor.yaml")

    assert done.returncode == plain.returncode == 2
    found = json.loads(done.stdout)
    jsonschema.validate(found, json.loads(SCHEMA.read_text("utf-8")))
    assert [row["question"] for row in found["remarks"]] == ["A2", "A3"]
    assert all(broken.splitlines()[row["line"] - 1].strip().startswith("kind:")
               for row in found["remarks"])  # fmt: skip
    assert plain.stdout.count("Fel. Rad ") == 2
    assert plain.stderr == "Underlaget går inte att använda än. Rätta felen.\n"


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("stor.yaml", b"a" * 50_000_000, "är för stor"),
        ("bild.yaml", b"\xff\xfe\x00", "är inte sparad som UTF-8"),
        ("saknas.yaml", None, "gick inte att läsa"),
    ],
)
def test_a_file_that_is_no_questionnaire_is_refused_in_a_sentence(tmp_path, name, content, said):
    if content is not None:
        (tmp_path / name).write_bytes(content)

    done = run(tmp_path, "check", name)

    assert done.returncode == 2
    assert said in done.stderr
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["check"], "Skriv vilken fil"),
        (["import", "f.yaml"], "--employer ORGNR"),
        (["export", "f.yaml"], "efter -o"),
        (["export", "--version", "2"], "--employer"),
        (["check", "f.yaml", "--lang", "en"], "hör till export"),
        (["export", "--employer", "000000-0000"], "Det finns ingen arbetsgivare"),
    ],
)
def test_what_was_given_wrongly_is_said(tmp_path, words, said):
    done = run(tmp_path, *words)

    assert done.returncode == 2
    assert said in done.stderr


def test_the_file_to_translate_in_has_every_text(tmp_path):
    done = run(tmp_path, "export", "--lang", "fi")

    assert done.returncode == 0
    assert "language: fi" in done.stdout
    assert "Fungerar lokaler, möbler" in done.stdout
