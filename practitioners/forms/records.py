"""What forms of records have in common: days that can be right, yes and no and not known, why, the second editor."""

from collections.abc import Iterable
from datetime import date
from itertools import pairwise
from typing import Any, ClassVar

from crispy_forms.helper import FormHelper
from django import forms

from qualifications.forms.checker import plausible
from qualifications.rules.dates import in_words
from senco_portal.lib.govuk_forms.dates import DateInputField
from senco_portal.lib.govuk_forms.layout import Date, Field, Item, Radios, Text, govuk_helper
from senco_portal.lib.versions import VersionedForm
from settings.enums import SettingStatus
from settings.models import Setting
from settings.presenters import name_of

UNKNOWN = "unknown"
IF_KNOWN = "Leave it empty if you do not know."
PARTLY = "Leave empty what is not known: the year alone, or month and year, will do."
# What the list of provider names is called on a page.
PROVIDERS = "providers"


def reason_field(missing: str) -> forms.CharField:
    """Why something is done. In: what is said where that is missing."""
    hint = "Kept in the history, with your name."
    return forms.CharField(label="Why", max_length=500, help_text=hint, error_messages={"required": missing})


class RecordForm(VersionedForm):
    """A form of one row. ``layout`` is how it looks; ``order`` names days that follow each other, ``past`` those that
    cannot be to come.

    ``needs_reason``: something that was recorded is put right, and the history says why.
    """

    layout: ClassVar[tuple[Item, ...]] = ()
    order: ClassVar[tuple[str, ...]] = ()
    past: ClassVar[tuple[str, ...]] = ()
    needs_reason = False

    reason = reason_field("Enter why you change this, such as “The contract says so”")

    def __init__(self, *args: Any, today: date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.asked_on = today
        self.is_new = self.instance.pk is None
        if self.is_new:
            del self.fields["version"]
        if not self.needs_reason:
            del self.fields["reason"]

    @property
    def helper(self) -> FormHelper:
        reason = [Text("reason", size="s")] if self.needs_reason else []
        return govuk_helper(*self.layout, *reason, tag=False)

    def why(self, usual: str) -> str:
        """Why, for the history."""
        return str(self.cleaned_data.get("reason") or usual)

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean() or self.cleaned_data
        days = {name: value for name, value in cleaned.items() if isinstance(value, date)}
        for name, value in days.items():
            try:
                plausible(value, self.asked_on, str(self.fields[name].label))
            except forms.ValidationError as error:
                self.add_error(name, error)
        self._in_order([name for name in self.order if name in days])
        check_past(self, *self.past)
        return cleaned

    def _in_order(self, names: Iterable[str]) -> None:
        for earlier, later in pairwise(names):
            first = self.cleaned_data.get(earlier)
            if first and later in self.cleaned_data and self.cleaned_data[later] < first:
                label = str(self.fields[earlier].label)
                self.add_error(
                    later, f"{self.fields[later].label} is before “{label}”, {in_words(first)}: check both dates"
                )


class RemoveForm(RecordForm):
    """Only why a row is taken away."""

    needs_reason = True

    reason = reason_field("Enter why it is taken away, such as “Recorded for the wrong person”")


def check_spell(form: forms.Form | RecordForm, today: date) -> None:
    """Questions the first and the last day of an earlier post, each known to the day, the month or the year."""
    days = {name: day for name in ("started_on", "ended_on") if (day := form.cleaned_data.get(name))}
    for name, day in days.items():
        try:
            plausible(day.first, today, str(form.fields[name].label))
        except forms.ValidationError as error:
            form.add_error(name, error)
    if len(days) > 1 and days["ended_on"].last < days["started_on"].first:
        form.add_error("ended_on", "Last day is before the first day: check both dates")


def check_past(form: Any, *names: str) -> None:
    """Questions days that are to come, where something is recorded that is over. In: a form that knows its day."""
    for name in names:
        if (said := form.cleaned_data.get(name)) and said > form.asked_on:
            form.add_error(name, f"{form.fields[name].label} must be today or in the past")


def check_open(setting: Setting, day: date) -> date:
    """Questions the first day of a post after the last day of its place. Raises ValidationError."""
    closed_on = setting.closed_on
    if closed_on is not None and day > closed_on:
        verb = "closed" if setting.status == SettingStatus.CLOSED else "closes"
        raise forms.ValidationError(
            f"{name_of(setting)} {verb} on {in_words(closed_on)}, before this day: is the day or the setting a slip?"
        )
    return day


class YesNoUnknownField(forms.ChoiceField):
    """Yes, no, or not known, which is None."""

    widget = forms.RadioSelect

    def __init__(self, label: str, **options: Any) -> None:
        choices = [("yes", "Yes"), ("no", "No"), (UNKNOWN, "Not known")]
        errors = {"required": "Choose yes, no or not known"}
        super().__init__(label=label, choices=choices, error_messages=errors, **options)

    def prepare_value(self, value: Any) -> Any:
        return {True: "yes", False: "no", None: UNKNOWN}.get(value, value)

    def clean(self, value: Any) -> Any:
        return {"yes": True, "no": False, UNKNOWN: None}[super().clean(value)]

    def has_changed(self, initial: Any, data: Any) -> bool:
        return bool(self.prepare_value(initial) != data)


class WordField(forms.ChoiceField):
    """One of several words, or not known, which is empty."""

    widget = forms.RadioSelect

    def __init__(
        self, label: str, words: Iterable[tuple[str, str]], unknown: str = "Not known", **options: Any
    ) -> None:
        choices = [(value, text[:1].upper() + text[1:]) for value, text in words if value]
        choices += [(UNKNOWN, unknown)] if unknown else []
        super().__init__(label=label, choices=choices, error_messages={"required": "Choose an answer"})

    def prepare_value(self, value: Any) -> Any:
        return UNKNOWN if value == "" else value

    def clean(self, value: Any) -> str:
        cleaned = str(super().clean(value))
        return "" if cleaned == UNKNOWN else cleaned


def day(label: str, *, required: bool = False, hint: str = IF_KNOWN) -> DateInputField:
    """A day in three boxes."""
    return DateInputField(label=label, required=required, help_text="" if required and hint == IF_KNOWN else hint)


def dates(*names: str) -> tuple[Item, ...]:
    return tuple(Date(name, size="s") for name in names)


def radios(*names: str) -> tuple[Item, ...]:
    return tuple(Radios(name, size="s") for name in names)


def boxes(*names: str) -> tuple[Item, ...]:
    return tuple(Field(name, size="s") for name in names)
