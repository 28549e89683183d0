"""The files of a year as they come, each told of once, and what was looked for and is not there."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from aktiva.apps.package.queries.printed import Papers
from aktiva.apps.package.queries.years import Year
from aktiva.apps.reports import door
from aktiva.domain.documents.blocks import Document
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
