"""What is not known, and how each possibility would change the answer."""

from dataclasses import replace

import pytest

from qualifications.rules.book import Alternative, Book
from qualifications.rules.facts import Award, Case, Person
from qualifications.rules.steps import Step
from qualifications.rules.terms import ServiceTest
from qualifications.rules.unknowns import unknown_steps
from tests.unit.qualifications.rules.builders import (
    OTHER_SOURCE,
    SOURCE,
    award,
    book,
    case,
    decided,
    earlier,
    fact_test,
    nothing_asked,
    npq_award,
    on,
    post,
    rule,
    under,
)
from tests.unit.qualifications.rules.shipped import BOOK

SCHOOL = post(setting_type="school")
LIMIT = replace(book().service_limit, sources=(OTHER_SOURCE,))


def steps(subject: Case, by: Book = BOOK, day: str = "2026-11-21") -> list[Step]:
    return list(unknown_steps(subject, by, decided(subject, by), on(day)))


def text(subject: Case, by: Book = BOOK, day: str = "2026-11-21") -> str:
    (step,) = steps(subject, by, day)
    return step.text


def test_nothing_unknown_is_nothing_told() -> None:
    assert steps(case()) == []
    assert steps(case(post("2005-09-01"), awards=None)) == []
    assert steps(case(post(setting_type="other"), person=Person(), awards=None, previous_posts=None)) == []


MATTERS = "It matters whether an accepted qualification is held. If "
BY = " (the deadline is 1 September 2027)"
HELD = f"you hold what is asked for{BY}"
LATE = f"you hold the qualification, but it came after the deadline{BY}"
OVERDUE = f"the deadline has passed and you do not hold the qualification{BY}"
AT_RISK = "you have no course that is sure to end in time (the deadline is 1 September 2027)"


def test_each_possible_length_of_service_is_told_with_what_it_would_mean() -> None:
    (step,) = steps(case(previous_posts=None))
    assert "If it was more than 12 months: you need not hold the qualification. " in step.text
    assert step.text.endswith(f": {AT_RISK}.")
    assert step.sources == BOOK.service_limit.sources


def test_what_a_rule_asks_of_service_is_told_in_its_own_words() -> None:
    begun = rule("begun", service=ServiceTest.MORE, service_begun_until=on("2009-09-01"), months=24)
    less = rule("less", service=ServiceTest.NOT_MORE, months=30)
    mine = book(rules=(begun, less, rule("rest")), service_limit=replace(LIMIT, months=6))
    (step,) = steps(case(SCHOOL, previous_posts=None), mine, "2025-01-01")
    in_window = "there is still time to start a course (the deadline is "
    assert (
        f"If it was more than 6 months, begun on or before 1 September 2009: {in_window}1 September 2026)." in step.text
    )
    assert f"If it was not more than 6 months: {in_window}1 March 2027)." in step.text
    assert f"If not: {in_window}1 September 2027)." in step.text
    assert step.sources == (OTHER_SOURCE,)


def test_a_clock_that_may_run_from_another_day_is_told_with_that_day() -> None:
    """Reading A2."""
    short = earlier("2023-09-01", "2023-12-31", None)
    told = text(case(previous_posts=(short,)), under("A2"), "2025-01-01")
    assert ", counting from 1 September 2023: " in told
    assert "(the deadline is 1 September 2026)" in told
    assert ", counting from a first post long ago: the deadline has passed" in text(
        case(previous_posts=None), under("A2"), "2025-01-01"
    )


def test_an_award_that_may_be_held_is_told_as_held_and_as_not() -> None:
    unclear = case(awards=(award("NASENCO", None, "2025-06-30", "2025-07-31"),))
    (step,) = steps(unclear)
    assert step.text == f"{MATTERS}it is held, {HELD}; if it is not, {AT_RISK}."
    assert step.sources == decided(unclear).rule.sources[:1]


def test_awards_not_known_are_told_in_the_same_way_until_the_deadline() -> None:
    assert text(case(awards=None), day="2027-09-01") == f"{MATTERS}it is held, {HELD}; if it is not, {AT_RISK}."


@pytest.mark.parametrize("awards", [None, (award("NASENCO", "2024-03-01", "2026-06-30", None),)])
def test_after_the_deadline_an_award_whose_day_is_not_known_may_have_come_late(
    awards: tuple[Award, ...] | None,
) -> None:
    told = text(case(awards=awards), day="2027-09-02")
    assert told == f"{MATTERS}it was held by the deadline, {HELD}; if it came later, {LATE}; if it is not, {OVERDUE}."


def test_an_award_whose_day_is_known_came_late_or_not() -> None:
    """Though it is not known whether it counts."""
    in_time = award("NASENCO", None, "2026-06-30", "2026-07-31")
    assert text(case(awards=(in_time,)), day="2027-09-02") == f"{MATTERS}it is held, {HELD}; if it is not, {OVERDUE}."
    too_late = award("NASENCO", None, "2027-06-30", "2027-09-02")
    assert text(case(awards=(too_late,)), day="2027-09-02") == f"{MATTERS}it is held, {LATE}; if it is not, {OVERDUE}."


