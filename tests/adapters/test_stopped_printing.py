"""Printing that can be stopped: in a process of its own, which ends when nobody wants the paper."""

from __future__ import annotations

import subprocess
from datetime import UTC, datetime

import pytest

from aktiva.adapters.typst import compiling
from aktiva.adapters.typst.compiling import Stopped
from aktiva.adapters.typst.renderer import TypstRenderer
from aktiva.domain.documents.blocks import Document, Head, Paragraph

NOON = datetime(2026, 11, 26, 12, tzinfo=UTC)
PAPER = Document(
    title="En kort handling",
    head=Head(employer="Strandvik kommun", kind="Rapport", date="2026-11-26"),
    blocks=(Paragraph("Några ord."),),
)


@pytest.fixture
def started(monkeypatch) -> list[subprocess.Popen]:
    """The processes that are started."""
    processes: list[subprocess.Popen] = []

    class Noted(subprocess.Popen):
        def __init__(self, *given, **rest):
            super().__init__(*given, **rest)
            processes.append(self)

    monkeypatch.setattr(compiling.subprocess, "Popen", Noted)
    return processes


@pytest.mark.slow
def test_a_paper_that_may_be_stopped_is_the_same_as_one_that_may_not(started):
    here = TypstRenderer(issued_at=NOON).render(PAPER)
    assert started == []

    apart = TypstRenderer(issued_at=NOON, is_stopped=lambda: False).render(PAPER)

    assert apart == here
    assert len(started) == 1


def test_stopping_ends_the_process_and_gives_nothing(started, monkeypatch):
    monkeypatch.setattr(compiling, "LOOK", 0.001)  # long before it could be done

    with pytest.raises(Stopped):
        TypstRenderer(issued_at=NOON, is_stopped=lambda: True).render(PAPER)

    assert started[0].returncode == -9


def test_a_process_does_not_outlive_the_one_who_waits_for_it(started, monkeypatch):
    monkeypatch.setattr(compiling, "LOOK", 0.001)

    def told_to_end() -> bool:
        raise SystemExit(1)

    with pytest.raises(SystemExit):
        TypstRenderer(issued_at=NOON, is_stopped=told_to_end).render(PAPER)

    assert started[0].returncode == -9


@pytest.mark.slow
def test_data_larger_than_a_pipe_reaches_a_process_that_is_slow_to_begin(monkeypatch):
    monkeypatch.setattr(compiling, "LOOK", 0.001)
    long = tuple(Paragraph("Ord " * 500) for _ in range(200))
    paper = Document(title=PAPER.title, head=PAPER.head, blocks=long)

    pdf = TypstRenderer(issued_at=NOON, is_stopped=lambda: False).render(paper)

    assert pdf.startswith(b"%PDF-")
