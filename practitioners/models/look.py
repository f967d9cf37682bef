"""That somebody looked at a person's record."""

from django.conf import settings
from django.db import models

from practitioners.enums import Seen
from practitioners.models.practitioner import Practitioner


class Look(models.Model):
    """Who looked at whose record, when, and at what of it: the first time in a quarter of an hour.

    It stays with the record that was looked at, also where that is merged into another. ADR 0019 says how long it is
    kept and who may read it.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    practitioner = models.ForeignKey(Practitioner, on_delete=models.CASCADE, related_name="looks")
    seen = models.CharField(max_length=15, choices=Seen.choices)
    looked_at = models.DateTimeField()
    quarter = models.DateTimeField(help_text="When the quarter of an hour began.")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["practitioner", "user", "seen", "quarter"], name="one_look_in_a_quarter_of_an_hour"
            ),
        ]
        indexes = [
            models.Index(fields=["practitioner", "looked_at"], name="looks_at_a_person"),
            models.Index(fields=["looked_at"], name="looks_by_age"),
        ]

    def __str__(self) -> str:
        return f"{self.user}, {self.looked_at}"
