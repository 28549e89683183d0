"""Reads of background work."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings

from aktiva.adapters.files.folder import Folder
from aktiva.apps.background.models import Job, Worker

LEASE = timedelta(seconds=60)
"""A process that has not been heard of for so long is taken for dead."""


def folder() -> Folder:
    """Return the folder of what has been made, apart from what people have handed in.

    The same content may lie in both; each is removed by its own rules.
    """
    return Folder(settings.AKTIVA_FILES / "made")


def content(job: Job) -> bytes:
    """Return what a job made.

    Raises:
        FileNotFoundError: It is not on disk, for example after a copy of the database alone.
    """
    return folder().path(job.sha256).read_bytes()


def is_kept(job: Job) -> bool:
    """Return whether what the job made can still be fetched."""
    return job.state == Job.State.DONE and bool(job.sha256) and folder().path(job.sha256).exists()


def living_workers(*, now: datetime):
    """Return the processes heard of within the lease; `now` is the machine's time."""
    return Worker.objects.filter(seen_at__gt=now - LEASE)


def has_worker(*, now: datetime) -> bool:
    """Return whether any process does background work. One question."""
    return living_workers(now=now).exists()


def is_held(job_id: int, *, worker: str) -> bool:
    """Return whether a job is still this process's to do."""
    return Job.objects.filter(pk=job_id, state=Job.State.RUNNING, worker=worker).exists()
