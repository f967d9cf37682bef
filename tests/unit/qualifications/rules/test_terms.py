"""The words in which a book makes its choices, and how demanding a requirement is."""

from enum import StrEnum

import pytest

from qualifications.rules.terms import (
    AcceptBy,
    Clock,
    Expectation,
    LeapDay,
    Overlap,
    Requirement,
    ServiceTest,
)


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        (Requirement, ["required", "recommended", "optional", "none"]),
        (Expectation, ["must", "expected", "encouraged", "none"]),
        (ServiceTest, ["any", "more", "not_more"]),
        (LeapDay, ["feb28", "mar1"]),
        (Clock, ["this_post", "first_post"]),
        (Overlap, ["once", "twice"]),
        (AcceptBy, ["completed", "awarded"]),
    ],
)
def test_the_words_that_rows_and_scripts_hold_on_to(kind: type[StrEnum], words: list[str]) -> None:
    assert [str(member) for member in kind] == words


def test_statute_asks_more_than_guidance_and_guidance_more_than_encouragement() -> None:
    strengths = [requirement.strength for requirement in Requirement]
    assert strengths == [3, 2, 1, 0]
