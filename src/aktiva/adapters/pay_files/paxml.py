"""The persons of a PAXml file as a table.

Read after the elements of version 2.0: ``<paxml><personal><person anstid="…" persnr="…">`` with
befattning, befattningskod, anstform, anstdatum, avgdatum, sysgrad, manlon and timlon, and
resenheter by dimension. Names, addresses and bank accounts are never read. It has been tried on
files made after that description, and on no real export.
"""

from __future__ import annotations

from lxml import etree

from aktiva.adapters.pay_files.rows import Sheet
from aktiva.domain.pay.columns import FaultyTable

_ATTRIBUTES = ("anstid", "persnr")
_ELEMENTS = (
    "befattning", "befattningskod", "kategori", "anstform", "anstdatum", "avgdatum", "lonform",
    "sysgrad", "manlon", "timlon",
)  # fmt: skip
_HEADINGS = {
    "anstid": "anstid",
    "persnr": "persnr",
    "sysgrad": "sysselsättningsgrad",
    "manlon": "månadslön",
    "timlon": "timlön",
}
_DATED = ("sysgrad", "manlon", "timlon")


def read(content: bytes, *, name: str) -> tuple[Sheet, list[int], tuple[str, ...]]:
    """Return the persons below their headings, the line of each in the file, and what to know.

    Raises:
        FaultyTable: The file is not well-formed, or has no persons.
    """
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=False
    )
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        line = error.position[0]
        raise FaultyTable(
            [f"Filen {name} är inte hel: felet står på rad {line}. Hämta den på nytt."]
        ) from error
    people = root.findall("{*}personal/{*}person")
    if not people:
        raise FaultyTable(
            [
                f"Filen {name} har inga personer. Hämta en PAXml-fil som har personal med, eller en fil i Excel."
            ]
        )
    read_people = [_cells(person) for person in people]
    there = [key for key in (*_ATTRIBUTES, *_ELEMENTS) if any(key in p for p in read_people)]
    there += sorted({key for p in read_people for key in p} - set(there))
    rows: list[list[str]] = [[_HEADINGS.get(key, key) for key in there]]
    rows += [[p.get(key, "") for key in there] for p in read_people]
    notes = ["Namn, adresser och bankkonton i filen är inte lästa."]
    if any(len(p.findall("{*}" + e)) > 1 for p in people for e in _DATED):
        notes.append("Där lön eller sysselsättningsgrad har flera datum är det senaste läst.")
    lines = [1, *(int(person.sourceline or 0) for person in people)]
    return Sheet(rows=rows, decimal="."), lines, tuple(notes)


def _cells(person: etree._Element) -> dict[str, str]:
    found = {key: person.get(key, "").strip() for key in _ATTRIBUTES if person.get(key)}
    for key in _ELEMENTS:
        elements = person.findall("{*}" + key)
        if elements:
            latest = max(elements, key=lambda e: e.get("datum", ""))
            found[key] = (latest.text or "").strip()
    for unit in person.findall("{*}resenheter/{*}resenhet"):
        found[f"resenhet {unit.get('dim', '')}".strip()] = unit.get("id", "")
    return found
