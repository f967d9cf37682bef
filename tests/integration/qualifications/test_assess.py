"""`manage.py assess`: cases in, decisions out; what is malformed is named, and nothing is decided."""

import copy
import io
import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qualifications import books
from qualifications.models import RuleBook
from tests.factories.rule_books import RuleBookFactory

CASES_FILE = Path(__file__).parents[2] / "unit" / "qualifications" / "rules" / "cases.json"
CASES: list[dict[str, Any]] = json.loads(CASES_FILE.read_text(encoding="utf-8"))
KEYS = {
    *("designation", "requirement", "required_qualification", "route", "deadline", "status", "latest_safe_start"),
    *("exemption", "needs_review", "id", "held", "missing", "rule", "explanation", "other_readings"),
}
WHOLE: dict[str, Any] = {
    "id": "whole",
    "as_at": "2026-11-21",
    "person": {"teacher_status": "qts", "induction": "complete"},
    "post": {
        "setting_type": "academy",
        "started_on": "2024-09-01",
        "ended_on": None,
        "role": "senco",
        "is_head_teacher": False,
        "teaches_at_setting": True,
    },
    "previous_posts": [
        {"setting_type": "academy", "started_on": "2020-09-01", "ended_on": "2020-12-31", "role": "senco"}
    ],
    "awards": [
        {
            "qualification": "NPQSENCO",
            "course_started_on": "2024-10-01",
            "course_completed_on": "2026-03-01",
            "awarded_on": "2026-07-01",
            "outcome": "passed",
        }
    ],
    "enrolments": [
        {
            "qualification": "NPQSENCO",
            "started_on": "2024-10-01",
            "status": "completed",
            "ended_on": "2026-03-01",
            "expected_completion_on": "2026-03-01",
            "expected_outcome_on": "2026-07-01",
        }
    ],
}


class Said(NamedTuple):
    """What came of a run: the exit status, and the two streams."""

    status: int
    out: str
    err: str

    @property
    def decisions(self) -> Any:
        return json.loads(self.out, parse_constant=pytest.fail)


@pytest.fixture
def assess(shipped_book: RuleBook, tmp_path: Path) -> Callable[..., Said]:
    """Runs the command in this process on what is given: values, or the text or bytes of a file."""
    return lambda content, *options: run(tmp_path, content, *options)


def run(folder: Path, content: Any, *options: str) -> Said:
    file, out, err = folder / "cases.json", io.StringIO(), io.StringIO()
    if isinstance(content, bytes):
        file.write_bytes(content)
    else:
        file.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
    try:
        call_command("assess", str(file), *options, stdout=out, stderr=err)
    except CommandError as error:
        return Said(error.returncode, out.getvalue(), f"{err.getvalue()}{error}")
    return Said(0, out.getvalue(), err.getvalue())


def changed(path: str, value: Any) -> dict[str, Any]:
    """The whole case with another value at a path such as "awards.0.outcome"."""
    case = copy.deepcopy(WHOLE)
    *way, last = [int(step) if step.isdigit() else step for step in path.split(".")]
    place: Any = case
    for step in way:
        place = place[step]
    place[last] = value
    return case


# Decisions


def test_all_worked_cases_are_decided_as_expected_on_every_key(assess: Callable[..., Said]) -> None:
    said = assess(CASES_FILE.read_text(encoding="utf-8"))
    assert (said.status, said.err) == (0, "")
    decisions = {each["id"]: each for each in said.decisions}
    wrong = [
        f"{case['id']}: {key} is {decisions[case['id']].get(key)!r}, not {wanted!r}"
        for case in CASES
        for key, wanted in case["expected"].items()
        if key not in decisions[case["id"]] or decisions[case["id"]][key] != wanted
    ]
    assert wrong == []
    assert [each["id"] for each in said.decisions] == [case["id"] for case in CASES], "in the order of the cases"
    assert len(CASES) > 50


def test_each_decision_has_at_least_the_keys_that_scripts_hold_on_to(assess: Callable[..., Said]) -> None:
    for decision in assess(CASES).decisions:
        assert set(decision) >= KEYS, decision["id"]
        assert decision["explanation"], decision["id"]
        for step in decision["explanation"]:
            assert step["text"].strip()
            if "source" in step:
                assert set(step["source"]) == {"name", "provision", "url"}
                assert all(step["source"].values())
        assert any("source" in step for step in decision["explanation"]), decision["id"]
        assert isinstance(decision["missing"], list)


