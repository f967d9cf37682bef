"""Two records that are alike, and not of the same person."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from practitioners.models.practitioner import Practitioner


class KeptApart(models.Model):
    """That somebody compared two records and said that they are not of the same person."""

    one = models.ForeignKey(Practitioner, on_delete=models.CASCADE, related_name="+")
    other = models.ForeignKey(Practitioner, on_delete=models.CASCADE, related_name="+")
    said_at = models.DateTimeField()
    said_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")

    history = HistoricalRecords()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(one__lt=F("other")), name="two_records_stand_in_one_order"),
            models.UniqueConstraint(fields=["one", "other"], name="two_records_are_kept_apart_once"),
        ]

    def __str__(self) -> str:
        return f"{self.one} and {self.other}"
