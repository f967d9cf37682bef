"""Where the course of a person stands on a day, as far as advice turns on it."""

from datetime import date
from enum import StrEnum
from typing import NamedTuple

from qualifications.rules.assess import Decision
from qualifications.rules.courses import Course


class Stage(StrEnum):
    """No accepted course; a place on one to come; one under way; either may end too late; its outcome's day past."""

    NONE = "none"
    BOOKED = "booked"
    BOOKED_TOO_LATE = "booked_too_late"
    IN_TIME = "in_time"
    TOO_LATE = "too_late"
    OUTCOME_PAST = "outcome_past"


class Under(NamedTuple):
    """A stage, and the course that it is about; without one where there is none."""

    stage: Stage
    course: Course | None = None


def stage(decision: Decision, day: date) -> Under:
    """The stage on a day of the course whose outcome comes first: of those under way, else of those to come.

    A course that is known from its award alone, and came too late, is no course that anything can be done about.
    """
    courses = [course for course in decision.courses if course.in_time or not course.was_awarded]
    under_way = [course for course in courses if course.is_under_way(day)]
    if under_way:
        course = min(under_way, key=lambda each: each.outcome_on)
        late = Stage.IN_TIME if course.in_time else Stage.TOO_LATE
        return Under(Stage.OUTCOME_PAST if course.outcome_on < day else late, course)
    to_come = [course for course in courses if course.started_on > day]
    if to_come:
        course = min(to_come, key=lambda each: each.outcome_on)
        return Under(Stage.BOOKED if course.in_time else Stage.BOOKED_TOO_LATE, course)
    return Under(Stage.NONE)
