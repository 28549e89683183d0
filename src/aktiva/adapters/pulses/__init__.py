"""The languages of the pulse: one YAML file each, with every word that a respondent reads."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

import yaml

OWN = "sv"
"""The language that every employer writes in, and that stands in for one that is missing."""

_PARTS = ("statements", "scale", "words", "poster", "slip")


class BrokenLanguage(ValueError):
    """A language's file lacks words that the Swedish one has, or has others."""


@dataclass(frozen=True, slots=True)
class Language:
    """Every word of the respondent's pages in one language.

    Args:
        code: As in HTML's ``lang``.
        direction: ``ltr`` or ``rtl``.
    """

    code: str
    name: str
    direction: str
    statements: Mapping[str, str]
    scale: Mapping[str, str]
    words: Mapping[str, str]
    poster: Mapping[str, str]
    slip: Mapping[str, str]


@cache
def languages() -> Mapping[str, Language]:
    """Return every language by its code: Swedish, English, and then by code.

    Raises:
        BrokenLanguage: A file does not have just the words that the Swedish has.
    """
    folder = resources.files(__package__)
    files = {f.name.removesuffix(".yaml"): f for f in folder.iterdir() if f.name.endswith(".yaml")}
    order = sorted(files, key=lambda code: (code != OWN, code != "en", code))
    read = {code: _read(code, yaml.safe_load(files[code].read_text("utf-8"))) for code in order}
    for language in read.values():
        for part in _PARTS:
            odd = set(getattr(language, part)) ^ set(getattr(read[OWN], part))
            if odd:
                raise BrokenLanguage(f"{language.code}: {part}: {', '.join(sorted(odd))}")
    return read


def _read(code: str, data: Mapping[str, Any]) -> Language:
    if data.get("direction") not in {"ltr", "rtl"}:
        raise BrokenLanguage(f"{code}: direction")
    parts = {part: {str(k): str(v) for k, v in data[part].items()} for part in _PARTS}
    return Language(code=code, name=data["name"], direction=data["direction"], **parts)
