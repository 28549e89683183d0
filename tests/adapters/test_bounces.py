"""Delivery status reports are read for the addresses they give up and nothing else."""

from __future__ import annotations

import pytest

from aktiva.adapters.bounces import Failure, NotAReport, read_report

HEAD = """From: MAILER-DAEMON@mail.strandvik.example
To: aktiva@strandvik.example
Subject: Undelivered Mail Returned to Sender
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="XX"

--XX
Content-Type: text/plain; charset=utf-8

Brevet kom inte fram.

--XX
Content-Type: message/delivery-status

Reporting-MTA: dns; mail.strandvik.example
Arrival-Date: Wed, 26 Nov 2026 07:00:02 +0100

"""
TAIL = """
--XX
Content-Type: text/rfc822-headers

To: bo.grip@strandvik.example
Subject: Tre datum

--XX--
"""
GIVEN_UP = """Final-Recipient: rfc822; Bo.Grip@strandvik.example
Action: failed
Status: 5.1.1
Diagnostic-Code: smtp; 550 5.1.1 User unknown
"""
DELAYED = """Final-Recipient: rfc822; eva.sten@strandvik.example
Action: delayed
Status: 4.4.1
"""


def report(*groups: str) -> bytes:
    return (HEAD + "\n".join(groups) + TAIL).replace("\n", "\r\n").encode()


def test_the_address_and_the_code_are_read():
    assert read_report(report(GIVEN_UP)) == [Failure("bo.grip@strandvik.example", "5.1.1")]


def test_what_is_only_delayed_is_no_failure():
    assert read_report(report(DELAYED)) == []
    assert [f.address for f in read_report(report(DELAYED, GIVEN_UP))] == [
        "bo.grip@strandvik.example"
    ]


def test_the_address_the_letter_was_sent_to_goes_before_the_one_it_was_passed_on_to():
    passed_on = "Original-Recipient: rfc822;pia.rask@strandvik.example\n" + GIVEN_UP

    assert read_report(report(passed_on)) == [Failure("pia.rask@strandvik.example", "5.1.1")]


def test_the_same_address_is_told_once():
    assert len(read_report(report(GIVEN_UP, GIVEN_UP))) == 1


@pytest.mark.parametrize("status", ["Status: okänt", ""])
def test_a_report_without_a_code_is_still_a_failure(status):
    group = f"Final-Recipient: rfc822; bo.grip@strandvik.example\nAction: failed\n{status}".strip()

    assert read_report(report(group + "\n")) == [Failure("bo.grip@strandvik.example", "")]


@pytest.mark.parametrize("raw", [b"", b"\xff\xfe", b"Subject: Hej\r\n\r\nHej!\r\n"])
def test_another_message_is_refused(raw):
    with pytest.raises(NotAReport):
        read_report(raw)
