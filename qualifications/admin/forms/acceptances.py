"""The forms of an acceptance and of what a book says of a kind of setting."""

from typing import Any

from django import forms

from qualifications.admin.forms import meanings
from qualifications.admin.forms.cited import CitedForm
from qualifications.admin.forms.fields import Suggesting, number_field, one_of, short_long_text
from qualifications.admin.forms.rules import is_a_code, qualification_field
from qualifications.enums import EXPECTATIONS
from qualifications.models import Acceptance, SettingTerms
from senco_portal.lib.govuk_forms.dates import DateInputField
from settings.enums import PREVIOUS_POST_TYPES


class AcceptanceForm(CitedForm):
    """Which qualification a set takes, by the dates of its course."""

    kind = "acceptance"
    groups = [
        ("What is accepted", ["set", "qualification"]),
        ("By the dates of its course", ["begun_from", "begun_before", "completed_before"]),
        ("Its course", ["first_course_on", "longest_months", "longest_is_assumed"]),
        ("Why", ["words"]),
    ]

    set = forms.CharField(
        label="Set of acceptances",
        max_length=40,
        validators=[is_a_code],
        widget=Suggesting,
        help_text="Rules name the set; any qualification in it is enough. A name that is not in use makes a new set.",
    )
    qualification = qualification_field(
        label="Qualification", help_text="One that is not here has to be added to the catalogue first."
    )

    longest_months = number_field(
        "A course takes time: at least a month.",
        label="Longest usual months from start to outcome",
        help_text="The latest safe start of a course is so long before the deadline.",
    )

    class Meta:
        model = Acceptance
        fields = (
            "set", "qualification", "begun_from", "begun_before", "completed_before", "first_course_on",
            "longest_months", "longest_is_assumed", "words",
        )  # fmt: skip
        field_classes = dict.fromkeys(
            ("begun_from", "begun_before", "completed_before", "first_course_on"), DateInputField
        )
        widgets = {"words": short_long_text(2)}
        help_texts = {
            "begun_from": "That day itself counts. Empty: however early.",
            "begun_before": "That day itself does not count. Empty: however late.",
            "completed_before": "That day itself does not count. Empty: however late.",
            "first_course_on": "Nobody can have begun earlier. Empty: not known.",
            "longest_is_assumed": "Answers then say that it is assumed.",
            "words": "What a reader should know beside the dates.",
        }

    def prepare(self) -> None:
        """The sets that are in use."""
        super().prepare()
        self.fields["set"].widget.suggestions = self.desk.sets


class TermsForm(CitedForm):
    """Whether a kind of setting should have a SENCo, and whether service there counts."""

    kind = "terms"
    groups = [("The kind of setting", ["setting_type", "should_have_senco", "counts_as_service"])]

    setting_type = one_of("Kind of setting", PREVIOUS_POST_TYPES, meanings.SETTING_TYPES)
    should_have_senco = one_of("A setting of this kind", EXPECTATIONS, meanings.EXPECTATIONS)

    class Meta:
        model = SettingTerms
        fields = ("setting_type", "should_have_senco", "counts_as_service")
        labels = {"counts_as_service": "service there counts"}
        help_texts = {"counts_as_service": "Towards the limit of earlier service, which rules ask about."}

    def clean_setting_type(self) -> str:
        """Raises ValidationError where the draft speaks of this kind of setting already."""
        chosen: Any = self.cleaned_data["setting_type"]
        if self.is_taken(setting_type=chosen):
            raise forms.ValidationError("The book speaks of this kind of setting already: change that.")
        return str(chosen)
