"""``./aktiva template check``: what a Word template lacks before papers can be written in it."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from aktiva.adapters.docx.checking import Finding, Level, check, usable
from aktiva.adapters.docx.template.opening import LARGEST, Refused
from aktiva.web.refusal import BadInput

SIGNS = {Level.MISSING: "Saknas", Level.WARNING: "Se över", Level.OK: "I ordning"}


def run(given: argparse.Namespace) -> int:
    """Print what was found; 0 when the template can be used. Needs neither database nor server."""
    target = Path(given.file)
    try:
        with target.open("rb") as file:
            content = file.read(LARGEST + 1)
    except OSError as missing:
        raise BadInput(f"{target} gick inte att läsa. Kontrollera filens namn.") from missing
    try:
        findings = check(target.name, content)
    except Refused as refused:
        if given.json:
            print(_described(target, [], refused=str(refused)))
        raise BadInput(str(refused)) from refused
    if given.json:
        print(_described(target, findings))
    else:
        _tell(findings)
    if usable(findings):
        return 0
    print("Mallen går inte att använda än. Rätta det som saknas.", file=sys.stderr)
    return 2


def _described(target: Path, findings: list[Finding], *, refused: str | None = None) -> str:
    return json.dumps(
        {
            "file": str(target),
            "usable": refused is None and usable(findings),
            "refused": refused,
            "findings": [
                {"level": f.level.value, "what": f.what, "why": f.why, "do": f.do} for f in findings
            ],
        },
        ensure_ascii=False,
    )


def _tell(findings: list[Finding]) -> None:
    for level, sign in SIGNS.items():
        for finding in findings:
            if finding.level is level:
                print(f"{sign}: {finding.what}. {finding.why} {finding.do}".rstrip())
