"""Who writes a paper."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from aktiva.domain.documents.blocks import Head


@dataclass(frozen=True, slots=True)
class Sender:
    """The employer, the department that writes and the person who signs."""

    employer: str
    address: str
    department: str
    department_genitive: str
    author: str = ""

    def head(self, *, kind: str, on: date, registry_number: str = "", recipient: str = "") -> Head:
        """Return the head of a paper that the sender dates `on`."""
        return Head(
            employer=self.employer,
            address=self.address or None,
            kind=kind,
            date=on.isoformat(),
            registry_number=registry_number or None,
            recipient=recipient or None,
            author=self.author or None,
        )
