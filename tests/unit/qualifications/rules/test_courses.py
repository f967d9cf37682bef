"""Which courses are under way, from when until when, and when their outcome is expected.

A course is under way from its start until it ends, is withdrawn or deferred without a new expected date, or can no
longer be completed in time to be accepted; an award's own course from its start to its award.
"""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from qualifications.rules.book import Book
from qualifications.rules.courses import Course
from qualifications.rules.facts import Award, Enrolment
from qualifications.rules.terms import AcceptBy, Conventions
from tests.unit.qualifications.rules.builders import award, case, decided, enrolment, npq_award, on, post
from tests.unit.qualifications.rules.shipped import BOOK

NEVER_ENDS = date.max
BY_CERTIFICATE = replace(BOOK, conventions=Conventions(accept_by=AcceptBy.AWARDED))


def courses(
    *enrolments: Enrolment, awards: tuple[Award, ...] = (), by: Book = BOOK, started_on: str = "2024-09-01"
) -> tuple[Course, ...]:
    """The courses of someone whose deadline is 1 September 2027."""
    return decided(case(post(started_on), awards=awards, enrolments=enrolments), by).courses


def until(*, by: Book = BOOK, awards: tuple[Award, ...] = (), **facts: Any) -> date | None:
    """The last day on which one enrolment is under way; nothing where it never is."""
    found = courses(enrolment(**facts), by=by, awards=awards)
    return next((course.until for course in found if not course.was_awarded), None)


def outcome(**facts: Any) -> tuple[date, bool]:
    (course,) = courses(enrolment(**facts))
    return course.outcome_on, course.in_time


def test_a_course_under_way_as_a_whole() -> None:
    expected = Course(on("2025-10-13"), NEVER_ENDS, "NPQSENCO", on("2027-08-13"), in_time=True, is_awaited=True)
    assert courses(enrolment()) == (expected,)


def test_a_course_is_under_way_from_its_first_day_to_its_last() -> None:
    course = Course(on("2025-01-10"), on("2025-01-20"), "Q", on("2025-01-20"), in_time=True)
    days = ["2025-01-09", "2025-01-10", "2025-01-20", "2025-01-21"]
    assert [course.is_under_way(on(day)) for day in days] == [False, True, True, False]


@pytest.mark.parametrize(
    ("facts", "expected", "in_time"),
    [
        # after the longest usual time
        ({"begun": "2025-10-13"}, "2027-08-13", True),
        ({"begun": "2025-11-01"}, "2027-09-01", True),
        ({"begun": "2025-11-02"}, "2027-09-02", False),
        # on the day given, earlier or later
        ({"outcome": "2027-01-15"}, "2027-01-15", True),
        ({"outcome": "2027-09-02"}, "2027-09-02", False),
        ({"outcome": "2027-01-15", "completion": "2027-02-15"}, "2027-01-15", True),
        # which is not believed where it is before the course begins
        ({"begun": "2025-10-13", "outcome": "2025-10-12"}, "2027-08-13", True),
        ({"begun": "2025-11-02", "outcome": "2020-01-01"}, "2027-09-02", False),
        ({"begun": "2025-10-13", "outcome": "2025-10-13"}, "2025-10-13", True),
        ({"outcome": "2020-01-01", "completion": "2027-09-30"}, "2027-09-30", False),
        # never before it is completed
        ({"completion": "2027-04-30"}, "2027-08-13", True),
        ({"completion": "2027-08-13"}, "2027-08-13", True),
        ({"completion": "2027-09-30"}, "2027-09-30", False),
        ({"status": "completed", "ended": "2027-09-30", "completion": "2027-04-30"}, "2027-09-30", False),
        ({"status": "completed", "ended": "2027-04-30", "completion": "2027-09-30"}, "2027-08-13", True),
        ({"status": "deferred", "ended": "2027-09-30", "completion": "2027-10-31"}, "2027-10-31", False),
    ],
)
def test_the_outcome_is_expected_on_the_day_given_or_after_the_longest_usual_time(
    facts: dict[str, Any], expected: str, in_time: bool
) -> None:
    assert outcome(**facts) == (on(expected), in_time)


def test_without_a_deadline_every_outcome_is_in_time() -> None:
    subject = case(post(setting_type="pru"), enrolments=(enrolment(outcome="2099-01-01"),))
    assert [course.in_time for course in decided(subject).courses] == [True]
    held = case(post(setting_type="pru"), awards=(npq_award(awarded="2099-01-01"),))
    assert [course.in_time for course in decided(held).courses] == [True]


