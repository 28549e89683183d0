"""What a new unit has shown is not lost when somebody would undo what made the unit."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from strandvik import noon

from aktiva.apps.cycles import actions
from aktiva.apps.cycles.models import Measure, Note
from aktiva.apps.organisation import actions as organisation
from aktiva.domain.organisation.reorganising import Change, ChangeKind, Part

pytestmark = pytest.mark.django_db


def test_a_reorganisation_is_not_undone_under_evidence_that_the_new_unit_has_given(town, cycle):
    facts = actions.MeasureFacts(
        area="training", title="Läsa planen", owner_role="rektor", due_date=date(2023, 12, 1)
    )
    actions.import_plan(
        cycle=cycle, unit=town.root, rows=[facts], actor=town.hr, at=noon("2023-09-01"), common=True
    )
    schools = tuple(town.units[code].pk for code in ("ALB", "EKL"))
    centrum = Part("Centrumskolan", "Centrumskolan", "enhet", town.units["BF"].pk, None)
    merged = Change(ChangeKind.MERGE, date(2023, 9, 18), schools, (centrum,))
    made = organisation.reorganise(
        employer=town.employer, actor=town.hr, at=noon("2023-09-18"),
        change=merged, decision=organisation.Decision("kommunstyrelsen", "KS 2023/114 § 12"),
    )  # fmt: skip
    new = town.employer.units.get(pk=made.facts["after"][-1][0])
    actions.add_note(
        measure_id=Measure.objects.get().pk, unit_id=new.pk, text="Vi läste den.",
        written_as="rektor", actor=town.hr, at=noon("2023-09-25"),
    )  # fmt: skip

    with pytest.raises(ValidationError, match="1 underlag"):
        organisation.undo_reorganisation(
            reorganisation_id=made.pk, actor=town.hr, at=noon("2023-09-26")
        )

    assert Note.objects.get().unit == new
