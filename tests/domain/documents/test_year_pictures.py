"""The grid, the wheel and the shares: what is drawn is also said and stands in the table."""

import re
from datetime import date
from decimal import Decimal
from xml.etree import ElementTree

import pytest

from aktiva.domain.documents.blocks import Figure, Table
from aktiva.domain.documents.pictures import (
    Fixed,
    GridRow,
    Level,
    Square,
    Stage,
    grid,
    levels,
    wheel,
)

MONTHS = (
    "januari", "februari", "mars", "april", "maj", "juni", "juli", "augusti", "september",
    "oktober", "november", "december",
)  # fmt: skip
EMPTY, CLEAR, RISK = Stage("Inte undersökt", None), Stage("Inget funnet", 0), Stage("Risk", 1)
DONE = Stage("Utvärderad", 4)
STAGES = (EMPTY, CLEAR, RISK, DONE)
HEADS = ("Område", "Läge", "Grunder")
SVG = "{http://www.w3.org/2000/svg}"


def made(blocks) -> tuple[Figure, Table]:
    figure, table = blocks
    assert isinstance(figure, Figure)
    assert isinstance(table, Table)
    return figure, table


def drawn_grid(*rows: GridRow, columns=("Kön", "Ålder")):
    return made(grid("Det undersökta", columns, rows, stages=STAGES, heads=HEADS))


def letters(figure: Figure) -> list[str]:
    root = ElementTree.fromstring(figure.svg)
    return ["".join(t.itertext()) for t in root.iter(f"{SVG}text")]


def test_the_grid_is_told_by_area_and_stage():
    figure, table = drawn_grid(
        GridRow("Löner", (Square(RISK, 2), Square(EMPTY))),
        GridRow("Rekrytering", (Square(CLEAR), Square(CLEAR))),
    )

    assert figure.alt == (
        "Rutnät: det undersökta. Löner: inte undersökt för ålder; risk för kön (2\u00a0risker). "
        "Rekrytering: inget funnet för kön och ålder."
    )
    assert table.rows == (
        ("Löner", "Inte undersökt", "Ålder"),
        ("Löner", "Risk", "Kön (2\u00a0risker)"),
        ("Rekrytering", "Inget funnet", "Kön, ålder"),
    )


def test_not_examined_never_looks_like_nothing_found():
    boxes = [
        drawn_grid(GridRow("Löner", (Square(stage),)), columns=("Kön",))[0].svg for stage in STAGES
    ]

    assert len(set(boxes)) == len(STAGES)


def test_a_box_that_the_act_does_not_ask_for_is_not_drawn():
    with_both, _ = drawn_grid(GridRow("Kön", (Square(CLEAR), Square(CLEAR))))
    with_one, table = drawn_grid(GridRow("Kön", (Square(CLEAR), None)))

    assert with_one.svg.count('rx="3"') == with_both.svg.count('rx="3"') - 1
    assert table.rows == (("Kön", "Inget funnet", "Kön"),)


def test_long_headings_are_divided_where_they_may_be():
    figure, table = drawn_grid(
        GridRow("Löner", (Square(CLEAR),)), columns=("Funktions\u00adned\u00adsättning",)
    )

    assert {"Funktions-", "ned-", "sättning"} <= set(letters(figure))
    assert table.rows[0][2] == "Funktionsnedsättning"
    assert "\u00ad" not in figure.alt


@pytest.mark.parametrize("figure", [
    drawn_grid(GridRow("Löner", (Square(RISK, 1), Square(DONE, 3))))[0],
    made(wheel(2027, [Fixed(date(2027, 3, 2), "Beslut")], ("Klart",), {5: (2,)}, months=MONTHS))[0],
    made(levels("Frånvaro", ("Alla", "Män"), [Level("2026", (Decimal("6.2"), Decimal(3)))],
                what="År"))[0],
], ids=["grid", "wheel", "levels"])  # fmt: skip
def test_pictures_are_of_ink_alone_and_whole(figure):
    assert not re.search(r"#[0-9a-f]{3,6}\b", figure.svg.replace("url(#", "").replace('"#', '"'))
    ElementTree.fromstring(figure.svg)


def test_the_wheel_tells_days_to_keep_and_how_busy_each_month_is():
    figure, table = made(
        wheel(
            2027,
            [Fixed(date(2027, 11, 30), "Sista dagen"), Fixed(date(2027, 2, 9), "Beslut om planen")],
            ("Stäms av", "Ska vara klart"),
            {3: (1, 0), 6: (2, 4)},
            months=MONTHS,
        )
    )

    assert figure.alt == (
        "Årshjul 2027 som en cirkel från januari till december. Datum att hålla: 9 februari beslut "
        "om planen och 30 november sista dagen. Åtgärdernas datum (stäms av och ska vara klart): "
        "mars 1\u00a0datum och juni 6\u00a0datum."
    )
    assert len(table.rows) == 12
    assert table.rows[1] == ("Februari", "1. 9 februari: beslut om planen", "0", "0")
    assert table.rows[5] == ("Juni", "–", "2", "4")
    assert {"1", "2", "6", "2027"} <= set(letters(figure))


def test_a_year_without_dates_has_no_wheel():
    assert wheel(2027, [], ("Klart",), {4: (0,)}, months=MONTHS) == ()


def test_days_of_another_year_are_refused():
    with pytest.raises(ValueError, match="2027"):
        wheel(2027, [Fixed(date(2026, 1, 1), "x")], ("Klart",), {}, months=MONTHS)


def test_shares_are_told_year_by_year_and_a_group_that_is_not_told_has_no_bar():
    figure, table = made(
        levels(
            "Sjukfrånvaro",
            ("Alla", "Kvinnor", "Män"),
            [
                Level("2025", (Decimal("6.2"), None, None)),
                Level("2026", (Decimal("5.9"), Decimal("6.6"), Decimal("3.9"))),
            ],
            what="År",
        )
    )

    assert figure.alt == (
        "Staplar: sjukfrånvaro. 2025: alla 6,2 procent. "
        "2026: alla 5,9 procent, kvinnor 6,6 procent och män 3,9 procent."
    )
    assert table.header == ("År", "Alla", "Kvinnor", "Män")
    assert table.rows[0] == ("2025", "6,2\u00a0%", "–", "–")
    assert figure.svg.count("<rect") == 3 + 4


def test_a_group_that_no_year_tells_has_no_column():
    _, table = made(
        levels("Sjukfrånvaro", ("Alla", "Män"), [Level("2026", (Decimal(6), None))], what="År")
    )

    assert table.header == ("År", "Alla")


def test_nothing_is_drawn_of_no_shares():
    assert levels("Sjukfrånvaro", ("Alla",), [Level("2026", (None,))], what="År") == ()
    assert levels("Sjukfrånvaro", ("Alla",), [], what="År") == ()
