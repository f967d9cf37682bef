"""Fields of questions: any of several, one of several, a line of text, the order of rows."""

import re
from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from qualifications.rules.phrases import capital
from settings.search.words import read_query

Choices = Iterable[tuple[str, str]]
LONGEST = 200
_TOO_LONG = f"{{label}} must be {LONGEST} characters or less"
_WORDS = "Every word, or its beginning, must be found"
_NUMBERS = "A URN like 100000, an Ofsted number like EY123456, or a school’s number like 201/3614"
_NUMBER = re.compile(r"\d{6,7}|[A-Z]{2}\d{6}", re.ASCII)
FILES = ("csv", "xlsx")
NOT_ONE = "“%(value)s” is not one of the choices"
NOT_SO = f"The list cannot be had so: {NOT_ONE}"


class AnyOfField(forms.MultipleChoiceField):
    """Any of several; none asks nothing."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, label: str, choices: Choices, **options: Any) -> None:
        named = [(value, capital(text)) for value, text in choices]
        errors = {"invalid_choice": f"{label}: {NOT_ONE}"}
        super().__init__(label=label, choices=named, required=False, error_messages=errors, **options)


class OneOfField(forms.ChoiceField):
    """One of several, or any. A choice that is not in the list is an error and not any."""

    def __init__(self, label: str, choices: Choices, **options: Any) -> None:
        named = [("", "Any"), *((value, capital(text)) for value, text in choices)]
        errors = {"invalid_choice": f"{label}: {NOT_ONE}"}
        super().__init__(label=label, choices=named, required=False, error_messages=errors, **options)


class YesNoField(OneOfField):
    def __init__(self, label: str, **options: Any) -> None:
        super().__init__(label, [("yes", "yes"), ("no", "no")], **options)


def text_field(label: str, hint: str) -> forms.CharField:
    """A line of text that is not too long."""
    errors = {"max_length": _TOO_LONG.format(label=label)}
    return forms.CharField(label=label, required=False, max_length=LONGEST, help_text=hint, error_messages=errors)


def file_field() -> forms.ChoiceField:
    """As which kind of file a table is asked for; nothing where as a page."""
    choices, errors = [("", ""), *((each, each) for each in FILES)], {"invalid_choice": NOT_SO}
    return forms.ChoiceField(choices=choices, required=False, widget=forms.HiddenInput, error_messages=errors)


class WordsField(forms.CharField):
    """Words and numbers by which something is found; to ask for marks alone would be to ask nothing."""

    def __init__(self, label: str) -> None:
        errors = {"max_length": _TOO_LONG.format(label=label)}
        super().__init__(label=label, required=False, max_length=LONGEST, help_text=_WORDS, error_messages=errors)

    def clean(self, value: Any) -> str:
        """Raises ValidationError where nothing in it can be looked for."""
        said = str(super().clean(value))
        asked = read_query(said)
        if said and not (asked.words or asked.numbers or asked.postcodes):
            raise ValidationError(f"“{said[:40]}” has no word or number that can be looked for")
        return said


class NumberField(forms.CharField):
    """The number of a setting, as any register writes it: in capitals and without spaces."""

    def __init__(self) -> None:
        super().__init__(label="Number of the setting", required=False, max_length=LONGEST, help_text=_NUMBERS)

    def clean(self, value: Any) -> str:
        """Raises ValidationError with what was said and with what would do."""
        said = str(super().clean(value))
        number = re.sub(r"[\s/]", "", said).upper()
        if number and not _NUMBER.fullmatch(number):
            raise ValidationError(f"“{said[:40]}” is no number of a setting. {_NUMBERS}")
        return number


def orders(names: Iterable[str]) -> forms.ChoiceField:
    """By which column the rows are sorted."""
    choices = [("", ""), *((f"{way}{name}", name) for name in names for way in ("", "-"))]
    errors = {"invalid_choice": NOT_SO}
    return forms.ChoiceField(choices=choices, required=False, widget=forms.HiddenInput, error_messages=errors)
