"""The parts that pages are made of."""

from __future__ import annotations

from django import forms, template
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

register = template.Library()

_SVG = (
    '<svg viewBox="0 0 20 20" fill="none" stroke="currentColor" stroke-width="1.8" '
    'stroke-linecap="round" stroke-linejoin="round" aria-hidden="true" focusable="false">{}</svg>'
)
_ICONS = {
    "tick": '<path d="M4 10.5l4 4 8-9"/>',
    "half": '<circle cx="10" cy="10" r="7.6"/><path d="M10 2.4a7.6 7.6 0 0 1 0 15.2z" fill="currentColor"/>',
    "ring": '<circle cx="10" cy="10" r="7.6"/>',
    "lock": '<path d="M4.5 9h11v8h-11zM7 9V6.2a3 3 0 0 1 6 0V9"/>',
    "warn": '<path d="M10 2.8 18.2 17H1.8z"/><path d="M10 8v4.2M10 14.4v.3"/>',
    "cross": '<path d="M5 5l10 10M15 5L5 15"/>',
    "clock": '<circle cx="10" cy="10" r="7.6"/><path d="M10 5.5V10l3 2"/>',
    "info": '<circle cx="10" cy="10" r="7.6"/><path d="M10 9.2v4.6M10 6.2v.3"/>',
    "next": '<path d="M7.5 4.5l6 5.5-6 5.5"/>',
    "back": '<path d="M12.5 4.5l-6 5.5 6 5.5"/>',
    "menu": '<path d="M3 5.5h14M3 10h14M3 14.5h14"/>',
    "send": '<path d="M2.8 9.5 17 3.5l-4.8 13.5-3-5.5z"/>',
    "load": '<path d="M10 3v10m0 0l-4-4m4 4l4-4M4 16.5h12"/>',
    "paper": '<path d="M5 2.5h7l3.5 3.5v11.5H5zM12 2.5V6h3.5"/>',
    "pen": '<path d="M4 16l1-4 8.5-8.5 3 3L8 15z"/>',
    "people": '<circle cx="7" cy="7" r="2.8"/><path d="M2 16.5c0-3 2.2-4.8 5-4.8s5 1.8 5 4.8"/><circle cx="14" cy="7.8" r="2.2"/><path d="M14 12c2.4 0 4 1.5 4 4"/>',
    "hidden": '<path d="M2.5 10s3-5 7.5-5 7.5 5 7.5 5-3 5-7.5 5-7.5-5-7.5-5zM3 17L17 3"/>',
}
STATES = {
    "done": ("is-done", "tick", gettext_lazy("Klar")),
    "ongoing": ("is-measure", "half", gettext_lazy("Pågår")),
    "not_started": ("is-none", "ring", gettext_lazy("Inte börjad")),
    "locked": ("is-clear", "lock", gettext_lazy("Öppnas senare")),
    "reviewing": ("is-clear", "half", gettext_lazy("Granskas")),
    "answering": ("is-measure", "clock", gettext_lazy("Svarar")),
    "late": ("is-risk", "warn", gettext_lazy("Ligger efter")),
    "missing": ("is-danger", "cross", gettext_lazy("Saknas")),
    "open": ("is-none", "ring", gettext_lazy("Inte inlämnat")),
    "submitted": ("is-clear", "half", gettext_lazy("Väntar på granskning")),
    "returned": ("is-risk", "warn", gettext_lazy("Behöver kompletteras")),
    "approved": ("is-done", "tick", gettext_lazy("Granskat")),
    "met": ("is-done", "tick", gettext_lazy("Uppfyllt")),
    "warning": ("is-risk", "half", gettext_lazy("Delvis")),
    "not_applicable": ("is-none", "ring", gettext_lazy("Gäller inte er")),
    "proposed": ("is-risk", "clock", gettext_lazy("Väntar på dig")),
    "accepted": ("is-done", "tick", gettext_lazy("Godtagen")),
    "dropped": ("is-clear", "ring", gettext_lazy("Tas inte med")),
    "draft": ("is-measure", "pen", gettext_lazy("Utkast")),
    "handed_in": ("is-clear", "clock", gettext_lazy("Väntar på godkännande")),
    "sent_back": ("is-risk", "warn", gettext_lazy("Tillbaka för ändring")),
    "frozen": ("is-done", "tick", gettext_lazy("Godkänd")),
    "risk": ("is-risk", "warn", gettext_lazy("Risk")),
    "clear": ("is-clear", "ring", gettext_lazy("Inget funnet")),
    "measure": ("is-measure", "half", gettext_lazy("Åtgärd")),
    "none": ("is-none", "ring", gettext_lazy("Inte undersökt")),
}
_COMPONENTS = ["skip", "topbar", "nav", "head", "button", "field", "choice", "errors", "state", "table", "figures", "sheet", "notice", "saved", "tasks", "progress", "quote", "hidden_cell", "diff", "filter", "more", "line", "facts", "dates", "empty", "foot"]
STYLESHEETS = (
    "ui/tokens.css",
    "ui/base.css",
    *(f"ui/components/{name}.css" for name in _COMPONENTS),
    "ui/charts.css",
    "ui/pages.css",
    "ui/additions.css",
    "ui/print.css",
)


