"""Asking for the package on its page and on the command line, and closing a year."""

from __future__ import annotations

import io
import json
import zipfile

import pytest
from jsonschema import Draft202012Validator
from strandvik import noon

from aktiva.apps.background.models import Job
from aktiva.apps.cycles import actions as cycles
from aktiva.apps.package import jobs
from aktiva.domain.organisation.permissions import Role
from aktiva.web import cli
from aktiva.web.commands import ROOT

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def today(day, settings, tmp_path):
    day("2024-02-01")
    settings.AKTIVA_FILES = tmp_path / "files"


@pytest.fixture
def address(town):
    return f"/arbetsgivare/{town.employer.pk}/underlag-till-do/"


class Handle:
    """What the background gives to a kind of work."""

    def __init__(self, job, at):
        self.given, self.asked_by, self.asked_at, self.told = job.given, job.asked_by, at, []

    def step(self, n_done, n_total, words):
        assert n_done <= n_total
        self.told.append(words)

    def is_stopped(self):
        return False


def test_the_page_says_what_is_missing_and_the_button_begins_the_work(client, town, cycle, address):
    client.force_login(town.hr)
    page = client.get(address).content.decode()
    assert "2023, inte avslutat" in page
    assert "är inte godkänd" in page

    answer = client.post(address, {"years": ["2023"], "on": ""})

    job = Job.objects.get()
    assert answer["Location"].endswith(f"/{job.pk}/")
    handle = Handle(job, noon("2024-02-01"))
    made = jobs.PACKAGE.work(handle)
    assert made.name == "do-212000-9903-2023.zip"
    assert zipfile.is_zipfile(io.BytesIO(made.content))
    assert handle.told
    assert jobs.PACKAGE.may(town.hr, job.given, on=noon("2024-02-01").date())
    assert not jobs.PACKAGE.may(town.people["Bo Grip"], job.given, on=noon("2024-02-01").date())


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"years": [], "on": ""}, "Inget år är valt"),
        ({"years": ["2023"], "on": "2031-01-01"}, "har inte varit ännu"),
        ({"years": ["2023"], "on": "2016-01-01"}, "från 2017"),
        ({"years": ["2023"], "on": "2023-02-01"}, "var inte öppnat den dagen"),
        ({"years": ["2023"], "on": "i våras"}, "i våras"),
    ],
)
def test_what_cannot_be_made_is_said_and_nothing_typed_is_lost(
    client, town, cycle, address, given, words
):
    client.force_login(town.hr)

    answer = client.post(address, given)

    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert not Job.objects.exists()


def test_the_page_and_its_button_are_not_there_for_others(client, town, cycle, address):
    auditor = town.person("Rut Ek")
    town.role(auditor, Role.AUDITOR, "0", "revisor")
    client.force_login(auditor)

    law = client.get(f"/ar/{cycle.pk}/lagkoll/").content.decode()

    assert client.get(address).status_code == 404
    assert "underlag-till-do" not in law
    client.force_login(town.hr)
    assert "underlag-till-do" in client.get(f"/ar/{cycle.pk}/lagkoll/").content.decode()


def test_a_year_is_closed_and_opened_again_with_a_reason(client, town, cycle):
    client.force_login(town.hr)
    address = f"/ar/{cycle.pk}/avsluta/"
    assert "Avsluta året" in client.get(address).content.decode()

    client.post(address, {"do": "close"})

    cycle.refresh_from_db()
    assert cycle.closed_at.date() == noon("2024-02-01").date()
    assert cycle.closed_as.startswith("Moa Hedlund")
    refused = client.post(address, {"do": "reopen", "reason": "nej"})
    assert (refused.status_code, "nej" in refused.content.decode()) == (422, True)
    client.post(address, {"do": "reopen", "reason": "Samverkan hade inte antecknats."})
    cycle.refresh_from_db()
    assert (cycle.closed_at, cycle.reopen_reason) == (None, "Samverkan hade inte antecknats.")


def test_only_who_keeps_the_year_closes_it(client, town, cycle):
    client.force_login(town.people["Sara Lund"])

    assert client.post(f"/ar/{cycle.pk}/avsluta/", {"do": "close"}).status_code == 404


@pytest.fixture
def run(monkeypatch, capsys):
    """Run a command on the test's database."""
    from aktiva.web.commands import serving

    monkeypatch.setattr(serving, "prepare", lambda: None)

    def run(*arguments: str) -> tuple[int, str, str]:
        code = cli.main(arguments)
        said = capsys.readouterr()
        return code, said.out, said.err

    return run


def test_the_command_writes_the_file_and_its_sum(town, cycle, run, tmp_path):
    cycles.close_year(
        cycle_id=cycle.pk, closed_as="Moa Hedlund", actor=town.hr, at=noon("2024-01-31")
    )
    target = tmp_path / "do.zip"

    code, out, _err = run(
        "law", "package", "--employer", "212000-9903", "--year", "2023", "-o", str(target), "--json"
    )

    assert code == 0
    told = json.loads(out)
    schema = json.loads((ROOT / "docs/reference/cli/law-package.json").read_text(encoding="utf-8"))
    Draft202012Validator(schema).validate(told)
    assert told["bytes"] == target.stat().st_size
    assert told["years"][0]["closed"]


def test_an_open_year_is_made_and_said_to_be_open(town, cycle, run, tmp_path):
    code, _out, err = run(
        "law", "package", "--employer", "212000-9903", "--year", "2023", "-o",
        str(tmp_path / "do.zip"),
    )  # fmt: skip

    assert code == 0
    assert "2023 är inte avslutat" in err


BASE = ("law", "package", "--employer", "212000-9903")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ((*BASE, "--year", "2023"), "-o underlag.zip"),
        ((*BASE, "-o", "do.zip"), "--year 2025"),
        ((*BASE, "--year", "2023", "-o", "do.pdf"), "slutar på .zip"),
        ((*BASE, "--year", "2023", "-o", "/finns-inte/do.zip"), "går inte att skriva"),
        ((*BASE, "--year", "2016", "-o", "do.zip"), "från 2017"),
        ((*BASE, "--year", "2019", "-o", "do.zip"), "året är inte öppnat"),
        ((*BASE, "--year", "2023", "--on", "2016-12-31", "-o", "do.zip"), "från 2017"),
        ((*BASE, "--year", "2023", "--on", "2030-12-31", "-o", "do.zip"), "har inte varit"),
        ((*BASE, "--year", "2023", "--on", "2023-03-01", "-o", "do.zip"), "inte öppnat"),
        (
            ("law", "package", "--employer", "1", "--year", "2023", "-o", "do.zip"),
            "ingen arbetsgivare",
        ),
        (("law", "--employer", "212000-9903", "--year", "2023"), "law package"),
    ],
)
def test_what_is_wrong_is_said_in_one_sentence(
    town, cycle, run, arguments, words, monkeypatch, tmp_path
):
    monkeypatch.chdir(tmp_path)

    code, out, err = run(*arguments)

    assert (code, out) == (2, "")
    assert words in err
    assert err.strip().endswith(".") or err.strip().endswith("2025.")
    assert not (tmp_path / "do.zip").exists()