@pytest.mark.parametrize(
    ("qualification", "begun", "accepted"),
    [
        ("NPQSENCO", "2024-08-31", False),
        ("NPQSENCO", "2024-09-01", True),
        ("NASENCO", "2024-08-31", True),
        ("NASENCO", "2024-09-01", False),
        ("EY_L3_SENCO", "2025-01-06", False),
        ("NPQH", "2025-01-06", False),
    ],
)
def test_only_courses_that_the_rule_accepts(qualification: str, begun: str, accepted: bool) -> None:
    assert bool(courses(enrolment(qualification, begun))) is accepted


@pytest.mark.parametrize(
    ("facts", "last"),
    [
        ({}, NEVER_ENDS),
        ({"ended": "2026-01-15"}, on("2026-01-15")),
        ({"ended": "2025-10-13"}, on("2025-10-13")),
        ({"outcome": "2026-01-15"}, NEVER_ENDS),
        ({"completion": "2026-01-15"}, NEVER_ENDS),
    ],
)
def test_in_progress_it_goes_on_until_its_last_day_if_there_is_one(facts: dict[str, Any], last: date) -> None:
    assert until(**facts) == last


@pytest.mark.parametrize(
    ("facts", "last"),
    [
        ({"ended": "2026-01-15"}, on("2026-01-15")),
        ({"ended": "2026-01-15", "outcome": "2027-06-30", "completion": "2027-04-30"}, on("2026-01-15")),
        ({}, None),
        ({"outcome": "2027-06-30"}, None),
    ],
)
def test_withdrawn_it_was_under_way_until_the_day_of_leaving(facts: dict[str, Any], last: date | None) -> None:
    assert until(status="withdrawn", **facts) == last


@pytest.mark.parametrize(
    ("facts", "last"),
    [
        ({"ended": "2026-01-15"}, on("2026-01-15")),
        ({"ended": "2026-01-15", "completion": "2026-01-15"}, on("2026-01-15")),
        ({"ended": "2026-01-15", "completion": "2026-01-16"}, NEVER_ENDS),
        ({"ended": "2026-01-15", "outcome": "2026-01-15"}, on("2026-01-15")),
        ({"ended": "2026-01-15", "outcome": "2026-01-16"}, NEVER_ENDS),
        ({"ended": "2026-01-15", "outcome": "2026-01-14", "completion": "2026-02-01"}, on("2026-01-15")),
        ({"completion": "2027-04-30"}, NEVER_ENDS),
        ({"outcome": "2027-04-30"}, NEVER_ENDS),
        ({}, None),
    ],
)
def test_deferred_it_goes_on_where_a_new_day_is_expected(facts: dict[str, Any], last: date | None) -> None:
    assert until(status="deferred", **facts) == last


@pytest.mark.parametrize(
    "facts",
    [
        {"ended": "2027-04-30", "outcome": "2027-08-20"},
        {"ended": "2027-04-30", "outcome": "2027-04-30"},
        {"ended": "2027-04-30"},
        {"ended": "2027-04-30", "completion": "2027-08-20"},
        {"outcome": "2027-08-20"},
        {},
    ],
)
def test_completed_it_goes_on_until_its_outcome_is_recorded(facts: dict[str, Any]) -> None:
    assert until(status="completed", **facts) == NEVER_ENDS


# A course that can no longer be completed in time: NASENCO before 1 September 2027


LAST_NASENCO_DAY = on("2027-08-31")


