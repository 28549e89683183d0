"""The bench of pay compares what is found, and a way that fails or lacks is told and not hidden."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import jsonschema
import pytest

from aktiva.web.commands import bench_pay, bench_pay_data
from aktiva.web.commands.bench_pay import Way

SCHEMA = Path(__file__).parents[2] / "docs" / "reference" / "cli" / "bench-pay.json"


def says(**changes):
    """Return a way that answers with our figures, some of them changed."""
    code = "import json,sys; f=json.load(open(sys.argv[1])); f.update(json.loads(sys.argv[2])); print(json.dumps(f))"

    def command(path, made, answer):
        kept = path.with_suffix(".kept")
        return [sys.executable, "-c", code, str(kept), json.dumps(changes)]

    return command


def ours(path, made, answer):
    """Keep our figures beside the file, so that other ways can repeat them."""
    code = "import json,subprocess,sys; a=json.loads(subprocess.run(sys.argv[2:],capture_output=True,check=True).stdout); from aktiva.web.commands.bench_pay_data import figures; f=figures(a); json.dump(f,open(sys.argv[1],'w')); print(json.dumps(a))"
    command = bench_pay.ways()[0].command(path, made, answer)
    return [sys.executable, "-c", code, str(path.with_suffix(".kept")), *command]


@pytest.mark.slow
def test_ways_that_agree_differ_fail_and_lack_are_told():
    tried = (
        Way("aktiva", ours),
        Way("pandas + pyfixest", says()),
        Way("pandas + statsmodels", lambda path, made, answer: [sys.executable, "-c", "1/0"]),
        Way("Excel", ours, "Excel är inte installerat"),
    )

    figures = bench_pay.measured([300, 900], tried, rounds=1, seed=3)

    jsonschema.validate(figures, json.loads(SCHEMA.read_text("utf-8")))
    assert [(f["file"], f["rows"]) for f in figures["files"]] == [
        ("parquet", 300), ("xlsx", 300), ("parquet", 900), ("xlsx", 900),
    ]  # fmt: skip
    for file in figures["files"]:
        first, second, third = file["ways"]
        assert (first["times_ours"], first["agrees"]) == (1.0, None)
        assert second["agrees"] is True
        assert (third["median_s"], third["agrees"]) == (None, None)
    assert [g["way"] for g in figures["growth"]] == ["aktiva", "pandas + pyfixest"]
    assert figures["not_tried"] == {"Excel": "Excel är inte installerat"}
    words = bench_pay.shown(figures)
    assert "300 anställda i parquet" in words
    assert "samma siffror" in words
    assert "blev inte klar" in words
    assert "Excel är inte prövat: Excel är inte installerat." in words


@pytest.mark.parametrize("name", ["adjusted", "mean_gap", "comparisons"])
def test_figures_that_differ_do_not_agree(name):
    figures = dict.fromkeys(bench_pay._COMPARED, 0.5)

    assert bench_pay.agree(figures, figures | {name: 0.5 + 1e-9})
    assert not bench_pay.agree(figures, figures | {name: 0.51})


def test_the_same_seed_makes_the_same_people(tmp_path):
    one, other = (tmp_path / n for n in ("a", "b"))
    for folder in (one, other):
        folder.mkdir()
        bench_pay_data.make(folder, rows=50, seed=4, sheet=False)

    assert (one / "lön-50.parquet").read_bytes() == (other / "lön-50.parquet").read_bytes()
    assert (one / "plan-50.csv").read_text() == (other / "plan-50.csv").read_text()
