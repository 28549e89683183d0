"""The only door to pay: who reads, what and when is written in the log before anything is shown."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.db import transaction

from aktiva.adapters.pay_files import frozen
from aktiva.adapters.sealing import CannotOpen, KeyFolder, KeyMissing
from aktiva.apps.audit import log
from aktiva.apps.pay import policy, queries
from aktiva.apps.pay.models import PayCopy, PayMapping, PayRun
from aktiva.apps.pay.queries import Figures


class NoRun(Exception):
    """No pay file has been read in and confirmed yet."""


class CannotRead(Exception):
    """The copy is there but cannot be opened: its key is on another machine, or it is damaged."""


def key_folder() -> KeyFolder:
    """Return where the keys to the copies lie."""
    return KeyFolder(settings.AKTIVA_PAY_KEYS)


def about(run: PayRun, *, what: str) -> str:
    """Return what a copy is bound to: the run, and whether it is the file or the frozen rows."""
    return f"aktiva pay run {run.pk} {what}"


FILE, ROWS = "file", "rows"


def seal(run: PayRun, content: bytes, *, what: str) -> PayCopy:
    """Keep a copy, encrypted with a key of its own; what was there before is gone with its key."""
    drop_copy(run)
    key = frozen.new_key()
    name = key_folder().keep(key)
    kept = frozen.encrypt(content, key=key, about=about(run, what=what))
    return PayCopy.objects.create(run=run, key_name=name, content=kept)


def open_copy(run: PayRun, *, what: str) -> bytes:
    """Return what a run keeps.

    Raises:
        CannotRead: There is no such copy, no key here, or the bytes have been changed.
    """
    copy = PayCopy.objects.filter(run=run).first()
    if copy is None:
        raise CannotRead(run.pk)
    try:
        key = key_folder().read(copy.key_name)
        return frozen.decrypt(bytes(copy.content), key=key, about=about(run, what=what))
    except (KeyMissing, CannotOpen) as error:
        raise CannotRead(run.pk) from error


def drop_copy(run: PayRun) -> None:
    """Take away a run's copy, and its key when the change holds."""
    copy = PayCopy.objects.filter(run=run).first()
    if copy is None:
        return
    name = copy.key_name
    copy.delete()
    transaction.on_commit(lambda: key_folder().destroy(name))


@transaction.atomic
def read(mapping: PayMapping, *, page: str, actor, at: datetime) -> Figures:
    """Return the figures of the run that the mapping stands on, after noting who reads them.

    Args:
        page: What they are read for, as it stands in the log.

    Raises:
        PayMapping.DoesNotExist: `actor` is not named to read the pay of this mapping.
        NoRun: No file has been confirmed.
        CannotRead: The copy cannot be opened here.
    """
    found = policy.readable_mappings(actor, on=at.date()).select_related("cycle__employer")
    mapping = found.get(pk=mapping.pk)
    run = queries.current_run(mapping)
    if run is None:
        raise NoRun(mapping.pk)
    try:
        people = frozen.thaw(open_copy(run, what=ROWS)).people
    except frozen.Damaged as damaged:
        raise CannotRead(run.pk) from damaged
    log.record(
        log.Event.PAY_FIGURES_SEEN, actor=actor, about=mapping, at=at,
        details={"page": page, "run": run.number},
    )  # fmt: skip
    return Figures(
        mapping=mapping, run=run, people=people, work=tuple(queries.work_groups(mapping))
    )
