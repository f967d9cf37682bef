"""What is not known, and how each possibility would change the answer."""

from dataclasses import replace

import pytest

from qualifications.rules.answer import answer
from qualifications.rules.book import Alternative, Book
from qualifications.rules.facts import Award, Case, Person
from qualifications.rules.standing import Status, standing
from qualifications.rules.steps import Step
from qualifications.rules.terms import Clock, Conventions, ServiceTest
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
    terms,
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


CHANGES = "Your earlier service would change the answer. "
IN_WINDOW = "there is still time to start a course (the deadline is "


def test_what_a_rule_asks_of_service_is_told_in_its_own_words() -> None:
    begun = rule("begun", service=ServiceTest.MORE, service_begun_until=on("2009-09-01"), months=24)
    less = rule("less", service=ServiceTest.NOT_MORE, months=30)
    mine = book(rules=(begun, less, rule("rest")), service_limit=replace(LIMIT, months=6))
    (step,) = steps(case(SCHOOL, previous_posts=None), mine, "2025-01-01")
    assert (
        f"If it was more than 6 months, begun on or before 1 September 2009: {IN_WINDOW}1 September 2026)." in step.text
    )
    assert f"If it was not more than 6 months: {IN_WINDOW}1 March 2027)." in step.text
    assert f"If not: {IN_WINDOW}1 September 2027)." in step.text
    assert step.sources == (OTHER_SOURCE,)


def test_a_rule_that_asks_only_when_service_began_has_words_of_its_own() -> None:
    """Not those of the rule after it."""
    begun = rule("begun", service_begun_until=on("2009-09-01"), months=30)
    told = text(case(SCHOOL, previous_posts=None), book(rules=(begun, rule("rest"))), "2025-01-01")
    assert told == (
        f"{CHANGES}If it began on or before 1 September 2009: {IN_WINDOW}1 March 2027). "
        f"If not: {IN_WINDOW}1 September 2027)."
    )


def test_such_a_rule_after_an_amount_is_told_in_its_place() -> None:
    more, less = rule("more", service=ServiceTest.MORE, months=24), rule("less", service=ServiceTest.NOT_MORE)
    begun = rule("begun", service_begun_until=on("2009-09-01"), months=30)
    told = text(case(SCHOOL, previous_posts=None), book(rules=(more, begun, less)), "2025-01-01")
    assert told == (
        f"{CHANGES}If it was more than 12 months: {IN_WINDOW}1 September 2026). "
        f"If it began on or before 1 September 2009: {IN_WINDOW}1 March 2027). "
        f"If it was not more than 12 months: {IN_WINDOW}1 September 2027)."
    )


def test_when_service_began_is_told_with_either_amount() -> None:
    early = {"service_begun_until": on("2009-09-01")}
    more = rule("more", service=ServiceTest.MORE, months=24, **early)
    less = rule("less", service=ServiceTest.NOT_MORE, months=30, **early)
    told = text(case(SCHOOL, previous_posts=None), book(rules=(more, less, rule("rest"))), "2025-01-01")
    assert told == (
        f"{CHANGES}If it was more than 12 months, begun on or before 1 September 2009: {IN_WINDOW}1 September 2026). "
        f"If it was not more than 12 months, begun on or before 1 September 2009: {IN_WINDOW}1 March 2027). "
        f"If not: {IN_WINDOW}1 September 2027)."
    )


def test_the_same_amount_begun_later_is_told_apart() -> None:
    begun = rule("begun", service=ServiceTest.NOT_MORE, service_begun_until=on("2009-09-01"), months=30)
    less, rest = rule("less", service=ServiceTest.NOT_MORE), nothing_asked("rest")
    told = text(case(SCHOOL, previous_posts=None), book(rules=(begun, less, rest)), "2025-01-01")
    assert told == (
        f"{CHANGES}If it was not more than 12 months, begun on or before 1 September 2009: {IN_WINDOW}1 March 2027). "
        f"If it was not more than 12 months: {IN_WINDOW}1 September 2027). "
        "If not: no qualification is asked for."
    )


def test_when_service_began_comes_before_the_day_from_which_the_clock_runs() -> None:
    begun = rule("begun", service_begun_until=on("2023-09-01"), months=30)
    first_post = Conventions(clock=Clock.FIRST_POST)
    unclear = case(SCHOOL, previous_posts=(earlier("2023-09-01", "2023-12-31", None),))
    mine = book(rules=(begun, rule("rest")), conventions=first_post, setting_terms=(terms("maintained_school"),))
    told = text(unclear, mine, "2025-01-01")
    assert (
        f"If it began on or before 1 September 2023, counting from 1 September 2023: {IN_WINDOW}1 March 2026)." in told
    )


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


