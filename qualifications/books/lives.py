"""Which book took over from a published one, and when."""

from datetime import date, datetime
from typing import NamedTuple

from django.db.models import Q
from django.utils.timezone import get_current_timezone

from qualifications import models


class Replaced(NamedTuple):
    """The book that takes over from another, the day on which it does, and whether the other ever answered."""

    by: models.RuleBook
    on: date
    ever_answered: bool


def day_of(moment: datetime) -> date:
    """The day of a moment where the portal is."""
    return moment.astimezone(get_current_timezone()).date()


def replaced(row: models.RuleBook) -> Replaced | None:
    """What takes over from a published book; nothing where no later book is published."""
    same_day = Q(in_force_from=row.in_force_from)
    later = Q(in_force_from__gt=row.in_force_from) | same_day & Q(published_at__gt=row.published_at)
    after = models.RuleBook.objects.published().filter(
        later | same_day & Q(published_at=row.published_at, pk__gt=row.pk)
    )
    latest_first = after.order_by("-in_force_from", "-published_at", "-pk")
    by = min(latest_first, key=_takes_over, default=None)
    if by is None:
        return None
    return Replaced(by, _takes_over(by), _takes_over(by) > _takes_over(row) or _moment(by) > _moment(row))


def _takes_over(row: models.RuleBook) -> date:
    """The first day on which a book can have answered: its own, or that of its publishing where that is later."""
    return max(row.in_force_from, day_of(_moment(row)))


def _moment(row: models.RuleBook) -> datetime:
    if row.published_at is None:
        raise ValueError(f"{row} is a draft.")
    return row.published_at
