"""Forms of courses and awards."""

from typing import Any

from django import forms

from practitioners.enums import ENROLMENT_STATUSES, OUTCOMES
from practitioners.forms.certificates import EvidencedForm
from practitioners.forms.records import PROVIDERS, RecordForm, WordField, boxes, check_past, dates, day, radios
from practitioners.models import Award, Enrolment
from qualifications.checker.first_courses import first_courses, too_early
from qualifications.models import Provider, Qualification
from qualifications.rules.facts import EnrolmentStatus
from senco_portal.lib.folding import fold
from senco_portal.lib.govuk_forms.layout import Text

_RUNS = {EnrolmentStatus.IN_PROGRESS, EnrolmentStatus.DEFERRED}


class QualificationField(forms.ModelChoiceField):  # type: ignore[type-arg]  # no type arguments at run time
    """One of the catalogue."""

    def __init__(self) -> None:
        super().__init__(
            Qualification.objects.order_by("-level", "name"),
            label="Qualification",
            empty_label="Choose",
            error_messages={"required": "Choose the qualification"},
        )

    def label_from_instance(self, obj: Any) -> str:
        return str(obj.name)


class TaughtForm(RecordForm):
    """A course or its award: which, and who teaches it, one of the catalogue, which are suggested, or another.

    No day of it can be before the first course for its qualification.
    """

    provider_name = forms.CharField(
        label="Provider",
        required=False,
        max_length=200,
        help_text="Who teaches the course.",
        widget=forms.TextInput(attrs={"list": PROVIDERS, "autocomplete": "off"}),
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        if self.instance.provider is not None:
            self.initial["provider_name"] = self.instance.provider.name

    @property
    def providers(self) -> list[str]:
        """Names to suggest."""
        return Provider.objects.suggestions()

    def clean_provider_name(self) -> str:
        """The name as it is written; nothing where it is that of one in the catalogue, which the row then leads to."""
        written = str(self.cleaned_data["provider_name"])
        self.instance.provider = Provider.objects.by_name().get(fold(written)) if written else None
        return "" if self.instance.provider else written

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean() or {}
        days = {name: cleaned[name] for name in self.order if cleaned.get(name)}
        taken = cleaned.get("qualification")
        for name, words in too_early(taken.code if taken else "", days, first_courses()).items():
            self.add_error(name, f"{self.fields[name].label} {words}")
        return cleaned


class EnrolmentForm(TaughtForm):
    """A course that a person is on, was on, or will be on."""

    qualification = QualificationField()
    started_on = day("First day of the course", required=True, hint="It may be a day to come.")
    status = WordField("How does it stand?", ENROLMENT_STATUSES, unknown="")
    ended_on = day("Last day on the course", hint="Only where it was completed, left or put off.")
    expected_completion_on = day("Completion expected on")
    expected_outcome_on = day("Outcome expected on")
    order = ("started_on", "expected_completion_on", "expected_outcome_on")
    layout = (
        *boxes("qualification"),
        Text("provider_name", size="s"),
        *dates("started_on"),
        *radios("status"),
        *dates("ended_on", "expected_completion_on", "expected_outcome_on"),
    )

    class Meta:
        model = Enrolment
        fields = (
            "qualification",
            "provider_name",
            "started_on",
            "status",
            "ended_on",
            "expected_completion_on",
            "expected_outcome_on",
        )

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean() or {}
        status, ended = cleaned.get("status"), cleaned.get("ended_on")
        check_past(self, "ended_on")
        if status and status not in _RUNS and not ended and "ended_on" not in self.errors:
            self.add_error("ended_on", "Enter the last day on the course, since it is over")
        if status == EnrolmentStatus.IN_PROGRESS and ended:
            self.add_error("ended_on", "A course that is under way has no last day yet")
        if ended and cleaned.get("started_on") and ended < cleaned["started_on"]:
            self.add_error("ended_on", "The last day is before the first day of the course: check both dates")
        return cleaned


class OutcomeForm(EvidencedForm):
    """How a course ended."""

    course_completed_on = day("Course completed on", required=True)
    outcome = WordField("Outcome", OUTCOMES, unknown="")
    awarded_on = day("Date of the outcome, as on the certificate", required=True)
    title = forms.CharField(label="Title as on the certificate", required=False, max_length=200)
    order = past = ("course_completed_on", "awarded_on")
    layout = (
        *dates("course_completed_on"),
        *radios("outcome"),
        *dates("awarded_on"),
        Text("title", size="s"),
        *boxes("certificate"),
    )

    class Meta:
        model = Award
        fields = ("course_completed_on", "outcome", "awarded_on", "title")


class AwardForm(EvidencedForm, TaughtForm):
    """An award, with the days of its course."""

    qualification = QualificationField()
    title = forms.CharField(label="Title as on the certificate", required=False, max_length=200)
    course_started_on = day("Course began on")
    course_completed_on = day("Course completed on")
    awarded_on = day("Date on the certificate")
    outcome = WordField("Outcome", OUTCOMES, unknown="")
    order = past = ("course_started_on", "course_completed_on", "awarded_on")
    layout = (
        *boxes("qualification"),
        Text("title", size="s"),
        Text("provider_name", size="s"),
        *dates("course_started_on", "course_completed_on", "awarded_on"),
        *radios("outcome"),
        *boxes("certificate"),
    )

    class Meta:
        model = Award
        fields = (
            "qualification",
            "title",
            "provider_name",
            "course_started_on",
            "course_completed_on",
            "awarded_on",
            "outcome",
        )


class CorrectAwardForm(AwardForm):
    needs_reason = True


class ChangeEnrolmentForm(EnrolmentForm):
    needs_reason = True
