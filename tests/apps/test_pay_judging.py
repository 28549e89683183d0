"""Judging comparisons: one by one, together, after a new file; what lacks is said and never counts."""

from __future__ import annotations

from datetime import date

import paying
import pytest
from django.core.exceptions import ValidationError
from strandvik import noon

from aktiva.apps.audit import log
from aktiva.apps.audit.models import AuditEntry
from aktiva.apps.pay import actions, queries
from aktiva.apps.pay.models import MarketSurvey, PayComparison, PayMapping
from aktiva.domain.pay.explanations import Answer
from aktiva.domain.pay.grouping import Place
from aktiva.domain.pay.judging import Lack
from aktiva.domain.pay.regrouping import Merge, Split

pytestmark = pytest.mark.django_db

AT = noon("2023-10-02")
WORDS = "Männen i gruppen har i genomsnitt tolv år längre tid i yrket."
EXPERIENCE = [{"code": "experience", "text": WORDS}]


@pytest.fixture
def mapping(town, cycle) -> PayMapping:
    return paying.valued(paying.mapped(cycle, by=town.hr, at=AT), by=town.hr, at=AT)


@pytest.fixture
def judge(town, mapping):
    """Judge comparisons as HR does."""

    def act(*rows: PayComparison, connected="no", text="", given=(), **rest):
        return actions.judge(
            mapping_id=mapping.pk, comparison_ids=[r.pk for r in rows], connected=connected,
            text=text, given=given, **{"actor": town.hr, "at": AT} | rest,
        )  # fmt: skip

    return act


def lacks(mapping, row) -> list[Lack]:
    found = queries.standing(mapping)
    kept = next(r for r in found.rows if r.pk == row.pk)
    return [lack.lack for lack in found.lacks(kept)]


def test_a_judgement_with_an_explanation_counts(mapping, judge):
    row = paying.comparison(mapping, "Undersköterska")

    judge(row, given=EXPERIENCE)

    row.refresh_from_db()
    assert (row.connected, row.together, row.judged_at) == ("no", "", AT)
    assert row.judged_in == queries.current_run(mapping)
    assert lacks(mapping, row) == []
    assert queries.standing(mapping).n_judged == 1


def test_several_judged_at_once_are_together(mapping, judge):
    rows = [
        paying.comparison(mapping, name) for name in ("Undersköterska", "Barnskötare", "Lärare")
    ]

    judge(*rows, given=EXPERIENCE)

    marks = {r.together for r in mapping.comparisons.exclude(connected="")}
    assert len(marks) == 1 and marks != {""}
    assert [lacks(mapping, r) for r in rows] == [[], [], []]


def test_the_same_words_on_three_that_were_not_judged_together_do_not_count(mapping, judge):
    rows = [
        paying.comparison(mapping, name) for name in ("Undersköterska", "Barnskötare", "Lärare")
    ]

    for row in rows:
        judge(row, given=EXPERIENCE)

    assert [lacks(mapping, r) for r in rows] == [[Lack.COPIED]] * 3


@pytest.mark.parametrize(
    ("connected", "text", "given", "expected"),
    [
        ("no", "", [], [Lack.NO_EXPLANATION]),
        ("no", "", [{"code": "experience", "text": "längre tid"}], [Lack.NO_PROOF]),
        ("no", "", [{"code": "market", "text": WORDS}], [Lack.NO_PROOF]),
        ("no", "", [{"code": "retained", "text": WORDS}], [Lack.NO_PROOF]),
        ("no", "", [{"code": "retained", "text": WORDS, "decided_on": "2019-05-02"}], []),
        ("no", "", [{"code": "performance", "text": WORDS}], [Lack.NO_PROOF]),
        ("no", "", [{"code": "performance", "text": WORDS, "criteria": "Lönepolicyn"}], []),
        ("yes", "", [], [Lack.NO_REASON, Lack.NOT_IN_PLAN]),
        ("cannot_be_excluded", WORDS, [], [Lack.NOT_IN_PLAN]),
    ],
)
def test_what_is_lacking_is_kept_and_said(mapping, judge, connected, text, given, expected):
    row = paying.comparison(mapping, "Undersköterska")

    judge(row, connected=connected, text=text, given=given)

    assert lacks(mapping, row) == expected
    row.refresh_from_db()
    assert row.connected == connected


@pytest.mark.parametrize(("day", "counts"), [("2023-05-02", True), ("2022-12-31", False)])
def test_the_market_must_point_to_a_survey_of_the_year(town, mapping, judge, day, counts):
    survey = MarketSurvey.objects.create(
        mapping=mapping, on_date=date.fromisoformat(day), sources="SKR:s lönestatistik",
        findings="Andra kommuner betalar IT-tekniker mer.",
    )  # fmt: skip
    row = paying.comparison(mapping, "Undersköterska", "IT-tekniker")

    judge(row, given=[{"code": "market", "text": WORDS, "survey": survey.pk}])

    assert (lacks(mapping, row) == []) is counts


