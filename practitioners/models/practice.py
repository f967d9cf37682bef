"""What keeps a SENCo in practice: training, and meetings with others."""

from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from practitioners.enums import PracticeKind
from practitioners.models.practitioner import Practitioner

MOST_HOURS = 24


class Practice(models.Model):
    """Training that a person had, or a meeting of SENCos that they went to, on one day. No decision turns on it."""

    practitioner = models.ForeignKey(Practitioner, on_delete=models.PROTECT, related_name="practice")
    kind = models.CharField(max_length=10, choices=PracticeKind.choices)
    held_on = models.DateField("day", help_text="Of several days each is a row.")
    hours = models.DecimalField(max_digits=4, decimal_places=2)
    title = models.CharField("what it was", max_length=200)
    place = models.CharField("where", max_length=200, blank=True)

    history = HistoricalRecords()

    class Meta:
        verbose_name = "practice"
        constraints = [
            models.CheckConstraint(condition=Q(hours__gt=0), name="practice_takes_some_time"),
            models.CheckConstraint(condition=Q(hours__lte=MOST_HOURS), name="practice_fits_a_day"),
            models.CheckConstraint(condition=~Q(title=""), name="practice_says_what_it_was"),
        ]

    def __str__(self) -> str:
        return self.title
