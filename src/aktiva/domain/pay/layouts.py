"""What a person has confirmed of a file's columns, remembered for the next file like it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from aktiva.domain.pay.mapping import Sexes
from aktiva.domain.pay.meanings import ADDED, STAFF_ONLY, Meaning, folded, kind_of
from aktiva.domain.pay.recognising import Purpose
from aktiva.domain.pay.swedish import listing


class WrongLayout(ValueError):
    """The columns cannot be used so; the message says why in Swedish."""


@dataclass(frozen=True)
class Layout:
    """Which columns of a file mean what.

    Attributes:
        signature: The file's headings, as `signature` tells them.
        columns: Meaning → headings; several only where amounts are added.
        sexes: The codes for women and men; None where the sex comes from the personal number.
        hours_month: The divisor of the agreement, for pay by the hour.
        holiday_percent: Holiday pay that the pay by the hour holds.
    """

    signature: str
    purpose: Purpose
    columns: Mapping[Meaning, tuple[str, ...]]
    sexes: Sexes | None = None
    hours_month: float | None = None
    holiday_percent: float = field(default=0.0)

    def heading(self, meaning: Meaning) -> str | None:
        """Return the column of a meaning, None where the file has none."""
        return next(iter(self.columns.get(meaning, ())), None)

    def headings(self) -> tuple[str, ...]:
        """Return every column that is read."""
        return tuple(heading for headings in self.columns.values() for heading in headings)

    def fits(self, names: Iterable[str]) -> bool:
        """Return whether a file has the headings that were confirmed."""
        return signature(names) == self.signature

    def to_json(self) -> str:
        """Return the layout as text."""
        data = asdict(self) | {"columns": {m.value: list(h) for m, h in self.columns.items()}}
        return json.dumps(data, ensure_ascii=False, sort_keys=True)

    @classmethod
    def from_json(cls, text: str) -> Layout:
        """Return the layout that `to_json` wrote.

        Raises:
            WrongLayout: The text is no layout.
        """
        try:
            data: dict[str, Any] = json.loads(text)
            sexes = data["sexes"]
            return cls(
                signature=str(data["signature"]),
                purpose=Purpose(data["purpose"]),
                columns={Meaning(m): tuple(map(str, h)) for m, h in data["columns"].items()},
                sexes=sexes and Sexes(woman=tuple(sexes["woman"]), man=tuple(sexes["man"])),
                hours_month=None if data["hours_month"] is None else float(data["hours_month"]),
                holiday_percent=float(data["holiday_percent"]),
            )
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise WrongLayout(
                "Det sparade valet av kolumner gick inte att läsa. Välj kolumnerna på nytt."
            ) from error


def signature(names: Iterable[str]) -> str:
    """Return what files with the same headings have in common, whatever their order and case."""
    return hashlib.sha256("\n".join(sorted(folded(name) for name in names)).encode()).hexdigest()


def confirm(
    names: Sequence[str],
    columns: Mapping[str, str | Sequence[str]],
    *,
    purpose: Purpose = Purpose.PAY,
    sexes: Sexes | None = None,
    hours_month: float | None = None,
    holiday_percent: float = 0.0,
) -> Layout:
    """Return what a person has confirmed.

    Args:
        names: The file's headings.
        columns: Meaning → heading, or several headings whose amounts are added.

    Raises:
        WrongLayout: A column is missing, used twice, sensitive or not in the file.
    """
    chosen = {Meaning(m): (h,) if isinstance(h, str) else tuple(h) for m, h in columns.items() if h}
    if purpose is Purpose.STAFF:
        chosen = {m: h for m, h in chosen.items() if m in STAFF_ONLY}
    _check_headings(names, chosen)
    if purpose is Purpose.STAFF:
        _check_staff(chosen)
    else:
        _check_pay(chosen, sexes, hours_month, holiday_percent)
    return Layout(
        signature=signature(names),
        purpose=purpose,
        columns=chosen,
        sexes=sexes if Meaning.SEX in chosen else None,
        hours_month=hours_month,
        holiday_percent=holiday_percent,
    )


def _check_headings(names: Sequence[str], chosen: Mapping[Meaning, tuple[str, ...]]) -> None:
    used = [(heading, meaning) for meaning, headings in chosen.items() for heading in headings]
    for heading, meaning in used:
        if heading not in names:
            raise WrongLayout(f"Kolumnen {heading} finns inte i filen. Välj en av filens kolumner.")
        if list(names).count(heading) > 1:
            raise WrongLayout(f"Filen har flera kolumner som heter {heading}. Döp om dem i filen.")
        kind = kind_of(heading)
        if kind is not None:
            raise WrongLayout(f"Kolumnen {heading} läses aldrig in: {kind.why}. Välj en annan.")
        others = [m.words for h, m in used if h == heading and m is not meaning]
        if others:
            raise WrongLayout(
                f"Kolumnen {heading} kan inte vara både {meaning.words} och {others[0]}. Välj en av dem."
            )
    for meaning, headings in chosen.items():
        if len(headings) > 1 and meaning not in ADDED:
            raise WrongLayout(
                f"Bara en kolumn kan vara {meaning.words}. Välj en av {listing(headings)}."
            )


def _check_staff(chosen: Mapping[Meaning, object]) -> None:
    if not {Meaning.ID, Meaning.PERSONAL_NUMBER} & set(chosen):
        raise WrongLayout("Välj den kolumn som är anställningsnummer eller personnummer.")


def _check_pay(
    chosen: Mapping[Meaning, object],
    sexes: Sexes | None,
    hours_month: float | None,
    holiday_percent: float,
) -> None:
    if Meaning.SEX not in chosen and Meaning.PERSONAL_NUMBER not in chosen:
        raise WrongLayout("Välj den kolumn som är kön.")
    if Meaning.SEX in chosen:
        _check_sexes(sexes)
    if Meaning.PAY_ACTUAL in chosen and Meaning.EXTENT not in chosen:
        raise WrongLayout("Välj den kolumn som är sysselsättningsgrad, så att lönen kan räknas om.")
    if not {Meaning.PAY, Meaning.PAY_ACTUAL, Meaning.PAY_HOURLY} & set(chosen):
        raise WrongLayout("Välj den kolumn som är lön.")
    if Meaning.PAY_HOURLY in chosen and not (hours_month and 0 < hours_month <= 200):
        raise WrongLayout(
            "Skriv hur många timmar i månaden som är heltid enligt avtalet, så att timlönen kan räknas om."
        )
    if not 0 <= holiday_percent < 100:
        raise WrongLayout("Semesterersättningen i timlönen ska vara 0 eller fler procent.")
    if not {Meaning.TITLE, Meaning.CODE, Meaning.GROUP} & set(chosen):
        raise WrongLayout("Välj den kolumn som är befattning.")


def _check_sexes(sexes: Sexes | None) -> None:
    if sexes is None or not sexes.woman or not sexes.man:
        raise WrongLayout("Välj vilka koder som är kvinnor och vilka som är män.")
    both = sorted(set(sexes.woman) & set(sexes.man))
    if both:
        raise WrongLayout(f"Koden {both[0]} kan inte vara både kvinnor och män. Välj en av dem.")
