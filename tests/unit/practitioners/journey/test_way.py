"""Which questions are asked, in which order."""

from datetime import date
from typing import Any

import pytest

from practitioners.journey.answers import Answers, typed_in
from practitioners.journey.questions import QUESTIONS, UNDOES
from practitioners.journey.way import ASKED, next_question, question_before, way
from qualifications.models import RuleBook
from settings.models import Setting
from settings.policies import Access
from tests.factories.practitioners import AppointmentFactory, PractitionerFactory
from tests.integration.practitioners.appointing import WHOLE

ADMINISTRATOR = Access(everywhere=True, is_administrator=True)
TODAY = date(2026, 3, 2)


def answers(typed: dict[str, Any], setting: Setting | None = None, access: Access = ADMINISTRATOR) -> Answers:
    return Answers(typed, setting or Setting(pk=999_999), access, TODAY)


def slugs(found: Answers) -> list[str]:
    return [question.slug for question in way(found)]


def test_each_question_has_an_address_of_its_own_and_names_known_ones() -> None:
    known = [question.slug for question in QUESTIONS]
    assert len(known) == len(set(known))
    assert "check" not in known
    assert {*ASKED, *UNDOES, *(undone for all_ in UNDOES.values() for undone in all_)} <= set(known)


@pytest.mark.django_db
def test_one_after_the_other_is_asked_and_leads_back(shipped_book: RuleBook) -> None:
    typed: dict[str, Any] = {}
    seen = []
    while following := next_question(answers(typed)):
        seen.append(following.slug)
        typed[following.slug] = WHOLE[following.slug]
    # Those about other posts are for people who have some.
    assert seen == [question.slug for question in QUESTIONS if question.slug not in ("elsewhere", "left")]
    found = answers(typed)
    for before, after in zip(way(found), way(found)[1:], strict=False):
        assert question_before(after, found) == before
    assert question_before(way(found)[0], found) is None


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("slug", "fact", "details"),
    [
        ("earlier-posts", "previous_posts", "earlier-post-details"),
        ("qualifications", "awards", "qualification-details"),
        ("course", "enrolments", "course-details"),
    ],
)
def test_rows_are_asked_for_where_there_are_some(slug: str, fact: str, details: str) -> None:
    for said in ("no", "unknown", "junk", ""):
        assert details not in slugs(answers({slug: {fact: said}}))
    assert details in slugs(answers({slug: {fact: "yes"}}))


@pytest.mark.django_db
def test_what_is_recorded_of_a_person_who_may_be_seen_is_not_asked() -> None:
    person = PractitionerFactory.create(name="Robin Field", trn="1234567", induction="")
    typed = {"who": WHOLE["who"], "match": {"match": str(person.pk)}, "earlier-posts": {"previous_posts": "yes"}}
    found = slugs(answers(typed))
    assert {"teacher", "earlier-posts", "earlier-post-details", "qualifications"}.isdisjoint(found)
    assert {"induction", "course"} <= set(found)
    assert {"teacher", "earlier-posts", "earlier-post-details"} <= set(slugs(answers(typed, access=Access())))


@pytest.mark.django_db
def test_a_post_elsewhere_is_asked_of_while_it_is_held() -> None:
    post = AppointmentFactory.create(practitioner__trn="1234567")
    typed = {"who": WHOLE["who"], "match": {"match": str(post.practitioner.pk)}}
    typed |= {"start": WHOLE["start"], "role": {"role": "senco"}}
    assert "elsewhere" in slugs(answers(typed))
    assert "elsewhere" not in slugs(answers(typed, post.setting))
    assert "elsewhere" not in slugs(answers(typed | {"role": {"role": "assistant_senco"}}))
    assert "elsewhere" not in slugs(answers(typed | {"match": {"match": "new"}}))


@pytest.mark.django_db
@pytest.mark.parametrize("match", ["", "new2", "-1", "9" * 17, "9" * 40, "٣", "\x00"])
def test_a_choice_that_is_none_is_no_answer(match: str) -> None:
    PractitionerFactory.create(trn="1234567")
    assert not answers({"who": WHOLE["who"], "match": {"match": match}}).is_answered("match")


def test_only_a_questions_own_fields_are_kept() -> None:
    sent = {"role": "senco\x00", "csrfmiddlewaretoken": "secret", "other": "x"}
    assert typed_in("role", sent) == {"role": "senco"}
    sent = {"posts-0-setting_name": "x" * 5000, "posts-TOTAL_FORMS": "1", "places-0-status": "x"}
    assert typed_in("earlier-post-details", sent) == {"posts-0-setting_name": "x" * 1000, "posts-TOTAL_FORMS": "1"}
