"""Does a text point somebody out? What is found before words are sent on or read by anybody."""

from aktiva.domain.free_text.findings import Finding, Kind, replaced
from aktiva.domain.free_text.guard import findings, identifiers, public_findings
from aktiva.domain.free_text.names import Known

__all__ = [
    "Finding",
    "Kind",
    "Known",
    "findings",
    "identifiers",
    "public_findings",
    "replaced",
]
