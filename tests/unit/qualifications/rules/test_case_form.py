"""A case is read from its plain form; what is malformed is named by its field and its problem, word for word."""

from typing import Any

import pytest

from qualifications.rules.case_form import MalformedCase, Words, read_case, read_day, remarks
from qualifications.rules.facts import Award, Case, Enrolment, Person, Post, PreviousPost
from tests.unit.qualifications.rules.builders import on

WORDS = Words(
    frozenset({"school", "nursery"}), frozenset({"school", "abroad"}), frozenset({"senco", "helper"}), "senco"
)

POST = {"setting_type": "school", "started_on": "2024-09-01"}
AWARD = {"qualification": "Q", "outcome": "passed"}
ENROLMENT = {"qualification": "Q", "started_on": "2024-10-01", "status": "in_progress"}


def read(**raw: Any) -> Case:
    return read_case({"post": POST} | raw, WORDS)


def problem(**raw: Any) -> str:
    with pytest.raises(MalformedCase) as caught:
        read(**raw)
    return str(caught.value)


def test_the_least_case_is_a_post_of_which_nothing_else_is_known() -> None:
    expected = Case(Post("school", on("2024-09-01"), None, "senco", None, None), Person(None, None), None, None, ())
    assert read() == expected
    assert read(person=None, previous_posts=None, awards=None, enrolments=None) == expected


def test_nothing_given_is_not_the_same_as_not_known() -> None:
    case = read(previous_posts=[], awards=[], enrolments=[])
    assert (case.previous_posts, case.awards, case.enrolments) == ((), (), ())


def test_every_field_of_a_case_is_read() -> None:
    case = read(
        post={
            "setting_type": "nursery",
            "started_on": "2024-09-01",
            "ended_on": "2025-08-31",
            "role": "helper",
            "is_head_teacher": True,
            "teaches_at_setting": False,
        },
        person={"teacher_status": "qtls", "induction": "not_required"},
        previous_posts=[
            {"setting_type": "abroad", "started_on": "2020-01-01", "ended_on": "2020-12-31", "role": "helper"}
        ],
        awards=[
            {
                "qualification": "Q",
                "course_started_on": "2021-01-01",
                "course_completed_on": "2022-01-01",
                "awarded_on": "2022-02-01",
                "outcome": "voided",
            }
        ],
        enrolments=[
            {
                "qualification": "P",
                "started_on": "2023-01-01",
                "status": "deferred",
                "ended_on": "2023-06-01",
                "expected_completion_on": "2024-01-01",
                "expected_outcome_on": "2024-03-01",
            }
        ],
    )
    assert case.post == Post("nursery", on("2024-09-01"), on("2025-08-31"), "helper", True, False)
    assert case.person == Person("qtls", "not_required")
    assert case.previous_posts == (PreviousPost("abroad", on("2020-01-01"), on("2020-12-31"), "helper"),)
    assert case.awards == (Award("Q", on("2021-01-01"), on("2022-01-01"), on("2022-02-01"), "voided"),)
    days = on("2023-06-01"), on("2024-01-01"), on("2024-03-01")
    assert case.enrolments == (Enrolment("P", on("2023-01-01"), "deferred", *days),)


def test_facts_inside_records_may_be_unknown() -> None:
    case = read(previous_posts=[{"role": None}], awards=[AWARD], enrolments=[ENROLMENT])
    assert case.previous_posts == (PreviousPost(None, None, None, None),)
    assert case.awards == (Award("Q", None, None, None, "passed"),)
    assert case.enrolments == (Enrolment("Q", on("2024-10-01"), "in_progress", None, None, None),)


def test_a_previous_post_is_as_senco_unless_its_role_is_given_and_unknown_where_given_as_null() -> None:
    case = read(previous_posts=[{}, {"role": "helper"}, {"role": None}])
    assert [post.role for post in case.previous_posts or ()] == ["senco", "helper", None]


