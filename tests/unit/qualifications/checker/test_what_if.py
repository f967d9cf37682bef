"""What if: the answer beside another, and words where there is nothing to compare."""

from datetime import date

from qualifications.checker.address import Facts, read_facts
from qualifications.checker.result import result
from qualifications.checker.what_if import CANNOT_BE, NOTHING, Changes, WhatIf, compare, with_course, with_move
from tests.unit.qualifications.checker.answered import NAMES, SCHOOL, TODAY, answered, award, course
from tests.unit.qualifications.rules.shipped import BOOK

COURSE_ON = date(2027, 1, 10)


def compared(said: dict[str, str], changes: Changes | None) -> WhatIf:
    facts = read_facts(said, TODAY)
    return compare(facts, changes, result(facts.case(), BOOK, TODAY, NAMES), BOOK, NAMES)


def with_another_course(said: dict[str, str], begun_on: date = COURSE_ON) -> Facts:
    facts = read_facts(said, TODAY)
    changes = with_course(facts, begun_on, answered(said).decision)
    assert changes is not None
    return facts.changed(changes)


# What is compared


def test_one_thing_changed_shows_what_moves_beside_what_is() -> None:
    other = compared(SCHOOL, {"started_on": "2025-01-01"})
    moved = {line.label: line for line in other.moved}
    assert (moved["Deadline"].before, moved["Deadline"].after) == (
        "1 September 2027, in 284 days.",
        "1 January 2028, in 406 days.",
    )
    assert moved["Deadline"].differs
    assert not moved["Qualification"].differs
    assert "started_on=2025-01-01" in other.query
    assert other.words == ""


def test_what_changes_nothing_is_said_to() -> None:
    for changes in ({}, {"started_on": "2024-09-01"}):
        other = compared(SCHOOL, changes)
        assert other.words.startswith(NOTHING)
        assert other.moved == ()
    same = compared(SCHOOL, {"setting_type": "maintained_school"})
    assert same.words == NOTHING
    assert "setting_type=maintained_school" in same.query


def test_a_course_to_come_shows_when_its_outcome_is_expected_and_what_to_do() -> None:
    said = SCHOOL | {"started_on": "2026-01-01"}  # the latest safe start is 1 March 2027
    for begins, outcome, step in (
        (date(2027, 1, 10), "10 November 2028, in time", "in time."),
        (date(2027, 6, 10), "10 April 2029, 99 days after the deadline", "is best begun by 1 March 2027."),
    ):
        changes = with_course(read_facts(said, TODAY), begins, answered(said).decision)
        other = compared(said, changes)
        moved = {line.label: line for line in other.moved}
        assert other.words == ""
        assert (moved["Outcome of the course"].before, moved["Outcome of the course"].after) == ("–", outcome)
        assert moved["What to do next"].after.endswith(step)


def test_what_cannot_be_says_why() -> None:
    ended = compared(SCHOOL | {"ended_on": "2025-08-31"}, {"started_on": "2026-01-01"})
    assert ended.words.startswith(CANNOT_BE)
    assert "must not be before the post began" in ended.words
    facts = read_facts(SCHOOL, TODAY)
    too_early = compared(SCHOOL, with_move(facts, "pru", date(2024, 9, 1)))
    assert too_early.words.startswith(CANNOT_BE)
    assert compared(SCHOOL, None).words.startswith(CANNOT_BE)


# Another course


def test_a_course_is_of_the_qualification_that_counts_when_it_begins() -> None:
    for qualification, row in (
        ("NASENCO", {"started_on": "2023-09-01", "status": "withdrawn", "ended_on": "2024-02-01"}),
        ("OTHER", {"started_on": "2026-09-01"}),
    ):
        rows = with_another_course(SCHOOL | course(qualification, **row)).rows["enrolments"]
        assert rows
        assert [each["qualification"] for each in rows] == [qualification, "NPQSENCO"]
        assert rows[1]["started_on"] == COURSE_ON
    long_ago = with_another_course(SCHOOL | {"started_on": "2022-09-01"}, date(2023, 9, 1)).rows["enrolments"]
    assert long_ago
    assert long_ago[0]["qualification"] == "NASENCO"


def test_a_course_takes_the_place_of_those_under_way_and_to_come_alone() -> None:
    failed = award("NPQSENCO", "2024-10-01", "2026-03-01", "2026-06-01") | {"awards-0-outcome": "failed"}
    said = {name: text for name, text in SCHOOL.items() if name != "awards"} | failed
    said |= course(started_on="2024-10-01")
    said |= {"enrolments-1-qualification": "NPQSENCO", "enrolments-1-started_on": "2026-10-01"}
    said |= {"enrolments-2-qualification": "NPQSENCO", "enrolments-2-started_on": "2027-02-01"}
    rows = with_another_course(said).rows["enrolments"]
    assert rows
    assert [row["started_on"] for row in rows] == [date(2024, 10, 1), COURSE_ON]


def test_no_course_can_begin_where_nothing_is_accepted() -> None:
    said = {"setting_type": "special_school", "started_on": "2024-09-01"}
    assert with_course(read_facts(said, TODAY), COURSE_ON, answered(said).decision) is None


# A move


def test_a_move_makes_the_post_an_earlier_one() -> None:
    facts = read_facts(SCHOOL | {"setting": "gias/100000"}, TODAY)
    then = facts.changed(with_move(facts, "maintained_school", date(2026, 12, 1)))
    assert then.problems == {}
    assert (then.values["setting_type"], then.values["started_on"]) == ("maintained_school", date(2026, 12, 1))
    assert "setting" not in then.values
    assert then.rows["previous_posts"] == [
        {
            "setting_type": "academy",
            "started_on": date(2024, 9, 1),
            "ended_on": date(2026, 11, 30),
            "role": "senco",
        }
    ]
    moved = {line.label: line for line in compared(SCHOOL, with_move(facts, "pru", date(2026, 11, 1))).moved}
    assert moved["Deadline"].after == "None"


def test_a_move_keeps_earlier_posts_and_what_is_not_known_of_them() -> None:
    said = {name: text for name, text in SCHOOL.items() if name != "previous_posts"}
    facts = read_facts(said, TODAY)
    then = facts.changed(with_move(facts, "pru", date(2026, 12, 1))).rows["previous_posts"]
    assert then
    assert then[1] == {"setting_type": None, "started_on": None, "ended_on": None}
    earlier = {"previous_posts-0-setting_type": "pru", "previous_posts-0-started_on": "2020-01-01"}
    facts = read_facts(said | earlier | {"ended_on": "2026-06-30"}, TODAY)
    posts = facts.changed(with_move(facts, "pru", date(2026, 12, 1))).rows["previous_posts"]
    assert posts
    assert [post["setting_type"] for post in posts] == ["pru", "academy"]
    assert posts[1]["ended_on"] == date(2026, 6, 30)
