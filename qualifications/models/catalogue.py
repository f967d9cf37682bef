"""Qualifications, the forms in which they are awarded, their parts, and who awards and teaches them.

What is not known is empty. Months and hours are whole numbers; credits are credits of the awarding framework.
"""

from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from qualifications.enums import Certainty, PartKind, ProviderRole
from qualifications.querysets import ProviderQuerySet


class Sourced(models.Model):
    """Where a fact of the catalogue is from, and how sure it is."""

    certainty = models.CharField(max_length=10, choices=Certainty.choices)
    source = models.CharField(max_length=300)
    source_url = models.URLField(max_length=300, blank=True)
    note = models.TextField(blank=True, help_text="What a reader should know: assumptions, doubts, what is not known.")

    class Meta:
        abstract = True


class Sized(models.Model):
    """How large a qualification is."""

    credits = models.PositiveSmallIntegerField(null=True, blank=True)
    guided_hours = models.PositiveSmallIntegerField("guided learning hours", null=True, blank=True)
    total_hours = models.PositiveSmallIntegerField("total qualification time, hours", null=True, blank=True)
    usual_months = models.PositiveSmallIntegerField(
        "usual months to the outcome", null=True, blank=True, help_text="From the start of the course."
    )

    class Meta:
        abstract = True


class Qualification(Sized, Sourced):
    """A qualification that rules can ask for or accept."""

    code = models.CharField(max_length=40, unique=True, help_text="Rule books, awards and scripts know it by this.")
    name = models.CharField(max_length=200)
    short_name = models.CharField(max_length=60, help_text="As it stands inside a sentence.")
    level = models.PositiveSmallIntegerField(null=True, blank=True)
    usual_is_assumed = models.BooleanField(default=False, help_text="Nobody published the usual months.")
    longest_months = models.PositiveSmallIntegerField("longest usual months to the outcome", null=True, blank=True)
    longest_is_assumed = models.BooleanField(default=False, help_text="Nobody published the longest months.")
    first_course_on = models.DateField("first day on which any course began", null=True, blank=True)
    replaces = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="replaced_by",
        help_text="As what new SENCos take.",
    )
    replaced_on = models.DateField("took the other's place on", null=True, blank=True)

    history = HistoricalRecords()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(level__isnull=True) | Q(level__range=(1, 8)), name="levels_are_1_to_8"),
            models.CheckConstraint(
                condition=Q(longest_months__isnull=True)
                | Q(usual_months__isnull=True)
                | Q(longest_months__gte=F("usual_months")),
                name="longest_is_not_shorter_than_usual",
            ),
            models.CheckConstraint(
                condition=Q(replaces__isnull=True, replaced_on__isnull=True)
                | Q(replaces__isnull=False, replaced_on__isnull=False),
                name="a_replacement_has_a_day",
            ),
        ]

    def __str__(self) -> str:
        return self.short_name


class Provider(models.Model):
    """A body that awards or teaches a qualification."""

    name = models.CharField(max_length=200, unique=True)
    also_known_as = models.CharField(max_length=200, blank=True)

    history = HistoricalRecords()

    objects = ProviderQuerySet.as_manager()

    def __str__(self) -> str:
        return self.name


class Variant(Sized, Sourced):
    """A qualification in one awarding body's form. Which one a person holds is recorded; the rules accept any."""

    qualification = models.ForeignKey(Qualification, on_delete=models.PROTECT, related_name="variants")
    awarding_body = models.ForeignKey(Provider, on_delete=models.PROTECT, related_name="variants")
    title = models.CharField(max_length=200, unique=True)
    number = models.CharField("Ofqual number", max_length=20, blank=True)

    history = HistoricalRecords()

    def __str__(self) -> str:
        return self.title


class Unit(models.Model):
    """A part of a qualification, or of one awarding body's form of it."""

    qualification = models.ForeignKey(Qualification, on_delete=models.CASCADE, related_name="units")
    variant = models.ForeignKey(Variant, on_delete=models.CASCADE, null=True, blank=True, related_name="units")
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=10, choices=PartKind.choices)
    reference = models.CharField(max_length=20, blank=True)
    title = models.CharField(max_length=200, blank=True)

    history = HistoricalRecords()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["qualification", "position"], condition=Q(variant=None), name="units_stand_in_order"
            ),
            models.UniqueConstraint(fields=["variant", "position"], name="units_of_a_form_stand_in_order"),
            models.CheckConstraint(condition=~Q(reference="", title=""), name="a_unit_has_a_reference_or_a_title"),
        ]

    def __str__(self) -> str:
        return self.title or self.reference


class Approval(Sourced):
    """That a provider may award or teach a qualification, and between which days, where that is known."""

    provider = models.ForeignKey(Provider, on_delete=models.PROTECT, related_name="approvals")
    qualification = models.ForeignKey(Qualification, on_delete=models.PROTECT, related_name="approvals")
    role = models.CharField(max_length=10, choices=ProviderRole.choices)
    approved_from = models.DateField(null=True, blank=True)
    approved_until = models.DateField("approved until, inclusive", null=True, blank=True)

    history = HistoricalRecords()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["provider", "qualification", "role"], name="one_approval_per_role"),
            models.CheckConstraint(
                condition=Q(approved_from__isnull=True)
                | Q(approved_until__isnull=True)
                | Q(approved_until__gte=F("approved_from")),
                name="an_approval_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.provider} {self.get_role_display()}: {self.qualification}"
