"""A year's files, what each of them is about, and what was looked for and is not there."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from aktiva.apps.lawcheck import queries as lawcheck
from aktiva.apps.organisation.models import Unit
from aktiva.apps.package.queries.gathering import (
    Gathering,
    lacking_account,
    lacking_by_law,
    lacking_cooperation,
    lacking_texts,
)
from aktiva.apps.package.queries.guard import Guard
from aktiva.apps.package.queries.places import places
from aktiva.apps.package.queries.printed import Papers, Text, papers, texts, texts_as_data
from aktiva.apps.package.queries.together import together
from aktiva.apps.package.queries.trace import Traced, traced
from aktiva.apps.package.queries.work import pay_answers, work
from aktiva.apps.package.queries.years import Year
from aktiva.apps.registers import queries as registers
from aktiva.apps.reports import door
from aktiva.apps.reports.models import Paper
from aktiva.apps.reports.queries import told
from aktiva.domain.documents import papers as written
from aktiva.domain.documents.blocks import Document, from_json
from aktiva.domain.law.checks import Result
from aktiva.domain.law.duties import Status, wording
from aktiva.domain.package import (
    FORMAT,
    MANIFEST,
    Duty,
    Folder,
    Point,
    as_json,
    ascii_name,
    folder_of,
    manifest,
    points_of,
)

Tell = Callable[[int, int, str], None]

OVERVIEW = "00-oversikt.pdf"
STATUSES = {
    Status.MET: "Uppfyllt",
    Status.WARNING: "Delvis",
    Status.MISSING: "Saknas",
    Status.NOT_APPLICABLE: "Gäller inte",
}


def made(year: Year, *, tell: Tell = lambda _done, _of, _words: None) -> dict[str, bytes]:
    """Return a year's files by path, with its own manifest among them.

    The same bytes every time for the same year and time: everything is read as it stood, papers
    are printed from what was frozen, and no file says when it was made.

    Args:
        tell: Called with how many papers are printed, of how many, and what comes now.
    """
    clean = Guard(year)
    g = Gathering(year)
    found = papers(year)
    governing = texts(year)
    documents = [from_json(p.document["json"]) for p in found.every]
    moments = [p.approved_at for p in found.every]
    with door.pdfs(zip(documents, moments, strict=True)) as printed:
        tell(0, len(documents) + 1, "Uppgifterna samlas")
        results = lawcheck.verdicts(year.cycle, as_of=year.as_of)
        steps = work(year, clean)
        cooperated = together(year, clean)
        trace = traced(year)
        main = _papers(g, found, documents, printed, tell)
    paths = _texts(g, governing, clean)
    _own_papers(g, results, cooperated, clean)
    log = _log(g, trace)
    lacking_by_law(g, results, where=f" De står i mappen {Folder.LAW}.")
    data = {
        "format": FORMAT,
        **_about(year),
        **steps,
        "cooperation": cooperated,
        "governing_documents": list(texts_as_data(governing, paths, clean)),
        "verdicts": [_verdict(r) for r in results],
        "papers": [_paper(p, year) for p in found.every],
        "log": {"events": len(log)},
    }
    g.put(Folder.DATA, "underlag.json", as_json(data, indent=None), "Årets underlag som JSON")
    met = _met(g, main)
    g.print(
        "", OVERVIEW, _overview(g, found, met), "Översikt: var varje punkt redovisas och vad som saknas"
    )  # fmt: skip
    told_of = manifest(
        g.files,
        g.entries,
        g.missing,
        **_about(year),
        points=[{"number": p.number, "title": p.title, "places": list(p.places)} for p in met],
    )
    return g.files | {f"{year.year}/{MANIFEST}": as_json(told_of)}


def _about(year: Year) -> dict[str, Any]:
    return {
        "employer": {"name": year.employer.name, "org_number": year.employer.org_number},
        "year": year.year,
        "as_of": year.as_of.isoformat(timespec="seconds"),
        "closed": year.closed,
        "headcount": year.headcount,
        "duty": str(year.duty),
        "duty_words": year.duty.words,
        "rules_version": wording(year.day),
    }


def _sender(year: Year) -> written.Sender:
    return written.Sender(year.employer.name, year.employer.address, "", "")


def _common(year: Year) -> written.HandedOver:
    return written.HandedOver(_sender(year), year.year, year.day)


@dataclass(frozen=True)
class _Main:
    """The written documentation with the file it is in."""

    document: Document
    pdf: bytes
    path: str


def _papers(
    g: Gathering, found: Papers, documents: list[Document], printed: Iterator[bytes], tell: Tell
) -> _Main | None:
    main, every = None, found.every
    kinds = dict(Paper.Kind.choices)
    numbers = tuple(p.number for p in points_of(g.year.duty))
    for n, (paper, document, pdf) in enumerate(zip(every, documents, printed, strict=True), 1):
        tell(n, len(every) + 1, "Handlingarna sätts")
        place = g.year.names.get(paper.unit_id, "")
        code = _code(g.year, paper.unit_id)
        name = ascii_name(f"{kinds[paper.kind]} {code} {place} {paper.paper_date}", "pdf")
        title = f"{paper.title}, {place}" if place and place not in paper.title else paper.title
        path = g.put(
            folder_of(paper.kind), name, pdf, title,
            note=f"{kinds[paper.kind]}, daterad {paper.paper_date.isoformat()}",
            points=numbers if paper is found.main else (),
        )  # fmt: skip
        if paper is found.main:
            main = _Main(document, pdf, path)
    lacking_account(g, found)
    return main


def _code(year: Year, unit: int) -> str:
    return year.tree.nodes[unit].code if unit in year.tree else ""


def _texts(g: Gathering, found: list[Text], clean: Guard) -> dict[int, str]:
    """Put the governing documents, and return document → path."""
    paths: dict[int, str] = {}
    rows = []
    for t in found:
        d = t.document
        adopted = f"{clean(d.adopted_by)}, {d.adopted_on.isoformat()}"
        points = (
            (2,) if g.year.duty is not Duty.PAY and d.kind in {"guidelines", "routines"} else ()
        )
        if t.file is not None and t.content is not None:
            ending = t.file.name.rpartition(".")[2].lower()
            paths[d.pk] = g.put(
                Folder.GUIDELINES, ascii_name(f"{d.title} version {d.version}", ascii_name(ending, "")),
                t.content, f"{d.title}, version {d.version}", points=points,
                note=f"{t.kind}. Antaget av {adopted}",
            )  # fmt: skip
        elif t.is_lost:
            g.lacks(f"Filen till {d.title}, version {d.version}, går inte att läsa.", *points)
        elif points:
            g.lacks(f"{d.title}, version {d.version}, har ingen fil i Aktiva.", *points)
        rows.append(
            written.Governing(
                title=f"{d.title} ({t.unit})" if t.unit else d.title,
                kind=t.kind,
                version=d.version,
                adopted=adopted,
                file=paths.get(d.pk, "").rpartition("/")[2],
                reviewed=", ".join(r.on_date.isoformat() for r in t.reviews),
            )
        )
    lacking_texts(g, found)
    g.print(
        Folder.GUIDELINES, "00-styrdokument.pdf",
        written.governing_paper(_common(g.year), rows), "Styrdokumenten med version och antagande",
    )  # fmt: skip
    return paths


def _own_papers(
    g: Gathering, results: tuple[Result, ...], cooperated: dict[str, Any], clean: Guard
) -> None:
    year = g.year
    root = year.tree.root
    account = (
        told.account(year.cycle, Unit(pk=root.id), at=year.as_of, as_of=year.as_of, whole=True)
        if root
        else ()
    )
    lacking_cooperation(g, cooperated)
    g.print(
        Folder.COOPERATION, "samverkan.pdf", written.cooperation_paper(_common(year), account),
        "Samverkan med parternas ord, svar och tystnad, och vad som har lämnats till vem", points=(7,),
    )  # fmt: skip
    answers = [(f"{q.key} {q.text}".strip(), words) for q, words in pay_answers(year, clean)]
    if answers:
        g.print(
            Folder.ANNEXES, "lonekartlaggning.pdf", written.pay_paper(_common(year), answers),
            "Lönekartläggningen så som arbetsgivaren har redovisat den", points=(3, 4, 5),
        )  # fmt: skip
    else:
        g.lacks("Inget är redovisat om lönekartläggningen.", 3, 4, 5)
    schools = {s.code: s.name for s in lawcheck.evidence(year.cycle, as_of=year.as_of).schools}
    g.print(
        Folder.LAW, "lagkoll.pdf",
        written.law_check_paper(
            _common(year),
            [
                written.Verdict(
                    r.duty.id, r.duty.paragraph, _titled(r, schools), STATUSES[r.status], r.reasons
                )
                for r in results
            ],
            rules=wording(year.day),
        ),
        "Kontrollen mot lagens krav",
    )  # fmt: skip


def _titled(r: Result, schools: dict[str, str]) -> str:
    return f"{r.duty.title} ({schools.get(r.school, r.school)})" if r.school else r.duty.title


def _verdict(r: Result) -> dict[str, Any]:
    return {
        "id": r.duty.id,
        "paragraph": r.duty.paragraph,
        "scope": r.scope,
        "status": r.status.value,
        "reasons": list(r.reasons),
        "evidence": [{"kind": e.kind, "id": e.id, "date": e.date.isoformat()} for e in r.evidence],
        "verified": r.duty.verified,
    }


def _paper(p: Paper, year: Year) -> dict[str, Any]:
    return {
        "id": p.pk,
        "kind": p.kind,
        "title": p.title,
        "unit": year.names.get(p.unit_id, ""),
        "date": p.paper_date.isoformat(),
        "approved_on": p.approved_at.date().isoformat(),
        "digest": p.digest,
    }


def _log(g: Gathering, found: list[Traced]) -> list[Traced]:
    sheet = io.StringIO()
    rows = csv.writer(sheet, delimiter=";", lineterminator="\r\n")
    rows.writerow(("tid", "händelse", "funktion", "rad", "kod"))
    rows.writerows((t.at, t.words, t.function, t.row, t.event) for t in found)
    g.put(
        Folder.LOG, "logg.csv", b"\xef\xbb\xbf" + sheet.getvalue().encode(),
        "Varje händelse med tid och funktion, att öppna i ett kalkylprogram",
    )  # fmt: skip
    g.put(
        Folder.LOG,
        "logg.json",
        as_json([{"at": t.at, "event": t.event, "words": t.words, "function": t.function, "row": t.row} for t in found]),
        "Varje händelse med tid och funktion, som JSON",
    )  # fmt: skip
    counted: dict[str, list[str]] = {}
    for t in found:
        counted.setdefault(t.words, []).append(t.at[:10])
    rows_of = [(what, len(days), min(days), max(days)) for what, days in sorted(counted.items())]
    g.print(
        Folder.LOG, "logg.pdf", written.log_paper(_common(g.year), rows_of, total=len(found)),
        "Loggen i korthet",
    )  # fmt: skip
    return found


def _met(g: Gathering, main: _Main | None) -> tuple[written.MetPoint, ...]:
    """Return each point with where it is met: sections and pages of the account, then files."""
    headings = registers.headings(g.year.employer, as_of=g.year.as_of)
    met = []
    for point in points_of(g.year.duty):
        found = places(main.document, main.pdf, point, headings) if main else []
        if main and not found:
            g.lacks(
                f"Punkt {point.number} har inget eget avsnitt i redovisningen: {point.title[0].lower()}{point.title[1:]}.",
                point.number,
            )
        where = [f"{main.path.rpartition('/')[2]}: {place}" for place in found] if main else []
        met.append(
            written.MetPoint(point.number, point.title, (*where, *_files_on(g, point, main)))
        )
    return tuple(met)


def _files_on(g: Gathering, point: Point, main: _Main | None) -> tuple[str, ...]:
    return tuple(
        e.path.removeprefix(f"{g.year.year}/")
        for e in g.entries
        if point.number in e.points and (main is None or e.path != main.path)
    )


def _overview(g: Gathering, found: Papers, met: tuple[written.MetPoint, ...]) -> Document:
    year, main = g.year, found.main
    return written.overview(
        written.Overview(
            sender=_sender(year),
            year=year.year,
            on=year.day,
            closed=year.closed,
            org_number=year.employer.org_number,
            headcount=year.headcount,
            duty=year.duty.words,
            account=f"{main.title}, daterad {main.paper_date.isoformat()}" if main else "",
            points=met,
            missing=tuple(m.words for m in g.missing),
            files=tuple(
                written.ListedFile(e.path.removeprefix(f"{year.year}/"), e.title, e.note)
                for e in sorted(g.entries, key=lambda e: e.path)
            ),
        )
    )
