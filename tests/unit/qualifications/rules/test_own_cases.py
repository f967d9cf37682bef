"""Worked cases for the corners, in the form of the worked cases of the law: each expected value worked out by hand."""

from typing import Any

import pytest

from qualifications.rules.answer import answer
from qualifications.rules.assess import assess
from qualifications.rules.case_form import remarks
from qualifications.rules.readings import other_readings
from tests.unit.qualifications.rules.builders import from_raw, on
from tests.unit.qualifications.rules.explanations import plain
from tests.unit.qualifications.rules.shipped import BOOK, cases

CASES = cases("own_cases.json")
ALTERED = [raw for raw in CASES if raw["other_reading"]]


@pytest.mark.parametrize("raw", CASES, ids=[raw["id"] for raw in CASES])
def test_case_is_decided_as_worked_out_by_hand(raw: dict[str, Any]) -> None:
    assert remarks(raw) == []
    decided = answer(assess(from_raw(raw), BOOK), on(raw["as_at"]))._asdict()
    assert {name: plain(decided[name]) for name in raw["expected"]} == raw["expected"], raw["reason"]


@pytest.mark.parametrize("raw", ALTERED, ids=[raw["id"] for raw in ALTERED])
def test_case_differs_under_another_reading(raw: dict[str, Any]) -> None:
    others = other_readings(from_raw(raw), BOOK, on(raw["as_at"]))
    differing = [{name: plain(value) for name, value in other.differs.items()} for other in others]
    assert any(raw["other_reading"].items() <= differs.items() for differs in differing)
