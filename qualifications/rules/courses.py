"""Which courses count as under way, from when until when, and when their outcome is expected."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from qualifications.rules.book import Acceptance
from qualifications.rules.dates import add_months, day_before
from qualifications.rules.facts import Award, Case, Enrolment, EnrolmentStatus, Outcome
from qualifications.rules.holding import weigh
from qualifications.rules.terms import AcceptBy


class Course(NamedTuple):
    """An accepted course: under way from its first day to ``until``, both inclusive (``date.max``: no end known).

    ``outcome_on`` is the day of its outcome, expected or known; ``in_time``: that is not after the deadline, or there
    is none. ``was_awarded``: known only from its award, so that its lateness is no warning of its own.
    """

    started_on: date
    until: date
    qualification: str
    outcome_on: date
    in_time: bool
    was_awarded: bool = False

    def is_under_way(self, day: date) -> bool:
        return self.started_on <= day <= self.until


def accepted_courses(
    case: Case, acceptances: tuple[Acceptance, ...], deadline: date | None, accept_by: AcceptBy
) -> tuple[Course, ...]:
    """The case's courses that the acceptances take, in order of their first day. Two alike are one."""
    if not (case.enrolments or case.awards) or not acceptances:
        return ()
    found: set[Course] = set()
    for acceptance in acceptances:
        found.update(_enrolled(case, acceptance, deadline, accept_by))
        found.update(_awarded(case.awards or (), acceptance, deadline, accept_by))
    return tuple(sorted(found))


def _enrolled(case: Case, acceptance: Acceptance, deadline: date | None, accept_by: AcceptBy) -> Iterator[Course]:
    for enrolment in case.enrolments:
        if enrolment.qualification == acceptance.qualification and _begins_in_time(enrolment.started_on, acceptance):
            outcome_on = _expected_outcome(enrolment, acceptance)
            until = _until(enrolment, acceptance, case.awards or (), outcome_on, accept_by)
            if until >= enrolment.started_on:
                in_time = deadline is None or outcome_on <= deadline
                yield Course(enrolment.started_on, until, enrolment.qualification, outcome_on, in_time)


def _awarded(
    awards: tuple[Award, ...], acceptance: Acceptance, deadline: date | None, accept_by: AcceptBy
) -> Iterator[Course]:
    """The courses of awards themselves: under way from their first day to the day of the outcome."""
    for award in awards:
        begun, ended = award.course_started_on, award.awarded_on
        if award.qualification != acceptance.qualification or not begun or not ended:
            continue
        if begun <= ended and _begins_in_time(begun, acceptance) and _may_count(award, acceptance, accept_by):
            in_time = deadline is None or ended <= deadline
            yield Course(begun, ended, award.qualification, ended, in_time, was_awarded=True)


def _may_count(award: Award, acceptance: Acceptance, accept_by: AcceptBy) -> bool:
    if award.outcome != Outcome.PASSED:
        return True
    verdict = weigh(award, acceptance, accept_by)
    return verdict.held_from is not None or verdict.may_be_held_from is not None


def _begins_in_time(day: date, acceptance: Acceptance) -> bool:
    return (acceptance.begun_from or date.min) <= day < acceptance.closes


def _expected_outcome(enrolment: Enrolment, acceptance: Acceptance) -> date:
    """The day given, else the longest usual time after the start; never before the course is completed."""
    if enrolment.expected_outcome_on:
        return enrolment.expected_outcome_on
    usual = add_months(enrolment.started_on, acceptance.longest_months)
    return max(usual, enrolment.expected_completion_on or usual)


def _until(
    enrolment: Enrolment, acceptance: Acceptance, awards: tuple[Award, ...], outcome_on: date, accept_by: AcceptBy
) -> date:
    """The last day on which an enrolment counts as under way; before its first day where it never does."""
    useful = _useful_until(enrolment, acceptance, outcome_on, accept_by)
    return min(useful, _own_end(enrolment), _outcome_day(enrolment, awards))


def _useful_until(enrolment: Enrolment, acceptance: Acceptance, outcome_on: date, accept_by: AcceptBy) -> date:
    """The last day on which the course can still be completed in time to be accepted."""
    if acceptance.completed_before is None:
        return date.max
    is_completed = accept_by is AcceptBy.COMPLETED and enrolment.status == EnrolmentStatus.COMPLETED
    decisive = outcome_on if accept_by is AcceptBy.AWARDED else enrolment.expected_completion_on or outcome_on
    if is_completed:
        decisive = enrolment.ended_on or decisive
    if decisive >= acceptance.completed_before:
        return date.min
    return date.max if is_completed else day_before(acceptance.completed_before)


def _own_end(enrolment: Enrolment) -> date:
    """The last day by the enrolment's own record.

    A course put off goes on where a new expected day is recorded, and one completed where its outcome is still awaited;
    one left, put off or completed with neither that nor a last day was never shown to be under way.
    """
    awaited = enrolment.expected_outcome_on
    if enrolment.status == EnrolmentStatus.DEFERRED:
        awaited = awaited or enrolment.expected_completion_on
    goes_on = awaited is not None and awaited > (enrolment.ended_on or date.min)
    if enrolment.status in (EnrolmentStatus.COMPLETED, EnrolmentStatus.DEFERRED) and goes_on:
        return date.max
    if enrolment.status == EnrolmentStatus.IN_PROGRESS:
        return enrolment.ended_on or date.max
    return enrolment.ended_on or date.min


def _outcome_day(enrolment: Enrolment, awards: tuple[Award, ...]) -> date:
    """The day of the course's recorded outcome, which ends it; a failed one does not where a re-sit is expected."""
    days = [award.awarded_on for award in awards if award.awarded_on and _ends(award, award.awarded_on, enrolment)]
    return min(days, default=date.max)


def _ends(award: Award, outcome_on: date, enrolment: Enrolment) -> bool:
    same_course = award.qualification == enrolment.qualification and (
        award.course_started_on in (None, enrolment.started_on) and outcome_on >= enrolment.started_on
    )
    expected = enrolment.expected_outcome_on or enrolment.expected_completion_on or date.min
    awaits_resit = award.outcome != Outcome.PASSED and expected > outcome_on
    return same_course and not awaits_resit
