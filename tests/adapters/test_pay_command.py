"""``aktiva pay``: the contract of its answer, and one clear line for each fault in a file."""

from __future__ import annotations

import csv
import json
import subprocess
import sys
import zipfile
from pathlib import Path

import jsonschema
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import python_calamine
from pay_layouts import people
from test_spreadsheet import workbook

from aktiva.web.cli import main

ROOT = Path(__file__).parents[2]
SCHEMA = json.loads((ROOT / "docs/reference/cli/pay.json").read_text(encoding="utf-8"))

MAPPING = """
[columns]
id = "Id"
sex = "Kön"
pay = "Lön"
variable = "Rörligt"
group = "Befattning"
[sex]
woman = ["K", "2"]
man = ["M", "1"]
"""
MODEL = """
[model]
log = true
numeric = ["Tid"]
se = "HC1"
[decomposition]
numeric = ["Tid"]
"""
PART_TIME = MAPPING.replace('pay = "Lön"', 'pay_actual = "Lön"\nextent = "Omfattning"')
HEADINGS = ["Id", "Kön", "Lön", "Rörligt", "Befattning", "Tid", "Omfattning"]
ROWS = [
    [1, "K", 28_000.5, 500, "Undersköterska", 3, 100],
    [2, "K", 30_000, None, "Undersköterska", 8, 75],
    [3, "M", 30_500, 0, "Undersköterska", 7, 100],
    [4, "M", 33_000, 700, "Drifttekniker", 5, 50],
    [5, "M", 31_000, 800, "Drifttekniker", 2, 100],
    [6, "K", 32_000, 900, "Drifttekniker", 9, 100],
]
PLAN = "group;points;band\nUndersköterska;400;2\nDrifttekniker;390,5;2\n"


def as_text(rows, *, delimiter=";", encoding="utf-8", comma=","):
    lines = (
        delimiter.join("" if c is None else str(c).replace(".", comma) for c in row)
        for row in [HEADINGS, *rows]
    )
    return "\r\n".join(lines).encode(encoding)


def as_parquet(path, rows, **other):
    columns = {name: [row[i] for row in rows] for i, name in enumerate(HEADINGS)} | other
    pq.write_table(pa.table(columns), path)


@pytest.fixture
def pay(tmp_path, capsys):
    """Run the command on a file's content and return exit code, answer and faults."""

    def run(content, *arguments, name="lön.csv", mapping=MAPPING, plan=None):
        path = tmp_path / name
        if callable(content):
            content(path)
        elif content is not None:
            path.write_bytes(content)
        (tmp_path / "mappning.toml").write_text(mapping, encoding="utf-8")
        given = ["pay", str(path), "--mapping", str(tmp_path / "mappning.toml"), *arguments]
        if plan is not None:
            (tmp_path / "plan.csv").write_text(plan, encoding="utf-8")
            given += ["--plan", str(tmp_path / "plan.csv")]
        code = main(given)
        done = capsys.readouterr()
        return code, done.out, done.err

    return run


def answer(done):
    code, out, err = done
    assert (code, err) == (0, "")
    assert out.count("\n") == 1
    found = json.loads(out, parse_constant=lambda word: pytest.fail(f"{word} is not JSON"))
    jsonschema.validate(found, SCHEMA)
    return found


def faults(done):
    code, out, err = done
    assert (code, out) == (2, "")
    return err.splitlines()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("lön.csv", as_text(ROWS)),
        ("lön.csv", as_text(ROWS, encoding="utf-8-sig")),
        ("lön.csv", as_text(ROWS, encoding="cp1252")),
        ("lön.csv", as_text(ROWS, delimiter=",", comma=".")),
        ("lön.txt", as_text(ROWS, delimiter="\t")),
        ("lön.csv", as_text(ROWS).replace(b"30500", "30\u00a0500,00 ".encode())),
        ("lön.xlsx", workbook([HEADINGS, *ROWS])),
        ("lön.parquet", lambda path: as_parquet(path, ROWS)),
    ],
    ids=["utf-8", "mark", "cp1252", "commas", "tabs", "spaced", "xlsx", "parquet"],
)
def test_every_kind_of_file_gives_the_same_answer(pay, name, content):
    one = answer(pay(as_text(ROWS), "--eu", "--json", mapping=MAPPING + MODEL, plan=PLAN))
    other = answer(pay(content, "--eu", "--json", name=name, mapping=MAPPING + MODEL, plan=PLAN))

    assert other == one
    assert (one["n"], one["women"], one["men"]) == (6, 3, 3)
    assert [c["type"] for c in one["comparisons"]] == [
        "equal_work",
        "equal_work",
        "equal_value",
        "lower_value",
    ]
    assert {c["judgement"] for c in one["comparisons"]} == {None}
    assert one["eu"]["e_share_receiving_components"] == {"women": 2 / 3, "men": 2 / 3}
    assert one["regression"]["n"] == 6


