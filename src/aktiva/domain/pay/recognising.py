"""What each column of a file seems to mean, why, and what a person must be asked.

A heading and its cells have to agree. What has two answers is asked, never guessed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from aktiva.domain.pay.columns import Table
from aktiva.domain.pay.contents import MEN, WOMEN, Content, Looks, fits
from aktiva.domain.pay.full_time import divisors
from aktiva.domain.pay.mapping import Sexes
from aktiva.domain.pay.meanings import ADDED, STAFF_ONLY, Meaning, kind_of, meanings_of
from aktiva.domain.pay.swedish import listing

SEX_CODES = "sex_codes"
DIVISOR = "divisor"
_PAID = frozenset({Meaning.PAY, Meaning.PAY_ACTUAL})


class Purpose(StrEnum):
    """What a file is read for."""

    PAY = "pay"
    STAFF = "staff"


@dataclass(frozen=True)
class Candidate:
    """A column that seems to have a meaning; ``also`` are columns whose amounts are added."""

    meaning: str
    heading: str
    reason: str
    also: tuple[str, ...] = ()


@dataclass(frozen=True)
class Question:
    """What a person has to say; no candidate where none was found."""

    meaning: str
    candidates: tuple[Candidate, ...]
    words: str


@dataclass(frozen=True)
class Dropped:
    """A column that is not read in; ``sensitive`` where it never may be."""

    heading: str
    why: str
    sensitive: bool = False


@dataclass(frozen=True)
class Proposal:
    """What was found in a file, for a person to confirm."""

    columns: Mapping[str, Candidate]
    asked: tuple[Question, ...]
    dropped: tuple[Dropped, ...]
    sexes: Sexes | None
    notes: tuple[str, ...] = ()


def recognise(table: Table, purpose: Purpose = Purpose.PAY) -> Proposal:
    """Return what the columns seem to mean."""
    return _Recognising(table, purpose).proposal()


def found_by_heading(names: Sequence[str], meaning: str) -> str | None:
    """Return the only heading that usually has the meaning and no other, None where not one."""
    found = [name for name in names if meanings_of(name) == {meaning}]
    return found[0] if len(found) == 1 else None


@dataclass
class _Recognising:
    table: Table
    purpose: Purpose
    _content: dict[str, Content] = field(default_factory=dict)
    _certain: dict[Meaning, list[Candidate]] = field(default_factory=lambda: defaultdict(list))
    _doubtful: dict[Meaning, list[Candidate]] = field(default_factory=lambda: defaultdict(list))
    _two_ways: list[str] = field(default_factory=list)
    _free: list[str] = field(default_factory=list)
    _dropped: list[Dropped] = field(default_factory=list)
    _asked: list[Question] = field(default_factory=list)
    _columns: dict[str, Candidate] = field(default_factory=dict)
    _notes: list[str] = field(default_factory=list)

    def proposal(self) -> Proposal:
        for name in dict.fromkeys(name for name in self.table.names if name):
            self._sort(name)
        for meaning in Meaning:
            if meaning not in _PAID:
                self._choose(meaning)
        if self.purpose is Purpose.PAY:
            self._pay()
        self._missing()
        sexes = self._sexes()
        self._leave_the_rest()
        self._tell_of_personal_numbers()
        return Proposal(
            columns=self._columns,
            asked=tuple(self._asked),
            dropped=tuple(self._dropped),
            sexes=sexes,
            notes=tuple(self._notes),
        )

    def _sort(self, name: str) -> None:
        """Put a column among the certain, the doubtful, the free or the dropped."""
        content = self._content[name] = Content(tuple(self.table.sample(name)))
        kind = kind_of(name)
        if kind is not None:
            self._dropped.append(Dropped(name, kind.why, sensitive=True))
            return
        if Looks.PERSONAL_NUMBERS in content.looks:
            self._add(Meaning.PERSONAL_NUMBER, name, "cellerna är personnummer")
            return
        if not content.filled:
            self._dropped.append(Dropped(name, "den är tom"))
            return
        told = meanings_of(name)
        meant = {m for m in told if fits(m, content)}
        if meant & _PAID and told >= _PAID:
            self._two_ways.append(name)
        elif len(meant) == 1:
            self._add(meant.pop(), name, f"rubriken är {name} och innehållet stämmer")
        elif told:
            for m in meant or told:
                reason = f"rubriken är {name}"
                reason += "" if meant else ", men innehållet ser ut som något annat"
                self._doubtful[m].append(Candidate(m, name, reason))
        elif Looks.SEX_WORDS in content.looks:
            self._add(Meaning.SEX, name, f"cellerna är {listing(content.distinct)}")
        else:
            self._free.append(name)

    def _add(self, meaning: Meaning, name: str, reason: str) -> None:
        self._certain[meaning].append(Candidate(meaning, name, reason))

    def _choose(self, meaning: Meaning) -> None:
        """Take the only column of a meaning, add those that are added, and ask of the rest."""
        if self.purpose is Purpose.STAFF and meaning not in STAFF_ONLY:
            return
        certain, doubtful = self._certain[meaning], self._doubtful[meaning]
        if meaning in ADDED and certain:
            first, *others = certain
            self._columns[meaning] = Candidate(
                meaning, first.heading, first.reason, tuple(c.heading for c in others)
            )
        elif len(certain) == 1:
            self._columns[meaning] = certain[0]
        elif certain or doubtful:
            names = listing((c.heading for c in (*certain, *doubtful)), last="eller")
            words = f"Vilken kolumn är {meaning.words}: {names}?"
            if len(certain) + len(doubtful) == 1:
                words = f"Är kolumnen {names} {meaning.words}? Innehållet ser inte ut så."
            self._ask(meaning, (*certain, *doubtful), words)

    def _pay(self) -> None:
        """Find the full-time pay, or what is paid with the extent it is paid for."""
        sure = [m for m in (Meaning.PAY, Meaning.PAY_ACTUAL) if self._certain[m]]
        for meaning in sure:
            self._choose(meaning)
        if self._two_ways and not sure:
            self._pay_in_two_ways()
        elif not sure:
            for meaning in (Meaning.PAY, Meaning.PAY_ACTUAL):
                self._choose(meaning)
        actual_alone = Meaning.PAY_ACTUAL in self._columns and Meaning.PAY not in self._columns
        known = Meaning.EXTENT in self._columns or self._is_asked(Meaning.EXTENT)
        if actual_alone and not known:
            self._ask_among_free(
                Meaning.EXTENT,
                "Vilken kolumn är sysselsättningsgrad? Den behövs för att räkna om lönen till heltid.",
            )
        if Meaning.PAY_HOURLY in self._columns:
            self._ask(
                DIVISOR,
                [Candidate(DIVISOR, key, f"{d.hours:g} timmar i månaden. {d.source}") for key, d in divisors().items()],
                "Hur många timmar i månaden är heltid enligt avtalet? Timlönen räknas om med det talet.",
            )  # fmt: skip

    def _pay_in_two_ways(self) -> None:
        extent = self._columns.get(Meaning.EXTENT)
        everyone = extent and Looks.FULL_TIME in self._content[extent.heading].looks
        if everyone and len(self._two_ways) == 1:
            name = self._two_ways[0]
            self._columns[Meaning.PAY] = Candidate(
                Meaning.PAY, name, f"rubriken är {name} och alla arbetar heltid"
            )
            return
        options = [
            Candidate(meaning, name, reason)
            for name in self._two_ways
            for meaning, reason in (
                (Meaning.PAY, f"{name} är lönen omräknad till heltid"),
                (Meaning.PAY_ACTUAL, f"{name} är den lön som betalas ut"),
            )
        ]
        names = listing(self._two_ways, last="eller")
        self._ask(
            Meaning.PAY,
            options,
            f"Är {names} lönen omräknad till heltid, eller den lön som betalas ut?",
        )

    def _missing(self) -> None:
        """Ask for what nothing can be done without."""
        number = Meaning.PERSONAL_NUMBER in self._columns
        if self.purpose is Purpose.STAFF:
            if Meaning.ID not in self._columns and not number and not self._is_asked(Meaning.ID):
                self._ask_among_free(Meaning.ID, "Vilken kolumn är anställningsnummer?")
            return
        if Meaning.SEX not in self._columns and not number and not self._is_asked(Meaning.SEX):
            self._ask_among_free(Meaning.SEX, "Vilken kolumn är kön?")
        paid = {Meaning.PAY, Meaning.PAY_ACTUAL, Meaning.PAY_HOURLY}
        if not paid & set(self._columns) and not any(self._is_asked(m) for m in paid):
            self._ask_among_free(Meaning.PAY, "Vilken kolumn är lön?")
        work = (Meaning.TITLE, Meaning.CODE, Meaning.GROUP)
        if not any(m in self._columns or self._is_asked(m) for m in work):
            self._ask_among_free(Meaning.TITLE, "Vilken kolumn är befattning?")

    def _sexes(self) -> Sexes | None:
        """Return the codes for women and men, and ask of those that are not plain."""
        if self.purpose is Purpose.STAFF or Meaning.SEX not in self._columns:
            return None
        codes = self._content[self._columns[Meaning.SEX].heading].distinct
        sexes = Sexes(
            woman=tuple(c for c in codes if c.casefold() in WOMEN),
            man=tuple(c for c in codes if c.casefold() in MEN),
        )
        strange = [c for c in codes if c not in (*sexes.woman, *sexes.man)]
        if not strange:
            return sexes
        self._ask(
            SEX_CODES,
            [Candidate(SEX_CODES, code, "står i kolumnen") for code in strange],
            f"I kolumnen {self._columns[Meaning.SEX].heading} står {listing(strange)}. Vilken kod är kvinnor och vilken är män?",
        )
        return sexes if sexes.woman and sexes.man else None

    def _leave_the_rest(self) -> None:
        """Say of every column that nobody asks about why it is not read in."""
        used = {h for c in self._columns.values() for h in (c.heading, *c.also)}
        used |= {c.heading for q in self._asked for c in q.candidates}
        told = {d.heading for d in self._dropped}
        for name in self._content:
            if name not in used | told:
                self._dropped.append(Dropped(name, "den behövs inte"))

    def _tell_of_personal_numbers(self) -> None:
        number = self._columns.get(Meaning.PERSONAL_NUMBER)
        if number is None:
            return
        known = [] if Meaning.BIRTH in self._columns else ["födelseår"]
        if Meaning.SEX not in self._columns:
            known.append("juridiskt kön, efter den näst sista siffran")
        use = f" De blir {listing(known)}." if known and self.purpose is Purpose.PAY else ""
        self._notes.append(f"Kolumnen {number.heading} har personnummer. De sparas aldrig.{use}")

    def _ask(self, meaning: str, candidates: Iterable[Candidate], words: str) -> None:
        self._asked.append(Question(meaning, tuple(candidates), words))

    def _ask_among_free(self, meaning: Meaning, words: str) -> None:
        """Ask with those columns whose content may have the meaning."""
        self._ask(
            meaning,
            (
                Candidate(meaning, name, "innehållet stämmer")
                for name in self._free
                if fits(meaning, self._content[name])
            ),
            words,
        )

    def _is_asked(self, meaning: Meaning) -> bool:
        return any(q.meaning == meaning for q in self._asked)
