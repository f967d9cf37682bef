"""The answer in words: every status, both kinds of unknown, what is drawn, what goes into a calendar."""

from datetime import date
from typing import Any

import pytest

from qualifications.checker.address import read_facts
from qualifications.checker.lines import away
from qualifications.checker.result import Result, result
from qualifications.checker.timeline import MARGIN, WIDTH
from qualifications.checker.words import WORDS
from qualifications.rules.case_form import read_case
from qualifications.rules.phrases import Names
from qualifications.rules.standing import Status
from tests.unit.qualifications.rules.shipped import BOOK, cases

TODAY = date(2026, 11, 21)
NAMES = Names(qualifications={"NPQSENCO": "NPQ for SENCOs", "NASENCO": "NASENCo"})
ALL_CASES = cases("cases.json") + cases("own_cases.json")
KNOWN = {"is_head_teacher": "no", "teacher_status": "qts", "induction": "complete", "teaches_at_setting": "yes"}
SCHOOL = {"setting_type": "academy", "started_on": "2024-09-01", "previous_posts": "none", "awards": "none"} | KNOWN


def of_record(raw: dict[str, Any]) -> Result:
    return result(read_case(raw, WORDS), BOOK, date.fromisoformat(raw["as_at"]), NAMES)


def of_address(**said: str) -> Result:
    facts = read_facts(said, TODAY)
    assert facts.problems == {}
    return result(facts.case(), BOOK, TODAY, NAMES)


def lines(found: Result) -> dict[str, str]:
    return {line.label: line.text for line in found.lines}


@pytest.mark.parametrize("raw", ALL_CASES, ids=[case["id"] for case in ALL_CASES])
def test_every_worked_case_has_an_answer_in_whole_words(raw: dict[str, Any]) -> None:
    found = of_record(raw)
    said = [found.headline, *found.next_steps, found.tag, *lines(found).values(), found.timeline.in_words]
    assert all(said)
    assert not any("{" in text or "None," in text or "(None" in text for text in said), said


def test_every_status_is_seen() -> None:
    assert {of_record(raw).answer.status for raw in ALL_CASES} == set(Status)


def test_the_summary_says_the_deadline_the_days_left_and_the_latest_safe_start() -> None:
    found = lines(of_address(**SCHOOL, enrolments="none"))
    assert found["Deadline"] == "1 September 2027, in 284 days."
    assert found["Latest safe start of a course"].startswith("1 November 2025, 385 days ago.")
    assert found["Qualification"] == "NPQ for SENCOs. Required by law"


@pytest.mark.parametrize(
    ("day", "words"),
    [("2026-11-20", "1 day ago"), ("2026-11-21", "today"), ("2026-11-22", "in 1 day"), ("2030-11-21", "in 1,461 days")],
)
def test_how_far_a_day_is(day: str, words: str) -> None:
    assert away(date.fromisoformat(day), TODAY) == words


def test_what_is_not_known_stands_apart_from_why() -> None:
    found = of_address(**SCHOOL | {"previous_posts": "unknown", "awards": "unknown"})
    assert found.answer.status is Status.CANNOT_TELL
    assert len(found.unknown) == 2
    assert not set(found.unknown) & set(found.steps)
    assert lines(found)["Not known"] == (
        "Which SENCo posts they held before and whether they hold a SENCo qualification"
    )
    assert found.next_steps[-1] == (
        "Find out which SENCo posts they held before and whether they hold a SENCo qualification, then answer again."
    )


def test_another_reading_is_told_with_what_would_differ() -> None:
    raw = next(raw for raw in ALL_CASES if of_record(raw).others)
    other = of_record(raw).others[0]
    assert other.lines
    assert all(line.text for line in other.lines)


# The drawing


@pytest.mark.parametrize("raw", ALL_CASES, ids=[case["id"] for case in ALL_CASES])
def test_every_mark_is_inside_the_drawing_and_none_hides_another(raw: dict[str, Any]) -> None:
    drawn = of_record(raw).timeline
    assert all(MARGIN <= mark.x <= WIDTH - MARGIN and 0 < mark.y <= drawn.line for mark in drawn.marks)
    spots = [(mark.x, mark.y) for mark in drawn.marks]
    apart = [
        abs(x - other_x) >= 26 or y != other_y
        for x, y in spots
        for other_x, other_y in spots
        if (x, y) != (other_x, other_y)
    ]
    assert all(apart)
    assert len(set(spots)) == len(spots)
    assert [mark.day for mark in drawn.marks] == sorted(mark.day for mark in drawn.marks)
    assert all(0 <= bar.x <= WIDTH and bar.width > 0 for bar in drawn.bars)


def test_today_the_deadline_and_an_award_have_shapes_of_their_own() -> None:
    drawn = of_address(**SCHOOL | {"awards": "none"}, enrolments="none").timeline
    corners = {mark.kind: len(mark.points.split()) for mark in drawn.marks}
    assert corners == {"post": 0, "start": 0, "today": 4, "deadline": 4}
    today, deadline = (next(mark for mark in drawn.marks if mark.kind == kind) for kind in ("today", "deadline"))
    assert today.points.split()[0] == f"{today.x},{today.y - 15}", "a corner is on top"
    assert deadline.points.split()[0] == f"{deadline.x - 11},{deadline.y - 11}", "an edge is on top"
    held = next(raw for raw in ALL_CASES if of_record(raw).answer.held)
    assert {len(mark.points.split()) for mark in of_record(held).timeline.marks if mark.kind == "award"} == {6}