@register.simple_tag
def stylesheets() -> SafeString:
    """Link the one sheet that all parts are joined into."""
    return format_html('<link rel="stylesheet" href="{}">', static("ui/aktiva.css"))


@register.simple_tag
def icon(name: str) -> SafeString:
    return mark_safe(_SVG.format(_ICONS[name]))


@register.simple_tag
def mark() -> SafeString:
    """The four steps: our mark."""
    bars = "".join(
        f'<rect x="{1 + 5.5 * n}" y="{13 - 4 * n}" width="4" height="{8 + 4 * n}" rx="1" fill="currentColor"/>'
        for n in range(4)
    )
    return mark_safe(f'<svg viewBox="0 0 22 22" aria-hidden="true" focusable="false">{bars}</svg>')


@register.simple_tag
def pattern() -> SafeString:
    """The sign-in picture: boxes that have come different ways through the four steps."""
    heights = (4, 2, 0, 3, 4, 1, 3, 4, 2, 4, 0, 3, 4, 4, 1)
    parts = []
    for place, done in enumerate(heights):
        x, y = 8 + (place % 5) * 64, 8 + (place // 5) * 48
        edge = "cell" if done else "dash"
        parts.append(f'<rect class="{edge}" x="{x}" y="{y}" width="56" height="40" rx="4"/>')
        for bar in range(4):
            kind = "on" if bar < done else "off"
            parts.append(
                f'<rect class="{kind}" x="{x + 8 + bar * 10}" y="{y + 26}" width="8" height="6" rx="1"/>'
            )
    return mark_safe(
        '<svg class="pattern" viewBox="0 0 332 152" aria-hidden="true" focusable="false">'
        + "".join(parts) + "</svg>"
    )  # fmt: skip


@register.simple_tag
def state(code: str, words: str = "") -> SafeString:
    """A tag with colour, glyph and word; `words` when the usual word does not fit."""
    css, glyph, usual = STATES[str(code)]
    return format_html('<span class="state {}">{}{}</span>', css, icon(glyph), words or usual)


@register.simple_block_tag
def notice(content, *, title, kind="info", level=2):
    """A message with a rule at its start; kind: info, warn, wrong, done or a Django level."""
    kind = {"success": "done", "error": "wrong", "warning": "warn", "debug": "info"}.get(kind, kind)
    glyph = {"info": "info", "warn": "warn", "wrong": "warn", "done": "tick"}[kind]
    body = content.strip()
    return format_html(
        '<div class="notice{}">{}<div><h{}>{}</h{}>{}</div></div>',
        "" if kind == "info" else f" notice--{kind}", icon(glyph), level, title, level,
        mark_safe(body),
    )  # fmt: skip


@register.simple_block_tag
def empty(content, *, title):
    """What will come here, when, and one thing to do."""
    return format_html(
        '<div class="empty">{}<h2>{}</h2>{}</div>', icon("ring"), title, mark_safe(content.strip())
    )


@register.simple_block_tag
def more(content, *, title):
    """Something to open: law text, method. Never the only place of something required."""
    return format_html(
        '<details class="more"><summary>{}<span>{}</span></summary><div>{}</div></details>',
        icon("next"), title, mark_safe(content.strip()),
    )  # fmt: skip


@register.simple_block_tag
def last(content, *, title, css=""):
    """A ruled part of the column at the side."""
    return format_html(
        '<section class="last flow {}"><h2>{}</h2>{}</section>',
        css,
        title,
        mark_safe(content.strip()),
    )


@register.simple_tag
def field(bound, row=False, dense=False, hide_label=False) -> SafeString:
    """A form field: label above, hint, error above the control, all tied to it."""
    widget = bound.field.widget
    group = isinstance(widget, forms.RadioSelect | forms.CheckboxSelectMultiple)
    tied = [
        f"{bound.auto_id}-{part}"
        for part, there in (("hint", bound.help_text), ("error", bound.errors))
        if there
    ]
    attrs = {}
    if not group and not bound.is_hidden:
        css = widget.attrs.get("class", "")
        attrs["class"] = f"input {css}".strip()
        if isinstance(widget, forms.CheckboxInput | forms.FileInput):
            attrs["class"] = css
        if tied:
            attrs["aria-describedby"] = " ".join(tied)
        if bound.errors:
            attrs["aria-invalid"] = "true"
    return SafeString(
        render_to_string(
            "ui/field.html",
            {
                "field": bound,
                "widget": bound if bound.is_hidden or group else bound.as_widget(attrs=attrs),
                "group": group,
                "row": row,
                "dense": dense,
                "hide_label": hide_label,
                "describedby": " ".join(tied),
                "longest": widget.attrs.get("data-longest"),
            },
        )
    )


@register.simple_tag
def error_summary(*given) -> SafeString:
    """The list of what is wrong, with links to the fields; nothing when all is well."""
    errors = []
    for form in given:
        if not form:
            continue
        for name, messages in form.errors.items():
            target = ""
            if name != "__all__" and name in form.fields:
                bound = form[name]
                target = bound.id_for_label or bound.auto_id
            errors += [{"target": target, "message": message} for message in messages]
    return SafeString(render_to_string("ui/error_summary.html", {"errors": errors}))


@register.simple_tag
def steps(now: int, total: int) -> SafeString:
    """The line of a progress; the words stand beside it."""
    marks = format_html_join(
        "", "<li{}></li>",
        (
            (mark_safe(' class="is-past"' if n < now else ' class="is-now"' if n == now else ""),)
            for n in range(1, total + 1)
        ),
    )  # fmt: skip
    return format_html('<ol class="steps" aria-hidden="true">{}</ol>', marks)


@register.simple_tag
def bar(full, half=0, total=0) -> SafeString:
    """A bar: filled, hatched and empty. Decorative: the numbers stand beside it."""
    whole = max(total, 1)
    a, b = 100 * full / whole, 100 * half / whole
    hatched = (
        format_html(
            '<rect class="half" x="{0}%" width="{1}%" y="0.5" height="9"/>'
            '<rect class="half-edge" x="{0}%" width="{1}%" y="0.5" height="9"/>',
            f"{a:.1f}", f"{b:.1f}",
        )
        if half
        else ""
    )  # fmt: skip
    return format_html(
        '<svg class="bar" width="100" height="10" aria-hidden="true" focusable="false">'
        '<rect class="track" width="100%" height="10"/>'
        '<rect class="full" width="{}%" height="10"/>{}</svg>',
        f"{a:.1f}", hatched,
    )  # fmt: skip


@register.simple_tag
def hatch() -> SafeString:
    """The pattern that hatched bars point to; once per page."""
    return mark_safe(
        '<svg class="visually-hidden" width="0" height="0" aria-hidden="true" focusable="false">'
        '<defs><pattern id="hatch" width="5" height="5" patternUnits="userSpaceOnUse" '
        'patternTransform="rotate(45)"><rect class="hatch-ground" width="5" height="5"/>'
        '<path class="hatch-line" d="M0 0v5"/></pattern></defs></svg>'
    )


@register.simple_tag
def verdict_bar(statuses) -> SafeString:
    """One box per duty, in order; the words stand below."""
    given = list(statuses)
    width = 100 / max(len(given), 1)
    boxes = format_html_join(
        "", '<rect class="{}" x="{}" width="{}" y="1" height="18" rx="0.4"/>',
        ((s, f"{n * width + 0.15:.2f}", f"{width - 0.3:.2f}") for n, s in enumerate(given)),
    )  # fmt: skip
    return format_html(
        '<svg class="verdict-bar" viewBox="0 0 100 20" preserveAspectRatio="none" '
        'aria-hidden="true" focusable="false">{}</svg>',
        boxes,
    )


@register.simple_tag
def crumbs(*pairs) -> SafeString:
    """Where you are: label, address, label, address …"""
    links = format_html_join(
        "", '<li><a href="{}">{}</a></li>',
        ((pairs[n + 1], pairs[n]) for n in range(0, len(pairs), 2)),
    )  # fmt: skip
    return format_html(
        '<nav aria-label="{}"><ol class="crumbs">{}</ol></nav>', _("Var du är"), links
    )


@register.filter
def get(mapping, key):
    """Return ``mapping[key]``, or nothing."""
    return mapping.get(key)
