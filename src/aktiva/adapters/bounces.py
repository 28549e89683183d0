"""Reads the message with which a mail server says that a letter did not arrive (RFC 3464)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import Message


@dataclass(frozen=True, slots=True)
class Failure:
    """One address that cannot be reached, and the code that says why (RFC 3463)."""

    address: str
    code: str


class NotAReport(ValueError):
    """The message is no delivery status report."""


_CODE = re.compile(r"[245]\.\d{1,3}\.\d{1,3}")
_FAILED = "failed"


def read_report(raw: bytes) -> list[Failure]:
    """Return the addresses that a delivery status report gives up, each once.

    What is only delayed, relayed or delivered is left out: the server tries again by itself.

    Raises:
        NotAReport: It holds no part of type message/delivery-status.
    """
    message = message_from_bytes(raw, policy=policy.default)
    reports = [p for p in message.walk() if p.get_content_type() == "message/delivery-status"]
    if not reports:
        raise NotAReport("no message/delivery-status")
    found: dict[str, Failure] = {}
    for report in reports:
        for fields in _groups(report):
            address = _address(fields)
            if address and str(fields.get("Action", "")).strip().casefold() == _FAILED:
                code = _CODE.search(str(fields.get("Status", "")))
                found.setdefault(address, Failure(address, code[0] if code else ""))
    return list(found.values())


def _groups(report: Message) -> list[Message]:
    payload = report.get_payload()
    return (
        [part for part in payload if isinstance(part, Message)] if isinstance(payload, list) else []
    )


def _address(fields: Message) -> str:
    """Return the address the letter was first sent to, else the one where it ended."""
    for name in ("Original-Recipient", "Final-Recipient"):
        kind, _, address = str(fields.get(name, "")).partition(";")
        if kind.strip().casefold() == "rfc822" and "@" in address:
            return address.strip().strip("<>").lower()
    return ""