def test_a_reason_that_says_the_work_is_harder_is_challenged_and_the_choice_stands(mapping, judge):
    row = paying.comparison(mapping, "Undersköterska")
    harder = [{"code": "experience", "text": "Männen har större ansvar för läkemedel i gruppen."}]

    judge(row, given=harder)
    before = lacks(mapping, row)
    judge(row, given=harder, choice=Answer.SAME_WORK.value)
    hollow = lacks(mapping, row)
    judge(
        row, given=harder, choice=Answer.SAME_WORK.value,
        choice_words="Ansvaret växlar mellan alla i gruppen vecka för vecka.",
    )  # fmt: skip

    assert (before, hollow) == ([Lack.CHALLENGED], [Lack.CHALLENGED])
    assert lacks(mapping, row) == []
    row.refresh_from_db()
    assert row.choice == "same_work"


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"connected": ""}, "samband med kön"),
        ({"connected": "kanske"}, "kanske"),
        ({"given": [{"code": "content", "text": WORDS}]}, "passar inte"),
        ({"given": [{"code": "market", "text": WORDS, "survey": 99}]}, "Omvärldsanalysen"),
    ],
)
def test_what_is_no_judgement_is_refused(mapping, judge, changed, said):
    row = paying.comparison(mapping, "Undersköterska")

    with pytest.raises(ValidationError, match=said):
        judge(row, **changed)

    row.refresh_from_db()
    assert row.connected == ""
    assert not AuditEntry.objects.filter(event=log.Event.PAY_JUDGED).exists()


def test_two_kinds_are_not_judged_with_one_text(mapping, judge):
    with pytest.raises(ValidationError, match="olika slag"):
        judge(
            paying.comparison(mapping, "Undersköterska"),
            paying.comparison(mapping, "Undersköterska", "IT-tekniker"),
            given=EXPERIENCE,
        )


def test_nobody_but_a_named_reader_who_keeps_the_mapping_judges(town, mapping, judge):
    row = paying.comparison(mapping, "Undersköterska")
    named = actions.name_reader(
        mapping_id=mapping.pk, user_id=town.people["Sara Lund"].pk, actor=town.hr, at=AT
    )

    for actor in (named.user, town.people["Bo Grip"]):
        with pytest.raises(PayMapping.DoesNotExist):
            judge(row, given=EXPERIENCE, actor=actor)


def test_the_trace_holds_no_words(mapping, judge):
    judge(paying.comparison(mapping, "Undersköterska"), given=EXPERIENCE)

    (entry,) = AuditEntry.objects.filter(event=log.Event.PAY_JUDGED)
    assert entry.details == {"what": "judged", "comparisons": 1}


def test_after_a_new_file_the_judgements_wait_to_be_said_to_hold(town, mapping, judge):
    row = paying.comparison(mapping, "Undersköterska")
    judge(row, given=EXPERIENCE)
    run = paying.confirmed(
        mapping,
        by=town.hr,
        at=AT,
        content=paying.pay_file(raised=100),
        why="fel månad i den första",
    )
    old = [r.pk for r in queries.standing(mapping).from_earlier_run]

    actions.still_holds(mapping_id=mapping.pk, comparison_ids=[row.pk], actor=town.hr, at=AT)

    assert old == [row.pk]
    row.refresh_from_db()
    assert row.judged_in == run
    assert queries.standing(mapping).from_earlier_run == []
    with pytest.raises(ValidationError, match="tidigare lönefil"):
        actions.still_holds(mapping_id=mapping.pk, comparison_ids=[row.pk], actor=town.hr, at=AT)


def test_a_group_that_keeps_its_name_after_a_split_is_judged_anew(town, mapping, judge):
    def regroup(change):
        actions.regroup_groups(mapping_id=mapping.pk, change=change, actor=town.hr, at=AT)

    why = "Vi har gått igenom vad de gör."
    regroup(Merge(("Undersköterska", "Barnskötare"), "Vård", why))
    judge(paying.comparison(mapping, "Vård"), given=EXPERIENCE)
    day, child = Place("Undersköterska", "207012"), Place("Barnskötare", "402011")

    regroup(Split("Vård", (("Vård", frozenset({day})), ("Barn", frozenset({child}))), why))

    found = queries.standing(mapping)
    row = paying.comparison(mapping, "Vård")
    assert [r.women_group.name for r in found.gone] == ["Vård"]
    assert row.connected == ""
    assert lacks(mapping, row) == [Lack.NOT_JUDGED]
    assert found.n_judged == 0
