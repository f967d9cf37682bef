"""The questions of the checker as forms, each of one page; what they say is a change of the address."""

from datetime import date
from typing import Any

from crispy_forms.helper import FormHelper
from django import forms

from qualifications.checker.hints import INDUCTION_HINTS, SETTING_TYPE_HINTS, TEACHER_STATUS_HINTS
from qualifications.checker.parameters import HORIZON, OLDEST_YEAR
from qualifications.checker.words import INDUCTIONS, NONE, TEACHER_STATUSES, UNKNOWN
from qualifications.rules.dates import in_words
from senco_portal.lib.govuk_forms.dates import DateInputField
from senco_portal.lib.govuk_forms.layout import Date, Radios, govuk_helper
from settings.enums import SettingType

Choices = list[tuple[str, str]]
NOT_SURE = (UNKNOWN, "I am not sure")
_LABELS = {value: label[:1].upper() + label[1:] for value, label in SettingType.choices}


class QuestionForm(forms.Form):
    """One question as the heading of its page. ``changes`` are the parameters that the answer sets, by name."""

    hints: dict[str, str] = {}

    def __init__(self, *args: Any, today: date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.asked_on = today

    @property
    def only(self) -> str:
        """The name of its one field."""
        return next(iter(self.fields))

    @property
    def title(self) -> str:
        """The question itself."""
        return str(self.fields[self.only].label)

    @property
    def helper(self) -> FormHelper:
        look = Radios(self.only, size="l", heading=True, hints=self.hints, dividers=self._dividers())
        return govuk_helper(look, tag=False)

    def _dividers(self) -> dict[str, str]:
        return {UNKNOWN: "or"} if UNKNOWN in dict(self.fields[self.only].choices) else {}  # type: ignore[attr-defined]

    def changes(self) -> dict[str, str | None]:
        return {self.only: str(self.cleaned_data[self.only])}


def _radios(label: str, choices: Choices, hint: str = "", *, missing: str = "") -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label,
        help_text=hint,
        choices=choices,
        widget=forms.RadioSelect,
        error_messages={"required": missing or "Choose an answer", "invalid_choice": "Choose one of the answers"},
    )


class SettingTypeForm(QuestionForm):
    setting_type = _radios(
        "What kind of setting is it?",
        [(value, _LABELS[value]) for value in SettingType.values],
        missing="Choose the kind of setting, or find the setting by its name",
    )

    hints = SETTING_TYPE_HINTS

    @property
    def helper(self) -> FormHelper:
        return govuk_helper(Radios("setting_type", size="m", hints=self.hints), tag=False)

    def changes(self) -> dict[str, str | None]:
        """A kind chosen by hand is that of no certain place."""
        return super().changes() | {"setting": None}


class StartForm(QuestionForm):
    started_on = DateInputField(
        label="When did the SENCo take up this post?",
        subject="Date the post began",
        help_text="The first day as SENCo at this setting. It may be a day to come.",
    )

    @property
    def helper(self) -> FormHelper:
        return govuk_helper(Date("started_on", size="l", heading=True), tag=False)

    def clean_started_on(self) -> date:
        day: date = self.cleaned_data["started_on"]
        return plausible(day, self.asked_on, "Date the post began")

    def changes(self) -> dict[str, str | None]:
        return {"started_on": self.cleaned_data["started_on"].isoformat()}


class HeadTeacherForm(QuestionForm):
    is_head_teacher = _radios(
        "Is the SENCo also the head teacher?",
        [("yes", "Yes, head teacher or acting head teacher"), ("no", "No"), NOT_SURE],
    )


class TeacherForm(QuestionForm):
    hints = TEACHER_STATUS_HINTS
    teacher_status = _radios("Is the SENCo a qualified teacher?", [*TEACHER_STATUSES, NOT_SURE])


class InductionForm(QuestionForm):
    hints = INDUCTION_HINTS
    induction = _radios(
        "Has the SENCo completed induction as a teacher?",
        [*INDUCTIONS, NOT_SURE],
        "Induction is the first time in work that a new teacher may have to serve, with checks on the way.",
    )


class TeachingForm(QuestionForm):
    teaches_at_setting = _radios(
        "Does the SENCo work as a teacher at this setting?",
        [("yes", "Yes"), ("no", "No"), NOT_SURE],
        "Part time counts. The law does not say how much teaching is enough. If they only do other work, or work as a "
        "teacher only at another school, say no. If you are in doubt, say that you are not sure.",
    )


class ListForm(QuestionForm):
    """Whether there is any; where there is, a page follows that asks which."""

    def answer(self) -> str:
        """yes, no or unknown."""
        return str(self.cleaned_data[self.only])

    def changes(self) -> dict[str, str | None]:
        return {self.only: {"no": NONE, "unknown": UNKNOWN}.get(self.answer())}


class EarlierPostsForm(ListForm):
    previous_posts = _radios(
        "Was this person a SENCo anywhere before?",
        [("yes", "Yes"), ("no", "No"), NOT_SURE],
        "Count posts at other settings, and earlier ones at this setting.",
    )


class QualificationsForm(ListForm):
    awards = _radios(
        "Does the SENCo hold a SENCo qualification?",
        [("yes", "Yes"), ("no", "No"), NOT_SURE],
        "The certificate, not a course that is still under way.",
    )


class CourseForm(ListForm):
    enrolments = _radios(
        "Is the SENCo on a course for a SENCo qualification, or has a place on one?",
        [("yes", "Yes"), ("no", "No"), NOT_SURE],
        "If you know of a course, and not which or when it began, say that you are not sure.",
    )


def plausible(day: date, today: date, subject: str) -> date:
    """The day, unless its year can only be a slip. Raises ValidationError."""
    if not OLDEST_YEAR <= day.year <= today.year + HORIZON:
        raise forms.ValidationError(f"{subject} is {in_words(day)}: check the year")
    return day


FORMS: dict[str, type[QuestionForm]] = {
    "setting": SettingTypeForm,
    "start": StartForm,
    "head-teacher": HeadTeacherForm,
    "teacher": TeacherForm,
    "induction": InductionForm,
    "teaching": TeachingForm,
    "earlier-posts": EarlierPostsForm,
    "qualifications": QualificationsForm,
    "course": CourseForm,
}
