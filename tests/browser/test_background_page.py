"""The page of work in the background: each state open to everybody, and the way to a long report."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.urls import reverse

from aktiva.adapters import clock
from aktiva.apps.accounts.models import User
from aktiva.apps.background import actions, kinds
from aktiva.apps.background.models import Job

pytestmark = [pytest.mark.browser, pytest.mark.slow]

FAULT = "Något gick fel som inte beror på dig. Försök igen."
LONG = "Rapport om årlig uppföljning av aktiva åtgärder 2026, Grundskoleförvaltningen som PDF"


@pytest.fixture
def user(transactional_db) -> User:
    return User.objects.create_user("vera@strandvik.example", name="Vera Holm")


@pytest.fixture
def any_kind(monkeypatch):
    monkeypatch.setattr(kinds, "_kinds", dict(kinds._kinds))
    kinds.register(
        "test", kinds.Kind(lambda handle: None, lambda *a, **k: True, lambda given: "/konto/")
    )


@pytest.fixture
def job(user, any_kind, settings, tmp_path) -> Job:
    settings.AKTIVA_FILES = tmp_path
    now = clock.now()
    return Job.objects.create(
        kind="test", title=LONG, key="k", asked_by=user, asked_at=now,
        expires_at=now + timedelta(days=7),
    )  # fmt: skip


def alive() -> None:
    actions.note_worker(key="w1", now=clock.machine_now())


def running(job: Job) -> None:
    actions.begin(job_id=job.pk, worker="w1", at=clock.now())
    actions.report(job_id=job.pk, worker="w1", n_done=1, n_total=2, step="Sidorna sätts")


def ended(job: Job, state: str) -> None:
    running(job)
    if state == "done":
        made = kinds.Made("rapport.pdf", "application/pdf", b"%PDF-1.7")
        actions.finish(job_id=job.pk, worker="w1", made=made, at=clock.now())
    elif state == "failed":
        actions.fail(job_id=job.pk, worker="w1", why=FAULT, at=clock.now())
    else:
        actions.cancel(job_id=job.pk, actor=job.asked_by, at=clock.now())


@pytest.mark.parametrize(
    "state", ["no_worker", "waiting", "running", "done", "failed", "cancelled"]
)
def test_every_state_of_the_page_is_open_to_everybody(
    page, live_server, signed_in, axe, no_sideways_scroll, job, state
):
    if state != "no_worker":
        alive()
    if state == "running":
        running(job)
    elif state in {"done", "failed", "cancelled"}:
        ended(job, state)
    signed_in(job.asked_by)

    page.goto(live_server.url + reverse("background:job", args=[job.pk]))

    assert axe(page) == []
    for width in (1280, 320):
        no_sideways_scroll(page, width=width)
    assert page.locator("h1").count() == 1


def test_the_page_goes_on_by_itself_and_is_heard_without_being_touched(
    page, live_server, signed_in, job
):
    alive()
    signed_in(job.asked_by)
    page.goto(live_server.url + reverse("background:job", args=[job.pk]))
    heard = page.get_by_role("status").filter(has_text="Väntar på sin tur")
    heard.wait_for()

    running(job)
    page.get_by_role("status").filter(has_text="1 av 2 klart").wait_for()
    actions.finish(
        job_id=job.pk, worker="w1", at=clock.now(),
        made=kinds.Made("rapport.pdf", "application/pdf", b"%PDF-1.7"),
    )  # fmt: skip

    page.get_by_role("link", name="Hämta filen").wait_for()
    assert page.get_by_role("button", name="Avbryt").count() == 0


def test_the_keyboard_reaches_the_button_that_cancels(page, live_server, signed_in, tab_order, job):
    alive()
    signed_in(job.asked_by)
    page.goto(live_server.url + reverse("background:job", args=[job.pk]))
    assert "Avbryt" in tab_order(page)

    page.get_by_role("button", name="Avbryt").click()

    page.get_by_role("heading", name="Avbrutet").wait_for()


def test_hr_gets_the_report_of_the_whole_municipality_without_scripts(browser, solvik):
    context = browser.new_context(locale="sv-SE", java_script_enabled=False)
    context.set_default_timeout(30_000)
    page = context.new_page()
    solvik.sign_in(page, "HR-strateg")
    papers = page.get_by_role("link", name="Handlingar").first.get_attribute("href")
    year = int(re.search(r"/ar/(\d+)/", papers)[1])
    report = None
    for cycle in range(year, 0, -1):  # the report of the latest year that has one
        page.goto(f"{solvik.url}/ar/{cycle}/handlingar/")
        kind = page.get_by_role("cell", name="Årlig uppföljning", exact=True)
        found = page.get_by_role("row").filter(has=kind).get_by_role("link")
        if found.count():
            report = found.first
            break
    assert report is not None
    report.click()

    page.get_by_role("button", name="Ta fram PDF").click()
    for _ in range(120):
        if page.get_by_role("link", name="Hämta filen").count():
            break
        page.get_by_role("link", name="Se hur långt det har kommit").click()
        page.wait_for_timeout(500)
    address = page.get_by_role("link", name="Hämta filen").get_attribute("href")
    answer = page.request.get(solvik.url + address)

    assert answer.headers["content-type"] == "application/pdf"
    assert len(answer.body()) > 500_000
    context.close()
