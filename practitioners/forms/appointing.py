"""The questions about a post as forms, each of one page, with “not known” where the register can hold that."""

from datetime import date
from typing import Any, ClassVar

from crispy_forms.helper import FormHelper
from django import forms

from practitioners.enums import Cover
from practitioners.forms.records import check_open
from practitioners.forms.weekly import hours_a_week, share_of_the_week
from qualifications.checker.words import INDUCTIONS, TEACHER_STATUSES, UNKNOWN
from qualifications.enums import Role
from qualifications.forms.checker import plausible
from senco_portal.lib.govuk_forms.dates import DateInputField
from senco_portal.lib.govuk_forms.forms import RevealForm
from senco_portal.lib.govuk_forms.layout import Date, Item, Radios, Text, govuk_helper
from settings.models import Setting

Choices = list[tuple[str, str]]
NOT_KNOWN = (UNKNOWN, "Not known")
YES_NO: Choices = [("yes", "Yes"), ("no", "No"), NOT_KNOWN]


class QuestionForm(RevealForm):
    """One question as the heading of its page. ``today`` is the day on which it is asked."""

    hints: ClassVar[dict[str, str]] = {}
    revealed: ClassVar[dict[str, Item]] = {}

    def __init__(self, *args: Any, today: date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.asked_on = today

    @property
    def only(self) -> str:
        """The name of its first field, which asks the question."""
        return next(iter(self.fields))

    @property
    def helper(self) -> FormHelper:
        choices = dict(self.fields[self.only].choices)  # type: ignore[attr-defined]  # every first field has choices
        dividers = {UNKNOWN: "or"} if UNKNOWN in choices else {}
        look = Radios(self.only, size="l", heading=True, hints=self.hints, reveals=self.revealed, dividers=dividers)
        return govuk_helper(look, tag=False)


def radios(label: str, choices: Choices, hint: str = "") -> forms.ChoiceField:
    """A question with a few answers, one of which must be chosen."""
    return forms.ChoiceField(
        label=label,
        help_text=hint,
        choices=choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose an answer", "invalid_choice": "Choose one of the answers"},
    )


class StartForm(QuestionForm):
    started_on = DateInputField(
        label="When does the SENCo take up this post?",
        subject="Date the post begins",
        help_text="The first day as SENCo at this setting. It may be past or still to come.",
    )

    def __init__(self, *args: Any, setting: Setting, **options: Any) -> None:
        super().__init__(*args, **options)
        self.setting = setting

    @property
    def helper(self) -> FormHelper:
        return govuk_helper(Date("started_on", size="l", heading=True), tag=False)

    def clean_started_on(self) -> date:
        day: date = self.cleaned_data["started_on"]
        return check_open(self.setting, plausible(day, self.asked_on, "Date the post begins"))


class RoleForm(QuestionForm):
    role = radios(
        "As what is this person appointed?",
        [(Role.SENCO, "Lead SENCo"), (Role.ASSISTANT_SENCO, "Assistant or deputy SENCo")],
    )


class CoverForm(QuestionForm):
    cover = radios(
        "Is the post their own, or do they cover for somebody?",
        [
            ("own", "In their own right"),
            (Cover.ACTING, "Acting, until somebody is appointed"),
            (Cover.MATERNITY, "As cover for maternity or other leave"),
        ],
    )


class SharedForm(QuestionForm):
    is_shared = radios("Is this SENCo shared with another setting?", YES_NO)


class ElsewhereForm(QuestionForm):
    elsewhere = radios(
        "This person is recorded as SENCo of another setting. Do they move here, or is this post additional?",
        [("moved", "They move here"), ("additional", "This post is additional"), NOT_KNOWN],
    )
    hints: ClassVar[dict[str, str]] = {
        "moved": "We tell the other setting and its local authority. Their record stays as it is until they change it."
    }


OTHER = "other"


class LeftForm(QuestionForm):
    """Which of several posts elsewhere is left. ``seen``: the settings whose records the user may see, by their posts.

    Where a stranger works is not told: who knows it names it.
    """

    left = radios("Which setting do they leave?", [])
    place = forms.CharField(
        label="Its name, or its number (URN)",
        max_length=200,
        help_text="As the register has it: else we cannot tell them.",
        error_messages={"required": "Enter the name or the number of the setting that they leave"},
    )
    reveals = {"left": {OTHER: ["place"]}}
    revealed: ClassVar[dict[str, Item]] = {OTHER: Text("place")}
    hints: ClassVar[dict[str, str]] = {UNKNOWN: "Then we tell nobody that they move."}

    def __init__(self, *args: Any, seen: Choices, has_hidden: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        other = [(OTHER, "Another setting" if seen else "I can name it")] if has_hidden else []
        self.fields["left"].choices = [*seen, *other, NOT_KNOWN]  # type: ignore[attr-defined]  # radios


class HeadTeacherForm(QuestionForm):
    is_head_teacher = radios(
        "Is the SENCo also the head teacher?",
        [("yes", "Yes, head teacher or acting head teacher"), ("no", "No"), NOT_KNOWN],
    )


class TeachingForm(QuestionForm):
    teaches_at_setting = radios("Does the SENCo work as a teacher at this setting?", YES_NO)


class TimeForm(QuestionForm):
    time = radios(
        "How much time is protected for the role?",
        [("hours", "So many hours a week"), ("share", "A share of the week"), ("none", "None"), NOT_KNOWN],
        "Time in which the SENCo does nothing else.",
    )
    hours = hours_a_week()
    share = share_of_the_week()
    reveals = {"time": {"hours": ["hours"], "share": ["share"]}}
    revealed: ClassVar[dict[str, Item]] = {"hours": Text("hours", width=4), "share": Text("share", width=4, suffix="%")}


class LeadershipForm(QuestionForm):
    on_leadership_team = radios("Is the SENCo a member of the leadership team?", YES_NO)


class TeacherForm(QuestionForm):
    teacher_status = radios("Is the SENCo a qualified teacher?", [*TEACHER_STATUSES, NOT_KNOWN])


class InductionForm(QuestionForm):
    induction = radios(
        "Has the SENCo completed induction as a teacher?",
        [*INDUCTIONS, NOT_KNOWN],
        "Teachers who qualified long ago, and some others, never had to serve an induction period.",
    )


ALL_OR_SOME: Choices = [
    ("yes", "Yes, and I can list all of them"),
    ("some", "Yes, but there may be others that I cannot list"),
    ("no", "No"),
    NOT_KNOWN,
]


class EarlierPostsForm(QuestionForm):
    previous_posts = radios(
        "Was this person a SENCo anywhere before?",
        ALL_OR_SOME,
        "Count posts at other settings, and earlier ones at this setting. Leave out those that this register holds.",
    )


class QualificationsForm(QuestionForm):
    awards = radios(
        "Does the SENCo have a SENCo qualification, or the outcome of a course?",
        ALL_OR_SOME,
        "Not a course that is still under way.",
    )


class CourseForm(QuestionForm):
    enrolments = radios("Is the SENCo on a course for a SENCo qualification, or has a place on one?", YES_NO)
