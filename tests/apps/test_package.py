"""The package for DO: the same bytes whatever happens afterwards, honest about what is missing."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import zipfile
from datetime import date

import pytest
from django.core.exceptions import ValidationError
from jsonschema import Draft202012Validator
from strandvik import hand_in, noon, save, sheet_of

from aktiva.apps.accounts.models import User
from aktiva.apps.attachments import actions as attachments
from aktiva.apps.audit import history, log
from aktiva.apps.audit.models import AuditEntry
from aktiva.apps.cooperation import actions as cooperation
from aktiva.apps.cooperation.models import Confirmation
from aktiva.apps.cycles import actions as cycles
from aktiva.apps.cycles.models import Cycle
from aktiva.apps.guidelines.models import DocumentFile
from aktiva.apps.organisation import actions as organisation
from aktiva.apps.organisation.models import RoleHolding
from aktiva.apps.package import actions, queries
from aktiva.apps.package.models import KeptPackage
from aktiva.apps.package.queries.trace import path_to, traced
from aktiva.apps.registers.models import GoverningDocument
from aktiva.apps.reports import actions as reports
from aktiva.apps.reports.models import Paper, PaperTemplate
from aktiva.apps.statistics import actions as statistics
from aktiva.domain.organisation.permissions import Role
from aktiva.domain.organisation.reorganising import Change, ChangeKind
from aktiva.domain.package.events import EVENTS
from aktiva.web.commands import ROOT

pytestmark = pytest.mark.django_db

CLOSED = noon("2024-01-31")
LATER = noon("2026-03-02")


@pytest.fixture(autouse=True)
def files(settings, tmp_path, day):
    settings.AKTIVA_FILES = tmp_path / "files"
    day("2026-03-02")


@pytest.fixture
def year(town, campaign):
    """A year with answers, a risk, cooperation with a differing party, and an approved account."""
    hand_in(
        sheet_of(campaign, town.units["ALB"]), by=town.people["Bo Grip"], at=noon("2023-09-20"),
        own={"1.1": {"comment": "Kontakta Bo Grip på 070-174 06 05 om lokalerna."}},
    )  # fmt: skip
    cycle = campaign.cycle
    cycles.record_risk(
        cycle=cycle, unit=town.units["EKL"], area="training", grounds=["age"],
        description="Vikarierna får inte gå på utbildning.",
        cause="Kurserna ligger på dagar utan ersättare.", actor=town.hr, at=noon("2023-10-02"),
    )  # fmt: skip
    report(town, cycle)
    return cycle


@pytest.fixture
def figures_of(town):
    def store(_town, n: int) -> None:
        statistics.store_figures(
            employer=town.employer, on_date=date(2023, 1, 1), source="Inskrivet",
            figures=[(town.root, "permanent", "full_time", n)], actor=town.hr,
            at=noon("2023-01-10"),
        )  # fmt: skip

    return store


def report(town, cycle, *, at="2023-12-18", title="Årlig uppföljning 2023", kind="annual_report"):
    paper = reports.make_paper(
        cycle=cycle, unit=town.root, kind=kind, title=title,
        paper_date=date.fromisoformat(at), actor=town.hr, at=noon(at),
    )  # fmt: skip
    return reports.approve(
        paper_id=paper.pk, approved_as="Moa Hedlund, HR-strateg", actor=town.hr, at=noon(at)
    )


def close(town, cycle, at=CLOSED):
    return cycles.close_year(
        cycle_id=cycle.pk, closed_as="Moa Hedlund, HR-strateg", actor=town.hr, at=at
    )


def make(town, *years, at=LATER, **rest):
    rest.setdefault("actor", town.hr)
    return actions.make_package(employer=town.employer, years=years or (2023,), at=at, **rest)


def opened(made) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(made.content)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def data_of(made, year=2023) -> dict:
    return json.loads(opened(made)[f"{year}/09-data/underlag.json"])


def change_everything(town, cycle) -> None:
    """Do afterwards what people do: edit, approve, rename, reorganise, leave, change templates."""
    at = noon("2025-05-05")
    sheet = cycle.campaigns.get().sheets.get(unit=town.units["EKL"])
    save(sheet, "1.1", by=town.people["Eva Sten"], at=at, comment="Något helt annat.")
    cycles.record_risk(
        cycle=cycle, unit=town.units["KOK"], area="recruitment", grounds=["sex"],
        description="En risk som ingen kände till.", cause="Annonserna skrivs av en enda person.",
        actor=town.hr, at=at,
    )  # fmt: skip
    report(town, cycle, at="2025-05-06", title="En senare redovisning")
    town.employer.name = "Nya Strandvik kommun"
    history.store(town.employer, at=at, by=town.hr)
    organisation.reorganise(
        employer=town.employer,
        change=Change(
            kind=ChangeKind.CLOSE, on=date(2025, 6, 1), before=(town.units["LOK"].pk,)
        ),
        decision=organisation.Decision("kommunstyrelsen"), actor=town.hr, at=at,
    )  # fmt: skip
    history.store(
        PaperTemplate(
            employer=town.employer, kind="annual_report", number=1, origin="annual_report",
            style="att", sections=[{"key": "method", "heading": "En annan rubrik", "required": False}], made_at=at,
        ),
        at=at, by=town.hr,
    )  # fmt: skip
    User.objects.filter(pk=town.people["Bo Grip"].pk).update(
        name="Borttaget konto", is_active=False
    )
    holding = RoleHolding.objects.get(user=town.people["Eva Sten"])
    organisation.end_role(holding=holding, to_date=at.date(), actor=town.hr, at=at)


def test_a_closed_year_is_the_same_bytes_two_years_later_whatever_has_happened(town, year):
    close(town, year)
    first = make(town, at=noon("2024-02-01"))
    KeptPackage.objects.all().delete()  # nothing kept: it is made anew out of the rows
    change_everything(town, year)

    second = make(town)

    ours, theirs = opened(first), opened(second)
    assert [name for name in ours if ours[name] != theirs.get(name)] == []
    assert (second.content, second.sha256) == (first.content, first.sha256)


def test_what_is_kept_of_a_closed_year_is_what_is_handed_over_after_an_upgrade(
    town, year, monkeypatch
):
    close(town, year)
    first = make(town)
    monkeypatch.setattr(queries, "made", lambda *_a, **_k: pytest.fail("made anew"))

    assert make(town).content == first.content


def test_the_rows_may_lie_in_any_order(town, year, monkeypatch):
    close(town, year)
    first = make(town)
    KeptPackage.objects.all().delete()
    real = history.rows
    monkeypatch.setattr(history, "rows", lambda *a, **k: real(*a, **k).order_by("-pk"))

    assert make(town).content == first.content


def test_the_sums_fit_and_other_tools_read_it(town, year, tmp_path):
    close(town, year)
    target = tmp_path / "paket.zip"
    target.write_bytes(make(town).content)
    with zipfile.ZipFile(target) as archive:
        archive.extractall(tmp_path / "ut")

    checked = subprocess.run(
        ["sha256sum", "-c", "--strict", "checksums.sha256"], cwd=tmp_path / "ut",
        capture_output=True, check=False,
    )  # fmt: skip
    names = zipfile.ZipFile(target).namelist()
    assert checked.returncode == 0, checked.stderr
    assert all(name.isascii() for name in names)
    listed = {
        line.split("  ")[1] for line in (tmp_path / "ut/checksums.sha256").read_text().splitlines()
    }
    assert listed == set(names) - {"checksums.sha256"}


def test_each_point_is_found_in_the_account_or_said_to_be_missing(town, year):
    close(town, year)

    [told] = make(town).manifests

    points = {p["number"]: p["places"] for p in told["points"]}
    assert sorted(points) == [1, 2, 3, 4, 5, 6, 7]
    assert any("Så har arbetet gått till, s. 1" in place for place in points[1])
    assert "06-samverkan/samverkan.pdf" in points[7]
    missing = [m["words"] for m in told["missing"]]
    assert any(words.startswith("Punkt 3 har inget eget avsnitt") for words in missing)
    assert any(words.startswith("Riktlinjer mot trakasserier") for words in missing)
    assert all(words.endswith(".") for words in missing)


def test_a_year_with_nothing_approved_says_so_and_invents_nothing(town, cycle):
    made = make(town)

    [told] = made.manifests
    assert not told["closed"]
    assert not any("01-redovisning" in f["path"] for f in told["files"])
    assert told["missing"][0]["words"].startswith("Den skriftliga dokumentationen av årets arbete")


def test_a_day_in_the_year_shows_what_was_known_then(town, year):
    before = data_of(make(town, on=date(2023, 10, 1)))
    after = data_of(make(town, on=date(2023, 10, 3)))

    assert (len(before["risks"]), len(after["risks"])) == (0, 1)
    assert before["papers"] == []


def test_partys_words_are_whole_and_silence_is_told(town, year):
    at = noon("2023-11-06")
    ombud = town.person("Ada Fors")
    town.role(
        ombud, Role.UNION_REPRESENTATIVE, "0", "facklig företrädare", organisation="Kommunal",
        notified_date=town.at.date(),
    )  # fmt: skip
    town.role(
        town.person("Nils Ek"), Role.SAFETY_REPRESENTATIVE, "0", "huvudskyddsombud",
        organisation="Kommunal", notified_date=town.at.date(),
    )  # fmt: skip
    cooperation.set_up_parties(employer=town.employer, actor=town.hr, at=at)
    kommunal = town.employer.parties.get(name="Kommunal")
    other = town.employer.parties.exclude(pk=kommunal.pk).order_by("pk").first()
    reading = cooperation.send_for_reading(
        cycle=year, unit=town.root, actor=town.hr, at=at,
        facts=cooperation.ReadingFacts(
            about="plan", title="Planen", text="Planen i korthet.", steps=["act"], days=3,
            parties=[kommunal, other],
        ),
    )  # fmt: skip
    words = "Vi delar inte bilden. Sara Lund fick våra siffror i maj och svarade aldrig."
    cooperation.confirm(
        asked_id=reading.parties.get(party=kommunal).pk, answer="dissent", words=words,
        actor=ombud, at=at,
    )  # fmt: skip
    close(town, year)

    [told] = data_of(make(town))["cooperation"]["readings"]

    by_party = {row["party"]: row for row in told["asked"]}
    assert by_party["Kommunal"]["answers"][0]["words"] == words
    assert by_party["Kommunal"]["answers"][0]["function"] == "facklig företrädare, Kommunal"
    assert by_party[other.name]["state"] == "silent"


def test_units_words_hold_no_names_or_numbers_and_the_log_nobody(town, year):
    close(town, year)
    kept = opened(make(town))

    data, trace = (
        kept["2023/09-data/underlag.json"].decode(),
        kept["2023/08-logg/logg.csv"].decode(),
    )
    for person in ("Bo Grip", "070-174 06 05"):
        assert person not in data
    assert "[namnet visas inte]" in data
    assert not any(name in trace for name in town.people)
    rows = list(csv.DictReader(io.StringIO(trace.lstrip("\ufeff")), delimiter=";"))
    by_code = {row["kod"]: row for row in rows}
    assert by_code["year.closed"]["händelse"] == "Året avslutades"
    assert by_code["sheet.submitted"]["funktion"] == "chef"
    assert set(rows[0]) == {"tid", "händelse", "funktion", "rad", "kod"}


def test_another_employers_log_is_not_ours(town, year, neighbour):
    other = cycles.open_year(
        employer=neighbour.employer, year=2023, actor=neighbour.hr, at=noon("2023-09-01")
    )
    frame = queries.year_as_of(year, as_of=LATER, closed=False)

    rows = {t.row for t in traced(frame) if t.event == "year.opened"}

    assert rows == {f"Cycle {year.pk}"}
    assert f"Cycle {other.pk}" not in rows


def test_every_event_has_words():
    assert set(EVENTS) == {str(event) for event in log.Event}


def test_several_years_lie_in_a_folder_each(town, year):
    close(town, year)
    cycles.open_year(employer=town.employer, year=2024, actor=town.hr, at=noon("2024-02-01"))

    made = make(town, 2024, 2023)

    names = opened(made)
    assert {name.split("/")[0] for name in names if "/" in name} == {"2023", "2024"}
    assert made.name == "do-212000-9903-2023-2024.zip"
    assert "2024" in names["innehall.txt"].decode()


def test_a_governing_documents_file_lies_there_with_its_adoption(town, year):
    document = history.store(
        GoverningDocument(
            employer=town.employer, kind="guidelines", title="Riktlinjer mot trakasserier på Åre skola",
            version="2", owner_role="HR-chef", adopted_by="kommunstyrelsen",
            adopted_on=date(2023, 3, 1), next_review_on=date(2024, 3, 1),
        ),
        at=noon("2023-03-01"), by=town.hr,
    )  # fmt: skip
    content = "Här accepteras inga trakasserier.".encode()
    stored = attachments.store(
        attachments.examine(name="Våra riktlinjer.txt", content=content),
        employer_id=town.employer.pk, actor=town.hr, at=noon("2023-03-01"),
    )  # fmt: skip
    history.store(
        DocumentFile(
            document=document, file=stored, reading="read", character="discrimination",
            handed_in_at=noon("2023-03-01"), handed_in_by=town.hr,
        ),
        at=noon("2023-03-01"), by=town.hr,
    )  # fmt: skip
    close(town, year)

    made = make(town)

    [told] = [d for d in data_of(made)["governing_documents"] if d["id"] == document.pk]
    path = "2023/05-riktlinjer-och-rutiner/riktlinjer-mot-trakasserier-pa-are-skola-version-2.txt"
    assert (told["adopted_by"], told["adopted_on"], told["file"]) == (
        "kommunstyrelsen", "2023-03-01", path,
    )  # fmt: skip
    assert opened(made)[path] == content


def test_the_data_and_the_manifest_keep_their_schemas(town, year):
    close(town, year)
    made = make(town)
    kept = opened(made)

    for name, path in (
        ("package-data", "2023/09-data/underlag.json"),
        ("package-manifest", "2023/manifest.json"),
    ):
        schema = json.loads((ROOT / "docs" / "reference" / f"{name}.json").read_text())
        Draft202012Validator(schema).validate(json.loads(kept[path]))


def test_it_is_told_in_the_log_that_a_package_was_made(town, year):
    made = make(town)

    entry = AuditEntry.objects.get(event="package.made")
    assert (entry.actor_id, entry.object_id) == (town.hr.pk, str(year.pk))
    assert entry.details["sha256"] == made.sha256


def test_an_employer_of_17_hands_over_the_14_document(town, campaign, figures_of):
    figures_of(town, 17)
    report(town, campaign.cycle, kind="pay_report", title="Lönekartläggning 2023")
    close(town, campaign.cycle)

    [told] = make(town).manifests

    assert told["duty"] == "14"
    assert [p["number"] for p in told["points"]] == [3, 4, 5, 6, 7]
    [account] = [f for f in told["files"] if "01-redovisning" in f["path"]]
    assert account["path"].endswith("2023-12-18.pdf")
    assert Paper.objects.get(kind="pay_report").digest


def test_an_employer_below_ten_owes_nothing_but_hands_over_what_there_is(town, year, figures_of):
    figures_of(town, 7)
    close(town, year)

    [told] = make(town).manifests

    assert told["duty"] == "none"
    assert "färre än 10 anställda" in told["duty_words"]


def test_only_who_sees_the_law_check_and_makes_papers_makes_it(town, year):
    auditor = town.person("Rut Ek")
    town.role(auditor, Role.AUDITOR, "0", "revisor")

    with pytest.raises(type(town.employer).DoesNotExist):
        make(town, actor=auditor)


@pytest.mark.parametrize(
    ("years", "on", "words"),
    [((2019,), None, "2019"), ((2023,), date(2023, 1, 5), "inte öppnat den 2023-01-05")],
)
def test_a_year_that_is_not_there_is_said(town, year, years, on, words):
    with pytest.raises(ValidationError, match=words):
        make(town, *years, on=on)


def test_a_year_that_is_reopened_and_closed_again_tells_of_the_later_closing(town, year):
    close(town, year)
    first = make(town)
    cycles.reopen_year(
        cycle_id=year.pk, reason="Samverkan hade inte antecknats.", reopened_as="Moa Hedlund",
        actor=town.hr, at=noon("2024-03-01"),
    )  # fmt: skip
    close(town, year, at=noon("2024-03-05"))

    second = make(town)

    assert second.manifests[0]["as_of"].startswith("2024-03-05")
    assert second.sha256 != first.sha256
    assert KeptPackage.objects.count() == 2


def test_reopening_asks_why(town, year):
    close(town, year)

    with pytest.raises(ValidationError, match="Skälet är för kort"):
        cycles.reopen_year(
            cycle_id=year.pk, reason="nej", reopened_as="Moa", actor=town.hr, at=LATER
        )


def test_a_row_finds_its_year_by_its_own_way():
    assert path_to(Paper, Cycle) == "cycle"
    assert path_to(Cycle, Cycle) == "pk"
    assert path_to(Confirmation, Cycle) == "asked__reading__cycle"
