"""Somebody who has the whole database, its files, the log and backups, and wants to know an answer.

Each test is one attempt of ``docs/method/anonymity.md``. The installation runs as it does in a
municipality: a SQLite file with its write-ahead log, several connections, and a log that is read.
"""

from __future__ import annotations

import itertools
import logging
import re
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.core.cache import cache
from django.db import connection
from django.test import Client
from pulsing import DURING, MADE, address, counted, many, opened, respond, sent

from aktiva.adapters.sealing import CannotOpen, KeyFolder, new_pair, unseal
from aktiva.apps.audit.models import AuditEntry
from aktiva.apps.outbox.models import Mail
from aktiva.apps.pulse import actions
from aktiva.apps.pulse.actions.slips import mark_of
from aktiva.apps.pulse.models import PulseGroup, PulseSlip, PulseWords, SealedAnswer

pytestmark = [
    pytest.mark.slow,
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "sqlite", reason="reads SQLite's own files"),
]

MARKER = "Kaffemaskinen har gått sönder"
ADDRESS, BROWSER = "203.0.113.7", "Spårbar/1.0"


@dataclass
class Stolen:
    """A copy of everything that lies beside the database, taken without stopping anything."""

    folder: Path
    files: dict[str, bytes] = field(default_factory=dict)

    @property
    def raw(self) -> bytes:
        """Every byte of all files."""
        return b"".join(self.files.values())

    def tables(self) -> dict[str, list[tuple]]:
        """Return table → its rows, in the order that the file gives them."""
        with sqlite3.connect(self.folder / "stolen.sqlite3") as found:
            names = [
                n for (n,) in found.execute("SELECT name FROM sqlite_master WHERE type='table'")
            ]
            return {n: found.execute(f'SELECT * FROM "{n}"').fetchall() for n in names}


@pytest.fixture
def steal(tmp_path):
    """Return the means to take a copy: the file and its write-ahead log, as a backup would."""
    number = itertools.count()

    def take() -> Stolen:
        folder = tmp_path / f"copy{next(number)}"
        folder.mkdir()
        source = sqlite3.connect(":memory:")
        connection.ensure_connection()
        connection.connection.backup(source)
        target = folder / "stolen.sqlite3"
        with sqlite3.connect(target) as kept:
            source.backup(kept)
        return Stolen(folder, {"stolen.sqlite3": target.read_bytes()})

    return take


@contextmanager
def a_file_on_disk(path: Path) -> Iterator[sqlite3.Connection]:
    """Open a SQLite file as the installation does, with a write-ahead log that is not emptied."""
    opened_file = sqlite3.connect(path, isolation_level=None)
    opened_file.execute("PRAGMA journal_mode=WAL")
    opened_file.execute("PRAGMA wal_autocheckpoint=0")
    try:
        yield opened_file
    finally:
        opened_file.close()


@pytest.fixture
def everything_logged():
    """Return every line that any logger writes, as the installation's handler would have it."""
    lines: list[str] = []

    class Listener(logging.Handler):
        def emit(self, record):
            lines.append(self.format(record))

    listener = Listener(level=logging.WARNING)
    logging.getLogger().addHandler(listener)
    yield lines
    logging.getLogger().removeHandler(listener)


@pytest.fixture
def pulse(town, cycle, day):
    made = opened(town, cycle, asks_words=True)
    day(DURING)
    return made


def of_us(stolen: Stolen) -> dict[str, list[tuple]]:
    return {name: rows for name, rows in stolen.tables().items() if not name.startswith("sqlite_")}


# ---- what one answer changes -----------------------------------------------------------


def test_one_answer_changes_one_table_by_one_row_and_nothing_else(town, pulse, steal):
    respond(pulse, town, "EKL", 3)
    before = of_us(steal())

    respond(pulse, town, "ALB", 1, ord=MARKER)

    after = of_us(steal())
    changed = {name for name in after if after[name] != before[name]}
    assert changed == {"pulse_sealedanswer"}
    assert len(after["pulse_sealedanswer"]) == len(before["pulse_sealedanswer"]) + 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("ALB", 1, {}), ("ALB", 5, {})),
        (("ALB", 3, {}), ("KOK", 3, {})),
        (("ALB", 3, {"ord": ""}), ("ALB", 3, {"ord": MARKER + "å" * 400})),
        (("ALB", {"pay": 1}, {}), ("ALB", {"fair": 5, "pay": 2}, {})),
    ],
    ids=["low or high", "one unit or another", "silent or talkative", "hasty or thorough"],
)
def test_two_answers_cannot_be_told_apart(town, pulse, steal, one, other):
    """Two worlds: the row has the same fields of the same kinds, day and length."""
    rows = []
    for unit, grades, more in (one, other):
        SealedAnswer.objects.all().delete()
        respond(pulse, town, unit, grades, **more)
        ((key, sealed_day, sealed, of),) = [
            (r[0], r[1], r[2], r[3]) for r in sorted_fields(steal())
        ]
        rows.append((sealed_day, len(sealed), of))
        assert 0 <= key < 2**63

    assert rows[0] == rows[1]


