"""What the field templates read: one field of one form, with the look that the layout gave it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.forms.widgets import Input, MultiWidget
from django.template import TemplateSyntaxError
from django.utils.functional import cached_property
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from senco_portal.lib.govuk_forms.choices import options_of
from senco_portal.lib.govuk_forms.dates import PARTS, DateInput, wrong_parts
from senco_portal.lib.govuk_forms.layout import CharacterCount, Date, Field, Text, Textarea

_KINDS: tuple[tuple[type[forms.Widget], str], ...] = (
    (DateInput, "date"),
    (forms.CheckboxSelectMultiple, "checkboxes"),
    (forms.RadioSelect, "radios"),
    (forms.CheckboxInput, "checkbox"),
    (forms.Select, "select"),
    (forms.Textarea, "textarea"),
    (forms.FileInput, "file-upload"),
    (forms.PasswordInput, "password-input"),
    (Input, "input"),
)
_PASSWORD_ATTRS = {"spellcheck": "false", "autocapitalize": "none", "autocomplete": "current-password"}


def kind_of(field: BoundField) -> str:
    """The GOV.UK component that shows this field, or "hidden". Raises TemplateSyntaxError where none does."""
    widget = field.field.widget
    if widget.is_hidden:
        return "hidden"
    kind = next((kind for cls, kind in _KINDS if isinstance(widget, cls)), "")
    if not kind or (isinstance(widget, MultiWidget) and kind != "date"):
        raise TemplateSyntaxError(f"No GOV.UK component shows {type(widget).__name__}, of {field.html_name}.")
    return kind


def control_id(field: BoundField) -> str:
    """The id of the control, or of the group of controls; empty where the form gives no ids."""
    return str(field.field.widget.attrs.get("id") or field.auto_id)


def focus_id(field: BoundField) -> str:
    """The id of the control that an error of this field leads to, or empty where there is none to lead to."""
    kind, own_id = kind_of(field), control_id(field)
    if kind == "hidden" or not own_id:
        return ""
    if kind == "date":
        return f"{own_id}_{(wrong_parts(field.errors.as_data()) or PARTS)[0]}"
    if kind in ("radios", "checkboxes"):
        return next((str(option.id_for_label) for option in field.subwidgets), "")
    return own_id


@dataclass(frozen=True)
class DatePart:
    """One box of a date."""

    id: str
    name: str
    label: str
    value: str
    width: int
    is_wrong: bool
    autocomplete: str


@dataclass(frozen=True)
class Component:
    """One field as its template shows it. ``revealed`` is HTML by the option that asks for it."""

    field: BoundField
    look: Field
    revealed: Mapping[str, SafeString]
    mark_optional: bool = True

    def __post_init__(self) -> None:
        if self.look.kinds and self.kind not in self.look.kinds:
            wanted = type(self.look).__name__
            raise TemplateSyntaxError(f"{wanted}({self.field.name!r}) cannot show a field of the kind {self.kind}.")

    @cached_property
    def kind(self) -> str:
        return kind_of(self.field)

    @property
    def template(self) -> str:
        return f"govuk/field/{self.kind}.html"

    @property
    def id(self) -> str:
        return control_id(self.field)

    @property
    def group_class(self) -> str:
        extra = {"password-input": " govuk-password-input"}.get(self.kind, "")
        extra += " govuk-character-count" if self.limit else ""
        return f"govuk-form-group{' govuk-form-group--error' if self.field.errors else ''}{extra}"

    @property
    def is_optional(self) -> bool:
        """Whether the label says so. A single box that may stay empty needs no such word."""
        wanted = self.mark_optional if self.look.mark_optional is None else self.look.mark_optional
        return wanted and not self.field.field.required and self.kind != "checkbox"

    @property
    def label_size(self) -> str:
        return self.look.size or ("l" if self.look.heading else "")

    @property
    def limit(self) -> tuple[str, int] | None:
        """What a character count counts and how far: ("words", 50) or ("characters", 200)."""
        if not isinstance(self.look, CharacterCount):
            return None
        words, length = (getattr(self.field.field, name, None) for name in ("max_words", "max_length"))
        if words is None and length is None:
            raise TemplateSyntaxError(
                f"CharacterCount({self.field.name!r}) needs a field with max_words or max_length."
            )
        return ("words", words) if words is not None else ("characters", int(length or 0))

    @property
    def described_by(self) -> str:
        """The ids of hint and errors, under the names that Django writes itself, after those the author gave."""
        ids = [f"{self.id}-info"] if self.limit else []
        ids += str(self.field.field.widget.attrs.get("aria-describedby", "")).split()
        ids += [f"{self.field.auto_id}_helptext"] if self.field.help_text else []
        ids += [f"{self.field.auto_id}_error"] if self.field.errors else []
        return " ".join(ids)

    @property
    def control(self) -> SafeString:
        """The control alone, with its classes, as Django renders its widget."""
        # GOV.UK pages mark what is optional; the attribute would have empty fields announced as invalid at once.
        self.field.form.use_required_attribute = False
        attrs = {**self._attrs(), "class": " ".join(self._classes())}
        if self.described_by:
            attrs["aria-describedby"] = self.described_by
        return self.field.as_widget(self._widget(), attrs=attrs)

    @property
    def options(self) -> SafeString:
        """The options of radios and checkboxes."""
        options = options_of(self.field, self.look, self.revealed)
        return format_html_join("\n", "{}", ((each.html(self.kind, self.field.html_name),) for each in options))

    @property
    def date_parts(self) -> list[DatePart]:
        """The three boxes of a date, each with what was typed into it."""
        widget, value = self.field.field.widget, self.field.value()
        texts = value if isinstance(value, list) else widget.decompress(value)
        wrong = wrong_parts(self.field.errors.as_data())
        group = self.look.autocomplete if isinstance(self.look, Date) else ""
        return [
            DatePart(
                id=f"{self.id}_{part}",
                name=f"{self.field.html_name}_{part}",
                label=part.capitalize(),
                value="" if text is None else str(text),
                width=4 if part == "year" else 2,
                is_wrong=part in wrong,
                autocomplete=f"{group}-{part}" if group else "",
            )
            for part, text in zip(PARTS, texts, strict=True)
        ]

    def _widget(self) -> forms.Widget | None:
        """A file once sent is not shown again, so the box to clear it is left out; else the field's own widget."""
        own = self.field.field.widget
        return forms.FileInput(own.attrs) if isinstance(own, forms.ClearableFileInput) else None

    def _classes(self) -> list[str]:
        base = {"password-input": "govuk-input", "checkbox": "govuk-checkboxes__input"}.get(
            self.kind, f"govuk-{self.kind}"
        )
        classes = [base]
        if self.kind == "password-input":
            classes += ["govuk-password-input__input", "govuk-js-password-input-input"]
        if self.field.errors and self.kind != "checkbox":
            classes.append(f"{base}--error")
        if isinstance(self.look, Text) and self.look.width:
            classes.append(f"govuk-input--width-{self.look.width}")
        if self.limit:
            classes.append("govuk-js-character-count")
        return [*classes, *self.look.classes.split(), *self.field.field.widget.attrs.get("class", "").split()]

    def _attrs(self) -> dict[str, Any]:
        attrs: dict[str, Any] = {}
        if self.kind == "password-input":
            attrs |= _PASSWORD_ATTRS | self.field.field.widget.attrs
        if self.kind == "textarea":
            attrs |= {"rows": self.look.rows if isinstance(self.look, Textarea) else 5, "cols": False}
        # A limit is told, never enforced while somebody types: what is pasted must not be cut off unseen.
        return {**attrs, "maxlength": False, "minlength": False}
