"""What is recorded and cannot all be meant: a slip in a date, a post or a place."""

from collections.abc import Mapping

from django.db.models import Q

from compliance.enums import Contradiction
from compliance.reports.asked import Terms
from practitioners.models import Standing


def contradiction(values: tuple[str, ...], terms: Terms) -> Q:
    """Posts of which any of these is true, for rows of ``posts_on``."""
    found = Q(pk__in=[])
    for value in values:
        found |= _CONTRADICTIONS[value]
    return found


_CONTRADICTIONS: Mapping[str, Q] = {
    # On a day that its register says, or on one that it does not.
    Contradiction.CLOSED: Q(place=Standing.Place.CLOSED),
    Contradiction.TOO_EARLY: Q(has_too_early=True),
    # With its school a post comes from another number by day.
    Contradiction.BEFORE_OPENING: Q(before_opening=True),
}
