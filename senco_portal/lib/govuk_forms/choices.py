"""The options of radios and checkboxes, as their template shows them."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.forms.boundfield import BoundField, BoundWidget
from django.utils.safestring import SafeString

from senco_portal.lib.govuk_forms.layout import Checkboxes, Field, Radios, field_names


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
