"""Signing in: by password, by a code, locked out, idle; and that nothing tells who has an account."""

import re
from datetime import timedelta
from http import HTTPStatus

import pytest
import time_machine
from axes.models import AccessAttempt, AccessFailureLog, AccessLog
from django.contrib.sessions.models import Session
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from accounts.models import User
from tests.clients import signed_in
from tests.factories.users import UserFactory
from tests.integration.accounts.conftest import EMAIL, PASSWORD, newest_code

LOGIN = "/accounts/login/"
CODE = "/accounts/login/code/"
UNKNOWN = "nobody@example.org"
now = timezone.now  # noqa: TID251  # the moment of the test


def sign_in(client: Client, email: str = EMAIL, password: str = PASSWORD, address: str = "192.0.2.1") -> object:
    return client.post(LOGIN, {"login": email, "password": password}, REMOTE_ADDR=address)


def told(response: object) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())  # type: ignore[attr-defined]


def is_signed_in(client: Client) -> bool:
    return client.get("/settings/").status_code == HTTPStatus.OK


# By password


@pytest.mark.parametrize("typed", [EMAIL, EMAIL.upper()])
def test_by_password(client: Client, mia: User, typed: str) -> None:
    assert sign_in(client, typed)["Location"] == "/settings/"  # type: ignore[index]
    assert is_signed_in(client)


def test_where_one_wanted_to_go(client: Client, mia: User) -> None:
    page = client.post(LOGIN, {"login": EMAIL, "password": PASSWORD, "next": "/check/"})
    assert page["Location"] == "/check/"
    page = signed_in(mia).post("/accounts/logout/")
    page = client.post(LOGIN, {"login": EMAIL, "password": PASSWORD, "next": "https://elsewhere.example.org/"})
    assert page["Location"] == "/settings/"


def test_a_wrong_password_and_an_unknown_address_look_the_same(client: Client, mia: User) -> None:
    pages = [sign_in(client, EMAIL, "wrong"), sign_in(client, UNKNOWN, "wrong")]
    texts = {told(page).replace(EMAIL, "").replace(UNKNOWN, "") for page in pages}
    assert len(texts) == 1
    assert texts.pop().count("The e-mail address or the password is not right.") == 1
    assert not is_signed_in(client)


def test_a_leaver_is_not_signed_in(client: Client, mia: User) -> None:
    User.objects.update(is_active=False)
    sign_in(client)
    assert not is_signed_in(client)
    client.post(CODE, {"email": EMAIL})
    assert "There is no account with it" in mail.outbox[-1].body


def test_an_account_whose_address_is_not_proved_is_asked_for_a_code(client: Client, mia: User) -> None:
    mia.emailaddress_set.all().delete()  # type: ignore[attr-defined]
    page = sign_in(client)
    assert page["Location"] == "/accounts/confirm-email/"  # type: ignore[index]
    code = newest_code()
    client.post("/accounts/confirm-email/", {"code": code})
    assert is_signed_in(client)


# By a code


def test_by_a_security_code(client: Client, mia: User) -> None:
    page = client.post(CODE, {"email": EMAIL}, follow=True)
    assert f"If there is an account with {EMAIL} , we have sent a security code to it." in told(page)
    (letter,) = mail.outbox
    assert (letter.to, letter.subject) == ([EMAIL], "Your security code for SENCo portal")
    code = newest_code()
    assert client.post(f"{CODE}confirm/", {"code": code})["Location"] == "/settings/"
    assert is_signed_in(client)


def test_asking_for_a_code_tells_nobody_who_has_an_account(mia: User) -> None:
    pages = [Client().post(CODE, {"email": email}, follow=True) for email in (EMAIL, UNKNOWN)]
    assert told(pages[0]).replace(EMAIL, UNKNOWN) == told(pages[1])
    assert "There is no account with it" in mail.outbox[1].body
    wrong = [Client() for _ in range(2)]
    for client, email in zip(wrong, (EMAIL, UNKNOWN), strict=True):
        client.post(CODE, {"email": email})
    texts = {told(client.post(f"{CODE}confirm/", {"code": "000001"})) for client in wrong}
    assert len({text.replace(EMAIL, UNKNOWN) for text in texts}) == 1


def test_a_code_ends_after_three_mistakes_and_each_is_recorded(client: Client, mia: User) -> None:
    client.post(CODE, {"email": EMAIL})
    code = newest_code()
    wrong = f"{(int(code) + 1) % 1_000_000:06}"
    for _ in range(3):
        client.post(f"{CODE}confirm/", {"code": wrong})
    client.post(f"{CODE}confirm/", {"code": code})
    assert not is_signed_in(client)
    assert AccessFailureLog.objects.filter(username=EMAIL).count() == 3


def test_a_code_ends_after_ten_minutes(client: Client, mia: User) -> None:
    client.post(CODE, {"email": EMAIL})
    code = newest_code()
    with time_machine.travel(now() + timedelta(minutes=11)):
        client.post(f"{CODE}confirm/", {"code": code})
        assert not is_signed_in(client)


