"""A decision on a day: the ladder of statuses, first that fits; the whole life of a post; what is held; the route."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from qualifications.rules.assess import Decision
from qualifications.rules.facts import Award
from qualifications.rules.standing import Status, StatusSpan, expected_on, held, route, spans, standing
from qualifications.rules.terms import Requirement, ServiceTest
from tests.unit.qualifications.rules.builders import (
    award,
    book,
    case,
    decided,
    earlier,
    enrolment,
    nothing_asked,
    npq_award,
    on,
    post,
    rule,
)

UNCLEAR = award("NASENCO", None, "2025-06-30", "2025-07-31")


def on_days(decision: Decision, *days: str) -> list[str]:
    return [str(standing(decision, on(day))) for day in days]


def life(decision: Decision) -> list[tuple[str | None, str | None, str]]:
    return [
        (str(s.first) if s.first else None, str(s.last) if s.last else None, str(s.status)) for s in spans(decision)
    ]


def test_the_words_that_scripts_hold_on_to() -> None:
    assert [str(status) for status in Status] == [
        "not_started", "left_post", "exempt", "not_applicable", "met", "cannot_tell", "met_late", "not_held",
        "working_towards", "overdue", "on_track", "at_risk", "in_window",
    ]  # fmt: skip


def test_a_life_without_any_course() -> None:
    """Deadline 1 September 2027, latest safe start 1 November 2025: each is the last day of its status."""
    decision = decided(case(post(ended_on="2028-08-31")))
    assert life(decision) == [
        (None, "2024-08-31", "not_started"),
        ("2024-09-01", "2025-11-01", "in_window"),
        ("2025-11-02", "2027-09-01", "at_risk"),
        ("2027-09-02", "2028-08-31", "overdue"),
        ("2028-09-01", None, "left_post"),
    ]
    assert on_days(decision, "2024-08-31", "2024-09-01", "2025-11-01", "2025-11-02") == [
        "not_started",
        "in_window",
        "in_window",
        "at_risk",
    ]
    assert on_days(decision, "2027-09-01", "2027-09-02", "2028-08-31", "2028-09-01") == [
        "at_risk",
        "overdue",
        "overdue",
        "left_post",
    ]


def test_a_life_with_a_course_that_is_left() -> None:
    left = enrolment(begun="2025-01-06", status="withdrawn", ended="2026-05-31")
    assert life(decided(case(enrolments=(left,)))) == [
        (None, "2024-08-31", "not_started"),
        ("2024-09-01", "2025-01-05", "in_window"),
        ("2025-01-06", "2026-05-31", "on_track"),
        ("2026-06-01", "2027-09-01", "at_risk"),
        ("2027-09-02", None, "overdue"),
    ]


def test_a_life_with_a_late_award() -> None:
    assert life(decided(case(awards=(npq_award("2025-10-13", "2027-10-15"),)))) == [
        (None, "2024-08-31", "not_started"),
        ("2024-09-01", "2025-11-01", "in_window"),
        ("2025-11-02", "2027-09-01", "at_risk"),
        ("2027-09-02", "2027-10-14", "overdue"),
        ("2027-10-15", None, "met_late"),
    ]


def test_a_life_with_an_award_in_time() -> None:
    assert life(decided(case(awards=(npq_award("2025-10-13", "2027-09-01"),)))) == [
        (None, "2024-08-31", "not_started"),
        ("2024-09-01", "2025-10-12", "in_window"),
        ("2025-10-13", "2027-08-31", "on_track"),
        ("2027-09-01", None, "met"),
    ]


def test_a_life_in_which_service_is_not_known() -> None:
    """What every possibility says is said; met where each is met or asks for nothing; else it cannot be told."""
    known_end = post(ended_on="2028-08-31")
    assert life(decided(case(known_end, previous_posts=None, awards=(npq_award(),)))) == [
        (None, "2024-08-31", "not_started"),
        ("2024-09-01", "2026-08-19", "cannot_tell"),
        ("2026-08-20", "2028-08-31", "met"),
        ("2028-09-01", None, "left_post"),
    ]


def test_a_life_that_differs_only_in_the_alternatives() -> None:
    """Their days are days on which the status may change, too."""
    served = rule("served", months=24, service=ServiceTest.MORE)
    decision = decided(case(post(setting_type="school"), previous_posts=None), book(rules=(served, rule("others"))))
    assert life(decision) == [
        (None, "2024-08-31", "not_started"),
        ("2024-09-01", "2025-09-01", "in_window"),
        ("2025-09-02", "2027-09-01", "cannot_tell"),
        ("2027-09-02", None, "overdue"),
    ]


def test_a_life_where_nothing_is_asked() -> None:
    assert life(decided(case(post(setting_type="special_school", ended_on="2025-08-31")))) == [
        (None, "2024-08-31", "not_started"),
        ("2024-09-01", "2025-08-31", "not_applicable"),
        ("2025-09-01", None, "left_post"),
    ]
    assert life(decided(case(post("2005-09-01")))) == [
        (None, "2005-08-31", "not_started"),
        ("2005-09-01", None, "exempt"),
    ]


def test_a_life_of_a_recommendation() -> None:
    course = enrolment("EY_L3_SENCO", "2025-01-06", ended="2025-03-31")
    subject = case(post(setting_type="ey_group"), awards=(award("EY_L3_SENCO", None, None, "2026-01-15"),))
    assert life(decided(subject)) == [
        (None, "2024-08-31", "not_started"),
        ("2024-09-01", "2026-01-14", "not_held"),
        ("2026-01-15", None, "met"),
    ]
    assert life(decided(case(post(setting_type="ey_group"), enrolments=(course,)))) == [
        (None, "2024-08-31", "not_started"),
        ("2024-09-01", "2025-01-05", "not_held"),
        ("2025-01-06", "2025-03-31", "working_towards"),
        ("2025-04-01", None, "not_held"),
    ]


def test_a_post_from_the_first_day_there_is() -> None:
    assert spans(decided(case(post("0001-01-01")))) == (StatusSpan(None, None, Status.EXEMPT),)


# Steps of the ladder


def test_a_lifted_duty_is_told_before_what_is_held() -> None:
    decision = decided(case(post("2005-09-01"), awards=(award(),)))
    assert on_days(decision, "2026-01-01") == ["exempt"]
    assert held(decision, on("2026-01-01")) == "NASENCO"


def test_an_exemption_is_told_whatever_the_requirement() -> None:
    mine = book(rules=(nothing_asked(exemption="free"),))
    assert on_days(decided(case(post(setting_type="school")), mine), "2026-01-01") == ["exempt"]


@pytest.mark.parametrize("requirement", [Requirement.REQUIRED, Requirement.RECOMMENDED, Requirement.OPTIONAL])
def test_without_a_deadline_an_award_meets_it_whenever_it_comes(requirement: Requirement) -> None:
    mine = book(rules=(rule(requirement=requirement, months=None),))
    decision = decided(case(post(setting_type="school"), awards=(award("Q", None, awarded="2030-01-01"),)), mine)
    assert on_days(decision, "2029-12-31", "2030-01-01", "2099-01-01") == ["not_held", "met", "met"]


def test_what_may_be_held_cannot_be_told_from_the_day_on_which_it_may() -> None:
    decision = decided(case(awards=(UNCLEAR,)))
    assert on_days(decision, "2025-07-30", "2025-07-31", "2027-09-02") == ["in_window", "cannot_tell", "cannot_tell"]


def test_what_may_be_held_does_not_matter_once_something_is_held_in_time() -> None:
    decision = decided(case(awards=(UNCLEAR, npq_award(awarded="2026-08-20"))))
    assert on_days(decision, "2025-07-31", "2026-08-19", "2026-08-20") == ["cannot_tell", "cannot_tell", "met"]


def test_what_may_have_been_held_in_time_matters_beside_a_late_award() -> None:
    late = npq_award("2026-01-12", "2027-11-15")
    in_time = award("NASENCO", None, "2027-06-30", "2027-09-01")
    decision = decided(case(awards=(in_time, late)))
    assert on_days(decision, "2027-11-14", "2027-11-15", "2028-01-01") == ["cannot_tell", "cannot_tell", "cannot_tell"]
    too_late = award("NASENCO", None, "2027-06-30", "2027-09-02")
    decision = decided(case(awards=(too_late, late)))
    assert on_days(decision, "2027-11-14", "2027-11-15", "2028-01-01") == ["cannot_tell", "met_late", "met_late"]


def test_an_award_on_the_deadline_is_in_time_and_a_day_later_is_late() -> None:
    assert on_days(decided(case(awards=(npq_award(awarded="2027-09-01"),))), "2027-09-01") == ["met"]
    assert on_days(decided(case(awards=(npq_award(awarded="2027-09-02"),))), "2027-09-02") == ["met_late"]


def test_a_course_in_time_is_told_before_one_that_is_late() -> None:
    late, in_time = enrolment(begun="2026-01-12"), enrolment(begun="2025-10-13")
    assert on_days(decided(case(enrolments=(late, in_time))), "2026-06-01") == ["on_track"]
    assert on_days(decided(case(enrolments=(late,))), "2026-06-01") == ["at_risk"]


def test_a_late_course_is_a_warning_long_before_the_latest_safe_start() -> None:
    late = enrolment(begun="2025-01-06", outcome="2027-12-01")
    assert on_days(decided(case(enrolments=(late,))), "2025-01-05", "2025-01-06") == ["in_window", "at_risk"]


def test_a_course_known_only_from_its_late_award_is_no_warning_of_its_own() -> None:
    decision = decided(case(awards=(npq_award("2025-01-06", "2027-12-01"),)))
    assert on_days(decision, "2025-06-01", "2025-11-01", "2025-11-02") == ["in_window", "in_window", "at_risk"]


def test_where_no_course_could_begin_early_enough_it_is_at_risk_from_the_first_day() -> None:
    """Before the first course ever."""
    mine = book(rules=(rule(months=6),))
    decision = decided(case(post("2009-10-01", "school")), mine)
    assert decision.latest_safe_start is None
    assert on_days(decision, "2009-10-01", "2010-04-01", "2010-04-02") == ["at_risk", "at_risk", "overdue"]


def test_after_the_deadline_a_course_under_way_does_not_help() -> None:
    assert on_days(decided(case(enrolments=(enrolment(),))), "2027-09-01", "2027-09-02") == ["on_track", "overdue"]


@pytest.mark.parametrize("awards", [(npq_award("2025-10-13", "2027-10-15"),), (UNCLEAR,), None, ()])
@pytest.mark.parametrize("previous", [None, (), (earlier(None, "2015-01-01"),), (earlier("2012-01-01", "2015-01-01"),)])
def test_every_day_of_a_span_has_its_status(awards: tuple[Award, ...] | None, previous: None) -> None:
    decision = decided(case(post(ended_on="2028-08-31"), previous_posts=previous, awards=awards))
    found = spans(decision)
    assert (found[0].first, found[-1].last) == (None, None)
    day = on("2024-08-01")
    while day < on("2028-10-01"):
        (status,) = [s.status for s in found if (s.first or date.min) <= day <= (s.last or date.max)]
        assert standing(decision, day) is status
        day += timedelta(days=1)


def test_met_exempt_and_nothing_asked_together_are_met() -> None:
    """Whichever rule governs, nothing is owed."""
    lifted = nothing_asked("lifted", service=ServiceTest.MORE, exemption="served", accepts="main")
    quiet = nothing_asked("quiet", service=ServiceTest.NOT_MORE, accepts="main")
    subject = case(post(setting_type="school"), previous_posts=None, awards=(award("Q"),))
    three = decided(subject, book(rules=(lifted, quiet, rule())))
    assert on_days(three, "2026-01-01") == ["met"]
    two = decided(subject, book(rules=(lifted, replace(quiet, service=ServiceTest.ANY))))
    assert on_days(two, "2026-01-01") == ["cannot_tell"]


# What is held, and the route


def test_held_is_what_is_certainly_held_from_its_day_on() -> None:
    decision = decided(case(awards=(npq_award(), UNCLEAR)))
    assert [held(decision, on(day)) for day in ("2025-07-31", "2026-08-19", "2026-08-20")] == [None, None, "NPQSENCO"]
    assert held(decided(case()), on("2026-08-20")) is None


@pytest.mark.parametrize(
    ("day", "expected"),
    [("2024-08-31", "NASENCO"), ("2024-09-01", "NPQSENCO"), ("2009-09-01", "NASENCO"), ("2009-08-31", None)],
)
def test_without_any_course_the_route_is_what_a_course_begun_on_the_day_leads_to(day: str, expected: str) -> None:
    assert route(decided(case()), on(day)) == expected


def test_the_route_is_the_course_under_way_whose_outcome_comes_first() -> None:
    nasenco = enrolment("NASENCO", "2024-03-01", completion="2026-10-31", outcome="2026-12-01")
    sooner, later = enrolment(outcome="2026-11-30"), enrolment(outcome="2026-12-02")
    assert route(decided(case(enrolments=(nasenco, sooner))), on("2026-01-01")) == "NPQSENCO"
    assert route(decided(case(enrolments=(nasenco, later))), on("2026-01-01")) == "NASENCO"
    same_day = enrolment(outcome="2026-12-01")
    assert route(decided(case(enrolments=(same_day, nasenco))), on("2026-01-01")) == "NASENCO"
    assert route(decided(case(enrolments=(nasenco, sooner))), on("2025-10-12")) == "NASENCO"
    assert route(decided(case(enrolments=(nasenco, sooner))), on("2024-02-29")) == "NASENCO"
    assert route(decided(case(enrolments=(sooner,))), on("2024-02-29")) == "NASENCO"


def test_the_route_is_what_is_held_before_what_is_under_way() -> None:
    subject = case(awards=(award(),), enrolments=(enrolment(),))
    assert route(decided(subject), on("2026-01-01")) == "NASENCO"
    assert route(decided(case(enrolments=(enrolment(),))), on("2026-01-01")) == "NPQSENCO"


def test_where_nothing_is_asked_there_is_a_route_only_where_something_is_done() -> None:
    free = post("2005-09-01")
    assert route(decided(case(free)), on("2026-01-01")) is None
    assert route(decided(case(free, enrolments=(enrolment(),))), on("2026-01-01")) == "NPQSENCO"
    assert route(decided(case(free, awards=(award(),))), on("2026-01-01")) == "NASENCO"


# What is to come


def test_the_outcome_that_is_to_come_first_is_what_is_expected_in_time_or_not() -> None:
    sooner, later = enrolment(outcome="2026-11-30"), enrolment(outcome="2028-12-02")
    left = enrolment(outcome="2026-10-01", status="withdrawn", ended="2026-05-31")
    assert expected_on(decided(case(enrolments=(later, left, sooner)))) == on("2026-11-30")
    assert expected_on(decided(case(enrolments=(later,)))) == on("2028-12-02")
    assert expected_on(decided(case(enrolments=(left,)))) is None


def test_of_what_is_awarded_nothing_is_to_come() -> None:
    assert expected_on(decided(case(awards=(npq_award(),)))) is None
