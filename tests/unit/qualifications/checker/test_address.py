"""Facts in an address: read without ever failing, written so that they read the same again."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from urllib.parse import parse_qsl

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualifications.checker.address import Facts, read_facts
from qualifications.checker.parameters import ALL, LISTS, ROWS
from qualifications.checker.words import MOST_ROWS, WORDS
from qualifications.rules.case_form import read_case

TODAY = date(2026, 11, 21)
WHOLE = {"setting_type": "academy", "started_on": "2024-09-01"}


def facts(*others: Mapping[str, str], **given_: str) -> Facts:
    return read_facts(WHOLE | {name: text for other in others for name, text in other.items()} | given_, TODAY)


def problem(name: str, text: str) -> str:
    return facts({name: text}).problems[name]


# What is read


def test_what_is_not_in_the_address_was_not_asked_yet() -> None:
    assert facts().still_open == {
        *("is_head_teacher", "teacher_status", "induction", "teaches_at_setting"),
        *LISTS,
    }
    assert facts().is_whole
    assert not read_facts({"setting_type": "academy"}, TODAY).is_whole


def test_unknown_is_an_answer() -> None:
    said = facts(is_head_teacher="unknown", previous_posts="unknown", awards="unknown")
    assert said.still_open == {"teacher_status", "induction", "teaches_at_setting", "enrolments"}
    case = said.case()
    assert (case.post.is_head_teacher, case.previous_posts, case.awards) == (None, None, None)


def test_none_is_that_there_are_none() -> None:
    case = facts(previous_posts="none", awards="none", enrolments="none").case()
    assert (case.previous_posts, case.awards, case.enrolments) == ((), (), ())


def test_rows_are_read_in_the_order_of_their_numbers() -> None:
    said = facts({f"awards-{number}-qualification": code for number, code in (("10", "B"), ("2", "A"))})
    assert [award.qualification for award in said.case().awards or ()] == ["A", "B"]


def test_an_award_is_passed_and_a_course_under_way_unless_the_address_says_otherwise() -> None:
    case = facts(
        {"awards-0-qualification": "X", "enrolments-0-qualification": "X", "enrolments-0-started_on": "2025-01-01"}
    ).case()
    assert case.awards is not None
    assert case.enrolments is not None
    assert (case.awards[0].outcome, case.enrolments[0].status) == ("passed", "in_progress")


def test_the_day_of_judgement_is_today_unless_the_address_says_another() -> None:
    assert facts().day == TODAY
    assert facts(as_at="2030-01-01").day == date(2030, 1, 1)


def test_parameters_of_others_are_passed_over() -> None:
    assert facts(utm_source="mail", q="x").problems == {}


# What is wrong


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("setting_type", "castle", "must be one of"),
        ("setting_type", "unknown", "must be one of"),
        ("started_on", "01/09/2024", "year, month and day"),
        ("started_on", "2024-02-30", "no such day"),
        ("started_on", "2204-09-01", "is 2204 a slip"),
        ("started_on", "0000-01-01", "real date"),
        ("started_on", "99999-01-01", "year, month and day"),
        ("started_on", "\x00", "year, month and day"),
        ("is_head_teacher", "perhaps", "yes, no or unknown"),
        ("teacher_status", "QTS", "must be one of"),
        ("previous_posts", "3", "none, unknown, or given row by row"),
        ("awards-0-qualification", "a b", "the code of a qualification"),
        ("awards-0-qualification", "x" * 41, "the code of a qualification"),
        ("setting", "../../etc", "a register and a number"),
        ("as_at", "unknown", "year, month and day"),
    ],
)
def test_what_cannot_be_is_said_with_what_would_be_right(name: str, text: str, words: str) -> None:
    assert words in problem(name, text)


def test_a_row_without_what_it_needs_is_a_problem() -> None:
    assert facts({"awards-0-awarded_on": "2024-01-01"}).problems == {"awards-0-qualification": "is missing"}
    assert facts({"enrolments-0-qualification": "X"}).problems == {"enrolments-0-started_on": "is missing"}


def test_ten_thousand_rows_are_too_many() -> None:
    many = {f"previous_posts-{number}-started_on": "2020-01-01" for number in range(10_000)}
    most = MOST_ROWS["previous_posts"]
    assert facts(many).problems == {"previous_posts": f"must be at most {most}: leave out those that matter least"}


@pytest.mark.parametrize(
    ("given_", "name"),
    [
        ({"ended_on": "2024-08-31"}, "ended_on"),
        (
            {"previous_posts-0-started_on": "2020-01-02", "previous_posts-0-ended_on": "2020-01-01"},
            "previous_posts-0-ended_on",
        ),
        (
            {
                "awards-0-qualification": "X",
                "awards-0-course_started_on": "2022-01-01",
                "awards-0-awarded_on": "2021-12-31",
            },
            "awards-0-awarded_on",
        ),
    ],
)
def test_days_that_cannot_follow_each_other_are_questioned(given_: dict[str, str], name: str) -> None:
    assert list(facts(given_).problems) == [name]


# There and back


names = st.sampled_from(
    [*ALL, *LISTS, *(f"{name}-{number}-{part}" for name in LISTS for part in ROWS[name] for number in (0, 1, 7, 99))]
)
texts = st.sampled_from(
    [
        "unknown",
        "none",
        "yes",
        "no",
        "true",
        "academy",
        "senco",
        "qts",
        "complete",
        "2024-09-01",
        "2009-02-28",
        "NASENCO",
    ]
) | st.text(max_size=12)
addresses = st.dictionaries(names | st.text(max_size=20), texts, max_size=25)


@given(addresses)
def test_no_address_makes_an_error_and_what_was_read_reads_the_same_again(given_: dict[str, str]) -> None:
    first = read_facts(given_, TODAY)
    again = read_facts(dict(parse_qsl(first.query)), TODAY)
    assert (again.values, again.rows) == (first.values, first.rows) or first.problems
    assert again.query == read_facts(dict(parse_qsl(again.query)), TODAY).query
    if first.is_whole:
        read_case(first.record(), WORDS)


@given(addresses, names, texts)
def test_a_change_changes_one_thing(given_: dict[str, str], name: str, text: str) -> None:
    first = read_facts(given_, TODAY)
    subject = name.partition("-")[0]
    changed = first.changed({subject: None, name: text} if subject != name else {name: text})

    def others(of: Facts) -> dict[str, Any]:
        return {key: value for key, value in (of.values | of.rows).items() if key != subject}

    assert others(changed) == others(read_facts(dict(parse_qsl(first.query)), TODAY))
