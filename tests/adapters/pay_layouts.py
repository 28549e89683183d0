"""Invented employees, and twelve ways in which a payroll office might hand them over."""

from __future__ import annotations

import csv
import io
import random
import zipfile
from dataclasses import dataclass
from xml.sax.saxutils import escape

import pyarrow as pa
import pyarrow.parquet as pq
from test_spreadsheet import workbook

N = 30
JOBS = (
    ("Undersköterska", "207011", "Äldreboendet Eken", 0.85, 29_500),
    ("Drifttekniker", "351012", "Fastighet", 0.15, 32_000),
    ("Lärare, grundskola", "401011", "Ängsskolan", 0.7, 38_500),
)


@dataclass(frozen=True)
class Person:
    number: int
    personal: str
    woman: bool
    born: int
    title: str
    code: str
    unit: str
    form: str
    extent: float
    pay: int
    supplement: int
    variable: int
    benefit: int
    hired: str
    manager: bool

    @property
    def actual(self):
        return round(self.pay * self.extent, 2)


def check_digit(nine: str) -> str:
    total = sum(sum(divmod(int(c) * (2 - i % 2), 10)) for i, c in enumerate(nine))
    return str(-total % 10)


def personal_number(chance: random.Random, year: int, *, woman: bool) -> str:
    """Return a number that nobody has been given, with its check digit, written with twelve digits."""
    odd = chance.choice((0, 2, 4, 6, 8)) + (not woman)
    nine = f"{year % 100:02}{chance.randint(1, 12):02}{chance.randint(1, 28):02}{chance.choice((98, 99))}{odd}"
    return f"{year // 100}{nine[:6]}-{nine[6:]}{check_digit(nine)}"


def people(n: int = N, seed: int = 7) -> list[Person]:
    chance = random.Random(seed)
    made = []
    for i in range(n):
        title, code, unit, share, level = JOBS[i % len(JOBS)]
        woman, born = chance.random() < share, chance.randint(1959, 2004)
        made.append(
            Person(
                number=40_001 + i,
                personal=personal_number(chance, born, woman=woman),
                woman=woman,
                born=born,
                title=title,
                code=code,
                unit=unit,
                form=chance.choice(("Tillsvidare", "Tillsvidare", "Vikariat")),
                extent=chance.choice((1.0, 1.0, 0.8, 0.75, 0.5)),
                pay=level + 50 * chance.randint(0, 120),
                supplement=chance.choice((0, 0, 500, 1_200)),
                variable=chance.choice((0, 350, 2_150)),
                benefit=chance.choice((0, 0, 90)),
                hired=f"{chance.randint(1990, 2025)}-{chance.randint(1, 12):02}-01",
                manager=i % 10 == 0,
            )
        )
    return made


def as_csv(rows, *, delimiter=";", encoding="utf-8-sig", comma=","):
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter, lineterminator="\r\n")
    writer.writerows(
        [str(c).replace(".", comma) if isinstance(c, float) else c for c in row] for row in rows
    )
    return out.getvalue().encode(encoding)


def ods(rows, extra="") -> bytes:
    """Return the smallest ods that holds the rows."""

    def cell(value):
        if isinstance(value, int | float):
            return f'<table:table-cell office:value-type="float" office:value="{value}"><text:p>{value}</text:p></table:table-cell>'
        return f'<table:table-cell office:value-type="string"><text:p>{escape(value)}</text:p></table:table-cell>'

    lines = "".join(f"<table:table-row>{''.join(map(cell, row))}</table:table-row>" for row in rows)
    names = " ".join(
        f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{long}:1.0"'
        for short, long in (("office", "office"), ("table", "table"), ("text", "text"))
    )
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("mimetype", kind)
        archive.writestr(
            "content.xml",
            f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {names}><office:body>'
            f'<office:spreadsheet><table:table table:name="Blad1">{lines}{extra}</table:table>'
            "</office:spreadsheet></office:body></office:document-content>",
        )
        archive.writestr(
            "META-INF/manifest.xml",
            '<?xml version="1.0"?><manifest:manifest xmlns:manifest='
            '"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"><manifest:file-entry '
            f'manifest:full-path="/" manifest:media-type="{kind}"/></manifest:manifest>',
        )
    return file.getvalue()


