"""The command line: ``./aktiva …``. What a command prints for people goes to standard error with --json."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence

from aktiva import __version__
from aktiva.web.refusal import BadInput

SWEDISH = {
    "usage: ": "Så skrivs kommandot: ",
    "positional arguments": "kommandon",
    "options": "val",
    "show this help message and exit": "visa den här hjälpen",
    "%(prog)s: error: %(message)s\n": "%(message)s\n",
    "the following arguments are required: %s": "det här saknas: %s",
    "unrecognized arguments: %s": "det här förstås inte: %s",
    "argument %(argument_name)s: %(message)s": "%(argument_name)s: %(message)s",
    "invalid choice: %(value)r (choose from %(choices)s)": "%(value)r finns inte, välj bland %(choices)s",
    "expected one argument": "skriv ett värde efter",
    "invalid %(type)s value: %(value)r": "%(value)r går inte att förstå",
    "%s": "%s",
    "show program's version number and exit": "visa versionen",
}


def parser() -> argparse.ArgumentParser:
    """Return the parser of every command, with help in plain Swedish."""
    argparse._ = lambda text: SWEDISH.get(text, text)  # type: ignore[attr-defined]
    top = argparse.ArgumentParser(
        prog="./aktiva",
        description="Aktiva: aktiva åtgärder mot diskriminering, från enheternas svar till beslut.",
    )
    top.add_argument("--version", action="version", version=__version__)
    commands = top.add_subparsers(dest="command", metavar="kommando", required=True)

    demo = commands.add_parser("demo", help="starta med den påhittade Solvik kommun")
    demo.add_argument("--port", type=int, default=8000, help="första port att pröva (8000)")
    demo.add_argument("--fresh", action="store_true", help="läs in demonstrationen på nytt")
    demo.add_argument("--no-serve", action="store_true", help="läs bara in, starta ingen server")

    serve = commands.add_parser("serve", help="starta servern med er egen databas")
    serve.add_argument("--host", default="127.0.0.1", help="adress att lyssna på (127.0.0.1)")
    serve.add_argument("--port", type=int, default=8000, help="första port att pröva (8000)")
    serve.add_argument("--workers", type=int, default=2, help="antal processer (2)")
    serve.add_argument(
        "--no-worker", action="store_true", help="utan bakgrundsprocess, när den körs för sig"
    )

    commands.add_parser("worker", help="kör bakgrundsprocessen för sig, på den här datorn")

    password = commands.add_parser("password", help="sätt ett lösenord för ett konto")
    password.add_argument("email", help="kontots e-postadress")

    law = commands.add_parser("law", help="pröva lagens krav, eller ta fram underlaget till DO")
    law.add_argument(
        "what", nargs="?", choices=("check", "package"), default="check",
        help="check: pröva kraven (om inget anges); package: underlaget till DO i en zip-fil",
    )  # fmt: skip
    law.add_argument("--employer", required=True, metavar="ORGNR", help="organisationsnummer")
    law.add_argument("--on", metavar="DATUM", help="som det var den dagen, ÅÅÅÅ-MM-DD (i dag)")
    law.add_argument(
        "--year", type=int, action="append", metavar="ÅR", help="med package: året, kan upprepas"
    )
    law.add_argument("-o", "--out", metavar="FIL", help="med package: filen, .zip")
    law.add_argument("--json", action="store_true", help="skriv JSON på en rad")
    law.add_argument("--demo", action="store_true", help="använd demonstrationens databas")

    report = commands.add_parser("report", help="ta fram en handling som PDF eller Word")
    report.add_argument("--employer", metavar="ORGNR", help="organisationsnummer, om flera finns")
    report.add_argument("--kind", required=True, choices=REPORT_KINDS, help="slag av handling")
    report.add_argument("--unit", metavar="KOD", help="enhetens kod (hela arbetsgivaren)")
    report.add_argument("--year", required=True, type=int, metavar="ÅR", help="vilket år")
    report.add_argument(
        "-o", "--out", required=True, metavar="FIL", help="filen, .pdf, .docx eller .html"
    )
    report.add_argument("--public", action="store_true", help="den offentliga versionen")
    report.add_argument("--json", action="store_true", help="skriv JSON på en rad")
    report.add_argument("--demo", action="store_true", help="använd demonstrationens databas")

    schedule = commands.add_parser("schedule", help="visa hur ord om tid i en plan förstås")
    schedule.add_argument("phrase", metavar="ORD", help='till exempel "1 ggr/år (mars)"')
    schedule.add_argument("--json", action="store_true", help="skriv JSON på en rad")

    asks = commands.add_parser(
        "questionnaire", help="ta ut, granska eller läsa in ett frågeunderlag som YAML"
    )
    asks.add_argument(
        "do", choices=("export", "check", "import"),
        help="export: skriv ut; check: säg vad som är fel; import: publicera som en ny version",
    )  # fmt: skip
    asks.add_argument("file", nargs="?", metavar="FIL", help="med check och import: filen, .yaml")
    asks.add_argument(
        "--employer", metavar="ORGNR", help="organisationsnummer (det som följer med)"
    )
    asks.add_argument(
        "--version", type=int, metavar="N", help="med export: vilken version (senaste)"
    )
    asks.add_argument("--lang", metavar="SPRÅK", help="med export: filen att översätta i, t.ex. en")
    asks.add_argument("-o", "--out", metavar="FIL", help="med export: filen (standard ut)")
    asks.add_argument("--json", action="store_true", help="med check: skriv JSON på en rad")
    asks.add_argument("--demo", action="store_true", help="använd demonstrationens databas")

    template = commands.add_parser("template", help="granska en egen Wordmall")
    template.add_argument("do", choices=("check",), help="check: säg vad mallen saknar")
    template.add_argument("file", metavar="FIL", help="mallen, .dotx eller .docx")
    template.add_argument("--json", action="store_true", help="skriv JSON på en rad")

    pay = commands.add_parser("pay", help="räkna på en lönefil: lönekartläggningens jämförelser")
    pay.add_argument(
        "file", metavar="FIL", help="lönefilen, .xlsx, .ods, .csv, .parquet eller .xml (PAXml)"
    )
    pay.add_argument("--mapping", required=True, metavar="FIL", help="vad kolumnerna är, .toml")
    pay.add_argument("--plan", metavar="FIL", help="gruppernas poäng och band, .csv")
    pay.add_argument("--eu", action="store_true", help="även EU-direktivets mått, ej svensk lag")
    pay.add_argument(
        "--out",
        metavar="MAPP",
        help="skriv tabellerna i mappen, som .csv och i en arbetsbok (.xlsx)",
    )
    pay.add_argument("--json", action="store_true", help="skriv JSON på en rad")

    remind = commands.add_parser("remind", help="skicka dagens påminnelser, körs varje morgon")
    remind.add_argument("--day", metavar="DATUM", help="som om det var den dagen (i dag)")
    remind.add_argument("--dry-run", action="store_true", help="räkna bara, skicka inget")
    remind.add_argument("--json", action="store_true", help="skriv JSON på en rad")
    remind.add_argument("--demo", action="store_true", help="använd demonstrationens databas")

    bounce = commands.add_parser("bounce", help="ta emot att ett brev inte kom fram")
    bounce.add_argument(
        "file", nargs="?", default="-", metavar="FIL", help="rapporten (standard in)"
    )
    bounce.add_argument(
        "--address", metavar="ADRESS", help="adressen, när det inte finns en rapport"
    )
    bounce.add_argument("--demo", action="store_true", help="använd demonstrationens databas")

    bench = commands.add_parser("bench", help="mät hastighet och minne på demonstrationen")
    bench.add_argument(
        "what", nargs="?", default="pages",
        choices=("pages", "report", "package", "campaign", "pay"),
        help="pages: sidor och minne; report: långa handlingar bredvid andra sätt att göra PDF; "
        "package: underlaget till DO; campaign: en hel kommun svarar samtidigt; "
        "pay: en lönefil bredvid pandas med statsmodels och pyfixest",
    )  # fmt: skip
    bench.add_argument("--json", action="store_true", help="skriv JSON på en rad")
    bench.add_argument(
        "--rounds", type=int, default=3, help="omgångar med report, package och pay (3)"
    )
    bench.add_argument(
        "--rows",
        type=int,
        nargs="+",
        default=[60_000, 1_200_000],
        metavar="N",
        help="anställda i filerna med pay (60000 1200000)",
    )
    bench.add_argument("--seed", type=int, default=1, help="frö till det påhittade med pay (1)")
    bench.add_argument("--requests", type=int, default=500, help="mätta anrop per sida (500)")
    bench.add_argument("--large", action="store_true", help="årets sidor med tusentals enheter")
    bench.add_argument(
        "--units", type=int, default=3000, help="enheter med --large och campaign (3000)"
    )
    bench.add_argument("--people", type=int, default=10_000, help="pulssvar med campaign (10000)")
    bench.add_argument("--minutes", type=float, default=10, help="tid med campaign (10)")
    bench.add_argument(
        "--faults", action="store_true",
        help="med campaign: servern dödas, disken blir full och databasen försvinner",
    )  # fmt: skip
    bench.add_argument("--years", type=int, default=5, help="år med --large (5)")
    bench.add_argument("--postgres", action="store_true", help="PostgreSQL i stället för SQLite")
    bench.add_argument("--warmup", type=int, default=50, help="anrop före mätningen (50)")

    test = commands.add_parser("test", help="kör alla prov")
    test.add_argument("--fast", action="store_true", help="utan webbläsare och PostgreSQL")
    test.add_argument("rest", nargs="*", help="väljer prov, skickas vidare till pytest")
    return top


REPORT_KINDS = (
    "annual_report",
    "department_report",
    "action_plan",
    "plan",
    "official_report",
    "minutes_extract",
    "pay_report",
    "personnel_chapter",
    "meeting_pack",
    "answers_receipt",
    "education_report",
)


def main(arguments: Sequence[str]) -> int:
    """Run one command and return its exit code: 0 done, 2 bad input, 1 anything else."""
    top = parser()
    if not arguments:
        top.print_help(sys.stderr)
        return 2
    given = top.parse_args(list(arguments))
    if given.command == "test":
        from aktiva.web.commands import testing

        return testing.run(fast=given.fast, rest=given.rest)
    from aktiva.web import commands

    try:
        if given.command in {"demo", "bench"} or getattr(given, "demo", False):
            commands.use_demo()
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "aktiva.web.settings.base")
        return commands.run(given)
    except BadInput as wrong:
        print(str(wrong), file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 0
