"""A book as plain data and back: without loss, and refused where it is not of that form."""

import json
from copy import deepcopy
from datetime import date
from typing import Any

import pytest

from qualifications.rules.book import Change
from qualifications.rules.book_form import all_sources, read_book, read_value, write_book, write_value
from qualifications.rules.terms import Clock, Conventions, Expectation, LeapDay, Requirement, ServiceTest
from tests.unit.qualifications.rules.builders import (
    OTHER_SOURCE,
    SOURCE,
    acceptance,
    book,
    fact_test,
    on,
    reading,
    rule,
    terms,
)
from tests.unit.qualifications.rules.shipped import BOOK, PLAIN_BOOK

ACT = {"name": "Act", "provision": "section 1", "url": "https://example.org/act"}
CODE = {"name": "Code", "provision": "paragraph 2", "url": "https://example.org/code"}

FULL = book(
    conventions=Conventions(leap_day=LeapDay.MAR1, clock=Clock.FIRST_POST),
    notes="What is left out.",
    rules=(
        rule(
            roles=("senco",),
            started_from=on("2010-01-01"),
            started_until=on("2011-01-01"),
            service=ServiceTest.MORE,
            service_begun_until=on("2009-01-01"),
            tests_designation=True,
            needs_review=True,
            review_reason="Ask.",
            sources=(OTHER_SOURCE, SOURCE),
        ),
        rule("free", requirement=Requirement.NONE, exemption="free", qualification=None, months=None, accepts=None),
    ),
    acceptances=(
        acceptance(
            begun_from=on("2010-01-01"),
            begun_before=on("2012-01-01"),
            completed_before=on("2013-01-01"),
            longest_is_assumed=True,
            words="In time.",
        ),
    ),
    setting_terms=(terms(should_have_senco=Expectation.EXPECTED),),
    readings=(
        reading(
            drops=("free",),
            changes=(
                Change("duty", "started_from", on("2012-01-01")),
                Change("duty", "setting_types", ("school", "nursery")),
                Change("free", "months", None),
                Change("free", "sources", (OTHER_SOURCE,)),  # type: ignore[arg-type]  # check.py refuses it
            ),
            conventions=(("overlap", "twice"), ("leap_day", "feb28")),
            service_days=365,
        ),
        reading("S", sources=(OTHER_SOURCE,)),
    ),
)
PLAIN_FULL = {
    "name": "small",
    "in_force_from": "2020-01-01",
    "notes": "What is left out.",
    "sources": {"s1": ACT, "s2": CODE},
    "conventions": {"leap_day": "mar1", "clock": "first_post", "overlap": "once", "accept_by": "completed"},
    "service_limit": {"months": 12, "days": 366, "roles": ["senco"], "sources": ["s1"]},
    "setting_terms": [
        {
            "setting_type": "school",
            "counts_as_service": True,
            "should_have_senco": "expected",
            "sources": ["s1"],
        }
    ],
    "designation": [
        {
            "name": "A teacher",
            "tests": [
                {
                    "fact": "teacher_status",
                    "accepted": ["qts"],
                    "words": "be a teacher",
                    "needs_review": False,
                    "sources": ["s1"],
                }
            ],
        }
    ],
    "acceptances": [
        {
            "set": "main",
            "qualification": "Q",
            "longest_months": 12,
            "longest_is_assumed": True,
            "begun_from": "2010-01-01",
            "begun_before": "2012-01-01",
            "completed_before": "2013-01-01",
            "first_course_on": "2010-01-01",
            "words": "In time.",
            "sources": ["s1"],
        }
    ],
    "rules": [
        {
            "code": "duty",
            "setting_types": ["school"],
            "words": "Schools need it.",
            "requirement": "required",
            "roles": ["senco"],
            "started_from": "2010-01-01",
            "started_until": "2011-01-01",
            "service": "more",
            "service_begun_until": "2009-01-01",
            "qualification": "Q",
            "months": 36,
            "tests_designation": True,
            "accepts": "main",
            "needs_review": True,
            "review_reason": "Ask.",
            "sources": ["s2", "s1"],
        },
        {
            "code": "free",
            "setting_types": ["school"],
            "words": "Schools need it.",
            "requirement": "none",
            "exemption": "free",
            "sources": ["s1"],
        },
    ],
    "readings": [
        {
            "code": "R",
            "note": "Read otherwise.",
            "drops": ["free"],
            "changes": [
                {"rule": "duty", "field": "started_from", "value": "2012-01-01"},
                {"rule": "duty", "field": "setting_types", "value": ["school", "nursery"]},
                {"rule": "free", "field": "months", "value": None},
                {"rule": "free", "field": "sources", "value": ["s2"]},
            ],
            "conventions": {"overlap": "twice", "leap_day": "feb28"},
            "service_days": 365,
            "sources": ["s1"],
        },
        {
            "code": "S",
            "note": "Read otherwise.",
            "drops": [],
            "changes": [],
            "conventions": {},
            "service_days": None,
            "sources": ["s2"],
        },
    ],
}


def test_a_book_in_its_plain_form_leaves_out_what_is_usual_and_names_each_source_once() -> None:
    assert write_book(FULL) == PLAIN_FULL
    assert list(write_book(FULL)) == list(PLAIN_FULL)


