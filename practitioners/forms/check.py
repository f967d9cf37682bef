"""The last page of an appointment: save what was shown, and why."""

from crispy_forms.helper import FormHelper
from django import forms

from senco_portal.lib.govuk_forms.fields import LongTextField
from senco_portal.lib.govuk_forms.layout import Textarea, govuk_helper

USUAL = "Appointed"


class SaveForm(forms.Form):
    """``shown`` is the draft as the page showed it: its key and version."""

    shown = forms.RegexField(r"\A[0-9]{1,18}\.[0-9]{1,9}\Z", required=False, widget=forms.HiddenInput)
    reason = LongTextField(
        label="Is there anything to say about this appointment?",
        help_text="Kept in the history with your name. Leave it empty if there is not.",
        required=False,
        max_length=500,
    )

    @property
    def helper(self) -> FormHelper:
        return govuk_helper(Textarea("reason", rows=3, size="m"), tag=False)

    @property
    def version(self) -> int:
        """That of the draft shown; -1 where none was named."""
        return int(str(self.cleaned_data["shown"] or "0.-1").partition(".")[2])

    @property
    def why(self) -> str:
        return str(self.cleaned_data["reason"]).strip() or USUAL
