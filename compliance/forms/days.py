"""The day on which an area is looked at."""

from datetime import date
from typing import Any

from crispy_forms.helper import FormHelper
from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict

from compliance.reports.asked import days_asked
from qualifications.checker.parameters import HORIZON
from qualifications.rules.book import Book
from qualifications.rules.dates import in_words
from senco_portal.lib.govuk_forms.blocks import Button
from senco_portal.lib.govuk_forms.layout import Text, govuk_helper

# As a browser's date box sends it, and as people type one where the browser has no such box.
_WAYS_TO_WRITE = ["%Y-%m-%d", "%d/%m/%Y", "%d %B %Y", "%d %b %Y"]


class DayField(forms.DateField):
    """A day in one box that browsers give a calendar, since it stands in addresses as one parameter."""

    def __init__(self, label: str, **options: Any) -> None:
        box = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
        super().__init__(label=label, required=False, widget=box, input_formats=_WAYS_TO_WRITE, **options)

    def to_python(self, value: Any) -> date | None:
        """The day. Raises ValidationError with what was said: a browser's date box does not show what is no day."""
        try:
            return super().to_python(value)
        except ValidationError as fault:
            raise ValidationError(f"{self.label} must be a real day: “{str(value)[:40]}” is none") from fault


DAY_BOX = Text("as_at", size="s", width=10, mark_optional=False)


class DayForm(forms.Form):
    """The day of judgement; today where none is said. In: an address's parameters, today, and the book in force."""

    as_at = DayField("Day", help_text="Leave it empty for today")

    def __init__(self, said: QueryDict, *, today: date, book: Book, **options: Any) -> None:
        asked = said.copy()
        if asked.get("as_at") == today.isoformat():
            asked["as_at"] = ""  # so that what is sent again, and kept, names no day
        super().__init__(asked, **options)
        self.asked_on = today
        self._first, self._last = days_asked(book, today)

    def clean_as_at(self) -> date:
        """Raises ValidationError for a day before the year of the first course, or too far ahead to be meant."""
        day: date = self.cleaned_data["as_at"] or self.asked_on
        if day < self._first:
            raise ValidationError(f"Day must be {in_words(self._first)} or later: nothing is known of days before")
        if day > self._last:
            raise ValidationError(f"Day must be at most {HORIZON} years ahead")
        return day

    @property
    def day(self) -> date:
        """The day that was asked for; today where that cannot be told."""
        day: date = self.cleaned_data.get("as_at") or self.asked_on
        return day

    @property
    def helper(self) -> FormHelper:
        show = Button("Show this day", kind="secondary", prevent_double_click=False)
        return govuk_helper(DAY_BOX, show, method="get")
