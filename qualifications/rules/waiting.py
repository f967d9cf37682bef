"""On which days the outcome of a course is awaited longer than it should be."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from qualifications.rules.assess import Decision
from qualifications.rules.courses import Course
from qualifications.rules.dates import day_after, day_before


class Wait(NamedTuple):
    """Days on which an outcome is overdue, both inclusive; ``date.max``: no end is known."""

    first: date
    last: date


def waits(decision: Decision) -> tuple[Wait, ...]:
    """The days after an accepted course's outcome was expected, as long as the course is under way; none overlap.

    The status says nothing of it: it stays on track until the deadline. A course of which only the award is known was
    never awaited.
    """
    found: list[Wait] = []
    for wait in sorted(_of_each(decision.courses)):
        if found and wait.first <= day_after(found[-1].last):
            found[-1] = Wait(found[-1].first, max(found[-1].last, wait.last))
        else:
            found.append(wait)
    return tuple(found)


def _of_each(courses: tuple[Course, ...]) -> Iterator[Wait]:
    """On the day that ends a course it is awaited no more."""
    for course in courses:
        last = course.until if course.until == date.max else day_before(course.until)
        if not course.was_awarded and course.outcome_on < last:
            yield Wait(day_after(course.outcome_on), last)
