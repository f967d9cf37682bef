"""The alternatives of the designation test, as rows."""

from django.db import models

from qualifications.models.book import RuleBook


class Alternative(models.Model):
    """One way in which a person may be the SENCo at all."""

    book = models.ForeignKey(RuleBook, on_delete=models.CASCADE, related_name="alternatives")
    position = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=200)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["book", "position"], name="alternatives_stand_in_order")]

    def __str__(self) -> str:
        return self.name


class DesignationTest(models.Model):
    """One fact that must have one of these values."""

    alternative = models.ForeignKey(Alternative, on_delete=models.CASCADE, related_name="tests")
    position = models.PositiveSmallIntegerField()
    fact = models.CharField(max_length=40)
    accepted = models.JSONField(help_text="The values that pass.")
    words = models.CharField("the SENCo must", max_length=200)
    needs_review = models.BooleanField("failing it alone is for a person to check", default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["alternative", "position"], name="tests_stand_in_order")]

    def __str__(self) -> str:
        return self.words
