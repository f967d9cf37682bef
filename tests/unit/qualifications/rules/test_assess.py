"""The decision about a post: which rule governs, from when the clock runs, and what is not known."""

from dataclasses import replace
from typing import Any

import pytest

from qualifications.rules.assess import Decision, NoRuleGoverns, assess
from qualifications.rules.book import Book, SettingTerms
from qualifications.rules.designation import NOT_TESTED, Designation, Result
from qualifications.rules.facts import Person, Post, PreviousPost
from qualifications.rules.holding import NOTHING_HELD
from qualifications.rules.plan import Plan
from qualifications.rules.terms import Clock, Conventions, Requirement, ServiceTest
from tests.unit.qualifications.rules.builders import (
    acceptance,
    award,
    book,
    case,
    decided,
    earlier,
    enrolment,
    fact_test,
    nothing_asked,
    npq_award,
    on,
    post,
    rule,
    under,
)
from tests.unit.qualifications.rules.shipped import BOOK, SETTING_TYPES

SCHOOL = post(setting_type="school")
LONG = earlier("2010-01-01", "2015-12-31", "school")
SHORT = earlier("2018-01-01", "2018-03-31", "school")


def at_school(started_on: str = "2024-09-01") -> Post:
    return post(started_on, "school")


def governing(by: Book, *previous: PreviousPost, started_on: str = "2024-09-01") -> str:
    return decided(case(at_school(started_on), previous_posts=previous), by).rule.code


def test_a_decision_says_all_that_follows_from_the_rule() -> None:
    mine = rule(tests_designation=True)
    decision = decided(case(replace(SCHOOL, ended_on=on("2026-08-31")), awards=(award("Q"),)), book(rules=(mine,)))
    assert decision.timetable == Plan(mine, book()).timetables[on("2024-09-01")]
    assert (decision.rule, decision.deadline, decision.latest_safe_start) == (mine, on("2027-09-01"), on("2026-09-01"))
    assert decision.acceptances == (acceptance(),)
    assert (decision.started_on, decision.ended_on) == (on("2024-09-01"), on("2026-08-31"))
    assert (decision.holding.held_on, decision.holding.qualification) == (on("2022-07-31"), "Q")
    assert [course.started_on for course in decision.courses] == [on("2021-09-01")]
    assert decision.designation == Designation(Result.OK)
    assert (decision.missing, decision.alternatives, decision.needs_review) == ((), (), False)


def test_with_neither_awards_nor_courses_nothing_is_held() -> None:
    decision = decided(case(SCHOOL), book())
    assert (decision.holding, decision.courses) == (NOTHING_HELD, ())


def test_courses_count_without_awards_and_awards_without_courses() -> None:
    on_course = decided(case(SCHOOL, enrolments=(enrolment("Q"),)), book())
    assert (on_course.holding, len(on_course.courses)) == (NOTHING_HELD, 1)
    held = decided(case(SCHOOL, awards=(award("Q", None),)), book())
    assert (held.holding.qualification, held.courses) == ("Q", ())
    both = decided(case(SCHOOL, awards=(award("OTHER"),), enrolments=(enrolment("Q"),)), book())
    assert (both.holding, len(both.courses)) == (NOTHING_HELD, 1)


def test_awards_not_known_are_missing_only_where_something_is_asked() -> None:
    """Exempt rules take qualifications too, but nothing turns on them."""
    unknown = case(SCHOOL, awards=None)
    assert decided(unknown, book()).missing == ("awards",)
    exempt = nothing_asked(accepts="main", exemption="free")
    decision = decided(unknown, book(rules=(exempt,)))
    assert (decision.missing, decision.holding.may_be_held_on) == ((), on("2010-01-01"))
    assert decided(unknown, book(rules=(nothing_asked(),))).holding == NOTHING_HELD


def test_designation_is_tested_where_the_rule_says_so() -> None:
    subject = case(SCHOOL, person=Person(None, None), awards=None)
    tested = decided(subject, book(rules=(rule(tests_designation=True),)))
    assert (tested.designation.result, tested.missing) == (Result.UNKNOWN, ("awards", "teacher_status"))
    assert decided(subject, book()).designation == NOT_TESTED
    assert decided(subject, book()).missing == ("awards",)
    exempt = nothing_asked(tests_designation=True, accepts="main")
    assert decided(subject, book(rules=(exempt,))).missing == ("teacher_status",)