def test_another_reading_has_its_name_its_note_and_what_differs(assess: Callable[..., Said]) -> None:
    found = 0
    for decision in assess(CASES).decisions:
        for other in decision["other_readings"]:
            differs = set(other) - {"reading", "note", "sources"}
            assert other["reading"]
            assert other["note"]
            assert differs, decision["id"]
            assert all(other[key] != decision[key] for key in differs), decision["id"]
            found += 1
    assert found >= 10


def test_the_other_reading_of_a_worked_case_is_among_the_other_readings(assess: Callable[..., Said]) -> None:
    decisions = {each["id"]: each for each in assess(CASES).decisions}
    wrong = []
    for case in CASES:
        worked = {key: value for key, value in (case.get("other_reading") or {}).items() if key in KEYS}
        answers = [decisions[case["id"]] | other for other in decisions[case["id"]]["other_readings"]]
        if worked and not any(all(answer[key] == value for key, value in worked.items()) for answer in answers):
            wrong.append(f"{case['id']}: {worked}")
    assert wrong == []


def test_a_single_case_is_a_list_of_one(assess: Callable[..., Said]) -> None:
    decisions = assess(WHOLE).decisions
    assert [each["id"] for each in decisions] == ["whole"]
    assert decisions == assess([WHOLE]).decisions


def test_no_cases_are_an_empty_list(assess: Callable[..., Said]) -> None:
    assert assess([]) == Said(0, "[]\n", "")


def test_what_was_decided_and_by_what_is_there(assess: Callable[..., Said], shipped_book: RuleBook) -> None:
    (decision,) = assess(WHOLE).decisions
    assert (decision["as_at"], decision["book"]) == ("2026-11-21", shipped_book.name)
    assert (decision["status"], decision["held"], decision["rule"]) == ("met", "NPQSENCO", "npq")


@pytest.mark.parametrize("identity", ["X", "", "“ünï”", "\ud800", 7, 7.5, None])
def test_the_id_comes_back_as_it_was(assess: Callable[..., Said], identity: Any) -> None:
    assert assess(changed("id", identity)).decisions[0]["id"] == identity


def test_a_case_without_id_is_decided(assess: Callable[..., Said]) -> None:
    case = {key: value for key, value in WHOLE.items() if key != "id"}
    assert assess(case).decisions[0]["id"] is None


def test_the_least_case_is_decided_and_says_what_is_missing(assess: Callable[..., Said]) -> None:
    case = {"post": {"setting_type": "academy", "started_on": "2024-09-01"}}
    (decision,) = assess(case, "--as-at", "2028-01-01").decisions
    assert decision["status"] == "cannot_tell"
    assert decision["missing"] == [
        *("previous_posts", "awards", "teacher_status", "induction", "is_head_teacher", "teaches_at_setting")
    ]


@pytest.mark.parametrize("where", ["awards", "enrolments"])
def test_a_code_that_nobody_knows_is_taken_and_counts_for_nothing(assess: Callable[..., Said], where: str) -> None:
    without = changed("awards", []) | {"enrolments": []}
    unknown = WHOLE[where][0] | {"qualification": "SOMETHING_ELSE", "status": "in_progress", "outcome": "passed"}
    unknown = {key: value for key, value in unknown.items() if key in WHOLE[where][0]}
    (plain,), (with_it,) = (assess(case).decisions for case in (without, without | {where: [unknown]}))
    answer = KEYS - {"explanation"}
    assert {key: with_it[key] for key in answer} == {key: plain[key] for key in answer}


@pytest.mark.parametrize(
    "path",
    [
        "as_at",
        "post.started_on",
        "post.ended_on",
        "previous_posts.0.started_on",
        "previous_posts.0.ended_on",
        "awards.0.course_started_on",
        "awards.0.course_completed_on",
        "awards.0.awarded_on",
        "enrolments.0.started_on",
        "enrolments.0.ended_on",
        "enrolments.0.expected_completion_on",
        "enrolments.0.expected_outcome_on",
    ],
)
def test_extreme_days_are_decided(assess: Callable[..., Said], path: str) -> None:
    for day in ("0001-01-01", "0001-12-31", "1582-10-15", "9999-01-01", "9999-12-31"):
        said = assess(alone(path, day))
        assert said.status == 0, day
        assert only_remarks(said.err), day
        assert said.decisions[0]["status"]


