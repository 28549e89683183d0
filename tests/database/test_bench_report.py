"""The bench of papers compares what it says, and a way that fails is told and not hidden."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import jsonschema
import pytest

from aktiva.domain.documents.blocks import Document, Head, Heading, Paragraph, Table
from aktiva.web.commands import bench_report
from aktiva.web.commands.bench_report import Way

pytestmark = pytest.mark.slow

SCHEMA = Path(__file__).parents[2] / "docs" / "reference" / "cli" / "bench-report.json"
PAPER = Document(
    title="Uppföljning",
    head=Head(employer="Strandvik kommun", kind="Rapport", date="2026-11-26"),
    blocks=(
        Heading(1, "Åtgärder"),
        Paragraph("Tre åtgärder."),
        Table("Antal", ("År", "N"), (("1", "3"),)),
    ),
)


def test_our_way_gives_the_same_bytes_and_what_cannot_be_tried_is_said():
    ours = bench_report.ways()[0]
    fails = Way("weasyprint", ".html", lambda source, target: [sys.executable, "-c", "1/0"], "")
    lacks = Way("libreoffice", ".docx", lambda source, target: [], "soffice finns inte här")

    figures = bench_report.measured([("report", PAPER)], (ours, fails, lacks), rounds=2)

    jsonschema.validate(figures, json.loads(SCHEMA.read_text("utf-8")))
    (paper,) = figures["papers"]
    first, second = paper["ways"]
    assert (paper["tables"], first["pages"], first["same_bytes"]) == (1, 1, True)
    assert first["times_ours"] == 1.0
    assert (second["median_s"], second["times_ours"]) == (None, None)
    assert figures["not_tried"] == {"libreoffice": "soffice finns inte här"}
