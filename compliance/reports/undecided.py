"""Posts that the rule book in force has not decided: they are in no figure and in no list."""

from datetime import timedelta

from django.core.cache import caches
from django.db.models import Exists, OuterRef

from practitioners.models import Appointment, Assessment
from qualifications.models import RuleBook

# Each process remembers for itself: to ask another would be a query, and this is asked by every page of an area.
_REMEMBERED = "memory"
_WHOLE_FOR, _SHORT_FOR = timedelta(hours=1), timedelta(seconds=30)


def has_undecided(row: RuleBook) -> bool:
    """Whether a post at a setting of known kind, of whatever day or area, is without a decision by the book.

    So it is after a book came into force that nothing was decided by, until ``manage.py refresh_all`` has ended. One
    query over all posts; none where the answer is known for less than an hour, or half a minute where some are missing.
    """
    remembered, key = caches[_REMEMBERED], f"undecided-{row.pk}"
    found: bool | None = remembered.get(key)
    if found is None:
        found = _undecided(row) > 0
        remembered.set(key, found, (_SHORT_FOR if found else _WHOLE_FOR).total_seconds())
    return found


def _undecided(row: RuleBook) -> int:
    """How many: to stop at the first is no quicker, for those that are decided are passed one by one until then."""
    decided = Assessment.objects.filter(appointment=OuterRef("pk"), book=row)
    return Appointment.objects.exclude(setting__setting_type="").filter(~Exists(decided)).count()
