"""The parts that pages are made of."""

from __future__ import annotations

from django import template
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from aktiva.ui.charts import bar, four, hatch, steps, verdict_bar
from aktiva.ui.drawings import STATES, glyph, icon, mark, pattern
from aktiva.ui.forms import draw, wrongs

register = template.Library()

NO_BREAK = "\u00a0"


@register.simple_tag
def stylesheets() -> SafeString:
    """Link the one sheet that all parts are joined into."""
    return format_html('<link rel="stylesheet" href="{}">', static("ui/aktiva.css"))


register.simple_tag(icon)
register.simple_tag(mark)
register.simple_tag(pattern)
register.simple_tag(bar)
register.simple_tag(four)
register.simple_tag(hatch)
register.simple_tag(steps)
register.simple_tag(verdict_bar)


@register.simple_tag
def state(code: str, words: str = "") -> SafeString:
    """A tag with colour, glyph and word; `words` when the usual word does not fit."""
    look = STATES[str(code)]
    return format_html(
        '<span class="state {}">{}{}</span>', look.css, glyph(look.drawing), words or look.word
    )


_NOTICES = {"info": "info", "warn": "warn", "wrong": "warn", "done": "tick"}
_LEVELS = {"debug": "info", "success": "done", "warning": "warn", "error": "wrong"}


@register.simple_block_tag
def notice(content, *, title, kind="info", level=2):
    """A message with a rule at its start; kind: info, warn, wrong, done or a Django level."""
    kind = _LEVELS.get(kind, kind)
    return format_html(
        '<div class="notice{}">{}<div><h{}>{}</h{}>{}</div></div>',
        "" if kind == "info" else f" notice--{kind}", icon(_NOTICES[kind]), level, title, level,
        mark_safe(content.strip()),
    )  # fmt: skip


@register.simple_block_tag
def empty(content, *, title, level=2):
    """What will come here, when, and one thing to do."""
    return format_html(
        '<div class="empty">{}<h{}>{}</h{}>{}</div>',
        icon("paper"), level, title, level, mark_safe(content.strip()),
    )  # fmt: skip


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
    return draw(bound, row=row, dense=dense, hide_label=hide_label)


@register.inclusion_tag("ui/error_summary.html")
def error_summary(*given):
    """The list of what is wrong, with links to the fields; nothing when all is well."""
    return {"errors": wrongs(*given)}


@register.simple_tag
def progress(words: str, now: int, total: int) -> SafeString:
    """Where one is: first the words, then the line that only the eye needs."""
    return format_html(
        '<div class="progress"><p class="progress__words"><span>{}</span></p>{}</div>',
        words,
        steps(now, total),
    )


@register.simple_tag
def figure(term: str, value, *, unit: str = "", note: str = "", address: str = "") -> SafeString:
    """A big number with what it counts and one line under it; stands in ``<dl class="figures">``."""
    small = format_html("<small>{}{}</small>", NO_BREAK, unit) if unit else ""
    linked = format_html('<a href="{}">{}</a>', address, note) if address else note
    return format_html(
        '<div class="figure"><dt>{}</dt><dd class="figure__value">{}{}</dd>{}</div>',
        term, value, small, format_html("<dd>{}</dd>", linked) if note else "",
    )  # fmt: skip


@register.simple_tag
def facts(*pairs) -> SafeString:
    """Pairs of word and value: word, value, word, value …"""
    rows = format_html_join(
        "", "<dt>{}</dt><dd>{}</dd>", zip(pairs[::2], pairs[1::2], strict=True)
    )  # fmt: skip
    return format_html('<dl class="facts">{}</dl>', rows)


@register.simple_tag
def source(n: int, address: str = "") -> SafeString:
    """The framed number of a source: a link to it after a clause, itself in the list of sources."""
    if not address:
        return format_html('<span class="source">{}</span>', n)
    return format_html(
        '<a class="source" href="{}" aria-label="{}">{}</a>',
        address,
        _("Källa %(n)s") % {"n": n},
        n,
    )


@register.simple_block_tag
def quote(content, *, origin):
    """Somebody's own words in Swedish quotation marks, with unit and question under."""
    return format_html(
        '<figure class="quote"><blockquote>”{}”</blockquote><figcaption>{}</figcaption></figure>',
        mark_safe(content.strip()),
        origin,
    )


@register.simple_tag
def hidden_cell(words: str = "") -> SafeString:
    """A number that is kept back because it could point out a person."""
    return format_html(
        '<span class="hidden-cell">{}{}</span>', icon("hidden"), words or _("dolt")
    )  # fmt: skip


@register.inclusion_tag("ui/track.html")
def track(given, label: str):
    """The steps of a year; each has ``name``, ``when`` (words) and ``state``: past, now or later."""
    return {"steps": given, "label": label}


@register.inclusion_tag("ui/links.html")
def tabs(links, label: str):
    """The pages of one set; each has ``label``, ``url``, ``current`` and perhaps ``count``."""
    return {"links": links, "label": label, "css": "tabs", "current": "page"}


@register.inclusion_tag("ui/links.html")
def filters(links, label: str):
    """Choices of rows as links that can be sent on; the same fields as for tabs."""
    return {"links": links, "label": label, "css": "filter", "current": "true"}


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


@register.simple_tag(takes_context=True)
def pages(context, page) -> SafeString:
    """Links to the other pages of a long list; the rest of the address is kept."""
    if page.paginator.num_pages < 2:
        return SafeString("")
    query = context["request"].GET.copy()
    links = []
    for number in page.paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1):
        if not isinstance(number, int):
            links.append({"number": "", "url": "", "current": False})
            continue
        query["sida"] = str(number)
        links.append(
            {"number": number, "url": f"?{query.urlencode()}", "current": number == page.number}
        )
    return SafeString(render_to_string("ui/pages.html", {"links": links, "page": page}))
