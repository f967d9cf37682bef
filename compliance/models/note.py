"""Notes of an authority on its settings."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from compliance.enums import NoteKind
from compliance.querysets import NoteQuerySet
from settings.models import LocalAuthority, Setting


class Note(models.Model):
    """What an authority did about a setting, or was told there, on one day; and what is to follow, if anything.

    It is the authority's own: it stays with it where the setting goes to another one, which never sees it.
    """

    authority = models.ForeignKey(LocalAuthority, on_delete=models.PROTECT, related_name="+")
    setting = models.ForeignKey(Setting, on_delete=models.PROTECT, related_name="notes")
    kind = models.CharField("what happened", max_length=10, choices=NoteKind.choices)
    text = models.TextField("note")
    noted_on = models.DateField("day")
    due_on = models.DateField("follow up by", null=True, blank=True)
    done_on = models.DateField("followed up on", null=True, blank=True)
    done_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    outcome = models.TextField("what came of it", blank=True)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    history = HistoricalRecords()

    objects = NoteQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="a_note_says_something"),
            models.CheckConstraint(
                condition=Q(due_on__isnull=True) | Q(due_on__gte=F("noted_on")),
                name="a_follow_up_is_not_before_its_note",
            ),
            models.CheckConstraint(
                condition=Q(done_on__isnull=True, done_by__isnull=True, outcome="")
                | Q(done_on__isnull=False, done_by__isnull=False, due_on__isnull=False),
                name="what_is_done_was_to_be_done_and_by_somebody",
            ),
        ]
        indexes = [
            models.Index(
                fields=["authority", "due_on"], condition=Q(due_on__isnull=False), name="follow_ups_of_an_area"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} on {self.noted_on}"