def test_what_the_file_does_not_hold_is_null(pay):
    bare = '[columns]\nsex = "Kön"\npay = "Lön"\n[sex]\nwoman = ["K"]\nman = ["M"]\n'

    found = answer(pay(as_text(ROWS), "--json", mapping=bare))

    nothing = [found[k] for k in ("groups", "comparisons", "regression", "decomposition", "eu")]
    assert nothing == [None] * 5
    assert found["mean_gap"] is not None


def test_a_file_with_women_only_has_figures_and_no_gaps(pay):
    women = [row for row in ROWS if row[1] == "K"]

    found = answer(pay(as_text(women), "--eu", "--json", mapping=MAPPING + MODEL, plan=PLAN))

    assert (found["men"], found["mean_gap"], found["decomposition"]) == (0, None, None)
    assert found["regression"]["sex"]["estimate"] is None


def test_part_time_pay_is_compared_as_full_time(pay):
    found = answer(pay(as_text(ROWS), "--json", mapping=PART_TIME))

    group = next(g for g in found["groups"] if g["group"] == "Undersköterska")
    assert group["mean_women"] == pytest.approx((28_000.5 + 30_000 / 0.75) / 2)


def test_the_same_person_in_the_european_figures_is_paid_by_the_hour(pay):
    part_time = answer(pay(as_text(ROWS), "--eu", "--json", mapping=PART_TIME))
    with_hours = PART_TIME.replace("[sex]", 'hours_year = "Timmar"\n[sex]')
    hours = [1980 * row[6] / 100 for row in ROWS]

    told = answer(
        pay(
            lambda path: as_parquet(path, ROWS, Timmar=hours),
            "--eu",
            "--json",
            name="lön.parquet",
            mapping=with_hours,
        )
    )

    assert (part_time["eu"].pop("hours"), told["eu"].pop("hours")) == ("assumed", "file")
    assert told["eu"]["label"] == "ej svensk lag"
    assert told["eu"]["a_mean_gap"] == pytest.approx(part_time["eu"]["a_mean_gap"])


def changed(row, column, value):
    rows = [list(r) for r in ROWS]
    rows[row - 2][HEADINGS.index(column)] = value
    return as_text(rows)