def only_remarks(err: str) -> bool:
    """Whether nothing is on standard error but questions about the order of days."""
    return all(line.endswith((": is that so?", "a slip?")) for line in err.splitlines())


def alone(path: str, day: str) -> dict[str, Any]:
    """The whole case with one other day; those beside it are unknown or early, so that none is out of order."""
    case = changed(path, day)
    for record in (case["post"], case["previous_posts"][0], case["awards"][0], case["enrolments"][0]):
        if record is case["post"] or not path.startswith(("previous", "awards", "enrolments")):
            beside = ["ended_on"] if path == "post.started_on" else []
        else:
            beside = ["ended_on", "course_started_on", "course_completed_on", "awarded_on"]
        record |= {name: None for name in beside if name in record and not path.endswith(f".{name}")}
    if path.endswith(".ended_on"):
        for record in (case["post"], case["previous_posts"][0], case["enrolments"][0]):
            record["started_on"] = "0001-01-01"
    return case


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_a_whole_life_on_one_extreme_day_is_decided(assess: Callable[..., Said], day: str) -> None:
    text = json.dumps(WHOLE)
    for each in ("2024-09-01", "2020-09-01", "2020-12-31", "2024-10-01", "2026-03-01", "2026-07-01", "2026-11-21"):
        text = text.replace(each, day)
    assert assess(text).status == 0


# The day and the book


def test_as_at_replaces_the_day_of_every_case(assess: Callable[..., Said]) -> None:
    decisions = assess([changed("as_at", "2020-01-01"), WHOLE], "--as-at", "2024-09-02").decisions
    assert [each["as_at"] for each in decisions] == ["2024-09-02"] * 2
    assert decisions[0]["status"] != "not_started"
    assert assess(changed("as_at", "2020-01-01")).decisions[0]["status"] == "not_started"


def test_as_at_replaces_a_day_that_is_not_there_or_is_malformed(assess: Callable[..., Said]) -> None:
    assert assess(changed("as_at", None), "--as-at", "2026-01-01").decisions[0]["as_at"] == "2026-01-01"
    assert assess(changed("as_at", "soon"), "--as-at", "2026-01-01").decisions[0]["as_at"] == "2026-01-01"


def test_without_a_day_it_is_today(assess: Callable[..., Said]) -> None:
    before = timezone.localdate()
    (decision,) = assess(changed("as_at", None)).decisions
    assert date.fromisoformat(decision["as_at"]) in (before, timezone.localdate())


@pytest.mark.parametrize("content", [WHOLE, []])
def test_a_malformed_as_at_is_told_once(assess: Callable[..., Said], content: Any) -> None:
    said = assess(content, "--as-at", "2024-02-30")
    assert (said.status, said.out) == (2, "")
    assert said.err == "--as-at: is '2024-02-30'; it must be a real date written YYYY-MM-DD"


def test_a_draft_can_be_named(assess: Callable[..., Said], shipped_book: RuleBook) -> None:
    draft = books.store(replace(books.load(shipped_book), name="A draft"))
    draft.rules.filter(code="npq").update(months=48)
    (decision,) = assess(WHOLE, "--book", "A draft").decisions
    assert (decision["deadline"], decision["book"]) == ("2028-09-01", "A draft")
    assert assess(WHOLE).decisions[0]["deadline"] == "2027-09-01", "and the book in force stays in force"


def test_a_draft_that_lacks_only_a_source_decides(assess: Callable[..., Said], shipped_book: RuleBook) -> None:
    draft = books.store(replace(books.load(shipped_book), name="A draft"))
    draft.citations.filter(rule__code="npq").delete()
    assert assess(WHOLE, "--book", "A draft").status == 0


