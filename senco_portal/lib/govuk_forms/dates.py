"""A date asked for in three boxes: day, month, year.

Every error carries ``params["parts"]``, the boxes that are wrong, so that those are marked and the error summary
leads to the first of them. Nothing is kept on the widget, which all requests share.
"""

import re
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

PARTS = ("day", "month", "year")

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan",
            "february feb",
            "march mar",
            "april apr",
            "may",
            "june jun",
            "july jul",
            "august aug",
            "september sep sept",
            "october oct",
            "november nov",
            "december dec",
        ),
        start=1,
    )
    for name in names.split()
}


class DateInput(forms.MultiWidget):
    """Three text boxes named ``<name>_day``, ``<name>_month`` and ``<name>_year``."""

    use_fieldset = True

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(dict.fromkeys(PARTS, forms.TextInput), attrs)

    def decompress(self, value: Any) -> list[str]:
        """A date as the texts of the three boxes; anything that is no date as empty boxes."""
        if not isinstance(value, date):
            return ["", "", ""]
        return [str(value.day), str(value.month), f"{value.year:04d}"]


class DateInputField(forms.MultiValueField):
    """A date typed as day, month and year; cleans to a ``date``, or None where it is optional and empty.

    ``subject`` begins the messages ("Start date must be a real date"); without it the label does. Months may be
    names. Raises ValidationError with ``params["parts"]``; never anything else, whatever is typed.
    """

    widget = DateInput
    default_error_messages = {
        "incomplete": "%(subject)s must include a %(missing)s",
        "year": "%(subject)s must include a year with 4 numbers",
        "unreal": "%(subject)s must be a real date",
    }

    def __init__(self, *, subject: str = "", **options: Any) -> None:
        self.subject = subject
        self.has_own_required_message = "required" in (options.get("error_messages") or {})
        boxes = tuple(forms.CharField(required=False) for _ in PARTS)
        super().__init__(boxes, require_all_fields=False, **options)

    def clean(self, value: Any) -> date | None:
        """In: the three texts. Out: the date, or None. Raises ValidationError that names the wrong boxes."""
        if self.disabled and not isinstance(value, list):
            return _as_date(value)
        result = self._parse(_texts(value))
        if result is not None:
            self.run_validators(result)
        return result

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Whether another date was typed than the form began with: "01" for 1 is no change."""
        if self.disabled:
            return False
        try:
            return self._parse(_texts(data), required=False) != _as_date(initial)
        except ValidationError:
            return True

    def _parse(self, texts: tuple[str, str, str], *, required: bool | None = None) -> date | None:
        if not any(texts):
            if self.required if required is None else required:
                raise self._required()
            return None
        missing = [part for part, text in zip(PARTS, texts, strict=True) if not text]
        if missing:
            raise self._error("incomplete", missing, missing=" and ".join(missing))
        return self._real_date(*texts)

    def _real_date(self, day_text: str, month_text: str, year_text: str) -> date:
        day, month = _number(day_text, upto=31), _MONTHS.get(month_text.lower().rstrip(".")) or _number(month_text, 12)
        if not re.fullmatch("[0-9]{4}", year_text):
            raise self._error("year", ["year"])
        wrong = [part for part, number in (("day", day), ("month", month)) if not number]
        if wrong:
            raise self._error("unreal", wrong)
        try:
            return date(int(year_text), month, day)
        except ValueError:
            raise self._error("unreal", PARTS if int(year_text) else ["year"]) from None

    def _error(self, code: str, parts: Sequence[str], **words: str) -> ValidationError:
        return ValidationError(
            self.error_messages[code], code, {"subject": self._subject, "parts": tuple(parts), **words}
        )

    def _required(self) -> ValidationError:
        message = self.error_messages["required"] if self.has_own_required_message else f"Enter the {self._lowered}"
        return ValidationError("%(message)s", "required", {"message": message, "parts": PARTS})

    @property
    def _subject(self) -> str:
        return self.subject or str(self.label or "Date")

    @property
    def _lowered(self) -> str:
        """The subject inside a sentence: a name in capitals, such as NPQ, keeps them."""
        first, rest = self._subject[:1], self._subject[1:]
        return self._subject if rest[:1].isupper() else first.lower() + rest


def wrong_parts(errors: Sequence[ValidationError]) -> tuple[str, ...]:
    """The boxes that these errors of one date blame, in order; all three where an error blames none."""
    blamed = {part for error in errors for part in (error.params or {}).get("parts", PARTS)}
    return tuple(part for part in PARTS if part in blamed)


def _texts(value: Any) -> tuple[str, str, str]:
    texts = [str(text or "").strip() for text in (value or ())][:3]
    day, month, year = texts + [""] * (3 - len(texts))
    return day, month, year


def _number(text: str, upto: int) -> int:
    """The whole number from 1 to ``upto`` that the text is, else 0."""
    number = int(text) if re.fullmatch("[0-9]{1,2}", text) else 0
    return number if number <= upto else 0


def _as_date(value: Any) -> date | None:
    if isinstance(value, datetime):
        return value.date()
    return value if isinstance(value, date) else None
