"""Drawings that hold numbers. Shape carries the meaning; widths go in attributes, never in styles."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _


def steps(now: int, total: int) -> SafeString:
    """Return the line of a progress: filled, half filled, empty. The words stand beside it."""
    kinds = ("is-past" if n < now else "is-now" if n == now else "" for n in range(1, total + 1))
    marks = "".join(f'<li class="{kind}"></li>' if kind else "<li></li>" for kind in kinds)
    return mark_safe(f'<ol class="steps" aria-hidden="true">{marks}</ol>')


def bar(full: int, half: int = 0, total: int = 0) -> SafeString:
    """Return a bar: filled, hatched and empty. Decorative: the numbers stand beside it."""
    whole = max(total, full + half, 1)
    filled, hatched = (f"{100 * part / whole:.1f}" for part in (full, half))
    second = (
        format_html(
            '<rect class="half" x="{0}%" width="{1}%" y="0.5" height="9"/>'
            '<rect class="half-edge" x="{0}%" width="{1}%" y="0.5" height="9"/>',
            filled,
            hatched,
        )
        if half
        else ""
    )
    return format_html(
        '<svg class="bar" width="100" height="10" aria-hidden="true" focusable="false">'
        '<rect class="track" width="100%" height="10"/>'
        '<rect class="full" width="{}%" height="10"/>{}</svg>',
        filled,
        second,
    )


def four(done: int | Sequence[bool]) -> SafeString:
    """Return four boxes, one per step: a number of them or which of them, and the same in words."""
    given = [n < done for n in range(4)] if isinstance(done, int) else [bool(d) for d in done]
    boxes = "".join(
        f'<rect class="on" x="{n * 10}" y="0" width="8" height="12" rx="1"/>'
        if there
        else f'<rect class="off" x="{n * 10 + 0.5}" y=".5" width="7" height="11" rx="1"/>'
        for n, there in enumerate(given)
    )
    return format_html(
        '<svg class="four" viewBox="0 0 38 12" preserveAspectRatio="none" aria-hidden="true" '
        'focusable="false">{}</svg><span class="visually-hidden">{}</span>',
        mark_safe(boxes),
        _("%(n)s av 4 steg") % {"n": sum(given)},
    )


def hatch() -> SafeString:
    """Return the pattern that hatched shapes point to; once per page, before the first of them."""
    return mark_safe(
        '<svg class="visually-hidden" width="0" height="0" aria-hidden="true" focusable="false">'
        '<defs><pattern id="hatch" width="5" height="5" patternUnits="userSpaceOnUse" '
        'patternTransform="rotate(45)"><rect class="hatch-ground" width="5" height="5"/>'
        '<path class="hatch-line" d="M0 0v5"/></pattern></defs></svg>'
    )


def verdict_bar(statuses: Iterable[str]) -> SafeString:
    """Return one box per duty, in order; decorative, so the words must stand below."""
    given = list(statuses)
    boxes = format_html_join(
        "",
        '<rect class="{}" x="{}.75" y="0.75" width="16.5" height="18.5" rx="1"/>',
        ((status, 20 * n) for n, status in enumerate(given)),
    )
    return format_html(
        '<svg class="verdict-bar" viewBox="0 0 {} 20" preserveAspectRatio="none" '
        'aria-hidden="true" focusable="false">{}</svg>',
        max(20 * len(given) - 2, 18),
        boxes,
    )
