"""Many people at once: thousands of managers who save field by field, and a workforce that answers.

A process of its own, so that what it takes is not counted as the server's. It knows no Django: it
is told whose session is whose, sends what a browser sends, and keeps a ledger of its own of what
the server has said is saved. The ledger is what the database is held against afterwards.

A request that fails is sent again, as the page does, until it has been answered. One line of JSON
a request: when it was first sent, what it was, which number, how long it took, what came.
"""

from __future__ import annotations

import heapq
import http.client
import json
import queue
import random
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from aktiva.adapters.questionnaires import read_shipped
from aktiva.domain.questionnaire import FieldKind, Kind, Level, Question, clean, fields

THREADS = 48
PATIENCE = 60.0
AGAIN = 0.5
CSRF = "a" * 32
TIMEOUT = 25.0


def asked() -> tuple[Question, ...]:
    """Return the questions that a unit's manager is asked one by one."""
    return tuple(
        q
        for q in read_shipped().core(Level.UNIT)
        if q.kind in {Kind.YES_PARTLY_NO, Kind.SCALE5, Kind.CHOICE, Kind.SEVERAL, Kind.TEXT}
    )


def raw(question: Question, number: int) -> dict[str, list[str]]:
    """Return the fields of answer `number` to a question: each number says something of its own."""
    given: dict[str, list[str]] = {}
    for spec in fields(question, rows=0):
        codes = [o.code for o in spec.options]
        if spec.kind is FieldKind.CHOICE and codes:
            given[spec.name] = [codes[number % len(codes)]]
        elif spec.kind is FieldKind.SEVERAL and codes:
            given[spec.name] = codes[: 1 + number % max(1, len(codes) - 1)]
        elif spec.kind is FieldKind.TEXT:
            given[spec.name] = [f"Genomgång {number}: det fungerar väl i arbetslagen."]
        elif spec.kind is FieldKind.DATE:
            given[spec.name] = [f"2026-10-{1 + number % 28:02d}"]
        elif spec.kind is FieldKind.COUNT:
            given[spec.name] = [str(number % 1000)]
    return given


def expected(question: Question, number: int) -> dict[str, Any]:
    """Return the answer that the server keeps of `raw`."""
    return clean(question, raw(question, number)).value


@dataclass(order=True)
class Event:
    """Something that somebody does at a time, seconds from the beginning."""

    at: float
    order: int
    who: Any


class Manager:
    """Answers a unit's questions one after the other, as many fields as there are to save."""

    def __init__(self, plan: dict, start: float, pause: float) -> None:
        self.sheet, self.cookie = plan["sheet"], plan["session"]
        self.start, self.pause = start, pause
        self.questions = asked()
        self.revisions: dict[str, int] = {}
        self.done = 0
        self.total = plan["fields"]

    def request(self) -> tuple[str, str, str, dict[str, str], str]:
        question = self.questions[self.done % len(self.questions)]
        number = self.sheet * 100 + self.done
        given = [(n, v) for n, values in raw(question, number).items() for v in values]
        given += [("revision", str(self.revisions.get(question.key, 0)))]
        given += [("autosave", "1"), ("csrfmiddlewaretoken", CSRF)]
        address = f"/underlag/{self.sheet}/fraga/{question.key}/"
        headers = {"Cookie": f"sessionid={self.cookie}; csrftoken={CSRF}"}
        return "POST", address, urlencode(given), headers, f"{self.sheet}:{question.key}:{number}"

    def answered(self, status: int, body: bytes) -> bool:
        """Take what the server said, and return whether it said that the field is saved."""
        if status != 200:
            return False
        try:
            told = json.loads(body)
        except ValueError:
            return False
        if told.get("state") != "saved":
            return False
        self.revisions |= told.get("revisions", {})
        self.done += 1
        return True

    @property
    def next_at(self) -> float | None:
        return self.start + self.done * self.pause if self.done < self.total else None

    kind = "field"


