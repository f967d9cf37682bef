"""Forms of training and meetings."""

from datetime import date
from typing import Any

from django import forms

from practitioners.enums import PracticeKind
from practitioners.forms.records import RecordForm, WordField, dates, day, radios
from practitioners.forms.weekly import HoursField
from practitioners.models import Practice
from practitioners.models.practice import MOST_HOURS
from senco_portal.lib.govuk_forms.layout import Text

_SEVERAL = "Of training over several days record each day."


class PracticeForm(RecordForm):
    """Training or a meeting on one day."""

    kind = WordField("What was it?", PracticeKind.choices, unknown="")
    title = forms.CharField(
        label="Its subject",
        max_length=200,
        help_text="Such as “Speech and language needs”.",
        error_messages={"required": "Enter the subject"},
    )
    held_on = day("Day", required=True, hint=_SEVERAL)
    hours = HoursField(
        label="Hours",
        max_digits=4,
        decimal_places=2,
        min_value=0,
        max_value=MOST_HOURS,
        help_text="Such as 2 or 1.5.",
        widget=forms.TextInput(attrs={"inputmode": "decimal"}),
        error_messages={
            "required": "Enter the hours",
            "invalid": "Hours must be a number, such as 1.5",
            "min_value": "Hours must be more than 0",
            "max_value": f"Hours must be {MOST_HOURS} or fewer: a row is of one day",
            "max_decimal_places": "Hours must have at most two digits after the point",
            "max_digits": f"Hours must be {MOST_HOURS} or fewer: a row is of one day",
            "max_whole_digits": f"Hours must be {MOST_HOURS} or fewer: a row is of one day",
        },
    )
    place = forms.CharField(label="Where", required=False, max_length=200)
    layout = (
        *radios("kind"),
        Text("title", size="s"),
        *dates("held_on"),
        Text("hours", size="s", width=4),
        Text("place", size="s"),
    )

    class Meta:
        model = Practice
        fields = ("kind", "title", "held_on", "hours", "place")

    def clean_hours(self) -> Any:
        """More than nothing."""
        hours = self.cleaned_data["hours"]
        if hours == 0:
            raise forms.ValidationError("Hours must be more than 0")
        return hours

    def clean_held_on(self) -> date:
        """A day that is over, or today: what is to come is not done yet."""
        held_on: date = self.cleaned_data["held_on"]
        if held_on > self.asked_on:
            raise forms.ValidationError("The day is still to come: record it once it is over")
        return held_on


class ChangePracticeForm(PracticeForm):
    needs_reason = True
