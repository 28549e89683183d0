"""What the package says of itself fits what lies in it."""

import hashlib
import json

import pytest

from aktiva.domain.package import (
    Duty,
    Entry,
    Folder,
    Missing,
    as_json,
    checksums,
    folder_of,
    manifest,
    points_of,
    table_of_contents,
)

FILES = {"2025/01-redovisning/a.pdf": b"ett", "2025/00-oversikt.pdf": b"tva"}
ENTRIES = [
    Entry("2025/01-redovisning/a.pdf", "Redovisningen", (1, 2), "daterad 2025-12-18"),
    Entry("2025/00-oversikt.pdf", "Översikt"),
]
ABOUT = {
    "employer": {"name": "Strandvik kommun", "org_number": "212000-9903"}, "year": 2025,
    "as_of": "2026-02-10T16:00:00+01:00", "closed": True, "duty_words": Duty.WHOLE.words,
}  # fmt: skip


def described(missing=()):
    return manifest(FILES, ENTRIES, missing, **ABOUT)


def test_the_whole_act_has_seven_points_and_the_smaller_employer_five():
    assert [p.number for p in points_of(Duty.WHOLE)] == [1, 2, 3, 4, 5, 6, 7]
    assert [p.number for p in points_of(Duty.PAY)] == [3, 4, 5, 6, 7]


def test_a_kind_of_paper_without_a_folder_of_its_own_is_an_annex():
    assert folder_of("annual_report") is Folder.ACCOUNT
    assert folder_of("education_report") is Folder.SCHOOLS
    assert folder_of("personnel_chapter") is Folder.ANNEXES


def test_every_file_has_its_sum_and_they_stand_in_order():
    told = described()

    assert [f["path"] for f in told["files"]] == sorted(FILES)
    assert told["files"][1]["sha256"] == hashlib.sha256(b"ett").hexdigest()


def test_a_file_that_is_not_told_of_is_refused():
    with pytest.raises(ValueError, match="01-redovisning"):
        manifest(FILES, ENTRIES[1:], [])


def test_the_list_of_sums_is_what_sha256sum_reads():
    line = checksums(FILES).decode().splitlines()[0]

    assert line == f"{hashlib.sha256(b'tva').hexdigest()}  2025/00-oversikt.pdf"


def test_the_same_data_are_the_same_bytes_whatever_their_order():
    assert as_json({"b": 1, "a": "å"}) == as_json({"a": "å", "b": 1})
    assert "å" in as_json({"a": "å"}).decode()


def test_the_table_of_contents_names_folders_points_and_what_is_missing():
    text = table_of_contents([described([Missing("Rutiner finns inte i Aktiva.", (2,))])]).decode()

    assert "Redovisningen (punkt 1, 2). daterad 2025-12-18" in text
    assert "  Rutiner finns inte i Aktiva." in text
    assert text.index("Översikt") < text.index("Redovisningen\n")
    assert json.loads(as_json(described()))["format"] == "aktiva-package/1"
