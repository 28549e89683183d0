"""Every pair of colours that meet in a page, measured in both themes."""

import re
from pathlib import Path

import pytest

from aktiva.ui.stylesheet import STATIC, joined

TEXT, SHAPE = 4.5, 3.0
SURFACES = ("paper", "surface", "sunken")
STATES = ("none", "clear", "risk", "cause", "measure", "done")
INKS = ("ink", "ink-2", "ink-3", "action", "action-hover", "danger")

PAIRS = [
    *[(ink, ground, TEXT) for ink in INKS for ground in SURFACES],
    *[(f"{state}-ink", f"{state}-bg", TEXT) for state in STATES],
    *[(f"{state}-ink", ground, TEXT) for state in STATES for ground in SURFACES],
    *[("edge", ground, SHAPE) for ground in SURFACES],
    *[("focus", ground, SHAPE) for ground in (*SURFACES, "action-tint")],
    *[(chart, ground, SHAPE) for chart in ("chart-1", "chart-2") for ground in SURFACES],
    *[(ink, "brand", TEXT) for ink in ("on-brand", "on-brand-2")],
    *[("on-action", ground, TEXT) for ground in ("action", "action-hover")],
    *[(ink, "action-tint", TEXT) for ink in ("ink", "ink-2", "action", "action-hover")],
    ("on-mark", "mark", TEXT),
    ("danger", "danger-bg", TEXT),
    *[
        (ink, f"{kind}-bg", TEXT)
        for ink in ("ink", "ink-2", "action", "action-hover")
        for kind in ("danger", "risk", "done")
    ],
]
TOKENS = {
    name: colours
    for name, *colours in re.findall(
        r"--([\w-]+):\s*light-dark\((#\w{6}),\s*(#\w{6})\)",
        (STATIC / "ui" / "tokens.css").read_text(encoding="utf-8"),
    )
}


def luminance(colour: str) -> float:
    """Return the relative luminance that WCAG 2 defines, 0 to 1."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio, 1 to 21."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def test_the_yardstick_agrees_with_the_known_ends():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.005)


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize(("front", "back", "least"), PAIRS)
def test_colours_that_meet_can_be_told_apart(front, back, least, theme):
    assert contrast(TOKENS[front][theme], TOKENS[back][theme]) >= least


def test_no_sheet_but_the_tokens_names_a_raw_colour():
    found = {
        path.name: raw
        for path in (STATIC / "ui").rglob("*.css")
        if path.name not in {"tokens.css", "aktiva.css"}
        and (raw := re.findall(r"#[0-9a-f]{3,8}\b(?=[;\s,)])|rgba?\(|hsla?\(", _code(path)))
    }

    assert found == {}


def test_every_token_that_a_sheet_uses_exists():
    sheet = joined()
    used = set(re.findall(r"var\(--([\w-]+)(?!\s*,)\)", sheet))
    made = set(re.findall(r"--([\w-]+):", sheet))

    assert used - made == set()


def test_the_sheet_that_pages_link_to_is_made_of_its_parts():
    assert (STATIC / "ui" / "aktiva.css").read_text(encoding="utf-8") == joined()


def test_every_component_sheet_is_in_the_joined_one():
    for path in (STATIC / "ui" / "components").glob("*.css"):
        assert path.read_text(encoding="utf-8") in joined(), path.name


def _code(path: Path) -> str:
    return re.sub(r"/\*.*?\*/", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
