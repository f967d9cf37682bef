"""The facts of one case. ``None`` means not known, and is never the same as no."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache


class TeacherStatus(StrEnum):
    """How a person came to be a qualified teacher, by school or college, by a route the law leaves out, or not."""

    QTS = "qts"
    QTLS = "qtls"
    EYTS_ONLY = "eyts_only"
    EXCLUDED_ROUTE = "excluded_route"
    NOT_QUALIFIED = "not_qualified"


class Induction(StrEnum):
    """Whether the induction period that a teacher may have to serve is behind them."""

    COMPLETE = "complete"
    INCOMPLETE = "incomplete"
    NOT_REQUIRED = "not_required"


class Outcome(StrEnum):
    """What came of a course."""

    PASSED = "passed"
    FAILED = "failed"
    VOIDED = "voided"


class EnrolmentStatus(StrEnum):
    """Where a course stands."""

    IN_PROGRESS = "in_progress"
    COMPLETED = "completed"
    WITHDRAWN = "withdrawn"
    DEFERRED = "deferred"


class Missing(StrEnum):
    """The facts that an answer may lack, in the order in which answers name them."""

    PREVIOUS_POSTS = "previous_posts"
    AWARDS = "awards"
    COURSE_STARTED_ON = "course_started_on"
    COURSE_COMPLETED_ON = "course_completed_on"
    AWARDED_ON = "awarded_on"
    ENROLMENTS = "enrolments"
    TEACHER_STATUS = "teacher_status"
    INDUCTION = "induction"
    IS_HEAD_TEACHER = "is_head_teacher"
    TEACHES_AT_SETTING = "teaches_at_setting"


@lru_cache(maxsize=1024)
def in_order(facts: frozenset[str]) -> tuple[str, ...]:
    """Names of missing facts in the order of ``Missing``."""
    return tuple(str(name) for name in Missing if name in facts)


@dataclass(frozen=True, slots=True)
class Person:
    teacher_status: str | None = None
    induction: str | None = None


@dataclass(frozen=True, slots=True)
class Post:
    """The post that is judged. Days are inclusive; no ``ended_on`` while in post."""

    setting_type: str
    started_on: date
    ended_on: date | None
    role: str
    is_head_teacher: bool | None = None
    teaches_at_setting: bool | None = None


@dataclass(frozen=True, slots=True)
class PreviousPost:
    """An earlier or other post. No ``ended_on`` while still in it; any other ``None`` is not known.

    ``end_unknown``: it has ended, on a day that is not known.
    """

    setting_type: str | None
    started_on: date | None
    ended_on: date | None
    role: str | None
    end_unknown: bool = False


@dataclass(frozen=True, slots=True)
class Award:
    """The outcome of a course. Without a qualification it is not known which: it may be any."""

    qualification: str | None
    course_started_on: date | None
    course_completed_on: date | None
    awarded_on: date | None
    outcome: str


@dataclass(frozen=True, slots=True)
class Enrolment:
    """A place on a course. ``ended_on`` is the last day of a course completed, left or put off."""

    qualification: str
    started_on: date
    status: str
    ended_on: date | None = None
    expected_completion_on: date | None = None
    expected_outcome_on: date | None = None


@dataclass(frozen=True, slots=True)
class Case:
    """All that a decision is made from, the book apart. A list that is ``None``: not known whether there is any."""

    post: Post
    person: Person = Person()
    previous_posts: tuple[PreviousPost, ...] | None = None
    awards: tuple[Award, ...] | None = None
    enrolments: tuple[Enrolment, ...] | None = ()
