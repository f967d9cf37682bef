"""What a register leaves open and nobody may guess: asked until a person has answered."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from settings.enums import QuestionKind
from settings.models.imports import ImportRun


class Question(models.Model):
    """One thing to decide. ``about`` names it within its kind, so that it is asked once: a number, a code, a name."""

    kind = models.CharField(max_length=20, choices=QuestionKind.choices)
    about = models.CharField(max_length=120)
    text = models.TextField()
    choices = models.JSONField(default=list, blank=True, help_text="What may be chosen: [value, label] pairs; or any.")
    run = models.ForeignKey(ImportRun, on_delete=models.SET_NULL, null=True, blank=True, related_name="asked")
    asked_at = models.DateTimeField()
    answer = models.CharField(max_length=120, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    # An answer may be changed later: both are kept.
    history = HistoricalRecords()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "about"], name="a_question_is_asked_once"),
            models.CheckConstraint(
                condition=Q(answer="", answered_at__isnull=True) | (~Q(answer="") & Q(answered_at__isnull=False)),
                name="an_answer_has_a_moment",
            ),
        ]
        indexes = [models.Index(fields=["answered_at", "kind"], name="questions_waiting")]

    def __str__(self) -> str:
        return self.text
