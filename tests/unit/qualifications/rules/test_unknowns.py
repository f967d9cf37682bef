"""What is not known, and how each possibility would change the answer."""

from dataclasses import replace

from qualifications.rules.book import Book
from qualifications.rules.facts import Case, Person
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
    assert step.text == (
        "If an accepted qualification is held: you hold what is asked for (the deadline is 1 September 2027). "
        f"If it is not: {AT_RISK}."
    )
    assert step.sources == decided(unclear).rule.sources


def test_awards_not_known_are_told_in_the_same_way() -> None:
    told = text(case(awards=None), day="2027-09-02")
    assert told.startswith("If an accepted qualification is held: you hold what is asked for ")
    assert "If it is not: the deadline has passed and you do not hold the qualification " in told


def test_one_that_may_be_held_in_time_beside_a_late_one() -> None:
    late, unclear = npq_award("2025-10-13", "2027-10-15"), award("NASENCO", None, "2026-06-30", "2026-07-31")
    told = text(case(awards=(late, unclear)), day="2027-11-01")
    assert "you hold what is asked for (the deadline is 1 September 2027)" in told
    assert "you hold the qualification, but it came after the deadline (the deadline is 1 September 2027)." in told


def test_unknown_service_and_an_unknown_award_are_each_told() -> None:
    assert len(steps(case(previous_posts=None, awards=None))) == 2


def test_each_unknown_fact_of_designation_is_told_with_what_it_would_mean() -> None:
    subject = case(person=Person("qts", None))
    (step,) = steps(subject)
    test = BOOK.designation[0].tests[1]
    assert step == Step(
        "To be the SENCo you have to have completed induction or not need it, and that is not known. "
        "If it is so, you may be the SENCo; if not, you may not be the SENCo.",
        test.sources,
    )


def test_a_fact_of_the_post_is_told_like_one_of_the_person() -> None:
    told = text(case(post(teaches_at_setting=None)))
    assert told == (
        "To be the SENCo you have to work as a teacher at the school, and that is not known. "
        "If it is so, you may be the SENCo; if not, you may not be the SENCo."
    )


def test_where_something_else_is_unknown_too_that_is_said() -> None:
    unknown = case(post(is_head_teacher=None), person=Person(None, None))
    told = [step.text.split(" If it is so, ")[1] for step in steps(unknown)]
    something_else = "may be the SENCo only if something else that is not known is so"
    assert told == [
        f"you {something_else}; if not, you {something_else}.",
        f"you {something_else}; if not, you {something_else}.",
        f"you may be the SENCo; if not, you {something_else}.",
    ]


def test_a_small_book_s_sources_stand_beside_its_tests() -> None:
    mine = book(rules=(rule(tests_designation=True), nothing_asked()))
    (step,) = steps(case(SCHOOL, person=Person()), mine)
    assert step.sources == (SOURCE,)
