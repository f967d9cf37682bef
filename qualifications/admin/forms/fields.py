"""Plain choices and days, as the pages of a draft ask for them."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from django import forms

from qualifications.enums import Choices

MOST = 9_999


class Explained(forms.widgets.ChoiceWidget):
    """Choices, each with a sentence of what it means, by its value."""

    def __init__(self, *args: Any, hints: Mapping[str, str] = MappingProxyType({}), **options: Any) -> None:
        super().__init__(*args, **options)
        self.hints = {str(value): words for value, words in hints.items()}

    def __deepcopy__(self, memo: dict[int, Any]) -> "Explained":
        copy: Explained = super().__deepcopy__(memo)
        copy.hints = dict(self.hints)
        return copy

    def create_option(self, name: str, value: Any, *args: Any, **options: Any) -> dict[str, Any]:
        """The choice with its sentence, and the sentence's id told to who listens."""
        option = super().create_option(name, value, *args, **options)
        hint = self.hints.get(str(value), "")
        if hint and "id" in option["attrs"]:
            option["hint"], option["hint_id"] = hint, f"{option['attrs']['id']}_hint"
            option["attrs"]["aria-describedby"] = option["hint_id"]
        return option


class Radios(Explained, forms.RadioSelect):
    """One of several choices."""


class Checkboxes(Explained, forms.CheckboxSelectMultiple):
    """Several of several choices."""


class Suggesting(forms.TextInput):
    """A text, with texts that are in use already to choose from."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.suggestions: list[str] = []

    def __deepcopy__(self, memo: dict[int, Any]) -> "Suggesting":
        copy: Suggesting = super().__deepcopy__(memo)
        copy.suggestions = list(self.suggestions)
        return copy

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """The text's attributes; it names the list that the page puts beside it."""
        if self.suggestions and attrs and "id" in attrs:
            attrs = {**attrs, "list": f"{attrs['id']}_suggestions"}
        return super().get_context(name, value, attrs)


def one_of(label: str, choices: Choices, hints: Mapping[str, str], **options: Any) -> forms.ChoiceField:
    """One of several choices. In: also what each means, by its value."""
    return forms.ChoiceField(label=label, choices=choices, widget=Radios(hints=hints), **options)


def several_of(label: str, choices: Choices, hints: Mapping[str, str], **options: Any) -> forms.MultipleChoiceField:
    """Any of several choices. In: also what each means, by its value."""
    return forms.MultipleChoiceField(label=label, choices=choices, widget=Checkboxes(hints=hints), **options)


def reason_field() -> forms.CharField:
    """Why something is done."""
    return forms.CharField(
        label="Why",
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Kept in the book’s history, with your name.",
        error_messages={"required": "Give the reason: the instrument, the guidance, or what was wrong."},
    )


def number_field(too_few: str = "", **options: Any) -> forms.IntegerField:
    """A number of at least one, and of no more than any law would say. In: what to say of less."""
    own = {"min_value": too_few} if too_few else {}
    return forms.IntegerField(min_value=1, max_value=MOST, error_messages=own, **options)


def short_long_text(rows: int = 4) -> forms.Textarea:
    """A box for some sentences."""
    return forms.Textarea(attrs={"rows": rows})