def sorted_fields(stolen: Stolen):
    with sqlite3.connect(stolen.folder / "stolen.sqlite3") as found:
        return found.execute("SELECT id, day, sealed, pulse_id FROM pulse_sealedanswer").fetchall()


def test_the_same_answer_twice_gives_two_seals_with_nothing_in_common(town, pulse):
    for _person in range(2):
        respond(pulse, town, "ALB", 4)

    first, second = (bytes(b) for b in SealedAnswer.objects.values_list("sealed", flat=True))

    alike = sum(a == b for a, b in zip(first, second, strict=True))
    assert alike < len(first) / 16


def test_no_byte_of_any_file_holds_what_was_written(town, pulse, steal, tmp_path):
    respond(pulse, town, "ALB", 1, ord=MARKER)
    answer = SealedAnswer.objects.get()

    with a_file_on_disk(tmp_path / "live.sqlite3") as live:
        connection.connection.backup(live)
        live.execute("PRAGMA journal_mode=WAL")
        live.execute("PRAGMA wal_autocheckpoint=0")
        live.execute(
            "INSERT INTO pulse_sealedanswer (id, pulse_id, day, sealed) VALUES (?, ?, ?, ?)",
            (1, pulse.pk, DURING, bytes(answer.sealed)),
        )
        live.execute("DELETE FROM pulse_sealedanswer")  # the page stays, free, in the file
        raw = b"".join(p.read_bytes() for p in tmp_path.glob("live.sqlite3*"))

    assert bytes(answer.sealed)[:64] in raw  # the attacker does look in the right place
    for trace in (MARKER, "Kaffe", "11111", ADDRESS, BROWSER):
        assert trace.encode() not in raw
        assert trace.encode() not in steal().raw


def test_the_table_lies_in_the_order_of_chance_and_no_rowid_counts(town, pulse, steal):
    order = []
    for _person in range(40):
        respond(pulse, town, "ALB", 3)
        order.append(
            next(k for k in SealedAnswer.objects.values_list("pk", flat=True) if k not in order)
        )

    with sqlite3.connect(steal().folder / "stolen.sqlite3") as found:
        rows = found.execute("SELECT rowid, id FROM pulse_sealedanswer").fetchall()
        counters = dict(found.execute("SELECT name, seq FROM sqlite_sequence").fetchall())
    assert [rowid for rowid, _id in rows] == [pk for _rowid, pk in rows] == sorted(order)
    assert order != sorted(order)
    assert not {"pulse_sealedanswer", "pulse_pulseslip", "pulse_pulsewords"} & counters.keys()


def test_no_field_of_an_answer_is_finer_than_the_day():
    types = {f.name: f.get_internal_type() for f in SealedAnswer._meta.get_fields()}

    assert types == {
        "id": "BigIntegerField", "pulse": "ForeignKey", "day": "DateField", "sealed": "BinaryField",
    }  # fmt: skip
    for model in (SealedAnswer, PulseSlip, PulseGroup, PulseWords):
        assert not hasattr(model, "history")
        assert not {"actor", "user", "made_by"} & {f.name for f in model._meta.get_fields()}


# ---- what lies beside the answers ------------------------------------------------------


def test_nothing_is_written_of_who_answered(town, pulse, steal, everything_logged):
    """The log of events, mail, sessions, caches and the server's log."""
    before = (AuditEntry.objects.count(), Mail.objects.count(), dict(getattr(cache, "_cache", {})))

    respond(pulse, town, "ALB", 1, ord=MARKER)
    browser = Client(REMOTE_ADDR=ADDRESS)
    browser.get("/puls/ABCDEFGH/")
    browser.post(address(pulse, town, "ALB"), {})
    browser.put(address(pulse, town, "ALB"))

    cached = dict(getattr(cache, "_cache", {}))
    assert (AuditEntry.objects.count(), Mail.objects.count(), cached) == before
    assert of_us(steal())["django_session"] == []
    assert everything_logged == []


def test_an_error_on_the_page_is_logged_without_what_was_typed(
    town, pulse, monkeypatch, everything_logged
):
    def fail(**_given):
        raise ValueError(f"cannot keep {MARKER}")

    monkeypatch.setattr(actions, "answer", fail)
    browser = Client(REMOTE_ADDR=ADDRESS, raise_request_exception=False)

    failed = browser.post(address(pulse, town, "ALB"), sent(pulse, 1, "a" * 32, ord=MARKER))

    assert failed.status_code == 500
    (line,) = everything_logged
    assert line.startswith("a page of the pulse failed: ValueError in test_pulse_attacker.py:")
    assert "/puls/" not in line and MARKER not in line and ADDRESS not in line


