"""A decision on a day as a flat record: what scripts, pages and worked cases compare."""

from datetime import date
from typing import NamedTuple

from qualifications.rules.assess import Decision
from qualifications.rules.designation import Result
from qualifications.rules.facts import Missing
from qualifications.rules.standing import Status, held, route, standing
from qualifications.rules.terms import Requirement


class Answer(NamedTuple):
    """The parts of an answer, under the names that other people's scripts hold on to."""

    designation: Result
    requirement: Requirement
    required_qualification: str | None
    route: str | None
    deadline: date | None
    status: Status
    latest_safe_start: date | None
    exemption: str | None
    needs_review: bool
    held: str | None
    missing: tuple[str, ...]
    rule: str


def answer(decision: Decision, day: date) -> Answer:
    """What the decision says on a day."""
    rule = decision.rule
    return Answer(
        designation=decision.designation.result,
        requirement=rule.requirement,
        required_qualification=rule.qualification,
        route=route(decision, day),
        deadline=decision.deadline,
        status=standing(decision, day),
        latest_safe_start=decision.latest_safe_start,
        exemption=rule.exemption,
        needs_review=decision.needs_review,
        held=held(decision, day),
        missing=_missing(decision, day),
        rule=rule.code,
    )


def _missing(decision: Decision, day: date) -> tuple[str, ...]:
    """What is not known and matters: where the qualification is held, no longer whether there is a course."""
    if held(decision, day) is None:
        return decision.missing
    return tuple(name for name in decision.missing if name != Missing.ENROLMENTS)
