"""The copy that a run stands on: the rows that are kept and nothing else, small and encrypted.

A key is thirty-two random bytes. It is kept where the keys to sealed answers are,
`adapters.sealing.KeyFolder`; without it the copy cannot be read by anybody.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

from aktiva.adapters.sealing import CannotOpen
from aktiva.domain.pay.columns import Codes
from aktiva.domain.pay.people import People

_SUM = b"aktiva.sha256"
_NONCE = 12
_CODES = ("title", "code", "unit", "form", "group")
_FLAGS = ("woman", "is_manager")
_YEARS = ("birth_year", "hired_year")
_NUMBERS = ("extent", "pay", "supplements", "variable", "benefits", "hours_year", "points")


class Damaged(ValueError):
    """The bytes are no frozen copy."""


@dataclass(frozen=True)
class Frozen:
    """A copy as it was frozen, with the sum of the file it came from."""

    people: People
    sha256: str


def freeze(people: People, *, sha256: str) -> bytes:
    """Return the rows as Parquet; ``sha256`` is that of the file they were read from."""
    columns = {name: _codes(getattr(people, name)) for name in _CODES}
    columns |= {name: pa.array(getattr(people, name)) for name in (*_FLAGS, *_YEARS)}
    columns |= {
        name: pa.array(values, mask=np.isnan(values))
        for name in _NUMBERS
        for values in (getattr(people, name),)
    }
    table = pa.table(columns).replace_schema_metadata({_SUM: sha256.encode()})
    out = pa.BufferOutputStream()
    pq.write_table(table, out, compression="zstd", store_schema=True)
    return bytes(out.getvalue())


def thaw(content: bytes) -> Frozen:
    """Return the rows that `freeze` wrote.

    Raises:
        Damaged: The bytes are no frozen copy.
    """
    try:
        table = pq.read_table(pa.BufferReader(content))
        found: dict[str, Any] = {name: _read_codes(table.column(name)) for name in _CODES}
        found |= {
            name: table.column(name).to_numpy().astype(kind)
            for names, kind in ((_FLAGS, np.bool_), (_YEARS, np.int32), (_NUMBERS, np.float64))
            for name in names
        }
        sha256 = (table.schema.metadata or {})[_SUM].decode()
    except (pa.ArrowException, KeyError, OSError) as error:
        raise Damaged("the bytes are no frozen copy") from error
    return Frozen(People(**found), sha256)


def new_key() -> bytes:
    """Return a key that nobody has had."""
    return ChaCha20Poly1305.generate_key()


def encrypt(content: bytes, *, key: bytes, about: str) -> bytes:
    """Return a frozen copy that only the key opens; ``about`` says which run it is of."""
    nonce = secrets.token_bytes(_NONCE)
    return nonce + ChaCha20Poly1305(key).encrypt(nonce, content, about.encode())


def decrypt(content: bytes, *, key: bytes, about: str) -> bytes:
    """Return the frozen copy.

    Raises:
        CannotOpen: The key or the run is another, or the bytes have been changed.
    """
    try:
        cipher = ChaCha20Poly1305(key)
        return cipher.decrypt(content[:_NONCE], content[_NONCE:], about.encode())
    except (InvalidTag, ValueError) as error:
        raise CannotOpen("the frozen copy cannot be opened") from error


def _codes(codes: Codes) -> pa.DictionaryArray:
    index = pa.array(codes.index, mask=codes.index < 0)
    return pa.DictionaryArray.from_arrays(index, pa.array(codes.names, pa.string()))


def _read_codes(column: pa.ChunkedArray) -> Codes:
    whole = column.combine_chunks()
    array = whole.combine_chunks() if isinstance(whole, pa.ChunkedArray) else whole
    if not pa.types.is_dictionary(array.type):
        array = array.dictionary_encode()
    index = array.indices.fill_null(-1).to_numpy(zero_copy_only=False)
    return Codes(index=index.astype(np.int32), names=tuple(array.dictionary.to_pylist()))