def test_other_pages_are_logged_as_before(client, town, everything_logged):
    client.force_login(town.hr)
    client.get("/finns-inte/")

    assert everything_logged == ["Not Found: /finns-inte/"]


def test_no_cookie_is_set_and_none_is_read(town, pulse, django_assert_num_queries):
    """One who is signed in on the same browser is not asked for: no question reads the session."""
    browser = Client()
    browser.force_login(town.hr)
    kept = browser.cookies.output()
    page = address(pulse, town, "ALB")
    browser.get(page)

    with django_assert_num_queries(1):
        shown = browser.get(page)
    answered = browser.post(page, sent(pulse, 5, "b" * 32))

    for response in (shown, answered, browser.get(page + "tack/"), browser.get("/puls/")):
        assert not response.cookies
        assert response.headers["Cache-Control"] == "no-store"
        assert response.headers["Referrer-Policy"] == "no-referrer"
    assert browser.cookies.output() == kept
    assert "Moa Hedlund" not in shown.content.decode()


def test_the_page_fetches_nothing_from_elsewhere_and_sends_only_the_form(town, pulse):
    shown = Client().get(address(pulse, town, "ALB")).content.decode()

    assert not re.findall(r"(?:src|href|action)=\"(?:https?:)?//", shown)
    assert not re.findall(r"<(?:iframe|img|object|embed)", shown)
    assert re.findall(r'type="hidden" name="(\w+)"', shown) == ["nr"]


def test_the_code_that_takes_an_answer_reads_neither_address_nor_browser():
    folder = Path(actions.__file__).parents[1]
    source = "".join(p.read_text(encoding="utf-8") for p in folder.rglob("*.py"))

    for word in ("REMOTE_ADDR", "X-Forwarded", "HTTP_X", "User-Agent", "USER_AGENT", "get_host"):
        assert word not in source


def test_the_brake_knows_pulses_and_no_people(town, pulse):
    from aktiva.apps.pulse.views import respond as views

    views._flows.clear()
    for _person in range(3):
        respond(pulse, town, "ALB", 3)

    assert list(views._flows) == [pulse.pk]
    assert set(views._flows[pulse.pk].__slots__) == {"capacity", "per_second", "left", "at"}


# ---- the key ---------------------------------------------------------------------------


def test_no_key_in_the_database_opens_an_answer(town, pulse, steal):
    respond(pulse, town, "ALB", 1)
    sealed = bytes(SealedAnswer.objects.get().sealed)
    private = KeyFolder(settings.AKTIVA_PULSE_KEYS).read(pulse.key_name)
    raw = steal().raw

    assert private not in raw and private.hex().encode() not in raw
    for tried in (bytes.fromhex(pulse.public_key), new_pair().private, settings.SECRET_KEY[:32]):
        with pytest.raises(CannotOpen):
            key = tried.encode().ljust(32, b"\0") if isinstance(tried, str) else tried
            unseal(sealed, private=key, about=pulse.about)
    assert unseal(sealed, private=private, about=pulse.about)


def test_the_key_file_is_for_its_owner_alone(pulse):
    (path,) = settings.AKTIVA_PULSE_KEYS.glob(f"{pulse.key_name}.key")

    assert path.stat().st_mode & 0o077 == 0


def test_a_stolen_key_file_opens_nothing_where_there_is_an_opening_code(town, cycle, day):
    made = opened(town, cycle, has_opening_code=True)
    (path,) = settings.AKTIVA_PULSE_KEYS.glob(f"{made.key_name}.key")
    day(DURING)
    respond(made, town, "ALB", 1)
    sealed = bytes(SealedAnswer.objects.get().sealed)

    content = path.read_bytes()

    for at in range(len(content) - 31):
        with pytest.raises(CannotOpen):
            unseal(sealed, private=content[at : at + 32], about=made.about)


def test_a_backup_from_before_the_counting_is_never_opened_after_it(town, pulse, tmp_path):
    """The key is destroyed, so old copies of the database stay unreadable."""
    folder = KeyFolder(settings.AKTIVA_PULSE_KEYS)
    private = folder.read(pulse.key_name)
    many(pulse, town, "ALB", 5, 6)

    counted(pulse, town)

    left = b"".join(p.read_bytes() for p in settings.AKTIVA_PULSE_KEYS.glob("*"))
    assert private not in left
    assert pulse.key_name not in folder.names()


# ---- after the counting ----------------------------------------------------------------


