"""``./aktiva questionnaire``: a questionnaire out as YAML, looked through, and in again."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from aktiva.adapters import questionnaires
from aktiva.adapters.questionnaires import Source, UnreadableQuestionnaire
from aktiva.domain.questionnaire import Questionnaire
from aktiva.domain.questionnaire.checking import Remark, check
from aktiva.domain.questionnaire.versions import differences
from aktiva.web.refusal import BadInput

LARGEST = 4_000_000
"""Bytes that are read of a file; more is no questionnaire."""


def run(given: argparse.Namespace) -> int:
    """Do one of the three. Only what has to do with an employer needs a database."""
    if given.do == "export":
        return _export(given)
    if not given.file:
        raise BadInput(f"Skriv vilken fil: ./aktiva questionnaire {given.do} FIL.")
    if given.version is not None or given.lang or given.out:
        raise BadInput("--version, --lang och -o hör till export.")
    return _check(given) if given.do == "check" else _import(given)


def _export(given: argparse.Namespace) -> int:
    if given.file:
        raise BadInput("Skriv filen efter -o: ./aktiva questionnaire export -o FIL.")
    asks = _kept(given) if given.employer else questionnaires.read_shipped()
    if given.version is not None and not given.employer:
        raise BadInput("--version hör till en arbetsgivares underlag. Skriv också --employer.")
    text = (
        questionnaires.to_translate(asks, given.lang)
        if given.lang
        else questionnaires.to_yaml(asks)
    )
    if not given.out:
        sys.stdout.write(text)
        return 0
    try:
        Path(given.out).write_text(text, encoding="utf-8")
    except OSError as wrong:
        raise BadInput(f"{given.out} gick inte att skriva. Kontrollera mappen.") from wrong
    print(f"{len(asks.questions)} frågor är skrivna till {given.out}.", file=sys.stderr)
    return 0


def _check(given: argparse.Namespace) -> int:
    before = _kept(given) if given.employer else questionnaires.read_shipped()
    try:
        source = _read(given.file)
    except UnreadableQuestionnaire as wrong:
        rows = [
            {"level": "fault", "line": f.line, "question": f.key or None, "what": f.words}
            for f in wrong.faults
        ]
        return _tell(given, rows, n_questions=None, lines=[f"Fel. {f}" for f in wrong.faults])
    remarks = check(source.questionnaire, before=before)
    rows = [_described(remark, source) for remark in remarks]
    lines = [_line(remark, source) for remark in remarks]
    return _tell(given, rows, n_questions=len(source.questionnaire.questions), lines=lines)


def _tell(given: argparse.Namespace, rows: list[dict], *, n_questions, lines: list[str]) -> int:
    usable = not any(row["level"] == "fault" for row in rows)
    if given.json:
        found = {"file": given.file, "usable": usable, "questions": n_questions, "remarks": rows}
        print(json.dumps(found, ensure_ascii=False))
    else:
        for line in lines:
            print(line)
        if usable:
            print(f"{n_questions} frågor. Underlaget går att använda.")
    if not usable:
        print("Underlaget går inte att använda än. Rätta felen.", file=sys.stderr)
    return 0 if usable else 2


def _described(remark: Remark, source: Source) -> dict:
    return {
        "level": "fault" if remark.is_fault else "warning",
        "line": source.lines.get(remark.key),
        "question": remark.key or None,
        "what": remark.words,
    }


def _line(remark: Remark, source: Source) -> str:
    line = source.lines.get(remark.key)
    where = ", ".join([f"rad {line}"] * bool(line) + [f"fråga {remark.key}"] * bool(remark.key))
    start = "Fel" if remark.is_fault else "Se över"
    return f"{start}, {where}: {remark.words}" if where else f"{start}: {remark.words}"


def _import(given: argparse.Namespace) -> int:
    if not given.employer:
        raise BadInput("Skriv vems underlaget är: --employer ORGNR.")
    try:
        source = _read(given.file)
    except UnreadableQuestionnaire as wrong:
        raise BadInput(f"Underlaget är inte inläst.\n{wrong}") from wrong
    employer = _employer(given.employer)
    from django.core.exceptions import ValidationError

    from aktiva.adapters import clock
    from aktiva.apps.surveys import actions

    remarks = [r for r in check(source.questionnaire) if r.is_fault]
    if remarks:
        told = "\n".join(_line(r, source) for r in remarks)
        raise BadInput(f"Underlaget är inte inläst. Rätta först det här:\n{told}")
    before = _latest(employer)
    try:
        version = actions.publish_questionnaire(
            employer=employer, asks=source.questionnaire, actor=None, at=clock.now()
        )
    except ValidationError as refused:
        raise BadInput(" ".join(refused.messages)) from refused
    changed = differences(before, source.questionnaire)
    print(
        f"Underlaget är publicerat som version {version.number}. "
        f"{len(changed)} frågor skiljer sig från det som gällde förut.",
        file=sys.stderr,
    )
    for difference in changed:
        print(f"{difference.key}: {difference.change.label.lower()}")
    return 0


def _read(file: str) -> Source:
    """Return what a file holds.

    Raises:
        BadInput: It cannot be read, is far too large, or is no text.
        UnreadableQuestionnaire: It is no questionnaire.
    """
    target = Path(file)
    try:
        with target.open("rb") as opened:
            content = opened.read(LARGEST + 1)
    except OSError as missing:
        raise BadInput(f"{target} gick inte att läsa. Kontrollera filens namn.") from missing
    if len(content) > LARGEST:
        raise BadInput(f"{target} är för stor för att vara ett frågeunderlag (högst 4 MB).")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as wrong:
        raise BadInput(
            f"{target} är inte sparad som UTF-8. Spara den så och försök igen."
        ) from wrong
    return questionnaires.from_source(text)


def _employer(org_number: str):
    from aktiva.web.commands import serving

    serving.prepare()
    from aktiva.apps.organisation.queries import employer_by_number

    employer = employer_by_number(org_number)
    if employer is None:
        raise BadInput(
            f"Det finns ingen arbetsgivare med organisationsnumret {org_number}. "
            "Kontrollera numret."
        )
    return employer


def _kept(given: argparse.Namespace) -> Questionnaire:
    """Return the version that was asked for, or the one that the next campaign is sent with."""
    employer = _employer(given.employer)
    if given.version is None:
        return _latest(employer)
    from aktiva.apps.surveys import queries

    for version in queries.published(employer):
        if version.number == given.version:
            return queries.of_version(version)
    raise BadInput(f"Arbetsgivaren har ingen version {given.version}. Välj en som är publicerad.")


def _latest(employer) -> Questionnaire:
    from aktiva.apps.surveys import queries

    found = queries.published(employer)
    return queries.of_version(found[0]) if found else questionnaires.read_shipped()
