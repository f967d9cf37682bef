"""Posts that the rule book in force has not decided: they are in no figure and in no list."""

from django.db.models import Exists, OuterRef

from compliance.reports.areas import Area
from compliance.reports.asked import Terms
from practitioners.models import Appointment, Assessment

_LOOKED_AT = 100


def has_undecided(area: Area, terms: Terms) -> bool:
    """Whether a post that is held on the day, at a setting of known kind, is without a decision by the book.

    So it is after a book came into force that nothing was decided by, until ``manage.py refresh_all`` has ended. Some
    posts are looked at: to look at all takes as long as to count them.
    """
    decided = Assessment.objects.filter(appointment=OuterRef("pk"), book=terms.row)
    posts = Appointment.objects.on(terms.day).filter(area.condition("setting__authority"))
    some = posts.exclude(setting__setting_type="").values("pk")[:_LOOKED_AT]
    return Appointment.objects.filter(~Exists(decided), pk__in=some).exists()