def test_after_the_counting_nothing_sealed_and_no_single_answer_is_left(town, pulse, steal):
    for grade in (1, 2, 2, 5, 5, 5, 5):
        many(pulse, town, "ALB", grade, 1)
    many(pulse, town, "KOK", 1, 1, words=MARKER)
    sealed = [bytes(b) for b in SealedAnswer.objects.values_list("sealed", flat=True)]

    counted(pulse, town)

    stolen = steal()
    assert stolen.tables()["pulse_sealedanswer"] == []
    assert not any(s[:48] in stolen.raw for s in sealed)
    assert MARKER.encode() not in stolen.raw
    for group in PulseGroup.objects.all():
        assert group.n == 0 or group.n >= 5
        for figures in group.figures.values():
            assert all(n == 0 or n >= 5 for n in figures["cells"])


def test_what_is_kept_does_not_depend_on_who_came_first(town, cycle, day):
    """The same answers in the opposite order leave the same rows."""
    day(DURING)
    kept = []
    for order in (1, -1):
        pulse = opened(town, cycle)
        for grade in (1, 1, 1, 1, 1, 5, 5, 5, 5, 5, 5)[::order]:
            many(pulse, town, "ALB", grade, 1)
        counted(pulse, town)
        kept.append(list(pulse.groups.order_by("position").values_list("places", "n", "figures")))

    assert kept[0] == kept[1]


# ---- slips -----------------------------------------------------------------------------


@pytest.fixture
def slips(town, cycle, day):
    made = opened(town, cycle, uses_slips=True)
    day(DURING)
    codes = {
        unit: actions.make_slips(
            pulse_id=made.pk, unit_id=town.units[unit].pk, n=10, actor=town.hr, at=MADE
        )
        for unit in ("ALB", "KOK")
    }
    return made, codes


def test_a_used_slip_looks_like_an_unused_one(town, slips, steal):
    """Even who holds the slip, the database and the installation's secret cannot tell."""
    pulse, codes = slips
    before = of_us(steal())

    respond(pulse, town, "ALB", 5, lapp=codes["ALB"][0])

    after = of_us(steal())
    assert after["pulse_pulseslip"] == before["pulse_pulseslip"]
    used, unused = (mark_of(pulse.pk, town.units["ALB"].pk, c) for c in codes["ALB"][:2])
    raw = steal().raw
    for mark in (used, unused):
        assert mark.inside.encode() not in raw
        assert bytes.fromhex(mark.inside) not in raw


def test_codes_of_slips_stand_nowhere_and_their_marks_tell_no_unit_and_no_order(town, slips, steal):
    _pulse, codes = slips
    stolen = steal()

    for code in itertools.chain.from_iterable(codes.values()):
        assert code.encode() not in stolen.raw
    keys = list(PulseSlip.objects.values_list("pk", flat=True))
    assert len(keys) == 20 and keys == sorted(keys)
    assert {f.name for f in PulseSlip._meta.get_fields()} == {"id", "pulse"}
    with sqlite3.connect(stolen.folder / "stolen.sqlite3") as found:
        assert [r for (r,) in found.execute("SELECT rowid FROM pulse_pulseslip")] == keys


def test_after_the_counting_no_slip_is_left_to_compare_with(town, slips, steal):
    pulse, codes = slips
    for code in codes["ALB"][:6]:
        respond(pulse, town, "ALB", 5, lapp=code)

    counted(pulse, town)

    assert of_us(steal())["pulse_pulseslip"] == []
    marks = [mark_of(pulse.pk, town.units["ALB"].pk, c).inside for c in codes["ALB"]]
    assert not any(mark.encode() in steal().raw for mark in marks)


# ---- the attacker who is patient -------------------------------------------------------


def test_no_two_looks_at_participation_have_one_answer_between_them(town, pulse):
    from datetime import date

    from aktiva.apps.pulse import queries

    seen = set()
    for _person in range(12):
        respond(pulse, town, "ALB", 3)
        seen |= {queries.so_far(pulse, on=date(2023, 10, day)) for day in (12, 13)}

    assert seen == {0, 5, 10}


def test_every_model_of_the_pulse_is_known_to_this_attacker():
    """A new table of the pulse has to be thought of here."""
    known = {
        "Pulse", "PulseUnit", "PulseSlip", "SealedAnswer", "PulseGroup", "PulseWords",
        "HistoricalPulse", "HistoricalPulseUnit",
    }  # fmt: skip

    assert {m.__name__ for m in apps.get_app_config("pulse").get_models()} == known


def test_a_key_of_chance_is_the_place_in_the_table_itself():
    """`integer` and nothing else makes a key the rowid in SQLite."""
    for model in (SealedAnswer, PulseSlip, PulseWords):
        assert model._meta.pk.db_type(connection) == "integer"
