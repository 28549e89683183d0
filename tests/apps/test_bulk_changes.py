"""Many measures at once: shown first, done together, undone as one."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from strandvik import noon

from aktiva.apps.cycles import actions
from aktiva.apps.cycles.models import BulkChange, Extension, Measure
from aktiva.apps.outbox.models import Mail

AT = noon("2023-11-01")
EXTEND = actions.BulkFacts(
    kind="extend", new_due_date=date(2024, 3, 1), reason="Salen byggs om.", decided_by="HR-chef"
)


def read(response) -> str:
    """Return a page's text with ordinary spaces."""
    return response.text.replace("\u00a0", " ")


@pytest.fixture
def three(town, cycle):
    """Two open measures and one that is done, at two schools."""
    rows = []
    for code, title in (("ALB", "Ett"), ("ALB", "Två"), ("EKL", "Tre")):
        facts = actions.MeasureFacts(
            area="training", title=title, owner_role="rektor", due_date=date(2023, 12, 1)
        )
        rows.append(
            actions.decide_measure(
                cycle=cycle, unit=town.units[code], facts=facts, actor=town.hr,
                at=noon("2023-10-01"),
            )
        )  # fmt: skip
    actions.move_on(measure_id=rows[1].pk, event="complete", actor=town.hr, at=AT)
    return rows


@pytest.mark.django_db
def test_a_preview_says_what_would_happen_to_each_row_and_changes_nothing(town, cycle, three):
    rows = actions.preview(
        cycle=cycle, ids=[m.pk for m in three], facts=EXTEND, actor=town.hr, on=AT.date()
    )

    assert [(r.measure.title, bool(r.problem)) for r in rows] == [
        ("Ett", False), ("Två", True), ("Tre", False),
    ]  # fmt: skip
    assert not Extension.objects.exists()
    assert not BulkChange.objects.exists()


@pytest.mark.django_db
def test_what_was_shown_is_done_and_undone_as_one(town, cycle, three):
    change = actions.change_many(
        cycle=cycle, ids=[m.pk for m in three], facts=EXTEND, actor=town.hr, at=AT
    )
    assert Extension.objects.count() == 2

    assert actions.undo_many(change_id=change.pk, actor=town.hr, at=AT) == (2, 0)

    assert {m.due_date for m in Measure.objects.all()} == {date(2023, 12, 1)}
    assert not Extension.objects.exists()
    with pytest.raises(BulkChange.DoesNotExist):
        actions.undo_many(change_id=change.pk, actor=town.hr, at=AT)


@pytest.mark.django_db
def test_a_row_that_somebody_changed_since_stays_when_the_change_is_undone(town, cycle, three):
    change = actions.change_many(
        cycle=cycle, ids=[three[0].pk, three[2].pk], actor=town.hr, at=AT,
        facts=actions.BulkFacts(kind="assign", owner_role="biträdande rektor"),
    )  # fmt: skip
    facts = actions.MeasureFacts(
        area="training", title="Ett", owner_role="arbetslagsledare", due_date=date(2023, 12, 1)
    )
    actions.change_measure(measure_id=three[0].pk, facts=facts, actor=town.hr, at=AT)

    assert actions.undo_many(change_id=change.pk, actor=town.hr, at=AT) == (1, 1)

    roles = {m.title: m.owner_role for m in Measure.objects.all()}
    assert roles == {"Ett": "arbetslagsledare", "Två": "rektor", "Tre": "rektor"}


@pytest.mark.django_db
def test_rows_out_of_reach_are_left_out(town, cycle, three):
    bo = town.people["Bo Grip"]

    change = actions.change_many(
        cycle=cycle, ids=[m.pk for m in three], actor=bo, at=AT,
        facts=actions.BulkFacts(kind="assign", owner_role="arbetslagsledare"),
    )  # fmt: skip

    assert {note["id"] for note in change.rows} == {three[0].pk, three[1].pk}
    with pytest.raises(ValidationError, match="Ingen av de valda"):
        actions.change_many(
            cycle=cycle, ids=[three[2].pk], actor=bo, at=AT,
            facts=actions.BulkFacts(kind="start"),
        )  # fmt: skip