@pytest.mark.parametrize(
    ("content", "mapping", "line"),
    [
        (changed(3, "Lön", "tjugo"), MAPPING, "Rad 3, kolumnen Lön: här står text"),
        (changed(3, "Lön", "3e4"), MAPPING, "Rad 3, kolumnen Lön: här står text"),
        (changed(3, "Lön", "9" * 400), MAPPING, "Rad 3, kolumnen Lön: talet är för stort"),
        (changed(3, "Lön", -100), MAPPING, "Rad 3, kolumnen Lön: lönen är negativ"),
        (changed(3, "Lön", 0), MAPPING, "Rad 3, kolumnen Lön: lönen är noll"),
        (changed(3, "Lön", None), MAPPING, "Rad 3, kolumnen Lön: cellen är tom"),
        (changed(3, "Rörligt", -1), MAPPING, "Rad 3, kolumnen Rörligt: beloppet är negativt"),
        (changed(4, "Omfattning", 0), PART_TIME, "Rad 4, kolumnen Omfattning: omfattningen 0 "),
        (changed(4, "Omfattning", 7500), PART_TIME, "kolumnen Omfattning: omfattningen 7500 "),
        (changed(4, "Omfattning", 0.75), PART_TIME, "omfattningen 0,75 är skriven som andel"),
        (changed(3, "Lön", "=1+1"), MAPPING, "Rad 3, kolumnen Lön: här står en formel."),
        (changed(3, "Lön", "2025-01-01"), MAPPING, "Rad 3, kolumnen Lön: här står ett datum."),
        (
            changed(7, "Befattning", "19850517-9815"),
            MAPPING,
            "Rad 7, kolumnen Befattning: här står ett personnummer.",
        ),
        (
            as_text(ROWS) + b"\r\nSumma;;184500;2900;;;",
            MAPPING,
            "Rad 8, kolumnen Id: här står Summa.",
        ),
        (changed(5, "Kön", "X"), MAPPING, "Rad 5, kolumnen Kön: koden X finns inte"),
        (changed(5, "Kön", None), MAPPING, "Rad 5, kolumnen Kön: kön saknas"),
        (changed(6, "Id", 2), MAPPING, "Rad 6, kolumnen Id: samma id som på rad 3."),
        (changed(6, "Id", None), MAPPING, "Rad 6, kolumnen Id: id saknas"),
        (changed(7, "Befattning", None), MAPPING, "Rad 7, kolumnen Befattning: gruppen saknas"),
        (as_text(ROWS).replace(b"Befattning", b"Titel"), MAPPING, "Kolumnen Befattning finns inte"),
        (as_text(ROWS).replace(b"Tid", b"Id"), MAPPING, "Kolumnen Id finns 2 gånger"),
        (as_text([]), MAPPING, "inga rader med anställda"),
        (as_text([["nr", "kön", "kr", "kr", "titel", "år", "%"], *ROWS]), MAPPING, "Rad 2 ser ut"),
        (as_text(ROWS, delimiter=","), MAPPING, "Rad 2 har fler celler än rubrikraden"),
        (b"L\xf6nelista;a;b;c;d;e;f\n" + as_text(ROWS), MAPPING, "Kolumnerna Id, Kön, Lön, Rör"),
        (changed(7, "Omfattning", "100;;9"), MAPPING, "Rad 7 har fler celler än rubrikraden."),
        (b"", MAPPING, "är tom"),
        (b"\n\n", MAPPING, "är tom"),
        (b"%PDF-1.7 ...", MAPPING, "är ingen tabell"),
        (b"\x00\x01\x02", MAPPING, "är ingen tabell"),
        (as_text(ROWS), MAPPING + '[model]\nnumeric = ["Ålder"]', "Kolumnen Ålder finns inte"),
        (b"L\xf6nelista 2026\n" + as_text(ROWS), MAPPING, "Rad 2 har fler celler än"),
        (b"L\xf6nelista;;;;;;\n" + as_text(ROWS), MAPPING, "Rad 2 har fler celler än"),
        (as_text(ROWS), MAPPING + "[modell]", "[modell] finns inte"),
        (as_text(ROWS), MAPPING + "[model]\nlogg = true", "[model] har inget som heter logg"),
        (as_text(ROWS), MAPPING + '[model]\nse = "HC3"', "classical eller HC1"),
        (as_text(ROWS), MAPPING + '[model]\ncategorical = {Tid = "20"}', "har inte värdet 20"),
        (as_text(ROWS), "[columns", "inte skriven som TOML"),
        (as_text(ROWS), "[columns]\n", "[columns] saknar pay"),
        (as_text(ROWS), '[columns]\nsex = "Kön"\n', "[columns] saknar pay"),
        (
            as_text(ROWS).replace(b";K;", b";2;").replace(b";M;", b";1;"),
            '[columns]\nsex = "Kön"\npay = "Lön"\n',
            "I kolumnen Kön står 1 och 2. Skriv under [sex]",
        ),
        (as_text(ROWS), '[columns]\nsex = "Kön"\npay = "Lön"\n[sex]\n', "[sex] saknar koder"),
        (as_text(ROWS), MAPPING.replace('"1"', '"K"'), "för både kvinnor och män"),
        (None, MAPPING, "finns inte. Kontrollera namnet"),
    ],
)
def test_each_fault_is_one_line_and_nothing_is_written(pay, tmp_path, content, mapping, line):
    lines = faults(pay(content, "--json", "--out", str(tmp_path / "ut"), mapping=mapping))

    assert len(lines) == 1
    assert line in lines[0]
    assert not (tmp_path / "ut").exists()


