"""The documents say what the code says: models, decisions, settings, links and worked examples."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
APPS = ROOT / "src" / "aktiva" / "apps"
ADR = ROOT / "docs" / "adr"
DOCUMENTS = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]
BASES = {"models.Model", "AbstractBaseUser"}
ONLY_FOR_THE_ENTRY = {
    "AKTIVA_DEMO_NOW",
    "AKTIVA_DEMO_SIGNINS",
    "AKTIVA_SIGNINS",
    "AKTIVA_START_CODE",
}
"""Set by the commands themselves for the process they start, never by a person."""


def models() -> set[str]:
    files = [*APPS.glob("*/models.py"), *APPS.glob("*/models/*.py")]
    return {
        node.name
        for path in files
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ClassDef) and BASES & {ast.unparse(base) for base in node.bases}
    }


def test_every_model_stands_in_the_glossary_and_the_glossary_names_no_other():
    glossary = (ROOT / "GLOSSARY.md").read_text(encoding="utf-8")
    section = glossary.split("## Modellerna", 1)[1].split("\n## ", 1)[0]

    assert set(re.findall(r"`([A-Z]\w+)`", section)) == models()


def decisions() -> dict[str, str]:
    """Return file name → heading of every decision."""
    return {
        path.name: path.read_text(encoding="utf-8").splitlines()[0]
        for path in sorted(ADR.glob("[0-9]*.md"))
    }


def test_decisions_are_numbered_without_gaps_and_their_headings_agree():
    numbers = [name[:4] for name in decisions()]

    assert numbers == [f"{n:04}" for n in range(1, len(numbers) + 1)]
    assert all(heading.startswith(f"# {name[:4]} ") for name, heading in decisions().items())


def test_the_index_lists_every_decision_by_its_heading():
    index = (ADR / "README.md").read_text(encoding="utf-8")

    listed = {name: f"# {number} {title}" for number, title, name in re.findall(
        r"^\| (\d{4}) \| \[(.+?)\]\((.+?)\) \|", index, flags=re.MULTILINE
    )}  # fmt: skip

    assert listed == decisions()


@pytest.mark.parametrize("name", sorted(decisions()))
def test_a_decision_says_why_what_and_at_what_price(name):
    text = (ADR / name).read_text(encoding="utf-8")

    assert re.findall(r"^## (.+)$", text, flags=re.MULTILINE) == [
        "Context",
        "Choice",
        "Consequences",
    ]


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda p: p.relative_to(ROOT).as_posix())
def test_links_between_documents_lead_somewhere(path):
    """Pictures are left out: they are taken from the running product."""
    text = re.sub(r"!\[[^\]]*\]\([^)]*\)", "", path.read_text(encoding="utf-8"))
    targets = [t.split("#")[0] for t in re.findall(r"\]\(([^)\s]+)\)", text)]
    inside = [t for t in targets if t and not t.startswith(("http://", "https://", "mailto:"))]

    assert [t for t in inside if not (path.parent / t).exists()] == []


def test_every_setting_that_a_person_can_make_is_told_in_the_readme():
    read = {
        word
        for path in (ROOT / "src" / "aktiva" / "web").rglob("*.py")
        if path.name != "test.py"
        for word in re.findall(r"AKTIVA_[A-Z_]+", path.read_text(encoding="utf-8"))
        if not word.startswith("AKTIVA_TEST_")
    }
    told = set(re.findall(r"AKTIVA_[A-Z_]+", (ROOT / "README.md").read_text(encoding="utf-8")))

    assert read - ONLY_FOR_THE_ENTRY <= told


@pytest.mark.parametrize(
    ("document", "proof"),
    [
        ("docs/method/disclosure.md", "tests/domain/disclosure/test_disclosure_door.py"),
        ("docs/method/compilation.md", "tests/domain/compilation/test_counts.py"),
        ("docs/method/pay.md", "tests/domain/pay/test_worked_example.py"),
        ("docs/method/pay-mapping.md", "tests/domain/pay/test_worked_mapping.py"),
    ],
)
def test_the_numbers_of_a_worked_example_are_those_of_its_test(document, proof):
    text = (ROOT / document).read_text(encoding="utf-8")
    test = (ROOT / proof).read_text(encoding="utf-8")
    example = test.split(document, 1)[1].split("\n\n\n", 1)[0]
    section = text.split("## Exempel", 1)[1].split("\n## ", 1)[0]

    numbers = set(re.findall(r"\d+", example))

    assert numbers and numbers <= set(re.findall(r"\d+", section))
    assert proof in text