@pytest.mark.parametrize(
    ("breaking", "words"),
    [
        (lambda row: row.rules.filter(code="npq").delete(), "whole: A draft: no rule governs academy from 2024-09-01"),
        (lambda row: row.rules.filter(code="npq").update(accepts="nothing"), "accepts the set nothing"),
        (lambda row: row.rules.filter(code="served").delete(), "Reading A1 names the rule served"),
        (lambda row: row.rules.filter(code="npq").update(requirement="must"), "requirement of npq is 'must'"),
        (lambda row: row.rules.all().delete(), "no rule governs academy"),
    ],
)
def test_a_draft_that_cannot_decide_says_why(
    assess: Callable[..., Said], shipped_book: RuleBook, breaking: Callable[[RuleBook], Any], words: str
) -> None:
    draft = books.store(replace(books.load(shipped_book), name="A draft"))
    breaking(draft)
    said = assess(WHOLE, "--book", "A draft")
    assert (said.status, said.out) == (2, "")
    assert words in said.err


def test_an_unknown_book_is_told_with_those_that_are_there(assess: Callable[..., Said], shipped_book: RuleBook) -> None:
    RuleBookFactory.create(name="A draft")
    said = assess(WHOLE, "--book", "Nowhere")
    assert (said.status, said.out) == (2, "")
    assert said.err == f"There is no rule book called Nowhere. There are: A draft, {shipped_book.name}."


@pytest.mark.django_db
def test_without_a_book_it_says_what_to_run(tmp_path: Path) -> None:
    said = run(tmp_path, WHOLE)
    assert (said.status, said.out) == (2, "")
    assert "manage.py load_catalogue" in said.err
    assert run(tmp_path, WHOLE, "--book", "A").err == "There is no rule book called A. There are: none."


# Malformed

NO_DAYS = [
    *("2024-02-30", "0000-01-01", "99999-01-01", "2024-13-01", "2024-1-1", "20240901", "01/09/2024", "today", ""),
    *("2024-W01-1", "2024-09-01T00:00:00", " 2024-09-01", "2024-09-01\x00", "2024-09-0\x00", "２０２４-09-01"),
    *(20240901, 0, 1.5, True, False, [], {}, ["2024-09-01"], {"day": 1}),
]
DAYS = [
    *("as_at", "post.started_on", "post.ended_on", "previous_posts.0.started_on", "previous_posts.0.ended_on"),
    *("awards.0.course_started_on", "awards.0.course_completed_on", "awards.0.awarded_on"),
    *("enrolments.0.started_on", "enrolments.0.ended_on"),
    *("enrolments.0.expected_completion_on", "enrolments.0.expected_outcome_on"),
]
NO_WORDS = ["nonsense", "", "SENCO", "Academy", "QTS", 1, 0, True, False, 1.5, [], {}, ["senco"], "academy ", "\x00"]
WORDS = [
    *("post.setting_type", "post.role", "person.teacher_status", "person.induction"),
    *("previous_posts.0.setting_type", "previous_posts.0.role", "awards.0.outcome", "enrolments.0.status"),
]
NEITHER_YES_NOR_NO = ["yes", "true", "", 0, 1, 1.0, [], {}]
NO_RECORDS = [1, 0, 1.5, True, False, "text", "", []]
NO_LISTS = [1, 0, True, False, "text", "", {}, {"0": {}}]
NO_TEXTS: list[Any] = [1, 0, True, False, {}, []]
NO_NAMES: list[Any] = [[], {}, ["a"]]
NEEDED = [
    *("post", "post.setting_type", "post.started_on", "awards.0.qualification", "awards.0.outcome"),
    *("enrolments.0.qualification", "enrolments.0.started_on", "enrolments.0.status"),
]
OUT_OF_ORDER = [
    ("post.ended_on", "2024-08-31"),
    ("previous_posts.0.ended_on", "2020-08-31"),
]


def malformed() -> Iterator[tuple[str, Any]]:
    yield from ((path, value) for path in DAYS for value in NO_DAYS)
    yield from ((path, value) for path in WORDS for value in NO_WORDS)
    yield from (
        (f"post.{name}", value) for name in ("is_head_teacher", "teaches_at_setting") for value in NEITHER_YES_NOR_NO
    )
    yield from ((path, value) for path in ("post", "person") for value in NO_RECORDS)
    for path in ("previous_posts", "awards", "enrolments"):
        yield from ((path, value) for value in NO_LISTS)
        yield from ((f"{path}.0", value) for value in [*NO_RECORDS, None])
    yield from ((path, None) for path in NEEDED)
    yield from (
        (path, value) for path in ("awards.0.qualification", "enrolments.0.qualification") for value in NO_TEXTS
    )
    yield from OUT_OF_ORDER
    yield "post.setting_type", "outside_england"
    yield from (("id", value) for value in NO_NAMES)


