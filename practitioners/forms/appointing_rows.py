"""Rows of what is told of a person: earlier posts, outcomes of courses, courses under way. Unknown days stay empty."""

from typing import Any
from uuid import uuid4

from django import forms

from practitioners.forms.records import PARTLY, PROVIDERS, check_past, check_spell
from qualifications.checker.words import ENROLMENT_STATUSES, OUTCOMES, UNKNOWN
from qualifications.enums import Role
from qualifications.forms.checker_rows import CourseDaysForm, RowForm
from qualifications.rules.facts import EnrolmentStatus, Outcome
from senco_portal.lib.govuk_forms.dates import DateInputField
from senco_portal.lib.govuk_forms.formsets import AddAnotherFormSet, add_another
from senco_portal.lib.govuk_forms.layout import Date, Field, Item, Text
from senco_portal.lib.govuk_forms.partial_dates import PartialDateField
from settings.enums import PREVIOUS_POST_TYPES

IF_KNOWN = "Leave it empty if it is not known."
_OVER = {EnrolmentStatus.COMPLETED.value, EnrolmentStatus.WITHDRAWN.value}


class EarlierPostForm(RowForm):
    """An earlier post. Its days may be known to the month or the year only."""

    setting_type = forms.ChoiceField(
        label="Kind of setting",
        choices=[
            ("", "Choose"),
            *((value, label[:1].upper() + label[1:]) for value, label in PREVIOUS_POST_TYPES),
            (UNKNOWN, "Not known"),
        ],
        error_messages={"required": "Choose the kind of setting"},
    )
    setting_name = forms.CharField(label="Name of the setting", required=False, max_length=200)
    role = forms.ChoiceField(
        label="As what",
        choices=[(Role.SENCO, "SENCo"), (Role.ASSISTANT_SENCO, "Assistant or deputy SENCo"), (UNKNOWN, "Not known")],
        initial=Role.SENCO,
        error_messages={"required": "Choose as what"},
    )
    started_on = PartialDateField(label="First day", required=False, help_text=PARTLY)
    ended_on = PartialDateField(label="Last day", required=False, help_text=PARTLY)

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean() or {}
        check_spell(self, self.asked_on)
        return cleaned


class KeyField(forms.CharField):
    """A row's own mark, hidden in it: it goes where the row goes. A row in which nothing was typed stays empty."""

    widget = forms.HiddenInput

    def __init__(self) -> None:
        super().__init__(required=False, initial=lambda: uuid4().hex)

    def bound_data(self, data: Any, initial: Any) -> Any:
        """Of a row that was just added the new key."""
        return data or initial

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Never: it is nothing that a person fills in."""
        return False


class TaughtForm(CourseDaysForm):
    """What is said of every course: which, and who taught it."""

    provider = forms.CharField(
        label="Who taught it",
        required=False,
        max_length=200,
        help_text=IF_KNOWN,
        widget=forms.TextInput(attrs={"list": PROVIDERS, "autocomplete": "off"}),
    )


class OutcomeForm(TaughtForm):
    key = KeyField()
    course_started_on = DateInputField(label="Course began", required=False, help_text=IF_KNOWN)
    course_completed_on = DateInputField(label="Course completed", required=False, help_text=IF_KNOWN)
    outcome = forms.ChoiceField(
        label="Outcome",
        choices=OUTCOMES,
        initial=Outcome.PASSED.value,
        error_messages={"required": "Choose the outcome"},
    )
    awarded_on = DateInputField(label="Date on the certificate", required=False, help_text=IF_KNOWN)
    title = forms.CharField(label="Title as on the certificate", required=False, max_length=200)
    order = ("course_started_on", "course_completed_on", "awarded_on")

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean() or {}
        check_past(self, *self.order)
        return cleaned


class PlaceForm(TaughtForm):
    """A place on a course, whose outcome is not known yet."""

    started_on = DateInputField(label="First day of the course", help_text="It may be a day to come.")
    status = forms.ChoiceField(
        label="How it stands",
        choices=ENROLMENT_STATUSES,
        initial=EnrolmentStatus.IN_PROGRESS.value,
        error_messages={"required": "Choose how it stands"},
    )
    ended_on = DateInputField(
        label="Day it was completed, left or put off", required=False, help_text="Only where it is not under way."
    )
    expected_outcome_on = DateInputField(label="Outcome expected on", required=False, help_text=IF_KNOWN)
    order = ("started_on", "expected_outcome_on")

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean() or {}
        status, ended_on = cleaned.get("status"), cleaned.get("ended_on")
        self._in_order({name: day for name in ("started_on", "ended_on") if (day := cleaned.get(name))})
        if status in _OVER and not ended_on and "ended_on" not in self.errors:
            self.add_error("ended_on", "Enter the day on which the course was completed or left")
        check_past(self, "ended_on")
        if status == EnrolmentStatus.IN_PROGRESS.value and ended_on:
            self.add_error(
                "ended_on", "A course that is under way has no such day: leave it empty, or say how it stands"
            )
        return cleaned


def _dates(*names: str) -> list[Item]:
    return [Date(name, size="s") for name in names]


_TAUGHT: list[Item] = [Field("qualification", size="s"), Text("provider", size="s")]

EarlierPosts: type[AddAnotherFormSet] = add_another(
    EarlierPostForm,
    Field("setting_type", size="s"),
    Text("setting_name", size="s"),
    Field("role", size="s"),
    *_dates("started_on", "ended_on"),
    item_name="earlier post",
)
Outcomes: type[AddAnotherFormSet] = add_another(
    OutcomeForm,
    *_TAUGHT,
    *_dates("course_started_on", "course_completed_on"),
    Field("outcome", size="s"),
    Date("awarded_on", size="s"),
    Text("title", size="s"),
    "key",
    item_name="qualification",
)
Places: type[AddAnotherFormSet] = add_another(
    PlaceForm,
    *_TAUGHT,
    Date("started_on", size="s"),
    Field("status", size="s"),
    *_dates("ended_on", "expected_outcome_on"),
    item_name="course",
)
