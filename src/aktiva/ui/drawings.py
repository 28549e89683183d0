"""Every icon and glyph, as shapes: a page names them and never draws its own."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _

ICONS = {
    "back": '<path d="M12.5 4.5l-6 5.5 6 5.5"/>',
    "clock": '<circle cx="10" cy="10" r="7.6"/><path d="M10 5.5V10l3 2"/>',
    "cross": '<path d="M5 5l10 10M15 5L5 15"/>',
    "half": '<circle cx="10" cy="10" r="7.6"/><path d="M10 2.4a7.6 7.6 0 0 1 0 15.2z" fill="currentColor"/>',
    "hidden": '<path d="M2.5 10S5 5 10 5s7.5 5 7.5 5-2.5 5-7.5 5-7.5-5-7.5-5z"/><path d="M4 16.5L16 3.5"/>',
    "info": '<circle cx="10" cy="10" r="7.6"/><path d="M10 9v5M10 6v.3"/>',
    "key": '<circle cx="6.5" cy="10" r="3.5"/><path d="M10 10h7.5v3M14.5 10v2.5"/>',
    "load": '<path d="M10 3v10M5.5 9 10 13.5 14.5 9M4 17h12"/>',
    "lock": '<path d="M4.5 9h11v8h-11zM7 9V6.2a3 3 0 0 1 6 0V9"/>',
    "menu": '<path d="M3 5.5h14M3 10h14M3 14.5h14"/>',
    "next": '<path d="M7.5 4.5l6 5.5-6 5.5"/>',
    "paper": '<path d="M5 2.5h7l3.5 3.5v11.5H5zM12 2.5V6h3.5"/>',
    "pen": '<path d="M3.5 16.5l.8-3.6L13.6 3.6l2.8 2.8-9.3 9.3z"/>',
    "people": '<circle cx="7" cy="7" r="2.8"/><path d="M2 16.5c0-3 2.2-4.8 5-4.8s5 1.8 5 4.8"/><circle cx="14" cy="7.8" r="2.2"/><path d="M14 12c2.4 0 4 1.5 4 4"/>',
    "ring": '<circle cx="10" cy="10" r="7.6"/>',
    "search": '<circle cx="8.7" cy="8.7" r="5.4"/><path d="M13 13l4.5 4.5"/>',
    "send": '<path d="M2.8 9.5 17 3.5l-4.8 13.5-3-5.5z"/>',
    "tick": '<path d="M4 10.5l4 4 8-9"/>',
    "warn": '<path d="M10 2.8 18.2 17H1.8z"/><path d="M10 8v4.2M10 14.4v.3"/>',
}
"""Lines on a field of 20 by 20."""


@dataclass(frozen=True, slots=True)
class StateLook:
    """How a state is shown: colour class, drawing and the word that is always there."""

    css: str
    drawing: str
    word: str | Promise


STATES = {
    # a box in the grid: the number of bars is the number of steps taken
    "none": StateLook("is-none", "dashed", _("Inte undersökt")),
    "clear": StateLook("is-clear", "clear", _("Inget funnet")),
    "risk": StateLook("is-risk", "bars-1", _("Risk")),
    "cause": StateLook("is-cause", "bars-2", _("Orsak")),
    "measure": StateLook("is-measure", "bars-3", _("Åtgärd")),
    "evaluated": StateLook("is-done", "bars-4", _("Utvärderad")),
    # work
    "done": StateLook("is-done", "tick", _("Klar")),
    "ongoing": StateLook("is-measure", "half", _("Pågår")),
    "not_started": StateLook("is-none", "ring", _("Inte börjad")),
    "planned": StateLook("is-none", "ring", _("Planerad")),
    "carried": StateLook("is-clear", "next", _("Fortsätter nästa år")),
    "locked": StateLook("is-clear", "lock", _("Öppnas senare")),
    "reviewing": StateLook("is-clear", "half", _("Granskas")),
    "answering": StateLook("is-measure", "clock", _("Svarar")),
    "late": StateLook("is-risk", "warn", _("Ligger efter")),
    "missing": StateLook("is-danger", "cross", _("Saknas")),
    # a step together with a party, and a party's answer
    "covered": StateLook("is-done", "tick", _("Samverkat")),
    "dissent": StateLook("is-cause", "info", _("Avvikande mening")),
    "silent": StateLook("is-risk", "ring", _("Har inte svarat")),
    "waiting": StateLook("is-measure", "clock", _("Väntar på svar")),
    "taken_part": StateLook("is-clear", "tick", _("Har tagit del av")),
    "no_objection": StateLook("is-done", "tick", _("Inget att erinra")),
    # what a unit has handed in
    "open": StateLook("is-none", "ring", _("Inte inlämnat")),
    "submitted": StateLook("is-clear", "half", _("Väntar på granskning")),
    "returned": StateLook("is-risk", "warn", _("Behöver kompletteras")),
    "approved": StateLook("is-done", "tick", _("Granskat")),
    # a duty
    "met": StateLook("is-done", "tick", _("Uppfyllt")),
    "warning": StateLook("is-risk", "half", _("Delvis")),
    "not_applicable": StateLook("is-none", "ring", _("Gäller inte er")),
    "on_its_way": StateLook("is-measure", "half", _("På väg")),
    "partly": StateLook("is-risk", "half", _("Delvis")),
    # what a unit gives to the employer's duties, and a rule that is not Swedish law
    "given": StateLook("is-done", "tick", _("Klart")),
    "asked": StateLook("is-measure", "half", _("Kvar att göra")),
    "begun": StateLook("is-clear", "half", _("Något finns")),
    "not_begun": StateLook("is-none", "ring", _("Inget ännu")),
    "not_asked": StateLook("is-none", "ring", _("Gäller inte er")),
    # an observation and a paper
    "proposed": StateLook("is-risk", "clock", _("Väntar på dig")),
    "accepted": StateLook("is-done", "tick", _("Godtagen")),
    "dropped": StateLook("is-clear", "ring", _("Tas inte med")),
    "draft": StateLook("is-measure", "pen", _("Utkast")),
    "handed_in": StateLook("is-clear", "clock", _("Väntar på godkännande")),
    "sent_back": StateLook("is-risk", "warn", _("Tillbaka för ändring")),
    "frozen": StateLook("is-done", "tick", _("Godkänd")),
}


def icon(name: str) -> SafeString:
    """Return the named icon.

    Raises:
        KeyError: No icon has that name.
    """
    return mark_safe(
        '<svg viewBox="0 0 20 20" fill="none" stroke="currentColor" stroke-width="1.8" '
        'stroke-linecap="round" stroke-linejoin="round" aria-hidden="true" focusable="false">'
        f"{ICONS[name]}</svg>"
    )


def glyph(name: str) -> SafeString:
    """Return the drawing of a state: ``dashed``, ``clear``, ``bars-1`` to ``bars-4`` or an icon."""
    if name == "dashed":
        shape = '<rect class="glyph-dash" x="2" y="2" width="12" height="12" rx="1.5"/>'
    elif name == "clear":
        shape = (
            '<circle class="glyph-off" cx="8" cy="8" r="6"/><path class="glyph-off" d="M5 8h6"/>'
        )
    elif name.startswith("bars-"):
        shape = _bars(int(name[-1]))
    else:
        return icon(name)
    return mark_safe(f'<svg viewBox="0 0 16 16" aria-hidden="true" focusable="false">{shape}</svg>')


def _bars(done: int) -> str:
    return "".join(
        f'<rect class="glyph-on" x="{1 + 3.7 * n:.1f}" y="{"2" if n < done else "11.5"}" '
        f'width="2.8" height="{"12" if n < done else "2.5"}" rx=".6"/>'
        for n in range(4)
    )


def mark() -> SafeString:
    """Return the four rising bars that are the system's mark."""
    bars = "".join(
        f'<rect x="{1 + 5.5 * n}" y="{13 - 4 * n}" width="4" height="{8 + 4 * n}" rx="1" fill="currentColor"/>'
        for n in range(4)
    )
    return mark_safe(f'<svg viewBox="0 0 22 22" aria-hidden="true" focusable="false">{bars}</svg>')