def test_a_post_given_with_an_unknown_role_is_as_senco() -> None:
    assert read(post=POST | {"role": None}).post.role == "senco"


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        ([], "case: must be an object with named fields"),
        ("post", "case: must be an object with named fields"),
        ({}, "post: is missing"),
        ({"post": None}, "post: is missing"),
        ({"post": []}, "post: must be an object with named fields"),
        ({"post": POST, "person": "qts"}, "person: must be an object with named fields"),
        ({"post": POST, "awards": [AWARD, 7]}, "awards[1]: must be an object with named fields"),
        ({"post": POST, "awards": {}}, "awards: must be a list or null"),
        ({"post": POST, "enrolments": "none"}, "enrolments: must be a list or null"),
        ({"post": POST, "previous_posts": 0}, "previous_posts: must be a list or null"),
    ],
)
def test_a_case_of_another_shape(raw: object, words: str) -> None:
    with pytest.raises(MalformedCase) as caught:
        read_case(raw, WORDS)
    assert str(caught.value) == words


def test_what_is_malformed_is_named_apart_from_the_problem() -> None:
    error = MalformedCase("awards[0].awarded_on", "is missing")
    assert (error.field, error.problem, str(error)) == (
        "awards[0].awarded_on",
        "is missing",
        "awards[0].awarded_on: is missing",
    )


def test_lists_may_be_tuples() -> None:
    assert read(enrolments=(ENROLMENT,)).enrolments == read(enrolments=[ENROLMENT]).enrolments


@pytest.mark.parametrize("name", ["setting_type", "started_on"])
def test_what_a_post_cannot_do_without(name: str) -> None:
    assert problem(post={k: v for k, v in POST.items() if k != name}) == f"post.{name}: is missing"


@pytest.mark.parametrize("name", ["qualification", "outcome"])
def test_what_an_award_cannot_do_without(name: str) -> None:
    assert problem(awards=[AWARD | {name: None}]) == f"awards[0].{name}: is missing"


@pytest.mark.parametrize("name", ["qualification", "started_on", "status"])
def test_what_an_enrolment_cannot_do_without(name: str) -> None:
    assert problem(enrolments=[ENROLMENT, ENROLMENT | {name: None}]) == f"enrolments[1].{name}: is missing"


NOT_A_DAY = "is {!r}; it must be a real date written YYYY-MM-DD"


@pytest.mark.parametrize(
    "value",
    ["2024-02-30", "20240901", "2024-W01-1", "2024-9-1", "２０２４-09-01", "2024-09-01 ", "", 20240901, True, ["x"]],
)
def test_what_is_no_day(value: object) -> None:
    assert problem(post=POST | {"started_on": value}) == "post.started_on: " + NOT_A_DAY.format(value)
    with pytest.raises(MalformedCase) as caught:
        read_day(value, "as_at")
    assert str(caught.value) == "as_at: " + NOT_A_DAY.format(value)


def test_a_day_is_written_with_hyphens() -> None:
    assert read_day("2024-02-29", "as_at") == on("2024-02-29")


@pytest.mark.parametrize(
    ("kind", "record", "names"),
    [
        ("post", POST, ["started_on", "ended_on"]),
        ("previous_posts", {}, ["started_on", "ended_on"]),
        ("awards", AWARD, ["course_started_on", "course_completed_on", "awarded_on"]),
        (
            "enrolments",
            ENROLMENT,
            ["started_on", "ended_on", "expected_completion_on", "expected_outcome_on"],
        ),
    ],
)
def test_every_day_is_read_as_a_day(kind: str, record: dict[str, Any], names: list[str]) -> None:
    for name in names:
        broken = record | {name: "soon"}
        where = kind if kind == "post" else f"{kind}[0]"
        raw = broken if kind == "post" else [broken]
        assert problem(**{kind: raw}) == f"{where}.{name}: " + NOT_A_DAY.format("soon")


