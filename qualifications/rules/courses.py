"""Which courses count as under way, from when until when, and when their outcome is expected."""

from datetime import date
from typing import NamedTuple

from qualifications.rules.book import Acceptance
from qualifications.rules.dates import add_months, day_before
from qualifications.rules.facts import Award, Case, Enrolment, EnrolmentStatus, Outcome
from qualifications.rules.plan import Plan
from qualifications.rules.terms import AcceptBy

_IN_PROGRESS = EnrolmentStatus.IN_PROGRESS.value
_COMPLETED = EnrolmentStatus.COMPLETED.value
_DEFERRED = EnrolmentStatus.DEFERRED.value
_PASSED = Outcome.PASSED.value


class Course(NamedTuple):
    """An accepted course: under way from its first day to ``until``, both inclusive (``date.max``: no end known).

    ``outcome_on`` is the day of its outcome, expected or known; ``in_time``: that is not after the deadline, or there
    is none. ``was_awarded``: known only from its award, so that its lateness is no warning of its own.
    ``is_awaited``: an outcome is to come, since nothing on record ends the course before its day.
    """

    started_on: date
    until: date
    qualification: str
    outcome_on: date
    in_time: bool
    was_awarded: bool = False
    is_awaited: bool = False

    def is_under_way(self, day: date) -> bool:
        return self.started_on <= day <= self.until


def accepted_courses(case: Case, taken: list[Award], plan: Plan, deadline: date | None) -> tuple[Course, ...]:
    """The courses that the plan's acceptances take, in order of their first day.

    In: the case, and those of its awards whose own courses are taken: under way until the day of the outcome.
    """
    found: list[Course] = []
    for award in taken:
        begun_on, ended_on = award.course_started_on, award.awarded_on
        if begun_on and ended_on and award.qualification:
            in_time = deadline is None or ended_on <= deadline
            found.append(Course(begun_on, ended_on, award.qualification, ended_on, in_time, was_awarded=True))
    for enrolment in case.enrolments or ():
        for _, acceptance in plan.takes.get(enrolment.qualification, ()):
            if acceptance.takes_course_begun(enrolment.started_on):
                outcome_on = _expected_outcome(enrolment, acceptance)
                until = _until(enrolment, acceptance, case.awards or (), outcome_on, plan.accept_by)
                if until >= enrolment.started_on:
                    in_time = deadline is None or outcome_on <= deadline
                    found.append(
                        Course(
                            enrolment.started_on,
                            until,
                            enrolment.qualification,
                            outcome_on,
                            in_time,
                            is_awaited=_is_awaited(enrolment, case.awards or (), outcome_on),
                        )
                    )
    found.sort()
    return tuple(found)


def _expected_outcome(enrolment: Enrolment, acceptance: Acceptance) -> date:
    """The day given, if it can be, else the longest usual time after the start; never before the completion."""
    if outcome_on := _believed(enrolment.expected_outcome_on, enrolment):
        return outcome_on
    usual = add_months(enrolment.started_on, acceptance.longest_months)
    completed_on = _completion(enrolment)
    return completed_on if completed_on and completed_on > usual else usual


def _completion(enrolment: Enrolment) -> date | None:
    """The day on which the course was completed, else the one on which that is expected."""
    is_over = enrolment.status == _COMPLETED and enrolment.ended_on
    return enrolment.ended_on if is_over else enrolment.expected_completion_on


def _believed(expected_on: date | None, enrolment: Enrolment) -> date | None:
    """An expected day, unless it lies before the course began: then it is a slip."""
    return None if expected_on is None or expected_on < enrolment.started_on else expected_on


def _until(
    enrolment: Enrolment, acceptance: Acceptance, awards: tuple[Award, ...], outcome_on: date, accept_by: AcceptBy
) -> date:
    """The last day on which an enrolment counts as under way; before its first day where it never does."""
    until = _own_end(enrolment)
    if acceptance.completed_before:
        until = min(until, _useful_until(enrolment, acceptance.completed_before, outcome_on, accept_by))
    return min(until, _outcome_day(enrolment, awards)) if awards else until


def _useful_until(enrolment: Enrolment, completed_before: date, outcome_on: date, accept_by: AcceptBy) -> date:
    """The last day on which the course can still be completed in time to be accepted."""
    is_completed = accept_by is AcceptBy.COMPLETED and enrolment.status == _COMPLETED
    decisive = outcome_on if accept_by is AcceptBy.AWARDED else enrolment.expected_completion_on or outcome_on
    if is_completed:
        decisive = enrolment.ended_on or decisive
    if decisive >= completed_before:
        return date.min
    return date.max if is_completed else day_before(completed_before)


def _own_end(enrolment: Enrolment) -> date:
    """The last day by the enrolment's own record.

    One in progress goes on, and one completed awaits its outcome; one put off goes on where a new expected day is
    recorded. One left, or put off without such a day or a last one, was never shown to be under way after that.
    """
    if enrolment.status == _IN_PROGRESS:
        return enrolment.ended_on or date.max
    if enrolment.status == _COMPLETED:
        return date.max
    ended_on = enrolment.ended_on or date.min
    if enrolment.status == _DEFERRED:
        expected_on = _believed(enrolment.expected_outcome_on, enrolment)
        expected_on = expected_on or _believed(enrolment.expected_completion_on, enrolment)
        if expected_on and expected_on > ended_on:
            return date.max
    return ended_on


def _outcome_day(enrolment: Enrolment, awards: tuple[Award, ...]) -> date:
    """The day of the course's recorded outcome, which ends it; a failed one does not where a re-sit is expected.

    An outcome whose day is not known ends the course on its last day, where that is known.
    """
    days = [day for award in awards if (day := award.awarded_on or enrolment.ended_on) and _ends(award, day, enrolment)]
    return min(days, default=date.max)


def _is_awaited(enrolment: Enrolment, awards: tuple[Award, ...], outcome_on: date) -> bool:
    """Whether the course goes on to the day of its outcome, and no outcome is recorded that ends it."""
    return _own_end(enrolment) >= outcome_on and _outcome_day(enrolment, awards) == date.max


def _ends(award: Award, outcome_on: date, enrolment: Enrolment) -> bool:
    same_course = award.qualification == enrolment.qualification and (
        award.course_started_on in (None, enrolment.started_on) and outcome_on >= enrolment.started_on
    )
    outcome, completion = enrolment.expected_outcome_on, enrolment.expected_completion_on
    expected = _believed(outcome, enrolment) or _believed(completion, enrolment) or date.min
    awaits_resit = award.outcome != _PASSED and expected > outcome_on
    return same_course and not awaits_resit
