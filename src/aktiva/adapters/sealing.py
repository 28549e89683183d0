"""Sealing answers so that nobody can read them before all are opened, and keeping the key to them.

HPKE of RFC 9180 (X25519, HKDF-SHA256, ChaCha20-Poly1305). Why, and what it closes, is told in
``docs/method/anonymity.md``.
"""

from __future__ import annotations

import os
import secrets
from dataclasses import dataclass
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

_SUITE = Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.CHACHA20_POLY1305)
_WRAPPED = b"w"
_BARE = b"b"
_ENDING = ".key"
_SALT = 16
_NONCE = 12


class CannotOpen(Exception):
    """The key is another, or what was to be opened is not what was sealed."""


class KeyMissing(Exception):
    """There is no such key here: it lies on another machine, or has been destroyed."""


class WrongCode(Exception):
    """The key is locked with another code, or with one where none was given."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A new key: the half that seals and the half that opens."""

    public: bytes
    private: bytes


def new_pair() -> Pair:
    """Return a key that nobody has had."""
    private = X25519PrivateKey.generate()
    return Pair(private.public_key().public_bytes_raw(), private.private_bytes_raw())


def seal(content: bytes, *, public: bytes, about: str) -> bytes:
    """Return the content sealed: 48 bytes longer, and never the same twice."""
    key = X25519PublicKey.from_public_bytes(public)
    return bytes(_SUITE.encrypt(content, key, about.encode()))


def unseal(sealed: bytes, *, private: bytes, about: str) -> bytes:
    """Return what was sealed.

    Raises:
        CannotOpen: It was sealed with another key, about something else, or has been changed.
    """
    try:
        key = X25519PrivateKey.from_private_bytes(private)
        return bytes(_SUITE.decrypt(sealed, key, about.encode()))
    except (InvalidTag, ValueError) as error:
        raise CannotOpen(str(error)) from error


class KeyFolder:
    """Where the opening halves lie, one file each that only this account may read."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def keep(self, private: bytes, *, code: str = "") -> str:
        """Write a key so that it is there after a power cut, and return its name.

        Args:
            code: Locks the key, if given. It is kept nowhere.
        """
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        name = secrets.token_hex(16)
        content = _WRAPPED + _wrapped(private, code) if code else _BARE + private
        path = self._path(name)
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        try:
            os.write(handle, content)
            os.fsync(handle)
        finally:
            os.close(handle)
        self._settle()
        return name

    def read(self, name: str, *, code: str = "") -> bytes:
        """Return a key.

        Raises:
            KeyMissing: There is no such key here.
            WrongCode: It is locked, and not with this code.
        """
        try:
            content = self._path(name).read_bytes()
        except OSError as error:
            raise KeyMissing(name) from error
        if content[:1] == _BARE:
            return content[1:]
        try:
            return _unwrapped(content[1:], code)
        except InvalidTag as error:
            raise WrongCode from error

    def destroy(self, name: str) -> None:
        """Overwrite a key and remove it; nothing where there is none."""
        path = self._path(name)
        try:
            size = path.stat().st_size
            with path.open("r+b") as file:
                file.write(secrets.token_bytes(size))
                file.flush()
                os.fsync(file.fileno())
            path.unlink()
        except FileNotFoundError:
            return
        self._settle()

    def names(self) -> list[str]:
        """Return the names of the keys that lie here."""
        return sorted(path.stem for path in self._folder.glob(f"*{_ENDING}"))

    def _path(self, name: str) -> Path:
        if not name.isalnum():
            raise KeyMissing(name)
        return self._folder / f"{name}{_ENDING}"

    def _settle(self) -> None:
        """Have the folder itself written to the disk."""
        handle = os.open(self._folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _wrapped(private: bytes, code: str) -> bytes:
    salt, nonce = secrets.token_bytes(_SALT), secrets.token_bytes(_NONCE)
    locked = ChaCha20Poly1305(_lock(code, salt)).encrypt(nonce, private, None)
    return salt + nonce + locked


def _unwrapped(content: bytes, code: str) -> bytes:
    salt, rest = content[:_SALT], content[_SALT:]
    locked = ChaCha20Poly1305(_lock(code, salt))
    return bytes(locked.decrypt(rest[:_NONCE], rest[_NONCE:], None))


def _lock(code: str, salt: bytes) -> bytes:
    """Return a lock made of a code, which has chance enough in it to need no slow stretching."""
    info = b"aktiva pulse opening code"
    return HKDF(SHA256(), length=32, salt=salt, info=info).derive(code.encode())