@pytest.mark.parametrize("name", ["is_head_teacher", "teaches_at_setting"])
@pytest.mark.parametrize("value", ["yes", 1, 0, "true"])
def test_yes_and_no_are_true_and_false(name: str, value: object) -> None:
    assert problem(post=POST | {name: value}) == f"post.{name}: must be true, false or null"


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        (
            {"post": POST | {"setting_type": "abroad"}},
            "post.setting_type: is 'abroad'; it must be one of nursery, school",
        ),
        ({"post": POST | {"role": "head"}}, "post.role: is 'head'; it must be one of helper, senco"),
        ({"post": POST | {"role": 3}}, "post.role: must be a text or null"),
        (
            {"person": {"teacher_status": "yes"}},
            "person.teacher_status: is 'yes'; it must be one of excluded_route, eyts_only, not_qualified, qtls, qts",
        ),
        (
            {"person": {"induction": "done"}},
            "person.induction: is 'done'; it must be one of complete, incomplete, not_required",
        ),
        (
            {"previous_posts": [{"setting_type": "nursery"}]},
            "previous_posts[0].setting_type: is 'nursery'; it must be one of abroad, school",
        ),
        (
            {"previous_posts": [{"role": "head"}]},
            "previous_posts[0].role: is 'head'; it must be one of helper, senco",
        ),
        (
            {"awards": [AWARD | {"outcome": "won"}]},
            "awards[0].outcome: is 'won'; it must be one of failed, passed, voided",
        ),
        (
            {"enrolments": [ENROLMENT | {"status": "on"}]},
            "enrolments[0].status: is 'on'; it must be one of completed, deferred, in_progress, withdrawn",
        ),
        ({"awards": [AWARD | {"qualification": 4}]}, "awards[0].qualification: must be a text or null"),
    ],
)
def test_words_that_are_not_known(raw: dict[str, Any], words: str) -> None:
    assert problem(**raw) == words


def test_a_qualification_that_nobody_knows_is_taken() -> None:
    case = read(awards=[AWARD | {"qualification": "X"}], enrolments=[ENROLMENT | {"qualification": "Y"}])
    assert [award.qualification for award in case.awards or ()] == ["X"]
    assert [course.qualification for course in case.enrolments or ()] == ["Y"]


def test_an_end_that_is_not_known_is_said_of_an_earlier_post() -> None:
    case = read(previous_posts=[{"setting_type": "school", "end_unknown": True}, {"setting_type": "school"}])
    assert [each.end_unknown for each in case.previous_posts or ()] == [True, False]


def test_a_qualification_or_a_course_may_be_said_to_be_unknown() -> None:
    case = read(awards=[AWARD | {"qualification": "unknown"}], enrolments="unknown")
    assert [award.qualification for award in case.awards or ()] == [None]
    assert case.enrolments is None


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        (
            {"post": POST | {"ended_on": "2024-08-31"}},
            "post.ended_on: is 2024-08-31, before started_on (2024-09-01)",
        ),
        (
            {"previous_posts": [{"started_on": "2020-01-02", "ended_on": "2020-01-01"}]},
            "previous_posts[0].ended_on: is 2020-01-01, before started_on (2020-01-02)",
        ),
    ],
)
def test_a_post_that_ends_before_it_begins(raw: dict[str, Any], words: str) -> None:
    assert problem(**raw) == words


def test_days_may_be_the_same() -> None:
    same = dict.fromkeys(["course_started_on", "course_completed_on", "awarded_on"], "2022-01-01")
    case = read(
        post=POST | {"ended_on": "2024-09-01"},
        previous_posts=[{"started_on": "2020-01-01", "ended_on": "2020-01-01"}],
        awards=[AWARD | same],
        enrolments=[ENROLMENT | {"ended_on": "2024-10-01"}],
    )
    assert case.post.ended_on == case.post.started_on


UNREAD = "{} is not a field of a case, and is not read"