@pytest.mark.parametrize(
    ("facts", "last"),
    [
        ({}, LAST_NASENCO_DAY),  # expected on 1 January 2026
        ({"completion": "2027-08-31"}, LAST_NASENCO_DAY),
        ({"completion": "2027-09-01"}, None),
        ({"completion": "2027-08-31", "outcome": "2027-12-01"}, LAST_NASENCO_DAY),
        ({"outcome": "2027-08-31"}, LAST_NASENCO_DAY),
        ({"outcome": "2027-09-01"}, None),
        ({"completion": "2027-09-01", "outcome": "2027-08-31"}, None),
        ({"ended": "2027-06-30"}, on("2027-06-30")),
        ({"status": "completed", "ended": "2027-08-31", "outcome": "2027-12-01"}, NEVER_ENDS),
        ({"status": "completed", "ended": "2027-09-01", "outcome": "2027-12-01"}, None),
        ({"status": "completed", "completion": "2027-08-31", "outcome": "2027-12-01"}, NEVER_ENDS),
        ({"status": "completed", "outcome": "2027-12-01"}, None),
        ({"status": "completed", "ended": "2027-06-30", "outcome": "2027-08-01"}, NEVER_ENDS),
        ({"status": "deferred", "ended": "2026-06-30", "completion": "2027-08-31"}, LAST_NASENCO_DAY),
        ({"status": "deferred", "ended": "2026-06-30", "completion": "2027-09-01"}, None),
        ({"begun": "2024-08-31", "outcome": "2020-01-01"}, LAST_NASENCO_DAY),  # not believed: 30 June 2026
    ],
)
def test_nasenco_counts_while_it_can_still_be_completed_in_time(facts: dict[str, Any], last: date | None) -> None:
    assert until(**({"qualification": "NASENCO", "begun": "2024-03-01"} | facts)) == last


@pytest.mark.parametrize(
    ("facts", "last"),
    [
        ({}, LAST_NASENCO_DAY),
        ({"completion": "2027-09-01", "outcome": "2027-08-31"}, LAST_NASENCO_DAY),
        ({"completion": "2027-06-30", "outcome": "2027-09-01"}, None),
        ({"status": "completed", "ended": "2027-06-30", "outcome": "2027-08-31"}, LAST_NASENCO_DAY),
        ({"status": "completed", "ended": "2027-06-30", "outcome": "2027-09-01"}, None),
    ],
)
def test_by_another_reading_while_its_certificate_can_still_come_in_time(
    facts: dict[str, Any], last: date | None
) -> None:
    """Reading A9."""
    assert until(qualification="NASENCO", begun="2024-03-01", by=BY_CERTIFICATE, **facts) == last


def test_a_course_that_never_was_under_way_is_none() -> None:
    """Its last day would be before its first."""
    assert courses(enrolment("NASENCO", "2024-03-01", completion="2028-01-01")) == ()


# Outcomes that are recorded


FAILED = npq_award("2024-10-07", "2026-08-20", "failed")


@pytest.mark.parametrize(
    ("facts", "last"),
    [
        ({}, on("2026-08-20")),
        ({"outcome": "2026-08-20"}, on("2026-08-20")),
        ({"outcome": "2026-08-21"}, NEVER_ENDS),
        ({"completion": "2026-08-21"}, NEVER_ENDS),
        ({"completion": "2026-08-20"}, on("2026-08-20")),
        ({"completion": "2026-12-01", "outcome": "2026-08-01"}, on("2026-08-20")),
        ({"ended": "2026-05-31"}, on("2026-05-31")),
        ({"begun": "2024-10-08"}, NEVER_ENDS),
        ({"begun": "2024-10-06"}, NEVER_ENDS),
    ],
)
def test_a_failed_outcome_ends_its_course_unless_a_resit_is_expected(facts: dict[str, Any], last: date) -> None:
    assert until(awards=(FAILED,), **({"begun": "2024-10-07"} | facts)) == last


def test_a_passed_outcome_ends_its_course_whatever_was_expected() -> None:
    passed = npq_award("2024-10-07", "2026-08-20")
    assert until(begun="2024-10-07", outcome="2026-12-15", awards=(passed,)) == on("2026-08-20")


def test_an_outcome_without_the_course_s_first_day_ends_any_course_of_the_kind_begun_by_then() -> None:
    unknown = npq_award(None, "2026-08-20", "failed")
    assert until(begun="2024-10-07", awards=(unknown,)) == on("2026-08-20")
    assert until(begun="2026-08-20", awards=(unknown,)) == on("2026-08-20")
    assert until(begun="2026-08-21", awards=(unknown,)) == NEVER_ENDS


def test_an_outcome_of_another_qualification_or_without_its_day_ends_nothing() -> None:
    other, undated = (
        award("NASENCO", "2024-10-07", None, "2026-08-20", "failed"),
        npq_award("2024-10-07", None, "failed"),
    )
    assert until(begun="2024-10-07", awards=(other, undated)) == NEVER_ENDS