def named(path: str) -> str:
    """The path as messages say it: awards[0].outcome."""
    return "".join(f"[{step}]" if step.isdigit() else f".{step}" for step in path.split(".")).removeprefix(".")


@pytest.mark.parametrize("path", sorted({path for path, _ in malformed()}))
def test_what_is_malformed_is_named_by_case_and_field(assess: Callable[..., Said], path: str) -> None:
    for value in [value for each, value in malformed() if each == path]:
        said = assess([WHOLE, changed(path, value), WHOLE])
        label = "case 2" if path == "id" else "whole"
        assert (said.status, said.out) == (2, ""), value
        assert said.err.startswith(f"{label}: {named(path)}: "), (value, said.err)
        assert "\n" not in said.err, "one case, one line"


@pytest.mark.parametrize(
    ("path", "value", "remark"),
    [
        (
            "awards.0.awarded_on",
            "2026-02-28",
            "awards.awarded_on (2026-02-28) is before course_completed_on (2026-03-01)",
        ),
        ("enrolments.0.ended_on", "2024-09-30", "enrolments.ended_on (2024-09-30) is before started_on (2024-10-01)"),
    ],
)
def test_days_of_a_course_out_of_order_are_remarked_on_and_taken(
    assess: Callable[..., Said], path: str, value: str, remark: str
) -> None:
    said = assess([changed(path, value)])
    assert said.status == 0
    assert said.err == f"whole: {remark}: is that so?\n"


@pytest.mark.parametrize(
    ("path", "value", "remark"),
    [
        ("awards.0.course_started_on", "2009-08-31", "awards.course_started_on is 31 August 2009"),
        ("enrolments.0.started_on", "2024-08-31", "enrolments.started_on is 31 August 2024"),
    ],
)
def test_a_course_before_the_first_of_its_qualification_is_remarked_on_and_taken(
    assess: Callable[..., Said], path: str, value: str, remark: str
) -> None:
    raw = changed(path, value)
    raw["awards"][0]["qualification"], raw["enrolments"][0]["qualification"] = "NASENCO", "NPQSENCO"
    said = assess([raw])
    assert said.status == 0
    assert [line for line in said.err.splitlines() if line.startswith(f"whole: {remark}, but the first course for")]


def test_outside_england_is_for_earlier_posts_only(assess: Callable[..., Said]) -> None:
    assert assess(changed("previous_posts.0.setting_type", "outside_england")).status == 0


def test_every_malformed_case_is_told_and_none_is_decided(assess: Callable[..., Said]) -> None:
    said = assess([changed("post.role", "cook") | {"id": "A"}, WHOLE, changed("as_at", 7) | {"id": "B"}, 5, None])
    assert (said.status, said.out) == (2, "")
    lines = said.err.splitlines()
    assert [line.split(": ")[:2] for line in lines] == [
        ["A", "post.role"],
        ["B", "as_at"],
        ["case 4", "case"],
        ["case 5", "case"],
    ]


@pytest.mark.parametrize("identity", [None, "", [], {"a": 1}])
def test_a_malformed_case_without_an_id_is_named_by_its_place(assess: Callable[..., Said], identity: Any) -> None:
    assert assess([WHOLE, changed("post", None) | {"id": identity}]).err.startswith("case 2: post: ")


@pytest.mark.parametrize(
    "text",
    [
        *("", " ", "\x00", "{", "[1,", "[WHOLE]", "{'a': 1}", "NaN", '{"id": NaN}', '{"id": -1e999}'),
        '{"id": Infinity}',
        *("9" * 5000, "[" * 100_000, '{"a":' * 100_000, b"\xff\xfe", b'{"id": "\xff"}', "[]".encode("utf-16")),
    ],
    ids=repr,
)  # fmt: skip
def test_what_is_not_json_is_told(assess: Callable[..., Said], text: str | bytes) -> None:
    said = assess(text)
    assert (said.status, said.out) == (2, "")
    assert "cases.json is not JSON: " in said.err


