"""Work beside the pages: how far it has come, who may stop it, and what becomes of what it made."""

from __future__ import annotations

import logging
from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.core.exceptions import ObjectDoesNotExist
from django.db import IntegrityError, transaction
from django.urls import reverse
from strandvik import noon

from aktiva.adapters import clock
from aktiva.apps.audit.models import AuditEntry
from aktiva.apps.background import actions, jobs, kinds, queries
from aktiva.apps.background.models import Job, Worker

pytestmark = pytest.mark.django_db

AT = noon("2023-10-02")
LATER = AT + timedelta(days=8)


@pytest.fixture(autouse=True)
def files(settings, tmp_path):
    settings.AKTIVA_FILES = tmp_path / "files"
    return settings.AKTIVA_FILES


@pytest.fixture
def queued(settings):
    """Let what is asked for wait until the test takes it from the queue."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}


@pytest.fixture
def kind(monkeypatch):
    """Register a kind of work whose parts the test sets, and that all may have."""
    parts = SimpleNamespace(
        work=lambda handle: kinds.Made("svar.txt", "text/plain", b"Klart."),
        may=lambda user, given, *, on: True,
    )
    monkeypatch.setattr(kinds, "_kinds", dict(kinds._kinds))
    kinds.register(
        "test",
        kinds.Kind(
            lambda handle: parts.work(handle),
            lambda *given, **rest: parts.may(*given, **rest),
            lambda given: "/",
        ),
    )
    return parts


def start(who, key: str = "k", *, at=AT) -> Job:
    job = jobs.start(kind="test", title="Ett arbete", given={"n": 1}, key=key, actor=who, at=at)
    job.refresh_from_db()
    return job


def do(job: Job, worker: str = "w1") -> Job:
    """Let a process do the job as if the queue had handed it out."""
    actions.note_worker(key=worker, now=clock.machine_now())
    context = SimpleNamespace(task_result=SimpleNamespace(worker_ids=[worker]))
    jobs.run.func(context, job.pk)
    job.refresh_from_db()
    return job


def on_disk(files) -> list:
    return [p for p in files.rglob("*") if p.is_file()]


@pytest.mark.parametrize("name", sorted(kinds._kinds))
def test_every_kind_that_an_app_has_registered_is_there_when_it_is_wanted(name):
    assert isinstance(kinds.kind(name), kinds.Kind)


# ---- from asking to fetching -----------------------------------------------------------


def test_in_the_tests_work_is_done_at_once(town, kind, day):
    day("2023-10-02")

    job = start(town.hr)

    assert (job.state, job.name, job.size) == ("done", "svar.txt", 6)
    assert queries.content(job) == b"Klart."
    assert job.expires_at == job.finished_at + actions.KEPT


def test_what_is_asked_for_waits_in_the_queue_until_a_process_takes_it(town, kind, queued):
    job = start(town.hr)
    assert (job.state, job.started_at) == ("waiting", None)

    assert do(job).state == "done"
    assert job.worker == "w1"


def test_the_page_tells_each_step_as_it_comes(client, town, kind, queued, day):
    day("2023-10-02")
    client.force_login(town.hr)
    seen = []

    def work(handle):
        for n in range(2):
            handle.step(n, 2, f"Del {n}")
            page = client.get(reverse("background:job", args=[job.pk])).content.decode()
            seen.append((f"Del {n}" in page, f"{n} av 2 klart" in page))
        return kinds.Made("a.txt", "text/plain", b"a")

    kind.work = work
    job = start(town.hr, at=clock.now())

    assert do(job).state == "done"
    assert seen == [(True, True), (True, True)]


def test_the_part_of_the_page_that_changes_comes_only_when_it_has_changed(
    client, town, kind, queued, day
):
    day("2023-10-02")
    client.force_login(town.hr)
    actions.note_worker(key="w1", now=clock.machine_now())
    job = start(town.hr, at=clock.now())
    page = client.get(reverse("background:job", args=[job.pk])).content.decode()
    address = page.split('hx-get="')[1].split('"')[0].replace("&amp;", "&")

    assert client.get(address).status_code == 204
    actions.begin(job_id=job.pk, worker="w1", at=AT)

    changed = client.get(address)
    assert changed.status_code == 200
    assert "Arbetet har börjat" in changed.content.decode()
    assert "<h1" not in changed.content.decode()


def test_a_file_is_fetched_by_its_name_and_kept_out_of_shared_caches(client, town, kind, day):
    day("2023-10-02")
    client.force_login(town.hr)
    job = start(town.hr, at=clock.now())

    answer = client.get(reverse("background:fetch", args=[job.pk]))

    assert answer.content == b"Klart."
    assert answer["Content-Disposition"] == 'attachment; filename="svar.txt"'
    assert "private" in answer["Cache-Control"]
    again = client.get(
        reverse("background:fetch", args=[job.pk]), headers={"if-none-match": answer["ETag"]}
    )
    assert again.status_code == 304


def test_a_job_leaves_no_trace_in_the_log_since_it_changes_nothing(town, kind):
    before = AuditEntry.objects.count()

    start(town.hr)

    assert AuditEntry.objects.count() == before


# ---- the same asked for again ----------------------------------------------------------


def test_the_same_is_joined_while_it_waits_and_while_it_is_done(town, kind, queued):
    first = start(town.hr)
    assert start(town.hr).pk == first.pk
    actions.note_worker(key="w1", now=clock.machine_now())
    actions.begin(job_id=first.pk, worker="w1", at=AT)

    assert start(town.hr).pk == first.pk
    assert start(town.hr, "other").pk != first.pk


def test_what_is_kept_is_returned_and_not_made_again(town, kind):
    first = start(town.hr)
    kind.work = lambda handle: pytest.fail("made again")

    assert start(town.hr).pk == first.pk


def test_what_is_no_longer_on_disk_is_made_again(town, kind, files):
    first = start(town.hr)
    for path in on_disk(files):
        path.unlink()

    assert start(town.hr).pk != first.pk


@pytest.mark.parametrize("end", ["failed", "cancelled"])
def test_what_ended_without_a_result_is_done_anew(town, kind, queued, end):
    first = start(town.hr)
    Job.objects.update(state=end, why="Det gick inte.", finished_at=AT)

    assert start(town.hr).pk != first.pk


def test_newer_data_than_was_asked_for_does_not_pass_for_the_older(town, kind):
    kind.work = lambda handle: kinds.Made("a.txt", "text/plain", b"nytt", key="newer")
    first = start(town.hr, "older")

    assert start(town.hr, "newer").pk == first.pk
    assert start(town.hr, "older").pk != first.pk


def test_the_database_refuses_two_open_jobs_of_the_same(town, kind, queued):
    first = start(town.hr)

    with pytest.raises(IntegrityError), transaction.atomic():
        Job.objects.create(
            kind="test", title="x", key=first.key, asked_by=town.hr, asked_at=AT, expires_at=LATER
        )


def test_two_people_who_ask_for_the_same_have_a_job_each(client, day, town, kind):
    day("2023-10-02")
    own, others = start(town.hr, at=clock.now()), start(town.people["Bo Grip"], at=clock.now())
    assert own.pk != others.pk
    client.force_login(town.hr)

    found = {
        name: [
            client.get(reverse(f"background:{name}", args=[job.pk])).status_code
            for job in (own, others)
        ]
        for name in ("job", "standing", "fetch")
    }

    assert found == {"job": [200, 404], "standing": [200, 404], "fetch": [200, 404]}
    assert client.post(reverse("background:cancel", args=[others.pk])).status_code == 404


# ---- ending it -------------------------------------------------------------------------


def test_what_is_cancelled_while_it_waits_is_never_begun(town, kind, queued):
    kind.work = lambda handle: pytest.fail("begun")
    job = start(town.hr)

    actions.cancel(job_id=job.pk, actor=town.hr, at=AT)

    assert do(job).state == "cancelled"
    assert job.started_at is None


def test_what_is_cancelled_while_it_runs_stops_at_the_next_step(town, kind, queued, files):
    reached = []

    def work(handle):
        handle.step(0, 2, "Först")
        assert not handle.is_stopped()
        actions.cancel(job_id=job.pk, actor=town.hr, at=AT)
        assert handle.is_stopped()
        reached.append("middle")
        handle.step(1, 2, "Sedan")
        pytest.fail("went on")

    kind.work = work
    job = start(town.hr)

    assert do(job).state == "cancelled"
    assert (reached, job.step, on_disk(files)) == (["middle"], "Först", [])


def test_what_is_cancelled_at_the_last_moment_keeps_no_file(town, kind, queued, files):
    def work(handle):
        actions.cancel(job_id=job.pk, actor=town.hr, at=AT)
        return kinds.Made("a.txt", "text/plain", b"a")

    kind.work = work
    job = start(town.hr)

    assert do(job).state == "cancelled"
    assert (job.sha256, on_disk(files)) == ("", [])


def test_cancelling_what_is_done_changes_nothing(town, kind):
    job = start(town.hr)

    assert actions.cancel(job_id=job.pk, actor=town.hr, at=AT).state == "done"


def test_nobody_else_can_cancel(town, kind, queued):
    job = start(town.hr)

    with pytest.raises(ObjectDoesNotExist):
        actions.cancel(job_id=job.pk, actor=town.people["Bo Grip"], at=AT)


def test_the_page_offers_to_cancel_only_what_has_not_ended(client, town, kind, queued, day):
    day("2023-10-02")
    client.force_login(town.hr)
    job = start(town.hr, at=clock.now())
    address = reverse("background:job", args=[job.pk])
    assert "Avbryt</button>" in client.get(address).content.decode()

    ended = client.post(reverse("background:cancel", args=[job.pk]), follow=True)

    assert ended.redirect_chain == [(address, 302)]
    assert "Arbetet är avbrutet" in ended.content.decode()
    assert "Avbryt</button>" not in ended.content.decode()
    assert "hx-get" not in ended.content.decode()


# ---- when it goes wrong ----------------------------------------------------------------


def test_a_refusal_is_told_in_its_own_words(client, town, kind, day):
    day("2023-10-02")

    def work(handle):
        raise kinds.Refused("Året har inga svar ännu.")

    kind.work = work
    job = start(town.hr, at=clock.now())
    client.force_login(town.hr)

    assert (job.state, job.why) == ("failed", "Året har inga svar ännu.")
    page = client.get(reverse("background:job", args=[job.pk])).content.decode()
    assert "Året har inga svar ännu." in page


def test_a_fault_is_logged_and_told_without_its_words(town, kind, caplog):
    def work(handle):
        raise ZeroDivisionError("secret words")

    kind.work = work
    with caplog.at_level(logging.ERROR):
        job = start(town.hr)

    assert job.state == "failed"
    assert job.why.startswith("Något gick fel")
    assert "ZeroDivisionError" in caplog.text


def test_a_kind_that_is_gone_after_an_upgrade_fails_and_its_page_still_opens(
    client, town, kind, queued, day, monkeypatch
):
    day("2023-10-02")
    job = start(town.hr, at=clock.now())
    monkeypatch.setattr(kinds, "_kinds", {})

    assert do(job).state == "failed"
    client.force_login(town.hr)
    assert client.get(reverse("background:job", args=[job.pk])).status_code == 200


def test_a_process_that_is_told_to_end_in_the_middle_says_so(town, kind, queued):
    def work(handle):
        raise SystemExit(1)

    kind.work = work
    job = start(town.hr)

    with pytest.raises(SystemExit):
        do(job)

    job.refresh_from_db()
    assert (job.state, job.why) == ("failed", "Arbetet avbröts när servern stannade. Börja om.")


def silent(seconds: int) -> None:
    Worker.objects.update(seen_at=clock.machine_now() - timedelta(seconds=seconds))


@pytest.mark.parametrize(("seconds", "state"), [(50, "running"), (70, "failed")])
def test_a_job_whose_process_has_died_is_failed_when_the_lease_is_over(
    client, day, town, kind, queued, seconds, state
):
    day("2023-10-02")
    client.force_login(town.hr)
    job = start(town.hr, at=clock.now())
    actions.note_worker(key="w1", now=clock.machine_now())
    actions.begin(job_id=job.pk, worker="w1", at=AT)
    silent(seconds)

    client.get(reverse("background:job", args=[job.pk]))

    job.refresh_from_db()
    assert job.state == state
    assert ("stannade mitt i" in job.why) == (state == "failed")


def test_a_job_whose_process_has_died_does_not_stand_in_the_way(town, kind, queued):
    first = start(town.hr)
    actions.note_worker(key="w1", now=clock.machine_now())
    actions.begin(job_id=first.pk, worker="w1", at=AT)
    silent(70)

    assert start(town.hr).pk != first.pk


def test_a_process_thought_dead_that_comes_back_changes_nothing(town, kind, queued, files):
    def work(handle):
        silent(70)
        actions.fail_abandoned(now=clock.machine_now(), at=AT)
        return kinds.Made("a.txt", "text/plain", b"a")

    kind.work = work
    job = start(town.hr)

    assert do(job).state == "failed"
    assert on_disk(files) == []


def test_a_process_that_ends_by_itself_is_forgotten_at_once():
    actions.note_worker(key="w1", now=clock.machine_now())
    assert queries.has_worker(now=clock.machine_now())

    actions.forget_worker(key="w1")

    assert not queries.has_worker(now=clock.machine_now())


def test_a_page_without_a_process_to_wait_for_says_so_and_goes_on_when_there_is_one(
    client, day, town, kind, queued
):
    day("2023-10-02")
    client.force_login(town.hr)
    job = start(town.hr, at=clock.now())
    address = reverse("background:job", args=[job.pk])

    without = client.get(address).content.decode()
    actions.note_worker(key="w1", now=clock.machine_now())
    with_one = client.get(address).content.decode()

    assert "Servern tar inte fram något i bakgrunden just nu" in without
    assert "Avbryt</button>" in without
    assert "Servern tar inte fram" not in with_one
    assert "Väntar på sin tur" in with_one


# ---- permission and expiry -------------------------------------------------------------


def test_permission_is_asked_again_when_the_file_is_fetched(client, day, town, kind):
    day("2023-10-02")
    client.force_login(town.hr)
    job = start(town.hr, at=clock.now())
    address = reverse("background:fetch", args=[job.pk])
    assert client.get(address).status_code == 200

    kind.may = lambda user, given, *, on: (user, given, on) != (town.hr, {"n": 1}, AT.date())

    assert client.get(address).status_code == 404
    page = client.get(reverse("background:job", args=[job.pk])).content.decode()
    assert "Filen finns inte kvar" in page
    assert "Hämta filen" not in page


def test_an_expired_job_goes_with_its_file(client, day, town, kind, files):
    day("2023-10-02")
    job = start(town.hr, at=clock.now())
    day("2023-10-10")
    client.force_login(town.hr)
    assert client.get(reverse("background:fetch", args=[job.pk])).status_code == 404

    assert actions.drop_expired(at=LATER) == 1

    assert (Job.objects.count(), on_disk(files)) == (0, [])


def test_what_has_not_expired_stays(town, kind, files):
    start(town.hr)

    assert actions.drop_expired(at=AT + timedelta(days=6)) == 0
    assert len(on_disk(files)) == 1


def test_a_file_that_two_have_made_stays_until_the_last_has_expired(town, kind, files):
    start(town.hr)
    Job.objects.update(expires_at=AT)
    start(town.people["Bo Grip"], at=AT)  # clears away what has expired first
    other = Job.objects.get()

    assert queries.content(other) == b"Klart."
    Job.objects.update(expires_at=AT)
    actions.drop_expired(at=AT)
    assert on_disk(files) == []


def test_what_was_handed_in_is_not_touched_when_the_same_content_expires(town, kind, files):
    from aktiva.apps.attachments import actions as attachments

    handed_in = attachments.store(
        attachments.examine(name="svar.txt", content=b"Klart."),
        employer_id=town.employer.pk, actor=town.hr, at=AT,
    )  # fmt: skip
    start(town.hr)
    Job.objects.update(expires_at=AT)

    actions.drop_expired(at=AT)

    assert [p.name for p in on_disk(files)] == [handed_in.sha256]
