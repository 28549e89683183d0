"""Asks a language model of the customer's own for one answer, over an OpenAI-compatible address.

Nothing is asked unless the installation names an address. Redirects are not followed: the text
goes to the address that was named and nowhere else.
"""

from __future__ import annotations

import json
import time
from dataclasses import dataclass
from enum import StrEnum

import urllib3

LARGEST_ANSWER = 256 * 1024
"""Bytes of a reply that are read; a longer one is not one."""

_PART = 8 * 1024


@dataclass(frozen=True, slots=True)
class Model:
    """Where the model answers.

    Args:
        address: Base address as OpenAI's clients want it, such as ``https://host/v1``.
        name: What the address calls the model.
        key: Sent as a bearer token, unless empty.
        seconds: The whole answer must be here within this time.
    """

    address: str
    name: str
    key: str
    seconds: float


class Why(StrEnum):
    """Why there is no answer."""

    NOT_THERE = "not_there"
    LATE = "late"
    REFUSED = "refused"
    UNREADABLE = "unreadable"


class NoAnswer(Exception):
    """The model gave no answer that can be used."""

    def __init__(self, why: Why):
        super().__init__(why.value)
        self.why = why


def ask(model: Model, *, instruction: str, matter: str) -> str:
    """Return the model's answer, without white space around it.

    Args:
        instruction: What it is to do.
        matter: What it is to do it with.

    Raises:
        NoAnswer: The address does not answer, answers late, refuses, or answers with something
            else than text.
    """
    if not model.address.startswith(("https://", "http://")):
        raise NoAnswer(Why.NOT_THERE)
    until = time.monotonic() + model.seconds
    asked = {
        "model": model.name,
        "messages": [
            {"role": "system", "content": instruction},
            {"role": "user", "content": matter},
        ],
        "temperature": 0,
        "max_tokens": 600,
        "stream": False,
    }
    headers = {"Content-Type": "application/json", "Accept": "application/json"}
    if model.key:
        headers["Authorization"] = f"Bearer {model.key}"
    http = urllib3.PoolManager(retries=False)
    try:
        reply = http.request(
            "POST",
            f"{model.address.rstrip('/')}/chat/completions",
            body=json.dumps(asked).encode(),
            headers=headers,
            redirect=False,
            preload_content=False,
            timeout=urllib3.Timeout(total=model.seconds),
        )
        try:
            content = _content(reply, until=until)
        finally:
            reply.close()
    except urllib3.exceptions.ReadTimeoutError as late:
        raise NoAnswer(Why.LATE) from late
    except (urllib3.exceptions.HTTPError, OSError, ValueError) as missing:
        raise NoAnswer(Why.NOT_THERE) from missing
    finally:
        http.clear()
    if reply.status != 200:
        raise NoAnswer(Why.REFUSED)
    return _text(content)


def _content(reply: urllib3.BaseHTTPResponse, *, until: float) -> bytes:
    """Read part by part, since a server that drips would otherwise never be late."""
    content = b""
    while part := reply.read1(_PART):
        content += part
        if time.monotonic() > until:
            raise NoAnswer(Why.LATE)
        if len(content) > LARGEST_ANSWER:
            raise NoAnswer(Why.UNREADABLE)
    return content


def _text(content: bytes) -> str:
    try:
        text = json.loads(content)["choices"][0]["message"]["content"]
    except (ValueError, LookupError, TypeError) as odd:
        raise NoAnswer(Why.UNREADABLE) from odd
    if not isinstance(text, str) or not text.strip():
        raise NoAnswer(Why.UNREADABLE)
    return text.strip()
