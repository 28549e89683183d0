"""A file is let in when its name and its content agree, and nothing in it can do harm."""

from __future__ import annotations

import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_files import (
    ALLOWED,
    EXCEL,
    JPEG,
    ODS,
    ODT,
    PDF,
    PNG,
    WORD,
    docx,
    open_document,
    packed,
    xlsx,
)

from aktiva.adapters.files.folder import Folder, digest
from aktiva.adapters.files.kinds import Kind, Refused, Wrong, kind_of

SIGNS = {
    Kind.PDF: b"%PDF-",
    Kind.PNG: b"\x89PNG\r\n\x1a\n",
    Kind.JPEG: b"\xff\xd8\xff",
    Kind.DOCX: b"PK\x03\x04",
    Kind.XLSX: b"PK\x03\x04",
    Kind.ODT: b"PK\x03\x04",
    Kind.ODS: b"PK\x03\x04",
}


def why(name: str, content: bytes) -> Wrong:
    with pytest.raises(Refused) as refused:
        kind_of(name, content)
    return refused.value.why


@pytest.mark.parametrize("name", ALLOWED)
def test_each_kind_is_let_in_by_its_own_signs(name):
    kind = kind_of(name, ALLOWED[name])

    assert kind.value == name.rpartition(".")[2].lower().replace("jpeg", "jpg")
    assert "/" in kind.content_type


@pytest.mark.parametrize("name", ALLOWED)
@pytest.mark.parametrize("other", ALLOWED)
def test_no_kind_passes_under_the_name_of_another(name, other):
    ending = "." + other.rpartition(".")[2]
    same = {"jpg": "jpeg", "txt": "csv"}
    ours, theirs = (n.rpartition(".")[2].lower() for n in (name, other))
    if same.get(ours, ours) == same.get(theirs, theirs):
        return

    assert why("fil" + ending, ALLOWED[name]) in {Wrong.OTHER_CONTENT, Wrong.NOT_UTF8}


def test_a_picture_that_is_called_a_pdf_is_refused():
    assert why("protokoll.pdf", PNG) is Wrong.OTHER_CONTENT


@pytest.mark.parametrize(
    "name",
    [
        "../../etc/passwd.txt", "/etc/lösen.txt", "..\\hemligt.txt", "C:fil.txt", ".txt", "..",
        "", " ", "a\x00b.txt", "rad\nrad.txt", "fakturafdp.\u202etxt", "a" * 147 + ".txt",
        " fil.txt", ".dold.txt",
    ],
)  # fmt: skip
def test_a_name_with_parts_of_a_path_or_hidden_signs_is_refused(name):
    assert why(name, b"text") is Wrong.NAME


@pytest.mark.parametrize(
    "name",
    [
        "prog.exe",
        "sida.html",
        "bild.svg",
        "makro.docm",
        "makro.xlsm",
        "arkiv.zip",
        "fil",
        "a.pdf.js",
    ],
)
def test_other_kinds_of_files_are_refused_by_their_names(name):
    assert why(name, b"text") is Wrong.KIND


@pytest.mark.parametrize(
    "content",
    [
        b"<!DOCTYPE html><p>hej", b"\n <html>", b'<svg xmlns="x">', b"<?xml version='1.0'?><svg/>",
        b"hej <script>alert(1)</script>", b"#!/bin/sh\nrm", b"%PDF-1.4", b"{\\rtf1", b"a\x00b",
        b"MZ\x90\x00\x03", b"\x7fELF\x02\x01", PNG, JPEG,
    ],
)  # fmt: skip
def test_text_that_is_a_program_a_page_or_a_picture_is_refused(content):
    assert why("anteckning.txt", content) is Wrong.OTHER_CONTENT


def test_text_in_another_code_than_utf_8_is_told_so():
    assert why("tal.csv", "Kök;3".encode("latin-1")) is Wrong.NOT_UTF8


@pytest.mark.parametrize("name", ["tom.pdf", "tom.txt", "tom.docx"])
def test_an_empty_file_is_refused(name):
    assert why(name, b"") is Wrong.EMPTY


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.docx", docx(**{"word/vbaProject.bin": b"x"})),
        ("a.xlsx", xlsx(**{"xl/macrosheets/sheet1.xml": b"x"})),
        ("a.xlsx", xlsx(**{"xl/embeddings/prog.exe": b"x"})),
        ("a.odt", open_document(**{"Basic/Standard/Module1.xml": b"x"})),
        ("a.ods", open_document(ODS, **{"Scripts/python/a.py": b"x"})),
        (
            "a.docx",
            packed({
                "[Content_Types].xml": WORD + b" application/vnd.ms-word.document.macroEnabled.x",
                "word/document.xml": b"x",
            }),
        ),
    ],
)  # fmt: skip
def test_documents_with_macros_or_programs_are_refused(name, content):
    assert why(name, content) is Wrong.MACROS


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.docx", packed({"innehåll.txt": b"x"})),
        ("a.docx", packed({"[Content_Types].xml": EXCEL, "word/document.xml": b"x"})),
        ("a.odt", packed({"content.xml": b"x", "mimetype": ODT})),
        ("a.ods", packed({"mimetype": ODT, "content.xml": b"x"})),
        ("a.docx", b"MZ" + docx()),
    ],
)
def test_a_zip_file_with_other_inner_parts_is_no_document(name, content):
    assert why(name, content) is Wrong.OTHER_CONTENT


