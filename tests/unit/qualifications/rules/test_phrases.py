"""Plain words for days, kinds of places, qualifications and statuses."""

from datetime import date
from typing import Any

import pytest

from qualifications.rules.phrases import (
    EXPECTATIONS,
    Names,
    a,
    anniversary,
    began,
    capital,
    consequence,
    join,
    since,
    standing_in_words,
    until,
)
from qualifications.rules.terms import Expectation, Requirement
from tests.unit.qualifications.rules.builders import (
    NAMES,
    award,
    case,
    decided,
    enrolment,
    nothing_asked,
    npq_award,
    on,
    post,
    rule,
)


def test_what_nobody_named_is_shown_by_its_code() -> None:
    assert (Names().setting_type("pru"), Names().role("senco"), Names().qualification("Q")) == ("pru", "senco", "Q")
    assert Names().qualification(None) == "qualification"
    assert NAMES.setting_type("pru") == "pupil referral unit"
    assert NAMES.role("senco") == "SENCo"
    assert NAMES.qualification("NPQSENCO") == "NPQ for SENCOs"
    assert NAMES.qualification(None) == "qualification"


@pytest.mark.parametrize(
    ("noun", "words"),
    [
        ("academy", "an academy"),
        ("Academy", "an Academy"),
        ("early-years group", "an early-years group"),
        ("independent school", "an independent school"),
        ("open school", "an open school"),
        ("upper school", "an upper school"),
        ("school", "a school"),
        ("16 to 19 academy", "a 16 to 19 academy"),
    ],
)
def test_articles(noun: str, words: str) -> None:
    assert a(noun) == words


def test_capitals() -> None:
    assert [capital(text) for text in ("a NASENCo course", "x", "")] == ["A NASENCo course", "X", ""]


def test_lists() -> None:
    assert join([]) == ""
    assert join(["one"]) == "one"
    assert join(["one", "two"]) == "one and two"
    assert join(["one", "two", "three"], "or") == "one, two or three"


@pytest.mark.parametrize(
    ("day", "from_then", "to_then"),
    [
        ("2024-09-01", "on or after 1 September 2024", "on or before 1 September 2024"),
        ("2009-09-02", "after 1 September 2009", "on or before 2 September 2009"),
        ("2024-08-31", "after 30 August 2024", "before 1 September 2024"),
        ("2024-02-29", "after 28 February 2024", "before 1 March 2024"),
    ],
)
def test_from_and_to_a_day_as_the_law_says_them(day: str, from_then: str, to_then: str) -> None:
    assert (since(on(day)), until(on(day))) == (from_then, to_then)


def test_between_which_days_a_post_began() -> None:
    assert began(None, None) == ""
    assert began(on("2009-09-02"), None) == "after 1 September 2009"
    assert began(None, on("2024-08-31")) == "before 1 September 2024"
    assert began(on("2009-09-02"), on("2024-08-31")) == "after 1 September 2009 and before 1 September 2024"
    assert began(on("2024-08-31"), on("2024-08-31")) == "on 31 August 2024"
    assert began(on("2024-08-31"), on("2024-09-01")) == "after 30 August 2024 and on or before 1 September 2024"


@pytest.mark.parametrize(
    ("months", "words"),
    [
        (12, "first anniversary of"),
        (24, "second anniversary of"),
        (36, "third anniversary of"),
        (48, "fourth anniversary of"),
        (60, "fifth anniversary of"),
        (72, "sixth anniversary of"),
        (84, "seventh anniversary of"),
        (96, "eighth anniversary of"),
        (108, "ninth anniversary of"),
        (120, "tenth anniversary of"),
        (132, "day 132 months after"),
        (35, "day 35 months after"),
        (11, "day 11 months after"),
        (0, "day 0 months after"),
    ],
)
def test_months_as_an_anniversary(months: int, words: str) -> None:
    assert anniversary(months) == words


def test_how_strongly_a_place_should_have_a_senco() -> None:
    assert [EXPECTATIONS[each] for each in Expectation] == [
        "must have a SENCo",
        "is expected to have a SENCo",
        "is encouraged to have a SENCo",
        "has no duty to have a SENCo",
    ]


WITH_DEADLINE = " (the deadline is 1 September 2027)"


@pytest.mark.parametrize(
    ("day", "words"),
    [
        ("2024-08-31", "the post has not begun"),
        ("2024-09-01", "there is still time to start a course" + WITH_DEADLINE),
        ("2026-01-01", "you have no course that is sure to end in time" + WITH_DEADLINE),
        ("2027-09-02", "the deadline has passed and you do not hold the qualification" + WITH_DEADLINE),
        ("2028-09-01", "the post has ended"),
    ],
)
def test_a_status_in_words_with_the_deadline_while_in_post(day: str, words: str) -> None:
    assert standing_in_words(decided(case(post(ended_on="2028-08-31"))), on(day)) == words


def test_other_statuses_in_words() -> None:
    def said(*args: Any, day: str = "2027-11-01", **facts: Any) -> str:
        return standing_in_words(decided(case(*args, **facts)), on(day))

    assert said(post("2005-09-01")) == "you need not hold the qualification"
    assert said(post(setting_type="other")) == "no qualification is asked for"
    assert said(awards=(npq_award(),)) == "you hold what is asked for" + WITH_DEADLINE
    late = (npq_award("2025-10-13", "2027-10-15"),)
    assert said(awards=late) == "you hold the qualification, but it came after the deadline" + WITH_DEADLINE
    unknown = "we cannot tell, because something that matters is not known"
    assert said(awards=None) == unknown + WITH_DEADLINE
    assert said(previous_posts=None) == unknown
    on_course = said(enrolments=(enrolment(),), day="2026-01-01")
    assert on_course == "you are on a course that should end in time" + WITH_DEADLINE
    nursery = post(setting_type="ey_group")
    assert said(nursery) == "you do not hold the qualification, and it has no deadline"
    towards = said(nursery, enrolments=(enrolment(),))
    assert towards == "you are working towards the qualification, and it has no deadline"
    assert said(nursery, awards=(award(),)) == "you hold what is asked for"


def test_what_follows_from_a_rule() -> None:
    def follows(deadline: date | None = None, **changes: Any) -> str:
        return consequence(rule(**changes), deadline, Names(qualifications={"Q": "Award"}))

    third = on("2027-09-01")
    either = "you must hold the Award, or another qualification that the law accepts,"
    assert follows(third) == f"{either} by 1 September 2027"
    assert follows() == f"{either} with no deadline"
    assert follows(third, requirement=Requirement.RECOMMENDED) == "the Award is recommended"
    assert follows(requirement=Requirement.RECOMMENDED) == "the Award is recommended, and has no deadline"
    assert follows(third, requirement=Requirement.OPTIONAL) == "the Award is yours to choose"
    assert follows(requirement=Requirement.OPTIONAL) == "the Award is yours to choose, and has no deadline"
    assert consequence(nothing_asked(), None, NAMES) == "no qualification is asked of you"
    assert consequence(nothing_asked(exemption="x"), None, NAMES) == "you need not hold the qualification"
