"""Which steps of an explanation decide: few enough to be read first, and those that the answer turns on."""

from typing import Any

import pytest

from qualifications.rules.explain import Explained, explain
from qualifications.rules.facts import Award, Case, Enrolment
from tests.unit.qualifications.rules.builders import NAMES, award, case, decided, enrolment, from_raw, on, post
from tests.unit.qualifications.rules.explanations import all_cases
from tests.unit.qualifications.rules.shipped import BOOK

LONG_AGO, FAILED = "2024-10-07", "You did not pass the NPQ for SENCOs"
STOPPED = "Your NPQ for SENCOs course began on 7 October 2024. It stopped"
RUNS = "Your NPQ for SENCOs course began on 13 October 2025"
SAFE_START = "From start to outcome"


def deciding(subject: Case, day: str = "2026-11-21") -> list[str]:
    """The texts of the steps that decide."""
    steps = explain(Explained(subject, BOOK, decided(subject, BOOK), on(day), NAMES))
    return [step.text for step in steps if step.decides]


def begins(told: list[str], *beginnings: str) -> list[bool]:
    """For each beginning, whether a step has it."""
    return [any(text.startswith(beginning) for text in told) for beginning in beginnings]


def failed() -> Award:
    return award("NPQSENCO", LONG_AGO, "2026-06-01", "2026-08-20", "failed")


def stopped() -> Enrolment:
    return enrolment(begun=LONG_AGO, status="withdrawn", ended="2026-08-20")


@pytest.mark.parametrize("raw", all_cases(), ids=lambda raw: str(raw["id"]))
def test_of_every_worked_case_two_to_five_steps_decide(raw: dict[str, Any]) -> None:
    """The rule and the conclusion always do."""
    subject = from_raw(raw)
    told = deciding(subject, raw["as_at"])
    assert 2 <= len(told) <= 5, told
    assert begins(told, "You bec", "On ") == [True, True]


def test_earlier_service_decides_where_the_rule_turns_on_it() -> None:
    none = "You had not been SENCo before."
    assert none not in deciding(case(post("2024-09-01"), previous_posts=()))
    unknown = "It is not known whether you had been SENCo before."
    assert unknown in deciding(case(post("2020-09-01"), previous_posts=None))


def test_what_is_held_decides_and_what_else_there_is_does_not() -> None:
    held = award("NPQSENCO", LONG_AGO, "2026-06-01", "2026-08-20")
    told = deciding(case(awards=(held, award("NPQH", "2020-01-01"))))
    assert begins(told, "Your NPQ for SENCOs counts.", "Your NPQH", SAFE_START) == [True, False, False]
    assert begins(deciding(case(awards=(award("NPQH", "2020-01-01"),))), "Your NPQH", SAFE_START) == [True, True]


def test_what_is_held_decides_nothing_where_nothing_is_asked() -> None:
    held = award("NASENCO", "2010-01-01", "2011-01-01", "2011-02-01")
    assert len(deciding(case(post("2005-09-01"), awards=(held,)))) == 2


def test_of_several_awards_that_count_the_first_held_decides() -> None:
    awards = tuple(award("NPQSENCO", LONG_AGO, "2026-06-01", f"2026-08-{day}") for day in (20, 21))
    told = [text for text in deciding(case(awards=awards)) if "counts" in text]
    assert told == ["Your NPQ for SENCOs counts. You have held it since 20 August 2026."]


def test_what_failed_or_ended_decides_while_nothing_else_is_under_way() -> None:
    alone = deciding(case(enrolments=(stopped(),)))
    assert begins(alone, STOPPED, SAFE_START) == [True, True]
    both = deciding(case(awards=(failed(),), enrolments=(stopped(),)))
    assert begins(both, FAILED, STOPPED, SAFE_START) == [True, False, True]
    again = deciding(case(awards=(failed(),), enrolments=(stopped(), enrolment())))
    assert begins(again, FAILED, STOPPED, RUNS, SAFE_START) == [False, False, True, False]
    refused = "Your NPQH course does not lead"
    assert begins(deciding(case(enrolments=(enrolment("NPQH"),))), refused) == [True]
    assert begins(deciding(case(enrolments=(enrolment("NPQH"), enrolment()))), refused) == [False]


def test_what_may_count_decides_beside_a_course_under_way() -> None:
    unsure = award("NASENCO", None, None, "2026-08-20")
    assert begins(deciding(case(awards=(unsure,), enrolments=(enrolment(),))), "Your NASENCo may count") == [True]


def test_that_somebody_may_be_the_senco_decides_nothing() -> None:
    assert not any("may be the SENCo" in text for text in deciding(case()))
    nobody = case(post("2024-09-01", is_head_teacher=False, teaches_at_setting=False))
    assert any("you may not be the SENCo" in text for text in deciding(nobody))
