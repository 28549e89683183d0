"""The files of a year as they come, each told of once, and what was looked for and is not there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from aktiva.apps.lawcheck import queries as lawcheck
from aktiva.apps.package.queries.printed import Papers, Text
from aktiva.apps.package.queries.years import Year
from aktiva.apps.reports import door
from aktiva.domain.documents.blocks import Document
from aktiva.domain.law.checks import Result
from aktiva.domain.law.duties import Status
from aktiva.domain.package import Duty, Entry, Folder, Missing, points_of, unique


@dataclass
class Gathering:
    """The files as they come, each told of once."""

    year: Year
    files: dict[str, bytes] = field(default_factory=dict)
    entries: list[Entry] = field(default_factory=list)
    missing: list[Missing] = field(default_factory=list)

    def put(
        self, folder: Folder | str, name: str, content: bytes, title: str, *, note: str = "",
        points: tuple[int, ...] = (),
    ) -> str:  # fmt: skip
        place = f"{self.year.year}/{folder}/" if folder else f"{self.year.year}/"
        path = place + unique(
            name, {p.removeprefix(place) for p in self.files if p.startswith(place)}
        )
        self.files[path] = content
        self.entries.append(Entry(path, title, points, note))
        return path

    def print(
        self, folder: Folder | str, name: str, document: Document, title: str, **rest: Any
    ) -> str:
        return self.put(folder, name, door.pdf(document, issued_at=self.year.as_of), title, **rest)

    def lacks(self, words: str, *points: int) -> None:
        self.missing.append(Missing(words, points))


def lacking_account(g: Gathering, found: Papers) -> None:
    year, duty = g.year, g.year.duty
    if found.main is None:
        if duty is Duty.NONE:
            return
        draft = " Ett utkast finns, men det är inte godkänt." if found.has_draft else ""
        what = "lönekartläggningen" if duty is Duty.PAY else "årets arbete"
        g.lacks(
            f"Den skriftliga dokumentationen av {what} enligt {duty} § är inte godkänd.{draft}",
            *(p.number for p in points_of(duty)),
        )
    elif found.main.paper_date.year != year.year:
        g.lacks(
            f"Dokumentationen är daterad {found.main.paper_date.isoformat()}, utanför kalenderåret {year.year}."
        )


def lacking_texts(g: Gathering, governing: Iterable[Text]) -> None:
    """Say which of the employer's own documents of 6 § are not there."""
    kinds = {t.document.kind for t in governing if t.document.unit_id is None}
    for kind, what in (("guidelines", "Riktlinjer"), ("routines", "Rutiner")):
        if kind not in kinds and g.year.duty is not Duty.PAY:
            g.lacks(
                f"{what} mot trakasserier, sexuella trakasserier och repressalier finns inte i Aktiva.",
                2,
            )


def lacking_cooperation(g: Gathering, cooperated: Mapping[str, Any]) -> None:
    """Say if nothing is written down about cooperation."""
    if not (cooperated["meetings"] or cooperated["readings"]):
        g.lacks("Inget möte och ingen läsning är antecknad under Samverkan.", 7)


def lacking_by_law(g: Gathering, results: Sequence[Result], *, where: str = "") -> None:
    """Say how many demands the law check found missing, and `where` they stand."""
    if n := sum(r.status is Status.MISSING for r in lawcheck.by_duty(results)):
        g.lacks(f"Kontrollen mot lagens krav visar att {n} krav inte är uppfyllda.{where}")