@pytest.mark.parametrize("name", ["lön.xlsx", "lön.ods", "lön.parquet", "lön.docx"])
def test_a_file_that_is_not_what_its_name_says_is_refused(pay, name):
    assert len(faults(pay(b"Id;Namn\n1;2\n", "--json", name=name))) == 1


def test_a_group_that_nobody_belongs_to_is_no_group(pay):
    groups = pa.DictionaryArray.from_arrays(
        [0, 0, 0, 1, 1, 1], ["Undersköterska", "Drifttekniker", "Nedlagd"]
    )

    found = answer(
        pay(lambda path: as_parquet(path, ROWS, Befattning=groups), "--json", name="lön.parquet")
    )

    assert [g["group"] for g in found["groups"]] == ["Drifttekniker", "Undersköterska"]


def test_the_headings_are_found_below_a_title(pay):
    title = "Lönelista november\n\n".encode()

    assert answer(pay(title + as_text(ROWS), "--json")) == answer(pay(as_text(ROWS), "--json"))


def test_what_a_person_should_know_of_the_file_is_told_beside_the_answer(pay):
    code, out, err = pay(workbook([["Om filen"]], [HEADINGS, *ROWS]), "--json", name="lön.xlsx")

    assert (code, err) == (0, "Bladet Blad2 är läst.\n")
    assert json.loads(out)["n"] == len(ROWS)


def test_a_heading_that_is_misspelt_in_the_mapping_is_proposed(pay):
    lines = faults(pay(as_text(ROWS), "--json", mapping=MAPPING.replace('"Kön"', '"Kon"')))

    assert lines == [
        "Kolumnen Kon finns inte i filen. Rubrikerna ska stå överst. Där står nu: Id, Kön, Lön, Rörligt, Befattning, Tid, Omfattning. Kanske är det Kön som ska stå för sex i mappningen."
    ]


def test_faults_in_a_parquet_file_are_told_by_row(pay):
    rows = [[*row[:2], str(row[2]), *row[3:]] for row in ROWS]
    rows[1][2], rows[2][1] = "okänd", None

    lines = faults(pay(lambda path: as_parquet(path, rows), "--json", name="lön.parquet"))

    assert lines[0].startswith("Rad 2, kolumnen Lön: här står text")
    assert lines[1] == "Rad 3, kolumnen Kön: kön saknas."


def test_many_faults_are_counted_after_the_first_twenty(pay):
    rows = [[n, "K", "lön", 0, "Kock", 1, 100] for n in range(100)]
    rows[0][2] = 30_000

    lines = faults(pay(as_text(rows), "--json"))

    assert len(lines) == 21
    assert lines[0].startswith("Rad 3,")
    assert lines[-1] == "Det finns 79 fel till av liknande slag."


def test_a_group_without_points_is_said_and_the_rest_is_computed(pay):
    code, out, err = pay(as_text(ROWS), "--json", plan="group;points\nUndersköterska;400\n")

    assert code == 0
    assert err == (
        "Grupper i lönefilen som saknar rad i filen med poäng och band (1): Drifttekniker.\n"
    )
    assert {c["type"] for c in json.loads(out)["comparisons"]} == {"equal_work"}


@pytest.mark.parametrize(
    ("plan", "line"),
    [
        ("points;band\n400;2\n", "Kolumnen group finns inte"),
        ("group;points\nKock;hög\n", "Rad 2, kolumnen points: här står text"),
        ("group;points\nKock;400\nKock;410\n", "Rad 3, kolumnen group: samma grupp som på rad 2."),
    ],
)
def test_a_faulty_plan_is_told_the_same_way(pay, plan, line):
    assert line in faults(pay(as_text(ROWS), "--json", plan=plan))[0]


