"""What is recorded and cannot all be meant: a slip in a date, a post or a place."""

from collections.abc import Callable, Mapping

from django.db.models import F, Q

from compliance.enums import Contradiction
from compliance.reports.asked import Terms
from settings.enums import SettingStatus


def contradiction(values: tuple[str, ...], terms: Terms) -> Q:
    """Posts of which any of these is true, for rows of ``posts_on``."""
    found = Q(pk__in=[])
    for value in values:
        found |= _CONTRADICTIONS[value](terms)
    return found


def closed(terms: Terms) -> Q:
    """Whether the setting has closed before the day, or on a day that its register does not say."""
    on_some_day = Q(setting__closed_on__isnull=True, setting__status=SettingStatus.CLOSED)
    return on_some_day | Q(setting__closed_on__isnull=False, setting__closed_on__lt=terms.day)


def _before_opening(terms: Terms) -> Q:
    """Whether the post was there before the setting opened; with its school it comes from another number by day."""
    return Q(setting__opened_on__isnull=False, setting__opened_on__gt=F("since_on"))


_CONTRADICTIONS: Mapping[str, Callable[[Terms], Q]] = {
    Contradiction.CLOSED: closed,
    Contradiction.TOO_EARLY: lambda terms: Q(has_too_early=True),
    Contradiction.BEFORE_OPENING: _before_opening,
}
