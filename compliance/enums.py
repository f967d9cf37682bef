"""Words of what areas look for, and of what they write about their settings."""

from django.db import models


class NoteKind(models.TextChoices):
    """What happened."""

    CALLED = "called", "we called"
    WROTE = "wrote", "we wrote"
    VISITED = "visited", "we visited"
    PROMISED = "promised", "they promised"
    OTHER = "other", "something else"


class EarlyYearsSenco(models.TextChoices):
    """How the SENCo of an early-years setting stands; of several the one who comes first here."""

    HOLDS = "holds", "holds the Level 3 award, or another that counts"
    WORKING = "working", "works towards it"
    UNKNOWN = "unknown", "cannot be told"
    NEITHER = "neither", "neither holds it nor works towards it"


class Succession(models.TextChoices):
    """Who stays or comes where the only SENCo of a setting leaves and nobody leads on the next day."""

    NOBODY = "nobody", "nobody follows, and there is no assistant SENCo"
    ASSISTANT = "assistant", "nobody follows yet, and an assistant SENCo stays"
    LATER = "later", "somebody follows, but not from the next day"


class Contradiction(models.TextChoices):
    """What is recorded of a post and cannot all be right."""

    CLOSED = "closed", "the setting has closed, and a SENCo is still recorded there"
    TOO_EARLY = "too_early", "an award or a course is from before its qualification was first taught"
    BEFORE_OPENING = "before_opening", "the post began before the setting opened"
