"""On which days the outcome of a course is overdue: after the day on which it was expected, until the course ends."""

from datetime import date

import pytest

from qualifications.rules.courses import Course
from qualifications.rules.waiting import Wait, waits
from tests.unit.qualifications.rules.builders import award, case, decided, enrolment, npq_award, on

EXPECTED = on("2027-08-13")  # of a course begun on 13 October 2025
BEGAN = on("2025-10-13")
OPEN = date.max


def wait(first: str, last: str | None = None) -> Wait:
    return Wait(on(first), on(last) if last else OPEN)


def test_it_is_awaited_from_the_day_after_it_was_expected() -> None:
    assert waits(decided(case(enrolments=(enrolment(),)))) == (wait("2027-08-14"),)
    assert waits(decided(case(enrolments=(enrolment(outcome="2026-02-28"),)))) == (wait("2026-03-01"),)


def test_without_a_course_nothing_is_awaited() -> None:
    assert waits(decided(case())) == ()


@pytest.mark.parametrize(
    ("awarded_on", "expected"),
    [
        ("2026-03-03", (wait("2026-03-01", "2026-03-02"),)),
        ("2026-03-02", (wait("2026-03-01", "2026-03-01"),)),
        ("2026-03-01", ()),
        ("2026-02-28", ()),
        ("2026-01-01", ()),
    ],
)
def test_an_outcome_ends_it_on_its_day(awarded_on: str, expected: tuple[Wait, ...]) -> None:
    course = enrolment(begun="2024-10-07", outcome="2026-02-28")
    told = case(enrolments=(course,), awards=(npq_award("2024-10-07", awarded_on),))
    assert waits(decided(told)) == expected


def test_a_resit_is_awaited_from_the_day_after_it_is_expected() -> None:
    course = enrolment(begun="2024-10-07", outcome="2026-02-28")
    failed = npq_award("2024-10-07", "2026-01-01", "failed")
    assert waits(decided(case(enrolments=(course,), awards=(failed,)))) == (wait("2026-03-01"),)


def test_a_course_that_was_left_is_awaited_no_more_nor_one_known_from_its_award() -> None:
    left = enrolment(status="withdrawn", ended="2027-08-16")
    assert waits(decided(case(enrolments=(left,)))) == (wait("2027-08-14", "2027-08-15"),)
    assert waits(decided(case(awards=(award(),)))) == ()
    late = Course(BEGAN, OPEN, "NPQSENCO", EXPECTED, in_time=True, was_awarded=True)
    assert waits(decided(case())._replace(courses=(late,))) == ()


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        # the second begins within the first, and ends with it or after it
        ([("2026-01-01", "2026-02-01"), ("2026-01-10", "2026-01-20")], [wait("2026-01-02", "2026-01-31")]),
        ([("2026-01-01", "2026-02-01"), ("2026-01-10", "2026-03-01")], [wait("2026-01-02", "2026-02-28")]),
        # the second follows at once, or a day later
        ([("2026-01-01", "2026-02-01"), ("2026-01-31", "2026-03-01")], [wait("2026-01-02", "2026-02-28")]),
        (
            [("2026-01-01", "2026-02-01"), ("2026-02-01", "2026-03-01")],
            [wait("2026-01-02", "2026-01-31"), wait("2026-02-02", "2026-02-28")],
        ),
    ],
)
def test_waits_that_meet_are_one_and_none_overlap(days: list[tuple[str, str]], expected: list[Wait]) -> None:
    courses = [Course(BEGAN, on(until), "NPQSENCO", on(outcome), in_time=True) for outcome, until in days]
    for order in (courses, courses[::-1]):
        assert waits(decided(case())._replace(courses=tuple(order))) == tuple(expected)


def test_one_that_never_ends_takes_in_all_after_it() -> None:
    courses = (
        Course(BEGAN, OPEN, "NPQSENCO", on("2026-01-01"), in_time=True),
        Course(BEGAN, on("2026-05-01"), "NPQSENCO", on("2026-03-01"), in_time=True),
    )
    assert waits(decided(case())._replace(courses=courses)) == (wait("2026-01-02"),)