def test_a_person_should_check_where_the_rule_or_the_designation_says_so() -> None:
    reviewed = rule(needs_review=True)
    assert decided(case(SCHOOL), book(rules=(reviewed,))).needs_review is True
    alternative = book().designation[0]
    asks = replace(alternative, tests=(fact_test(needs_review=True),))
    failing = case(SCHOOL, person=Person("not_qualified"))
    tested = book(rules=(rule(tests_designation=True),), designation=(asks,))
    assert decided(failing, tested).needs_review is True
    assert decided(case(SCHOOL), tested).needs_review is False


# Which rule governs


def test_the_first_rule_that_fits_governs() -> None:
    first, second = rule("first"), rule("second")
    assert governing(book(rules=(first, second))) == "first"
    assert governing(book(rules=(second, first))) == "second"


@pytest.mark.parametrize(
    ("started_on", "expected"),
    [("2019-12-31", "before"), ("2020-01-01", "within"), ("2020-12-31", "within"), ("2021-01-01", "after")],
)
def test_a_rule_holds_from_its_first_day_to_its_last(started_on: str, expected: str) -> None:
    """A post's own first day decides, not the day of judgement."""
    rules = (
        rule("within", started_from=on("2020-01-01"), started_until=on("2020-12-31")),
        rule("before", started_until=on("2020-12-31")),
        rule("after"),
    )
    assert governing(book(rules=rules), started_on=started_on) == expected


def test_earlier_service_is_asked_about_in_the_order_of_the_rules() -> None:
    served, others = nothing_asked("served", service=ServiceTest.MORE), rule("others")
    mine = book(rules=(served, others))
    assert governing(mine) == "others"
    assert governing(mine, SHORT) == "others"
    assert governing(mine, LONG) == "served"
    new = book(rules=(rule("new", service=ServiceTest.NOT_MORE), nothing_asked("rest")))
    assert governing(new, SHORT) == "new"
    assert governing(new, LONG) == "rest"


def test_a_post_that_no_rule_governs_is_refused_and_named() -> None:
    mine = book(rules=(rule(started_until=on("2020-01-01")),))
    with pytest.raises(NoRuleGoverns) as caught:
        assess(case(SCHOOL), mine)
    assert str(caught.value) == "small: no rule governs school from 2024-09-01"
    with pytest.raises(NoRuleGoverns, match=r"^small: no rule governs moon from 2024-09-01$"):
        assess(case(post(setting_type="moon")), mine)
    asking = book(rules=(rule(service=ServiceTest.MORE),))
    with pytest.raises(NoRuleGoverns):
        assess(case(SCHOOL), asking)


# The two lines of the law, at every kind of setting


RELEVANT = {"maintained_school", "academy", "maintained_nursery_school"}
RULE_ELSEWHERE = {
    "special_school": "special-school",
    "independent_school": "independent-school",
    "fe_college": "further-education",
    "academy_16_19": "academy-16-19",
    "ctc": "city-technology-college",
    "ey_group": "early-years-group",
    "childminder": "childminder",
    "other": "other",
}


@pytest.mark.parametrize("setting_type", SETTING_TYPES)
@pytest.mark.parametrize(
    ("started_on", "relevant", "alternative_provision"),
    [
        ("1990-01-01", "before-2009", "alternative-provision-nasenco"),
        ("2009-08-31", "before-2009", "alternative-provision-nasenco"),
        ("2009-09-01", "before-2009", "alternative-provision-nasenco"),
        ("2009-09-02", "nasenco", "alternative-provision-nasenco"),
        ("2024-08-31", "nasenco", "alternative-provision-nasenco"),
        ("2024-09-01", "npq", "alternative-provision-npq"),
        ("2040-12-31", "npq", "alternative-provision-npq"),
    ],
)
def test_the_lines_of_2009_and_2024(
    setting_type: str, started_on: str, relevant: str, alternative_provision: str
) -> None:
    """Regulation 49(4): after 1 September 2009. Regulation 49(7): the course's first day, 1 September 2024."""
    expected = relevant if setting_type in RELEVANT else RULE_ELSEWHERE.get(setting_type, alternative_provision)
    assert decided(case(post(started_on, setting_type))).rule.code == expected
    assert decided(case(post(started_on, setting_type, role="assistant_senco"))).rule.code == "assistant"


# What is not known


UNKNOWN_SERVICE = case(SCHOOL, previous_posts=None)


