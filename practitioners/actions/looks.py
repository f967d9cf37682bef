"""Who looked at a person's record is kept, and after a time forgotten."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from practitioners.enums import Seen
from practitioners.models import Look, Practitioner
from settings.policies import Access

# docs/adr/0019 says why so long.
LOOKS_KEPT = timedelta(days=730)
_QUARTER = timedelta(minutes=15)


def keep_look(practitioner: Practitioner, seen: Seen, *, access: Access, at: datetime) -> None:
    """Keeps that somebody who has signed in is shown a record: one query, and one row a quarter of an hour."""
    keep_looks([practitioner], seen, access=access, at=at)


def keep_looks(people: Iterable[Practitioner], seen: Seen, *, access: Access, at: datetime) -> None:
    """The same of several who are shown on one page, also in one query."""
    quarter = datetime.fromtimestamp(at.timestamp() // _QUARTER.total_seconds() * _QUARTER.total_seconds(), at.tzinfo)
    looks = [Look(user=access.user, practitioner=each, seen=seen, looked_at=at, quarter=quarter) for each in people]
    Look.objects.bulk_create(looks, ignore_conflicts=True)


def forget_looks(at: datetime) -> int:
    """Takes away those that were kept long enough. Out: how many they were."""
    gone, _ = Look.objects.filter(looked_at__lt=at - LOOKS_KEPT).delete()
    return gone
