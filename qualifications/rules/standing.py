"""A decision on a day: the only place where the two meet. The status ladder is here and nowhere else."""

from datetime import date
from enum import StrEnum
from typing import NamedTuple

from qualifications.rules.assess import Decision
from qualifications.rules.book import Acceptance
from qualifications.rules.dates import day_after, day_before
from qualifications.rules.facts import Missing
from qualifications.rules.terms import Requirement


class Status(StrEnum):
    """Where a post stands on a day."""

    NOT_STARTED = "not_started"
    LEFT_POST = "left_post"
    EXEMPT = "exempt"
    NOT_APPLICABLE = "not_applicable"
    MET = "met"
    CANNOT_TELL = "cannot_tell"
    MET_LATE = "met_late"
    NOT_HELD = "not_held"
    WORKING_TOWARDS = "working_towards"
    OVERDUE = "overdue"
    ON_TRACK = "on_track"
    AT_RISK = "at_risk"
    IN_WINDOW = "in_window"


NOT_IN_POST = frozenset({Status.NOT_STARTED, Status.LEFT_POST})
_CONTENT = {Status.MET, Status.EXEMPT, Status.NOT_APPLICABLE}


class StatusSpan(NamedTuple):
    """A status and the days it holds, both inclusive; ``None`` where there is no first or last one."""

    first: date | None
    last: date | None
    status: Status


def standing(decision: Decision, day: date) -> Status:
    """The status of a post on a day.

    Where it is not known which rule governs, the status that every possibility gives; else ``met`` where each is met
    or asks for nothing; else ``cannot_tell``.
    """
    if not decision.alternatives:
        return _standing(decision, day)
    statuses = {_standing(alternative, day) for alternative in decision.alternatives}
    if len(statuses) == 1:
        return statuses.pop()
    return Status.MET if Status.MET in statuses and statuses <= _CONTENT else Status.CANNOT_TELL


def _standing(decision: Decision, day: date) -> Status:
    if day < decision.started_on:
        return Status.NOT_STARTED
    if decision.ended_on and day > decision.ended_on:
        return Status.LEFT_POST
    if decision.rule.exemption:
        return Status.EXEMPT
    if decision.rule.requirement is Requirement.NONE:
        return Status.NOT_APPLICABLE
    return _held(decision, day) or _not_held(decision, day)


def _held(decision: Decision, day: date) -> Status | None:
    """The status by what is held, or may be, on the day; ``None`` where certainly nothing is."""
    held_on, _, may_be_held_on, _ = decision.holding
    deadline = decision.deadline or date.max
    is_held = held_on is not None and held_on <= day
    if is_held and held_on <= deadline:  # type: ignore[operator]  # is_held says that it is a day
        return Status.MET
    if may_be_held_on and may_be_held_on <= day and not (is_held and may_be_held_on > deadline):
        return Status.CANNOT_TELL
    return Status.MET_LATE if is_held else None


def _not_held(decision: Decision, day: date) -> Status:
    under_way = [course for course in decision.courses if course.is_under_way(day)]
    if decision.deadline is None and under_way:
        return Status.WORKING_TOWARDS
    if decision.deadline and day > decision.deadline:
        return Status.OVERDUE
    if any(course.in_time for course in under_way):
        return Status.ON_TRACK
    if Missing.ENROLMENTS in decision.missing:
        return Status.CANNOT_TELL
    if decision.deadline is None:
        return Status.NOT_HELD
    too_late = decision.latest_safe_start is None or day > decision.latest_safe_start
    if too_late or any(not course.was_awarded for course in under_way):
        return Status.AT_RISK
    return Status.IN_WINDOW


def spans(decision: Decision) -> tuple[StatusSpan, ...]:
    """The whole life of a post as statuses that follow each other without gap, from the first day to the last."""
    cuts = sorted({date.min, *_cuts(decision), *(cut for other in decision.alternatives for cut in _cuts(other))})
    steps: list[tuple[date, Status]] = []
    for cut in cuts:
        status = standing(decision, cut)
        if not steps or steps[-1][1] is not status:
            steps.append((cut, status))
    ends = [day_before(first) for first, _ in steps[1:]]
    return tuple(
        StatusSpan(None if first == date.min else first, last, status)
        for (first, status), last in zip(steps, [*ends, None], strict=True)
    )


def _cuts(decision: Decision) -> set[date]:
    """Every day on which the status may become another."""
    held_on, _, may_be_held_on, _ = decision.holding
    first_days = {decision.started_on, held_on, may_be_held_on} | {course.started_on for course in decision.courses}
    last_days = {decision.ended_on, decision.deadline, decision.latest_safe_start}
    last_days |= {course.until for course in decision.courses}
    return {day for day in first_days if day} | {day_after(day) for day in last_days if day}


def held(decision: Decision, day: date) -> str | None:
    """The accepted qualification certainly held on a day, whatever the status."""
    held_on = decision.holding.held_on
    return decision.holding.qualification if held_on and held_on <= day else None


def expected_on(decision: Decision) -> date | None:
    """The first day on which, by what is enrolled, the outcome of an accepted course is to come; in time or not.

    It stands for what is planned and is never held against anybody: no status turns on it.
    """
    return min((course.outcome_on for course in decision.courses if course.is_awaited), default=None)


def route(decision: Decision, day: date) -> str | None:
    """The qualification by which the person meets the requirement, or would.

    The one held, else the one under way whose outcome comes first, else the first that a course begun on the day would
    lead to; ``None`` where nothing is asked and nothing done.
    """
    if code := held(decision, day):
        return code
    under_way = [course for course in decision.courses if course.is_under_way(day)]
    if under_way:
        return min(under_way, key=lambda course: (course.outcome_on, course.qualification)).qualification
    if decision.rule.requirement is Requirement.NONE:
        return None
    return leads_to(decision.acceptances, day)


def leads_to(acceptances: tuple[Acceptance, ...], day: date) -> str | None:
    """The first qualification that is accepted of a course begun on a day; ``None`` where none can begin then."""
    return next((each.qualification for each in acceptances if each.opens <= day < each.closes), None)
