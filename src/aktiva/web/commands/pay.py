"""``./aktiva pay``: the calculations of a pay mapping on a file, without web and database."""

from __future__ import annotations

import argparse
import json
import sys
import tomllib
from pathlib import Path
from typing import cast

from aktiva.adapters.pay_files import open_file, read_table
from aktiva.adapters.pay_tables import write_tables
from aktiva.domain.pay.columns import FaultyTable
from aktiva.domain.pay.findings import Data, findings
from aktiva.domain.pay.mapping import Mapping, WrongMapping, read_mapping
from aktiva.domain.pay.staff import read_plan, read_staff
from aktiva.domain.pay.swedish import number_of
from aktiva.web.refusal import BadInput


def run(given: argparse.Namespace) -> int:
    """Compute, write the tables where asked, and print the answer."""
    mapping = _mapping(Path(given.mapping))
    try:
        plan = None if given.plan is None else read_plan(read_table(Path(given.plan)))
        file = open_file(Path(given.file), wanted=mapping.columns.named().values())
        staff = read_staff(file.table, mapping)
        found = findings(staff, mapping, plan, eu=given.eu)
        if plan is not None and staff.group is not None:
            _warn_of_groups_without_value(set(staff.group.names) - set(plan))
        if staff.left_out:
            print(
                f"{number_of(staff.left_out, 'rad', 'rader')} har ingen lön och är inte med.",
                file=sys.stderr,
            )
        for note in file.notes:
            print(note, file=sys.stderr)
    except FaultyTable as faulty:
        raise BadInput("\n".join(faulty.lines)) from faulty
    if given.out is not None:
        try:
            write_tables(Path(given.out), found)
        except OSError as error:
            raise BadInput(
                f"Tabellerna gick inte att skriva i {given.out}. Välj en mapp som du får skriva i."
            ) from error
    print(json.dumps(found, ensure_ascii=False) if given.json else in_words(found))
    return 0


def _warn_of_groups_without_value(groups: set[str]) -> None:
    if groups:
        shown = ", ".join(sorted(groups)[:5]) + (", …" if len(groups) > 5 else "")
        print(
            f"Grupper i lönefilen som saknar rad i filen med poäng och band ({len(groups)}): {shown}.",
            file=sys.stderr,
        )


def in_words(found: Data) -> str:
    """Return the main figures as a few Swedish lines."""
    if found["women"] is None:
        return f"{_many(found['n'])} rader. Filen säger inte vilka som är kvinnor och män."
    lines = [f"{_many(found['n'])} anställda: {found['women']} kvinnor och {found['men']} män."]
    for key, word in (("mean_gap", "medellön"), ("median_gap", "medianlön")):
        lines.append(_gap_in_words(cast("float | None", found[key]), word))
    comparisons = cast("list[dict[str, object]] | None", found["comparisons"])
    if comparisons is not None:
        for kind, words in (
            ("equal_work", "grupper med lika arbete har både kvinnor och män"),
            ("equal_value", "jämförelser gäller likvärdigt arbete"),
            ("lower_value", "jämförelser gäller lägre krav men högre lön"),
        ):
            lines.append(f"{sum(c['type'] == kind for c in comparisons)} {words}.")
    return "\n".join(lines)


def _many(value: object) -> str:
    return f"{value:,}".replace(",", "\u00a0")


def _gap_in_words(gap: float | None, word: str) -> str:
    if gap is None:
        return f"Skillnaden i {word} går inte att räkna ut."
    if abs(gap) < 0.0005:
        return f"Kvinnors och mäns {word} är lika."
    share = f"{abs(gap) * 100:.1f}".replace(".", ",")
    return f"Kvinnors {word} är {share} procent {'lägre' if gap > 0 else 'högre'} än mäns."


def _mapping(path: Path) -> Mapping:
    try:
        return read_mapping(tomllib.loads(path.read_text(encoding="utf-8-sig")))
    except OSError as error:
        raise BadInput(f"Mappningen {path} gick inte att läsa. Kontrollera namnet.") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadInput(f"Mappningen {path.name} är inte skriven som TOML: {error}.") from error
    except WrongMapping as wrong:
        raise BadInput(f"Mappningen {path.name}: {wrong}") from wrong
