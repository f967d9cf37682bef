"""Who looked at a person's record: kept with each page that is shown, read by those who answer for the person."""

from datetime import UTC, datetime, timedelta
from html import unescape
from typing import Any

import pytest
import time_machine
from pytest_django import DjangoAssertNumQueries

from practitioners.actions.looks import LOOKS_KEPT, forget_looks, keep_look
from practitioners.enums import Seen
from practitioners.models import Appointment, Look
from settings.models import Membership
from settings.policies import Access
from tests.clients import Client
from tests.factories.practitioners import AppointmentFactory, PractitionerFactory

pytestmark = pytest.mark.django_db
MOMENT = datetime(2026, 3, 2, 9, 31, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


def words(response: Any) -> str:
    assert response.status_code == 200
    return " ".join(unescape(response.content.decode()).split())


def address(post: Appointment, *more: str) -> str:
    return "/".join(["", "practitioners", str(post.practitioner_id), *more, ""])


def kept() -> list[tuple[int, int, str]]:
    return list(Look.objects.order_by("pk").values_list("user", "practitioner", "seen"))


def test_a_look_is_kept_for_whoever_was_shown_the_record(post: Appointment, cast: dict[str, Client]) -> None:
    shown = [name for name, client in cast.items() if client.get(address(post)).status_code == 200]
    assert shown == ["manager", "officer", "analyst", "administrator"]
    users = [int(cast[name].session["_auth_user_id"]) for name in shown]
    assert kept() == [(user, post.practitioner_id, "record") for user in users]


def test_no_look_is_kept_where_nothing_was_shown(post: Appointment, cast: dict[str, Client]) -> None:
    gone = PractitionerFactory.create(merged_into=post.practitioner)
    for name in ("nobody", "neighbour", "officer elsewhere"):
        assert cast[name].get(address(post)).status_code in (302, 404)
    assert cast["administrator"].get(f"/practitioners/{gone.pk}/").status_code == 302
    assert cast["manager"].head(address(post)).status_code == 200
    assert cast["manager"].post(address(post)).status_code == 405
    assert kept() == []


def test_to_look_again_within_a_quarter_of_an_hour_is_one_look(
    post: Appointment, cast: dict[str, Client], manager: Membership
) -> None:
    may = Access(user=manager.user)
    for minutes in (0, 1, 13, 14, 15, 16):
        keep_look(post.practitioner, Seen.RECORD, access=may, at=MOMENT + minutes * MINUTE)
    keep_look(post.practitioner, Seen.CERTIFICATE, access=may, at=MOMENT)
    assert [(look.seen, look.looked_at - MOMENT) for look in Look.objects.order_by("pk")] == [
        ("record", 0 * MINUTE),
        ("record", 14 * MINUTE),
        ("certificate", 0 * MINUTE),
    ]


def test_keeping_one_asks_one_question(
    post: Appointment, manager: Membership, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(2):
        with django_assert_num_queries(1):
            keep_look(post.practitioner, Seen.RECORD, access=Access(user=manager.user), at=MOMENT)


def test_who_answers_for_the_person_reads_who_looked(post: Appointment, cast: dict[str, Client]) -> None:
    cast["analyst"].get(address(post))
    url = address(post, "looks")
    seen = {name: client.get(url).status_code for name, client in cast.items()}
    may = {"manager": 200, "officer": 200, "administrator": 200}
    assert seen == dict.fromkeys(cast, 404) | {"nobody": 302} | may
    for name, client in cast.items():
        if seen[name] == 200 or name == "analyst":
            assert (name, f'href="{url}"' in words(client.get(address(post)))) == (name, name in may)


def test_to_read_who_looked_is_a_look_too(post: Appointment, cast: dict[str, Client], manager: Membership) -> None:
    said = words(cast["manager"].get(address(post, "looks")))
    assert "Harriet Head" in said and "who looked at the record" in said
    assert kept() == [(manager.user_id, post.practitioner_id, "looks")]


def test_a_former_employer_does_not_learn_who_looks_now(post: Appointment, cast: dict[str, Client]) -> None:
    AppointmentFactory.create(practitioner=post.practitioner)
    with time_machine.travel(MOMENT, tick=False):
        Appointment.objects.filter(pk=post.pk).update(ended_on=MOMENT.date() - timedelta(days=1))
        for name in ("manager", "officer"):
            assert cast[name].get(address(post)).status_code == 200
            assert cast[name].get(address(post, "looks")).status_code == 404
        Appointment.objects.filter(pk=post.pk).update(ended_on=MOMENT.date())
        assert cast["manager"].get(address(post, "looks")).status_code == 200


def test_looks_at_a_record_that_was_merged_stay_with_it_and_are_told(
    post: Appointment, cast: dict[str, Client], manager: Membership
) -> None:
    gone = PractitionerFactory.create(merged_into=post.practitioner)
    keep_look(gone, Seen.RECORD, access=Access(user=manager.user), at=MOMENT)
    assert "2 March 2026, 09:31" in words(cast["officer"].get(address(post, "looks")))
    assert Look.objects.get(seen="record").practitioner == gone
    assert "2 March 2026, 09:31" in words(cast["officer"].get(f"/practitioners/{gone.pk}/looks/"))


def test_there_are_fifty_on_a_page_the_newest_first(
    post: Appointment, cast: dict[str, Client], manager: Membership, django_assert_max_num_queries: Any
) -> None:
    may = Access(user=manager.user)
    for number in range(52):
        keep_look(post.practitioner, Seen.RECORD, access=may, at=MOMENT - number * 15 * MINUTE)
    officer, url = cast["officer"], address(post, "looks")
    first = officer.get(url)
    assert [len(first.context["page"].rows), first.context["page"].rows[1].when] == [50, "2 March 2026, 09:31"]
    assert f'href="{url}?page=2"' in words(first)
    assert len(officer.get(url, {"page": 2}).context["page"].rows) == 3
    for odd in ("", "0", "-1", "x", "99", "\x00"):
        assert officer.get(url, {"page": odd}).status_code == 200
    with django_assert_max_num_queries(11):
        officer.get(url)


def test_old_ones_are_forgotten(post: Appointment, manager: Membership) -> None:
    may = Access(user=manager.user)
    for at in (MOMENT, MOMENT - LOOKS_KEPT, MOMENT - LOOKS_KEPT - MINUTE * 20):
        keep_look(post.practitioner, Seen.RECORD, access=may, at=at)
    assert forget_looks(MOMENT) == 1
    assert Look.objects.count() == 2
