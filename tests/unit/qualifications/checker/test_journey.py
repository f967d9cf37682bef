"""The way through the questions."""

from datetime import date

from qualifications.checker.address import read_facts
from qualifications.checker.journey import BY_SLUG, QUESTIONS, next_question, question_before, way
from qualifications.rules.relevance import ASKABLE
from tests.unit.qualifications.rules.shipped import BOOK

TODAY = date(2026, 11, 21)


def slugs(**said: str) -> list[str]:
    return [question.slug for question in way(read_facts(said, TODAY), BOOK)]


def following(**said: str) -> str | None:
    question = next_question(read_facts(said, TODAY), BOOK)
    return question and question.slug


def test_every_fact_that_can_be_asked_for_has_its_question_in_that_order() -> None:
    assert tuple(question.fact for question in QUESTIONS[2:]) == ASKABLE


def test_the_first_two_questions_come_first() -> None:
    assert following() == "setting"
    assert following(started_on="2024-09-01") == "setting"
    assert following(setting_type="academy") == "start"
    assert following(setting_type="academy", started_on="2024-09-01") == "head-teacher"


def test_a_question_that_changes_nothing_is_left_out() -> None:
    assert slugs(setting_type="special_school", started_on="2024-09-01") == ["setting", "start"]
    assert following(setting_type="special_school", started_on="2024-09-01") is None
    school = {"setting_type": "academy", "started_on": "2024-09-01", "is_head_teacher": "yes"}
    assert slugs(**school) == ["setting", "start", "head-teacher", "earlier-posts", "qualifications", "course"]


def test_an_answer_keeps_its_place_when_it_no_longer_matters() -> None:
    said = {"setting_type": "ey_group", "started_on": "2024-09-01", "teacher_status": "qts"}
    assert slugs(**said) == ["setting", "start", "teacher", "qualifications", "course"]


def test_the_way_back_is_the_way_there() -> None:
    facts = read_facts({"setting_type": "academy", "started_on": "2024-09-01", "is_head_teacher": "yes"}, TODAY)
    before = question_before(BY_SLUG["earlier-posts"], facts, BOOK)
    assert before is not None
    assert before.slug == "head-teacher"
    assert question_before(BY_SLUG["setting"], facts, BOOK) is None
