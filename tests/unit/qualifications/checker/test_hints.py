"""Hints belong to answers that there are, and say what people ask most."""

import re

import pytest

from qualifications.checker.hints import INDUCTION_HINTS, SETTING_TYPE_HINTS, TEACHER_STATUS_HINTS
from qualifications.rules.facts import Induction, TeacherStatus
from settings.enums import SettingType

ALL = [
    (SETTING_TYPE_HINTS, SettingType.values),
    (TEACHER_STATUS_HINTS, list(TeacherStatus)),
    (INDUCTION_HINTS, list(Induction)),
]


@pytest.mark.parametrize(("hints", "answers"), ALL, ids=["kind", "teacher", "induction"])
def test_hints_are_of_answers_and_short(hints: dict[str, str], answers: list[str]) -> None:
    assert set(hints) <= set(answers)
    sentences = [sentence for hint in hints.values() for sentence in re.split(r"[.:] ?", hint) if sentence]
    assert all(len(sentence.split()) <= 24 for sentence in sentences)


@pytest.mark.parametrize(
    ("kind", "word"),
    [
        (SettingType.MAINTAINED_SCHOOL, "voluntary aided"),
        (SettingType.MAINTAINED_SCHOOL, "faith"),
        (SettingType.MAINTAINED_SCHOOL, "nursery class"),
        (SettingType.ACADEMY, "studio schools"),
        (SettingType.CHILDMINDER, "Ofsted number"),
    ],
)
def test_the_words_that_people_use_are_found(kind: SettingType, word: str) -> None:
    assert word in SETTING_TYPE_HINTS[kind]
