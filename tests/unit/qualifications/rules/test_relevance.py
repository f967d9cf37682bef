"""Which facts are worth asking for: never one too few, and none that changes nothing."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from qualifications.rules.book import Alternative, Book
from qualifications.rules.facts import Case, Person, Post
from qualifications.rules.relevance import ASKABLE, worth_asking
from qualifications.rules.terms import Clock, ServiceTest
from tests.unit.qualifications.rules.builders import (
    award,
    book,
    earlier,
    fact_test,
    nothing_asked,
    on,
    reading,
    rule,
)
from tests.unit.qualifications.rules.shipped import BOOK

TODAY = on("2026-11-21")
DESIGNATION = ("is_head_teacher", "teacher_status", "induction", "teaches_at_setting")


def asked_of(
    setting_type: str, started_on: str, *answered: str, by: Book = BOOK, day: date = TODAY, **facts: Any
) -> tuple[str, ...]:
    """What is worth asking of a SENCo of whom only this is known."""
    post = Post(setting_type, on(started_on), None, "senco")
    case = with_facts(Case(post), facts)
    return worth_asking(case, by, day, set(ASKABLE) - set(facts) - set(answered))


def with_facts(case: Case, facts: dict[str, object]) -> Case:
    for name, value in facts.items():
        if name in Person.__dataclass_fields__:
            case = replace(case, person=replace(case.person, **{name: value}))  # type: ignore[arg-type]
        elif name in Post.__dataclass_fields__:
            case = replace(case, post=replace(case.post, **{name: value}))  # type: ignore[arg-type]
        else:
            case = replace(case, **{name: value})  # type: ignore[arg-type]
    return case


# What the shipped book makes worth asking


def test_everything_is_asked_of_a_senco_of_a_school() -> None:
    assert asked_of("academy", "2024-09-01") == ASKABLE


def test_a_head_teacher_is_not_asked_about_being_a_teacher() -> None:
    assert asked_of("academy", "2024-09-01", is_head_teacher=True) == ("previous_posts", "awards", "enrolments")


def test_one_who_is_no_head_and_no_teacher_is_asked_no_more_about_it() -> None:
    facts: dict[str, Any] = {"is_head_teacher": False, "teacher_status": "not_qualified"}
    assert asked_of("academy", "2024-09-01", **facts) == ("previous_posts", "awards", "enrolments")


def test_a_fact_is_asked_for_that_matters_only_after_another_answer() -> None:
    """Of who does not teach there: the doubt is only about that, unless they are no qualified teacher either."""
    asked = asked_of("academy", "2024-09-01", teaches_at_setting=False, induction="complete")
    assert asked[:2] == ("is_head_teacher", "teacher_status")


def test_one_who_is_not_sure_about_a_fact_is_not_asked_for_it_again() -> None:
    asked = asked_of("academy", "2024-09-01", "is_head_teacher")
    assert asked == ("teacher_status", "induction", "teaches_at_setting", "previous_posts", "awards", "enrolments")


@pytest.mark.parametrize("setting_type", ["ey_group", "childminder"])
def test_early_years_are_asked_about_qualifications_only(setting_type: str) -> None:
    assert asked_of(setting_type, "2024-09-01") == ("awards", "enrolments")


@pytest.mark.parametrize("setting_type", ["special_school", "fe_college", "academy_16_19", "other"])
def test_where_nothing_is_asked_for_no_question_is_put(setting_type: str) -> None:
    assert asked_of(setting_type, "2024-09-01") == ()


def test_a_course_under_way_is_of_no_account_where_the_qualification_is_held() -> None:
    held = (award("NASENCO", "2020-09-01", "2021-07-01", "2021-08-01"),)
    designated: dict[str, Any] = {"is_head_teacher": True, "previous_posts": ()}
    assert asked_of("academy", "2019-09-01", awards=held, **designated) == ()
    assert asked_of("academy", "2019-09-01", awards=(), **designated) == ("enrolments",)
    assert asked_of("academy", "2019-09-01", awards=held, day=on("2021-08-01"), **designated) == ()
    assert asked_of("academy", "2019-09-01", awards=held, day=on("2021-07-31"), **designated) == ("enrolments",)


def test_a_question_is_put_where_only_another_reading_would_answer_otherwise() -> None:
    """Earlier posts change nothing in a book without a rule about them, until a reading brings one in."""
    silent = book(rules=(rule(),))
    assert "previous_posts" not in asked_of("school", "2024-09-01", by=silent)
    counting = reading("first", conventions=(("clock", Clock.FIRST_POST.value),))
    moving = replace(silent, readings=(counting,))
    assert "previous_posts" in asked_of("school", "2024-09-01", by=moving)


def test_what_the_book_asks_is_asked_even_where_another_reading_asks_nothing() -> None:
    lifted = replace(book(rules=(rule(), nothing_asked("rest"))), readings=(reading("lifted", drops=("duty",)),))
    assert asked_of("school", "2024-09-01", by=lifted) == ("awards", "enrolments")


def test_a_rule_that_known_service_excludes_makes_nothing_worth_asking() -> None:
    exempting = book(rules=(nothing_asked("served", service=ServiceTest.MORE), rule()))
    long_ago = (earlier("2010-09-01", "2014-08-31", setting_type="school"),)
    assert asked_of("school", "2024-09-01", by=exempting) == ("previous_posts", "awards", "enrolments")
    assert asked_of("school", "2024-09-01", by=exempting, previous_posts=long_ago) == ()
    assert asked_of("school", "2024-09-01", by=exempting, previous_posts=()) == ("awards", "enrolments")


def test_what_is_asked_is_asked_of_the_role() -> None:
    of_sencos = book(rules=(rule(roles=("senco",)), nothing_asked("others")))
    assert asked_of("school", "2024-09-01", by=of_sencos) == ("awards", "enrolments")


def test_a_fact_is_asked_for_where_any_answer_will_do_but_none_will_not() -> None:
    any_answer = fact_test("induction", accepted=("complete", "incomplete", "not_required"))
    asking = book(designation=(Alternative("An answer", (any_answer,)),), rules=(rule(tests_designation=True),))
    assert asked_of("school", "2024-09-01", by=asking) == ("induction", "awards", "enrolments")


def test_a_book_that_leaves_a_gap_is_no_fault_of_the_question() -> None:
    """The checks of a book find the gap; here its only rule asks about service, and nothing else could hold."""
    gap = book(rules=(rule(service=ServiceTest.MORE),))
    assert asked_of("school", "2024-09-01", by=gap) == ("awards", "enrolments")


def test_of_several_open_facts_each_is_weighed_with_all_the_others() -> None:
    """Whoever is a qualified teacher and teaches there may be the SENCo: with both open neither is left out."""
    tests = (fact_test("teacher_status", accepted=("qts",)), fact_test("teaches_at_setting", accepted=("true",)))
    asking = book(designation=(Alternative("A teacher", tests),), rules=(rule(tests_designation=True),))
    asked = asked_of("school", "2024-09-01", by=asking)
    assert asked[:2] == ("teacher_status", "teaches_at_setting")
    assert "is_head_teacher" not in asked and "induction" not in asked
