"""How a form looks: what goes into ``helper.layout``, for crispy-forms to render.

All are frozen values, so that one helper may serve many requests. A plain field name is shown with its usual look.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar, Literal, Protocol, TypeAlias

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout
from crispy_forms.utils import render_field
from django import forms
from django.template import Context
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

Size: TypeAlias = Literal["", "s", "m", "l", "xl"]
Width: TypeAlias = Literal[2, 3, 4, 5, 10, 20, 30]
PACK = "govuk"


class Renders(Protocol):
    """Anything that crispy-forms accepts in a layout besides a field's name."""

    def render(self, form: forms.BaseForm, context: Context, template_pack: str = PACK) -> SafeString: ...


Item: TypeAlias = str | Renders


@dataclass(frozen=True)
class Field:
    """Any field. ``size`` of its label or legend; ``heading`` where that is the page's h1.

    ``classes`` go on the control. ``mark_optional`` says whether an optional field is marked so: as the helper says
    where None.
    """

    kinds: ClassVar[frozenset[str]] = frozenset()

    name: str
    size: Size = field(default="", kw_only=True)
    heading: bool = field(default=False, kw_only=True)
    hidden_label: bool = field(default=False, kw_only=True)
    classes: str = field(default="", kw_only=True)
    mark_optional: bool | None = field(default=None, kw_only=True)

    def render(self, form: forms.BaseForm, context: Context, template_pack: str = PACK) -> SafeString:
        """The whole component: label, hint, errors, control. Raises where the form has no such field."""
        look = {"govuk_look": self, "govuk_revealed": self._revealed(form, context)}
        html: SafeString = render_field(self.name, form, context, template_pack=template_pack, extra_context=look)
        return html

    def _revealed(self, form: forms.BaseForm, context: Context) -> dict[str, SafeString]:
        return {}


@dataclass(frozen=True, kw_only=True)
class Text(Field):
    """A text box of ``width`` characters, between a ``prefix`` and a ``suffix``.

    ``autocomplete``, ``inputmode`` and ``spellcheck`` are attributes of the field's own widget.
    """

    kinds = frozenset({"input"})

    width: Width | None = None
    prefix: str = ""
    suffix: str = ""


@dataclass(frozen=True, kw_only=True)
class Textarea(Field):
    """Several lines of text."""

    kinds = frozenset({"textarea"})

    rows: int = 5


@dataclass(frozen=True, kw_only=True)
class CharacterCount(Textarea):
    """Several lines that say how much room is left; from ``threshold`` percent on, if given.

    The limit is the ``max_words`` or ``max_length`` of the field, a ``LongTextField``.
    """

    threshold: int | None = None


@dataclass(frozen=True, kw_only=True)
class _Choices(Field):
    small: bool = False
    hints: Mapping[str, str] = field(default_factory=dict)
    reveals: Mapping[str, Item] = field(default_factory=dict)
    dividers: Mapping[str, str] = field(default_factory=dict)

    def _revealed(self, form: forms.BaseForm, context: Context) -> dict[str, SafeString]:
        return {value: render_field(item, form, context, template_pack=PACK) for value, item in self.reveals.items()}


@dataclass(frozen=True, kw_only=True)
class Radios(_Choices):
    """One of several. By option value: ``hints``, ``reveals`` (a field or layout asked of those who choose it) and
    ``dividers`` (the word above that option)."""

    kinds = frozenset({"radios"})

    inline: bool = False


@dataclass(frozen=True, kw_only=True)
class Checkboxes(_Choices):
    """Any of several; ``exclusive`` is the value of "none of these", which unticks the others."""

    kinds = frozenset({"checkboxes"})

    exclusive: str = ""


@dataclass(frozen=True, kw_only=True)
class Checkbox(Field):
    """Yes or not, in one box; ``legend`` asks the question above it."""

    kinds = frozenset({"checkbox"})

    small: bool = False
    legend: str = ""


@dataclass(frozen=True, kw_only=True)
class Date(Field):
    """Three boxes; ``autocomplete`` is ``bday`` for the date on which the person answering was born."""

    kinds = frozenset({"date"})

    autocomplete: Literal["", "bday"] = ""


def field_names(item: Any) -> Iterator[str]:
    """The names of all fields in a layout or a part of one, in the order in which they are shown."""
    if isinstance(item, str):
        yield item
    elif isinstance(item, Field):
        yield item.name
        for revealed in getattr(item, "reveals", {}).values():
            yield from field_names(revealed)
    else:
        for part in getattr(item, "fields", ()):
            yield from field_names(part)


def render_all(items: tuple[Item, ...], form: forms.BaseForm, context: Context) -> SafeString:
    """The items one after the other."""
    parts = [render_field(item, form, context, template_pack=PACK) for item in items]
    return format_html_join("", "{}", ([part] for part in parts))


def govuk_helper(*items: Item, action: str = "", method: str = "post", tag: bool = True) -> FormHelper:
    """A crispy helper that shows the items, or every field where there are none.

    ``tag=False`` leaves out the form element, for a page that puts several forms into one.
    """
    helper = FormHelper()
    helper.form_action, helper.form_method, helper.form_tag = action, method, tag
    helper.layout = Layout(*items) if items else None
    return helper
