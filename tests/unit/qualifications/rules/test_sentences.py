"""A rule as the sentence that it makes, for administrators and for the register of rules."""

from typing import Any

import pytest

from qualifications.rules.phrases import Names
from qualifications.rules.sentences import requirement_in_words, sentence, title, titles
from qualifications.rules.terms import Clock, Conventions, Requirement, ServiceTest
from tests.unit.qualifications.rules.builders import NAMES, book, nothing_asked, on, rule
from tests.unit.qualifications.rules.shipped import BOOK

CALLED = Names(
    {"school": "school", "nursery": "early-years group"}, {"senco": "SENCo", "helper": "helper"}, {"Q": "Award"}
)


def said(**changes: Any) -> str:
    mine = rule(**changes)
    elsewhere = nothing_asked("elsewhere", setting_types=("moon",))
    return sentence(mine, book(rules=(mine, elsewhere)), CALLED)


def test_the_plainest_rule() -> None:
    assert said() == "Anyone in a post at a school: the Award is required by the third anniversary of taking the post."


DUTY = "the Award is required by the third anniversary of taking the post"


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"roles": ("senco",)}, f"A SENCo in a post at a school: {DUTY}."),
        ({"roles": ("helper", "senco")}, f"A helper or SENCo in a post at a school: {DUTY}."),
        ({"setting_types": ("nursery", "school")}, f"Anyone in a post at an early-years group or school: {DUTY}."),
        ({"setting_types": ("moon", "school")}, f"Anyone in a post at any kind of setting: {DUTY}."),
        (
            {"started_from": on("2009-09-02")},
            f"Anyone in a post at a school that began after 1 September 2009: {DUTY}.",
        ),
        (
            {"service": ServiceTest.MORE},
            f"Anyone in a post at a school, with more than 12 months of service before: {DUTY}.",
        ),
        (
            {"service": ServiceTest.NOT_MORE},
            f"Anyone in a post at a school, with not more than 12 months of service before: {DUTY}.",
        ),
        (
            {"service": ServiceTest.MORE, "service_begun_until": on("2009-09-01")},
            "Anyone in a post at a school, with more than 12 months of service before, begun on or before "
            f"1 September 2009: {DUTY}.",
        ),
        ({"tests_designation": True}, f"Anyone in a post at a school: {DUTY}; who may be the SENCo is tested."),
        ({"needs_review": True}, f"Anyone in a post at a school: {DUTY}; a person should check the answer."),
        (
            {"tests_designation": True, "needs_review": True},
            f"Anyone in a post at a school: {DUTY}; who may be the SENCo is tested; a person should check the answer.",
        ),
    ],
)
def test_for_which_posts_it_holds_and_what_follows(changes: dict[str, Any], words: str) -> None:
    assert said(**changes) == words


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"months": None}, "the Award is required, with no deadline"),
        ({"months": 18}, "the Award is required by the day 18 months after taking the post"),
        ({"requirement": Requirement.RECOMMENDED, "months": None}, "the Award is recommended, with no deadline"),
        ({"requirement": Requirement.OPTIONAL, "months": None}, "the Award is optional, with no deadline"),
        ({"requirement": Requirement.NONE, "exemption": "x"}, "the duty to hold a qualification is lifted"),
        ({"requirement": Requirement.NONE}, "no qualification is asked for"),
    ],
)
def test_what_it_asks_for(changes: dict[str, Any], words: str) -> None:
    assert requirement_in_words(rule(**changes), CALLED) == words


def test_it_names_the_post_from_which_the_months_run() -> None:
    from_first = book(conventions=Conventions(clock=Clock.FIRST_POST))
    duty = "the Award is required by the third anniversary of taking the first post that counts"
    assert sentence(rule(), from_first, CALLED) == f"Anyone in a post at any kind of setting: {duty}."
    assert requirement_in_words(rule(), CALLED, Clock.FIRST_POST) == duty
    assert requirement_in_words(rule(), CALLED, Clock.THIS_POST) == DUTY
    without = requirement_in_words(rule(months=None), CALLED, Clock.FIRST_POST)
    assert without == "the Award is required, with no deadline"


def test_the_number_of_months_is_the_book_s() -> None:
    limit = book().service_limit
    six = book(service_limit=type(limit)(6, 180, limit.roles, limit.sources))
    words = sentence(rule(service=ServiceTest.MORE), six, CALLED)
    assert "with more than 6 months of service before" in words


def test_a_rule_of_the_shipped_book() -> None:
    duty = next(each for each in BOOK.rules if each.code == "nasenco")
    assert sentence(duty, BOOK, NAMES) == (
        "Anyone in a post at a maintained mainstream school, mainstream academy or free school or maintained nursery "
        "school that began after 1 September 2009 and before 1 September 2024: the NASENCo is required by the third "
        "anniversary of taking the post; who may be the SENCo is tested."
    )


def titled(**changes: Any) -> str:
    mine = rule(**changes)
    elsewhere = nothing_asked("elsewhere", setting_types=("moon",))
    return title(mine, book(rules=(mine, elsewhere)), CALLED)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({}, "Award required: school"),
        ({"setting_types": ("moon", "school")}, "Award required: any post"),
        ({"setting_types": ("nursery", "school")}, "Award required: early-years group or school"),
        ({"setting_types": ("school", "nursery", "sea")}, "Award required: school and 2 other kinds of settings"),
        ({"roles": ("helper",), "setting_types": ("moon", "school")}, "Award required: helper"),
        ({"started_from": on("2009-09-02")}, "Award required: school, posts from 2 September 2009"),
        ({"started_until": on("2009-09-02")}, "Award required: school, posts up to 2 September 2009"),
        (
            {"started_from": on("2009-09-02"), "started_until": on("2010-09-02")},
            "Award required: school, posts from 2 September 2009 up to 2 September 2010",
        ),
        ({"service": ServiceTest.NOT_MORE}, "Award required: school, up to 12 months of service before"),
        (
            {"service": ServiceTest.MORE, "service_begun_until": on("2009-09-01")},
            "Award required: school, over 12 months of service before, begun by 1 September 2009",
        ),
        ({"requirement": Requirement.NONE, "qualification": None}, "No qualification asked for: school"),
        ({"requirement": Requirement.NONE, "exemption": "x"}, "Duty lifted: school"),
    ],
)
def test_a_title_is_what_follows_and_for_whom(changes: dict[str, Any], words: str) -> None:
    assert titled(**changes) == words


def test_titles_of_the_shipped_rules_are_short_and_tell_them_apart() -> None:
    found = titles(BOOK, NAMES)
    assert found == {each.code: title(each, BOOK, NAMES) for each in BOOK.rules}
    assert len(set(found.values())) == len(BOOK.rules)
    assert max(map(len, found.values())) < 165


def test_several_roles_are_joined_as_choices() -> None:
    mine = rule(roles=("senco", "assistant_senco"))
    assert "SENCo or assistant SENCo" in title(mine, book(rules=(mine,)), NAMES)
