"""What free text may hold that it should not: the guard that asks before words are kept or sent."""

from aktiva.domain.free_text.guard import Finding, Kind, findings

__all__ = ["Finding", "Kind", "findings"]
