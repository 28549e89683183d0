"""What a file says of itself, as text, and what is said when it does not."""

from __future__ import annotations

import json
from collections.abc import Mapping

from aktiva.domain.questionnaire.sheet_file import Marks, Seen, SheetFile

NOT_OURS = (
    "Filen saknar märket som ett underlag får när det hämtas. Hämta filen på nytt, för över "
    "svaren till den och läs in den."
)
BROKEN = "Filen är skadad och går inte att läsa. Öppna den, spara den på nytt och välj den igen."
_MOST_DIGITS = 12


class UnreadableSheet(ValueError):
    """The file is no sheet that can be read; the message says why and what to do, in Swedish."""


def told(file: SheetFile) -> dict[str, str]:
    """Return the marks as names and texts."""
    m = file.marks
    return {
        "underlag": str(m.sheet),
        "enhet": str(m.unit),
        "ar": str(m.year),
        "fragor": m.digest,
        "hamtad": m.fetched,
    }


def heard(found: Mapping[str, str]) -> Marks:
    """Return the marks of a file that has come back.

    Raises:
        UnreadableSheet: They are not there, or not as they were written.
    """
    try:
        sheet, unit, year = (int(_digits(found[name])) for name in ("underlag", "enhet", "ar"))
        return Marks(sheet, unit, year, digest=found["fragor"], fetched=found["hamtad"])
    except (KeyError, ValueError) as missing:
        raise UnreadableSheet(NOT_OURS) from missing


def seen_as_text(file: SheetFile) -> str:
    """Return how each answer stood, as one line of text."""
    return json.dumps({a.question.key: [a.seen.revision, a.seen.print_of] for a in file.asked})


def seen_of(text: str) -> dict[str, Seen]:
    """Return how each answer stood when the file was fetched.

    Raises:
        UnreadableSheet: The text is not as it was written.
    """
    try:
        return {
            str(key): Seen(int(_digits(str(revision))), str(print_of))
            for key, (revision, print_of) in json.loads(text).items()
        }
    except (ValueError, TypeError, AttributeError, RecursionError) as wrong:
        raise UnreadableSheet(NOT_OURS) from wrong


def _digits(text: str) -> str:
    if not (text.isascii() and text.isdigit() and len(text) <= _MOST_DIGITS):
        raise ValueError(text)
    return text
