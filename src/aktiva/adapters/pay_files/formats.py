"""Which kinds of files are read, how a file's own bytes tell which it is, and which are to come."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from aktiva.domain.pay.columns import FaultyTable

LARGEST_BYTES = 150 * 1024 * 1024
MOST_COLUMNS = 250
MOST_ROWS = 5_000_000


class Form(StrEnum):
    """What a file is by its bytes."""

    ZIP = "zip"
    OLD_WORKBOOK = "old_workbook"
    PARQUET = "parquet"
    PAXML = "paxml"
    HTML = "html"
    TEXT = "text"
    OTHER = "other"


@dataclass(frozen=True)
class Format:
    """A kind of file.

    Attributes:
        name: What it is called in Swedish.
        endings: How its name ends.
        forms: What its bytes may be; nothing where it is not read yet.
        lacks: Why it is not read yet.
        tried: What it has been tried on.
    """

    name: str
    endings: frozenset[str]
    forms: frozenset[Form]
    lacks: str = ""
    tried: str = "filer som proven bygger"


FORMATS = (
    Format("Excel", frozenset({".xlsx", ".xlsm", ".xlsb"}), frozenset({Form.ZIP})),
    Format(
        "äldre Excel",
        frozenset({".xls"}),
        frozenset({Form.OLD_WORKBOOK, Form.ZIP}),
        tried="en fil från ett annat bibliotek, utanför proven",
    ),
    Format("OpenDocument", frozenset({".ods"}), frozenset({Form.ZIP})),
    Format("text", frozenset({".csv", ".txt", ".tsv"}), frozenset({Form.TEXT})),
    Format("Parquet", frozenset({".parquet", ".pq"}), frozenset({Form.PARQUET})),
    Format(
        "PAXml 2.0",
        frozenset({".xml", ".paxml"}),
        frozenset({Form.PAXML}),
        tried="filer som proven bygger efter formatets element; ingen riktig fil",
    ),
    Format(
        "SKR:s novemberstatistik",
        frozenset(),
        frozenset(),
        lacks="Postbeskrivningen finns inte här ännu. Spara uppgifterna som .xlsx eller .csv med rubriker.",
        tried="",
    ),
)

_HTML = re.compile(rb"<\s*(!doctype\s+html|html|head|body|table|meta)\b", re.IGNORECASE)
_PAXML = re.compile(rb"<paxml[\s>]")


def form_of(head: bytes) -> Form:
    """Return what a file is by its first bytes, at least 2,000 where it has so many."""
    for sign, form in (
        (b"PK\x03\x04", Form.ZIP),
        (b"\xd0\xcf\x11\xe0", Form.OLD_WORKBOOK),
        (b"PAR1", Form.PARQUET),
        (b"%PDF", Form.OTHER),
    ):
        if head.startswith(sign):
            return form
    if _PAXML.search(head):
        return Form.PAXML
    if _HTML.search(head[:1000]) or head.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"<"):
        return Form.HTML
    return Form.TEXT


def check(name: str, ending: str, form: Form) -> None:
    """Stop unless a file's bytes are what its name says.

    Raises:
        FaultyTable: The kind is not read, or the name and the bytes do not agree.
    """
    found = next((f for f in FORMATS if ending in f.endings), None)
    if found is None:
        raise FaultyTable(
            [f"Filen {name} kan inte läsas. Spara den som .xlsx, .ods, .csv eller .parquet."]
        )
    if form in found.forms:
        return
    if form is Form.HTML and ".xls" in ending:
        raise FaultyTable(
            [
                f"Filen {name} är en webbsida och inget kalkylblad. Öppna den i kalkylprogrammet och spara den som .xlsx."
            ]
        )
    if Form.TEXT in found.forms:
        raise FaultyTable(
            [f"Filen {name} är ingen tabell. Välj en fil med rubriker och en rad per anställd."]
        )
    if Form.PARQUET in found.forms:
        raise FaultyTable([f"Filen {name} är ingen läsbar Parquet-fil. Skapa den på nytt."])
    if Form.PAXML in found.forms:
        raise FaultyTable(
            [f"Filen {name} är ingen PAXml-fil. Välj en fil som har personer i PAXml."]
        )
    raise FaultyTable([f"Filen {name} är inget läsbart kalkylblad. Spara den på nytt som .xlsx."])