def options(decision: Decision) -> list[str]:
    return [other.rule.code for other in decision.alternatives]


def test_where_service_is_not_known_every_rule_that_may_govern_is_decided_and_the_strictest_leads() -> None:
    served = nothing_asked("served", service=ServiceTest.MORE, exemption="served")
    mine = book(rules=(served, rule("others"), rule("never-reached")))
    decision = decided(UNKNOWN_SERVICE, mine)
    assert (decision.rule.code, options(decision)) == ("others", ["served", "others"])
    assert decision.missing == ("previous_posts",)
    assert [other.alternatives for other in decision.alternatives] == [(), ()]


def test_a_recommendation_yields_to_a_duty_and_a_marked_rule_leads_an_equal_one() -> None:
    first = rule("first", service=ServiceTest.MORE, requirement=Requirement.RECOMMENDED)
    assert decided(UNKNOWN_SERVICE, book(rules=(first, rule("duty")))).rule.code == "duty"
    duty_first = book(rules=(rule("duty", service=ServiceTest.MORE), replace(first, service=ServiceTest.ANY)))
    assert decided(UNKNOWN_SERVICE, duty_first).rule.code == "duty"
    marked = rule("marked", months=24, needs_review=True)
    plain = rule("plain", service=ServiceTest.MORE)
    assert decided(UNKNOWN_SERVICE, book(rules=(plain, marked))).rule.code == "marked"
    unmarked_last = book(rules=(replace(marked, service=ServiceTest.MORE), replace(plain, service=ServiceTest.ANY)))
    assert decided(UNKNOWN_SERVICE, unmarked_last).rule.code == "marked"


def test_other_missing_facts_of_the_possibilities_are_named_too() -> None:
    served = nothing_asked("served", service=ServiceTest.MORE, tests_designation=True)
    mine = book(rules=(served, rule("others")))
    subject = case(SCHOOL, previous_posts=None, awards=None, person=Person())
    assert decided(subject, mine).missing == ("previous_posts", "awards", "teacher_status")


def test_rules_that_say_the_same_leave_nothing_open() -> None:
    """They may differ in names, words and marks."""
    same = rule("same", service=ServiceTest.MORE, words="Otherwise said.", needs_review=True)
    decision = decided(UNKNOWN_SERVICE, book(rules=(same, rule("others"))))
    assert (decision.rule.code, decision.missing, decision.alternatives) == ("same", (), ())


@pytest.mark.parametrize(
    "change",
    [
        {"requirement": Requirement.RECOMMENDED},
        {"exemption": "free"},
        {"qualification": "P"},
        {"months": 35},
        {"accepts": "other"},
        {"tests_designation": True},
    ],
)
def test_rules_that_say_something_else_leave_the_answer_open(change: dict[str, Any]) -> None:
    other = rule("other", service=ServiceTest.MORE, **change)
    acceptances = (acceptance(), acceptance(set="other", qualification="Q", longest_months=11))
    decision = decided(UNKNOWN_SERVICE, book(rules=(other, rule("others")), acceptances=acceptances))
    assert options(decision) == ["other", "others"]
    assert decision.missing == ("previous_posts",)


def test_rules_that_differ_only_in_what_is_held_or_under_way_leave_the_answer_open() -> None:
    other = rule("other", service=ServiceTest.MORE, accepts="other")
    acceptances = (acceptance(), acceptance(set="other", qualification="P"))
    mine = book(rules=(other, rule("others")), acceptances=acceptances)
    assert options(decided(UNKNOWN_SERVICE, mine)) == []
    held = case(SCHOOL, previous_posts=None, awards=(award("P", None),))
    assert options(decided(held, mine)) == ["other", "others"]
    on_course = case(SCHOOL, previous_posts=None, enrolments=(enrolment("P"),))
    assert options(decided(on_course, mine)) == ["other", "others"]


def test_a_rule_that_only_may_fit_and_none_after_it_is_the_one_possibility() -> None:
    decision = decided(UNKNOWN_SERVICE, book(rules=(rule("only", service=ServiceTest.MORE),)))
    assert (decision.rule.code, decision.alternatives) == ("only", ())


def test_service_that_may_have_begun_early_leaves_open_which_rule_lifts_the_duty() -> None:
    """Both lift it, so that nothing is missing; a person should check, since the marked one may be the one."""
    long_certain = earlier("2012-01-01", "2016-12-31")
    early_perhaps = earlier("2004-01-01", "2005-12-31", None)
    decision = decided(case(previous_posts=(long_certain, early_perhaps)))
    assert (decision.rule.exemption, decision.rule.code) == ("prior_experience", "served")
    assert (decision.missing, decision.alternatives, decision.needs_review) == ((), (), True)


