"""An examination counts when it says how, when, with whom and what was seen."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given, settings
from hypothesis import strategies as st
from strandvik import noon

from aktiva.adapters.questionnaires import read_shipped
from aktiva.apps.cycles import actions
from aktiva.apps.cycles.actions.examinations import FigureRow
from aktiva.apps.cycles.models import Examination, SurveyFigure
from aktiva.apps.organisation.models import Unit
from aktiva.domain.cycle.methods import Method, draw

AT = noon("2023-11-01")


def facts(**rest) -> actions.ExaminationFacts:
    given = {
        "area": "recruitment", "grounds": ("ethnicity", "age"), "methods": ("advertisements",),
        "on_date": date(2023, 10, 2), "participants": "rektor, skyddsombud", "finding": "nothing",
        "conclusion": "Vi läste tolv annonser mot alla grunder.",
    }  # fmt: skip
    return actions.ExaminationFacts(**given | rest)


@pytest.fixture
def record(town, cycle):
    def kept(**rest):
        unit = town.units[rest.pop("unit", "ALB")]
        of = rest.pop("cycle", cycle)
        return actions.record_examination(
            cycle=of, unit=unit, facts=facts(**rest), actor=town.people["Bo Grip"],
            at=rest.pop("at", AT),
        )  # fmt: skip

    return kept


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("rest", "field"),
    [
        ({"methods": ()}, "methods"),
        ({"methods": ("gissning",)}, "methods"),
        ({"grounds": ()}, "grounds"),
        ({"on_date": date(2022, 10, 2)}, "on_date"),
        ({"on_date": date(2023, 11, 2)}, "on_date"),
        ({"participants": "  "}, "participants"),
        ({"conclusion": "Inget."}, "conclusion"),
    ],
)
def test_a_hollow_examination_is_refused(record, rest, field):
    with pytest.raises(ValidationError) as refused:
        record(**rest)

    assert field in refused.value.message_dict
    assert not Examination.objects.exists()


@pytest.mark.django_db
def test_words_copied_from_another_area_are_refused(record):
    record()

    with pytest.raises(ValidationError, match="ett annat område"):
        record(area="training")


@pytest.mark.django_db
def test_words_copied_from_last_year_are_refused(town, record):
    record()
    following = actions.open_year(
        employer=town.employer, year=2024, actor=town.hr, at=noon("2024-01-08")
    )

    with pytest.raises(ValidationError, match="ett tidigare år"):
        actions.record_examination(
            cycle=following, unit=town.units["ALB"], facts=facts(on_date=date(2024, 1, 9)),
            actor=town.people["Bo Grip"], at=noon("2024-02-01"),
        )  # fmt: skip


@pytest.mark.django_db
def test_only_those_who_decide_at_the_unit_record_its_examinations(town, cycle):
    with pytest.raises(Unit.DoesNotExist):
        actions.record_examination(
            cycle=cycle, unit=town.units["EKL"], facts=facts(), actor=town.people["Bo Grip"], at=AT
        )


@pytest.mark.django_db
def test_an_examination_that_a_risk_rests_on_stays(town, record, cycle):
    kept = record(finding="risk")
    actions.record_risk(
        cycle=cycle, unit=town.units["ALB"], area="recruitment", grounds=["ethnicity"],
        description="Annonserna kräver perfekt svenska.", examination_id=kept.pk,
        cause="Mallen är skriven för lärartjänster.", actor=town.hr, at=AT,
    )  # fmt: skip

    with pytest.raises(ValidationError, match="vilar på"):
        actions.withdraw_examination(examination_id=kept.pk, actor=town.hr, at=AT)


@pytest.mark.django_db
def test_a_group_of_fewer_than_five_answers_is_never_kept(town, cycle):
    source = actions.record_source(
        cycle=cycle, unit=town.root, method="survey", on_date=date(2023, 10, 1),
        title="Medarbetarenkäten", notes="", actor=town.hr, at=AT,
    )  # fmt: skip
    rows = [
        FigureRow(town.units["ALB"].pk, "Respekt", Decimal("4.1"), 5),
        FigureRow(town.units["EKL"].pk, "Respekt", Decimal("3.2"), 4),
    ]

    done = actions.record_survey_figures(source_id=source.pk, rows=rows, actor=town.hr, at=AT)

    assert done == (1, 1)
    assert [f.unit_id for f in SurveyFigure.objects.all()] == [town.units["ALB"].pk]


@pytest.mark.django_db
def test_a_sample_says_how_many_deviated_and_what_was_done(town, record):
    kept = record()
    sample = actions.draw_sample(
        examination_id=kept.pk, of_what="annonser", n_population=40, n_drawn=12, seed="vår 2023",
        actor=town.hr, at=AT,
    )  # fmt: skip

    for n, done, field in ((13, "x", "n_deviating"), (2, " ", "done")):
        with pytest.raises(ValidationError) as refused:
            actions.report_sample(
                sample_id=sample.pk, n_deviating=n, done=done, actor=town.hr, at=AT
            )
        assert field in refused.value.message_dict
    actions.report_sample(sample_id=sample.pk, n_deviating=0, done="", actor=town.hr, at=AT)


@settings(deadline=None)
@given(st.integers(1, 300), st.data(), st.text(max_size=12))
def test_a_sample_can_be_drawn_again_and_holds_each_number_once(n_population, data, seed):
    n_drawn = data.draw(st.integers(1, n_population))

    drawn = draw(n_population=n_population, n_drawn=n_drawn, seed=seed)

    assert drawn == draw(n_population=n_population, n_drawn=n_drawn, seed=seed)
    assert len(set(drawn)) == n_drawn
    assert set(drawn) <= set(range(1, n_population + 1))
    assert list(drawn) == sorted(drawn)


@settings(deadline=None)
@given(st.integers(2, 60), st.text(max_size=6))
def test_a_larger_sample_with_the_same_seed_holds_the_smaller(n_population, seed):
    small, large = (
        set(draw(n_population=n_population, n_drawn=n, seed=seed))
        for n in (n_population // 2 or 1, n_population)
    )

    assert small <= large


def test_the_questionnaire_offers_the_same_methods():
    asked = read_shipped().question("B5")

    assert {o.code: o.label for o in asked.options} == {m.value: m.label for m in Method}
