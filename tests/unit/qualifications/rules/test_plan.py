"""A rule made ready: for which service it is meant, its deadline, and the latest safe start."""

from datetime import date

import pytest

from qualifications.rules import plan as plans
from qualifications.rules.book import Acceptance
from qualifications.rules.plan import Plan, latest_safe_start, plans_for, taken
from qualifications.rules.service import Service
from qualifications.rules.terms import AcceptBy, Clock, Conventions, LeapDay, Requirement, ServiceTest
from tests.unit.qualifications.rules.builders import acceptance, book, nothing_asked, on, rule
from tests.unit.qualifications.rules.shipped import BOOK

NASENCO, NPQ = BOOK.acceptance_sets["mandatory"]
ANY, MORE, NOT_MORE = ServiceTest.ANY, ServiceTest.MORE, ServiceTest.NOT_MORE


def served(more: bool | None, began: str | None = None, may_have: str | None = None) -> Service:
    return Service(more, on(began) if began else None, on(may_have) if may_have else on(began) if began else None)


@pytest.mark.parametrize(
    ("asks", "more", "expected"),
    [
        (ANY, True, True),
        (ANY, False, True),
        (ANY, None, True),
        (MORE, True, True),
        (MORE, False, False),
        (MORE, None, None),
        (NOT_MORE, True, False),
        (NOT_MORE, False, True),
        (NOT_MORE, None, None),
    ],
)
def test_a_rule_asks_for_more_service_or_not_more_or_nothing(
    asks: ServiceTest, more: bool | None, expected: bool | None
) -> None:
    assert Plan(rule(service=asks), book()).fits(served(more, "2010-01-01")) is expected


@pytest.mark.parametrize(
    ("began", "may_have", "expected"),
    [
        ("2008-12-31", None, True),
        ("2009-01-01", None, True),
        ("2009-01-02", None, False),
        (None, None, False),
        (None, "2009-01-01", None),
        (None, "2009-01-02", False),
        ("2010-01-01", "2009-01-01", None),
        ("2010-01-01", "2009-01-02", False),
        ("2009-01-01", "2008-01-01", True),
    ],
)
def test_a_rule_asks_by_when_service_began(began: str | None, may_have: str | None, expected: bool | None) -> None:
    asking = Plan(rule(service_begun_until=on("2009-01-01")), book())
    assert asking.fits(served(False, began, may_have)) is expected
    both = Plan(rule(service=MORE, service_begun_until=on("2009-01-01")), book())
    assert both.fits(served(True, began, may_have)) is expected
    assert both.fits(served(False, began, may_have)) is False
    assert both.fits(served(None, began, may_have)) is (None if expected else expected)


def test_what_a_plan_takes_from_its_rule() -> None:
    bare = Plan(rule(), book())
    assert (bare.first_day, bare.last_day) == (date.min, date.max)
    assert (bare.wants_more, bare.begun_until, bare.asks_of_service) == (None, None, False)
    assert (bare.has_requirement, bare.tests_designation, bare.clock_moves) == (True, False, False)
    assert (bare.leap_day, bare.accept_by) == (LeapDay.FEB28, AcceptBy.COMPLETED)
    assert bare.acceptances == (acceptance(),)
    assert bare.takes == {"Q": [(0, acceptance())]}
    dated = Plan(rule(started_from=on("2020-01-01"), started_until=on("2021-01-01"), tests_designation=True), book())
    assert (dated.first_day, dated.last_day, dated.tests_designation) == (on("2020-01-01"), on("2021-01-01"), True)
    asking = Plan(rule(service=MORE), book())
    assert (asking.wants_more, asking.asks_of_service) == (True, True)
    assert Plan(rule(service=NOT_MORE), book()).wants_more is False
    begun = Plan(rule(service_begun_until=on("2009-01-01")), book())
    assert (begun.wants_more, begun.begun_until, begun.asks_of_service) == (None, on("2009-01-01"), True)
    nothing = Plan(nothing_asked(), book())
    assert (nothing.has_requirement, nothing.acceptances, nothing.takes) == (False, (), {})
    assert Plan(rule(requirement=Requirement.OPTIONAL), book()).has_requirement is True


def test_the_clock_moves_only_where_it_runs_from_the_first_post_and_there_is_a_deadline() -> None:
    moving = book(conventions=Conventions(clock=Clock.FIRST_POST, leap_day=LeapDay.MAR1, accept_by=AcceptBy.AWARDED))
    assert Plan(rule(), moving).clock_moves is True
    assert Plan(rule(months=None), moving).clock_moves is False
    assert (Plan(rule(), moving).leap_day, Plan(rule(), moving).accept_by) == (LeapDay.MAR1, AcceptBy.AWARDED)


def test_a_timetable_has_the_deadline_and_the_latest_safe_start() -> None:
    """Three years, less the longest usual time of twelve months."""
    made = Plan(rule(), book()).timetables[on("2024-09-01")]
    assert made.rule == rule()
    assert made.acceptances == (acceptance(),)
    assert made.clock_from == on("2024-09-01")
    assert made.deadline == on("2027-09-01")
    assert made.latest_safe_start == on("2026-09-01")
    assert made.strictness == (Requirement.REQUIRED.strength, False)
    assert made.asked == (Requirement.REQUIRED, None, "Q", on("2027-09-01"), on("2026-09-01"))


