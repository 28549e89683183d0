"""``./aktiva bench campaign``: a whole municipality answers at once, and what is left afterwards.

Thousands of managers save field by field while the workforce answers a pulse, all within the
minutes given, from a process of its own on the same machine. Afterwards the database is held
against the ledger that the senders kept: everything the server said was saved is there, once,
with the words that were sent. With ``--faults`` the server is killed, its disk is full and its
database is away in the middle of it.
"""

from __future__ import annotations

import argparse
import http.client
import json
import os
import secrets
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

from aktiva.web.commands import bench_faults, bench_load, measuring, postgres, serving

FIELDS = 22
WARM = 40
"""Pages of each kind that are opened before the load begins."""
NOW = "2026-10-12T10:00:00"


def run(given: argparse.Namespace) -> int:
    """Make the employer, let everybody answer, hold the database against the ledger."""
    folder = Path(tempfile.mkdtemp(prefix="aktiva-bench-"))
    os.environ |= {"AKTIVA_VAR": str(folder), "AKTIVA_DEMO_NOW": NOW}
    try:
        with _database(folder, on_postgres=given.postgres) as database:
            serving.prepare()
            plan = made(given.units, given.people, seconds=round(60 * given.minutes))
            figures = {
                "versions": measuring.versions() | {"database": database.engine},
                "units": given.units,
                "people": given.people,
                "minutes": given.minutes,
                **answered(plan, folder, database, with_faults=given.faults),
            }
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    print(json.dumps(figures, ensure_ascii=False) if given.json else shown(figures))
    ledger = figures["ledger"]
    return 1 if ledger["lost"] or ledger["doubled"] or ledger["pulse_lost"] else 0


@dataclass(frozen=True)
class Database:
    """The database that is measured. `server` is PostgreSQL's, `path` SQLite's file."""

    engine: str
    server: Any = None
    path: Path | None = None

    def be_away(self) -> None:
        """Be gone for ten seconds."""
        if self.path is not None:
            bench_faults.away_sqlite(self.path)
            return
        os.kill(self.server.get_pid(), signal.SIGQUIT)
        time.sleep(bench_faults.AWAY_FOR)
        self.server.ensure_postgres_running()

    def pids(self, server: subprocess.Popen) -> list[int]:
        """Return the processes that write to the database's files."""
        return measuring.family(self.server.get_pid() if self.server else server.pid)


@contextmanager
def _database(folder: Path, *, on_postgres: bool) -> Iterator[Database]:
    if not on_postgres:
        path = folder / "campaign.sqlite3"
        os.environ["AKTIVA_DATABASE"] = f"sqlite://{path}"
        yield Database("SQLite", path=path)
        return
    with postgres.server() as server:
        os.environ["AKTIVA_DATABASE"] = server.get_uri()
        yield Database("PostgreSQL", server=server)


def made(n_units: int, n_people: int, *, seconds: int) -> dict[str, Any]:
    """Make an employer whose units are asked today, and return who is to answer what."""
    from aktiva.adapters import clock
    from aktiva.apps.cycles import actions as cycles
    from aktiva.apps.surveys import actions as surveys
    from aktiva.demo.large import Town

    town = Town(n_units=n_units, years=range(clock.today().year, clock.today().year + 1))
    employer = town.organisation()
    cycle = cycles.open_year(
        employer=employer, year=clock.today().year, actor=town.hr, at=clock.now()
    )
    campaign = surveys.open_campaign(
        cycle=cycle, units=town.leaves, opens_date=clock.today(), actor=town.hr, at=clock.now(),
        last_date=clock.today() + timedelta(days=30),
    )  # fmt: skip
    sheets = dict(campaign.sheets.filter(level="unit").values_list("unit__code", "pk"))
    managers = [
        {"sheet": sheets[code], "session": key, "fields": FIELDS}
        for code, key in _sessions(sheets).items()
    ]
    return {
        "seconds": seconds,
        "managers": managers,
        "respondents": _respondents(cycle, town, n_people) if n_people else [],
        "campaign": campaign.pk,
    }