# Whether there is a course


@pytest.mark.parametrize(
    ("setting_type", "day", "status"),
    [
        ("academy", "2025-01-01", Status.CANNOT_TELL),  # in the window, or on track
        ("academy", "2026-11-21", Status.CANNOT_TELL),  # at risk, or on track
        ("academy", "2027-09-01", Status.CANNOT_TELL),  # the deadline's own day
        ("academy", "2027-09-02", Status.OVERDUE),  # on a course or not
        ("childminder", "2026-11-21", Status.CANNOT_TELL),  # not held, or working towards
    ],
)
def test_a_course_that_nobody_knows_of_leaves_the_status_open_where_it_matters(
    setting_type: str, day: str, status: Status
) -> None:
    subject = case(post(setting_type=setting_type), enrolments=None)
    decision = decided(subject)
    assert decision.missing == ("enrolments",)
    assert standing(decision, on(day)) is status
    assert bool(steps(subject, day=day)) is (status is Status.CANNOT_TELL)


def test_it_is_told_with_a_course_that_ends_in_time_and_without() -> None:
    assert text(case(enrolments=None)) == (
        "It matters whether you are on a course. If you are, and it ends in time, you are on a course that should end "
        "in time (the deadline is 1 September 2027); if you are not, you have no course that is sure to end in time "
        "(the deadline is 1 September 2027)."
    )


def test_where_the_qualification_came_in_time_no_course_matters() -> None:
    subject = case(awards=(npq_award("2024-10-07", "2026-08-20"),), enrolments=None)
    assert answer(decided(subject), on("2026-11-21")).missing == ()
    assert standing(decided(subject), on("2026-11-21")) is Status.MET
    assert answer(decided(subject), on("2026-08-19")).missing == ("enrolments",)


def test_where_nothing_is_asked_no_course_matters() -> None:
    assert decided(case(post(setting_type="independent_school", role="assistant_senco"), enrolments=None)).missing == ()


# Which qualification is held


def test_an_award_of_which_nobody_knows_what_it_is_may_be_one_that_counts() -> None:
    subject = case(awards=(Award(None, None, None, on("2026-01-01"), "passed"),))
    decision = decided(subject)
    assert decision.missing == ("awards",)
    assert standing(decision, on("2025-12-31")) is not Status.CANNOT_TELL
    assert standing(decision, on("2026-01-01")) is Status.CANNOT_TELL
    assert text(subject).startswith(f"{MATTERS}it is held, you hold what is asked for")


def test_an_award_that_was_not_passed_counts_for_nothing_whatever_it_is() -> None:
    assert decided(case(awards=(Award(None, None, None, on("2026-01-01"), "failed"),))).missing == ()


def test_beside_one_that_certainly_counts_an_unknown_one_does_not_matter() -> None:
    unknown = Award(None, None, None, on("2026-09-01"), "passed")
    assert decided(case(awards=(npq_award("2024-10-07", "2026-08-20"), unknown))).missing == ()


def test_an_unknown_award_may_be_held_from_its_first_day_that_is_known() -> None:
    """The certificate's, else that of completion, else that of the first course there was."""
    accepted = [acceptance.first_course_on for acceptance in BOOK.acceptance_sets["mandatory"]]
    for completed, awarded, first in (
        (on("2025-12-01"), on("2026-01-01"), on("2026-01-01")),
        (on("2025-12-01"), None, on("2025-12-01")),
        (None, None, min(day for day in accepted if day)),
    ):
        unknown = Award(None, None, completed, awarded, "passed")
        assert decided(case(awards=(unknown,))).holding.may_be_held_on == first


def test_an_unknown_award_stands_beside_others() -> None:
    unknown = Award(None, None, None, on("2026-09-01"), "passed")
    late, open_one = npq_award("2024-10-07", "2026-11-01"), award("NASENCO", None, None, "2026-06-01")
    after = decided(case(awards=(unknown, late)))
    assert (after.holding.held_on, after.holding.may_be_held_on) == (on("2026-11-01"), on("2026-09-01"))
    both = decided(case(awards=(open_one, unknown)))
    assert both.holding.may_be_held_on == on("2026-06-01")
    assert set(both.missing) >= {"awards", "course_started_on"}


def test_the_step_about_a_course_rests_on_the_rule() -> None:
    subject = case(enrolments=None)
    (step,) = steps(subject)
    assert step.sources == decided(subject).rule.sources[:1]


def test_a_course_is_told_apart_from_earlier_service_that_is_not_known() -> None:
    found = [step.text for step in steps(case(previous_posts=None, enrolments=None))]
    assert any(text.startswith("It matters whether you are on a course. If you are") for text in found)
