"""Which units a choice or a pasted list means."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aktiva.domain.organisation.targets import targets
from aktiva.domain.organisation.tree import Level, Node, Tree


def node(pk: int, code: str, name: str, *, kind="enhet", parent=1, answers=True) -> Node:
    level = (
        Level.EMPLOYER if parent is None else Level.DEPARTMENT if parent == 1 else Level.WORKPLACE
    )
    return Node(pk, code, name, name, kind, level, answers, parent)


TREE = Tree(
    [
        node(1, "0", "Strandvik", kind="kommun", parent=None, answers=False),
        node(2, "BF", "Bildning", kind="forvaltning", answers=False),
        node(3, "SF", "Service", kind="forvaltning", answers=False),
        node(4, "ALB", "Alby skola", kind="skola", parent=2),
        node(5, "EKL", "Eken", kind="forskola", parent=2),
        node(6, "KOK", "Köket", parent=3),
        node(7, "EK2", "Eken", parent=3),
    ]
)


def codes(**chosen) -> list[str]:
    return [n.code for n in targets(TREE, **chosen).units]


@pytest.mark.parametrize(
    ("chosen", "meant"),
    [
        ({}, ["ALB", "EKL", "KOK", "EK2"]),
        ({"departments": {2}}, ["ALB", "EKL"]),
        ({"departments": set()}, []),
        ({"kinds": ["forskola"]}, ["EKL"]),
        ({"departments": {3}, "kinds": ["forskola"]}, []),
        ({"departments": {3}, "lines": "ALB"}, ["ALB"]),
        ({"lines": "alby  SKOLA\n\nKOK"}, ["ALB", "KOK"]),
        ({"lines": "EKL;Eken;Bildning\nKOK\tKöket"}, ["EKL", "KOK"]),
        ({"lines": "BF"}, []),
    ],
)
def test_what_is_chosen(chosen, meant):
    assert codes(**chosen) == meant


def test_a_line_that_is_no_unit_or_several_is_told():
    found = targets(TREE, lines="Eken\nEkan\nALB\nEkan")

    assert (found.several, found.unknown) == (("Eken",), ("Ekan",))
    assert [n.code for n in found.units] == ["ALB"]


@given(st.text(max_size=60))
def test_a_list_never_means_more_than_it_says(lines):
    found = targets(TREE, lines=lines)
    if lines.strip():
        n_lines = len({line.strip() for line in lines.splitlines() if line.strip()})
        assert len(found.units) + len(found.unknown) + len(found.several) <= n_lines
