"""A pulse in an installation as it is run: what lies on the disk, and what a power cut leaves."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
pytestmark = [pytest.mark.slow, pytest.mark.one_engine]

MARKER = "Kaffemaskinen har gått sönder"

_MADE = """
import sys; sys.path.append("tests/apps")
import django; django.setup()
from datetime import date
from strandvik import found, noon
from aktiva.apps.cycles import actions as cycles
import pulsing
town = found()
town.unit("BF", "Bildningsförvaltningen", kind="forvaltning")
town.unit("ALB", "Alby skola", under="BF")
cycle = cycles.open_year(employer=town.employer, year=2023, actor=town.hr, at=noon("2023-09-01"))
pulse = pulsing.opened(town, cycle, asks_words=True)
print(pulsing.address(pulse, town, "ALB"))
"""
_ANSWERED_AND_KILLED = f"""
import os, re, signal
import django; django.setup()
from django.test import Client
browser = Client(HTTP_HOST="127.0.0.1", REMOTE_ADDR="203.0.113.7", HTTP_USER_AGENT="Trace/1.0")
page = os.environ["PAGE"]
nonce = re.search(r'name="nr" value="(\\w+)"', browser.get(page).content.decode())[1]
answer = browser.post(page, {{"nr": nonce, "s-pay": "1", "ord": "{MARKER}"}})
print(answer.status_code, flush=True)
os.kill(os.getpid(), signal.SIGKILL)
"""
_COUNTED = """
import django; django.setup()
from aktiva.apps.pulse import jobs
print(jobs.count_an_ended_pulse())
"""


def run(var: Path, program: str, **more: str) -> subprocess.CompletedProcess[str]:
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("AKTIVA_", "DJANGO_"))}
    return subprocess.run(
        [sys.executable, "-c", program],
        env=kept
        | {
            "AKTIVA_VAR": str(var),
            "PYTHONPATH": str(ROOT / "src"),
            "DJANGO_SETTINGS_MODULE": "aktiva.web.settings.base",
            "PYTHONWARNINGS": "ignore::UserWarning",
            **more,
        },
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )


def files(var: Path) -> bytes:
    return b"".join(p.read_bytes() for p in var.glob("aktiva.sqlite3*"))


def test_an_answer_that_was_received_is_there_after_a_power_cut_and_nobody_can_read_it(tmp_path):
    var = tmp_path / "var"
    migrate = "from django.core.management import execute_from_command_line as run\n"
    assert run(var, migrate + "run(['aktiva', 'migrate', '-v', '0'])").returncode == 0
    page = run(var, _MADE).stdout.strip()
    during = {"PAGE": page, "AKTIVA_DEMO_NOW": "2023-10-12T12:00:00"}

    killed = [run(var, _ANSWERED_AND_KILLED, **during) for _person in range(6)]

    assert [k.stdout.strip() for k in killed] == ["303"] * 6
    assert [k.stderr for k in killed] == [""] * 6
    raw = files(var)
    assert (var / "aktiva.sqlite3-wal").stat().st_size > 0  # the log of changes is there to read
    for trace in (MARKER, "Kaffe", "203.0.113.7", "Trace/1.0", page[6:14] + "/sv"):
        assert trace.encode() not in raw
    with sqlite3.connect(var / "aktiva.sqlite3") as found:
        sealed = [s for (s,) in found.execute("SELECT sealed FROM pulse_sealedanswer")]
        assert len(sealed) == 6

    counted = run(var, _COUNTED, AKTIVA_DEMO_NOW="2023-10-21T02:00:00")

    assert counted.stdout.strip() == "True"
    raw = files(var)
    assert not any(s[:40] in raw for s in sealed)
    assert list((var / "pulse-keys").iterdir()) == []
    with sqlite3.connect(var / "aktiva.sqlite3") as found:
        groups = [n for (n,) in found.execute("SELECT n FROM pulse_pulsegroup ORDER BY position")]
        said = found.execute("SELECT words FROM pulse_pulsewords").fetchall()
        (kept,) = found.execute("SELECT figures FROM pulse_pulsegroup WHERE position = 0")
    assert groups[0] == 6 and said == [(MARKER,)] * 6
    assert json.loads(kept[0])["pay"]["cells"] == [6, 0, 0, 0, 0, 0]
