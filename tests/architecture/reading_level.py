"""Writes docs/reference/reading-level.md: how hard the questions and the pages are to read.

Run ``PYTHONPATH=src python tests/architecture/reading_level.py`` after a change of words.
"""

from __future__ import annotations

import re
from pathlib import Path

from aktiva.adapters.questionnaires import read_shipped
from aktiva.domain.questionnaire.lix import HARD, Read, lix, mean, read

ROOT = Path(__file__).parents[2]
TARGET = ROOT / "docs" / "reference" / "reading-level.md"
APPS = ROOT / "src" / "aktiva" / "apps"

_SAID = re.compile(
    r"{%\s*translate\s+(?:\"([^\"]+)\"|'([^']+)')|{%\s*blocktranslate[^%]*%}(.*?){%\s*endblocktranslate",
    re.DOTALL,
)
_VALUE = re.compile(r"{{[^}]*}}")
_TAG = re.compile(r"<[^>]+>")
LEAST_WORDS = 30
"""A page that says less has no level worth telling."""


def sentences(template: str) -> list[str]:
    """Return what a template says in sentences; labels and headings of a few words are left out."""
    found = []
    for said in _SAID.findall(template):
        text = _TAG.sub("", _VALUE.sub("N", next(part for part in said if part))).strip()
        if text.endswith((".", "?")) and read(text).words >= 4:
            found.append(text)
    return found


def pages() -> dict[str, Read]:
    """Return page → what is counted in its sentences, for the pages that say enough."""
    found = {}
    for path in sorted(APPS.glob("*/templates/*/*.html")):
        counted = read(*sentences(path.read_text(encoding="utf-8")))
        if counted.words >= LEAST_WORDS:
            found[f"{path.parents[2].name}/{path.stem}"] = counted
    return found


def report() -> str:
    """Return the whole page."""
    asks = read_shipped()
    rows = [(q, lix(q.text), lix(q.text, q.help, q.why)) for q in asks.questions]
    hard = [row for row in rows if row[2] > HARD]
    told = pages()
    hard_pages = [name for name, counted in told.items() if counted.lix > HARD]
    listed = ", ".join(f"{q.key} ({whole})" for q, _, whole in hard) or "Ingen."
    lines = [
        "# Läsbarhet",
        "",
        "LIX för frågorna i det underlag som följer med och för sidornas egna meningar. Så räknas "
        "det: [metoden](../method/questionnaire.md#läsbarhet). Filen skrivs av "
        "`tests/architecture/reading_level.py`. Ett prov håller frågorna och listorna över det "
        "som är svårt aktuella; sidornas tal räknas om när filen skrivs.",
        "",
        f"Gränsen är {HARD}. En fråga läses tillsammans med sin hjälp och sitt skäl, och det är den "
        "siffran som jämförs med gränsen. En ensam kort mening får lätt ett högt tal, så talet för "
        "frågan ensam är bara en upplysning.",
        "",
        f"* Frågor över {HARD}: {listed}",
        f"* Sidor över {HARD}: {', '.join(hard_pages) or 'Ingen.'}",
        f"* Medel för frågorna: {mean(whole for _, _, whole in rows)}",
        "",
        "## Frågorna",
        "",
        "| Fråga | Allt som läses | Frågan ensam |",
        "|---|---|---|",
        *(f"| {q.key} | {whole} | {alone} |" for q, alone, whole in rows),
        "",
        "## Sidorna",
        "",
        f"Sidor med minst {LEAST_WORDS} ord i hela meningar. Medel: "
        f"{mean(counted.lix for counted in told.values())}.",
        "",
        "| Sida | LIX | Ord |",
        "|---|---|---|",
        *(f"| {name} | {counted.lix} | {counted.words} |" for name, counted in told.items()),
    ]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    TARGET.write_text(report(), encoding="utf-8")
