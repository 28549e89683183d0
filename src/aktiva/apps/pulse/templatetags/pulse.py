"""Words of a respondent's language, which come from its file and not from gettext."""

from __future__ import annotations

from django import template

register = template.Library()


@register.simple_tag
def counted_words(words: str, n: int, total: int) -> str:
    """Return a phrase with its numbers."""
    return words.replace("{n}", str(n)).replace("{total}", str(total))


@register.simple_tag
def told_words(words, told: str, ending: str) -> str:
    """Return the words of a state, such as *closed* or its title."""
    return words[f"{told}{ending}"]