def test_tables_open_in_a_swedish_excel(pay, tmp_path):
    rows = [[*row[:4], "=1+1" if row[4] == "Drifttekniker" else row[4], *row[5:]] for row in ROWS]
    out = tmp_path / "ut"

    code, words, _ = pay(
        as_text(rows), "--eu", "--out", str(out), mapping=MAPPING + MODEL, plan=PLAN
    )

    assert code == 0
    assert "6 anställda: 3 kvinnor och 3 män." in words
    assert sorted(path.name for path in out.iterdir()) == [
        "eu.csv",
        "eu_kategorier.csv",
        "eu_kvartiler.csv",
        "grupper.csv",
        "jamforelser.csv",
        "kvartiler.csv",
        "lonekartlaggning.xlsx",
        "modell.csv",
        "regression.csv",
        "sammanfattning.csv",
        "uppdelning.csv",
    ]
    assert (out / "grupper.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    with (out / "grupper.csv").open(encoding="utf-8-sig", newline="") as file:
        groups = list(csv.DictReader(file, delimiter=";"))
    assert [g["Grupp"] for g in groups] == ["'=1+1", "Undersköterska"]
    assert groups[1]["Medellön kvinnor"] == "29000,25"


def test_the_workbook_has_every_table_as_values(pay, tmp_path):
    rows = [[*row[:4], "=1+1" if row[4] == "Drifttekniker" else row[4], *row[5:]] for row in ROWS]
    out = tmp_path / "ut"
    pay(as_text(rows), "--eu", "--out", str(out), mapping=MAPPING + MODEL, plan=PLAN)

    book = python_calamine.load_workbook(str(out / "lonekartlaggning.xlsx"))
    files = {path.stem: path for path in out.glob("*.csv")}

    assert set(book.sheet_names) == set(files)
    for name, path in files.items():
        with path.open(encoding="utf-8-sig", newline="") as file:
            told = [as_value(cell) for row in csv.reader(file, delimiter=";") for cell in row]
        sheet = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
        assert [as_value(cell) for row in sheet for cell in row] == [
            pytest.approx(cell, rel=1e-12) if isinstance(cell, float) else cell for cell in told
        ]
    with zipfile.ZipFile(out / "lonekartlaggning.xlsx") as archive:
        pages = [n for n in archive.namelist() if n.startswith("xl/worksheets/")]
        assert pages
        assert not any(b"<f>" in archive.read(page) for page in pages)


def as_value(cell: object) -> float | str:
    """Return a cell as its value, whichever file it stands in."""
    text = str(cell).removeprefix("'")
    try:
        return float(text.replace(",", "."))
    except ValueError:
        return text


def test_personal_numbers_are_never_taken_for_amounts(pay):
    numbers = [int(p.personal.replace("-", "")) for p in people(len(ROWS))]
    rows = [[*row[:2], number, *row[3:]] for row, number in zip(ROWS, numbers, strict=True)]

    lines = faults(pay(workbook([HEADINGS, *rows]), "--json", name="lön.xlsx"))

    assert len(lines) == len(ROWS)
    assert lines[0].startswith("Rad 2, kolumnen Lön: här står ett personnummer.")


def test_a_folder_that_cannot_be_written_to_is_said(pay, tmp_path):
    (tmp_path / "upptagen").write_text("en fil")

    lines = faults(pay(as_text(ROWS), "--out", str(tmp_path / "upptagen")))

    assert "gick inte att skriva" in lines[0]


@pytest.mark.slow
def test_neither_web_nor_database_is_touched(tmp_path):
    (tmp_path / "lön.csv").write_bytes(as_text(ROWS))
    (tmp_path / "m.toml").write_text(MAPPING, encoding="utf-8")
    code = (
        "import sys; from aktiva.web.cli import main; "
        f"code = main(['pay', {str(tmp_path / 'lön.csv')!r}, '--mapping', {str(tmp_path / 'm.toml')!r}, '--json']); "
        "sys.exit(code or 'django' in sys.modules or 'statsmodels' in sys.modules)"
    )

    done = subprocess.run([sys.executable, "-c", code], env={
        "PYTHONPATH": str(ROOT / "src"), "PATH": "", "AKTIVA_VAR": str(tmp_path / "var")
    }, capture_output=True, text=True, check=False)  # fmt: skip

    assert (done.returncode, done.stderr) == (0, "")
    assert not (tmp_path / "var").exists()


def figures(pay, content, mapping):
    return answer(pay(content, "--json", mapping=mapping))


def test_without_the_sex_what_does_not_need_it_is_computed(pay):
    mapping = (
        '[columns]\npay = "Lön"\ngroup = "Befattning"\n[model]\nnumeric = ["Tid"]\n'
        '[decomposition]\nsplit = "Befattning"\nhigh = "Drifttekniker"\nnumeric = ["Tid"]\n'
    )
    found = figures(pay, as_text(ROWS), mapping)
    told = figures(pay, as_text(ROWS), mapping.replace("[columns]\n", '[columns]\nsex = "Kön"\n'))

    of_sex = ("women", "men", "mean_gap", "median_gap", "quartiles", "groups", "comparisons", "eu")
    assert {found[key] for key in of_sex} == {None}
    assert found["n"] == 6
    assert found["regression"]["sex"] == {"estimate": None, "se": None, "kennedy": None}
    assert found["regression"]["coefficients"]["Tid"]["estimate"] is not None
    assert found["decomposition"] == told["decomposition"]
    code, out, err = pay(as_text(ROWS), "--eu", mapping=mapping)
    assert (code, err) == (0, "")
    assert "säger inte vilka som är kvinnor och män" in out


def test_tables_are_written_also_without_the_sex(pay, tmp_path):
    answer(
        pay(
            as_text(ROWS), "--json", "--out", str(tmp_path / "ut"),
            mapping='[columns]\npay = "Lön"\n[model]\nnumeric = ["Tid"]',
        )
    )  # fmt: skip

    names = {path.name for path in (tmp_path / "ut").iterdir()}
    assert "kvartiler.csv" not in names
    assert {"sammanfattning.csv", "regression.csv", "lonekartlaggning.xlsx"} <= names


def coded(women: str, men: str) -> bytes:
    rows = [[women if cell == "K" else men if cell == "M" else cell for cell in r] for r in ROWS]
    return as_text(rows, delimiter=",", comma=".")


@pytest.mark.parametrize(
    ("codes", "table"),
    [
        (("Kvinna", "Man"), ""),
        (("female", "male"), ""),
        (("k", "m"), '[sex]\nwoman = ["K"]\nman = ["M"]'),
        (("1", "0"), "[sex]\nwoman = [1]\nman = [0]"),
        (("1.0", "0.0"), '[sex]\nwoman = ["1"]\nman = ["0"]'),
        (("2", "1"), "[sex]\nwoman = 2.0\nman = 1.0"),
        (("True", "False"), "[sex]\nwoman = true\nman = false"),
        (("TRUE", "FALSE"), '[sex]\nwoman = ["true"]\nman = ["false"]'),
    ],
)
def test_the_codes_of_the_sexes_are_known_however_they_are_written(pay, codes, table):
    columns = '[columns]\nsex = "Kön"\npay = "Lön"\n'

    found = figures(pay, coded(*codes), columns + table)

    assert (found["women"], found["men"]) == (3, 3)
    assert found["mean_gap"] == answer(pay(as_text(ROWS), "--json"))["mean_gap"]


def test_a_code_that_is_there_is_never_taken_for_another_like_it(pay):
    content = coded("1", "01")

    found = figures(
        pay, content, '[columns]\nsex = "Kön"\npay = "Lön"\n[sex]\nwoman = "1"\nman = "01"'
    )

    assert (found["women"], found["men"]) == (3, 3)


@pytest.mark.parametrize("nothing", ["NA", "NaN", "."])
def test_rows_whose_pay_a_program_has_written_as_nothing_are_left_out_and_counted(pay, nothing):
    empty = changed(3, "Lön", None)
    assert empty.count(b"2;K;;") == 1
    written = empty.replace(b"2;K;;", f"2;K;{nothing};".encode())

    code, out, err = pay(written, "--json", mapping=MAPPING + MODEL)

    assert (code, err) == (0, "1 rad har ingen lön och är inte med.\n")
    left = [row for row in ROWS if row is not ROWS[1]]
    assert json.loads(out) == answer(pay(as_text(left), "--json", mapping=MAPPING + MODEL))


def test_a_file_without_any_pay_is_refused(pay):
    every = as_text([[*row[:2], "NA", *row[3:]] for row in ROWS])

    assert faults(pay(every)) == ["Ingen rad i filen har någon lön."]


@pytest.mark.parametrize(
    "written",
    [
        'categorical = {Befattning = "Undersköterska"}',
        'categorical = {column = "Befattning", base = "Undersköterska"}',
        'categorical = [{column = "Befattning", base = "Undersköterska"}]',
        'categorical = [{name = "Befattning", base = "Undersköterska"}]',
        'categorical = {Befattning = {base = "undersköterska"}}',
        '[model.categorical]\nBefattning = "Undersköterska"',
        '[[model.categorical]]\ncolumn = "Befattning"\nbase = "Undersköterska"',
    ],
)
def test_a_base_is_given_in_any_of_the_usual_ways(pay, written):
    found = figures(pay, as_text(ROWS), f'{MAPPING}[model]\nnumeric = "Tid"\n{written}')

    assert set(found["regression"]["coefficients"]) == {
        "(intercept)", "Tid", "Befattning=Drifttekniker"
    }  # fmt: skip


@pytest.mark.parametrize(
    "written", ["", 'high = "M"', 'high = "men"', 'split = "Kön"\nhigh = ["M"]', 'split = "Kön"']
)
def test_men_are_the_high_group_however_it_is_said(pay, written):
    plain = figures(pay, as_text(ROWS), MAPPING + '[decomposition]\nnumeric = ["Tid"]')
    assert plain["decomposition"]["gap"] > 0

    assert (
        figures(pay, as_text(ROWS), f'{MAPPING}[decomposition]\nnumeric = "Tid"\n{written}')
        == plain
    )


@pytest.mark.parametrize("written", ['high = "K"', 'split = "sex"\nhigh = "women"'])
def test_the_reference_of_the_men_is_that_of_the_men_also_when_women_are_high(pay, written):
    men_high = figures(pay, as_text(ROWS), MAPPING + '[decomposition]\nnumeric = ["Tid"]')
    women_high = figures(
        pay, as_text(ROWS), f'{MAPPING}[decomposition]\nnumeric = "Tid"\n{written}'
    )

    one, other = men_high["decomposition"], women_high["decomposition"]
    assert other["gap"] == pytest.approx(-one["gap"])
    for reference, parts in one["twofold"].items():
        for part, value in parts.items():
            assert other["twofold"][reference][part] == pytest.approx(-value)


def test_sex_is_in_the_model_once_though_it_is_named_there_too(pay):
    plain = figures(
        pay, coded("1", "0"), MAPPING.replace('"K", "2"', "1").replace('"M", "1"', "0") + MODEL
    )
    named = figures(
        pay, coded("1", "0"),
        MAPPING.replace('"K", "2"', "1").replace('"M", "1"', "0")
        + MODEL.replace('numeric = ["Tid"]\nse', 'numeric = ["Kön", "Tid"]\nse'),
    )  # fmt: skip

    assert named == plain


def test_what_is_absorbed_in_several_columns_is_as_if_one_was_spelt_out(pay):
    both = figures(pay, as_text(ROWS), MAPPING + '[model]\nabsorb = ["Omfattning", "Befattning"]')
    spelt = figures(
        pay, as_text(ROWS),
        MAPPING + '[model]\nabsorb = "Omfattning"\ncategorical = ["Befattning"]',
    )  # fmt: skip

    assert both["regression"]["coefficients"] == {}
    assert both["regression"]["df"] == spelt["regression"]["df"] == 1
    assert both["regression"]["sex"]["estimate"] is not None
    assert both["regression"]["sex"] == spelt["regression"]["sex"]
