"""Saying which units are schools or preschools, until when, and taking it back."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from aktiva.apps.audit import history, log
from aktiva.apps.organisation.models import Employer, Unit
from aktiva.apps.schools import policy
from aktiva.apps.schools.models import School, SchoolYear
from aktiva.domain.schools.words import Form


class Written(Exception):
    """A school has a record, so the marking is not taken back; it can be ended."""


@dataclass(frozen=True, slots=True)
class Marking:
    """A unit that is a school: of what kind and with which code."""

    unit_id: int
    form: str
    code: str


@transaction.atomic
def mark(
    *, employer: Employer, markings: Sequence[Marking], from_date: date, actor, at: datetime
) -> list[School]:
    """Say that units are schools or preschools; one that has ended is taken up again.

    Raises:
        Employer.DoesNotExist: `actor` does not keep this employer's year.
        Unit.DoesNotExist: A unit is not the employer's.
        ValidationError: A code is missing or is another school's; nothing was changed.
    """
    employer = (
        policy.keepable_employers(actor, on=at.date())
        .select_for_update(of=("self",))
        .get(pk=employer.pk)
    )
    wanted = {m.unit_id: m for m in markings}
    if set(Unit.objects.filter(employer=employer, pk__in=wanted).values_list("pk", flat=True)) != (
        set(wanted)
    ):
        raise Unit.DoesNotExist
    there = {s.unit_id: s for s in School.objects.filter(employer=employer)}
    _check(wanted.values(), there)
    again = [s for pk, s in there.items() if pk in wanted and s.to_date and s.to_date <= at.date()]
    for school in again:
        of = wanted[school.unit_id]
        school.to_date, school.form, school.code = None, of.form, of.code.strip()
    history.update_many(again, ["to_date", "form", "code"], at=at, by=actor)
    new = history.store_many(
        [
            School(
                employer=employer, unit_id=m.unit_id, form=m.form, code=m.code.strip(),
                from_date=from_date,
            )
            for m in wanted.values()
            if m.unit_id not in there
        ],
        at=at,
        by=actor,
    )  # fmt: skip
    if new or again:
        log.record(
            log.Event.SCHOOLS_MARKED, actor=actor, about=employer, at=at,
            details={"n": len(new) + len(again)},
        )  # fmt: skip
    return list(School.objects.filter(unit__in=wanted).order_by("pk"))


def _check(wanted: Collection[Marking], there: dict[int, School]) -> None:
    problems = []
    taken = {s.code for pk, s in there.items() if pk not in {m.unit_id for m in wanted}}
    for marking in wanted:
        code = marking.code.strip()
        if not code:
            problems.append(_("En vald enhet saknar kod. Skriv skolenhetskoden eller en egen kod."))
        elif len(code) > 40:
            problems.append(
                _("Koden %(code)s… är längre än 40 tecken. Korta den.") % {"code": code[:20]}
            )
        elif code in taken:
            problems.append(
                _("Koden %(code)s står på två skolor. Skriv en kod för var och en.")
                % {"code": code}
            )
        taken.add(code)
        if marking.form not in set(Form):
            problems.append(_("En vald enhet saknar skolform. Välj en för var och en."))
    if problems:
        raise ValidationError(list(dict.fromkeys(problems)))


@transaction.atomic
def unmark(*, school_ids: Collection[int], actor, at: datetime) -> int:
    """Take back that units are schools, as if it had never been said; return how many they were.

    Raises:
        School.DoesNotExist: No such school, or not one that `actor` keeps.
        Written: One of them has a record; nothing was changed.
    """
    schools = list(
        policy.keepable_schools(actor, on=at.date())
        .select_for_update()
        .filter(pk__in=school_ids)
        .order_by("pk")
    )
    if not schools or len(schools) != len(set(school_ids)):
        raise School.DoesNotExist
    if SchoolYear.objects.filter(school__in=schools).exists():
        raise Written(", ".join(map(str, schools)))
    log.record(
        log.Event.SCHOOLS_UNMARKED, actor=actor, about=schools[0].employer, at=at,
        details={"codes": [s.code for s in schools]},
    )  # fmt: skip
    for school in schools:
        history.remove(school, at=at, by=actor)
    return len(schools)


@transaction.atomic
def change_school(
    *,
    school_id: int,
    form: str,
    code: str,
    from_date: date,
    to_date: date | None,
    actor,
    at: datetime,
) -> School:
    """Say anew what kind of school it is, its code, and from and until when it is one.

    Raises:
        School.DoesNotExist: No such school, or not one that `actor` keeps.
        ValidationError: The code is taken, or it ends before it begins.
    """
    school = policy.keepable_schools(actor, on=at.date()).select_for_update().get(pk=school_id)
    if to_date is not None and to_date <= from_date:
        raise ValidationError(
            {"to_date": _("Den kan inte sluta innan den har börjat. Ändra något av datumen.")}
        )
    if School.objects.filter(employer=school.employer_id, code=code.strip()).exclude(
        pk=school.pk
    ).exists():  # fmt: skip
        raise ValidationError({"code": _("Koden står redan på en annan skola. Skriv en annan.")})
    school.form, school.code = form, code.strip()
    school.from_date, school.to_date = from_date, to_date
    history.store(school, at=at, by=actor)
    log.record(log.Event.SCHOOL_CHANGED, actor=actor, about=school, at=at)
    return school