class Respondent:
    """Opens a unit's pulse and answers it."""

    def __init__(self, plan: dict, start: float, number: int) -> None:
        self.address, self.keys = plan["address"], plan["keys"]
        self.start, self.step = start, 0
        self.nonce = f"{random.Random(number).getrandbits(128):032x}"

    def request(self) -> tuple[str, str, str, dict[str, str], str]:
        if self.step == 0:
            return "GET", self.address, "", {}, ""
        given = {"nr": self.nonce} | {f"s-{k}": "4" for k in self.keys}
        return "POST", self.address, urlencode(given), {}, self.nonce

    def answered(self, status: int, _body: bytes) -> bool:
        wanted = 200 if self.step == 0 else 303
        self.step += status == wanted
        return status == wanted

    @property
    def next_at(self) -> float | None:
        return self.start + 20 * self.step if self.step < 2 else None

    @property
    def kind(self) -> str:
        return "page" if self.step == 0 else "pulse"


def people(plan: dict) -> Iterator[Manager | Respondent]:
    """Give everybody: the managers write all the time, and respondents come one after the other."""
    chance = random.Random(7)
    span = plan["seconds"]
    for row in plan["managers"]:
        pause = span / row["fields"]
        yield Manager(row, chance.uniform(0, pause), pause)
    for n, row in enumerate(plan["respondents"]):
        yield Respondent(row, chance.uniform(0, max(0.1, span - 25)), n)


class Load:
    """Sends everything at its time, over a fixed number of connections that stay open.

    A request is timed from when it was to be sent: what waits here for a connection because the
    server is slow has waited for the server.
    """

    def __init__(self, plan: dict, ledger: Path) -> None:
        self.port = plan["port"]
        self.later = [Event(p.start, n, p) for n, p in enumerate(people(plan))]
        heapq.heapify(self.later)
        self.order = len(self.later)
        self.lock = threading.Condition()
        self.now: queue.SimpleQueue[Event | None] = queue.SimpleQueue()
        self.began = time.perf_counter()
        self.waiting = len(self.later)
        self.out = ledger.open("w", encoding="utf-8")

    def run(self) -> None:
        threads = [threading.Thread(target=self._work, daemon=True) for _ in range(THREADS)]
        for thread in threads:
            thread.start()
        self._hand_out()
        for _ in threads:
            self.now.put(None)
        for thread in threads:
            thread.join()
        self.out.close()

    def _hand_out(self) -> None:
        """Give each event to whoever is free when its time has come, until nobody has more to do."""
        with self.lock:
            while self.waiting:
                wait = 1.0
                if self.later:
                    wait = self.later[0].at - (time.perf_counter() - self.began)
                    if wait <= 0:
                        self.now.put(heapq.heappop(self.later))
                        continue
                self.lock.wait(min(wait, 1.0))

    def _work(self) -> None:
        connection: http.client.HTTPConnection | None = None
        while (event := self.now.get()) is not None:
            who, kind = event.who, event.who.kind
            method, address, body, headers, mark = who.request()
            if body:
                headers["Content-Type"] = "application/x-www-form-urlencoded"
            first = sent = self.began + event.at
            tries, status, text = 0, 0, b""
            while True:
                tries += 1
                if connection is None:
                    connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=TIMEOUT)
                try:
                    connection.request(method, address, body or None, headers)
                    answer = connection.getresponse()
                    status, text = answer.status, answer.read()
                except (OSError, http.client.HTTPException):
                    connection.close()
                    connection, status, text = None, 0, b""
                took = time.perf_counter() - sent
                saved = who.answered(status, text)
                self._tell(sent, kind, mark, took, status, saved, tries)
                if saved or time.perf_counter() - first > PATIENCE:
                    break
                time.sleep(AGAIN)
                sent = time.perf_counter()
            self._go_on(who, given_up=not saved)

    def _go_on(self, who: Manager | Respondent, *, given_up: bool) -> None:
        at = None if given_up else who.next_at
        with self.lock:
            if at is None:
                self.waiting -= 1
            else:
                self.order += 1
                now = time.perf_counter() - self.began  # nobody goes on before they are answered
                heapq.heappush(self.later, Event(max(at, now), self.order, who))
                if self.later[0].order != self.order:
                    return
            self.lock.notify()

    def _tell(self, sent, kind, mark, took, status, saved, tries) -> None:
        line = json.dumps(
            [round(sent - self.began, 3), kind, mark, round(1000 * took, 1), status, saved, tries]
        )
        with self.lock:
            self.out.write(line + "\n")
            self.out.flush()


def main(plan: str, ledger: str) -> None:
    """Read who does what, do it, and leave the ledger."""
    Load(json.loads(Path(plan).read_text(encoding="utf-8")), Path(ledger)).run()


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
