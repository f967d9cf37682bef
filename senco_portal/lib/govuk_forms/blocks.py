"""What stands in a layout between and after the fields: fieldsets, buttons, notes."""

from dataclasses import dataclass, field
from typing import Literal

from django import forms
from django.template import Context
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from senco_portal.lib.govuk_forms.layout import PACK, Item, Size, field_names, render_all


@dataclass(frozen=True, init=False)
class Fieldset:
    """Fields under one legend; ``heading`` where the legend is the page's h1."""

    legend: str
    fields: tuple[Item, ...]
    size: Size
    heading: bool
    hint: str

    def __init__(self, legend: str, *fields: Item, size: Size = "m", heading: bool = False, hint: str = "") -> None:
        values = {"legend": legend, "fields": fields, "size": size, "heading": heading, "hint": hint}
        for name, value in values.items():
            object.__setattr__(self, name, value)

    def render(self, form: forms.BaseForm, context: Context, template_pack: str = PACK) -> SafeString:
        """The fieldset with its fields."""
        hint_id = f"{form.add_prefix(next(field_names(self), 'form'))}_fieldset_helptext"
        words = {"fieldset": self, "fields": render_all(self.fields, form, context), "hint_id": hint_id}
        return render_to_string("govuk/layout/fieldset.html", words)


@dataclass(frozen=True)
class _Block:
    template = ""

    def render(self, form: forms.BaseForm, context: Context, template_pack: str = PACK) -> SafeString:
        """The block's own template, with itself as ``block``."""
        return render_to_string(self.template, {"block": self})


@dataclass(frozen=True)
class Button(_Block):
    """A button that sends the form, with ``name`` and ``value`` where the view must tell it from another."""

    template = "govuk/layout/button.html"

    text: str
    name: str = field(default="", kw_only=True)
    value: str = field(default="", kw_only=True)
    kind: Literal["", "secondary", "warning", "inverse"] = field(default="", kw_only=True)
    disabled: bool = field(default=False, kw_only=True)
    prevent_double_click: bool = field(default=True, kw_only=True)


@dataclass(frozen=True)
class ButtonLink(_Block):
    """A link that looks like a button: to begin something (``start``), not to send anything."""

    template = "govuk/layout/button_link.html"

    text: str
    href: str
    kind: Literal["", "secondary", "warning", "inverse"] = field(default="", kw_only=True)
    start: bool = field(default=False, kw_only=True)


@dataclass(frozen=True)
class Link(_Block):
    """A plain link, such as "Cancel" beside a button."""

    template = "govuk/layout/link.html"

    text: str
    href: str


@dataclass(frozen=True)
class InsetText(_Block):
    """A note that stands out."""

    template = "govuk/layout/inset_text.html"

    text: str


@dataclass(frozen=True)
class WarningText(_Block):
    """A warning of what follows from an answer."""

    template = "govuk/layout/warning_text.html"

    text: str


@dataclass(frozen=True, init=False)
class Buttons:
    """Buttons and links side by side."""

    fields: tuple[Item, ...]

    def __init__(self, *fields: Item) -> None:
        object.__setattr__(self, "fields", fields)

    def render(self, form: forms.BaseForm, context: Context, template_pack: str = PACK) -> SafeString:
        """The group."""
        words = {"fields": render_all(self.fields, form, context)}
        return render_to_string("govuk/layout/button_group.html", words)
