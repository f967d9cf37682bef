"""What an area is compared with: its region and England, counted at most an hour ago."""

from collections.abc import Mapping
from datetime import datetime
from typing import NamedTuple

from compliance.reports.asked import Terms
from compliance.reports.england import Numbers, by_region
from compliance.reports.kept import kept

# Another number for another form or meaning of what is kept: what is in the cache is then not read.
VERSION = 1


class Totals(NamedTuple):
    """The numbers of every region, by its code, and when they were counted."""

    counted_at: datetime
    regions: Mapping[str, Numbers]


def totals(terms: Terms, at: datetime) -> Totals | None:
    """The numbers of every region on a day; nothing while another request counts them. In: the moment."""
    key = f"regions-{VERSION}-{terms.row.pk}-{terms.day.isoformat()}"
    found = kept(key, lambda: {code: dict(numbers) for code, numbers in by_region(terms).items()}, at)
    return found and Totals(*found)