def test_what_a_timetable_says_of_a_rule_that_a_person_should_check() -> None:
    made = Plan(nothing_asked(needs_review=True, exemption="old"), book()).timetables[on("2024-09-01")]
    assert made.strictness == (Requirement.NONE.strength, True)
    assert made.asked == (Requirement.NONE, "old", None, None, None)


def test_the_first_course_ever_of_a_plan_is_that_of_any_acceptance() -> None:
    early, late = acceptance(first_course_on=on("2009-09-01")), acceptance(first_course_on=on("2024-09-01"))
    assert Plan(rule(), book(acceptances=(late, early))).first_course_on == on("2009-09-01")
    assert Plan(rule(), book(acceptances=(late, acceptance(first_course_on=None)))).first_course_on == date.min
    assert Plan(nothing_asked(), book()).first_course_on == date.min


def test_without_months_there_is_no_deadline_and_no_latest_safe_start() -> None:
    made = Plan(rule(months=None), book()).timetables[on("2024-09-01")]
    assert (made.rule, made.acceptances, made.clock_from) == (rule(months=None), (acceptance(),), on("2024-09-01"))
    assert (made.deadline, made.latest_safe_start) == (None, None)


def test_the_deadline_after_29_february_is_the_convention_s() -> None:
    assert Plan(rule(), book()).timetables[on("2024-02-29")].deadline == on("2027-02-28")
    other = book(conventions=Conventions(leap_day=LeapDay.MAR1))
    assert Plan(rule(), other).timetables[on("2024-02-29")].deadline == on("2027-03-01")


def test_a_timetable_is_made_once_for_each_day() -> None:
    made = Plan(rule(), book())
    first = made.timetables[on("2024-09-01")]
    assert made.timetables[on("2024-09-01")] is first
    assert made.timetables[on("2024-09-02")] is not first
    assert made.timetables[on("2024-09-02")].deadline == on("2027-09-02")
    assert made.timetables[on("2024-09-01")] is first


def test_what_is_remembered_has_a_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(plans, "_REMEMBERED", 2)
    made = Plan(rule(), book())
    first = made.timetables[on("2024-09-01")]
    second = made.timetables[on("2024-09-02")]
    assert made.timetables[on("2024-09-01")] is first
    made.timetables[on("2024-09-03")]
    again = made.timetables[on("2024-09-02")]
    assert again is not second
    assert again == second


def test_the_plans_for_a_kind_of_post_are_made_once_in_the_order_of_the_book() -> None:
    other, mine, assistants = nothing_asked("b", setting_types=("nursery",)), rule(), rule("c", roles=("assistant",))
    made = book(rules=(other, assistants, mine))
    assert [plan.rule for plan in plans_for(made, "school", "senco")] == [mine]
    assert [plan.rule for plan in plans_for(made, "school", "assistant")] == [assistants, mine]
    assert [plan.rule for plan in plans_for(made, "nursery", "senco")] == [other]
    assert plans_for(made, "moon", "senco") == ()
    assert plans_for(made, "school", "senco") is plans_for(made, "school", "senco")
    assert set(made.timelines) == {
        ("school", "senco"),
        ("school", "assistant"),
        ("nursery", "senco"),
        ("moon", "senco"),
    }


def test_acceptances_are_grouped_by_qualification_with_their_place_in_the_order() -> None:
    a1, b, a2 = acceptance(qualification="A"), acceptance(qualification="B"), acceptance(qualification="A", words="2")
    assert taken((a1, b, a2)) == {"A": [(0, a1), (2, a2)], "B": [(1, b)]}
    assert taken(()) == {}


# The latest safe start


@pytest.mark.parametrize(
    ("deadline", "expected"),
    [
        ("2027-09-01", "2025-11-01"),
        ("2026-06-30", "2024-08-30"),
        ("2026-07-01", "2024-09-01"),  # the NPQ's first day; NASENCO closed the day before
        ("2026-06-29", "2024-08-29"),
        ("2028-12-31", "2027-02-28"),
        ("2029-12-31", "2028-02-29"),
        ("2011-07-01", "2009-09-01"),
        ("2011-06-30", None),  # before the first NASENCO course ever
    ],
)
def test_the_latest_of_the_acceptances_less_their_longest_months(deadline: str, expected: str | None) -> None:
    found = latest_safe_start((NASENCO, NPQ), on(deadline))
    assert found == (on(expected) if expected else None)
    assert latest_safe_start((NPQ, NASENCO), on(deadline)) == found


def test_it_is_not_after_the_last_day_on_which_a_course_can_begin() -> None:
    assert latest_safe_start((NASENCO,), on("2026-06-30")) == on("2024-08-30")
    assert latest_safe_start((NASENCO,), on("2026-07-01")) == on("2024-08-31")
    assert latest_safe_start((NASENCO,), on("2030-01-01")) == on("2024-08-31")


def test_it_leaves_out_what_falls_before_a_course_could_begin() -> None:
    opens = acceptance(begun_from=on("2020-01-01"), longest_months=6)
    assert latest_safe_start((opens,), on("2020-07-01")) == on("2020-01-01")
    assert latest_safe_start((opens,), on("2020-06-30")) is None
    assert latest_safe_start((), on("2020-06-30")) is None


def test_an_acceptance_without_limits_is_safe_at_its_longest_before_the_deadline() -> None:
    every = Acceptance("s", "Q", 6)
    assert latest_safe_start((every,), on("2020-07-01")) == on("2020-01-01")
