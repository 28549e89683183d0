"""The list of questions that something rests on, against the code that uses them."""

import ast
from pathlib import Path

import pytest

import aktiva
from aktiva.adapters.questionnaires import read_shipped
from aktiva.domain.questionnaire.required import REQUIRED, losses

SOURCE = Path(aktiva.__file__).parent
PLACES = ("domain/law/checks", "domain/law/contribution.py", "apps/lawcheck/queries",
          "apps/reports/queries", "apps/surveys", "apps/cooperation/queries")  # fmt: skip
SHIPPED = {q.key: q for q in read_shipped().questions}


def files(place: str):
    path = SOURCE / place
    return [path] if path.suffix else sorted(path.rglob("*.py"))


def used(path: Path) -> set[str]:
    tree = ast.parse(path.read_text("utf-8"))
    words = {n.value for n in ast.walk(tree) if isinstance(n, ast.Constant)}
    return {w for w in words if isinstance(w, str) and w in SHIPPED}


@pytest.mark.parametrize("place", PLACES)
def test_every_question_that_the_code_names_is_in_the_list(place):
    found = set().union(*(used(path) for path in files(place)))

    assert found, place
    assert found <= REQUIRED.keys()


def test_every_question_in_the_list_ships_and_is_answered_that_way():
    assert {key: SHIPPED[key].kind for key in REQUIRED} == {
        key: required.kind for key, required in REQUIRED.items()
    }


def test_nothing_is_lost_in_what_ships():
    assert losses(read_shipped()) == ()
