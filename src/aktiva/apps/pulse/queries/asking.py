"""What a pulse asks."""

from __future__ import annotations

from aktiva.adapters import pulses
from aktiva.apps.pulse.models import Pulse
from aktiva.domain.pulse.statements import SHIPPED, Statement


def shipped() -> tuple[Statement, ...]:
    """Return the statements that ship, in every language."""
    return tuple(Statement(key, area, _words_of(key)) for key, area in SHIPPED.items())


def _words_of(key: str) -> dict[str, str]:
    return {code: language.statements[key] for code, language in pulses.languages().items()}


def asked(pulse: Pulse) -> list[Statement]:
    """Return what the pulse asks, in order."""
    return [Statement.from_data(data) for data in pulse.statements]


def keys_of(pulse: Pulse) -> list[str]:
    """Return the keys of what the pulse asks, in order."""
    return [data["key"] for data in pulse.statements]