@pytest.mark.parametrize(
    "content", [None, 1, "text", True, [[]], [[WHOLE]], [1, "a", None, [], True], {"cases": []}, {}]
)
def test_what_is_no_case_is_told(assess: Callable[..., Said], content: Any) -> None:
    said = assess(json.dumps(content))
    assert (said.status, said.out) == (2, "")
    assert said.err.startswith("case 1: ")


@pytest.mark.parametrize("path", ["id", "as_at", "post", "post.started_on", "awards", "person.induction"])
def test_nested_nonsense_is_told_however_deep(assess: Callable[..., Said], path: str) -> None:
    for depth in (2, 100, 500, *range(800, 1000, 4)):
        deep = json.dumps(changed(path, "HERE")).replace('"HERE"', "[" * depth + "]" * depth)
        said = assess(deep)
        assert (said.status, said.out) == (2, ""), depth
        assert said.err


def test_a_byte_order_mark_is_no_fault(assess: Callable[..., Said]) -> None:
    assert assess(json.dumps(WHOLE).encode("utf-8-sig")).status == 0


@pytest.mark.parametrize("name", ["no/such/file.json", "."])
def test_a_file_that_cannot_be_read_is_told(shipped_book: RuleBook, name: str) -> None:
    with pytest.raises(CommandError, match="cannot be read") as caught:
        call_command("assess", name)
    assert caught.value.returncode == 2


def test_a_slip_of_the_pen_is_told_and_the_case_decided(assess: Callable[..., Said]) -> None:
    said = assess(changed("post.ended", "2025-01-01"))
    assert said.err == "whole: post.ended is not a field of a case, and is not read\n"
    assert len(said.decisions) == 1


# Any JSON at all

scalars = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text()
words = st.sampled_from(
    ["academy", "pru", "senco", "qts", "complete", "passed", "in_progress", "NPQSENCO", "2024-09-01", "9999-12-31"]
)
anything = st.recursive(
    scalars | words, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4)
)
paths = st.sampled_from(sorted({path for path, _ in malformed()} | {"expected", "post.x"}))
nearly = st.lists(st.tuples(paths, anything), max_size=3)
in_database = settings(
    max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)


def sane(said: Said) -> None:
    assert said.status in (0, 2)
    assert bool(said.out) == (said.status == 0)
    if said.status == 0:
        assert isinstance(said.decisions, list)
    else:
        assert said.err.strip()


@in_database
@given(content=anything)
def test_any_json_is_decided_or_refused(shipped_book: RuleBook, tmp_path: Path, content: Any) -> None:
    sane(run(tmp_path, json.dumps(content)))


@in_database
@given(changes=nearly)
def test_any_change_of_a_good_case_is_decided_or_refused(
    shipped_book: RuleBook, tmp_path: Path, changes: list[tuple[str, Any]]
) -> None:
    case = copy.deepcopy(WHOLE)
    for path, value in changes:
        *way, last = [int(step) if step.isdigit() else step for step in path.split(".")]
        place: Any = case
        for step in way:
            inside = isinstance(place, dict) or (isinstance(place, list) and place)
            place = (place.get(step) if isinstance(place, dict) else place[0]) if inside else None
        if isinstance(place, dict):
            place[last] = value
    sane(run(tmp_path, [case]))


days = st.dates().map(date.isoformat)
maybe = st.none() | days
kinds = st.sampled_from(["academy", "pru", "ey_group", "childminder", "ctc", "maintained_nursery_school"])
roles = st.sampled_from(["senco", "assistant_senco"])
codes = st.sampled_from(["NASENCO", "NPQSENCO", "EY_L3_SENCO", "SOMETHING_ELSE"])
good_cases = st.fixed_dictionaries(
    {
        "as_at": days,
        "post": st.fixed_dictionaries({"setting_type": kinds, "started_on": days}, optional={"role": roles}),
        "previous_posts": st.none()
        | st.lists(st.fixed_dictionaries({"setting_type": st.none() | kinds, "started_on": maybe}), max_size=3),
        "awards": st.none()
        | st.lists(
            st.fixed_dictionaries({"qualification": codes, "awarded_on": maybe, "outcome": st.just("passed")}),
            max_size=3,
        ),
        "enrolments": st.lists(
            st.fixed_dictionaries(
                {
                    "qualification": codes,
                    "started_on": days,
                    "status": st.sampled_from(["in_progress", "completed", "withdrawn", "deferred"]),
                    "expected_outcome_on": maybe,
                }
            ),
            max_size=3,
        ),
    }
)


