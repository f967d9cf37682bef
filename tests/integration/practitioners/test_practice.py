"""Training and meetings on a person's page: shown, recorded, put right, taken away."""

from datetime import date, timedelta
from decimal import Decimal
from html import unescape
from typing import Any

import pytest
from django.utils import timezone

from practitioners.models import Appointment, Practice
from tests.clients import Client
from tests.factories.practitioners import AppointmentFactory, PracticeFactory

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()  # pages judge by it


def words(response: Any) -> str:
    assert response.status_code == 200
    return " ".join(unescape(response.content.decode()).split())


def address(post: Appointment, *more: object) -> str:
    return "/".join(["", "practitioners", str(post.practitioner_id), *map(str, more), ""])


def day(value: date) -> dict[str, str]:
    return {f"held_on_{part}": str(getattr(value, part)) for part in ("day", "month", "year")}


def sent(**more: str) -> dict[str, str]:
    return {"kind": "cpd", "title": "Speech and language", "hours": "1.5", "place": "Town Hall"} | day(TODAY) | more


@pytest.fixture
def client(cast: dict[str, Client]) -> Client:
    return cast["manager"]


def test_only_who_may_change_a_person_reaches_the_forms(post: Appointment, cast: dict[str, Client]) -> None:
    row = PracticeFactory.create(practitioner=post.practitioner).pk
    pages = [("practice", "new"), ("practice", row, "change"), ("practice", row, "remove")]
    may = {"manager", "officer", "administrator"}
    for page in pages:
        for name, client in cast.items():
            expected = 200 if name in may else 302 if name == "nobody" else 404
            assert (page, name, client.get(address(post, *page)).status_code) == (page, name, expected)


def test_another_persons_row_is_not_reached_through_ones_own(post: Appointment, client: Client) -> None:
    other = PracticeFactory.create(practitioner=AppointmentFactory.create().practitioner)
    for page in ("change", "remove"):
        url = address(post, "practice", other.pk, page)
        assert (client.get(url).status_code, client.post(url).status_code) == (404, 404)


def test_where_nothing_is_recorded_the_page_says_so(post: Appointment, client: Client) -> None:
    assert "Nothing is recorded for this school year." in words(client.get(address(post)))


def test_it_is_recorded_put_right_and_taken_away(post: Appointment, client: Client) -> None:
    url = address(post, "practice", "new")
    said = words(client.post(url, sent(), follow=True))
    assert "The training or meeting was recorded." in said
    assert "1.5 hours" in said and "Speech and language" in said and "Town Hall" in said
    assert client.post(url, sent()).status_code == 302
    row = Practice.objects.get()

    url = address(post, "practice", row.pk, "change")
    version = client.get(url).context["form"]["version"].value()
    assert "Enter why you change this" in words(client.post(url, sent(hours="2", version=version)))
    said = words(client.post(url, sent(hours="2.25", version=version, reason="It took longer"), follow=True))
    assert "Hours: from “1.5” to “2.25”" in said and "It took longer" in said

    url = address(post, "practice", row.pk, "remove")
    version = client.get(url).context["form"]["version"].value()
    assert "Enter why it is taken away" in words(client.post(url, {"version": version}))
    said = words(client.post(url, {"version": version, "reason": "Was cancelled"}, follow=True))
    assert "The training or meeting was taken away." in said
    assert "Practice “Speech and language” taken away" in said and "Was cancelled" in said
    assert not Practice.objects.exists()


@pytest.mark.parametrize("page", ["change", "remove"])
def test_the_second_of_two_editors_is_told(
    post: Appointment, client: Client, cast: dict[str, Client], page: str
) -> None:
    row = PracticeFactory.create(practitioner=post.practitioner, held_on=TODAY)
    mine, theirs = address(post, "practice", row.pk, page), address(post, "practice", row.pk, "change")
    version = client.get(mine).context["form"]["version"].value()
    their_version = cast["officer"].get(theirs).context["form"]["version"].value()
    assert cast["officer"].post(theirs, sent(version=their_version, reason="Register")).status_code == 302
    assert "changed this after you opened it" in words(client.post(mine, sent(version=version, reason="Mine")))
    assert Practice.objects.get().title == "Speech and language"


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"hours": "0"}, "Hours must be more than 0"),
        ({"hours": "-1"}, "Hours must be more than 0"),
        ({"hours": "25"}, "Hours must be 24 or fewer"),
        ({"hours": "1000"}, "Hours must be 24 or fewer"),
        ({"hours": "1.125"}, "Hours must have at most two digits after the point"),
        ({"hours": "long"}, "Hours must be a number, such as 1.5"),
        ({"hours": ""}, "Enter the hours"),
        ({"title": " "}, "Enter the subject"),
        ({"kind": "other"}, "Select a valid choice"),
        (day(TODAY + timedelta(days=1)), "The day is still to come"),
        (day(date(1066, 10, 14)), "check the year"),
        ({"held_on_month": "13"}, "Day"),
    ],
)
def test_what_is_wrong_is_told_and_what_was_typed_stays(
    post: Appointment, client: Client, typed: dict[str, str], said: str
) -> None:
    page = words(client.post(address(post, "practice", "new"), sent(place="The old library", **typed)))
    assert said in page and "The old library" in page
    assert not Practice.objects.exists()


def test_earlier_years_are_folded_and_open_in_print(post: Appointment, client: Client) -> None:
    PracticeFactory.create(practitioner=post.practitioner, held_on=date(2020, 3, 2), hours=Decimal(3))
    said = words(client.get(address(post)))
    assert '<details class="govuk-details app-print-open">' in said
    assert "School year 2019/20: 3 hours" in said


def test_nothing_that_is_sent_is_a_500(post: Appointment, client: Client) -> None:
    for junk in ("", "\x00", "9" * 400, "1e9", "NaN", "Infinity", "é\u202e"):
        answer = client.post(address(post, "practice", "new"), dict.fromkeys(sent(), junk))
        assert answer.status_code in (200, 302)
