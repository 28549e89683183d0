"""``./aktiva bench --large``: the year's pages for an employer of thousands of units.

The rows are made once by `aktiva.demo.large`, into a database of their own, SQLite or PostgreSQL.
Pages are measured as in the ordinary bench: one client, granian with two workers, time to the
last byte. With `writes`, an action is recorded before every tenth request, so that what is kept
between requests has to be put together again.
"""

from __future__ import annotations

import json
import os
import resource
import signal
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from aktiva.web.commands import VAR, measuring, serving
from aktiva.web.commands import postgres as postgres_here

NOW = "2026-11-26T10:00:00"
LAST_YEAR = 2026


def run(
    *, units: int, years: int, postgres: bool, requests: int, warmup: int, as_json: bool
) -> int:
    """Make the employer if it is not there, measure, and print the figures."""
    with _database(units, years, postgres) as engine:
        os.environ["AKTIVA_DEMO_NOW"] = NOW
        serving.prepare()
        made = _make(units, years)
        figures = {
            "versions": measuring.versions() | {"database": engine},
            "rows": rows(),
            "made_in_s": made,
            "opening_s": opening(),
            "past_day_s": past_day(),
            "pages": pages(warmup=warmup, requests=requests),
            "pages_while_writing": pages(warmup=0, requests=max(20, requests // 5), write_every=10),
            "memory_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
        }
    print(json.dumps(figures, ensure_ascii=False) if as_json else shown(figures))
    return 0


@contextmanager
def _database(units: int, years: int, postgres: bool) -> Iterator[str]:
    if not postgres:
        VAR.mkdir(parents=True, exist_ok=True)
        os.environ["AKTIVA_DATABASE"] = f"sqlite://{VAR / f'large-{units}-{years}.sqlite3'}"
        yield "SQLite"
        return
    if given := os.environ.get("AKTIVA_TEST_POSTGRES"):
        os.environ["AKTIVA_DATABASE"] = given
        yield "PostgreSQL"
        return
    with postgres_here.server() as server:
        os.environ["AKTIVA_DATABASE"] = server.get_uri()
        yield "PostgreSQL"


def _make(units: int, years: int) -> float | None:
    """Return the seconds it took to make the rows, None when they were there."""
    from django.db import connection
    from tqdm import tqdm

    from aktiva.apps.cycles.models import Cycle
    from aktiva.demo.large import Town

    if Cycle.objects.filter(year=LAST_YEAR).exists():
        return None
    started = time.perf_counter()
    with tqdm(total=years + 1, file=sys.stderr, desc="Rader") as bar:

        def tell(words: str) -> None:
            bar.set_postfix_str(words)
            bar.update(1)

        Town(n_units=units, years=range(LAST_YEAR - years + 1, LAST_YEAR + 1)).load(tell)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")  # as a database in use has been
    return round(time.perf_counter() - started, 1)


def rows() -> dict[str, int]:
    """Return how many rows there are of what the pages read."""
    from aktiva.apps.cycles.models import Examination, Measure, Risk
    from aktiva.apps.organisation.models import Unit

    return {m.__name__: m.objects.count() for m in (Unit, Measure, Risk, Examination)}


class _UndoneError(Exception):
    """Raised to take back an opening that was only measured."""


def opening() -> float:
    """Return the seconds it takes to open the next year with the common measures of the last."""
    from django.db import transaction

    from aktiva.adapters import clock
    from aktiva.apps.accounts.queries import by_email
    from aktiva.apps.cycles import actions, queries
    from aktiva.apps.organisation.models import Employer
    from aktiva.demo.large import HR

    employer = Employer.objects.get(name="Storstad kommun")
    common = [m.pk for m in queries.common_measures(queries.latest_cycle(employer))]
    started = time.perf_counter()
    try:
        with transaction.atomic():
            actions.open_year(
                employer=employer, year=LAST_YEAR + 1, actor=by_email(HR), at=clock.now(),
                repeat=common,
            )  # fmt: skip
            taken = time.perf_counter() - started
            raise _UndoneError
    except _UndoneError:
        return round(taken, 2)


def past_day() -> float:
    """Return the median seconds to make the law check of a day that nobody has asked about."""
    from datetime import date

    from aktiva.apps.cycles.models import Cycle
    from aktiva.apps.lawcheck import queries
    from aktiva.apps.lawcheck.queries import past

    taken = []
    for cycle in Cycle.objects.select_related("employer").order_by("-year"):
        started = time.perf_counter()
        past.made(cycle, queries.end_of(date(cycle.year, 11, 14)))
        taken.append(time.perf_counter() - started)
    return round(statistics.median(taken), 2)


def routes() -> list[tuple[str, str, str]]:
    """Return (name, who, address) of the year's pages for this employer."""
    from django.urls import reverse

    from aktiva.apps.cycles.models import Cycle, Measure
    from aktiva.apps.organisation.models import Unit
    from aktiva.demo.large import HEAD, HR, MANAGER

    cycle = Cycle.objects.get(year=LAST_YEAR)
    department = Unit.objects.get(code="F0").pk
    unit = Unit.objects.get(code="F0-0").pk
    common = Measure.objects.filter(cycle=cycle, common=True).order_by("pk").first()

    def at(name: str, *args: object) -> str:
        return reverse(name, args=args)

    measures, grid = at("cycles:measure_list", cycle.pk), at("coverage:grid", cycle.pk)
    return [
        ("Rutnät, arbetsgivaren", HR, grid),
        ("Rutnät, förvaltning", HEAD, f"{grid}?enhet={department}"),
        ("Rutnät, enhet", MANAGER, f"{grid}?enhet={unit}"),
        ("Ruta, arbetsgivaren", HR, at("coverage:box", cycle.pk, "pay", "age")),
        ("Åtgärder, första sidan", HR, measures),
        ("Åtgärder, mitt i listan", HR, f"{measures}?sida=200"),
        ("Åtgärder, datumet har passerat", HR, f"{measures}?visa=late"),
        ("Åtgärder, ingen har uppdraget", HR, f"{measures}?visa=vacant"),
        ("Åtgärder, en förvaltning", HEAD, f"{measures}?enhet={department}"),
        ("Gemensamma åtgärder", HR, at("cycles:common_measures", cycle.pk)),
        ("En gemensam åtgärd", HR, at("cycles:measure", common.pk)),
        ("Enhetens år", MANAGER, at("cycles:unit_year", cycle.pk, unit)),
        *_law(cycle, department, unit, HR, MANAGER, at),
        *_wheel(cycle.pk, department, unit, HR, HEAD, MANAGER, at),
    ]


def _law(cycle, department, unit, hr, manager, at) -> list[tuple[str, str, str]]:
    """Return the pages of the law check, of this year and of days in every year before."""
    law = at("lawcheck:law", cycle.pk)
    before = type(cycle).objects.filter(employer=cycle.employer_id, year__lt=cycle.year)
    then = [
        (f"Lagkoll som den var, {c.year}", hr, f"{at('lawcheck:law', c.pk)}?per={c.year}-11-14")
        for c in before.order_by("-year")
    ]
    return [
        ("Lagkoll", hr, law),
        *then,
        ("Läget mot lagen", hr, at("lawcheck:summary", cycle.pk)),
        ("Bidrag, förvaltning", hr, at("lawcheck:contribution", cycle.pk, department)),
        ("Bidrag, enhet", manager, at("lawcheck:contribution", cycle.pk, unit)),
    ]


def _wheel(cycle, department, unit, hr, head, manager, at) -> list[tuple[str, str, str]]:
    """Return the pages of the wheel of the year."""
    wheel = at("timetable:wheel", cycle)
    return [
        ("Årshjul, arbetsgivaren", hr, wheel),
        ("Årshjul, förvaltning", head, f"{wheel}?enhet={department}"),
        ("Årshjul, enhet", manager, f"{wheel}?enhet={unit}"),
    ]


def pages(*, warmup: int, requests: int, write_every: int = 0) -> list[dict]:
    """Return median, 95th percentile, CPU and size per page; see the module for `write_every`."""
    from tqdm import tqdm

    port = serving.free_port("127.0.0.1", 8440)
    server = measuring.serve(port)
    try:
        measuring.wait_for(port)
        write = _writer() if write_every else None
        measured = []
        for name, who, address in tqdm(routes(), file=sys.stderr, desc="Sidor"):
            measured.append(
                measuring.measure(
                    server.pid, port, name, who, address, warmup, requests,
                    before_each=_every(write_every, write),
                )
            )  # fmt: skip
        return sorted(measured, key=lambda row: -row["p95_ms"])
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait(10)


def _every(n: int, write: Callable[[], None] | None) -> Callable[[int], None]:
    def before(number: int) -> None:
        if write is not None and number % n == 0:
            write()

    return before


def _writer() -> Callable[[], None]:
    """Return something that records one small change, as a person at work does."""
    from aktiva.adapters import clock
    from aktiva.apps.accounts.queries import by_email
    from aktiva.apps.cycles import actions
    from aktiva.apps.cycles.models import Measure
    from aktiva.demo.large import HR

    actor = by_email(HR)
    chosen = iter(
        Measure.objects.filter(cycle__year=LAST_YEAR, common=False, status="planned")
        .order_by("pk")
        .values_list("pk", flat=True)[:5000]
    )

    def write() -> None:
        actions.move_on(measure_id=next(chosen), event="start", actor=actor, at=clock.now())

    return write


def shown(figures: dict) -> str:
    """Return the figures as a table."""
    counted = ", ".join(f"{n} {name}" for name, n in figures["rows"].items())
    lines = [f"{figures['versions']['database']}: {counted}"]
    lines.append(f"Ett nytt år med gemensamma åtgärder öppnas på {figures['opening_s']} s")
    lines.append(f"Lagkollen för en dag som ingen har frågat om görs på {figures['past_day_s']} s")
    for title, part in (("I lugn och ro", "pages"), ("Medan någon skriver", "pages_while_writing")):
        lines.append(f"{title + ':':<38}{'median':>9}{'95 %':>9}{'CPU':>8}{'byte':>10}")
        lines += [
            f"{row['page']:<38}{row['median_ms']:>7.1f} ms{row['p95_ms']:>6.1f} ms"
            f"{row['cpu_ms']:>5.1f} ms{row['bytes']:>10}"
            for row in figures[part]
        ]
    values = [row["p95_ms"] for row in figures["pages"]]
    lines.append(f"Högsta 95 %: {max(values)} ms, median av 95 %: {statistics.median(values)} ms")
    return "\n".join(lines)
