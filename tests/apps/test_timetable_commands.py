"""The morning's command and the one that takes a returned letter, as cron and the mail server run them."""

import io
import json
from datetime import date
from pathlib import Path

import jsonschema
import pytest
from strandvik import noon

from aktiva.apps.cycles import actions as cycles
from aktiva.apps.outbox.models import Mail
from aktiva.apps.timetable.models import Bounce
from aktiva.web import cli
from aktiva.web.commands import serving

pytestmark = pytest.mark.django_db

SCHEMA = Path(__file__).parents[2] / "docs" / "reference" / "cli" / "remind.json"
REPORT = b"""Content-Type: multipart/report; report-type=delivery-status; boundary="XX"

--XX
Content-Type: message/delivery-status

Reporting-MTA: dns; mail.strandvik.example

Final-Recipient: rfc822; bo.grip@strandvik.example
Action: failed
Status: 5.1.1

--XX--
"""


@pytest.fixture(autouse=True)
def prepared(monkeypatch, day):
    """The database is there already."""
    monkeypatch.setattr(serving, "prepare", lambda: None)
    day("2023-09-20")


@pytest.fixture
def due(town, cycle):
    facts = cycles.MeasureFacts(
        area="training", title="Kurs", owner_role="chef", due_date=date(2023, 9, 27)
    )
    cycles.decide_measure(
        cycle=cycle, unit=town.units["ALB"], facts=facts, actor=town.hr, at=noon("2023-09-11")
    )


def test_it_sends_the_days_letters_once(due, capsys):
    codes = [cli.main(["remind"]) for _ in range(2)]

    assert codes == [0, 0]
    assert capsys.readouterr().out.splitlines() == [
        "Strandvik kommun: 1 brev om 1 datum skickades.",
        "Strandvik kommun: 0 brev om 0 datum skickades.",
    ]
    assert Mail.objects.count() == 1


def test_the_answer_to_machines_has_the_promised_shape_and_no_names(town, due, capsys):
    cli.main(["remind", "--day", "2023-09-27", "--dry-run", "--json"])

    out = capsys.readouterr().out
    found = json.loads(out)
    jsonschema.validate(found, json.loads(SCHEMA.read_text("utf-8")))
    assert found["employers"] == [
        {"employer": "212000-9903", "working_day": True, "letters": 1, "dates": 1, "resent": 0,
         "unreachable": 0}
    ]  # fmt: skip
    assert "Bo" not in out and Mail.objects.count() == 0


def test_a_day_off_is_told(town, due, capsys):
    cli.main(["remind", "--day", "2023-09-24"])

    assert "2023-09-24 är ingen arbetsdag" in capsys.readouterr().out


def test_a_day_that_is_none_ends_with_two_and_one_sentence(town, capsys):
    assert cli.main(["remind", "--day", "27/9"]) == 2
    assert "är inget datum" in capsys.readouterr().err


def test_a_report_from_the_mail_server_is_remembered(town, tmp_path, monkeypatch):
    path = tmp_path / "studs.eml"
    path.write_bytes(REPORT)
    from_file = cli.main(["bounce", str(path)])
    Bounce.objects.all().delete()
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(REPORT)))

    piped = cli.main(["bounce"])

    assert (from_file, piped) == (0, 0)
    assert [(b.user.email, b.code) for b in Bounce.objects.all()] == [
        ("bo.grip@strandvik.example", "5.1.1")
    ]


def test_an_address_can_be_named_without_a_report(town):
    assert cli.main(["bounce", "--address", "bo.grip@strandvik.example"]) == 0
    assert Bounce.objects.count() == 1


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--address", "ingen@strandvik.example"], "Ingen har den adressen"),
        (["finns-inte.eml"], "går inte att läsa"),
    ],
)
def test_bad_input_ends_with_two_and_one_sentence(town, capsys, arguments, words):
    assert cli.main(["bounce", *arguments]) == 2
    assert words in capsys.readouterr().err


def test_another_message_is_refused(town, tmp_path, capsys):
    path = tmp_path / "brev.eml"
    path.write_bytes(b"Subject: Hej\n\nHej!\n")

    assert cli.main(["bounce", str(path)]) == 2
    assert "ingen leveransrapport" in capsys.readouterr().err


def test_a_report_about_somebody_unknown_changes_nothing(town, tmp_path):
    path = tmp_path / "studs.eml"
    path.write_bytes(REPORT.replace(b"bo.grip", b"ingen"))

    assert cli.main(["bounce", str(path)]) == 0
    assert not Bounce.objects.exists()