def test_a_plain_book_is_read_as_values() -> None:
    assert read_book(PLAIN_FULL) == FULL


def test_the_shipped_book_goes_both_ways_without_loss() -> None:
    again = read_book(json.loads(json.dumps(write_book(BOOK))))
    assert again == BOOK
    assert read_book(PLAIN_BOOK) == BOOK


def test_a_read_book_holds_values_and_not_texts() -> None:
    read = read_book(PLAIN_BOOK)
    assert type(read.in_force_from) is date
    assert {type(rule.requirement) for rule in read.rules} == {Requirement}
    assert {type(rule.service) for rule in read.rules} == {ServiceTest}
    assert {type(each.should_have_senco) for each in read.setting_terms} == {Expectation}
    assert {type(rule.setting_types) for rule in read.rules} == {tuple}
    assert {type(change.value) for reading in read.readings for change in reading.changes} == {date}


def test_readings_may_leave_out_what_they_do_not_change() -> None:
    raw = deepcopy(PLAIN_FULL)
    raw["readings"] = [{"code": "T", "note": "Bare."}]
    (read,) = read_book(raw).readings
    assert (read.code, read.note) == ("T", "Bare.")
    assert (read.drops, read.changes, read.conventions, read.service_days, read.sources) == ((), (), (), None, ())


def _without(*path: Any) -> dict[str, Any]:
    raw = deepcopy(PLAIN_FULL)
    inner: Any = raw
    for step in path[:-1]:
        inner = inner[step]
    del inner[path[-1]]
    return raw


def _with(value: object, *path: Any) -> dict[str, Any]:
    raw = deepcopy(PLAIN_FULL)
    inner: Any = raw
    for step in path[:-1]:
        inner = inner[step]
    inner[path[-1]] = value
    return raw


@pytest.mark.parametrize(
    ("raw", "error"),
    [
        (_without("name"), KeyError),
        (_without("rules", 0, "words"), TypeError),
        (_with(["s9"], "rules", 0, "sources"), KeyError),
        (_with("sometimes", "rules", 0, "requirement"), ValueError),
        (_with("perhaps", "rules", 0, "service"), ValueError),
        (_with("never", "setting_terms", 0, "should_have_senco"), ValueError),
        (_with("2020-13-01", "in_force_from"), ValueError),
        (_with("soon", "acceptances", 0, "begun_from"), ValueError),
        (_with("red", "rules", 0, "colour"), TypeError),
        (_with("leap", "conventions", "leap_day"), ValueError),
    ],
)
def test_what_is_not_of_the_form_is_refused(raw: dict[str, Any], error: type[Exception]) -> None:
    with pytest.raises(error):
        read_book(raw)


def test_a_single_value_is_read_by_the_name_of_its_field() -> None:
    sources = {"a": SOURCE, "b": OTHER_SOURCE}
    assert read_value("sources", ["b", "a"], sources) == (OTHER_SOURCE, SOURCE)
    assert read_value("started_from", "2024-02-29", sources) == on("2024-02-29")
    assert read_value("started_from", None, sources) is None
    assert read_value("requirement", "optional", sources) is Requirement.OPTIONAL
    assert read_value("roles", ["a"], sources) == ("a",)
    assert read_value("months", 36, sources) == 36
    assert read_value("words", "2024-02-29", sources) == "2024-02-29"


@pytest.mark.parametrize(
    "name",
    [
        "in_force_from", "started_from", "started_until", "service_begun_until",
        "begun_from", "begun_before", "completed_before", "first_course_on",
    ],
)  # fmt: skip
def test_fields_that_hold_days(name: str) -> None:
    assert read_value(name, "2024-09-01", {}) == on("2024-09-01")


def test_a_single_value_is_written_plainly() -> None:
    keys = {SOURCE: "s1", OTHER_SOURCE: "s2"}
    assert write_value(on("2024-09-01"), keys) == "2024-09-01"
    assert write_value((OTHER_SOURCE, SOURCE), keys) == ["s2", "s1"]
    assert write_value(("a", "b"), keys) == ["a", "b"]
    assert write_value(True, keys) is True
    assert write_value(None, keys) is None
    assert type(write_value(Requirement.NONE, keys)) is str
    assert write_value(Requirement.NONE, keys) == "none"


def test_every_source_is_found_wherever_it_is_named_once_and_in_order() -> None:
    def source(name: str) -> Any:
        return type(SOURCE)(name, "p", "u")

    limit = book().service_limit
    named = book(
        service_limit=type(limit)(limit.months, limit.days, limit.roles, (source("limit"), SOURCE)),
        setting_terms=(terms(sources=(source("terms"),)),),
        designation=(type(book().designation[0])("x", (fact_test(sources=(source("test"), SOURCE)),)),),
        acceptances=(acceptance(sources=(source("acceptance"),)),),
        rules=(rule(sources=(source("rule"),)),),
        readings=(reading(sources=(source("reading"),)),),
    )
    names = [each.name for each in all_sources(named)]
    assert names == ["limit", "Act", "terms", "test", "acceptance", "rule", "reading"]
