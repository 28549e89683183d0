"""A plan's words about time, as they were understood."""

from __future__ import annotations

from django import template

from aktiva.domain.cycle.schedules import in_words, read_schedule

register = template.Library()


@register.filter
def understood(words: str) -> str:
    """Return how the words were read, in a short sentence; "" for none."""
    return in_words(read_schedule(words)) if words.strip() else ""
