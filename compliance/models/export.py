"""That somebody took a list of people along as a file."""

from django.conf import settings
from django.db import models

from settings.models import LocalAuthority


class Export(models.Model):
    """Who took which list of which area along, and how many rows. ADR 24 says how long it is kept and who reads it."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    authority = models.ForeignKey(
        LocalAuthority, on_delete=models.PROTECT, null=True, related_name="+", help_text="Empty where it was England."
    )
    what = models.CharField(max_length=20, help_text="What the rows are: post.")
    kind = models.CharField("file", max_length=10, help_text="csv or xlsx.")
    day = models.DateField(help_text="The day that the list is of.")
    filters = models.TextField(blank=True, help_text="In words; empty where the whole list was taken.")
    columns = models.TextField(blank=True, help_text="Empty where all were taken.")
    rows = models.PositiveIntegerField()
    made_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["made_at"], name="exports_by_age")]

    def __str__(self) -> str:
        return f"{self.user}, {self.made_at}"
