"""What costs more to count than a page may: counted by one request at a time, and kept for an hour."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from django.core.cache import cache

LASTS = timedelta(hours=1)
# Whoever counts and does not come to an end lets others count after so long.
COUNTED_WITHIN = timedelta(minutes=1)


def kept(key: str, count: Callable[[], Any], at: datetime) -> tuple[datetime, Any] | None:
    """When it was counted, and what came of it; one query where that was in the last hour.

    In: by what it is known, with a number that is another for another form or meaning; what counts; the moment. Of
    requests that find none one counts, and the others get nothing.
    """
    found: tuple[datetime, Any] | None = cache.get(key)
    if found is not None or not cache.add(counting := f"{key}-counting", True, COUNTED_WITHIN.total_seconds()):
        return found
    try:
        found = (at, count())
        cache.set(key, found, LASTS.total_seconds())
    finally:
        cache.delete(counting)
    return found
