"""Solvik's anonymous pulses: last year's counted, and this year's open with answers sealed."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, datetime, timedelta

from django.db.models import Sum

from aktiva.adapters import sealing
from aktiva.apps.cycles.models import Cycle
from aktiva.apps.organisation import queries as organisation
from aktiva.apps.organisation.models import Employer
from aktiva.apps.pulse import actions, queries
from aktiva.apps.pulse.models import Pulse, SealedAnswer, new_key
from aktiva.apps.statistics.models import StaffFigure
from aktiva.demo.solvik.calendar import at
from aktiva.domain.pulse.ballots import Ballot, to_bytes

COUNTED = (date(2025, 10, 6), date(2025, 10, 24))
OPEN = (date(2026, 11, 16), date(2026, 12, 4))
LEANS = {
    "myself": 4.2, "jargon": 3.9, "fair": 3.6, "premises": 3.4, "pay": 2.9, "vacancies": 3.3,
    "develop": 3.5, "parents": 3.8, "harassment": 3.4, "reprisals": 3.6,
}  # fmt: skip
"""About where the answers to each statement lie."""

WORDS = (
    "Mötena ligger ofta efter klockan 16, och då kan inte alla vara med.",
    "Vi har fått tydligare besked om vem man går till, men inte alla vikarier vet det.",
    "Omklädningsrummen räcker inte till.",
    "Lediga uppdrag delas ut i korridoren innan de annonseras.",
    "Jag har aldrig fått förklarat hur min lön sätts.",
    "Bra stämning, men skämten på rasterna går ibland över gränsen.",
    "Det nya systemet går inte att läsa för den som ser dåligt.",
    "Scheman kommer för sent för att gå att kombinera med hämtning på förskolan.",
    "Det blev bättre sedan vi började prata om det på arbetsplatsträffarna.",
    "Kurserna går alltid till samma personer.",
)


def load(*, employer: Employer, actor, now: datetime) -> None:
    """Load a pulse that has been counted and one that takes answers."""
    cycles = {c.year: c for c in Cycle.objects.filter(employer=employer, year__in=(2025, 2026))}
    opens, closes = COUNTED
    done = _opened(cycles[2025], opens, closes, actor=actor, asks_words=True)
    _answer(done, share=0.62, until=closes)
    actions.count(pulse_id=done.pk, actor=actor, at=at(closes + timedelta(days=3)))
    opens, closes = OPEN
    going = _opened(cycles[2026], opens, closes, actor=actor, asks_words=True)
    _answer(going, share=0.31, until=now.date())


def _opened(cycle: Cycle, opens: date, closes: date, *, actor, asks_words: bool) -> Pulse:
    facts = actions.PulseFacts(
        title=f"Medarbetarpuls {cycle.year}", opens_on=opens, closes_on=closes,
        languages=("en", "ar"), asks_words=asks_words,
    )  # fmt: skip
    made = at(opens - timedelta(days=10))
    pulse = actions.make_pulse(cycle=cycle, facts=facts, actor=actor, at=made)
    root = organisation.tree(cycle.employer, on=opens).root
    actions.choose_places(pulse_id=pulse.pk, places=[root.id], actor=actor, at=made)
    return actions.open_pulse(pulse_id=pulse.pk, actor=actor, at=made).pulse


def _answer(pulse: Pulse, *, share: float, until: date) -> None:
    """Have a share of every unit's staff answer; sealed as if they had come by the page."""
    rng = random.Random(f"pulse {pulse.cycle.year}")
    keys = queries.keys_of(pulse)
    public = bytes.fromhex(pulse.public_key)
    rows = []
    for ballot in _ballots(pulse, keys, share, rng):
        content = to_bytes(ballot, keys, has_words=pulse.asks_words)
        day = pulse.opens_on + timedelta(days=rng.randint(0, (until - pulse.opens_on).days))
        sealed = sealing.seal(content, public=public, about=pulse.about)
        rows.append(SealedAnswer(id=new_key(), pulse=pulse, day=day, sealed=sealed))
    SealedAnswer.objects.bulk_create(sorted(rows, key=lambda row: row.id), batch_size=1000)


def _ballots(
    pulse: Pulse, keys: list[str], share: float, rng: random.Random
) -> Iterator[Ballot]:  # fmt: skip
    units = sorted(pulse.units.values_list("unit_id", flat=True))
    for unit, n in _staff(units, year=pulse.cycle.year).items():
        mood = rng.gauss(0, 0.35)
        # In most places most answer; in some hardly anybody does.
        takes_part = share * rng.choice((1.15, 1.1, 1.0, 1.0, 0.9, 0.6))
        for _person in range(sum(rng.random() < takes_part for _one in range(n))):
            grades = {key: _grade(LEANS[key] + mood, rng) for key in keys}
            words = rng.choice(WORDS) if rng.random() < 0.012 else ""
            yield Ballot(unit, grades, words)


def _grade(lean: float, rng: random.Random) -> int:
    return 0 if rng.random() < 0.06 else max(1, min(5, round(rng.gauss(lean, 1.05))))


def _staff(units: list[int], *, year: int) -> dict[int, int]:
    found = StaffFigure.objects.filter(unit__in=units, on_date__year=year)
    latest = found.order_by("-on_date").values_list("on_date", flat=True).first()
    rows = found.filter(on_date=latest).values("unit").annotate(n=Sum("n_persons"))
    return {row["unit"]: row["n"] for row in rows.order_by("unit")}
