"""Named values inside a text: ``{svarat}`` in the words of a template or of a writer.

Only such words are filled. What a unit has answered reaches a paper as blocks, and braces in
those, as doubled braces anywhere, stand as they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

_NAMED = re.compile(r"(?<!\{)\{([^{}\n]{1,40})\}(?!\})")

NAME = "namn"
"""What the parts of a repeated section are told apart by."""

ABOUT_THE_PAPER: Mapping[str, str] = {
    "år": "Året som handlingen gäller",
    "förra året": "Året före",
    "arbetsgivaren": "Arbetsgivarens namn",
    "avsändarens": "Avsändarens namn i genitiv",
    "enheten": "Namnet på den som handlingen gäller",
    "antal enheter": "Enheter som har fått frågorna",
    "svarat": "Enheter som har lämnat in",
    "inte svarat": "Enheter som inte har lämnat in",
    "andel svarat": "Andelen som har lämnat in; antalen när enheterna är få",
    "enheter som saknas": "Namnen på dem som inte har lämnat in",
    "risker": "Antal risker och hinder",
    "iakttagelser": "Antal iakttagelser som är godtagna",
    "styrkor": "Antal styrkor",
    "förbättringsområden": "Antal förbättringsområden",
    "åtgärder": "Antal åtgärder för året",
    "gemensamma åtgärder": "Antal åtgärder som gäller alla",
    "försenade åtgärder": "Antal öppna åtgärder vars dag har passerat",
    "förlängda åtgärder": "Antal åtgärder som har fått ett senare datum",
    "åtgärder från förra året": "Antal åtgärder att följa upp",
    "uppföljda åtgärder": "Antal av dem som har ett utfall",
}
"""Name → what it means, for every text of a paper."""

ABOUT_A_PART: Mapping[str, str] = {
    NAME: "Delens namn: området, förvaltningen, enheten eller åtgärden",
    "iakttagelser i ord": "Delens iakttagelser, ord för ord",
    "åtgärder i ord": "Delens åtgärder, en på varje rad",
    "ansvarig": "Den som ansvarar för åtgärden",
    "klart senast": "Åtgärdens tidsplan",
    "uppföljning": "Så följs åtgärden upp",
}
"""Name → what it means, in a section that is repeated; the paper's own count for the part there."""


def named(text: str) -> tuple[str, ...]:
    """Return the names that stand in a text, in order, each once."""
    return tuple(dict.fromkeys(map(_plain, _NAMED.findall(text))))


def filled(text: str, values: Mapping[str, str]) -> str:
    """Return the text with values for the names that have one; the rest stands as it is.

    What is put in is not read again, so that braces in a value stay what they are.
    """
    return _NAMED.sub(lambda found: values.get(_plain(found[1]), found[0]), text)


def without_names(text: str) -> list[str]:
    """Return what stands before, between and after the names in a text."""
    return _NAMED.sub("\0", text).split("\0")


def unknown(texts: Iterable[str], *, in_parts: bool = False) -> tuple[str, ...]:
    """Return the names in some texts that mean nothing, in order, each once."""
    known = {*ABOUT_THE_PAPER, *(ABOUT_A_PART if in_parts else ())}
    return tuple(dict.fromkeys(n for text in texts for n in named(text) if n not in known))


def _plain(name: str) -> str:
    return " ".join(name.split()).casefold()