# From when the clock runs


FIRST_POST = book(conventions=Conventions(clock=Clock.FIRST_POST))


def clock(*previous: PreviousPost, by: Book = FIRST_POST) -> tuple[str, str]:
    decision = decided(case(SCHOOL, previous_posts=previous), by)
    return str(decision.timetable.clock_from), str(decision.deadline)


def test_the_clock_runs_from_this_post() -> None:
    assert clock(SHORT, by=book()) == ("2024-09-01", "2027-09-01")


def test_by_another_reading_it_runs_from_the_first_post_that_counts() -> None:
    """Reading A2."""
    assert clock() == ("2024-09-01", "2027-09-01")
    assert clock(SHORT) == ("2018-01-01", "2021-01-01")
    assert clock(SHORT, LONG) == ("2010-01-01", "2013-01-01")
    assert clock(earlier("2010-01-01", "2011-12-31", "nursery")) == ("2024-09-01", "2027-09-01")


def test_where_the_first_post_is_not_known_either_clock_may_run() -> None:
    unknown_kind = earlier("2018-01-01", "2018-03-31", None)
    decision = decided(case(SCHOOL, previous_posts=(unknown_kind,)), FIRST_POST)
    assert [str(other.deadline) for other in decision.alternatives] == ["2027-09-01", "2021-01-01"]
    assert (str(decision.deadline), decision.missing) == ("2027-09-01", ("previous_posts",))
    later = earlier("2020-01-01", "2020-03-31", "school")
    both = decided(case(SCHOOL, previous_posts=(unknown_kind, later)), FIRST_POST)
    assert [str(other.deadline) for other in both.alternatives] == ["2023-01-01", "2021-01-01"]
    before = decided(case(SCHOOL, previous_posts=(unknown_kind, LONG)), FIRST_POST)
    assert (str(before.deadline), before.alternatives) == ("2013-01-01", ())


def test_without_a_deadline_the_clock_does_not_matter() -> None:
    free = book(conventions=FIRST_POST.conventions, rules=(rule(months=None),))
    decision = decided(case(SCHOOL, previous_posts=(SHORT,)), free)
    assert (decision.deadline, decision.timetable.clock_from) == (None, on("2024-09-01"))


def test_a_rule_with_a_moving_clock_after_one_that_only_may_fit() -> None:
    served = nothing_asked("served", service=ServiceTest.MORE)
    mine = replace(FIRST_POST, rules=(served, rule("others")))
    assert clock(SHORT, by=mine) == ("2018-01-01", "2021-01-01")
    decision = decided(UNKNOWN_SERVICE, mine)
    assert options(decision) == ["served", "others", "others"]
    assert [str(other.timetable.clock_from) for other in decision.alternatives] == [
        "2024-09-01",
        "2024-09-01",
        "0001-01-01",
    ]


def test_a_move_after_eight_months_under_the_other_reading() -> None:
    """Readings A1 and A2 of the shipped book."""
    moved = case(post("2024-05-01"), previous_posts=(earlier("2023-09-01", "2024-04-30"),))
    assert decided(moved).deadline == on("2027-05-01")
    assert decided(moved, under("A2")).deadline == on("2026-09-01")
    long = case(post("2023-09-01"), previous_posts=(earlier("2021-09-01", "2023-08-31"),))
    assert decided(long).deadline is None
    assert decided(long, under("A1")).deadline == on("2024-09-01")


def test_a_setting_that_the_book_does_not_count_gives_no_clock() -> None:
    uncounted = tuple(replace(each, counts_as_service=False) for each in FIRST_POST.setting_terms)
    assert all(isinstance(each, SettingTerms) for each in uncounted)
    assert clock(SHORT, by=replace(FIRST_POST, setting_terms=uncounted)) == ("2024-09-01", "2027-09-01")


def test_the_shipped_book_holds_a_qualification_of_someone_exempt() -> None:
    decision = decided(case(post("2005-09-01"), awards=(npq_award(),)))
    assert (decision.rule.exemption, decision.holding.qualification) == ("in_post_before_2009", "NPQSENCO")
    assert BOOK.acceptance_sets["mandatory"] == decision.acceptances
