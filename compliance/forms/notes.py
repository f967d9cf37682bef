"""Forms of notes on a setting."""

from typing import Any

from django import forms

from compliance.enums import NoteKind
from compliance.models import Note
from practitioners.forms.records import RecordForm, WordField, dates, day, radios
from senco_portal.lib.govuk_forms.fields import LongTextField
from senco_portal.lib.govuk_forms.layout import CharacterCount

LONGEST = 1_000
OPEN_FIRST = "This was followed up already. Open it again first if the day is wrong"


class NoteForm(RecordForm):
    """What happened, on which day, and what is to follow."""

    kind = WordField("What happened?", NoteKind.choices, unknown="")
    noted_on = day("Day", required=True)
    text = LongTextField(
        label="Note",
        max_length=LONGEST,
        help_text="Write about the setting. Name no more of a person than you need.",
        error_messages={"required": "Enter the note"},
    )
    due_on = day("Follow up by", hint="Leave it empty if nothing is to follow.")
    layout = (*radios("kind"), *dates("noted_on"), CharacterCount("text", size="s", rows=5), *dates("due_on"))
    order = ("noted_on", "due_on")
    past = ("noted_on",)

    class Meta:
        model = Note
        fields = ("kind", "noted_on", "text", "due_on")

    def clean_due_on(self) -> Any:
        """The day by which to follow up, which something that was done has."""
        due_on = self.cleaned_data["due_on"]
        if self.instance.done_on and not due_on:
            raise forms.ValidationError(OPEN_FIRST)
        return due_on


class ChangeNoteForm(NoteForm):
    needs_reason = True


class DoneForm(RecordForm):
    """That what was to follow is done."""

    outcome = LongTextField(
        label="What came of it?",
        max_length=LONGEST,
        required=False,
        help_text="Name no more of a person than you need.",
    )
    layout = (CharacterCount("outcome", size="s", rows=4),)

    class Meta:
        model = Note
        fields = ("outcome",)
