"""Courses under way, and awards."""

from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from practitioners.enums import ENROLMENT_STATUSES, OUTCOMES, EvidenceLevel
from practitioners.models.practitioner import Practitioner
from qualifications.models import Provider, Qualification
from qualifications.rules.facts import EnrolmentStatus


class Taught(models.Model):
    """Who gave a course: a provider of the catalogue, or one as somebody wrote it."""

    practitioner = models.ForeignKey(Practitioner, on_delete=models.PROTECT, related_name="%(class)ss")
    qualification = models.ForeignKey(Qualification, on_delete=models.PROTECT, related_name="+")
    provider = models.ForeignKey(Provider, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    provider_name = models.CharField("provider", max_length=200, blank=True)

    class Meta:
        abstract = True


class Enrolment(Taught):
    """A place on a course. ``ended_on`` is the last day of one that was completed or left."""

    started_on = models.DateField("course began on")
    status = models.CharField(max_length=15, choices=ENROLMENT_STATUSES, default=EnrolmentStatus.IN_PROGRESS.value)
    ended_on = models.DateField(null=True, blank=True, help_text="The last day on the course.")
    expected_completion_on = models.DateField(null=True, blank=True)
    expected_outcome_on = models.DateField(null=True, blank=True)

    history = HistoricalRecords()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(ended_on__gte=F("started_on")),
                name="a_course_ends_on_or_after_its_start",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["completed", "withdrawn"]) | Q(ended_on__isnull=False),
                name="a_course_that_is_over_has_a_last_day",
            ),
            models.CheckConstraint(
                condition=~Q(status="in_progress") | Q(ended_on__isnull=True),
                name="a_course_under_way_has_no_last_day",
            ),
            models.UniqueConstraint(
                fields=["practitioner", "qualification", "started_on"], name="a_course_begins_once_a_day"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.qualification}, begun on {self.started_on}"


class Award(Taught):
    """The outcome of a course, and what it rests on. Days that are empty are not known."""

    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, null=True, blank=True, related_name="awards")
    course_started_on = models.DateField("course began on", null=True, blank=True)
    course_completed_on = models.DateField("course completed on", null=True, blank=True)
    awarded_on = models.DateField("awarded on", null=True, blank=True)
    outcome = models.CharField(max_length=10, choices=OUTCOMES, default="passed")
    title = models.CharField("title as on the certificate", max_length=200, blank=True)
    evidence_level = models.CharField(
        max_length=10, choices=EvidenceLevel.choices, default=EvidenceLevel.DECLARED, verbose_name="rests on"
    )

    history = HistoricalRecords()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(course_started_on__isnull=True)
                | Q(course_completed_on__isnull=True)
                | Q(course_completed_on__gte=F("course_started_on")),
                name="a_course_of_an_award_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=Q(course_completed_on__isnull=True)
                | Q(awarded_on__isnull=True)
                | Q(awarded_on__gte=F("course_completed_on")),
                name="an_award_is_not_before_its_course_ends",
                violation_error_message="The award cannot be before the course was completed.",
            ),
            models.CheckConstraint(
                condition=Q(course_started_on__isnull=True)
                | Q(awarded_on__isnull=True)
                | Q(awarded_on__gte=F("course_started_on")),
                name="an_award_is_not_before_its_course_begins",
            ),
            models.CheckConstraint(
                condition=Q(enrolment__isnull=True)
                | Q(course_started_on__isnull=False, course_completed_on__isnull=False),
                name="an_outcome_says_when_its_course_was_completed",
            ),
            models.UniqueConstraint(
                fields=["enrolment"], condition=Q(outcome="passed"), name="a_course_is_passed_once"
            ),
        ]

    def __str__(self) -> str:
        return self.title or str(self.qualification)
