"""Finding rule books."""

from datetime import date
from typing import TYPE_CHECKING

from django.db import models

from qualifications.enums import BookStatus

if TYPE_CHECKING:
    from qualifications.models import RuleBook


class RuleBookQuerySet(models.QuerySet["RuleBook"]):
    def published(self) -> "RuleBookQuerySet":
        return self.filter(status=BookStatus.PUBLISHED)

    def current(self, day: date) -> "RuleBook | None":
        """The book that answers on a day: of the published ones in force, the latest."""
        in_force = self.published().filter(in_force_from__lte=day)
        return in_force.order_by("-in_force_from", "-published_at", "-pk").first()
