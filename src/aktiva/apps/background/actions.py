"""What happens to a job. It is no evidence, so nothing of it stands in the audit log.

Two processes may hold the same job: one that cancels it, one that does it. Every change says in
its condition which state it comes from, and whoever comes second changes nothing.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from aktiva.apps.background import policy, queries
from aktiva.apps.background.kinds import Made
from aktiva.apps.background.models import Job, Worker

KEPT = timedelta(days=7)
"""For so long a job and what it made are kept."""


@transaction.atomic
def ask(
    *, kind: str, title: str, given: dict, key: str, actor, at: datetime
) -> tuple[Job, bool]:  # fmt: skip
    """Return the job that makes this and whether it is new.

    It is not new when the same person has asked for the same and that waits, is being done, or
    is done and kept.
    """
    if same := _same(actor, key):
        return same, False
    job = Job(
        kind=kind, title=title, given=given, key=key, asked_by=actor, asked_at=at,
        expires_at=at + KEPT,
    )  # fmt: skip
    job.clean_fields()
    try:
        with transaction.atomic():
            job.save()
    except IntegrityError:  # asked for twice at the same moment
        return Job.objects.get(asked_by=actor, key=key, state__in=Job.OPEN), False
    return job, True


def _same(actor, key: str) -> Job | None:
    states = (*Job.OPEN, Job.State.DONE)
    found = Job.objects.filter(asked_by=actor, key=key, state__in=states).order_by("-pk")
    return next((job for job in found if job.is_open or queries.is_kept(job)), None)


@transaction.atomic
def cancel(*, job_id: int, actor, at: datetime) -> Job:
    """End a job that waits or is being done; one that has ended stays as it is.

    Raises:
        Job.DoesNotExist: Not a job of `actor`'s.
    """
    job = policy.visible_jobs(actor, at=at).get(pk=job_id)
    Job.objects.filter(pk=job.pk, state__in=Job.OPEN).update(
        state=Job.State.CANCELLED, finished_at=at
    )
    job.refresh_from_db()
    return job


def begin(*, job_id: int, worker: str, at: datetime) -> Job | None:
    """Take a waiting job; None if it was cancelled or removed meanwhile."""
    taken = Job.objects.filter(pk=job_id, state=Job.State.WAITING).update(
        state=Job.State.RUNNING, started_at=at, worker=worker
    )
    return Job.objects.select_related("asked_by").get(pk=job_id) if taken else None


def report(*, job_id: int, worker: str, n_done: int, n_total: int, step: str) -> bool:
    """Say how far a job has come; False if it is no longer this process's to do."""
    held = Job.objects.filter(pk=job_id, state=Job.State.RUNNING, worker=worker)
    return bool(held.update(n_done=n_done, n_total=n_total, step=step))


def finish(*, job_id: int, worker: str, made: Made | None, at: datetime) -> bool:
    """Keep what a job made; False, with nothing kept, if nobody waits for it any more."""
    if made is None:
        held = Job.objects.filter(pk=job_id, state=Job.State.RUNNING, worker=worker)
        return bool(held.update(state=Job.State.DONE, finished_at=at, step=""))
    folder = queries.folder()
    sha256 = folder.keep(made.content)
    held = Job.objects.filter(pk=job_id, state=Job.State.RUNNING, worker=worker)
    changes = {
        "state": Job.State.DONE, "finished_at": at, "expires_at": at + KEPT, "step": "",
        "name": made.name, "content_type": made.content_type, "size": len(made.content),
        "sha256": sha256,
    }  # fmt: skip
    if made.key:
        changes["key"] = made.key
    is_ours = bool(held.update(**changes))
    if is_ours:
        folder.keep(made.content)  # another may have dropped the same content meanwhile
    else:
        _drop(sha256)
    return is_ours


def fail(*, job_id: int, worker: str, why: str, at: datetime) -> bool:
    """End a job that could not be done, with the sentence that the person reads."""
    held = Job.objects.filter(pk=job_id, state=Job.State.RUNNING, worker=worker)
    return bool(held.update(state=Job.State.FAILED, why=why[:300], finished_at=at))


def fail_abandoned(*, now: datetime, at: datetime) -> int:
    """End the jobs whose process has died, and return how many; `now` is the machine's time."""
    living = queries.living_workers(now=now).values("key")
    left = Job.objects.filter(state=Job.State.RUNNING).exclude(worker__in=living)
    if not left.exists():  # asked often; a writing question would wait for other writers
        return 0
    return left.update(
        state=Job.State.FAILED,
        finished_at=at,
        why=_("Arbetet stannade mitt i, eftersom processen som gjorde det avslutades. Börja om."),
    )


def note_worker(*, key: str, now: datetime) -> None:
    """Say that a process lives; those that have been dead for long are forgotten."""
    Worker.objects.update_or_create(key=key, defaults={"seen_at": now})
    Worker.objects.filter(seen_at__lte=now - 10 * queries.LEASE).delete()


def forget_worker(*, key: str) -> None:
    """Say that a process ends of its own will."""
    Worker.objects.filter(key=key).delete()


def drop_expired(*, at: datetime) -> int:
    """Remove the jobs whose time is up and what they made, and return how many."""
    gone = list(Job.objects.filter(expires_at__lte=at).values_list("pk", "sha256"))
    if not gone:
        return 0
    Job.objects.filter(pk__in=[pk for pk, _sha in gone], expires_at__lte=at).delete()
    for sha256 in {sha for _pk, sha in gone} - {""}:
        _drop(sha256)
    return len(gone)


def _drop(sha256: str) -> None:
    same = Job.objects.filter(sha256=sha256)
    queries.folder().drop(sha256, is_wanted=same.all().exists)
