"""Who: a job is its own asker's and nobody else's."""

from __future__ import annotations

from datetime import datetime

from aktiva.apps.background.models import Job


def visible_jobs(user, *, at: datetime):
    """Return the jobs the person has asked for and that have not expired."""
    return Job.objects.filter(asked_by=user, expires_at__gt=at)
