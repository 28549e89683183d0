"""Decisions are written as Swedish minutes write them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aktiva.domain.documents.blocks import Clauses, Marker
from aktiva.domain.documents.decisions import (
    PRESENT,
    Point,
    decision,
    point,
    proposal,
    refers_back,
)

APPROVE = Point("godkänna", "rapporten och lägga den till handlingarna")
TASK = Point("uppdra", "till HR-chefen att senast 31 mars 2027 ta fram och anta en rutin")
NOTE = Point("notera", "informationen")
AU, KS, KF = "Kommunstyrelsens arbetsutskott", "Kommunstyrelsen", "Kommunfullmäktige"

points = st.lists(
    st.builds(
        Point,
        st.sampled_from(sorted(PRESENT)),
        st.sampled_from(["planen", "rapporten.", "bilagan och listan ", "A, B"]),
    ),
    min_size=1,
    max_size=5,
).map(tuple)


@pytest.mark.parametrize(
    ("bodies", "lead"),
    [
        (("bildningsnämnden",), "Bildningsnämnden föreslås besluta"),
        ((AU, KS), f"{AU} föreslås besluta att föreslå kommunstyrelsen besluta"),
        (
            (AU, KS, KF),
            f"{AU} föreslås besluta att föreslå kommunstyrelsen besluta att föreslå"
            " kommunfullmäktige besluta",
        ),
        (("AU", "KSAG"), "AU föreslås besluta att föreslå KSAG besluta"),
        (
            ("Barn- och utbildningsnämnden", "Hjo kommunfullmäktige"),
            "Barn- och utbildningsnämnden föreslås besluta att föreslå Hjo kommunfullmäktige besluta",
        ),
        (
            ("Utskottet", "Trelleborgs nämnd"),
            "Utskottet föreslås besluta att föreslå Trelleborgs nämnd besluta",
        ),
    ],
)
def test_a_proposal_climbs_from_body_to_body(bodies, lead):
    assert proposal(bodies, (APPROVE,)) == Clauses(
        lead, ("godkänna rapporten och lägga den till handlingarna.",), Marker.ATT
    )


@pytest.mark.parametrize(
    ("given_points", "items"),
    [
        ((NOTE,), ("notera informationen.",)),
        ((NOTE, NOTE), ("notera informationen, samt", "notera informationen.")),
        (
            (NOTE, NOTE, NOTE),
            ("notera informationen,", "notera informationen, samt", "notera informationen."),
        ),
    ],
)
def test_points_are_joined_by_commas_and_the_last_by_samt(given_points, items):
    assert proposal((KS,), given_points).items == items


@pytest.mark.parametrize("marker", [Marker.NUMBER, Marker.NONE])
def test_without_att_each_point_is_a_sentence_about_the_body_that_decides(marker):
    assert proposal((AU, KS), (APPROVE, TASK), style=marker) == Clauses(
        f"{AU} föreslås besluta att föreslå kommunstyrelsen besluta följande.",
        (
            "Kommunstyrelsen godkänner rapporten och lägger den till handlingarna.",
            "Kommunstyrelsen uppdrar till HR-chefen att senast 31 mars 2027 ta fram och anta en rutin.",
        ),
        marker,
    )


@pytest.mark.parametrize(
    ("decided", "sentence"),
    [
        (NOTE, "Nämnden noterar informationen."),
        (Point("anta", "planen och bilagan."), "Nämnden antar planen och bilagan."),
        (APPROVE, "Nämnden godkänner rapporten och lägger den till handlingarna."),
        (
            Point("anta", "planen samt ge nämnden i uppdrag att följa och ändra den"),
            "Nämnden antar planen samt ger nämnden i uppdrag att följa och ändra den.",
        ),
        (
            Point("fastställa", "planen och publicera den"),
            "Nämnden beslutar att fastställa planen och publicera den.",
        ),
    ],
)
def test_one_point_is_recorded_as_a_sentence_in_the_present_tense(decided, sentence):
    assert decision("nämnden", (decided,)) == Clauses("", (sentence,), Marker.NONE)


def test_several_points_are_recorded_as_clauses():
    assert decision(KS, (APPROVE, TASK)) == Clauses(
        "Kommunstyrelsen beslutar",
        (
            "godkänna rapporten och lägga den till handlingarna, samt",
            "uppdra till HR-chefen att senast 31 mars 2027 ta fram och anta en rutin.",
        ),
        Marker.ATT,
    )


@pytest.mark.parametrize(
    ("to", "lead"),
    [
        ((KS,), "Arbetsutskottet föreslår kommunstyrelsen besluta"),
        (
            (KS, KF),
            "Arbetsutskottet föreslår kommunstyrelsen besluta att föreslå kommunfullmäktige besluta",
        ),
    ],
)
def test_a_body_that_prepares_proposes_to_those_above(to, lead):
    assert decision("Arbetsutskottet", (NOTE,), proposed_to=to) == Clauses(
        lead, ("notera informationen.",), Marker.ATT
    )


@pytest.mark.parametrize(
    ("text", "parsed"),
    [
        ("att godkänna rapporten.", Point("godkänna", "rapporten")),
        ("Godkänna  rapporten", Point("godkänna", "rapporten")),
        ("ATT\u00a0notera informationen;", Point("notera", "informationen")),
    ],
)
def test_a_written_clause_becomes_a_point(text, parsed):
    assert point(text) == parsed


@pytest.mark.parametrize("text", ["", "att", "att godkänna", "godkänner rapporten", "Rapporten"])
def test_what_is_no_clause_is_refused(text):
    with pytest.raises(ValueError, match=r"beslutsverb|säger inte"):
        point(text)


@pytest.mark.parametrize(
    ("reason", "sentence"),
    [
        ("", "Nämnden återremitterar ärendet."),
        (
            "för att komplettera underlaget.",
            "Nämnden återremitterar ärendet för att komplettera underlaget.",
        ),
    ],
)
def test_a_body_sends_a_matter_back_and_may_say_why(reason, sentence):
    assert refers_back("nämnden", reason) == Clauses("", (sentence,), Marker.NONE)


def test_an_unknown_verb_is_refused_with_the_known_ones():
    with pytest.raises(ValueError, match=r"”kanske”.*godkänna"):
        Point("kanske", "rapporten")


@pytest.mark.parametrize(
    "make",
    [
        lambda: proposal((), (NOTE,)),
        lambda: proposal((" ",), (NOTE,)),
        lambda: proposal((KS,), ()),
        lambda: decision(AU, (), proposed_to=KS),
        lambda: decision(KS, ()),
        lambda: decision("", (NOTE,)),
        lambda: Point("godkänna", " . "),
    ],
)
def test_a_decision_by_nobody_or_about_nothing_cannot_be_written(make):
    with pytest.raises(ValueError, match=r"point|bodies|säger inte"):
        make()


@given(points=points, marker=st.sampled_from(Marker))
def test_every_point_is_written_once_in_order_with_one_full_stop_at_the_end(points, marker):
    written = proposal((AU, KS), points, style=marker).items

    assert len(written) == len(points)
    assert written[-1].endswith(".")
    for item, decided in zip(written, points, strict=True):
        assert decided.object.strip(" .") in item
        assert ".." not in item
        starts = PRESENT[decided.verb] if marker is not Marker.ATT else decided.verb
        assert starts in item or decided.verb in item


@given(points=points)
def test_clauses_are_read_back_as_the_same_points(points):
    items = proposal((KS,), points).items

    read = [point(item.removesuffix(", samt")) for item in items]

    assert [p.infinitive for p in read] == [p.infinitive for p in points]
