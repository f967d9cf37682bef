"""The page of an invitation: for whom it works, and that it tells nobody else anything."""

import logging
from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from senco_portal.lib.logs import Discreet
from settings.actions import invite
from settings.models import Invitation, Membership, Seat, managing, officer_of
from settings.policies import access
from tests.clients import signed_in
from tests.factories.users import UserFactory
from tests.integration.settings.conftest import Cast
from tests.integration.settings.test_members import told

NEW = "new@example.org"
PERSON = {"name": "New Person", "password": "correct horse battery"}
GONE = "This link does not work any more"
now = timezone.now  # noqa: TID251  # the moment of the test


def sent(seat: Seat, by: User, email: str = NEW) -> str:
    """The address of an invitation's page."""
    addresses: list[str] = []

    def address(secret: str) -> str:
        addresses.append(reverse("invitation_accept", args=[secret]))
        return addresses[0]

    invite(email, seat, by=by, at=now(), address=address)
    return addresses[0]


@pytest.fixture
def path(cast: Cast) -> str:
    return sent(managing(cast.place), cast.manager)


def test_a_new_person_creates_an_account_and_is_signed_in(client: Client, cast: Cast, path: str) -> None:
    page = client.get(path)
    assert "Elm School You will be Manager of a setting Invited by Mia Manager E-mail address new@example.org" in told(
        page
    )
    page = client.post(path, PERSON, follow=True)
    assert page.redirect_chain == [("/settings/", 302)]
    assert "Elm School" in told(page)
    assert access(User.objects.get(email=NEW), now()).settings == {cast.place.pk}


def test_a_new_officer_is_led_to_the_second_step(client: Client, cast: Cast) -> None:
    assert cast.place.authority
    path = sent(officer_of(cast.place.authority), cast.officer_here)
    page = client.post(path, PERSON, follow=True)
    assert page.redirect_chain[-1][0].startswith("/accounts/2fa/?next=")
    assert "need a second step when they sign in" in told(page)


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"name": ""}, "Enter your full name"),
        ({"password": ""}, "Choose a password"),
        ({"password": "password"}, "This password is too common."),
        ({"password": NEW}, "The password is too similar to the e-mail address."),
    ],
)
def test_what_is_wrong_is_told_and_nothing_made(client: Client, path: str, said: dict[str, str], why: str) -> None:
    assert why in told(client.post(path, PERSON | said))
    assert not User.objects.filter(email=NEW).exists()


def test_who_has_an_account_is_asked_to_sign_in(client: Client, path: str) -> None:
    UserFactory.create(email=NEW)
    page = client.get(path)
    assert "Sign in to accept the invitation." in told(page)
    assert f"/accounts/login/?next={path}" in page.content.decode()
    assert client.post(path, PERSON).status_code == 200
    assert Invitation.objects.get().accepted_at is None


def test_who_is_signed_in_accepts_with_one_button(cast: Cast, path: str) -> None:
    user = UserFactory.create(email=NEW)
    client = signed_in(user)
    assert "Accept the invitation" in told(client.get(path))
    assert Invitation.objects.get().accepted_at is None
    assert "You act for Elm School now." in told(client.post(path, follow=True))
    assert access(user, now()).settings == {cast.place.pk}


def test_somebody_else_cannot_take_it_up(cast: Cast, path: str) -> None:
    client = signed_in(cast.nobody)
    for page in (client.get(path), client.post(path)):
        assert "You are signed in with another e-mail address" in told(page)
    assert Membership.objects.filter(user=cast.nobody).count() == 0


def test_links_that_do_not_work_all_say_the_same(client: Client, cast: Cast, path: str) -> None:
    used = sent(managing(cast.place), cast.manager, "used@example.org")
    over = sent(managing(cast.place), cast.manager, "over@example.org")
    orphan = sent(managing(cast.place), cast.officer_here, "orphan@example.org")
    Client().post(used, PERSON)
    Invitation.objects.filter(email=NEW).update(withdrawn_at=now())
    rows = Invitation.objects.filter(email="over@example.org")
    rows.update(invited_at=now() - timedelta(days=8), ends_at=now() - timedelta(days=1))
    Membership.objects.filter(user=cast.officer_here).update(ends_at=now())
    pages = [client.get(each) for each in (path, used, over, orphan, "/invitations/no-such-secret/")]
    assert {page.status_code for page in pages} == {410}
    assert len({page.content for page in pages}) == 1
    assert GONE in told(pages[0])
    assert "ask the person who invited you for a new one" in told(pages[0])


def test_a_page_with_a_secret_is_kept_nowhere(client: Client, path: str) -> None:
    page = client.get(path)
    assert "no-store" in page["Cache-Control"]
    assert page["Referrer-Policy"] == "same-origin"
    record = logging.LogRecord("django.server", logging.INFO, "", 1, f'"GET {path} HTTP/1.1" 200', None, None)
    assert "/invitations/… HTTP/1.1" in Discreet().format(record).replace("…/", "…")
    assert path.split("/")[2] not in Discreet().format(record)
    assert mail.outbox == []


def test_the_forms_take_nothing_from_elsewhere(cast: Cast, path: str) -> None:
    assert Client(enforce_csrf_checks=True).post(path, PERSON).status_code == 403
