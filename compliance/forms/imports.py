"""What is asked of people who send a register file."""

from datetime import date
from typing import Any

from crispy_forms.helper import FormHelper
from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile

from senco_portal.lib.govuk_forms.blocks import Button, Buttons, Link
from senco_portal.lib.govuk_forms.dates import DateInputField
from senco_portal.lib.govuk_forms.fields import LongTextField
from senco_portal.lib.govuk_forms.layout import CharacterCount, Checkbox, Date, Field, Radios, govuk_helper
from senco_portal.lib.uploads import MEGABYTE
from settings.enums import Completeness, FileKind

MOST_MEGABYTES = 200
COMPLETE_HINTS = {
    Completeness.REGISTER.value: "What the file does not list has closed",
    Completeness.TYPES.value: "What it does not list has closed, of those kinds only",
}


class ImportForm(forms.Form):
    """A register file, and how it is to be taken. In: the day on which it is sent."""

    kind = forms.ChoiceField(
        label="Which file is it?",
        choices=FileKind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose which file it is"},
    )
    file = forms.FileField(
        label="The file",
        help_text=f"CSV, as it was published, of {MOST_MEGABYTES} MB at most. Take it out of its zip file first.",
        error_messages={"required": "Choose the file", "empty": "The file is empty"},
    )
    extract_on = DateInputField(
        label="Of which day is it?", help_text="It is often in the file’s name", subject="Day of the file"
    )
    complete = forms.ChoiceField(
        label="What does it list?",
        choices=[(choice.value, choice.label.capitalize()) for choice in Completeness],
        widget=forms.RadioSelect,
        required=False,
    )
    skip_bad_rows = forms.BooleanField(label="Pass over rows that cannot be read", required=False)
    reason = LongTextField(label="Why is it taken?", help_text="Kept in the history", max_length=500, required=False)

    def __init__(self, *args: Any, today: date, **options: Any) -> None:
        super().__init__(*args, **options)
        self._today = today

    def clean_file(self) -> "UploadedFile[Any]":
        """Raises ValidationError where more was sent than is stored."""
        file: UploadedFile[Any] = self.cleaned_data["file"]
        if (file.size or 0) > MOST_MEGABYTES * MEGABYTE:
            raise ValidationError(f"The file must be of {MOST_MEGABYTES} MB at most")
        return file

    def clean_extract_on(self) -> date:
        """Raises ValidationError for a day to come."""
        day: date = self.cleaned_data["extract_on"]
        if day > self._today:
            raise ValidationError("Day of the file must not be in the future")
        return day

    @property
    def helper(self) -> FormHelper:
        return govuk_helper(
            Radios("kind", size="m"),
            Field("file", size="m"),
            Date("extract_on", size="m"),
            Radios("complete", size="m", mark_optional=False, hints=COMPLETE_HINTS),
            Checkbox("skip_bad_rows", legend="Rows in fault", size="m"),
            CharacterCount("reason", size="m", rows=2),
            Buttons(Button("Show what it would change"), Link("Cancel", "/admin/")),
        )
