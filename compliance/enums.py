"""Words of what areas write about their settings."""

from django.db import models


class NoteKind(models.TextChoices):
    """What happened."""

    CALLED = "called", "we called"
    WROTE = "wrote", "we wrote"
    VISITED = "visited", "we visited"
    PROMISED = "promised", "they promised"
    OTHER = "other", "something else"
