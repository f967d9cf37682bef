"""The forms of a source, and of what a book says of itself."""

from typing import Any

from django import forms

from qualifications.admin.forms import meanings
from qualifications.admin.forms.base import PartForm
from qualifications.admin.forms.cited import CitedForm
from qualifications.admin.forms.fields import number_field, one_of, several_of, short_long_text
from qualifications.enums import ACCEPT_BY, CLOCKS, LEAP_DAYS, OVERLAPS, Role
from qualifications.models import RuleBook, Source
from qualifications.wording import CONVENTIONS
from senco_portal.lib.govuk_forms.dates import DateInputField


class SourceForm(PartForm):
    """A text and the provision in it."""

    kind = "source"
    groups = [("The source", ["name", "provision", "url"])]

    url = forms.URLField(label="Web address", max_length=300, assume_scheme="https")

    class Meta:
        model = Source
        fields = ("name", "provision", "url")
        labels = {"name": "Name of the text", "provision": "Provision in it"}

    def clean(self) -> dict[str, Any]:
        """Raises ValidationError where the draft has this source already."""
        cleaned = super().clean()
        text = {name: cleaned.get(name) for name in self._meta.fields or ()}
        if all(text.values()) and self.is_taken(**text):
            raise forms.ValidationError("The book has this source already.")
        return cleaned


class AboutForm(PartForm):
    """The name of a draft, its day, and its notes."""

    kind = "about"
    groups = [("The book itself", ["name", "in_force_from", "notes"])]

    in_force_from = DateInputField(
        label="In force from",
        subject="First day in force",
        help_text="Once it is published it answers from this day on, until a later book does.",
    )

    class Meta:
        model = RuleBook
        fields = ("name", "in_force_from", "notes")
        widgets = {"notes": short_long_text(8)}
        help_texts = {
            "notes": "What a reader should know of the whole book, and what it leaves out.",
        }


class ServiceForm(CitedForm):
    """How much earlier service is more than the limit, and in which roles it counts."""

    kind = "service"
    groups = [("The limit of earlier service", ["service_months", "service_days", "service_roles"])]

    service_months = number_field(
        label="Limit in one run, in months",
        help_text="Service in one run is more than the limit where it is longer than this.",
    )
    service_days = number_field(
        label="Limit in several runs, in days",
        help_text="Service in several runs is more than the limit where its days are more than this.",
    )
    service_roles = several_of(
        "Roles in which service counts",
        Role.choices,
        meanings.ROLES,
        required=False,
    )

    class Meta:
        model = RuleBook
        fields = ("service_months", "service_days", "service_roles")


class ConventionsForm(PartForm):
    """The choices that the text leaves open, made for the whole book."""

    kind = "conventions"
    groups = [("Where the text leaves a choice", list(CONVENTIONS))]

    leap_day = one_of(CONVENTIONS["leap_day"][0], LEAP_DAYS, meanings.CONVENTIONS["leap_day"])
    clock = one_of(CONVENTIONS["clock"][0], CLOCKS, meanings.CONVENTIONS["clock"])
    overlap = one_of(CONVENTIONS["overlap"][0], OVERLAPS, meanings.CONVENTIONS["overlap"])
    accept_by = one_of(CONVENTIONS["accept_by"][0], ACCEPT_BY, meanings.CONVENTIONS["accept_by"])

    class Meta:
        model = RuleBook
        fields = tuple(CONVENTIONS)
