"""Courses said to have begun before their qualification was taught: a slip, in the date or in the qualification."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

from qualifications.models import Qualification
from qualifications.rules.dates import in_words
from qualifications.rules.facts import Case


class FirstCourse(NamedTuple):
    """What a qualification is called, and the first day on which any course for it began."""

    called: str
    on: date


# By the code of the qualification; those of which no first day is known are not in it.
FirstCourses = Mapping[str, FirstCourse]


def first_courses() -> FirstCourses:
    """The first days that the catalogue knows."""
    known = Qualification.objects.exclude(first_course_on=None).values_list("code", "short_name", "first_course_on")
    return {code: FirstCourse(called, on) for code, called, on in known if on}


def early_courses(case: Case, firsts: FirstCourses) -> list[str]:
    """The question about each course and award of a case that came before the first course; empty where none did."""
    found = []
    for award in case.awards or ():
        days = {name: getattr(award, name) for name in ("course_started_on", "course_completed_on", "awarded_on")}
        found += [f"awards.{name} {words}" for name, words in _question(award.qualification, days, firsts)]
    for enrolment in case.enrolments or ():
        days = {name: getattr(enrolment, name) for name in ("started_on", "ended_on")}
        found += [f"enrolments.{name} {words}" for name, words in _question(enrolment.qualification, days, firsts)]
    return found


def _question(code: str | None, days: Mapping[str, date | None], firsts: FirstCourses) -> Iterable[tuple[str, str]]:
    return too_early(code, {name: day for name, day in days.items() if day}, firsts).items()


def too_early(code: object, days: Mapping[str, date], firsts: FirstCourses) -> dict[str, str]:
    """The question about the first of a course's days, in their order, that cannot be; nothing where all can.

    By the name of that day, in words that follow what the day is called.
    """
    first = firsts.get(str(code))
    early = next((name for name, day in days.items() if day < first.on), None) if first else None
    if first is None or early is None:
        return {}
    return {
        early: f"is {in_words(days[early])}, but the first course for the {first.called} began on "
        f"{in_words(first.on)}: is the date or the qualification a slip?"
    }
