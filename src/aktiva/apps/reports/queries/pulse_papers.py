"""What stands on the posters and slips of a pulse."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from aktiva.adapters import pulses, qr
from aktiva.apps.pulse.models import Pulse
from aktiva.apps.pulse.queries import UnitRow, unit_rows
from aktiva.domain.documents import papers
from aktiva.domain.documents.blocks import Document
from aktiva.domain.pulse.codes import written


def sender(pulse: Pulse) -> papers.Sender:
    """Return the employer as the one who asks."""
    employer = pulse.cycle.employer
    return papers.Sender(
        employer=employer.name,
        address=employer.address,
        department=employer.name,
        department_genitive=employer.name,
    )


def poster(pulse: Pulse, row: UnitRow, *, site: str) -> papers.Poster:
    """Return what stands on a unit's poster. `site` is the address of the product."""
    own, *others = [pulses.languages()[code] for code in pulse.languages]
    return papers.Poster(
        unit=row.name,
        heading=own.poster["heading"],
        qr=_code(f"{site}/puls/{row.code}/"),
        words=_words(own, pulse),
        others=tuple(_words(other, pulse) for other in others),
        address=f"{short(site)}/puls",
        code=written(row.code),
        more=own.poster["several"],
        stored_title=own.poster["stored_title"],
        stored=own.poster["stored"],
    )


def posters(pulse: Pulse, *, site: str, on: date, languages: int) -> Document:
    """Return all posters of a pulse as one paper. As many questions as the units' names.

    Args:
        languages: In how many languages beside Swedish there is room for the words.
    """
    return papers.posters(
        [poster(pulse, row, site=site) for row in unit_rows(pulse)],
        languages=languages,
        title=pulse.title,
        sender=sender(pulse),
        on=on,
    )


def _words(language: pulses.Language, pulse: Pulse) -> papers.PosterWords:
    said = language.poster
    return papers.PosterWords(
        language=language.code,
        invite=said["invite"],
        scan=said["scan"],
        until=f"{said['until']} {pulse.closes_on.isoformat()}.",
    )


def slips(codes: Sequence[str], row: UnitRow, *, site: str) -> list[papers.Slip]:
    """Return slips; the code stands after # in the address, so that it is never sent on the way."""
    return [
        papers.Slip(written(code), _code(f"{site}/puls/{row.code}/#lapp={code}")) for code in codes
    ]


def short(site: str) -> str:
    """Return the address as people type it."""
    return site.partition("://")[2]


def _code(address: str) -> papers.Qr:
    made = qr.code(address)
    return papers.Qr(made.path, made.size)
