"""The second factor: who must have one, how it is set up and shown, and that there is no way round it."""

import pytest
from allauth.mfa.models import Authenticator
from axes.models import AccessAttempt, AccessFailureLog
from cryptography.fernet import InvalidToken
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries
from pytest_django.fixtures import Settings

from accounts.actions import create_account
from accounts.models import User
from settings.models import Membership
from tests.clients import signed_in
from tests.factories.settings import AnalystFactory, ManagerFactory, OfficerFactory
from tests.factories.users import UserFactory
from tests.integration.accounts.conftest import EMAIL, PASSWORD, code_of, newest_code, with_app
from tests.integration.accounts.test_signing_in import is_signed_in, sign_in, told

HOME = "/accounts/2fa/"
SET_UP = "/accounts/2fa/totp/activate/"
MUST = ("officer", "analyst", "administrator", "staff", "superuser")
PAGES = ["/settings/", "/settings/search/", "/check/", "/admin/", "/", "/accounts/password/change/"]


def person(role: str) -> User:
    if role in {"officer", "analyst", "manager"}:
        factory = {"officer": OfficerFactory, "analyst": AnalystFactory, "manager": ManagerFactory}[role]
        user: User = factory.create().user
        return user
    flags = {"staff": {"is_staff": True}, "superuser": {"is_superuser": True}}
    return UserFactory.create(**flags.get(role, {"is_staff": True, "is_superuser": True}))


@pytest.fixture
def officer(mia: User) -> User:
    OfficerFactory.create(user=mia)
    return mia


# Who must


@pytest.mark.parametrize("role", MUST)
@pytest.mark.parametrize("path", PAGES)
def test_without_one_every_page_leads_to_setting_it_up(role: str, path: str, db: None) -> None:
    page = signed_in(person(role), second_factor=False).get(path)
    assert page["Location"].startswith(f"{HOME}?next="), path


def test_nothing_is_taken_from_them_either(officer: User) -> None:
    page = signed_in(officer, second_factor=False).post("/accounts/password/change/", {})
    assert page["Location"].startswith(f"{HOME}?next=")


def test_they_may_sign_out_and_the_server_may_be_watched(officer: User) -> None:
    client = signed_in(officer, second_factor=False)
    assert client.get("/health/live").status_code == 200
    assert client.post("/accounts/logout/")["Location"] == "/"


def test_managers_may_and_need_not(db: None) -> None:
    client = signed_in(person("manager"), second_factor=False)
    assert client.get("/settings/").status_code == 200
    assert client.get(HOME).status_code == 200


def test_it_is_asked_from_the_moment_somebody_becomes_an_officer(mia: User) -> None:
    client = signed_in(mia, second_factor=False)
    assert client.get("/settings/").status_code == 200
    member = OfficerFactory.create(user=mia)
    assert client.get("/settings/").status_code == 302
    Membership.objects.filter(pk=member.pk).update(ends_at=member.starts_at)
    assert client.get("/settings/").status_code == 200


