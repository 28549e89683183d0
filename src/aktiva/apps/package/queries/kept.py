"""Packages of closed years that have been made before, and their files on disk."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Exists, OuterRef

from aktiva.adapters.zipped import unzipped
from aktiva.apps.attachments import queries as attachments
from aktiva.apps.cycles.models import Cycle
from aktiva.apps.package.models import KeptPackage


def kept(cycle: Cycle, *, as_of: datetime) -> KeptPackage | None:
    """Return the package of a closing, None if it has not been made. One question."""
    return KeptPackage.objects.filter(cycle=cycle, as_of=as_of).first()


def closed_without_package() -> Cycle | None:
    """Return a closed year whose package has not been made, the latest first. One question."""
    made = KeptPackage.objects.filter(cycle=OuterRef("pk"), as_of=OuterRef("closed_at"))
    return (
        Cycle.objects.filter(~Exists(made), closed_at__isnull=False)
        .select_related("employer")
        .order_by("-year", "pk")
        .first()
    )


def kept_files(found: KeptPackage) -> dict[str, bytes] | None:
    """Return the files of a kept package, None if its content is gone from the disk."""
    path = attachments.folder().path(found.sha256)
    return unzipped(path.read_bytes()) if path.exists() else None
