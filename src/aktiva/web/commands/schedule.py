"""``./aktiva schedule``: how a plan's words about time are read."""

from __future__ import annotations

import argparse
import json

from aktiva.domain.cycle.schedules import in_words, read_schedule, to_data
from aktiva.web.refusal import BadInput


def run(given: argparse.Namespace) -> int:
    """Print what the phrase says. Needs neither database nor server."""
    if not given.phrase.strip():
        raise BadInput(
            'Orden om tiden saknas. Skriv till exempel ./aktiva schedule "1 ggr/år (mars)".'
        )
    schedule = read_schedule(given.phrase)
    print(json.dumps(to_data(schedule), ensure_ascii=False) if given.json else in_words(schedule))
    return 0
