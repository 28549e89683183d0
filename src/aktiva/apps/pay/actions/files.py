"""A pay file is read in, its columns are confirmed by a person, and its rows are frozen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from aktiva.adapters.pay_files import OpenedFile, frozen, open_file
from aktiva.adapters.pay_files.waiting import LONGEST_SHEET, other_sheets, pack, unpack
from aktiva.apps.audit import history, log
from aktiva.apps.pay import policy, queries
from aktiva.apps.pay.actions.grouping import set_up_groups
from aktiva.apps.pay.actions.keeping import open_mapping
from aktiva.apps.pay.actions.reading import FILE, ROWS, drop_copy, open_copy, seal
from aktiva.apps.pay.actions.recounting import recount
from aktiva.apps.pay.models import PayRun
from aktiva.apps.pay.queries import places_of
from aktiva.domain.pay.columns import FaultyTable
from aktiva.domain.pay.layouts import Layout, WrongLayout, confirm
from aktiva.domain.pay.mapping import Sexes
from aktiva.domain.pay.meanings import Meaning
from aktiva.domain.pay.people import read_people
from aktiva.domain.pay.recognising import Proposal, Purpose, recognise
from aktiva.domain.pay.reconciling import (
    Entry,
    Explained,
    Place,
    Reconciliation,
    WrongExplanation,
    read_roll,
    reconcile,
    unexplained,
)
from aktiva.domain.pay.sexes import rows_that_disagree

_LONGEST_NAME = 200
"""Of a longer name the end is kept, which says what kind of file it is."""


@dataclass(frozen=True)
class Waiting:
    """A file whose columns a person is asked to confirm; `layout` is what was confirmed before."""

    run: PayRun
    file: OpenedFile
    proposal: Proposal
    layout: Layout | None


@transaction.atomic
def take_file(
    *,
    mapping_id: int,
    name: str,
    content: bytes,
    why: str = "",
    sheet: str | None = None,
    actor,
    at: datetime,
) -> PayRun:
    """Take in a pay file; it waits, encrypted, until its columns are confirmed.

    What its columns that are never read in hold is not stored, not even while it waits.

    Raises:
        PayMapping.DoesNotExist: Not one that `actor` keeps and reads.
        ValidationError: The file cannot be read, a line for each fault, or another file is in use
            and it is not said why a new one comes.
    """
    mapping = open_mapping(mapping_id, actor=actor, at=at, work=True)
    if queries.current_run(mapping) is not None and not why.strip():
        raise ValidationError({"why": _("Skriv varför en ny lönefil läses in.")})
    try:
        opened = open_file(content, name=name, sheet=sheet)
        recognise(opened.table, Purpose.PAY)
        kept = pack(opened, other_sheets(content, name=name, opened=opened))
    except FaultyTable as faulty:
        raise ValidationError({"file": list(faulty.lines)}) from faulty
    for waiting in mapping.runs.filter(confirmed_at=None):
        _remove(waiting, actor=actor, at=at)
    last = mapping.runs.aggregate(n=Max("number"))["n"] or 0
    run = PayRun(
        mapping=mapping, number=last + 1, file_name=name[-_LONGEST_NAME:], sheet=opened.sheet[:LONGEST_SHEET],
        sha256=opened.sha256, n_rows=opened.n_rows, notes=list(opened.notes), why=why.strip(),
        read_at=at, read_by=actor,
    )  # fmt: skip
    history.store(run, at=at, by=actor)
    seal(run, kept, what=FILE)
    log.record(
        log.Event.PAY_FILE_READ_IN, actor=actor, about=run, at=at,
        details={"rows": run.n_rows, "sha256": run.sha256},
    )  # fmt: skip
    return run


def waiting(run: PayRun) -> Waiting:
    """Return a file that waits, with what its columns seem to mean.

    Raises:
        CannotRead: The file cannot be opened here.
        ValidationError: The file can no longer be read.
    """
    try:
        opened = unpack(open_copy(run, what=FILE), name=run.file_name, sheet=run.sheet)
        proposal = recognise(opened.table, Purpose.PAY)
    except FaultyTable as faulty:
        raise ValidationError(list(faulty.lines)) from faulty
    return Waiting(run, opened, proposal, _remembered(run, opened.table.names))


@transaction.atomic
def choose_sheet(*, run_id: int, sheet: str, actor, at: datetime) -> PayRun:
    """Read another sheet of a workbook that waits.

    What the other sheet gave when it was held against the staff register is gone.

    Raises:
        PayRun.DoesNotExist: Not one that waits, of a mapping that `actor` keeps and reads.
        ValidationError: There is no such sheet, or it cannot be read.
        CannotRead: The file cannot be opened here.
    """
    run = _waiting_run(run_id, actor=actor, at=at)
    open_mapping(run.mapping_id, actor=actor, at=at, work=True)
    try:
        opened = unpack(open_copy(run, what=FILE), name=run.file_name, sheet=sheet)
        recognise(opened.table, Purpose.PAY)
    except FaultyTable as faulty:
        raise ValidationError({"sheet": list(faulty.lines)}) from faulty
    run.sheet, run.n_rows, run.notes = (
        opened.sheet[:LONGEST_SHEET],
        opened.n_rows,
        list(opened.notes),
    )
    run.register_name, run.n_register, run.n_both = "", None, None
    run.places, run.explained = [], []
    history.store(run, at=at, by=actor)
    log.record(
        log.Event.PAY_FILE_READ_IN, actor=actor, about=run, at=at,
        details={"rows": run.n_rows, "sha256": run.sha256},
    )  # fmt: skip
    return run


def disagreeing(found: Waiting, columns: Mapping[str, Sequence[str]], sexes: Sexes | None) -> int:
    """Return in how many rows the column of sex and the personal number say different things.

    Args:
        columns: Meaning → headings, as they are chosen.
        sexes: The codes in the column of sex.
    """
    sex = next(iter(columns.get(Meaning.SEX, ())), None)
    numbers = found.proposal.columns.get(Meaning.PERSONAL_NUMBER)
    if sex is None or numbers is None or sexes is None or numbers.heading == sex:
        return 0
    return rows_that_disagree(found.file.table, sex=sex, number=numbers.heading, sexes=sexes)


def _remembered(run: PayRun, names: Sequence[str]) -> Layout | None:
    """Return what was confirmed for the employer's last file with the same headings."""
    kept = (
        PayRun.objects.filter(mapping__cycle__employer=run.mapping.cycle.employer_id)
        .exclude(confirmed_at=None)
        .exclude(layout="")
        .order_by("-confirmed_at")
        .values_list("layout", flat=True)
    )
    for text in kept:
        try:
            layout = Layout.from_json(text)
        except WrongLayout:
            continue
        if layout.fits(names):
            return layout
    return None


