"""The schools of an employer and what each has written, in a number of questions that never grows."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db.models import Q

from aktiva.apps.audit import history
from aktiva.apps.guidelines import queries as guidelines
from aktiva.apps.guidelines.queries import CheckedText
from aktiva.apps.organisation import queries as organisation
from aktiva.apps.organisation.models import Employer
from aktiva.apps.schools.models import School, SchoolPart, SchoolYear
from aktiva.domain.schools.record import Record, read
from aktiva.domain.schools.words import Form, Part


@dataclass(frozen=True, slots=True)
class Listed:
    """A school as it is listed: its code, name and kind, and where it stands."""

    id: int
    code: str
    name: str
    form: Form
    unit: int
    department: str
    from_date: date
    to_date: date | None


@dataclass(slots=True)
class Kept:
    """A school's record of a year with its rows, and the record of the year before."""

    school: School
    record: Record
    last: Record | None = None
    year: SchoolYear | None = None
    parts: dict[Part, SchoolPart] = field(default_factory=dict)
    last_parts: dict[Part, SchoolPart] = field(default_factory=dict)

    @property
    def is_signed(self) -> bool:
        return self.year is not None and self.year.state == SchoolYear.State.SIGNED


def schools_of(employer: Employer, on: date, as_of: datetime | None = None) -> tuple[Listed, ...]:
    """Return the employer's schools and preschools on a day, by department and name.

    One question and those of the tree.
    """
    found = history.rows(School, as_of=as_of).filter(employer=employer, from_date__lte=on)
    there = [s for s in found if s.to_date is None or s.to_date > on]
    return listed(employer, there, on=on, as_of=as_of)


def listed(
    employer: Employer, found: Collection[School], *, on: date, as_of: datetime | None = None
) -> tuple[Listed, ...]:
    """Return schools with their names on a day, or their last ones, by department and name."""
    tree = organisation.tree(employer, on=on, as_of=as_of)
    gone = organisation.gone(employer, on=on) if any(s.unit_id not in tree for s in found) else {}
    rows = []
    for school in found:
        node = tree.nodes.get(school.unit_id)
        above = tree.department_of(school.unit_id)
        was = gone.get(school.unit_id)
        rows.append(
            Listed(
                id=school.pk,
                code=school.code,
                name=node.name if node else was.name if was else school.code,
                form=Form(school.form),
                unit=school.unit_id,
                department=above.name if above and above.id != school.unit_id else "",
                from_date=school.from_date,
                to_date=school.to_date,
            )
        )
    return tuple(sorted(rows, key=lambda r: (r.department, r.name, r.code)))


def in_year(employer: Employer, year: int, *, as_of: datetime | None = None) -> list[School]:
    """Return the schools that were there some day of the year. One question."""
    found = history.rows(School, as_of=as_of).filter(employer=employer)
    return [s for s in found.order_by("code") if is_in_year(s, year)]


def is_in_year(school: School, year: int) -> bool:
    """Return whether the school was there some day of the year."""
    return school.from_date <= date(year, 12, 31) and (
        school.to_date is None or school.to_date > date(year, 1, 1)
    )


def records(
    schools: Collection[School], year: int, *, as_of: datetime | None = None
) -> dict[int, Kept]:
    """Return each school's record of a year and of the one before. Two questions, or three.

    Args:
        schools: Rows of one employer, as of the same time.
    """
    ids = [s.pk for s in schools]
    years = list(
        history.rows(SchoolYear, as_of=as_of).filter(
            Q(year=year) | Q(year=year - 1), school__in=ids
        )
    )
    by_id = {row.pk: row for row in years}
    parts: dict[tuple[int, int], dict[Part, SchoolPart]] = {}
    if by_id:
        found = history.rows(SchoolPart, as_of=as_of).filter(school_year__in=list(by_id))
        for part in found:
            of = by_id[part.school_year_id]
            parts.setdefault((of.school_id, of.year), {})[Part(part.part)] = part
    rows = {(row.school_id, row.year): row for row in years}
    kept = {}
    for school in schools:
        now, before = parts.get((school.pk, year), {}), parts.get((school.pk, year - 1), {})
        kept[school.pk] = Kept(
            school=school,
            record=read(year, {p: row.value for p, row in now.items()}),
            last=read(year - 1, {p: row.value for p, row in before.items()}) if before else None,
            year=rows.get((school.pk, year)),
            parts=now,
            last_parts=before,
        )
    return kept


def record(school: School, year: int, *, as_of: datetime | None = None) -> Kept:
    """Return one school's record of a year and the one before. Two questions."""
    return records([school], year, as_of=as_of)[school.pk]


def with_part(kept: Kept, part: Part, row: SchoolPart) -> Record:
    """Return the record as it is with somebody else's version of one part."""
    values = {p: r.value for p, r in kept.parts.items()} | {part: row.value}
    return read(kept.record.year, values)


TEXT_KINDS = {
    Part.TEXTS: ("education_guidelines", "education_routines"),
    Part.PLAN: ("degrading_treatment_plan",),
}


def texts(school: School, part: Part, *, on: date) -> list[CheckedText]:
    """Return the governing documents in force for a school that a part is about.

    The school's own, those of the units above it and the employer's. Four questions and those of
    the tree for a part that is about documents, none for another.
    """
    kinds = TEXT_KINDS.get(part)
    if kinds is None:
        return []
    above = organisation.tree(school.employer, on=on).ancestors(school.unit_id)
    line = {None, school.unit_id, *(node.id for node in above)}
    return [
        text
        for text in guidelines.texts(school.employer, on=on)
        if text.kind in kinds and text.unit_id in line
    ]


def school_for_page(schools, pk: int) -> School:
    """Return one of the schools with its unit and employer.

    Raises:
        School.DoesNotExist: It is not among them.
    """
    return schools.select_related("unit__employer", "employer").get(pk=pk)


def unit_code(employer: Employer, code: str) -> str:
    """Return the code of the unit whose school has a code, empty where none has. One question."""
    found = School.objects.filter(employer=employer, code=code).select_related("unit").first()
    return found.unit.code if found else ""


def at_units(employer: Employer, units: Collection[int], *, year: int) -> list[School]:
    """Return the schools that units are or were some day of the year. One question."""
    found = School.objects.filter(employer=employer, unit__in=units).order_by("code")
    return [s for s in found if is_in_year(s, year)]


def has_records(school_ids: Collection[int]) -> set[int]:
    """Return which of the schools have written something. One question."""
    found = SchoolYear.objects.filter(school__in=school_ids)
    return set(found.values_list("school_id", flat=True))


def marked(employer: Employer) -> dict[int, School]:
    """Return unit → school, also those that have ended. One question."""
    return {s.unit_id: s for s in School.objects.filter(employer=employer)}
