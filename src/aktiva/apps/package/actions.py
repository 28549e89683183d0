"""Making the package: the years' files, their sums and one zip, with a trace that it was made."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from aktiva.adapters.clock import SWEDEN
from aktiva.adapters.zipped import zipped
from aktiva.apps.attachments import queries as attachments
from aktiva.apps.audit import history, log
from aktiva.apps.cycles.models import Cycle
from aktiva.apps.organisation.models import Employer
from aktiva.apps.package import policy, queries
from aktiva.apps.package.models import KeptPackage
from aktiva.domain import package

Tell = Callable[[int, int, str], None]


@dataclass(frozen=True, slots=True)
class Made:
    """The finished package.

    Args:
        manifests: Each year's description, as it stands in the package.
    """

    name: str
    content: bytes
    sha256: str
    manifests: tuple[dict, ...]

    @property
    def n_files(self) -> int:
        """How many files the years hold."""
        return sum(len(m["files"]) for m in self.manifests)


def make_package(
    *,
    employer: Employer,
    years: Sequence[int],
    actor,
    at: datetime,
    on: date | None = None,
    tell: Tell = lambda _done, _of, _words: None,
) -> Made:
    """Make the package of one or several years.

    A closed year is read as it stood when it was closed, and kept, so that it is the same bytes
    ever after. With `on` every year is read as that day ended.

    Args:
        actor: Who asks; None for whoever runs the machine.

    Raises:
        Employer.DoesNotExist: `actor` does not make this employer's package.
        ValidationError: A year has not been opened, or had not been on the day.
    """
    if actor is not None:
        policy.employers(actor, on=at.date()).get(pk=employer.pk)
    frames = [_frame(employer, year, on=on, at=at) for year in sorted(set(years))]
    files: dict[str, bytes] = {}
    new: list[tuple[queries.Year, bytes]] = []
    for n, year in enumerate(frames):
        found = _kept(year)
        if found is None:
            found = queries.made(year, tell=_part(tell, n, len(frames)))
            if year.closed:
                new.append((year, zipped(found, at=year.as_of)))
        files |= found
    manifests = tuple(json.loads(files[f"{year.year}/{package.MANIFEST}"]) for year in frames)
    files[package.CONTENTS] = package.table_of_contents(manifests)
    files[package.MANIFEST] = package.as_json(
        {"format": package.FORMAT, "years": [_sum(files, year.year) for year in frames]}
    )
    files[package.CHECKSUMS] = package.checksums(files)
    content = zipped(files, at=max(year.as_of for year in frames))
    made = Made(_name(employer, frames), content, package.sha256(content), manifests)
    _note(frames, new, made, actor=actor, at=at)
    return made


def _frame(employer: Employer, year: int, *, on: date | None, at: datetime) -> queries.Year:
    cycle = Cycle.objects.filter(employer=employer, year=year).select_related("employer").first()
    if cycle is None:
        raise ValidationError(
            _("Det finns inga uppgifter om %(year)s, för året är inte öppnat. Välj ett annat år.")
            % {"year": year}
        )
    as_of, closed = queries.moment_of(cycle, on=on, now=at)
    if cycle.opened_at > as_of:
        raise ValidationError(
            _("%(year)s var inte öppnat den %(on)s. Välj en senare dag.")
            % {"year": year, "on": as_of.date().isoformat()}
        )
    return queries.year_as_of(cycle, as_of=as_of, closed=closed)


def _kept(year: queries.Year) -> dict[str, bytes] | None:
    found = queries.kept(year.cycle, as_of=year.as_of) if year.closed else None
    return queries.kept_files(found) if found else None


def _part(tell: Tell, n: int, of: int) -> Tell:
    """Return a teller for one year of several, so that the whole goes from nothing to all."""
    return lambda done, total, words: tell(n * total + done, of * total, words)


def _sum(files: dict[str, bytes], year: int) -> dict:
    path = f"{year}/{package.MANIFEST}"
    return {"year": year, "manifest": path, "sha256": package.sha256(files[path])}


def _name(employer: Employer, frames: Sequence[queries.Year]) -> str:
    years = "-".join(str(frame.year) for frame in frames)
    return package.ascii_name(f"do {employer.org_number} {years}", "zip")


@transaction.atomic
def _note(
    frames: Sequence[queries.Year],
    new: Sequence[tuple[queries.Year, bytes]],
    made: Made,
    *,
    actor,
    at: datetime,
) -> None:
    for year, content in new:
        sha256 = attachments.folder().keep(content)
        if queries.kept(year.cycle, as_of=year.as_of) is None:
            history.store(
                KeptPackage(
                    cycle=year.cycle, as_of=year.as_of, sha256=sha256, size=len(content), made_at=at
                ),
                at=at,
                by=actor,
            )
    for year in frames:
        log.record(
            log.Event.PACKAGE_MADE,
            actor=actor,
            about=year.cycle,
            at=at,
            details={
                "as_of": year.as_of.astimezone(SWEDEN).isoformat(timespec="seconds"),
                "sha256": made.sha256,
            },
        )
