"""What each command does."""

from __future__ import annotations

import argparse
import importlib
import os
from pathlib import Path

ROOT = Path(__file__).resolve().parents[4]
VAR = Path(os.environ.get("AKTIVA_VAR", ROOT / "var"))


def use_demo() -> None:
    """Point this process at the demonstration's own database and day."""
    VAR.mkdir(parents=True, exist_ok=True)
    os.environ["AKTIVA_DATABASE"] = f"sqlite://{VAR / 'demo.sqlite3'}"
    os.environ["AKTIVA_DEMO_NOW"] = "2026-11-26T10:00:00"
    os.environ["AKTIVA_DEMO_SIGNINS"] = str(VAR / "demo-signins.json")
    if not (VAR / "demo-signins.json").exists():
        (VAR / "demo-signins.json").write_text("[]", encoding="utf-8")


def run(given: argparse.Namespace) -> int:
    """Run the chosen command."""
    module = importlib.import_module(f"aktiva.web.commands.{given.command}")
    return module.run(given)
