"""What a person's page says of time, of ends to come, of courses; and its history page by page."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.utils import timezone

from practitioners.enums import REASONS_TO_COME, EndReason
from practitioners.forms.weekly import hours_a_week
from practitioners.models import Appointment
from practitioners.presenters.history import history_of
from practitioners.presenters.posts import post_lines
from practitioners.views.people import HISTORY_PER_PAGE
from settings.models import Setting
from tests.clients import Client
from tests.factories.practitioners import AppointmentFactory, EnrolmentFactory, PracticeFactory
from tests.integration.practitioners.appointing import Journey
from tests.integration.practitioners.test_people import address, shown, words

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


@pytest.fixture
def client(cast: dict[str, Client]) -> Client:
    return cast["manager"]


def said_of(post: Appointment, day: date = TODAY) -> dict[str, str]:
    return {line.label: line.text for line in post_lines(post, day)}


# Time for the role


@pytest.mark.parametrize(
    ("hours", "share", "said"),
    [
        (Decimal(0), None, "None"),
        (None, 0, "None"),
        (None, None, "Not known"),
        (Decimal("7.5"), None, "7.5 hours a week"),
        (Decimal("10.0"), 40, "10 hours a week and 40% of the week"),
        (Decimal(0), 40, "40% of the week"),
    ],
)
def test_time_for_the_role_in_words(hours: Decimal | None, share: int | None, said: str) -> None:
    post = AppointmentFactory.create(protected_hours=hours, protected_share=share)
    assert said_of(post)["Time protected for the role"] == said


@pytest.mark.parametrize(("hours", "said"), [("0.0", "none"), ("7.5", "7.5"), ("10.0", "10")])
def test_the_history_says_hours_as_people_do(hours: str, said: str) -> None:
    post = AppointmentFactory.create(protected_hours=Decimal(hours))
    changes = [change for entry in history_of(post.practitioner) for change in entry.changes]
    assert f"Hours a week protected for the role: “{said}”" in changes


@pytest.mark.parametrize("typed", ["1e1", "1E1", "1_0", "٧", "7,5", "NaN", "Infinity", "."])
def test_hours_that_nobody_writes_are_refused_in_words(typed: str, post: Appointment, client: Client) -> None:
    for url, name, said in (
        (address(post, "posts", post.pk, "correct"), "protected_hours", "Hours a week must be a number, such as 7.5"),
        (address(post, "practice", "new"), "hours", "Hours must be a number, such as 1.5"),
    ):
        page = words(client.post(url, shown(client, url) | {name: typed}))
        assert said in page
        assert f'value="{typed}"' in page


@pytest.mark.parametrize(("typed", "hours"), [("7.5", "7.5"), (" 7. ", "7"), (".5", "0.5"), ("+3", "3")])
def test_hours_that_people_write_are_read(typed: str, hours: str) -> None:
    assert hours_a_week().clean(typed) == Decimal(hours)


def test_hours_are_shown_again_without_noughts(post: Appointment, client: Client) -> None:
    Appointment.objects.filter(pk=post.pk).update(protected_hours=Decimal("10.0"))
    page = words(client.get(address(post, "posts", post.pk, "correct")))
    assert 'name="protected_hours" value="10"' in page


@pytest.mark.parametrize(
    ("time", "said"),
    [
        ({"time": "hours", "hours": "0"}, ">None<"),
        ({"time": "share", "share": "0"}, ">None<"),
        ({"time": "hours", "hours": "7.5"}, "7.5 hours a week"),
    ],
)
def test_the_answers_to_check_say_that_there_is_no_time(
    post: Appointment, client: Client, school: Setting, time: dict[str, str], said: str
) -> None:
    journey = Journey(client, school)
    page = words(client.get(journey.answer_all(time=time)))
    row = page.partition("Time for the role")[2].partition("</dd>")[0].replace(" ", "")
    assert said.replace(" ", "") in f"{row}<"


# Why a post ends


@pytest.mark.parametrize(
    ("ended_on", "label", "said"),
    [
        (TODAY - timedelta(days=1), "Why it ended", "Handed the role on and stays here"),
        (TODAY, "Why it will end", "Hands the role on and stays here"),
        (TODAY + timedelta(days=1), "Why it will end", "Hands the role on and stays here"),
    ],
)
def test_why_a_post_ends_fits_its_last_day(
    post: Appointment, client: Client, ended_on: date, label: str, said: str
) -> None:
    Appointment.objects.filter(pk=post.pk).update(ended_on=ended_on, end_reason=EndReason.HANDED_ON)
    page = words(client.get(address(post)))
    assert said in page.partition(label)[2].partition("</dd>")[0]
    assert ("Why it ended" in page) is (label == "Why it ended")


def test_every_reason_has_words_for_a_day_to_come() -> None:
    assert set(REASONS_TO_COME) == set(EndReason)


# Courses


@pytest.mark.parametrize("expected", [date(2026, 7, 17), None])
def test_when_a_course_is_expected_to_be_completed_is_shown(
    post: Appointment, client: Client, expected: date | None
) -> None:
    EnrolmentFactory.create(practitioner=post.practitioner, expected_completion_on=expected)
    row = words(client.get(address(post))).partition("Completion expected on")[2].partition("</dd>")[0]
    assert ("17 July 2026" in row) is bool(expected)


# History


def test_the_history_has_pages(post: Appointment, client: Client) -> None:
    PracticeFactory.create_batch(HISTORY_PER_PAGE, practitioner=post.practitioner)
    entries = history_of(post.practitioner)

    def page(number: str) -> tuple[Any, str]:
        answer = client.get(address(post), {"history": number})
        return answer.context["history"].entries, words(answer)

    first, text = page("")
    assert first == entries[:HISTORY_PER_PAGE]
    assert f'href="{address(post)}?history=2#history"' in text
    assert page("2")[0] == entries[HISTORY_PER_PAGE:] != []
    for odd in ("x", "0", "99999999999999999999"):
        assert page(odd)[0]


def test_a_short_history_has_one_page(post: Appointment, client: Client) -> None:
    assert "govuk-pagination" not in words(client.get(address(post)))
