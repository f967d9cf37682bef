"""The options of radios and checkboxes.

Their HTML is written here and not by a template: a list's filters have a hundred of them, and a template for each took
a third of the page's time.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from django.forms.boundfield import BoundField, BoundWidget
from django.forms.utils import flatatt
from django.utils.html import format_html
from django.utils.safestring import SafeString

from senco_portal.lib.govuk_forms.layout import Checkboxes, Field, Radios, field_names

_TYPES = {"radios": "radio", "checkboxes": "checkbox"}
_OPTION = (
    '{1}<div class="govuk-{0}__item"><input{2}>'
    '<label class="govuk-label govuk-{0}__label" for="{3}">{4}</label>{5}</div>{6}'
)


@dataclass(frozen=True)
class Option:
    """One option. ``is_kept_open`` where what it reveals has errors though the option is not chosen."""

    id: str
    value: str
    label: str
    is_checked: bool
    is_disabled: bool
    is_exclusive: bool
    is_kept_open: bool
    hint: str
    divider: str
    revealed: SafeString | None

    @property
    def hint_id(self) -> str:
        return f"{self.id}_item_helptext"

    @property
    def revealed_id(self) -> str:
        return f"conditional-{self.id}"

    @property
    def is_hidden(self) -> bool:
        """Whether the script hides what the option reveals. An error that nobody could see would be a dead end."""
        return not self.is_checked and not self.is_kept_open

    def html(self, kind: str, name: str) -> SafeString:
        """The whole option. In: "radios" or "checkboxes", and the name under which it is sent."""
        shown = {
            "class": f"govuk-{kind}__input",
            "id": self.id,
            "name": name,
            "type": _TYPES[kind],
            "value": self.value,
            "checked": self.is_checked,
            "disabled": self.is_disabled,
            "data-behaviour": "exclusive" if self.is_exclusive else None,
            "data-aria-controls": self.revealed_id if self.revealed and not self.is_kept_open else None,
            "aria-describedby": self.hint_id if self.hint else None,
        }
        return format_html(_OPTION, kind, self._divider(kind), flatatt(shown), self.id, self.label, *self._below(kind))

    def _divider(self, kind: str) -> str:
        return format_html('<div class="govuk-{}__divider">{}</div>', kind, self.divider) if self.divider else ""

    def _below(self, kind: str) -> tuple[str, str]:
        """The hint, and what the option reveals."""
        hint = '<div id="{}" class="govuk-hint govuk-{}__hint">{}</div>'
        part = '<div class="govuk-{0}__conditional{1}" id="{2}">{3}</div>'
        hidden = f" govuk-{kind}__conditional--hidden" if self.is_hidden else ""
        return (
            format_html(hint, self.hint_id, kind, self.hint) if self.hint else "",
            format_html(part, kind, hidden, self.revealed_id, self.revealed) if self.revealed else "",
        )


def options_of(field: BoundField, look: Field, revealed: Mapping[str, SafeString]) -> list[Option]:
    """Every option in order, with its hint, divider and what it reveals, found by its value."""
    return [_option(field, look, revealed, widget) for widget in field.subwidgets]


def _option(field: BoundField, look: Field, revealed: Mapping[str, SafeString], widget: BoundWidget) -> Option:
    value = str(widget.data["value"])
    known = look if isinstance(look, (Radios, Checkboxes)) else Radios(look.name)
    return Option(
        id=str(widget.id_for_label or ""),
        value=value,
        label=widget.choice_label,
        is_checked=bool(widget.data["selected"]),
        is_disabled=bool(widget.data["attrs"].get("disabled")),
        is_exclusive=isinstance(look, Checkboxes) and bool(look.exclusive) and look.exclusive == value,
        is_kept_open=any(name in field.form.errors for name in field_names(known.reveals.get(value))),
        hint=known.hints.get(value, ""),
        divider=known.dividers.get(value, ""),
        revealed=revealed.get(value),
    )
