"""Finding rule books."""

from datetime import date
from typing import TYPE_CHECKING

from django.db import models

from qualifications.enums import BookStatus
from senco_portal.lib.folding import fold

if TYPE_CHECKING:
    from qualifications.models import Provider, RuleBook

_LATEST_FIRST = ("-in_force_from", "-published_at", "-pk")


class ProviderQuerySet(models.QuerySet["Provider"]):
    def by_name(self) -> "dict[str, Provider]":
        """Each by its names, folded: what it is called, and what it is also known as."""
        return {fold(name): each for each in self.all() for name in (each.also_known_as, each.name) if name}

    def suggestions(self) -> list[str]:
        """The names of all, to suggest while somebody types."""
        return list(self.order_by("name").values_list("name", flat=True))


class RuleBookQuerySet(models.QuerySet["RuleBook"]):
    def published(self) -> "RuleBookQuerySet":
        return self.filter(status=BookStatus.PUBLISHED)

    def before(self, row: "RuleBook") -> "RuleBook | None":
        """The published book from which this one takes over, or would if it were published now."""
        earlier = models.Q(in_force_from__lt=row.in_force_from)
        same_day = models.Q(in_force_from=row.in_force_from)
        if row.published_at is not None:
            same_day &= models.Q(published_at__lt=row.published_at)
        return self.published().exclude(pk=row.pk).filter(earlier | same_day).order_by(*_LATEST_FIRST).first()

    def current(self, day: date) -> "RuleBook | None":
        """The book that answers on a day: of the published ones in force, the latest."""
        return self._in_force(day).first()

    def to_come(self, day: date) -> "list[RuleBook]":
        """The published books that take over after a day, the soonest first; of those of one day the one that will."""
        later = self.published().filter(in_force_from__gt=day).order_by(*_LATEST_FIRST)
        by_day = {row.in_force_from: row for row in reversed(later)}
        return [by_day[each] for each in sorted(by_day)]

    def with_current(self, day: date) -> "RuleBookQuerySet":
        """Each with the key of the book that answers on a day, as ``current_id``."""
        books = RuleBookQuerySet(self.model)._in_force(day)
        return self.annotate(current_id=models.Subquery(books.values("pk")[:1]))

    def _in_force(self, day: date) -> "RuleBookQuerySet":
        return self.published().filter(in_force_from__lte=day).order_by(*_LATEST_FIRST)
