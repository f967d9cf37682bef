"""Accounts in Django admin: found, switched off, given powers; never a password, never one's own powers."""

from html import unescape
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Group, Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from tests.clients import Client, signed_in
from tests.factories.settings import ManagerFactory, OfficerFactory
from tests.factories.users import UserFactory

pytestmark = pytest.mark.django_db
LIST = "/admin/accounts/user/"


def words(response: Any) -> str:
    assert response.status_code == 200
    return " ".join(unescape(response.content.decode()).split())


def page_of(user: User) -> str:
    return f"{LIST}{user.pk}/change/"


@pytest.fixture
def ada() -> User:
    return UserFactory.create(email="ada@example.org", name="Ada Admin", is_staff=True, is_superuser=True)


@pytest.fixture
def client(ada: User) -> Client:
    return signed_in(ada)


@pytest.fixture
def clerk() -> Client:
    """Staff who may change accounts, and is no administrator."""
    user = UserFactory.create(is_staff=True)
    user.user_permissions.set(Permission.objects.filter(content_type__app_label="accounts"))
    return signed_in(user)


@pytest.fixture
def mia() -> User:
    """A manager who signs in with a password."""
    return ManagerFactory.create(
        setting__name="Elm School", user__name="Mia Manager", user__password="long-enough"
    ).user


def test_accounts_are_found_by_address_and_name(client: Client, mia: User) -> None:
    other = UserFactory.create(is_active=False)
    for asked, found in ((mia.email, {mia}), ("manager", {mia}), (other.email, {other})):
        rows = client.get(LIST, {"q": asked}).context["cl"].queryset
        assert set(rows) == found
    assert set(client.get(LIST, {"is_active__exact": "0"}).context["cl"].queryset) == {other}


def test_the_list_costs_no_query_per_row(client: Client) -> None:
    counts = []
    client.get(LIST)  # The first request of a minute writes the session.
    for _ in range(2):
        UserFactory.create_batch(3)
        with CaptureQueriesContext(
            connection,
        ) as asked:
            client.get(LIST)
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_a_second_factor_is_asked_and_nobody_else_comes_in(ada: User, mia: User) -> None:
    for client in (signed_in(ada, second_factor=False), signed_in(mia), Client()):
        assert client.get(LIST).status_code == 302
    assert signed_in(UserFactory.create(is_staff=True)).get(LIST).status_code == 403


def test_no_password_is_shown_and_no_account_made_or_deleted(client: Client, mia: User) -> None:
    said = words(client.get(page_of(mia)))
    assert "assword" not in said.replace("/password/change/", "").replace("Change password", "")
    assert mia.password not in said
    assert client.get(f"{LIST}add/").status_code == 403
    assert client.get(f"{LIST}{mia.pk}/delete/").status_code == 403
    assert client.get(f"{LIST}{mia.pk}/password/").status_code in (302, 404)
    before = mia.password
    client.post(page_of(mia), {"name": "Mia", "is_active": "on", "password": "other", "email": "other@example.org"})
    mia.refresh_from_db()
    assert (mia.name, mia.password, mia.email) == ("Mia", before, mia.email)


def test_switching_off_ends_access_on_the_next_request_and_is_logged(client: Client, ada: User, mia: User) -> None:
    theirs = signed_in(mia)
    assert theirs.get("/settings/").status_code == 200
    assert client.post(page_of(mia), {"name": "Mia Manager"}).status_code == 302
    assert theirs.get("/settings/").status_code == 302
    said = Client().post("/accounts/login/", {"login": mia.email, "password": "long-enough"})
    assert "_auth_user_id" not in said.client.session
    entry = LogEntry.objects.get()
    assert (entry.user, entry.object_id, entry.get_change_message()) == (ada, str(mia.pk), "Changed May sign in.")
    assert "May sign in" in words(client.get(f"{LIST}{mia.pk}/history/"))


def test_an_administrator_gives_powers_and_groups(client: Client, mia: User) -> None:
    group = Group.objects.create(name="Register keepers")
    sent = {"name": "Mia", "is_active": "on", "is_staff": "on", "is_superuser": "on", "groups": [group.pk]}
    assert client.post(page_of(mia), sent).status_code == 302
    mia.refresh_from_db()
    assert (mia.is_staff, mia.is_superuser, list(mia.groups.all())) == (True, True, [group])


def test_nobody_takes_their_own_powers(client: Client, ada: User) -> None:
    assert client.post(page_of(ada), {"name": "Ada"}).status_code == 302
    ada.refresh_from_db()
    assert (ada.name, ada.is_active, ada.is_staff, ada.is_superuser) == ("Ada", True, True, True)


def test_who_is_no_administrator_gives_no_powers_and_touches_no_administrator(
    clerk: Client, ada: User, mia: User
) -> None:
    sent = {"name": "Mia M", "is_staff": "on", "is_superuser": "on"}
    assert clerk.post(page_of(mia), sent).status_code == 302
    mia.refresh_from_db()
    assert (mia.name, mia.is_active, mia.is_staff, mia.is_superuser) == ("Mia M", False, False, False)
    assert clerk.post(page_of(ada), {"name": "Taken"}).status_code == 403
    ada.refresh_from_db()
    assert (ada.name, ada.is_active) == ("Ada Admin", True)


def test_memberships_and_second_factors_are_shown_with_their_pages(client: Client, mia: User) -> None:
    OfficerFactory.create(user=mia, authority__name="Elmshire")
    RecoveryCodes.activate(mia)
    said = words(client.get(page_of(mia)))
    assert "Elm School: manager of a setting from 18 July 2025" in said and "Elmshire" in said
    for table in ("settings/membership", "mfa/authenticator"):
        address = f"/admin/{table}/?user__id__exact={mia.pk}"
        assert f'href="{address}"' in said
        assert client.get(address).status_code == 200
    code = Authenticator.objects.get(user=mia)
    assert client.post(f"/admin/mfa/authenticator/{code.pk}/delete/", {"post": "yes"}).status_code == 302
    assert not Authenticator.objects.filter(user=mia).exists()
    assert "none" in words(client.get(page_of(mia)))
