"""The worked cases of the law, whole: every key of every expectation, and the other reading where there is one."""

from datetime import date
from typing import Any

import pytest

from qualifications.rules.answer import answer
from qualifications.rules.assess import assess
from qualifications.rules.case_form import read_case, remarks
from qualifications.rules.explain import Explained, explain
from qualifications.rules.phrases import Names
from qualifications.rules.readings import other_readings
from qualifications.rules.standing import spans
from tests.unit.qualifications.rules.shipped import BOOK, WORDS, cases

CASES = cases("cases.json")
ALTERED = [case for case in CASES if case["other_reading"]]


def plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    return list(value) if isinstance(value, tuple) else value


def test_all_cases_are_here() -> None:
    assert len(CASES) == 58
    assert len({case["id"] for case in CASES}) == 58


@pytest.mark.parametrize("raw", CASES, ids=[case["id"] for case in CASES])
def test_case_is_decided_as_expected(raw: dict[str, Any]) -> None:
    assert remarks(raw) == []
    decided = answer(assess(read_case(raw, WORDS), BOOK), date.fromisoformat(raw["as_at"]))._asdict()
    assert {name: plain(decided[name]) for name in raw["expected"]} == raw["expected"]


@pytest.mark.parametrize("raw", ALTERED, ids=[case["id"] for case in ALTERED])
def test_case_differs_under_another_reading(raw: dict[str, Any]) -> None:
    others = other_readings(read_case(raw, WORDS), BOOK, date.fromisoformat(raw["as_at"]))
    differing = [{name: plain(value) for name, value in other.differs.items()} for other in others]
    assert any(raw["other_reading"].items() <= differs.items() for differs in differing)


@pytest.mark.parametrize("raw", CASES, ids=[case["id"] for case in CASES])
def test_case_is_explained_with_its_sources_and_its_spans_hold_the_status(raw: dict[str, Any]) -> None:
    case, day = read_case(raw, WORDS), date.fromisoformat(raw["as_at"])
    decision = assess(case, BOOK)
    steps = explain(Explained(case, BOOK, decision, day, Names()))
    assert all(step.text for step in steps)
    assert set(decision.rule.sources) <= {source for step in steps for source in step.sources}
    on_the_day = [s.status for s in spans(decision) if (s.first or day) <= day <= (s.last or day)]
    assert on_the_day == [raw["expected"]["status"]]
