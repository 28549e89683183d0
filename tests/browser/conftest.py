"""A real browser for the tests: the system's Chromium, driven without a network."""

from __future__ import annotations

import json
import os
import shutil
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

# Playwright keeps an event loop in the main thread, which Django would take for asynchronous code.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

HERE = Path(__file__).parent
SOURCE = HERE.parents[1] / "src"
CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-extensions",
    "--disable-features=Translate,OptimizationHints,MediaRouter",
]
AXE_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

_RUN_AXE = """async (tags) => {
  const passing = document.getAnimations().filter(
    a => a.effect.getComputedTiming().iterations !== Infinity);
  await Promise.allSettled(passing.map(a => a.finished));
  const found = await axe.run(document, {
    runOnly: {type: "tag", values: tags}, resultTypes: ["violations"]});
  return found.violations.map(v => ({id: v.id, help: v.help, nodes: v.nodes.map(
    n => ({target: n.target.join(" "), why: n.failureSummary, html: n.html.slice(0, 200)}))}));
}"""
_TOO_WIDE = """() => {
  const width = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= width) return [];
  const held = e => { for (let p = e.parentElement; p; p = p.parentElement)
    if (p.matches(".scroll, .visually-hidden") || getComputedStyle(p).overflowX === "hidden") return true;
    return false; };
  const wide = [...document.body.querySelectorAll("*")].filter(e => {
    const r = e.getBoundingClientRect();
    return r.width > 1 && r.right > width + 1 && e.checkVisibility() && !held(e)
      && !e.closest("svg"); });
  return wide.map(e => e.tagName.toLowerCase() + (e.className ? "." + e.className : "") + " " +
      Math.round(e.getBoundingClientRect().right) + " px: " + e.textContent.trim().slice(0, 60));
}"""
_FOCUSED = """() => {
  const e = document.activeElement;
  if (!e || e === document.body) return null;
  const shown = [e, e.closest(".choice"), e.closest(".topbar__find")].filter(Boolean).some(x => {
    const s = getComputedStyle(x);
    return s.outlineStyle !== "none" && parseFloat(s.outlineWidth) >= 2; });
  const label = e.getAttribute("aria-label") || (e.labels && e.labels[0] && e.labels[0].textContent)
    || e.textContent || e.name || e.id;
  const r = e.getBoundingClientRect();
  return {tag: e.tagName.toLowerCase(), name: label.trim().replace(/\\s+/g, " "), shown: shown,
    onScreen: r.bottom > 0 && r.top < innerHeight && r.right > 0 && r.left < innerWidth};
}"""


class SidewaysScroll(AssertionError):
    """The page is wider than the screen; the message names what sticks out."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the pages of the demonstration first: one process loads it while another does the rest."""
    items.sort(key=lambda item: "solvik" not in getattr(item, "fixturenames", ()))


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for all tests of the process."""
    path = next(filter(None, map(shutil.which, CHROMIUM)), None)
    if path is None:
        pytest.fail(f"none of {', '.join(CHROMIUM)} is installed: apt install chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A browser without cookies; its errors become errors of the test."""
    context = browser.new_context(
        locale="sv-SE",
        timezone_id="Europe/Stockholm",
        viewport={"width": 1280, "height": 900},
        reduced_motion="reduce",
    )
    context.set_default_timeout(30_000)
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    """An empty tab. A script that fails or a blocked style or script makes the test fail."""
    page = context.new_page()
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on(
        "console",
        lambda line: wrong.append(line.text) if "Content Security Policy" in line.text else None,
    )
    yield page
    assert not wrong, "\n".join(wrong)


@pytest.fixture(scope="session")
def axe() -> Callable[[Page], list[str]]:
    """Return a function that gives what axe finds wrong in a page, one readable line each."""
    source = (HERE / "vendor" / "axe.min.js").read_text(encoding="utf-8")

    def judge(page: Page) -> list[str]:
        if not page.evaluate("() => 'axe' in window"):
            page.evaluate(source)
        return [
            f"{rule['id']}: {node['target']}\n    {node['html']}\n    {node['why']}"
            for rule in page.evaluate(_RUN_AXE, AXE_TAGS)
            for node in rule["nodes"]
        ]

    return judge


@pytest.fixture(scope="session")
def no_sideways_scroll() -> Callable[..., None]:
    """Return a function that narrows the window and refuses a page wider than it."""

    def check(page: Page, *, width: int = 320) -> None:
        page.set_viewport_size({"width": width, "height": 720})
        over = page.evaluate("() => document.documentElement.scrollWidth - innerWidth")
        if over > 0:
            wide = page.evaluate(_TOO_WIDE)
            raise SidewaysScroll(f"{over} px too wide at {width} px:\n" + "\n".join(wide))

    return check


