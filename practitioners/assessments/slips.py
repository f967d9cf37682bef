"""Days of courses that cannot be, by what a book says."""

from datetime import date

from practitioners.models import Practitioner
from qualifications.rules.book import Book

# By the code of a qualification.
FirstDays = dict[str, date]


def first_courses(book: Book) -> FirstDays:
    """The first day of any course of each qualification of which the book knows it."""
    found: FirstDays = {}
    for each in book.acceptances:
        if each.first_course_on:
            found[each.qualification] = min(each.first_course_on, found.get(each.qualification, date.max))
    return found


def has_too_early(person: Practitioner, firsts: FirstDays) -> bool:
    """Whether an award or a course of a person's is from before the first course of its qualification."""
    for award in person.awards.all():
        if first := firsts.get(award.qualification.code):
            days = (award.course_started_on, award.course_completed_on, award.awarded_on)
            if any(day and day < first for day in days):
                return True
    for course in person.enrolments.all():
        if (first := firsts.get(course.qualification.code)) and course.started_on < first:
            return True
    return False
