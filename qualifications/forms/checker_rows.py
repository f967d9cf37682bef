"""Rows of the checker's lists: earlier posts, qualifications held, courses. Days that are not known are left empty."""

from datetime import date
from itertools import pairwise
from typing import Any

from django import forms

from qualifications.checker.first_courses import FirstCourses, too_early
from qualifications.checker.words import ENROLMENT_STATUSES, MOST_ROWS, UNKNOWN, YES
from qualifications.forms.checker import plausible
from qualifications.rules.dates import in_words
from qualifications.rules.facts import EnrolmentStatus
from senco_portal.lib.govuk_forms.dates import DateInputField
from senco_portal.lib.govuk_forms.formsets import AddAnotherFormSet, add_another
from senco_portal.lib.govuk_forms.layout import Date, Field, Item
from settings.enums import PREVIOUS_POST_TYPES

IF_KNOWN = "Leave it empty if you do not know."
NOT_SURE = (UNKNOWN, "I am not sure")


def _labelled(choices: list[tuple[str, str]]) -> list[tuple[str, str]]:
    return [(value, label[:1].upper() + label[1:]) for value, label in choices]


class RowForm(forms.Form):
    """One row. ``order`` names days that follow each other; ``needed`` words cannot be left as not known."""

    order: tuple[str, ...] = ()

    def __init__(self, *args: Any, **options: Any) -> None:
        self.asked_on: date = options.pop("today")
        super().__init__(*args, **options)

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean() or {}
        days = {name: value for name, value in cleaned.items() if isinstance(value, date)}
        for name, value in days.items():
            try:
                plausible(value, self.asked_on, str(self.fields[name].label))
            except forms.ValidationError as error:
                self.add_error(name, error)
        self._in_order({name: days[name] for name in self.order if name in days})
        return cleaned

    def _in_order(self, days: dict[str, date]) -> None:
        for earlier, later in pairwise(days):
            if days[later] < days[earlier]:
                first = str(self.fields[earlier].label)
                words = f"{self.fields[later].label} is before “{first}”, {in_words(days[earlier])}: check both dates"
                self.add_error(later, words)

    def parameters(self) -> dict[str, str]:
        """The row as parameters of an address, by their last part; what is empty is left out."""
        values = {name: self.cleaned_data.get(name) for name in self.fields}
        return {name: _written(value) for name, value in values.items() if value}


def _written(value: Any) -> str:
    return value.isoformat() if isinstance(value, date) else str(value)


class EarlierPostForm(RowForm):
    setting_type = forms.ChoiceField(
        label="Kind of setting",
        choices=[("", "Choose"), *_labelled(PREVIOUS_POST_TYPES), NOT_SURE],
        error_messages={"required": "Choose the kind of setting"},
    )
    role = forms.ChoiceField(
        label="As what",
        choices=[("senco", "SENCo"), ("assistant_senco", "Assistant or deputy SENCo"), NOT_SURE],
        initial="senco",
        error_messages={"required": "Choose as what"},
    )
    started_on = DateInputField(label="First day", required=False, help_text=IF_KNOWN)
    has_ended = forms.ChoiceField(
        label="Has it ended?",
        choices=[("", "Choose"), (YES, "Yes"), ("no", "No, it goes on"), (UNKNOWN, "Yes, I am not sure when")],
        error_messages={"required": "Say whether the post has ended"},
    )
    ended_on = DateInputField(label="Last day", required=False, help_text="Only where it has ended, and you know when.")
    order = ("started_on", "ended_on")

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean() or {}
        if cleaned.get("started_on") and cleaned["started_on"] > self.asked_on:
            self.add_error("started_on", "An earlier post cannot begin on a day to come: check the date")
        has_ended, last = cleaned.get("has_ended"), cleaned.get("ended_on")
        if has_ended == YES and not last and "ended_on" not in self.errors:
            self.add_error("ended_on", "Enter the last day, or say that you are not sure when it ended")
        if has_ended in ("no", UNKNOWN) and last:
            self.add_error("has_ended", "There is a last day below: say yes, or take it away")
        return cleaned

    def parameters(self) -> dict[str, str]:
        """Without a last day the post goes on; where that day is not known, it says so."""
        said = {"started_on": UNKNOWN} | super().parameters()
        ended = said.pop("has_ended", "")
        return said | {"ended_on": UNKNOWN} if ended == UNKNOWN else said


