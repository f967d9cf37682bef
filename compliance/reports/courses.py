"""Courses whose outcome is awaited longer than it should be."""

from datetime import date

from django.db.models import Exists, F, OuterRef, Q

from compliance.reports.asked import Terms
from practitioners.models import Award, Enrolment
from qualifications.rules.dates import add_months, day_after, day_before
from qualifications.rules.facts import EnrolmentStatus

_LEFT = EnrolmentStatus.WITHDRAWN.value


def awaited(person: str, terms: Terms) -> Exists:
    """Whether somebody's course should have had its outcome before the day, and none is recorded up to the day.

    The day that was told for it counts, else the longest usual time of its qualification after its start, and not
    before its last day. One that is put off without a new day is awaited by nobody. In: the way to the person.
    """
    courses = Enrolment.objects.filter(_is_due(terms), practitioner=OuterRef(person), started_on__lte=terms.day)
    return Exists(courses.exclude(status=_LEFT).filter(~_has_outcome(terms)))


def _is_due(terms: Terms) -> Q:
    """A day that was told is a slip where it is before the start."""
    told = Q(expected_outcome_on__gte=F("started_on"))
    usual = Q(pk__in=[])
    for code, months in _usual(terms).items():
        usual |= Q(qualification__code=code, started_on__lte=last_start(terms.day, months))
    over = Q(ended_on__isnull=True) | Q(ended_on__lt=terms.day)
    over &= Q(expected_completion_on__isnull=True) | Q(expected_completion_on__lt=terms.day)
    untold = Q(expected_outcome_on__isnull=True) | Q(expected_outcome_on__lt=F("started_on"))
    going_on = ~Q(status=EnrolmentStatus.DEFERRED.value)
    accepted = Q(qualification__code__in=_usual(terms))
    return accepted & (told & Q(expected_outcome_on__lt=terms.day) | untold & going_on & usual & over)


def _usual(terms: Terms) -> dict[str, int]:
    """The longest usual months of each qualification that the book accepts anywhere."""
    found: dict[str, int] = {}
    for each in terms.book.acceptances:
        found[each.qualification] = max(each.longest_months, found.get(each.qualification, 0))
    return found


def last_start(day: date, months: int) -> date:
    """The last day on which a course of so many months could begin to end before a day."""
    found = add_months(day, -months)
    while add_months(found, months) >= day:
        found = day_before(found)
    while add_months(day_after(found), months) < day:
        found = day_after(found)
    return found


def _has_outcome(terms: Terms) -> Exists:
    """An award of the course, or one that may be: of the same person and qualification, and of no other course."""
    same = Q(practitioner=OuterRef("practitioner"), qualification=OuterRef("qualification"), enrolment__isnull=True)
    same &= Q(course_started_on__isnull=True) | Q(course_started_on=OuterRef("started_on"))
    known = Q(awarded_on__isnull=True) | Q(awarded_on__lte=terms.day)
    return Exists(Award.objects.filter(known, Q(enrolment=OuterRef("pk")) | same))
