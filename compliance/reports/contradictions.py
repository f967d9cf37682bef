"""What is recorded and cannot all be meant: a slip in a date, a post or a place."""

from collections.abc import Callable, Mapping
from datetime import date

from django.db.models import Exists, F, OuterRef, Q

from compliance.enums import Contradiction
from compliance.reports.asked import Terms
from practitioners.models import Award, Enrolment, Move, Standing
from settings.enums import SettingStatus

_POST = "assessment__appointment"
_PERSON = f"{_POST}__practitioner"


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


def first_courses(terms: Terms) -> dict[str, date]:
    """The first day of any course of each qualification of which the book knows it."""
    found: dict[str, date] = {}
    for each in terms.book.acceptances:
        if each.first_course_on:
            found[each.qualification] = min(each.first_course_on, found.get(each.qualification, date.max))
    return found


def _too_early(terms: Terms) -> Q:
    """Whether an award or a course of the person's is from before the first course of its qualification."""
    awards, courses = Q(pk__in=[]), Q(pk__in=[])
    for code, first in first_courses(terms).items():
        days = Q(course_started_on__lt=first) | Q(course_completed_on__lt=first) | Q(awarded_on__lt=first)
        awards |= Q(days, qualification__code=code)
        courses |= Q(qualification__code=code, started_on__lt=first)
    own = {"practitioner": OuterRef(_PERSON)}
    return Q(Exists(Award.objects.filter(awards, **own))) | Q(Exists(Enrolment.objects.filter(courses, **own)))


def _before_opening(terms: Terms) -> Q:
    """Whether the post began before its setting opened; one that went with its school to another number did not."""
    came = Move.objects.filter(appointment=OuterRef(_POST), after=OuterRef("setting"))
    early = Q(setting__opened_on__isnull=False, **{f"{_POST}__started_on__lt": F("setting__opened_on")})
    return early & ~Q(Exists(came))


def _both_roles(terms: Terms) -> Q:
    """Whether the person is SENCo and assistant SENCo of the setting on the day."""
    there = Standing.objects.filter(book=terms.row, setting=OuterRef("setting"), first_day__lte=terms.day)
    there = there.filter(last_day__gte=terms.day, **{_PERSON: OuterRef(_PERSON)})
    return Q(Exists(there.exclude(role=OuterRef("role"))))


_CONTRADICTIONS: Mapping[str, Callable[[Terms], Q]] = {
    Contradiction.CLOSED: closed,
    Contradiction.TOO_EARLY: _too_early,
    Contradiction.BEFORE_OPENING: _before_opening,
    Contradiction.BOTH_ROLES: _both_roles,
}