@transaction.atomic
def confirm_file(
    *,
    run_id: int,
    columns: Mapping[str, str | Sequence[str]],
    sexes: Sexes | None,
    hours_month: float | None = None,
    holiday_percent: float = 0.0,
    actor,
    at: datetime,
) -> PayRun:
    """Confirm what the columns mean, freeze the rows, and let the mapping stand on them.

    The file itself is gone afterwards. Groups are proposed for titles and codes that have none.

    Raises:
        PayRun.DoesNotExist: Not one that waits, of a mapping that `actor` keeps and reads.
        ValidationError: A column is wrong, or something in the rows is; a line for each.
        CannotRead: The file cannot be opened here.
    """
    run = _waiting_run(run_id, actor=actor, at=at)
    mapping = open_mapping(run.mapping_id, actor=actor, at=at, work=True)
    found = waiting(run)
    try:
        layout = confirm(
            found.file.table.names, columns, sexes=sexes, hours_month=hours_month,
            holiday_percent=holiday_percent,
        )  # fmt: skip
        people = read_people(found.file.table, layout, year=mapping.pay_date.year)
    except WrongLayout as wrong:
        raise ValidationError(str(wrong)) from wrong
    except FaultyTable as faulty:
        raise ValidationError(list(faulty.lines)) from faulty
    used = set(layout.headings())
    run.layout = layout.to_json()
    run.dropped = [asdict(d) for d in found.proposal.dropped if d.heading not in used] + [
        {"heading": name, "why": _("den behövs inte"), "sensitive": False}
        for name in found.file.table.names
        if name not in used and name not in {d.heading for d in found.proposal.dropped}
    ]
    run.n_rows = len(people)
    run.confirmed_at = at
    history.store(run, at=at, by=actor)
    seal(run, frozen.freeze(people, sha256=run.sha256), what=ROWS)
    log.record(
        log.Event.PAY_FILE_CONFIRMED, actor=actor, about=run, at=at,
        details={"run": run.number, "rows": run.n_rows, "sha256": run.sha256},
    )  # fmt: skip
    figures = queries.Figures(
        mapping=mapping, run=run, people=people, work=tuple(queries.work_groups(mapping))
    )
    recount(set_up_groups(figures, actor=actor, at=at), actor=actor, at=at)
    return run


