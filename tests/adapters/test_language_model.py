"""A language model is asked once, at the address that was named, and is never waited for too long."""

from __future__ import annotations

import socket

import pytest
from small_model import ANSWER, serving

from aktiva.adapters.language_model import Model, NoAnswer, Why, ask


def asked(address: str, *, seconds: float = 5.0, key: str = "") -> str:
    model = Model(address=address, name="liten", key=key, seconds=seconds)
    return ask(model, instruction="Skriv kort.", matter="- larmet är trasigt")


def test_a_good_answer_is_returned_without_white_space():
    with serving("well") as served:
        assert asked(served.address, key="hemlig") == ANSWER
    (request,) = served.asked
    assert request["path"] == "/v1/chat/completions"
    assert request["model"] == "liten"
    assert [m["role"] for m in request["messages"]] == ["system", "user"]
    assert request["messages"][1]["content"] == "- larmet är trasigt"
    assert served.keys == ["Bearer hemlig"]


def test_no_key_is_sent_where_none_is_set():
    with serving("well") as served:
        asked(served.address + "/")
    assert served.keys == [""]


@pytest.mark.parametrize(
    ("manner", "why"),
    [
        ("empty", Why.UNREADABLE),
        ("no_choices", Why.UNREADABLE),
        ("parts", Why.UNREADABLE),
        ("no_json", Why.UNREADABLE),
        ("endless", Why.UNREADABLE),
        ("error", Why.REFUSED),
        ("elsewhere", Why.REFUSED),
        ("broken", Why.NOT_THERE),
    ],
)
def test_a_bad_answer_is_none(manner, why):
    with serving(manner) as served, pytest.raises(NoAnswer) as refused:
        asked(served.address)
    assert refused.value.why is why
    assert len(served.asked) == 1  # neither repeated nor sent elsewhere


@pytest.mark.parametrize("manner", ["silent", "dripping"])
def test_a_late_answer_is_none(manner):
    with serving(manner) as served, pytest.raises(NoAnswer) as refused:
        asked(served.address, seconds=0.3)
    assert refused.value.why is Why.LATE


def test_an_address_where_nobody_answers_is_not_there():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))  # held, and nobody listens
        port = taken.getsockname()[1]
        with pytest.raises(NoAnswer) as refused:
            asked(f"http://127.0.0.1:{port}/v1")
    assert refused.value.why is Why.NOT_THERE


@pytest.mark.parametrize("address", ["", "ingen adress", "ftp://127.0.0.1/v1", "http://"])
def test_an_address_that_is_none_is_not_there(address):
    with pytest.raises(NoAnswer) as refused:
        asked(address)
    assert refused.value.why is Why.NOT_THERE
