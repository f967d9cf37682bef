"""What was and what is to come of England or a region: the same questions as on the page of an authority."""

from datetime import datetime
from typing import NamedTuple

from compliance.reports.areas import Area
from compliance.reports.asked import Terms, days_asked
from compliance.reports.forecast import Forecast, forecast
from compliance.reports.kept import kept
from compliance.reports.trend import Month, months_round, trend

# Another number for another form or meaning of what is kept: what is in the cache is then not read.
VERSION = 2


class Ahead(NamedTuple):
    """The months round a day, and the forecast from it."""

    months: list[Month]
    forecast: Forecast


def ahead(area: Area, terms: Terms) -> Ahead:
    """The trend and the forecast of an area, in two queries."""
    days = months_round(terms.day, *days_asked(terms.book, terms.asked_on))
    return Ahead(trend(area, terms, days), forecast(area, terms))


def kept_ahead(region: str, terms: Terms, at: datetime) -> tuple[datetime, Ahead] | None:
    """The same of a region by its code, or of England, at most an hour old; nothing while another request counts it.

    All spans of all its months are read for it, which takes seconds. In: the moment.
    """
    key = f"outlook-{VERSION}-{terms.row.pk}-{terms.asked_on.isoformat()}-{terms.day.isoformat()}-{region}"
    return kept(key, lambda: ahead(Area(region=region), terms), at)
