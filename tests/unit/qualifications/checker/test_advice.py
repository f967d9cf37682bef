"""What to do next, for every status with every stage of a course that it can have."""

from datetime import date

import pytest

from qualifications.checker.stage import Stage, stage
from qualifications.rules.standing import Status
from tests.unit.qualifications.checker.answered import SCHOOL, TEACHER, answered, award, course

EARLY_YEARS = {"setting_type": "ey_group", "started_on": "2024-09-01", "awards": "none", "previous_posts": "none"}
NEW = SCHOOL | {"started_on": "2026-01-01"}
OLD = SCHOOL | {"started_on": "2022-09-01"}

COMBINATIONS: list[tuple[dict[str, str], Status, Stage, str]] = [
    (EARLY_YEARS, Status.NOT_HELD, Stage.NONE, "Think about the Level 3 award."),
    (
        EARLY_YEARS | course("EY_L3_SENCO", started_on="2027-01-10"),
        Status.NOT_HELD,
        Stage.BOOKED,
        "Begin the Level 3 award course on 10 January 2027, as planned.",
    ),
    (
        EARLY_YEARS | course("EY_L3_SENCO", started_on="2026-09-10"),
        Status.WORKING_TOWARDS,
        Stage.IN_TIME,
        "Finish the Level 3 award course",
    ),
    (
        EARLY_YEARS | course("EY_L3_SENCO", started_on="2026-01-10"),
        Status.WORKING_TOWARDS,
        Stage.OUTCOME_PAST,
        "The outcome of the Level 3 award course was expected on 10 July 2026 and is not recorded: ask the provider.",
    ),
    (OLD, Status.OVERDUE, Stage.NONE, "Take a place on the NPQ for SENCOs without delay, and tell the head teacher"),
    (
        OLD | course(started_on="2027-01-10"),
        Status.OVERDUE,
        Stage.BOOKED_TOO_LATE,
        "Begin the NPQ for SENCOs course on 10 January 2027",
    ),
    (
        OLD | course(started_on="2025-10-01"),
        Status.OVERDUE,
        Stage.TOO_LATE,
        "Finish the NPQ for SENCOs course: its outcome is expected on 1 August 2027.",
    ),
    (
        OLD | course(started_on="2024-10-01", expected_outcome_on="2026-08-01"),
        Status.OVERDUE,
        Stage.OUTCOME_PAST,
        "was expected on 1 August 2026 and is not recorded: ask the provider. Tell the head teacher",
    ),
    (SCHOOL, Status.AT_RISK, Stage.NONE, "Act now: take a place on the NPQ for SENCOs"),
    (
        SCHOOL | course(started_on="2027-01-10", expected_outcome_on="2027-08-01"),
        Status.AT_RISK,
        Stage.BOOKED,
        "Begin the NPQ for SENCOs course on 10 January 2027: its outcome is expected on 1 August 2027, in time.",
    ),
    (
        SCHOOL | course(started_on="2027-01-10"),
        Status.AT_RISK,
        Stage.BOOKED_TOO_LATE,
        "Ask the provider for an earlier start",
    ),
    (
        SCHOOL | course(started_on="2026-10-01"),
        Status.AT_RISK,
        Stage.TOO_LATE,
        "Ask the provider of the NPQ for SENCOs course for an earlier outcome: it is expected on 1 August 2028",
    ),
    (
        SCHOOL | course(started_on="2025-10-01"),
        Status.ON_TRACK,
        Stage.IN_TIME,
        "Finish the NPQ for SENCOs course: its outcome is expected on 1 August 2027, in time.",
    ),
    (
        SCHOOL | course(started_on="2024-10-01"),
        Status.ON_TRACK,
        Stage.OUTCOME_PAST,
        "was expected on 1 August 2026 and is not recorded: ask the provider. The deadline is 1 September 2027.",
    ),
    (NEW, Status.IN_WINDOW, Stage.NONE, "Take a place on the NPQ for SENCOs that begins by 1 March 2027."),
    (
        NEW | course(started_on="2027-01-10"),
        Status.IN_WINDOW,
        Stage.BOOKED,
        "Begin the NPQ for SENCOs course on 10 January 2027",
    ),
    (
        NEW | course(started_on="2027-04-10"),
        Status.IN_WINDOW,
        Stage.BOOKED_TOO_LATE,
        "Ask the provider for an earlier start",
    ),
]


@pytest.mark.parametrize(
    ("said", "status", "at", "words"), COMBINATIONS, ids=[f"{status}-{at}" for _, status, at, _ in COMBINATIONS]
)
def test_the_advice_is_for_the_status_and_the_course(
    said: dict[str, str], status: Status, at: Stage, words: str
) -> None:
    found = answered(said)
    assert (found.answer.status, stage(found.decision, answered_on(said)).stage) == (status, at)
    assert words in found.next_steps[-1]


def answered_on(said: dict[str, str]) -> date:
    return date.fromisoformat(said.get("as_at", "2026-11-21"))


def test_every_stage_is_seen() -> None:
    assert {at for _, _, at, _ in COMBINATIONS} == set(Stage)


@pytest.mark.parametrize(
    ("changes", "who"),
    [
        ({}, "tell the head teacher and the academy trust."),
        ({"setting_type": "maintained_school"}, "tell the head teacher and the governing body."),
        ({"is_head_teacher": "yes"}, "tell the academy trust."),
        ({"is_head_teacher": "yes", "setting_type": "maintained_school"}, "tell the governing body."),
    ],
)
def test_who_is_told_is_above_the_senco(changes: dict[str, str], who: str) -> None:
    assert answered(OLD | changes).next_steps[-1].endswith(who)


def test_an_exemption_that_a_person_should_check_says_so_first() -> None:
    earlier = {"setting_type": "academy", "started_on": "2012-09-01", "ended_on": "2020-08-31", "role": "senco"}
    said = {name: text for name, text in SCHOOL.items() if name != "previous_posts"}
    said |= {f"previous_posts-0-{name}": text for name, text in earlier.items()}
    step = "A person should check this first: see why. If they agree, nothing is required."
    assert answered(said).next_steps[-1].startswith(step)
    certain = answered(said | {"previous_posts-0-started_on": "2005-09-01"})
    assert certain.next_steps[-1].startswith("Nothing is required.")


def test_what_is_met_and_to_be_checked_says_so_first() -> None:
    said = {name: text for name, text in SCHOOL.items() if name != "awards"}
    said |= award("NASENCO", "2022-09-01", "2023-07-01", "2023-09-01") | {"teaches_at_setting": "no"}
    assert answered(said).next_steps[-1].startswith("A person should check this first: see why. If they agree, nothing")


def test_a_late_course_known_from_its_award_is_nothing_to_act_on() -> None:
    said = {name: text for name, text in OLD.items() if name != "awards"} | {"as_at": "2025-06-01"}
    found = answered(said | award("NPQSENCO", "2024-10-01", "2026-03-01", "2026-06-01"))
    assert stage(found.decision, answered_on(said)).stage is Stage.NONE
    assert found.next_steps[-1].startswith("Act now: take a place")


def test_an_assistant_is_told_what_may_change_that() -> None:
    found = answered(SCHOOL | TEACHER | {"role": "assistant_senco"})
    assert found.next_steps == ["Nothing is asked of an assistant SENCo. Becoming the SENCo may change that."]