@in_database
@given(cases=st.lists(good_cases, max_size=5))
def test_any_well_formed_case_is_decided(shipped_book: RuleBook, tmp_path: Path, cases: list[Any]) -> None:
    said = run(tmp_path, cases)
    assert said.status == 0
    assert only_remarks(said.err)
    assert len(said.decisions) == len(cases)


# As a process of its own


class Portal(NamedTuple):
    """A portal in a folder of its own, with the catalogue loaded."""

    environment: dict[str, str]
    root: Path

    def manage(self, *arguments: str, stdin: bytes = b"", **more: str) -> "subprocess.CompletedProcess[bytes]":
        return subprocess.run(
            [sys.executable, "manage.py", *arguments],
            cwd=self.root,
            env=self.environment | more,
            input=stdin,
            capture_output=True,
            check=False,
        )


@pytest.fixture(scope="module")
def portal(tmp_path_factory: pytest.TempPathFactory, project_root: Path) -> Portal:
    file = tmp_path_factory.mktemp("portal") / "portal.sqlite3"
    made = Portal(os.environ | {"DATABASE_URL": f"sqlite:///{file}", "PYTHONWARNINGS": "error"}, project_root)
    before = made.manage("assess", "-", stdin=b"{}")
    assert (before.returncode, before.stdout) == (2, b"")
    assert b"run `python manage.py migrate`" in before.stderr
    assert b"Traceback" not in before.stderr
    for command in (["migrate", "-v0"], ["load_catalogue"]):
        assert made.manage(*command).returncode == 0
    return made


def test_a_process_reads_a_file_and_writes_json_alone(portal: Portal) -> None:
    done = portal.manage("assess", str(CASES_FILE))
    assert (done.returncode, done.stderr) == (0, b"")
    decisions = json.loads(done.stdout)
    assert len(decisions) == len(CASES)
    assert decisions[0]["status"] == CASES[0]["expected"]["status"]


def test_a_process_reads_standard_input_for_a_dash(portal: Portal) -> None:
    done = portal.manage("assess", "-", "--as-at", "2026-11-21", stdin=json.dumps(WHOLE).encode("utf-8-sig"))
    assert (done.returncode, done.stderr) == (0, b"")
    assert json.loads(done.stdout)[0]["id"] == "whole"


def test_a_process_tells_a_malformed_case_on_standard_error_alone(portal: Portal) -> None:
    done = portal.manage("assess", "-", stdin=json.dumps([WHOLE, changed("awards.0.outcome", "won")]).encode())
    assert (done.returncode, done.stdout) == (2, b"")
    assert b"whole: awards[0].outcome: is 'won'; it must be one of failed, passed, voided" in done.stderr
    assert b"Traceback" not in done.stderr


@pytest.mark.parametrize("stdin", [b"", b"\xff", b"not json", b"[" * 100_000])
def test_a_process_given_no_json_fails_without_a_traceback(portal: Portal, stdin: bytes) -> None:
    done = portal.manage("assess", "-", stdin=stdin)
    assert (done.returncode, done.stdout) == (2, b"")
    assert b"- is not JSON" in done.stderr
    assert b"Traceback" not in done.stderr


def test_a_process_whose_output_takes_ascii_only_escapes_the_rest(portal: Portal) -> None:
    stdin = json.dumps(changed("id", "“ünï” \ud800 😀")).encode()
    done = portal.manage("assess", "-", stdin=stdin, PYTHONIOENCODING="ascii", PYTHONUTF8="0", LC_ALL="C")
    assert (done.returncode, done.stderr) == (0, b"")
    assert json.loads(done.stdout)[0]["id"] == "“ünï” \ud800 😀"


def test_a_process_without_a_file_says_how_it_is_used(portal: Portal) -> None:
    done = portal.manage("assess")
    assert (done.returncode, done.stdout) == (2, b"")
    assert b"usage: manage.py assess" in done.stderr