def parquet(columns) -> bytes:
    out = pa.BufferOutputStream()
    pq.write_table(pa.table(columns), out)
    return out.getvalue().to_pybytes()


def paxml(who) -> bytes:
    persons = "\n".join(
        f'<person anstid="{p.number}" persnr="{p.personal.replace("-", "")}"><fornamn>Namn</fornamn>'
        f"<befattning>{p.title}</befattning><anstform>{p.form}</anstform>"
        f"<anstdatum>{p.hired}</anstdatum><manlon datum='2025-01-01'>{p.pay - 500}.00</manlon>"
        f'<manlon datum="2025-04-01">{p.pay}.00</manlon><sysgrad>{p.extent * 100:.0f}</sysgrad>'
        f'<resenheter><resenhet dim="1" id="{p.unit}"/></resenheter></person>'
        for p in who
    )
    return (
        '<?xml version="1.0" encoding="ISO-8859-1"?>\n<paxml><header><version>2.0</version></header>\n'
        f"<personal>\n{persons}\n</personal></paxml>"
    ).encode("iso-8859-1")


def yes(value) -> str:
    return "Ja" if value else "Nej"


def sex(p) -> str:
    return "Kvinna" if p.woman else "Man"


@dataclass(frozen=True)
class Layout:
    """A file with what its columns mean, what has to be asked, and what must never be stored."""

    name: str
    content: bytes
    columns: dict[str, str]
    asked: tuple[str, ...] = ()
    sensitive: tuple[str, ...] = ()


