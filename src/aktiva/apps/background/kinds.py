"""The kinds of background work. An app that owns one registers it in ``AppConfig.ready``."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from django.utils.module_loading import import_string


class Cancelled(Exception):
    """The work was cancelled, or given up because its process was thought dead."""


class Refused(Exception):
    """The work cannot be done; the message is the sentence that the person reads."""


@dataclass(frozen=True, slots=True)
class Made:
    """What the work made.

    `key` replaces the job's own when what was made is of newer data than what was asked for.
    """

    name: str
    content_type: str
    content: bytes
    key: str = ""


class Handle(Protocol):
    """What a work function is given: for whom, about what, and where to say how far it has come."""

    given: dict[str, Any]
    asked_by: Any
    asked_at: datetime

    def step(self, n_done: int, n_total: int, words: str) -> None:
        """Say that `n_done` parts of `n_total` are done and what is done now.

        Raises:
            Cancelled: Nobody wants the rest.
        """

    def is_stopped(self) -> bool:
        """Return whether the work should stop, for those who wait for something long."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of work.

    Attributes:
        work: Does it, in a process of the background; outside a transaction. Returns the file it
            made, or None where what it did is seen at its place.
        may: Whether a person may have what it makes, on a day; asked again at every fetching.
        place: The address of the page that the work was asked for on.
    """

    work: Callable[[Handle], Made | None]
    may: Callable[..., bool]
    place: Callable[[dict[str, Any]], str]


_kinds: dict[str, Kind | str] = {}


def register(name: str, kind: Kind | str) -> None:
    """Let this kind of work be asked for.

    An app gives the dotted path of its kind. It is imported when it is first wanted: what prints
    and compiles is slow to load, and most processes start without needing it.
    """
    _kinds[name] = kind


def kind(name: str) -> Kind:
    """Return a kind that has been registered.

    Raises:
        KeyError: None has that name, for example after an upgrade that took it away.
    """
    found = _kinds[name]
    if isinstance(found, str):
        found = _kinds[name] = import_string(found)
    return found
