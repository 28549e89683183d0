"""Sealed answers and their keys: opened by one key, kept in one file, and then by none."""

import os

import pytest

from aktiva.adapters import qr
from aktiva.adapters.pulses import languages
from aktiva.adapters.sealing import (
    CannotOpen,
    KeyFolder,
    KeyMissing,
    WrongCode,
    new_pair,
    seal,
    unseal,
)
from aktiva.domain.pulse.statements import SHIPPED

ABOUT = "pulse 1"


@pytest.fixture(scope="module")
def pair():
    return new_pair()


def test_what_is_sealed_is_opened_by_its_key_alone(pair):
    sealed = seal(b"svar", public=pair.public, about=ABOUT)

    assert len(sealed) == len(b"svar") + 48
    assert unseal(sealed, private=pair.private, about=ABOUT) == b"svar"
    with pytest.raises(CannotOpen):
        unseal(sealed, private=new_pair().private, about=ABOUT)


@pytest.mark.parametrize("changed", [0, 40, -1])
def test_what_has_been_changed_or_moved_to_another_pulse_is_not_opened(pair, changed):
    sealed = bytearray(seal(b"svar", public=pair.public, about=ABOUT))

    with pytest.raises(CannotOpen):
        unseal(bytes(sealed), private=pair.private, about="pulse 2")
    sealed[changed] ^= 1
    with pytest.raises(CannotOpen):
        unseal(bytes(sealed), private=pair.private, about=ABOUT)
    with pytest.raises(CannotOpen):
        unseal(b"short", private=pair.private, about=ABOUT)


def test_a_key_is_kept_for_its_owner_and_gone_when_destroyed(tmp_path, pair):
    folder = KeyFolder(tmp_path / "keys")
    assert folder.names() == []

    name = folder.keep(pair.private)

    assert folder.names() == [name]
    assert folder.read(name) == pair.private
    assert os.stat(tmp_path / "keys").st_mode & 0o077 == 0
    folder.destroy(name)
    folder.destroy(name)
    assert folder.names() == []
    with pytest.raises(KeyMissing):
        folder.read(name)
    with pytest.raises(KeyMissing):
        folder.read("../secret")


def test_a_locked_key_is_read_with_its_code_alone(tmp_path, pair):
    folder = KeyFolder(tmp_path)

    name = folder.keep(pair.private, code="ABCDEFGH")

    assert pair.private not in next(tmp_path.iterdir()).read_bytes()
    assert folder.read(name, code="ABCDEFGH") == pair.private
    for code in ("", "ABCDEFGJ"):
        with pytest.raises(WrongCode):
            folder.read(name, code=code)


def test_every_language_has_the_words_of_the_swedish_and_all_statements():
    """The loader refuses a file with other words, so that it loads is what is tested."""
    found = languages()

    assert list(found)[:2] == ["sv", "en"]
    assert {"sv", "en", "ar"} <= set(found)
    for language in found.values():
        assert set(language.statements) == set(SHIPPED)
        assert set(language.scale) == {"0", "1", "2", "3", "4", "5"}
        assert all(
            words.strip() for part in (language.words, language.poster) for words in part.values()
        )
        assert "{n}" in language.words["statement_of"]
    assert found["ar"].direction == "rtl"


def test_a_qr_code_is_drawn_as_one_path_with_white_around_it():
    made = qr.code("https://aktiva.solvik.example/puls/ABCDEFGH/")

    assert made.size == 33 + 2 * qr.QUIET_ZONE
    assert set(made.path) <= set("Mhvz0123456789 -")
