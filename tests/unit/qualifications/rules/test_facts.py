"""The words for facts, and the order in which missing ones are named."""

from enum import StrEnum

import pytest

from qualifications.rules.facts import (
    Case,
    EnrolmentStatus,
    Induction,
    Missing,
    Outcome,
    Person,
    TeacherStatus,
    in_order,
)
from tests.unit.qualifications.rules.builders import post


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        (TeacherStatus, ["qts", "qtls", "eyts_only", "excluded_route", "not_qualified"]),
        (Induction, ["complete", "incomplete", "not_required"]),
        (Outcome, ["passed", "failed", "voided"]),
        (EnrolmentStatus, ["in_progress", "completed", "withdrawn", "deferred"]),
        (
            Missing,
            [
                "previous_posts",
                "awards",
                "course_started_on",
                "course_completed_on",
                "awarded_on",
                "enrolments",
                "teacher_status",
                "induction",
                "is_head_teacher",
                "teaches_at_setting",
            ],
        ),
    ],
)
def test_the_words_that_cases_use(kind: type[StrEnum], words: list[str]) -> None:
    assert [str(member) for member in kind] == words


def test_missing_facts_are_named_in_one_order_as_plain_texts() -> None:
    assert in_order(frozenset({"induction", "awards", "previous_posts"})) == ("previous_posts", "awards", "induction")
    assert in_order(frozenset()) == ()
    assert all(type(name) is str for name in in_order(frozenset({Missing.AWARDED_ON})))


def test_what_a_case_does_not_say_is_not_known() -> None:
    case = Case(post())
    assert (case.person, case.previous_posts, case.awards, case.enrolments) == (Person(None, None), None, None, ())