def test_what_unpacks_to_very_much_more_is_refused():
    assert why("a.docx", docx(**{"word/big.xml": bytes(20_000_000)})) is Wrong.BOMB


def test_what_unpacks_to_more_than_the_limit_is_refused_unread(monkeypatch):
    monkeypatch.setattr("aktiva.adapters.files.kinds.LARGEST_UNPACKED", 1000)
    monkeypatch.setattr(zipfile.ZipFile, "testzip", lambda _packed: pytest.fail("was unpacked"))

    assert why("a.xlsx", xlsx(**{"xl/big.xml": bytes(2000)})) is Wrong.BOMB


def test_a_document_with_very_many_parts_is_refused(monkeypatch):
    monkeypatch.setattr("aktiva.adapters.files.kinds.MOST_PARTS", 3)

    assert why("a.docx", docx(a=b"", b=b"")) is Wrong.BOMB


def test_a_document_locked_with_a_password_is_refused():
    content = bytearray(docx())
    content[content.index(b"PK\x01\x02") + 8] |= 1

    assert why("a.docx", bytes(content)) is Wrong.LOCKED


def test_a_part_that_says_it_is_smaller_than_it_is_is_refused():
    content = bytearray(docx(**{"word/big.xml": bytes(100_000)}))
    entry = content.rindex(b"PK\x01\x02")
    content[entry + 24 : entry + 28] = (10).to_bytes(4, "little")

    assert why("a.docx", bytes(content)) is Wrong.BROKEN


def test_half_a_document_is_refused():
    whole = docx(**{"word/media.xml": bytes(range(256)) * 40})

    assert why("a.docx", whole[: len(whole) // 2]) is Wrong.BROKEN


@pytest.mark.parametrize("kind", SIGNS, ids=str)
@given(content=st.binary(max_size=400))
def test_whatever_bytes_pass_only_when_they_begin_as_the_kind_does(kind, content):
    try:
        kind_of(f"fil.{kind}", content)
    except Refused:
        return
    assert content.startswith(SIGNS[kind])


@given(tail=st.binary(max_size=400), name=st.sampled_from(["a.docx", "a.xlsx", "a.odt", "a.ods"]))
def test_a_zip_mark_followed_by_anything_is_no_document(tail, name):
    assert why(name, b"PK\x03\x04" + tail) in {Wrong.BROKEN, Wrong.OTHER_CONTENT}


@given(content=st.binary(min_size=1, max_size=400))
def test_whatever_bytes_pass_as_text_only_when_they_are_text(content):
    try:
        kind_of("fil.txt", content)
    except Refused:
        return
    assert not {c for c in content.decode("utf-8") if ord(c) < 32} - set("\t\n\r\x0c")


@given(name=st.text(max_size=160))
def test_whatever_a_file_is_called_its_name_is_one_part_of_a_path(name):
    try:
        kind_of(name, PDF)
    except Refused:
        return
    assert name not in {"", ".", ".."}
    assert not set("/\\:\x00") & set(name)


# ---- the folder ------------------------------------------------------------------------


def test_the_same_content_lies_in_the_folder_once(tmp_path):
    folder = Folder(tmp_path / "files")

    assert folder.keep(PDF) == folder.keep(PDF) == digest(PDF)

    assert [p.name for p in (tmp_path / "files").rglob("*") if p.is_file()] == [digest(PDF)]
    assert folder.path(digest(PDF)).read_bytes() == PDF


def test_others_on_the_machine_cannot_read_the_folder(tmp_path):
    folder = Folder(tmp_path / "files")
    folder.keep(PDF)

    assert folder.path(digest(PDF)).stat().st_mode & 0o077 == 0
    assert (tmp_path / "files").stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(("wanted", "left"), [(True, True), (False, False)])
def test_a_content_is_dropped_unless_somebody_has_come_to_want_it(tmp_path, wanted, left):
    folder = Folder(tmp_path)
    folder.keep(PDF)

    folder.drop(digest(PDF), is_wanted=lambda: wanted)
    folder.drop(digest(PNG), is_wanted=lambda: False)

    assert folder.path(digest(PDF)).exists() is left


def test_only_a_sum_names_a_content(tmp_path):
    with pytest.raises(ValueError, match="passwd"):
        Folder(tmp_path).path("../../etc/passwd")