def test_an_award_that_cannot_have_come_by_the_deadline_came_late_if_it_counts() -> None:
    """Its course was completed only after the deadline, on whatever day it was awarded."""
    long_open = replace(BOOK, acceptances=tuple(replace(a, completed_before=None) for a in BOOK.acceptances))
    after = award("NASENCO", "2024-03-01", "2027-09-02", None)
    told = text(case(awards=(after,)), long_open, "2027-09-02")
    assert told == f"{MATTERS}it is held, {LATE}; if it is not, {OVERDUE}."
    last = award("NASENCO", "2024-03-01", "2027-09-01", None)
    assert "if it came later, " in text(case(awards=(last,)), long_open, "2027-09-02")


def test_where_there_is_no_deadline_nothing_comes_late() -> None:
    nursery = case(post(setting_type="ey_group"), awards=None)
    not_held = "you do not hold the qualification, and it has no deadline"
    told = text(nursery, day="2040-01-01")
    assert told == f"{MATTERS}it is held, you hold what is asked for; if it is not, {not_held}."


def test_an_award_that_changes_nothing_on_the_day_is_not_told() -> None:
    """The post has not begun or is over, the award is still to come, or another is held as late as this one."""
    ended = post(ended_on="2026-08-31")
    assert steps(case(ended, awards=None), day="2024-08-31") == []
    assert len(steps(case(ended, awards=None), day="2026-08-31")) == 1
    assert steps(case(ended, awards=None), day="2026-09-01") == []
    coming = case(awards=(award("NASENCO", None, "2026-12-31", "2027-01-31"),))
    assert steps(coming, day="2027-01-30") == []
    assert len(steps(coming, day="2027-01-31")) == 1
    late, later = award("NASENCO", None, "2027-06-30", "2027-10-01"), npq_award("2025-10-13", "2027-10-15")
    assert len(steps(case(awards=(late, later)), day="2027-10-01")) == 1
    assert steps(case(awards=(late, later)), day="2027-10-15") == []


def test_service_that_changes_nothing_on_the_day_is_not_told() -> None:
    ended = case(post(ended_on="2026-08-31"), previous_posts=None)
    assert decided(ended).alternatives
    assert steps(ended, day="2024-08-31") == []
    assert len(steps(ended, day="2026-08-31")) == 1
    assert steps(ended, day="2026-09-01") == []


def test_one_that_may_be_held_in_time_beside_a_late_one() -> None:
    late, unclear = npq_award("2025-10-13", "2027-10-15"), award("NASENCO", None, "2026-06-30", "2026-07-31")
    told = text(case(awards=(late, unclear)), day="2027-11-01")
    assert told == f"{MATTERS}it is held, {HELD}; if it is not, {LATE}."
    undated = award("NASENCO", "2024-03-01", "2026-06-30", None)
    told = text(case(awards=(late, undated)), day="2027-11-01")
    assert told == f"{MATTERS}it was held by the deadline, {HELD}; if it came later, {LATE}; if it is not, {LATE}."


def test_unknown_service_and_an_unknown_award_are_each_told() -> None:
    assert len(steps(case(previous_posts=None, awards=None))) == 2


MAY = "Whether you may be the SENCo is not known. You may if you can be shown to "


def test_an_unknown_fact_of_designation_is_told_with_what_it_would_mean() -> None:
    (step,) = steps(case(person=Person("qts", None)))
    words = f"{MAY}have completed induction or not need it. Otherwise you may not."
    assert step == Step(words, BOOK.designation[0].tests[1].sources)


def test_a_fact_of_the_post_is_told_like_one_of_the_person() -> None:
    told = text(case(post(teaches_at_setting=None)))
    assert told == f"{MAY}work as a teacher at the school. Otherwise you may not."


def test_all_unknown_facts_of_designation_are_told_together() -> None:
    """Way by way; what is known already is left out."""
    unknown = case(post(is_head_teacher=None), person=Person(None, None))
    (step,) = steps(unknown)
    assert step.text == (
        f"{MAY}be a qualified teacher, by QTS or by QTLS with current membership and have completed induction or not "
        "need it; or to be the head teacher or acting head teacher. Otherwise you may not."
    )
    teacher, head = BOOK.designation
    tests = (*teacher.tests[:2], *head.tests)
    assert step.sources == tuple(dict.fromkeys(source for test in tests for source in test.sources))


def test_a_way_that_is_closed_is_not_told() -> None:
    unknown = case(post(is_head_teacher=None), person=Person("not_qualified", None))
    assert text(unknown) == f"{MAY}be the head teacher or acting head teacher. Otherwise you may not."
    closed = case(post(is_head_teacher=False), person=Person(None, None))
    assert "head teacher" not in text(closed)


def test_each_source_of_the_ways_is_named_once() -> None:
    status, induction = fact_test(sources=(OTHER_SOURCE, SOURCE)), fact_test("induction", words="be done")
    head = fact_test("is_head_teacher", words="lead", sources=(OTHER_SOURCE,))
    ways = (Alternative("A", (status, induction)), Alternative("B", (head,)))
    mine = book(rules=(rule(tests_designation=True),), designation=ways)
    (step,) = steps(case(post(setting_type="school", is_head_teacher=None), person=Person()), mine)
    assert step.text == f"{MAY}be a teacher and be done; or to lead. Otherwise you may not."
    assert step.sources == (OTHER_SOURCE, SOURCE)


def test_a_small_book_s_sources_stand_beside_its_tests() -> None:
    mine = book(rules=(rule(tests_designation=True), nothing_asked()))
    (step,) = steps(case(SCHOOL, person=Person()), mine)
    assert step.sources == (SOURCE,)
