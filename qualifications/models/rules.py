"""What a book says of kinds of settings, what it accepts, and its rules."""

from django.db import models
from django.db.models import F, Q

from qualifications.enums import EXPECTATIONS, REQUIREMENTS, SERVICE_TESTS
from qualifications.models.book import RuleBook
from qualifications.models.catalogue import Qualification


class SettingTerms(models.Model):
    """Whether service at a kind of setting counts, and how strongly it should have a SENCo."""

    book = models.ForeignKey(RuleBook, on_delete=models.CASCADE, related_name="setting_terms")
    position = models.PositiveSmallIntegerField()
    setting_type = models.CharField(max_length=30)
    counts_as_service = models.BooleanField()
    should_have_senco = models.CharField(max_length=10, choices=EXPECTATIONS)

    class Meta:
        verbose_name_plural = "setting terms"
        constraints = [
            models.UniqueConstraint(fields=["book", "setting_type"], name="a_book_speaks_once_of_a_setting_type"),
            models.UniqueConstraint(fields=["book", "position"], name="setting_terms_stand_in_order"),
        ]

    def __str__(self) -> str:
        return self.setting_type


class Acceptance(models.Model):
    """A qualification that a named set takes, by when its course began and was completed."""

    book = models.ForeignKey(RuleBook, on_delete=models.CASCADE, related_name="acceptances")
    position = models.PositiveSmallIntegerField()
    set = models.CharField(max_length=40, help_text="Rules name the set; the first in it is offered first.")
    qualification = models.ForeignKey(Qualification, on_delete=models.PROTECT, related_name="+")
    begun_from = models.DateField("course begun on or after", null=True, blank=True)
    begun_before = models.DateField("course begun before", null=True, blank=True)
    completed_before = models.DateField("course completed before", null=True, blank=True)
    first_course_on = models.DateField("first course ever began on", null=True, blank=True)
    longest_months = models.PositiveSmallIntegerField("longest usual months from start to outcome")
    longest_is_assumed = models.BooleanField("nobody published that figure", default=False)
    words = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["book", "position"], name="acceptances_stand_in_order"),
            models.CheckConstraint(condition=Q(longest_months__gt=0), name="a_course_takes_time"),
        ]

    def __str__(self) -> str:
        return f"{self.set}: {self.qualification}"


class Rule(models.Model):
    """For which posts it holds, what follows, and why. The first that fits governs."""

    book = models.ForeignKey(RuleBook, on_delete=models.CASCADE, related_name="rules")
    position = models.PositiveSmallIntegerField()
    code = models.CharField(max_length=60)
    setting_types = models.JSONField(help_text="The kinds of settings that it is about.")
    roles = models.JSONField(default=list, blank=True, help_text="The roles that it is about; none means any.")
    started_from = models.DateField("post began on or after", null=True, blank=True)
    started_until = models.DateField("post began on or before", null=True, blank=True)
    service = models.CharField("earlier service", max_length=10, choices=SERVICE_TESTS)
    service_begun_until = models.DateField("earlier service began on or before", null=True, blank=True)
    requirement = models.CharField(max_length=12, choices=REQUIREMENTS)
    exemption = models.CharField("exemption code, where it lifts a duty", max_length=40, blank=True)
    qualification = models.ForeignKey(
        Qualification,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="That the law names.",
    )
    months = models.PositiveSmallIntegerField("months to the deadline", null=True, blank=True)
    tests_designation = models.BooleanField("the designation test applies", default=False)
    accepts = models.CharField("set of acceptances", max_length=40, blank=True)
    words = models.TextField("why, in plain words")
    needs_review = models.BooleanField("a person should check the answer", default=False)
    review_reason = models.TextField("why a person should check", blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["book", "code"], name="a_rule_has_a_name_of_its_own"),
            models.UniqueConstraint(fields=["book", "position"], name="rules_stand_in_order"),
            models.CheckConstraint(
                condition=Q(started_from__isnull=True)
                | Q(started_until__isnull=True)
                | Q(started_until__gte=F("started_from")),
                name="a_rule_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=Q(months__isnull=True) | Q(months__gt=0), name="a_deadline_comes_after_the_start"
            ),
            models.CheckConstraint(
                condition=Q(exemption="") | Q(requirement="none"), name="an_exemption_asks_for_nothing"
            ),
        ]

    def __str__(self) -> str:
        return self.code
