"""To appoint, whatever is sent, and by several at once."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import cast

import pytest
from django.db import connection
from django.http import HttpResponse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from practitioners.journey.questions import QUESTIONS
from practitioners.models import Appointment, Practitioner
from qualifications.models import RuleBook
from settings.models import Setting
from tests.clients import Client
from tests.factories.settings import ManagerFactory, SettingFactory
from tests.integration.practitioners.appointing import WHOLE, Journey

SLUGS = [question.slug for question in QUESTIONS]
WORDS = sorted({text for typed in WHOLE.values() for text in typed.values()} | {"moved", "hours", "none", "unknown"})
NAMES = sorted({name for typed in WHOLE.values() for name in typed} | {"hours", "proof", "posts-add", "places-remove"})
TEXTS = st.one_of(st.sampled_from(WORDS), st.text(st.characters(exclude_categories=["Cs"]), max_size=12))
SENT = st.lists(
    st.tuples(st.sampled_from([*SLUGS, "check"]), st.dictionaries(st.sampled_from(NAMES), TEXTS, max_size=6)),
    max_size=4,
)


def begun(setting: Setting) -> Journey:
    client = Client()
    client.force_login(ManagerFactory.create(setting=setting).user)
    return Journey(client, setting)


@pytest.mark.django_db
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(sent=SENT)
def test_whatever_is_sent_gets_a_page_or_leads_on(
    shipped_book: RuleBook, sent: list[tuple[str, dict[str, str]]]
) -> None:
    journey = begun(SettingFactory.create())
    journey.answer_all()
    for step, typed in sent:
        for answer in (journey.client.post(journey.at(step), typed), journey.client.get(journey.check)):
            assert answer.status_code in (200, 302, 429)


@pytest.mark.django_db
def test_a_choice_of_another_question_is_kept_out(shipped_book: RuleBook) -> None:
    journey = begun(SettingFactory.create())
    journey.answer_all()
    assert journey.client.put(journey.check).status_code == 405


def at_once(*sendings: tuple[Journey, dict[str, str]]) -> list[HttpResponse]:
    """The check pages of these journeys, sent at the same moment from a thread each."""
    ready = Barrier(len(sendings))

    def send(journey: Journey, shown: dict[str, str]) -> HttpResponse:
        try:
            client = Client()
            client.cookies = journey.client.cookies
            ready.wait()
            return cast(HttpResponse, client.post(journey.check, shown))
        finally:
            connection.close()

    with ThreadPoolExecutor(len(sendings)) as pool:
        return list(pool.map(lambda each: send(*each), sendings))


def shown(journey: Journey) -> dict[str, str]:
    return {"shown": journey.html(journey.check).partition('name="shown" value="')[2].partition('"')[0]}


@pytest.mark.only_on("postgresql")
@pytest.mark.django_db(transaction=True)
def test_clicks_at_the_same_moment_make_one_record(shipped_book: RuleBook) -> None:
    journey = begun(SettingFactory.create())
    journey.answer_all()
    form = shown(journey)
    found = at_once(*[(journey, form)] * 4)
    assert {answer["Location"] for answer in found} == {journey.start.removesuffix("appoint/")}
    assert Appointment.objects.count() == Practitioner.objects.count() == 1


@pytest.mark.only_on("postgresql")
@pytest.mark.django_db(transaction=True)
def test_of_two_who_record_one_number_at_once_the_second_is_told(shipped_book: RuleBook) -> None:
    journeys = [begun(SettingFactory.create()) for _ in range(3)]
    for journey in journeys:
        journey.answer_all()
    found = at_once(*[(journey, shown(journey)) for journey in journeys])
    saved = [answer for answer in found if _is_saved(answer)]
    assert len(saved) == 1
    for answer in found:
        is_told = answer.status_code == 200 and "There is a problem" in answer.content.decode()
        assert is_told or answer["Location"], answer.status_code
    assert Practitioner.objects.count() == 1


def _is_saved(answer: HttpResponse) -> bool:
    return answer.status_code == 302 and "/appoint/" not in answer["Location"]