@pytest.mark.django_db
def test_a_measure_can_only_be_moved_to_a_unit_within_reach(town, cycle, three):
    bo = town.people["Bo Grip"]

    with pytest.raises(ValidationError) as refused:
        actions.change_many(
            cycle=cycle, ids=[three[0].pk], actor=bo, at=AT,
            facts=actions.BulkFacts(kind="move", unit_id=town.units["EKL"].pk),
        )  # fmt: skip
    change = actions.change_many(
        cycle=cycle, ids=[three[0].pk], actor=town.hr, at=AT,
        facts=actions.BulkFacts(kind="move", unit_id=town.units["EKL"].pk),
    )  # fmt: skip

    assert "unit_id" in refused.value.message_dict
    assert Measure.objects.get(pk=three[0].pk).unit_id == town.units["EKL"].pk
    actions.undo_many(change_id=change.pk, actor=town.hr, at=AT)
    assert Measure.objects.get(pk=three[0].pk).unit_id == town.units["ALB"].pk


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("facts", "field"),
    [
        (actions.BulkFacts(kind="extend"), "new_due_date"),
        (actions.BulkFacts(kind="extend", new_due_date=date(2024, 1, 1)), "reason"),
        (actions.BulkFacts(kind="assign", owner_role=" "), "owner_role"),
        (actions.BulkFacts(kind="move"), "unit_id"),
        (actions.BulkFacts(kind="radera"), "kind"),
    ],
)
def test_what_a_change_needs_is_asked_for(town, cycle, three, facts, field):
    with pytest.raises(ValidationError) as refused:
        actions.preview(cycle=cycle, ids=[three[0].pk], facts=facts, actor=town.hr, on=AT.date())

    assert field in refused.value.message_dict


@pytest.mark.django_db
def test_the_list_is_changed_and_undone_through_its_pages(client, town, cycle, three, day):
    day("2023-11-01")
    client.force_login(town.hr)
    chosen = {"atgard": [str(m.pk) for m in three], "kind": "extend"}
    address = f"/ar/{cycle.pk}/atgarder/flera/"

    first = client.post(address, chosen)
    assert "3 åtgärder är valda" in read(first)
    said = chosen | {"new_due_date": "2024-03-01", "reason": "Ombyggnad.", "decided_by": "HR-chef"}
    shown = client.post(address, said | {"preview": "1"})
    assert "Ändra 2 åtgärder" in read(shown)
    assert "ändras inte" in read(shown)
    assert not Extension.objects.exists()
    done = client.post(address, said | {"confirm": "1"}, follow=True)
    assert "2 åtgärder är ändrade" in read(done)
    assert "Ångra" in read(done)
    change = BulkChange.objects.get()
    back = client.post(f"/ar/{cycle.pk}/atgarder/angra/{change.pk}/", follow=True)
    assert "2 åtgärder är som de var" in read(back)


@pytest.mark.django_db
def test_an_empty_choice_leads_back_to_the_list(client, town, cycle, day):
    day("2023-11-01")
    client.force_login(town.hr)

    answer = client.post(f"/ar/{cycle.pk}/atgarder/flera/", {"kind": "extend"}, follow=True)

    assert "Välj minst en åtgärd" in read(answer)


@pytest.mark.django_db
def test_those_who_answer_get_one_letter_each_and_an_empty_post_is_shown(town, cycle, three):
    for measure in three:
        actions.change_measure(
            measure_id=measure.pk, actor=town.hr, at=AT,
            facts=actions.MeasureFacts(
                area="training", title=measure.title, owner_role="Enhetschef",
                due_date=measure.due_date,
            ),
        )  # fmt: skip
    nobody = actions.decide_measure(
        cycle=cycle, unit=town.units["ALB"], actor=town.hr, at=noon("2023-10-01"),
        facts=actions.MeasureFacts(
            area="training", title="Fyra", owner_role="registrator", due_date=date(2023, 12, 1)
        ),
    )  # fmt: skip
    asked = {
        "cycle": cycle, "ids": [*(m.pk for m in three), nobody.pk], "actor": town.hr,
        "facts": actions.BulkFacts(kind="remind"),
    }  # fmt: skip

    rows = actions.preview(**asked, on=AT.date())
    assert {r.measure.title for r in rows if r.problem} == {"Fyra"}
    change = actions.change_many(**asked, at=AT)

    letters = {mail.to.name: mail.body for mail in Mail.objects.all()}
    assert set(letters) == {"Bo Grip", "Eva Sten"}
    assert "2 åtgärder" in letters["Bo Grip"]
    assert not any("Läsa" in body or "Tre" in body for body in letters.values())
    with pytest.raises(BulkChange.DoesNotExist):
        actions.undo_many(change_id=change.pk, actor=town.hr, at=AT)
