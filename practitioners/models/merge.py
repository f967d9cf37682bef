"""Two records of one person made one."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from practitioners.models.practitioner import Practitioner


class Merge(models.Model):
    """That what was recorded of one person belongs to another record, and all that is needed to part them again.

    ``steps`` are the changes of rows in the order in which they were made (practitioners/actions/steps.py).
    ``before`` and ``after`` are what held of the person who was kept, field by field.
    """

    kept = models.ForeignKey(Practitioner, on_delete=models.PROTECT, related_name="merges")
    merged = models.ForeignKey(Practitioner, on_delete=models.PROTECT, related_name="+")
    merged_at = models.DateTimeField()
    merged_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    reason = models.CharField(max_length=500)
    before = models.JSONField()
    after = models.JSONField()
    steps = models.JSONField()
    undone_at = models.DateTimeField(null=True)
    undone_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(kept=F("merged")), name="a_merge_is_of_two_people"),
            models.UniqueConstraint(
                fields=["merged"], condition=Q(undone_at__isnull=True), name="a_person_is_merged_once_at_a_time"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.merged} into {self.kept}"