def _sessions(codes: Iterable[str]) -> dict[str, str]:
    """Return unit → the key of its manager's session, for units that have a manager."""
    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.models import Session

    from aktiva.adapters import clock
    from aktiva.apps.accounts.sessions import SessionStore
    from aktiva.apps.organisation.models import RoleHolding

    store, rows, keys = SessionStore(), [], {}
    held = RoleHolding.objects.filter(unit__code__in=list(codes), role="unit_manager")
    for holding in held.select_related("user", "unit").order_by("pk"):
        keys[holding.unit.code] = key = secrets.token_hex(16)
        data = {
            SESSION_KEY: str(holding.user_id),
            BACKEND_SESSION_KEY: settings.AUTHENTICATION_BACKENDS[0],
            HASH_SESSION_KEY: holding.user.get_session_auth_hash(),
        }
        ends = clock.now() + timedelta(days=400)
        rows.append(Session(session_key=key, session_data=store.encode(data), expire_date=ends))
    Session.objects.bulk_create(rows, batch_size=500)
    return keys


def _respondents(cycle, town, n: int) -> list[dict[str, Any]]:
    """Open a pulse at every unit and return where each person answers."""
    from aktiva.adapters import clock
    from aktiva.apps.pulse import actions
    from aktiva.apps.pulse.queries import keys_of

    today = clock.today()
    facts = actions.PulseFacts(
        title="Puls", opens_on=today, closes_on=today + timedelta(days=14), languages=["sv"]
    )
    given = {"actor": town.hr, "at": clock.now()}
    pulse = actions.make_pulse(cycle=cycle, facts=facts, **given)
    actions.choose_places(pulse_id=pulse.pk, places=[town.root.pk], **given)
    pulse = actions.open_pulse(pulse_id=pulse.pk, **given).pulse
    codes = list(pulse.units.order_by("pk").values_list("code", flat=True))
    keys = list(keys_of(pulse))
    return [{"address": f"/puls/{codes[i % len(codes)]}/sv/", "keys": keys} for i in range(n)]


def answered(
    plan: dict[str, Any], folder: Path, database: Database, *, with_faults: bool
) -> dict[str, Any]:
    """Let everybody answer, with or without faults, and hold the database against the ledger."""
    port = serving.free_port("127.0.0.1", 8500)
    (folder / "plan.json").write_text(json.dumps(plan | {"port": port}), encoding="utf-8")
    running = {"server": measuring.serve(port)}
    try:
        measuring.wait_for(port)
        warm_up(plan, port)
        sender = subprocess.Popen(
            [sys.executable, "-m", "aktiva.web.commands.bench_load", "plan.json", "ledger.jsonl"],
            cwd=folder,
        )
        began = time.perf_counter()
        faults: list[bench_faults.Fault] = []
        if with_faults:
            faults = _faults(plan["seconds"], running, port, database, began)
        if sender.wait():
            raise RuntimeError("the load could not be sent; see what it said above")
        took = time.perf_counter() - began
        memory = measuring.memory_mb(running["server"].pid)
        processor = measuring.cpu_seconds(running["server"].pid)
    finally:
        running["server"].send_signal(signal.SIGTERM)
        running["server"].wait(20)
    lines = [json.loads(line) for line in (folder / "ledger.jsonl").read_text().splitlines()]
    return {
        "took_s": round(took, 1),
        "requests": len(lines),
        "per_second": round(len(lines) / took, 1),
        "server_cpu_s": round(processor, 1),
        "server_memory_mb": round(memory),
        "times": times(lines, faults),
        "answers_not_taken": not_taken(lines),
        "faults": [vars(f) for f in faults],
        "ledger": held_against(lines, plan),
    }


def warm_up(plan: dict[str, Any], port: int) -> None:
    """Open some pages, as on any morning before a letter has gone out to everybody."""
    shown = [(f"/underlag/{m['sheet']}/", m["session"]) for m in plan["managers"][:WARM]]
    shown += [(r["address"], "") for r in plan["respondents"][:WARM]]
    for address, session in shown:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        connection.request("GET", address, headers={"Cookie": f"sessionid={session}"})
        connection.getresponse().read()
        connection.close()


def _faults(
    seconds: int, running: dict, port: int, database: Database, began: float
) -> list[bench_faults.Fault]:
    def kill() -> None:
        running["server"] = bench_faults.kill(running["server"], port)

    return bench_faults.during(
        [
            (seconds * 0.3, "kill -9", kill),
            (
                seconds * 0.5, "full disk",
                lambda: bench_faults.full_disk(database.pids(running["server"])),
            ),
            (seconds * 0.7, "database away", database.be_away),
        ],
        began,
    )  # fmt: skip


