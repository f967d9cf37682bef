"""A person who is, was or will be a SENCo: one record, wherever they work."""

from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from practitioners.models.words import NameWordsField
from practitioners.querysets import PractitionerQuerySet
from qualifications.enums import ANSWERS


class Practitioner(models.Model):
    """What holds of a person at every post. Empty is not known, and never the same as no.

    ``posts_told``, ``awards_told``, ``courses_told``: all earlier posts, awards, courses are recorded; else there may
    be others.
    """

    name = models.CharField("full name", max_length=200)
    words = NameWordsField(of="name")
    email = models.EmailField("e-mail address", max_length=254, blank=True)
    trn = models.CharField("teacher reference number", max_length=7, blank=True, help_text="Seven digits.")
    teacher_status = models.CharField(max_length=20, blank=True, choices=ANSWERS["teacher_status"])
    induction = models.CharField(max_length=20, blank=True, choices=ANSWERS["induction"])
    posts_told = models.BooleanField("all earlier SENCo posts are recorded", default=False)
    awards_told = models.BooleanField("all awards are recorded", default=False)
    courses_told = models.BooleanField("all courses are recorded", default=False)
    merged_into = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="merged", help_text="Who this is too."
    )

    history = HistoricalRecords(excluded_fields=["words"])

    objects = PractitionerQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="a_practitioner_has_a_name"),
            models.CheckConstraint(condition=Q(trn="") | Q(trn__regex=r"^\d{7}$"), name="a_trn_has_seven_digits"),
            models.UniqueConstraint(
                fields=["trn"],
                condition=~Q(trn="") & Q(merged_into__isnull=True),
                name="one_practitioner_per_trn",
                violation_error_message="Somebody else is recorded with this teacher reference number.",
            ),
            models.CheckConstraint(
                condition=Q(merged_into__isnull=True) | ~Q(merged_into=F("id")), name="nobody_is_merged_into_themselves"
            ),
        ]
        indexes = [models.Index(fields=["email"], name="practitioners_by_email")]

    def __str__(self) -> str:
        return self.name


class PreviousName(models.Model):
    """What a person was called before."""

    practitioner = models.ForeignKey(Practitioner, on_delete=models.CASCADE, related_name="previous_names")
    name = models.CharField(max_length=200)

    history = HistoricalRecords()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["practitioner", "name"], name="a_previous_name_stands_once")]

    def __str__(self) -> str:
        return self.name