class CourseDaysForm(RowForm):
    """A row about a course: for which qualification, of those there are, and days, none before its first course.

    ``more_choices``: what else may be said in a qualification's place.
    """

    more_choices: list[tuple[str, str]] = []

    qualification = forms.ChoiceField(label="Which one", error_messages={"required": "Choose the qualification"})

    def __init__(
        self, *args: Any, qualifications: list[tuple[str, str]], first_courses: FirstCourses, **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.first_courses = first_courses
        choices = [("", "Choose"), *qualifications, *self.more_choices]
        self.fields["qualification"].choices = choices  # type: ignore[attr-defined]  # a field of choices

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean() or {}
        days = {name: cleaned[name] for name in self.order if cleaned.get(name)}
        for name, words in too_early(cleaned.get("qualification"), days, self.first_courses).items():
            self.add_error(name, f"{self.fields[name].label} {words}")
        return cleaned


class QualificationForm(CourseDaysForm):
    more_choices = [(UNKNOWN, "I am not sure which")]
    course_started_on = DateInputField(label="Course began", required=False, help_text=IF_KNOWN)
    course_completed_on = DateInputField(label="Course completed", required=False, help_text=IF_KNOWN)
    awarded_on = DateInputField(label="Date on the certificate", required=False, help_text=IF_KNOWN)
    order = ("course_started_on", "course_completed_on", "awarded_on")

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean() or {}
        for name in ("course_completed_on", "awarded_on"):
            if cleaned.get(name) and cleaned[name] > self.asked_on:
                self.add_error(name, "This day is to come: a course that is not over is asked about later")
        return cleaned


class CourseRowForm(CourseDaysForm):
    started_on = DateInputField(label="First day of the course", help_text="It may be a day to come.")
    status = forms.ChoiceField(
        label="How it stands",
        choices=ENROLMENT_STATUSES,
        initial=EnrolmentStatus.IN_PROGRESS,
        error_messages={"required": "Choose how the course stands"},
    )
    ended_on = DateInputField(
        label="Day it was completed, left or put off", required=False, help_text="Only where it is not under way."
    )
    expected_outcome_on = DateInputField(label="Outcome expected on", required=False, help_text=IF_KNOWN)
    order = ("started_on", "expected_outcome_on")

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean() or {}
        status, last = cleaned.get("status"), cleaned.get("ended_on")
        is_over = status in (EnrolmentStatus.COMPLETED, EnrolmentStatus.WITHDRAWN)
        if is_over and not last and "ended_on" not in self.errors:
            self.add_error("ended_on", "Enter the day on which the course was completed or left")
        if status == EnrolmentStatus.IN_PROGRESS and last:
            self.add_error("ended_on", "A course that is under way has no last day yet")
        return cleaned


def _dates(*names: str) -> list[Item]:
    return [Date(name, size="s") for name in names]


ROWS: dict[str, tuple[type[AddAnotherFormSet], str]] = {
    "previous_posts": (
        add_another(
            EarlierPostForm,
            Field("setting_type", size="s"),
            Field("role", size="s"),
            *_dates("started_on"),
            Field("has_ended", size="s"),
            *_dates("ended_on"),
            item_name="earlier post",
            max_num=MOST_ROWS["previous_posts"],
        ),
        "Where was this person a SENCo before?",
    ),
    "awards": (
        add_another(
            QualificationForm,
            Field("qualification", size="s"),
            *_dates("course_started_on", "course_completed_on", "awarded_on"),
            item_name="qualification",
            max_num=MOST_ROWS["awards"],
        ),
        "Which SENCo qualifications does the SENCo hold?",
    ),
    "enrolments": (
        add_another(
            CourseRowForm,
            Field("qualification", size="s"),
            Date("started_on", size="s"),
            Field("status", size="s"),
            *_dates("ended_on", "expected_outcome_on"),
            item_name="course",
            max_num=MOST_ROWS["enrolments"],
        ),
        "Which course?",
    ),
}
