"""What an area is compared with: its region and England, counted at most an hour ago."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import NamedTuple

from django.core.cache import cache

from compliance.reports.asked import Terms
from compliance.reports.england import Numbers, england, regions
from settings.models import LocalAuthority

LASTS = timedelta(hours=1)
# Another number for another form or meaning of what is kept: what is in the cache is then not read.
VERSION = 1


class Totals(NamedTuple):
    """The numbers of every region, by its code, and when they were counted."""

    counted_at: datetime
    regions: Mapping[str, Numbers]


def totals(terms: Terms, at: datetime) -> Totals:
    """The numbers of every region on a day; one query where they were counted in the last hour. In: the moment."""
    key = f"regions-{VERSION}-{terms.row.pk}-{terms.day.isoformat()}"
    kept = cache.get(key)
    if kept is None:
        found = regions(england(terms), LocalAuthority.objects.all())
        kept = (at, {code: dict(numbers) for code, numbers in found.items()})
        cache.set(key, kept, LASTS.total_seconds())
    return Totals(*kept)