def times(lines: list[list], faults: list[bench_faults.Fault]) -> dict[str, dict[str, float]]:
    """Return median, 95th and 99th percentile in ms of what was answered, outside the faults."""
    found: dict[str, list[float]] = {}
    for at, kind, _mark, ms, status, saved, _tries in lines:
        near = any(f.begins - 1 <= at <= f.ends + 15 for f in faults)
        if status and saved and not near:
            found.setdefault(kind, []).append(ms)
    return {
        kind: {
            "n": len(taken),
            "median_ms": round(statistics.median(taken), 1),
            "p95_ms": round(sorted(taken)[int(0.95 * (len(taken) - 1))], 1),
            "p99_ms": round(sorted(taken)[int(0.99 * (len(taken) - 1))], 1),
            "max_ms": max(taken),
        }
        for kind, taken in sorted(found.items())
    }


def not_taken(lines: list[list]) -> dict[str, int]:
    """Return status → how many requests were not acknowledged; 0 is a connection that broke."""
    return dict(Counter(str(status) for *_, status, saved, _tries in lines if not saved))


def held_against(lines: list[list], plan: dict[str, Any]) -> dict[str, int]:
    """Hold the database against what the senders were told is saved.

    Lost: said to be saved, and the words are not there. Doubled: more rows or versions than were
    sent. A request that broke may have been saved without anybody being told.
    """
    from django.db import connection

    from aktiva.apps.surveys.models import Answer

    connection.close()
    said: dict[tuple[int, str], int] = {}
    sent: Counter[tuple[int, str]] = Counter()
    nonces, tried = set(), set()
    for _at, kind, mark, _ms, _status, saved, _tries in lines:
        if kind == "field":
            sheet, key, number = mark.split(":")
            sent[int(sheet), key] += 1
            if saved:
                said[int(sheet), key] = int(number)
        elif kind == "pulse":
            tried.add(mark)
            nonces |= {mark} if saved else set()
    questions = {q.key: q for q in bench_load.asked()}
    rows = Answer.objects.filter(sheet__campaign=plan["campaign"]).order_by()
    there = {
        (sheet, key): (value, revision)
        for sheet, key, value, revision in rows.values_list(
            "sheet", "question", "value", "revision"
        )
    }
    lost = [
        one for one, number in said.items()
        if one not in there or there[one][0] != bench_load.expected(questions[one[1]], number)
    ]  # fmt: skip
    n_rows = rows.count()
    n_pulse = _n_pulse() if plan["respondents"] else 0
    return {
        "said_saved": len(said),
        "rows": n_rows,
        "lost": len(lost),
        "doubled": (n_rows - len(there)) + sum(r > sent[k] for k, (_v, r) in there.items()),
        "pulse_said_saved": len(nonces),
        "pulse_rows": n_pulse,
        "pulse_lost": max(0, len(nonces) - n_pulse),
        "pulse_doubled": max(0, n_pulse - len(tried)),
    }


def _n_pulse() -> int:
    from aktiva.apps.pulse.models import SealedAnswer

    return SealedAnswer.objects.count()


def shown(figures: dict[str, Any]) -> str:
    """Return the figures as lines to read."""
    ledger = figures["ledger"]
    lines = [
        f"{figures['units']} chefer och {figures['people']} medarbetare svarade på "
        f"{figures['took_s']} s, {figures['requests']} anrop, {figures['per_second']} i sekunden. "
        f"{figures['versions']['database']}, {figures['versions']['machine']}.",
        f"Servern: {figures['server_cpu_s']} s processortid, {figures['server_memory_mb']} MB.",
        *(
            f"{kind:<8} {row['n']:>7} median {row['median_ms']} ms, 95 % {row['p95_ms']} ms, "
            f"99 % {row['p99_ms']} ms, längst {row['max_ms']} ms"
            for kind, row in figures["times"].items()
        ),
        *(f"{f['name']}: {f['begins']}–{f['ends']} s" for f in figures["faults"]),
        f"Inte mottagna, efter status: {figures['answers_not_taken'] or 'inga'}",
        f"Liggaren: {ledger['said_saved']} fält sades vara sparade, {ledger['lost']} saknas, "
        f"{ledger['doubled']} är dubbla. {ledger['pulse_said_saved']} pulssvar togs emot, "
        f"{ledger['pulse_lost']} saknas, {ledger['pulse_doubled']} är dubbla.",
    ]
    return "\n".join(lines)
