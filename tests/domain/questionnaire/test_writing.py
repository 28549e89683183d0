"""What becomes of words that arrive late, twice, or at the same time as somebody else's."""

import pytest

from aktiva.domain.questionnaire import Mark, Order, order, read_mark

HERE = Mark("a1b2c3d4", 7)
LATER = Mark("a1b2c3d4", 8)
EARLIER = Mark("a1b2c3d4", 6)
ELSEWHERE = Mark("ffee0011", 1)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a1b2c3d4.7", HERE),
        ("", None),
        (None, None),
        ("a1b2c3d4", None),
        ("a1b2c3d4.", None),
        ("A1B2C3D4.7", None),
        ("a1b2c.7", None),
        ("a1b2c3d4.1234567890", None),
        ("a1b2c3d4.7\n", None),
    ],
)
def test_a_mark_is_read_or_taken_for_none(text, expected):
    assert read_mark(text) == expected


def test_a_mark_is_written_as_it_is_read():
    assert read_mark(str(HERE)) == HERE


@pytest.mark.parametrize(
    ("stands", "seen", "same", "last", "mark", "expected"),
    [
        # nobody else has written
        (3, 3, True, None, None, Order.NEXT),
        (3, 3, False, HERE, ELSEWHERE, Order.NEXT),
        # the receipt of the last words was lost: the same page knows an older revision
        (3, 2, True, HERE, LATER, Order.NEXT),
        # two sendings of one page have passed each other on the way
        (3, 2, True, HERE, EARLIER, Order.OLD),
        (3, 3, True, HERE, HERE, Order.OLD),
        # somebody else has written
        (3, 2, False, HERE, ELSEWHERE, Order.BESIDE),
        (3, 2, False, None, None, Order.BESIDE),
        (3, 0, False, HERE, LATER, Order.BESIDE),  # a mark belongs to one person
        # the same person on another screen
        (3, 2, True, HERE, ELSEWHERE, Order.BESIDE),
        # without scripts there are no marks, and a person goes on from what they see
        (3, 2, True, None, None, Order.NEXT),
        (3, 2, True, HERE, None, Order.NEXT),
        (3, 2, True, None, HERE, Order.NEXT),
    ],
)
def test_order_of_what_arrives(stands, seen, same, last, mark, expected):
    found = order(stands=stands, seen=seen, by_same_person=same, last=last, mark=mark)

    assert found is expected