@pytest.mark.parametrize(("facts", "last"), [({"ended": "2026-06-30"}, on("2026-06-30")), ({}, NEVER_ENDS)])
def test_an_outcome_without_its_day_ends_a_completed_course_on_its_last_day(facts: dict[str, Any], last: date) -> None:
    undated = npq_award("2024-10-07", None, "failed")
    assert until(begun="2024-10-07", status="completed", awards=(undated,), **facts) == last


def test_of_several_outcomes_the_first_ends_it() -> None:
    voided = npq_award("2024-10-07", "2026-03-01", "voided")
    assert until(begun="2024-10-07", awards=(FAILED, voided)) == on("2026-03-01")
    assert until(begun="2024-10-07", outcome="2026-08-20", awards=(FAILED, voided)) == on("2026-08-20")


# Whose outcome is to come


def is_awaited(*, awards: tuple[Award, ...] = (), **facts: Any) -> bool:
    return any(course.is_awaited for course in courses(enrolment(**facts), awards=awards))


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({}, True),
        ({"ended": "2027-08-13"}, True),
        ({"ended": "2027-08-12"}, False),
        ({"status": "completed", "ended": "2027-01-01"}, True),
        ({"status": "withdrawn", "ended": "2026-05-31"}, False),
        ({"status": "deferred", "ended": "2026-05-31"}, False),
        ({"status": "deferred", "ended": "2026-05-31", "outcome": "2027-10-01"}, True),
    ],
)
def test_an_outcome_is_to_come_where_nothing_ends_the_course_before_its_day(
    facts: dict[str, Any], expected: bool
) -> None:
    """Expected on 13 August 2027, unless another day is given."""
    assert is_awaited(**facts) is expected


def test_a_course_that_counts_no_longer_at_its_outcome_still_comes_to_it() -> None:
    """Completed by the last day that counts, awarded after it."""
    facts: dict[str, Any] = {"begun": "2024-03-01", "completion": "2027-07-31", "outcome": "2027-10-01"}
    assert is_awaited(qualification="NASENCO", **facts)
    assert until(qualification="NASENCO", **facts) == on("2027-08-31")


def test_a_recorded_outcome_is_awaited_no_more_but_a_resit_is() -> None:
    late_failure = npq_award("2024-10-07", "2026-12-01", "failed")
    for known in (npq_award(), npq_award(outcome="failed"), late_failure):
        assert not is_awaited(begun="2024-10-07", awards=(known,))
    assert is_awaited(begun="2024-10-07", outcome="2027-03-01", awards=(late_failure,))


# Courses known from their award


def test_an_award_s_own_course_was_under_way_from_its_start_to_its_award() -> None:
    expected = Course(on("2024-10-07"), on("2026-08-20"), "NPQSENCO", on("2026-08-20"), in_time=True, was_awarded=True)
    assert courses(awards=(npq_award(),)) == (expected,)
    assert courses(awards=(FAILED,)) == (expected,)


def test_it_is_in_time_where_the_award_is() -> None:
    assert [c.in_time for c in courses(awards=(npq_award(awarded="2027-09-01"),))] == [True]
    assert [c.in_time for c in courses(awards=(npq_award(awarded="2027-09-02"),))] == [False]


@pytest.mark.parametrize(
    "known",
    [
        npq_award(None),
        npq_award(awarded=None),
        npq_award("2024-08-31"),
        npq_award("2024-08-31", outcome="failed"),
        award("EY_L3_SENCO"),
    ],
)
def test_an_award_whose_course_is_not_known_or_not_accepted_shows_no_course(known: Award) -> None:
    assert courses(awards=(known,)) == ()


def test_an_award_that_may_count_shows_its_course() -> None:
    unclear = award("NASENCO", "2024-03-01", None, "2027-10-01")
    assert courses(awards=(unclear,)) == (
        Course(on("2024-03-01"), on("2027-10-01"), "NASENCO", on("2027-10-01"), in_time=False, was_awarded=True),
    )


def test_courses_come_in_order_of_their_first_day() -> None:
    found = courses(
        enrolment(begun="2025-10-13"), enrolment("NASENCO", "2024-03-01"), awards=(npq_award("2024-10-07"),)
    )
    assert [course.started_on for course in found] == [on("2024-03-01"), on("2024-10-07"), on("2025-10-13")]


def test_awards_not_known_leave_courses_as_they_are() -> None:
    subject = case(awards=None, enrolments=(enrolment(),))
    assert [course.until for course in decided(subject).courses] == [NEVER_ENDS]
