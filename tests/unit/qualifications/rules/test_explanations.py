"""The worked cases, told in full: every sentence, provision, span and other reading, compared with the record."""

import json

from tests.unit.qualifications.rules.explanations import all_cases, recorded, told
from tests.unit.qualifications.rules.shipped import cases


def test_every_worked_case_has_a_name_of_its_own_and_a_record() -> None:
    names = [raw["id"] for raw in all_cases()]
    assert len(names) == len(set(names))
    assert set(recorded()) == set(names)


def test_what_people_are_told_of_every_worked_case_is_what_is_recorded() -> None:
    """Written anew by `python -m tests.unit.qualifications.rules.explanations`."""
    before = recorded()
    for raw in all_cases():
        now = told(raw)
        if now != before[raw["id"]]:
            assert json.dumps(now, indent=1) == json.dumps(before[raw["id"]], indent=1), raw["id"]


def test_every_expected_value_of_our_own_cases_has_its_reason() -> None:
    for raw in cases("own_cases.json"):
        assert raw["expected"], raw["id"]
        assert raw["reason"].endswith("."), raw["id"]
