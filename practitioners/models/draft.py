"""An appointment that somebody has begun to record."""

from django.conf import settings
from django.db import models

from settings.models import Setting


class Draft(models.Model):
    """What one user has answered so far at one setting: by the question's name, as it was typed.

    It is nobody else's, survives signing out, and goes when it is saved. ``version`` counts the answers.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    setting = models.ForeignKey(Setting, on_delete=models.CASCADE, related_name="+")
    answers = models.JSONField(default=dict)
    started_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "setting"], name="one_draft_per_user_and_setting")]

    def __str__(self) -> str:
        return f"{self.user}, {self.setting}"