@pytest.fixture(scope="session")
def tab_order() -> Callable[..., list[str]]:
    """Return a function that walks a page by keyboard and gives what it passes, in order.

    It refuses a stop without a visible focus mark, one outside the screen, and a trap.
    """

    def walk(page: Page, *, longest: int = 250) -> list[str]:
        # Focus on the body itself: leaving a part only would let the walk start from there.
        page.evaluate(
            "() => { const b = document.body; b.tabIndex = -1; b.focus();"
            " b.removeAttribute('tabindex'); scrollTo(0, 0); }"
        )
        passed: list[str] = []
        for _ in range(longest):
            page.keyboard.press("Tab")
            stop = page.evaluate(_FOCUSED)
            if stop is None:
                return passed
            assert stop["shown"], f"no focus mark on {stop['tag']} {stop['name']!r}"
            assert stop["onScreen"], f"focus outside the screen: {stop['tag']} {stop['name']!r}"
            passed.append(stop["name"])
        raise AssertionError(f"the keyboard never left the page: {passed[-5:]}")

    return walk


@pytest.fixture
def signed_in(context: BrowserContext, live_server, client) -> Callable[..., None]:
    """Return a function that gives the browser the session of a user, without the sign-in page."""

    def sign_in(user) -> None:
        client.force_login(user)
        session = client.cookies["sessionid"]
        context.add_cookies([{"name": "sessionid", "value": session.value, "url": live_server.url}])

    return sign_in


@dataclass(frozen=True, slots=True)
class Solvik:
    """The demonstration, served the way an installation serves it."""

    url: str
    password: str
    people: dict[str, str]
    """E-mail address by function."""
    var: Path
    """Where the installation keeps its database."""

    def sign_in(self, page: Page, function: str) -> None:
        """Sign in through the door, as a person does."""
        page.goto(f"{self.url}/logga-in/")
        page.locator("[name=username]").fill(self.people[function])
        page.locator("[name=password]").fill(self.password)
        page.get_by_role("button", name="Logga in").click()
        page.wait_for_url(lambda url: "logga-in" not in url)


@pytest.fixture(scope="session")
def solvik(tmp_path_factory) -> Iterator[Solvik]:
    """The invented municipality behind the product's own server; loaded once for all processes."""
    base = tmp_path_factory.getbasetemp()
    var = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "solvik"
    command = [sys.executable, "-m", "aktiva", "demo", "--no-serve"]
    try:
        var.mkdir()
    except FileExistsError:
        _wait_for((var / "demo.ready").exists, seconds=300)
    else:
        made = subprocess.run(
            command, env=_surroundings(var), capture_output=True, text=True, check=False
        )
        assert made.returncode == 0, made.stderr[-3000:]
    with _served(var) as served:
        yield served


@pytest.fixture(scope="module")
def changed_solvik(solvik, tmp_path_factory) -> Iterator[Solvik]:
    """A copy of the invented municipality that a file of tests may change; no other sees it."""
    var = tmp_path_factory.mktemp("changed-solvik")
    shutil.copytree(
        solvik.var, var, dirs_exist_ok=True, ignore=shutil.ignore_patterns("*.sqlite3*", "*.log")
    )
    for kept in solvik.var.glob("*.sqlite3"):
        with (
            closing(sqlite3.connect(kept)) as source,
            closing(sqlite3.connect(var / kept.name)) as copy,
        ):
            source.backup(copy)
    with _served(var, AKTIVA_ORIGINS="https://aktiva.solvik.example") as served:
        yield served


@contextmanager
def _served(var: Path, **settings: str) -> Iterator[Solvik]:
    """Serve a loaded demonstration on a port of its own, with settings of its own."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    from aktiva.demo.load import PASSWORD

    command = [sys.executable, "-m", "aktiva", "demo", "--port", str(port)]
    with (var / f"server-{port}.log").open("w+", encoding="utf-8") as log:
        server = subprocess.Popen(
            command, env=_surroundings(var) | settings, stdout=log, stderr=subprocess.STDOUT
        )
        try:
            _wait_for(lambda: _answers(port), seconds=60)
            signins = json.loads((var / "demo-signins.json").read_text(encoding="utf-8"))
            people = {function: email for _, function, email in signins}
            yield Solvik(f"http://127.0.0.1:{port}", PASSWORD, people, var)
        finally:
            server.terminate()
            server.wait(timeout=20)


def _surroundings(var: Path) -> dict[str, str]:
    surroundings = os.environ | {"AKTIVA_VAR": str(var), "PYTHONPATH": str(SOURCE)}
    for theirs in ("DJANGO_SETTINGS_MODULE", "AKTIVA_SECRET_KEY", "AKTIVA_DATABASE"):
        surroundings.pop(theirs, None)
    return surroundings


def _answers(port: int) -> bool:
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex(("127.0.0.1", port)) == 0


def _wait_for(ready: Callable[[], bool], *, seconds: float) -> None:
    until = time.monotonic() + seconds
    while not ready():
        assert time.monotonic() < until, f"nothing came in {seconds} s"
        time.sleep(0.2)
