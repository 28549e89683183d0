"""Solvik's pay file: invented employees, as many as the staff figures say, drawn from fixed chances."""

from __future__ import annotations

import random
from dataclasses import dataclass

HEADINGS = (
    "Anställningsnummer;Kön;Befattning;AID;Månadslön heltid;Fasta tillägg;Sysselsättningsgrad;"
    "Födelseår;Anställningsår;Enhet;Facktillhörighet"
)
"""The last column is one that is never read in, so that it shows."""


@dataclass(frozen=True, slots=True)
class Job:
    """A job: its part of all employees in thousandths, the share of women, and the pay.

    Args:
        pay: What a man of forty with ten years has, kronor a month.
        lower: How much less a woman has, in thousandths; there is a reason in some jobs only.
    """

    title: str
    code: str
    part: int
    women: float
    pay: int
    lower: int = 0


JOBS = (
    Job("Undersköterska", "207012", 190, 0.88, 30_200, 4),
    Job("Undersköterska natt", "207012", 40, 0.86, 30_900, 4),
    Job("Vårdbiträde", "207014", 60, 0.84, 27_400),
    Job("Personlig assistent", "207016", 45, 0.72, 27_900, 3),
    Job("Stödassistent", "207017", 70, 0.70, 29_100, 3),
    Job("Sjuksköterska", "206011", 25, 0.90, 40_300, 8),
    Job("Barnskötare", "402011", 95, 0.93, 26_900),
    Job("Förskollärare", "401020", 85, 0.95, 36_600, 2),
    Job("Lärare grundskola", "401011", 130, 0.74, 39_700, 4),
    Job("Lärare gymnasium", "401013", 40, 0.55, 41_200, 6),
    Job("Fritidspedagog", "401030", 30, 0.68, 33_900, 3),
    Job("Rektor", "401090", 14, 0.71, 55_600, 10),
    Job("Enhetschef vård och omsorg", "251090", 22, 0.83, 49_400, 12),
    Job("Socialsekreterare", "351021", 28, 0.86, 38_100, 5),
    Job("Måltidsbiträde", "601012", 36, 0.90, 26_300),
    Job("Kock", "601011", 14, 0.62, 30_100, 9),
    Job("Lokalvårdare", "601020", 30, 0.87, 26_600),
    Job("Vaktmästare", "501011", 16, 0.09, 28_900),
    Job("IT-tekniker", "151031", 12, 0.21, 38_700, 15),
    Job("Ingenjör vatten och avlopp", "502031", 9, 0.30, 42_100, 10),
    Job("Drifttekniker", "502035", 11, 0.08, 34_200),
    Job("Administratör", "151012", 30, 0.89, 31_300, 6),
    Job("Ekonom", "151022", 14, 0.76, 43_200, 14),
    Job("Brandman", "501040", 18, 0.10, 32_800),
    Job("Kommunjurist", "151026", 2, 0.60, 53_200, 8),
)


def pay_file(n: int, *, units: tuple[str, ...], year: int) -> bytes:
    """Return a file of `n` employees as a payroll system writes it: semicolons, comma, cp1252."""
    chance = random.Random(f"lönefil {year}")
    whole = sum(job.part for job in JOBS)
    lines = [HEADINGS]
    left = n
    for job in JOBS:
        count = left if job is JOBS[-1] else min(left, max(2, round(n * job.part / whole)))
        left -= count
        lines += [_row(job, chance, units, year, number=len(lines) + i) for i in range(count)]
    return "\r\n".join(lines).encode("cp1252")


def _row(job: Job, chance: random.Random, units: tuple[str, ...], year: int, *, number: int) -> str:
    is_woman = chance.random() < job.women
    age = chance.randint(22, 66)
    employed = min(age - 20, int(chance.expovariate(1 / 9)))
    grown = 1 + 0.0022 * min(employed, 25) + 0.0009 * (age - 40)
    pay = job.pay * grown * chance.gauss(1, 0.028) * (1 - job.lower / 1000 * is_woman)
    extent = chance.choice((100, 100, 100, 100, 75, 80, 85, 90))
    added = chance.choice((0, 0, 0, 0, 500, 900)) if job.pay < 35_000 else 0
    return ";".join(
        (
            str(10_000 + number), "K" if is_woman else "M", job.title, job.code,
            f"{round(pay / 50) * 50},00", f"{added},00", str(extent), str(year - age),
            str(year - employed), chance.choice(units), chance.choice(("A", "B", "")),
        )
    )  # fmt: skip