def test_who_has_shown_one_costs_no_query(officer: User, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    client = signed_in(officer)
    client.get("/health/live")
    with django_assert_num_queries(2):  # the session and the person
        client.get("/health/live")


# Setting it up


@pytest.mark.django_db(transaction=True)  # the session is told once the app is saved
def test_an_app_is_set_up(client: Client, officer: User) -> None:
    sign_in(client)
    page = client.get(SET_UP)
    assert "Set up an authenticator app" in told(page)
    secret = page.context["form"].secret
    assert "Check that you typed the newest one" in told(client.post(SET_UP, {"code": "000000x"}))
    page = client.post(SET_UP, {"code": code_of(secret)}, follow=True)
    assert "Your recovery codes" in told(page)
    assert is_signed_in(client)


def test_the_picture_of_the_key_is_from_our_own_address(client: Client, officer: User) -> None:
    picture = reverse("second_factor_image")
    sign_in(client)
    assert client.get(picture).status_code == 404
    page = client.get(SET_UP).content.decode()
    assert f'src="{picture}"' in page
    assert "data:" not in page
    image = client.get(picture)
    assert image["Content-Type"] == "image/svg+xml"
    assert "no-store" in image["Cache-Control"]
    assert image.content.startswith(b"<?xml")


def test_the_database_alone_lets_nobody_in(officer: User, settings: Settings) -> None:
    secret = with_app(officer)
    row = Authenticator.objects.get(type="totp")
    assert secret not in str(row.data)
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "another", [settings.SECRET_KEY]
    assert row.wrap().validate_code(code_of(secret))
    settings.SECRET_KEY_FALLBACKS = []
    with pytest.raises(InvalidToken):
        row.wrap().validate_code(code_of(secret))


def test_nobody_sees_a_picture_without_signing_in(client: Client, db: None) -> None:
    assert client.get(reverse("second_factor_image")).status_code == 302


# Showing it


def test_the_code_of_the_app_is_asked_after_the_password(client: Client, officer: User) -> None:
    secret = with_app(officer)
    assert sign_in(client)["Location"] == "/accounts/2fa/authenticate/"  # type: ignore[index]
    assert not is_signed_in(client)
    assert "Check that you typed the newest one" in told(client.post("/accounts/2fa/authenticate/", {"code": "x"}))
    client.post("/accounts/2fa/authenticate/", {"code": code_of(secret)})
    assert is_signed_in(client)


def test_wrong_codes_lock_out_as_wrong_passwords_do(client: Client, officer: User) -> None:
    secret = with_app(officer)
    sign_in(client)
    path = "/accounts/2fa/authenticate/"
    pages = [client.post(path, {"code": "x"}, REMOTE_ADDR="192.0.2.1") for _ in range(5)]
    assert [page.status_code for page in pages] == [200] * 4 + [429]
    assert AccessFailureLog.objects.filter(username=EMAIL, ip_address="192.0.2.1").count() == 5
    other = Client()
    assert sign_in(other).status_code == 429  # type: ignore[attr-defined]
    assert not is_signed_in(other)
    assert code_of(secret) not in str([vars(row) for row in AccessAttempt.objects.all()])


def test_it_is_asked_after_a_code_by_email_too(client: Client, officer: User) -> None:
    with_app(officer)
    client.post("/accounts/login/code/", {"email": EMAIL})
    code = newest_code()
    page = client.post("/accounts/login/code/confirm/", {"code": code})
    assert page["Location"] == "/accounts/2fa/authenticate/"
    assert not is_signed_in(client)


def test_a_recovery_code_works_once(officer: User) -> None:
    with_app(officer)
    code = Authenticator.objects.get(type="recovery_codes").wrap().get_unused_codes()[0]
    for expected in (True, False):
        client = Client()
        sign_in(client)
        client.post("/accounts/2fa/authenticate/", {"code": code})
        assert is_signed_in(client) is expected


def test_a_session_from_before_must_show_it(officer: User) -> None:
    secret = with_app(officer)
    client = signed_in(officer, second_factor=False)
    asked = client.get("/settings/")["Location"]
    assert asked == "/accounts/2fa/reauthenticate/?next=%2Fsettings%2F"
    for path in (HOME, SET_UP, "/accounts/2fa/totp/deactivate/", "/accounts/reauthenticate/"):
        assert client.get(path)["Location"].startswith("/accounts/2fa/reauthenticate/"), path
    client.post("/accounts/2fa/reauthenticate/", {"code": code_of(secret), "next": "/settings/"})
    assert is_signed_in(client)


def test_one_persons_second_factor_is_not_anothers(client: Client, officer: User) -> None:
    secret = with_app(officer)
    other = create_account(email="olu@example.org", name="Olu", password=PASSWORD)
    OfficerFactory.create(user=other)
    sign_in(client)
    client.post("/accounts/2fa/authenticate/", {"code": code_of(secret)})
    sign_in(client, other.email)
    client.post("/accounts/logout/")
    sign_in(client, other.email)
    assert client.get("/settings/")["Location"].startswith(HOME)


def test_who_removes_the_last_must_set_up_another(client: Client, officer: User) -> None:
    secret = with_app(officer)
    sign_in(client)
    client.post("/accounts/2fa/authenticate/", {"code": code_of(secret)})
    client.post("/accounts/2fa/totp/deactivate/")
    assert not Authenticator.objects.exists()
    assert client.get("/settings/")["Location"].startswith(HOME)


# Django admin


def test_admin_has_no_sign_in_of_its_own(client: Client, db: None) -> None:
    ada = UserFactory.create(is_staff=True, is_superuser=True, password=PASSWORD)
    for answer in (
        client.get("/admin/login/"),
        client.post("/admin/login/", {"username": ada.email, "password": PASSWORD}),
    ):
        assert answer["Location"].startswith("/accounts/login/?next=")
    assert not is_signed_in(client)


def test_admin_is_not_for_who_may_not(mia: User) -> None:
    assert signed_in(mia).get("/admin/", follow=True).status_code == 403
