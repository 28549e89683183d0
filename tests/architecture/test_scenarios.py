"""Every scenario in the book has a test that names it, and every name stands in the book."""

import ast
import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
BOOK = ROOT / "docs" / "scenarios.md"
_HEADING = re.compile(r"^### (S-[0-9]{3}) \S", re.MULTILINE)
_NAME = re.compile(r"\bS-[0-9]{3}\b")


def in_the_book() -> list[str]:
    return _HEADING.findall(BOOK.read_text(encoding="utf-8"))


def named_in_tests() -> dict[str, list[str]]:
    """Return scenario → the tests whose docstring begins with it."""
    found: dict[str, list[str]] = {}
    for path in (ROOT / "tests").rglob("test_*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.FunctionDef) or not node.name.startswith("test_"):
                continue
            for name in _NAME.findall(ast.get_docstring(node) or ""):
                found.setdefault(name, []).append(node.name)
    return found


def test_every_scenario_has_a_test_and_every_tested_one_is_told():
    assert set(in_the_book()) == set(named_in_tests())


def test_scenarios_are_numbered_once_and_in_order():
    book = in_the_book()

    assert book == sorted(set(book))


def test_the_reader_of_the_book_sees_broken_names():
    assert _HEADING.findall("### S-000 Ett\n## S-001 Två\n### S-2 Tre\n### S-003 Fyra") == [
        "S-000",
        "S-003",
    ]
