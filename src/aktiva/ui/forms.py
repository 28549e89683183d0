"""Draws a form field the way every field is drawn: label, hint, error, control, all tied together."""

from __future__ import annotations

from dataclasses import dataclass

from django import forms
from django.forms.boundfield import BoundField, BoundWidget
from django.forms.utils import flatatt
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext

_OWN_SHAPE = forms.CheckboxInput | forms.FileInput
_PLAIN_CHOICES = frozenset({f"django/forms/widgets/{n}_option.html" for n in ("radio", "checkbox")})
_GROUPS = forms.RadioSelect | forms.CheckboxSelectMultiple


@dataclass(frozen=True, slots=True)
class Wrong:
    """One thing to put right: where it is and what to do."""

    target: str
    message: str


def draw(
    bound: BoundField, *, row: bool = False, dense: bool = False, hide_label: bool = False
) -> SafeString:
    """Return the field as markup, whichever widget it has.

    Args:
        bound: The field in its form.
        row: Short choices beside one another instead of below.
        dense: Lower rows, for many choices on a wide screen.
        hide_label: Keep the label for screen readers only, when a heading above says the same.
    """
    # The summary at the top says what is missing; the browser's own bubble would say it first.
    bound.form.use_required_attribute = False
    widget = bound.field.widget
    group = isinstance(widget, _GROUPS)
    if isinstance(widget, forms.Select) and not group:
        widget.choices = [(value, _said(label)) for value, label in widget.choices]
    tied = " ".join(
        f"{bound.auto_id}-{part}"
        for part, there in (("hint", bound.help_text), ("error", bound.errors))
        if there
    )
    return SafeString(
        render_to_string(
            "ui/field.html",
            {
                "field": bound,
                "control": "" if group else bound.as_widget(attrs=_attributes(bound, tied)),
                "group": group,
                "options": [(_choice(option), option.choice_label) for option in bound]
                if group
                else (),
                "alone": isinstance(widget, forms.CheckboxInput),
                "row": row,
                "dense": dense,
                "hide_label": hide_label,
                "tied": tied,
                "longest": widget.attrs.get("data-longest"),
            },
        )
    )


def _choice(option: BoundWidget) -> SafeString:
    """Return the control of one choice, as its widget would draw it through four templates."""
    data = option.data
    if data["template_name"] not in _PLAIN_CHOICES:
        return option.tag()
    given = {"type": data["type"], "name": data["name"]}
    if data["value"] is not None:
        given["value"] = str(data["value"])
    return format_html("<input{}>", flatatt(given | data["attrs"]))


def _said(label):
    """Return the words of a choice, or of a group of choices, in the language of the page."""
    if isinstance(label, (list, tuple)):
        return [(value, _said(words)) for value, words in label]
    return gettext(str(label)) if label else label


def wrongs(*given: forms.BaseForm | None) -> tuple[Wrong, ...]:
    """Return what is wrong in the forms, in the order of their fields."""
    return tuple(
        Wrong(_target(form, name), message)
        for form in given
        if form
        for name, messages in form.errors.items()
        for message in messages
    )


def _attributes(bound: BoundField, tied: str) -> dict[str, str]:
    if bound.is_hidden:
        return {}
    own = bound.field.widget.attrs.get("class", "")
    plain = isinstance(bound.field.widget, _OWN_SHAPE)
    attributes = {"class": own if plain else f"input {own}".strip()}
    if tied:
        attributes["aria-describedby"] = tied
    if bound.errors:
        attributes["aria-invalid"] = "true"
    return attributes


def _target(form: forms.BaseForm, name: str) -> str:
    """Return the id of the control that a link in the summary moves to; empty for the whole form."""
    if name not in form.fields or form[name].is_hidden:
        return ""
    bound = form[name]
    # A group has no control of its own: its first choice takes the focus.
    if isinstance(bound.field.widget, _GROUPS):
        return f"{bound.auto_id}_0"
    return bound.id_for_label or bound.auto_id
