"""Forms of posts: to end one, and to put one right."""

from datetime import date
from typing import Any

from django import forms

from practitioners.enums import Cover, EndReason
from practitioners.forms.records import (
    IF_KNOWN,
    RecordForm,
    WordField,
    YesNoUnknownField,
    check_open,
    dates,
    day,
    radios,
    reason_field,
)
from practitioners.forms.weekly import hours_a_week, share_of_the_week
from practitioners.models import Appointment
from qualifications.enums import Role
from senco_portal.lib.govuk_forms.layout import Text

_LAST_DAY = "The last day as SENCo here. It may be a day to come."


class EndForm(RecordForm):
    ended_on = day("Last day in post", required=True, hint=_LAST_DAY)
    end_reason = WordField("Why does the post end?", EndReason.choices, unknown="")
    layout = (*dates("ended_on"), *radios("end_reason"))

    class Meta:
        model = Appointment
        fields = ("ended_on", "end_reason")


class ChangeEndForm(EndForm):
    """Another last day, or another reason, than was recorded."""

    needs_reason = True


class ContinueForm(RecordForm):
    """Only why a post does not end after all."""

    needs_reason = True

    reason = reason_field("Enter why the post does not end, such as “She stays after all”")

    class Meta:
        model = Appointment
        fields = ()


class CorrectPostForm(RecordForm):
    """A post as it should have been recorded."""

    role = WordField("As what", Role.choices, unknown="")
    started_on = day("First day in post", required=True)
    ended_on = day("Last day in post", hint="Leave it empty while there is none.")
    end_reason = WordField("Why does the post end?", EndReason.choices, unknown="Not known, or it does not end")
    is_head_teacher = YesNoUnknownField("Is this person also the head teacher, or acting head teacher?")
    teaches_at_setting = YesNoUnknownField("Do they work as a teacher at this setting?")
    cover = forms.ChoiceField(
        label="Do they hold the post for somebody else?",
        choices=[(value, label[:1].upper() + label[1:]) for value, label in Cover.choices],
        required=False,
        widget=forms.RadioSelect,
    )
    is_shared = YesNoUnknownField("Are they SENCo of another setting as well?")
    on_leadership_team = YesNoUnknownField("Are they on the leadership team?")
    protected_hours = hours_a_week("Hours a week protected for the role", required=False, help_text=IF_KNOWN)
    protected_share = share_of_the_week("Share of the week protected for the role", required=False, help_text=IF_KNOWN)
    needs_reason = True
    order = ("started_on", "ended_on")
    layout = (
        *radios("role"),
        *dates("started_on", "ended_on"),
        *radios("end_reason", "is_head_teacher", "teaches_at_setting", "cover", "is_shared", "on_leadership_team"),
        Text("protected_hours", size="s", width=4),
        Text("protected_share", size="s", width=4, suffix="%"),
    )

    class Meta:
        model = Appointment
        fields = (
            "role",
            "started_on",
            "ended_on",
            "end_reason",
            "is_head_teacher",
            "teaches_at_setting",
            "cover",
            "is_shared",
            "on_leadership_team",
            "protected_hours",
            "protected_share",
        )

    def clean_started_on(self) -> date:
        day: date = self.cleaned_data["started_on"]
        return check_open(self.instance.setting, day)

    def clean(self) -> dict[str, Any] | None:
        """A post that no longer ends has no reason for its end either."""
        cleaned = super().clean() or {}
        if not cleaned.get("ended_on") and "ended_on" not in self.errors:
            cleaned["end_reason"] = ""
        return cleaned