@transaction.atomic
def hold_against_register(
    *, run_id: int, name: str, content: bytes, actor, at: datetime
) -> Reconciliation:
    """Hold a file that waits against the staff register; only counts are kept.

    The columns of the pay file must be recognised without a question, or have been confirmed
    before, for the two files to be joined.

    Raises:
        PayRun.DoesNotExist: Not one that waits, of a mapping that `actor` keeps and reads.
        ValidationError: A file cannot be read, or nobody is found in both.
        CannotRead: The pay file cannot be opened here.
    """
    run = _waiting_run(run_id, actor=actor, at=at)
    found = waiting(run)
    try:
        register = open_file(content, name=name)
    except FaultyTable as faulty:
        raise ValidationError({"register": list(faulty.lines)}) from faulty
    paid = _roll(found.file, called=_("Lönefilen"), known=found.layout)
    listed = _roll(register, called=_("Personalregistret"))
    try:
        held = reconcile(paid, listed, at=run.mapping.pay_date)
    except WrongLayout as wrong:
        raise ValidationError({"register": str(wrong)}) from wrong
    if not held.n_both:
        raise ValidationError(
            {
                "register": _(
                    "Ingen i lönefilen finns i personalregistret. Kontrollera att numren är av "
                    "samma slag i båda filerna."
                )
            }
        )
    run.register_name = name[-_LONGEST_NAME:]
    run.n_register, run.n_both = held.n_register, held.n_both
    run.places = [{**_place_data(p), "n": n} for p, n in held.counts().items()]
    run.explained = [_explained_data(e) for e in held.proposed()]
    history.store(run, at=at, by=actor)
    log.record(
        log.Event.PAY_MAPPING_KEPT, actor=actor, about=run.mapping, at=at,
        details={"what": "reconciled", "both": held.n_both},
    )  # fmt: skip
    return held


def _roll(file: OpenedFile, *, called: str, known: Layout | None = None) -> tuple[Entry, ...]:
    try:
        return read_roll(file.table, _as_staff(file, known))
    except FaultyTable as faulty:
        lines = [f"{called}: {line}" for line in faulty.lines]
        raise ValidationError({"register": lines}) from faulty
    except WrongLayout as wrong:
        raise ValidationError({"register": f"{called}: {wrong}"}) from wrong


def _as_staff(file: OpenedFile, known: Layout | None) -> Layout:
    sure = {m.value: headings for m, headings in known.columns.items()} if known else {}
    taken = set(known.headings()) if known else set()
    found = recognise(file.table, Purpose.STAFF).columns
    columns = {m: (c.heading,) for m, c in found.items() if c.heading not in taken} | sure
    if not {Meaning.ID, Meaning.PERSONAL_NUMBER} & set(columns):
        raise WrongLayout(
            _(
                "det går inte att se vilken kolumn som är anställningsnummer. Ge den rubriken "
                "Anställningsnummer och läs in filen igen."
            )
        )
    return confirm(file.table.names, columns, purpose=Purpose.STAFF)


@transaction.atomic
def explain_places(
    *, run_id: int, given: Sequence[Explained], actor, at: datetime
) -> dict[Place, int]:
    """Say why some are in one of the files only; return how many nobody has explained.

    Raises:
        PayRun.DoesNotExist: Not one of a mapping that `actor` keeps and reads.
        ValidationError: More are explained than there are, or the own words say nothing.
    """
    kept = policy.workable_mappings(actor, on=at.date())
    run = PayRun.objects.filter(mapping__in=kept).select_related("mapping").get(pk=run_id)
    open_mapping(run.mapping_id, actor=actor, at=at, work=True)
    try:
        left = unexplained(places_of(run), given)
    except WrongExplanation as wrong:
        raise ValidationError(str(wrong)) from wrong
    run.explained = [_explained_data(e) for e in given]
    history.store(run, at=at, by=actor)
    log.record(
        log.Event.PAY_MAPPING_KEPT, actor=actor, about=run.mapping, at=at,
        details={"what": "explained", "left": sum(left.values())},
    )  # fmt: skip
    return left


@transaction.atomic
def drop_file(*, run_id: int, actor, at: datetime) -> None:
    """Take away a file that waits; nothing of it is kept.

    Raises:
        PayRun.DoesNotExist: Not one that waits, of a mapping that `actor` keeps and reads.
    """
    _remove(_waiting_run(run_id, actor=actor, at=at), actor=actor, at=at)


@transaction.atomic
def drop_left_files(*, at: datetime) -> int:
    """Take away the files that have waited for longer than a day; return how many there were."""
    left = list(queries.left_files(at=at).select_for_update())
    for run in left:
        _remove(run, actor=None, at=at)
    return len(left)


def _waiting_run(run_id: int, *, actor, at: datetime) -> PayRun:
    kept = policy.workable_mappings(actor, on=at.date())
    found = PayRun.objects.filter(mapping__in=kept, confirmed_at=None)
    return found.select_related("mapping__cycle__employer").get(pk=run_id)


def _remove(run: PayRun, *, actor, at: datetime) -> None:
    log.record(log.Event.PAY_FILE_DROPPED, actor=actor, about=run, at=at)
    drop_copy(run)
    history.remove(run, at=at, by=actor)


def _place_data(place: Place) -> dict[str, object]:
    return {"side": place.side.value, "form": place.form, "unit": place.unit}


def _explained_data(given: Explained) -> dict[str, object]:
    return {
        **_place_data(given.place), "reason": given.reason.value, "n": given.n, "words": given.words
    }  # fmt: skip
