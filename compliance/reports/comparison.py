"""What an area is compared with: its region and England, counted at most an hour ago."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import NamedTuple

from django.core.cache import cache

from compliance.reports.asked import Terms
from compliance.reports.england import Numbers, by_region

LASTS = timedelta(hours=1)
# Whoever counts and does not come to an end lets others count after so long.
COUNTED_WITHIN = timedelta(minutes=1)
# Another number for another form or meaning of what is kept: what is in the cache is then not read.
VERSION = 1


class Totals(NamedTuple):
    """The numbers of every region, by its code, and when they were counted."""

    counted_at: datetime
    regions: Mapping[str, Numbers]


def totals(terms: Terms, at: datetime) -> Totals | None:
    """The numbers of every region on a day; one query where they were counted in the last hour. In: the moment.

    Of requests that find none one counts, and the others get nothing: all of England is not counted twice at a time.
    """
    key = f"regions-{VERSION}-{terms.row.pk}-{terms.day.isoformat()}"
    kept = cache.get(key)
    if kept is None:
        if not cache.add(counting := f"{key}-counting", True, COUNTED_WITHIN.total_seconds()):
            return None
        try:
            kept = (at, {code: dict(numbers) for code, numbers in by_region(terms).items()})
            cache.set(key, kept, LASTS.total_seconds())
        finally:
            cache.delete(counting)
    return Totals(*kept)
