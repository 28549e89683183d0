"""The door to the queue: the only module that knows which one it is (see ADR 0010)."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.core.management import call_command
from django.db import transaction
from django.utils.translation import gettext as _
from django_tasks import task
from django_tasks_db.models import DBTaskResult

from aktiva.adapters import clock
from aktiva.apps.background import actions, kinds, queries
from aktiva.apps.background.models import Job

POLL = 0.5
"""Seconds between looks into an empty queue."""

log = logging.getLogger(__name__)


def start(*, kind: str, title: str, given: dict[str, Any], key: str, actor, at: datetime) -> Job:
    """Ask for work of a kind and return its job; whether `actor` may is for the caller to find.

    The same that is already waiting, being done or kept is joined instead.
    """
    kinds.kind(kind)
    # The lease is in the machine's time, since processes of the demonstration differ in theirs.
    actions.fail_abandoned(now=clock.machine_now(), at=at)
    actions.drop_expired(at=at)
    with transaction.atomic():  # the queue is a table of the same database
        job, is_new = actions.ask(kind=kind, title=title, given=given, key=key, actor=actor, at=at)
        if is_new:
            run.enqueue(job.pk)
    return job


@dataclass(frozen=True, slots=True)
class _Handle:
    job_id: int
    worker: str
    given: dict[str, Any]
    asked_by: Any
    asked_at: datetime

    def step(self, n_done: int, n_total: int, words: str) -> None:
        if not actions.report(
            job_id=self.job_id, worker=self.worker, n_done=n_done, n_total=n_total, step=words
        ):
            raise kinds.Cancelled

    def is_stopped(self) -> bool:
        return not queries.is_held(self.job_id, worker=self.worker)


@task(takes_context=True)
def run(context, job_id: int) -> None:
    """Do a job that the queue has handed out."""
    worker = context.task_result.worker_ids[-1]
    job = actions.begin(job_id=job_id, worker=worker, at=clock.now())
    if job is None:
        return
    handle = _Handle(job.pk, worker, job.given, job.asked_by, job.asked_at.astimezone(clock.SWEDEN))
    why = ""
    try:
        made = kinds.kind(job.kind).work(handle)
        actions.finish(job_id=job.pk, worker=worker, made=made, at=clock.now())
    except kinds.Cancelled:
        return
    except kinds.Refused as refused:
        why = str(refused)
    except Exception:
        log.exception("job %s of kind %s", job.pk, job.kind)
        why = _(
            "Något gick fel som inte beror på dig. Försök igen, och hör av dig till it-avdelningen om det inte hjälper."
        )
    except BaseException:
        why = _("Arbetet avbröts när servern stannade. Börja om.")
        raise
    finally:
        if why:
            actions.fail(job_id=job.pk, worker=worker, why=why, at=clock.now())


def serve(*, key: str) -> None:
    """Do what the queue holds, as the process `key`, until the process is told to end."""
    call_command(
        "db_worker", worker_id=key, interval=POLL, startup_delay=False, reload=False, verbosity=0,
        queue_name="*",
    )  # fmt: skip


def forget_done() -> None:
    """Take away the queue's own rows that are over; what people see stands in the jobs."""
    call_command("prune_db_task_results", queue_name="*", min_age_days=1, verbosity=0)
    # A process that died has left its row as running, and the queue itself never ends it.
    yesterday = clock.machine_now() - timedelta(days=1)
    DBTaskResult.objects.running().filter(started_at__lt=yesterday).delete()