_STEPS_TAKEN = (
    (4, 4, 3, 4, 3, 2, 4),
    (4, 3, 4, 2, 3, 1, 3),
    (3, 4, 2, 3, 4, 0, 2),
    (4, 2, 3, 1, 2, 0, 3),
    (3, 1, 2, 0, 1, 0, 1),
)


def pattern() -> SafeString:
    """Return the sign-in picture: five areas by seven grounds, each some way through four steps."""
    parts = []
    for row, line in enumerate(_STEPS_TAKEN):
        for column, done in enumerate(line):
            x, y = 74 * column, 58 * row
            parts.append(
                f'<rect class="{"cell" if done else "dash"}" x="{x}.5" y="{y}.5" '
                'width="65" height="49" rx="4"/>'
            )
            for bar in range(4 if done else 0):
                left = x + 11 + 12 * bar
                height = 8 * (bar + 1)
                parts.append(
                    f'<rect class="on" x="{left}" y="{y + 41 - height}" width="8" height="{height}" rx="1"/>'
                    if bar < done
                    else f'<rect class="off" x="{left}.5" y="{y + 38}.5" width="7" height="2"/>'
                )
    return mark_safe(
        '<svg class="pattern" viewBox="0 0 510 282" aria-hidden="true" focusable="false">'
        + "".join(parts)
        + "</svg>"
    )