# A new password


def test_a_new_password_by_a_security_code(client: Client, mia: User) -> None:
    client.post("/accounts/password/reset/", {"email": EMAIL})
    code = newest_code()
    page = client.post("/accounts/password/reset/confirm/", {"code": code}, follow=True)
    assert "Choose a new password" in told(page)
    new = "quite another password"
    client.post("/accounts/password/reset/complete/", {"password1": new, "password2": new})
    mia.refresh_from_db()
    assert mia.check_password(new)


def test_forgetting_a_password_tells_nobody_who_has_an_account(mia: User) -> None:
    pages = [Client().post("/accounts/password/reset/", {"email": email}, follow=True) for email in (EMAIL, UNKNOWN)]
    assert told(pages[0]).replace(EMAIL, UNKNOWN) == told(pages[1])


# Nobody signs up


def test_nobody_signs_up(client: Client, db: None) -> None:
    said = {"email": UNKNOWN, "password1": PASSWORD, "password2": PASSWORD}
    for page in (client.get("/accounts/signup/"), client.post("/accounts/signup/", said)):
        assert "You need an invitation" in told(page)
    assert not User.objects.exists()


# Attempts


def test_a_name_at_an_address_is_locked_out_and_its_neighbours_are_not(client: Client, mia: User) -> None:
    other = User.objects.create_user("olu@example.org", PASSWORD)
    other.emailaddress_set.create(email=other.email, verified=True, primary=True)  # type: ignore[attr-defined]
    pages = [sign_in(client, EMAIL, "wrong") for _ in range(5)]
    assert [page.status_code for page in pages] == [200] * 4 + [429]  # type: ignore[attr-defined]
    assert "Too many attempts" in told(pages[-1])
    assert "429" not in told(sign_in(client))
    assert not is_signed_in(client)
    # The same person elsewhere, and another person here.
    assert sign_in(Client(), address="192.0.2.2").status_code == 302  # type: ignore[attr-defined]
    assert sign_in(Client(), other.email).status_code == 302  # type: ignore[attr-defined]


def test_a_name_without_an_account_is_locked_out_alike(client: Client, mia: User) -> None:
    pages = [sign_in(client, UNKNOWN, "wrong") for _ in range(5)]
    assert [page.status_code for page in pages] == [200] * 4 + [429]  # type: ignore[attr-defined]
    assert UNKNOWN not in told(pages[-1])


def test_a_lock_ends_after_a_quarter_of_an_hour(client: Client, mia: User) -> None:
    for _ in range(5):
        sign_in(client, EMAIL, "wrong")
    with time_machine.travel(now() + timedelta(minutes=16)):
        sign_in(client)
        assert is_signed_in(client)


def test_attempts_are_recorded_without_what_was_typed(client: Client, mia: User) -> None:
    for _ in range(5):
        sign_in(client, EMAIL, "a secret of mine")
    sign_in(Client(), address="192.0.2.2")
    failed = AccessFailureLog.objects.filter(username=EMAIL, ip_address="192.0.2.1")
    assert [row.locked_out for row in failed.order_by("pk")] == [False] * 4 + [True]
    assert AccessLog.objects.get().username == EMAIL
    assert "a secret of mine" not in str([vars(row) for row in AccessAttempt.objects.all()])


def test_administrators_see_them(db: None) -> None:
    client = signed_in(UserFactory.create(is_staff=True, is_superuser=True))
    for name in ("accessattempt", "accesslog", "accessfailurelog"):
        assert client.get(reverse(f"admin:axes_{name}_changelist")).status_code == 200


# Sessions


def test_two_idle_hours_end_a_session(client: Client, mia: User) -> None:
    start = now()
    with time_machine.travel(start, tick=False) as clock:
        sign_in(client)
        for _ in range(3):
            clock.shift(timedelta(hours=1, minutes=58))
            assert is_signed_in(client)
        clock.shift(timedelta(hours=2, seconds=1))
        assert not is_signed_in(client)


def test_signing_out_is_a_post_and_ends_the_session(client: Client, mia: User) -> None:
    sign_in(client)
    assert "Sign out?" in told(client.get("/accounts/logout/"))
    assert is_signed_in(client)
    assert client.post("/accounts/logout/")["Location"] == "/"
    assert not is_signed_in(client)


def test_visitors_have_no_session_and_cost_no_query(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries, db: None
) -> None:
    with django_assert_num_queries(0):
        page = client.get("/accessibility/")
    assert "Sign in" in told(page)
    assert page.cookies == {}
    client.get(LOGIN)
    assert not Session.objects.exists()


def test_a_page_writes_the_session_once_a_minute(mia: User, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    client = signed_in(mia, second_factor=False)
    client.get("/accessibility/")
    # The session, the person, and what they act for.
    with django_assert_num_queries(3):
        assert "Mia Manager" in told(client.get("/accessibility/"))
