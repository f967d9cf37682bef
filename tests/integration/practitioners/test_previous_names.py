"""Previous names on a person's form: written with the rest, kept in the history, found again by."""

from html import unescape
from typing import Any

import pytest

from practitioners.matching import Known
from practitioners.matching.search import find
from practitioners.models import Appointment, PreviousName
from settings.models import Membership
from settings.policies import Access
from tests.clients import Client

pytestmark = pytest.mark.django_db


def words(response: Any) -> str:
    assert response.status_code == 200
    return " ".join(unescape(response.content.decode()).split())


def address(post: Appointment, *more: str) -> str:
    return "/".join(["", "practitioners", str(post.practitioner_id), *more, ""])


@pytest.fixture
def client(cast: dict[str, Client]) -> Client:
    return cast["manager"]


@pytest.fixture
def url(post: Appointment) -> str:
    return address(post, "change")


def shown(client: Client, url: str) -> dict[str, Any]:
    """What the form would send as it is shown."""
    form = client.get(url).context["form"]
    return {field.name: field.value() for field in form if field.value() not in (None, False)} | {"reason": "Payroll"}


def names() -> list[str]:
    return list(PreviousName.objects.order_by("pk").values_list("name", flat=True))


def test_they_are_recorded_changed_and_taken_away_with_who_and_why(
    post: Appointment, client: Client, url: str, manager: Membership
) -> None:
    sent = shown(client, url) | {"previous_names": " Robin   Meadow \n\nRobin Hill\nrobin hill\n"}
    said = words(client.post(url, sent, follow=True))
    assert "Robin Meadow and Robin Hill" in said
    assert names() == ["Robin Meadow", "Robin Hill"]
    assert client.get(url).context["form"]["previous_names"].value() == "Robin Meadow\nRobin Hill"

    said = words(client.post(url, shown(client, url) | {"previous_names": "Robin Hill\nRobin Vale"}, follow=True))
    assert names() == ["Robin Hill", "Robin Vale"]
    assert "Previous name “Robin Meadow” taken away" in said and "Previous name “Robin Vale” recorded" in said
    history = PreviousName.history.order_by("history_id")
    assert [(each.history_type, each.name) for each in history] == [
        ("+", "Robin Meadow"),
        ("+", "Robin Hill"),
        ("-", "Robin Meadow"),
        ("+", "Robin Vale"),
    ]
    assert {(each.history_user, each.history_change_reason) for each in history} == {(manager.user, "Payroll")}


def test_a_form_left_as_it_is_changes_none(post: Appointment, client: Client, url: str) -> None:
    client.post(url, shown(client, url) | {"previous_names": "Robin Hill"})
    assert client.post(url, shown(client, url)).status_code == 302
    assert PreviousName.history.count() == 1


def test_a_person_is_found_by_one(post: Appointment, client: Client, url: str) -> None:
    client.post(url, shown(client, url) | {"previous_names": "Robin Meadow"})
    found = find(Known("Robin Meadow"), Access()).candidates
    assert [(each.person, each.match.reasons) for each in found] == [(post.practitioner, ("same as a previous name",))]


def test_the_second_of_two_editors_is_told_and_nothing_is_lost(
    post: Appointment, client: Client, url: str, cast: dict[str, Client]
) -> None:
    mine, theirs = shown(client, url), shown(cast["officer"], url)
    assert cast["officer"].post(url, theirs | {"previous_names": "Robin Hill"}).status_code == 302
    said = words(client.post(url, mine | {"previous_names": "Robin Vale"}))
    assert "previous names is now “Robin Hill”" in said and "Robin Vale" in said
    assert names() == ["Robin Hill"]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("x" * 201, "Each name must be 200 characters or less"),
        ("\n".join(f"Name {number}" for number in range(21)), "Enter 20 names or fewer"),
        ("Robin\x00", "Null characters are not allowed"),
    ],
)
def test_what_cannot_be_kept_is_told(post: Appointment, client: Client, url: str, typed: str, said: str) -> None:
    assert said in words(client.post(url, shown(client, url) | {"previous_names": typed}))
    assert names() == []
