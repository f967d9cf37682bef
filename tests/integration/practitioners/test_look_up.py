"""To look for people in the register is limited: numbers cannot be tried one after another."""

from datetime import timedelta
from html import unescape
from typing import Any

import pytest
import time_machine
from django.conf import settings
from django.core.cache import cache

from practitioners.models import Practitioner
from practitioners.views.throttle import TOO_MANY
from settings.models import Membership, Setting
from tests.clients import signed_in
from tests.factories.practitioners import PractitionerFactory
from tests.factories.settings import ManagerFactory
from tests.integration.practitioners.appointing import WHOLE, Journey

pytestmark = pytest.mark.django_db
PER_HOUR, PER_DAY = 30, 100


@pytest.fixture(autouse=True)
def _nothing_is_counted_yet() -> None:
    cache.clear()


@pytest.fixture
def journey(school: Setting, manager: Membership) -> Journey:
    journey = Journey(signed_in(manager.user), school)
    journey.begin()
    return journey


@pytest.fixture
def stranger() -> Practitioner:
    return PractitionerFactory.create(name="Sam Stranger", trn="7654321")


def number(count: int) -> str:
    return f"{1_000_000 + count}"


def words(response: Any) -> str:
    return " ".join(unescape(response.content.decode()).split())


def use_up(journey: Journey, count: int = PER_HOUR) -> None:
    for each in range(count):
        assert journey.client.post(journey.at("who"), {"trn": number(each)}).status_code == 200


def test_the_limits_are_as_told() -> None:
    assert settings.ACCOUNT_RATE_LIMITS["look_up"] == f"{PER_HOUR}/h/user,{PER_DAY}/d/user,150/h/ip"


@pytest.mark.parametrize("tried", ["7654321", "2222222"])
def test_numbers_cannot_be_tried_and_the_page_tells_nothing(
    journey: Journey, stranger: Practitioner, tried: str
) -> None:
    use_up(journey)
    answer = journey.client.post(journey.at("who"), {"trn": tried, "email": "typed@example.org"})
    said = words(answer)
    assert answer.status_code == 429
    assert TOO_MANY in said
    assert f'value="{tried}"' in said and 'value="typed@example.org"' in said
    assert "Nobody is recorded" not in said and "Stranger" not in said


def test_names_are_counted_too(journey: Journey, stranger: Practitioner) -> None:
    for each in range(PER_HOUR):
        assert journey.client.post(journey.at("who"), {"name": f"Sam Stranger {each}"}).status_code == 302
    assert journey.client.post(journey.at("who"), {"name": "Sam Stranger"}).status_code == 429


def test_the_number_of_one_who_was_shown_cannot_be_guessed(journey: Journey, stranger: Practitioner) -> None:
    journey.send("who", {"name": "Sam Stranger"})
    guess = {"match": str(stranger.pk), "proof": ""}
    for each in range(PER_HOUR - 1):
        answer = journey.client.post(journey.at("match"), guess | {"proof": number(each)})
        assert answer.status_code == 200
    answer = journey.client.post(journey.at("match"), guess | {"proof": "7654321"})
    assert (answer.status_code, 'value="7654321"' in words(answer)) == (429, True)
    assert "checked" in words(answer)
    assert journey.client.post(journey.at("match"), {"match": "new"}).status_code == 302


def test_the_same_answer_again_does_not_count(journey: Journey) -> None:
    for _ in range(PER_HOUR + 5):
        journey.send("who", WHOLE["who"])
    journey.send("who", {"name": "Somebody Else"})


def test_it_ends_after_an_hour_and_a_day_has_a_limit_of_its_own(journey: Journey, manager: Membership) -> None:
    with time_machine.travel("2026-03-02T09:00:00Z", tick=False) as clock:
        client = signed_in(manager.user)
        for hour in range(4):
            use_up(Journey(client, journey.setting), min(PER_HOUR, PER_DAY - hour * PER_HOUR))
            assert client.post(journey.at("who"), {"trn": "7654321"}).status_code == 429
            clock.shift(timedelta(minutes=61))
        assert client.post(journey.at("who"), {"trn": "7654321"}).status_code == 429


def test_several_people_at_one_address_share_a_wider_limit(school: Setting) -> None:
    for _ in range(5):
        other = Journey(signed_in(ManagerFactory.create(setting=school).user), school)
        other.begin()
        use_up(other)
    last = Journey(signed_in(ManagerFactory.create(setting=school).user), school)
    last.begin()
    assert last.client.post(last.at("who"), {"trn": "7654321"}).status_code == 429


def test_nothing_else_is_blocked(journey: Journey, school: Setting) -> None:
    journey.answer_all()
    use_up(journey, PER_HOUR - 1)
    assert journey.client.post(journey.at("who"), {"trn": "7654321"}).status_code == 429
    for page in (journey.start, journey.check, journey.at("who"), journey.at("start"), "/settings/"):
        assert (page, journey.client.get(page).status_code) == (page, 200)
    assert journey.send("start", WHOLE["start"]) == journey.check
    assert Practitioner.objects.count() == 0
    journey.save()
    assert Practitioner.objects.count() == 1