def layouts(who: list[Person]) -> dict[str, Layout]:
    return {
        "template": Layout(
            "mall.xlsx",
            workbook([
                ["Anställningsnummer", "Kön", "Födelseår", "Befattning", "AID", "Enhet", "Anställningsform", "Sysselsättningsgrad", "Heltidslön", "Fasta tillägg", "Rörliga tillägg", "Förmåner", "Anställd från", "Chef"],
                *([p.number, "K" if p.woman else "M", p.born, p.title, p.code, p.unit, p.form, p.extent * 100, p.pay, p.supplement, p.variable, p.benefit, p.hired, yes(p.manager)] for p in who),
            ]),
            {"id": "Anställningsnummer", "sex": "Kön", "birth": "Födelseår", "title": "Befattning", "code": "AID", "unit": "Enhet", "form": "Anställningsform", "extent": "Sysselsättningsgrad", "pay": "Heltidslön", "supplements": "Fasta tillägg", "variable": "Rörliga tillägg", "benefits": "Förmåner", "hired": "Anställd från", "is_manager": "Chef"},
        ),
        "report with a title above": Layout(
            "uttag.csv",
            as_csv([
                ["Lönelista november 2025, uttagen 2025-11-05"], [], ["Urval: alla, månadsavlönade"],
                ["Anst.nr", "Personnummer", "Namn", "Bef.ben", "Org enhet", "Ssg %", "Utbetald lön (kr)", "Facklig tillhörighet", "Sjukfrånvaro dagar"],
                *([p.number, p.personal, "Namn Namnsson", p.title, p.unit, p.extent * 100, p.actual, "X", 3] for p in who),
            ], encoding="cp1252"),
            {"id": "Anst.nr", "personal_number": "Personnummer", "title": "Bef.ben", "unit": "Org enhet", "extent": "Ssg %", "pay_actual": "Utbetald lön (kr)"},
            sensitive=("Namn", "Facklig tillhörighet", "Sjukfrånvaro dagar"),
        ),
        "english": Layout(
            "staff.csv",
            as_csv([
                ["Employee ID", "Gender", "Date of birth", "Job title", "Department", "FTE", "Full-time equivalent salary", "Variable pay", "Nationality", "Email"],
                *([p.number, "F" if p.woman else "M", f"{p.born}-05-01", p.title, p.unit, p.extent, p.pay, p.variable, "SE", "a@b.se"] for p in who),
            ], delimiter=",", encoding="utf-8", comma="."),
            {"id": "Employee ID", "sex": "Gender", "birth": "Date of birth", "title": "Job title", "unit": "Department", "extent": "FTE", "pay": "Full-time equivalent salary", "variable": "Variable pay"},
            sensitive=("Nationality", "Email"),
        ),
        "pay that may be either": Layout(
            "lon.xlsx",
            workbook([
                ["Anstnr", "Kön", "Titel", "Tjänstgöringsgrad", "Månadslön"],
                *([p.number, sex(p), p.title, p.extent, p.pay] for p in who),
            ]),
            {"id": "Anstnr", "sex": "Kön", "title": "Titel", "extent": "Tjänstgöringsgrad"},
            asked=("pay",),
        ),
        "everybody full time": Layout(
            "lon.txt",
            as_csv([
                ["Löpnr", "Kön", "Yrke", "Omfattning", "Månadslön"],
                *([p.number, sex(p), p.title, 100, p.pay] for p in who),
            ], delimiter="\t", encoding="utf-16"),
            {"id": "Löpnr", "sex": "Kön", "title": "Yrke", "extent": "Omfattning", "pay": "Månadslön"},
        ),
        "by the hour": Layout(
            "timlon.ods",
            ods([
                ["Anställningsnr", "Kön", "Befattning", "Timlön"],
                *([p.number, sex(p), p.title, round(p.pay / 165, 2)] for p in who),
            ]),
            {"id": "Anställningsnr", "sex": "Kön", "title": "Befattning", "pay_hourly": "Timlön"},
            asked=("divisor",),
        ),
        "several supplements": Layout(
            "tillagg.csv",
            as_csv([
                ["Personal-ID", "Juridiskt kön", "BESTA-kod", "Grundlön heltid", "Ansvarstillägg", "Kompetenstillägg", "OB-tillägg", "Jour"],
                *([p.number, sex(p), p.code, p.pay, p.supplement, 100, p.variable, 50] for p in who),
            ]),
            {"id": "Personal-ID", "sex": "Juridiskt kön", "code": "BESTA-kod", "pay": "Grundlön heltid", "supplements": "Ansvarstillägg", "variable": "OB-tillägg"},
        ),
        "levels of the organisation": Layout(
            "organisation.parquet",
            parquet({
                "anst_nr": [p.number for p in who], "kon": [sex(p) for p in who],
                "forvaltning": ["Omsorg"] * len(who), "arbetsplats": [p.unit for p in who],
                "befattning": [p.title for p in who], "heltidslon": [p.pay for p in who],
            }),
            {"id": "anst_nr", "sex": "kon", "title": "befattning", "pay": "heltidslon"},
            asked=("unit",),
        ),
        "digits for sex": Layout(
            "siffror.csv",
            as_csv([
                ["Id", "Kön", "Befattning", "Heltidslön"],
                *([p.number, 2 if p.woman else 1, p.title, p.pay] for p in who),
            ]),
            {"id": "Id", "sex": "Kön", "title": "Befattning", "pay": "Heltidslön"},
            asked=("sex_codes",),
        ),
        "transfer of persons": Layout(
            "personal.xml",
            paxml(who),
            {"id": "anstid", "personal_number": "persnr", "title": "befattning", "form": "anstform", "hired": "anstdatum", "extent": "sysselsättningsgrad"},
            asked=("pay",),
        ),
        "headings of their own": Layout(
            "egna.xlsx",
            workbook(
                [["Om filen"], ["Gjord för lönekartläggningen"]],
                [
                    ["Nyckel", "Kategori K/M", "Vad man gör", "Anställd år", "Kronor 2025", "Lönetillägg kr/mån"],
                    *([f"A{p.number}", sex(p), p.title, int(p.hired[:4]), p.pay, p.supplement] for p in who),
                ],
            ),
            {"sex": "Kategori K/M", "hired": "Anställd år", "supplements": "Lönetillägg kr/mån"},
            asked=("pay", "title"),
        ),
        "last year's groups": Layout(
            "grupper.csv",
            as_csv([
                ["Medarbetarnummer", "Man/kvinna", "Tjänstebenämning", "Lika arbete", "Arbetsvärdering", "Fast lön heltid", "Årsarbetstid", "Föräldraledig", "Kollektivavtal"],
                *([p.number, sex(p)[0], p.title, p.title, 400, p.pay, 1980 * p.extent, 0, "HÖK"] for p in who),
            ]),
            {"id": "Medarbetarnummer", "sex": "Man/kvinna", "title": "Tjänstebenämning", "group": "Lika arbete", "points": "Arbetsvärdering", "pay": "Fast lön heltid", "hours_year": "Årsarbetstid"},
            sensitive=("Föräldraledig", "Kollektivavtal"),
        ),
    }  # fmt: skip