def test_fields_that_nobody_reads_are_remarked_on_once() -> None:
    raw = {
        "id": "a case may have more at its own level",
        "post": POST | {"began_on": "2024-09-01"},
        "person": {"teacher_status": "qts", "induction": None, "age": 40},
        "previous_posts": [{"from": 1}, {"from": 2, "to": 3, "role": "senco"}, "not a record"],
        "awards": ({"award_date": "2024-09-01"} | AWARD,),
        "enrolments": [ENROLMENT | {"expected_on": None}],
    }
    paths = ["post.began_on", "person.age", "previous_posts.from", "previous_posts.to"]
    paths += ["awards.award_date", "enrolments.expected_on"]
    assert remarks(raw) == [UNREAD.format(path) for path in paths]


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        (
            {"awards": [AWARD | {"course_started_on": "2022-01-02", "course_completed_on": "2022-01-01"}]},
            "awards.course_completed_on (2022-01-01) is before course_started_on (2022-01-02): is that so?",
        ),
        (
            {"awards": [AWARD | {"course_completed_on": "2022-01-02", "awarded_on": "2022-01-01"}]},
            "awards.awarded_on (2022-01-01) is before course_completed_on (2022-01-02): is that so?",
        ),
        (
            {"awards": [AWARD | {"course_started_on": "2022-01-02", "awarded_on": "2022-01-01"}]},
            "awards.awarded_on (2022-01-01) is before course_started_on (2022-01-02): is that so?",
        ),
        (
            {"enrolments": [ENROLMENT | {"ended_on": "2024-09-30"}]},
            "enrolments.ended_on (2024-09-30) is before started_on (2024-10-01): is that so?",
        ),
        (
            {"enrolments": [ENROLMENT | {"expected_completion_on": "2024-09-30"}]},
            "enrolments.expected_completion_on (2024-09-30) is before started_on (2024-10-01): is that so?",
        ),
        (
            {"enrolments": [ENROLMENT | {"expected_outcome_on": "2024-09-30"}]},
            "enrolments.expected_outcome_on (2024-09-30) is before started_on (2024-10-01): is that so?",
        ),
        (
            {"enrolments": [ENROLMENT | {"expected_completion_on": "2026-05-01", "expected_outcome_on": "2026-04-30"}]},
            "enrolments.expected_outcome_on (2026-04-30) is before expected_completion_on (2026-05-01): is that so?",
        ),
    ],
)
def test_days_of_a_course_in_the_wrong_order_are_taken_and_remarked_on(raw: dict[str, Any], words: str) -> None:
    """Where the days contradict each other the award's own day is believed."""
    read(**raw)
    assert remarks(raw) == [words]


def test_days_in_order_the_same_or_not_known_are_no_matter() -> None:
    same = dict.fromkeys(["course_started_on", "course_completed_on", "awarded_on"], "2022-01-01")
    in_order = {"course_started_on": "2022-01-01", "course_completed_on": None, "awarded_on": "2022-01-02"}
    expected = {"expected_completion_on": "2024-10-01", "expected_outcome_on": "2024-10-01"}
    put_off = {"ended_on": "2025-10-01", "expected_completion_on": "2025-09-30", "expected_outcome_on": None}
    backwards_post = {"started_on": "2022-01-02", "ended_on": "2022-01-01"}
    raw = {
        "awards": [AWARD | same, AWARD | in_order, AWARD | {"awarded_on": "2022-01-01"}],
        "enrolments": [ENROLMENT | {"ended_on": "2024-10-01"}, ENROLMENT, ENROLMENT | expected, ENROLMENT | put_off],
        "previous_posts": [backwards_post],
    }
    assert remarks(raw) == []


def test_everything_odd_is_remarked_on_record_by_record() -> None:
    odd = AWARD | {"day": 1, "course_started_on": "2022-01-02", "awarded_on": "2022-01-01"}
    order = "awards.awarded_on (2022-01-01) is before course_started_on (2022-01-02): is that so?"
    assert remarks({"awards": [odd, odd], "post": {"x": 1}}) == [
        UNREAD.format("post.x"),
        UNREAD.format("awards.day"),
        order,
    ]


def test_a_course_is_remarked_on_for_what_was_and_for_what_is_expected() -> None:
    odd = ENROLMENT | {
        "ended_on": "2024-09-29",
        "expected_completion_on": "2024-09-30",
        "expected_outcome_on": "2024-09-28",
    }
    assert remarks({"enrolments": [odd]}) == [
        "enrolments.ended_on (2024-09-29) is before started_on (2024-10-01): is that so?",
        "enrolments.expected_completion_on (2024-09-30) is before started_on (2024-10-01): is that so?",
        "enrolments.expected_outcome_on (2024-09-28) is before expected_completion_on (2024-09-30): is that so?",
    ]


def test_every_field_that_is_read_is_known() -> None:
    full = {
        "post": dict.fromkeys(
            ["setting_type", "started_on", "ended_on", "role", "is_head_teacher", "teaches_at_setting"]
        ),
        "person": dict.fromkeys(["teacher_status", "induction"]),
        "previous_posts": [dict.fromkeys(["setting_type", "started_on", "ended_on", "role"])],
        "awards": [
            dict.fromkeys(["qualification", "course_started_on", "course_completed_on", "awarded_on", "outcome"])
        ],
        "enrolments": [
            dict.fromkeys(
                ["qualification", "started_on", "status", "ended_on", "expected_completion_on", "expected_outcome_on"]
            )
        ],
    }
    assert remarks(full) == []
    assert remarks({}) == []
    assert remarks({"post": None, "awards": None}) == []
