"""Which of two records is right where they differ, and why two records are made one or parted again."""

import hashlib
import json
from typing import Any

from crispy_forms.helper import FormHelper
from django import forms
from django.db.models import Model

from practitioners.actions.merging import Merging
from practitioners.forms.who import WhoForm
from practitioners.matching.clashes import Question, Stays
from practitioners.models import OF_A_PERSON, Practitioner
from senco_portal.lib.govuk_forms.fields import LongTextField
from senco_portal.lib.govuk_forms.layout import Item, Radios, Text, Textarea, govuk_helper
from senco_portal.lib.versions import version_of


class SearchForm(WhoForm):
    """Another record of a person: its name, number or address."""

    @property
    def helper(self) -> FormHelper:
        return govuk_helper(Text("name", mark_optional=False), Text("trn", width=10), Text("email"), tag=False)


def _reason(missing: str) -> LongTextField:
    """In: what is said where it is missing."""
    hint = "Kept in the history, with your name."
    return LongTextField(label="Why", max_length=500, help_text=hint, error_messages={"required": missing})


class ReasonForm(forms.Form):
    """Why two records are made one."""

    reason = _reason("Enter why, such as “The same person, under her maiden name”")

    @property
    def helper(self) -> FormHelper:
        return govuk_helper(Textarea("reason", rows=3, size="m"), tag=False)


class PartForm(ReasonForm):
    """Why two records are parted again."""

    reason = _reason("Enter why, such as “They are two people with the same name”")


class MergeForm(ReasonForm):
    """A question for each thing on which two records clash. ``seen`` marks the result that the page showed."""

    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, data: Any, *, kept: Practitioner, merged: Practitioner, asked: list[Question]) -> None:
        super().__init__(data)
        self.kept, self.merged, self.asked = kept, merged, [question.name for question in asked]
        for question in asked:
            self.fields[question.name] = _which(question)

    @property
    def helper(self) -> FormHelper:
        asked: list[Item] = [Radios(name, size="s") for name in self.asked]
        return govuk_helper(*asked, Textarea("reason", rows=3, size="s"), tag=False)

    @property
    def merging(self) -> Merging:
        """What was chosen. In: a form that is valid."""
        chosen = {name: Stays(self.cleaned_data[name]) for name in self.asked}
        return Merging(self.kept, self.merged, chosen)

    @property
    def mark(self) -> str:
        """The mark of the result: of the rows of both people as they are now, and of what was chosen."""
        people = [self.kept, self.merged]
        rows: list[Model] = [*people]
        for model in OF_A_PERSON:
            rows += model._default_manager.filter(practitioner__in=people).order_by("pk")
        chosen = {name: self.cleaned_data[name] for name in self.asked}
        text = json.dumps([[row.pk, version_of(row)] for row in rows] + [chosen], sort_keys=True)
        return hashlib.sha256(text.encode()).hexdigest()


def _which(question: Question) -> forms.ChoiceField:
    errors = {"required": "Choose which is right"}
    return forms.ChoiceField(
        label=question.text, choices=question.choices, widget=forms.RadioSelect, error_messages=errors
    )
